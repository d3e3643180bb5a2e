import { withDecisions } from "./footprint/plans/decisions";
import { resolve } from "./footprint/resolve";
import { KeptRows } from "./footprint/rows/keptRows";
import { scenarioOfCode } from "./footprint/services/withoutScenario";
import type { System } from "./footprint/system";
import { importMeasurementFile } from "./measurements/importMeasurementFile";
import { impossibleTimes } from "./measurements/impossibleTimes";
import { type MatchByHand, matchMeasurements } from "./measurements/matchRoutes";
import type { Imported, Measurements } from "./measurements/observation";
import { parseScenario, type ScenarioDocument } from "./scenario/parseScenario";
import type { Scenario } from "./scenario/scenario";
import type { Snapshot } from "./snapshot";
import type { Translate } from "./text";

/** A snapshot after reading and joining, before any figure. */
export interface Reading {
  /** null: no scenario file */
  readonly document: ScenarioDocument | null;
  /** null: no scenario, or none that can be used */
  readonly written: Scenario | null;
  readonly measurements: Measurements;
  readonly system: System;
  /** another scenario resolved against the same code and measurements */
  again(scenario: Scenario): System;
}

/** What the previous reading joined; whoever reads again and again passes the same object. Never changes a result. */
export interface ReadingMemo {
  measurements?: {
    readonly key: string;
    readonly files: Snapshot["measurementFiles"];
    readonly remote: Snapshot["remote"];
    readonly measurements: Measurements;
  };
  system?: Joined;
}

interface Joined {
  /** the scenario but for its decisions, as text */
  readonly key: string;
  readonly code: Snapshot["code"];
  readonly measurements: Measurements;
  readonly today: string;
  readonly t: Translate;
  readonly system: System;
}

/** Scenario, code and measurements of a snapshot as the compiled system that every figure is computed from. */
export function readSnapshot(snapshot: Snapshot, t: Translate, memo: ReadingMemo = {}): Reading {
  const { today, code } = snapshot;
  const document = snapshot.scenario ? parseScenario(snapshot.scenario.text, snapshot.scenario.file, t) : null;
  const written = document?.scenario ?? null;
  const scenario = written ?? scenarioOfCode(code);
  const byHand = (written?.measurements ?? []).flatMap(({ match }) => match ?? []);
  const measurements = measurementsOf(snapshot, byHand, t, memo);
  const kept = new KeptRows();
  const again = (of: Scenario): System => resolve({ scenario: of, code, measurements, today, t, synthetic: written === null, kept });
  return { document, written, measurements, system: joined(scenario, written === null, { code, measurements, today, t }, () => again(scenario), memo), again };
}

/** A decision changes nothing of what is joined but itself: most edits of a matrix are decisions. */
function joined(
  scenario: Scenario,
  synthetic: boolean,
  given: Pick<Joined, "code" | "measurements" | "today" | "t">,
  make: () => System,
  memo: ReadingMemo,
): System {
  const { decisions, ...rest } = scenario;
  const key = JSON.stringify([synthetic, rest]);
  const known = memo.system;
  const same = known?.key === key && (["code", "measurements", "today", "t"] as const).every((part) => known[part] === given[part]);
  if (same) return withDecisions(known.system, scenario);
  const system = make();
  memo.system = { key, ...given, system };
  return system;
}

/** Files are read and joined to routes again only when a file, an answer or the set of routes changes. */
function measurementsOf(
  { measurementFiles, remote, code, language, today }: Snapshot,
  byHand: readonly MatchByHand[],
  t: Translate,
  memo: ReadingMemo,
): Measurements {
  const key = JSON.stringify([language, today, byHand, code.routes.map(({ id }) => id)]);
  const known = memo.measurements;
  const same = <T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean): boolean =>
    a.length === b.length && a.every((one, k) => equal(one, b[k] as T));
  if (
    known?.key === key &&
    same(known.files, measurementFiles, (a, b) => a.file === b.file && a.text === b.text) &&
    same(known.remote, remote, (a, b) => a === b)
  ) {
    return known.measurements;
  }
  const ofFiles = measurementFiles.map(({ file, text }): Imported => ({ source: file, ...importMeasurementFile(file, text, t) }));
  const imported = [...ofFiles, ...remote];
  const matched = matchMeasurements(imported, code.routes, byHand, t);
  const measurements = { ...matched, problems: [...matched.problems, ...impossibleTimes(imported, today, t)] };
  memo.measurements = { key, files: measurementFiles, remote, measurements };
  return measurements;
}
