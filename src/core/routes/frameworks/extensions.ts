import { optionsOf } from "../interpreter/alternatives";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, type Made, type MadePart, type Place, type Text, text, type Value } from "../interpreter/values";
import { standardLibrary } from "../project/standardLibrary";
import { makeRouter } from "./fastapi";
import type { Router } from "./router";

// Libraries that are given an application and add routes of their own to it: metrics, web interfaces, chains, tools. Their handlers are not in the folder.
// Of one that nobody knows here it is said that it may.

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
  announce(app, path, pathAmong(args) ?? text("/"), place);
  return /(^|\.)mount_gradio_app$/.test(path) ? app : null;
}

/** Says what an object of a library adds to an application when it is made. */
export function announceMade(run: Run, made: Made, place: Place, frame: Frame): void {
  if (!run.registering) return;
  const known = classes.find(({ name }) => name.test(made.path));
  if (known === undefined) return announceGiven(run, made.path, made.args, place);
  // it makes the application itself where it is given none
  const app = applicationAmong(made.args) ?? makeRouter(run, "app", null, { ...made.args, positional: [] }, place, frame);
  announce(app, made.path, pathAmong(made.args) ?? text(known.path), place);
  if (!made.attrs.has("app")) made.attrs.set("app", app);
}

/** The same for a method of such an object. */
export function announceMethod(run: Run, callee: Made | MadePart, args: Args, place: Place): void {
  if (!run.registering) return;
  if (callee.k === "made") return announceGiven(run, callee.path, args, place);
  const names = methods.find(({ library }) => library.test(callee.of.path))?.names ?? {};
  const usual = Object.hasOwn(names, callee.path) ? names[callee.path] : undefined;
  if (usual === undefined && !addsRoutes.test(callee.path)) return announceGiven(run, `${callee.of.path}.${callee.path}`, args, place);
  const app = applicationAmong(args) ?? (usual === undefined ? null : originOf(callee.of));
  if (app !== null) announce(app, callee.of.path, pathAmong(args) ?? pathAmong(callee.of.args) ?? text(usual ?? "/"), place);
}

/** What serves, tests, watches or wraps an application, or gives it what its handlers need, and adds no route. */
const addsNothing = new RegExp(
  "^(fastapi|starlette|uvicorn|hypercorn|gunicorn|granian|daphne|mangum|a2wsgi|httpx|asgi_lifespan|modal|ray|bentoml|fastapi_pagination|fastapi_cache|fastapi_limiter|slowapi|tortoise|dishka|" +
    "dependency_injector|injector|fastapi_injector|svcs|wireup|taskiq_fastapi|opentelemetry|logfire|sentry_sdk|ddtrace|elasticapm|newrelic|loguru|structlog|pydantic|typer|click|rich)\\.|" +
    "(^|\\.)(\\w*Middleware|\\w*(TestClient|ASGITransport|LifespanManager)|_?instrument\\w*|\\w*_?(handlers?|errors|middlewares?|cors|logging|tracing|telemetry|openapi|lifespan)|include_router|mount)$",
);

/** A library that is given one and that nobody knows here. */
function announceGiven(run: Run, path: string, args: Args, place: Place): void {
  const [top = "", name] = path.split(".");
  // of those whose methods add routes we know which do
  if (name === undefined || standardLibrary.has(top) || addsNothing.test(path) || methods.some(({ library }) => library.test(path))) return;
  // a name of the project's own that no file holds says nothing
  if (run.project.resolve(place.file, 0, top) !== null) return;
  const prefix = pathAmong(args) ?? text("/");
  for (const router of routersAmong(args)) if (router.library === null) announce(router, path, prefix, place, true);
}

/** Applications and routers, by themselves, in a list, or as one of their methods: `register(app.get)`. */
export function routersAmong({ positional, named }: Args): ReadonlySet<Router> {
  const given = [...positional, ...named.values()].flatMap(optionsOf).flatMap((one) => (one.k === "list" ? one.items.slice(0, MOST_GIVEN) : [one]));
  return new Set(given.flatMap((one) => (one.k === "native" ? (one.self ?? one) : one)).filter((one) => one.k === "router"));
}

const MOST_GIVEN = 20;

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
function pathAmong({ positional, named }: Args): Text | null {
  const names = ["path", "prefix", "endpoint", "base_url", "root_url", "mount_path", "url_prefix"];
  const given = [...names.map((name) => named.get(name)), ...positional].find((one) => one?.k === "text" && one.value.startsWith("/"));
  return given?.k === "text" ? given : null;
}

/** Once for each place, however often that runs. */
function announce({ extensions }: Router, path: string, prefix: Text, place: Place, maybe = false): void {
  const library = path
    .replace(/\.__call__|\(\)/g, "")
    .split(".")
    .slice(0, maybe ? 5 : 3)
    .join(".");
  const isKnown = extensions.some(
    (one) => one.library === library && one.prefix.value === prefix.value && one.place.file === place.file && one.place.line === place.line,
  );
  if (!isKnown) extensions.push({ library, prefix, place, maybe });
}
