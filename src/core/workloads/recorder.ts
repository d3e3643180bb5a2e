import type { Memo } from "../routes/run";
import type { Args, Func, Place, Value } from "../routes/values";
import { unknown } from "../routes/values";
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
  lost: Lost | null;
  result: Value | null;
}

/** Keeps what is found while functions are followed; the same call with the same arguments is followed once. */
export class Recorder {
  private readonly open: Entry[] = [];
  private readonly known = new Map<string, Entry>();

  /** `left`: whether what is followed now was left to a worker, or for later */
  constructor(private readonly left: () => string | null) {}

  /** Starts anew: what is noted from here on goes into the entry that this gives. */
  start(): Entry {
    const top: Entry = { found: new Map(), lost: null, result: null };
    this.open.length = 0;
    this.open.push(top);
    return top;
  }

  note(key: string, one: Found): void {
    const found = this.open.at(-1)?.found;
    if (found !== undefined) note(found, key, one);
  }

  lose(one: Lost): void {
    const entry = this.open.at(-1);
    if (entry !== undefined) entry.lost ??= one;
  }

  /** Does something and keeps apart what it brings, which counts here too. */
  record(work: () => Value): Entry & { readonly result: Value } {
    const entry: Entry = { found: new Map(), lost: null, result: null };
    this.open.push(entry);
    const result = work();
    this.open.pop();
    this.merge(entry);
    return { ...entry, result };
  }

  merge({ found, lost }: Entry): void {
    const into = this.open.at(-1);
    if (into === undefined || into.found === found) return;
    for (const [key, workload] of found) note(into.found, key, workload);
    into.lost ??= lost;
  }

  readonly memo: Memo = {
    begin: (func: Func, args: Args) => {
      const key = `${this.left() ?? ""} ${keyOf(func, args)}`;
      const known = this.known.get(key);
      if (known !== undefined) {
        this.merge(known);
        return { known: known.result ?? unknown, end: () => {} };
      }
      const entry: Entry = { found: new Map(), lost: null, result: null };
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
