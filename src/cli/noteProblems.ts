import { join } from "node:path";
import { replacing } from "../core/lazily";
import type { Problem } from "../core/problem";
import { problemsText } from "../core/report/tables/problemsText";
import type { Io } from "./io";

/** Says problems with the paths of their files as the command was given them, so that they open from where it runs. */
export function noteProblems(problems: readonly Problem[], folder: string, { note, language }: Io): void {
  const placed = problems.map((problem) => (problem.file === undefined ? problem : replacing(problem, { file: join(folder, problem.file) })));
  note(problemsText(placed, language));
}
