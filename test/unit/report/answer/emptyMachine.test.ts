import { expect, test } from "vitest";
import { headlineOf } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import { suggest } from "../../../../src/core/whatIf/suggest";
import { analysisOf, snapshotOf } from "../../../support/analyse";

// A machine on which nothing runs is given back before anything that somebody uses stops.

const scenario = (budget: string, llm = "", more = ""): string => `version: 1
region: francecentral
volume: { files: 500/month }
budget: { carbon: ${budget} }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  llm: { sku: Standard_NC4as_T4_v3${llm} }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, criticality: vital, input: { media: [audio], duration: 10 min } }
${more}`;

const read = (text: string) => {
  const analysis = analysisOf(text);
  const { matrix } = analysis;
  if (matrix === null) throw new Error("the scenario has a matrix");
  const minute = Object.fromEntries(answerFacts(analysis, matrix, formatter("en")).map(({ term, text: said }) => [term, said]));
  return { matrix, minute, headline: headlineOf(analysis, matrix) };
};

test("where giving it back is enough, that is the answer of headline, report, options and what-if", () => {
  const text = scenario("6 kg/month");
  const { matrix, minute, headline } = read(text);
  expect(headline.sentence).toBe(
    "Give llm back, no service runs there: from 9.8 kg to 4.9 kg a month, within the budget of 6 kg CO2e, and nothing has to stop for it.",
  );
  expect(headline.notes).toEqual(["Yet the chance that some month goes over the carbon budget is 22 %."]);
  expect(headline.facts.slice(0, 3).map(({ value, note }) => `${value}: ${note}`)).toEqual([
    "4.9 kg/month: fixed carbon avoided: llm",
    "0 g/month: avoidable carbon avoided, versus everything on",
    expect.stringMatching(/^4\.9 kg\/month: range /),
  ]);
  expect(minute["What to stop"]).toBe("Give llm back first: no service runs there. Nothing that is in use has to stop.");
  // Every part speaks of this plan: rows, totals, machines, months.
  expect(matrix.rows.map(({ recommended }) => recommended)).toEqual([1]);
  expect(matrix.hosts.map(({ name, on }) => [name, on.baseline, on.decided, on.recommended])).toEqual([
    ["speech", true, true, true],
    ["llm", true, true, false],
  ]);
  const { baseline, recommended } = matrix.plans;
  expect(recommended.kgCO2e?.central).toBeCloseTo((baseline.kgCO2e?.central ?? 0) - (matrix.hosts[1]?.fixed?.central ?? 0), 9);
  expect(recommended).toMatchObject({ feasible: true, lostValue: 0 });
  expect(matrix.months[0]?.plans.recommended?.central).toBeLessThan(6);
  expect(minute["What it avoids"]).toMatch(/^4\.9 kg\/month .* 0 g\/month with work no longer done \(avoidable\), 4\.9 kg\/month .*with hosts switched off/);
  expect(minute["What would lower it without stopping anything"]).toMatch(/alone the budget holds and nothing has to stop: give llm back[.;]/);
  expect(matrix.options.find(({ id }) => id === "fewer-hosts:llm")).toMatchObject({ noRegret: true, off: ["llm"], holds: "all" });
  const [first] = suggest(snapshotOf(text), { of: "everything" })?.suggestions ?? [];
  expect(first).toMatchObject({ label: "llm: given back", changes: [{ type: "remove", path: ["hosts", "llm"] }] });
});

test("nothing else is proposed for it, and every other way gives it back too", () => {
  const text = scenario("6 kg/month");
  const { matrix } = read(text);
  expect(matrix.options.filter(({ label }) => label.includes("llm")).map(({ label }) => label)).toEqual(["give llm back"]);
  expect(matrix.alternatives.map(({ label }) => label).filter((label) => label.includes("llm"))).toEqual([]);
  const suggestions = suggest(snapshotOf(text), { of: "everything" })?.suggestions ?? [];
  expect(suggestions.filter(({ host }) => host === "llm").map(({ label }) => label)).toEqual(["llm: given back"]);
});

test("where it is not enough, what else has to stop is said in the same breath, with the rows that a gate stops", () => {
  const cut = scenario("1 kg/month");
  expect(read(cut).headline.sentence).toBe(
    "Give llm back, no service runs there, and stop transcription: from 9.8 kg to 0 g a month, within the budget of 1 kg CO2e.",
  );
  const gated = scenario("6 kg/month", "", "  chat: { model: 'mistral:7b', engine: ollama, host: speech, need: not-shown, input: { characters: 4000 } }\n");
  expect(read(gated).headline.sentence).toMatch(/^Give llm back, no service runs there, and stop chat \(need not shown\): from/);
  expect(read(gated).minute["What to stop"]).toMatch(/^Give llm back first: no service runs there\. Stop chat\./);
});

test("our part of a machine that others use too stays, whatever we decide", () => {
  const { headline, matrix } = read(scenario("6 kg/month", ", deployment: shared, share: 50 %"));
  expect([headline.sentence, ...headline.notes].join(" ")).not.toMatch(/Give llm back/);
  expect(matrix.hosts[1]?.on.recommended).toBe(true);
});

test.each([
  ["within the budget anyway", scenario("20 kg/month"), "Everything fits"],
  ["without a budget", scenario("20 kg/month").replace(/budget.*\n/u, ""), "no budget yet"],
  ["no plan even then", scenario("1 kg/month").replace("criticality: vital", 'obligation: { level: 100 %, reason: "law" }'), "No choice of levels"],
])("where it is %s, it is the first note", (_, text, words) => {
  const { headline, minute } = read(text);
  expect(headline.sentence).toContain(words);
  expect(headline.notes[0]).toBe("Give llm back first: no service runs there, and that avoids 4.9 kg a month.");
  expect(minute["What to stop"]).toMatch(/^Give llm back first: no service runs there\./);
});

test.each([
  [
    "a service without a machine may be meant for it",
    scenario("6 kg/month", "", "  chat: { model: 'mistral:7b', engine: ollama, input: { characters: 4000 } }\n"),
  ],
  ["a service whose time is not known runs on it", scenario("6 kg/month", "", "  x: { task: other, host: llm }\n")],
  ["it costs nothing while nothing runs", scenario("6 kg/month", ", deployment: scale-to-zero")],
])("%s: it is not given back", (_, text) => {
  const { headline, matrix } = read(text);
  expect([headline.sentence, ...headline.notes].join(" ")).not.toMatch(/Give llm back/);
  expect(matrix.options.map(({ label }) => label)).not.toContain("give llm back");
});

test("a service at a provider does not keep it", () => {
  const { headline } = read(scenario("6 kg/month", "", "  chat: { model: gpt-4o-mini, host: external, input: { characters: 4000 } }\n"));
  expect(headline.notes[0] ?? headline.sentence).toMatch(/^Give llm back/);
});
