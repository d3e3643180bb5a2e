import { dict, type Func, text, type Value } from "../interpreter/values";
import { first, type Known } from "./known";

/** `inspect.signature(handler).parameters`: the names, in order, past wrappers and without what a method is bound to. */
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
  const names = parameterNames(first(args));
  if (names === null) return made("inspect.signature", []);
  const parameters = names.map((name) => [name, made("inspect.Parameter", [["name", text(name)]])] as const);
  return made("inspect.signature", [["parameters", dict(parameters)]]);
};

function parameterNames(value: Value): string[] | null {
  if (value.k === "method") return parameterNames(value.func)?.slice(1) ?? null;
  if (value.k !== "function" || value.attrs.has("__signature__")) return null;
  const wrapped = value.attrs.get("__wrapped__");
  if (wrapped !== undefined) return parameterNames(wrapped);
  return isRewritten(value) ? null : parametersOf(value).map(({ name }) => name);
}

const parametersOf = ({ definition }: Func) => (definition.k === "function" ? definition.parameters : definition.expression.parameters);

/** a decorator that is not `functools.wraps` put it around another, or it collects what it is bound to */
const isRewritten = (func: Func): boolean => func.wraps !== null || parametersOf(func)[0]?.kind === "*";
