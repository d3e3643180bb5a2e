import { type Args, noneValue, unknown, type Value } from "../interpreter/values";
import type { Known } from "./known";

/** `current = ContextVar("current", default=None)`: what was set last is there, as long as nobody resets it. */
const contextVariable: Known = (args, run, place) => {
  const otherwise = args.named.get("default");
  let held = otherwise;
  const native = (name: string, call: (args: Args) => Value): [string, Value] => [name, { k: "native", name, call }];
  const methods = [
    native("get", ({ positional }) => held ?? positional[0] ?? unknown),
    native("set", ({ positional }) => {
      held = positional[0];
      return unknown;
    }),
    native("reset", () => {
      held = otherwise;
      return noneValue;
    }),
  ];
  return { k: "instance", id: run.id(), cls: null, attrs: new Map(methods), place };
};

export const contextVariables: Readonly<Record<string, Known>> = { "contextvars.ContextVar": contextVariable };
