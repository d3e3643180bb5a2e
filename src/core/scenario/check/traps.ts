import { isCollection, isMap, isPair, isScalar, type Node, type Pair, type Scalar, type YAMLMap } from "yaml";
import type { Fix } from "../../problem";
import { roleOf } from "../fields";
import { type Finding, problemAt, type Reporter } from "../report";
import { type Alternatives, below, rootSchemas, schemaOf } from "../schemaWalk";
import { keyText, type Path } from "../source";

/**
 * What YAML reads without complaint and the writer did not mean: each trap has its own code and sentence.
 * Walks the text as written; what an alias stands for is looked at where its anchor is.
 */
export function trapFindings(reporter: Reporter): Finding[] {
  const findings: Finding[] = [];
  walk(reporter.source.document.contents as Node | null, { path: [], key: null, schemas: rootSchemas }, reporter, findings);
  return findings;
}

/** More than anybody reads. */
const enough = 200;

interface Place {
  readonly path: Path;
  readonly key: Node | null;
  readonly schemas: Alternatives;
}

function walk(node: Node | null, place: Place, reporter: Reporter, findings: Finding[]): void {
  if (node === null || findings.length >= enough) return;
  const { path, schemas } = place;
  if (isMap(node)) {
    findings.push(...commas(node, path, reporter));
    for (const pair of node.items as Pair[]) {
      const name = keyText(pair);
      if (name === undefined) continue;
      const inner: Place = { path: [...path, name], key: pair.key as Node, schemas: below(schemas, name) };
      if (inner.schemas.length > 0) findings.push(...booleanKey(pair.key as Node, inner.path, reporter));
      walk(pair.value as Node | null, inner, reporter, findings);
    }
  } else if (isCollection(node)) {
    node.items.forEach((item, index) => {
      if (!isPair(item)) walk(item as Node | null, { path: [...path, index], key: null, schemas: below(schemas, index) }, reporter, findings);
    });
  }
  if (isScalar(node)) findings.push(...scalarTraps(node, place, reporter), ...pointTraps(node, path, reporter));
}

/** `{ growth: 1,5 %/month }` is `growth: 1` and an entry named `5 %/month` to YAML. */
function commas(map: YAMLMap, path: Path, reporter: Reporter): Finding[] {
  if (!map.flow) return [];
  const { source, t } = reporter;
  const findings: Finding[] = [];
  const pairs = map.items as Pair[];
  pairs.forEach((pair, index) => {
    const before = pairs[index - 1];
    const [value, key] = [before?.value, pair.key];
    if (!before || !isScalar(value) || !isScalar(key) || !isAbsent(pair.value) || !value.range || !key.range) return;
    if (value.type !== "PLAIN" || key.type !== "PLAIN" || !/\d$/u.test(String(value.value)) || !/^\d/u.test(String(key.value))) return;
    if (source.text.slice(value.range[1], key.range[0]) !== ",") return;
    const [start, end] = [value.range[0], key.range[1]];
    const words = source.text.slice(start, end);
    const message = t(
      "Inside { } a comma starts a new entry, so {0} is read as two. Write {1}, or put it in double quotes.",
      words,
      words.replace(",", /,\d{3}(?!\d)/u.test(words) ? "" : "."),
    );
    const fixes: Fix[] = [{ title: t("Put in double quotes"), edits: [{ start, end, text: JSON.stringify(words) }] }];
    const problem = problemAt(reporter, source.range(start, end), "yaml-comma", "error", message, fixes);
    findings.push({ path: [...path, keyText(before) ?? ""], drop: [...path, keyText(before) ?? ""], problem });
    findings.push({ path: [...path, keyText(pair) ?? ""], drop: [...path, keyText(pair) ?? ""], problem });
  });
  return findings;
}

const isAbsent = (value: unknown): boolean => value === null || (isScalar(value) && value.type === "PLAIN" && value.value === "");

const booleanWord = /^(?:on|off|yes|no)$/iu;

/** `no: 5 %` among languages: Norwegian to us, false to YAML 1.1. */
function booleanKey(key: Node, path: Path, reporter: Reporter): Finding[] {
  if (!isScalar(key) || key.type !== "PLAIN" || !booleanWord.test(String(key.value))) return [];
  return [{ path, drop: null, problem: quoteWarning(key, reporter) }];
}

function scalarTraps(node: Scalar, { path, key, schemas }: Place, reporter: Reporter): Finding[] {
  const { source, t } = reporter;
  const schema = schemaOf(schemas);
  const role = schema && roleOf(schema);
  const findings: Finding[] = [];
  if (node.anchor && !source.usedAnchors.has(node.anchor)) findings.push(anchor(node, path, key, reporter));
  if (node.type !== "PLAIN" || !role || !node.range) return findings;
  if (booleanWord.test(String(node.value))) findings.push({ path, drop: null, problem: quoteWarning(node, reporter) });

  const [start, end] = node.range;
  const cut = role === "prose" ? /^ +#(?:\S[^\r\n]*| ?\d[^\r\n]*)/u.exec(source.text.slice(end, end + 500)) : null;
  if (cut && String(node.value) !== "") {
    const words = `${source.text.slice(start, end)}${cut[0]}`.trimEnd();
    const message = t("The text ends before the #, which starts a comment: if it belongs to the text, put the whole in double quotes.");
    const fixes = [{ title: t("Put in double quotes"), edits: [{ start, end: start + words.length, text: JSON.stringify(words) }] }];
    const hash = end + cut[0].indexOf("#");
    findings.push({ path, drop: null, problem: problemAt(reporter, source.range(hash, start + words.length), "yaml-comment", "warning", message, fixes) });
  }
  return findings;
}

const counts: ReadonlySet<string | number | undefined> = new Set(["files", "ceiling", "requests", "calls", "characters", "tokens", "context"]);

/** `files: 2.000/mois` is two files to us, and two thousand to whoever writes thousands with a point. */
function pointTraps(node: Scalar, path: Path, reporter: Reporter): Finding[] {
  const { source, t } = reporter;
  if (path[0] === "measurements" || !path.slice(-2).some((step) => counts.has(step)) || !node.range) return [];
  const [start, end] = node.range;
  return [...source.text.slice(start, end).matchAll(/(?<![\d,]|\d\.)[1-9]\d{0,2}\.\d{3}(?![\d.,]\d|\d)/gu)].map(({ 0: written, index }) => {
    const at = { start: start + index, end: start + index + written.length };
    const thousands = written.replace(".", "");
    const message = t("{0} is read as {1}. If the point separates thousands, write {2}.", written, String(Number(written)), thousands);
    const fixes: Fix[] = [{ title: t("Replace by {0}", thousands), edits: [{ ...at, text: thousands }] }];
    return { path, drop: null, problem: problemAt(reporter, source.range(at.start, at.end), "ambiguous-number", "warning", message, fixes) };
  });
}

function quoteWarning(node: Scalar, reporter: Reporter) {
  const { source, t } = reporter;
  const [start, end] = node.range ?? [0, 0, 0];
  const word = source.text.slice(start, end);
  const message = t('Some YAML programs read {0} as true or false: put it in double quotes, "{0}".', word);
  const fixes = [{ title: t("Put in double quotes"), edits: [{ start, end, text: JSON.stringify(word) }] }];
  return problemAt(reporter, source.range(start, end), "yaml-boolean", "warning", message, fixes);
}

/** `owner: &R and D` is an anchor named R and the text "and D". */
function anchor(node: Scalar, path: Path, key: Node | null, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const end = node.range?.[1] ?? 0;
  const from = key?.range?.[1] ?? Math.max(0, end - 300);
  const start = source.text.indexOf(`&${node.anchor}`, from);
  const words = source.text.slice(start, Math.max(end, start + 1 + (node.anchor?.length ?? 0)));
  const message = t("A plain & names an anchor, so {0} is not part of the text: put the whole in double quotes.", `&${node.anchor}`);
  const fixes = start >= 0 ? [{ title: t("Put in double quotes"), edits: [{ start, end: start + words.length, text: JSON.stringify(words) }] }] : [];
  const range = start >= 0 ? source.range(start, start + words.length) : source.locate(path);
  const empty = String(node.value ?? "") === "";
  return { path, drop: empty ? path : null, problem: problemAt(reporter, range, "yaml-anchor", empty ? "error" : "warning", message, fixes) };
}
