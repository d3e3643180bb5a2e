import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { TextEdit } from "../problem";
import { inline, inPlaceOf, keyWord, type Plain, type Style } from "./notation";
import { keyText, type Path, type Source } from "./source";

// Edits of a YAML or JSON text that change one value and leave every other byte alone.

/** Where a new key goes among its siblings: after the last of those that come before it; null: at the end. */
export type Order = (siblings: readonly string[], key: string) => string | "first" | null;

/** What an edit needs to know beside path and value. */
export interface EditOptions {
  /** Makes the new text of a scalar from the old one; undefined: by the rules of `inPlaceOf`. */
  readonly notation?: (old: string, quoted: boolean) => string | undefined;
  readonly order?: Order;
}

/** Edits that put a value at a path, creating what is missing on the way. */
export function setAt(source: Source, path: Path, value: Plain, options: EditOptions = {}): TextEdit[] {
  const root = source.document.contents as Node | null;
  if (path.length === 0) return [];
  if (!isMap(root)) return isEmpty(root) ? [appendToRoot(source, path, value)] : [];
  const crossing = firstAlias(source, path);
  if (crossing) return [expandAlias(source, crossing.path, path, value)];

  let length = path.length;
  while (length > 0 && !source.find(path.slice(0, length))) length--;
  const released = releaseAliases(source, path.slice(0, length));
  if (length === path.length) return [...replaceAt(source, path, value, options), ...released];

  const holder = length === 0 ? { value: root as Node, key: null, pair: null } : source.find(path.slice(0, length));
  const rest = path.slice(length);
  const parentPath = path.slice(0, length);
  const [step = "", ...deeper] = rest;
  const nested = nest(deeper, value);
  if (!holder) return [];
  if (isMap(holder.value)) return [insertPair(source, holder.value, parentPath, String(step), nested, options), ...released];
  if (isSeq(holder.value)) return [appendItem(source, holder.value, nested), ...released];
  if (isEmpty(holder.value)) return [fillEmpty(source, parentPath, nest(rest, value)), ...released];
  if (isScalar(holder.value)) return [promote(source, holder.value, String(step), nested), ...released];
  return [];
}

/** Lines of our own as the last entry of a block map; null where there is no such map. */
export function insertEntry(source: Source, path: Path, lines: (indent: string, inner: string) => readonly string[]): TextEdit | null {
  const holder = source.find(path)?.value;
  const last = isMap(holder) && !holder.flow ? (holder.items as Pair[]).at(-1) : undefined;
  if (!last) return null;
  const indent = indentOf(source, last);
  const inner = " ".repeat(indent + indentStep(source));
  return insertLines(source, endOfEntry(source, last, indent), lines(" ".repeat(indent), inner));
}

/** Edits that take a key or list item away, with its line where it has one. */
export function removeAt(source: Source, path: Path): TextEdit[] {
  const found = source.find(path);
  const last = path.at(-1);
  if (!found || last === undefined) return [];
  const crossing = firstAlias(source, path.slice(0, -1));
  if (crossing) return [expandAlias(source, crossing.path, path, undefined)];
  const parent = path.length === 1 ? (source.document.contents as Node | null) : (source.find(path.slice(0, -1))?.value ?? null);
  if (!isMap(parent) && !isSeq(parent)) return [];
  const items = parent.items as (Pair | Node)[];
  const index = isMap(parent) ? items.findIndex((item) => item === found.pair) : Number(last);
  const released = releaseAliases(source, path.slice(0, -1));
  const own = releaseWithin(source, path);
  return [parent.flow ? removeFromFlow(source, items, index) : removeLines(source, parent, items, index), ...released, ...own];
}

function nest(path: Path, value: Plain): Plain {
  return path.reduceRight<Plain>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

// ---- replacing

function replaceAt(source: Source, path: Path, value: Plain, { notation }: EditOptions): TextEdit[] {
  const found = source.find(path);
  const node = found?.value ?? null;
  const style = styleAt(source, path);
  if (isEmpty(node) && (node === null || node.range?.[0] === node.range?.[1])) return found?.pair || node ? [fillEmpty(source, path, value)] : [];
  if (!node?.range) return [];
  const [start] = node.range;
  const end = contentEnd(source, node);
  if (typeof value === "object" || !isScalar(node)) {
    if (isCollection(node) && !node.flow && found?.pair) {
      const from = afterColon(source, found.pair);
      return [{ start: from, end, text: ` ${inline(value, style)}` }];
    }
    return [{ start, end, text: inline(value, style) }];
  }
  const old = source.text.slice(start, end);
  const quoted = old.startsWith('"') || old.startsWith("'");
  const written = notation?.(String(node.value ?? ""), quoted);
  const text =
    written === undefined && typeof value !== "string" ? inPlaceOf(node, source.text, value, style) : inPlaceOf(node, source.text, written ?? value, style);
  return text === old ? [] : [{ start, end, text }];
}

/** `decisions:` with nothing after it. */
function fillEmpty(source: Source, path: Path, value: Plain): TextEdit {
  const found = source.find(path);
  const style = styleAt(source, path);
  const { text } = source;
  const node = found?.value ?? null;
  if (node?.range && node.range[0] < node.range[1]) return { start: node.range[0], end: node.range[1], text: inline(value, style) };
  if (!found?.pair) {
    const at = node?.range?.[0] ?? text.length;
    return { start: at, end: at, text: ` ${inline(value, style)}` };
  }
  const colon = colonOf(source, found.pair);
  if (colon === null) {
    const at = keyEnd(found.pair);
    return { start: at, end: at, text: `: ${inline(value, style)}` };
  }
  if (!style.flow && isPlainMap(value) && wantsBlock(path)) {
    const indent = indentOf(source, found.pair) + indentStep(source);
    return insertLines(source, lineEnd(text, colon), block(value, path, indent, source));
  }
  return { start: colon + 1, end: colon + 1, text: ` ${inline(value, style)}` };
}

/** `fr: 50 %` becomes `fr: { share: 50 %, criticality: "high" }`. */
function promote(source: Source, node: Scalar, key: string, value: Plain): TextEdit {
  const [start, end] = [node.range?.[0] ?? 0, contentEnd(source, node)];
  const style: Style = { json: isJson(source), flow: true };
  const alone = keyWord(shorthand[key] ?? "share", style);
  const written = source.text.slice(start, end);
  // What is plain in a block may need quotes inside braces.
  const old = node.type === "PLAIN" ? inPlaceOf(node, source.text, String(node.value ?? ""), style) : written;
  return { start, end, text: `{ ${alone}: ${old}, ${keyWord(key, style)}: ${inline(value, style)} }` };
}

const shorthand: Readonly<Record<string, string>> = { parameters: "name", weights: "name", basis: "value", source: "value", date: "value", range: "value" };

// ---- inserting

function insertPair(source: Source, map: YAMLMap, path: Path, key: string, value: Plain, { order }: EditOptions): TextEdit {
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
  const lines = block({ [key]: value }, path, indent, source);
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

function appendItem(source: Source, list: YAMLSeq, value: Plain): TextEdit {
  const items = list.items as Node[];
  const last = items.at(-1);
  if (list.flow) return insertInFlow(source, list, last, inline(value, { json: isJson(source), flow: true }));
  const dash = last ? dashOf(source, last) : 0;
  const indent = dash - lineStart(source.text, dash);
  return insertLines(source, lineEnd(source.text, last ? itemEnd(source, last) : 0), [`${" ".repeat(indent)}- ${inline(value, { json: false, flow: true })}`]);
}

function appendToRoot(source: Source, path: Path, value: Plain): TextEdit {
  const [first = "", ...rest] = path;
  return insertLines(source, source.text.length, block({ [first]: nest(rest, value) }, [], 0, source));
}

/** Lines of a map in block style as deep as our own files have it, and inline below. */
function block(value: { readonly [key: string]: Plain }, path: Path, indent: number, source: Source): string[] {
  const style: Style = { json: false, flow: false };
  return Object.entries(value).flatMap(([key, item]) => {
    const head = `${" ".repeat(indent)}${keyWord(key, style)}:`;
    const place = [...path, key];
    if (isPlainMap(item) && wantsBlock(place) && Object.keys(item).length > 0) return [head, ...block(item, place, indent + indentStep(source), source)];
    return [`${head} ${inline(item, { ...style, flow: typeof item === "object" })}`];
  });
}

function wantsBlock(path: Path): boolean {
  const [first, , third] = path;
  if (path.length === 1) return ["decisions", "services", "hosts", "languages"].includes(String(first));
  return first === "services" && (path.length === 2 || (path.length === 3 && third === "languages"));
}

// ---- removing

function removeFromFlow(source: Source, items: readonly (Pair | Node)[], index: number): TextEdit {
  const [own, previous, next] = [items[index], items[index - 1], items[index + 1]];
  if (next) return { start: itemStart(own), end: itemStart(next), text: "" };
  if (previous) return { start: itemEnd(source, previous), end: itemEnd(source, own), text: "" };
  const end = itemEnd(source, own);
  return { start: itemStart(own), end: end + (/^ */u.exec(source.text.slice(end))?.[0].length ?? 0), text: "" };
}

function removeLines(source: Source, parent: YAMLMap | YAMLSeq, items: readonly (Pair | Node)[], index: number): TextEdit {
  const { text } = source;
  const own = items[index];
  const begin = isSeq(parent) ? dashOf(source, own as Node) : itemStart(own);
  const start = lineStart(text, begin);
  const end = nextLine(text, lineEnd(text, itemEnd(source, own)));
  if (text.slice(start, begin).trim() === "") {
    // An entry that ends the text without a newline takes the one before it along.
    return end === text.length && !/\n$/u.test(text) && start > 0 ? { start: lineEnd(text, start - 1), end, text: "" } : { start, end, text: "" };
  }
  // The first key of a list item stands behind the hyphen.
  const next = items[index + 1];
  return next ? { start: begin, end: itemStart(next), text: "" } : { start: begin, end: itemEnd(source, own), text: "{}" };
}

// ---- aliases: a change of one place must not change the others

function firstAlias(source: Source, path: Path): { readonly path: Path } | null {
  for (let length = 1; length < path.length; length++) {
    const prefix = path.slice(0, length);
    if (isAlias(source.find(prefix)?.value)) return { path: prefix };
  }
  return null;
}

/** Writes out what the alias stands for, with the change made. */
function expandAlias(source: Source, aliasPath: Path, path: Path, value: Plain | undefined): TextEdit {
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
function releaseAliases(source: Source, path: Path): TextEdit[] {
  const onTheWay = new Set<Node>();
  for (let length = 0; length <= path.length; length++) {
    const value = length === 0 ? source.document.contents : source.find(path.slice(0, length))?.value;
    if (value && (value as Node & { anchor?: string }).anchor) onTheWay.add(value as Node);
  }
  return onTheWay.size === 0 ? [] : source.aliasesOf((target) => onTheWay.has(target)).map((alias) => release(source, alias));
}

/** Aliases of anchors inside what is taken away. */
function releaseWithin(source: Source, path: Path): TextEdit[] {
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

// ---- places

const isPlainMap = (value: unknown): value is { readonly [key: string]: Plain } => typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (node: Node | null): boolean =>
  node === null || (isScalar(node) && node.type === "PLAIN" && ["", "~", "null", "Null", "NULL"].includes(String(node.value ?? "")));

const isJson = (source: Source): boolean => source.json || /^\ufeff?\s*\{\s*"/u.test(source.text);

/** How values are written at a path: inside `{ }` as soon as a parent is. */
function styleAt(source: Source, path: Path): Style {
  for (let length = 0; length < path.length; length++) {
    const node = length === 0 ? source.document.contents : source.find(path.slice(0, length))?.value;
    if (isCollection(node) && node.flow) return { json: isJson(source), flow: true };
  }
  return { json: isJson(source), flow: false };
}

/** Where the text of a value ends, without the comment or empty lines after it. */
function contentEnd(source: Source, node: Node): number {
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

function itemEnd(source: Source, item: Pair | Node | undefined): number {
  if (!item) return 0;
  if (!isPair(item)) return contentEnd(source, item);
  const value = item.value as Node | null;
  if (value?.range && value.range[0] < value.range[1]) return contentEnd(source, value);
  const colon = colonOf(source, item);
  return colon === null ? keyEnd(item) : colon + 1;
}

const itemStart = (item: Pair | Node | undefined): number =>
  item === undefined ? 0 : isPair(item) ? ((item.key as Node | null)?.range?.[0] ?? 0) : propsStart(item);

/** A value with an anchor or tag starts there. */
function propsStart(node: Node): number {
  return node.range?.[0] ?? 0;
}

const keyEnd = (pair: Pair): number => (pair.key as Node | null)?.range?.[1] ?? 0;

/** Offset of the colon after a key; null in `{ key }`. */
function colonOf(source: Source, pair: Pair): number | null {
  const end = keyEnd(pair);
  const gap = /^\s*:/u.exec(source.text.slice(end, end + 2000));
  return gap ? end + gap[0].length - 1 : null;
}

const afterColon = (source: Source, pair: Pair): number => (colonOf(source, pair) ?? keyEnd(pair)) + 1;

/** The hyphen before a list item. */
const dashOf = (source: Source, item: Node): number => source.text.lastIndexOf("-", Math.max(0, firstOffset(item) - 1));

const firstOffset = (node: Node): number => (isMap(node) && !node.flow ? itemStart((node.items as Pair[])[0]) : (node.range?.[0] ?? 0));

function indentOf(source: Source, pair: Pair): number {
  const start = itemStart(pair);
  return start - lineStart(source.text, start);
}

/** The document's own step: the smallest indentation that it uses, else 2. */
function indentStep(source: Source): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const found of source.text.matchAll(/^( +)[^\s#-]/gmu)) smallest = Math.min(smallest, found[1]?.length ?? 2);
  return smallest >= 1 && smallest <= 8 ? smallest : 2;
}

/** After an entry, its comment, and the comments below that are indented more than its key. */
function endOfEntry(source: Source, pair: Pair, indent: number): number {
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

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Before the line's end, be it LF or CRLF. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

function nextLine(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : text[end] === "\n" ? end + 1 : end;
}

const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** New lines after the line that ends at an offset. */
function insertLines(source: Source, end: number, lines: readonly string[]): TextEdit {
  const { text } = source;
  const eol = eolOf(text);
  const start = nextLine(text, end);
  const body = lines.join(eol);
  if (start > end || end === 0 || (start === text.length && text.endsWith("\n"))) return { start, end: start, text: body + eol };
  return { start: end, end, text: eol + body };
}
