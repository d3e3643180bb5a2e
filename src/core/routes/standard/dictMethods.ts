import { holder, orBefore, perhapsThere } from "../conditions";
import { union } from "../interpreter/alternatives";
import { chosen } from "../interpreter/choices";
import { asEmptyAs, isEmpty, willSetKey } from "../interpreter/emptiness";
import { addRest, dictKey, isIdentity, keysOf, likeItsValue, setEntry } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import { heldBy } from "../interpreter/heldItems";
import { iterate } from "../interpreter/iteration";
import { heldUnder } from "../interpreter/partlyKnown";
import { willSet } from "../interpreter/processes";
import { mayRemove } from "../interpreter/removing";
import type { Run } from "../interpreter/run";
import { truth } from "../interpreter/truth";
import { type Args, type Dict, dict, list, noneValue, text, unknown, type Value } from "../interpreter/values";
import { chosenBySetting } from "../settings/settable";

/** Methods of a dictionary by name. */
export const dictMethods: Readonly<Record<string, (self: Dict, args: Args, run: Run, frame: Frame) => Value>> = {
  get: (self, args, run, frame) => {
    const key = dictKey(args.positional[0] ?? unknown);
    const otherwise = args.positional[1] ?? noneValue;
    const there = key === null ? undefined : self.entries.get(key);
    const listed = there === undefined ? undefined : chosenBySetting(args.positional[0] ?? unknown, there);
    if (key !== null && (!isIdentity(key) || listed !== undefined || run.registering))
      return !run.registering && listed !== undefined && isEmpty(self) === null
        ? union([listed, otherwise])
        : (listed ?? (self.rest.length > 0 || self.open ? union([...self.rest, ...unlisted(run, self), otherwise]) : otherwise));
    const under = heldUnder(self, args.positional[0] ?? unknown);
    const all = under === undefined ? [...self.entries.values(), ...self.rest] : [under];
    return chosen(run, self, args.positional[0] ?? unknown, undefined, frame, union([...all, otherwise]));
  },
  pop: (self, args, run) => {
    const key = dictKey(args.positional[0] ?? unknown);
    const value = key === null ? undefined : self.entries.get(key);
    if (key !== null && value === undefined && args.positional.length === 1 && !self.open && self.rest.length === 0) run.failures.raise(["KeyError"]);
    if (key !== null && run.registering && run.uncertain > 0) mayRemove(run, self, args.positional[0] ?? unknown);
    else if (key !== null) {
      willSet(run, self.entries, key);
      self.entries.delete(key);
    }
    return value ?? (args.positional[1] === undefined ? unknown : union([...self.rest, ...unlisted(run, self), args.positional[1]]));
  },
  __delitem__: (self, args, run) => {
    const key = dictKey(args.positional[0] ?? unknown);
    if (run.registering && run.uncertain > 0) mayRemove(run, self, args.positional[0] ?? unknown);
    if (key === null || !run.registering || run.uncertain > 0) return noneValue;
    willSet(run, self.entries, key);
    self.entries.delete(key);
    return noneValue;
  },
  clear: (self, _args, run) => {
    if (run.registering && run.uncertain === 0) {
      for (const name of self.entries.keys()) willSet(run, self.entries, name);
      self.entries.clear();
      self.rest.splice(0);
      self.open = false;
      self.maybeEmpty = false;
    } else if (run.registering) mayRemove(run, self, unknown);
    return noneValue;
  },
  popitem: (self, args, run) => {
    const first = truth(args.positional[0] ?? args.named.get("last") ?? { k: "constant", value: true }) === false;
    const last = first ? [...self.entries].at(0) : [...self.entries].at(-1);
    if (self.open || self.rest.length > 0 || !run.importing || run.uncertain > 0)
      return list([unknown, union([...self.entries.values(), ...self.rest])], "tuple");
    if (last === undefined) run.failures.raise(["KeyError"]);
    if (last === undefined) return unknown;
    willSet(run, self.entries, last[0]);
    self.entries.delete(last[0]);
    return list([self.keys?.get(last[0]) ?? text(last[0]), last[1]], "tuple");
  },
  setdefault: (self, args, run) => {
    const key = dictKey(args.positional[0] ?? unknown);
    if (key === null) return args.positional[1] ?? unknown;
    const value = self.entries.get(key) ?? perhapsThere(run, args.positional[1] ?? noneValue, self);
    willSetKey(run, self, key);
    setEntry(self, key, args.positional[0] ?? unknown, value);
    return value;
  },
  update: (self, args, run, frame) => {
    const set = (name: string, key: Value, value: Value): void => {
      const before = self.entries.get(name);
      willSetKey(run, self, name);
      setEntry(self, name, key, orBefore(run, before, value, self));
    };
    const given = args.positional[0];
    const other = given === undefined ? null : asDict(run, given, frame);
    if (other !== null) {
      for (const [name, value] of other.entries) set(name, other.keys?.get(name) ?? text(name), value);
      addRest(self, other.rest);
      self.open ||= other.open;
    }
    for (const [name, value] of args.named) set(name, text(name), value);
    return noneValue;
  },
  move_to_end: (self, args) => {
    const key = dictKey(args.positional[0] ?? unknown);
    const value = key === null ? undefined : self.entries.get(key);
    if (key === null || value === undefined) return noneValue;
    const first = truth(args.positional[1] ?? args.named.get("last") ?? { k: "constant", value: true }) === false;
    const others = [...self.entries].filter(([name]) => name !== key);
    self.entries.clear();
    for (const [name, one] of first ? [[key, value] as const, ...others] : [...others, [key, value] as const]) self.entries.set(name, one);
    return noneValue;
  },
  items: (self) =>
    asEmptyAs(
      list(
        [...self.entries]
          .map(([name, value]): Value => likeItsValue(value, (one) => list([self.keys?.get(name) ?? text(name), one], "tuple")))
          .concat(self.rest.map((value) => list([unknown, value], "tuple"))),
        "list",
        self.open,
      ),
      self,
    ),
  keys: (self) => asEmptyAs(list(keysOf(self), "list", self.open || self.rest.length > 0), self),
  values: (self) => asEmptyAs(list([...self.entries.values(), ...self.rest], "list", self.open), self),
  copy: (self, _args, run) => holder(run, { ...self, entries: new Map(self.entries), rest: [...self.rest] }),
};

/** What a request may bring beyond what is listed: `run(**await request.json())`. While a program starts, what it writes is taken to be all. */
const unlisted = (run: Run, { open }: Dict): Value[] => (open && !run.registering ? [unknown] : []);

/** What `dict()` and `update` are given: a dictionary, or pairs of keys and values. */
export function asDict(run: Run, given: Value, frame: Frame): Dict {
  const held = heldBy(given) ?? given;
  if (held.k === "dict") return held;
  if (held.k === "constant") return dict();
  const { items, open } = iterate(run, given, frame);
  const made = dict([], open);
  for (const item of items) {
    const [key, value = unknown] = iterate(run, item, frame).items;
    const name = key === undefined ? null : dictKey(key);
    if (name === null || key === undefined) made.open = true;
    else setEntry(made, name, key, value);
  }
  return made;
}
