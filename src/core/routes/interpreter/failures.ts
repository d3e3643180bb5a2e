import type { Expression } from "../../python/syntax";
import type { Condition, Value } from "./values";

/** The names of an exception's class and of what it extends. */
export type Raised = readonly string[];

/** A `try` that runs now. */
interface Watcher {
  readonly caught: readonly string[];
  /** whether the program goes on where it catches that */
  readonly goesOn: (raised: Raised) => boolean;
  /** what one side of an undecided test has raised that it catches, where the other goes on */
  perhaps: Perhaps | null;
}

export interface Perhaps {
  readonly raised: Raised;
  /** the test, with the side that went on */
  readonly test: Condition;
}

/**
 * Exceptions, as far as the code itself says what happens then: one that no `try` around would catch is not raised at all,
 * because a project that is read is taken to work.
 */
export class Failures {
  private watchers: Watcher[] = [];
  /** of the `try` that ended last */
  perhaps: Perhaps | null = null;
  private raised: Raised | null = null;
  /** what was raised last */
  exception: Value | null = null;

  /** `counts`: false while handlers are followed, of whose values too much is unknown to say that one fails. */
  constructor(private readonly counts: () => boolean) {}

  /** Something was raised and not caught yet: what runs now has ended. */
  get pending(): boolean {
    return this.raised !== null;
  }

  /** Runs what stands in a `try`; `caught` are the names that its handlers ask for, of which some may raise again or end the program. */
  watching<T>(caught: readonly string[], work: () => T, goesOn: Watcher["goesOn"] = () => true): T {
    const watcher: Watcher = { caught, goesOn, perhaps: null };
    this.watchers.push(watcher);
    try {
      return work();
    } finally {
      this.watchers.pop();
      this.perhaps = watcher.perhaps;
    }
  }

  /** Runs a module: what was raised before its import tells nothing of it, what it may raise itself does. */
  inModule(work: () => void): void {
    const before = this.watchers.map((watcher) => ({ watcher, perhaps: watcher.perhaps }));
    for (const { watcher } of before) watcher.perhaps = null;
    work();
    for (const { watcher, perhaps } of before) watcher.perhaps = perhaps ?? watcher.perhaps;
  }

  /** One side of a test that nobody can decide has raised something. Where the program ends with that, it tells nothing of what a program that runs has. */
  mayHaveRaised(raised: Raised, test: Condition): void {
    const watcher = this.watchers.findLast(({ caught, goesOn }) => catches(caught, raised) && goesOn(raised));
    if (watcher !== undefined) watcher.perhaps ??= { raised, test };
  }

  /** The tests of which one side has raised what some `try` around what runs now catches, the nearest first. */
  get tests(): readonly Condition[] {
    return this.watchers.toReversed().flatMap(({ perhaps }) => perhaps?.test ?? []);
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
    return this.watchers.some(({ caught }) => catches(caught, names));
  }

  /** What is raised now. */
  get current(): Raised | null {
    return this.raised;
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
