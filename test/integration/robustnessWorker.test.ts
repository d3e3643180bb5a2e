import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import type { Analysis } from "../../src/core/analysis/analysis";
import { analyze } from "../../src/core/analyze";
import { snapshotOf } from "../support/analyse";

const root = join(import.meta.dirname, "../..");

test("the worker's analysis is the one of the core with exact counts, and can be cancelled", async () => {
  const file = "test/fixtures/scenario/ok-founding.carbon.yaml";
  const snapshot = snapshotOf(readFileSync(join(root, file), "utf8"), { language: "fr", file });
  const start = () => new Worker(join(root, "dist/robustnessWorker.js"), { workerData: snapshot });
  const counted = await new Promise<Analysis>((resolve, reject) => start().once("message", resolve).once("error", reject));
  expect(counted).toEqual(analyze(snapshot, {}, { robustness: "exact" }));
  expect(counted.matrix?.robustness.method).toBe("exact");
  const cancelled = start();
  let answered = false;
  cancelled.once("message", () => {
    answered = true;
  });
  await cancelled.terminate();
  expect(answered).toBe(false);
});
