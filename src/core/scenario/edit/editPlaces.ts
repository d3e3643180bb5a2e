import { isCollection, isMap, isPair, isScalar, type Node, type Pair } from "yaml";
import type { TextEdit } from "../../problem";
import { isRecord } from "../plainData";
import type { Path, Source } from "../source";
import type { Plain, Style } from "./notation";

// Where the parts of an entry stand in the text.

export const isPlainMap = (value: unknown): value is { readonly [key: string]: Plain } => isRecord(value);

/** Nothing, or one of YAML's words for null. */
export const isEmpty = (node: Node | null): boolean =>
  node === null || (isScalar(node) && node.type === "PLAIN" && ["", "~", "null", "Null", "NULL"].includes(String(node.value ?? "")));

export const isJson = (source: Source): boolean => source.json || /^\ufeff?\s*\{\s*"/u.test(source.text);

/** How values are written at a path: inside `{ }` as soon as a parent is. */
export function styleAt(source: Source, path: Path): Style {
  for (let length = 0; length < path.length; length++) {
    const node = length === 0 ? source.document.contents : source.find(path.slice(0, length))?.value;
    if (isCollection(node) && node.flow) return { json: isJson(source), flow: true };
  }
  return { json: isJson(source), flow: false };
}

/** Where the text of a value ends, without the comment or empty lines after it. */
export function contentEnd(source: Source, node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (isCollection(node) && !node.flow) {
    const last = (node.items as (Pair | Node)[]).at(-1);
    return last ? itemEnd(source, last) : end;
  }
  if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
    return (node.range?.[0] ?? 0) + source.text.slice(node.range?.[0] ?? 0, end).trimEnd().length;
  }
  return end;
}

/** Offset behind the item's content, 0 without an item. */
export function itemEnd(source: Source, item: Pair | Node | undefined): number {
  if (!item) return 0;
  if (!isPair(item)) return contentEnd(source, item);
  const value = item.value as Node | null;
  if (value?.range && value.range[0] < value.range[1]) return contentEnd(source, value);
  const colon = colonOf(source, item);
  return colon === null ? keyEnd(item) : colon + 1;
}

export const itemStart = (item: Pair | Node | undefined): number =>
  item === undefined ? 0 : isPair(item) ? ((item.key as Node | null)?.range?.[0] ?? 0) : (item.range?.[0] ?? 0);

export const keyEnd = (pair: Pair): number => (pair.key as Node | null)?.range?.[1] ?? 0;

/** Offset of the colon after a key; null in `{ key }`. */
export function colonOf(source: Source, pair: Pair): number | null {
  const end = keyEnd(pair);
  const gap = /^\s*:/u.exec(source.text.slice(end, end + 2000));
  return gap ? end + gap[0].length - 1 : null;
}

export const afterColon = (source: Source, pair: Pair): number => (colonOf(source, pair) ?? keyEnd(pair)) + 1;

/** The hyphen before a list item. */
export const dashOf = (source: Source, item: Node): number => source.text.lastIndexOf("-", Math.max(0, firstOffset(item) - 1));

const firstOffset = (node: Node): number => (isMap(node) && !node.flow ? itemStart((node.items as Pair[])[0]) : (node.range?.[0] ?? 0));

/** Number of characters before the key on its line. */
export function indentOf(source: Source, pair: Pair): number {
  const start = itemStart(pair);
  return start - lineStart(source.text, start);
}

/** The document's own step: the smallest indentation that it uses, else 2. */
export function indentStep(source: Source): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const found of source.text.matchAll(/^( +)[^\s#-]/gmu)) smallest = Math.min(smallest, found[1]?.length ?? 2);
  return smallest >= 1 && smallest <= 8 ? smallest : 2;
}

/** After an entry, its comment, and the comments below that are indented more than its key. */
export function endOfEntry(source: Source, pair: Pair, indent: number): number {
  const { text } = source;
  let end = lineEnd(text, itemEnd(source, pair));
  for (;;) {
    const start = nextLine(text, end);
    const line = text.slice(start, lineEnd(text, start));
    const comment = /^( *)#/u.exec(line);
    if (start >= text.length || start === end || !comment || (comment[1]?.length ?? 0) <= indent) return end;
    end = lineEnd(text, start);
  }
}

/** A byte-order mark is no part of the first line. */
export const lineStart = (text: string, offset: number): number => Math.max(text.lastIndexOf("\n", offset - 1) + 1, text.startsWith("\ufeff") ? 1 : 0);

/** Before the line's end, be it LF or CRLF. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** Offset behind the line end at `end`; `end` itself where the text stops. */
export function nextLine(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : text[end] === "\n" ? end + 1 : end;
}

export const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** New lines after the line that ends at an offset. */
export function insertLines(source: Source, end: number, lines: readonly string[]): TextEdit {
  const { text } = source;
  const eol = eolOf(text);
  const start = nextLine(text, end);
  const body = lines.join(eol);
  if (start > end || end === 0 || (start === text.length && text.endsWith("\n"))) return { start, end: start, text: body + eol };
  return { start: end, end, text: eol + body };
}
