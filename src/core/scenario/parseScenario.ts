import type { Problem } from "../problem";
import type { Translate } from "../text";
import { checkScenario, type Names, splitDecision } from "./checks";
import { nestsTooDeeply } from "./depth";
import { declaredName } from "./names";
import { type Finding, findingsOf, problemAt, type Reporter } from "./report";
import type { Scenario } from "./scenario";
import { scenarioSchema } from "./schema";
import { type Complaint, type Path, type Range, Source } from "./source";
import { checkSyntax } from "./syntax";
import { trapFindings } from "./traps";

/** What a scenario file says, what is wrong with it, and where everything stands. */
export interface ScenarioDocument {
  /** Everything that can be used: fields with mistakes are left out. Null where the text as a whole cannot be read. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
  /** The value's place, from 1; of a block map or list its key's; else the nearest existing parent's. */
  locate(path: Path): Range | null;
}

const mostCharacters = 1_000_000;

/**
 * Reads a `*.carbon.yaml` (`.yml`, `.json`): DESIGN.md 3.1. Never throws.
 * Names that refer to others (hosts, services, languages) come back in the spelling of their declaration.
 */
export function parseScenario(text: string, file: string, t: Translate): ScenarioDocument {
  const refusal = (code: string, message: string): ScenarioDocument => ({
    scenario: null,
    problems: [{ code, severity: "error", message, file, line: 1, column: 1, endLine: 1, endColumn: 2 }],
    locate: () => null,
  });
  if (text.length > mostCharacters) return refusal("file-too-large", t("This file is larger than 1 MB, which no scenario needs: is it the right file?"));
  if (nestsTooDeeply(text)) return refusal("too-deep", t("This file nests more deeply than a scenario can: look for unclosed brackets."));

  const source = new Source(text, file);
  const reporter: Reporter = { source, file, t };
  const locate = (path: Path) => source.locate(path);
  const syntax = checkSyntax(reporter);
  const complaints = source.complaints.map((complaint) => complaintFinding(complaint, reporter));
  const bomb = source.complaints.some(({ kind }) => kind === "too-many-aliases");
  if (!syntax.readable || bomb) return { scenario: null, problems: inOrder([...syntax.problems, ...complaints.map(({ problem }) => problem)]), locate };

  const { scenario, findings, problems } = understand(reporter, [...complaints, ...trapFindings(reporter)]);
  return { scenario, problems: inOrder([...syntax.problems, ...new Set(findings.map(({ problem }) => problem)), ...problems]), locate };
}

function understand(reporter: Reporter, early: readonly Finding[]): { scenario: Scenario | null; findings: readonly Finding[]; problems: readonly Problem[] } {
  const { source, t } = reporter;
  const findings = [...early];
  const data = source.data;
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    const problem = problemAt(reporter, source.locate([]), "wrong-type", "error", t("A scenario is a map of keys: start with version: 1."));
    return { scenario: null, findings, problems: [problem] };
  }
  const root = data as Record<string, unknown>;
  withoutNothing(root, []);
  const names: Names = { hosts: namesIn(root["hosts"]), services: namesIn(root["services"]) };
  for (const { drop } of early) if (drop) remove(root, drop);

  const version = versionProblem(root, reporter);
  if (version?.code === "unsupported-version") return { scenario: null, findings, problems: [version] };
  root["version"] = 1;

  // A dropped field can only leave a parent incomplete, so a few rounds settle it.
  const touched = (path: Path) => findings.some((finding) => finding.drop !== null && (isWithin(finding.path, path) || isWithin(path, finding.path)));
  for (let round = 0; round < 8; round++) {
    const result = scenarioSchema.safeParse(root);
    if (result.success) {
      const scenario = declaredNames(result.data, names);
      return { scenario, findings, problems: [...(version ? [version] : []), ...checkScenario(scenario, names, touched, reporter)] };
    }
    const found = result.error.issues.flatMap((issue) => findingsOf(issue, [], reporter));
    const mistyped = found.filter(({ problem }) => problem.code === "unknown-key");
    const follows = ({ path, problem }: Finding) =>
      findings.some((known) => known.drop !== null && isWithin(known.path, path)) ||
      (problem.code === "missing-key" && mistyped.some((typo) => samePath(typo.path.slice(0, -1), path.slice(0, -1))));
    findings.push(...found.filter((finding) => !follows(finding)));
    // Last first, so that what is taken out of a list does not move what is still to be taken out.
    const drops = new Map(found.flatMap(({ drop }) => (drop ? [[JSON.stringify(drop), drop]] : [])));
    for (const drop of [...drops.values()].sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) {
      // What was taken out in an earlier round and is still missed was required: its parent goes too.
      if (!remove(root, drop)) remove(root, drop.slice(0, -1));
    }
  }
  return { scenario: null, findings, problems: version ? [version] : [] };
}

function versionProblem(root: Readonly<Record<string, unknown>>, reporter: Reporter): Problem | undefined {
  const { source, t } = reporter;
  const version = root["version"];
  if (version === undefined) {
    const fixes = [{ title: t("Add version: 1"), edits: [versionEdit(source)] }];
    return problemAt(reporter, source.locate([]), "missing-version", "error", t("The version of the format is missing: add version: 1."), fixes);
  }
  if (String(version).trim() === "1") return undefined;
  return problemAt(
    reporter,
    source.locate(["version"]),
    "unsupported-version",
    "error",
    t("Version {0} is not known here: write version: 1, or install a newer Carbon Matrix.", String(version)),
  );
}

function versionEdit(source: Source) {
  const start = source.text.startsWith("\ufeff") ? 1 : 0;
  const brace = /^\ufeff?\s*\{/u.exec(source.text);
  if (brace) {
    const at = brace[0].length;
    return { start: at, end: at, text: /^\s*\}/u.test(source.text.slice(at)) ? '"version": 1' : '"version": 1, ' };
  }
  return { start, end: start, text: source.text.includes("\r\n") ? "version: 1\r\n" : "version: 1\n" };
}

/** `budget:` with nothing after it is as good as absent; `fr:` among languages is a language without settings. */
function withoutNothing(data: Record<string, unknown>, path: Path): void {
  for (const [key, value] of Object.entries(data)) {
    const place = [...path, key];
    if (value === null) {
      if (isEntry(place)) data[key] = {};
      else delete data[key];
    } else if (Array.isArray(value)) {
      data[key] = value.map((item: unknown) => item ?? "");
      for (const [index, item] of value.entries()) if (isRecord(item)) withoutNothing(item, [...place, index]);
    } else if (isRecord(value)) withoutNothing(value, place);
  }
}

function isEntry(path: Path): boolean {
  const [first, , third] = path;
  return (
    (path.length === 2 && ["languages", "services", "hosts", "decisions"].includes(String(first))) ||
    (path.length === 4 && first === "services" && third === "languages")
  );
}

/** References in the spelling of what they refer to, so that nobody downstream compares ids by hand. */
function declaredNames(scenario: Scenario, names: Names): Scenario {
  const languages = Object.keys(scenario.languages ?? {});
  const services = mapEntries(scenario.services, (name, service) => [
    name,
    {
      ...service,
      ...(service.host !== undefined && { host: declaredName(service.host, [...names.hosts, "external"]) ?? service.host }),
      ...(service.needs !== undefined && { needs: declaredName(service.needs, names.services) ?? service.needs }),
      ...(service.to && { to: service.to.map((id) => declaredName(id, languages) ?? id) }),
      ...(service.languages && { languages: mapEntries(service.languages, (id, own) => [declaredName(id, languages) ?? id, own]) }),
    },
  ]);
  const decisions = mapEntries(scenario.decisions, (key, decision) => {
    const { service, language } = splitDecision(key, names.services);
    const known = declaredName(service, names.services) ?? service;
    const own = Object.keys(services?.[known]?.languages ?? {});
    return [language === null ? known : `${known}/${declaredName(language, [...languages, ...own]) ?? language}`, decision];
  });
  return { ...scenario, ...(services && { services }), ...(decisions && { decisions }) };
}

function mapEntries<T>(record: Readonly<Record<string, T>> | undefined, change: (key: string, value: T) => [string, T]): Record<string, T> | undefined {
  return record && Object.fromEntries(Object.entries(record).map(([key, value]) => change(key, value)));
}

function complaintFinding({ kind, path, node, text: name }: Complaint, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const [start, end] = [node.range?.[0] ?? 0, Math.max(node.range?.[1] ?? 0, (node.range?.[0] ?? 0) + 1)];
  const sentences: Record<Complaint["kind"], () => string> = {
    "duplicate-key": () => t("{0} stands here twice: keep one. The first is used.", name),
    "duplicate-name": () => t("This name differs from {0} only in case, spaces or hyphens: keep one. The first is used.", name),
    "unknown-alias": () => t("A plain * refers to an anchor elsewhere in the file: put the text in double quotes."),
    "alias-loop": () => t("{0} refers to itself: write the value out.", `*${name}`),
    "too-many-aliases": () => t("The aliases of this file stand for more than 10,000 values: write them out, or remove them."),
    "complex-key": () => t("This key is not a name: write a plain word or a text in double quotes."),
    "merge-key": () => t("Merging with << is not supported: write the keys out."),
  };
  const code = kind === "unknown-alias" ? "yaml-alias" : kind;
  const fixes =
    kind === "unknown-alias" ? [{ title: t("Put in double quotes"), edits: [{ start, end, text: JSON.stringify(source.text.slice(start, end)) }] }] : [];
  const dropped = kind === "unknown-alias" || kind === "alias-loop" || kind === "merge-key";
  return { path, drop: dropped ? path : null, problem: problemAt(reporter, source.range(start, end), code, "error", sentences[kind](), fixes) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const namesIn = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

const isWithin = (outer: Path, inner: Path): boolean => outer.every((step, index) => inner[index] === step);

const samePath = (a: Path, b: Path): boolean => a.length === b.length && isWithin(a, b);

/** Removes a value from plain data. True where it was there. */
function remove(root: Record<string, unknown>, path: Path): boolean {
  let holder: unknown = root;
  for (const step of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return false;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  const last = path.at(-1);
  if (last === undefined) return false;
  if (Array.isArray(holder)) return holder.splice(Number(last), 1).length > 0;
  return isRecord(holder) && Object.hasOwn(holder, last) && delete holder[String(last)];
}

const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || a.code.localeCompare(b.code));
