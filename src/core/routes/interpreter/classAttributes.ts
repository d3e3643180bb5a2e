import { modelAttribute } from "../frameworks/modelFields";
import { enumMember } from "../standard/enums";
import { ancestors, inClass } from "./ancestry";
import { call } from "./calls";
import { each } from "./choices";
import { given as byDescriptor } from "./descriptors";
import { fieldDefault } from "./fieldDefaults";
import { type Frame, moduleFrame } from "./frame";
import { enumMembers } from "./iteration";
import type { Run } from "./run";
import { read } from "./scope";
import { evaluateType } from "./statements";
import { metaclass, ofMetaclass, subclasses } from "./subclasses";
import { type Class, dict, list, noArgs, text, unknown, type Value } from "./values";

/** Undefined where neither the class nor what it extends can have it; external where a library's class above may. */
export function classAttribute(run: Run, cls: Class, name: string, frame: Frame): Value | undefined {
  const ofModel = modelAttribute(run, cls, name);
  if (ofModel !== undefined) return ofModel;
  const found = inClass(cls, name);
  if (found === null) {
    if (name === "__members__") return membersOf(enumMembers(run, cls, frame));
    if (name === "_instances") return dict([], true);
    if (name === "__name__") return text(cls.name);
    if (name === "__dict__") return dict([...cls.scope.names.keys()].map((own) => [own, read(cls.scope, own) ?? unknown] as const));
    if (name === "__annotations__") return annotations(run, [cls]);
    if (name === "__mro__") return list(lineage(cls), "tuple");
    if (name === "mro") return { k: "native", name, call: () => list(lineage(cls)) };
    if (name === "__bases__") return list([...cls.bases], "tuple");
    if (name === "__base__") return cls.bases[0] ?? { k: "external", path: "object" };
    if (name === "__subclasses__") return { k: "native", name, call: () => subclasses(run, cls) };
    if (name === "model_validate" || name === "parse_obj" || name === "model_construct") return fromData(run, cls, frame);
    const ofMaker = run.importing ? byMetaclass(run, cls, name, frame) : undefined;
    if (ofMaker !== undefined) return ofMaker;
    const outside = ancestors(cls).find((one) => typeof one === "string");
    return typeof outside === "string" ? { k: "external", path: `${outside}.${name}` } : undefined;
  }
  return each(found.value, (value) => {
    if (value.k === "function" && value.role === "class") return { k: "method", self: cls, func: value };
    const member = enumMember(cls, name, value, run.id(), run.place(frame, 0));
    if (member !== null) {
      const init = inClass(cls, "__init__");
      if (init?.value.k === "function")
        call(run, { k: "method", self: member, func: init.value }, { ...noArgs, positional: value.k === "list" ? value.items : [value] }, member.place, frame);
      return member;
    }
    return byDescriptor(run, value, cls, frame) ?? fieldDefault(run, value, frame);
  });
}

/** What the metaclass gives to its classes, as a class does to its instances. */
function byMetaclass(run: Run, cls: Class, name: string, frame: Frame): Value | undefined {
  const maker = metaclass(cls);
  if (maker === null) return undefined;
  const func = ofMetaclass(maker, name);
  if (func !== null) {
    const method: Value = { k: "method", self: cls, func };
    return func.role === "property" ? call(run, method, noArgs, run.place(frame, 0), frame) : method;
  }
  const value = inClass(maker, name)?.value;
  if (value !== undefined) return value;
  const getter = name.startsWith("__") ? null : ofMetaclass(maker, "__getattr__");
  return getter === null ? undefined : call(run, { k: "method", self: cls, func: getter }, { ...noArgs, positional: [text(name)] }, run.place(frame, 0), frame);
}

/** `Kind.__members__` */
function membersOf(members: readonly Value[] | null): Value {
  const named = (members ?? []).flatMap((one) => {
    const name = one.k === "instance" ? one.attrs.get("name") : undefined;
    return name?.k === "text" ? [[name.value, one] as const] : [];
  });
  return dict(named, members === null);
}

/** The classes above it, those of libraries by their names. */
const lineage = (cls: Class): Value[] =>
  ancestors(cls).flatMap((one): Value[] => (typeof one !== "string" ? [one] : plain.test(one) ? [] : [{ k: "external", path: one }]));

/** The types that stand beside the names of classes. */
export function annotations(run: Run, classes: readonly Class[]): Value {
  return dict(
    classes.flatMap((one) => {
      const frame = { ...moduleFrame(one.module), scope: one.scope, base: one.base };
      return [...one.fields].map(([name, type]) => [name, evaluateType(run, type, frame)] as const);
    }),
  );
}

/** Those that hold nothing that a project asks for. */
export const plain = /^(object|abc\.ABC|(typing|typing_extensions)\.\w+)$/;

/** `Config.model_validate(yaml.safe_load(file))` is `Config(**...)`. */
function fromData(run: Run, cls: Class, frame: Frame): Value {
  return {
    k: "native",
    name: "model_validate",
    call: (args, place) => {
      const data = args.positional[0];
      const named = data === undefined ? args.named : data.k === "dict" ? data.entries : null;
      if (named === null) return { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: true };
      return call(run, cls, { positional: [], named: new Map(named), open: data?.k === "dict" ? data.open : args.open }, place, frame);
    },
  };
}
