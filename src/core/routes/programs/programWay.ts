import { NameIndex } from "../../workloads/nameIndex";
import { symbolsOf, type Unit } from "../../workloads/symbols";
import type { FileText } from "../fileText";
import { optionsOf } from "../interpreter/alternatives";
import type { Module } from "../interpreter/module";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import type { Value } from "../interpreter/values";

// What lies between the programs of a project and what waits to be called by one of them, by the names alone.

/** A unit as `file:line`. */
export const keyOf = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

export interface Ways {
  /** all that leads to something that waits */
  readonly leading: ReadonlySet<string>;
  /** the programs that lead there by something that names an application */
  readonly begins: ReadonlySet<Unit>;
  /** the others that lead there, and to what starts a server */
  readonly servers: ReadonlySet<Unit>;
}

const MOST_UNITS = 100_000;
const namesServer = /\b(?:uvicorn|hypercorn|granian|gunicorn)\b/i;

/** What was walked over, by file: with other names another program may lead to what waits. */
const walked = perRun(() => new Map<string, Unit[]>());

/** One walk from all programs, and one back from what waits. `blocks`: of programs, which nothing else can run. */
export function waysFrom(run: Run, begins: readonly Unit[], blocks: ReadonlySet<Unit>, waiting: ReadonlySet<string>): Ways {
  const index = NameIndex.of(run.project, (path) => run.modules.textOf(path));
  const before = new Map<Unit, Unit[]>();
  const open: Unit[] = [];
  const seen = walked(run);
  const reach = (one: Unit, by: Unit | null): void => {
    // a parameter of a function may have the name of a variable that a program sets
    if (by !== null && blocks.has(one)) return;
    const known = before.get(one);
    if (known !== undefined) {
      if (by !== null && known.at(-1) !== by) known.push(by);
      return;
    }
    before.set(one, by === null ? [] : [by]);
    open.push(one);
    const others = seen.get(one.file);
    if (others === undefined) seen.set(one.file, [one]);
    else others.push(one);
  };
  for (const one of begins) reach(one, null);
  for (let next = open.pop(); next !== undefined && before.size < MOST_UNITS; next = open.pop()) {
    next.looked = true;
    const { units, modules } = index.edges(next);
    for (const one of units) reach(one, next);
    for (const [path, word] of modules) {
      next.modules.add(word);
      for (const inner of next.words) for (const one of index.symbols(path).byName.get(inner) ?? []) reach(one, next);
    }
  }
  const leading = backFrom(
    [...before.keys()].filter((one) => waiting.has(keyOf(one))),
    before,
  );
  const holding = backFrom(
    [...leading].filter((one) => holdsOne(run, one, index)),
    before,
  );
  const serving = backFrom(
    [...before.keys()].filter(({ text }) => namesServer.test(text)),
    before,
  );
  return {
    leading: new Set([...leading].map(keyOf)),
    begins: new Set(begins.filter((one) => holding.has(one))),
    servers: new Set(begins.filter((one) => leading.has(one) && serving.has(one) && !holding.has(one))),
  };
}

function backFrom(ends: Unit[], before: ReadonlyMap<Unit, readonly Unit[]>): Set<Unit> {
  const found = new Set<Unit>();
  for (let next = ends.pop(); next !== undefined; next = ends.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    ends.push(...(before.get(next) ?? []));
  }
  return found;
}

/** Names a variable of a module that holds an application, or an object that holds one. */
function holdsOne(run: Run, unit: Unit, index: NameIndex): boolean {
  const isApplication = (one: Value): boolean => one.k === "router" && one.app;
  return index.edges(unit).variables.some(([file, names]) =>
    names.some((name) => {
      const value = run.modules.known.get(file)?.scope.names.get(name);
      if (value === undefined || value.k === "lazy") return false;
      return optionsOf(value).some((one) => isApplication(one) || (one.k === "instance" && [...one.attrs.values()].some(isApplication)));
    }),
  );
}

/** Whether the same programs lead to the same places with another text of a file. */
export function leadsAlike(run: Run, path: string, before: FileText, now: FileText): boolean {
  const units = walked(run).get(path);
  if (units === undefined) return true;
  const [old, other] = [symbolsOf(path, before).units, symbolsOf(path, now).units];
  if (old.length !== other.length) return false;
  const asked = new Set(units);
  return old.every((unit, index) => !asked.has(unit) || (other[index] !== undefined && namesAlike(unit, other[index])));
}

/** Of a module that it uses all words may be names. */
function namesAlike(a: Unit, b: Unit): boolean {
  const names = new Set(b.names);
  if (a.names.length !== names.size || !a.names.every((word) => names.has(word))) return false;
  return a.modules.size === 0 || (a.words.size === b.words.size && [...a.words].every((word) => b.words.has(word)));
}

/** Whether a value has something to do with the way: an application, what holds one, or what leads to registering something. */
export function leads(value: Value, way: ReadonlySet<string>, depth = 0): boolean {
  switch (value.k) {
    case "router":
      return true;
    case "function":
      return isDefinedOn(way, value.module, value.base + (value.definition.k === "function" ? value.definition.line : value.definition.expression.line));
    case "method":
      return leads(value.func, way) || leads(value.self, way, depth);
    case "class":
      return isDefinedOn(way, value.module, value.base + value.definition.line);
    case "instance":
      return (value.cls !== null && leads(value.cls, way)) || (depth < 2 && [...value.attrs.values()].some((one) => leads(one, way, depth + 1)));
    case "partial":
      return leads(value.func, way) || value.args.positional.some((one) => leads(one, way, depth));
    case "union":
      return value.options.some((one) => leads(one, way, depth));
    default:
      return false;
  }
}

/** Whether the definition of the outermost level that holds a line lies on the way. */
function isDefinedOn(way: ReadonlySet<string>, { file, pieces }: Module, line: number): boolean {
  const piece = pieces.findLast((one) => one.line <= line);
  return piece !== undefined && way.has(keyOf({ file, line: piece.line }));
}
