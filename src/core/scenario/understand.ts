import type * as z from "zod";
import type { Problem } from "../problem";
import type { Names } from "./check/checkContext";
import { checkScenario } from "./check/checks";
import { declaredNames } from "./declaredNames";
import { copyOf, isRecord, remove, withoutNothing } from "./plainData";
import { type Finding, findingsOf, problemAt, type Reporter } from "./report";
import type { Scenario } from "./scenario";
import { scenarioSchema } from "./schema";
import type { Path } from "./source";
import { versionProblem } from "./version";

/** More sentences than anybody reads; the mistakes beyond are taken out all the same. */
export const mostProblems = 200;

/**
 * The scenario that remains when every field with a mistake is taken out, and the mistakes.
 * `early` are those found in the text before the schema is asked.
 */
export function understand(reporter: Reporter, early: readonly Finding[]): { readonly scenario: Scenario | null; readonly problems: readonly Problem[] } {
  const { source, t } = reporter;
  const root = copyOf(source.data);
  const mistakes = new Mistakes(early);
  if (!isRecord(root)) {
    const problem = problemAt(reporter, source.locate([]), "wrong-type", "error", t("A scenario is a map of keys: start with version: 1."));
    return { scenario: null, problems: [...mistakes.problems, problem] };
  }
  withoutNothing(root, []);
  const names: Names = { hosts: namesIn(root.hosts), services: namesIn(root.services) };
  for (const { drop } of early) if (drop) remove(root, drop);

  const version = versionProblem(root, reporter);
  const before = version ? [version] : [];
  if (version?.code === "unsupported-version") return { scenario: null, problems: [...mistakes.problems, version] };
  root.version = 1;

  // A dropped field can only leave a parent incomplete, so a few rounds settle it.
  for (let round = 0; round < 8; round++) {
    const result = scenarioSchema.safeParse(root);
    if (result.success) {
      const scenario = declaredNames(result.data, names);
      const later = checkScenario(scenario, names, (path) => mistakes.touch(path), reporter);
      return { scenario, problems: [...before, ...mistakes.problems, ...later] };
    }
    takeOut(root, result.error.issues, mistakes, reporter);
  }
  return { scenario: null, problems: [...before, ...mistakes.problems] };
}

function takeOut(root: Record<string, unknown>, issues: readonly z.core.$ZodIssue[], mistakes: Mistakes, reporter: Reporter): void {
  const found: Finding[] = [];
  const drops = new Map<string, Path>();
  for (const issue of issues) {
    if (mistakes.count + found.length < mostProblems) found.push(...findingsOf(issue, [], reporter));
    else for (const path of pathsOf(issue)) drops.set(JSON.stringify(path), path);
  }
  mistakes.add(found);
  for (const { drop } of found) if (drop) drops.set(JSON.stringify(drop), drop);
  // Last first, so that what is taken out of a list does not move what is still to be taken out.
  for (const drop of [...drops.values()].sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) {
    // What was taken out in an earlier round and is still missed was required: its parent goes too.
    if (!remove(root, drop)) remove(root, drop.slice(0, -1));
  }
}

function pathsOf(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
}

const namesIn = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

/** What was found so far, so that nothing is reported that only follows from it. */
class Mistakes {
  private readonly found = new Set<Problem>();
  /** Places that were taken out, and the places on the way to them. */
  private readonly out = new Set<string>();
  private readonly above = new Set<string>();

  constructor(early: readonly Finding[]) {
    for (const finding of early) this.keep(finding);
  }

  get count(): number {
    return this.found.size;
  }

  get problems(): readonly Problem[] {
    return [...this.found];
  }

  add(findings: readonly Finding[]): void {
    const typos = new Set(findings.flatMap(({ problem, path }) => (problem.code === "unknown-key" ? [JSON.stringify(path.slice(0, -1))] : [])));
    const follows = ({ problem, path }: Finding) => this.covers(path) || (problem.code === "missing-key" && typos.has(JSON.stringify(path.slice(0, -1))));
    for (const finding of findings.filter((one) => !follows(one))) this.keep(finding);
  }

  /** True where something at, above or below a place was taken out. */
  touch(path: Path): boolean {
    return this.above.has(JSON.stringify(path)) || this.covers(path);
  }

  private covers(path: Path): boolean {
    return this.out.size > 0 && path.some((_, index) => this.out.has(JSON.stringify(path.slice(0, index + 1))));
  }

  private keep({ path, drop, problem }: Finding): void {
    this.found.add(problem);
    if (drop === null) return;
    this.out.add(JSON.stringify(path));
    for (let length = 0; length <= path.length; length++) this.above.add(JSON.stringify(path.slice(0, length)));
  }
}
