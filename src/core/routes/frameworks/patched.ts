import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import type { Args, Place, Value } from "../interpreter/values";
import { routerAttribute } from "./fastapi";
import type { Router } from "./router";

// Methods that the project puts into FastAPI's own classes: `FastAPI.add_all = add_all`, `APIRouter.include_router = wrapped`.

const routers = ["fastapi.APIRouter", "fastapi.routing.APIRouter"];
const apps = ["fastapi.FastAPI", "fastapi.applications.FastAPI"];

/** A method that the project has put into the class of an application or router; undefined where it has put none there. */
export function patchedMember(run: Run, router: Router, name: string): Value | undefined {
  if (run.assigned.size === 0 || router.library !== null) return undefined;
  // an application hands on to its router whatever registers
  for (const path of router.app ? [...apps, ...(name === "__init__" ? [] : routers)] : routers) {
    const value = run.assigned.get(`${path}.${name}`);
    if (value?.k === "function") return { k: "method", self: router, func: value };
    if (value !== undefined && !(value.k === "external" && value.path === `${path}.${name}`)) return value;
  }
  return undefined;
}

/** `APIRouter.include_router(router, other)`: the method as FastAPI wrote it, whatever was put in its place; null for anything else. */
export function unboundMethod(run: Run, path: string, args: Args, place: Place, frame: Frame): Value | null {
  const [self, ...positional] = args.positional;
  const at = path.lastIndexOf(".");
  if (self?.k !== "router" || ![...apps, ...routers].includes(path.slice(0, at))) return null;
  const name = path.slice(at + 1);
  return call(run, routerAttribute(run, self, name) ?? getAttribute(run, self, name, frame, place), { ...args, positional }, place, frame);
}
