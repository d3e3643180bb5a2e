import { announceMade } from "../frameworks/extensions";
import { routerAttribute } from "../frameworks/fastapi";
import { ancestors } from "./ancestry";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { keyText, setEntry } from "./entries";
import { type Frame, frameAt } from "./frame";
import { fillItems, heldBy } from "./heldItems";
import { instantiate } from "./instances";
import { getItem } from "./items";
import type { Run } from "./run";
import { read } from "./scope";
import { metaclass } from "./subclasses";
import { type Args, type Instance, type Made, noArgs, noneValue, type Place, unknown, type Value } from "./values";

/** The next class of the project after `super()`'s own that has it, in the order of the object's class. */
export function superAttribute(run: Run, object: Value & { k: "super" }, name: string, frame: Frame, place: Place): Value {
  const { self, after } = object;
  const cls = self.k === "class" ? self : self.k === "instance" || self.k === "router" ? self.cls : null;
  const chain = cls === null ? ancestors(after) : ancestors(cls);
  const from = chain.indexOf(after);
  // in a method of a metaclass, what is above is above the metaclass
  if (from === -1 && self.k === "class" && after !== self && metaclass(self) !== null)
    return superAttribute(run, { ...object, self: after }, name, frame, place);
  for (const one of chain.slice(from + 1)) {
    if (typeof one === "string") continue;
    const value = read(one.scope, name);
    if (value?.k === "function") {
      if (value.role === "static" || name === "__new__") return value;
      const method: Value = { k: "method", self: value.role === "class" ? (cls ?? self) : self, func: value };
      return value.role === "property" || value.role === "cached" ? call(run, method, noArgs, place, frame) : method;
    }
    if (value !== undefined) return value;
  }
  if (self.k === "router") return routerAttribute(run, self, name) ?? unknown;
  const making = run.making.at(-1);
  if (making !== undefined && metaclass(making) !== null && chain.some((one) => typeof one === "string" && /^(builtins\.)?type$|ABCMeta$/.test(one))) {
    if (name === "__new__") return { k: "native", name, call: () => making };
    if (name === "__call__") return { k: "native", name, call: (args) => instantiate(run, making, args, place, frame) };
  }
  if (name === "__new__") {
    const made = cls ?? after;
    return { k: "native", name, call: () => ({ k: "instance", id: run.id(), cls: made, attrs: new Map(), place }) };
  }
  if (name === "__init__") {
    return {
      k: "native",
      name,
      call: (args) => {
        if (self.k === "instance" && fillItems(run, self, args, place, frame)) return noneValue;
        const outside = chain.find((one) => typeof one === "string" && !plainBases.test(one));
        if (self.k === "instance" && typeof outside === "string") extend(run, self, outside, args, self.place);
        if (self.k === "instance") for (const [key, value] of args.named) if (!self.attrs.has(key) && self.cls?.fields.has(key)) self.attrs.set(key, value);
        return unknown;
      },
    };
  }
  if (self.k === "instance" && (name === "__setattr__" || name === "__setitem__")) {
    return {
      k: "native",
      name,
      call: ({ positional: [key = unknown, value = unknown] }) => {
        const at = keyText(key);
        const held = name === "__setitem__" ? heldBy(self) : null;
        if (held?.k === "dict" && at !== null) setEntry(held, at, key, value);
        else if (at !== null) self.attrs.set(at, value);
        return noneValue;
      },
    };
  }
  const base = self.k === "instance" ? self.attrs.get("__base__") : undefined;
  if (name === "__getitem__" && base !== undefined && heldBy(self) !== null)
    return { k: "native", name, call: ({ positional: [key = unknown] }) => getItem(run, base, [key], [], frame) };
  return base === undefined ? unknown : getAttribute(run, base, name, frame, place);
}

/** What an instance is of a class from outside the project; a workflow runs the steps that its class has, a server what it loads. Vanna keeps what it is told. */
export function extend(run: Run, self: Instance, path: string, args: Args, place: Place): void {
  const known = self.attrs.get("__base__");
  if (known !== undefined) {
    const isKnown = known.k === "made" && known.held?.some((one) => one.k === "made" && one.path === path) === true;
    if (known.k === "made" && !isKnown && isPartOf(known.path, path))
      known.held?.push({ k: "made", id: run.id(), path, args, place, of: null, attrs: new Map(), base: true });
    return;
  }
  const config = path.startsWith("vanna.") ? args.named.get("config") : undefined;
  if (config !== undefined && !self.attrs.has("config")) self.attrs.set("config", config);
  const base: Made = { k: "made", id: run.id(), path, args, place, of: null, attrs: new Map(), base: true };
  announceMade(run, base, place, frameAt(run, place));
  self.attrs.set("__base__", runsItself.test(path) ? { ...base, held: [self] } : base);
}

/** Classes of Vanna are halves of one thing: a store and a model. */
function isPartOf(one: string, other: string): boolean {
  return one !== other && one.startsWith("vanna.") && other.startsWith("vanna.");
}

/** What asks an instance of a class that extends it for what that defines: a workflow for its steps, a retriever for `_get_relevant_documents`. */
const runsItself =
  /\.(Workflow|Flow)$|^vanna\.|^gunicorn\.app\.|^(langchain\w*|llama_index)\.(\w+\.)*(\w*(Retriever|Tool|Compressor)|LLM|BaseLLM|SimpleChatModel|BaseChatModel|Chain|CustomLLM|Runnable|RunnableSerializable)$/;

/** Bases that say nothing about what an instance can do. */
export const plainBases = /^(object|abc\.ABC|ABC|typing\.|typing_extensions\.|Generic|Protocol|enum\.|pydantic|collections\.abc\.)/;
