import { type Args, noneValue, unknown, type Value } from "../interpreter/values";
import type { Known } from "./known";

/** `current = ContextVar("current", default=None)`: what was set last is there; a token brings back what was there before. */
const contextVariable: Known = (args, run, place) => {
  const otherwise = args.named.get("default");
  let held = otherwise;
  const before = new Map<Value, Value | undefined>();
  const native = (name: string, call: (args: Args) => Value): [string, Value] => [name, { k: "native", name, call }];
  const methods = [
    native("get", ({ positional }) => held ?? positional[0] ?? unknown),
    native("set", ({ positional }) => {
      const token: Value = { k: "instance", id: run.id(), cls: null, attrs: new Map(), place };
      before.set(token, held);
      held = positional[0];
      return token;
    }),
    native("reset", ({ positional: [token = unknown] }) => {
      held = before.has(token) ? before.get(token) : unknown;
      return noneValue;
    }),
  ];
  return { k: "instance", id: run.id(), cls: null, attrs: new Map(methods), place };
};

export const contextVariables: Readonly<Record<string, Known>> = { "contextvars.ContextVar": contextVariable };
