import { type Harmless, leadsNowhere } from "../workloads/harmless";
import type { Tracer } from "../workloads/trace";
import type { Note } from "./interpreter/hearing";
import type { Run } from "./interpreter/run";
import { type LineMap, moved } from "./lineMap";
import type { Exchange } from "./newHandlers";
import { LARGEST_FILE } from "./ready";
import type { Route } from "./route";
import type { Served } from "./serve";

// A route more that no model is reached from is not followed, so it leaves nothing behind: what all other handlers run stays as the last reading
// found it. Whether none is reached from it is not asked of the values of that moment, which are gone, but of what was asked then: it must use
// names alone from which no model was reached between the same two handlers that were followed.

/** A handler with one method, as it was asked for what it runs, in the order of asking. */
export interface Asking {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly method: string;
  readonly app: string | null;
  readonly dependencies: number;
}

/** What a handler runs, and what it calls besides. */
export interface Runs {
  readonly workloads: Route["workloads"];
  readonly unseen?: string;
}

interface Traced {
  readonly asking: Asking;
  readonly runs: Runs;
  /** what was noticed by it for the first time */
  readonly notes: readonly Note[];
  readonly followed: boolean;
}

/** All that following the handlers told. */
export interface Traces {
  readonly traced: readonly Traced[];
  /** one for the handlers before the first that was followed, one after each: what one leaves behind may change what others reach */
  readonly eras: Eras;
  /** files that were opened on the way, and what was noticed of their handlers */
  readonly opened: readonly string[];
  readonly late: readonly Note[];
}

/** Found when nobody waits: until then it keeps all that was followed. */
class Eras {
  private made: readonly Harmless[] | null = null;

  constructor(private tracer: Tracer | null) {}

  find(): readonly Harmless[] | null {
    if (this.tracer !== null) this.made = this.tracer.harmless();
    this.tracer = null;
    return this.made;
  }
}

/** Keeps what a reading finds of its handlers; `ended` gives it where another reading may use it. */
export class TraceLog {
  private readonly traced: Traced[] = [];
  private readonly known: number;
  private readonly routers: number;

  constructor(
    private readonly run: Run,
    private readonly tracer: Tracer,
  ) {
    this.known = run.modules.known.size;
    this.routers = run.routers.length;
  }

  add(asking: Asking, runs: Runs, notesBefore: number): void {
    const { notes } = this.run;
    this.traced.push({ asking, runs, notes: notes.length === notesBefore ? nothing : notes.slice(notesBefore), followed: this.tracer.followed });
  }

  /** `since`: how many notes there were when all were traced. */
  ended(since: number): Traces | null {
    const { run, tracer } = this;
    // who looks at routes or registers some may find the new one
    if (!tracer.sieves || run.sawRoutes || run.copied.size + run.replaced.size > 0 || run.routers.length !== this.routers || run.cut) return null;
    const opened = [...run.modules.known.keys()].slice(this.known);
    return { traced: this.traced, eras: new Eras(tracer), opened, late: run.notes.slice(since).filter(({ place }) => opened.includes(place.file)) };
  }
}

/** What all handlers run when those of an exchange come or go, in the order of asking; null where that has to be followed. */
export function traceAgain(
  run: Run,
  { traced, eras, opened, late }: Traces,
  exchange: Exchange,
  asked: readonly { readonly asking: Asking; readonly served: Served }[],
): Traces | null {
  const { path, gone } = exchange;
  const harmless = eras.find();
  if (harmless === null || opened.some((file) => mayUse(run, file, exchange))) return null;
  const out: Traced[] = [];
  let era = 0;
  let next = 0;
  const isGone = ({ asking: { file, line } }: Traced): boolean => file === path && line > gone.from && line <= gone.to;
  const skipGone = (): boolean => {
    while (next < traced.length && isGone(traced[next] as Traced)) if ((traced[next++] as Traced).followed) return false;
    return true;
  };
  for (const { served, asking } of asked) {
    if (!skipGone()) return null;
    if (asking.line > LARGEST_FILE) {
      const names = harmless[era];
      if (names === undefined || !leadsNowhere(run, served, { path, file: exchange.now, name: asking.name, names })) return null;
      out.push({ asking, runs: runsNothing, notes: nothing, followed: false });
      continue;
    }
    const before = traced[next++];
    if (before === undefined || !isSame(before.asking, asking)) return null;
    if (before.followed) era++;
    out.push(before);
  }
  if (!skipGone() || next < traced.length) return null;
  return { traced: out, eras, opened, late };
}

const nothing: readonly never[] = [];
const runsNothing: Runs = { workloads: nothing };

/** Whether a file that was opened while handlers were followed may use what came or went. */
function mayUse(run: Run, file: string, { path, names }: Exchange): boolean {
  const text = run.project.files.get(file) ?? "";
  const source = run.cache.file(file, text);
  return [...names].some((name) => text.includes(name)) || run.project.imports(file, source).some((one) => one.path === path || one.submodules.includes(path));
}

/** The same in the lines where they stand now. */
export function tracesPlacedAnew(traces: Traces, lines: ReadonlyMap<string, LineMap>): Traces {
  if ([...lines.values()].every((one) => one.every(({ by }) => by === 0))) return traces;
  const placed = <T extends { readonly file: string; readonly line: number }>(one: T): T => {
    const line = moved(lines.get(one.file), one.line);
    return line === one.line ? one : { ...one, line };
  };
  const noted = (note: Note): Note => ({ ...note, place: placed(note.place) });
  return {
    ...traces,
    traced: traces.traced.map((one) => {
      const asking = placed(one.asking);
      if (one.notes.length + one.runs.workloads.length === 0) return asking === one.asking ? one : { ...one, asking };
      const { workloads, ...others } = one.runs;
      const runs = workloads.length === 0 ? one.runs : { ...others, workloads: workloads.map(placed) };
      return { ...one, asking, runs, notes: one.notes.map(noted) };
    }),
    late: traces.late.map(noted),
  };
}

function isSame(a: Asking, b: Asking): boolean {
  return a.file === b.file && a.line === b.line && a.name === b.name && a.method === b.method && a.app === b.app && a.dependencies === b.dependencies;
}
