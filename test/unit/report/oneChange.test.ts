import { expect, test } from "vitest";
import { formatter } from "../../../src/core/report/format";
import { headlineOf } from "../../../src/core/report/headline";
import { oneMinute } from "../../../src/core/report/oneMinute";
import { analysisOf } from "../../support/analyse";

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
  const minute = Object.fromEntries(oneMinute(analysis, matrix, formatter("en")).map(({ term, text: said }) => [term, said]));
  return { matrix, minute, notes: headlineOf(analysis, matrix).notes };
};

test("one change that keeps the budget with nothing stopped is said by headline and report, with its total cost", () => {
  const { matrix, minute, notes } = read(scenario("{ carbon: 3 kg/month, cost: 900 EUR/month }"));
  expect(matrix.rows[0]?.recommended).toBe(0);
  expect(notes[0]).toMatch(/^Or cut nothing: with speech serverless it is \d+(\.\d+)? k?g a month, within the budget too; /);
  const less = minute["What would cut less"];
  expect(less).toMatch(/: speech serverless \(.+, \d+(\.\d+)? EUR a month; a provider bills this hardware by the second/);
  // What still cuts is no answer beside it.
  expect(less).not.toContain("with cuts in");
  expect(minute["What would lower it without stopping anything"]).toContain("alone the budget holds and nothing has to stop: run speech serverless");
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
