import { withoutInterpolated } from "../settings/omegaConf";
import { first, type Known } from "../standard/known";
import { addRest } from "./entries";
import { iterate } from "./iteration";
import { type Dict, dict, list, unknown, type Value } from "./values";

/** One value over another: dictionaries by key and by depth, anything else is replaced; of what is not known any key may be there. */
export function over(base: Value, more: Value, depth = 0): Value {
  if (base.k !== "dict" || more.k === "constant") return more;
  const out: Dict = { ...dict(base.entries, base.open), rest: [...base.rest], ...(base.keys && { keys: new Map(base.keys) }) };
  if (more.k !== "dict" || depth > 50) return { ...out, open: true };
  for (const [key, value] of more.entries) {
    const before = out.entries.get(key);
    out.entries.set(key, before === undefined ? value : over(before, value, depth + 1));
  }
  addRest(out, more.rest);
  out.open ||= more.open;
  return out;
}

const mergeAll: Known = ({ positional: [start = unknown, ...others] }) => others.reduce((base, more) => over(base, more), start);

const mergeInterpolated: Known = (args, ...rest) =>
  mergeAll(args.positional.length < 2 ? args : { ...args, positional: args.positional.map(withoutInterpolated) }, ...rest);

const unique: Known = (args, run, _place, frame) => {
  const { items, open } = iterate(run, first(args), frame);
  const seen = new Set<string>();
  const kept = items.filter((one) => one.k !== "text" || one.holes.length > 0 || (!seen.has(one.value) && seen.add(one.value)));
  return list(kept, "list", open);
};

/** What joins settings of several files or profiles: `deep_update(base, profile)`, `OmegaConf.merge(base, own)`. */
export const merging: Readonly<Record<string, Known>> = {
  ...Object.fromEntries(
    [
      ...["pydantic.utils.deep_update", "pydantic.v1.utils.deep_update", "pydantic._internal._utils.deep_update"],
      ...["mergedeep.merge", "mergedeep.merge.merge", "deepmerge.always_merger.merge", "jsonmerge.merge", "pydash.merge"],
    ].map((name) => [name, mergeAll]),
  ),
  "omegaconf.OmegaConf.merge": mergeInterpolated,
  "omegaconf.OmegaConf.unsafe_merge": mergeInterpolated,
  "omegaconf.omegaconf.OmegaConf.merge": mergeInterpolated,
  "pydantic.utils.unique_list": unique,
  "pydantic.v1.utils.unique_list": unique,
};
