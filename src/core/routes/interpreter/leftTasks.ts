import type { Expression, Parameter, Statement } from "../../python/syntax";
import { optionsOf } from "./alternatives";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { lookup } from "./scope";
import { noneValue, type Value } from "./values";
import { holders, holdsOne, isWait, nameOf, nodesIn, pathOf, talksTo, type Waits, waitedIn } from "./waits";

// Work that a function starts and does not wait for: `asyncio.create_task(work())` alone in its line, `Thread(target=work).start()`
// without a `join`. The answer is sent meanwhile.

type Call = Expression & { k: "call" };

/** Calls that start work beside what goes on; what starts it in a pool gives a future. */
const starts = /(^|\.)(create_task|ensure_future|run_coroutine_threadsafe|run_in_executor|submit|Thread|Process)$/;
/** Of somebody else's objects such a method may be anything. */
const starters = /^(asyncio|anyio|threading|multiprocessing|concurrent)\./;
/** The same in words, to spare looking at most calls. */
const named = /^(create_task|ensure_future|run_coroutine_threadsafe|run_in_executor|submit|Thread|Process)$/;

/** Whether a call starts work that the function around it leaves to itself. */
export function leaves(run: Run, e: Call, callee: Value, frame: Frame): boolean {
  if (run.registering || frame.func === null || frame.func.definition.k !== "function" || !named.test(nameOf(e.callee))) return false;
  if (!starters.test(pathOfValue(callee)) || !starts.test(pathOfValue(callee))) return false;
  const { definition } = frame.func;
  const body = run.modules.bodyOf(frame.func, definition);
  const kept = leftIn(body).get(e);
  return kept !== undefined && !hasSocket(run, body, definition.parameters, frame) && !othersWait(run, body, kept, frame);
}

function pathOfValue(callee: Value): string {
  if (callee.k === "external") return callee.path;
  return callee.k === "part" ? `${callee.of.path}.${callee.path}` : callee.k === "native" ? `asyncio.${callee.name}` : "";
}

const known = new WeakMap<readonly Statement[], ReadonlyMap<Call, ReadonlySet<string>>>();

/** The calls of a body that start something which the body itself never waits for, each with the names under which it keeps that. */
function leftIn(body: readonly Statement[]): ReadonlyMap<Call, ReadonlySet<string>> {
  const before = known.get(body);
  if (before !== undefined) return before;
  const left = new Map<Call, ReadonlySet<string>>();
  const waits = waitedIn(body);
  // while an answer is being sent, the other side waits for what a task brings
  for (const node of isSending(body) ? [] : nodesIn(body)) {
    if (node.k === "expression") {
      const { value } = node as Statement & { k: "expression" };
      const call = startedBy(value);
      if (call !== null && !talksTo(call, waits, body)) left.set(call, new Set());
      // `self.tasks.add(create_task(work()))`
      else if (value.k === "call" && value.callee.k === "attribute" && /^(add|append)$/.test(value.callee.id))
        keep(value.callee.object, value, waits, left, body);
    } else if (node.k === "assign") {
      const { targets, value } = node as Statement & { k: "assign" };
      if (targets.length === 1 && targets[0] !== undefined) keep(targets[0], value, waits, left, body);
    } else if (node.k === "annotate") {
      const { target, value } = node as Statement & { k: "annotate" };
      if (value !== null) keep(target, value, waits, left, body);
    }
  }
  known.set(body, left);
  return left;
}

/** What is kept under a name is left where nobody waits for that name; of a worker that an object keeps, others may hear through the object. */
function keep(target: Expression, value: Expression, waits: Waits, left: Map<Call, ReadonlySet<string>>, body: readonly Statement[]): void {
  const path = pathOf(target);
  if (path === null || (target.k === "attribute" && startedBy(value) !== null)) return;
  const names = holders(body, path);
  if ([...names].some((name) => waits.names.has(name))) return;
  for (const node of nodesIn(value)) {
    if (node.k === "await") return;
    if (node.k === "call" && named.test(nameOf((node as Call).callee)) && !talksTo(node as Call, waits, body)) left.set(node as Call, names);
  }
}

function isSending(body: readonly Statement[]): boolean {
  for (const node of nodesIn(body)) {
    if (node.k === "yield") return true;
    if (node.k === "name" && /StreamingResponse|EventSourceResponse/.test((node as Expression & { k: "name" }).id)) return true;
  }
  return false;
}

const puts = /^(put|put_nowait|append|appendleft|add|insert|extend|heappush)$/;

/**
 * Whether a handler puts something on a queue of its own process and answers at once: `await queue.put(job); return {"id": job.id}`. From the first
 * thing that it puts somewhere on it waits for nothing; whoever it asks after that may wait for it. Only what the handler itself puts is looked at: what
 * a function puts for it may be waited for by one handler and not by another.
 */
export function leavesInQueue(run: Run, frame: Frame): boolean {
  const { func } = frame;
  if (func === null || func.definition !== run.handler || func.definition.k !== "function") return false;
  const body = run.modules.bodyOf(func, func.definition);
  if (isSending(body) || hasSocket(run, body, func.definition.parameters, frame)) return false;
  const nodes = [...nodesIn(body)];
  const first = nodes.findIndex((node) => node.k === "call" && puts.test(nameOf((node as Call).callee)));
  return first !== -1 && !nodes.slice(first + 1).some((node) => isWait(node, puts) || (node.k === "call" && asksProject(run, node as Call, frame)));
}

function asksProject(run: Run, { callee }: Call, frame: Frame): boolean {
  if (pathOf(callee) === null) return true;
  return optionsOf(run.unheard(() => run.maybe(() => evaluate(run, callee, frame)))).some((one) => one.k === "function" || one.k === "method");
}

/** While a socket is open, the other side waits for what a task brings. Without a type only a parameter's name tells what it is. */
function hasSocket(run: Run, body: readonly Statement[], parameters: readonly Parameter[], frame: Frame): boolean {
  if (parameters.some(({ name, type }) => type === null && /^(websocket|ws)$/.test(name))) return true;
  const names = new Set(parameters.map(({ name }) => name));
  for (const node of nodesIn(body)) if (node.k === "name") names.add((node as Expression & { k: "name" }).id);
  const isSocket = (value: Value): boolean => value.k === "instance" && value.isSocket === true;
  return [...names].some((name) =>
    optionsOf(lookup(run, frame, name) ?? noneValue).some((one) => isSocket(one) || (one.k === "instance" && [...one.attrs.values()].some(isSocket))),
  );
}

/** `wait_all([task])`: whether the body gives what it keeps to a function of the project that waits for it. */
function othersWait(run: Run, body: readonly Statement[], kept: ReadonlySet<string>, frame: Frame): boolean {
  if (kept.size === 0) return false;
  for (const node of nodesIn(body)) {
    if (node.k !== "call") continue;
    const { callee, args } = node as Call;
    const at = args.findIndex(({ value }) => holdsOne(value, kept));
    if (at === -1 || pathOf(callee) === null) continue;
    for (const one of optionsOf(run.unheard(() => run.maybe(() => evaluate(run, callee, frame))))) {
      const func = one.k === "method" ? one.func : one;
      if (func.k !== "function" || func.definition.k !== "function") continue;
      const { parameters } = func.definition;
      const name = args[at]?.name ?? parameters[at + (one.k === "method" ? 1 : 0)]?.name;
      if (name !== undefined && waitedIn(run.modules.bodyOf(func, func.definition)).names.has(name)) return true;
    }
  }
  return false;
}

/** `create_task(work())`, `Thread(target=work).start()`, `create_task(work()).add_done_callback(done)` */
function startedBy(e: Expression): Call | null {
  if (e.k !== "call") return null;
  if (named.test(nameOf(e.callee))) return e;
  return e.callee.k === "attribute" && /^(start|add_done_callback|set_name)$/.test(e.callee.id) ? startedBy(e.callee.object) : null;
}
