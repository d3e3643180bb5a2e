import type { Expression, Statement } from "../../python/syntax";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import { leavesInQueue } from "../interpreter/leftTasks";
import type { Run } from "../interpreter/run";
import { type Args, type Func, type Instance, type List, type Made, noArgs, type Partial, type Place, unknown, type Value } from "../interpreter/values";

// Work that is put on a queue: what takes it from there runs it, in this process or in a worker.

/** Ways to call a function later that leave it in this process, or only choose how it will run. */
const here = new Set(["submit", "map", "starmap", "fn", "func", "run", "options", "with_options"]);
/** Celery, Dramatiq, Taskiq, Procrastinate, Ray, Hatchet and the like: the task runs in a worker. */
const away = new Set("delay s si remote send kiq enqueue defer defer_async spawn aio_run run_no_wait aio_run_no_wait".split(" "));
const awayWithArguments = new Set(["apply_async", "apply", "signature", "subtask", "send_with_options", "apply_and_get"]);

/** `task.delay`, `task.apply_async`; undefined for any other attribute of a function. */
export function taskAttribute(run: Run, task: Value, name: string, frame: Frame): Value | undefined {
  if (here.has(name)) return task;
  if (away.has(name)) return sent(name, (args, place) => run.inWorker(() => call(run, task, args, place, frame)));
  if (awayWithArguments.has(name)) return sent(name, (args, place) => run.inWorker(() => call(run, task, spread(run, args, frame), place, frame)));
  return undefined;
}

/** `class Transcribe(Task): def run(self, path)`, registered and called as `task.delay(path)`. */
export function taskOfClass(run: Run, object: Instance, name: string, frame: Frame): Value | undefined {
  const base = object.attrs.get("__base__");
  const func = object.cls?.scope.names.get("run");
  if (here.has(name) || base?.k !== "made" || !/(^|\.)\w*(Task|Actor)$/.test(base.path) || func?.k !== "function") return undefined;
  return taskAttribute(run, { k: "method", self: object, func }, name, frame);
}

/** A partial, so that it may be handed on like any function. */
function sent(name: string, work: (args: Args, place: Place) => Value): Value {
  return { k: "partial", func: { k: "native", name, call: work }, args: noArgs };
}

/** `task.apply_async(args=[path], kwargs={"size": "small"})` */
function spread(run: Run, args: Args, frame: Frame): Args {
  const given = args.named.get("args") ?? args.positional[0];
  const words = args.named.get("kwargs") ?? args.positional[1];
  return {
    positional: given === undefined ? [] : iterate(run, given, frame).items,
    named: words?.k === "dict" ? words.entries : new Map(),
    open: given === undefined && words === undefined,
  };
}

/** `@app.task(bind=True, base=Loaded)`: the function is a method of a task; null for other decorators. */
export function boundTask(run: Run, decorator: Made, func: Func, place: Place, frame: Frame): Value | null {
  const bind = decorator.args.named.get("bind");
  if (!/(^|\.)(task|shared_task)$/.test(decorator.path) || bind?.k !== "constant" || bind.value !== true) return null;
  const base = decorator.args.named.get("base");
  const made = base?.k === "class" ? call(run, base, noArgs, place, frame) : unknown;
  const self: Value = made.k === "instance" ? made : { k: "instance", id: run.id(), cls: null, attrs: new Map(), place };
  return { k: "method", self, func };
}

/** Remembers that a loop without an end takes from a queue, and with what it does: `while True: job = await self.queue.get()`; or one that goes through it. */
export function takeFrom(run: Run, queue: List, through?: Frame): void {
  if (run.throwsAway) return;
  const around = run.putting.at(-1);
  if (around === undefined) {
    const loop = through?.func?.definition === run.handler ? undefined : (through ?? loopAround(run));
    if (loop !== undefined) consume(run, queue, loop);
  } else if (around.queue === queue) {
    around.taken = true;
    around.everTaken = true;
  }
  // what it does next is for who puts something there
  else if (run.consumers.has(queue)) around.taken = false;
}

const pops = /^(b?[lr]?pop(left)?|get(_nowait)?|heappop)$/;

/** `if len(log) > 100: log.pop(0)`: what is thrown away is no work. */
export function unheeded(run: Run, e: Expression, evaluates: () => Value): void {
  const asked = e.k === "await" ? e.value : e;
  run.throwsAway = asked.k === "call" && asked.callee.k === "attribute" && pops.test(asked.callee.id);
  evaluates();
  run.throwsAway = false;
}

/** Whether what is run now would not run for what was just put somewhere: it waits for something else. */
export function isForOthers(run: Run): boolean {
  return run.putting.at(-1)?.taken === false;
}

/** Tells apart what runs because something was put somewhere. */
export function keyOfPut(run: Run): string {
  return run.putting.map(({ key, taken }) => `${key}${taken ? "+" : "-"}`).join();
}

/** While the application starts, a loop that takes work sees nothing of what it will find. */
export function waitsForWork(run: Run): boolean {
  return run.starting && loopAround(run) !== undefined;
}

/** The outermost, but not the handler's own: `while True: batch = await self.collect()`: what the helper takes, the loop around it works on. */
function loopAround(run: Run): Frame | undefined {
  return run.frames.find((one) => one.func !== null && one.func.definition !== run.handler && isEndless(run, one.func));
}

const MOST_QUEUES = 8;
const isOf = (one: Partial, { definition }: Func): boolean => one.func.k === "function" && one.func.definition === definition;

function consume(run: Run, queue: List, { func, scope }: Frame): void {
  if (func === null) return;
  const known = run.consumers.get(queue) ?? [];
  if (known.length >= MOST_CONSUMERS || known.some((one) => one.func === func)) return;
  // one that takes from ever new lists takes from its own
  if ([...run.consumers.values()].filter((all) => all.some((one) => isOf(one, func))).length >= MOST_QUEUES) return;
  const parameters = func.definition.k === "function" ? func.definition.parameters : func.definition.expression.parameters;
  const positional = parameters
    .filter(({ kind }) => kind !== "*" && kind !== "**")
    .map(({ name }) => scope.names.get(name) ?? unknown)
    .map((value) => (value.k === "lazy" ? unknown : value));
  run.consumers.set(queue, [...known, { k: "partial", func, args: { positional, named: new Map(), open: false } }]);
}

const endless = new WeakMap<readonly Statement[], boolean>();

/** Whether a function itself holds a loop that only ends from inside; what it defines does not count. */
function isEndless(run: Run, func: Func): boolean {
  const { definition } = func;
  if (definition.k === "lambda") return false;
  const body = run.modules.bodyOf(func, definition);
  let known = endless.get(body);
  if (known === undefined) {
    known = hasEndlessLoop(body);
    endless.set(body, known);
  }
  return known;
}

function hasEndlessLoop(block: readonly Statement[]): boolean {
  return block.some((s) => {
    switch (s.k) {
      case "while":
        return isEverTrue(s.test) || hasEndlessLoop(s.body);
      case "if":
        return hasEndlessLoop(s.yes) || hasEndlessLoop(s.no);
      case "for":
      case "with":
        return hasEndlessLoop(s.body);
      case "try":
        return hasEndlessLoop(s.body) || hasEndlessLoop(s.last);
      default:
        return false;
    }
  });
}

/** `while True`, `while self.running`, `while not stopped.is_set()`: only somebody else ends it; `while job := jobs.get()` waits for what comes. */
function isEverTrue(test: Expression): boolean {
  if (test.k === "compare") return isEverTrue(test.left) && test.left.k === "walrus";
  if (test.k === "walrus") return test.value.k === "call" && test.value.callee.k === "attribute" && pops.test(test.value.callee.id);
  if (test.k === "constant" || test.k === "number") return true;
  if (test.k === "unary" && test.op === "not") return stops.test(JSON.stringify(test.value));
  return (test.k === "name" || test.k === "attribute") && goesOn.test(test.id);
}

/** The whole name: `interactive` and `not_started` tell something else. */
const goesOn = /^_*(is_|keep_|still_|should_)?(run|running|alive|active|started)$/i;
const stops = /"id":"(\w*_)?(stop|stopped|stopping|shutdown|exit|cancel|cancelled|canceled|close|closed|closing|finished|terminated?|is_set)(_\w*)?"/i;

const MOST_CONSUMERS = 6;

/** While a handler is followed, what takes from a queue runs as soon as something is put into it: after the answer, where the handler waits for nothing more. */
export function putInto(run: Run, queue: List, item: Value, frame: Frame): void {
  if (run.registering || run.putting.some((one) => one.queue === queue)) return;
  const place = { file: frame.module.file, line: 0 };
  const left = leavesInQueue(run, frame);
  // the function is followed anew for each thing that is put there
  for (const one of run.consumers.get(queue) ?? []) {
    run.putting.push({ queue, item, key: keyOfItem(run, queue, item), taken: false });
    const work = (): Value => call(run, one, { positional: [], named: new Map([["the item", item]]), open: false }, place, frame);
    if (left) run.afterAnswer(work);
    else work();
    run.putting.pop();
  }
}

const keys = new WeakMap<List, number>();

/** Of two things that nobody knows, the same is done. */
export function keyOfItem(run: Run, queue: List, item: Value): number {
  if (item.k !== "unknown") return run.id();
  const key = keys.get(queue) ?? run.id();
  keys.set(queue, key);
  return key;
}

/** What taking from a queue gives where that runs because of it. */
export function justPut(run: Run, queue: List): Value | undefined {
  return run.putting.find((one) => one.queue === queue)?.item;
}
