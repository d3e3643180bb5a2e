import type { Module } from "./module";
import { perRun } from "./perRun";
import type { Run } from "./run";
import { executeModule } from "./statements";
import { type List, text, type Value } from "./values";

// A worker may be a program of its own, which nothing of the application imports: what takes from a queue there runs for whoever puts something on it.

const takes = /\.(b?[lr]pop|b?[lr]?poplpush|brpoplpush|b?lmove|b?zpop(min|max)|xread(group)?)\(/;
const testsMain = /__name__\s*==\s*["']__main__["']/;

const MOST_PROGRAMS = 6;

/** Files that take from queues and are started by themselves, and what was seen of them. */
const programsOf = perRun(() => ({ files: null as readonly string[] | null, takers: new Map<List, readonly string[]>() }));

/** Runs the programs that take what was just put on a queue. */
export function runWorkerPrograms(run: Run, queue: List, item: Value, key: number): void {
  const found = programsOf(run);
  found.files ??= filesThatTake(run);
  const takers = (found.takers.get(queue) ?? found.files).filter((file) => takesIn(run, run.modules.open(file), queue, item, key));
  found.takers.set(queue, takers);
}

function filesThatTake(run: Run): readonly string[] {
  return [...run.project.files.keys()].filter((file) => !ofTests.test(file) && run.modules.textOf(file).matches(takes)).slice(0, MOST_PROGRAMS);
}

const ofTests = /(^|\/)(tests?\/|test_|conftest)/;

function takesIn(run: Run, module: Module, queue: List, item: Value, key: number): boolean {
  if (module.state === "running") return false;
  run.unheard(() => run.modules.execute(module));
  const pieces = started(module);
  if (pieces.length === 0) return false;
  const put = { queue, item, key, taken: false, everTaken: false };
  run.putting.push(put);
  run.inWorker(() => run.safely(() => executeModule(run, { ...module, pieces }, "__main__"), undefined));
  run.putting.pop();
  module.scope.names.set("__name__", text(module.name));
  return put.everTaken;
}

/** What runs when the file is started: below `if __name__ == "__main__":`, or the loop at its outermost level. */
function started(module: Module): Module["pieces"] {
  const code = module.pieces.filter(({ kind }) => kind === "code");
  const main = code.filter((piece) => module.source.pieceMatches(piece, testsMain));
  return main.length > 0 ? main : code.filter((piece) => module.source.pieceMatches(piece, /^(while|async_?main|asyncio\.run|main)\b/m));
}
