import type { Router } from "../routes/frameworks/router";
import { isForOthers, keyOfPut } from "../routes/frameworks/taskQueues";
import { call } from "../routes/interpreter/calls";
import { rootFunction } from "../routes/interpreter/definitions";
import { doubt, Settled, type Taken, turnOf } from "../routes/interpreter/forks";
import { moduleFrame } from "../routes/interpreter/frame";
import type { Run } from "../routes/interpreter/run";
import { sparing } from "../routes/interpreter/sparing";
import { type Args, noArgs, type Place, type Text, unknown, type Value } from "../routes/interpreter/values";
import { runProgram } from "../routes/programs/workerPrograms";
import type { Workload } from "../routes/route";
import type { Served } from "../routes/serve";
import { whoRuns } from "./engines";
import { distinctWorkloads, isAssumed, networkAround, settingsOf } from "./found";
import { isDepends } from "./handlers";
import type { Harmless } from "./harmless";
import type { Match } from "./identify";
import { Injection } from "./injection";
import { matchCall } from "./match";
import { modelNames } from "./modelNames";
import { type CalledPath, OwnCalls } from "./ownCalls";
import { ownProgram } from "./ownPrograms";
import { programWithModel } from "./programs";
import { type Entry, type Lost, Recorder, startMemo } from "./recorder";
import { Relevance } from "./relevance";
import { type Asked, Requests } from "./requests";
import { last, modelOf } from "./ruleOf";
import { occurrences, runsOfCall, turnsOf } from "./runsOfCall";
import { sentTasks } from "./sentTasks";
import { whoMayReplace } from "./settable";
import { isModelOnly, mayRunModels, seemsToRun } from "./signs";
import { taskAround } from "./tasks";
import { mayAskAgain } from "./toolLoops";

/** Follows handlers into whatever they call, and collects the models that they run. */
export class Tracer {
  private readonly requests: Requests;
  private readonly recorder: Recorder;
  private readonly injection: Injection;
  private readonly relevance: Relevance;
  /** calls that were transcriptions, by what was called */
  private readonly transcribes = new WeakSet<Value>();
  private readonly running = new Set<Value>();
  /** whether middlewares of an application may run a model, and what they run for a request of each method and path */
  private readonly before = new Map<Router, boolean>();
  private readonly passed = new Map<Router, Map<string, Entry>>();

  /** whether the handler that was traced last calls more code than is followed */
  cut = false;
  /** what that handler seems to run besides: nothing was found, and a call of something unknown looks like a model */
  lost: Lost | null = null;
  /** whether it was followed at all */
  followed = false;
  /** the routes of other applications of the project that it calls */
  calls: readonly CalledPath[] = [];
  /** what the project serves, once that is known */
  own = new OwnCalls(() => []);
  private caller: Router | null = null;

  constructor(private readonly run: Run) {
    this.relevance = new Relevance(run);
    this.requests = new Requests(run);
    this.recorder = new Recorder(
      () => `${run.left ?? ""}${keyOfPut(run)}`,
      run.taken,
      () => run.failing,
      () => run.perSegment,
      run.settingsBehind,
      () => run.noticed++,
      () => run.lost++,
      () => run.settled,
    );
    this.injection = new Injection(run, this.requests, this.recorder);
  }

  /** Leaves out handlers that reach no model by the names that they use. */
  sift(): void {
    this.relevance.byName = true;
  }

  /** Whether it leaves some out. */
  get sieves(): boolean {
    return this.relevance.byName;
  }

  /** Does what can be done before anybody asks for a handler. */
  prepare(): void {
    this.relevance.prepare();
  }

  /** Texts of files changed after that. */
  changed(paths: readonly string[]): void {
    this.relevance.changed(paths);
  }

  /**
   * Of the handlers between any two that were followed, the names from which no model was reached; null where what one runs may depend on the routes
   * that there are.
   */
  harmless(): readonly Harmless[] | null {
    return this.own.isAsked || [...this.before.values()].includes(true) ? null : this.relevance.harmless();
  }

  /** Keeps what a lifespan function yields: it becomes `request.state`. */
  setState(app: Router, yielded: Value): void {
    this.requests.setState(app, yielded);
  }

  /**
   * What one method of a route runs, in the order of the code: the middlewares that a request passes, the dependencies declared for it, the
   * handler. `apps` are the applications that serve the handler.
   */
  trace(served: Served, method: string, apps: readonly Router[]): readonly Workload[] {
    const { record, dependencies, app } = served;
    this.caller = app;
    this.calls = nothing;
    this.cut = false;
    this.lost = null;
    const passes = this.asksPath(served);
    const values = [record.handler, ...dependencies];
    if (record.routeClass !== undefined) values.push(record.routeClass);
    const followed = this.relevance.mayRun(values, record.place.file);
    this.followed = followed || passes;
    return this.followed ? this.found(served, method, apps, followed) : nothing;
  }

  private found({ record, dependencies, app, inner, path }: Served, method: string, apps: readonly Router[], followed: boolean): readonly Workload[] {
    const { run, injection } = this;
    const passed = [...new Set([app, inner])].filter((one) => this.mayRunBefore(one));
    injection.apps = apps;
    const top = this.recorder.start();
    run.steps = 0;
    run.settled = new Settled();
    run.began = run.id();
    run.limit = MOST_STEPS_A_HANDLER;
    run.sparing = sparing(run);
    run.listener = (callee, args, place) => this.listen(callee, args, place);
    run.onUnknown = (method, place) => {
      if (seemsToRun.test(method)) this.recorder.lose({ place, what: method });
    };
    run.onUnseen = (what, place) => this.recorder.lose({ place, what, missing: true });
    run.memo = this.recorder.memo;
    run.quietMemo ??= startMemo();
    run.modelOf = modelOf;
    run.isSpoken = ({ of }) => of !== null && this.transcribes.has(of);
    run.handler = rootFunction(record.handler)?.definition ?? null;
    run.depends = (made) => injection.depends(made, null);
    for (const one of passed) this.pass(one, apps, { method, path: pathOf(path, one) });
    if (followed) {
      for (const dependency of dependencies) if (isDepends(dependency)) run.safely(() => injection.depends(dependency, null), unknown);
      run.safely(() => {
        injection.answer(record, method);
        return unknown;
      }, unknown);
    }
    this.cut = run.steps > MOST_STEPS_A_HANDLER || run.sparing?.hasSpared === true;
    this.relevance.followed();
    run.sparing = null;
    run.settled = null;
    run.listener = null;
    run.onUnknown = null;
    run.onUnseen = null;
    run.memo = null;
    run.modelOf = null;
    run.handler = null;
    run.isSpoken = null;
    run.depends = null;
    const all = [...top.found.values()];
    this.calls = all.flatMap(({ calls }) => calls ?? []);
    const found = distinctWorkloads(all.filter(({ calls }) => calls === undefined));
    if (found.length === 0 || top.lost?.missing === true) this.lost = top.lost;
    return found;
  }

  /** Whether what a route runs may depend on its path, which middlewares are told. */
  asksPath({ app, inner }: Served): boolean {
    return this.mayRunBefore(app) || this.mayRunBefore(inner);
  }

  /** Whether a middleware of an application may run a model. */
  private mayRunBefore(app: Router): boolean {
    const known = this.before.get(app);
    if (known !== undefined) return known;
    const values = app.middlewares.flatMap(({ dispatch, args }) => [dispatch, ...args.named.values()]);
    const may = values.length > 0 && this.relevance.mayRun(values, app.place.file);
    this.before.set(app, may);
    return may;
  }

  /** Lets a request pass the middlewares of an application; what they run is found once for each method and path. */
  private pass(app: Router, apps: readonly Router[], asked: Asked): void {
    const entries = this.passed.get(app) ?? new Map<string, Entry>();
    this.passed.set(app, entries);
    const key = `${asked.method} ${asked.path}`;
    const known = entries.get(key);
    if (known !== undefined) return this.recorder.merge(known);
    entries.set(
      key,
      this.recorder.record(() => {
        this.requests.pass(app, apps, asked);
        return unknown;
      }),
    );
  }

  /** Notes the models that a call of a library runs, and follows the functions that it runs for the project. */
  private listen(callee: Value, args: Args, place: Place): void {
    const { run } = this;
    if (isForOthers(run)) return;
    const { models, functions, tools = [], standIns = [], given } = matchCall(callee, args, run);
    const calls = models.every(({ library }) => library === "http") ? this.own.called(callee, args, this.caller) : null;
    if (calls !== null) {
      const { method, path, name } = calls;
      this.recorder.note(`calls ${method} ${path} ${name}`, {
        task: "other",
        library: "http",
        engine: null,
        model: null,
        file: place.file,
        line: place.line,
        ways: [[]],
        runs: [],
        calls: { ...calls, likely: models.length > 0 },
      });
      return;
    }
    if (models.some(({ task }) => task === "transcription")) this.transcribes.add(callee);
    const again = models.some(({ task }) => task === "generation") && mayAskAgain(callee, args) ? [turnOf(true, true)] : [];
    for (const match of models) {
      const way = this.settledWay(callee, match);
      const { origin, guessed, ways: _ways, ...workload } = { ...match, engine: whoRuns(match.engine, match.model) };
      if (guessed === true) Object.assign(workload, { task: taskAround([place.file, ...run.stack.map(({ qualified }) => qualified)], workload.task) });
      const inside = networkAround(run, match);
      const often = runsOfCall(callee, args, match);
      const taken = match.task === "generation" ? [...again, ...way] : way;
      const key = `${match.part ?? match.task}|${match.library}|${match.engine}|${match.model ?? `@${inside ?? origin}${match.template ?? ""}`}`;
      this.recorder.note(key, {
        ...workload,
        ...(match.model === null ? {} : whoMayReplace(match.model, callee, args)),
        file: place.file,
        line: place.line,
        ...(run.left === "to-worker" ? { inWorker: true } : run.left === "after-answer" ? { afterAnswer: true } : {}),
        ...(isAssumed(callee) ? { assumed: true } : {}),
        ...settingsOf(callee),
        ways: [often.least === 0 ? [doubt(), ...way] : way],
        runs: inside !== null || match.part !== undefined ? [] : isStep(callee, match) ? [{ id: callee, pass: true, taken }] : occurrences(often, taken),
      });
    }
    const turns = functions.length === 0 ? null : turnsOf(callee, args, null);
    if (turns?.open === true) run.along(turnOf(turns.least > 0, true), () => functions.forEach((one) => this.follow(one, place, given)));
    else for (let at = 0; at < (turns?.least ?? 0); at++) for (const one of functions) this.follow(one, place, given);
    const context = tools.some(takesContext) ? contextOf(run, args, place) : undefined;
    for (const one of tools) run.along(doubt(), () => this.follow(one, place, takesContext(one) ? context : given));
    run.failing++;
    for (const one of standIns) this.follow(one, place, given);
    run.failing--;
    if (models.length + functions.length + tools.length === 0 && callee.k === "part" && isModelOnly.test(last(callee.path)))
      this.recorder.lose({ place, what: `${callee.of.path}.${last(callee.path)}` });
    const program = callee.k === "external" ? ownProgram(run, callee.path, args) : null;
    if (program !== null) runProgram(run, run.modules.open(program));
    else if (models.length === 0 && callee.k === "external") {
      const unknown = programWithModel(callee.path, args);
      if (unknown !== null) this.recorder.lose({ place, what: unknown });
    }
    const outside = models.length + functions.length + tools.length === 0 ? calledOutside(callee) : null;
    if (outside !== null) this.recorder.lose({ place, what: outside });
    const sent = sentTasks(run, callee, args);
    if (sent === null) return;
    for (const one of sent.tasks) run.inWorker(() => this.follow(one, place));
    if (sent.tasks.length === 0) this.recorder.lose({ place, what: sent.name });
  }

  /** Of several names that something was made with, it has one: the same in each turn of a loop, and in each call. */
  private settledWay(callee: Value, { ways = [], model }: Match): readonly Taken[] {
    const { settled } = this.run;
    const made = callee.k === "part" ? callee.of : callee;
    if (settled === null || model === null || made.k !== "made" || !modelNames(made).includes(model)) return ways;
    return ways.map((taken, depth) => settled.instead(taken, `made ${made.id} ${depth}`));
  }

  private follow(one: Value, place: Place, given?: Value): void {
    if (this.running.has(one)) return;
    this.running.add(one);
    const args = { ...noArgs, positional: given === undefined ? [] : [given], open: true };
    // a library may call it any number of times
    this.run.along(turnOf(true), () => call(this.run, one, args, place, moduleFrame(this.run.modules.open(place.file))));
    this.running.delete(one);
  }
}

const nothing: readonly never[] = [];

/** The path of each request of a route; null where it has parameters, or a part that is not known: a proxy may put a `root_path` in front. */
function pathOf({ value, holes }: Text, app: Router): string | null {
  const root = app.attrs.get("root_path");
  const behindProxy = root !== undefined && !(root.k === "text" && root.value === "");
  return behindProxy || holes.length > 0 || value.includes("{") ? null : value;
}

/** `logits = model(ids)` in a loop: one of the many passes of which one answer is made. */
function isStep(callee: Value, { library, task }: { readonly library: string; readonly task: string }): boolean {
  return (
    callee.k === "made" && /^(torch|transformers)$/.test(library) && !/pipeline$/i.test(callee.path) && !/^(embedding|reranking|classic-ml|other)$/.test(task)
  );
}

/** `async def search(ctx: RunContext[Deps], query: str)`: a tool of pydantic-ai that is given the run that it belongs to. */
function takesContext(one: Value): boolean {
  const definition = rootFunction(one)?.definition;
  const type = definition?.k === "function" ? definition.parameters.find(({ name }) => name !== "self")?.type : null;
  const named = type?.k === "subscript" ? type.object : type;
  return (named?.k === "name" || named?.k === "attribute") && named.id === "RunContext";
}

/** `agent.run(query, deps=Deps(store))`: tools find that as `ctx.deps`. */
function contextOf(run: Run, { named }: Args, place: Place): Value | undefined {
  const deps = named.get("deps");
  return deps === undefined ? undefined : { k: "instance", id: run.id(), cls: null, attrs: new Map([["deps", deps]]), place };
}

/** Enough for the longest chain of services; a handler that needs more is cut, not awaited. */
const MOST_STEPS_A_HANDLER = 200_000;

/** A function, or a method of something, that a package with models in its name gave, and that is not in the folder; null for what else is called. */
function calledOutside(callee: Value): string | null {
  if (callee.k === "part") return mayRunModels(callee.of.path) ? `${callee.of.path}.${last(callee.path)}` : null;
  // What makes something (`Client()`) runs nothing yet.
  return callee.k === "external" && mayRunModels(callee.path) && !/^[A-Z]/.test(callee.path.slice(callee.path.lastIndexOf(".") + 1)) ? callee.path : null;
}
