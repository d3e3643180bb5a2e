import { dictKey, setEntry } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, type Dict, dict, list, noneValue, text, unknown, type Value } from "../interpreter/values";
import type { Known } from "./known";

/** `collections.Counter`: a dictionary that counts what it is given. */
export const counters: Readonly<Record<string, Known>> = {
  "collections.Counter": (args, run, _place, frame) => count(run, { ...dict(), counts: true }, args, 1, frame),
};

/** What a counter does otherwise than a dictionary, or besides. */
export const counterMethods: Readonly<Record<string, (self: Dict, args: Args, run: Run, frame: Frame) => Value>> = {
  update: (self, args, run, frame) => {
    count(run, self, args, 1, frame);
    return noneValue;
  },
  subtract: (self, args, run, frame) => {
    count(run, self, args, -1, frame);
    return noneValue;
  },
  total: (self) => {
    const all = [...self.entries.values()];
    return self.open || all.some(({ k }) => k !== "number") ? unknown : number(all.reduce((sum, one) => sum + countIn(one), 0));
  },
  elements: (self) =>
    list(
      [...self.entries].flatMap(([key, one]) => Array.from({ length: Math.min(MOST, Math.max(0, countIn(one))) }, () => keyOf(self, key))),
      "generator",
      self.open || [...self.entries.values()].some(({ k }) => k !== "number"),
    ),
  most_common: (self, args) => {
    const counted = [...self.entries].filter(([, one]) => one.k === "number").sort(([, a], [, b]) => countIn(b) - countIn(a));
    const most = args.positional[0] ?? args.named.get("n");
    return list(
      counted.slice(0, most?.k === "number" ? most.value : counted.length).map(([key, one]) => list([keyOf(self, key), one], "tuple")),
      "list",
      self.open || counted.length < self.entries.size,
    );
  },
};

/** `a + b`, `a - b`, `a | b`, `a & b` of two counters: what is left above zero. */
export function ofCounters(op: string, left: Dict, right: Dict): Dict | null {
  const work = operators[op];
  if (work === undefined) return null;
  const made: Dict = { ...dict([], left.open || right.open), counts: true };
  for (const key of new Set([...left.entries.keys(), ...right.entries.keys()])) {
    const [a, b] = [left, right].map(({ entries }) => entries.get(key) ?? number(0));
    const whose = left.entries.has(key) ? left : right;
    if (a?.k !== "number" || b?.k !== "number") setEntry(made, key, keyOf(whose, key), unknown);
    else if (work(a.value, b.value) > 0) setEntry(made, key, keyOf(whose, key), number(work(a.value, b.value)));
  }
  return made;
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "|": Math.max,
  "&": Math.min,
};

const MOST = 500;

const number = (value: number): Value => ({ k: "number", value });
const countIn = (value: Value): number => (value.k === "number" ? value.value : 0);
const keyOf = (self: Dict, key: string): Value => self.keys?.get(key) ?? text(key);

/** Counts items, or adds counts that are given with their keys. */
function count(run: Run, self: Dict, { positional: [given], named, open }: Args, sign: 1 | -1, frame: Frame): Dict {
  const add = (name: string, key: Value, by: Value): void => {
    const before = self.entries.get(name) ?? number(0);
    setEntry(self, name, key, before.k === "number" && by.k === "number" && run.uncertain === 0 ? number(before.value + sign * by.value) : unknown);
  };
  if (given?.k === "dict") {
    for (const [name, by] of given.entries) add(name, keyOf(given, name), by);
    self.open ||= given.open || given.rest.length > 0;
  } else if (given !== undefined && given.k !== "constant") {
    const { items, open: more } = iterate(run, given, frame);
    for (const item of items) {
      const key = dictKey(item);
      if (key === null) self.open = true;
      else add(key, item, number(1));
    }
    self.open ||= more;
  }
  for (const [name, by] of named) add(name, text(name), by);
  self.open ||= open;
  return self;
}
