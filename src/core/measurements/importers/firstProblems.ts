import type { Problem } from "../../problem";
import type { Translate } from "../../text";

const shown = 10;

/** The first ten problems of a file's rows, and one that counts the rest: a wrong file must not bury the reader. */
export function firstProblems(problems: readonly Problem[], file: string, t: Translate): readonly Problem[] {
  const first = problems[0];
  if (first === undefined || problems.length <= shown) return problems;
  const message = t("{0} more {0|row is|rows are} left out for reasons like these. Let the tool write the file again.", problems.length - shown);
  return [...problems.slice(0, shown), { code: first.code, severity: first.severity, file, message }];
}
