import type { Expression, Statement } from "../../python/syntax";
import { chosenBy, hasEnded, underCondition } from "../conditions";
import { union } from "./alternatives";
import { EntryWays } from "./entryWays";
import type { Raised } from "./failures";
import { doubt, type Fork, newFork, refuse, type Taken, wayOf } from "./forks";
import type { Frame } from "./frame";
import { type Guard, otherwise } from "./guards";
import { namesIn } from "./matching";
import { apart, isKept, keepNarrowed, leaving, type Narrowed, setOrDelete } from "./narrowing";
import { namesNow, pair } from "./pairing";
import type { Run } from "./run";
import type { SettingsAsked } from "./settingsAsked";
import { type End, execute } from "./statements";
import type { Condition, Lazy, Place, Value } from "./values";

/** What is known of a test: under which answer things are made, what it says of a name and of settings, and where it stands. */
interface Told {
  readonly guard?: () => Guard | null;
  readonly narrow?: () => Narrowed | null;
  readonly settings?: () => SettingsAsked | null;
  readonly condition?: Place | null;
}

/** Both sides of what cannot be known; names then have either value. What they make remembers the guard, where there is one. */
export function branch(
  run: Run,
  frame: Frame,
  test: boolean | null,
  yes: readonly Statement[],
  no: readonly Statement[],
  { guard = () => null, narrow = () => null, settings = () => null, condition = null }: Told = {},
): End {
  if (test === true) return execute(run, yes, frame);
  if (test === false) return execute(run, no, frame);
  const asked = guard();
  const behind = settings();
  const told = narrow();
  if (told !== null && told.yes === null) return execute(run, no, frame);
  // each of the name's values passes
  if (told !== null && told.no === null) return execute(run, yes, frame);
  const tolds = told === null ? [] : told.also === null ? [told] : [told, told.also];
  const { names } = frame.scope;
  const before = tolds.map(({ name }) => names.get(name));
  const bindings = new Set(tolds.length === 0 ? [] : [...bound(yes), ...bound(no)]);
  const goingOn: Left[] = [];
  const ended: { readonly end: End; readonly block: readonly Statement[] }[] = [];
  let raised: Raised | null = null;
  const side = (block: readonly Statement[], which: "yes" | "no", under: Guard | null): Way => {
    const work = tolds.reduce<() => End>(
      (inner, one) => {
        const value = one[which];
        return value === null ? inner : () => narrowing(frame, one.name, value, bindings.has(one.name), inner);
      },
      () => {
        const end = execute(run, block, frame);
        ended.push({ end, block });
        if (end === "raise") raised = run.failures.current;
        if (end === "next") goingOn.push({ which, names: namesNow(frame, bindings) });
        return end;
      },
    );
    const own = behind?.[which] ?? [];
    const inside = own.length === 0 ? work : () => run.behind(own, work);
    const guarded = (): End => (under === null ? inside() : run.under(under, inside));
    return { block, run: () => (condition === null ? guarded() : underCondition(run, { ...condition, side: which }, guarded)) };
  };
  const end = eachToItsYield(run, frame, [side(yes, "yes", asked), side(no, "no", asked === null ? null : otherwise(asked))], condition ?? undefined, asked);
  const [left, another] = goingOn;
  if (behind !== null && left !== undefined && end === "next" && ended.some((one) => one.end === "return")) run.settingsBehind.push(...behind[left.which]);
  if (condition !== null && left !== undefined && end === "next") {
    const after = { ...condition, side: left.which };
    for (const one of ended) hasEnded(run, frame, one.end, one.block, after);
    if (raised !== null) run.failures.mayHaveRaised(raised, after);
  }
  tolds.forEach((one, at) => {
    if (left === undefined || names.get(one.name) !== before[at]) return;
    // where one side has always ended, what follows is on the other side
    if (another === undefined) {
      const value = one[left.which];
      if (value !== null)
        keepNarrowed(
          frame,
          one.name,
          value,
          ended.some(({ end: how }) => how === "break" || how === "continue"),
        );
    } else for (const name of bindings) pairBoth(frame, name, one, [left, another]);
  });
  return end;
}

/** How one side ended that goes on. */
interface Left {
  readonly which: "yes" | "no";
  readonly names: ReadonlyMap<string, Value | Lazy>;
}

/** A name that both sides bind tells from then on which side it was. */
function pairBoth({ scope: { names } }: Frame, name: string, told: Narrowed, sides: readonly Left[]): void {
  const [value, now] = [names.get(name), names.get(told.name)];
  if (value === undefined || value.k === "lazy" || now === undefined || now.k === "lazy") return;
  const pairs = sides.flatMap((side) => {
    const [part, other] = [side.names.get(name), told[side.which]];
    return part === undefined || part.k === "lazy" || other === null ? [] : [{ value: part, other }];
  });
  if (pairs.length === sides.length) pair(value, told.name, now, pairs);
}

const isOver = (end: End): boolean => end === "return" || end === "raise";

/** In one branch a name is only what passed the test; where a branch binds it anew, that is what the other leaves too. */
function narrowing(frame: Frame, name: string, value: Value, keeps: boolean, work: () => End): End {
  const { names } = frame.scope;
  const before = names.get(name);
  names.set(name, value);
  const end = work();
  if (!keeps && (names.get(name) === value || isKept(frame, name))) setOrDelete(names, name, before);
  return end;
}

/** Runs alternatives, each on the names as they were, and joins what they leave. Only names that one of them binds are looked at. `test`: what decides. */
export function either(run: Run, frame: Frame, ways: readonly Way[], test?: Condition, asked: Guard | null = null): End {
  const { names } = frame.scope;
  const touched = new Set<string>();
  for (const way of ways) for (const name of bound(way.block)) touched.add(name);
  const before = [...touched].map((name) => [name, names.get(name)] as const);
  const after = new Map<string, (Value | Lazy)[]>();
  const ends = new Set<End>();
  const tells: ((except?: ReadonlySet<string>) => void)[] = [];
  let raised: Raised | null = null;
  const leave = (): void => {
    for (const name of touched) {
      const value = leaving(frame, name);
      if (value === undefined) continue;
      const known = after.get(name);
      if (known === undefined) after.set(name, [value]);
      else known.push(value);
    }
  };
  run.uncertain++;
  const takes = asked === null ? null : settledWays(run, asked);
  const fork = takes?.[0].fork ?? newFork(ways.length);
  const goesOn: (readonly Taken[])[] = [];
  const entries = new EntryWays(run);
  // alternatives in alternatives take more of the stack than other blocks
  run.depth += 2;
  ways.forEach((way, index) => {
    if (index > 0) for (const [name, value] of before) setOrDelete(names, name, value);
    const taken = takes?.[index] ?? wayOf(fork, index);
    const { length } = run.taken;
    const { result: end, tell } = apart(frame, () => {
      const result = run.along(taken, () => {
        const ended = entries.way(way.run, (one) => !isOver(one));
        if (ended === "next") goesOn.push(run.taken.slice(length));
        return ended;
      });
      if (!isOver(result)) leave();
      return result;
    });
    ends.add(end);
    // where it fails, no request is served
    if (end === "raise") refuse([taken], run.taken);
    raised = run.failures.take() ?? raised;
    if (!isOver(end)) tells.push(tell);
  });
  run.depth -= 2;
  run.uncertain--;
  entries.join();
  const [only] = ends;
  if (ends.size <= 2 && [...ends].every(isOver)) {
    for (const [name, value] of before) setOrDelete(names, name, value);
    if (ends.has("return")) return "return";
    run.failures.put(raised);
    return "raise";
  }
  for (const name of touched) {
    const values = after.get(name) ?? [];
    const ready = values.flatMap((value) => (value.k === "lazy" ? [] : [value]));
    // a name that was imported on one side only is worth more than its absence
    setOrDelete(names, name, ready.length === values.length && ready.length > 0 ? chosenBy(run, union(ready), test) : values[0]);
  }
  if (tells.length === 1) tells[0]?.(touched);
  if (ends.has("return")) frame.mayHaveReturned = true;
  const left = ends.size > 1 && ["return", "break", "continue"].some((end) => ends.has(end as End));
  run.taken.push(...onward(fork, goesOn, left));
  return ends.size === 1 && only !== undefined ? only : "next";
}

/** The same of an `if` or `match`, which a context manager may stand in: each way runs up to its own `yield`, what follows where one has not come to any. */
export function eachToItsYield(run: Run, frame: Frame, ways: readonly Way[], test?: Condition, asked: Guard | null = null): End {
  const { yields } = frame;
  const before = yields.elsewhere;
  let goesOn = false;
  const apart = ways.map(({ block, run: work }) => ({
    block,
    run: (): End => {
      yields.elsewhere = yields.length;
      const end = work();
      goesOn ||= end === "next" && yields.length === yields.elsewhere;
      return end;
    },
  }));
  const end = either(run, frame, apart, test, asked);
  yields.elsewhere = goesOn ? yields.length : before;
  return end;
}

/** Both sides of a test of what was there before the request: an attribute of an object, a variable of the environment; null for others. */
function settledWays({ settled, began }: Run, { subject, value, holds }: Guard): readonly [Taken, Taken] | null {
  const object = /^object (\d+)\./.exec(subject)?.[1];
  if (settled === null || !(object === undefined ? subject.startsWith("environment ") : Number(object) < began)) return null;
  const { is, isNot } = settled.ways(subject, value);
  return holds ? [is, isNot] : [isNot, is];
}

/** What leads to all that follows the ways that go on; `left`: others have left. */
function onward(fork: Fork, ways: readonly (readonly Taken[])[], left: boolean): readonly Taken[] {
  const [only] = ways;
  const inside = ways.some(({ length }) => length > 1);
  if (only !== undefined && ways.length === 1) return left || inside ? only : [];
  const all = ways.reduce((sum, [taken]) => sum | (taken?.ways ?? 0), 0);
  return [...(left ? [{ fork, ways: all }] : []), ...(inside ? [doubt()] : [])];
}

/** A block that may run, for `either`; without statements the way that does nothing. */
export function way(run: Run, block: readonly Statement[], frame: Frame): Way {
  return { block, run: () => execute(run, block, frame) };
}

export interface Way {
  readonly block: readonly Statement[];
  run(): End;
}

const boundIn = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** Every name that a block may bind. */
function bound(block: readonly Statement[]): ReadonlySet<string> {
  const known = boundIn.get(block);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const target = (e: Expression | null): void => {
    if (e === null) return;
    if (e.k === "name") names.add(e.id);
    else if (e.k === "sequence") e.items.forEach(target);
    else if (e.k === "star") target(e.value);
  };
  const inside = (other: readonly Statement[]): void => {
    for (const name of bound(other)) names.add(name);
  };
  for (const s of block) {
    switch (s.k) {
      case "assign":
        s.targets.forEach(target);
        break;
      case "annotate":
      case "augment":
        target(s.target);
        break;
      case "function":
      case "class":
      case "alias":
        names.add(s.name);
        break;
      case "import":
        for (const { name, as } of s.names) names.add(as === "" ? (name.split(".", 1)[0] ?? name) : as);
        break;
      case "from":
        if (s.names !== "*") for (const { name, as } of s.names) names.add(as === "" ? name : as);
        break;
      case "if": {
        inside(s.yes);
        let { no } = s;
        // a generated chain of `elif` may be longer than the stack is deep
        for (let [only] = no; no.length === 1 && only?.k === "if"; [only] = no) {
          inside(only.yes);
          no = only.no;
        }
        inside(no);
        break;
      }
      case "for":
        target(s.target);
        inside(s.body);
        inside(s.after);
        break;
      case "while":
        inside(s.body);
        inside(s.after);
        break;
      case "try":
        inside(s.body);
        inside(s.after);
        inside(s.last);
        for (const handler of s.handlers) inside(handler.body);
        break;
      case "with":
        for (const item of s.items) target(item.target);
        inside(s.body);
        break;
      case "match":
        for (const one of s.cases) {
          for (const name of namesIn(one.pattern)) names.add(name);
          inside(one.body);
        }
        break;
      default:
    }
  }
  boundIn.set(block, names);
  return names;
}
