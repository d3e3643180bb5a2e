import { importsAnyMissing } from "../routes/interpreter/importing";
import type { Run } from "../routes/interpreter/run";
import type { Value } from "../routes/interpreter/values";
import type { Harmless } from "./harmless";
import { Names } from "./names";
import { runsModels } from "./signs";

/**
 * Whether following a handler can lead to a model at all, or to a part of the project that is not in the folder. Where no file that is opened does, none can. Where handlers are many, most
 * need not be followed: those from whose names, and from whatever bears these names, no model is reached. Both are made to keep more than
 * they must. What a handler that is left out would have set, no later one finds.
 */
export class Relevance {
  private readonly files = new Map<string, boolean>();
  private any: boolean | null = null;
  private names: Names | null = null;
  /** names are asked too: where handlers are few, following all of them costs little */
  byName = false;

  constructor(private readonly run: Run) {}

  /** Finds out what holds whatever handlers leave behind. */
  prepare(): void {
    for (const file of this.run.modules.known.keys()) this.reaches(file);
    this.names = this.asking;
  }

  /** Texts of files changed after that. */
  changed(paths: readonly string[]): void {
    this.names?.changed(paths);
  }

  /** By `Names.harmless`; null where handlers were followed without asking their names. */
  harmless(): readonly Harmless[] | null {
    return this.byName && this.names !== null ? this.names.harmless() : null;
  }

  private get asking(): Names {
    this.names ??= new Names(this.run, (one) => this.reaches(one));
    return this.names;
  }

  /** Whether a handler with its dependencies, or middlewares, registered in a file, may run a model. */
  mayRun(values: readonly Value[], registered: string): boolean {
    if (!this.anywhere && !this.reaches(registered)) return false;
    if (!this.byName) return true;
    return this.asking.lead(values);
  }

  /** A handler was followed: what it left behind the next ones may find. */
  followed(): void {
    this.names?.forget();
  }

  /** True where a file, or a file that it imports however far, uses models. */
  reaches(file: string): boolean {
    const known = this.files.get(file);
    if (known !== undefined) return known;
    const seen = new Set([file]);
    const queue = [file];
    let found = false;
    for (let next = queue.pop(); next !== undefined && !found; next = queue.pop()) {
      const { project, cache } = this.run;
      const text = project.files.get(next);
      if (this.files.get(next) === true) found = true;
      else if (text !== undefined) {
        const facts = cache.file(next, text);
        found = facts.matches(runsModels) || importsAnyMissing(this.run, next, facts);
        const add = (one: string): void => {
          if (seen.has(one)) return;
          seen.add(one);
          queue.push(one);
        };
        for (const { path, submodules } of project.imports(next, facts)) {
          add(path);
          submodules.forEach(add);
        }
      }
    }
    // whatever cannot be reached from here cannot be from there
    if (!found) for (const one of seen) this.files.set(one, false);
    this.files.set(file, found);
    return found;
  }

  /** True where some file that was opened uses models: they may come in by the application's state. */
  private get anywhere(): boolean {
    this.any ??= [...this.run.modules.known.values()].some(({ file, source }) => source.matches(runsModels) || importsAnyMissing(this.run, file, source));
    return this.any;
  }
}
