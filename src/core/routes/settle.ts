import type { Problem } from "../problem";
import type { EdgeRecord } from "./frameworks/router";
import { join } from "./interpreter/asText";
import { type Place, type Text, text } from "./interpreter/values";

/** Paths that a scenario settles by hand, by `file:line`. */
export type Settled = ReadonlyMap<string, string>;

export function settledPaths(overrides: readonly { readonly at: string; readonly path: string }[]): Settled {
  return new Map(
    overrides.map(({ at, path }) => [
      at
        .trim()
        .replace(/^(?:\.\/)+/, "")
        .replaceAll("\\", "/"),
      path,
    ]),
  );
}

const given = (settled: Settled, place: Place): string | undefined => settled.get(`${place.file}:${place.line}`);

/**
 * The prefix below an `include_router` or `mount`: what is settled for its line stands for a prefix that is not known, whether it is
 * written alone or with all that comes before it.
 */
export function prefixBelow(settled: Settled, before: Text, { own, prefix, place }: EdgeRecord): Text {
  const path = settled.size === 0 || own.holes.length + prefix.holes.length === 0 ? undefined : given(settled, place);
  if (path === undefined) return join([before, own, prefix]);
  const above = own.holes.length > 0 ? before : join([before, own]);
  const whole = above.holes.length === 0 && above.value !== "" && (path === above.value || path.startsWith(`${above.value}/`));
  return whole ? text(path) : join([above, text(path)]);
}

/** A path with what is settled for it: whole, at its registration or its `def`; or in part, where a part begins that is not known. */
export function settle(path: Text, registered: Place, handler: Place, settled: Settled): Text {
  if (settled.size === 0 || path.holes.length === 0) return path;
  const whole = given(settled, registered) ?? given(settled, handler);
  if (whole !== undefined) return text(whole);
  const parts = path.value.split("{?}");
  const left: Text["holes"][number][] = [];
  let value = parts[0] ?? "";
  path.holes.forEach((hole, index) => {
    const part = given(settled, hole.place);
    if (part === undefined) left.push(hole);
    value += (part ?? "{?}") + (parts[index + 1] ?? "");
  });
  return { k: "text", value, holes: left };
}

export function isSettled({ code, file, line }: Problem, settled: Settled): boolean {
  return code === "unresolved-path" && settled.has(`${file}:${line}`);
}
