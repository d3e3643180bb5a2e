import { readFileSync, writeFileSync } from "node:fs";
import { readFolder } from "../../../src/cli/readFolder";
import type { Analysis } from "../../../src/core/analysis/analysis";
import { type AnalysisMemo, analyze } from "../../../src/core/analyze";
import { lensesOf } from "../../../src/core/report/besideCode/lens";
import type { CodeFacts } from "../../../src/core/routes/route";
import { translator } from "../../../src/core/text";
import { CodeReading } from "../../../src/vscode/codeReading";
import { registeredLines } from "../../../src/vscode/routesAt";
import { loadParser, stampsOf } from "./measureRoutes";

/** ms for each keystroke: what the extension host does itself, and what its thread does meanwhile. */
export interface Keystrokes {
  readonly host: readonly number[];
  readonly thread: readonly number[];
}

const now = (): number => performance.now();

/** What a session begins with when nothing has changed since the last one: names, sizes and times of files, saved facts, figures, lenses. */
export function measureRestored(folder: string, factsFile: string, file: string): number {
  const from = now();
  const stamps = stampsOf(folder);
  const saved = JSON.parse(readFileSync(factsFile, "utf8")) as { stamps: string; facts: CodeFacts };
  if (saved.stamps !== stamps) throw new Error("the workspace changed");
  lenses(analysisOf(saved.facts, {}), file, "");
  return now() - from;
}

/** Types in the middle of a file, through what the extension runs after each change of a document. */
export async function measureKeystrokes(folder: string, file: string, factsFile: string): Promise<Record<string, Keystrokes>> {
  const { python, requirements } = await readFolder(folder, translator("en"));
  const sources = [...python, ...requirements];
  let texts: ReadonlyMap<string, string> = new Map(sources.map(({ path, text }) => [path, text]));
  const reading = new CodeReading(await loadParser(), undefined);
  const first = reading.next({ paths: [...texts.keys()], texts: [...texts], settled: undefined, language: "en" }, () => false);
  const memo: AnalysisMemo = {};
  let facts = first?.facts as CodeFacts;
  let analysis = analysisOf(facts, memo);
  writeFileSync(factsFile, JSON.stringify({ stamps: stampsOf(folder), facts }));
  const whole = texts.get(file) ?? "";
  const keystroke = (typed: string): { host: number; thread: number } => {
    const began = now();
    const before = texts;
    texts = new Map([...texts, [file, typed]]);
    const change = structuredClone({
      paths: null,
      texts: [...texts].filter(([path, text]) => before.get(path) !== text),
      settled: undefined,
      language: "en" as const,
    });
    const asked = now();
    const read = reading.next(change, () => false);
    const answered = now();
    if (read?.facts) {
      facts = structuredClone(read.facts);
      analysis = analysisOf(facts, memo);
    }
    lenses(analysis, file, typed);
    return { host: now() - answered + asked - began, thread: answered - asked };
  };
  const typing = (place: string, words: string): Keystrokes => {
    const at = whole.indexOf(place);
    const times = [...words].map((_, index) => keystroke(`${whole.slice(0, at)}${words.slice(0, index + 1)}${whole.slice(at)}`));
    keystroke(whole);
    // the first ones still warm the machine up
    const counted = times.slice(3);
    return { host: counted.map(({ host }) => host), thread: counted.map(({ thread }) => thread) };
  };
  const middle = 'raise HTTPException(status_code=404, detail="Not found")';
  const half = whole.indexOf(middle, whole.length / 2);
  const place = whole.slice(half, half + 400);
  return {
    "in a handler": typing(place, "found = found\n        "),
    "while it does not parse": typing(place, "print(found, found"),
    "in a comment between two": typing(whole.slice(whole.indexOf("\n\n@router", half), half + 900), "\n# a comment of some words"),
  };
}

function analysisOf(code: CodeFacts, memo: AnalysisMemo): Analysis {
  return analyze({ language: "en", today: "2026-11-24", code, scenario: null, measurementFiles: [], remote: [] }, memo);
}

function lenses(analysis: Analysis, file: string, text: string): number {
  return registeredLines(analysis, file, text, text).flatMap(({ routes }) => lensesOf(analysis, routes)).length;
}
