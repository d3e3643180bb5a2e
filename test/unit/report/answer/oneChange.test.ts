import { expect, test } from "vitest";
import { headlineOf } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import { analysisOf } from "../../../support/analyse";

/** Short requests one after the other: stopped between them the machine hardly ever sleeps, rented by the second it costs its work alone. */
const scenario = (budget: string): string => `version: 1
region: francecentral
currency: EUR
exchange: { USD: 0.92 EUR }
volume: { files: 10000/month }
budget: ${budget}
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 1 min } }
`;

const read = (text: string) => {
  const analysis = analysisOf(text);
  const { matrix } = analysis;
  if (matrix === null) throw new Error("the scenario has a matrix");
  const minute = Object.fromEntries(answerFacts(analysis, matrix, formatter("en")).map(({ term, text: said }) => [term, said]));
  return { matrix, minute, notes: headlineOf(analysis, matrix).notes };
};

test("one change that keeps the budget with nothing stopped is said by headline and report, with its total cost", () => {
  const { matrix, minute, notes } = read(scenario("{ carbon: 3 kg/month, cost: 900 EUR/month }"));
  expect(matrix.rows[0]?.recommended).toBe(0);
  expect(notes[0]).toMatch(/^Or cut nothing: with speech serverless it is \d+(\.\d+)? k?g and at least \d+(\.\d+)? EUR a month, within the budget too; /);
  const less = minute["What would cut less"];
  expect(less).toMatch(/: speech serverless \(.+, at least \d+(\.\d+)? EUR a month\)/);
  // What is to be known of it stands in the headline, once.
  expect([...notes, ...Object.values(minute)].join(" ").split("another provider bills it by the second, usually at a higher price")).toHaveLength(2);
  // What still cuts is no answer beside it.
  expect(less).not.toContain("with cuts in");
  // The list above has said so; what it saves at the machine's own price is the most that it may save.
  const lower = minute["What would lower it without stopping anything"];
  expect(lower).not.toContain("alone the budget holds");
  expect(lower).toMatch(/^Run speech serverless: .* and at most \d+ EUR less a month/);
});

test("what keeps the budget alone is the same in options and alternatives, and nothing of the kind is said within the budget", () => {
  const { matrix } = read(scenario("{ carbon: 3 kg/month }"));
  const kept = (label: string) => matrix.alternatives.find((one) => one.label === label);
  expect(matrix.options.find(({ id }) => id === "serverless:speech")?.holds).toBe("all");
  expect(kept("speech serverless")).toMatchObject({ feasible: true, cut: [] });
  expect(matrix.options.find(({ id }) => id === "deployment:speech")?.holds ?? null).toBe(null);
  expect(kept("speech stopped between requests")?.cut ?? ["transcription"]).toEqual(["transcription"]);
  const { minute } = read(scenario("{ carbon: 30 kg/month }"));
  expect(minute["What would lower it without stopping anything"]).not.toContain("budget holds");
});

test("a move has no price here: the carbon budget holds with it, and the cost is said to be unknown", () => {
  const { matrix, minute } = read(scenario("{ carbon: 12 kg/month, cost: 900 EUR/month }").replace("francecentral", "germanywestcentral"));
  expect(matrix.plans.baseline.feasible).toBe(false);
  expect(matrix.options.find(({ id }) => id === "region:speech")?.holds).toBe("carbon");
  expect(minute["What would lower it without stopping anything"]).toMatch(/alone the carbon budget holds, the cost is not known: move speech to /);
});

/** Two machines of different sizes, of which the first has room for the work of both. */
const twoSizes = (language: "en" | "fr") => {
  const analysis = analysisOf(
    `version: 1
region: westeurope
currency: EUR
exchange: { USD: 0.92 EUR }
volume: { files: 2000/month }
budget: { carbon: 15 kg/month, cost: 500 EUR/month }
hosts:
  studio: { sku: Standard_NC4as_T4_v3 }
  voice: { sku: Standard_NV6ads_A10_v5 }
services:
  search: { task: embedding, model: { name: openai/clip-vit-large-patch14, parameters: 0.43 B }, engine: transformers, host: studio, criticality: high, volume: { files: 20000/month }, input: { media: [text], tokens: 257 } }
  pictures: { task: image-generation, model: stabilityai/stable-diffusion-xl-base-1.0, engine: diffusers, host: studio, criticality: low }
  guides: { task: speech-synthesis, model: tts_models/multilingual/multi-dataset/xtts_v2, engine: coqui, host: voice, input: { media: [text], characters: 1200 } }
`,
    { language },
  );
  if (analysis.matrix === null) throw new Error("the scenario has a matrix");
  return { notes: headlineOf(analysis, analysis.matrix).notes.join(" "), matrix: analysis.matrix };
};

test("machines of different sizes may be merged: of all that keeps the budget with nothing stopped, what needs no provider is in the headline", () => {
  const { notes, matrix } = twoSizes("en");
  expect(notes).toMatch(
    /^(Yet [^.]+\. )?Or cut nothing: with everything on studio alone it is 12 kg and 353 EUR a month, within the budget too; a request waits/,
  );
  expect(notes).toMatch(/The cut would avoid 0\.\d+ kg more\./);
  expect(twoSizes("fr").notes).toMatch(/Ou bien ne rien réduire.*tout sur studio seul.*La coupe éviterait 0,\d+ kg de plus\./);
  // The same as of the scenario with one machine written.
  const merged = matrix.alternatives.find(({ kind }) => kind === "merged");
  const option = matrix.options.find(({ id }) => id === "fewer-hosts:voice>studio");
  expect(merged).toMatchObject({ machines: 1, cut: [], feasible: true });
  expect(merged?.kgCO2e).toBeCloseTo((matrix.plans.baseline.kgCO2e?.central ?? Number.NaN) - (option?.avoided.total.central ?? Number.NaN), 6);
});
