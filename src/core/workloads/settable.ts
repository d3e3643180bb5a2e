import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Value } from "../routes/interpreter/values";
import type { Workload } from "../routes/route";
import { modelNames } from "./modelNames";

/** Deep enough for a client in a chain in a service; wide enough for what these are made with. */
const DEEPEST = 8;
const MOST_VALUES = 2000;

type Who = "settable" | "asked" | "replaced";

/** Who may replace the name of a model, as a call and what is called have it: the environment, the request, or what the code finds while it runs. */
export function whoMayReplace(model: string, callee: Value, args: Args): Pick<Workload, Who> {
  const by = (["settable", "asked"] as const).filter((who) => isSome(who, model, callee, args));
  const found: readonly Who[] = by.length > 0 ? by : isSome("replaced", model, callee, args) ? ["replaced"] : [];
  return Object.fromEntries(found.map((who) => [who, true]));
}

/** Whether what stands beside a name is another that this may give: a setting without a value, a parameter without a default, anything else. */
function isOther(who: Who, one: Value): boolean {
  if (one.k === "part" || one.k === "made") return who === "replaced" && modelNames(one).length === 0;
  if (one.k !== "unknown") return false;
  const from = one.asked === true ? "asked" : one.reason?.code === "environment" ? "settable" : "replaced";
  return from === who;
}

function isSome(who: Who, model: string, callee: Value, args: Args): boolean {
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
          return one.value === model && (one[who] === true || options.some((other) => isOther(who, other)));
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
