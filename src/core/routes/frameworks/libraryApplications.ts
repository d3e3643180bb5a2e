import type { Expression } from "../../python/syntax";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { type Frame, moduleFrame } from "../interpreter/frame";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { type Args, type External, type Made, type MadePart, noArgs, type Place, type Value } from "../interpreter/values";
import { standardLibrary } from "../project/standardLibrary";
import type { Known } from "../standard/known";
import { routersAmong } from "./extensions";
import { makeRouter } from "./fastapi";
import type { Router } from "./router";
import { externalKind } from "./routerKinds";

// Frameworks that make the application themselves and give it to the project: NoneBot, NiceGUI, servers of bots and of tasks.

/** Wherever it is asked for, it is the same one. */
const known = perRun(() => new Map<string, Router>());

/** Names that are one. */
const applications = new Set(["nicegui.app"]);

function applicationOf(run: Run, path: string, place: Place, frame: Frame): Router {
  const all = known(run);
  const before = all.get(path);
  if (before !== undefined) return before;
  const app = makeRouter(run, "app", null, noArgs, place, frame, path);
  all.set(path, app);
  // its framework's own routes
  run.note("library-routes", place, `${path}\n/`);
  return app;
}

const givesOne = (path: string): [string, Known] => [path, (_args, run, place, frame) => applicationOf(run, path, place, frame)];

/** Functions that give it. */
export const applicationGivers: Readonly<Record<string, Known>> = Object.fromEntries(["nonebot.get_app", "nonebot.get_asgi"].map(givesOne));

/** A member of such an application; undefined for any other name of a library. */
export function memberOfApplication(run: Run, path: string, name: string, frame: Frame, at: Place): Value | undefined {
  if (!run.registering || !applications.has(path)) return undefined;
  return getAttribute(run, applicationOf(run, path, at, frame), name, frame, at);
}

/** `driver.server_app.include_router(router)`: what includes a router of FastAPI's is an application, whoever has made it. */
export function includedByLibrary(run: Run, path: string, args: Args, place: Place, frame: Frame): Value | null {
  const maker = /^(.+)\.include_router$/.exec(path)?.[1];
  if (maker === undefined || !isFromLibrary(run, maker, place) || routersAmong(args).size === 0) return null;
  return call(run, getAttribute(run, applicationOf(run, maker, place, frame), "include_router", frame, place), args, place, frame);
}

/** `app: FastAPI = get_app()`: what a library has made and the code calls an application. `typeOf` tells what the annotation means. */
export function applicationByType(run: Run, value: Value, type: Expression, place: Place, typeOf: () => Value): Value {
  if (!run.registering || !isOfLibrary(value) || !namesApplication(type)) return value;
  const meant = typeOf();
  if (meant.k !== "external" || externalKind(meant.path) !== "app") return value;
  const path = value.k === "external" ? value.path : value.k === "made" ? value.path : `${value.of.path}.${value.path}`;
  const args = value.k === "external" ? noArgs : value.k === "made" ? value.args : value.of.args;
  if (!isFromLibrary(run, path, place) || routersAmong(args).size > 0) return value;
  return applicationOf(run, path, place, moduleFrame(run.modules.open(place.file)));
}

/** Most annotations need no look at what they mean. */
function namesApplication(type: Expression): boolean {
  const name = type.k === "name" || type.k === "attribute" ? type.id : type.k === "string" ? type.value : "";
  return /(FastAPI|Starlette|Cadwyn)\w*$/.test(name);
}

const isOfLibrary = (value: Value): value is Made | MadePart | External => value.k === "made" || value.k === "part" || value.k === "external";

/** Not FastAPI's own, and no module of the project that is not there. */
function isFromLibrary(run: Run, path: string, place: Place): boolean {
  const [top = "", ...rest] = path.split(".");
  return (
    run.registering && rest.length > 0 && !standardLibrary.has(top) && !/^(fastapi|starlette)$/.test(top) && run.project.resolve(place.file, 0, top) === null
  );
}
