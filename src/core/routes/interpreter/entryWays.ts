import { union } from "./alternatives";
import type { Run } from "./run";
import type { Dict, Value } from "./values";

// Entries of dictionaries are as names are: `if small: config["model"] = "gpt-4o-mini"` leaves either what was there or that, and inside it is that alone.

/** What entries were before a way began, of those that it has set; undefined: they were not there. */
export type EntriesBefore = Map<Dict, Map<string, Value | undefined>>;

/** When a list or a dictionary was made. */
const madeAt = new WeakMap<Value, number>();

/** Remembers when a list or a dictionary is made. */
export function isMade(run: Run, made: Value): void {
  madeAt.set(made, run.id());
}

/** Hears that an entry is about to be set: the way that is followed now may not be taken. */
export function willReplace(run: Run, dict: Dict, name: string): void {
  const { entriesBefore } = run;
  if (entriesBefore === null) return;
  const known = entriesBefore.get(dict);
  if (known === undefined) entriesBefore.set(dict, new Map([[name, dict.entries.get(name)]]));
  else if (!known.has(name)) known.set(name, dict.entries.get(name));
}

/** What one entry is after each way that has set it. */
interface Ends {
  readonly before: Value | undefined;
  readonly after: Value[];
  /** ways that go on, or that leave what others may see */
  ways: number;
}

/** What several ways make of the entries that were there before, of which one is taken. */
export class EntryWays {
  private readonly ends = new Map<Dict, Map<string, Ends>>();
  private goingOn = 0;

  constructor(private readonly run: Run) {}

  /** Follows one way on the entries as they were; `goesOn`: whether what comes after all of them may follow it. */
  way<T>(work: () => T, goesOn: (result: T) => boolean): T {
    const { run } = this;
    if (run.registering) return work();
    const outer = run.entriesBefore;
    const mine: EntriesBefore = new Map();
    run.entriesBefore = mine;
    const result = work();
    run.entriesBefore = outer;
    const stays = goesOn(result);
    if (stays) this.goingOn++;
    for (const [dict, names] of mine)
      for (const [name, before] of names) {
        this.leave(dict, name, before, stays);
        put(dict, name, before);
      }
    return result;
  }

  /** Sets each entry to what it is after the ways that go on; of what is not this call's own, others see also what a way has left that ends it. */
  join(): void {
    for (const [dict, names] of this.ends)
      for (const [name, { before, after, ways }] of names) {
        willReplace(this.run, dict, name);
        // a None only held the place
        const isKept = before !== undefined && !(before.k === "constant" && before.value === null) && ways < this.goingOn;
        put(dict, name, after.length === 0 ? before : union(isKept ? [...after, before] : after));
      }
  }

  private leave(dict: Dict, name: string, before: Value | undefined, stays: boolean): void {
    const value = dict.entries.get(name);
    if (value === undefined || (!stays && this.isOwn(dict))) return;
    const names = this.ends.get(dict) ?? new Map<string, Ends>();
    this.ends.set(dict, names);
    const ends = names.get(name) ?? { before, after: [], ways: 0 };
    names.set(name, ends);
    // what was set last comes first
    ends.after.unshift(value);
    if (stays) ends.ways++;
  }

  /** Whether the call that runs now has made it: after its end few others know it. */
  private isOwn(dict: Dict): boolean {
    const since = this.run.given.at(-1)?.since;
    return since !== undefined && (madeAt.get(dict) ?? 0) > since;
  }
}

function put(dict: Dict, name: string, value: Value | undefined): void {
  if (value === undefined) {
    dict.entries.delete(name);
    dict.scope?.names.delete(name);
  } else {
    dict.entries.set(name, value);
    dict.scope?.names.set(name, value);
  }
}
