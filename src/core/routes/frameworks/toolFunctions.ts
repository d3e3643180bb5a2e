import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, noArgs, type Value } from "../interpreter/values";

// `@tool` of LangChain makes an object of a function, which code may run by hand.

const runs = /^a?(invoke|run)$/;

/** `search.ainvoke({"query": query})` calls the function with those arguments; undefined for what no `@tool` stands above, and for other attributes. */
export function toolAttribute(run: Run, tool: Value, name: string, frame: Frame): Value | undefined {
  if (!runs.test(name) || tool.k !== "function" || !isTool(tool)) return undefined;
  return { k: "native", name, self: tool, call: (args, place) => call(run, tool, given(args), place, frame) };
}

function isTool({ definition }: Value & { k: "function" }): boolean {
  if (definition.k !== "function") return false;
  return definition.decorators.some(({ value }) => {
    const decorator = value.k === "call" ? value.callee : value;
    return (decorator.k === "name" || decorator.k === "attribute") && decorator.id === "tool";
  });
}

/** A dictionary holds the arguments by name, or those of a call that a model asked for: `{"name": "search", "args": {"query": query}}`. */
function given({ positional, named, open }: Args): Args {
  const input = positional[0] ?? named.get("input") ?? named.get("tool_input");
  if (input === undefined) return { ...noArgs, open };
  if (input.k !== "dict") return input.k === "text" ? { ...noArgs, positional: [input] } : { ...noArgs, open: true };
  const asked = input.entries.get("args");
  const words = asked?.k === "dict" && input.entries.has("name") ? asked : input;
  return { ...noArgs, named: words.entries, open: words.open };
}
