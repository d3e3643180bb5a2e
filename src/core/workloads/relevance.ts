import type { Run } from "../routes/run";
import type { Value } from "../routes/values";
import { Names } from "./names";
import { runsModels } from "./signs";

/**
 * Whether following a handler can lead to a model at all: most handlers of most projects need not be followed. Two sieves, each of which
 * keeps more than it must: files by what they import, then names by what the definitions that bear them name in turn.
 */
export class Relevance {
  private readonly files = new Map<string, boolean>();
  private any: boolean | null = null;
  private readonly names: Names;

  constructor(private readonly run: Run) {
    this.names = new Names(run, (file) => this.reaches(file));
  }

  /** Whether a handler with its dependencies, registered in a file, may run a model. */
  mayRun(values: readonly Value[], registered: string): boolean {
    if (!this.anywhere && !this.reaches(registered)) return false;
    return this.names.lead(values);
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
        found = facts.matches(runsModels);
        project.someImported(next, facts, ({ path, submodules }) => {
          for (const one of [path, ...submodules]) {
            if (seen.has(one)) continue;
            seen.add(one);
            queue.push(one);
          }
          return false;
        });
      }
    }
    // whatever cannot be reached from here cannot be from there
    if (!found) for (const one of seen) this.files.set(one, false);
    this.files.set(file, found);
    return found;
  }

  /** True where some file that was opened uses models: they may come in by the application's state. */
  private get anywhere(): boolean {
    this.any ??= [...this.run.modules.values()].some((module) => module.source.matches(runsModels));
    return this.any;
  }
}
