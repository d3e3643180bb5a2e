import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import { arrange, asWritten } from "../../../webview/gridArrange";
import { askedFor } from "../../../webview/gridAsked";
import { criticalityChanges, levelChanges, rowsUnder, typedChange, typedText } from "../../../webview/gridChanges";
import { pasteChanges } from "../../../webview/gridPaste";
import { type Column, editable, type GridRow, gridRows, hindrance } from "../../../webview/gridRows";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

const analysis = fakeAnalysis();
const around = (central: number) => ({ low: central, central, high: central });
const rows = [
  fakeRow("ocr", null),
  fakeRow("asr", "fr", { decided: 0.5 }),
  fakeRow("asr", "en", { locked: true, decided: 1 }),
  fakeRow("asr", "ar", { volume: { files: around(0), first: null } }),
  fakeRow("tts", "fr"),
];
const mixedRow = (service: string) =>
  fakeRow(service, "fr", { volume: { files: around(100), media: { audio: 0.75, video: 0.25 }, work: { audio: 0.5, video: 0.5 } } });
const view = buildMatrixView({ ...analysis, matrix: { ...(analysis.matrix as Matrix), rows } });
if (!view) throw new Error("no view");
const all = arrange(view, asWritten);
const lines = gridRows(view, all, new Set());
const from = (key: string) => lines.slice(lines.findIndex((line) => line.key === key));
const line = (key: string): GridRow => {
  const found = lines.find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};
const words = view.criticalities;

test("lines: one for a service without languages, else the service and its languages; folding hides them", () => {
  expect(lines.map(({ key }) => key)).toEqual(["row:ocr", "service:asr", "row:asr/fr", "row:asr/en", "row:asr/ar", "service:tts", "row:tts/fr"]);
  expect(gridRows(view, all, new Set(["asr"])).map(({ key }) => key)).toEqual(["row:ocr", "service:asr", "service:tts", "row:tts/fr"]);
});

test("a row of several media unfolds into them; none of them is decided, edited or pasted into", () => {
  const { view: mixed } = {
    view: buildMatrixView({
      ...analysis,
      matrix: { ...(analysis.matrix as Matrix), rows: [mixedRow("asr"), fakeRow("asr", "en", { volume: { files: around(10), media: { audio: 1 } } })] },
    }),
  };
  if (!mixed) throw new Error("no view");
  const arranged = arrange(mixed, asWritten);
  expect(gridRows(mixed, arranged, new Set()).map(({ key }) => key)).toEqual(["service:asr", "row:asr/fr", "row:asr/en"]);
  const unfolded = gridRows(mixed, arranged, new Set(), new Set(["row:asr/fr", "row:asr/en"]));
  expect(unfolded.map(({ key }) => key)).toEqual(["service:asr", "row:asr/fr", "medium:asr/fr:audio", "medium:asr/fr:video", "row:asr/en"]);
  expect(gridRows(mixed, arranged, new Set(["asr"]), new Set(["row:asr/fr"])).map(({ key }) => key)).toEqual(["service:asr"]);
  const media = unfolded.filter(({ kind }) => kind === "medium");
  expect(media.map((one) => one.kind === "medium" && one.medium)).toEqual([
    { id: "audio", word: "audio", share: "75 %", files: "75", work: "50 %" },
    { id: "video", word: "video", share: "25 %", files: "25", work: "50 %" },
  ]);
  expect(rowsUnder(media)).toEqual([]);
  expect(criticalityChanges(media, "high")).toEqual([]);
  for (const one of media)
    for (const column of ["volume", "decision", "criticality", "cost", "reason"] as const) expect(editable(one, column), column).toBe(false);
  expect(pasteChanges("0\n100 %", "decision", unfolded.slice(1), words)).toEqual({
    changes: [
      { type: "level", service: "asr", language: "fr", level: 0 },
      { type: "level", service: "asr", language: "en", level: 1 },
    ],
  });
});

test("a column of levels goes to the rows below, past the lines of services", () => {
  expect(pasteChanges("50 %\n0", "decision", from("row:asr/ar"), words)).toEqual({
    changes: [
      { type: "level", service: "asr", language: "ar", level: 0.5 },
      { type: "level", service: "tts", language: "fr", level: 0 },
    ],
  });
});

test("more texts than rows: the rest is dropped", () => {
  expect(pasteChanges("1\n1\n1", "decision", from("row:tts/fr"), words)).toMatchObject({ changes: [{ level: 1 }] });
});

test.each<[string, string, Column, string]>([
  ["files with French decimals and thin spaces", "1\u202f234,5", "volume", "row:tts/fr"],
  ["a criticality by its word", "vital", "criticality", "row:tts/fr"],
  ["a maintenance with its currency", "30,5 EUR/month", "cost", "row:ocr"],
  ["a reason", "read by nobody", "reason", "row:asr/fr"],
  ["a review date", "2027-06-01", "review", "row:asr/fr"],
])("%s is pasted", (_, text, column, key) => {
  expect(pasteChanges(text, column, from(key), words)).toMatchObject({ changes: [expect.anything()] });
});

test.each<[string, string, Column, string, string]>([
  ["nonsense", "50 %\nhalf", "decision", "row:asr/ar", "nonsense"],
  ["a locked row among them", "0\n0", "decision", "row:asr/fr", "read-only"],
  ["a column that is computed", "1", "recommended", "row:ocr", "read-only"],
  ["a cost in a language's row", "1", "cost", "row:asr/fr", "read-only"],
  ["no number of files", "many", "volume", "row:ocr", "nonsense"],
  ["below zero", "-3", "volume", "row:ocr", "nonsense"],
  ["a row that no file enters", "3", "volume", "row:asr/ar", "read-only"],
  ["a reason without a decision", "x", "reason", "row:ocr", "read-only"],
  ["nothing", "", "decision", "row:ocr", "empty"],
])("%s: nothing at all is changed", (_, text, column, key, refused) => {
  expect(pasteChanges(text, column, from(key), words)).toMatchObject({ refused });
});

test("a service stands for all of its rows that are not locked; a selection names each row once", () => {
  expect(rowsUnder([line("service:asr")]).map(({ id }) => id)).toEqual(["asr/fr", "asr/ar"]);
  expect(rowsUnder([line("service:asr"), line("row:asr/ar"), line("row:ocr")]).map(({ id }) => id)).toEqual(["asr/fr", "asr/ar", "ocr"]);
});

test("a level is asked for only where it changes one", () => {
  expect(levelChanges([line("service:asr")], 0.5)).toEqual([{ type: "level", service: "asr", language: "ar", level: 0.5 }]);
  expect(levelChanges([line("row:ocr")], null)).toEqual([]);
  expect(levelChanges([line("row:asr/en")], 0)).toEqual([]);
});

test("a criticality of a service goes to the service, and not to its rows once more", () => {
  expect(criticalityChanges([line("service:asr"), line("row:asr/fr"), line("row:ocr")], "vital")).toEqual([
    { type: "criticality", service: "asr", language: null, criticality: "vital" },
    { type: "criticality", service: "ocr", language: null, criticality: "vital" },
  ]);
});

test("why a cell is not edited is known, and none that is edited has a reason not to be", () => {
  const why = (key: string, columns: readonly Column[]) => columns.map((column) => hindrance(line(key), column));
  const columns = ["decision", "reason", "criticality", "volume", "cost", "class"] as const;
  expect(why("row:asr/en", columns)).toEqual(["locked", "locked", undefined, undefined, "in-service", "computed"]);
  expect(why("row:asr/ar", columns)).toEqual([undefined, "undecided", undefined, "no-files", "in-service", "computed"]);
  expect(why("service:asr", columns)).toEqual([undefined, "in-languages", undefined, "in-languages", undefined, "computed"]);
  for (const one of lines) {
    for (const column of ["volume", "cost", "reason", "by", "review"] as const) {
      if (editable(one, column)) expect([one.key, column, typedText(one, column), typedChange(one, column, "1")]).not.toContain(undefined);
    }
  }
});

test.each<[key: string, line: string, column: Column, asked: string]>([
  ["2", "row:asr/fr", "decision", "level 0.5"],
  ["2", "service:asr", "decision", "level 0.5"],
  ["Backspace", "row:asr/fr", "decision", "level null"],
  ["5", "row:asr/fr", "decision", "edit 5"],
  ["v", "row:asr/fr", "criticality", "criticality v"],
  ["Enter", "row:asr/fr", "criticality", "edit"],
  ["Enter", "service:asr", "name", "fold"],
  ["Enter", "row:asr/fr", "name", "details recommended"],
  ["Enter", "row:asr/fr", "cost", "details cost"],
  ["Enter", "service:asr", "class", "nothing"],
  ["F2", "row:asr/en", "decision", "details decision"],
  [" ", "row:asr/fr", "decision", "details decision"],
  [" ", "service:asr", "cost", "fold"],
  ["Delete", "row:asr/fr", "reason", "edit "],
  ["Delete", "row:asr/fr", "volume", "nothing"],
  ["x", "row:asr/fr", "reason", "edit x"],
  ["Tab", "row:asr/fr", "reason", "nothing"],
])("%s on %s %s asks for: %s", (key, at, column, expected) => {
  const asked = askedFor(key, line(at), column);
  const { do: what = "nothing", ...rest } = asked ?? {};
  expect([what, ...Object.values(rest).map(String)].join(" ")).toBe(expected);
});
