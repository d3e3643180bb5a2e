import { expect, test } from "vitest";
import { budgetStatus } from "../../../src/core/report/answer/budgetStatus";
import { headlineOf } from "../../../src/core/report/answer/headline";
import { matrixText } from "../../../src/core/report/tables/matrixText";
import { analyse, whisperAlone } from "../../support/analyse";
import { fakeRoute } from "../../support/fakeAnalysis";

const route = (path: string, model: string | null) =>
  fakeRoute({
    id: `POST ${path}`,
    method: "POST",
    path,
    workloads: model === null ? [] : [{ task: "transcription", library: "faster-whisper", engine: "faster-whisper", model, file: "main.py", line: 9 }],
  });
const text = `${whisperAlone}budget: { carbon: 6 kg/month }\n`;

test.each([
  ["en", "Not in this result, because no service of the scenario names it: POST /archive.", "within budget · without 1 endpoint"],
  ["fr", "POST /archive", "sans 1 point d’accès"],
] as const)("what no service names is said where the total is: matrix, report, status bar, %s", (language, words, short) => {
  const analysis = analyse(text, { language, routes: [route("/transcribe", "large-v3"), route("/archive", "large-v3"), route("/health", null)] });
  expect(headlineOf(analysis, analysis.matrix).notes.join(" ")).toContain(words);
  expect(matrixText(analysis, analysis.matrix)).toContain("POST /archive");
  expect(budgetStatus(analysis).text).toContain(short);
});

test("where every endpoint with a model is named, nothing is said", () => {
  const analysis = analyse(text, { routes: [route("/transcribe", "large-v3"), route("/health", null)] });
  expect(headlineOf(analysis, analysis.matrix).notes.join(" ")).not.toContain("Not in this result");
  expect(budgetStatus(analysis).text).not.toContain("without");
});
