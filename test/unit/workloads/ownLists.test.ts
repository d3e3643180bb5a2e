import { expect, test } from "vitest";
import { takeFrom } from "../../../src/core/routes/frameworks/taskQueues";
import { list } from "../../../src/core/routes/interpreter/values";

type Run = Parameters<typeof takeFrom>[0];

test("a loop that takes from ever new lists, its own, is kept for few of them", () => {
  const body = [{ k: "while", test: { k: "constant", value: true }, body: [], after: [] }];
  const func = { k: "function", definition: { k: "function", name: "parse", parameters: [], body } };
  const run = {
    throwsAway: false,
    putting: [],
    handler: null,
    modules: { bodyOf: () => body },
    consumers: new Map(),
    frames: [{ func, scope: { names: new Map() } }],
  } as unknown as Run;
  for (let calls = 0; calls < 500; calls++) takeFrom(run, list([]));
  expect(run.consumers.size).toBeGreaterThan(1);
  expect(run.consumers.size).toBeLessThan(20);
});
