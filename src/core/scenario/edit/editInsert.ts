import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { TextEdit } from "../../problem";
import { keyText, type Path, type Source } from "../source";
import {
  colonOf,
  dashOf,
  endOfEntry,
  eolOf,
  indentOf,
  indentStep,
  insertLines,
  isJson,
  isPlainMap,
  itemEnd,
  itemStart,
  keyEnd,
  lineEnd,
  lineStart,
} from "./editPlaces";
import { inline, keyWord, type Plain, type Style } from "./notation";

/** Where a new key goes among its siblings: after the last of those that come before it; null: at the end. */
export type Order = (siblings: readonly string[], key: string) => string | "first" | null;

/** Lines of our own as the last entry of a block map; null where there is no such map. */
export function insertEntry(source: Source, path: Path, lines: (indent: string, inner: string) => readonly string[]): TextEdit | null {
  const holder = source.find(path)?.value;
  const last = isMap(holder) && !holder.flow ? (holder.items as Pair[]).at(-1) : undefined;
  if (!last) return null;
  const indent = indentOf(source, last);
  const inner = " ".repeat(indent + indentStep(source));
  return insertLines(source, endOfEntry(source, last, indent), lines(" ".repeat(indent), inner));
}

/** Puts an entry at the place that `order` says, else last, in the style and indentation of its siblings. */
export function insertPair(source: Source, map: YAMLMap, path: Path, key: string, value: Plain, order?: Order): TextEdit {
  const pairs = map.items as Pair[];
  const style: Style = { json: isJson(source), flow: map.flow === true };
  const place =
    order?.(
      pairs.map((pair) => keyText(pair) ?? ""),
      key,
    ) ?? null;
  const before = place === null ? pairs.at(-1) : pairs.find((pair) => keyText(pair) === place);
  if (map.flow) return insertInFlow(source, map, before, `${keyWord(key, style)}: ${inline(value, style)}`);

  const first = pairs[0];
  const indent = first ? indentOf(source, first) : 0;
  const lines = hasInlineSiblings(path, pairs)
    ? [`${" ".repeat(indent)}${keyWord(key, style)}: ${inline(value, { ...style, flow: true })}`]
    : block({ [key]: value }, path, indent, source);
  if (before) return insertLines(source, endOfEntry(source, before, indent), lines);
  // First of its siblings: below the parent's key, above any comment that belongs to the next sibling.
  const parent = path.length === 0 ? null : source.find(path)?.pair;
  if (parent) return insertLines(source, lineEnd(source.text, colonOf(source, parent) ?? keyEnd(parent)), lines);
  const start = first?.key ? lineStart(source.text, (first.key as Node).range?.[0] ?? 0) : 0;
  const eol = eolOf(source.text);
  return { start, end: start, text: lines.join(eol) + eol };
}

function insertInFlow(source: Source, map: YAMLMap | YAMLSeq, before: Pair | Node | undefined, entry: string): TextEdit {
  const { text } = source;
  const [start, end] = [map.range?.[0] ?? 0, map.range?.[1] ?? 0];
  const items = map.items as (Pair | Node)[];
  if (items.length === 0) return { start, end, text: isSeq(map) ? `[${entry}]` : `{ ${entry} }` };
  const lines = text.slice(start, end).includes("\n");
  if (!before) {
    const first = itemStart(items[0]);
    const gap = lines ? text.slice(lineStart(text, first), first) : "";
    const separator = lines && /^\s*$/u.test(gap) ? `,${eolOf(text)}${gap}` : ", ";
    return { start: first, end: first, text: `${entry}${separator}` };
  }
  const at = itemEnd(source, before);
  const own = itemStart(before);
  const gap = text.slice(lineStart(text, own), own);
  // In a map with one entry a line, the new one gets its own line with the same indentation.
  const separator = lines && /^\s*$/u.test(gap) ? `,${eolOf(text)}${gap}` : ", ";
  return { start: at, end: at, text: `${separator}${entry}` };
}

/** Puts an item at the end of a list, in the list's style. */
export function appendItem(source: Source, list: YAMLSeq, value: Plain): TextEdit {
  const items = list.items as Node[];
  const last = items.at(-1);
  if (list.flow) return insertInFlow(source, list, last, inline(value, { json: isJson(source), flow: true }));
  const dash = last ? dashOf(source, last) : 0;
  const indent = dash - lineStart(source.text, dash);
  return insertLines(source, lineEnd(source.text, last ? itemEnd(source, last) : 0), [`${" ".repeat(indent)}- ${inline(value, { json: false, flow: true })}`]);
}

/** For a document without content: a block at the end of the text. */
export function appendToRoot(source: Source, path: Path, value: Plain): TextEdit {
  const [first = "", ...rest] = path;
  return insertLines(source, source.text.length, block({ [first]: nest(rest, value) }, [], 0, source));
}

/** Lines of a map in block style as deep as our own files have it, and inline below. */
export function block(value: { readonly [key: string]: Plain }, path: Path, indent: number, source: Source): string[] {
  const style: Style = { json: false, flow: false };
  return Object.entries(value).flatMap(([key, item]) => {
    const head = `${" ".repeat(indent)}${keyWord(key, style)}:`;
    const place = [...path, key];
    if (isPlainMap(item) && wantsBlock(place) && Object.keys(item).length > 0) return [head, ...block(item, place, indent + indentStep(source), source)];
    return [`${head} ${inline(item, { ...style, flow: typeof item === "object" })}`];
  });
}

/** Decisions written one a line go on like that. */
function hasInlineSiblings(path: Path, pairs: readonly Pair[]): boolean {
  return path.length === 1 && path[0] === "decisions" && pairs.some(({ value }) => isMap(value) && value.flow === true);
}

/**
 * What our own files have in block style. A decision has a line for each of its keys: between two people's changes of neighbouring
 * decisions there is then always the line with the second one's name, which is what Git needs to merge them.
 */
export function wantsBlock(path: Path): boolean {
  const [first, , third] = path;
  if (path.length === 1) return ["decisions", "services", "hosts", "languages"].includes(String(first));
  if (first === "decisions") return path.length === 2;
  return first === "services" && (path.length === 2 || (path.length === 3 && third === "languages"));
}

/** What a path that is still to be made holds: `["a", "b"]`, 1 -> `{ a: { b: 1 } }`. */
export function nest(path: Path, value: Plain): Plain {
  return path.reduceRight<Plain>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}
