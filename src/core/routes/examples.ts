import type { Router, RouterRecord } from "./frameworks/router";
import { perRun } from "./interpreter/perRun";
import type { Run } from "./interpreter/run";
import { alike } from "./programs/alike";
import { parent } from "./project/paths";

// Examples beside a package show how it is used: each is a program of its own, and what one adds to the package the others have not.

const folders = /(?:^|\/)(?:examples?|samples?|demos?|tutorials?|docs?|docs_src)\/(?:[^/]+\/)?/;

/** In a folder of examples, wherever it stands. */
export const isExample = (file: string): boolean => folders.test(file);

const shows = /(?:^|\/)_?(?:cookbooks?|notebooks?|tutorials?|playgrounds?|benchmarks?|(?:smoke_)?tests?)\//;

/** Shows or tries what the rest of the project is: it is read after that, and takes nothing from it. */
export const isAside = (file: string): boolean => isExample(file) || shows.test(file);

/**
 * The example of `shown` that a file belongs to, `examples/chat/` or the whole folder where the file stands in it, else null. The folder stands
 * beside the package that holds `shown`, and nothing but itself imports it: `samples` inside a package, or of a program without one, is a part like any other.
 */
export function exampleOf(run: Run, file: string, shown: string): string | null {
  const match = folders.exec(file);
  if (match === null) return null;
  const example = file.slice(0, match.index + match[0].length);
  const beside = match.index === 0 ? "" : file.slice(0, match.index + 1);
  const owner = packageOf(run, shown);
  if (owner === null || !owner.startsWith(beside) || owner.startsWith(example) || file.startsWith(owner)) return null;
  return isImported(run, example) ? null : example;
}

/** The example that a file belongs to by its folder alone, empty for any other file. */
export const exampleFolder = (file: string): string => folders.exec(file)?.[0] ?? "";

/** The outermost package around a file: its folder, with a final `/`. */
function packageOf({ project }: Run, file: string): string | null {
  let found: string | null = null;
  for (let at = parent(file); at !== ""; at = parent(at)) if (project.files.has(`${at}/__init__.py`)) found = `${at}/`;
  return found;
}

const answersOf = perRun(() => new Map<string, boolean>());

function isImported(run: Run, example: string): boolean {
  const answers = answersOf(run);
  let answer = answers.get(example);
  if (answer === undefined) {
    const isIn = (path: string): boolean => path.startsWith(example);
    answer = run.project.served.some(
      (file) => !isIn(file) && run.project.someImported(file, run.modules.textOf(file), ({ path, submodules }) => isIn(path) || submodules.some(isIn)),
    );
    answers.set(example, answer);
  }
  return answer;
}

/** A server is started by the package that holds an application. */
export function startsServer(run: Run, app: Router): boolean {
  const owner = packageOf(run, app.by);
  return owner !== null && run.project.served.some((file) => file.startsWith(owner) && run.modules.textOf(file).matches(server));
}

const server = /^[^#\n]*(?:\b(?:from|import)[ \t]+|["'])(?:uvicorn|hypercorn|granian)\b/m;

const commonOf = perRun(() => new Map<Router["records"], ReadonlySet<string>>());

/** Registered by an example that starts the application, and by the application wherever else it is started. */
function isCommon(run: Run, app: Router, record: RouterRecord): boolean {
  const all = commonOf(run);
  let common = all.get(app.records);
  if (common === undefined) {
    common = new Set(app.records.filter(({ by }) => exampleOf(run, by, app.by) === null).map(alike));
    all.set(app.records, common);
  }
  return common.has(alike(record));
}

/** Examples that add to the application of the package that they show are programs of their own, each with what its folder adds. */
export function programs(run: Run, app: Router): Router[] {
  const others = new Map<string, RouterRecord>();
  for (const record of app.records) {
    const example = exampleOf(run, record.by, app.by);
    if (example !== null && !others.has(example) && !isCommon(run, app, record)) others.set(example, record);
  }
  const variable = app.name?.split("\n")[1] ?? "app";
  return [app, ...[...others.values()].map(({ by }) => ({ ...app, records: [...app.records], names: [], name: `${by}\n${variable}`, beside: true }))];
}

/**
 * Whether a record is there in the program that starts `app`: what another example adds to an application of the package is not, nor what any
 * other program adds to one that the example mounts.
 */
export function isIn(run: Run, app: Router, router: Router, record: RouterRecord): boolean {
  const example = router.app ? exampleOf(run, record.by, router.by) : null;
  // of a program beside the package's own only what it adds is listed
  if (example === null) return router.records === app.records ? app.beside !== true : !router.app || !isOfOthers(run, app, router, record);
  return (app.name ?? app.by).startsWith(example) && !isCommon(run, router, record);
}

/** Added to an application of the package, which the example `app` mounts, by what neither that package nor the example runs: the website of the package. */
export function isOfOthers(run: Run, app: Router, inner: Router, { by }: RouterRecord): boolean {
  const example = exampleOf(run, app.by, inner.by);
  const owner = packageOf(run, inner.by);
  return example !== null && owner !== null && !by.startsWith(owner) && !reachedFrom(run, example).has(by);
}

const reachedOf = perRun(() => new Map<string, ReadonlySet<string>>());

/** The files of an example, and all that they import. */
function reachedFrom(run: Run, example: string): ReadonlySet<string> {
  const { project, modules } = run;
  const known = reachedOf(run).get(example);
  if (known !== undefined) return known;
  const found = new Set(project.served.filter((file) => file.startsWith(example)));
  const add = (path: string): void => {
    for (let at = parent(path); at !== ""; at = parent(at)) if (project.files.has(`${at}/__init__.py`)) found.add(`${at}/__init__.py`);
    if (project.files.has(path)) found.add(path);
  };
  for (const file of found)
    project.someImported(file, modules.textOf(file), ({ path, submodules }) => {
      for (const one of [path, ...submodules]) add(one);
      return false;
    });
  reachedOf(run).set(example, found);
  return found;
}
