import { expect, test } from "vitest";
import { allSizes } from "../../../../src/core/factors/azureSizes";
import type { Problem } from "../../../../src/core/problem";
import { headlineOf } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { gateOf } from "../../../../src/core/report/gate";
import { formatter } from "../../../../src/core/report/words/format";
import { analysisOf } from "../../../support/analyse";

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

const held = (rest: string): string => `version: 1
region: francecentral
budget: { carbon: 600 kg/month }
volume: { files: 500/month }
${rest}`;
const card = "hosts: { g: { sku: Standard_NC4as_T4_v3 } }\n";
const mistral = "task: generation, engine: vllm, model: mistralai/Mistral-7B-Instruct-v0.3, host: g";

test.each([
  [
    "two models of which the larger would fit",
    card,
    `a: { ${mistral} }\n  b: { task: transcription, engine: faster-whisper, model: large-v3-turbo, host: g }`,
    ["g"],
  ],
  ["one model that leaves too little room to work", card, `a: { ${mistral} }`, ["g"], "not known"],
  ["one that two services share", card, `a: { ${mistral}, precision: int8 }\n  b: { ${mistral}, precision: int8 }`, []],
  [
    "the same in four bits",
    card,
    `a: { ${mistral}, precision: int4 }\n  b: { task: transcription, engine: faster-whisper, model: large-v3-turbo, host: g }`,
    [],
  ],
  ["a model that Ollama may lay in the main memory", card, "a: { task: generation, engine: ollama, model: llama3:70b, host: g }", []],
  [
    "a machine for each of two models",
    card.replace(" } }", ", replicas: 2 } }"),
    `a: { ${mistral}, precision: int8 }\n  b: { ${mistral.replace("Mistral-7B-Instruct-v0.3", "Mistral-7B-v0.1")}, precision: int8 }`,
    [],
  ],
  [
    "both without a server of one's own",
    card.replace(" } }", ", deployment: serverless } }"),
    `a: { ${mistral}, precision: int8 }\n  b: { ${mistral.replace("Mistral-7B-Instruct-v0.3", "Mistral-7B-v0.1")}, precision: int8 }`,
    [],
  ],
  [
    "a main memory that is too small",
    "hosts: { g: { sku: Standard_D4s_v5 } }\n",
    "a: { task: generation, engine: vllm, model: Qwen/Qwen2.5-32B-Instruct, host: g }",
    ["g"],
  ],
  [
    "one too many, and it is off",
    card,
    `a: { task: transcription, engine: faster-whisper, model: large-v3-turbo, host: g }\n  b: { ${mistral} }\ndecisions:\n  b: { level: 0 %, reason: "x" }`,
    [],
  ],
])("a plan is not within its budgets on a machine that cannot hold its models: %s", (_, hosts, services, hostNames, known = "cannot") => {
  const analysis = analysisOf(held(`${hosts}services:\n  ${services}\n`));
  const matrix = analysis.matrix ?? expect.fail("no matrix");
  const { decided } = matrix.plans;
  expect((decided.unfit ?? []).map(({ host }) => host)).toEqual(hostNames);
  expect(decided.feasible).toBe(hostNames.length > 0 ? null : true);
  expect(gateOf(matrix).result).toBe(hostNames.length > 0 ? "unknown" : "within");
  const { sentence } = headlineOf(analysis, matrix);
  if (hostNames.length > 0) {
    expect(sentence).toMatch(/^(This cannot|Whether this can) be carried out( is not known)?: the models of g need .* GB .*g as Standard_\w+ would be enough/u);
    expect(sentence.startsWith("This cannot")).toBe(known === "cannot");
    // What warns is one rule with what no budget can be checked by.
    expect(analysis.problems.map(({ code }) => code)).toContain("models-do-not-fit");
    expect(matrix.rows.map(({ recommended }) => recommended).filter((level) => level !== null)).toEqual([]);
    const all = answerFacts(analysis, matrix, formatter("en"));
    expect(all.map(({ text }) => text).join(" ")).not.toMatch(/are firm|Everything fits/u);
  } else expect(sentence).not.toMatch(/be carried out/u);
});
