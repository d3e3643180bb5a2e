import { isExample } from "../examples";
import { executeModule } from "../interpreter/executeModule";
import type { Module } from "../interpreter/module";
import { perRun } from "../interpreter/perRun";
import { inProcess } from "../interpreter/processes";
import type { Run } from "../interpreter/run";
import { type List, text, type Value } from "../interpreter/values";
import { isTest } from "../project/paths";
import { testsMain } from "./mainTest";

// A worker may be a program of its own, which nothing of the application imports: what takes from a queue there runs for whoever puts something on it.

const takingVerbs = "(?:b?[lr]pop|b?[lr]?poplpush|brpoplpush|b?lmove|b?zpop(?:min|max)|xread(?:group)?)";
/** Methods of Redis that take from a queue. */
export const takesItem = new RegExp(`^${takingVerbs}$`);
const takes = new RegExp(
  `\\.(?:${takingVerbs}|basic_consume|basic_get|consume|iterator|subscribe|pull_subscribe|subscriber|receive_message)\\(|async for \\w+ in [\\w.]+:|\\bKafkaConsumer\\(|AIOKafkaConsumer\\(`,
);

/** At the outermost level, or below a test whether it is the program. */
const runsAtTop = /^(while|async_?main|asyncio\.run|main|\w+\.start_consuming|(async )?for \w+ in \w*consumer|\w+ *= *FastStream)\b/m;
const startsItself = new RegExp(`${testsMain.source}|${runsAtTop.source}`, "m");

const MOST_PROGRAMS = 6;

/** Files that take from queues and are started by themselves, and what was seen of them. */
const programsOf = perRun(() => ({ files: null as readonly string[] | null, takers: new Map<List, readonly string[]>() }));

/** Runs the programs that take what a file has just put on a queue; those of examples, only for an example. */
export function runWorkerPrograms(run: Run, { queue, name, from }: { queue: List; name: string; from: string }, item: Value, key: number): void {
  const found = programsOf(run);
  found.files ??= filesThatTake(run);
  const files = found.files.filter((file) => !isExample(file) || isExample(from));
  const takers = (found.takers.get(queue) ?? first(run, files, name)).filter((file) => takesIn(run, run.modules.open(file), queue, item, key));
  found.takers.set(queue, takers);
}

/** Files that take, and files that are started and import one that does. */
function filesThatTake(run: Run): readonly string[] {
  const files = [...run.project.files.keys()].filter((file) => !isTest(file));
  const taking = new Set(files.filter((file) => run.modules.textOf(file).matches(takes)));
  if (taking.size === 0) return [];
  const starting = files.filter((file) => {
    const source = run.modules.textOf(file);
    return source.matches(taking.has(file) ? startsItself : testsMain) && !source.matches(serves);
  });
  return starting.filter((file) => imports(run, file, taking));
}

/** Those first that write the name of the queue; where none does, another file gives it to them. */
function first(run: Run, files: readonly string[], name: string): readonly string[] {
  const known = name.split("{?}").filter((part) => part !== "");
  const written = run.cache.pattern(known.map((part) => part.replace(/[^\w]/g, "\\$&")).join("|"));
  const writes = files.filter((file) => run.modules.textOf(file).matches(written));
  return [...new Set([...writes, ...files])].slice(0, MOST_PROGRAMS);
}

function imports(run: Run, file: string, wanted: ReadonlySet<string>): boolean {
  const seen = new Set([file]);
  for (const one of seen) {
    if (wanted.has(one)) return true;
    if (seen.size > MOST_IMPORTED) return false;
    run.project.someImported(one, run.modules.textOf(one), ({ path, submodules }) => {
      for (const next of [path, ...submodules]) if (run.project.files.has(next)) seen.add(next);
      return false;
    });
  }
  return false;
}

const MOST_IMPORTED = 100;
const serves = /uvicorn|hypercorn|granian|gunicorn|pytest/;

function takesIn(run: Run, module: Module, queue: List, item: Value, key: number): boolean {
  // what its import does is done before anything is taken
  run.unheard(() => run.modules.execute(module));
  const put = { queue, item, key, taken: false, everTaken: false };
  run.putting.push(put);
  startProgram(run, module, started);
  run.putting.pop();
  return put.everTaken;
}

/** Runs a file that the application starts as a program of its own: what it does, a worker does. */
export function runProgram(run: Run, module: Module): void {
  startProgram(run, module, (one) => one.pieces.filter(({ kind }) => kind === "code"));
}

function startProgram(run: Run, module: Module, started: (module: Module) => Module["pieces"]): void {
  if (module.state === "running" || run.programs.has(module)) return;
  run.unheard(() => run.modules.execute(module));
  const pieces = started(module);
  if (pieces.length === 0) return;
  run.programs.add(module);
  inProcess(run, module, () => run.inWorker(() => run.safely(() => executeModule(run, { ...module, pieces }, "__main__"), undefined)));
  run.programs.delete(module);
  module.scope.names.set("__name__", text(module.name));
}

/** What runs when the file is started: below `if __name__ == "__main__":`, or the loop at its outermost level. */
function started(module: Module): Module["pieces"] {
  const code = module.pieces.filter(({ kind }) => kind === "code");
  const main = code.filter((piece) => module.source.pieceMatches(piece, testsMain));
  return main.length > 0 ? main : code.filter((piece) => module.source.pieceMatches(piece, runsAtTop));
}
