import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, list, type Made, type MadePart, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import type { Known } from "./known";

// Regular expressions over texts that the code holds: `re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__)`.

type Work = (pattern: string, given: readonly Value[], run: Run, place: Place, frame: Frame) => Value;

/** What follows the pattern among the arguments; `string` is the last of them. */
const works: Readonly<Record<string, Work>> = {
  sub: (pattern, [replacement, whole], run, place, frame) =>
    over(pattern, whole, (expression, written) => substituted(expression, replacement ?? unknown, written, run, place, frame)),
  findall: (pattern, [whole]) => over(pattern, whole, (expression, written) => list([...written.matchAll(expression)].map(found))),
  finditer: (pattern, [whole], run, place) =>
    over(pattern, whole, (expression, written) => list([...written.matchAll(expression)].map((one) => matched(one, run, place)))),
  split: (pattern, [whole]) => over(pattern, whole, (expression, written) => list(written.split(expression).map((part) => text(part ?? "")))),
  match: (pattern, [whole], run, place) => over(`^(?:${pattern})`, whole, (expression, written) => firstMatch(expression, written, run, place)),
  fullmatch: (pattern, [whole], run, place) => over(`^(?:${pattern})$`, whole, (expression, written) => firstMatch(expression, written, run, place)),
  search: (pattern, [whole], run, place) => over(pattern, whole, (expression, written) => firstMatch(expression, written, run, place)),
};

/** Functions of the module `re`, where neither flags nor counts are given. */
export const regularExpressions: Readonly<Record<string, Known>> = {
  ...Object.fromEntries(
    Object.entries(works).map(([name, work]): [string, Known] => [
      `re.${name}`,
      ({ positional: [pattern, ...given], named }, run, place, frame) =>
        pattern?.k === "text" && pattern.holes.length === 0 && named.size === 0 && given.length === arity(name)
          ? work(pattern.value, given, run, place, frame)
          : unknown,
    ]),
  ),
  "re.escape": ({ positional: [whole] }) =>
    whole?.k === "text" && whole.holes.length === 0 ? text(whole.value.replace(/[^\w\s]/g, (c) => (/["'%,/:;<=>@`!]/.test(c) ? c : `\\${c}`))) : unknown,
};

/** `re.compile(pattern).sub(...)`; null for anything else. */
export function compiledPattern(run: Run, { of, path }: MadePart, args: Args, place: Place, frame: Frame): Value | null {
  const work = of.path === "re.compile" && Object.hasOwn(works, path) ? works[path] : undefined;
  const [pattern, flags] = of.args.positional;
  if (work === undefined || pattern?.k !== "text" || pattern.holes.length > 0 || flags !== undefined || of.args.named.size + args.named.size > 0) return null;
  const answer = args.positional.length === arity(path) ? work(pattern.value, args.positional, run, place, frame) : unknown;
  return answer.k === "unknown" ? null : answer;
}

const arity = (name: string): number => (name === "sub" ? 2 : 1);

/** Runs a pattern that means the same in JavaScript over a whole text that is known. */
function over(pattern: string, whole: Value | undefined, work: (expression: RegExp, written: string) => Value): Value {
  if (whole?.k !== "text" || whole.holes.length > 0 || whole.value.length > 300 || pattern.length > 100 || differs.test(pattern)) return unknown;
  try {
    return work(new RegExp(pattern.replace(/\(\?P</g, "(?<"), "g"), whole.value);
  } catch {
    return unknown;
  }
}

/** Other groups than both languages have, anchors of Python alone, possessive quantifiers, and quantifiers or choices within quantifiers, which may run for ever. */
const differs = /\(\?(?![:=!]|<[=!]|P<)|\\[AZ]|[*+}]\+|[*+|][^()]*\)[*+{]|\)\)+[*+{]/;

function substituted(expression: RegExp, replacement: Value, written: string, run: Run, place: Place, frame: Frame): Value {
  if (replacement.k === "text" && replacement.holes.length === 0)
    return text(
      written.replace(
        expression,
        replacement.value
          .replace(/\$/g, "$$$$")
          .replace(/\\g<(\w+)>|\\(\d)/g, (_, a: string | undefined, b: string) => (/\D/.test(a ?? b) ? `$<${a}>` : `$${a ?? b}`)),
      ),
    );
  if (replacement.k === "text" || replacement.k === "unknown") return unknown;
  let known = true;
  const whole = [...written.matchAll(expression)].reduceRight((after, one) => {
    const answer = call(run, replacement, { ...noArgs, positional: [matched(one, run, place)] }, place, frame);
    known &&= answer.k === "text" && answer.holes.length === 0;
    return after.slice(0, one.index) + (answer.k === "text" ? answer.value : "") + after.slice(one.index + one[0].length);
  }, written);
  return known ? text(whole) : unknown;
}

/** What `findall` lists: the match, its group, or all its groups. */
function found([whole, ...groups]: RegExpMatchArray): Value {
  if (groups.length === 0) return text(whole ?? "");
  return groups.length === 1
    ? text(groups[0] ?? "")
    : list(
        groups.map((one) => text(one ?? "")),
        "tuple",
      );
}

function firstMatch(expression: RegExp, written: string, run: Run, place: Place): Value {
  const [one] = written.matchAll(expression);
  return one === undefined ? noneValue : matched(one, run, place);
}

/** A match: `m.group(1)`, `m["name"]`, `m.groups()`. */
function matched(match: RegExpMatchArray, run: Run, place: Place): Made {
  const groups = match.map((one) => (one === undefined ? noneValue : text(one)));
  const named = Object.entries(match.groups ?? {}).map(([name, one]): [string, Value] => [name, one === undefined ? noneValue : text(one)]);
  const byKey = new Map<string, Value>([...groups.map((one, index): [string, Value] => [String(index), one]), ...named]);
  const group = ({ positional }: Args): Value => {
    const asked = positional.map((one) => (one.k === "number" ? String(one.value) : one.k === "text" ? one.value : "")).map((key) => byKey.get(key) ?? unknown);
    return asked.length === 0 ? (groups[0] ?? unknown) : asked.length === 1 ? (asked[0] ?? unknown) : list(asked, "tuple");
  };
  const native = (name: string, work: (args: Args) => Value): [string, Value] => [name, { k: "native", name, call: work }];
  const attrs = new Map<string, Value>([
    ...byKey,
    native("group", group),
    native("groups", () => list(groups.slice(1), "tuple")),
    native("groupdict", () => ({ k: "dict", entries: new Map(named), rest: [], open: false })),
  ]);
  return { k: "made", id: run.id(), path: "re.Match", args: noArgs, place, of: null, attrs };
}
