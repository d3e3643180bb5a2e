import { expect, test } from "vitest";
import type { Matrix } from "../../../../src/core/analysis/matrix";
import { headlineOf } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import { analyse, analysisOf } from "../../../support/analyse";
import { sampleAnalysis, sampleMatrix, sampleRow } from "../sampleAnalysis";

const minute = (matrix: Matrix): string =>
  answerFacts(sampleAnalysis("en", matrix), matrix, formatter("en"))
    .map(({ text }) => text)
    .join(" ");

const alternative: Matrix["alternatives"][number] = {
  label: "everything on a alone",
  price: "a waits",
  kind: "asleep",
  machines: 1,
  feasible: true,
  unchecked: [],
  cut: [],
  kgCO2e: 3,
  savedKg: 0,
  savedCost: 0,
  gainedValue: 5,
  uncut: { kgCO2e: 3, atLeast: false, savedCost: 0 },
};

test("what keeps the budget with more value than the recommendation is said first, nothing else is", () => {
  const less = (change: object): string => minute({ ...sampleMatrix(), alternatives: [{ ...alternative, ...change }] });
  expect(less({})).toContain("less has to be cut than recommended: everything on a alone (3.0 kg/month, 350 EUR a month; a waits).");
  expect(less({ feasible: false })).not.toContain("everything on a alone");
  expect(less({ gainedValue: 0 })).not.toContain("everything on a alone");
});

test("where only the cost cannot be checked it is the carbon budget that is kept, never both", () => {
  const less = (unchecked: readonly string[], carbon: number | null): string =>
    minute({
      ...sampleMatrix(),
      total: { ...sampleMatrix().total, budget: { carbon, cost: 500, plan: "expected" } },
      alternatives: [{ ...alternative, feasible: null, unchecked } as Matrix["alternatives"][number]],
    });
  expect(less(["cost"], 6)).toContain("This alone keeps the carbon budget too");
  expect(less(["cost"], null)).not.toContain("everything on a alone");
  expect(less(["carbon"], 6)).not.toContain("everything on a alone");
});

test("what saves most comes first, of one kind the best alone is named, and of the same figures the fewest machines", () => {
  const others = [
    { ...alternative, label: "both asleep", machines: 2, kgCO2e: 1, gainedValue: 6 },
    { ...alternative, label: "everything on b alone", kgCO2e: 3.1 },
    alternative,
  ];
  const said = (alternatives: Matrix["alternatives"]): string => minute({ ...sampleMatrix(), alternatives });
  expect(said(others)).toContain(
    "than recommended: both asleep (1.0 kg/month, 350 EUR a month; a waits); everything on a alone (3.0 kg/month, 350 EUR a month; a waits).",
  );
  expect(said([{ ...alternative, label: "both asleep", machines: 2 }, alternative])).toContain(
    "than recommended: everything on a alone (3.0 kg/month, 350 EUR a month; a waits).",
  );
});

const saving = `version: 1
region: francecentral
volume: { files: 2000/month }
budget: { carbon: 1000 kg/month }
currency: EUR
exchange: { USD: 0.92 EUR }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min } }
`;

test("where everything fits, what would save all the same is said, and where something stops, from which levels it counts", () => {
  const top = (text: string) => {
    const analysis = analyse(text);
    return new Map(answerFacts(analysis, analysis.matrix as Matrix, formatter("en")).map(({ term, text: words }) => [term, words]));
  };
  const said = top(saving).get("What would lower it without stopping anything") ?? "";
  expect(said).toMatch(/^(Stop speech between requests|Run speech serverless): .* kg \(.*\) and .* EUR less a month \(/);
  expect(top(saving.replace("1000 kg", "1 kg")).get("What would lower it without stopping anything")).toMatch(
    /Each is counted from the levels as they are now, before anything is cut\./,
  );
});

test("a vital service that is to stop is named", () => {
  const stopped = (criticality: "vital" | "low"): string =>
    minute({ ...sampleMatrix(), rows: [sampleRow({ id: "a", service: "a", criticality, recommended: 0 })] });
  expect(stopped("vital")).toContain("Vital, and yet at 0 % here: a.");
  expect(stopped("low")).not.toContain("Vital");
});

test("a headline that counts what stops still names the vital ones", () => {
  const names = ["a", "b", "c", "d"];
  const matrix = (criticality: "vital" | "low"): Matrix => ({
    ...sampleMatrix(),
    rows: names.map((name) => sampleRow({ id: name, service: name, criticality: name === "d" ? criticality : "low", recommended: 0 })),
  });
  const { sentence, notes } = headlineOf(sampleAnalysis(), matrix("vital"));
  expect(sentence).toMatch(/^Stop 4 microservices, above all a and b/);
  expect(notes[0]).toMatch(/^Vital, and yet at 0 % here: d\./);
  expect(headlineOf(sampleAnalysis(), matrix("low")).notes.join(" ")).not.toContain("Vital");
});

test("without a volume no plan is called impossible: the volume is asked for", () => {
  const text =
    "version: 1\nregion: francecentral\nbudget: { carbon: 1 kg/month }\nhosts:\n  gpu: { sku: Standard_NC4as_T4_v3 }\nservices:\n  a: { task: transcription, host: gpu, model: whisper-large-v3 }\n";
  const { summary } = analyse(text).matrix;
  expect(summary).toMatch(/^No plan can be computed until volume: is written: without it the month of a is not known\. What is known alone exceeds/);
  expect(summary).not.toMatch(/whatever we decide|No plan holds/);
});

const option = (id: string, kg: number, more: Partial<Matrix["options"][number]> = {}): Matrix["options"][number] => {
  const some = { central: kg, low: kg, high: kg };
  return {
    id,
    kind: "fewer-hosts",
    label: id,
    condition: null,
    seconds: null,
    rows: [],
    to: null,
    avoided: { total: some, avoidable: some, fixed: some },
    lostValue: 0,
    atLeast: false,
    savedCost: 1,
    savedIn: "EUR",
    lossPerKg: 0,
    noRegret: true,
    pace: "same",
    costPerTonne: null,
    shadowValue: 0,
    off: [],
    holds: null,
    ...more,
  };
};

/** What is named of such options, in its order, where nothing stops. */
const saved = (options: readonly Matrix["options"][number][]): string[] => {
  const matrix = sampleMatrix();
  const whole = { ...matrix, options, rows: matrix.rows.map((row) => ({ ...row, recommended: 1 as const, counted: 1 as const, decided: null })) };
  const fact = answerFacts(sampleAnalysis("en", whole), whole, formatter("en")).find(({ term }) => term === "What would lower it without stopping anything");
  return [...(fact?.text ?? "").matchAll(/(?:^|; )([A-Za-z][\w> ]*):/gu)].map(([, label = ""]) => label.toLowerCase());
};

test("of what saves, the largest comes first, what slows requests down last, and less than a twentieth of the total is not named", () => {
  const total = sampleMatrix().plans.decided.kgCO2e?.central ?? Number.NaN;
  const slow = { service: "chat", before: 2, after: 18 };
  expect(saved([option("little", 0.04 * total), option("some", 0.06 * total), option("more", 0.5 * total)])).toEqual(["more", "some"]);
  expect(saved([option("far", 0.6 * total, { pace: "far-slower", noRegret: false }), option("some", 0.06 * total)])).toEqual(["some"]);
  expect(saved([option("slow", 0.6 * total, { seconds: slow, pace: "slower", noRegret: false }), option("some", 0.06 * total)])).toEqual(["some", "slow"]);
});

test("whoever takes over its work, giving a machine back is one idea, and giving another back is a second one", () => {
  const total = sampleMatrix().plans.decided.kgCO2e?.central ?? Number.NaN;
  const back = (id: string, gone: string, kg: number) => option(id, kg * total, { off: [gone], condition: `${id} GB` });
  expect(saved([back("d on a", "d", 0.5), back("d on b", "d", 0.4), back("a on b", "a", 0.3)])).toEqual(["d on a", "a on b"]);
});

test("where no other way to run the machines serves everything, a region that does is the headline's way out, with what has to be true", () => {
  const text = (budget: string): string => `version: 1
horizon: { from: 2027-01, months: 12 }
budget: { ${budget} }
region: germanywestcentral
volume: { files: 40000/month }
hosts: { gpu: { sku: Standard_NC4as_T4_v3 }, spare: { sku: Standard_NC4as_T4_v3 } }
services:
  asr: { model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }
`;
  const said = (budget: string) => {
    const analysis = analysisOf(text(budget));
    if (analysis.matrix === null) throw new Error("there is a matrix");
    return { notes: headlineOf(analysis, analysis.matrix).notes.join(" "), alternatives: analysis.matrix.alternatives };
  };
  const { notes, alternatives } = said("carbon: 8 kg/month");
  expect(notes).toMatch(
    /Or cut nothing: with gpu in the region Sweden Central it is 4\.3 kg and 384 USD a month, within the budget too; if data may be processed there/,
  );
  const moved = alternatives.find(({ kind }) => kind === "moved");
  expect(moved).toMatchObject({ feasible: true, cut: [], machines: 1 });
  // The same figures as of the scenario with the region written.
  const stopped = analysisOf(text("carbon: 8 kg/month")).matrix;
  const written = analysisOf(text("carbon: 8 kg/month").replace("germanywestcentral", "swedencentral")).matrix;
  expect(moved?.kgCO2e).toBeCloseTo(written?.plans.recommended.kgCO2e?.central ?? Number.NaN, 9);
  expect(moved?.savedCost).toBeCloseTo((stopped?.plans.recommended.cost ?? Number.NaN) - (written?.plans.recommended.cost ?? Number.NaN), 6);
  expect(said("carbon: 8 kg/month, cost: 5000 USD/month").notes).toMatch(/Sweden Central it is 4\.3 kg and 384 USD a month, within the budget too/);
  // Where everything fits, nobody asks for another place.
  expect(said("carbon: 80 kg/month").alternatives.map(({ kind }) => kind)).not.toContain("moved");
});

const uneven = (files: number): string => `version: 1
region: francecentral
budget: { carbon: 5 kg/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
services:
  search: { model: "mistral:7b", engine: ollama, task: generation, host: text, criticality: medium, volume: { files: ${files}/month }, input: { tokens: 20 }, output: { tokens: 3 } }
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, criticality: vital, volume: { files: 1409/month }, input: { duration: 1 min } }
`;

test("where files of a less critical service outweigh those of a vital one that stops, the rule and both numbers are said", () => {
  const said = (text: string): string => {
    const analysis = analyse(text);
    return headlineOf(analysis, analysis.matrix).notes.join(" ");
  };
  expect(said(uneven(16_000))).toContain(
    "The rule weighs criticality times files, whatever a file is: 16,000 of search (medium) weigh more than 1,409 of transcription (vital).",
  );
  expect(said(uneven(100))).not.toContain("The rule weighs");
});

const newsroom = (chat: string): string => `version: 1
region: francecentral
currency: EUR
exchange: { USD: 0.92 EUR }
budget: { carbon: 4 kg/month, cost: 300 EUR/month }
volume: { files: 5000/month }
hosts:
  api: { sku: Standard_D4s_v5 }
  workers: { sku: Standard_D8s_v5 }
  openai: { hardware: { gpu: H100, gpus: 1, vcpus: 8, memory: 64 GB }, deployment: serverless, region: swedencentral, price: 3 EUR/h }
services:
  ask: { model: bge-m3, host: api, input: { characters: 120 }, criticality: vital, volume: { files: 60000/month } }
  moderate: { model: bge-m3, host: workers, input: { characters: 120 }, criticality: vital }
  factcheck: { task: generation, host: openai, model: { name: o3-mini, parameters: 40 B }, volume: { files: 3000/month }, input: { characters: 6000 }, output: { tokens: 1500 } }
${chat}`;
const unknownChat = "  chat: { model: gpt-4o-mini, task: generation, host: external, volume: { files: 500/month } }\n";

test.each([
  ["known", "", "Each of these alone keeps the budget too"],
  ["with a service of which nobody knows the carbon", unknownChat, "As far as the figures are known, each of these alone keeps the budget too"],
])("merging two machines comes before a provider where it keeps as much, and something is cut all the same, %s", (_, chat, words) => {
  const analysis = analyse(newsroom(chat));
  const matrix = analysis.matrix as Matrix;
  const recommended = new Map(matrix.rows.map((row) => [row.service, row.recommended]));
  expect([recommended.get("moderate"), recommended.get("factcheck")]).toEqual([0, 0]);
  const less = answerFacts(analysis, matrix, formatter("en")).find(({ term }) => term === "What would cut less")?.text ?? "";
  expect(less).toContain(`${words}, and less has to be cut than recommended: moderate on api, without workers (`);
  expect(less).toContain("with cuts in factcheck; ");
  const headline = headlineOf(analysis, matrix).notes.join(" ");
  if (chat === "") expect(headline).toMatch(/Or keep moderate: with moderate on api, without workers it is .* within the budget too, with cuts in factcheck/);
});

test("all in one without stopping anything counts what the recommendation stops", () => {
  const analysis = analyse(`version: 1
region: francecentral
volume: { files: 2000/month }
budget: { carbon: 20 kg/month }
currency: EUR
exchange: { USD: 0.92 EUR }
use: commercial
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
  language: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero, keepAlive: 10 min }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 1 min } }
  summary: { model: "mistral:7b", engine: ollama, host: text, input: { characters: 4000 }, output: { tokens: 20 } }
  translation: { model: nllb-200-distilled-600m, host: language, to: [fr], input: { characters: 4000 } }
`);
  const matrix = analysis.matrix as Matrix;
  expect(matrix.rows.find(({ service }) => service === "translation")?.recommended).toBe(0);
  const both = matrix.alternatives.find(({ label }) => label === "speech and text serverless");
  const less = ["speech", "text"].reduce(
    (sum, host) => sum + (matrix.options.find(({ id }) => id === `serverless:${host}`)?.avoided.total.central ?? Number.NaN),
    0,
  );
  expect(both?.uncut.kgCO2e).toBeCloseTo((matrix.plans.decided.kgCO2e?.central ?? 0) - less, 9);
  const saves = answerFacts(analysis, matrix, formatter("en")).find(({ term }) => term === "What would lower it without stopping anything")?.text ?? "";
  expect(saves).toContain(`All in one: speech and text serverless (${formatter("en").massPerMonth(both?.uncut.kgCO2e ?? 0)}`);
});

test.each([
  ["open", "", true],
  ["stopped by people", 'decisions:\n  chat: { level: 0 %, reason: "not used", by: CM, date: 2026-11-01 }\n', false],
])("a service of which nobody knows the carbon, %s, wants a figure and a recommendation only while it runs", (_, decisions, wanted) => {
  const analysis = analyse(`${newsroom(unknownChat)}${decisions}`);
  const said = answerFacts(analysis, analysis.matrix, formatter("en"))
    .map(({ text }) => text)
    .join(" ");
  expect(said.includes("First give chat a figure")).toBe(wanted);
  expect(said.includes("no recommendation yet")).toBe(wanted);
});
