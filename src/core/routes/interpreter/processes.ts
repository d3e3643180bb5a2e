import type { Module } from "./module";
import { perRun } from "./perRun";
import type { Run } from "./run";

// What a program of its own sets stays in its process: whoever is followed after it finds what was there before, and the program itself finds its own again.

/** What a process sets: in which map, under which key. While the process is away, what it set stands here, else what it found there. */
type Writes = Map<Map<string, unknown>, Map<string, unknown>>;

const processesOf = perRun(() => ({ now: null as Writes | null, known: new Map<Module, Writes>() }));

/** Does what a program does in its own process. */
export function inProcess<T>(run: Run, program: Module, work: () => T): T {
  const processes = processesOf(run);
  const around = processes.now;
  const own: Writes = processes.known.get(program) ?? new Map();
  processes.known.set(program, own);
  exchange(own);
  processes.now = own;
  const result = work();
  processes.now = around;
  exchange(own);
  return result;
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
  const found = now.get(map) ?? new Map<string, unknown>();
  now.set(map, found);
  if (!found.has(key)) found.set(key, map.get(key));
}

function exchange(writes: Writes): void {
  for (const [map, found] of writes) {
    for (const [key, other] of found) {
      found.set(key, map.get(key));
      if (other === undefined) map.delete(key);
      else map.set(key, other);
    }
  }
}
