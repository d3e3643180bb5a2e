import type { Expression } from "../../python/syntax";
import { chosenLike, optionsOf, same, union } from "./alternatives";
import type { Frame } from "./frame";
import { type Guard, subjectOf, subjectOfInput, together } from "./guards";
import type { Run } from "./run";
import { type Args, type Dict, noneValue, type Union, unknown, type Value } from "./values";

// What is chosen from tables by one key belongs together: of `CLIENTS[name].ask(model=MODELS[name])` each client is asked for its own model, and of
// `spec = PROVIDERS[name]`, `spec["class"](spec["model"])` is called with what stands beside it.

/** What was asked for, and under which keys a table has a part of what that gave. */
interface Choice {
  readonly subject: string;
  keysOf(one: Value): readonly string[];
}

const choices = new WeakMap<Value, Choice>();

/** What a table may give for a key that is not known, which remembers what it was asked for. */
export function chosen(run: Run, table: Dict, key: Value, source: Expression | undefined, frame: Frame, result: Value): Value {
  if (run.importing || result.k !== "union" || table.entries.size < 2) return result;
  const subject = subjectOfKey(run, key, source, frame);
  const keysOf = (one: Value): string[] => [...table.entries].flatMap(([name, value]) => (optionsOf(value).some((other) => alike(other, one)) ? [name] : []));
  const named = result.options.map((one) => under(one, subject, keysOf));
  const all: Value = named.some((one, at) => one !== result.options[at]) ? { ...result, options: named } : result;
  choices.set(all, { subject, keysOf });
  return all;
}

/** What each of several things gives, where it gives anything; it remembers by what key that was chosen. */
export function each(source: Value, give: (one: Value) => Value | null): Value {
  if (source.k !== "union") return give(source) ?? unknown;
  const given = source.options.map(give);
  const result = chosenLike(source, union(given.filter((one) => one !== null)));
  const choice = choices.get(source);
  if (choice === undefined || result.k === "unknown") return result;
  const keysOf = (one: Value): string[] =>
    source.options.flatMap((from, at) => (optionsOf(given[at] ?? noneValue).some((other) => alike(other, one)) ? choice.keysOf(from) : []));
  const options = optionsOf(result).map((one) => under(one, choice.subject, keysOf));
  if (result.k !== "union") return options[0] ?? result;
  const all: Value = { ...result, options };
  choices.set(all, { subject: choice.subject, keysOf });
  return all;
}

/** Some of several things: what they were chosen by still holds. */
export function someOf(source: Union, options: readonly Value[]): Value {
  const left = chosenLike(source, union(options));
  const choice = choices.get(source);
  if (choice !== undefined && left.k === "union") choices.set(left, choice);
  return left;
}

/** The arguments that one of several things can be called with: those that the same key gives. */
export function argumentsFor(callee: Union, one: Value, args: Args): Args {
  const choice = choices.get(callee);
  const keys = choice?.keysOf(one) ?? [];
  if (choice === undefined || keys.length === 0) return args;
  const guards = keys.map((key) => [guard(choice.subject, key)]);
  const fits = (option: Value, of: Choice | undefined): boolean => {
    if (option.k === "text" && option.under !== undefined) return guards.some((now) => together(option.under, now));
    const theirs = of?.subject === choice.subject ? of.keysOf(option) : [];
    return theirs.length === 0 || theirs.some((key) => keys.includes(key));
  };
  const fitting = (value: Value): Value => {
    const options = optionsOf(value);
    const left = options.filter((option) => fits(option, choices.get(value)));
    return left.length === 0 || left.length === options.length || value.k !== "union" ? value : someOf(value, left);
  };
  return { ...args, positional: args.positional.map(fitting), named: new Map([...args.named].map(([name, value]) => [name, fitting(value)])) };
}

/** A text remembers the only key that it stands under, so that what is made for another key is not given it. */
function under(one: Value, subject: string, keysOf: Choice["keysOf"]): Value {
  // looking for keys goes through whole tables
  if (one.k !== "text" || one.under !== undefined || subject.startsWith(nameless)) return one;
  const [key, ...more] = keysOf(one);
  return key !== undefined && more.length === 0 ? { ...one, under: [guard(subject, key)] } : one;
}

/** The same, whatever each remembers of where it stood. */
function alike(a: Value, b: Value): boolean {
  return a.k === "text" && b.k === "text" ? a.value === b.value && a.holes.length === b.holes.length : same(a, b);
}

const guard = (subject: string, value: string): Guard => ({ subject, value, holds: true, depth: 0 });

/** What is asked for; where that has no name, what comes of it still belongs together. */
function subjectOfKey(run: Run, key: Value, source: Expression | undefined, frame: Frame): string {
  return subjectOfInput(key) ?? (source === undefined ? null : subjectOf(run, source, frame)) ?? `${nameless}${run.id()}`;
}

const nameless = "asked ";
