import { dict, type Func, noneValue, text, type Value } from "../interpreter/values";
import { first, type Known } from "./known";

/** `inspect.signature(handler).parameters`: names and defaults, in order, past wrappers and without what a method is bound to. */
export const signature: Known = (args, run, place) => {
  const made = (path: string, attrs: readonly (readonly [string, Value])[]): Value => ({
    k: "made",
    id: run.id(),
    path,
    args,
    place,
    of: null,
    attrs: new Map(attrs),
  });
  const given = parametersIn(first(args));
  if (given === null) return made("inspect.signature", []);
  const parameters = given.map(([name, value]) => [name, made("inspect.Parameter", [["name", text(name)], ...defaultOf(value)])] as const);
  return made("inspect.signature", [["parameters", dict(parameters)]]);
};

/** One without a default has `Parameter.empty`, which is None here, so that a default of None is not told. */
function defaultOf(value: Value | undefined): [string, Value][] {
  return value?.k === "constant" && value.value === null ? [] : [["default", value ?? noneValue]];
}

function parametersIn(value: Value): [string, Value | undefined][] | null {
  if (value.k === "method") return parametersIn(value.func)?.slice(1) ?? null;
  if (value.k !== "function" || value.attrs.has("__signature__")) return null;
  const wrapped = value.attrs.get("__wrapped__");
  if (wrapped !== undefined) return parametersIn(wrapped);
  return isRewritten(value) ? null : parametersOf(value).map(({ name }) => [name, value.defaults.get(name)]);
}

const parametersOf = ({ definition }: Func) => (definition.k === "function" ? definition.parameters : definition.expression.parameters);

/** a decorator that is not `functools.wraps` put it around another, or it collects what it is bound to */
const isRewritten = (func: Func): boolean => func.wraps !== null || parametersOf(func)[0]?.kind === "*";
