import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { estimateText } from "../../../../src/core/report/tables/estimateText";
import { analyse } from "../../../support/analyse";

const scenario = (cost: string, decisions: string): string => `
version: 1
currency: EUR
horizon: { from: 2027-01, months: 10 }
region: francecentral
volume: { files: 900/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated, price: 1 EUR/h }
services:
  transcription: { endpoint: "POST /transcribe", model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 10 min }${cost} }
${decisions}
`;

test("the total says which plan it is, and what is decided beside it", () => {
  const open = estimateText(analyse(scenario("", "")));
  expect(open).toContain("Total CO2e, everything at 100 %: ");
  expect(open).not.toContain("As decided");
  const decided = estimateText(analyse(scenario("", 'decisions:\n  transcription: { level: 0 %, reason: "nobody reads it" }')));
  expect(decided).toMatch(/Total CO2e, everything at 100 %: .*kg\/month/);
  expect(decided).toMatch(/^As decided: 0/m);
});

test("the cost can be added up again: hosts, and what services cost of their own", () => {
  const text = estimateText(analyse(scenario(", cost: { maintenance: 20 EUR/month, development: 1000 EUR }", "")));
  expect(text).toContain("cost: 850 EUR/month");
  expect(text).toContain("Of the cost, hosts: 730 EUR; services (maintenance, and development spread over the horizon): 120 EUR.");
  expect(estimateText(analyse(scenario("", "")))).not.toContain("Of the cost");
});

test("a request whose work is known is not called unknown: its month is", () => {
  const analysis = analyse(scenario("", ""));
  const [first] = analysis.estimate.endpoints;
  if (first === undefined) throw new Error("the scenario has an endpoint");
  const ms = { low: 0.001, central: 0.018, high: 0.23 };
  const left = {
    ...first,
    id: "POST /translate",
    state: "unknown" as const,
    services: [],
    busyPerRequest: ms,
    unknown: "no service of the scenario serves it",
  };
  const text = estimateText({ ...analysis, estimate: { ...analysis.estimate, endpoints: [first, left] } });
  expect(text).toMatch(/POST \/translate .* busy/);
  expect(text).toMatch(/Month unknown, because:\n {2}POST \/translate: no service/);
  expect(text).not.toMatch(/^Unknown, because/m);
});

test("what moves the total most names the total that it moves", () => {
  const text = estimateText(analyse(scenario("", 'decisions:\n  transcription: { level: 50 %, reason: "half is read" }')));
  expect(text).toMatch(/As decided: .*\nWhat moves the total at 100 % most: .*\(moves it by/);
});

test("a row that emits nothing has no change of advice", () => {
  const { matrix } = analyse(readFileSync(join(import.meta.dirname, "../../../fixtures/scenario/ok-founding.carbon.yaml"), "utf8"), { robustness: "exact" });
  const idle = matrix.rows.filter(({ kgCO2e }) => kgCO2e.avoidable?.high === 0 && kgCO2e.fixed?.high === 0);
  expect(idle.map(({ id, nearestChange }) => [id, nearestChange])).toEqual([["translation/en", null]]);
  expect(matrix.rows.some(({ nearestChange }) => nearestChange !== null)).toBe(true);
});

const several = `version: 1
region: francecentral
volume: { files: 900/month }
services:
  a.1: { endpoint: "POST /a", model: whisper-large-v3, engine: faster-whisper, input: { media: [audio], duration: 10 min } }
  b: { endpoint: "POST /b", model: whisper-large-v3, engine: faster-whisper, requests: 2/file, input: { media: [audio], duration: 10 min } }
  c: { model: whisper-large-v3, engine: faster-whisper, input: { media: [audio], duration: 10 min } }
  d: { endpoint: "POST /d", model: whisper-large-v3, engine: faster-whisper, input: { media: [audio], duration: 10 min } }
`;

test("what is assumed of several services for one reason is one line", () => {
  const text = estimateText(analyse(several));
  expect(text).toContain("  requests (a.1, c, d) = 1 a file: not written in the scenario\n");
  expect(text).toContain("  retries (a.1, b, c, d) = 0 %: not written in the scenario\n");
  expect(text).not.toContain("services.c.retries");
});

test("why something is on no endpoint begins with a capital, after its full stop", () => {
  expect(estimateText(analyse(several))).toMatch(/^Of it, in no endpoint’s whole figure: .*\. Services without an endpoint: c/m);
});
