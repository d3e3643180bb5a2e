import { isMap, isScalar, type Node } from "yaml";
import type * as z from "zod";
import type { Fix, Problem, Severity, TextEdit } from "../problem";
import type { Translate } from "../text";
import { levelMeant, type Refusal, roleOf } from "./fields";
import { nearest } from "./names";
import { keysOf, schemaAt } from "./schemaWalk";
import type { Path, Range, Source } from "./source";

/** What a part of the scenario reader needs to speak to the reader of the file. */
export interface Reporter {
  readonly source: Source;
  readonly file: string;
  readonly t: Translate;
}

/** A mistake and the part of the data that cannot be used because of it; null where all of it can. */
export interface Finding {
  readonly path: Path;
  readonly drop: Path | null;
  readonly problem: Problem;
}

/** A problem at a place of the scenario file. */
export function problemAt(reporter: Reporter, range: Range | null, code: string, severity: Severity, message: string, fixes: readonly Fix[] = []): Problem {
  return { code, severity, message, file: reporter.file, ...range, ...(fixes.length > 0 && { fixes }) };
}

/** Turns what zod says into sentences with places: one finding for each mistake. */
export function findingsOf(issue: z.core.$ZodIssue, at: Path, reporter: Reporter): Finding[] {
  const path: Path = [...at, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  if (issue.code === "invalid_union") return bestBranch(issue.errors).flatMap((inner) => findingsOf(inner, path, reporter));
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key, reporter));
  if (issue.code === "custom" && issue.params?.refusal) return [refused(path, issue.params.refusal as Refusal, reporter)];
  return [wrongType(path, issue, reporter)];
}

/** The branch whose form the value has: its mistakes are deeper than "this is not a map". */
function bestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const distance = (issue: z.core.$ZodIssue): number => {
    if (issue.path.length > 0) return 0;
    if (issue.code === "invalid_type") return 3;
    if (issue.code === "unrecognized_keys") return 1;
    const code = issue.code === "custom" ? (issue.params?.refusal as Refusal | undefined)?.code : undefined;
    return code === "wrong-type" ? 2 : code === "unknown-key" ? 1 : 0;
  };
  const worst = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map(distance));
  return branches.reduce((best, branch) => (worst(branch) < worst(best) ? branch : best));
}

function unknownKey(path: Path, key: string, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const known = keysOf(schemaAt(path));
  const place = [...path, key];
  const close = nearest(key, known);
  const node = source.find(place)?.key;
  const taken = close !== undefined && source.find([...path, close])?.key !== undefined && source.find([...path, close])?.key !== node;
  const message =
    close === undefined ? t("{0} is not known here. Known keys: {1}.", key, known.join(", ")) : t("{0} is not known here: did you mean {1}?", key, close);
  const fixes = close !== undefined && !taken && node ? [replaceFix(node, close, t("Rename to {0}", close), source)] : [];
  return { path: place, drop: place, problem: problemAt(reporter, source.locateKey(place), "unknown-key", "error", message, fixes) };
}

function refused(path: Path, refusal: Refusal, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const found = source.find(path);
  if (!found) return missing(path, reporter);
  const node = found.value;
  const schema = schemaAt(path);
  if (refusal.code === "wrong-type" && node && isMap(node) && schema && roleOf(schema)) return mapForText(path, node, reporter);
  const place = refusal.focus === undefined ? path : [...path, refusal.focus];
  const target = source.find(place)?.value ?? null;
  const fixes =
    refusal.replacement !== undefined && target && isScalar(target)
      ? [replaceFix(target, refusal.replacement, t("Replace by {0}", refusal.replacement), source)]
      : [];
  return { path, drop: path, problem: problemAt(reporter, source.locate(place), refusal.code, "error", refusal.message(t), fixes) };
}

/** A plain `{` or `: ` has made a map of what was meant as a text. */
function mapForText(path: Path, node: Node & { flow?: boolean }, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  const words = source.text.slice(start, end).trim();
  const oneLine = !words.includes("\n");
  const code = node.flow ? "yaml-brace" : oneLine ? "yaml-colon" : "wrong-type";
  const message = node.flow
    ? t("A plain { starts a map, and a text is wanted here: put the text in double quotes.")
    : oneLine
      ? t("A colon followed by a space starts a map, and a text is wanted here: put the text in double quotes.")
      : t("A text is wanted here.");
  const fixes = oneLine ? [{ title: t("Put in double quotes"), edits: [{ start, end: start + words.length, text: JSON.stringify(words) }] }] : [];
  return { path, drop: path, problem: problemAt(reporter, source.range(start, start + words.length), code, "error", message, fixes) };
}

function wrongType(path: Path, issue: z.core.$ZodIssue, reporter: Reporter): Finding {
  const { source, t } = reporter;
  if (source.find(path) === null) return missing(path, reporter);
  const expected = issue.code === "invalid_type" ? issue.expected : "";
  const known = keysOf(schemaAt(path));
  const meant = expected === "array" ? undefined : entryMeant(path, source);
  if (meant !== undefined) {
    const fixes = [{ title: t("Replace by {0}", meant.text), edits: [meant] }];
    const message = t("A map is wanted here: write {0}. Other keys are {1}.", meant.text, known.filter((key) => key !== meant.key).join(", "));
    return { path, drop: path, problem: problemAt(reporter, source.locate(path), "wrong-type", "error", message, fixes) };
  }
  const message =
    expected === "array"
      ? t("A list is wanted here: write [a, b], or one line starting with a hyphen for each.")
      : expected === "record" || known.length === 0
        ? t("A map is wanted here: names, each followed by a colon and its settings.")
        : t("A map is wanted here, with some of these keys: {0}.", known.join(", "));
  return { path, drop: path, problem: problemAt(reporter, source.locate(path), "wrong-type", "error", message) };
}

/** The key that a lone value of a map most likely is: `- m.csv` is a file, `volume: 500/month` a number of files. */
const keyOfLone: Readonly<Record<string, string>> = {
  "measurements.*": "file",
  "hosts.*": "sku",
  "services.*": "model",
  "decisions.*": "level",
  budget: "carbon",
  grid: "intensity",
  horizon: "months",
  volume: "files",
};

/** The map that a lone text was meant to be, as a replacement of that text. */
function entryMeant(path: Path, source: Source): (TextEdit & { readonly key: string }) | undefined {
  const node = source.follow(source.find(path)?.value ?? null);
  if (!isScalar(node) || typeof node.value !== "string" || node.value.trim() === "" || !node.range) return undefined;
  const usual = keyOfLone[path.length === 2 ? `${path[0]}.*` : path.join(".")];
  if (usual === undefined) return undefined;
  const value = usual === "level" ? levelMeant(node.value.trim()) : node.value.trim();
  if (value === undefined) return undefined;
  const key = usual === "file" && /^https?:/u.test(value) ? "prometheus" : usual;
  // Inside braces a plain text may hold neither comma nor bracket, and a star or a colon would begin something else.
  const written = !source.json && /^[\p{L}\d][\p{L}\d ._/%-]*$/u.test(value) ? value : JSON.stringify(value);
  const text = source.json ? `{ "${key}": ${written} }` : `{ ${key}: ${written} }`;
  return { key, start: node.range[0], end: node.range[1], text };
}

/** What lacks a required key cannot be used. */
function missing(path: Path, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const parent = path.slice(0, -1);
  const message = t("{0} is missing here: add it.", String(path.at(-1) ?? ""));
  return { path, drop: parent, problem: problemAt(reporter, source.locate(parent), "missing-key", "error", message) };
}

/** Replaces a key or value, keeping the quotes that are there. */
export function replaceFix(node: Node, text: string, title: string, source: Source): Fix {
  const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  const quote = source.text[start];
  const bare = text.startsWith('"') ? (JSON.parse(text) as string) : text;
  const written = quote === '"' || source.json ? JSON.stringify(bare) : quote === "'" ? `'${bare.replaceAll("'", "''")}'` : text;
  return { title, edits: [{ start, end, text: written }] };
}
