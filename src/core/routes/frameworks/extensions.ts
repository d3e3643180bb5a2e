import { optionsOf } from "../interpreter/alternatives";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import type { Args, Made, MadePart, Place, Value } from "../interpreter/values";
import { makeRouter } from "./fastapi";
import type { Router } from "./router";

// Libraries that are given an application and add routes of their own to it: metrics, web interfaces, chains, tools. Their handlers are not in the folder.

/** `add_routes(app, chain, path="/joke")`: functions that say in their name that they add routes. */
const addsRoutes =
  /(^|\.)((add|include|register)_(\w+_)?(routes?|routers?|endpoints?)|mount_gradio_app)$|^swagger_ui\.(\w+_)?api_doc$|^nicegui\.(\w+\.)*run_with$/;
/** `Instrumentator().instrument(app).expose(app)`, `FastApiMCP(app).mount()`, `Admin(engine).mount_to(app)`: others with such names do something else. */
const methods: readonly { readonly library: RegExp; readonly names: Readonly<Record<string, string>> }[] = [
  { library: /^prometheus_fastapi_instrumentator\./, names: { expose: "/metrics" } },
  { library: /^fastapi_mcp\./, names: { mount: "/mcp", mount_http: "/mcp", mount_sse: "/sse" } },
  { library: /^starlette_admin\./, names: { mount_to: "/admin" } },
];
/** Classes that do so when they are made, and where. */
const classes: readonly { readonly name: RegExp; readonly path: string }[] = [
  { name: /(^|\.)(sqladmin|fastadmin|flask_admin)(\.\w+)*\.Admin$/, path: "/admin" },
  { name: /(^|\.)stac_fastapi(\.\w+)*\.StacApi$/, path: "/" },
];

/** Says what a library's function adds to an application that it is given; what the call gives, where that is the application. */
export function callExtension(run: Run, path: string, args: Args, place: Place): Value | null {
  const app = run.registering && addsRoutes.test(path) ? applicationAmong(args) : null;
  if (app === null) return null;
  announce(run, path, pathAmong(args) ?? "/", place);
  return /(^|\.)mount_gradio_app$/.test(path) ? app : null;
}

/** Says what an object of a library adds to an application when it is made. */
export function announceMade(run: Run, made: Made, place: Place, frame: Frame): void {
  const known = run.registering ? classes.find(({ name }) => name.test(made.path)) : undefined;
  if (known === undefined) return;
  announce(run, made.path, pathAmong(made.args) ?? known.path, place);
  // it makes the application itself where it is given none
  if (!made.attrs.has("app"))
    made.attrs.set("app", applicationAmong(made.args) ?? makeRouter(run, "app", null, { ...made.args, positional: [] }, place, frame));
}

/** The same for a method of such an object. */
export function announceMethod(run: Run, callee: Made | MadePart, args: Args, place: Place): void {
  if (!run.registering || callee.k !== "part") return;
  const names = methods.find(({ library }) => library.test(callee.of.path))?.names ?? {};
  const usual = Object.hasOwn(names, callee.path) ? names[callee.path] : undefined;
  if (usual === undefined && !addsRoutes.test(callee.path)) return;
  if (applicationAmong(args) === null && (usual === undefined || originOf(callee.of) === null)) return;
  announce(run, callee.of.path, pathAmong(args) ?? pathAmong(callee.of.args) ?? usual ?? "/", place);
}

/** The application that something was made with, or what made it. */
function originOf(made: Made): Router | null {
  const { of } = made;
  return applicationAmong(made.args) ?? (of?.k === "part" ? originOf(of.of) : null);
}

function applicationAmong({ positional, named }: Args): Router | null {
  for (const one of [...positional, ...named.values()]) for (const option of optionsOf(one)) if (option.k === "router" && option.app) return option;
  return null;
}

/** The path that such a call is given, by name or alone. */
function pathAmong({ positional, named }: Args): string | null {
  const names = ["path", "prefix", "endpoint", "base_url", "mount_path", "url_prefix"];
  const given = [...names.map((name) => named.get(name)), ...positional].find((one) => one?.k === "text" && one.value.startsWith("/"));
  return given?.k === "text" ? given.value : null;
}

function announce(run: Run, path: string, prefix: string, place: Place): void {
  run.note(
    "library-routes",
    place,
    `${path
      .replace(/\.__call__|\(\)/g, "")
      .split(".")
      .slice(0, 3)
      .join(".")}\n${prefix}`,
  );
}
