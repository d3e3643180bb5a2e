import { expect, test } from "vitest";
import { sharedWeights } from "../../../../src/core/footprint/alternatives/modelNeeds";
import { analyse } from "../../../support/analyse";

// What a machine must hold: each model once, however many services run it.

const chat = { model: "qwen2.5:14b", engine: "ollama", weightsGB: 9 };

test.each([
  ["one", [chat], 9],
  ["two services of one model", [chat, chat], 9],
  ["the same in another engine", [chat, { ...chat, engine: "vllm" }], 18],
  ["the same in another precision", [chat, { ...chat, weightsGB: 29 }], 38],
  ["two models", [chat, { ...chat, model: "phi4" }], 18],
  [
    "two that have no name",
    [
      { ...chat, model: null },
      { ...chat, model: null },
    ],
    18,
  ],
])("%s", (_, models, GB) => {
  expect(sharedWeights(models)).toBe(GB);
});

const service = (name: string): string => `  ${name}: { model: "qwen2.5:14b", engine: ollama, input: { media: [text], characters: 3000 } }\n`;
const scenario = (...names: readonly string[]): string =>
  `version: 1\nhorizon: { from: 2030-01, months: 1 }\nvolume: { files: 10/month }\nmedia: { text: 100 % }\nlanguages:\n  en: { share: 100 % }\nservices:\n${names.map(service).join("")}`;

test("a second service of a model asks for no larger machine", () => {
  const sizes = (...names: readonly string[]): string[] => analyse(scenario(...names)).estimate.hosts.map(({ sku }) => sku);
  expect(sizes("generation", "keywords")).toEqual(sizes("generation"));
});
