import { ancestors } from "../interpreter/ancestry";
import type { Class } from "../interpreter/values";

/** What a dotted name makes when it is called; null for anything but applications and routers. */
export function externalKind(path: string): "app" | "router" | null {
  if (apps.has(path)) return "app";
  if (routers.has(path)) return "router";
  const name = path.slice(path.lastIndexOf(".") + 1);
  // FastAPIOffline and other libraries that extend FastAPI keep its name in theirs
  if (
    /^FastAPI[A-Z]\w*$|^\w+FastAPI$/.test(name) &&
    !/(Error|Exception|Users|Limiter|Cache|Instrumentor|Config|Settings|Middleware|Transport|Server|Client|MCP|Mail|Storage|Plugin|Integration|Auth|Backend|Pagination|Route|Router)$/.test(
      name,
    ) &&
    name !== "VersionedFastAPI"
  )
    return "app";
  return /^(\w+)?APIRouter$|^InferringRouter$/.test(name) ? "router" : null;
}

const apps = new Set(["fastapi.FastAPI", "fastapi.applications.FastAPI", "starlette.applications.Starlette", "cadwyn.Cadwyn", "cadwyn.applications.Cadwyn"]);

const routers = new Set([
  "fastapi.APIRouter",
  "fastapi.routing.APIRouter",
  "fastapi.routers.APIRouter",
  "starlette.routing.Router",
  "fastapi_utils.inferring_router.InferringRouter",
]);

/** By the first known ancestor outside the project; null where the class makes neither. */
export function routerKind(cls: Class): "app" | "router" | null {
  for (const one of ancestors(cls)) {
    if (typeof one !== "string") continue;
    const kind = externalKind(one);
    if (kind !== null) return kind;
  }
  return null;
}
