import { makeRouter } from "../frameworks/fastapi";
import { isTypedDict } from "../frameworks/modelFields";
import { finish, validated } from "../frameworks/models";
import { routerKind } from "../frameworks/routerKinds";
import { fillFromFiles } from "../settings/settingsSources";
import { isEnum } from "../standard/enums";
import { ancestors, fieldNames, isSettings } from "./ancestry";
import { getAttribute } from "./attributes";
import { bounded, call, callFunction, registersRoutes } from "./calls";
import type { Frame } from "./frame";
import { fillItems, holdItems } from "./heldItems";
import { iterate } from "./iteration";
import { withoutEnvironment } from "./operators";
import type { Run } from "./run";
import { metaclass, ofMetaclass } from "./subclasses";
import { extend, plainBases } from "./superclass";
import { type Args, type Class, type Func, type Instance, type Place, text, unknown, type Value } from "./values";

/** `Class(...)` */
export function instantiate(run: Run, cls: Class, args: Args, place: Place, frame: Frame): Value {
  if (run.tooDeep) return unknown;
  const kind = routerKind(cls);
  if (kind !== null) return makeRouter(run, kind, cls, args, place, frame);
  run.instantiated.add(cls);
  run.guessed.delete(cls);
  const outside = ancestors(cls).filter((one) => typeof one === "string");
  if (isTypedDict(cls)) return call(run, { k: "external", path: "dict" }, args, place, frame);
  if (isEnum(cls)) return enumOf(run, cls, args, place, frame);
  const caller = metaclass(cls);
  const byMetaclass = caller === null || run.making.includes(cls) ? null : ofMetaclass(caller, "__call__");
  if (byMetaclass !== null && registersRoutes(byMetaclass)) {
    run.making.push(cls);
    const made = call(run, { k: "method", self: cls, func: byMetaclass }, args, place, frame);
    run.making.pop();
    return made;
  }
  const maker = getAttribute(run, cls, "__new__", frame);
  let self: Value | null = null;
  if (maker.k === "function") {
    const made = callFunction(run, maker, { ...args, positional: [cls, ...args.positional] }, null, place, frame);
    self = (made.k === "union" ? made.options.find((one) => one.k === "instance") : made) ?? null;
    if (self !== null && self.k !== "instance") return made;
  }
  const instance: Instance =
    self?.k === "instance"
      ? self
      : { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: args.open && initializer(cls) === null, ...run.madeBehind };
  holdItems(run, instance, cls, place);
  const init = initializer(cls);
  if (init !== null) {
    bounded(run, init, () => callFunction(run, init, { ...args, positional: [instance, ...args.positional] }, instance, place, frame));
  } else if (!fillItems(run, instance, args, place, frame)) bindFields(run, cls, instance, args);
  fillFromFiles(run, cls, instance, args);
  finish(run, cls, instance, place, frame);
  for (const base of outside) if (typeof base === "string" && !plainBases.test(base)) extend(run, instance, base, args, place);
  return instance;
}

function initializer(cls: Class): Func | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const value = one.scope.names.get("__init__");
    if (value?.k === "function") return value;
  }
  return null;
}

/** Dataclasses, models, named tuples and settings: fields in order, then by name. */
function bindFields(run: Run, cls: Class, instance: Instance, args: Args): void {
  for (const [name, value] of args.named) instance.attrs.set(name, validated(run, cls, name, value));
  if (args.positional.length === 0) return;
  const names = fieldNames(cls, "positional");
  if (!isSettings(cls)) args.positional.forEach((value, index) => instance.attrs.set(names[index] ?? `${index}`, value));
  void run;
}

function enumOf(run: Run, cls: Class, args: Args, place: Place, frame: Frame): Value {
  const members = iterate(run, cls, frame).items;
  const wanted = withoutEnvironment(args.positional[0] ?? unknown);
  const found = members.find(
    (one) =>
      one.k === "instance" &&
      (wanted.k === "text" || wanted.k === "number") &&
      (one.attrs.get("value") as { value?: string | number } | undefined)?.value === wanted.value,
  );
  return found ?? { k: "instance", id: run.id(), cls, attrs: new Map([["value", args.positional.length === 0 ? text("{?}") : wanted]]), place };
}
