import { perhapsThere } from "../conditions";
import { justPut, putInto, takeFrom } from "../frameworks/taskQueues";
import { union } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import { isEmpty, willGain } from "../interpreter/emptiness";
import { eachOnce, keyText } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import { isSubset, ofSets } from "../interpreter/operators";
import { willChange } from "../interpreter/processes";
import { replaced } from "../interpreter/records";
import { mayRemove } from "../interpreter/removing";
import type { Run } from "../interpreter/run";
import { type Args, type Dict, dict, type List, list, noArgs, noneValue, type Place, unknown, type Value } from "../interpreter/values";
import { counterMethods } from "./counters";
import { dictMethods } from "./dictMethods";
import type { Known } from "./known";

/** A method of a list, tuple, set or dict; undefined for one that we do not know. */
export function collectionMethod(run: Run, self: List | Dict, name: string, frame: Frame): Value | undefined {
  const native = (work: (args: Args) => Value): Value => ({ k: "native", name, call: work });
  if (self.k === "list") {
    if (self.fields?.includes(name)) return self.items[self.fields.indexOf(name)];
    const own = self.attrs?.get(name);
    if (own !== undefined) return own;
    const method = Object.hasOwn(listMethods, name) ? listMethods[name] : undefined;
    if (method === undefined) return undefined;
    return native((args) => {
      if (loses.has(name)) willChange(run, self.items);
      return method(self, args, run, frame);
    });
  }
  const methods = self.counts === true && Object.hasOwn(counterMethods, name) ? counterMethods : dictMethods;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method === undefined ? undefined : native((args) => method(self, args, run, frame));
}

const loses = new Set("pop popleft remove clear reverse rotate".split(" "));

function put(self: List, args: Args, run: Run, frame: Frame): Value {
  add(run, self, args.positional.slice(0, 1));
  if (run.consumers.has(self)) putInto(run, self, args.positional[0] ?? unknown, frame);
  return noneValue;
}

/** Which one comes next where nobody but the module itself takes. */
function take(self: List, _args: Args, run: Run, frame: Frame, order: List["order"] = self.order): Value {
  takeFrom(run, self);
  const put = justPut(run, self);
  if (put !== null && put !== undefined) return put;
  if (!run.importing || run.uncertain > 0 || self.open || self.items.length === 0) return union([...self.items]);
  if (order === "least") inOrder(self, noArgs, run, frame);
  willChange(run, self.items);
  return (order === "last" ? self.items.pop() : self.items.shift()) ?? unknown;
}

/** Sorts in place, as far as the items say which is less. */
function inOrder(self: List, args: Args, run: Run, frame: Frame): void {
  const sorted = call(run, { k: "external", path: "sorted" }, { ...args, positional: [self] }, run.place(frame, 0), frame);
  if (run.registering && run.uncertain === 0 && sorted.k === "list") self.items.splice(0, self.items.length, ...sorted.items);
}

/** `heapq.heappush(waiting, job)`, `heapq.heappop(waiting)`: a list as a queue in which the most urgent comes first. */
export const heaps: Readonly<Record<string, Known>> = {
  "heapq.heappush": (args, run, _place, frame) => {
    const [queue] = args.positional;
    return queue?.k === "list" ? put(queue, { ...args, positional: args.positional.slice(1) }, run, frame) : noneValue;
  },
  "heapq.heappop": (args, run, _place, frame) => (args.positional[0]?.k === "list" ? take(args.positional[0], args, run, frame, "least") : unknown),
  "heapq.heapify": () => noneValue,
  "heapq.nsmallest": (args, run, place, frame) => firstOf(args, run, place, frame, false),
  "heapq.nlargest": (args, run, place, frame) => firstOf(args, run, place, frame, true),
  "bisect.insort": insort,
  "bisect.insort_right": insort,
};

function insort({ positional: [into, item], named }: Args, run: Run, _place: Place, frame: Frame): Value {
  if (into?.k !== "list") return noneValue;
  add(run, into, [item ?? unknown]);
  inOrder(into, { ...noArgs, named }, run, frame);
  return noneValue;
}

/** `nsmallest(2, items)` */
function firstOf({ positional: [count, from = unknown], named }: Args, run: Run, place: Place, frame: Frame, reverse: boolean): Value {
  const given = { ...noArgs, positional: [from], named: new Map([...named, ["reverse", { k: "constant", value: reverse } as const]]) };
  const sorted = call(run, { k: "external", path: "sorted" }, given, place, frame);
  return sorted.k === "list" && count?.k === "number" ? list(sorted.items.slice(0, Math.max(0, count.value)), "list", sorted.open) : unknown;
}

/** What a generator yields: `await context.__aenter__()` of a context manager that is entered by hand. */
function yielded(self: List): Value {
  return self.items.length === 0 ? unknown : union([...self.items]);
}

type ListMethod = (self: List, args: Args, run: Run, frame: Frame) => Value;

/** What a method of sets is given, as a set. */
function setFrom(given: Value | undefined, run: Run, frame: Frame): List {
  const { items, open } = iterate(run, given ?? unknown, frame);
  return list(eachOnce(items), "set", open);
}

const asSets =
  (op: string): ListMethod =>
  (self, args, run, frame) =>
    args.positional.reduce<List>((made, one) => ofSets(op, made, setFrom(one, run, frame), run.importing), list([...self.items], "set", self.open));

/** The same, of the set itself. */
const keepOf =
  (op: string): ListMethod =>
  (self, args, run, frame) => {
    const made = asSets(op)(self, args, run, frame);
    if (made.k !== "list" || !run.registering || run.uncertain > 0) self.open = true;
    else {
      willChange(run, self.items);
      self.items.splice(0, self.items.length, ...made.items);
      self.open = made.open;
    }
    return noneValue;
  };

const answer = (known: boolean | null): Value => (known === null ? unknown : { k: "constant", value: known });

/** While modules are imported nobody else fills it: `while queue: queue.popleft()` comes to its end. */
function allTaken(run: Run, self: List): void {
  if (self.waits !== true || self.items.length > 0 || !run.importing || run.uncertain > 0) return;
  self.open = false;
  self.waits = false;
}

function openedBy(self: List, more: { readonly open: boolean }): void {
  if (!more.open) return;
  self.open = true;
  self.waits = false;
}

const listMethods: Readonly<Record<string, ListMethod>> = {
  append: put,
  add: (self, args, run) => add(run, self, args.positional),
  appendleft: (self, args, run) => add(run, self, args.positional, 0),
  extendleft: (self, args, run, frame) => {
    const more = iterate(run, args.positional[0] ?? unknown, frame);
    openedBy(self, more);
    return add(run, self, [...more.items].reverse(), 0);
  },
  __enter__: yielded,
  __aenter__: yielded,
  __next__: yielded,
  __anext__: yielded,
  put,
  put_nowait: put,
  get: take,
  get_nowait: take,
  insert: (self, args, run) => {
    const at = args.positional[0];
    return add(run, self, args.positional.slice(1), at?.k === "number" ? at.value : undefined);
  },
  extend: (self, args, run, frame) => {
    const more = iterate(run, args.positional[0] ?? unknown, frame);
    openedBy(self, more);
    return add(run, self, more.items);
  },
  update: (self, args, run, frame) => {
    for (const one of args.positional) {
      const more = iterate(run, one, frame);
      openedBy(self, more);
      add(run, self, more.items);
    }
    return noneValue;
  },
  copy: (self) => ({ ...self, items: [...self.items] }),
  pop: (self, args, run) => {
    const at = args.positional[0];
    const index = at?.k === "number" ? at.value : -1;
    takeFrom(run, self);
    if (self.items.length === 0 && !self.open) run.failures.raise(["IndexError"]);
    const item = justPut(run, self) ?? self.items.at(index) ?? unknown;
    if (run.registering && run.uncertain === 0) self.items.splice(index, 1);
    else mayRemove(run, self, { k: "number", value: index });
    allTaken(run, self);
    return item;
  },
  popleft: (self, _args, run) => {
    takeFrom(run, self);
    const item = justPut(run, self) ?? self.items[0] ?? unknown;
    if (run.registering && run.uncertain === 0) self.items.shift();
    else mayRemove(run, self, { k: "number", value: 0 });
    allTaken(run, self);
    return item;
  },
  remove: (self, args, run) => {
    const gone = args.positional[0];
    const at = self.items.findIndex((item) => item === gone || (gone !== undefined && keyText(item) !== null && keyText(item) === keyText(gone)));
    if (at !== -1 && run.registering && run.uncertain === 0) self.items.splice(at, 1);
    else if (at !== -1) mayRemove(run, self, { k: "number", value: at });
    return noneValue;
  },
  clear: (self, _args, run) => {
    if (run.registering && run.uncertain === 0) self.items.length = 0;
    else mayRemove(run, self, unknown);
    return noneValue;
  },
  reverse: (self) => {
    self.items.reverse();
    return noneValue;
  },
  rotate: (self, args) => {
    const by = args.positional[0] ?? { k: "number", value: 1 };
    if (by.k === "number" && self.items.length > 0) {
      const at = ((by.value % self.items.length) + self.items.length) % self.items.length;
      self.items.unshift(...self.items.splice(self.items.length - at));
    }
    return noneValue;
  },
  discard: (self, args, run, frame) => (listMethods.remove as ListMethod)(self, args, run, frame),
  sort: (self, args, run, frame) => {
    inOrder(self, args, run, frame);
    return noneValue;
  },
  empty: (self, _args, run) => (run.importing && run.uncertain === 0 ? answer(isEmpty(self)) : unknown),
  qsize: (self, _args, run) => (run.importing && run.uncertain === 0 && !self.open ? { k: "number", value: self.items.length } : unknown),
  index: (self, args) => {
    const at = self.items.findIndex(
      (item) => item === args.positional[0] || (keyText(item) !== null && keyText(item) === keyText(args.positional[0] ?? unknown)),
    );
    return at === -1 ? unknown : { k: "number", value: at };
  },
  union: asSets("|"),
  intersection: asSets("&"),
  difference: asSets("-"),
  symmetric_difference: asSets("^"),
  difference_update: keepOf("-"),
  intersection_update: keepOf("&"),
  symmetric_difference_update: keepOf("^"),
  issubset: (self, args, run, frame) => answer(isSubset(self, setFrom(args.positional[0], run, frame), run.importing)),
  issuperset: (self, args, run, frame) => answer(isSubset(setFrom(args.positional[0], run, frame), self, run.importing)),
  isdisjoint: (self, args, run, frame) => {
    const both = ofSets("&", self, setFrom(args.positional[0], run, frame), run.importing);
    return answer(isEmpty(both));
  },
  _replace: replaced,
  _asdict: (self) => dict((self.fields ?? []).map((name, index) => [name, self.items[index] ?? unknown] as const)),
};

function add(run: Run, self: List, given: readonly Value[], at = self.items.length): Value {
  const items = self.kind === "set" ? eachOnce([...self.items, ...given]).slice(self.items.length) : given;
  if (items.length === 0) return noneValue;
  willGain(run, self);
  if (run.uncertain > 0) self.loose = true;
  if (!run.registering && run.uncertain > 0) self.open = true;
  if (self.items.length + items.length > 5000) self.open = true;
  else self.items.splice(at, 0, ...items.map((one) => perhapsThere(run, one, self)));
  pushOut(run, self, at === 0 ? "last" : "first");
  return noneValue;
}

/** Of a queue that holds no more than so many, what it pushes out at one end; behind a test that nobody can decide, that may still be there. */
function pushOut(run: Run, self: List, end: "first" | "last"): void {
  const over = self.longest === undefined || !run.registering ? 0 : self.items.length - self.longest;
  for (let gone = 0; gone < over; gone++) {
    if (run.uncertain > 0) self.items.forEach((_, index) => mayRemove(run, self, { k: "number", value: index }));
    else if (end === "first") self.items.shift();
    else self.items.pop();
  }
}
