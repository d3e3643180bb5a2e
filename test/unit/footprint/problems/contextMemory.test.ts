import { expect, test } from "vitest";
import { analysisOf } from "../../../support/analyse";

const scenario = (model: string, context: string, sku = "Standard_NC4as_T4_v3"): string => `version: 1
region: francecentral
volume: { files: 500/month }
hosts: { llm: { sku: ${sku} } }
services:
  chat: { task: generation, engine: ollama, model: "${model}", host: llm, ${context} }
`;

// By hand: 2 x 32 layers x 8 heads x 128 x 2 bytes x 131,072 tokens = 17.2 GB, beside 4.92 GB in Ollama's file.
test.each([
  [
    "a context of 128 k on a card of 16 GB",
    scenario("llama3.1:8b", "context: 131072 tokens"),
    ["context-does-not-fit"],
    /17\.2 GB beside 4\.92 GB of weights, .* 16 GB/,
  ],
  [
    "the same on a size that is assumed for the weights",
    scenario("llama3.1:8b", "context: 131072 tokens").replace("{ sku: Standard_NC4as_T4_v3 }", "{ deployment: dedicated }"),
    ["context-does-not-fit"],
    /17\.2 GB/,
  ],
  ["the same on 80 GB", scenario("llama3.1:8b", "context: 131072 tokens", "Standard_NC24ads_A100_v4"), [], null],
  ["a short one", scenario("llama3.1:8b", "context: 8192 tokens"), [], null],
  ["what the engine sets by itself", scenario("llama3.1:8b", "output: { tokens: 100 }"), [], null],
  [
    "a model of which nobody knows the architecture",
    scenario("acme/acme-llm-7B", "context: 65536 tokens"),
    ["context-memory-not-known"],
    /65[,.]?536 tokens takes is not known for/,
  ],
  ["the same with a short one", scenario("acme/acme-llm-7B", "context: 4096 tokens"), [], null],
])("the memory of the context that is set, %s", (_, text, codes, words) => {
  const found = analysisOf(text).problems.filter(({ code }) => code.startsWith("context-") && code !== "context-overflow");
  expect(found.map(({ code }) => code)).toEqual(codes);
  if (words !== null) expect(found[0]?.message).toMatch(words);
});
