import type { Argument, Expression } from "../../python/syntax";
import { enough } from "../standard/pythonIteration";
import { optionsOf } from "./alternatives";
import { call } from "./calls";
import { each } from "./choices";
import { enterContext, entersStack } from "./exitStacks";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { comprehension, iterate } from "./iteration";
import { leaves } from "./leftTasks";
import type { Run } from "./run";
import { type Args, unknown, type Value } from "./values";

/** Calls what an expression calls, with its arguments. */
export function evaluateCall(run: Run, e: Expression & { k: "call" }, frame: Frame): Value {
  const place = run.place(frame, e.line);
  if (e.callee.k === "name" && e.callee.id === "super" && e.args.length === 0 && frame.self !== null && frame.owner !== null) {
    return { k: "super", self: frame.self, cls: frame.owner, after: frame.owner };
  }
  const callee = evaluate(run, e.callee, frame);
  const entered = run.importing && callee.k === "part" && entersStack.test(`${callee.of.path}.${callee.path}`) ? enterContext(run, e, frame) : null;
  if (entered !== null) return entered;
  if (callee.k === "unknown" && e.callee.k === "attribute") run.onUnknown?.(e.callee.id, place);
  // what a task runs is evaluated with its arguments
  const args = registersOn(callee) ? e.args.filter(({ name }) => name === null || !describes.has(name)) : e.args;
  const given = run.importing && run.uncertain === 0 ? stoppedEarly(run, callee, e.args, frame) : null;
  const work = (): Value => call(run, callee, given ?? argsOf(run, args, frame), place, frame);
  return leaves(run, e, callee, frame) ? run.afterAnswer(work) : work();
}

/** `any(register(name) for name in NAMES)`: a generator runs as far as it is asked to. */
function stoppedEarly(run: Run, callee: Value, [first, ...others]: readonly Argument[], frame: Frame): Args | null {
  if (callee.k !== "external" || !/^(any|all|next)$/.test(callee.path) || first?.name !== null) return null;
  const { value } = first;
  if (value.k !== "comprehension" || value.kind !== "generator") return null;
  const items = comprehension(run, value, frame, (item) => enough(callee.path, item, run.importing));
  const more = argsOf(run, others, frame);
  return { ...more, positional: [items, ...more.positional] };
}

function registersOn(callee: Value): boolean {
  return callee.k === "native" && callee.self?.k === "router";
}

/** What only the documentation of a route is made of: most models of data would be read for nothing else. */
const describes = new Set(
  "response_model response_description responses response_model_exclude response_model_include summary description tags status_code openapi_extra".split(" "),
);

/** With `*` and `**` spread; `open` where they may hold more than is known. */
export function argsOf(run: Run, args: readonly Argument[], frame: Frame): Args {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let open = false;
  let unpacked: Value | null = null;
  for (const arg of args) {
    const value = evaluate(run, arg.value, frame);
    if (arg.name === null) positional.push(value);
    else if (arg.name === "*") {
      const inner = iterate(run, value, frame);
      positional.push(...inner.items);
      open ||= inner.open;
    } else if (arg.name === "**") {
      const dicts = optionsOf(value).filter((one) => one.k === "dict");
      open ||= dicts.length < optionsOf(value).length || dicts.some((one) => one.open);
      if (value.k === "part") unpacked = value;
      for (const name of dicts.flatMap(({ entries }) => [...entries.keys()]))
        named.set(
          name,
          value.k !== "union" ? (dicts[0]?.entries.get(name) ?? unknown) : each(value, (one) => (one.k === "dict" && one.entries.get(name)) || null),
        );
    } else named.set(arg.name, value);
  }
  return { positional, named, open, ...(unpacked === null ? {} : { unpacked }) };
}
