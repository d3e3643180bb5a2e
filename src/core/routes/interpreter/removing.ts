import type { Expression } from "../../python/syntax";
import { perhapsThere } from "../conditions";
import { removeRouteAt, routerBehind } from "../frameworks/routesView";
import { optionsOf } from "./alternatives";
import { byClass, setItems } from "./assign";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { knows } from "./descriptors";
import { dictKey, keyText } from "./entries";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { heldBy } from "./heldItems";
import { willChange, willSet } from "./processes";
import type { Run } from "./run";
import { list, noArgs, unknown, type Value } from "./values";

/** `del target` */
export function remove(run: Run, target: Expression, frame: Frame): void {
  if (target.k === "sequence") for (const one of target.items) remove(run, one, frame);
  else if (target.k === "name") {
    if (run.uncertain === 0) frame.scope.names.delete(target.id);
  } else if (target.k === "subscript") {
    const [index] = target.index;
    const key = index === undefined ? unknown : evaluate(run, index, frame);
    if (index?.k === "slice") for (const object of optionsOf(evaluate(run, target.object, frame))) setItems(run, object, index, list([]), frame);
    else for (const object of optionsOf(evaluate(run, target.object, frame))) removeItem(run, object, key, frame);
  } else if (target.k === "attribute" && run.uncertain === 0) {
    const object = evaluate(run, target.object, frame);
    const deleter = byClass(run, object, target.id, "delete", frame);
    if (deleter !== null) {
      call(run, deleter.method, { ...noArgs, positional: deleter.given }, run.place(frame, 0), frame);
      return;
    }
    const owner = object.k === "method" ? object.func : object;
    if (owner.k === "function" || owner.k === "instance") owner.attrs.delete(target.id);
  }
}

function removeItem(run: Run, whole: Value, key: Value, frame: Frame): void {
  if (run.importing && whole.k === "instance" && knows(whole, "__delitem__")) {
    call(run, getAttribute(run, whole, "__delitem__", frame), { ...noArgs, positional: [key] }, run.place(frame, 0), frame);
    return;
  }
  const name = keyText(key);
  const object = heldBy(whole) ?? whole;
  const router = routerBehind(object);
  if (run.uncertain > 0) mayRemove(run, object, key);
  else if (router !== null) removeRouteAt(run, router, key);
  else if (object.k === "dict" && name !== null) {
    willSet(run, object.entries, name);
    object.entries.delete(name);
  } else if (object.k === "list" && key.k === "number") {
    willChange(run, object.items);
    object.items.splice(key.value, 1);
  }
}

/** What is taken out behind a test that nobody can decide may be there or not. */
export function mayRemove(run: Run, object: Value, key: Value): void {
  let stays = 0;
  const gone = (one: Value, isMeant: boolean): Value => {
    if (!isMeant && !(one.k === "union" && one.test !== undefined && one.options.length === 1)) stays++;
    return isMeant ? perhapsThere(run, one) : one;
  };
  if (object.k === "dict") {
    const name = dictKey(key);
    for (const [own, value] of object.entries) object.entries.set(own, gone(value, name === null || own === name));
  } else if (object.k === "list") {
    const { length } = object.items;
    object.items.forEach((one, index) => {
      object.items[index] = gone(one, key.k !== "number" || key.value === index || key.value + length === index);
    });
    if (run.registering) object.loose = true;
  }
  if (run.registering && (object.k === "dict" || object.k === "list") && stays === 0) object.maybeEmpty = true;
}
