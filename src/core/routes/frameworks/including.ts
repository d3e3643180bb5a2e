import { circumstances } from "../conditions";
import { knownOptions } from "../interpreter/alternatives";
import { ancestors } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { moduleFrame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { forEachPath, forEachWay } from "./registering";
import { type EdgeRecord, emptyRouter, type Router } from "./router";

/** The routers that a value stands for, adopting what a library made. */
function targetsOf(run: Run, value: Value, place: Place): Router[] {
  const out: Router[] = [];
  for (const one of knownOptions(value)) {
    if (one.k === "router") out.push(one);
    else if (one.k === "made") {
      const inner = [...one.args.positional, ...one.args.named.values()].flatMap((arg) => (arg.k === "router" ? [arg] : []));
      if (one.router !== undefined) out.push(one.router);
      else if (inner.length > 0) out.push(...inner);
      else {
        one.router = libraryRouter(run, one.path, one.place);
        out.push(one.router);
      }
    } else if (one.k === "part" && one.of.base === true) continue;
    else if (one.k === "external" || one.k === "part") out.push(libraryRouter(run, one.k === "external" ? one.path : `${one.of.path}.${one.path}`, place));
    else if (one.k === "module") {
      const router = getAttribute(run, one, "router", moduleFrame(one.module), place);
      if (router.k === "router") run.note("include-of-module", place, one.module.name);
    } else if (one.k === "instance") {
      const router = one.attrs.get("router");
      if (router?.k === "router") out.push(router);
    }
  }
  return out;
}

/** A router that a library brings, without routes that we can see. */
export function libraryRouter(run: Run, library: string, place: Place): Router {
  return emptyRouter({ id: run.id(), app: false, cls: null, place, library });
}

/** `include_router`: an edge for each router that it may be and each prefix. Notes `unresolved-router` where none is found. */
export function include(run: Run, router: Router, args: Args, place: Place): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const target = args.positional[0] ?? args.named.get("router") ?? unknown;
  const prefix = args.named.get("prefix") ?? args.positional[1] ?? text("");
  const frame = moduleFrame(run.modules.open(place.file));
  const dependencies = args.named.get("dependencies");
  const targets = targetsOf(run, target, place);
  if (targets.length === 0 && !(target.k === "constant" && target.value === null)) {
    run.note("unresolved-router", place, reasonOf(target));
  }
  forEachWay(run, target, targets, place, (one) => {
    forEachPath(run, [router.prefix], place, (own) =>
      forEachPath(run, [prefix], place, (below) => {
        const edge: EdgeRecord = {
          k: "include",
          target: one,
          own,
          prefix: below,
          place,
          order: run.order++,
          dependencies: [...(dependencies === undefined ? [] : iterate(run, dependencies, frame).items), ...one.dependencies],
          ...circumstances(run, place, router),
          ...(args.named.has("include_in_schema") ? { inSchema: args.named.get("include_in_schema") ?? unknown } : {}),
        };
        router.records.push(edge);
      }),
    );
    router.lifespans.push(...one.lifespans);
    router.startup.push(...one.startup);
  });
  return noneValue;
}

/** Why it is not known; of an attribute that the project's own class has from a library, nobody knows who sets it. `code` and `detail` in a line each; empty where nothing is known of it. */
function reasonOf(value: Value): string {
  if (value.k === "unknown" && value.reason !== null) return `${value.reason.code}\n${value.reason.detail}`;
  return value.k === "part" ? `external\n${value.of.path}.${value.path}` : "";
}

/** Static files, of Starlette's class or of one that the project makes of it, with or without a middleware around them. */
function isStatic(app: Value): boolean {
  if (app.k === "made")
    return /StaticFiles$/.test(app.path) || (/Middleware$/.test(app.path) && [...app.args.positional, ...app.args.named.values()].some(isStatic));
  return app.k === "instance" && app.cls !== null && ancestors(app.cls).some((one) => typeof one === "string" && /(^|\.)StaticFiles$/.test(one));
}

/**
 * `mount` or `host`: an edge for each application that it may be, without a final `/`. Static files are none; notes
 * `unresolved-mount` where none is found.
 */
export function mount(run: Run, router: Router, kind: "mount" | "host", args: Args, place: Place): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const path = args.positional[0] ?? args.named.get("path") ?? args.named.get("host") ?? unknown;
  const app = args.positional[1] ?? args.named.get("app") ?? unknown;
  if (isStatic(app)) return noneValue;
  const targets = targetsOf(run, app, place);
  if (targets.length === 0) run.note("unresolved-mount", place, reasonOf(app));
  forEachWay(run, app, targets, place, (target) =>
    forEachPath(run, [kind === "host" ? text("") : path], place, (own) => {
      router.records.push({
        k: kind,
        target,
        own: text(""),
        prefix: { ...own, value: own.value.replace(/\/+$/, "") },
        place,
        order: run.order++,
        dependencies: [],
        ...circumstances(run, place, router),
      });
    }),
  );
  return noneValue;
}
