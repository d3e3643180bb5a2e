import { union } from "./alternatives";
import { call } from "./calls";
import type { Frame } from "./frame";
import { iterate } from "./iteration";
import { first, type Known } from "./known";
import { binary, compare } from "./operators";
import type { Run } from "./run";
import { decided, truth } from "./truth";
import { type Args, list, noArgs, noneValue, unknown, type Value } from "./values";

/** Makes a collection of the items of what it is given. */
export const collect =
  (kind: "list" | "tuple" | "set"): Known =>
  (args, run, _place, frame) => {
    if (args.positional.length === 0) return list([], kind);
    const { items, open, maybeEmpty = false } = iterate(run, first(args), frame);
    const made = list([...items], kind, open);
    return maybeEmpty ? { ...made, maybeEmpty } : made;
  };

/** What functions of Python itself give that go over the items of something. */
export const pythonIteration: Readonly<Record<string, Known>> = {
  list: collect("list"),
  tuple: collect("tuple"),
  set: collect("set"),
  frozenset: collect("set"),
  reversed: (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    return list([...items].reverse(), "list", open);
  },
  iter: first,
  aiter: first,
  next: (args, run, _place, frame) => next(args, run, frame),
  anext: (args, run, _place, frame) => next(args, run, frame),
  range: (args) => {
    const numbers = args.positional.map((v) => (v.k === "number" ? v.value : Number.NaN));
    if (numbers.some(Number.isNaN) || numbers.length === 0) return list([], "list", true);
    const [from, to, step] = numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const items: Value[] = [];
    for (let i = from; step > 0 ? i < to : step < 0 && i > to; i += step) {
      if (items.length >= 1000) return list(items, "list", true);
      items.push({ k: "number", value: i });
    }
    return list(items);
  },
  enumerate: (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const start = args.positional[1] ?? args.named.get("start");
    const from = start?.k === "number" ? start.value : 0;
    return list(
      items.map((item, index) => list([{ k: "number", value: from + index }, item], "tuple")),
      "list",
      open,
    );
  },
  zip: (args, run, _place, frame) => {
    const all = args.positional.map((one) => iterate(run, one, frame));
    const length = Math.min(...all.map((one) => one.items.length));
    return list(
      Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, i) =>
        list(
          all.map((one) => one.items[i] ?? unknown),
          "tuple",
        ),
      ),
      "list",
      all.some((one) => one.open),
    );
  },
  map: (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const turns = items.length === 0 && open ? [unknown] : items.slice(0, 200);
    return list(
      turns.map((item) => call(run, first(args), { positional: [item], named: new Map(), open: false }, place, frame)),
      "list",
      open,
    );
  },
  filter: (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const predicate = first(args);
    let uncertain = open;
    const kept = items.slice(0, 1000).filter((item) => {
      const answer = predicate.k === "constant" ? item : call(run, predicate, { ...noArgs, positional: [item] }, place, frame);
      const known = decided(answer, run.importing);
      uncertain ||= known === null;
      return known !== false;
    });
    return list(kept, "list", uncertain);
  },
  sorted: (args, run, place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const key = args.named.get("key");
    const keys = new Map(items.map((item) => [item, key === undefined ? item : call(run, key, { ...noArgs, positional: [item] }, place, frame)]));
    const down = truth(args.named.get("reverse") ?? noneValue) === true ? -1 : 1;
    const less = (a: Value, b: Value): boolean => truth(compare("<", keys.get(a) ?? a, keys.get(b) ?? b, run.importing)) === true;
    return list(
      [...items].sort((a, b) => (less(a, b) ? -down : less(b, a) ? down : 0)),
      "list",
      open,
    );
  },
  any: (args, run, _place, frame) => quantified(iterate(run, first(args), frame), true, run.importing),
  all: (args, run, _place, frame) => quantified(iterate(run, first(args), frame), false, run.importing),
  sum: (args, run, place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    return open ? unknown : items.reduce((a, b) => binary(run, "+", a, b, frame, place.line), args.positional[1] ?? { k: "number", value: 0 });
  },
  max: (args, run, _place, frame) => extreme(args, run, frame, ">"),
  min: (args, run, _place, frame) => extreme(args, run, frame, "<"),
  "functools.reduce": (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const [start, ...rest] = args.positional[2] === undefined ? items : [args.positional[2], ...items];
    if (open || start === undefined) return unknown;
    return rest.slice(0, 500).reduce((a, b) => call(run, first(args), { ...noArgs, positional: [a, b] }, place, frame), start);
  },
};

function next(args: Args, run: Run, frame: Frame): Value {
  const over = first(args);
  const { items, open } = iterate(run, over, frame);
  const otherwise = args.positional[1];
  // `next(m for m in MODELS if m.name == wanted)`: which of them passes the test is not known
  if (!run.registering && over.k === "list" && over.maybeEmpty === true) return union(otherwise === undefined ? items : [...items, otherwise]);
  return items[0] ?? (open && otherwise !== undefined ? union([unknown, otherwise]) : (otherwise ?? unknown));
}

function quantified({ items, open }: { readonly items: readonly Value[]; readonly open: boolean }, any: boolean, registering: boolean): Value {
  const answers = items.map((item) => decided(item, registering));
  if (answers.includes(any)) return { k: "constant", value: any };
  return open || answers.includes(null) ? unknown : { k: "constant", value: !any };
}

function extreme(args: Args, run: Parameters<Known>[1], frame: Parameters<Known>[3], op: string): Value {
  const { items, open } = args.positional.length === 1 ? iterate(run, first(args), frame) : { items: args.positional, open: false };
  if (open || items.length === 0 || args.named.has("key")) return unknown;
  let best: Value = items[0] ?? unknown;
  for (const item of items.slice(1)) {
    const better = truth(compare(op, item, best, run.importing));
    if (better === null) return unknown;
    if (better) best = item;
  }
  return best;
}
