import type { Problem } from "../problem";
import { sameCode } from "../python/codeLines";
import { outline, skeleton } from "../python/skeleton";
import type { Piece } from "../python/split";
import type { Translate } from "../text";
import { FileText } from "./fileText";
import type { CodeFacts, Route } from "./route";

// Most edits change nothing that a reading looked at: a line in a function that no followed handler calls, a comment anywhere, a test.
// Then the last result holds, with its places moved.

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A reading to its end, and all that it depended on. */
export interface LastReading {
  readonly sources: readonly Source[];
  readonly overrides: string;
  readonly t: Translate;
  readonly facts: Pick<CodeFacts, "routes" | "problems">;
}

/** Without an error of syntax. */
type IsSound = (text: string) => boolean;

/** The result for these sources where the last reading tells it; null where they have to be read. */
export function sameReading(
  last: LastReading,
  { sources, overrides, t }: Omit<LastReading, "facts">,
  asked: (path: string) => FileText | undefined,
  isSound: IsSound,
): LastReading["facts"] | null {
  if (last.t !== t || last.overrides !== overrides || last.sources.length !== sources.length) return null;
  const moved = new Map<string, LineMap>();
  for (let i = 0; i < sources.length; i++) {
    const [before, now] = [last.sources[i] as Source, sources[i] as Source];
    if (before.path !== now.path) return null;
    if (before.text === now.text) continue;
    const file = asked(now.path);
    // a reading that was cancelled may have asked another text since
    const lines = file?.text === before.text ? movedLines(file, new FileText(now.text), isSound) : null;
    if (lines === null) return null;
    // a path settled by hand names a line: it may be another one's now
    if (overrides !== "[]" && lines.some(({ by }) => by !== 0)) return null;
    moved.set(now.path, lines);
  }
  return placedAnew(last.facts, moved);
}

/** From a line of the old text on (from 0), lines stand so many further down. */
type LineMap = readonly { readonly from: number; readonly by: number }[];

/** Where lines went, if every difference lies in text that the reading did not look at; else null. */
function movedLines(before: FileText, now: FileText, isSound: IsSound): LineMap | null {
  if (before.nul !== -1 || !before.answersAs(now)) return null;
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
    else if (!bodiesApart(before, a, now, b, lines, isSound)) return null;
  }
  return lines;
}

/** Whether two pieces differ in bodies alone that nobody has called; then adds where the lines after each went. */
function bodiesApart(before: FileText, a: Piece, now: FileText, b: Piece, lines: { from: number; by: number }[], isSound: IsSound): boolean {
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
    return aText.slice(body.start, body.end) === text || functions[index]?.lazy.couldBe(text, isSound) === true;
  });
}

function placedAnew(facts: LastReading["facts"], moved: ReadonlyMap<string, LineMap>): LastReading["facts"] {
  if ([...moved.values()].every((lines) => lines.every(({ by }) => by === 0))) return facts;
  const at = (file: string, line: number): number => {
    const lines = moved.get(file);
    return lines === undefined ? line : line + (lines.findLast(({ from }) => from < line)?.by ?? 0);
  };
  return {
    routes: facts.routes.map(
      (route): Route => ({
        ...route,
        line: at(route.file, route.line),
        decoratorLine: at(route.registeredFile, route.decoratorLine),
        workloads: route.workloads.map((one) => ({ ...one, line: at(one.file, one.line) })),
      }),
    ),
    problems: facts.problems.map((one): Problem => (one.file === undefined || one.line === undefined ? one : { ...one, line: at(one.file, one.line) })),
  };
}
