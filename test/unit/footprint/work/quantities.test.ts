import { expect, test } from "vitest";
import { analyse } from "../../../support/analyse";

const scenario = (service: string): string => `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  c: { sku: Standard_D4s_v5, deployment: dedicated }
services:
  s: { ${service}, host: c }
`;
const assumed = (service: string): string[] =>
  analyse(scenario(service)).estimate.assumptions.flatMap(({ path }) => (/input|output|languages/.test(path) ? [path] : []));

test.each<[string, string, string[]]>([
  ["speech that is written", "task: speech-synthesis, model: kokoro-82m, input: { media: [text], duration: 1 min }", []],
  ["characters to say", "task: speech-synthesis, model: kokoro-82m, input: { media: [text], characters: 900 }", []],
  ["nothing of what is to be said", "task: speech-synthesis, model: kokoro-82m, input: { media: [text] }", ["services.s.input.characters"]],
  ["audio that is written", "model: whisper-small, input: { duration: 1 min }", []],
  ["a text to embed", "task: embedding, model: bge-m3, input: { media: [text] }", ["services.s.input.characters"]],
])("a size is assumed only where the figure uses it: %s", (_, service, expected) => expect(assumed(service)).toEqual(expected));

test("a row of which every size is written rests on no assumption of sizes", () => {
  const { matrix } = analyse(scenario("task: speech-synthesis, model: kokoro-82m, input: { media: [text], duration: 1 min }"));
  expect(matrix.rows[0]?.gates.map(({ reason }) => reason).join()).not.toContain("input.");
});
