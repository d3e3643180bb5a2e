import type { Router } from "../routes/frameworks/router";
import { union } from "../routes/interpreter/alternatives";
import { getAttribute } from "../routes/interpreter/attributes";
import { call } from "../routes/interpreter/calls";
import { moduleFrame } from "../routes/interpreter/frame";
import type { Run } from "../routes/interpreter/run";
import { dict, type Instance, text, unknown, type Value } from "../routes/interpreter/values";

type State = Value & { k: "instance" };

/** What is known of a request before it is answered; `path` null: it has parameters, or could not be resolved. */
export interface Asked {
  readonly method: string;
  readonly path: string | null;
}

/** The request that a handler is given: its application, and the state that start-up and middlewares fill. */
export class Requests {
  /** what a lifespan function yielded becomes `request.state` */
  private readonly yielded = new Map<Router, ReadonlyMap<string, Value>>();
  private readonly states = new Map<Router, State>();

  constructor(private readonly run: Run) {}

  /** What the lifespan of an application yields is the `state` of its requests. */
  setState(app: Router, yielded: Value): void {
    if (yielded.k === "dict") this.yielded.set(app, yielded.entries);
  }

  /** A request to any of the applications; without `state`, with what their middlewares leave in it. */
  request(apps: readonly Router[], known: { readonly state?: Value; readonly asked?: Asked | null } = {}): Instance {
    const { state = null, asked = null } = known;
    const attrs = new Map<string, Value>(asked === null ? [] : [["method", text(asked.method)]]);
    // of an address only the path is known; what else is read of it is not
    if (asked !== null && asked.path !== null) attrs.set("url", this.address(asked.path));
    if (apps.length > 0) attrs.set("app", union([...apps]));
    const states = state !== null ? [state] : apps.map((app) => this.stateFor(app, apps));
    if (states.length > 0) attrs.set("state", union(states));
    return { k: "instance", id: this.run.id(), cls: null, attrs, place: { file: "", line: 0 } };
  }

  private address(path: string): Value {
    return { k: "instance", id: this.run.id(), cls: null, attrs: new Map([["path", text(path)]]), place: { file: "", line: 0 } };
  }

  /** What middlewares leave in `request.state`. */
  private stateFor(app: Router, apps: readonly Router[]): State {
    const known = this.states.get(app);
    if (known !== undefined) return known;
    return this.run.unheard(() => this.pass(app, apps, null));
  }

  /**
   * Runs the middlewares of an application as one request (null: any) passes them, and keeps what they leave in `request.state`. Functions and classes
   * with a `dispatch` see no connection that stays open (Starlette's `BaseHTTPMiddleware`); what speaks ASGI itself sees both.
   */
  pass(app: Router, apps: readonly Router[], asked: Asked | null): State {
    const { run } = this;
    const socket = asked?.method === "WEBSOCKET";
    const path = asked?.path ?? null;
    const state: State = this.states.get(app) ?? { k: "instance", id: run.id(), cls: null, attrs: new Map(this.yielded.get(app)), place: app.place };
    this.states.set(app, state);
    const frame = moduleFrame(run.modules.open(app.place.file));
    const scope = dict([["type", text(socket ? "websocket" : "http")], ...(path === null ? [] : [["path", text(path)] as const])], true);
    const ask = (func: Value, positional: readonly Value[]): Value => call(run, func, { positional, named: new Map(), open: false }, app.place, frame);
    for (const { dispatch, args } of app.middlewares)
      run.safely(() => {
        const given = dispatch.k === "external" ? (args.named.get("dispatch") ?? unknown) : dispatch;
        const made = given.k === "class" ? call(run, given, { ...args, named: new Map([["app", unknown], ...args.named]) }, app.place, frame) : given;
        const member = (name: string): Value => (made.k === "instance" ? getAttribute(run, made, name, frame) : made);
        const dispatcher = member("dispatch");
        if (!isCallable(dispatcher)) {
          const asgi = member("__call__");
          if (isCallable(asgi)) ask(asgi, [scope, unknown, unknown]);
        } else if (!socket) ask(dispatcher, [this.request(apps, { state, asked }), { k: "native", name: "call_next", call: () => unknown }]);
        return unknown;
      }, unknown);
    return state;
  }
}

function isCallable(value: Value): boolean {
  return value.k === "function" || value.k === "method";
}
