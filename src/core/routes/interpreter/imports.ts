import { parent } from "../project/paths";
import type { Condition, Place } from "./values";

/** An import as it happened: the module that ran, null for a function that no module calls, and the undecided tests around it. */
interface Import {
  readonly by: string | null;
  readonly of: string;
  readonly tests: readonly Condition[];
}

/** What is there once some module is: `asked` says which test decides about what is not. */
interface Presence {
  readonly has: (condition: Condition) => boolean;
  readonly asked: (file: string) => Condition | undefined;
}

/**
 * Who imports whom, and behind which tests. While modules run nobody knows yet whether a later one imports the same without a test: what a module
 * does that stands behind tests so far is marked with a condition that names the module, which `presence` settles at the end.
 */
export class Imports {
  private readonly all: Import[] = [];
  private readonly into = new Map<string, Import[]>();
  private readonly marks = new Map<string, Condition>();
  private readonly begun = new Set<string>();
  /** what a type checker alone imports there */
  readonly typed = new Map<string, Place>();

  /** Notes one; the same without a test is noted once. */
  note(by: string | null, of: string, tests: readonly Condition[]): void {
    const known = this.into.get(of) ?? [];
    this.into.set(of, known);
    if (by === of || known.some((one) => one.by === by && one.tests.length === 0)) return;
    const made = { by, of, tests };
    known.push(made);
    this.all.push(made);
  }

  /** Whether a module imports another one, behind a test or not. */
  isImported(of: string, by: string): boolean {
    return (this.into.get(of) ?? []).some((one) => one.by === by);
  }

  /** Nobody imports it, and it makes nothing that others begin with. */
  isAlone(file: string): boolean {
    return (this.into.get(file) ?? []).length === 0;
  }

  /** A module runs before anybody imports it. */
  begins(file: string): void {
    this.begun.add(file);
  }

  /** What a module stands behind that is about to run; undefined where somebody imports it without a test, or nobody does. */
  mark(file: string): Condition | undefined {
    const known = this.into.get(file) ?? [];
    if (known.length === 0 || known.some(({ tests }) => tests.length === 0)) return undefined;
    const mark = this.marks.get(file) ?? { file, line: 1, module: file };
    this.marks.set(file, mark);
    return mark;
  }

  /** For each module that makes a router: what else is there. `files`: every module, in the order in which they were opened. */
  presence(files: readonly string[]): (maker: string) => Presence {
    // mostly nothing stands behind a test
    if (this.all.every(({ tests }) => tests.length === 0)) return () => ({ has: () => false, asked: () => undefined });
    const from = new Map<string | null, Import[]>();
    for (const one of this.all) from.set(one.by, [...(from.get(one.by) ?? []), one]);
    const reach = new Reach(from);
    const base = reach.closure(roots(files, from, this.into), new Set());
    const known = new Map<string, Presence>();
    return (maker) => {
      const before = known.get(maker);
      if (before !== undefined) return before;
      const [here, held] = [new Set(base.files), new Set(base.held)];
      const assumed = this.assume(maker, here, held);
      const { files: there, held: holding } = assumed.length === 0 ? base : reach.closure(assumed, held, here);
      const has = (one: Condition): boolean => (one.module === undefined ? holding.has(one) : there.has(one.module));
      const made: Presence = { has, asked: (file) => (there.has(file) ? undefined : reach.firstTest(there, has, file)) };
      known.set(maker, made);
      return made;
    };
  }

  /** The modules that are there where a module is, and in `held` the tests: of one that runs because one place alone imports it, all around that. */
  private assume(file: string, here: ReadonlySet<string>, held: Set<Condition>): string[] {
    const found: string[] = [];
    for (let at: string | null = file; at !== null && !here.has(at) && !found.includes(at); ) {
      found.push(at);
      if (this.begun.has(at)) break;
      const [one, ...others]: readonly Import[] = this.into.get(at) ?? [];
      for (const test of one?.tests ?? []) if (others.every(({ tests }) => tests.includes(test))) held.add(test);
      at = others.length === 0 ? (one?.by ?? null) : null;
    }
    return found;
  }
}

type Imported = ReadonlyMap<string | null, readonly Import[]>;

/** Modules that nobody imports: programs, and what a library finds. Of modules that import one another, and that nobody else does, the first. */
function roots(files: readonly string[], from: Imported, into: ReadonlyMap<string, readonly Import[]>): (string | null)[] {
  const found: (string | null)[] = [null, ...files.filter((file) => (into.get(file) ?? []).length === 0)];
  const reached = new Set<string | null>();
  const walk = (first: string | null): void => {
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      for (const { of } of from.get(at) ?? []) open.push(of);
    }
  };
  found.forEach(walk);
  for (const file of files) {
    if (reached.has(file)) continue;
    found.push(file);
    walk(file);
  }
  return found;
}

const keyOf = ({ file, line, sides }: Condition): string => `${file}:${line}|${sides ?? 2}`;

interface Closure {
  readonly files: Set<string>;
  readonly held: Set<Condition>;
}

class Reach {
  constructor(private readonly from: Imported) {}

  /** All that is imported from some modules, where `held` are the tests that hold; a module that each side of one test imports is there too. */
  closure(first: readonly (string | null)[], held: ReadonlySet<Condition>, before: ReadonlySet<string> = new Set(), splits = true): Closure {
    const files = new Set(before);
    const open: (string | null)[] = [...first];
    let waiting = [...before].flatMap((file) => this.from.get(file) ?? []);
    const holds = (test: Condition): boolean => (test.module === undefined ? held.has(test) : files.has(test.module));
    for (;;) {
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (at !== null && files.has(at)) continue;
        if (at !== null) {
          files.add(at);
          // Python runs the packages above first
          for (let above = parent(at); above !== ""; above = parent(above)) open.push(`${above}/__init__.py`);
        }
        waiting.push(...(this.from.get(at) ?? []));
      }
      const ready = waiting.filter(({ tests }) => tests.every(holds));
      waiting = waiting.filter(({ of, tests }) => !files.has(of) && !tests.every(holds));
      open.push(...ready.map(({ of }) => of).filter((file) => !files.has(file)));
      if (open.length === 0 && splits) open.push(...this.onEachSide(waiting, held, files));
      if (open.length === 0) return { files, held: new Set(held) };
    }
  }

  private onEachSide(waiting: readonly Import[], held: ReadonlySet<Condition>, files: ReadonlySet<string>): string[] {
    const tests = new Map<string, Condition[]>();
    for (const one of waiting) for (const test of one.tests) if (test.side !== undefined) tests.set(keyOf(test), [...(tests.get(keyOf(test)) ?? []), test]);
    return [...tests.values()].flatMap((all) => {
      const sides = new Set(all.map(({ side }) => side));
      if (sides.size < (all[0]?.sides ?? 2)) return [];
      const found = [...sides].map((side) => this.closure([], new Set([...held, ...all.filter((one) => one.side === side)]), files, false).files);
      return [...(found[0] ?? [])].filter((file) => !files.has(file) && found.every((one) => one.has(file)));
    });
  }

  /** On the shortest way to a module that is not there: the first test that does not hold. One that is false as the code stands only where no other way is. */
  firstTest(there: ReadonlySet<string>, has: (test: Condition) => boolean, file: string): Condition | undefined {
    return this.testTo(there, has, file, false) ?? this.testTo(there, has, file, true);
  }

  private testTo(there: ReadonlySet<string>, has: (test: Condition) => boolean, file: string, off: boolean, depth = 0): Condition | undefined {
    const asked = new Map<string, Condition | undefined>();
    const open: (string | null)[] = [null, ...there];
    for (const at of open) {
      for (const { of, tests } of this.from.get(at) ?? []) {
        if (there.has(of) || asked.has(of) || (!off && tests.some((test) => test.off === true))) continue;
        const inherited = at === null ? undefined : asked.get(at);
        const own = tests.find((test) => !has(test));
        asked.set(of, inherited ?? (own?.module === undefined || depth > 10 ? own : this.testTo(there, has, own.module, off, depth + 1)));
        if (of === file) return asked.get(of);
        open.push(of);
      }
    }
    return undefined;
  }
}
