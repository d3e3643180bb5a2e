/** The release in which `include_router` stopped copying routes (FastAPI 0.137). */
const LAZY_FROM = 137;

/** True where the project locks or limits FastAPI below 0.137: a route added after its router was included is lost there. */
export function routesAreCopied(files: readonly { readonly path: string; readonly text: string }[]): boolean {
  for (const { path, text } of files) {
    if (path.endsWith(".py")) continue;
    const minor = lockedMinor(text);
    if (minor !== null) return minor < LAZY_FROM;
  }
  return false;
}

/** The minor version of FastAPI that a requirements, lock or project file names: exactly, or as an upper bound. */
function lockedMinor(text: string): number | null {
  const lock = /name\s*=\s*"fastapi"\s*\n\s*version\s*=\s*"0\.(\d+)/.exec(text) ?? /"fastapi":\s*\{[^}]*"version":\s*"==0\.(\d+)/.exec(text);
  if (lock !== null) return Number(lock[1]);
  const pinned =
    /(?:^|["'\s])fastapi(?:\[[^\]]*\])?\s*(?:==|===|~=)\s*0\.(\d+)\.\d/im.exec(text) ??
    /^fastapi\s*=\s*(?:\{[^}]*version\s*=\s*)?"(?:\^|~|==)?0\.(\d+)/im.exec(text);
  if (pinned !== null) return Number(pinned[1]);
  const below = /(?:^|["'\s])fastapi(?:\[[^\]]*\])?[^\n"']*?<\s*0\.(\d+)/im.exec(text);
  return below === null ? null : Number(below[1]) - 1;
}
