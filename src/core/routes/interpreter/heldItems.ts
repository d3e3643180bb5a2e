import { collectionMethod } from "../standard/collections";
import { ancestors } from "./ancestry";
import { call } from "./calls";
import { type Frame, frameAt } from "./frame";
import { perRun } from "./perRun";
import type { Run } from "./run";
import { type Args, type Class, type Dict, type Instance, type List, noArgs, type Place, type Value } from "./values";

// Classes that extend a list or a dictionary: `class Registry(dict)`. An instance keeps its items in what it extends.

/** What a class extends where that is a list or a dictionary of Python's; null for any other class. */
function collectionBase(cls: Class): string | null {
  const base = ancestors(cls).find((one) => typeof one === "string" && collections.test(one));
  if (typeof base !== "string") return null;
  const name = base.replace(/^(typing|collections)\.(User)?/, "");
  return name === "OrderedDict" || name === "deque" || name === "defaultdict" ? `collections.${name}` : name.toLowerCase();
}

const collections = /^(dict|list|set|typing\.(Dict|List|Set)|collections\.(UserDict|UserList|OrderedDict|defaultdict|deque))$/;

/** Registries are few; a class of which there are more watches what an interface shows, and its items lead nowhere. */
const MOST_INSTANCES = 40;

const made = perRun(() => new Map<Class, number>());

/** An instance of such a class has its items from the beginning, whatever its `__init__` does. */
export function holdItems(run: Run, self: Instance, cls: Class, place: Place): void {
  const base = collectionBase(cls);
  if (base === null || self.attrs.has("__base__")) return;
  const count = (made(run).get(cls) ?? 0) + 1;
  made(run).set(cls, count);
  if (count > MOST_INSTANCES) return;
  const items = call(run, { k: "external", path: base }, noArgs, place, frameAt(run, place));
  self.attrs.set("__base__", items);
  if (ancestors(cls).some((one) => typeof one === "string" && one.startsWith("collections.User"))) self.attrs.set("data", items);
}

/** `super().__init__(items)`, or what such a class without `__init__` is called with; false for any other instance. */
export function fillItems(run: Run, self: Instance, args: Args, place: Place, frame: Frame): boolean {
  const items = heldBy(self);
  if (items === null) return false;
  if (args.positional.length + args.named.size === 0) return true;
  const fill = collectionMethod(run, items, items.k === "dict" || items.kind === "set" ? "update" : "extend", frame);
  if (fill?.k === "native") fill.call(args, place);
  return true;
}

/** The list or dictionary that an instance of such a class is; null for any other value. */
export function heldBy(value: Value): List | Dict | null {
  const base = value.k === "instance" ? value.attrs.get("__base__") : undefined;
  return base?.k === "list" || base?.k === "dict" ? base : null;
}
