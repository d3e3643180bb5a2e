import { expect, test } from "vitest";
import { workloadOf } from "../../../../src/core/footprint/services/joinEndpoints";
import type { Route, Workload } from "../../../../src/core/routes/route";

const one = (engine: string, model: string | null, times: number): Workload => ({
  task: "generation",
  library: engine,
  engine,
  model,
  times,
  file: "main.py",
  line: 1,
});
const routes = [{ workloads: [one("openai", null, 1), one("ollama", null, 3), one("ollama", "mistral:7b", 5)] } as unknown as Route];

test.each([
  ["the first, where nothing is written", {}, 1],
  ["that of its model", { model: { name: "mistral:7b" } }, 5],
  ["one without a name that its engine runs", { engine: "Ollama", model: { name: "phi3" } }, 3],
  ["the first that its engine runs", { engine: "ollama" }, 3],
  ["one without a name, where no engine is written", { model: { name: "phi3" } }, 1],
  ["the first, where nothing runs with its engine", { engine: "vllm" }, 1],
])("of the calls of a route a service speaks of %s", (_name, settings, times) => {
  expect(workloadOf({ task: "generation", ...settings } as Parameters<typeof workloadOf>[0], routes)?.times).toBe(times);
});

test("two services of one route without a model's name are of two of its calls, as long as there are as many", () => {
  const [first, second] = [one("ollama", null, 3), one("ollama", null, 5)];
  const twice = [{ workloads: [first, second] } as unknown as Route];
  expect(workloadOf({ endpoint: [], engine: "ollama" }, twice, [first])).toBe(second);
  expect(workloadOf({ endpoint: [], engine: "ollama" }, twice, [first, second])).toBe(first);
});
