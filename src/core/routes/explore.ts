import { isAside } from "./examples";
import type { FileText } from "./fileText";
import { runModules } from "./frameworks/fps";
import { factories } from "./guesses";
import type { Run } from "./interpreter/run";
import { baseName } from "./project/paths";

/** Runs everything that may make an application, in the order in which Python would most likely see it. */
export function explore(run: Run): void {
  const { served, tests } = run.project;
  const textOf = (file: string): FileText => run.cache.file(file, run.project.files.get(file) ?? "");
  const mentioning = served.filter((file) => textOf(file).mentions);
  const makers = mentioning.filter((file) => textOf(file).makesApplication);
  makers.sort(entryFirst);
  // what a program imports inside its functions runs before what only such modules import: of a cycle Python knows only that order
  const reached = new Set(makers.flatMap((file) => importedBy(run, file, textOf(file))));
  const first = mentioning.filter((file) => reached.has(file));
  const inOrder = [...reached].filter((file) => first.includes(file));
  const inTurn = [...new Set([...makers, ...inOrder, ...mentioning])];
  enterAll(
    run,
    inTurn.filter((file) => !isAside(file)),
  );
  inShares(run, inTurn.filter(isAside));
  importers(run, served);
  runModules(run);
  factories(run);
  if (run.steps >= run.most) unreached(run, makers);
  // an application that only tests make is better than none
  if (!run.routers.some((router) => router.app)) {
    for (const file of tests) if (textOf(file).makesApplication) enter(run, file);
  }
}

/** What seems to make an application, in code. */
const makes = /^(?![ \t]*(?:class|def|async)\b)[^#"'\n]*\b\w*(?:FastAPI|Starlette|Cadwyn|LitServer)\w*\(/m;

/** All that is done is used up: says which files make an application that was not reached. */
function unreached(run: Run, makers: readonly string[]): void {
  const reached = new Set(run.routers.flatMap(({ app, place }) => (app ? [place.file] : [])));
  for (const file of makers) {
    const text = run.project.files.get(file) ?? "";
    const found = reached.has(file) || isAside(file) ? null : makes.exec(text);
    if (found !== null) run.note("analysis-cut", { file, line: text.slice(0, found.index).split("\n").length }, "application");
  }
}

function enterAll(run: Run, files: readonly string[]): void {
  for (const file of files) if (!run.cancelled()) enter(run, file);
}

/** Enters files that must leave half of the steps to others, of examples each folder with half of what those before it left; says where files were left out. */
function inShares(run: Run, files: readonly string[]): void {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const folder = isAside(file) ? file.split("/").slice(0, -1).slice(0, 2).join("/") : "";
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  let open = folders.size;
  run.share(0.5, () => {
    for (const left of folders.values()) {
      const isUsed = run.share(--open > 0 ? 0.5 : 1, () => {
        for (let file = left.shift(); file !== undefined && !run.cancelled(); file = run.steps < run.most ? left.shift() : undefined) enter(run, file);
      });
      const [first] = left;
      if (isUsed && first !== undefined) run.note("analysis-cut", { file: first, line: 1 }, String(left.length));
    }
  });
}

function importedBy(run: Run, file: string, text: FileText): string[] {
  const paths: string[] = [];
  run.project.someImported(file, text, ({ path, submodules }) => paths.push(path, ...submodules) < 0);
  return paths;
}

function enter(run: Run, file: string): void {
  run.safely(() => {
    const module = run.modules.enter(file);
    if (module.active || module.source.assignsCall) run.modules.execute(module);
    run.modules.catchUp();
  }, undefined);
}

const entries = ["main.py", "app.py", "asgi.py", "server.py", "application.py", "__main__.py"];
function entryFirst(a: string, b: string): number {
  const rank = (file: string): number => {
    const at = entries.indexOf(baseName(file));
    return (at === -1 ? entries.length : at) * 100 + file.split("/").length;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** What it imports may depend on a test. */
const choosesImports =
  /^(?:if(?! (?:\w+\.)?TYPE_CHECKING:)|elif|else|try|except|finally|match)\b[^\n]*\n(?:(?:[ \t][^\n]*|\r)?\n)*?[ \t]+(?:from|import)[ \t]/m;

/** Files that name neither FastAPI nor APIRouter, but use what such a file made: a subclass, a factory, a router. */
function importers(run: Run, files: readonly string[]): void {
  const left = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const sources = new Set<string>();
    for (const { state, source, file } of run.modules.known.values()) {
      // a file that only holds a factory has nothing to run, but who calls it has
      if (source.mentions && (state === "done" || source.makesApplication)) sources.add(file);
    }
    for (const router of run.routers) sources.add(router.place.file);
    if (sources.size === 0) return;
    const textOf = (file: string): FileText => run.cache.file(file, run.project.files.get(file) ?? "");
    const leads = (file: string, text: FileText, to: ReadonlySet<string> = sources): boolean =>
      run.project.someImported(file, text, ({ path, submodules }) => to.has(path) || submodules.some((one) => to.has(one)));
    // packages hand on what their modules made
    const packages = files.filter((file) => baseName(file) === "__init__.py" && !sources.has(file));
    for (let hop = 0; hop < 3; hop++) for (const file of packages) if (!sources.has(file) && leads(file, textOf(file))) sources.add(file);
    const waits = (file: string): boolean => {
      const known = run.modules.known.get(file);
      if (left.has(file) || (known !== undefined && known.state !== "followed")) return false;
      const text = textOf(file);
      // what imports nothing of the project leads nowhere, and need not be searched for what it does
      return run.project.imports(file, text).length > 0 && (text.active || text.assignsCall || text.matches(choosesImports)) && leads(file, text);
    };
    const found = files.filter(waits);
    if (found.length === 0) return;
    // who imports one of them only where a test says so runs first
    const wanted = new Set(found);
    for (let added = -1; added !== 0; ) {
      const above = files.filter(
        (file) => !wanted.has(file) && !run.modules.known.has(file) && textOf(file).matches(choosesImports) && leads(file, textOf(file), wanted),
      );
      found.unshift(...above);
      for (const file of above) wanted.add(file);
      added = above.length;
    }
    inShares(run, [...found.filter((file) => !isAside(file)), ...found.filter(isAside)]);
    for (const file of found) left.add(file);
  }
}
