import type { Clause, Expression } from "../../python/syntax";
import { ifThere, perhapsSince, underCondition } from "../conditions";
import { routerBehind, routesListed } from "../frameworks/routesView";
import { isEnum } from "../standard/enums";
import { httpMethods } from "../standard/outside";
import { knownOptions, optionsOf } from "./alternatives";
import { inClass, tupleFields } from "./ancestry";
import { assign } from "./assign";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { isEmpty } from "./emptiness";
import { addRest, dictKey, eachOnce, keysOf, setEntry } from "./entries";
import { DEEPEST, evaluate, lineOf } from "./expressions";
import { type Taken, turnOf } from "./forks";
import type { Frame } from "./frame";
import { heldBy } from "./heldItems";
import type { Run } from "./run";
import { metaclass, ofMetaclass } from "./subclasses";
import { decided } from "./truth";
import { type Class, dict, type Instance, type List, list, noArgs, text, unknown, type Value } from "./values";

/** What a loop over a value goes through. */
export function iterate(run: Run, value: Value, frame: Frame): { readonly items: readonly Value[]; readonly open: boolean; readonly maybeEmpty?: boolean } {
  switch (value.k) {
    case "list":
      return value;
    case "dict":
      return { items: keysOf(value), open: value.open || value.rest.length > 0, maybeEmpty: isEmpty(value) === null };
    case "text":
      return value.holes.length > 0 || value.value.length > 100 ? { items: [], open: true } : { items: [...value.value].map(text), open: false };
    case "union": {
      const ways = knownOptions(value);
      const parts = ways.map((one) => iterate(run, one, frame));
      const { test } = value;
      // what stands in each of several lists is there whichever it is
      const isSure = (item: Value): boolean => ways.length > 1 && parts.every((p) => p.items.includes(item));
      const items = [...new Set(parts.flatMap((p) => p.items))];
      return list(
        test === undefined || !run.registering ? items : items.map((one) => (isSure(one) ? one : { k: "union", options: optionsOf(one), test })),
        "list",
        parts.some((p) => p.open),
      );
    }
    case "class": {
      const members = enumMembers(run, value, frame);
      if (members !== null) return { items: members, open: false };
      const maker = run.importing && run.depth < DEEPEST ? metaclass(value) : null;
      const func = maker === null ? null : ofMetaclass(maker, "__iter__");
      if (func === null) return { items: [], open: true };
      return iterate(run, call(run, { k: "method", self: value, func }, noArgs, run.place(frame, 0), frame), frame);
    }
    case "instance": {
      const fields = tupleFields(value);
      if (fields !== null) return { items: fields.map((name) => getAttribute(run, value, name, frame)), open: false };
      const held = heldBy(value);
      if (held !== null && (value.cls === null || inClass(value.cls, "__iter__") === null)) return iterate(run, held, frame);
      const method = getAttribute(run, value, "__iter__", frame);
      if (run.depth > DEEPEST) return { items: [], open: true };
      if (method.k !== "method") return untilRaised(run, value, "__getitem__", "IndexError", frame);
      run.depth++;
      const through = call(run, method, noArgs, value.place, frame);
      const items = through === value ? untilRaised(run, value, "__next__", "StopIteration", frame) : iterate(run, through, frame);
      run.depth--;
      return items;
    }
    case "constant":
      return { items: [], open: false };
    case "made": {
      const router = routerBehind(value);
      return router === null ? { items: [], open: true } : { items: routesListed(run, router), open: false };
    }
    case "external":
      return value.path === "http.HTTPMethod" ? { items: httpMethods(), open: false } : { items: [], open: true };
    default:
      return { items: [], open: true };
  }
}

/** Whether going through it takes its items away: so it is with iterators, where it is certain that somebody goes through them. */
export function consumes(run: Run, over: Value): over is List {
  return run.importing && run.uncertain === 0 && over.k === "list" && over.kind === "generator" && over.endless !== true;
}

/** What one turn of a loop is given where the items are not known: as little known as what holds them, but not of its type. */
export function anyItem(over: Value): Value {
  if (over.k !== "unknown") return unknown;
  return over.type === undefined ? over : { k: "unknown", reason: over.reason };
}

const MOST_ITEMS = 300;

/** What `__next__` of an instance gives until it raises, or `__getitem__` with 0, 1 and so on. */
function untilRaised(run: Run, value: Instance, name: string, ends: string, frame: Frame): { readonly items: readonly Value[]; readonly open: boolean } {
  const items: Value[] = [];
  const method = value.cls !== null && run.importing && inClass(value.cls, name) !== null ? getAttribute(run, value, name, frame) : unknown;
  while (method.k === "method" && items.length < MOST_ITEMS && run.step()) {
    const positional: Value[] = name === "__getitem__" ? [{ k: "number", value: items.length }] : [];
    const item = run.failures.watching([ends], () => call(run, method, { ...noArgs, positional }, value.place, frame));
    if (run.failures.pending) {
      const raised = run.failures.take();
      if (raised?.includes(ends) === true) return { items, open: false };
      run.failures.put(raised);
      return { items, open: true };
    }
    items.push(item);
  }
  return { items: items.length < MOST_ITEMS ? items : [], open: true };
}

/** The members of an enumeration; null for a class that is none. */
export function enumMembers(run: Run, cls: Class, frame: Frame): Value[] | null {
  if (!isEnum(cls)) return null;
  const names = [...cls.scope.names.keys()].filter((name) => !name.startsWith("_"));
  return names.flatMap((name) => {
    const one = getAttribute(run, cls, name, frame);
    const called = one.k === "instance" && one.cls === cls ? one.attrs.get("name") : undefined;
    // another name for an earlier member is none of its own
    return called === undefined || (called.k === "text" && called.value !== name) ? [] : [one];
  });
}

/** Whether a loop over it turns at least once: what a library gave does, in all but odd cases; a list that comes with the request may be empty. */
export function turns(over: Value): boolean {
  if (over.k === "made" || over.k === "part") return true;
  return (over.k === "list" || over.k === "dict") && !over.open && over.maybeEmpty !== true;
}

/** Whether a loop over it turns as often as what is known of it says, up to a limit. */
export function isCounted(over: Value, most: number): boolean {
  if (!turns(over)) return false;
  const items =
    over.k === "list" && over.loose !== true && over.endless !== true ? over.items : over.k === "dict" && over.rest.length === 0 ? over.entries : [];
  const all = [...items.values()];
  // behind a test it may not be there
  return all.length > 0 && all.length <= most && all.every((one) => one.k !== "union" || one.options.length > 1);
}

/** `enough`: whether whoever goes through a generator asks for no more after an item. */
export function comprehension(run: Run, e: Expression & { k: "comprehension" }, outer: Frame, enough: (item: Value) => boolean = () => false): Value {
  const frame: Frame = { ...outer, scope: { kind: "function", names: new Map(), parent: outer.scope, outer: null, comprehension: true } };
  const items: Value[] = [];
  const entries = dict();
  let open = false;
  let loose = false;
  let doubtful = false;
  let sure = false;
  let over = false;
  const depth = run.conditions.length;
  const walk = (clauses: readonly Clause[]): void => {
    const [clause, ...rest] = clauses;
    if (clause === undefined) {
      const value = perhapsSince(run, depth, evaluate(run, e.value, frame));
      if (e.key !== null) {
        const at = evaluate(run, e.key, frame);
        const key = dictKey(at);
        if (key !== null) setEntry(entries, key, at, value);
        else addRest(entries, [value]);
      } else items.push(value);
      over = !doubtful && enough(value);
      sure ||= !doubtful;
      return;
    }
    const source = evaluate(run, clause.iterable, frame);
    const through = iterate(run, source, frame);
    open ||= through.open;
    const counted = isCounted(source, 500);
    loose ||= !counted;
    if (!run.registering && through.items.length === 0) open = true;
    const each = through.items.length === 0 && (through.open || !run.registering) ? [anyItem(source)] : through.items.slice(0, 500);
    if (consumes(run, source)) source.items = [];
    // a loop of unknown length is one place, however often it is followed
    const [certain, uncertain] = [turnOf(turns(source), true), turnOf(false, true)];
    const wayTo = (tested: boolean): Taken => (counted ? turnOf(!tested) : tested ? uncertain : certain);
    const turn = (item: Value): void => {
      assign(run, clause.target, item, frame);
      const answers = clause.conditions.map((c) => ({ asked: c, answer: decided(evaluate(run, c, frame), run.importing) }));
      if (answers.some(({ answer }) => answer === false)) return;
      const asked = answers.find(({ answer }) => answer === null)?.asked;
      const before = doubtful;
      if (asked !== undefined) open = doubtful = true;
      doubtful ||= through.maybeEmpty === true;
      const walkOn = (): void => run.turning(wayTo(asked !== undefined), source, frame, () => walk(rest));
      if (asked === undefined || !run.registering) walkOn();
      else underCondition(run, run.place(frame, lineOf(asked)), walkOn);
      doubtful = before;
    };
    for (const item of each) {
      if (over || !run.step()) return;
      ifThere(run, item, turn);
    }
  };
  walk(e.clauses);
  if (e.kind === "dict") {
    entries.open = open;
    return entries;
  }
  // a listed unknown is one that may not be there at all
  const kept = open ? items.filter((item) => item.k !== "unknown") : items;
  const made = list(e.kind === "set" ? eachOnce(kept) : kept, e.kind === "set" ? "set" : e.kind === "generator" ? "generator" : "list", open);
  return { ...made, ...(kept.length > 0 && !sure ? { maybeEmpty: true } : {}), ...(loose ? { loose } : {}) };
}
