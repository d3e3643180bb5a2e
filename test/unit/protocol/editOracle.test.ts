import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnalysisMemo, analyze } from "../../../src/core/analyze";
import type { TextEdit } from "../../../src/core/problem";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../../src/core/text";
import { applyChanges } from "../../../src/protocol/applyChanges";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import type { RowView } from "../../../src/protocol/matrixView";
import type { Change, Step } from "../../../src/protocol/messages";
import { snapshotOf } from "../../support/analyse";

// Random edit sequences: the file's table against a plain array that the same edits are made on, and undo to the first byte.

const t = translator("en");
const start = `version: 1   # kept
currency: EUR
horizon: { from: 2027-01, months: 3 }
budget: { carbon: 6 kg/month }
volume: { files: 400/month, growth: 8 %/month }
media: { audio: 50 %, text: 50 % }
languages: { fr: { share: 75 % }, ar: { share: 25 % } }
hosts:
  one: { sku: Standard_NC4as_T4_v3 }
services:
  asr: { model: whisper-large-v3, host: one, criticality: high }   # speech
  "text: all":
    model: "mistral:7b"
    host: one
    languages:
      ar: { criticality: low }
decisions:
  asr/ar: { level: 0 %, reason: "no reader, yet", by: board } # asked for
`;

interface Row {
  readonly service: string;
  readonly language: string;
  level: number | null;
  reason: string;
  by: string;
  review: string;
  lock: boolean;
  criticality: string;
  files: number;
}

const row = (service: string, language: string, over: Partial<Row>): Row => ({
  ...{ service, language, level: null, reason: "", by: "", review: "", lock: false, criticality: "high", files: 0 },
  ...over,
});

function oracle(): Row[] {
  return [
    row("asr", "fr", { files: 150 }),
    row("asr", "ar", { files: 50, level: 0, reason: "no reader, yet", by: "board" }),
    row("text: all", "fr", { files: 150, criticality: "medium" }),
    row("text: all", "ar", { files: 50, criticality: "low" }),
  ];
}

/** What an edit means, said without texts. */
function make(rows: readonly Row[], change: Change): void {
  const own =
    "language" in change ? rows.filter((one) => one.service === change.service && (change.language === null || one.language === change.language)) : [];
  for (const one of own) {
    switch (change.type) {
      case "level":
        if (change.level === null) Object.assign(one, { level: null, reason: "", by: "", review: "", lock: false });
        else one.level = change.level;
        break;
      case "reason":
        if (one.level !== null) one.reason = change.reason;
        break;
      case "by":
        if (one.level !== null) one.by = change.by;
        break;
      case "review":
        if (one.level !== null) one.review = change.review;
        break;
      case "lock":
        if (one.level !== null) one.lock = change.lock;
        break;
      case "criticality":
        one.criticality = change.criticality;
        break;
      case "files":
        one.files = Number(change.files);
        break;
      default:
    }
  }
}

const cell = fc.record({ service: fc.constantFrom("asr", "text: all"), language: fc.constantFrom("fr", "ar") });
const texts = fc.constantFrom("", "pilot", "l'écrit: 5 %, # oui", "اختبار", '"quoted"', "no", "2027-01-01", "- dash", "12");
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(cell, fc.constantFrom(0, 0.25, 0.5, 0.75, 1, null)).map(([at, level]) => ({ type: "level", ...at, level }) as Change),
  fc.tuple(cell, texts).map(([at, reason]) => ({ type: "reason", ...at, reason }) as Change),
  fc.tuple(cell, texts).map(([at, by]) => ({ type: "by", ...at, by }) as Change),
  fc.tuple(cell, fc.constantFrom("", "2027-06-01", "2028-02-29")).map(([at, review]) => ({ type: "review", ...at, review }) as Change),
  fc.tuple(cell, fc.boolean()).map(([at, lock]) => ({ type: "lock", ...at, lock }) as Change),
  fc.tuple(cell, fc.constantFrom("vital", "high", "medium", "low")).map(([at, criticality]) => ({ type: "criticality", ...at, criticality }) as Change),
  fc.tuple(cell, fc.integer({ min: 0, max: 5000 })).map(([at, files]) => ({ type: "files", ...at, files: String(files) }) as Change),
);
const step: fc.Arbitrary<Step> = fc.array(change, { minLength: 1, maxLength: 4 });

const memo: AnalysisMemo = {};

function tableOf(text: string): Row[] {
  const analysis = analyze(snapshotOf(text), memo);
  if (analysis.scenario?.valid !== true) throw new Error(`not readable:\n${text}`);
  return (buildMatrixView(analysis)?.services ?? []).flatMap((service) => service.rows.map(read));
}

function read(view: RowView): Row {
  return {
    service: view.service,
    language: view.language ?? "",
    level: view.decided.value,
    reason: view.reason,
    by: view.by,
    review: view.review,
    lock: view.locked,
    criticality: view.criticality.id ?? "",
    files: Number(view.volumeEdit),
  };
}

/** What takes edits back: the editor's undo. */
function inverse(before: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .map(({ start: from, end, text }) => {
      const at = from + shift;
      shift += text.length - (end - from);
      return { start: at, end: at + text.length, text: before.slice(from, end) };
    });
}

test("after any edits file and table are what a plain array says, nothing else in the file moved, and undo returns the first byte for byte", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const rows = oracle();
      let text = start;
      const undo: TextEdit[][] = [];
      for (const changes of steps) {
        const applied = applyChanges(text, changes, t);
        if ("refused" in applied) throw new Error(applied.refused);
        undo.push(inverse(text, applied.edits));
        text = applyEdits(text, applied.edits);
        for (const one of changes) make(rows, one);
      }
      expect(tableOf(text)).toEqual(rows);
      for (const kept of ["version: 1   # kept", "media: { audio: 50 %, text: 50 % }", "# speech"]) expect(text).toContain(kept);
      expect(undo.reverse().reduce(applyEdits, text)).toBe(start);
    }),
    { numRuns: 20, seed: 2026 },
  );
}, 60_000);
