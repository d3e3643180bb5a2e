import type { Args, Func, Instance, Made, Value } from "../routes/interpreter/values";

/** Things made at one place from the same texts are the same to us. */
function keyOfMade(value: Made, depth: number): string {
  if (depth > 1) return value.path;
  const args = [...value.args.positional, ...value.args.named.values()].map((one) => keyOfValue(one, depth + 1));
  return `${value.path}@${value.place.file}:${value.place.line}(${args.join()})${value.behind?.join() ?? ""}`;
}

function keyOfInstance(value: Instance, depth: number): string {
  if (value.cls === null) return `i${value.id}`;
  if (value.uncertain === true && value.attrs.size === 0) return `some${value.cls.id}`;
  if (depth > 1) return `i${value.cls.id}`;
  const attrs = [...value.attrs].map(([name, one]) => `${name}=${keyOfValue(one, depth + 1)}`);
  // a method may set what it is called on: of two instances that are alike so far, each needs that
  return `i${depth === 0 ? value.id : value.cls.id}{${attrs.join()}}`;
}

/** The same function with the same arguments runs the same models. */
export function keyOf(func: Func, args: Args): string {
  const parts = args.positional.map((value) => keyOfValue(value, 0));
  for (const [name, value] of args.named) parts.push(`${name}=${keyOfValue(value, 0)}`);
  return `${func.id}(${parts.join(",")})`;
}

/** Of more entries hardly one names a model. */
const MOST_ENTRIES = 24;

const keyOfEntries = (entries: ReadonlyMap<string, Value>, depth: number): string =>
  [...entries].map(([name, one]) => `${name}=${keyOfValue(one, depth)}`).join();

/** Of longer lists what they are is not looked at. */
const MOST_ITEMS = 8;

const keyOfItems = (items: readonly Value[], depth: number): string =>
  items.length > MOST_ITEMS ? "[]" : `[${items.map((one) => keyOfValue(one, depth + 1)).join(",")}]`;

/** Of these hardly any are alike. */
const MOST_OPEN_ITEMS = 64;

/** A list of unknown length is the same however often one thing was added to it. */
function keyOfOpen(items: readonly Value[], depth: number): string {
  if (items.length <= 1 || items.length > MOST_OPEN_ITEMS) return keyOfItems(items, depth);
  const keys = eachOnce(items, depth);
  return keys.length > MOST_ITEMS ? "[]" : `[${keys.join(",")}]`;
}

const eachOnce = (values: readonly Value[], depth: number): string[] => [...new Set(values.map((one) => keyOfValue(one, depth + 1)))];

const ids = new WeakMap<object, number>();
let next = 0;

function keyOfValue(value: Value, depth: number): string {
  switch (value.k) {
    case "unknown":
      return `?${value.type ?? ""}${value.asked === true ? "!" : value.reason?.code === "environment" ? "e" : ""}${value.most ?? ""}`;
    case "text":
      return `"${value.value}"${value.settable === true ? `e${value.setting ?? ""}` : ""}${value.asked === true ? "r" : ""}${value.replaced === true ? "o" : ""}`;
    case "number":
      return String(value.value);
    case "constant":
      return value.setting === undefined ? String(value.value) : `${value.value} ${value.setting}`;
    case "external":
      return value.path;
    case "method":
      return `${keyOfValue(value.self, depth)}.${value.func.id}`;
    case "function":
    case "class":
    case "router":
      return `${value.k}${value.id}`;
    case "made":
      return keyOfMade(value, depth);
    case "instance":
      return keyOfInstance(value, depth);
    case "part":
      return `${keyOfMade(value.of, depth)}.${value.path}`;
    case "union":
      return depth > 2 ? "|" : eachOnce(value.options, depth).join("|");
    case "list":
      return depth > 2 ? "[]" : value.open ? keyOfOpen(value.items, depth) : keyOfItems(value.items, depth);
    // what is set in it between two calls is another thing to run
    case "dict":
      return depth > 1 || value.entries.size > MOST_ENTRIES ? idOf(value) : `${idOf(value)}{${keyOfEntries(value.entries, depth + 1)}}`;
    default:
      return idOf(value);
  }
}

function idOf(value: Value): string {
  let id = ids.get(value);
  if (id === undefined) {
    id = ++next;
    ids.set(value, id);
  }
  return `${value.k}#${id}`;
}
