import { call } from "../interpreter/calls";
import { dictKey, setEntry } from "../interpreter/entries";
import { iterate } from "../interpreter/iteration";
import { type Dict, dict, list, noArgs, noneValue, text, unknown, type Value } from "../interpreter/values";
import { first, type Known } from "./known";

/** What the standard library makes of data that the code holds: `itertools`, `ChainMap`. */
export const standardData: Readonly<Record<string, Known>> = {
  "itertools.chain": (args, run, _place, frame) => {
    const all = args.positional.map((one) => iterate(run, one, frame));
    return list(
      all.flatMap((one) => one.items),
      "list",
      all.some((one) => one.open),
    );
  },
  "itertools.chain.from_iterable": (args, run, _place, frame) => {
    const outer = iterate(run, first(args), frame);
    const all = outer.items.map((one) => iterate(run, one, frame));
    return list(
      all.flatMap((one) => one.items),
      "list",
      outer.open || all.some((one) => one.open),
    );
  },
  "itertools.product": (args, run, _place, frame) => {
    const times = args.named.get("repeat");
    const given = args.positional.map((one) => iterate(run, one, frame));
    const all = Array.from({ length: times?.k === "number" ? Math.min(6, Math.max(0, times.value)) : 1 }, () => given).flat();
    let rows: Value[][] = [[]];
    for (const { items } of all) rows = rows.slice(0, 500).flatMap((row) => items.map((item) => [...row, item]));
    return list(
      rows.map((row) => list(row, "tuple")),
      "list",
      all.some(({ open }) => open),
    );
  },
  "itertools.starmap": (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const turns = items.length === 0 && open ? [list([], "tuple", true)] : items.slice(0, 200);
    return list(
      turns.map((item) => {
        const given = iterate(run, item, frame);
        return call(run, first(args), { ...noArgs, positional: given.items, open: given.open }, place, frame);
      }),
      "list",
      open,
    );
  },
  // the first of them that has a key tells its value
  "collections.ChainMap": (args) => {
    const maps = args.positional.filter((one): one is Dict => one.k === "dict");
    const made = dict(
      [...maps].reverse().flatMap(({ entries }) => [...entries]),
      maps.length < args.positional.length || maps.some(({ open }) => open),
    );
    return { ...made, rest: maps.flatMap(({ rest }) => rest) };
  },
  "dict.fromkeys": (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const made = dict([], open);
    for (const item of items) {
      const key = dictKey(item);
      if (key !== null) setEntry(made, key, item, args.positional[1] ?? noneValue);
    }
    return made;
  },
  "str.maketrans": (args) => {
    const [from, to, gone] = args.positional;
    if (from?.k === "dict") return from;
    if (from?.k !== "text" || to?.k !== "text") return unknown;
    const made = dict([...from.value].map((c, index) => [c, text([...to.value][index] ?? "")] as const));
    for (const c of gone?.k === "text" ? gone.value : "") made.entries.set(c, noneValue);
    return made;
  },
  "textwrap.dedent": (args) => {
    const whole = first(args);
    if (whole.k !== "text" || whole.holes.length > 0) return whole;
    const lines = whole.value.split("\n");
    const margin = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length));
    return text(lines.map((line) => (line.trim() === "" ? "" : line.slice(margin))).join("\n"));
  },
};
