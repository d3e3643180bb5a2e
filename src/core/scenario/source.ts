import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { idKey } from "./names";

export type Path = readonly (string | number)[];

/** Lines and columns count from 1, ends are exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What YAML means, as plain data, and what cannot be data. */
export interface Complaint {
  readonly kind: "duplicate-key" | "duplicate-name" | "unknown-alias" | "alias-loop" | "too-many-aliases" | "complex-key" | "merge-key";
  readonly path: Path;
  readonly node: Node;
  readonly text: string;
}

const last: { source: Source | null } = { source: null };

/** The text as it was read last, where it is the same: an edit begins from the text that was analysed. */
export function sourceOf(text: string, file: string): Source {
  const { source } = last;
  if (source?.text === text && source.json === isJson(file)) return source;
  last.source = new Source(text, file);
  return last.source;
}

function isJson(file: string): boolean {
  return file.toLowerCase().endsWith(".json");
}

/** A YAML or JSON text: its syntax tree, its data with every plain word still as written, and where everything stands. */
export class Source {
  readonly document: Document.Parsed;
  readonly data: unknown;
  readonly complaints: Complaint[] = [];
  readonly json: boolean;
  /** Anchors that an alias uses. */
  readonly usedAnchors = new Set<string>();
  private readonly lines = new LineCounter();
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  private readonly aliases: { readonly node: Alias; readonly path: Path }[] = [];
  private readonly open = new Set<Node>();
  private readonly indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  private expanded = 0;
  private aliasDepth = 0;

  constructor(
    readonly text: string,
    file: string,
  ) {
    this.json = isJson(file);
    // The failsafe schema keeps 2026-12-01, 16:30, 012, no and 1e3 as they are written; the fields decide what they mean.
    // prettyErrors would quote a line for each of a million errors; uniqueKeys compares all keys with each other.
    this.document = parseDocument(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: this.lines,
      // "silent" would keep quiet about a second document too.
      logLevel: "error",
    }) as Document.Parsed;
    this.data = this.document.contents === null ? {} : this.plain(this.document.contents as Node, []);
  }

  /** Of YAML's syntax, not of the scenario. */
  get errors(): readonly YAMLError[] {
    return this.document.errors;
  }

  /** The value's place; of a block map or list, and of what is missing, the key's; else that of the nearest parent. */
  locate(path: Path): Range | null {
    for (let length = path.length; length > 0; length--) {
      const found = this.find(path.slice(0, length));
      if (!found) continue;
      const { value, key } = found;
      if (value?.range && !(isScalar(value) && value.range[0] === value.range[1]) && !isBlock(value)) return this.range(value.range[0], value.range[1]);
      const place = key ?? value;
      if (place?.range) return this.range(place.range[0], place.range[1]);
    }
    const first = /\S/u.exec(this.text)?.index ?? 0;
    const end = this.text.indexOf("\n", first);
    return this.range(first, end < 0 ? this.text.length : end);
  }

  /** The place of a key itself. */
  locateKey(path: Path): Range | null {
    const key = this.find(path)?.key;
    return key?.range ? this.range(key.range[0], key.range[1]) : this.locate(path);
  }

  /** From offsets to lines and columns that count from 1. */
  range(start: number, end: number): Range {
    const from = this.lines.linePos(start);
    const to = this.lines.linePos(Math.max(start, end));
    return { line: from.line || 1, column: from.col || 1, endLine: to.line || 1, endColumn: to.col || 1 };
  }

  /** Key, value and pair at a path; keys compare exactly, else as ids do. */
  find(path: Path): { readonly key: Node | null; readonly value: Node | null; readonly pair: Pair | null } | null {
    let value = this.document.contents as Node | null;
    let key: Node | null = null;
    let pair: Pair | null = null;
    for (const step of path) {
      const holder = this.follow(value);
      if (isMap(holder)) {
        const index = this.indexOf(holder);
        pair = index.get(String(step)) ?? index.get(` ${idKey(String(step))}`) ?? null;
        if (!pair) return null;
        key = pair.key as Node | null;
        value = pair.value as Node | null;
      } else if (isSeq(holder) && typeof step === "number" && step < holder.items.length) {
        const item = holder.items[step];
        pair = null;
        key = null;
        value = (isPair(item) ? null : item) as Node | null;
      } else return null;
    }
    return { key, value, pair };
  }

  /** Pairs by their key and, behind a space, by what compares equal; the first of several wins. */
  private indexOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const made = this.indexes.get(map);
    if (made) return made;
    const index = new Map<string, Pair>();
    for (const pair of [...(map.items as Pair[])].reverse()) {
      const name = keyText(pair);
      if (name !== undefined) index.set(` ${idKey(name)}`, pair).set(name, pair);
    }
    this.indexes.set(map, index);
    return index;
  }

  /** An alias stands for its anchor's node. */
  follow(node: Node | null): Node | null {
    return isAlias(node) ? (this.targets.get(node) ?? null) : node;
  }

  /** The aliases, with their paths, whose target is one of some nodes. */
  aliasesOf(wanted: (target: Node) => boolean): { readonly node: Alias; readonly path: Path }[] {
    return this.aliases.filter(({ node }) => {
      const target = this.targets.get(node);
      return target !== undefined && wanted(target);
    });
  }

  private plain(node: Node | null, path: Path): unknown {
    if (node === null) return null;
    if (this.aliasDepth > 0 && ++this.expanded > 10_000) {
      if (this.expanded === 10_001) this.complain("too-many-aliases", path, node, "");
      return null;
    }
    if (isAlias(node)) return this.alias(node, path);
    if (node.anchor) this.anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarData(node);
    this.open.add(node);
    const data = isMap(node) ? this.map(node.items as Pair[], path) : isSeq(node) ? this.list(node.items as Node[], path) : null;
    this.open.delete(node);
    return data;
  }

  private alias(node: Alias, path: Path): unknown {
    const target = this.anchors.get(node.source);
    // A * alone is a syntax error already.
    if (node.source === "") return null;
    if (!target) return this.complain("unknown-alias", path, node, node.source);
    this.usedAnchors.add(node.source);
    if (this.open.has(target)) return this.complain("alias-loop", path, node, node.source);
    this.targets.set(node, target);
    if (this.aliasDepth === 0) this.aliases.push({ node, path });
    this.aliasDepth++;
    const data = this.plain(target, path);
    this.aliasDepth--;
    return data;
  }

  private map(pairs: readonly Pair[], path: Path): Record<string, unknown> {
    const data: Record<string, unknown> = Object.create(null);
    const seen = new Map<string, string>();
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      const name = keyText(pair);
      if (name === undefined || name === "__proto__") {
        if (key) this.complain("complex-key", path, key, "");
        continue;
      }
      const known = seen.get(idKey(name));
      if (known !== undefined && key) {
        this.complain(known === name ? "duplicate-key" : "duplicate-name", [...path, name], key, known);
        continue;
      }
      seen.set(idKey(name), name);
      if (name === "<<" && key) this.complain("merge-key", [...path, name], key, "");
      else data[name] = this.plain(pair.value as Node | null, [...path, name]);
    }
    return data;
  }

  private list(items: readonly (Node | Pair)[], path: Path): unknown[] {
    return items.map((item, index) => (isPair(item) ? this.map([item], [...path, index]) : this.plain(item, [...path, index])));
  }

  private complain(kind: Complaint["kind"], path: Path, node: Node, text: string): null {
    this.complaints.push({ kind, path, node, text });
    return null;
  }
}

/** The text of a pair's key, where it is one. */
export function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value ?? "") : undefined;
}

const isBlock = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;

/** Nothing, true and false are what they are; every other plain word stays as it is written. */
function scalarData(node: Scalar): unknown {
  const words = String(node.value ?? "");
  if (node.type !== "PLAIN") return words;
  if (words === "" || words === "~" || /^(?:null|Null|NULL)$/u.test(words)) return null;
  if (/^(?:true|True|TRUE)$/u.test(words)) return true;
  if (/^(?:false|False|FALSE)$/u.test(words)) return false;
  return words;
}
