import { expect, test } from "vitest";
import { ranBy } from "../../../src/core/report/routesText";

test.each([
  ["http", "ollama", "ollama"],
  ["http", null, "http"],
  ["openai", "openai", "openai"],
  ["faster-whisper", null, "faster-whisper"],
])("%s with the engine %s is called %s", (library, engine, name) => {
  expect(ranBy({ library, engine })).toBe(name);
});
