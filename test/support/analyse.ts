import type { Analysis } from "../../src/core/analysis/analysis";
import type { Matrix } from "../../src/core/analysis/matrix";
import { type AnalysisMemo, analyze } from "../../src/core/analyze";
import type { Thoroughness } from "../../src/core/footprint/plans/robustness";
import type { Problem } from "../../src/core/problem";
import type { CodeFacts, Route } from "../../src/core/routes/route";
import type { Snapshot } from "../../src/core/snapshot";
import type { Language } from "../../src/core/text";

/** Of a folder without Python; the same object each time, as a shell gives it while only the scenario changes. */
export const noCode: CodeFacts = { routes: [], problems: [], timing: { files: 0, parsed: 0, ms: 0 } };

interface Inputs {
  readonly routes?: readonly Route[];
  /** what is said of the code; only beside routes */
  readonly problems?: readonly Problem[];
  readonly language?: Language;
  readonly today?: string;
  /** name of the scenario's file: `.json` is read as JSON */
  readonly file?: string;
  /** text of a measurement file */
  readonly measurement?: string | undefined;
}

interface Given extends Inputs {
  readonly memo?: AnalysisMemo;
  readonly robustness?: Thoroughness;
}

/** What a shell would have read: a scenario's text, or none; without code unless routes are given. */
export function snapshotOf(
  text: string | null,
  { routes, problems = [], language = "en", today = "2026-11-23", file = "x.carbon.yaml", measurement }: Inputs = {},
): Snapshot {
  return {
    language,
    today,
    code: routes === undefined ? noCode : { ...noCode, routes, problems },
    scenario: text === null ? null : { file, text },
    measurementFiles: measurement === undefined ? [] : [{ file: "m.json", text: measurement }],
    remote: [],
  };
}

/** The analysis of that. Without a memo: what a file of tests asks again is not worked out again; nothing may change it. */
export function analysisOf(text: string | null, { memo, robustness = "first", ...inputs }: Given = {}): Analysis {
  if (memo !== undefined) return analyze(snapshotOf(text, inputs), memo, { robustness });
  const key = JSON.stringify([text, robustness, inputs]);
  const known = lately.get(key) ?? analyze(snapshotOf(text, inputs), {}, { robustness });
  lately.delete(key);
  lately.set(key, known);
  for (const oldest of lately.keys()) {
    if (lately.size <= mostKept) break;
    lately.delete(oldest);
  }
  return known;
}

/** The last ones asked for, with all their draws. */
const lately = new Map<string, Analysis>();
const mostKept = 24;

/** The same for a scenario that gives a matrix. */
export function analyse(text: string, given: Given = {}): Analysis & { matrix: Matrix } {
  const analysis = analysisOf(text, given);
  if (analysis.matrix === null) throw new Error("the scenario gives no matrix");
  return { ...analysis, matrix: analysis.matrix };
}

/** The worked example: one service alone on a machine that is always on. */
export const whisperAlone = `version: 1
horizon: { from: 2027-01, months: 1 }
region: francecentral
volume: { files: 500/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  transcription:
    endpoint: "POST /transcribe"
    model: whisper-large-v3
    engine: faster-whisper
    input: { duration: 10 min }
`;
