import { optionsOf, union } from "./alternatives";
import type { Module } from "./module";
import { perRun } from "./perRun";
import type { Run } from "./run";
import type { Lazy, Value } from "./values";

// What a program of its own sets stays in its process: whoever is followed after it finds what was there before, and the program itself finds its own again.

/** What a process sets, and which lists it changes. While the process is away, what it left stands here, else what it found. */
interface Writes {
  /** in which map, under which key */
  readonly maps: Map<Map<string, unknown>, Map<string, unknown>>;
  readonly lists: Map<unknown[], unknown[]>;
}

const nothing = (): Writes => ({ maps: new Map(), lists: new Map() });
const processesOf = perRun(() => ({ now: null as Writes | null, known: new Map<Module, Writes>() }));

/** Does what a program does in its own process. */
export function inProcess<T>(run: Run, program: Module, work: () => T): T {
  const { known } = processesOf(run);
  const own = known.get(program) ?? nothing();
  known.set(program, own);
  return within(run, own, work);
}

/**
 * Does what each of several programs does, one after the other. None finds what another one has set; what is asked afterwards finds what any of
 * them has, as nobody knows which of them asks.
 */
export function eachInItsProcess<T>(run: Run, programs: readonly T[], work: (program: T) => void): void {
  const all = programs.map((program) => {
    const own = nothing();
    within(run, own, () => work(program));
    return own;
  });
  const set = new Map<Map<string, unknown>, Set<string>>();
  const changed = new Set<unknown[]>();
  for (const { maps, lists } of all) {
    for (const [map, values] of maps) {
      const before = set.get(map) ?? new Set();
      set.set(map, before);
      for (const [key, value] of values) {
        if (value !== undefined) map.set(key, before.has(key) ? either(map.get(key), value) : value);
        else if (!before.has(key)) map.delete(key);
        before.add(key);
      }
    }
    for (const [list, items] of lists) {
      if (changed.has(list)) list.push(...items.filter((one) => !list.includes(one)));
      else list.splice(0, list.length, ...items);
      changed.add(list);
    }
  }
}

/** What happens outside of any process, or in each of them alike: importing a module. */
export function inEachProcess<T>(run: Run, work: () => T): T {
  const processes = processesOf(run);
  const around = processes.now;
  processes.now = null;
  const result = work();
  processes.now = around;
  return result;
}

/** Hears that something is about to be set that outlives the call which sets it. */
export function willSet(run: Run, map: Map<string, unknown>, key: string): void {
  const { now } = processesOf(run);
  if (now === null) return;
  const found = now.maps.get(map) ?? new Map<string, unknown>();
  now.maps.set(map, found);
  if (!found.has(key)) found.set(key, map.get(key));
}

/** The same for a list. */
export function willChange(run: Run, list: unknown[]): void {
  const { now } = processesOf(run);
  if (now !== null && !now.lists.has(list)) now.lists.set(list, [...list]);
}

function within<T>(run: Run, own: Writes, work: () => T): T {
  const processes = processesOf(run);
  const around = processes.now;
  exchange(own);
  processes.now = own;
  const result = work();
  processes.now = around;
  exchange(own);
  return result;
}

function exchange({ maps, lists }: Writes): void {
  for (const [map, found] of maps) {
    for (const [key, other] of found) {
      found.set(key, map.get(key));
      if (other === undefined) map.delete(key);
      else map.set(key, other);
    }
  }
  for (const [list, other] of lists) lists.set(list, list.splice(0, list.length, ...other));
}

/** What one program has set or another one. */
function either(one: unknown, other: unknown): unknown {
  const [a, b] = [one, other].map((value) => (isValue(value) ? value : undefined));
  return a === undefined || b === undefined ? other : union([...optionsOf(a), ...optionsOf(b)]);
}

const isValue = (value: unknown): value is Value => typeof value === "object" && value !== null && "k" in value && (value as Value | Lazy).k !== "lazy";
