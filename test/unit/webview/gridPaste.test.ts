import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import { pasteChanges, rowsUnder } from "../../../webview/gridPaste";
import { editable, gridRows } from "../../../webview/gridRows";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

const analysis = fakeAnalysis();
const rows = [fakeRow("ocr", null), fakeRow("asr", "fr"), fakeRow("asr", "en", { locked: true }), fakeRow("asr", "ar"), fakeRow("tts", "fr")];
const view = buildMatrixView({ ...analysis, matrix: { ...(analysis.matrix as Matrix), rows } });
if (!view) throw new Error("no view");
const lines = gridRows(view, new Set());
const from = (key: string) => lines.slice(lines.findIndex((line) => line.key === key));

test("lines: one for a service without languages, else the service and its languages; folding hides them", () => {
  expect(lines.map(({ key }) => key)).toEqual(["row:ocr", "service:asr", "row:asr/fr", "row:asr/en", "row:asr/ar", "service:tts", "row:tts/fr"]);
  expect(gridRows(view, new Set(["asr"])).map(({ key }) => key)).toEqual(["row:ocr", "service:asr", "service:tts", "row:tts/fr"]);
});

test("a column of levels goes to the rows below, past the lines of services", () => {
  expect(pasteChanges("50 %\n0", "decision", from("row:asr/ar"))).toEqual([
    { type: "level", service: "asr", language: "ar", level: 0.5 },
    { type: "level", service: "tts", language: "fr", level: 0 },
  ]);
});

test("more texts than rows: the rest is dropped", () => {
  expect(pasteChanges("1\n1\n1", "decision", from("row:tts/fr")).length).toBe(1);
});

test.each<[string, string, "decision" | "volume" | "reason" | "cost", string]>([
  ["nonsense", "50 %\nhalf", "decision", "row:asr/ar"],
  ["a locked row among them", "0\n0", "decision", "row:asr/fr"],
  ["a column that is not edited", "1", "cost", "row:ocr"],
  ["no number of files", "many", "volume", "row:ocr"],
  ["nothing", "", "decision", "row:ocr"],
])("%s: nothing at all is changed", (_, text, column, key) => {
  expect(pasteChanges(text, column, from(key))).toEqual([]);
});

test("a service stands for all of its rows that are not locked", () => {
  const [, asr] = lines;
  expect(asr && rowsUnder(asr).map(({ id }) => id)).toEqual(["asr/fr", "asr/ar"]);
});

test("a locked row keeps its decision and reason; criticality and volume stay free", () => {
  const locked = lines.find(({ key }) => key === "row:asr/en");
  if (!locked) throw new Error("no row");
  expect((["decision", "reason", "criticality", "volume", "cost"] as const).map((column) => editable(locked, column))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
