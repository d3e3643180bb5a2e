import type { Router } from "./frameworks/router";
import { enter as enterContext } from "./interpreter/blocks";
import { call } from "./interpreter/calls";
import { definedAt } from "./interpreter/definitions";
import { executeModule } from "./interpreter/executeModule";
import { moduleFrame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";
import { noArgs, type Place, text, unknown, type Value } from "./interpreter/values";
import { namesMain, testsMain } from "./programs/mainTest";
import { unreached } from "./programs/programs";

const namesServer = /uvicorn|hypercorn|granian|gunicorn/;

/** Of each: connections, schedulers and migrations are started here too, and what counts comes early. */
const MOST_STEPS_AT_START = 40_000;

/** What runs before the first request: lifespan and start-up functions. */
export function start(run: Run, apps: readonly Router[], yielded: (app: Router, value: Value) => void): void {
  const { steps, cut, limit } = run;
  const cuts: Place[] = [];
  run.starting = true;
  for (const app of apps) {
    const frame = moduleFrame(run.modules.open(app.place.file));
    const lifespans = new Set(app.lifespans);
    for (const one of new Set([...lifespans, ...app.startup])) {
      run.limit = run.steps + MOST_STEPS_AT_START;
      // a generator that nobody decorated is a lifespan too
      const handler: Value = one.k === "function" && one.definition.k === "function" && one.definition.generator ? { ...one, role: "context" } : one;
      const result = run.safely(() => call(run, handler, { ...noArgs, positional: lifespans.has(one) ? [app] : [] }, app.place, frame), unknown);
      if (run.steps > run.limit && run.registering) cuts.push(definedAt(one) ?? app.place);
      if (result.k === "list") for (const item of result.items) yielded(app, item);
      // a lifespan may be a class that is entered
      else if (result.k === "instance")
        yielded(
          app,
          run.safely(() => enterContext(run, result, frame), unknown),
        );
    }
  }
  for (const { work, place, frame } of run.workerStarts) {
    run.limit = run.steps + MOST_STEPS_AT_START;
    run.safely(() => call(run, work, { ...noArgs, open: true }, place, frame), unknown);
  }
  if (run.registering) for (const place of run.cutGuesses.values()) run.note("analysis-cut", place);
  // a start that connects and loads takes long, and registers nothing
  if (cuts.length > 0 && unreached(run).size > 0) for (const place of cuts) run.note("analysis-cut", place);
  serveAsProgram(run);
  run.starting = false;
  run.steps = steps;
  run.limit = limit;
  run.cut = cut;
}

/** `if __name__ == "__main__":` of a file that starts a server: it may load the models that handlers find in globals. */
function serveAsProgram(run: Run): void {
  const { registering } = run;
  run.registering = false;
  for (const module of [...run.modules.known.values()]) {
    if (module.state !== "done" || run.called.has(module) || !module.source.matches(namesMain) || !module.source.matches(namesServer)) continue;
    const pieces = module.pieces.filter((piece) => piece.kind === "code" && module.source.pieceMatches(piece, testsMain));
    if (pieces.length === 0) continue;
    run.called.add(module);
    run.limit = run.steps + MOST_STEPS_AT_START;
    run.safely(() => executeModule(run, { ...module, pieces }, "__main__"), undefined);
    module.scope.names.set("__name__", text(module.name));
  }
  run.registering = registering;
}
