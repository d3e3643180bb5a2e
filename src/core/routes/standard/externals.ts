import { once } from "../../lazily";
import { holder } from "../conditions";
import { brokerCall } from "../frameworks/brokers";
import { containers } from "../frameworks/containers";
import { announceMade, announceMethod, callExtension, routersAmong } from "../frameworks/extensions";
import { decorateUnknown, makeRouter } from "../frameworks/fastapi";
import { callLibrary, callLibraryMethod } from "../frameworks/libraries";
import { applicationGivers, includedByLibrary } from "../frameworks/libraryApplications";
import { litserve } from "../frameworks/litserve";
import { consumerMade, messageCall, subscribes } from "../frameworks/messageBrokers";
import { modelConfigs } from "../frameworks/modelFields";
import { unboundMethod } from "../frameworks/patched";
import { callPlugins, plugins } from "../frameworks/plugins";
import { provided } from "../frameworks/providers";
import { externalKind } from "../frameworks/routerKinds";
import { boundTask } from "../frameworks/taskQueues";
import { optionsOf } from "../interpreter/alternatives";
import { getAttribute } from "../interpreter/attributes";
import { enter } from "../interpreter/blocks";
import { call, injected } from "../interpreter/calls";
import { callOfStack } from "../interpreter/exitStacks";
import type { Frame } from "../interpreter/frame";
import { callGiven } from "../interpreter/givenFunctions";
import { guardsNow } from "../interpreter/guards";
import { iterators } from "../interpreter/iterators";
import { merging } from "../interpreter/merging";
import { records } from "../interpreter/records";
import type { Run } from "../interpreter/run";
import { extend, plainBases } from "../interpreter/superclass";
import { type Args, type Made, type MadePart, type Place, unknown, type Value } from "../interpreter/values";
import { distributions } from "../project/distributions";
import { declareArgument, parsedKnown, setDefaults } from "../settings/commandLine";
import { dynaconf } from "../settings/dynaconf";
import { environment, environmentFiles } from "../settings/environment";
import { settingsReaders } from "../settings/settingsFiles";
import { caches } from "./caches";
import { heaps } from "./collections";
import { contextVariables } from "./contextVariables";
import { counters } from "./counters";
import { dispatch } from "./dispatch";
import { introspection } from "./introspection";
import type { Known } from "./known";
import { loading } from "./loading";
import { canonical, pathFunctions } from "./pathFunctions";
import { pythonFunctions } from "./pythonFunctions";
import { pythonIteration } from "./pythonIteration";
import { compiledPattern, regularExpressions } from "./regularExpressions";
import { standardData } from "./standardData";
import { templates } from "./templates";
import { writtenCode } from "./writtenCode";
import { writtenData } from "./writtenData";

/** Made when first asked for: these modules import each other, and which one is read first is not to matter. */
const known = once<Readonly<Record<string, Known>>>(() => ({
  ...pythonFunctions,
  ...pythonIteration,
  ...standardData,
  ...iterators,
  ...records,
  ...regularExpressions,
  ...introspection,
  ...loading,
  ...pathFunctions,
  ...templates,
  ...distributions,
  ...plugins,
  ...litserve,
  ...applicationGivers,
  ...contextVariables,
  ...settingsReaders,
  ...writtenData,
  ...writtenCode,
  ...merging,
  ...containers,
  ...dynaconf,
  ...environmentFiles,
  ...heaps,
  ...counters,
  ...caches,
  ...dispatch,
  ...modelConfigs,
}));

/** Calling a name from outside the project: what Python and a few libraries are known to give, else something made by it. */
export function callExternal(run: Run, path: string, args: Args, place: Place, frame: Frame): Value {
  const kind = externalKind(path);
  const isOwn = /^(fastapi|starlette)\./.test(path);
  // `FastAPIWrapper(fastapi_app=app)` of a library makes none, it is given one
  if (kind !== null && (isOwn || routersAmong(args).size === 0)) return makeRouter(run, kind, null, args, place, frame, isOwn ? null : path);
  const [self, ...others] = args.positional;
  // `OpenAI_Chat.__init__(self, config=config)`: what an instance of the project's class is of a class from outside
  if (path.endsWith(".__init__") && self?.k === "instance" && self.cls !== null && !plainBases.test(path))
    extend(run, self, path.slice(0, -".__init__".length), { ...args, positional: others }, self.place);
  const unbound = unboundMethod(run, path, args, place, frame);
  if (unbound !== null) return unbound;
  const name = canonical(path);
  const work = Object.hasOwn(known(), name) ? known()[name] : undefined;
  if (work !== undefined) {
    const given = work(args, run, place, frame);
    return makesHolder.test(name) ? holder(run, given) : given;
  }
  const ofText = unboundText(run, path, args, place, frame);
  if (ofText !== null) return ofText;
  const env =
    environment(path, args, run, place, frame) ??
    callLibrary(run, path, args, place, frame) ??
    includedByLibrary(run, path, args, place, frame) ??
    callExtension(run, path, args, place);
  if (env !== null) return env;
  if (configures.test(path)) run.configured.set(path, args);
  consumerMade(run, path, args);
  run.listener?.({ k: "external", path }, args, place);
  const [only] = args.positional;
  const wraps = run.wrapping && args.positional.length === 1 && areFunctions(only);
  const given = wraps ? unknown : callGiven(run, args, place, frame, path);
  if (given.k !== "unknown" && through.test(path)) return given;
  if (through.test(path)) {
    const [first, ...rest] = args.positional;
    if (first?.k === "external" || first?.k === "class") return call(run, first, { positional: rest, named: args.named, open: args.open }, place, frame);
  }
  const made: Made = { k: "made", id: run.id(), path, args, place, of: null, attrs: new Map(), ...madeUnder(run) };
  announceMade(run, made, place, frame);
  return made;
}

const makesHolder = /^(?:list|dict|set|(?:collections|queue|asyncio|multiprocessing|weakref)\.\w+)$/;

/** `str.lower(name)` is `name.lower()`. */
function unboundText(run: Run, path: string, args: Args, place: Place, frame: Frame): Value | null {
  const [text, ...positional] = args.positional;
  if (!path.startsWith("str.") || text?.k !== "text") return null;
  const method = getAttribute(run, text, path.slice(4), frame, place);
  return method.k === "native" ? method.call({ ...args, positional }, place) : null;
}

function madeUnder(run: Run): Pick<Made, "under" | "behind"> {
  const under = run.importing ? undefined : guardsNow(run);
  return under === undefined ? run.madeBehind : { under, ...run.madeBehind };
}

/** Functions that give back what the function they are given gives. */
const through =
  /(^|\.)(to_thread|run_in_threadpool|run_sync|run|run_until_complete|run_coroutine_threadsafe|create_task|ensure_future|wait_for|shield|iterate_in_threadpool|contextmanager)$/;

/** Calling something made by a library, or one of its attributes. */
export function callMade(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): Value {
  const method = callee.k === "part" ? callee.path : "__call__";
  const { decorating } = run;
  run.decorating = false;
  const included = callee.k === "part" ? includedByLibrary(run, `${callee.of.path}.${callee.path}`, args, place, frame) : null;
  if (included !== null) return included;
  announceMethod(run, callee, args, place);
  const ofStack = callOfStack(run, callee, args, place, frame);
  if (ofStack !== null) return ofStack;
  const library = callLibraryMethod(run, callee, args, place, frame);
  if (library !== null) return library;
  if (callee.k === "part") {
    const asked = parsedKnown(run, callee, args, place) ?? compiledPattern(run, callee, args, place, frame) ?? callPlugins(run, callee, args, place, frame);
    if (asked !== null) return asked;
    const unresolved = decorateUnknown(run, callee.of, callee.path, args, place, frame);
    if (unresolved !== null) return unresolved;
    const env = environment(`${callee.of.path}().${callee.path}`, args, run, place, frame, callee.of.args);
    if (env !== null) return env;
  } else {
    // a library's own decorator: `@limiter.limit("5/minute")`, `@cache(expire=60)`
    const only = args.positional[0];
    if (run.wrapping && args.positional.length === 1 && only?.k === "union" && areFunctions(only)) return only;
    if (args.positional.length === 1 && (only?.k === "function" || only?.k === "class") && (run.registering || decorating || run.wrapping)) {
      if (adds.test(callee.path)) hold(callee, args);
      subscribes(run, callee, only, place, frame);
      return (only.k === "function" ? boundTask(run, callee, only, place, frame) : null) ?? only;
    }
    const env = environment(`${callee.path}()`, args, run, place, frame, callee.args);
    if (env !== null) return env;
    const given = provided(run, callee, place, frame);
    if (given !== null) return given;
  }
  // a stack enters what it is given: `model = await stack.enter_async_context(load())`
  if (/(^|\.)enter_(async_)?context$/.test(method)) return enter(run, args.positional[0] ?? unknown, frame);
  if (adds.test(method)) hold(callee, args);
  // a decorator, read when a handler first needs what it decorates, does not run that
  if (decorating) return args.positional[0] ?? unknown;
  if (callee.k === "part" && method === "add_argument") declareArgument(callee.of, args, place);
  if (callee.k === "part" && method === "set_defaults") setDefaults(callee.of, args, place);
  const taken = brokerCall(run, callee, args, frame);
  if (taken !== null) return taken;
  messageCall(run, callee, args, place, frame);
  run.listener?.(callee, args, place);
  const wrapped = wrappedBy(callee);
  if (wrapped !== null) {
    const result = call(run, wrapped, args, place, frame);
    if (result.k !== "unknown") return result;
  }
  const given = parts.test(method) ? unknown : callGiven(run, args, place, frame, `${callee.k === "part" ? callee.of.path : callee.path}.${method}`);
  if (given.k !== "unknown" && /(^|\.)(run_in_executor|submit|map|run|apply|apply_async|call|acall|__call__)$/.test(method)) return given;
  if (/(^|\.)(a?get|resolve|a?get_instance|provide|__call__|\[\])$/.test(method)) {
    const instance = injected(run, args, place);
    if (instance !== null) return instance;
  }
  const of: Made = callee.k === "part" ? callee.of : callee;
  const made: Made = { k: "made", id: run.id(), path: `${of.path}.${method}`, args, place, of: callee, attrs: new Map(), ...madeUnder(run) };
  if (moves.test(method)) {
    of.moves ??= [];
    if (of.moves.length < 20) of.moves.push(made);
  }
  return made;
}

/** What moves a network of PyTorch, itself and not a copy: `model.to("cpu")` counts where nobody takes what it gives. */
const moves = /^(to|cpu|cuda)$/;

/** `traced = traceable(name="search")(search)`: what a library made of one function alone calls that when it is called. */
function wrappedBy(callee: Made | MadePart): Value | null {
  if (callee.k !== "made" || callee.args.positional.length !== 1 || (callee.of === null && callee.args.named.size > 0)) return null;
  const only = callee.args.positional[0];
  const decorated = callee.of === null ? wraps.test(callee.path) : callee.path.endsWith(".__call__");
  if (decorated && only?.k === "part") return only;
  return (callee.of === null || callee.path.endsWith(".__call__")) && areFunctions(only) ? (only ?? null) : null;
}

/** Libraries' functions that give what does the same as what they are given: `sync_to_async(model.predict)`, `retry(stop=...)(agent.run)`. */
const wraps = /(^|\.)(sync_to_async|async_to_sync|asyncify|syncify|wrap_\w+|\w*(retry|cache|limit|trace|traceable|observe)\w*)$/;

function areFunctions(value: Value | undefined): boolean {
  return value !== undefined && optionsOf(value).every(({ k }) => k === "function" || k === "method");
}

/** `dspy.configure(lm=lm)`: a library keeps it for later calls. */
const configures = /\.(configure|set_\w+|context)$/;

/** Methods that add a part to what was made: a node, a component, a tool, weights. */
const adds =
  /(^|\.)(add_(?!texts|documents?|data|messages?|user|middleware|task|event|job)\w+|set_\w+|register\w*|tool\w*|task|actor|node|component|configure|load_\w+|agent|service|api)$/;

/** What these are given runs when the graph or pipeline does, not before. */
const parts = /(^|\.)add_(node|edge|conditional_edges|sequence|component|tool)$/;

function hold(callee: Made | MadePart, args: Args): void {
  // `@agent.tool` and `@agent.tool(retries=2)` both add to the agent
  const owner = callee.k === "part" ? callee.of : callee.of?.k === "part" ? callee.of.of : callee;
  owner.held ??= [];
  if (owner.held.length < 200) owner.held.push(...args.positional, ...args.named.values());
}
