import type { FileText } from "../fileText";
import type { ImportedModule } from "./imports";
import { alsoLibraries, frameworks, modelLibraries, outside } from "./libraryNames";
import { ownPackage } from "./ownPackage";
import { baseName, common, isTest, parent } from "./paths";
import { standardLibrary } from "./standardLibrary";

/** A file or folder of the project that an import leads to, and those of the imported names that are its submodules. */
export interface Imported {
  readonly path: string;
  readonly submodules: readonly string[];
}

interface Target extends Imported {
  /** the folder from which it was found, for an absolute import */
  readonly root: string | null;
}

const noPaths: readonly string[] = [];

/** What the imports of one text lead to. */
interface FileImports {
  readonly file: FileText;
  readonly found: readonly Target[];
  readonly nowhere: readonly ImportedModule[];
}

const nothing: readonly never[] = [];

/** The Python files of a folder, and where an import leads. */
export class Project {
  private readonly folders = new Set<string>();
  private readonly byName = new Map<string, string[]>();
  private readonly held = new Map<string, boolean>();
  /** by folder, then by dotted name */
  private readonly resolved = new Map<string, Map<string, Resolved | null>>();
  /** by file, as long as it has the same text */
  private readonly imported = new Map<string, FileImports>();
  private readonly evidence = new Map<string, string>();
  private readonly usedRoots = new Set<string>();
  /** undefined until an import asks for it */
  private own: string | null | undefined;

  private readonly paths: readonly string[];
  /** files that a test runner does not read, and those that it does */
  readonly served: readonly string[];
  readonly tests: readonly string[];

  constructor(private texts: Map<string, string>) {
    this.paths = [...texts.keys()];
    const python = this.paths.filter((file) => file.endsWith(".py"));
    this.served = python.filter((file) => !isTest(file));
    this.tests = python.filter(isTest);
    for (const file of this.paths) {
      for (let folder = parent(file); folder !== "" && !this.folders.has(folder); folder = parent(folder)) this.folders.add(folder);
      const name = baseName(file);
      const known = this.byName.get(name);
      if (known === undefined) this.byName.set(name, [file]);
      else known.push(file);
    }
  }

  get files(): ReadonlyMap<string, string> {
    return this.texts;
  }

  /** Another text of a file that there is. */
  putText(path: string, text: string): void {
    this.texts.set(path, text);
  }

  /** The same folder read again: true where only texts changed, which imports do not depend on. */
  takes(files: Map<string, string>): boolean {
    if (files.size !== this.paths.length) return false;
    let index = 0;
    for (const file of files.keys()) if (file !== this.paths[index++]) return false;
    this.texts = files;
    this.evidence.clear();
    this.usedRoots.clear();
    return true;
  }

  /**
   * The file of a module, or its folder with a final `/` where the folder has no `__init__.py`; null for what is not
   * of this project. `level` counts the dots of a relative import.
   */
  resolve(from: string, level: number, dotted: string): string | null {
    const answer = this.located(from, level, dotted);
    if (answer !== null && answer.root !== null) this.settle(from, answer.root);
    return answer?.found ?? null;
  }

  /** The same, of which nothing is concluded for the names of modules. */
  lookUp(from: string, level: number, dotted: string): string | null {
    return this.located(from, level, dotted)?.found ?? null;
  }

  private located(from: string, level: number, dotted: string): Resolved | null {
    if (level === 0) {
      const answer = this.absolutely(from, dotted);
      // `from piper.voice import PiperVoice` in `executors/piper.py` means the library, not that file
      return answer?.root === null && answer.found === from && !namesItself(from, dotted) ? null : answer;
    }
    let folder = from.endsWith("/") ? from.slice(0, -1) : parent(from);
    for (let up = 1; up < level; up++) folder = parent(folder);
    const found = this.find(folder, dotted) ?? (dotted === "" ? (this.find("", folder.replaceAll("/", ".")) ?? (folder === "" ? null : `${folder}/`)) : null);
    return found === null ? null : { root: null, found };
  }

  /** What the imports of a file lead to inside the project, in their order, until one is what is looked for. */
  someImported(from: string, file: FileText, wanted: (one: Imported) => boolean): boolean {
    return this.importsOf(from, file).found.some((one) => {
      if (one.root !== null) this.settle(from, one.root);
      return wanted(one);
    });
  }

  /** The same, all of them; nothing is concluded for the names of modules. */
  imports(from: string, file: FileText): readonly Imported[] {
    return this.importsOf(from, file).found;
  }

  /** What a file imports that leads nowhere. */
  importsNowhere(from: string, file: FileText): readonly ImportedModule[] {
    return this.importsOf(from, file).nowhere;
  }

  private importsOf(from: string, file: FileText): FileImports {
    let known = this.imported.get(from);
    if (known?.file !== file) {
      const { imports } = file;
      const found = imports.flatMap((one) => this.target(from, one) ?? []);
      const nowhere = imports.filter((one) => this.leadsNowhere(from, one));
      known = { file, found: found.length === 0 ? nothing : found, nowhere: nowhere.length === 0 ? nothing : nowhere };
      this.imported.set(from, known);
    }
    return known;
  }

  /** Whether an import is a relative one, or of a package of the project, and leads to no file of the folder. */
  leadsNowhere(from: string, { level, module }: Pick<ImportedModule, "level" | "module">): boolean {
    const dot = level > 0 ? 0 : module.indexOf(".");
    return dot !== -1 && this.lookUp(from, level, module) === null && (level > 0 || this.lookUp(from, 0, module.slice(0, dot)) !== null);
  }

  private target(from: string, { level, module, names }: ImportedModule): Target | null {
    const answer = level > 0 ? null : this.absolutely(from, module);
    const path = level > 0 ? this.resolve(from, level, module) : (answer?.found ?? null);
    if (path === null) return null;
    const submodules = names.flatMap((name) => this.submodule(path, name) ?? []);
    return { path, submodules: submodules.length === 0 ? noPaths : submodules, root: answer?.root ?? null };
  }

  /** The file or folder of a package that a name may stand for. */
  submodule(path: string, name: string): string | null {
    if (!path.endsWith("/") && baseName(path) !== "__init__.py") return null;
    return this.resolve(path, 1, name);
  }

  private absolutely(from: string, dotted: string): Resolved | null {
    const folder = from.endsWith("/") ? from.slice(0, -1) : parent(from);
    let here = this.resolved.get(folder);
    if (here === undefined) {
      here = new Map();
      this.resolved.set(folder, here);
    }
    let answer = here.get(dotted);
    if (answer === undefined) {
      answer = frameworks.test(dotted) ? null : this.absolute(from, folder, dotted);
      here.set(dotted, answer);
    }
    return answer;
  }

  /** `app/api/users.py` -> `app.api.users`, counted from the folder where imports of this file start. */
  moduleName(file: string): string {
    const path = file.replace(/\.py$/, "").replace(/(^|\/)__init__$/, "");
    const root = this.rootOf(file);
    const name = (root === "" ? path : path.slice(root.length + 1)).replaceAll("/", ".");
    return name === "" ? baseName(root) : name;
  }

  isFolder(path: string): boolean {
    return path === "" || this.folders.has(path);
  }

  /** Submodules of a package: name and file. */
  submodules(folder: string): readonly { readonly name: string; readonly file: string; readonly isPackage: boolean }[] {
    const prefix = folder === "" ? "" : `${folder}/`;
    const out: { name: string; file: string; isPackage: boolean }[] = [];
    for (const file of this.files.keys()) {
      if (!file.startsWith(prefix) || !file.endsWith(".py")) continue;
      const rest = file.slice(prefix.length);
      const slash = rest.indexOf("/");
      if (slash === -1 && rest !== "__init__.py") out.push({ name: rest.slice(0, -3), file, isPackage: false });
      else if (slash !== -1 && rest.slice(slash + 1) === "__init__.py") out.push({ name: rest.slice(0, slash), file, isPackage: true });
    }
    return out.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private rootOf(file: string): string {
    const top = this.topmost(parent(file));
    const own = this.evidence.get(file);
    if (own !== undefined && (own === top || top.startsWith(own === "" ? "" : `${own}/`))) return own;
    let best = "";
    let found = false;
    for (const root of this.usedRoots) {
      const inside = root === "" || top === root || top.startsWith(`${root}/`);
      if (inside && (!found || root.length > best.length)) {
        best = root;
        found = true;
      }
    }
    return found ? best : top;
  }

  /** The folder above the outermost `__init__.py`. */
  private topmost(folder: string): string {
    let top = folder;
    for (let at = folder; at !== ""; at = parent(at)) if (this.files.has(`${at}/__init__.py`)) top = parent(at);
    return top;
  }

  /** The nearest folder without `__init__.py`. */
  private packageRoot(folder: string): string {
    let at = folder;
    while (at !== "" && this.files.has(`${at}/__init__.py`)) at = parent(at);
    return at;
  }

  private absolute(from: string, folder: string, dotted: string): Resolved | null {
    const top = this.packageRoot(folder);
    const roots: string[] = [];
    for (let at = top; ; at = parent(at)) {
      roots.push(at, at === "" ? "src" : `${at}/src`);
      if (at === "") break;
    }
    const isLibrary = outside.has(dotted.split(".", 1)[0] ?? "");
    let namespace: { root: string; path: string } | null = null;
    for (const root of roots) {
      // `from openai import OpenAI` in `app/openai/client.py` means the library; a package of that name at the top of the project is found before it
      if (isLibrary && !isTop(root) && isInside(folder, `${root}/${dotted}`)) continue;
      // `from langgraph.graph import StateGraph` in `core/langgraph/graph.py` means the library
      const found = isLibrary && !this.startsAt(root) ? null : this.find(root, dotted);
      if (found !== null && !found.endsWith("/")) return { root, found };
      // a package that is installed goes before a folder that only has its name
      if (found !== null && namespace === null && !isLibrary && (isTop(root) || !isOwnFolder(dotted, folder, found))) namespace = { root, path: found };
    }
    if (namespace !== null) {
      // a folder of that name may only hold the distribution that holds the package
      const real = dotted.includes(".") && !this.holdsModules(namespace.path) ? this.bySuffix(from, dotted) : null;
      return real === null ? { root: namespace.root, found: namespace.path } : { root: null, found: real };
    }
    // `from agents import Runner` beside `research/agents/` means the library, `import platform` never the one `api/platform.py`
    if (isLibrary || alsoLibraries.has(dotted) || standardLibrary.has(dotted.split(".", 1)[0] ?? "")) return null;
    const isModels = modelLibraries.has(dotted);
    // a script started inside its package sees its own folder and the ones above
    for (let at = folder; at !== top && at !== ""; at = parent(at)) {
      const found = isModels && !this.holdsProgram(at) ? null : this.find(at, dotted);
      if (found !== null && !found.endsWith("/")) return { root: null, found };
    }
    const found = isModels ? null : (this.inOwnPackage(dotted) ?? this.bySuffix(from, dotted));
    return found === null ? null : { root: null, found };
  }

  /** `app.api.users` in a folder `app` that was opened itself. */
  private inOwnPackage(dotted: string): string | null {
    const [first = "", ...rest] = dotted.split(".");
    if (this.own === undefined) this.own = ownPackage(this.files);
    return first === this.own ? this.find("", rest.join(".")) : null;
  }

  /** Whether a program may be started in a folder, so that its imports start there. */
  private startsAt(folder: string): boolean {
    if (folder === "") return true;
    // a package: `from celery import Celery` in `src/celery/start.py` means the library where other files import `src.celery`
    if (this.files.has(`${folder}/__init__.py`)) return false;
    return isTop(folder) || this.holdsProgram(folder) || this.files.has(`${folder}/setup.py`);
  }

  private holdsProgram(folder: string): boolean {
    return ["main", "app", "server", "api", "run"].some((name) => this.files.has(`${folder}/${name}.py`));
  }

  /** Whether some folder or file has the name of a module, wherever imports may start: then it is not told as one that is not there. */
  mayHold(dotted: string): boolean {
    let known = this.held.get(dotted);
    if (known === undefined) {
      const path = dotted.replaceAll(".", "/");
      const isNamed = (one: string): boolean => one === path || one.endsWith(`/${path}`);
      known = this.paths.some((file) => isNamed(file.replace(/\.pyi?$/, ""))) || [...this.folders].some(isNamed);
      this.held.set(dotted, known);
    }
    return known;
  }

  private holdsModules(folder: string): boolean {
    return this.paths.some((file) => file.startsWith(folder) && !file.slice(folder.length).includes("/"));
  }

  private settle(from: string, root: string): void {
    if (root !== "" && !(from.startsWith(root) && from.charCodeAt(root.length) === 47)) return;
    if (!this.evidence.has(from)) this.evidence.set(from, root);
    this.usedRoots.add(root);
  }

  /** The only or nearest file whose path ends like the module: for roots that nothing declares. */
  private bySuffix(from: string, dotted: string): string | null {
    const path = dotted.replaceAll(".", "/");
    const last = path.slice(path.lastIndexOf("/") + 1);
    const candidates = [
      ...(this.byName.get(`${last}.py`) ?? []).filter((file) => file.endsWith(`/${path}.py`)),
      ...(this.byName.get("__init__.py") ?? []).filter((file) => file.endsWith(`/${path}/__init__.py`)),
    ];
    if (candidates.length === 0 || (candidates.length > 1 && !dotted.includes("."))) return null;
    return candidates.reduce((best, file) => (common(file, from) > common(best, from) ? file : best));
  }

  private find(root: string, dotted: string): string | null {
    const path = dotted === "" ? root : root === "" ? dotted.replaceAll(".", "/") : `${root}/${dotted.replaceAll(".", "/")}`;
    if (path === "") return this.files.has("__init__.py") ? "__init__.py" : null;
    if (this.files.has(`${path}/__init__.py`)) return `${path}/__init__.py`;
    if (dotted !== "" && this.files.has(`${path}.py`)) return `${path}.py`;
    return this.folders.has(path) ? `${path}/` : null;
  }
}

/** `from services.agents import web` in `app/services/agents/__init__.py`: a package brings a submodule of its own, and no library is called so. */
function namesItself(file: string, dotted: string): boolean {
  const first = dotted.split(".", 1)[0] ?? "";
  return first !== dotted && baseName(file) === "__init__.py" && ![outside, alsoLibraries, modelLibraries, standardLibrary].some((names) => names.has(first));
}

interface Resolved {
  readonly root: string | null;
  readonly found: string;
}

/** Imports start there, whatever lies in it. */
function isTop(folder: string): boolean {
  return folder === "" || /(^|\/)src$/.test(folder);
}

/** `from pydantic_ai import Agent` in `basics/pydantic_ai/agent.py`: a folder deep in the project that is no package means the library in the files that it holds. */
function isOwnFolder(dotted: string, folder: string, found: string): boolean {
  return modelLibraries.has(dotted) && !alsoLibraries.has(dotted) && isInside(folder, found.slice(0, -1));
}

function isInside(folder: string, other: string): boolean {
  return folder === other || folder.startsWith(`${other}/`);
}
