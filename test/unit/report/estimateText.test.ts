import { expect, test } from "vitest";
import { estimateText } from "../../../src/core/report/estimateText";
import { analyse } from "../../support/analyse";

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
