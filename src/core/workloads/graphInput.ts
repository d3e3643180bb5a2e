import { optionsOf, union } from "../routes/interpreter/alternatives";
import { rootFunction } from "../routes/interpreter/definitions";
import type { Args, Made, Value } from "../routes/interpreter/values";
import { last } from "./ruleOf";

/** What the nodes of a graph of LangGraph are given: its state, and as a second thing what their parameter is called. */
export interface GraphInput {
  readonly state: Value;
  readonly config: Value | undefined;
  readonly runtime: Value | undefined;
}

const invokes = /^a?(invoke|stream|batch)$|^astream_events$/;

/** Nodes are given what the graph was called with, and what other nodes added: `graph.invoke(state, config, context=context)`. */
export function graphInput(base: Made, method: string, args: Args): { readonly given?: GraphInput } {
  const state = args.positional[0] ?? args.named.get("input");
  if (!base.path.startsWith("langgraph.") || !invokes.test(last(method)) || state === undefined) return {};
  const context = args.named.get("context");
  return {
    given: {
      state: union(optionsOf(state).map((one) => (one.k === "dict" ? { ...one, entries: new Map(one.entries), open: true } : one))),
      config: args.named.get("config") ?? args.positional[1],
      runtime: context === undefined ? undefined : { k: "instance", id: -1, cls: null, attrs: new Map([["context", context]]), place: base.place },
    },
  };
}

/** `def node(state)`, `def node(state, config)`, `def node(state, runtime: Runtime[Context])` */
export function givenTo(node: Value, input: GraphInput): Value[] {
  const definition = rootFunction(node)?.definition;
  const [, second] = definition?.k === "function" ? definition.parameters.filter(({ name }) => name !== "self") : [];
  const other = second?.name === "config" ? input.config : second?.name === "runtime" ? input.runtime : undefined;
  return other === undefined ? [input.state] : [input.state, other];
}
