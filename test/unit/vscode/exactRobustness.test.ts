import { afterEach, expect, test, vi } from "vitest";
import { ExactRobustness } from "../../../src/vscode/exactRobustness";

const started = vi.hoisted(() => [] as string[]);
vi.mock("node:worker_threads", () => ({
  Worker: class {
    constructor(file: string) {
      started.push(file);
    }
    once(): void {}
    unref(): void {}
    terminate(): void {}
  },
}));
afterEach(() => {
  vi.useRealTimers();
  started.length = 0;
});

test.each([
  ["after a moment of quiet", (exact: ExactRobustness) => exact.begin("a", {} as never), 1],
  [
    "not for a folder that was closed",
    (exact: ExactRobustness) => {
      exact.dispose();
      exact.begin("a", {} as never);
    },
    0,
  ],
])("exact counts are begun %s", (_, act, threads) => {
  vi.useFakeTimers();
  act(
    new ExactRobustness(
      () => undefined,
      () => undefined,
    ),
  );
  vi.advanceTimersByTime(10_000);
  expect(started.length).toBe(threads);
});
