import { checkScenario } from "../check/checks";
import { declaredNames } from "../declaredNames";
import { declaredName } from "../names";
import { copyOf, isRecord, withoutNothing } from "../plainData";
import type { Reporter } from "../report";
import type { Scenario } from "../scenario";
import { scenarioSchema } from "../schema";
import type { Path } from "../source";
import type { Plain } from "./notation";
import type { Change } from "./scenarioEdit";

type PathChange = Extract<Change, { readonly type: "set" | "remove" }>;

/** Maps whose entries are read one by one: a change of one machine leaves the others as they are. */
const maps = ["hosts", "services"] as const;

/**
 * The scenario that a text without errors would be after some changes, as writing and reading it would give: for those who try hundreds of
 * them. Null where it would have an error. `reporter`: of the text as it is; `written`: the scenario of that text.
 */
export function changedScenario(written: Scenario, changes: readonly PathChange[], reporter: Reporter): Scenario | null {
  const { data } = reporter.source;
  if (!isRecord(data)) return null;
  const root = changes.reduce<Record<string, unknown>>((now, change) => withChange(now, change.path, change.type === "set" ? change.value : undefined), data);
  const touched = copyOf(differing(root, data)) as Record<string, unknown>;
  withoutNothing(touched, []);
  const read = scenarioSchema.safeParse({ ...touched, version: 1 });
  if (!read.success) return null;
  const names = { hosts: keysOf(root.hosts), services: keysOf(root.services) };
  const kept = Object.fromEntries(Object.entries(written).filter(([key]) => key in root));
  const entries = maps
    .filter((map) => isRecord(root[map]))
    .map((map) => [map, Object.fromEntries(names[map].map((name) => [name, read.data[map]?.[name] ?? written[map]?.[name]]))]);
  const scenario = declaredNames({ ...kept, ...read.data, ...Object.fromEntries(entries) }, names);
  return checkScenario(scenario, names, () => false, reporter).some(({ severity }) => severity === "error") ? null : scenario;
}

/** What differs between two versions of the data: whole keys, but of `maps` the entries. */
function differing(after: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(after).filter((key) => after[key] !== before[key]);
  return Object.fromEntries(
    keys.map((key) => {
      const [now, then] = [after[key], before[key]];
      const entries = maps.some((map) => map === key) && isRecord(now);
      return [key, entries ? Object.fromEntries(Object.entries(now).filter(([name, value]) => !isRecord(then) || value !== then[name])) : now];
    }),
  );
}

/** A copy of a map with a value put at a path or taken away; names compare as in the text, and every word is a text there. */
function withChange(data: unknown, path: Path, value: Plain | undefined): Record<string, unknown> {
  const map: Record<string, unknown> = isRecord(data) ? { ...data } : {};
  const [step = "", ...rest] = path;
  const key = declaredName(String(step), Object.keys(map)) ?? String(step);
  if (value === undefined && !(key in map)) return map;
  if (rest.length > 0) map[key] = withChange(map[key], rest, value);
  else if (value === undefined) delete map[key];
  else map[key] = typeof value === "number" ? String(value) : value;
  return map;
}

const keysOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);
