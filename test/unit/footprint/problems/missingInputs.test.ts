import { expect, test } from "vitest";
import type { Problem } from "../../../../src/core/problem";
import { analysisOf } from "../../../support/analyse";

const problems = (text: string): readonly Problem[] => analysisOf(text).problems.filter(({ code }) => code.startsWith("missing-"));

const whole = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  ask: { endpoint: "POST /ask", model: "mistral:7b", engine: ollama, task: generation, host: gpu, input: { characters: 4000 }, output: { tokens: 300 } }
`;
const codes = (text: string): string[] => problems(text).map(({ code, path, line }) => `${code} ${path} @${line}`);

test.each<[string, string, string[]]>([
  ["nothing", whole, []],
  ["the volume", whole.replace("volume: { files: 500/month }\n", ""), ["missing-volume services.ask @6"]],
  ["the region", whole.replace("region: francecentral\n", ""), ["missing-region hosts.gpu @4"]],
  ["not the region where the grid is written", whole.replace("region: francecentral", "grid: { intensity: 40 gCO2e/kWh }"), []],
  ["an exchange rate", `currency: EUR\n${whole}`, ["missing-exchange currency @1"]],
  ["no exchange rate where it is written", `currency: EUR\nexchange: { USD: 0.92 EUR }\n${whole}`, []],
  ["an output that decides the figure", whole.replace(", output: { tokens: 300 }", ""), ["missing-input services.ask.output.tokens @7"]],
  [
    "a language's share, and not the volume that is written",
    whole.replace("services:", "languages: { fr: { share: 100 % }, en: {} }\nservices:"),
    ["missing-share languages.en @6"],
  ],
  ["no volume of a row into which no file can come", whole.replace("volume: { files: 500/month }\n", "media: { audio: 100 % }\n"), []],
  [
    "no region of a machine that only runs for work that has no figure",
    whole.replace("region: francecentral\n", "").replace("generation, host", "other, host"),
    [],
  ],
  ["not what hardly moves an always-on machine", whole.replace(", output: { tokens: 300 }", "").replace("serverless", "dedicated"), []],
])("missing: %s", (_, text, expected) => {
  expect(codes(text)).toEqual(expected);
  for (const { severity } of problems(text)) expect(severity).toBe("information");
});

test("a model that is written but not known is named where its work is not", () => {
  const text = whole.replace("mistral:7b", "frobnicator").replace(" task: generation,", "").replace("engine: ollama,", "");
  const unknown = analysisOf(text).estimate.endpoints.map((endpoint) => endpoint.unknown);
  expect(unknown).toEqual([expect.stringContaining("what frobnicator does is not known")]);
});
