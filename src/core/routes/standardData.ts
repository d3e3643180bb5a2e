import { call } from "./calls";
import { iterate } from "./iteration";
import { first, type Known } from "./known";
import { type Dict, dict, list, noArgs, unknown, type Value } from "./values";

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
    const all = args.positional.map((one) => iterate(run, one, frame));
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
};
