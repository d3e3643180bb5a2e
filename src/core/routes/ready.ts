import type { Piece } from "../python/split";
import type { Tracer } from "../workloads/trace";
import type { Placed } from "./codeCache";
import type { FileText } from "./fileText";
import { type Asked, type ChangedFile, mayMove, movedLines } from "./lastReading";
import type { LineMap } from "./lineMap";
import { type Exchange, exchangeOf } from "./newHandlers";
import type { Run } from "./run";

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

/** Puts what changed in its place. Null where more changed than bodies that nobody looked at so far and routes; the reading that was ready is spent then. */
export function take({ run, asked: { overrides } }: Ready, changed: readonly ChangedFile[]): readonly Taken[] | null {
  const bodies: { readonly body: Placed; readonly text: string; readonly line: number }[] = [];
  const exchanges: { readonly exchange: Exchange; readonly line: number }[] = [];
  const taken: Taken[] = [];
  const nextLine = (): number => FIRST_LINE * (bodies.length + 1);
  for (const one of changed) {
    const { path, before, now } = one;
    if (!path.endsWith(".py") || now.text.length > LARGEST_FILE || !before.answersAs(now, "asked")) return null;
    if (!run.modules.has(path)) {
      // whoever opens it sees the new text
      taken.push({ path, before, now, pairs: new Map(), lines: [] });
      continue;
    }
    const far: { from: number; by: number }[] = [];
    const [known, first] = [bodies.length, nextLine()];
    const lines = movedLines(before, now, (body, text, line) => {
      const from = nextLine();
      far.push({ from, by: line - from });
      bodies.push({ body, text, line: from });
      return body.lazy.isFree(text, run.cache.current);
    });
    if (lines !== null && !changesUnread(one)) {
      if (!mayMove(lines, overrides)) return null;
      taken.push({ path, before, now, pairs: inOrder(before, now), lines: [...lines, ...far] });
      continue;
    }
    bodies.length = known;
    // one file at a time is edited: two at once are read anew
    const exchange = changed.length === 1 ? exchangeOf(run, one) : null;
    if (exchange === null || !mayMove(exchange.lines, overrides)) return null;
    exchanges.push({ exchange, line: first });
    const come = now.split.pieces.filter((piece) => ![...exchange.pairs.values()].includes(piece));
    const placed = come.map((piece, index) => ({ from: first * (index + 1), by: piece.line - first * (index + 1) }));
    taken.push({ path, before, now, pairs: exchange.pairs, lines: [...exchange.lines, ...placed] });
  }
  for (const { body, text, line } of bodies) body.lazy.take(text, line - body.base);
  const files = new Map(run.project.files);
  for (const { path, now } of changed) {
    files.set(path, now.text);
    run.cache.put(path, now);
  }
  run.project.files = files;
  run.lines = new Map(taken.map(({ path, lines }) => [path, lines]));
  return exchanges.every(({ exchange, line }) => exchange.take(line)) ? taken : null;
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
