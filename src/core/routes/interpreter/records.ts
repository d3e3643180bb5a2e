import { first, type Known } from "../standard/known";
import { ancestors, fieldNames, tupleFields } from "./ancestry";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { keyText } from "./entries";
import { type Frame, moduleFrame } from "./frame";
import { iterate } from "./iteration";
import type { Run } from "./run";
import { evaluateType } from "./statements";
import { type Args, type Class, dict, type Instance, type List, list, noArgs, type Place, text, unknown, type Value } from "./values";

// Copies of records and what they come to as dictionaries: named tuples, dataclasses, `copy`.

/** What functions give that make, copy and take apart records. */
export const records: Readonly<Record<string, Known>> = {
  "collections.namedtuple": (args, run, _place, frame) => namedTuple(args, run, frame),
  "typing.NamedTuple": (args, run, _place, frame) => namedTuple(args, run, frame),
  "dataclasses.replace": (args, run, place, frame) => changed(run, first(args), args.named, place, frame),
  "copy.replace": (args, run, place, frame) => changed(run, first(args), args.named, place, frame),
  "attr.evolve": (args, run, place, frame) => changed(run, first(args), args.named, place, frame),
  "attrs.evolve": (args, run, place, frame) => changed(run, first(args), args.named, place, frame),
  "dataclasses.asdict": (args, run, _place, frame) => takenApart(run, first(args), frame, 0),
  "attrs.asdict": (args, run, _place, frame) => takenApart(run, first(args), frame, 0),
  "attr.asdict": (args, run, _place, frame) => takenApart(run, first(args), frame, 0),
  "dataclasses.astuple": (args, run, _place, frame) => {
    const { value, names } = fieldsOf(first(args));
    return value === null
      ? unknown
      : list(
          names.map((name) => getAttribute(run, value, name, frame)),
          "tuple",
        );
  },
  "dataclasses.fields": (args, run, place) => {
    const { cls, names } = fieldsOf(first(args));
    return list(
      names.map((name) => ({ k: "instance", id: run.id(), cls: null, attrs: describedField(run, cls, name), place })),
      "tuple",
      names.length === 0,
    );
  },
  "copy.copy": (args, run) => (run.importing ? copied(first(args), 1) : first(args)),
  "copy.deepcopy": (args, run) => (run.importing ? copied(first(args), 6) : first(args)),
};

/** `namedtuple("Name", "a b")`, `NamedTuple("Name", [("a", str)])`: a function that makes tuples with names. */
function namedTuple(args: Args, run: Run, frame: Frame): Value {
  const itemsOf = (value: Value): readonly Value[] => iterate(run, value, frame).items;
  const given = args.positional[1] ?? unknown;
  const names =
    given.k === "text"
      ? given.value.split(/[\s,]+/).filter((name) => name !== "")
      : itemsOf(given).map((one) => keyText(one.k === "list" ? (one.items[0] ?? unknown) : one) ?? "");
  const defaults = itemsOf(args.named.get("defaults") ?? list([]));
  const make = (values: Args): Value => {
    const items = names.map(
      (name, index) => values.positional[index] ?? values.named.get(name) ?? defaults[index - (names.length - defaults.length)] ?? unknown,
    );
    return { ...list(items, "tuple"), fields: names };
  };
  const attrs = new Map<string, Value>([
    ["_fields", list(names.map(text), "tuple")],
    ["_make", { k: "native", name: "_make", call: (values) => make({ ...noArgs, positional: itemsOf(first(values)) }) }],
  ]);
  return { k: "native", name: "namedtuple", call: make, attrs };
}

/** `row._replace(path="/x")` */
export function replaced(row: List, { named }: Args): Value {
  return { ...row, items: row.items.map((item, index) => named.get(row.fields?.[index] ?? "") ?? item) };
}

/** `_replace`, `_asdict`, `_make` of a class that extends `NamedTuple`, `model_copy` of a model; undefined for any other attribute. */
export function recordMethod(run: Run, object: Instance, name: string, frame: Frame, place: Place): Value | undefined {
  const native = (work: (args: Args) => Value): Value => ({ k: "native", name, call: work });
  if ((name === "_replace" || name === "_asdict") && tupleFields(object) !== null)
    return native(({ named }) => (name === "_replace" ? changed(run, object, named, place, frame) : takenApart(run, object, frame, 0)));
  if (name !== "model_copy" && name !== "copy") return undefined;
  return native(({ named }) => {
    const update = named.get("update");
    const more = update?.k === "dict" ? update.entries : new Map<string, Value>();
    return { ...object, id: run.id(), attrs: new Map([...object.attrs, ...more]) };
  });
}

/** A record with other values for some of its fields. */
function changed(run: Run, record: Value, named: Args["named"], place: Place, frame: Frame): Value {
  if (record.k === "list") return replaced(record, { ...noArgs, named });
  const { names } = fieldsOf(record);
  if (record.k !== "instance" || record.cls === null) return unknown;
  // what a field is not given when it is made, it is not given anew either
  const kept = names.filter((name) => record.attrs.has(name) && !isComputed(record, name));
  const all = new Map([...kept.map((name): [string, Value] => [name, record.attrs.get(name) ?? unknown]), ...named]);
  return call(run, record.cls, { ...noArgs, named: all }, place, frame);
}

/** `field(init=False)` */
function isComputed({ cls }: Instance, name: string): boolean {
  return (cls === null ? [] : ancestors(cls)).some((one) => {
    const value = typeof one === "string" ? undefined : one.scope.names.get(name);
    const init = value?.k === "made" ? value.args.named.get("init") : undefined;
    return init?.k === "constant" && init.value === false;
  });
}

function takenApart(run: Run, record: Value, frame: Frame, depth: number): Value {
  if (record.k === "list" && record.fields === undefined)
    return depth > 6 ? record : { ...record, items: record.items.map((one) => takenApart(run, one, frame, depth + 1)) };
  const { value, names } = fieldsOf(record);
  if (value === null || names.length === 0 || depth > 6) return depth === 0 ? unknown : record;
  return dict(names.map((name) => [name, takenApart(run, getAttribute(run, value, name, frame), frame, depth + 1)] as const));
}

/** `field(default=..., metadata={...})` as `fields()` tells it. */
function describedField(run: Run, cls: Class | null, name: string): Map<string, Value> {
  const owner = (cls === null ? [] : ancestors(cls)).find((one): one is Class => typeof one !== "string" && one.fields.has(name));
  const written = owner?.scope.names.get(name);
  const type = owner?.fields.get(name);
  const given = written?.k === "made" ? written.args.named : new Map<string, Value>();
  const otherwise = written === undefined || written.k === "lazy" || written.k === "made" ? given.get("default") : written;
  return new Map<string, Value>([
    ["name", text(name)],
    ["metadata", given.get("metadata") ?? dict()],
    ...(type === undefined || owner === undefined
      ? []
      : [["type", evaluateType(run, type, { ...moduleFrame(owner.module), scope: owner.scope, base: owner.base })] as const]),
    ...(otherwise === undefined ? [] : [["default", otherwise] as const]),
  ]);
}

function fieldsOf(value: Value): { readonly value: Instance | null; readonly cls: Class | null; readonly names: readonly string[] } {
  const cls = value.k === "instance" ? value.cls : value.k === "class" ? value : null;
  return { value: value.k === "instance" ? value : null, cls, names: cls === null ? [] : fieldNames(cls) };
}

/** What is changed in a copy of a list or a dictionary is not changed in what it was copied from. */
function copied(value: Value, depth: number): Value {
  if (depth === 0) return value;
  if (value.k === "list") return { ...value, items: value.items.map((one) => copied(one, depth - 1)) };
  if (value.k === "dict") {
    const { scope: _, ...own } = value;
    return { ...own, entries: new Map([...value.entries].map(([key, one]) => [key, copied(one, depth - 1)])), rest: [...value.rest] };
  }
  // what is registered on a copy of the routes' list is not on the other
  if (value.k === "router") return { ...value, attrs: new Map(value.attrs), records: depth > 1 ? [...value.records] : value.records, names: [] };
  return value.k === "instance" && value.uncertain !== true
    ? { ...value, attrs: new Map([...value.attrs].map(([key, one]) => [key, one.k === "list" || one.k === "dict" ? copied(one, depth - 1) : one])) }
    : value;
}
