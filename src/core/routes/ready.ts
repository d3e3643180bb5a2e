import type { Piece } from "../python/split";
import type { Tracer } from "../workloads/trace";
import type { Placed } from "./codeCache";
import type { FileText } from "./fileText";
import type { Run } from "./interpreter/run";
import { type Asked, type ChangedFile, movedLines } from "./lastReading";
import type { LineMap } from "./lineMap";
import { type Exchange, exchangeOf } from "./newHandlers";
import { leadsAlike } from "./programs/programWay";

// Between two edits there is time: everything that comes before handlers are followed is done again for the texts as they are. An edit
// inside functions that importing and starting the project does not run, or of a route, changes little of that: for it only handlers are followed.

/** A reading up to where handlers are followed. */
export interface Ready {
  readonly asked: Asked;
  readonly run: Run;
  readonly tracer: Tracer;
  /** some application could be found before start-up functions ran */
  readonly hasApplication: boolean;
}

/** A changed file as it was put in its place. */
export interface Taken {
  readonly path: string;
  readonly before: FileText;
  readonly now: FileText;
  /** pieces of the old text by those that stand for them in the new one */
  readonly pairs: ReadonlyMap<Piece, Piece>;
  /** where lines went, of which those of what is new count from afar */
  readonly lines: LineMap;
}

/** Characters. Larger files are generated: reading one would cost more than it could tell. */
export const LARGEST_FILE = 1_000_000;

/** Lines of what is new are counted from here on while handlers are followed: no file has so many. */
const FIRST_LINE = LARGEST_FILE + 1;

/**
 * Puts what changed in its place: bodies that nobody looked at so far, or the routes of one file. Null where more changed; what was ready is
 * of no use then.
 */
export function take(ready: Ready, changed: readonly ChangedFile[]): Took | null {
  const fits = ({ path, before, now }: ChangedFile): boolean =>
    path.endsWith(".py") && now.text.length <= LARGEST_FILE && before.answersAs(now, "asked") && leadsAlike(ready.run, path, before, now);
  // a path that is settled by hand is looked up by its line
  if (ready.asked.overrides !== "[]" || !changed.every(fits)) return null;
  return takeBodies(ready, changed) ?? takeHandlers(ready, changed);
}

/** `exchange`: nothing but handlers of one file came or went. */
interface Took {
  readonly taken: readonly Taken[];
  readonly exchange: Exchange | null;
}

function takeBodies({ run }: Ready, changed: readonly ChangedFile[]): Took | null {
  const bodies: { readonly body: Placed; readonly text: string; readonly line: number }[] = [];
  const taken: Taken[] = [];
  for (const one of changed) {
    const { path, before, now } = one;
    if (!run.modules.known.has(path)) {
      // whoever opens it sees the new text
      taken.push({ path, before, now, pairs: new Map(), lines: [] });
      continue;
    }
    const far: { from: number; by: number }[] = [];
    const lines = movedLines(before, now, (body, text, line) => {
      const from = FIRST_LINE * (bodies.length + 1);
      // what is wrong with a body as a whole is said at the line above it
      far.push({ from: from - 1, by: line - from });
      bodies.push({ body, text, line: from });
      return body.lazy.isFree(text, run.cache.current);
    });
    if (lines === null || changesUnread(one)) return null;
    taken.push({ path, before, now, pairs: inOrder(before, now), lines: [...lines, ...far] });
  }
  for (const { body, text, line } of bodies) body.lazy.take(text, line - body.base);
  putTexts(run, taken);
  return { taken, exchange: null };
}

/** One file at a time is edited: two at once are read anew. */
function takeHandlers({ run }: Ready, [one, ...others]: readonly ChangedFile[]): Took | null {
  const exchange = one === undefined || others.length > 0 ? null : exchangeOf(run, one);
  if (one === undefined || exchange === null) return null;
  const far = exchange.come.map(({ line }, index) => ({ from: FIRST_LINE * (index + 1), by: line - FIRST_LINE * (index + 1) }));
  const taken = [{ ...one, pairs: exchange.pairs, lines: [...exchange.lines, ...far] }];
  putTexts(run, taken);
  return exchange.take(FIRST_LINE) ? { taken, exchange } : null;
}

function putTexts(run: Run, taken: readonly Taken[]): void {
  for (const { path, now } of taken) {
    run.project.putText(path, now.text);
    run.cache.put(path, now);
  }
  run.lines = new Map(taken.map(({ path, lines }) => [path, lines]));
}

/** Whether what was asked of the old texts meanwhile has the same answers in the new ones. */
export function answeredAlike(all: readonly Taken[]): boolean {
  return all.every(({ before, now, pairs }) => before.answersAs(now, "asked") && [...pairs].every(([a, b]) => before.pieceAnswersAs(a, now, b)));
}

/** A piece that nobody read would be read out of the old text. */
function changesUnread({ before, now }: ChangedFile): boolean {
  return [...inOrder(before, now)].some(([a, b]) => !before.read.has(a) && before.textOf(a) !== now.textOf(b));
}

function inOrder(before: FileText, now: FileText): ReadonlyMap<Piece, Piece> {
  return new Map(before.split.pieces.flatMap((piece, index) => (now.split.pieces[index] ? [[piece, now.split.pieces[index]] as const] : [])));
}
