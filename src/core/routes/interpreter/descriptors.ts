import { inClass } from "./ancestry";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { read } from "./scope";
import { type Class, noArgs, noneValue, text, type Value } from "./values";

// Objects that stand in a class and are told so: `__set_name__` when the class is made, `__get__` when somebody asks for them.

/** Whether the class of an object has a method. */
export const knows = (value: Value, name: string): boolean => value.k === "instance" && value.cls !== null && inClass(value.cls, name) !== null;

/** Tells what stands in a class that has just been made under which name it does. */
export function tellNames(run: Run, cls: Class, frame: Frame): void {
  for (const name of [...cls.scope.names.keys()]) {
    const value = read(cls.scope, name);
    if (value === undefined || !knows(value, "__set_name__")) continue;
    const method = getAttribute(run, value, "__set_name__", frame);
    if (method.k === "method") call(run, method, { ...noArgs, positional: [cls, text(name)] }, run.place(frame, cls.definition.line), frame);
  }
}

/** What an object that stands in a class gives to whoever asks an instance for it; undefined for one that gives itself. */
export function given(run: Run, value: Value, object: Value, frame: Frame): Value | undefined {
  if ((value.k === "native" || value.k === "partial") && value.binds === true) {
    if (value.k === "partial") return { k: "partial", func: value.func, args: { ...value.args, positional: [object, ...value.args.positional] } };
    return { k: "native", name: value.name, call: (args, place) => value.call({ ...args, positional: [object, ...args.positional] }, place) };
  }
  if (object.k === "class") return asked(run, value, [noneValue, object], frame);
  return object.k === "instance" ? asked(run, value, [object, object.cls ?? noneValue], frame) : undefined;
}

function asked(run: Run, value: Value, positional: Value[], frame: Frame): Value | undefined {
  if (!run.importing || !knows(value, "__get__")) return undefined;
  const method = getAttribute(run, value, "__get__", frame);
  return method.k === "method" ? call(run, method, { ...noArgs, positional }, run.place(frame, 0), frame) : undefined;
}
