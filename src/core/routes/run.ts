import type { PythonParser } from "../python/parser";
import type { Piece } from "../python/split";
import type { FunctionDefinition, Parameter, Statement } from "../python/syntax";
import type { CodeCache, ReadPieces } from "./codeCache";
import { Failures } from "./failures";
import type { FileText } from "./fileText";
import type { Guard } from "./guards";
import type { LineMap } from "./lineMap";
import type { Manifests } from "./manifests";
import type { Module, Part } from "./module";
import { baseName, type Project, parent } from "./project";
import type { Router } from "./router";
import { routerKind } from "./routerKinds";
import { SettingsFiles } from "./settingsFiles";
import { executeModule, moduleFrame } from "./statements";
import type { Args, Class, Condition, Func, List, Made, Partial, Place, Reason, Scope, Value } from "./values";

/** Something that a reading noticed; readCode words it. */
export interface Note {
  readonly code: string;
  readonly place: Place;
  readonly detail: string;
  /** noticed in a factory that nobody calls, with arguments that nobody gave */
  readonly assumed?: boolean;
}

/** A call of something outside the project, while a handler is followed. */
export type CallListener = (callee: Value, args: Args, place: Place) => void;

/** What was yielded so far; `surest`: how many undecided alternatives surrounded the surest `yield`. */
export interface Yields extends Array<Value> {
  surest?: number;
}

/** Names that a function runs in, and what it gives back. */
export interface Frame {
  readonly module: Module;
  readonly scope: Scope;
  /** line of the file where the piece begins, from 0 */
  base: number;
  readonly owner: Class | null;
  readonly self: Value | null;
  readonly func: Func | null;
  readonly returns: Value[];
  readonly yields: Yields;
  /** The line that registers, when a router's own overridden method does it on behalf of its caller. */
  readonly registers: Place | null;
  /** of a context manager: runs what stands in the `with` block */
  readonly onYield?: (value: Value) => void;
  /** an undecided test, one side of which has left the function */
  mayHaveLeft?: Condition;
  /** some way has returned before what is run now */
  mayHaveReturned?: true;
}

/** A frame for what happens at a place that no statement stands for. */
export function frameAt(run: Run, place: Place): Frame {
  return moduleFrame(run.open(place.file));
}

/** How much is done before the rest is left out, with a problem that says so: far above any hand-written project. */
const MOST_STEPS = 3_000_000;
const DEEPEST_CALL = 60;
/** In nested evaluations and blocks: a call may need some hundreds more. */
const DEEPEST_BEFORE_CALL = 650;
const DEEPEST_BEFORE_IMPORT = 500;

/** A class that extends another. */
const isMetaclass = /^class[ \t]+\w+[ \t]*\([ \t]*(?:type|(?:abc\.)?ABCMeta)\b/m;
const makesClasses = /def __(?:new|init)__\([ \t]*(?:mcs|mcls|meta|metacls|metaclass|cls|klass)\b/;
export const derives = /^class[ \t]+\w+[ \t]*\(/m;

/** Calls that were followed already, while handlers are. */
export interface Memo {
  begin(func: Func, args: Args): { readonly known: Value | undefined; end(result: Value): void };
}

/** The state of one reading. */
export class Run {
  readonly modules = new Map<string, Module>();
  readonly routers: Router[] = [];
  readonly notes: Note[] = [];
  readonly called = new Set<object>();
  /** records of routers whose routes somebody read as a list: callbacks, copies */
  readonly copied = new Set<object>();
  /** what was imported depends on which routes some router had */
  sawRoutes = false;
  /** how often each function called itself deeply */
  readonly deepCalls = new Map<object, number>();
  /** statements that called more than is followed: each leaves less for the next, so that many cannot use up all */
  explosions = 0;
  /** a factory is called with what its parameters' types tell */
  assuming = false;
  /** records of applications that another one serves in their place */
  readonly replaced = new Set<object>();
  readonly stack: Func[] = [];
  readonly failures = new Failures(() => this.registering);
  /** what the next call of this context manager does at its `yield` */
  onYield: { readonly func: Func; readonly work: (value: Value) => void } | null = null;
  /** some class runs `__init_subclass__`, so that defining a class may register something */
  hooks = false;
  /** how many alternatives surround what is run now, of which only one may happen */
  uncertain = 0;
  /** the same for what may not be reached at all: after a way that has returned, in a loop that may not turn */
  doubts = 0;
  /** the same for what only runs where something that runs a model has failed */
  failing = 0;
  /** the same for what runs once for each part of what a transcription gave */
  perSegment = 0;
  /** whether a library gave something by a transcription; set while handlers are followed */
  isSpoken: ((made: Made) => boolean) | null = null;
  /** how many models were noticed so far while handlers are followed */
  noticed = 0;
  readonly frames: Frame[] = [];
  private readonly handlers: { readonly path: string; handlers: ReadPieces["handlers"] }[] = [];
  onMissing: ((func: Func, parameter: Parameter) => Value | undefined) | null = null;
  memo: Memo | null = null;
  /** the same for what runs unheard */
  quietMemo: Memo | null = null;
  /** what a dependency gives, while handlers are followed */
  depends: ((made: Made) => Value) | null = null;
  /** names under which classes of applications are known, to find factories that nobody calls */
  readonly makers = new Set<string>(["FastAPI", "Starlette", "LitServer"]);
  /** what makes a model of a library's class, where an annotation names one: `WhisperModel`; set while handlers are followed */
  modelOf: ((path: string) => string | null) | null = null;
  /** set while handlers are followed */
  listener: CallListener | null = null;
  /** hears of methods that are called on what nobody knows, while handlers are followed */
  onUnknown: ((method: string, place: Place) => void) | null = null;
  /** what takes from each queue inside the process, and what is just put into one */
  readonly consumers = new Map<List, readonly Partial[]>();
  /** `taken`: what runs now took it, and nothing of another queue since */
  readonly putting: { readonly queue: List; readonly item: Value; readonly key: number; taken: boolean }[] = [];
  /** nobody looks at what is taken now */
  throwsAway = false;
  /** what is followed now for one route: a loop in it serves nobody else */
  handler: object | null = null;
  /** FastAPI copies the routes of a router that is included, as it did before 0.137 */
  eager = false;
  /** what is called next is a decorator */
  decorating = false;
  /** a decorator of the project runs: it wraps, and what it wraps runs later */
  wrapping = false;
  /** whether what is run now was left to a worker or to this process for when the answer is sent; null: the answer waits for it */
  left: "to-worker" | "after-answer" | null = null;

  /** Runs what a worker does, for whoever sent it there. */
  inWorker<T>(work: () => T): T {
    return this.leaving("to-worker", work);
  }

  /** Runs what this process does once the answer is sent; a worker that leaves something for later is still a worker. */
  afterAnswer<T>(work: () => T): T {
    return this.leaving(this.left ?? "after-answer", work);
  }

  private leaving<T>(where: Run["left"], work: () => T): T {
    const before = this.left;
    this.left = where;
    const result = work();
    this.left = before;
    return result;
  }

  /** answers to what cannot be decided that surround what is run now */
  readonly guards: Guard[] = [];
  /** undecided tests around what is run now, since its module began */
  conditions: Condition[] = [];
  /** an undecided test, one side of which has left the turn of the loop that runs now */
  leftTurn: Condition | undefined;

  under<T>(guard: Guard, work: () => T): T {
    this.guards.push(guard);
    const result = work();
    this.guards.pop();
    return result;
  }

  /** attributes that the code sets on names from outside the project, and calls that configure such a library */
  readonly assigned = new Map<string, Value>();
  readonly configured = new Map<string, Args>();
  /** routes are registered while modules are imported and the application starts, not while it serves */
  registering = true;
  /** a call that a start-up function makes on its way runs */
  aside = false;
  /** classes whose metaclass runs at this moment */
  readonly making: Class[] = [];
  /** start-up functions run: what the environment says then is not the code's to say */
  starting = false;

  /** modules are imported, in an environment in which nothing is set */
  get importing(): boolean {
    return this.registering && !this.starting;
  }

  /** where lines of files went whose bodies changed since they were read */
  lines: ReadonlyMap<string, LineMap> = new Map();

  /** nested evaluations and blocks at this moment */
  depth = 0;
  /** modules whose import came too deep in a chain of imports */
  private readonly postponed = new Set<string>();
  steps = 0;
  limit = MOST_STEPS;
  order = 0;
  /** the budget of steps ended before the modules did */
  cut = false;
  private ids = 0;

  constructor(
    readonly project: Project,
    readonly cache: CodeCache,
    readonly parser: PythonParser,
    public cancelled: () => boolean,
    readonly manifests: Manifests,
    readonly settings: SettingsFiles = new SettingsFiles([]),
  ) {}

  /** Runs something that must not end the reading, whatever a project holds: a stack that is too small cuts it here. */
  safely<T>(work: () => T, otherwise: T): T {
    const { left, depth, limit, listener, memo, conditions, leftTurn } = this;
    const [calls, frames, guards, tests] = [this.stack.length, this.frames.length, this.guards.length, conditions.length];
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.cut = true;
      this.left = left;
      this.putting.length = 0;
      this.guards.length = guards;
      this.conditions = conditions;
      this.leftTurn = leftTurn;
      conditions.length = tests;
      this.depth = depth;
      this.limit = limit;
      this.aside = false;
      this.listener = listener;
      this.memo = memo;
      this.stack.length = calls;
      this.frames.length = frames;
      this.uncertain = 0;
      this.doubts = 0;
      this.failing = 0;
      this.perSegment = 0;
      this.failures.put(null);
      return otherwise;
    }
  }

  /** Runs something of which no call is to be noticed, and which is not remembered as followed. */
  unheard<T>(work: () => T): T {
    const { listener, memo } = this;
    this.listener = null;
    this.memo = this.quietMemo;
    const result = work();
    this.listener = listener;
    this.memo = memo;
    return result;
  }

  /** Evaluates what may happen or not. */
  maybe<T>(work: () => T): T {
    this.uncertain++;
    const result = this.failures.unwatched(work);
    this.uncertain--;
    return result;
  }

  /** Runs what is only reached where `certain`; ways out of a loop inside it end with it, those out of the function do not. */
  turning<T>(certain: boolean, over: Value, frame: Frame, work: () => T): T {
    const { doubts } = this;
    const made = over.k === "made" ? over : over.k === "unknown" ? over.from : undefined;
    const spoken = made !== undefined && this.isSpoken?.(made) === true ? 1 : 0;
    this.perSegment += spoken;
    const returned = frame.mayHaveReturned;
    if (!certain) this.doubts++;
    const result = work();
    this.perSegment -= spoken;
    this.doubts = doubts + (frame.mayHaveReturned === returned ? 0 : 1);
    return result;
  }

  id(): number {
    return ++this.ids;
  }

  /** False when this reading has to end. */
  step(): boolean {
    if (++this.steps > this.limit) {
      if (this.limit === MOST_STEPS) this.cut = true;
      return false;
    }
    return (this.steps & 1023) !== 0 || !this.cancelled();
  }

  get tooDeep(): boolean {
    return this.stack.length > DEEPEST_CALL || this.depth > DEEPEST_BEFORE_CALL;
  }

  note(code: string, place: Place, detail = ""): void {
    if (!this.notes.some((n) => n.code === code && n.place.file === place.file && n.place.line === place.line && n.detail === detail))
      this.notes.push({ code, place, detail, assumed: this.assuming });
  }

  /** The line that registers on behalf of which a router's own method runs, if any. */
  get registersNow(): Place | null {
    return this.frames.at(-1)?.registers ?? null;
  }

  /** A parameter that nothing is given for. */
  missing(func: Func, parameter: Parameter): Value {
    return (
      this.onMissing?.(func, parameter) ?? { k: "unknown", reason: this.reason("runtime", { file: func.module.file, line: func.base + 1 }, parameter.name) }
    );
  }

  /** Takes a note back. */
  forget(code: string, { file, line }: Place): void {
    const at = this.notes.findIndex(({ code: known, place }) => known === code && place.file === file && place.line === line);
    if (at !== -1) this.notes.splice(at, 1);
  }

  /** Remembers the names of classes that make applications. */
  onClass(cls: Class): void {
    if (routerKind(cls) === "app") this.makers.add(cls.name);
  }

  place(frame: Frame, line: number): Place {
    return { file: frame.module.file, line: frame.base + line + 1 };
  }

  reason(code: Reason["code"], place: Place, detail: string): Reason {
    return { code, place, detail };
  }

  /** The module of a file or folder, as an import finds it: run if it has effects, else only its own imports are followed. */
  load(path: string): Module {
    const module = this.open(path);
    if (module.state !== "new") return module;
    if (this.depth > DEEPEST_BEFORE_IMPORT) {
      this.postponed.add(path);
      return module;
    }
    // a chain of imports that are only followed nests too
    this.depth += 4;
    this.enter(path, module);
    this.depth -= 4;
    return module;
  }

  /** Loads what was postponed; the stack is short again. */
  catchUp(): void {
    for (const path of this.postponed) {
      this.postponed.delete(path);
      this.load(path);
    }
  }

  private enter(path: string, module: Module): void {
    // Python runs the packages above first
    if (path.endsWith(".py")) {
      const above = module.isPackage ? parent(parent(path)) : parent(path);
      if (this.project.files.has(`${above}/__init__.py`)) this.load(`${above}/__init__.py`);
    }
    if (module.state !== "new") return;
    if (module.active) this.execute(module);
    else {
      this.follow(module);
      // a class that extends one with `__init_subclass__` registers itself
      if (this.hooks && module.source.matches(derives)) this.execute(module);
    }
  }

  /** Runs a module that was only followed so far: somebody wants a name of it. */
  execute(module: Module): void {
    if (module.state === "running" || module.state === "done" || this.depth > DEEPEST_BEFORE_CALL) return;
    module.state = "running";
    this.frames.push(moduleFrame(module));
    const { limit, steps, conditions, leftTurn } = this;
    this.conditions = [];
    this.leftTurn = undefined;
    // a statement that calls too much may import modules on its way: they are read whole, and not at its expense
    if (this.importing) this.limit = MOST_STEPS;
    executeModule(this, module);
    this.limit = this.importing && limit < MOST_STEPS ? Math.min(MOST_STEPS, limit + this.steps - steps) : limit;
    this.frames.pop();
    this.conditions = conditions;
    this.leftTurn = leftTurn;
    module.state = "done";
  }

  private follow(module: Module): void {
    module.state = "followed";
    for (const { level, module: name, names } of module.source.followedImports) {
      const path = this.project.resolve(module.file, level, name);
      if (path === null) continue;
      this.load(path);
      if (!path.endsWith("/") && baseName(path) !== "__init__.py") continue;
      for (const sub of names) {
        const inner = this.submodule(path, sub);
        if (inner !== null) this.load(inner);
      }
    }
  }

  submodule(path: string, name: string): string | null {
    return this.project.submodule(path, name);
  }

  textOf(path: string): FileText {
    return this.cache.file(path, this.project.files.get(path) ?? "");
  }

  open(path: string): Module {
    const known = this.modules.get(path);
    if (known !== undefined) return known;
    const text = this.project.files.get(path) ?? "";
    const facts = this.cache.file(path, text);
    this.hooks ||= facts.matches(/def __init_subclass__/) || (facts.matches(isMetaclass) && facts.matches(makesClasses));
    const { pieces, errorLines } = facts.split;
    for (const line of errorLines.slice(0, 20)) this.note("python-syntax", { file: path, line: line + 1 });
    const module: Module = {
      file: path,
      name: this.project.moduleName(path.endsWith("/") ? path.slice(0, -1) : path),
      isPackage: path.endsWith("/") || baseName(path) === "__init__.py",
      source: facts,
      scope: { kind: "module", names: new Map(), parent: null, outer: null },
      pieces,
      active: facts.active,
      state: "new",
      stars: [],
      parts: (piece) => this.partsOf(path, facts, piece),
    };
    this.modules.set(path, module);
    return module;
  }

  /** The statements of a piece; `by` moves the lines that they count from. */
  partsOf(path: string, file: FileText, piece: Piece, by = 0): readonly Part[] {
    const { parts, errors, handlers } = this.cache.piece(file, piece, this.parser);
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
    if (this.notes.some((n) => n.code === "python-syntax" && n.place.file === file && n.place.line > first && n.place.line <= last)) return;
    this.note("python-syntax", { file, line: line + 1 });
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
