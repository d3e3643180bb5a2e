import { first, type Known } from "../standard/known";
import { call } from "./calls";
import { dictKey } from "./entries";
import { iterate } from "./iteration";
import { binary } from "./operators";
import type { Run } from "./run";
import { decided, truth } from "./truth";
import { type Args, type List, list, noArgs, noneValue, unknown, type Value } from "./values";

/** Iterators without end give as many items as a loop over them is followed. */
const MANY = 1000;

const number = (value: number): Value => ({ k: "number", value });
const numberOf = (value: Value | undefined): number | null => (value?.k === "number" ? value.value : null);
const row = (items: Value[]): Value => list(items, "tuple");
const generator = (items: Value[], open = false): List => list(items, "generator", open);

const endless = (items: Value[]): List => ({ ...generator(items), endless: true });

/** What `itertools` makes of items that are known. */
export const iterators: Readonly<Record<string, Known>> = {
  "itertools.count": (args) => {
    const start = numberOf(args.positional[0] ?? args.named.get("start") ?? number(0));
    const step = numberOf(args.positional[1] ?? args.named.get("step") ?? number(1));
    return start === null || step === null ? unknown : endless(Array.from({ length: MANY }, (_, index) => number(start + index * step)));
  },
  "itertools.cycle": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    if (open || items.length === 0) return generator([...items], open);
    return endless(Array.from({ length: MANY }, (_, index) => items[index % items.length] ?? unknown));
  },
  "itertools.repeat": (args) => {
    const times = numberOf(args.positional[1] ?? args.named.get("times") ?? number(MANY));
    return times === null ? unknown : generator(Array.from({ length: Math.min(MANY, Math.max(0, times)) }, () => first(args)));
  },
  "itertools.islice": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const bounds = args.positional.slice(1).map((one) => (one.k === "constant" ? null : (numberOf(one) ?? Number.NaN)));
    if (bounds.some(Number.isNaN)) return generator([...items], true);
    const [from, to, step] = bounds.length === 1 ? [0, bounds[0], 1] : [bounds[0] ?? 0, bounds[1], bounds[2] ?? 1];
    const end = to ?? items.length;
    return generator(
      items.slice(from ?? 0, end).filter((_, index) => index % (step ?? 1) === 0),
      open && items.length < end,
    );
  },
  "itertools.pairwise": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    return generator(
      items.slice(1).map((item, index) => row([items[index] ?? unknown, item])),
      open,
    );
  },
  "itertools.zip_longest": (args, run, _place, frame) => {
    const all = args.positional.map((one) => iterate(run, one, frame));
    const length = Math.max(0, ...all.map(({ items }) => items.length));
    const fill = args.named.get("fillvalue") ?? noneValue;
    return generator(
      Array.from({ length }, (_, index) => row(all.map(({ items, open }) => items[index] ?? (open ? unknown : fill)))),
      all.some(({ open }) => open),
    );
  },
  "itertools.accumulate": (args, run, place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const work = args.positional[1] ?? args.named.get("func");
    const out: Value[] = [];
    for (const item of [...(args.named.has("initial") ? [args.named.get("initial") ?? unknown] : []), ...items]) {
      const before = out.at(-1);
      if (before === undefined) out.push(item);
      else
        out.push(
          work === undefined ? binary(run, "+", before, item, frame, place.line) : call(run, work, { ...noArgs, positional: [before, item] }, place, frame),
        );
    }
    return generator(out, open);
  },
  "itertools.compress": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const wanted = iterate(run, args.positional[1] ?? unknown, frame);
    const answers = items.map((_, index) => truth(wanted.items[index] ?? { k: "constant", value: false }));
    return generator(
      items.filter((_, index) => answers[index] !== false),
      open || wanted.open || answers.includes(null),
    );
  },
  "itertools.takewhile": (args, run, place, frame) => {
    const { items, open, answers } = tested(args, run, place, frame);
    const end = answers.findIndex((one) => one !== true);
    return generator(end === -1 ? [...items] : items.slice(0, end), end === -1 ? open : answers[end] === null);
  },
  "itertools.dropwhile": (args, run, place, frame) => {
    const { items, open, answers } = tested(args, run, place, frame);
    const start = answers.findIndex((one) => one !== true);
    return generator(start === -1 ? [] : items.slice(start), open || answers[start] === null);
  },
  "itertools.filterfalse": (args, run, place, frame) => {
    const { items, open, answers } = tested(args, run, place, frame);
    return generator(
      items.filter((_, index) => answers[index] !== true),
      open || answers.includes(null),
    );
  },
  "itertools.permutations": (args, run, _place, frame) => chosen(args, run, frame, (index, taken) => !taken.includes(index)),
  "itertools.combinations": (args, run, _place, frame) => chosen(args, run, frame, (index, taken) => index > (taken.at(-1) ?? -1)),
  "itertools.batched": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const size = numberOf(args.positional[1] ?? args.named.get("n"));
    if (size === null || size < 1) return unknown;
    return generator(
      Array.from({ length: Math.ceil(items.length / size) }, (_, index) => row(items.slice(index * size, (index + 1) * size))),
      open,
    );
  },
  "itertools.groupby": (args, run, place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const key = args.positional[1] ?? args.named.get("key") ?? noneValue;
    const groups: { readonly key: Value; readonly id: string | null; readonly items: Value[] }[] = [];
    for (const item of items) {
      const of = key.k === "constant" ? item : call(run, key, { ...noArgs, positional: [item] }, place, frame);
      const [id, last] = [dictKey(of), groups.at(-1)];
      if (id !== null && last?.id === id) last.items.push(item);
      else groups.push({ key: of, id, items: [item] });
    }
    return generator(
      groups.map((one) => row([one.key, generator(one.items)])),
      open || groups.some(({ id }) => id === null),
    );
  },
  "itertools.tee": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const copies = numberOf(args.positional[1] ?? number(2)) ?? 2;
    return row(Array.from({ length: Math.min(10, copies) }, () => generator([...items], open)));
  },
};

type Frame = Parameters<Known>[3];

/** What a predicate, the first argument, says of each item of the second. */
function tested(args: Args, run: Run, place: Parameters<Known>[2], frame: Frame) {
  const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
  const predicate = first(args);
  const answers = items
    .slice(0, MANY)
    .map((item) => decided(predicate.k === "constant" ? item : call(run, predicate, { ...noArgs, positional: [item] }, place, frame), run.importing));
  return { items, open, answers };
}

/** Rows of a length, each item of which may follow those that were taken before it. */
function chosen(args: Args, run: Run, frame: Frame, mayFollow: (index: number, taken: readonly number[]) => boolean): Value {
  const { items, open } = iterate(run, first(args), frame);
  const size = numberOf(args.positional[1] ?? args.named.get("r") ?? number(items.length));
  if (size === null || size > 6) return unknown;
  let rows: number[][] = [[]];
  for (let at = 0; at < size; at++)
    rows = rows.slice(0, 500).flatMap((taken) => items.flatMap((_, index) => (mayFollow(index, taken) ? [[...taken, index]] : [])));
  return generator(
    rows.map((taken) => row(taken.map((index) => items[index] ?? unknown))),
    open,
  );
}
