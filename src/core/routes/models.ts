import type { Decorator, FunctionDefinition } from "../python/syntax";
import { ancestors, isSettings } from "./ancestry";
import { fieldDefault, getAttribute } from "./attributes";
import { call } from "./calls";
import type { Frame, Run } from "./run";
import { read } from "./scope";
import { type Class, dict, type Func, type Instance, noArgs, type Place, text, unknown, type Value } from "./values";

interface Validator {
  readonly func: Func;
  readonly kind: string;
  readonly fields: readonly string[];
  /** runs on a default too */
  readonly always: boolean;
  readonly after: boolean;
}

/** Runs what a dataclass or a model runs once its fields are there: `__post_init__`, validators that may compute fields from others. */
export function finish(run: Run, cls: Class, instance: Instance, place: Place, frame: Frame): void {
  if (!run.registering) return;
  for (const name of ["__post_init__", "__attrs_post_init__", "model_post_init"]) {
    const own = ancestors(cls).find((one) => typeof one !== "string" && one.scope.names.has(name));
    if (own === undefined) continue;
    const method = getAttribute(run, instance, name, frame, place);
    if (method.k === "method") call(run, method, name === "model_post_init" ? { ...noArgs, positional: [unknown] } : noArgs, place, frame);
  }
  if (!ancestors(cls).some((one) => typeof one === "string" && /(^|\.)(BaseModel|BaseSettings|SQLModel)$/.test(one))) return;
  const all = validators(cls);
  if (all.length === 0) return;
  validateFields(run, cls, instance, all, place, frame);
  for (const { func, kind, after } of all) if (kind === "model_validator" && after) call(run, { k: "method", self: instance, func }, noArgs, place, frame);
}

function validateFields(run: Run, cls: Class, instance: Instance, all: readonly Validator[], place: Place, frame: Frame): void {
  const done = dict();
  for (const name of fieldNames(cls)) {
    const given = instance.attrs.get(name);
    let value = given ?? fieldDefault(run, classValue(cls, name) ?? unknown, frame);
    for (const { func, kind, fields, always } of all) {
      if (!(kind === "validator" || kind === "field_validator") || !(fields.includes(name) || fields.includes("*"))) continue;
      if (given === undefined && !always && !isSettings(cls)) continue;
      const info: Instance = {
        k: "instance",
        id: run.id(),
        cls: null,
        attrs: new Map<string, Value>([
          ["data", done],
          ["field_name", text(name)],
        ]),
        place,
      };
      const count = func.definition.k === "function" ? func.definition.parameters.length : 0;
      const more: Value[] = kind === "validator" ? [done] : [info];
      const first: Value[] = func.role === "static" ? [] : [cls];
      const result = call(run, func, { ...noArgs, positional: [...first, value, ...more].slice(0, Math.max(2, count)) }, place, frame);
      if (result.k === "text" || result.k === "number" || (result.k === "list" && !result.open)) {
        value = result;
        instance.attrs.set(name, result);
      }
    }
    done.entries.set(name, value);
  }
}

function fieldNames(cls: Class): string[] {
  return [...new Set([...ancestors(cls)].reverse().flatMap((one) => (typeof one === "string" ? [] : [...one.fields.keys()])))];
}

function classValue(cls: Class, name: string): Value | undefined {
  for (const one of ancestors(cls)) {
    const value = typeof one === "string" ? undefined : read(one.scope, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function validators(cls: Class): Validator[] {
  const out: Validator[] = [];
  for (const one of [...ancestors(cls)].reverse()) {
    if (typeof one === "string") continue;
    for (const s of one.definition.body) {
      if (s.k !== "function") continue;
      const found = s.decorators.map((d) => validator(d, one, s)).find((v) => v !== null);
      if (found !== undefined && found !== null) out.push(found);
    }
  }
  return out;
}

function validator({ value }: Decorator, cls: Class, definition: FunctionDefinition): Validator | null {
  if (value.k !== "call") return null;
  const { callee } = value;
  const kind = callee.k === "name" || callee.k === "attribute" ? callee.id : "";
  if (kind !== "validator" && kind !== "field_validator" && kind !== "model_validator") return null;
  const func = cls.scope.names.get(definition.name);
  if (func?.k !== "function") return null;
  const flag = (name: string): boolean => value.args.some((arg) => arg.name === name && arg.value.k === "constant" && arg.value.value === true);
  return {
    func,
    kind,
    fields: value.args.flatMap((arg) => (arg.name === null && arg.value.k === "string" ? [arg.value.value] : [])),
    always: flag("always"),
    after: value.args.some((arg) => arg.name === "mode" && arg.value.k === "string" && arg.value.value === "after"),
  };
}
