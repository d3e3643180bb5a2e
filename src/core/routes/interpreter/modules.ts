import type { Piece } from "../../python/split";
import type { FunctionDefinition, Statement } from "../../python/syntax";
import type { ReadPieces } from "../codeCache";
import { conditionsNow } from "../conditions";
import type { FileText } from "../fileText";
import { isRival } from "../programs/rivals";
import { baseName, parent } from "../project/paths";
import { executeModule } from "./executeModule";
import { moduleFrame } from "./frame";
import { Imports } from "./imports";
import type { Module, Part } from "./module";
import { inEachProcess, inProcess } from "./processes";
import { DEEPEST_BEFORE_CALL, type Run } from "./run";
import type { Func } from "./values";

const DEEPEST_BEFORE_IMPORT = 500;

const isMetaclass = /^class[ \t]+\w+[ \t]*(?:\[[^\n]*\][ \t]*)?\([ \t]*(?:type|(?:abc\.)?ABCMeta)\b/m;
const makesClasses = /def __(?:new|init)__\(/;

/** A class that extends another. */
export const derives = /^class[ \t]+\w+[ \t]*(?:\[[^\n]*\][ \t]*)?\(/m;

/** A class with something that may be told its name. */
export const holdsObjects = /^[ \t]+(?:@\w|\w+[^=\n(]*=[ \t]*[\w.]+\()/m;

/** The modules of one reading: opened where somebody names them, imported where somebody needs what they do. */
export class Modules {
  readonly known = new Map<string, Module>();
  readonly imports = new Imports();
  /** those whose import came too deep in a chain of imports */
  private readonly postponed = new Set<string>();
  private readonly handlers: { readonly path: string; handlers: ReadPieces["handlers"] }[] = [];

  constructor(private readonly run: Run) {}

  /** The module of a file or folder, imported by what runs now. */
  load(path: string): Module {
    const { frames, registering } = this.run;
    if (registering) this.imports.note(frames.findLast(({ func }) => func === null)?.module.file ?? null, path, conditionsNow(this.run));
    return this.read(path);
  }

  /** The same for one that nobody has imported so far: a program may begin there. */
  enter(path: string): Module {
    if (this.open(path).state === "new") this.imports.begins(path);
    return this.read(path);
  }

  /** Run if it has effects, else only its own imports are followed. */
  private read(path: string): Module {
    const module = this.open(path);
    if (module.state !== "new") return module;
    if (this.run.depth > DEEPEST_BEFORE_IMPORT) {
      this.postponed.add(path);
      return module;
    }
    // a chain of imports that are only followed nests too
    this.run.depth += 4;
    this.begin(path, module);
    this.run.depth -= 4;
    return module;
  }

  /** Loads what was postponed; the stack is short again. */
  catchUp(): void {
    for (const path of this.postponed) {
      this.postponed.delete(path);
      this.read(path);
    }
  }

  private begin(path: string, module: Module): void {
    // Python runs the packages above first
    if (path.endsWith(".py")) {
      const above = module.isPackage ? parent(parent(path)) : parent(path);
      if (this.run.project.files.has(`${above}/__init__.py`)) this.read(`${above}/__init__.py`);
    }
    if (module.state !== "new") return;
    if (module.active || this.choosesImports(module)) this.execute(module);
    else {
      this.follow(module);
      // a class that extends one with `__init_subclass__` registers itself
      if ((this.run.hooks && module.source.matches(derives)) || (this.run.tellsNames && module.source.matches(holdsObjects))) this.execute(module);
    }
  }

  /** Runs a module that was only followed so far: somebody wants a name of it. */
  execute(module: Module): void {
    if (module.state === "running" || module.state === "done" || this.run.depth > DEEPEST_BEFORE_CALL) return;
    module.state = "running";
    this.run.frames.push(moduleFrame(module));
    const { limit, steps, stepsOfModules, executing, conditions, leftTurn } = this.run;
    this.run.executing = module;
    // what it does stands behind what decides whether it is imported, and behind nothing else
    const mark = this.imports.mark(module.file);
    this.run.conditions = mark === undefined ? [] : [mark];
    this.run.leftTurn = undefined;
    // whoever imports it first, others do too
    const settings = this.run.settingsBehind.splice(0);
    // a statement that calls too much may import modules on its way: they are read whole, and not at its expense
    const { most } = this.run;
    if (this.run.importing) this.run.limit = most;
    const work = (): unknown => executeModule(this.run, module);
    this.run.failures.inModule(() => (isRival(this.run, module) ? this.asRival(module, work) : inEachProcess(this.run, work)));
    this.run.limit = this.run.importing && limit < most ? Math.min(most, limit + this.run.steps - steps) : limit;
    this.run.executing = executing;
    this.run.stepsOfModules = stepsOfModules + this.run.steps - steps;
    this.run.frames.pop();
    this.run.conditions = conditions;
    this.run.leftTurn = leftTurn;
    this.run.settingsBehind.splice(0, Number.POSITIVE_INFINITY, ...settings);
    module.state = "done";
  }

  /** What it calls, the others have yet to call: a factory gives each its own application. */
  private asRival(module: Module, work: () => unknown): unknown {
    const before = new Set(this.run.called);
    const result = inProcess(this.run, module, work);
    for (const one of this.run.called) if (!before.has(one)) this.run.called.delete(one);
    return result;
  }

  /** It imports a module of the project only where a test says so. */
  private choosesImports({ file, source }: Module): boolean {
    return source.followedImports.some(({ inBlock, level, module: name }) => inBlock === true && this.run.project.resolve(file, level, name) !== null);
  }

  private follow(module: Module): void {
    module.state = "followed";
    for (const { level, module: name, names } of module.source.followedImports) {
      const path = this.run.project.resolve(module.file, level, name);
      if (path === null) continue;
      this.followInto(module, path);
      if (!path.endsWith("/") && baseName(path) !== "__init__.py") continue;
      for (const sub of names) {
        const inner = this.submodule(path, sub);
        if (inner !== null) this.followInto(module, inner);
      }
    }
  }

  private followInto({ file }: Module, path: string): void {
    if (this.run.registering) this.imports.note(file, path, []);
    this.read(path);
  }

  /** Path of the module of that name in the package; null where the project has none. */
  submodule(path: string, name: string): string | null {
    return this.run.project.submodule(path, name);
  }

  textOf(path: string): FileText {
    return this.run.cache.file(path, this.run.project.files.get(path) ?? "");
  }

  /** The module unread: its names are there after `load`. A missing file is an empty module. */
  open(path: string): Module {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const text = this.run.project.files.get(path) ?? "";
    const facts = this.run.cache.file(path, text);
    this.run.tellsNames ||= facts.matches(/def __set_name__/);
    this.run.hooks ||= facts.matches(/def __init_subclass__/) || (facts.matches(isMetaclass) && facts.matches(makesClasses));
    const { pieces, errorLines } = facts.split;
    for (const line of errorLines.slice(0, 20)) this.run.note("python-syntax", { file: path, line: line + 1 });
    const module: Module = {
      file: path,
      name: this.run.project.moduleName(path.endsWith("/") ? path.slice(0, -1) : path),
      isPackage: path.endsWith("/") || baseName(path) === "__init__.py",
      source: facts,
      scope: { kind: "module", names: new Map(), parent: null, outer: null },
      pieces,
      active: facts.active,
      state: "new",
      stars: [],
      parts: (piece) => this.partsOf(path, facts, piece),
    };
    this.known.set(path, module);
    return module;
  }

  /** The statements of a piece; `by` moves the lines that they count from. */
  partsOf(path: string, file: FileText, piece: Piece, by = 0): readonly Part[] {
    const { parts, errors, handlers } = this.run.cache.piece(file, piece, this.run.parser);
    if (handlers.length > 0) this.handlers.push({ path, handlers: by === 0 ? handlers : handlers.map(({ base, lazy }) => ({ base: base + by, lazy })) });
    for (const { line, first, last } of errors) this.syntaxError(path, line + by, first + by, last + by);
    return by === 0 ? parts : parts.map(({ base, statements }) => ({ base: base + by, statements }));
  }

  /** Handlers that are gone have no errors any more. */
  forgetHandlers(gone: ReadonlySet<object>): void {
    for (const one of this.handlers) one.handlers = one.handlers.filter(({ lazy }) => !gone.has(lazy));
  }

  /** Says it once: an unclosed bracket was said when the file was cut into pieces. */
  private syntaxError(file: string, line: number, first: number, last: number): void {
    if (this.run.notes.some((n) => n.code === "python-syntax" && n.place.file === file && n.place.line > first && n.place.line <= last)) return;
    this.run.note("python-syntax", { file, line: line + 1 });
  }

  /** Says what is wrong in handlers that nobody followed. */
  checkHandlers(): void {
    for (const { path, handlers } of this.handlers) {
      for (const { base, lazy } of handlers) {
        const broken = lazy.findBrokenLine();
        if (broken !== null) this.syntaxError(path, base + broken, base + broken, base + broken + 1);
      }
    }
  }

  /** What a function does; an error in a body that is read only now is said only now. */
  bodyOf(func: Func, definition: FunctionDefinition): readonly Statement[] {
    const { body, lazy } = definition;
    const brokenLine = lazy?.brokenLine ?? null;
    if (brokenLine !== null) {
      const line = func.base + brokenLine;
      this.syntaxError(func.module.file, line, line, line + 1);
    }
    return body;
  }
}
