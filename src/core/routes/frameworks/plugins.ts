import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { keyText } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, type Func, list, type Made, type MadePart, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { first, type Known } from "../standard/known";
import { byPath } from "../standard/loading";

// Plug-ins: entry points that the project's own distributions declare, and what pluggy calls.

/** Others may be installed beside the project's own, so no such list is known to its end. */
export const plugins: Readonly<Record<string, Known>> = {
  "importlib.metadata.entry_points": (args, run, place, frame) => {
    const group = args.named.get("group");
    return group === undefined ? allEntryPoints(run, place, frame) : entryPoints(run, group, args.named.get("name"), place, frame);
  },
  "importlib_metadata.entry_points": (args, run, place, frame) => (plugins["importlib.metadata.entry_points"] as Known)(args, run, place, frame),
  "pkg_resources.iter_entry_points": (args, run, place, frame) =>
    entryPoints(run, args.named.get("group") ?? first(args), args.named.get("name") ?? args.positional[1], place, frame),
};

function entryPoints(run: Run, group: Value, name: Value | undefined, place: Place, frame: Frame): Value {
  const of = keyText(group);
  const wanted = name === undefined ? null : keyText(name);
  const declared = of === null ? [] : run.manifests.entryPoints(of).filter((one) => wanted === null || one.name === wanted);
  return named(
    declared.map((one) => ({ name: one.name, value: entryPoint(run, one, of ?? "", place, frame) })),
    of,
  );
}

/** Entry points of one group, of which those with one name may be asked for. */
function named(points: readonly { readonly name: string; readonly value: Value }[], group: string | null): Value {
  const all = list(
    points.map(({ value }) => value),
    "list",
    true,
  );
  const select = (args: Args): Value => {
    const [name, of] = [args.named.get("name"), args.named.get("group")].map((one) => (one === undefined ? null : keyText(one)));
    return named(of !== null && of !== group ? [] : points.filter((one) => name === null || one.name === name), group);
  };
  all.attrs = new Map<string, Value>([
    ["select", { k: "native", name: "select", call: select }],
    ["names", list([...new Set(points.map(({ name }) => name))].map(text), "set", true)],
    ["groups", list(group === null ? [] : [text(group)], "set", true)],
  ]);
  return all;
}

/** `entry_points()`: a group of it is asked for by `select`, `get` or an index. */
function allEntryPoints(run: Run, place: Place, frame: Frame): Value {
  const ask = (args: Args): Value => entryPoints(run, args.named.get("group") ?? first(args), args.named.get("name"), place, frame);
  const methods = ["select", "get", "__getitem__"].map((name) => [name, { k: "native", name, call: ask }] as const);
  return { k: "instance", id: run.id(), cls: null, attrs: new Map<string, Value>(methods), place };
}

function entryPoint(run: Run, { name, value }: { readonly name: string; readonly value: string }, group: string, place: Place, frame: Frame): Value {
  const [module = "", attr = ""] = value.split(":");
  const load: Value = { k: "native", name: "load", call: () => byPath({ ...noArgs, positional: [text(value)] }, run, place, frame) };
  const attrs = new Map<string, Value>([
    ["name", text(name)],
    ["value", text(value)],
    ["group", text(group)],
    ["module", text(module)],
    ["module_name", text(module)],
    ["attr", text(attr)],
    ["load", load],
    ["resolve", load],
  ]);
  return { k: "instance", id: run.id(), cls: null, attrs, place };
}

/** A method of `pluggy.PluginManager`: its hooks ask each plug-in, the last that was registered first; null for any other call. */
export function callPlugins(run: Run, callee: MadePart, args: Args, place: Place, frame: Frame): Value | null {
  if (!/^pluggy\.(\w+\.)?PluginManager$/.test(callee.of.path)) return null;
  const { of: manager, path } = callee;
  const registered = held(manager);
  if (path === "register") {
    const plugin = first(args);
    if (!registered.includes(plugin)) registered.push(plugin);
    return noneValue;
  }
  if (path === "load_setuptools_entrypoints") {
    const found = entryPoints(run, first(args), args.named.get("name") ?? args.positional[1], place, frame);
    if (found.k === "list") for (const one of found.items) registered.push(call(run, getAttribute(run, one, "load", frame, place), noArgs, place, frame));
    return unknown;
  }
  if (path === "get_plugins") return list([...registered], "set");
  const hook = /^hook\.(\w+)$/.exec(path)?.[1];
  if (hook === undefined) return null;
  const results = [...registered].reverse().flatMap((plugin) => answers(run, plugin, hook, args, place, frame));
  return list(results.filter((one) => one.k !== "constant" || one.value !== null));
}

function answers(run: Run, plugin: Value, hook: string, args: Args, place: Place, frame: Frame): readonly Value[] {
  const method = run.failures.unwatched(() => getAttribute(run, plugin, hook, frame, place));
  const func: Func | null = method.k === "method" ? method.func : method.k === "function" ? method : null;
  if (func === null || func.definition.k !== "function") return [];
  // a plug-in may ask for less than it is offered
  const asked = new Set(func.definition.parameters.map(({ name }) => name));
  const named = new Map([...args.named].filter(([name]) => asked.has(name)));
  return [call(run, method, { ...noArgs, named }, place, frame)];
}

function held(manager: Made): Value[] {
  manager.held ??= [];
  return manager.held;
}
