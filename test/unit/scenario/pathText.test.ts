import { expect, test } from "vitest";
import { declaredPath, parsePath, writePath } from "../../../src/core/scenario/pathText";

const data = { services: { whisper: { input: {} }, "whisper.v3": { input: {} }, "Gen-1.0": {} }, hosts: { gpu: {} }, measurements: [{ file: "a" }] };

test.each<[string, readonly string[], string]>([
  ["services.whisper.model", ["services", "whisper", "model"], "services.whisper.model"],
  ["services.whisper.v3.model", ["services", "whisper.v3", "model"], 'services."whisper.v3".model'],
  ['services."whisper.v3".model', ["services", "whisper.v3", "model"], 'services."whisper.v3".model'],
  ["services.whisper.v3", ["services", "whisper.v3"], 'services."whisper.v3"'],
  ["services.gen 1.0.retries", ["services", "gen 1.0", "retries"], 'services."gen 1.0".retries'],
  ["services.whisper.v4.model", ["services", "whisper", "v4", "model"], "services.whisper.v4.model"],
  ["hosts.gpu.price", ["hosts", "gpu", "price"], "hosts.gpu.price"],
  ["measurements.0.file", ["measurements", "0", "file"], "measurements.0.file"],
])("%s", (text, steps, written) => {
  const read = declaredPath(parsePath(text) ?? [], data);
  expect(read).toEqual(steps);
  expect(writePath(read)).toBe(written);
});
