import type { Expression } from "../../python/syntax";
import type { Value } from "./values";

/** The names of an exception's class and of what it extends. */
export type Raised = readonly string[];

/**
 * Exceptions, as far as the code itself says what happens then: one that no `try` around would catch is not raised at all,
 * because a project that is read is taken to work.
 */
export class Failures {
  private watchers: (readonly string[])[] = [];
  private raised: Raised | null = null;
  /** what was raised last */
  exception: Value | null = null;

  /** `counts`: false while handlers are followed, of whose values too much is unknown to say that one fails. */
  constructor(private readonly counts: () => boolean) {}

  /** Something was raised and not caught yet: what runs now has ended. */
  get pending(): boolean {
    return this.raised !== null;
  }

  /** Runs what stands in a `try`; `caught` are the names that its handlers ask for. */
  watching<T>(caught: readonly string[], work: () => T): T {
    this.watchers.push(caught);
    try {
      return work();
    } finally {
      this.watchers.pop();
    }
  }

  /** What may not run at all raises nothing that counts. */
  unwatched<T>(work: () => T): T {
    const { watchers } = this;
    this.watchers = [];
    try {
      return work();
    } finally {
      this.watchers = watchers;
    }
  }

  /** `exception`: what was raised, where the code that raises it says so */
  raise(names: Raised, exception: Value | null = null): void {
    if (!this.counts() || this.raised !== null || !this.wouldCatch(names)) return;
    this.raised = names;
    this.exception = exception;
  }

  /** Some `try` is around what runs now. */
  get watched(): boolean {
    return this.watchers.length > 0;
  }

  /** Some `try` around what runs now takes it. */
  wouldCatch(names: Raised): boolean {
    return this.watchers.some((caught) => catches(caught, names));
  }

  /** What was raised, which is then no longer pending; null for a failure without a name. */
  take(): Raised | null {
    const { raised } = this;
    this.raised = null;
    return raised;
  }

  /** Raises again what no handler caught. */
  put(raised: Raised | null): void {
    this.raised = raised;
  }
}

/** By name and by Python's own hierarchy of exceptions. */
export function catches(caught: readonly string[], raised: Raised): boolean {
  return caught.some((name) => name === "Exception" || name === "BaseException" || raised.some((one) => one === name || (parents[one] ?? []).includes(name)));
}

/** `except (KeyError, ImportError):`; one without a name takes everything. */
export function caughtNames(type: Expression | null): readonly string[] {
  if (type === null) return ["BaseException"];
  if (type.k === "sequence") return type.items.flatMap(caughtNames);
  if (type.k === "name" || type.k === "attribute") return [type.id];
  return [];
}

const parents: Readonly<Record<string, readonly string[]>> = {
  ZeroDivisionError: ["ArithmeticError"],
  KeyError: ["LookupError"],
  IndexError: ["LookupError"],
  ModuleNotFoundError: ["ImportError"],
  FileNotFoundError: ["OSError", "IOError", "EnvironmentError"],
  NotImplementedError: ["RuntimeError"],
  JSONDecodeError: ["ValueError"],
};
