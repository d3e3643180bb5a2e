import type { Tracer } from "../workloads/trace";
import type { Placed } from "./codeCache";
import { type Asked, type ChangedFile, mayMove, movedLines } from "./lastReading";
import type { LineMap } from "./lineMap";
import type { Router } from "./router";
import type { Run } from "./run";
import type { Serving } from "./serve";
import type { Settled } from "./settle";

// Between two edits there is time: everything that comes before handlers are followed is done again for the texts as they are.
// An edit inside functions that importing and starting the project does not run changes nothing of that: only handlers are followed for it.

/** A reading up to where handlers are followed. */
export interface Ready {
  readonly asked: Asked;
  readonly run: Run;
  readonly tracer: Tracer;
  readonly apps: readonly Router[];
  readonly serving: Serving;
  /** routers that no application serves */
  readonly lonely: readonly Router[];
  readonly settled: Settled;
}

/** Characters. Larger files are generated: reading one would cost more than it could tell. */
export const LARGEST_FILE = 1_000_000;

/** Lines of new bodies are counted from here on while handlers are followed: no file has so many. */
const FIRST_LINE = LARGEST_FILE + 1;

/**
 * Puts the bodies that changed in their places. Lines of the rest stay those of the old texts: the answer says where all of them went, by
 * file. Null where more changed than bodies that nobody looked at so far; then nothing was done.
 */
export function withNewBodies({ run, asked: { overrides } }: Ready, changed: readonly ChangedFile[]): ReadonlyMap<string, LineMap> | null {
  const bodies: { readonly body: Placed; readonly text: string; readonly line: number }[] = [];
  const lines = new Map<string, LineMap>();
  for (const { path, before, now } of changed) {
    if (!path.endsWith(".py") || now.text.length > LARGEST_FILE || !before.answersAs(now, "asked")) return null;
    if (!run.modules.has(path)) {
      // whoever opens it sees the new text
      lines.set(path, []);
      continue;
    }
    const here: { from: number; by: number }[] = [];
    const found = movedLines(before, now, (body, text, line) => {
      const from = FIRST_LINE * (bodies.length + 1);
      here.push({ from, by: line - from });
      bodies.push({ body, text, line: from });
      return body.lazy.isFree(text, run.cache.current);
    });
    if (found === null || !mayMove(found, overrides) || changesUnread({ path, before, now })) return null;
    lines.set(path, [...found, ...here]);
  }
  for (const { body, text, line } of bodies) body.lazy.take(text, line - body.base);
  const files = new Map(run.project.files);
  for (const { path, now } of changed) {
    files.set(path, now.text);
    run.cache.put(path, now);
  }
  run.project.files = files;
  run.lines = lines;
  return lines;
}

/** A piece that nobody read would be read out of the old text. */
function changesUnread({ before, now }: ChangedFile): boolean {
  return before.split.pieces.some((piece, index) => {
    const other = now.split.pieces[index];
    return !before.read.has(piece) && other !== undefined && before.textOf(piece) !== now.textOf(other);
  });
}

/** Whether what was asked of the old texts while handlers were followed has the same answers in the new ones. */
export function answeredAlike(changed: readonly ChangedFile[]): boolean {
  return changed.every(
    ({ before, now }) =>
      before.answersAs(now, "asked") &&
      (!before.isSplit || before.split.pieces.every((piece, index) => before.pieceAnswersAs(piece, now, now.split.pieces[index] ?? piece))),
  );
}
