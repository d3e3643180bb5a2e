import { genericAlias } from "../standard/types";
import { optionsOf, union } from "./alternatives";
import type { Frame } from "./frame";
import { enumMembers } from "./iteration";
import type { Run } from "./run";
import type { Value } from "./values";

/** As many as names of models are told at one call; of more, only what the code puts there is. */
export const MOST_LISTED = 6;

/** Each value that an annotation allows, where it lists them all: `Literal["a", "b"]`, an enumeration. Null for anything else. */
export function listedBy(run: Run, type: Value, frame: Frame): Value | null {
  const all: Value[] = [];
  for (const one of optionsOf(type)) {
    if (one.k === "constant") continue;
    if (one.k === "made" && one.path === "typing.Annotated") {
      // a validator may make something else of it
      const [inner, ...more] = one.args.positional;
      const within = inner !== undefined && more.every((other) => other.k === "made" && /^fastapi\./.test(other.path)) ? listedBy(run, inner, frame) : null;
      if (within === null) return null;
      all.push(...optionsOf(within));
      continue;
    }
    const members =
      one.k === "class"
        ? enumMembers(run, one, frame)
        : one.k === "made" && one.path === genericAlias && one.of?.k === "external" && /(^|\.)Literal$/.test(one.of.path)
          ? one.args.positional
          : null;
    if (members === null) return null;
    all.push(...members);
  }
  return all.length === 0 || all.length > MOST_LISTED ? null : union(all.map(asked));
}

/** What a request may replace: a default, or one of those that it chooses from. */
export function asked(value: Value): Value {
  if (value.k === "text") return value.holes.length === 0 ? { ...value, asked: true } : value;
  const inner = value.k === "instance" ? value.attrs.get("value") : undefined;
  return value.k === "instance" && inner?.k === "text" ? { ...value, attrs: new Map([...value.attrs, ["value", asked(inner)]]) } : value;
}
