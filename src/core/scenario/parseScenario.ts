import type { Problem } from "../problem";
import type { Translate } from "../text";
import { complaintFinding } from "./check/complaints";
import { trapFindings } from "./check/traps";
import { nestsTooDeeply } from "./depth";
import { declaredPath, parsePath, writePath } from "./pathText";
import type { Reporter } from "./report";
import type { Scenario } from "./scenario";
import { type Path, type Range, sourceOf } from "./source";
import { checkSyntax, type Syntax } from "./syntax";
import { mostProblems, understand } from "./understand";

/** What a scenario file says, what is wrong with it, and where everything stands. */
export interface ScenarioDocument {
  /** Everything that can be used: fields with mistakes are left out. Null where the text as a whole cannot be read. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
  /** The value's place, from 1; of a block map or list its key's; else the nearest existing parent's. */
  locate(path: Path): Range | null;
  /** A path in its text form as steps and written so that each step can be told: names with a dot come in quotes. */
  pathOf(text: string): { readonly steps: Path; readonly text: string };
}

const mostCharacters = 1_000_000;

/**
 * Reads a `*.carbon.yaml` (`.yml`, `.json`): DESIGN.md 3.1. Never throws.
 * Names that refer to others (hosts, services, languages) come back in the spelling of their declaration.
 */
export function parseScenario(text: string, file: string, t: Translate): ScenarioDocument {
  const refusal = (code: string, message: string, { line, column } = { line: 1, column: 1 }): ScenarioDocument => ({
    scenario: null,
    problems: [{ code, severity: "error", message, file, line, column, endLine: line, endColumn: column + 1 }],
    locate: () => null,
    pathOf: (path) => ({ steps: path.split("."), text: path }),
  });
  if (text.length > mostCharacters) return refusal("file-too-large", t("This file is larger than 1 MB, which no scenario needs: is it the right file?"));
  if (nestsTooDeeply(text)) return refusal("too-deep", t("This file nests more deeply than a scenario can: look for unclosed brackets."));

  // Bytes of another encoding read as UTF-8: letters with a NUL beside each, or marks that no decoder could place.
  if (text.includes("\u0000") || /^\uFFFD{2}/u.test(text))
    return refusal("not-utf8", t("This file is not UTF-8, but UTF-16 or no text: save it with the encoding UTF-8."));
  // One letter of Latin-1: the text that was read has lost it, and whoever wrote it back would overwrite it.
  const lost = text.indexOf("\uFFFD");
  if (lost >= 0) {
    const before = text.slice(0, lost).split(/\r\n?|\n/u);
    return refusal(
      "not-utf8",
      t("A letter here is not UTF-8: the file is perhaps in Latin-1 or a Windows encoding. Open it with that encoding and save it with the encoding UTF-8."),
      { line: before.length, column: (before.at(-1) ?? "").length + 1 },
    );
  }

  const source = sourceOf(text, file);
  const reporter: Reporter = { source, file, t };
  const locate = (path: Path) => source.locate(path);
  const pathOf = (written: string) => {
    const steps = declaredPath((parsePath(written) ?? written.split(".")).map(asIndex), source.data);
    return { steps, text: writePath(steps) };
  };
  const syntax = checkSyntax(reporter);
  const complaints = syntax.rest.source.complaints.slice(0, mostProblems).map((complaint) => complaintFinding(complaint, syntax.rest));
  const bomb = syntax.rest.source.complaints.some(({ kind }) => kind === "too-many-aliases");
  const understood =
    !syntax.readable || bomb
      ? { scenario: null, problems: [...complaints.map(({ problem }) => problem), ...(bomb ? [] : trapsElsewhere(syntax))] }
      : understand(reporter, [...complaints, ...trapFindings(reporter)]);
  return { scenario: understood.scenario, problems: inOrder([...syntax.problems, ...understood.problems], file, t), locate, pathOf };
}

/** Traps in lines that can be read although others cannot: all of them are told at once. */
function trapsElsewhere({ problems, rest }: Syntax): Problem[] {
  const found = [...new Set(trapFindings(rest).map(({ problem }) => problem))];
  return found.filter(({ line }) => !problems.some((one) => one.line === line));
}

const asIndex = (step: string | number): string | number => (/^\d+$/u.test(String(step)) ? Number(step) : step);

/** By place; beyond the most that anybody reads, their number. */
function inOrder(problems: readonly Problem[], file: string, t: Translate): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || a.code.localeCompare(b.code));
  if (sorted.length <= mostProblems) return sorted;
  const message = t("There are more problems than these {0}: correct some, and the next ones are shown.", mostProblems);
  return [...sorted.slice(0, mostProblems), { code: "more-problems", severity: "error", message, file, line: 1, column: 1, endLine: 1, endColumn: 2 }];
}
