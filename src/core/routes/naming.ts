import { exampleOf } from "./examples";
import type { Router } from "./frameworks/router";
import { optionsOf } from "./interpreter/alternatives";
import type { Run } from "./interpreter/run";
import { read } from "./interpreter/scope";
import { baseName } from "./project/paths";

/** A name under which an application can be reached: `module:variable`. */
export interface AppName {
  readonly file: string;
  readonly variable: string;
  /** bound there by an import, not made there */
  readonly imported: boolean;
}

/**
 * `module:variable` of each application, as a server would be told: what the project itself states (`[tool.fastapi]`,
 * `uvicorn.run("main:app")`), else the variable in the file where servers look first. A factory that nobody calls is `module:factory`.
 * Two applications of one name are told apart by their folders.
 */
export function appNames(apps: readonly Router[], run: Run, projectFiles: readonly { readonly path: string; readonly text: string }[]): Map<Router, string> {
  const imported = importedNames(run, new Set(apps.map((app) => app.records)));
  const stated = statedEntries(projectFiles);
  const chosen = new Map(apps.map((app) => [app, best([...app.names, ...(imported.get(app.records) ?? [])], app, run, stated)] as const));
  const short = new Map<Router, string>();
  const count = new Map<string, number>();
  for (const [app, { file, variable }] of chosen) {
    const name = `${run.project.moduleName(file)}:${variable}`;
    short.set(app, name);
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  for (const [app, { file, variable }] of chosen)
    if ((count.get(short.get(app) ?? "") ?? 0) > 1) short.set(app, `${file.replace(/\.py$/, "").replaceAll("/", ".")}:${variable}`);
  return short;
}

/** Files in which servers and people look for an application first; those of FastAPI's own command line, then a common one. */
const conventional = ["main.py", "app.py", "api.py", "asgi.py"];
const usualVariables = ["app", "api", "application"];

/** A file in which servers and people look for an application first. */
export const isUsual = (file: string): boolean => conventional.includes(baseName(file));

function best(names: readonly AppName[], app: Router, run: Run, stated: readonly string[]): AppName {
  const rank = ({ file, variable, imported }: AppName): number[] => {
    const at = conventional.indexOf(baseName(file));
    const usual = usualVariables.indexOf(variable);
    return [
      isStated(run, file, variable, stated) ? 0 : 1,
      variable.includes(".") ? 1 : 0,
      at === -1 ? 1 : 0,
      imported ? 1 : 0,
      file.split("/").length,
      at === -1 ? conventional.length : at,
      usual === -1 ? usualVariables.length : usual,
    ];
  };
  const [first, ...others] = names;
  if (first === undefined) return { file: app.name?.split("\n")[0] ?? app.place.file, variable: app.name?.split("\n")[1] ?? "app", imported: false };
  return others.reduce((known, one) => (compare(rank(one), rank(known)) < 0 ? one : known), first);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** A name that the project itself tells a server: `[tool.fastapi]` alone where it has one, else a text in a file that starts a server. */
export function isStated(run: Run, file: string, variable: string, entries: readonly string[]): boolean {
  const whole = file.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
  if (entries.length > 0)
    return entries.some((entry) => entry === `${run.project.moduleName(file)}:${variable}` || `.${whole}:${variable}`.endsWith(`.${entry}`));
  const said = run.cache.pattern(`["'](?:[\\w.]*\\.)?${whole.slice(whole.lastIndexOf(".") + 1)}:${variable.replaceAll(".", "\\.")}["']`);
  return [...run.modules.known.values()].some(({ source }) => source.matches(startsServer) && source.matches(said));
}

const startsServer = /uvicorn|gunicorn|hypercorn|granian/;

function statedEntries(projectFiles: readonly { readonly path: string; readonly text: string }[]): string[] {
  return projectFiles
    .filter(({ path }) => path.endsWith("pyproject.toml") && baseName(path) === "pyproject.toml")
    .flatMap(({ text }) => {
      const section = /^\[tool\.fastapi\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1] ?? "";
      return /^entrypoint\s*=\s*["']([\w.]+:\w+)["']/m.exec(section)?.[1] ?? [];
    });
}

/** Applications that the files where servers look have by an import. */
function importedNames(run: Run, wanted: ReadonlySet<Router["records"]>): Map<Router["records"], AppName[]> {
  const out = new Map<Router["records"], AppName[]>();
  for (const module of run.modules.known.values()) {
    if (module.state !== "done" || !isUsual(module.file)) continue;
    for (const { names } of module.source.imports) {
      for (const name of names) {
        const value = read(module.scope, name);
        for (const one of value === undefined ? [] : optionsOf(value)) {
          if (one.k !== "router" || !wanted.has(one.records) || exampleOf(run, module.file, one.by) !== null) continue;
          const known = out.get(one.records) ?? [];
          out.set(one.records, [...known, { file: module.file, variable: name, imported: true }]);
        }
      }
    }
  }
  return out;
}
