import { eachTurn, type Fork, onceMore, otherWays, type Settled, type Taken } from "../routes/interpreter/forks";
import type { Memo } from "../routes/interpreter/hearing";
import type { Args, Func, Place, Value } from "../routes/interpreter/values";
import { unknown } from "../routes/interpreter/values";
import { keyOf } from "./callKeys";
import { type Found, note } from "./found";

/** A call that seems to run a model, of something that the code does not tell. */
export interface Lost {
  readonly place: Place;
  readonly what: string;
  /** it may run none: a part of the project that is not in the folder is called */
  readonly missing?: true;
}

/** The first of two, or the one that surely looks like a model. */
function surer(known: Lost | null, one: Lost): Lost {
  return known === null || (known.missing === true && one.missing !== true) ? one : known;
}

/** What following one call brought. */
export interface Entry {
  readonly found: Map<string, Found>;
  /** how many forks surrounded it where it began */
  readonly around: number;
  /** whether it began where a model has failed */
  readonly failing: number;
  /** and where something is done for each segment of a transcription */
  readonly segments: number;
  /** how many settings decided what surrounded it */
  readonly settings: number;
  lost: Lost | null;
  result: Value | null;
  /** the function that it follows, and whether that calls itself */
  readonly func: Func | null;
  again?: true;
  /** what it sets, by the ends of subjects of `Settled` */
  sets: Set<string> | null;
}

/** Keeps what is found while functions are followed; the same call with the same arguments is followed once. */
export class Recorder {
  private readonly open: Entry[] = [];
  private readonly known = new Map<string, Entry>();
  /** calls since it started that were not followed to their end */
  private readonly partial: string[] = [];

  /**
   * `left`: whether what is followed now was left to a worker, or for later, or runs for what was put on a queue; `taken`: the ways that lead to it
   */
  constructor(
    private readonly left: () => string,
    private readonly taken: readonly Taken[],
    /** above 0 where a model has failed before what runs now */
    private readonly failing: () => number,
    private readonly segments: () => number,
    /** settings that decide whether what runs now does */
    private readonly settings: readonly string[],
    /** hears of each model */
    private readonly noticed: () => void,
    /** hears of each trail that is lost */
    private readonly lost: () => void,
    /** what the request that is followed finds decided */
    private readonly settled: () => Settled | null,
  ) {}

  /** Starts anew: what is noted from here on goes into the entry that this gives. */
  start(): Entry {
    const top = this.empty();
    for (const key of this.partial.splice(0)) this.known.delete(key);
    this.open.length = 0;
    this.open.push(top);
    return top;
  }

  /** A model that runs, counted for what is recorded now. */
  note(key: string, one: Found): void {
    this.noticed();
    const entry = this.open.at(-1);
    if (entry !== undefined) note(entry.found, key, this.within(entry, one));
  }

  /** A place where the trail was lost; the first one stays. */
  lose(one: Lost): void {
    this.lost();
    const entry = this.open.at(-1);
    if (entry !== undefined) entry.lost = surer(entry.lost, one);
  }

  /** Does something and keeps apart what it brings, which counts here too. */
  record(work: () => Value): Entry & { readonly result: Value } {
    const entry = this.empty();
    this.open.push(entry);
    const result = work();
    this.open.pop();
    this.merge(entry);
    return { ...entry, result };
  }

  /** What an entry brought counts here too; `again`: it runs once more, and may take other ways. */
  merge({ found, lost, sets }: Entry, again = false): void {
    const into = this.open.at(-1);
    if (into === undefined || into.found === found) return;
    if (sets !== null) {
      into.sets = new Set([...(into.sets ?? []), ...sets]);
      if (again) this.settled()?.changed(sets);
    }
    if (found.size > 0) this.noticed();
    if (lost !== null) this.lost();
    const forks = new Map<Fork, Fork>();
    for (const [key, workload] of found) note(into.found, key, this.within(into, again ? ranAgain(workload, forks, this.settled()) : workload));
    if (lost !== null) into.lost = surer(into.lost, lost);
  }

  /** Nothing found yet, where this is asked. */
  empty(func: Func | null = null): Entry {
    return {
      func,
      found: new Map(),
      around: this.taken.length,
      failing: this.failing(),
      segments: this.segments(),
      settings: this.settings.length,
      lost: null,
      result: null,
      sets: null,
    };
  }

  /** What runs on some ways inside an entry, or where a model has failed there, may not run each time that the entry does. */
  private within({ around, failing, segments, settings }: Entry, found: Found): Found {
    const taken = this.taken.slice(around);
    const behind = this.settings.slice(settings);
    const one = behind.length === 0 ? found : { ...found, dependsOn: [...new Set([...behind, ...(found.dependsOn ?? [])])] };
    const fallback = one.fallback === true || this.failing() > failing;
    const perSegment = one.perSegment === true || this.segments() > segments;
    if (taken.length === 0 && !fallback && !perSegment) return one;
    const ways = taken.length === 0 ? one.ways : one.ways.map((inner) => [...taken, ...inner]);
    const runs = this.failing() > failing ? [] : one.runs.map((run) => ({ ...run, taken: [...taken, ...run.taken] }));
    return { ...one, ways, runs, ...(fallback ? { fallback } : {}), ...(perSegment ? { perSegment } : {}) };
  }

  readonly memo: Memo = {
    sets: (ends) => {
      const entry = this.open.at(-1);
      if (entry !== undefined) entry.sets = new Set([...(entry.sets ?? []), ...ends]);
    },
    again: ({ definition }) => {
      // what calls itself where a model has failed tries again, and runs no other
      for (const entry of this.open) if (entry.func?.definition === definition && entry.failing === this.failing()) entry.again = true;
    },
    begin: (func: Func, args: Args) => {
      const key = `${this.left()} ${keyOf(func, args)}`;
      const known = this.known.get(key);
      if (known !== undefined) {
        if (this.open.includes(known)) this.memo.again?.(func);
        this.merge(known, true);
        return { known: known.result ?? unknown, end: () => {} };
      }
      const entry = this.empty(func);
      this.known.set(key, entry);
      this.open.push(entry);
      return {
        known: undefined,
        end: (result: Value, cut: boolean) => {
          entry.result = result;
          if (cut) this.partial.push(key);
          this.open.pop();
          if (entry.again === true) for (const [name, one] of entry.found) entry.found.set(name, { ...one, ...eachTurn(one) });
          this.merge(entry);
        },
      };
    },
  };
}

/** The same in another call of the same function: each of its forks may be taken another way, which `forks` keeps. */
function ranAgain(one: Found, forks: Map<Fork, Fork>, settled: Settled | null): Found {
  return {
    ...one,
    ways: onceMore(one.ways, forks, settled),
    runs: one.runs.map((run) => ({ ...run, ...(run.pass ? {} : { id: {} }), taken: otherWays(run.taken, forks, settled) })),
  };
}

/** For what runs before the first request: the same call is not followed twice. */
export function startMemo(): Memo {
  const known = new Map<string, Value>();
  return {
    begin: (func, args) => {
      const key = keyOf(func, args);
      const result = known.get(key);
      known.set(key, result ?? unknown);
      return { known: result, end: (value) => known.set(key, value) };
    },
  };
}
