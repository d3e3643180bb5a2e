import type { Decorator, Expression, FunctionDefinition } from "../../python/syntax";
import { optionsOf, union } from "../interpreter/alternatives";
import { ancestors, defines, fieldNames, isSettings } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { fieldDefault } from "../interpreter/fieldDefaults";
import type { Frame } from "../interpreter/frame";
import { moduleFrame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { evaluateType } from "../interpreter/statements";
import { decided } from "../interpreter/truth";
import {
  type Args,
  type Class,
  dict,
  type Func,
  type Instance,
  noArgs,
  noneValue,
  type Place,
  type Text,
  text,
  unknown,
  type Value,
} from "../interpreter/values";
import { isModel } from "./modelFields";

interface Validator {
  readonly func: Func;
  readonly kind: string;
  readonly fields: readonly string[];
  /** runs on a default too */
  readonly always: boolean;
  readonly after: boolean;
}

/**
 * Runs what a dataclass or a model runs once its fields are there: `__post_init__`, validators that may compute fields from others. While handlers are
 * followed, values are those of requests, and validators and computed fields run for what they call alone.
 */
export function finish(run: Run, cls: Class, instance: Instance, place: Place, frame: Frame): void {
  for (const name of ["__post_init__", "__attrs_post_init__", "model_post_init"]) {
    if (!defines(cls, name)) continue;
    const method = getAttribute(run, instance, name, frame, place);
    const positional =
      name === "__post_init__"
        ? fieldNames(cls, "initial").map((one) => getAttribute(run, instance, one, frame, place))
        : name === "model_post_init"
          ? [unknown]
          : [];
    if (method.k === "method") call(run, method, { ...noArgs, positional }, place, frame);
  }
  if (!isModel(cls)) return;
  if (!run.registering) return check(run, cls, instance, place, frame);
  const all = validators(cls);
  if (all.length === 0) return;
  validateFields(run, cls, instance, all, place, frame);
  for (const { func, kind, after } of all) if (kind === "model_validator" && after) call(run, { k: "method", self: instance, func }, noArgs, place, frame);
}

/** Runs the validators of a model and what it computes when it is sent (`computed_field`), and changes nothing. */
export function check(run: Run, cls: Class, instance: Instance, place: Place, frame: Frame): void {
  for (const { func, kind, fields, after } of validators(cls)) {
    const value = kind === "field_validator" || kind === "validator" ? union(fields.map((name) => instance.attrs.get(name) ?? unknown)) : unknown;
    const self: Value = kind === "model_validator" && after ? instance : cls;
    call(
      run,
      func.role === "static" ? func : { k: "method", self, func },
      { positional: self === instance ? [] : [value], named: new Map(), open: true },
      place,
      frame,
    );
  }
  for (const one of ancestors(cls))
    if (typeof one !== "string")
      for (const s of one.definition.body)
        if (s.k === "function" && s.decorators.some(({ value }) => decoratorName(value) === "computed_field"))
          getAttribute(run, instance, s.name, frame, place);
}

/** What a model makes of a dictionary that it is given for a field of another model: `Config(**yaml.safe_load(file)).server.url`. */
export function validated(run: Run, cls: Class, field: string, value: Value): Value {
  if (value.k !== "dict" && value.k !== "list" && value.k !== "text") return value;
  for (const one of ancestors(cls)) {
    const type = typeof one === "string" ? undefined : one.fields.get(field);
    if (typeof one !== "string" && type !== undefined) return ofType(run, type, value, { ...moduleFrame(one.module), scope: one.scope, base: one.base });
  }
  return value;
}

function ofType(run: Run, written: Expression, value: Value, frame: Frame): Value {
  const type = withoutNone(written);
  if (type.k === "subscript" && type.object.k === "name") {
    const { id } = type.object;
    const inner = type.index.at(-1);
    if (inner !== undefined && value.k === "list" && /^([Ll]ist|Sequence|[Tt]uple|[Ss]et)$/.test(id))
      return { ...value, items: value.items.map((one) => ofType(run, inner, one, frame)) };
    if (inner !== undefined && value.k === "dict" && /^([Dd]ict|Mapping)$/.test(id))
      return { ...value, entries: new Map([...value.entries].map(([key, one]) => [key, ofType(run, inner, one, frame)])) };
  }
  if (value.k === "text") return ofText(type, value);
  if (value.k !== "dict") return value;
  const cls = optionsOf(evaluateType(run, type, frame)).find((one) => one.k === "class");
  if (cls?.k !== "class" || !isModel(cls)) return value;
  return call(run, cls, { positional: [], named: new Map(value.entries), open: value.open }, { file: frame.module.file, line: frame.base + 1 }, frame);
}

/** `bool` of `bool | None`, `Optional[bool]` and `Union[bool, None]` */
function withoutNone(type: Expression): Expression {
  const isNone = (one: Expression): boolean => one.k === "constant" && one.value === null;
  if (type.k === "binary" && type.op === "|") return isNone(type.right) ? type.left : isNone(type.left) ? type.right : type;
  if (type.k !== "subscript") return type;
  const name = type.object.k === "name" || type.object.k === "attribute" ? type.object.id : "";
  const rest = type.index.filter((one) => !isNone(one));
  return (name === "Optional" || (name === "Union" && rest.length < type.index.length)) && rest.length === 1 ? (rest[0] ?? type) : type;
}

/** `enabled: bool` makes true of "yes", `port: int` a number of "8080". */
function ofText(type: Expression, value: Text): Value {
  if (type.k !== "name" || value.holes.length > 0) return value;
  if (type.id === "bool" && /^(true|false|yes|no|on|off|t|f|y|n|1|0)$/i.test(value.value))
    return { k: "constant", value: /^(true|yes|on|t|y|1)$/i.test(value.value) };
  return type.id === "int" && /^[-+]?\d{1,15}$/.test(value.value) ? { k: "number", value: Number(value.value) } : value;
}

/** `model.model_dump(exclude={"handler"})`, `model.dict()`: its fields by name; undefined for any other attribute. */
export function dumping(run: Run, instance: Instance, name: string, frame: Frame, place: Place): Value | undefined {
  if (!run.registering || instance.cls === null || (name !== "model_dump" && name !== "dict") || !isModel(instance.cls)) return undefined;
  return { k: "native", name, call: (args) => dumped(run, instance, args, frame, place) };
}

function dumped(run: Run, instance: Instance, { named }: Args, frame: Frame, place: Place): Value {
  const isSet = (option: string): boolean => decided(named.get(option) ?? noneValue, true) === true;
  if (isSet("by_alias") || named.get("mode") !== undefined) return unknown;
  const listed = (option: string): readonly string[] | null => {
    const given = named.get(option);
    return given === undefined ? null : iterate(run, given, frame).items.flatMap((one) => (one.k === "text" ? one.value : []));
  };
  const [include, exclude] = [listed("include"), listed("exclude")];
  const made = dict();
  for (const name of instance.cls === null ? [] : fieldNames(instance.cls)) {
    if ((include !== null && !include.includes(name)) || exclude?.includes(name) || (isSet("exclude_unset") && !instance.attrs.has(name))) continue;
    const value = getAttribute(run, instance, name, frame, place);
    if (isSet("exclude_none") && value.k === "constant" && value.value === null) continue;
    made.entries.set(name, value.k === "instance" && value.cls !== null && isModel(value.cls) ? dumped(run, value, noArgs, frame, place) : value);
  }
  return made;
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

/** `field_validator` of `@field_validator("text")` and of `@pydantic.field_validator` */
function decoratorName(value: Expression): string {
  const callee = value.k === "call" ? value.callee : value;
  return callee.k === "name" || callee.k === "attribute" ? callee.id : "";
}

function validator({ value }: Decorator, cls: Class, definition: FunctionDefinition): Validator | null {
  if (value.k !== "call") return null;
  const kind = decoratorName(value);
  if (kind !== "validator" && kind !== "field_validator" && kind !== "model_validator" && kind !== "root_validator") return null;
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
