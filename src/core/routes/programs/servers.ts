import { conditionsNow } from "../conditions";
import type { Router, RouterRecord } from "../frameworks/router";
import { optionsOf } from "../interpreter/alternatives";
import type { Run } from "../interpreter/run";
import { moduleName } from "../interpreter/scope";
import { truth } from "../interpreter/truth";
import { type Args, type Condition, unknown, type Value } from "../interpreter/values";

// What a program has put together by the time it starts a server, in the process that serves.

const takesApplication = /^(?:uvicorn(?:\.main)?\.run|uvicorn(?:\.config)?\.Config|hypercorn\.(?:asyncio|trio)(?:\.\w+)?\.serve|granian(?:\.\w+)*\.Granian)$/;
const startsConfigured = /^uvicorn(?:\.server)?\.Server$/;

/** `class Standalone(BaseApplication)`: its processes are forked from this one. */
const holdsApplication = /^gunicorn\.app\.(?:\w+\.)?\w*Application$/;

/** Listens while a program runs. `anew`: a module that the server would import a second time, as the file that was started has another name. */
export class Server {
  private readonly served: Router[] = [];
  /** how many records each router had when a server started, and the undecided tests around that */
  private readonly starts: { readonly counts: ReadonlyMap<RouterRecord[], number>; readonly under: readonly Condition[] }[] = [];

  constructor(
    private readonly run: Run,
    private readonly file: string,
    private readonly anew: string | null,
  ) {}

  /** Takes note of a call that serves an application (`uvicorn.run(app)`), and where it starts a server, calls `start`. */
  hear(callee: Value, args: Args): void {
    if (callee.k === "external" && takesApplication.test(callee.path)) {
      const found = this.isElsewhere(args) ? [] : this.applications(args.positional[0] ?? args.named.get("app") ?? args.named.get("target") ?? unknown);
      this.served.push(...found);
      // a configuration starts nothing yet
      if (found.length > 0 && !callee.path.endsWith("Config")) this.start();
    } else if (callee.k === "part" && holdsApplication.test(callee.of.path) && callee.path === "run") {
      this.served.push(...(callee.of.held ?? []).flatMap((one) => this.applications(one)));
      this.start();
    } else if (callee.k === "part" && startsConfigured.test(callee.of.path) && /^(?:run|serve|startup)$/.test(callee.path)) this.start();
  }

  /** By its records, which copies of a router share. */
  serves({ records }: Router): boolean {
    return this.served.some((one) => one.records === records);
  }

  /** Of what routers have got since they had so many records: what is there when a server starts, in routers that it serves. */
  added(before: ReadonlyMap<RouterRecord[], number>): Map<RouterRecord[], RouterRecord[]> {
    const served = new Set<RouterRecord[]>();
    const open = this.served.map(({ records }) => records);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (served.has(next)) continue;
      served.add(next);
      for (const [index, record] of next.entries()) if (record.k !== "route" && this.isThere(next, record, index)) open.push(record.target.records);
    }
    const isNew = (records: RouterRecord[], record: RouterRecord, index: number): boolean =>
      index >= (before.get(records) ?? 0) && this.isThere(records, record, index);
    return new Map([...before.keys()].map((records) => [records, served.has(records) ? records.filter((one, index) => isNew(records, one, index)) : []]));
  }

  /** Not on the other side of a test than the server. */
  private isThere(records: RouterRecord[], { conditions: [condition] }: RouterRecord, index: number): boolean {
    if (this.starts.length === 0) return true;
    const isOther = (one: Condition): boolean =>
      condition?.side !== undefined && one.side !== undefined && one.side !== condition.side && one.file === condition.file && one.line === condition.line;
    return this.starts.some(({ counts, under }) => index < (counts.get(records) ?? records.length) && !under.some(isOther));
  }

  private start(): void {
    if (this.served.length === 0) return;
    this.starts.push({ counts: new Map(this.run.routers.map(({ records }) => [records, records.length])), under: conditionsNow(this.run) });
  }

  /** In a new process nothing of this one counts. */
  private isElsewhere({ named }: Args): boolean {
    const workers = named.get("workers");
    return truth(named.get("reload") ?? unknown) === true || (workers?.k === "number" && workers.value > 1);
  }

  private applications(value: Value, depth = 0): Router[] {
    if (depth > 3) return [];
    return optionsOf(value).flatMap((one): Router[] => {
      if (one.k === "router") return [one];
      // around an application: `ASGIApp(sio, app)`, a middleware
      if (one.k === "made") return [...one.args.positional, ...one.args.named.values()].flatMap((inner) => this.applications(inner, depth + 1));
      if (one.k === "instance") return [...one.attrs.values()].flatMap((inner) => this.applications(inner, depth + 1));
      return one.k === "text" && one.holes.length === 0 && depth === 0 ? this.named(one.value) : [];
    });
  }

  /** `main:app` */
  private named(target: string): Router[] {
    const [dotted = "", name = ""] = target.split(":");
    const path = dotted === "__main__" ? this.file : this.run.project.lookUp(this.file, 0, dotted);
    if (path === null || path.endsWith("/") || (path === this.anew && dotted !== "__main__")) return [];
    const value = moduleName(this.run, this.run.modules.open(path), name);
    return value === undefined ? [] : optionsOf(value).filter((one): one is Router => one.k === "router");
  }
}
