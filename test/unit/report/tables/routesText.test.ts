import { expect, test } from "vitest";
import { ranBy, routesText } from "../../../../src/core/report/tables/routesText";
import type { Route, Workload } from "../../../../src/core/routes/route";

test.each([
  ["http", "ollama", "ollama"],
  ["http", null, "http"],
  ["openai", "vllm", "vllm"],
  ["openai", null, "openai"],
  ["openai", "openai", "openai"],
  ["faster-whisper", null, "faster-whisper"],
])("%s with the engine %s is called %s", (library, engine, name) => {
  expect(ranBy({ library, engine })).toBe(name);
});

test("each model of an endpoint has its line, and its task a word of the language", () => {
  const one = (task: Workload["task"], model: string, always = true): Workload =>
    ({ task, library: "openai", engine: "openai", model, settable: true, ...(always && { always }) }) as Workload;
  const route = { method: "POST", path: "/x", id: "POST /x", app: null, function: "x", file: "a.py", line: 3, resolved: true } as unknown as Route;
  const routes = [{ ...route, workloads: [one("translation", "a"), one("generation", "b"), one("generation", "b"), one("ocr", "c", false)] }];
  const [, , first, second, third, fourth] = routesText({ routes, problems: [], timing: { files: 1, parsed: 1, ms: 0 } }, "fr").split("\n");
  expect(first).toMatch(/^POST \/x +x +a\.py:3 +openai a \(traduction, ou ce que dit l’environnement\)$/);
  expect(second).toMatch(/^ +openai b \(génération, ou ce que dit l’environnement\)$/);
  expect(third).toMatch(/^ +openai c \(OCR, ou ce que dit l’environnement, peut-être pas à chaque requête\)$/);
  expect(fourth).toBe("");
});
