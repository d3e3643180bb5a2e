import type { Expression } from "../python/syntax";
import { evaluate, iterate } from "./expressions";
import type { Frame, Run } from "./run";
import { bind } from "./scope";
import { addRest, asText, list, optionsOf, union, unknown, type Value } from "./values";

/** `target = value` for every kind of target. */
export function assign(run: Run, target: Expression, value: Value, frame: Frame): void {
  switch (target.k) {
    case "name":
      nameRouters(frame, target.id, value);
      bind(frame, target.id, value);
      return;
    case "attribute":
      for (const object of optionsOf(evaluate(run, target.object, frame))) setAttribute(run, object, target.id, value);
      return;
    case "subscript": {
      const object = evaluate(run, target.object, frame);
      const key = target.index[0] === undefined ? unknown : evaluate(run, target.index[0], frame);
      for (const one of optionsOf(object)) setItem(run, one, key, value, frame);
      return;
    }
    case "sequence":
      return unpack(run, target.items, value, frame);
    case "star":
      return assign(run, target.value, value, frame);
    default:
  }
}

/** `model = None` in a class and `model = load()` elsewhere: both stay possible once handlers run in any order. */
export function setAttribute(run: Run, object: Value, name: string, value: Value): void {
  switch (object.k) {
    case "instance":
    case "made": {
      const before = object.attrs.get(name);
      object.attrs.set(name, before === undefined || run.registering ? value : union([value, before]));
      return;
    }
    case "super":
      return setAttribute(run, object.self, name, value);
    case "router":
      if (name === "prefix" && value.k === "text") object.prefix = value;
      else object.attrs.set(name, value);
      return;
    case "class": {
      const before = object.scope.names.get(name);
      object.scope.names.set(name, before === undefined || before.k === "lazy" ? value : union([value, before]));
      return;
    }
    case "module":
      object.module.scope.names.set(name, value);
      return;
    case "external": {
      const path = `${object.path}.${name}`;
      const before = run.assigned.get(path);
      run.assigned.set(path, before === undefined || run.registering ? value : union([value, before]));
      return;
    }
    default:
  }
}

function setItem(run: Run, object: Value, key: Value, value: Value, frame: Frame): void {
  if (object.k === "dict") {
    if (key.k === "text" && key.holes.length === 0) object.entries.set(key.value, value);
    else if (key.k === "number") object.entries.set(String(key.value), value);
    else {
      addRest(object, [value]);
      object.open = true;
    }
  } else if (object.k === "made" && object.path === "dependency_overrides") {
    object.held ??= [];
    object.held.push(list([key, value], "tuple"));
  } else if (object.k === "list" && key.k === "number" && key.value < object.items.length) object.items[key.value] = value;
  else if (object.k === "instance" || object.k === "made")
    setAttribute(run, object, asText(key, run.reason("runtime", run.place(frame, 0), "[]"), true).value, value);
}

function unpack(run: Run, targets: readonly Expression[], value: Value, frame: Frame): void {
  const { items, open } = iterate(run, value, frame);
  const star = targets.findIndex((t) => t.k === "star");
  targets.forEach((target, index) => {
    if (target.k === "star") {
      const end = items.length - (targets.length - 1 - index);
      assign(run, target.value, list(items.slice(index, Math.max(index, end)), "list", open), frame);
      return;
    }
    const at = star !== -1 && index > star ? items.length - (targets.length - index) : index;
    assign(run, target, items[at] ?? (value.k === "unknown" ? value : unknown), frame);
  });
}

/** The first variable of a module that an application is bound to names it. */
function nameRouters(frame: Frame, name: string, value: Value): void {
  if (frame.scope.kind !== "module") return;
  for (const one of optionsOf(value)) {
    if (one.k === "router" && one.name === null) one.name = `${frame.module.file}\n${name}`;
    else if (one.k === "instance") {
      for (const [attribute, inner] of one.attrs) if (inner.k === "router" && inner.name === null) inner.name = `${frame.module.file}\n${name}.${attribute}`;
    }
  }
}
