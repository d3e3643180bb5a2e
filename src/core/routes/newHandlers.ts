import type { Piece } from "../python/split";
import type { Expression, FunctionDefinition } from "../python/syntax";
import type { FileText } from "./fileText";
import { verbs } from "./frameworks/registering";
import type { RouteRecord, Router } from "./frameworks/router";
import { moduleFrame } from "./interpreter/frame";
import type { Module } from "./interpreter/module";
import type { Run } from "./interpreter/run";
import { execute } from "./interpreter/statements";
import type { ChangedFile } from "./lastReading";
import type { LineMap } from "./lineMap";

/** Handlers of one file that came, went, or are registered otherwise, while all else of it stayed: pieces one by one as they were and are. */
export interface Exchange {
  readonly pairs: ReadonlyMap<Piece, Piece>;
  readonly lines: LineMap;
  readonly path: string;
  readonly now: FileText;
  /** what is new, in the new text */
  readonly come: readonly Piece[];
  /** where handlers went away: lines of the old text, after the first and up to the last */
  readonly gone: { readonly from: number; readonly to: number };
  /** of all that came or went */
  readonly names: ReadonlySet<string>;
  /** Does it, with the lines of the first new piece counted from `firstLine`, those of the second from twice that; false where it had an effect on something else, so that what was ready is of no use any more. */
  take(firstLine: number): boolean;
}

/** A function whose decorators do nothing but register it, each on a router that a variable of its file holds. */
interface Handler {
  readonly definition: FunctionDefinition;
  readonly routers: readonly Router[];
}

/** Null where more changed than handlers that nothing else names, or where what registers them is more than a router and values. Nothing is changed yet. */
export function exchangeOf(run: Run, { path, before, now }: ChangedFile): Exchange | null {
  const module = run.modules.known.get(path);
  // who looks at the routes of a router, or copies them, saw those that were there
  if (module?.state !== "done" || before.nul !== -1 || run.copied.size + run.replaced.size > 0 || run.sawRoutes) return null;
  // a FastAPI that copies routes has those that stand above the include
  if (run.eager && run.routers.some(({ records }) => records.some(({ k, place }) => k !== "route" && place.file === path))) return null;
  const [old, made] = [before.split, now.split];
  if (old.errorLines.length > 0 || made.errorLines.length > 0) return null;
  const isSame = (a: Piece | undefined, b: Piece | undefined): boolean =>
    a !== undefined && b !== undefined && a.kind === b.kind && before.textOf(a).trimEnd() === now.textOf(b).trimEnd() && before.pieceAnswersAs(a, now, b);
  const shorter = Math.min(old.pieces.length, made.pieces.length);
  let head = 0;
  while (head < shorter && isSame(old.pieces[head], made.pieces[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(old.pieces.at(-1 - tail), made.pieces.at(-1 - tail))) tail++;
  const [gone, come] = [old.pieces.slice(head, old.pieces.length - tail), made.pieces.slice(head, made.pieces.length - tail)];
  // a name that is bound once, and above, has the value then that it has now
  const isSettled = (name: string): boolean => {
    const bound = made.pieces.flatMap((piece, index) => (mayBind(piece, now.textOf(piece), name) ? [index] : []));
    return bound.length === 0 || (bound.length === 1 && (bound[0] ?? head) < head);
  };
  const goneHandlers = gone.map((piece) => handlerOf(run, module, before, piece, isSettled));
  const comeHandlers = come.map((piece) => handlerOf(run, module, now, piece, isSettled));
  if (!goneHandlers.every(isKnown) || !comeHandlers.every(isKnown)) return null;
  const pairs = new Map<Piece, Piece>();
  for (let i = 0; i < head; i++) pairs.set(old.pieces[i] as Piece, made.pieces[i] as Piece);
  for (let i = 1; i <= tail; i++) pairs.set(old.pieces.at(-i) as Piece, made.pieces.at(-i) as Piece);
  const [from, to] = [old.pieces[head]?.line ?? Number.POSITIVE_INFINITY, old.pieces[old.pieces.length - tail]?.line ?? Number.POSITIVE_INFINITY];
  const names = new Set([...gone, ...come].map(({ name }) => name));
  const definitions = new Set(goneHandlers.map(({ definition }) => definition));
  const routers = new Set([...goneHandlers, ...comeHandlers].flatMap((one) => one.routers));
  if (gone.some((piece) => before.matchesAnyAsked(before, piece)) || come.some((piece) => before.matchesAnyAsked(now, piece))) return null;
  if (run.notes.some(({ place }) => place.file === path && place.line > from && place.line <= to)) return null;
  const stays = [...pairs.values()].map((piece) => now.textOf(piece));
  if (isNamed(run, module, names, stays) || ![...routers].every((one) => isPlain(one, path, definitions))) return null;
  if (run.routers.some((one) => !routers.has(one) && one.records.some((record) => isOf(record, definitions)))) return null;
  return {
    path,
    now,
    pairs,
    come,
    gone: { from, to: gone.length === 0 ? from : to },
    names,
    lines: [...pairs].map(([a, b]) => ({ from: a.line, by: b.line - a.line })).sort((a, b) => a.from - b.from),
    take(firstLine) {
      const known = [run.modules.known.size, run.routers.length, run.notes.length];
      for (const one of routers) one.records.splice(0, one.records.length, ...one.records.filter((record) => !isOf(record, definitions)));
      for (const name of names) module.scope.names.delete(name);
      run.modules.forgetHandlers(definitions);
      const lengths = new Map([...routers].map((one) => [one, one.records.length]));
      come.forEach((piece, index) => define(run, module, now, piece, firstLine * (index + 1)));
      for (const [router, length] of lengths) putInPlace(router, length, from);
      return [run.modules.known.size, run.routers.length, run.notes.length].every((now, index) => now === known[index]) && !run.cut;
    },
  };
}

function handlerOf(run: Run, module: Module, file: FileText, piece: Piece, isSettled: (name: string) => boolean): Handler | null {
  if (piece.kind !== "decorated") return null;
  const { parts, errors } = run.cache.piece(file, piece, run.parser);
  const [definition, ...others] = parts.flatMap(({ statements }) => statements);
  if (errors.length > 0 || others.length > 0 || definition?.k !== "function") return null;
  const routers = definition.decorators.map(({ value }) => {
    if (value.k !== "call" || value.callee.k !== "attribute" || value.callee.object.k !== "name") return null;
    const { id } = value.callee.object;
    const router = isSettled(id) ? module.scope.names.get(id) : undefined;
    if (router?.k !== "router" || !(verbs.has(value.callee.id) || value.callee.id === "api_route" || value.callee.id === "websocket")) return null;
    return value.args.every((one) => isValue(one.value, module, isSettled)) ? router : null;
  });
  const defaults = definition.parameters.flatMap((one) => (one.default === null ? [] : [one.default]));
  return routers.every(isKnown) && defaults.every((one) => isValue(one, module, isSettled)) ? { definition, routers } : null;
}

/** Whether evaluating it has no effect, and gives the same whenever it is done: literals, settled names, and calls of libraries with such. */
function isValue(e: Expression, module: Module, isSettled: (name: string) => boolean): boolean {
  const inner = (one: Expression): boolean => isValue(one, module, isSettled);
  switch (e.k) {
    case "string":
    case "number":
    case "constant":
      return true;
    case "name":
      return isSettled(e.id);
    case "attribute":
      return inner(e.object);
    case "sequence":
      return e.items.every(inner);
    case "dict":
      return e.entries.every(({ key, value }) => (key === null || inner(key)) && inner(value));
    case "subscript":
      return inner(e.object) && e.index.every(inner);
    case "binary":
      return inner(e.left) && inner(e.right);
    case "format":
      return e.parts.every((one) => typeof one === "string" || inner(one));
    case "formatted":
      return inner(e.value) && (typeof e.spec === "string" || inner(e.spec));
    case "call": {
      const callee = e.callee.k === "name" ? module.scope.names.get(e.callee.id) : undefined;
      return callee?.k === "external" && inner(e.callee) && e.args.every(({ value }) => inner(value));
    }
    default:
      return false;
  }
}

/** Whether a piece may give a name a value: too often rather than too seldom. */
function mayBind({ kind, name: defined }: Piece, text: string, name: string): boolean {
  switch (kind) {
    case "import":
      return hasWord(text.replace(/\bfrom\s+[\w.]+\s+import\b/g, ""), [name]);
    case "code":
      return hasWord(text, [name]) && new RegExp(`\\b${name}\\b[^\\n(]*=(?!=)|\\b(?:for|as|del|import|global|def|class)\\b[^\\n]*\\b${name}\\b`).test(text);
    default:
      return defined === name || new RegExp(`\\bglobal\\b[^\\n]*\\b${name}\\b`).test(text);
  }
}

/** Whether somebody else may use a name: another piece of the file, or any file that was opened. */
function isNamed(run: Run, { file, source }: Module, names: ReadonlySet<string>, others: readonly string[]): boolean {
  const words = [...names];
  const isUsed = (text: string): boolean => words.some((name) => text.includes(name)) && hasWord(text, words);
  if (others.some((text) => looksAround.test(text) || isUsed(text))) return true;
  return [...run.modules.known.values()].some(
    (one) =>
      one.source !== source &&
      (isUsed(one.source.text) ||
        (run.project.imports(one.file, one.source).some(({ path, submodules }) => path === file || submodules.includes(file)) &&
          (looksAround.test(one.source.text) || /\bimport[ \t(]+\*/.test(one.source.text)))),
  );
}

function hasWord(text: string, words: readonly string[]): boolean {
  return words.length > 0 && new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "u").test(text);
}

/** What asks a module for all its names. */
const looksAround = /\b(?:getattr|inspect|vars|dir|globals|locals|__dict__|__all__)\b/;

/** All that is registered on it stands in one file, line after line, and not all of it goes. */
function isPlain({ records }: Router, path: string, gone: ReadonlySet<object>): boolean {
  return (
    records.some((record) => !isOf(record, gone)) &&
    records.every(({ place }, index) => place.file === path && (index === 0 || place.line >= (records[index - 1]?.place.line ?? 0)))
  );
}

function isOf(record: Router["records"][number], definitions: ReadonlySet<object>): boolean {
  return record.k === "route" && record.handler.k === "function" && definitions.has(record.handler.definition);
}

/** Runs one piece, whose lines count from `line`. */
function define(run: Run, module: Module, file: FileText, piece: Piece, line: number): void {
  const frame = moduleFrame(module);
  run.frames.push(frame);
  for (const { base, statements } of run.modules.partsOf(module.file, file, piece, line - piece.line)) {
    frame.base = base;
    run.safely(() => execute(run, statements, frame), "next");
  }
  run.frames.pop();
}

/** Moves what was registered last to where it would have been registered: before whatever stands below it. */
function putInPlace({ records }: Router, length: number, from: number): void {
  const added = records.splice(length) as RouteRecord[];
  if (added.length === 0) return;
  const below = records.findIndex(({ place }) => place.line > from);
  const at = below !== -1 ? below : records.length;
  const order = records[at - 1]?.order ?? (records[at]?.order ?? 1) - 1;
  // between two whole numbers: a router that was included meanwhile has what stands above the include
  records.splice(at, 0, ...added.map((record, index) => ({ ...record, order: order + (index + 1) / (added.length + 1) })));
}

function isKnown<T>(one: T | null): one is T {
  return one !== null;
}
