import { isCollection, isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { TextEdit } from "../../problem";
import type { Path, Source } from "../source";
import { expandAlias, firstAlias, releaseAliases, shorthand } from "./editAliases";
import { appendItem, appendToRoot, block, insertPair, nest, type Order, wantsBlock } from "./editInsert";
import { afterColon, colonOf, contentEnd, indentOf, indentStep, insertLines, isEmpty, isJson, isPlainMap, keyEnd, lineEnd, styleAt } from "./editPlaces";
import { inline, inPlaceOf, keyWord, type Plain, type Style } from "./notation";

// Edits of a YAML or JSON text that change one value and leave every other byte alone.

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
  if (isMap(holder.value)) return [insertPair(source, holder.value, parentPath, String(step), nested, options.order), ...released];
  if (isSeq(holder.value)) return [appendItem(source, holder.value, nested), ...released];
  if (isEmpty(holder.value)) return [fillEmpty(source, parentPath, nest(rest, value)), ...released];
  if (isScalar(holder.value)) return [promote(source, holder.value, String(step), nested), ...released];
  return [];
}

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
