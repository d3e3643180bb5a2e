import { callMade } from "../standard/externals";
import { optionsOf, union } from "./alternatives";
import { call } from "./calls";
import { turnOf } from "./forks";
import type { Frame } from "./frame";
import { isCounted, iterate } from "./iteration";
import type { Run } from "./run";
import { type Args, list, noArgs, type Place, unknown, type Value } from "./values";

/** Calls that only look at what they are given. */
const looks =
  /^(inspect|logging|loguru|typing|pprint|atexit|signal|structlog)\.|(^|\.)(callable|isinstance|issubclass|print|id|repr|hash|iscoroutinefunction|wraps|debug|info|warning|error|exception)$/;

/** Agents, and what is given the functions that ask its models: those run when it does, not where it is made. */
const keepsTools =
  /^((pydantic_ai|agents|crewai|agno|phi|smolagents|autogen\w*|praisonaiagents)\.(\w+\.)*\w*(Agent|Agents|Team|Crew)|(lightrag|raganything)\.(\w+\.)*(LightRAG|EmbeddingFunc|RAGAnything)|(langchain|langgraph)\w*\.(\w+\.)*(create_\w*agent|AgentExecutor))$/;

/** Calls that run what they are given in a thread, a process or later, and where that and its arguments stand. */
const executes =
  /(^|\.)(to_thread|run_in_threadpool|run_sync|run_in_executor|submit|map|imap|imap_unordered|starmap|start_soon|call_soon|call_soon_threadsafe|call_later|Thread|Process|Timer)$/;

const calledWhenGiven = new Set<Value["k"]>(["function", "method", "partial", "part", "union", "list"]);
/** `queue.enqueue(work, path)` of RQ and the like. */
const toWorker = /(^|\.)enqueue(_job|_call|_in|_at|_many)?$/;
/** `background.add_task(work, path)`, `BackgroundTask(work, path)`, `scheduler.add_job(work)`, `loop.call_later(5, work)` */
const afterAnswer = /BackgroundTasks?\.add_task$|(^|\.)(BackgroundTask|add_job|call_later|Timer)$/;

/** `torch.load(path)["prompt"]`: what is taken out of something is a thing like that itself, a method that is named on it a function. */
const isItem = /(^|\.)\[\]$/;

/** How many calls of `pool.map(work, items)` are followed one by one. */
const MOST_GIVEN = 24;

/** A function passed to something that we cannot read counts as called. */
export function callGiven(run: Run, args: Args, place: Place, frame: Frame, path = ""): Value {
  if (toWorker.test(path)) return run.inWorker(() => given(run, args, place, frame, path));
  return afterAnswer.test(path) ? run.afterAnswer(() => given(run, args, place, frame, path)) : given(run, args, place, frame, path);
}

function given(run: Run, args: Args, place: Place, frame: Frame, path: string): Value {
  const task = executes.exec(path)?.[2];
  if (task !== undefined) return executed(run, task, args, place, frame);
  if (run.registering || looks.test(path) || keepsTools.test(path) || !run.step()) return unknown;
  // it may be called any number of times
  return run.along(turnOf(true), () => eachCalled(run, args, place, frame, afterAnswer.test(path)));
}

/** `asGiven`: what is named belongs to the first: `background.add_task(broker.publish, job, queue="jobs")`. */
function eachCalled(run: Run, args: Args, place: Place, frame: Frame, asGiven: boolean): Value {
  const results: Value[] = [];
  const values = [...args.positional, ...args.named.values()];
  values.forEach((all, index) => {
    const rest = index < args.positional.length ? args.positional.slice(index + 1) : [];
    for (const value of optionsOf(all)) {
      if (value.k === "function" || value.k === "method" || value.k === "partial")
        results.push(call(run, value, { positional: rest, named: index < args.positional.length ? args.named : new Map(), open: true }, place, frame));
      // each of them given the others would be two to the power of their number
      else if (value.k === "part" && !isItem.test(value.path))
        results.push(
          callMade(
            run,
            value,
            { positional: rest.filter((one) => !calledWhenGiven.has(one.k)), named: asGiven && index === 0 ? args.named : new Map(), open: true },
            place,
            frame,
          ),
        );
      else if (value.k === "list" && value.items.length < 20)
        for (const item of value.items)
          if (item.k === "function" || item.k === "method" || (item.k === "part" && !isItem.test(item.path)))
            call(run, item, { ...noArgs, open: true }, place, frame);
    }
  });
  return results.length > 0 ? union(results) : unknown;
}

/** `to_thread(f, x)`, `run_in_executor(pool, f, x)`, `Thread(target=f, args=(x,))`, `pool.map(f, xs)` */
function executed(run: Run, task: string, args: Args, place: Place, frame: Frame): Value {
  const first = /^(run_in_executor|call_later|Thread|Process|Timer)$/.test(task) ? 1 : 0;
  const named = args.named.get("target") ?? args.named.get("function") ?? args.named.get("func") ?? args.named.get("fn");
  const func = named ?? args.positional[first];
  if (func === undefined || func.k === "unknown") return unknown;
  const rest = named === undefined ? args.positional.slice(first + 1) : args.positional;
  if (/^(Thread|Process|Timer)$/.test(task)) {
    const list = args.named.get("args");
    const words = args.named.get("kwargs");
    const positional = list === undefined ? rest : iterate(run, list, frame).items;
    return call(run, func, { positional, named: words?.k === "dict" ? words.entries : new Map(), open: false }, place, frame);
  }
  if (/map$|unordered$/.test(task)) {
    const each = rest.map((one) => iterate(run, one, frame));
    const ask = (positional: Value[]): Value => call(run, func, { positional, named: new Map(), open: false }, place, frame);
    if (rest.length > 0 && rest.every((one) => isCounted(one, MOST_GIVEN))) {
      const rows = Math.min(...each.map(({ items }) => items.length));
      return list(Array.from({ length: rows }, (_, at) => run.along(turnOf(true), () => ask(each.map(({ items }) => items[at] ?? unknown)))));
    }
    const items = each.map(({ items }) => (items.length === 0 ? unknown : union([...items])));
    return list([run.along(turnOf(true, true), () => ask(items))], "list", true);
  }
  const given = new Map([...args.named].filter(([name]) => !/^(limiter|cancellable|abandon_on_cancel|name|func|fn)$/.test(name)));
  return call(run, func, { positional: rest, named: given, open: false }, place, frame);
}
