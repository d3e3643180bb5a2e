import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { TextEdit } from "../../problem";
import type { Path, Source } from "../source";
import { expandAlias, firstAlias, releaseAliases, releaseWithin } from "./editAliases";
import { dashOf, itemEnd, itemStart, lineEnd, lineStart, nextLine } from "./editPlaces";

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
  const index = isMap(parent) ? (items as readonly unknown[]).indexOf(found.pair) : Number(last);
  const released = releaseAliases(source, path.slice(0, -1));
  const own = releaseWithin(source, path);
  return [parent.flow ? removeFromFlow(source, items, index) : removeLines(source, parent, items, index), ...released, ...own];
}

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
