import { expect, test } from "vitest";
import { allSizes } from "../../../src/core/factors/azureSizes";
import type { Problem } from "../../../src/core/problem";
import { analysisOf } from "../../support/analyse";

const scenario = (host: string, model: string, precision: string): string => `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  llm: ${host}
services:
  headlines:
    endpoint: "POST /headlines"
    task: generation
    model: ${model}
    precision: ${precision}
    host: llm
`;

function doubts(text: string, language: "en" | "fr" = "en"): Problem[] {
  const { problems } = analysisOf(text, { language });
  return problems.filter(({ code }) => code === "models-do-not-fit");
}

test.each([
  ["a size with cards", "{ sku: Standard_NC4as_T4_v3 }", "llama3:70b", "fp16", 5, ["141 GB", "169 GB", "16 GB", "Standard_NC4as_T4_v3"]],
  ["a size without cards", "{ sku: Standard_D4s_v5 }", "llama3:70b", "fp16", 5, ["141 GB", "171 GB", "16 GB"]],
  ["cards as described", "{ hardware: { gpu: T4, gpus: 2, vcpus: 8, memory: 64 GB } }", "llama3:70b", "fp16", 5, ["32 GB"]],
  ["an 8 billion model in full precision", "{ sku: Standard_NC4as_T4_v3 }", "llama3:8b", "fp16", 5, ["16 GB"]],
])("models that do not fit are said where the machine is written: %s", (_, host, model, precision, line, words) => {
  const [problem, ...others] = doubts(scenario(host, model, precision));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: "warning", line, file: "x.carbon.yaml" });
  for (const word of words) expect(problem?.message).toContain(word);
});

test.each([
  ["the same model, narrower", "{ sku: Standard_NC4as_T4_v3 }", "llama3:8b", "q4"],
  ["two large cards", "{ sku: Standard_NC48ads_A100_v4 }", "llama3:70b", "q4"],
  ["a main memory that nobody wrote", "{ hardware: { vcpus: 4 } }", "llama3:70b", "fp16"],
  ["a size that is assumed for the model", "{ deployment: dedicated }", "llama3:8b", "fp16"],
])("nothing is said of a machine that holds its models or may: %s", (_, host, model, precision) => {
  expect(doubts(scenario(host, model, precision))).toEqual([]);
});

test("the size that is named as large enough is", () => {
  const [problem] = doubts(scenario("{ sku: Standard_NC4as_T4_v3 }", "llama3:70b", "fp16"));
  const named = allSizes().filter(({ name }) => problem?.message.includes(`${name} holds`));
  expect(named).toHaveLength(1);
  expect(doubts(scenario(`{ sku: ${named[0]?.name} }`, "llama3:70b", "fp16"))).toEqual([]);
});

test("a French reader is told in French", () => {
  expect(doubts(scenario("{ sku: Standard_NC4as_T4_v3 }", "llama3:70b", "fp16"), "fr")[0]?.message).toMatch(/^Machine llm\s: .* Go .* n’y tiennent pas/);
});
