import type { Router } from "../routes/frameworks/router";
import { union } from "../routes/interpreter/alternatives";
import { getAttribute } from "../routes/interpreter/attributes";
import { call } from "../routes/interpreter/calls";
import { moduleFrame } from "../routes/interpreter/frame";
import type { Run } from "../routes/interpreter/run";
import { type Instance, unknown, type Value } from "../routes/interpreter/values";

type State = Value & { k: "instance" };

/** The request that a handler is given: its application, and the state that start-up and middlewares fill. */
export class Requests {
  /** what a lifespan function yielded becomes `request.state` */
  private readonly yielded = new Map<Router, ReadonlyMap<string, Value>>();
  private readonly states = new Map<Router, State>();

  constructor(private readonly run: Run) {}

  setState(app: Router, yielded: Value): void {
    if (yielded.k === "dict") this.yielded.set(app, yielded.entries);
  }

  request(apps: readonly Router[], state: Value | null = null): Instance {
    const attrs = new Map<string, Value>();
    if (apps.length > 0) attrs.set("app", union([...apps]));
    const states = state !== null ? [state] : apps.map((app) => this.stateFor(app, apps));
    if (states.length > 0) attrs.set("state", union(states));
    return { k: "instance", id: this.run.id(), cls: null, attrs, place: { file: "", line: 0 } };
  }

  /** What middlewares leave in `request.state`. */
  private stateFor(app: Router, apps: readonly Router[]): State {
    const known = this.states.get(app);
    if (known !== undefined) return known;
    const { run } = this;
    const state: State = { k: "instance", id: run.id(), cls: null, attrs: new Map(this.yielded.get(app)), place: app.place };
    this.states.set(app, state);
    for (const { dispatch, args } of app.middlewares) {
      run.unheard(() =>
        run.safely(() => {
          const frame = moduleFrame(run.modules.open(app.place.file));
          const made =
            dispatch.k === "class" ? call(run, dispatch, { ...args, named: new Map([["app", unknown], ...args.named]) }, app.place, frame) : dispatch;
          const func = made.k === "instance" ? getAttribute(run, made, "dispatch", frame) : made;
          const next: Value = { k: "native", name: "call_next", call: () => unknown };
          if (func.k === "function" || func.k === "method")
            call(run, func, { positional: [this.request(apps, state), next], named: new Map(), open: false }, app.place, frame);
          return unknown;
        }, unknown),
      );
    }
    return state;
  }
}
