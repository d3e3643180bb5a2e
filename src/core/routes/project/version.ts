import type { Manifests } from "./manifests";
import { endsBelow } from "./versionRange";

/** The release in which `include_router` stopped copying routes (FastAPI 0.137). */
const LAZY_FROM = [0, 137];

/** True where the project locks or limits FastAPI below 0.137: a route added after its router was included is lost there. In doubt none is lost. */
export function routesAreCopied(manifests: Manifests): boolean {
  return manifests.versionsOf("fastapi", "").every((range) => endsBelow(range, LAZY_FROM));
}
