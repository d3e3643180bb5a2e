import { dictKey, setEntry } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, type Dict, dict, list, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { settingsReaders } from "../settings/settingsFiles";
import { csvRows } from "./csvRows";
import { first, type Known } from "./known";
import { textStream } from "./textStreams";
import { evaluated } from "./writtenCode";

// What the standard library reads out of a text that stands in the code: tables, literals, addresses.

export const writtenData: Readonly<Record<string, Known>> = {
  "csv.reader": (args, run, place, frame) => {
    const rows = table(run, args, [], frame);
    return rows === null ? called(run, "csv.reader", place, args) : iterator(rows.map((row) => list(row.map(text))));
  },
  "csv.DictReader": (args, run, place, frame) => {
    const rows = table(run, args, ["fieldnames"], frame);
    const given = args.positional[1] ?? args.named.get("fieldnames");
    const names = given === undefined ? (rows?.[0] ?? []) : textsOf(run, given, frame);
    if (rows === null || names === null) return called(run, "csv.DictReader", place, args);
    const records = (given === undefined ? rows.slice(1) : rows).filter((row) => row.length > 0).map((row) => record(names, row));
    return iterator(records, new Map([["fieldnames", list(names.map(text))]]));
  },
  "io.StringIO": (args, run, place) => {
    const [whole = text(""), ...others] = args.positional;
    const isKnown = run.importing && whole.k === "text" && whole.holes.length === 0 && others.length === 0 && args.named.size === 0 && !args.open;
    return isKnown ? textStream(run, whole.value) : called(run, "io.StringIO", place, args);
  },
  "ast.literal_eval": (args, run, place, frame) =>
    literal(run, first(args), place, frame) ?? settingsReaders["ast.literal_eval"]?.(args, run, place, frame) ?? unknown,
  "urllib.parse.urlparse": (args) => address(first(args), ["scheme", "netloc", "path", "params", "query", "fragment"]),
  "urllib.parse.urlsplit": (args) => address(first(args), ["scheme", "netloc", "path", "query", "fragment"]),
  "urllib.parse.quote": (args) => quoted(first(args), args.positional[1] ?? args.named.get("safe") ?? text("/")),
  "urllib.parse.quote_plus": (args) => {
    const value = quoted(first(args), text(" "));
    return value.k === "text" ? text(value.value.replaceAll(" ", "+")) : value;
  },
  "urllib.parse.unquote": (args) => mapped(first(args), decoded),
};

const called = (run: Run, path: string, place: Place, args = noArgs): Value => ({ k: "made", id: run.id(), path, args, place, of: null, attrs: new Map() });

const literal = (run: Run, source: Value, place: Place, frame: Frame): Value | null =>
  source.k === "text" && source.holes.length === 0 ? evaluated(run, source.value, place, frame) : null;

/** The rows of what a reader of CSV is given; null where that, or how it is to be read, is not known. Only a delimiter is. */
function table(run: Run, args: Args, alsoNamed: readonly string[], frame: Frame): readonly (readonly string[])[] | null {
  const delimiter = args.named.get("delimiter") ?? text(",");
  const isKnown = run.importing && !args.open && [...args.named.keys()].every((name) => name === "delimiter" || alsoNamed.includes(name));
  if (!isKnown || args.positional.length > 1 + alsoNamed.length || delimiter.k !== "text" || !/^[^"\r\n]$/.test(delimiter.value)) return null;
  const source = first(args);
  const lines = textsOf(run, source, frame);
  if (lines === null || run.uncertain > 0) return null;
  // the reader takes them one by one: who else reads on, reads what it left
  if (source.k === "list" && source.kind === "generator") {
    source.items = [];
    source.open = true;
  }
  return csvRows(lines, delimiter.value);
}

function textsOf(run: Run, source: Value, frame: Frame): string[] | null {
  if (source.k !== "text" && source.k !== "list") return null;
  const { items, open } = iterate(run, source, frame);
  const texts = items.flatMap((one) => (one.k === "text" && one.holes.length === 0 ? [one.value] : []));
  return open || texts.length < items.length ? null : texts;
}

/** What `next()` moves on. */
const iterator = (items: Value[], attrs: ReadonlyMap<string, Value> = new Map()): Value => ({ ...list(items, "generator"), attrs });

/** A row by the names of its columns: what it lacks is None, what it has besides stands together under None. */
function record(names: readonly string[], row: readonly string[]): Dict {
  const made = dict(names.map((name, index) => [name, row[index] === undefined ? noneValue : text(row[index])] as const));
  const none = dictKey(noneValue);
  if (row.length > names.length && none !== null) setEntry(made, none, noneValue, list(row.slice(names.length).map(text)));
  return made;
}

/** `https://example.org/a;b?c#d` by its parts, which have their names too. */
function address(value: Value, fields: readonly string[]): Value {
  if (value.k !== "text" || value.holes.length > 0) return unknown;
  const match = /^(?:([A-Za-z][\w+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(value.value);
  if (match === null) return unknown;
  const [, scheme = "", netloc = "", whole = "", query = "", fragment = ""] = match;
  const params = fields.includes("params") ? (/;([^/]*)$/.exec(whole)?.[1] ?? "") : "";
  const path = params === "" ? whole : whole.slice(0, whole.length - params.length - 1);
  const parts: Readonly<Record<string, string>> = { scheme: scheme.toLowerCase(), netloc, path, params, query, fragment };
  return {
    ...list(
      fields.map((name) => text(parts[name] ?? "")),
      "tuple",
    ),
    fields: [...fields],
  };
}

function quoted(value: Value, safe: Value): Value {
  const kept = safe.k === "text" ? safe.value : "";
  return mapped(value, (one) =>
    [...one].map((c) => (/[\w.~-]/.test(c) && c.charCodeAt(0) < 128 ? c : kept.includes(c) ? c : encodeURIComponent(c).replace(/[!'()*]/g, percent))).join(""),
  );
}

const percent = (c: string): string => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;

function decoded(one: string): string {
  try {
    return decodeURIComponent(one);
  } catch {
    return one;
  }
}

const mapped = (value: Value, work: (one: string) => string): Value => (value.k === "text" && value.holes.length === 0 ? text(work(value.value)) : unknown);
