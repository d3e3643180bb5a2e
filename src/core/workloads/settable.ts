import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Value } from "../routes/interpreter/values";
import type { Workload } from "../routes/route";

/** Deep enough for a client in a chain in a service; wide enough for what these are made with. */
const DEEPEST = 8;
const MOST_VALUES = 2000;

/** Who may replace the name of a model, as a call and what is called have it: the environment, or the request. */
export function whoMayReplace(model: string, callee: Value, args: Args): Pick<Workload, "settable" | "asked"> {
  return {
    ...(isSome("settable", model, callee, args) ? { settable: true } : {}),
    ...(isSome("asked", model, callee, args) ? { asked: true } : {}),
  };
}

function isSome(who: "settable" | "asked", model: string, callee: Value, args: Args): boolean {
  const seen = new Set<Value>();
  const inArgs = ({ positional, named }: Args, depth: number): boolean =>
    positional.some((one) => look(one, depth)) || [...named.values()].some((one) => look(one, depth));
  const look = (value: Value, depth: number): boolean => {
    if (depth > DEEPEST || seen.size > MOST_VALUES || seen.has(value)) return false;
    seen.add(value);
    const options = optionsOf(value);
    return options.some((one) => {
      switch (one.k) {
        case "text":
          return one.value === model && (one[who] === true || (who === "asked" && options.some((other) => other.k === "unknown" && other.asked === true)));
        case "part":
          return look(one.of, depth);
        case "made":
          return inArgs(one.args, depth + 1) || (one.of !== null && look(one.of, depth + 1)) || [...one.attrs.values()].some((at) => look(at, depth + 1));
        case "list":
          return one.items.some((item) => look(item, depth + 1));
        case "dict":
          return [...one.entries.values()].some((entry) => look(entry, depth + 1));
        case "instance":
          return ["value", "__base__"].some((name) => look(one.attrs.get(name) ?? one, depth + 1));
        default:
          return false;
      }
    });
  };
  return look(callee, 0) || inArgs(args, 0);
}
