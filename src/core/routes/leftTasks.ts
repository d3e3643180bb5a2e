import type { Expression, Statement } from "../python/syntax";
import type { Frame, Run } from "./run";
import type { Value } from "./values";

// Work that a function starts and does not wait for: `asyncio.create_task(work())` alone in its line, `Thread(target=work).start()`
// without a `join`. The answer is sent meanwhile.

type Call = Expression & { k: "call" };
interface Node {
  readonly k: string;
}

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
  return leftIn(run.bodyOf(frame.func, frame.func.definition)).has(e);
}

function pathOfValue(callee: Value): string {
  if (callee.k === "external") return callee.path;
  return callee.k === "part" ? `${callee.of.path}.${callee.path}` : callee.k === "native" ? `asyncio.${callee.name}` : "";
}

function nameOf(callee: Expression): string {
  return callee.k === "name" ? callee.id : callee.k === "attribute" ? callee.id : "";
}

const known = new WeakMap<readonly Statement[], ReadonlySet<Call>>();

/** The calls of a body that start something which the body never waits for. */
function leftIn(body: readonly Statement[]): ReadonlySet<Call> {
  const before = known.get(body);
  if (before !== undefined) return before;
  const left = new Set<Call>();
  const waits = waitedIn(body);
  // while an answer is being sent, or a socket is open, the other side waits for what a task brings
  for (const node of isSending(body) ? [] : nodesIn(body)) {
    if (node.k === "expression") {
      const { value } = node as Statement & { k: "expression" };
      const call = startedBy(value);
      if (call !== null && !talksTo(call, waits)) left.add(call);
      // `self.tasks.add(create_task(work()))`
      else if (value.k === "call" && value.callee.k === "attribute" && /^(add|append)$/.test(value.callee.id)) keep(value.callee.object, value, waits, left);
    } else if (node.k === "assign") {
      const { targets, value } = node as Statement & { k: "assign" };
      if (targets.length === 1 && targets[0] !== undefined) keep(targets[0], value, waits, left);
    } else if (node.k === "annotate") {
      const { target, value } = node as Statement & { k: "annotate" };
      if (value !== null) keep(target, value, waits, left);
    }
  }
  known.set(body, left);
  return left;
}

/** What is kept under a name is left where nobody waits for that name; of a worker that an object keeps, others may hear through the object. */
function keep(target: Expression, value: Expression, waits: Waits, left: Set<Call>): void {
  const path = pathOf(target);
  if (path === null || waits.names.has(path) || (target.k === "attribute" && startedBy(value) !== null)) return;
  for (const node of nodesIn(value)) {
    if (node.k === "await") return;
    if (node.k === "call" && named.test(nameOf((node as Call).callee)) && !talksTo(node as Call, waits)) left.add(node as Call);
  }
}

function isSending(body: readonly Statement[]): boolean {
  for (const node of nodesIn(body)) {
    if (node.k === "yield") return true;
    if (node.k === "name" && /StreamingResponse|EventSourceResponse|^websocket$|^ws$/.test((node as Expression & { k: "name" }).id)) return true;
  }
  return false;
}

/** `create_task(work())`, `Thread(target=work).start()`, `create_task(work()).add_done_callback(done)` */
function startedBy(e: Expression): Call | null {
  if (e.k !== "call") return null;
  if (named.test(nameOf(e.callee))) return e;
  return e.callee.k === "attribute" && /^(start|add_done_callback|set_name)$/.test(e.callee.id) ? startedBy(e.callee.object) : null;
}

interface Waits {
  /** names of what the body waits for */
  readonly names: ReadonlySet<string>;
  /** names of what it waits for a word from: `await queue.get()` */
  readonly from: ReadonlySet<string>;
}

const waiting = /^(gather|wait|wait_for|as_completed|shield|run_until_complete|join|result|exception|cancel|done|timeout)$/;
const hearing = /^(get|wait|recv|receive|__anext__|aiter|read|acquire|stream)$/;

function waitedIn(body: readonly Statement[]): Waits {
  const names = new Set<string>();
  const from = new Set<string>();
  const all = (value: unknown): void => {
    for (const node of nodesIn(value)) {
      const path = pathOf(node as Expression);
      if (path !== null) names.add(path);
    }
  };
  for (const node of nodesIn(body)) {
    if (node.k === "await" || node.k === "yield" || node.k === "return") {
      const { value } = node as Expression & { k: "await" };
      if (node.k === "await" && value.k === "call" && value.callee.k === "attribute" && hearing.test(value.callee.id)) hear(value.callee.object, from);
      // what is only told of is not waited for: `await queue.put(item)`
      if (node.k !== "await" || value.k !== "call" || waiting.test(nameOf(value.callee))) all(value);
    } else if (node.k === "call") {
      const { callee, args } = node as Call;
      if (!waiting.test(nameOf(callee))) continue;
      all(args);
      if (callee.k === "attribute") all(callee.object);
    } else if (node.k === "for") {
      const { iterable } = node as Statement & { k: "for" };
      all(iterable);
      hear(iterable, from);
    } else if (node.k === "with") {
      // a pool waits for its work at the end of the block
      for (const { target } of (node as Statement & { k: "with" }).items) if (target !== null) hear(target, from);
    }
  }
  return { names, from };
}

function hear(e: Expression, from: Set<string>): void {
  for (const node of nodesIn(e)) {
    const path = pathOf(node as Expression);
    if (path !== null) from.add(path);
  }
}

/** Whether the body hears of the work by what that was given, or was started by: a queue, an event, a pool in a `with`. */
function talksTo(call: Call, { from }: Waits): boolean {
  const callee = call.callee.k === "attribute" ? [call.callee.object] : [];
  for (const node of nodesIn([call.args, callee])) {
    const path = pathOf(node as Expression);
    if (path !== null && path !== "self" && from.has(path)) return true;
  }
  return false;
}

/** `task`, `self.task`; null for anything else. */
function pathOf(e: Expression): string | null {
  if (e.k === "name") return e.id;
  if (e.k !== "attribute") return null;
  const object = pathOf(e.object);
  return object === null ? null : `${object}.${e.id}`;
}

/** Every statement and expression inside, functions within included. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one);
  else if (typeof value === "object" && value !== null) {
    if ("k" in value) yield value as Node;
    for (const inner of Object.values(value)) if (typeof inner === "object") yield* nodesIn(inner);
  }
}
