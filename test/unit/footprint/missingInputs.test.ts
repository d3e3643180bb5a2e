import { expect, test } from "vitest";
import { analyze } from "../../../src/core/analyze";
import type { Problem } from "../../../src/core/problem";

const problems = (text: string): readonly Problem[] =>
  analyze({
    language: "en",
    today: "2026-11-23",
    code: { routes: [], problems: [], timing: { files: 0, parsed: 0, ms: 0 } },
    scenario: { file: "x.carbon.yaml", text },
    measurementFiles: [],
    remote: [],
  }).problems.filter(({ code }) => code.startsWith("missing-"));

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
  ["an output that decides the figure", whole.replace(", output: { tokens: 300 }", ""), ["missing-input services.ask.output.tokens @7"]],
  ["not what hardly moves an always-on machine", whole.replace(", output: { tokens: 300 }", "").replace("serverless", "dedicated"), []],
])("missing: %s", (_, text, expected) => {
  expect(codes(text)).toEqual(expected);
  for (const { severity } of problems(text)) expect(severity).toBe("information");
});
