import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { type Args, type Class, list, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { makeRouter, routerAttribute } from "./fastapi";
import { decorator } from "./libraries";
import { appendRoute } from "./registering";
import type { Router } from "./router";
import { routeValues } from "./routesView";

// fastapi-router-controller: a class is a controller; its router is a copy of the one given, with the routes of the controllers it extends.

/** What calling `fastapi_router_controller.…` gives; null for names that make no routes. */
export function callController(run: Run, names: readonly string[], args: Args, place: Place, frame: Frame): Value | null {
  const name = names.filter((one) => /^[A-Z]|^(use|routers|load)$/.test(one)).join(".");
  switch (name) {
    case "Controller":
      return controller(run, args, place, frame);
    case "Controller.use":
      return use(run);
    case "Controller.routers":
      return list(usedIn(run).map((cls) => routerOf(cls) ?? unknown));
    case "ControllerLoader.load":
      return load(run, args.positional[1] ?? args.named.get("package") ?? unknown, place, frame);
    default:
      return null;
  }
}

/** The classes that `@Controller.use()` marked, in order. */
const usedIn = perRun((): Class[] => []);

function use(run: Run): Value {
  return decorator((cls) => {
    if (cls.k === "class") usedIn(run).push(cls);
    return cls;
  });
}

function controller(run: Run, args: Args, place: Place, frame: Frame): Value {
  const given = args.positional[0] ?? args.named.get("router") ?? unknown;
  if (given.k !== "router") return unknown;
  const router = makeRouter(run, "router", null, { positional: [], named: new Map([["prefix", given.prefix]]), open: false }, place, frame);
  router.dependencies.push(...given.dependencies);
  for (const route of routeValues(given)) appendRoute(run, router, route);
  // the copy is served in its place
  run.copied.add(given.records);
  run.replaced.add(given.records);
  const resource = (cls: Value): Value => {
    if (cls.k === "class") claim(run, cls, router, frame);
    return cls;
  };
  return {
    k: "instance",
    id: run.id(),
    cls: null,
    place,
    attrs: new Map<string, Value>([
      ["route", router],
      ["router", router],
      ["use", { k: "native", name: "use", call: () => use(run) }],
      ["resource", { k: "native", name: "resource", call: () => decorator(resource) }],
      ["add_resource", decorator(resource)],
    ]),
  };
}

function claim(run: Run, cls: Class, router: Router, frame: Frame): void {
  for (const base of cls.bases) {
    const above = base.k === "class" ? routerOf(base) : null;
    if (above === null) continue;
    run.sawRoutes = true;
    for (const { record } of routeValues(above)) {
      const named = new Map<string, Value>([["methods", list(record.methods.map(text))]]);
      const add = routerAttribute(run, router, "add_api_route") ?? unknown;
      call(run, add, { positional: [record.path, record.handler], named, open: false }, record.place, frame);
    }
  }
  cls.scope.names.set("__router__", router);
  cls.scope.names.set("router", { k: "native", name: "router", call: () => router });
}

function routerOf(cls: Class): Router | null {
  const router = read(cls.scope, "__router__");
  return router?.k === "router" ? router : null;
}

/** Imports every module of a folder and of those below it. */
function load(run: Run, name: Value, place: Place, frame: Frame): Value {
  const top = name.k === "text" ? run.project.resolve(frame.module.file, 0, name.value) : null;
  if (top === null) {
    run.note("unresolved-import", place);
    return unknown;
  }
  const visit = (folder: string, depth: number): void => {
    for (const one of run.project.submodules(folder)) {
      if (one.isPackage && depth < 20) visit(`${folder}/${one.name}`, depth + 1);
      else run.modules.load(`${folder}/${one.name}.py`);
    }
  };
  visit(top.replace(/\/__init__\.py$/, ""), 0);
  return noneValue;
}
