import type { Problem } from "../problem";
import { sameCode } from "../python/codeLines";
import { outline, skeleton } from "../python/skeleton";
import type { Piece } from "../python/split";
import type { Translate } from "../text";
import type { Placed } from "./codeCache";
import { FileText } from "./fileText";
import { type LineMap, moved } from "./lineMap";
import type { CodeFacts, Route } from "./route";
import type { Traces } from "./traces";

// Most edits change nothing that a reading looked at: a line in a function that no followed handler calls, a comment anywhere, a test.
// Then the last result holds, with its places moved.

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a reading is of. */
export interface Asked {
  readonly sources: readonly Source[];
  readonly overrides: string;
  readonly t: Translate;
}

/** A reading to its end, and all that it depended on. */
export interface LastReading extends Asked {
  readonly facts: Pick<CodeFacts, "routes" | "problems">;
  /** what a reading needs of it that follows no handler; null where all have to be followed again */
  readonly traces: Traces | null;
}

/** A file as it was read and as it is now. */
export interface ChangedFile {
  readonly path: string;
  readonly before: FileText;
  readonly now: FileText;
}

/** Without an error of syntax. */
type IsSound = (text: string) => boolean;

/** Of the same files, asked in the same way: those whose texts differ; else null. */
export function changedFiles(last: Asked, { sources, overrides, t }: Asked, asked: (path: string) => FileText | undefined): ChangedFile[] | null {
  if (last.t !== t || last.overrides !== overrides || last.sources.length !== sources.length) return null;
  const changed: ChangedFile[] = [];
  for (let i = 0; i < sources.length; i++) {
    const old = last.sources[i] as Source;
    const { path, text } = sources[i] as Source;
    if (old.path !== path) return null;
    if (old.text === text) continue;
    const before = asked(path);
    // a reading that was cancelled may have asked another text since
    if (before?.text !== old.text) return null;
    changed.push({ path, before, now: new FileText(text) });
  }
  return changed;
}

/** The result for these files where the last reading tells it; null where they have to be read. */
export function sameReading({ facts, overrides }: LastReading, changed: readonly ChangedFile[], isSound: IsSound): LastReading["facts"] | null {
  const lines = new Map<string, LineMap>();
  for (const { path, before, now } of changed) {
    const found = before.answersAs(now) ? movedLines(before, now, (body, text) => body.lazy.couldBe(text, isSound)) : null;
    if (found === null || !mayMove(found, overrides)) return null;
    lines.set(path, found);
  }
  return placedAnew(facts, lines);
}

/** A path settled by hand names a line: it may be another one's now. */
function mayMove(lines: LineMap, overrides: string): boolean {
  return overrides === "[]" || lines.every(({ by }) => by === 0);
}

/** Whether a body may stand in the place of the one that was read, and where its first line is, from 0. */
type Fits = (body: Placed, text: string, line: number) => boolean;

/** Where lines went, if every difference lies in text that nobody looked at and in bodies that fit; else null. */
export function movedLines(before: FileText, now: FileText, fits: Fits): LineMap | null {
  if (before.nul !== -1) return null;
  if (!before.isSplit) return [];
  const [old, made] = [before.split, now.split];
  if (old.errorLines.length > 0 || made.errorLines.length > 0 || old.pieces.length !== made.pieces.length) return null;
  const lines: { from: number; by: number }[] = [];
  for (let i = 0; i < old.pieces.length; i++) {
    const [a, b] = [old.pieces[i] as Piece, made.pieces[i] as Piece];
    if (a.kind !== b.kind || a.name !== b.name) return null;
    lines.push({ from: a.line, by: b.line - a.line });
    if (before.textOf(a) === now.textOf(b)) continue;
    if (!before.pieceAnswersAs(a, now, b)) return null;
    if (!before.read.has(a)) continue;
    const moves = sameCode(before.textOf(a), now.textOf(b));
    if (moves !== null) lines.push(...moves.map(({ from, by }) => ({ from: a.line + from, by: b.line - a.line + by })));
    else if (!bodiesApart(before, a, now, b, lines, fits)) return null;
  }
  return lines;
}

/** Whether two pieces differ in bodies alone, and these fit; then adds where the lines after each went. */
function bodiesApart(before: FileText, a: Piece, now: FileText, b: Piece, lines: { from: number; by: number }[], fits: Fits): boolean {
  const [aText, bText] = [before.textOf(a), now.textOf(b)];
  const [old, made] = [skeleton(aText), skeleton(bText)];
  const functions = before.read.get(a)?.functions ?? [];
  if (old === null || made === null || old.bodies.length !== made.bodies.length || functions.length !== old.bodies.length) return false;
  if (outline(aText, old) !== outline(bText, made)) return false;
  return old.bodies.every((body, index) => {
    const other = made.bodies[index] as typeof body;
    const end = (of: typeof body): number => of.line + of.lines;
    lines.push({ from: a.line + end(body), by: b.line + end(other) - a.line - end(body) });
    const text = bText.slice(other.start, other.end);
    return aText.slice(body.start, body.end) === text || fits(functions[index] as Placed, text, b.line + other.line);
  });
}

/** The same facts, in the lines where they stand now. */
export function placedAnew(facts: LastReading["facts"], lines: ReadonlyMap<string, LineMap>): LastReading["facts"] {
  if ([...lines.values()].every((one) => one.every(({ by }) => by === 0))) return facts;
  const at = (file: string, line: number): number => moved(lines.get(file), line);
  return {
    routes: facts.routes.map(
      (route): Route => ({
        ...route,
        line: at(route.file, route.line),
        decoratorLine: at(route.registeredFile, route.decoratorLine),
        ...(route.condition === undefined ? {} : { condition: { ...route.condition, line: at(route.condition.file, route.condition.line) } }),
        ...(route.written === undefined ? {} : { written: { ...route.written, line: at(route.written.file, route.written.line) } }),
        workloads: route.workloads.map((one) => ({ ...one, line: at(one.file, one.line) })),
      }),
    ),
    problems: facts.problems.map((one): Problem => (one.file === undefined || one.line === undefined ? one : { ...one, line: at(one.file, one.line) })),
  };
}
