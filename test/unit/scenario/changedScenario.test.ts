import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changedScenario } from "../../../src/core/scenario/edit/changedScenario";
import { applyEdits, readable, scenarioEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import type { Source } from "../../../src/core/scenario/source";
import { translator } from "../../../src/core/text";
import { type PathChange, remove, set } from "../../../src/core/whatIf/candidate";

// What many changes would make of a scenario, without writing each of them.

const t = translator("en");
const example = (name: string): string => readFileSync(join(__dirname, "../../../examples/editorial-api", name), "utf8");

const anchored = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  speech: &gpu { sku: Standard_NC4as_T4_v3 }
  Text Host: *gpu
  idle:
services:
  ask: { model: { name: "mistral:7b", parameters: 7 B }, engine: ollama, host: texthost, output: { tokens: 300 } }
  hear: { model: whisper-small, host: Speech, needs: ASK }
decisions: { ask: { level: 50 % } }
`;
const json = JSON.stringify({
  version: 1,
  hosts: { "gpu.1": { sku: "Standard_NC4as_T4_v3" } },
  services: { "v1.ask": { model: "whisper-small", host: "gpu.1" } },
});

const tried: readonly [what: string, text: string, changes: readonly PathChange[]][] = [
  ["a machine that stops", example("editorial.carbon.yaml"), [set(["hosts", "speech", "deployment"], "scale-to-zero")]],
  [
    "a key that goes beside one that comes",
    example("editorial-scale-to-zero.carbon.yaml"),
    [remove(["hosts", "speech", "keepAlive"]), set(["hosts", "speech", "deployment"], "dedicated")],
  ],
  ["a number", anchored, [set(["hosts", "speech", "replicas"], 2)]],
  ["a machine behind an alias", anchored, [set(["hosts", "Text Host", "sku"], "Standard_NC16as_T4_v3")]],
  ["a machine that others stand for", anchored, [set(["hosts", "speech", "sku"], "Standard_NC16as_T4_v3")]],
  ["a machine of which nothing is written", anchored, [set(["hosts", "idle", "deployment"], "serverless")]],
  ["a map that becomes a word", anchored, [set(["services", "ask", "model"], "qwen3:4b")]],
  ["a key deep inside", anchored, [set(["services", "hear", "output", "tokens"], "150"), set(["services", "ask", "output", "tokens"], "150")]],
  [
    "services that move, and their machine goes",
    anchored,
    [set(["services", "ask", "host"], "speech"), remove(["hosts", "Text Host"]), remove(["hosts", "idle"])],
  ],
  ["everything elsewhere", anchored, [set(["region"], "swedencentral")]],
  ["a key that is not there", anchored, [remove(["hosts", "speech", "price"])]],
  ["JSON, and names with dots", json, [set(["hosts", "gpu.1", "hours"], "50 h/week"), set(["hosts", "gpu.1", "deployment"], "scheduled")]],
  ["a first machine", "version: 1\nservices: { ask: { model: whisper-small } }\n", [set(["hosts", "machine", "deployment"], "serverless")]],
];

test.each(tried)("a change gives what writing and reading it gives: %s", (_, text, changes) => {
  const file = text.startsWith("{") ? "x.carbon.json" : "x.carbon.yaml";
  const written = parseScenario(text, file, t);
  const after = parseScenario(applyEdits(text, scenarioEdits(text, changes, file)), file, t);
  expect(written.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(written.scenario && changedScenario(written.scenario, changes, { source: readable(text, file) as Source, file, t })).toEqual(after.scenario);
});

test.each([
  ["a word that no key takes", [set(["hosts", "speech", "deployment"], "sleep")]],
  ["hours that are missing", [set(["hosts", "speech", "deployment"], "scheduled")]],
  ["a machine that is still named", [remove(["hosts", "speech"])]],
])("nothing where it would be an error: %s", (_, changes) => {
  const { scenario } = parseScenario(anchored, "x.carbon.yaml", t);
  expect(scenario && changedScenario(scenario, changes, { source: readable(anchored) as Source, file: "x.carbon.yaml", t })).toBe(null);
});
