import { perhapsThere, underCondition } from "../conditions";
import { union } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import { byComparison, byMethod } from "../interpreter/dunders";
import { eachOnce } from "../interpreter/entries";
import { turnOf } from "../interpreter/forks";
import type { Frame } from "../interpreter/frame";
import { consumes, isCounted, iterate } from "../interpreter/iteration";
import { binary, compare } from "../interpreter/operators";
import type { Run } from "../interpreter/run";
import { decided, truth } from "../interpreter/truth";
import { type Args, list, noArgs, noneValue, type Place, unknown, type Value } from "../interpreter/values";
import { first, type Known } from "./known";

/** Makes a collection of the items of what it is given. */
export const collect =
  (kind: "list" | "tuple" | "set"): Known =>
  (args, run, _place, frame) => {
    if (args.positional.length === 0) return list([], kind);
    const { items, open, maybeEmpty = false } = taken(run, first(args), frame);
    const made = list(kind === "set" ? eachOnce(items) : [...items], kind, open);
    return maybeEmpty ? { ...made, maybeEmpty } : made;
  };

/** What functions of Python itself give that go over the items of something. */
export const pythonIteration: Readonly<Record<string, Known>> = {
  list: collect("list"),
  tuple: collect("tuple"),
  set: collect("set"),
  frozenset: (args, run, place, frame) => {
    const made = collect("set")(args, run, place, frame);
    return made.k === "list" ? { ...made, frozen: true } : made;
  },
  reversed: (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    return list([...items].reverse(), "generator", open);
  },
  iter: (args, run, place, frame) => {
    const value = first(args);
    if (args.positional.length === 2) return until(run, value, args.positional[1] ?? unknown, place, frame);
    return run.importing && value.k === "list" && value.kind !== "generator" ? { ...value, kind: "generator", items: [...value.items] } : value;
  },
  aiter: first,
  next: (args, run, _place, frame) => next(args, run, frame),
  anext: (args, run, _place, frame) => next(args, run, frame),
  range: (args, run) => {
    const numbers = args.positional.map((v) => (v.k === "number" ? v.value : Number.NaN));
    if (numbers.some(Number.isNaN) || numbers.length === 0) return list([], "list", true);
    const [from, to, step] = numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const items: Value[] = [];
    for (let i = from; step > 0 ? i < to : step < 0 && i > to; i += step) {
      if (items.length >= 1000) {
        const beginning = list(items, "list", true);
        run.beginnings.add(beginning);
        return beginning;
      }
      items.push({ k: "number", value: i });
    }
    return list(items);
  },
  enumerate: (args, run, _place, frame) => {
    const { items, open } = taken(run, first(args), frame);
    const start = args.positional[1] ?? args.named.get("start");
    const from = start?.k === "number" ? start.value : 0;
    return list(
      items.map((item, index) => list([{ k: "number", value: from + index }, item], "tuple")),
      "generator",
      open,
    );
  },
  zip: (args, run, _place, frame) => {
    // iterators that stand there twice give one item to each place in turn
    if (args.positional.some((one, index) => consumes(run, one) && args.positional.indexOf(one) < index)) return inTurns(args.positional);
    const all = args.positional.map((one) => taken(run, one, frame));
    const length = Math.min(...all.map((one) => one.items.length));
    return list(
      Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, i) =>
        list(
          all.map((one) => one.items[i] ?? unknown),
          "tuple",
        ),
      ),
      "generator",
      // what is known to its end ends it
      all.some((one) => one.open) && !all.some((one) => !one.open && one.items.length === length),
    );
  },
  map: (args, run, place, frame) => {
    const [, only, ...others] = args.positional;
    if (others.length > 0) {
      const rows = iterate(run, (pythonIteration.zip as Known)({ ...args, positional: args.positional.slice(1) }, run, place, frame), frame);
      const given = rows.items.slice(0, 200).map((row) => (row.k === "list" ? row.items : [row]));
      return list(
        given.map((positional) => run.along(turnOf(true, rows.open), () => call(run, first(args), { ...noArgs, positional }, place, frame))),
        "generator",
        rows.open,
      );
    }
    const { items, open } = taken(run, only ?? unknown, frame);
    const each = turnOf(true, !isCounted(only ?? unknown, 200));
    const turns = items.length === 0 && open ? [unknown] : items.slice(0, 200);
    return list(
      turns.map((item) => run.along(each, () => call(run, first(args), { positional: [item], named: new Map(), open: false }, place, frame))),
      "generator",
      open,
    );
  },
  filter: (args, run, place, frame) => {
    const { items, open } = taken(run, args.positional[1] ?? unknown, frame);
    const predicate = first(args);
    let uncertain = open;
    askedOfMore(run, predicate, items, open, place, frame);
    const kept = items.slice(0, 1000).flatMap((item) => {
      const answer = predicate.k === "constant" ? item : call(run, predicate, { ...noArgs, positional: [item] }, place, frame);
      const known = decided(answer, run.importing);
      uncertain ||= known === null;
      if (known === false) return [];
      return known === null && run.registering ? underCondition(run, place, () => perhapsThere(run, item)) : item;
    });
    return list(kept, "generator", uncertain);
  },
  sorted: (args, run, place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const key = args.named.get("key");
    if (key !== undefined) askedOfMore(run, key, items, open, place, frame);
    const keys = new Map(items.map((item) => [item, key === undefined ? item : call(run, key, { ...noArgs, positional: [item] }, place, frame)]));
    const down = truth(args.named.get("reverse") ?? noneValue) === true ? -1 : 1;
    const less = (a: Value, b: Value): boolean => truth(compared(run, "<", keys.get(a) ?? a, keys.get(b) ?? b, frame)) === true;
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
  max: (args, run, place, frame) => extreme(args, run, place, frame, ">"),
  min: (args, run, place, frame) => extreme(args, run, place, frame, "<"),
  "functools.reduce": (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const [start, ...rest] = args.positional[2] === undefined ? items : [args.positional[2], ...items];
    if (open || start === undefined) return unknown;
    return rest.slice(0, 500).reduce((a, b) => call(run, first(args), { ...noArgs, positional: [a, b] }, place, frame), start);
  },
};

/** While a handler is followed: what is asked of each item of something that a request brings, once for any of them. */
function askedOfMore(run: Run, ask: Value, items: readonly Value[], open: boolean, place: Place, frame: Frame): void {
  if (run.registering || items.length > 0 || !open) return;
  run.along(turnOf(true, true), () => call(run, ask, { ...noArgs, positional: [unknown] }, place, frame));
}

/** What goes through all of it takes: an iterator holds nothing afterwards. */
function taken(run: Run, over: Value, frame: Frame): ReturnType<typeof iterate> {
  const through = iterate(run, over, frame);
  const all = { ...through, items: [...through.items] };
  if (consumes(run, over)) over.items = [];
  return all;
}

/** `zip(rest, rest)` of one iterator. */
function inTurns(places: readonly Value[]): Value {
  const rows: Value[] = [];
  const from = places.map((one) => (one.k === "list" ? one : null));
  while (from.every((one) => one !== null && one.items.length > 0)) {
    const row = from.flatMap((one) => one?.items.splice(0, 1) ?? []);
    if (row.length < places.length) break;
    rows.push(list(row, "tuple"));
  }
  return list(
    rows,
    "generator",
    from.some((one) => one === null || one.open),
  );
}

/** `iter(work, end)`: what a function gives until it gives that. */
function until(run: Run, work: Value, end: Value, place: Place, frame: Frame): Value {
  const items: Value[] = [];
  while (run.importing && items.length < MOST_CALLS && run.step()) {
    const item = call(run, work, noArgs, place, frame);
    const ends = decided(compare("==", item, end, run.importing), run.importing);
    if (ends === true) return list(items, "generator");
    if (ends === null && item.k === "unknown") break;
    items.push(item);
  }
  return list(items, "generator", true);
}

const MOST_CALLS = 300;

function next(args: Args, run: Run, frame: Frame): Value {
  const over = first(args);
  const own = run.importing ? byMethod(run, over, "__next__", frame) : null;
  if (own !== null) return own;
  const { items, open } = iterate(run, over, frame);
  const otherwise = args.positional[1];
  // `next(m for m in MODELS if m.name == wanted)`: which of them passes the test is not known
  if (run.importing && run.uncertain === 0 && over.k === "list" && over.kind === "generator" && items.length > 0) return over.items.shift() ?? unknown;
  if (!run.registering && over.k === "list" && over.maybeEmpty === true) return union(otherwise === undefined ? items : [...items, otherwise]);
  return items[0] ?? (open && otherwise !== undefined ? union([unknown, otherwise]) : (otherwise ?? unknown));
}

/** Whether the function needs no more than what an item gave: `any(register(name) for name in NAMES)`. */
export function enough(path: string, item: Value, importing: boolean): boolean {
  return path === "next" || (path === "any" && decided(item, importing) === true) || (path === "all" && decided(item, importing) === false);
}

function quantified({ items, open }: { readonly items: readonly Value[]; readonly open: boolean }, any: boolean, registering: boolean): Value {
  const answers = items.map((item) => decided(item, registering));
  if (answers.includes(any)) return { k: "constant", value: any };
  return open || answers.includes(null) ? unknown : { k: "constant", value: !any };
}

function extreme(args: Args, run: Run, place: Place, frame: Frame, op: string): Value {
  const { items, open } = args.positional.length === 1 ? iterate(run, first(args), frame) : { items: args.positional, open: false };
  const key = args.named.get("key");
  if (key !== undefined) askedOfMore(run, key, items, open, place, frame);
  if (open) return unknown;
  const keyed = items.map((item) => ({ item, key: key === undefined ? item : call(run, key, { ...noArgs, positional: [item] }, place, frame) }));
  let [best] = keyed;
  if (best === undefined) return args.named.get("default") ?? unknown;
  for (const one of keyed.slice(1)) {
    const better = truth(compared(run, op, one.key, best.key, frame));
    if (better === null) return unknown;
    if (better) best = one;
  }
  return best.item;
}

/** As the classes of the project compare their instances. */
function compared(run: Run, op: string, left: Value, right: Value, frame: Frame): Value {
  return (run.importing ? byComparison(run, op, left, right, frame) : null) ?? compare(op, left, right, run.importing);
}
