import type { Expression } from "../../python/syntax";
import { chosenBy, orBefore, perhapsThere } from "../conditions";
import type { Router } from "../frameworks/router";
import { replaceRoutes, routerBehind } from "../frameworks/routesView";
import { setVariable } from "../settings/environment";
import { optionsOf, union } from "./alternatives";
import { defines, inClass } from "./ancestry";
import { asText } from "./asText";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { knows } from "./descriptors";
import { willGain, willSetKey } from "./emptiness";
import { dictKey, setEntry } from "./entries";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { nameBound, unsettled, variablesIn } from "./guards";
import { heldBy } from "./heldItems";
import { boundsOf } from "./items";
import { iterate } from "./iteration";
import { setUnder } from "./partlyKnown";
import { willChange, willSet } from "./processes";
import type { Run } from "./run";
import { beforeRebinding, bind, read } from "./scope";
import { unpacked } from "./unpacking";
import { LONGEST, list, noArgs, text, unknown, type Value } from "./values";

/** `target = value` for every kind of target. */
export function assign(run: Run, target: Expression, value: Value, frame: Frame): void {
  switch (target.k) {
    case "name":
      nameRouters(frame, target.id, value);
      if (run.importing && frame.scope.kind === "module") beforeRebinding(run, frame.module, target.id);
      if (!run.importing && frame.scope.kind === "function") nameBound(frame.scope, target.id);
      bind(run, frame, target.id, value);
      return;
    case "attribute":
      for (const object of optionsOf(evaluate(run, target.object, frame))) {
        setMember(run, object, target.id, value, frame);
      }
      return;
    case "subscript": {
      const object = evaluate(run, target.object, frame);
      if (target.index[0]?.k === "slice") {
        for (const one of optionsOf(object)) setItems(run, one, target.index[0], value, frame);
        return;
      }
      const key = target.index[0] === undefined ? unknown : evaluate(run, target.index[0], frame);
      for (const one of optionsOf(object)) setItem(run, one, key, value, frame);
      return;
    }
    case "sequence": {
      const itemFor = unpacked(run, target.items, value, frame);
      target.items.forEach((one, index) => {
        assign(run, one.k === "star" ? one.value : one, itemFor(index), frame);
      });
      return;
    }
    case "star":
      return assign(run, target.value, value, frame);
    default:
  }
}

/** `object.name = value`, `setattr(object, name, value)` */
export function setMember(run: Run, object: Value, name: string, value: Value, frame: Frame): void {
  const setter = byClass(run, object, name, "set", frame);
  if (setter !== null) {
    call(run, setter.method, { ...noArgs, positional: [...setter.given, value] }, run.place(frame, 0), frame);
    return;
  }
  setAttribute(run, object, name, value);
  byOwnMethod(run, object, "__setattr__", text(name), value, frame);
}

/** What sets or deletes an attribute in the object's stead: the property's function, or the method of a descriptor that stands in the class. */
export function byClass(
  run: Run,
  object: Value,
  name: string,
  does: "set" | "delete",
  frame: Frame,
): { readonly method: Value; readonly given: readonly Value[] } | null {
  if (object.k !== "instance" || object.cls === null) return null;
  const found = inClass(object.cls, name)?.value;
  if (found?.k === "function" && found.role === "property") {
    const func = found.attrs.get(does === "set" ? "fset" : "fdel");
    return func?.k === "function" ? { method: { k: "method", self: object, func }, given: [] } : null;
  }
  if (!run.importing || found?.k !== "instance" || !knows(found, `__${does}__`)) return null;
  return { method: getAttribute(run, found, `__${does}__`, frame), given: [object] };
}

/** A class of the project may do more when something is set on its instances. */
export function byOwnMethod(run: Run, object: Value, name: "__setattr__" | "__setitem__", key: Value, value: Value, frame: Frame): void {
  if (!run.registering || object.k !== "instance" || object.cls === null) return;
  if (!defines(object.cls, name)) return;
  const method = getAttribute(run, object, name, frame);
  if (method.k === "method") call(run, method, { ...noArgs, positional: [key, value] }, object.place, frame);
}

/** `target += more` on a list, which whoever else holds it sees; false for anything that is no list. */
export function extendInPlace(run: Run, target: Expression, more: Expression, frame: Frame): boolean {
  if (!run.importing || target.k === "subscript") return false;
  const held = optionsOf(evaluate(run, target, frame));
  if (held.length === 0 || !held.every((one) => one.k === "list" && one.kind === "list")) return false;
  const { items, open } = iterate(run, evaluate(run, more, frame), frame);
  for (const one of held) {
    if (one.k !== "list") continue;
    one.open ||= open;
    if (items.length > 0) willGain(run, one);
    if (one.items.length + items.length <= LONGEST) one.items.push(...items.map((item) => perhapsThere(run, item, one)));
    else one.open = true;
  }
  return true;
}

/** `target |= more`, `target -= more` on a set or a dictionary, which whoever else holds it sees; false for anything else. */
export function changeInPlace(run: Run, target: Expression, op: string, more: Expression, frame: Frame): boolean {
  const method = inPlaceMethods[op];
  if (method === undefined || !run.importing || target.k === "subscript") return false;
  const held = optionsOf(evaluate(run, target, frame)).map((one) => heldBy(one) ?? one);
  if (
    held.length === 0 ||
    !held.every((one) => (one.k === "list" && one.kind === "set" && one.frozen !== true) || (one.k === "dict" && one.counts !== true && op === "|="))
  )
    return false;
  const value = evaluate(run, more, frame);
  for (const one of held) {
    const change = getAttribute(run, one, method, frame);
    if (change.k === "native") change.call({ ...noArgs, positional: [value] }, run.place(frame, 0));
  }
  return true;
}

const inPlaceMethods: Readonly<Record<string, string>> = {
  "|=": "update",
  "-=": "difference_update",
  "&=": "intersection_update",
  "^=": "symmetric_difference_update",
};

/** `model = None` in a class and `model = load()` elsewhere: both stay possible once handlers run in any order. */
export function setAttribute(run: Run, object: Value, name: string, value: Value): void {
  if (run.settled !== null) {
    const before = object.k === "instance" ? object.attrs.get(name) : undefined;
    unsettled(run, [`.${name}`, ...variablesIn(value), ...(before === undefined ? [] : variablesIn(before))]);
  }
  switch (object.k) {
    case "instance":
    case "made": {
      const before = object.attrs.get(name);
      willSet(run, object.attrs, name);
      object.attrs.set(name, before === undefined || (run.registering && run.uncertain === 0) ? value : chosenBy(run, union([value, before])));
      return;
    }
    case "part":
      // `request.model_spec.name = "cats"`
      object.of.attrs.set(`${object.path}.${name}`, value);
      return;
    case "super":
      return setAttribute(run, object.self, name, value);
    case "router":
      if (name === "prefix") object.prefix = run.uncertain === 0 ? value : chosenBy(run, union([value, object.prefix]));
      else if (name === "routes") replaceRoutes(run, object, value);
      // `app.router.lifespan_context = lifespan`
      else if (name === "lifespan_context") object.lifespans.push(value);
      else {
        const before = object.attrs.get(name);
        object.attrs.set(name, before === undefined || run.uncertain === 0 ? value : chosenBy(run, union([value, before])));
      }
      return;
    case "class": {
      const before = object.scope.names.get(name);
      const certain = run.registering && run.uncertain === 0;
      willSet(run, object.scope.names, name);
      object.scope.names.set(name, certain || before === undefined || before.k === "lazy" ? value : chosenBy(run, union([value, before])));
      return;
    }
    case "route":
      if (name === "path" && value.k === "text") object.record.path = value;
      else if (name === "include_in_schema") object.record.inSchema = value;
      return;
    case "function":
      object.attrs.set(name, value);
      return;
    case "method":
      object.func.attrs.set(name, value);
      return;
    case "module": {
      // whoever reads the name later must not run the module over it
      if (object.module.state === "new" || object.module.state === "followed") run.modules.execute(object.module);
      const certain = run.registering && run.uncertain === 0;
      const before = certain ? undefined : read(object.module.scope, name);
      willSet(run, object.module.scope.names, name);
      object.module.scope.names.set(name, before === undefined ? value : chosenBy(run, union([value, before])));
      return;
    }
    case "external": {
      const path = `${object.path}.${name}`;
      const before = run.assigned.get(path);
      willSet(run, run.assigned, path);
      run.assigned.set(path, before === undefined || run.registering ? value : union([value, before]));
      return;
    }
    default:
  }
}

/** `items[:] = others`, `items[1:3] = others` */
export function setItems(run: Run, object: Value, slice: Expression & { k: "slice" }, value: Value, frame: Frame): void {
  const router = routerBehind(object);
  const held = heldBy(object) ?? object;
  const isWhole = slice.parts.every((part) => part === null);
  if (router !== null && isWhole) replaceRoutes(run, router, value);
  else if (held.k === "list") {
    const { items, open } = iterate(run, value, frame);
    const bounds = boundsOf(run, slice, held.items.length, frame);
    willChange(run, held.items);
    if (bounds === null || (held.open && !isWhole)) held.items.push(...items);
    else held.items.splice(bounds.from, bounds.to - bounds.from, ...items);
    held.open = open || bounds === null || (held.open && !isWhole);
  }
}

function setItem(run: Run, object: Value, key: Value, value: Value, frame: Frame): void {
  const held = heldBy(object);
  if (held !== null && object.k === "instance") {
    if (object.cls !== null && inClass(object.cls, "__setitem__") !== null) byOwnMethod(run, object, "__setitem__", key, value, frame);
    else setItem(run, held, key, value, frame);
  } else if (object.k === "external" && object.path === "os.environ") {
    if (run.settled !== null && key.k === "text") unsettled(run, [`environment ${key.value}`]);
    setVariable(run, key, value, run.place(frame, 0));
  } else if (object.k === "dict") {
    const name = dictKey(key);
    if (name !== null) {
      if (run.handler !== null && !object.entries.has(name)) {
        object.byHandlers ??= new Set();
        object.byHandlers.add(name);
      }
      willSetKey(run, object, name);
      const before = object.entries.get(name);
      setEntry(object, name, key, orBefore(run, before, value, object));
    } else setUnder(object, key, value);
  } else if (object.k === "made" && object.path === "dependency_overrides") {
    object.held ??= [];
    object.held.push(list([key, value], "tuple"));
  } else if (object.k === "list" && key.k === "number" && key.value < object.items.length) object.items[key.value] = value;
  else if (object.k === "instance" || object.k === "made") {
    setAttribute(run, object, asText(key, run.reason("runtime", run.place(frame, 0), "[]"), true).value, value);
    byOwnMethod(run, object, "__setitem__", key, value, frame);
  }
}

/** Variables of modules that an application is bound to name it; the first is that of a router. */
function nameRouters(frame: Frame, name: string, value: Value): void {
  if (frame.scope.kind !== "module") return;
  const give = (router: Router, variable: string): void => {
    const { file } = frame.module;
    router.name ??= `${file}\n${variable}`;
    if (!router.names.some((one) => one.file === file && one.variable === variable)) router.names.push({ file, variable, imported: false });
  };
  for (const one of optionsOf(value)) {
    if (one.k === "router") give(one, name);
    else if (one.k === "instance") {
      for (const [attribute, inner] of one.attrs) if (inner.k === "router" && inner.name === null) give(inner, `${name}.${attribute}`);
    } else if (one.k === "made") {
      // middleware around an application: what a server is given
      for (const inner of [...one.args.positional, ...one.args.named.values()]) if (inner.k === "router" && inner.app) give(inner, name);
    }
  }
}
