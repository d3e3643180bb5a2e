import { exclude, howOften, isCertain, joined, type Occurrence, type Times } from "../routes/interpreter/forks";
import type { Run } from "../routes/interpreter/run";
import type { Value } from "../routes/interpreter/values";
import type { Workload } from "../routes/route";
import type { Match } from "./identify";
import type { CalledPath } from "./ownCalls";

/**
 * `assumed`: the model was not seen made, an annotation names its class. `anyTask`: its name is not known, and could have told another task.
 * `ways`: what leads to it, each time that it runs. `calls`: no model, but a route of another application of the project.
 * `part`: a part of the model runs here, before the call that is looked for, whose task this is.
 */
export type Found = Workload & {
  readonly assumed?: boolean;
  readonly anyTask?: boolean;
  readonly ways: Times;
  /** each time that it runs without another having failed; a part of a model, and a layer of a network, count with what is around them */
  readonly runs: readonly Occurrence[];
  readonly calls?: CalledPath;
  readonly part?: Match["part"];
};

/** Whether nobody made in the code what is called: an annotation names its class. */
export function isAssumed(callee: Value): boolean {
  for (let one: Value | null = callee; one !== null; ) {
    if (one.k === "part") one = one.of;
    else if (one.k !== "made" || one.assumed === true) return one.k === "made";
    else one = one.of;
  }
  return false;
}

/** The settings without which as they are what is called would not have been made. */
export function settingsOf(callee: Value): Pick<Workload, "dependsOn"> {
  const found = new Set<string>();
  for (let one: Value | null = callee; one !== null && (one.k === "part" || one.k === "made"); one = one.of)
    if (one.k === "made") for (const setting of one.behind ?? []) found.add(setting);
  return found.size === 0 ? {} : { dependsOn: [...found] };
}

/** Networks inside a network are its layers: they count as the one that is around them. */
export function networkAround(run: Run, { library, model }: Match): string | null {
  if (library !== "torch" || model !== null) return null;
  for (const { self } of run.frames) {
    const base = self?.k === "instance" ? self.attrs.get("__base__") : undefined;
    if (base?.k === "made" && /^(torch\.nn|pytorch_lightning|lightning)\./.test(base.path)) return `${base.place.file}:${base.place.line}`;
  }
  return null;
}

/** What an answer waits for in one place and leaves for later in another counts as waited for; a part gives way to the call that it belongs to. */
export function note(found: Map<string, Found>, key: string, one: Found): void {
  const known = found.get(key);
  if (known === undefined || (known.part !== undefined && one.part === undefined)) found.set(key, one);
  else if (known.part !== undefined || one.part === undefined) {
    const first = isLeft(known) && !isLeft(one) ? one : known;
    const { fallback: _all, ...everyTime } = first;
    const kept = first.fallback === true && (known.fallback !== true || one.fallback !== true) ? everyTime : first;
    const { dependsOn: _before, ...anyway } = kept;
    const settings = (known.dependsOn ?? []).filter((setting) => one.dependsOn?.includes(setting));
    found.set(
      key,
      withMost(
        { ...anyway, ...(settings.length === 0 ? {} : { dependsOn: settings }), ways: joined(known.ways, one.ways), runs: together(known.runs, one.runs) },
        mostOf(known, one),
      ),
    );
  }
}

type Most = Pick<Workload, "longestAnswer" | "longestInput" | "context">;

/** Of two calls of one model the longer answer is possible, in the longer context; any length, where one sets none. */
function mostOf(one: Most, other: Most): Most {
  const most = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? undefined : Math.max(a, b));
  const longestAnswer = most(one.longestAnswer, other.longestAnswer);
  const longestInput = most(one.longestInput, other.longestInput);
  const context = most(one.context, other.context);
  return {
    ...(longestAnswer === undefined ? {} : { longestAnswer }),
    ...(longestInput === undefined ? {} : { longestInput }),
    ...(context === undefined ? {} : { context }),
  };
}

function withMost({ longestAnswer: _longest, longestInput: _input, context: _context, ...one }: Found, most: Most): Found {
  return { ...one, ...most };
}

function isLeft({ inWorker, afterAnswer }: Workload): boolean {
  return inWorker === true || afterAnswer === true;
}

function isSameCall(a: Found, b: Found): boolean {
  return isLike(a, b) && a.file === b.file && a.line === b.line;
}

type Like = Pick<Match, "task" | "library" | "engine" | "anyTask">;

function isLike(a: Like, b: Like): boolean {
  // a pipeline for one task stays that, whatever its model is called
  return (a.task === b.task || a.anyTask === true || b.anyTask === true) && a.library === b.library && a.engine === b.engine;
}

/** A name that one way gives at a call is worth more than its absence on another, and a path more than the end of it: `/models/small.pt`, `models/small.pt`. */
function saysLess(one: string | null, other: string | null): boolean {
  if (other === null || one === other) return false;
  return one === null || (/\.\w+$|[\\/]/.test(one) && other.replaceAll("\\", "/").endsWith(`/${one.replaceAll("\\", "/")}`));
}

/** More are not told apart: then it may be more often than is counted. */
const MOST_RUNS = 64;

function together(some: readonly Occurrence[], others: readonly Occurrence[]): readonly Occurrence[] {
  if (some.length >= MOST_RUNS) return some;
  const ids = new Set(some.map(({ id }) => id));
  return [...some, ...others.filter(({ id }) => !ids.has(id))].slice(0, MOST_RUNS);
}

/** Two models without a name that are called at one place are one. */
export function distinctWorkloads(found: Iterable<Found>): readonly Workload[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = JSON.stringify([one.task, one.library, one.engine, one.model, one.template, one.file, one.line]);
    if (!seen.has(key)) seen.set(key, one);
  }
  const every = [...seen.values()];
  const all = every.flatMap((one) => {
    if (every.some((other) => isSameCall(one, other) && saysLess(one.model, other.model))) return [];
    // one file, wherever it lies: what runs it there runs this
    const same = every.filter((other) => other.model !== null && isSameCall(one, other) && saysLess(other.model, one.model));
    let { ways, runs } = one;
    for (const other of same) [ways, runs] = [joined(ways, other.ways), together(runs, other.runs)];
    return [{ ...one, ways, runs }];
  });
  // what is only known by an annotation gives way to what was seen made
  const kept = all.filter(
    ({ assumed, ...one }) => assumed !== true || !all.some((other) => other.assumed !== true && other.library === one.library && other.task === one.task),
  );
  const groups = alternatives(kept);
  return kept.map((found) => {
    const { assumed, anyTask, ways, runs, calls, part, ...one } = found;
    if (one.fallback === true) return one;
    const { least, oftener } = howOften(runs);
    const often = { ...(least > 1 ? { times: least } : {}), ...(oftener === null ? {} : { oftener }) };
    const group = groups.findIndex((members) => members.includes(found));
    if (group !== -1) return { ...one, ...often, alternative: group + 1 };
    return isCertain(ways) ? { ...one, ...often, always: true } : { ...one, ...often };
  });
}

/** Models of which a request runs one at most, in groups of two or more. */
function alternatives(all: readonly Found[]): readonly (readonly Found[])[] {
  const groups: Found[][] = [];
  for (const one of all) {
    if (one.fallback === true || isCertain(one.ways)) continue;
    const group = groups.find((members) => members.every((other) => exclude(one.ways, other.ways)));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups.filter(({ length }) => length > 1);
}
