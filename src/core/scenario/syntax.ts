import type { YAMLError } from "yaml";
import type { Problem } from "../problem";
import { withoutObstacles } from "./check/obstacles";
import { checkJson } from "./json";
import { problemAt, type Reporter } from "./report";
import { Source } from "./source";

/** Mistakes of writing, and whether the text can be read in spite of them. */
export interface Syntax {
  readonly readable: boolean;
  readonly problems: readonly Problem[];
  /** the text with what keeps the parser from reading on put out of its way, for what else is wrong in it */
  readonly rest: Reporter;
}

/** Mistakes that make the text no YAML or no JSON: the first of each line. */
export function checkSyntax(reporter: Reporter): Syntax {
  const { source, t } = reporter;
  const readable = source.errors.every(({ code }) => code === "MULTIPLE_DOCS");
  if (source.json) {
    const mistake = checkJson(source.text, t);
    if (!mistake) return { readable, problems: [], rest: reporter };
    const problem = problemAt(reporter, source.range(mistake.offset, mistake.offset + 1), "json-syntax", "error", mistake.message);
    return { readable: readable && mistake.harmless === true, problems: [problem], rest: reporter };
  }
  const conflict = readable ? null : conflictMarker(source.text);
  if (conflict !== null) {
    const message = t(
      "Two branches changed these lines, and Git left both: keep what is right, and remove the lines that start with <<<<<<<, ======= and >>>>>>>.",
    );
    return { readable, problems: [problemAt(reporter, source.range(conflict, conflict + 7), "git-conflict", "error", message)], rest: reporter };
  }
  return { readable, ...allMistakes(reporter) };
}

/** More than anybody reads, and a text that takes long to read again. */
const [enough, longText] = [200, 100_000];

/** What is wrong in the line itself; any other mistake may be the wake of one above, so three of those do. */
const certain: ReadonlySet<string> = new Set(["yaml-tab", "yaml-alias", "yaml-brace", "yaml-reserved", "yaml-comment"]);

/** Where one mistake hides those below it, the text is read again without it. */
function allMistakes(reporter: Reporter): { problems: Problem[]; rest: Reporter } {
  const sure: Problem[] = [];
  let rest = reporter;
  for (let rounds = reporter.source.text.length > longText ? 1 : 10; ; rounds--) {
    const found: Problem[] = [];
    for (const error of rest.source.errors.slice(0, enough)) {
      const problem = explain(error, rest);
      if (![...sure, ...found].some(({ line }) => line === problem.line)) found.push(problem);
    }
    sure.push(...found.filter(({ code }) => certain.has(code)));
    const text = withoutObstacles(rest.source.text, sure);
    if (text === rest.source.text || rounds === 1) return { problems: [...sure, ...found.filter(({ code }) => !certain.has(code)).slice(0, 3)], rest };
    rest = { ...reporter, source: new Source(text, reporter.file) };
  }
}

function explain(error: YAMLError, reporter: Reporter): Problem {
  const { source, t } = reporter;
  const [start, end] = error.pos;
  const range = source.range(start, Math.max(end, start + 1));
  const at = (code: string, message: string) => problemAt(reporter, range, code, "error", message);
  const line = withoutQuoted(lineOf(source.text, start));

  if (error.code === "TAB_AS_INDENT") return at("yaml-tab", t("A tab indents this line, and YAML allows spaces only: replace the tab by spaces."));
  if (error.code === "BAD_ALIAS") return at("yaml-alias", t("A plain * refers to an anchor elsewhere in the file: put the text in double quotes."));
  if (error.code === "MULTIPLE_DOCS") return at("yaml-syntax", t("A second document starts here: keep one scenario in a file, and remove the line ---."));
  if (error.code === "BAD_SCALAR_START") return at("yaml-reserved", t("A text cannot start with this character in YAML: put it in double quotes."));
  const comment = swallowed(source.text, start);
  if (comment !== null && (error.code === "MISSING_CHAR" || error.code === "BAD_INDENT")) {
    return problemAt(
      reporter,
      source.range(comment, comment + 1),
      "yaml-comment",
      "error",
      t("A # after a space starts a comment and cuts the rest of the line off: put the text in double quotes."),
    );
  }
  if (error.code !== "BLOCK_AS_IMPLICIT_KEY" && /(?:^|[\s,:[{])\{[^\s{}]*\}[/\w-]|\/[^\s"',]*\{/u.test(line)) {
    return at("yaml-brace", t("A plain { starts a map: put a path that holds { in double quotes."));
  }
  if (error.code === "BLOCK_AS_IMPLICIT_KEY") {
    return at("yaml-colon", t("A colon followed by a space starts a map: put a text that holds a colon in double quotes."));
  }
  if (error.code === "MISSING_CHAR") return at("yaml-syntax", t("A quote or a bracket is opened and not closed: close it."));
  if (error.code === "BAD_INDENT") return at("yaml-syntax", t("The indentation does not fit: keys of one map start at the same column."));
  return at("yaml-syntax", t("This is not valid YAML: look for a missing quote, comma or colon in this line or the one above."));
}

/** Offset of the first marker of a merge that was not settled. */
function conflictMarker(text: string): number | null {
  const first = /^<{7}(?= |\r?$)/mu.exec(text);
  return first !== null && /^={7}\r?$/mu.test(text) && /^>{7}(?= |\r?$)/mu.test(text) ? first.index : null;
}

/** Offset of a # that hides the end of a `{ }` or `[ ]` in the lines up to a place. */
function swallowed(text: string, offset: number): number | null {
  const from = Math.max(0, offset - 4000);
  const pattern = /[{[][^}\]\n]*?\s(#)[^\n]*[}\]]/gu;
  let last: number | null = null;
  for (const found of text.slice(from, offset + 1).matchAll(pattern)) last = from + found.index + found[0].indexOf("#");
  return last;
}

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end < 0 ? text.length : end).slice(0, 1000);
}

const withoutQuoted = (line: string): string => line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/gu, '""');
