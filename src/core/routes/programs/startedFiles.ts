import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { baseName, parent } from "../project/paths";
import { testsMain } from "./mainTest";

// Files of a checkout that Python is started with, each a process of its own, and what each of them imports.

const runsAtTop = /^#!|^(?:\w+\.)*(?:run|serve|main)\(/m;

/** A file that shows that it is started, and not only imported. */
export const isStarted = (run: Run, file: string): boolean =>
  baseName(file) === "__main__.py" || run.modules.textOf(file).matches(runsAtTop) || run.modules.textOf(file).matches(testsMain);

const factsOf = perRun(() => ({ importers: null as Map<string, string[]> | null, starters: new Map<string, ReadonlySet<string>>() }));

/** The started files that import a file, by whatever way, itself among them. */
export function startersOf(run: Run, file: string): ReadonlySet<string> {
  const facts = factsOf(run);
  const known = facts.starters.get(file);
  if (known !== undefined) return known;
  facts.importers ??= importersOf(run);
  const reached = new Set([file]);
  for (const one of reached) for (const by of facts.importers.get(one) ?? []) reached.add(by);
  const found = new Set([...reached].filter((one) => isStarted(run, one)));
  facts.starters.set(file, found);
  return found;
}

/** No process that is started runs both files, though one runs each. */
export function areApart(run: Run, one: string, other: string): boolean {
  if (one === other) return false;
  const [own, others] = [startersOf(run, one), startersOf(run, other)];
  return own.size > 0 && others.size > 0 && ![...own].some((file) => others.has(file));
}

/** Who imports each file, in functions too; with a module Python runs the packages above it. */
function importersOf(run: Run): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const { files } = run.project;
  const add = (path: string, by: string): void => {
    const file = path.endsWith("/") ? `${path}__init__.py` : path;
    const known = found.get(file);
    if (known === undefined) found.set(file, [by]);
    else if (known.at(-1) !== by) known.push(by);
  };
  for (const file of run.project.served) {
    run.project.someImported(file, run.modules.textOf(file), ({ path, submodules }) => {
      for (const one of [path, ...submodules]) {
        add(one, file);
        for (let above = parent(one.replace(/\/$/, "")); files.has(`${above}/__init__.py`); above = parent(above)) add(`${above}/`, file);
      }
      return false;
    });
  }
  return found;
}
