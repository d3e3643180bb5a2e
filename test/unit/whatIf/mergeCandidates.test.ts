import { expect, test } from "vitest";
import { applyEdits, scenarioEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { suggest } from "../../../src/core/whatIf/suggest";

// Services of two machines on one of them.

const two = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, host: speech, input: { media: [text], duration: 10 min } }
  translation: { model: nllb-200-distilled-600m, host: Speech, input: { characters: 4000 } }
  generation: { model: "mistral:7b", engine: ollama, host: text, input: { characters: 4000 } }
`;

function merges(text: string) {
  const found = suggest(
    {
      language: "en",
      today: "2026-11-23",
      code: { routes: [], problems: [], timing: { files: 0, parsed: 0, ms: 0 } },
      scenario: { file: "x.carbon.yaml", text },
      measurementFiles: [],
      remote: [],
    },
    { of: "everything" },
  );
  return (found?.suggestions ?? []).filter(({ kind }) => kind === "fewer-hosts");
}
const labels = (text: string): string[] =>
  merges(text)
    .map(({ label }) => label)
    .sort();

test("each machine may be given back: its services name the other one, and half of the carbon goes", () => {
  expect(labels(two)).toEqual(["speech merged into text", "text merged into speech"]);
  for (const { changes, share } of merges(two)) {
    expect(share).toBeGreaterThan(-0.6);
    expect(share).toBeLessThan(-0.4);
    const { scenario, problems } = parseScenario(applyEdits(two, scenarioEdits(two, changes, "x.carbon.yaml")), "x.carbon.yaml", translator("en"));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(Object.keys(scenario?.hosts ?? {})).toHaveLength(1);
    expect(new Set(Object.values(scenario?.services ?? {}).map(({ host }) => host))).toEqual(new Set(Object.keys(scenario?.hosts ?? {})));
  }
});

test.each([
  ["another region: data would move too", two.replace("text: { sku: Standard_NC4as_T4_v3", "text: { sku: Standard_NC4as_T4_v3, region: swedencentral")],
  [
    "a machine that sleeps costs nothing while it waits",
    two.replace("text: { sku: Standard_NC4as_T4_v3", "text: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero"),
  ],
  [
    "a machine with hours: outside of them nobody would be served",
    two.replace("text: { sku: Standard_NC4as_T4_v3", "text: { sku: Standard_NC4as_T4_v3, deployment: scheduled, hours: 10 h/week"),
  ],
  ["models that do not fit together", two.replace('"mistral:7b"', "{ name: mistral:7b, parameters: 7 B, weights: 12 GB }")],
  ["work of a time that nobody knows", two.replace('model: "mistral:7b", engine: ollama', "model: { name: frobnicator }")],
])("not with %s", (_, text) => {
  expect(text).not.toBe(two);
  expect(labels(text).filter((label) => label.startsWith("speech"))).toEqual([]);
});

test("of many machines no pairs are looked at: they would take the place of other changes", () => {
  const many = Array.from({ length: 5 }, (_, at) => `  more${at}: { sku: Standard_NC4as_T4_v3 }\n`).join("");
  expect(labels(two.replace("services:", `${many}services:`)).filter((label) => !label.endsWith(": given back"))).toEqual([]);
});

test("the same model on both machines is held once", () => {
  const model = "{ name: nllb-200-distilled-600m, parameters: 600 M, weights: 10 GB }";
  const texts = two
    .replace(/ {2}transcription.*\n/, "")
    .replace("nllb-200-distilled-600m", model)
    .replace('"mistral:7b", engine: ollama', `${model}, task: translation`);
  expect(labels(texts)).toHaveLength(2);
  expect(labels(texts.replace("weights: 10 GB }, task", "weights: 11 GB }, task"))).toEqual([]);
});

test("what the sizes of the models do not show is said: vLLM takes a card, and nobody knows how large a model is", () => {
  const notes = (text: string) =>
    merges(text)
      .find(({ label }) => label === "speech merged into text")
      ?.notes.join(" ");
  expect(notes(two)).not.toMatch(/vLLM|not known/);
  const served = two.replace('{ model: "mistral:7b", engine: ollama', "{ model: Qwen/Qwen2.5-1.5B-Instruct, engine: vllm");
  expect(notes(served)).toContain("vLLM takes 90 % of a card by default");
});

test.each([
  ["enough main memory for both", "Standard_D16s_v5", 2],
  ["main memory that holds one of them at a time", "Standard_D4s_v5", 0],
])("services without a card come together on a machine with %s", (_, sku, count) => {
  const text = `version: 1
region: francecentral
use: non-commercial
volume: { files: 50/month }
hosts:
  one: { sku: ${sku} }
  two: { sku: ${sku} }
services:
  summary: { model: "mistral:7b", engine: ollama, precision: fp16, host: one, input: { tokens: 100 }, output: { tokens: 10 } }
  writing: { model: "llama3.1:8b", engine: ollama, precision: fp16, host: two, input: { tokens: 100 }, output: { tokens: 10 } }
`;
  expect(labels(text)).toHaveLength(count);
});
