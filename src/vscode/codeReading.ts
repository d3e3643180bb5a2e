import type { Problem } from "../core/problem";
import { newErrorLine } from "../core/python/newError";
import type { PythonParser } from "../core/python/parser";
import { CodeCache } from "../core/routes/codeCache";
import { problemOf } from "../core/routes/notices";
import { getReady, readCode } from "../core/routes/readCode";
import type { CodeFacts } from "../core/routes/route";
import type { Scenario } from "../core/scenario/scenario";
import { type Language, translator } from "../core/text";

/** What changed in a folder since it was read last. */
export interface CodeChange {
  /** all files in the order of reading; null where none came or went */
  readonly paths: readonly string[] | null;
  /** texts that are new or differ, by path */
  readonly texts: readonly (readonly [path: string, text: string])[];
  /** the paths that a scenario settles by hand */
  readonly settled: Scenario["routes"];
  readonly language: Language;
}

export interface ReadFacts {
  /** null: those of the reading before, to the letter */
  readonly facts: CodeFacts | null;
  /** files that do not parse while they are typed: the facts are those of their last good text */
  readonly kept: readonly string[];
}

const broken = "python-syntax";

/** The code of one folder, read again and again: a file that is being typed keeps its last good text, and with it its lenses. */
export class CodeReading {
  private texts = new Map<string, string>();
  /** the texts that the last facts were read from */
  private read: ReadonlyMap<string, string> = new Map();
  /** files that had an error when they were first read: there is no good text of them */
  private brokenFiles: ReadonlySet<string> = new Set();
  private last: { readonly routes: CodeFacts["routes"]; readonly problems: CodeFacts["problems"]; readonly mistakes: string } | null = null;
  private changed = new Set<string>();
  readonly cache: CodeCache;

  constructor(
    private readonly parser: PythonParser,
    saved: unknown,
  ) {
    this.cache = new CodeCache(saved);
  }

  /** Null where it was cancelled; the next reading then sees this change too. */
  next(change: CodeChange, cancelled: () => boolean): ReadFacts | null {
    this.take(change);
    const t = translator(change.language);
    const mistakes: Problem[] = [];
    const kept: string[] = [];
    const texts = new Map(this.texts);
    for (const path of this.changed) {
      const good = this.brokenFiles.has(path) || !path.endsWith(".py") ? undefined : this.read.get(path);
      const line = good === undefined ? null : newErrorLine(good, texts.get(path) ?? "", this.parser);
      if (good === undefined || line === null) continue;
      mistakes.push(problemOf({ code: broken, place: { file: path, line: line + 1 }, detail: "" }, t));
      kept.push(path);
      texts.set(path, good);
    }
    const project = { files: [...texts].map(([path, text]) => ({ path, text })), overrides: change.settled ?? [] };
    const { routes, problems, timing } = readCode(project, this.parser, { t, cache: this.cache, now: () => performance.now(), cancelled });
    if (cancelled()) return null;
    this.read = texts;
    // what was kept differs from what was read until it parses
    this.changed = new Set(kept);
    const told = JSON.stringify(mistakes);
    const same = this.last?.routes === routes && this.last.problems === problems && this.last.mistakes === told;
    this.last = { routes, problems, mistakes: told };
    if (same) return { facts: null, kept };
    this.brokenFiles = new Set(problems.flatMap(({ code, file }) => (code === broken && file !== undefined ? [file] : [])));
    return { facts: { routes, problems: [...mistakes, ...problems], timing }, kept };
  }

  /** While nobody waits, begins what the next reading can begin with. */
  getReady(cancelled: () => boolean): void {
    getReady(this.cache, this.parser, cancelled);
  }

  private take({ paths, texts }: CodeChange): void {
    for (const [path, text] of texts) {
      this.texts.set(path, text);
      this.changed.add(path);
    }
    if (paths === null) return;
    this.texts = new Map(paths.flatMap((path) => (this.texts.has(path) ? [[path, this.texts.get(path) as string] as const] : [])));
    for (const path of this.changed) if (!this.texts.has(path)) this.changed.delete(path);
  }
}
