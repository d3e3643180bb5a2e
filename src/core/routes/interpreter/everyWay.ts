import { optionsOf } from "./alternatives";
import { each, someOf } from "./choices";
import { together } from "./guards";
import type { Run } from "./run";
import { type Text, unknown, type Value } from "./values";

/** How many texts are made of parts of which each may be several things; of more, the parts that come last stay open. */
const MOST_WAYS = 16;

/** What is made of several values, for each that they may be: `f"openai/whisper-{size}"`. What stands in two places is the same in both. */
export function everyWay(run: Run, values: readonly Value[], make: (values: readonly Value[]) => Text): Value {
  let ways = 1;
  const bounded = new Map<Value, Value>();
  for (const value of values) {
    if (value.k !== "union" || bounded.has(value)) continue;
    const likely = likelyOf(run, value);
    ways *= optionsOf(likely).length;
    bounded.set(value, ways > MOST_WAYS ? unknown : likely);
  }
  return bounded.size === 0
    ? make(values)
    : chosenFrom(
        values.map((value) => bounded.get(value) ?? value),
        make,
      );
}

function chosenFrom(values: readonly Value[], make: (values: readonly Value[]) => Text): Value {
  const several = values.find((value) => value.k === "union");
  if (several?.k !== "union") return make(values);
  return each(several, (one) => {
    const chosen = values.map((value) => (value === several ? one : value));
    return areTogether(chosen) ? chosenFrom(chosen, make) : null;
  });
}

/** Texts that were set under answers of one test that exclude each other are never joined. */
function areTogether(values: readonly Value[]): boolean {
  const guards = values.flatMap((value) => (value.k === "text" && value.under !== undefined ? [value.under] : []));
  return guards.every((one, at) => guards.slice(at + 1).every((other) => together(one, other)));
}

/** What is written wins over what is not known, and an empty text is nothing that is; while routes are registered, what may be anything stays so. */
function likelyOf(run: Run, value: Value & { k: "union" }): Value {
  const isOpen = (one: Value): boolean => one.k === "unknown" && one.reason !== null;
  if (run.registering && value.options.some(isOpen)) return value.options.find(isOpen) ?? unknown;
  const written = value.options.filter((one) => one.k !== "unknown" && !(one.k === "constant" && one.value === null));
  return written.some((one) => one.k === "text" && one.holes.length === 0 && (run.registering || one.value !== "")) ? someOf(value, written) : value;
}
