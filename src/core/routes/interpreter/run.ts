import type { PythonParser } from "../../python/parser";
import type { Parameter } from "../../python/syntax";
import type { CodeCache } from "../codeCache";
import type { Router, RouterRecord } from "../frameworks/router";
import { routerKind } from "../frameworks/routerKinds";
import type { LineMap } from "../lineMap";
import type { Manifests } from "../project/manifests";
import type { Project } from "../project/project";
import { SettingsFiles } from "../settings/settingsFiles";
import type { EntriesBefore } from "./entryWays";
import { Failures } from "./failures";
import { doubt, type Settled, type Taken } from "./forks";
import type { Frame } from "./frame";
import type { Guard } from "./guards";
import type { CallListener, Memo, Note } from "./hearing";
import type { Module } from "./module";
import { Modules } from "./modules";
import type { Sparing } from "./sparing";
import { standing } from "./standing";
import type { Args, Class, Condition, Func, List, Made, Partial, Place, Reason, Value } from "./values";

/** How much is done before the rest is left out, with a problem that says so: far above any hand-written project. */
export const MOST_STEPS = 3_000_000;

const DEEPEST_CALL = 60;

/** In nested evaluations and blocks: a call may need some hundreds more. */
export const DEEPEST_BEFORE_CALL = 650;

/** The state of one reading. */
export class Run {
  readonly modules = new Modules(this);
  readonly routers: Router[] = [];
  readonly notes: Note[] = [];
  readonly called = new Set<object>();
  readonly instantiated = new Set<Class>();
  /** of them those that nothing but a guess made an instance of, with the routers and records that came of it */
  readonly guessed = new Map<Class, ReadonlySet<Router | RouterRecord>>();
  /** what a guess called and was not followed to its end, with its place; gone once somebody else calls it, and it is */
  readonly cutGuesses = new Map<object, Place>();
  /** records of routers whose routes somebody read as a list: callbacks, copies */
  readonly copied = new Set<object>();
  /** what was imported depends on which routes some router had */
  sawRoutes = false;
  /** how often each function called itself deeply */
  readonly deepCalls = new Map<object, number>();
  /** statements that called more than is followed: each leaves less for the next, so that many cannot use up all */
  explosions = 0;
  /** what nests too deeply to be followed, in the statement that runs now */
  nested = 0;
  /** lists of which only the beginning is kept: loops that turn for ever, ranges of millions */
  readonly beginnings = new WeakSet<object>();
  /** how much was registered before each function called itself deeply */
  readonly ordersBefore = new Map<object, number>();
  /** a factory is called with what its parameters' types tell */
  assuming = false;
  /** a program is followed: whether a value has to do with what it leads to */
  onWay: ((value: Value) => boolean) | null = null;
  /** records of applications that another one serves in their place */
  readonly replaced = new Set<object>();
  readonly stack: Func[] = [];
  /** for each call on the stack: what it was given, the number that came before all that it made, and how much was registered before */
  readonly given: { readonly args: Args; readonly since: number; readonly order: number }[] = [];
  readonly failures = new Failures(() => this.registering);
  /** what the next call of this context manager does at its `yield` */
  onYield: { readonly func: Func; readonly work: (value: Value) => void } | null = null;
  /** some class runs `__init_subclass__`, so that defining a class may register something */
  hooks = false;
  /** the same for a class that holds an object which is told its name (`__set_name__`) */
  tellsNames = false;
  /** how many alternatives surround what is run now, of which only one may happen */
  uncertain = 0;
  /** what entries of dictionaries were before the nearest of these began, while handlers are followed */
  entriesBefore: EntriesBefore | null = null;
  /** ways that lead to what is run now, where others lead elsewhere, the outermost first */
  readonly taken: Taken[] = [];
  /** what one request finds decided; null where none is followed */
  settled: Settled | null = null;
  /** what has a smaller number was there before the request */
  began = 0;
  /** above 0 for what only runs where something that runs a model has failed */
  failing = 0;
  /** the same for what runs once for each part of what a transcription gave */
  perSegment = 0;
  /** whether a library gave something by a transcription; set while handlers are followed */
  isSpoken: ((made: Made) => boolean) | null = null;
  /** how many models were noticed so far while handlers are followed */
  noticed = 0;
  readonly frames: Frame[] = [];
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
  /** how often the trail of one was lost so far */
  lost = 0;
  /** what is followed now, and how sparingly */
  sparing: Sparing | null = null;
  /** functions that were not followed to their end, in the statement that runs now */
  spared = new Set<Func>();
  /** steps that imported modules took */
  stepsOfModules = 0;
  /** the module that is imported now */
  executing: Module | undefined;
  /** hears of methods that are called on what nobody knows, while handlers are followed */
  onUnknown: ((method: string, place: Place) => void) | null = null;
  /** hears of calls of what a module of the project defines that no file here holds, while handlers are followed */
  onUnseen: ((module: string, place: Place) => void) | null = null;
  /** what takes from each queue inside the process, and what is just put into one */
  readonly consumers = new Map<List, readonly Partial[]>();
  /** `taken`: what runs now took it, and nothing of another queue since */
  readonly putting: { readonly queue: List; readonly item: Value; readonly key: number; taken: boolean; everTaken?: boolean }[] = [];
  /** files that run as programs at this moment */
  readonly programs = new Set<Module>();
  /** nobody looks at what is taken now */
  throwsAway = false;
  /** what is followed now for one route: a loop in it serves nobody else */
  handler: object | null = null;
  /** FastAPI copies the routes of a router that is included, as it did before 0.137 */
  eager = false;
  /** functions that a worker's process calls before its first task */
  readonly workerStarts: { readonly work: Value; readonly place: Place; readonly frame: Frame }[] = [];
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

  /** What `work` does holds only where the guard does. */
  under<T>(guard: Guard, work: () => T): T {
    this.guards.push(guard);
    const result = work();
    this.guards.pop();
    return result;
  }

  /** settings that decided tests around what runs now, the outermost first */
  readonly settingsBehind: string[] = [];

  /** Runs what a test decides that a setting answers; null: none does. */
  behind<T>(settings: string | readonly string[] | null, work: () => T): T {
    if (settings === null) return work();
    const { length } = this.settingsBehind;
    this.settingsBehind.push(...(typeof settings === "string" ? [settings] : settings));
    const result = work();
    this.settingsBehind.length = length;
    return result;
  }

  /** The same, for what is made now and used elsewhere; while handlers are followed, of the function that makes it: another way to it has others. */
  get madeBehind(): { readonly behind?: readonly string[] } {
    const from = this.registering ? 0 : (this.frames.at(-1)?.settings ?? 0);
    return this.settingsBehind.length <= from ? {} : { behind: [...new Set(this.settingsBehind.slice(from))] };
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
  steps = 0;
  limit = MOST_STEPS;
  /** the same for what is read now, whatever one statement of it may take */
  most = MOST_STEPS;
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
  safely<T>(
    work: () => T,
    otherwise: T,
    onCut = (): void => {
      this.cut = true;
    },
  ): T {
    const goBack = standing(this);
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      onCut();
      goBack();
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

  /** Evaluates what may happen or not; `way`: what leads there, null where that is said inside. */
  maybe<T>(work: () => T, way: Taken | null = doubt()): T {
    this.uncertain++;
    const result = way === null ? this.failures.unwatched(work) : this.along(way, () => this.failures.unwatched(work));
    this.uncertain--;
    return result;
  }

  /** Runs what only one way leads to. */
  along<T>(way: Taken, work: () => T): T {
    const { length } = this.taken;
    this.taken.push(way);
    const result = work();
    this.taken.length = length;
    return result;
  }

  /** Runs the inside of a loop, a way of `turnOf`; ways out of a loop inside it end with it, those out of the function do not. */
  turning<T>(way: Taken, over: Value, frame: Frame, work: () => T): T {
    const made = over.k === "made" ? over : over.k === "unknown" ? over.from : undefined;
    const spoken = made !== undefined && this.isSpoken?.(made) === true ? 1 : 0;
    this.perSegment += spoken;
    const returned = frame.mayHaveReturned;
    const result = this.along(way, work);
    this.perSegment -= spoken;
    if (frame.mayHaveReturned !== returned) this.taken.push(doubt());
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

  /** Beyond it calls are unknown, so that the host's own stack does not overflow. */
  get tooDeep(): boolean {
    return this.stack.length > DEEPEST_CALL || this.depth > DEEPEST_BEFORE_CALL;
  }

  /**
   * Runs what may take a part of the steps that are left, and leaves the rest to what comes after it; statements that called too much leave no less to
   * others. True where it has used up its part.
   */
  share(part: number, work: () => void): boolean {
    const { most, limit, explosions } = this;
    this.most = Math.min(most, this.steps + Math.round((most - this.steps) * part));
    this.limit = this.most;
    work();
    const isUsed = this.steps >= this.most;
    this.steps = Math.min(this.steps, this.most);
    this.most = most;
    this.limit = limit;
    this.explosions = explosions;
    return isUsed;
  }

  /** A problem, once for each code, place and detail. */
  note(code: string, place: Place, detail = ""): void {
    if (!this.notes.some((n) => n.code === code && n.place.file === place.file && n.place.line === place.line && n.detail === detail))
      this.notes.push({ code, place, detail, assumed: this.assuming });
  }

  /** Notes that a loop or a recursion is left before its end, where it has registered something: the rest is missing. */
  leavesOut(place: Place, before: number): void {
    if (this.importing && this.order > before) this.note("analysis-cut", place);
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

  /** `line` is zero-based within the frame's piece, the result counts from 1 in the file; of a text that is run, it is where that is done. */
  place(frame: Frame, line: number): Place {
    return frame.written ?? { file: frame.module.file, line: frame.base + line + 1 };
  }

  reason(code: Reason["code"], place: Place, detail: string): Reason {
    return { code, place, detail };
  }
}
