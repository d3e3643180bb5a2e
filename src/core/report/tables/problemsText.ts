import type { Problem } from "../../problem";
import { type Language, translator } from "../../text";
import { visible } from "../exports/table";
import { severityWord } from "../words/words";

/** Problems as compilers print them: `file:line:column: severity: sentence [code]`, errors first. */
export function problemsText(problems: readonly Problem[], language: Language): string {
  const t = translator(language);
  const rank = { error: 0, warning: 1, information: 2 };
  const sorted = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return sorted
    .map((problem) => `${visible(`${place(problem)}${t("{0}: {1}", severityWord(problem.severity, t), problem.message)} [${problem.code}]`)}\n`)
    .join("");
}

function place({ file, line, column }: Problem): string {
  if (file === undefined) return "";
  return `${[file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":")}: `;
}
