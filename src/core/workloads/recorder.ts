import type { Memo } from "../routes/interpreter/hearing";
import type { Args, Func, Place, Value } from "../routes/interpreter/values";
import { unknown } from "../routes/interpreter/values";
import { keyOf } from "./callKeys";
import { type Found, note } from "./found";

/** A call that seems to run a model, of something that the code does not tell. */
export interface Lost {
  readonly place: Place;
  readonly what: string;
}

/** What following one call brought. */
export interface Entry {
  readonly found: Map<string, Found>;
  /** how many alternatives surrounded it where it began */
  readonly around: number;
  /** whether it began where a model has failed */
  readonly failing: number;
  /** and where something is done for each segment of a transcription */
  readonly segments: number;
  lost: Lost | null;
  result: Value | null;
}

/** Keeps what is found while functions are followed; the same call with the same arguments is followed once. */
export class Recorder {
  private readonly open: Entry[] = [];
  private readonly known = new Map<string, Entry>();

  /**
   * `left`: whether what is followed now was left to a worker, or for later, or runs for what was put on a queue; `alternatives`: how many surround it, of which
   * only one may happen
   */
  constructor(
    private readonly left: () => string,
    private readonly alternatives: () => number,
    /** above 0 where a model has failed before what runs now */
    private readonly failing: () => number,
    private readonly segments: () => number,
    /** hears of each model */
    private readonly noticed: () => void,
  ) {}

  /** Starts anew: what is noted from here on goes into the entry that this gives. */
  start(): Entry {
    const top = this.empty();
    this.open.length = 0;
    this.open.push(top);
    return top;
  }

  note(key: string, one: Found): void {
    this.noticed();
    const entry = this.open.at(-1);
    if (entry !== undefined) note(entry.found, key, this.within(entry, one));
  }

  lose(one: Lost): void {
    const entry = this.open.at(-1);
    if (entry !== undefined) entry.lost ??= one;
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

  merge({ found, lost }: Entry): void {
    const into = this.open.at(-1);
    if (into === undefined || into.found === found) return;
    if (found.size > 0) this.noticed();
    for (const [key, workload] of found) note(into.found, key, this.within(into, workload));
    into.lost ??= lost;
  }

  /** Nothing found yet, where this is asked. */
  empty(): Entry {
    return { found: new Map(), around: this.alternatives(), failing: this.failing(), segments: this.segments(), lost: null, result: null };
  }

  /** What runs on one of several alternatives inside an entry, or where a model has failed there, may not run each time that the entry does. */
  private within({ around, failing, segments }: Entry, one: Found): Found {
    const perhaps = one.perhaps === true || this.alternatives() > around;
    const fallback = one.fallback === true || this.failing() > failing;
    const perSegment = one.perSegment === true || this.segments() > segments;
    if (!perhaps && !fallback && !perSegment) return one;
    return { ...one, ...(perhaps ? { perhaps } : {}), ...(fallback ? { fallback } : {}), ...(perSegment ? { perSegment } : {}) };
  }

  readonly memo: Memo = {
    begin: (func: Func, args: Args) => {
      const key = `${this.left()} ${keyOf(func, args)}`;
      const known = this.known.get(key);
      if (known !== undefined) {
        this.merge(known);
        return { known: known.result ?? unknown, end: () => {} };
      }
      const entry = this.empty();
      this.known.set(key, entry);
      this.open.push(entry);
      return {
        known: undefined,
        end: (result: Value) => {
          entry.result = result;
          this.open.pop();
          this.merge(entry);
        },
      };
    },
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
