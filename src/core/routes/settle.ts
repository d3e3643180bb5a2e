import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { EdgeRecord } from "./frameworks/router";
import { join } from "./interpreter/asText";
import { type Place, type Text, text } from "./interpreter/values";

/** Paths that a scenario settles by hand, by `file:line`, and which of them something asked for; `refused`: with what that something would have been. */
export interface Settled {
  readonly paths: ReadonlyMap<string, string>;
  readonly used: Set<string>;
  readonly refused: Set<string>;
}

interface Override {
  readonly at: string;
  readonly path: string;
}

/** Paths written by hand in the scenario, by `file:line`. */
export function settledPaths(overrides: readonly Override[]): Settled {
  return { paths: new Map(overrides.map(({ at, path }) => [lineOf(at), path])), used: new Set(), refused: new Set() };
}

function lineOf(at: string): string {
  return at
    .trim()
    .replace(/^(?:\.\/)+/, "")
    .replaceAll("\\", "/");
}

/** `whole`: the path that it would make; one that does not begin with `/` is none, and nothing is settled by it. */
function given({ paths, used, refused }: Settled, place: Place, whole = (path: string): string => path): string | undefined {
  const at = `${place.file}:${place.line}`;
  const path = paths.get(at);
  if (path === undefined) return undefined;
  used.add(at);
  if (!refused.has(at) && /^(\/|\{\?\}|$)/.test(whole(path))) return path;
  refused.add(at);
  return undefined;
}

/** What a scenario settles with no path, or at a line where nothing has to be settled: lines move, and files are renamed. `open`: the places that are not known. */
export function settlesNothing({ used, refused }: Settled, overrides: readonly Override[], open: readonly Problem[], t: Translate): Problem[] {
  const places = [...new Set(open.map(({ file, line }) => `${file}:${line}`))];
  return overrides.flatMap(({ at, path }, index): Problem[] => {
    if (refused.has(lineOf(at))) {
      const message = t("{0} is no path: paths begin with /. Write {1}, or what the application really serves.", path, `/${path}`);
      return [{ code: "invalid-path", severity: "error", path: `routes.${index}.path`, message }];
    }
    if (used.has(lineOf(at))) return [];
    const message =
      places.length === 0
        ? t("{0} settles nothing: the code tells all paths. Remove this entry.", at)
        : t("{0} settles nothing: no path that is unknown stands there. Name one of these lines: {1}.", at, places.slice(0, 5).join(", "));
    return [{ code: "settles-nothing", severity: "warning", path: `routes.${index}.at`, message }];
  });
}

/**
 * The prefix below an `include_router` or `mount`: what is settled for its line stands for a prefix that is not known, whether it is
 * written alone or with all that comes before it.
 */
export function prefixBelow(settled: Settled, before: Text, { own, prefix, place }: EdgeRecord): Text {
  const path = settled.paths.size === 0 || own.holes.length + prefix.holes.length === 0 ? undefined : given(settled, place);
  if (path === undefined) return join([before, own, prefix]);
  const above = own.holes.length > 0 ? before : join([before, own]);
  const whole = above.holes.length === 0 && above.value !== "" && (path === above.value || path.startsWith(`${above.value}/`));
  return whole ? text(path) : join([above, text(path)]);
}

/** A path with what is settled for it: whole, at its registration or its `def`; or in part, where a part begins that is not known. */
export function settle(path: Text, registered: Place, handler: Place, settled: Settled): Text {
  if (settled.paths.size === 0 || path.holes.length === 0) return path;
  const whole = given(settled, registered) ?? given(settled, handler);
  if (whole !== undefined) return text(whole);
  const parts = path.value.split("{?}");
  const left: Text["holes"][number][] = [];
  let value = parts[0] ?? "";
  path.holes.forEach((hole, index) => {
    const part = given(settled, hole.place, (one) => value + one);
    if (part === undefined) left.push(hole);
    value += (part ?? "{?}") + (parts[index + 1] ?? "");
  });
  return { k: "text", value, holes: left };
}

/** An unresolved path that the scenario settles. */
export function isSettled({ code, file, line }: Problem, { paths, refused }: Settled): boolean {
  return code === "unresolved-path" && paths.has(`${file}:${line}`) && !refused.has(`${file}:${line}`);
}
