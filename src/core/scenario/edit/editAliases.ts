import { isAlias, type Node } from "yaml";
import type { TextEdit } from "../../problem";
import type { Path, Source } from "../source";
import { contentEnd, isPlainMap, styleAt } from "./editPlaces";
import { inline, type Plain } from "./notation";

// A change of one place must not change the others that share its anchor.

/** The key that a scalar in place of a map stands for, by the key that joins it; else `share`. */
export const shorthand: Readonly<Record<string, string>> = {
  parameters: "name",
  weights: "name",
  basis: "value",
  source: "value",
  date: "value",
  range: "value",
};

/** The first alias (`*name`) that the path would lead through; null where an edit touches no shared text. */
export function firstAlias(source: Source, path: Path): { readonly path: Path } | null {
  for (let length = 1; length < path.length; length++) {
    const prefix = path.slice(0, length);
    if (isAlias(source.find(prefix)?.value)) return { path: prefix };
  }
  return null;
}

/** Writes out what the alias stands for, with the change made. */
export function expandAlias(source: Source, aliasPath: Path, path: Path, value: Plain | undefined): TextEdit {
  const node = source.find(aliasPath)?.value;
  const copy = structuredClonePlain(dataAt(source, aliasPath));
  const rest = path.slice(aliasPath.length);
  const [start, end] = [node?.range?.[0] ?? 0, node?.range?.[1] ?? 0];
  return { start, end, text: inline(changed(copy, rest, value), styleAt(source, aliasPath)) };
}

function changed(data: Plain, path: Path, value: Plain | undefined): Plain {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? {};
  if (Array.isArray(data)) {
    const items: Plain[] = [...(data as Plain[])];
    const inner = rest.length === 0 ? value : changed(items[Number(step)] ?? {}, rest, value);
    if (inner === undefined) items.splice(Number(step), 1);
    else items[Number(step)] = inner;
    return items;
  }
  const map: Record<string, Plain> = isPlainMap(data) ? { ...data } : { [shorthand[String(step)] ?? "share"]: data };
  const inner = rest.length === 0 ? value : changed(map[String(step)] ?? {}, rest, value);
  if (inner === undefined) delete map[String(step)];
  else map[String(step)] = inner;
  return map;
}

/** Aliases of an anchor on the way to the change are written out as they were. */
export function releaseAliases(source: Source, path: Path): TextEdit[] {
  const onTheWay = new Set<Node>();
  for (let length = 0; length <= path.length; length++) {
    const value = length === 0 ? source.document.contents : source.find(path.slice(0, length))?.value;
    if (value && (value as Node & { anchor?: string }).anchor) onTheWay.add(value as Node);
  }
  return onTheWay.size === 0 ? [] : source.aliasesOf((target) => onTheWay.has(target)).map((alias) => release(source, alias));
}

/** Aliases of anchors inside what is taken away. */
export function releaseWithin(source: Source, path: Path): TextEdit[] {
  const node = source.find(path)?.value;
  if (!node?.range) return [];
  const [start, end] = [node.range[0], contentEnd(source, node)];
  const inside = (offset: number | undefined) => offset !== undefined && offset >= start && offset <= end;
  return source
    .aliasesOf((target) => inside(target.range?.[0]))
    .filter(({ node: alias }) => !inside(alias.range?.[0]))
    .map((alias) => release(source, alias));
}

function release(source: Source, { node, path }: { readonly node: Node; readonly path: Path }): TextEdit {
  const value = structuredClonePlain(dataAt(source, path));
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0, text: inline(value, styleAt(source, path)) };
}

function dataAt(source: Source, path: Path): unknown {
  let data = source.data;
  for (const step of path) data = typeof data === "object" && data !== null ? (data as Record<string | number, unknown>)[step] : undefined;
  return data;
}

function structuredClonePlain(data: unknown): Plain {
  if (Array.isArray(data)) return data.map(structuredClonePlain);
  if (typeof data === "object" && data !== null) {
    return Object.fromEntries(Object.entries(data).flatMap(([key, item]) => (item === null ? [] : [[key, structuredClonePlain(item)]])));
  }
  return typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? data : "";
}
