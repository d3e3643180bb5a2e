import { evaluate } from "../interpreter/expressions";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Dict, dict, list, noArgs, type Place, text, unknown, type Value } from "../interpreter/values";
import { settingsReaders } from "../settings/settingsFiles";
import { first, type Known } from "./known";

// What the standard library reads out of a text that stands in the code: tables, literals, addresses.

export const writtenData: Readonly<Record<string, Known>> = {
  "csv.reader": (args, run, _place, frame) => {
    const { rows, open } = table(run, first(args), args.named.get("delimiter"), frame);
    return list(
      rows.map((row) => list(row.map(text))),
      "list",
      open,
    );
  },
  "csv.DictReader": (args, run, _place, frame) => {
    const { rows, open } = table(run, first(args), args.named.get("delimiter"), frame);
    const given = args.positional[1] ?? args.named.get("fieldnames");
    const names = given === undefined ? (rows[0] ?? []) : iterate(run, given, frame).items.map((one) => (one.k === "text" ? one.value : ""));
    const record = (row: readonly string[]): Dict => dict(names.map((name, index) => [name, text(row[index] ?? "")] as const));
    return list((given === undefined ? rows.slice(1) : rows).map(record), "list", open);
  },
  "io.StringIO": (args, run, place) =>
    args.positional[0]?.k === "text" ? args.positional[0] : { k: "made", id: run.id(), path: "io.StringIO", args, place, of: null, attrs: new Map() },
  "ast.literal_eval": (args, run, place, frame) =>
    evaluated(run, first(args), place, frame) ?? settingsReaders["ast.literal_eval"]?.(args, run, place, frame) ?? unknown,
  eval: (args, run, place, frame) => (args.positional.length === 1 ? evaluated(run, first(args), place, frame) : null) ?? called(run, "eval", place),
  "urllib.parse.urlparse": (args) => address(first(args), ["scheme", "netloc", "path", "params", "query", "fragment"]),
  "urllib.parse.urlsplit": (args) => address(first(args), ["scheme", "netloc", "path", "query", "fragment"]),
  "urllib.parse.quote": (args) => quoted(first(args), args.positional[1] ?? args.named.get("safe") ?? text("/")),
  "urllib.parse.quote_plus": (args) => {
    const value = quoted(first(args), text(" "));
    return value.k === "text" ? text(value.value.replaceAll(" ", "+")) : value;
  },
  "urllib.parse.unquote": (args) => mapped(first(args), decoded),
};

const called = (run: Run, path: string, place: Place): Value => ({ k: "made", id: run.id(), path, args: noArgs, place, of: null, attrs: new Map() });

/** An expression that stands in a text. */
function evaluated(run: Run, source: Value, place: Place, frame: Frame): Value | null {
  if (source.k !== "text" || source.holes.length > 0) return null;
  const { statements, errorLine } = run.parser.parse(source.value.trim());
  const [only] = statements;
  if (errorLine !== null || statements.length !== 1 || only?.k !== "expression") return null;
  return evaluate(run, only.value, { ...frame, base: place.line - 1 });
}

function table(run: Run, source: Value, delimiter: Value | undefined, frame: Frame): { readonly rows: readonly (readonly string[])[]; readonly open: boolean } {
  const lines =
    source.k === "text"
      ? source.holes.length > 0
        ? null
        : source.value.split(/\r?\n/)
      : source.k === "list" && !source.open
        ? linesOf(run, source, frame)
        : null;
  const by = delimiter === undefined ? "," : delimiter.k === "text" && delimiter.value.length === 1 ? delimiter.value : null;
  if (lines === null || by === null) return { rows: [], open: true };
  return { rows: lines.filter((line) => line !== "").map((line) => cells(line, by)), open: false };
}

function linesOf(run: Run, source: Value, frame: Frame): string[] | null {
  const { items } = iterate(run, source, frame);
  return items.every((one) => one.k === "text" && one.holes.length === 0) ? items.map((one) => (one.k === "text" ? one.value : "")) : null;
}

/** `a,"b, c",d`: three cells; a quote inside one is written twice. */
function cells(line: string, by: string): string[] {
  const found = [""];
  let inQuotes = false;
  for (let at = 0; at < line.length; at++) {
    const c = line[at] ?? "";
    if (c === '"' && inQuotes && line[at + 1] === '"') {
      found[found.length - 1] += c;
      at++;
    } else if (c === '"') inQuotes = !inQuotes;
    else if (c === by && !inQuotes) found.push("");
    else found[found.length - 1] += c;
  }
  return found;
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
