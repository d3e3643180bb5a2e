import type { Analysis } from "./analysis/analysis";
import type { Assumption, Estimate } from "./analysis/estimate";
import type { EstimateOptions } from "./footprint/endpoints/endpoint";
import { askEstimate } from "./footprint/endpoints/estimate";
import { Figures } from "./footprint/model/figures";
import { optionBasis } from "./footprint/plans/options";
import { movedInputs } from "./footprint/plans/planDrivers";
import { recommend } from "./footprint/plans/recommend";
import type { Thoroughness } from "./footprint/plans/robustness";
import type { RecommendationMemo } from "./footprint/plans/searchPlan";
import {
  capacityProblems,
  contextProblems,
  criticalityProblems,
  cutProblems,
  languageProblems,
  lateLanguages,
  licenceProblems,
  pieceProblems,
  powerProblems,
  translationProblems,
} from "./footprint/problems/limits";
import { missingInputs } from "./footprint/problems/missingInputs";
import { burstProblems, sleeplessProblems } from "./footprint/problems/onDemandProblems";
import { offHoursProblems } from "./footprint/problems/servedHours";
import { resolve } from "./footprint/resolve";
import { type MatrixBasis, matrixOf } from "./footprint/rows/matrix";
import { askRows, type RowFigures } from "./footprint/rows/rowFigures";
import { type Place, scenarioOfCode } from "./footprint/services/withoutScenario";
import type { System } from "./footprint/system";
import { answerProblems } from "./footprint/work/answerLimits";
import { lazily, once, replacing } from "./lazily";
import { matchMeasurements } from "./measurements/matchRoutes";
import type { Problem } from "./problem";
import { type ReadingMemo, readSnapshot } from "./readSnapshot";
import { readerOf } from "./report/words/figures";
import type { CodeFacts } from "./routes/route";
import { readable, scenarioEdits } from "./scenario/edit/scenarioEdit";
import type { ScenarioDocument } from "./scenario/parseScenario";
import type { Scenario } from "./scenario/scenario";
import type { Snapshot } from "./snapshot";
import { type Translate, translator } from "./text";

/** Draws behind every range: percentiles of stratified draws are stable to two digits from a few hundred on. */
const draws = 1000;
/** Same input, same output. */
const seed = 2026;

/**
 * What the previous analysis computed. A shell that analyses again and again passes the same object each time: figures
 * that the change does not touch (a level, a reason, a moved line of code) are not drawn again. Never changes a result.
 */
export interface AnalysisMemo extends ReadingMemo {
  figures?: {
    readonly key: string;
    readonly system: System;
    readonly code: CodeFacts;
    readonly figures: Figures;
    readonly estimate: Estimate;
    readonly rowFigures: RowFigures;
  };
  recommendation?: RecommendationMemo;
  basis?: { readonly figures: Figures; readonly basis: MatrixBasis };
}

/**
 * The one facade: everything that lens, hover, Problems, status bar, matrix, CLI and report show, as a function of texts
 * and data. Broken input gives what could be understood, and problems.
 */
export function analyze(snapshot: Snapshot, memo: AnalysisMemo = {}, { robustness = "first" }: { readonly robustness?: Thoroughness } = {}): Analysis {
  const { language, today, code } = snapshot;
  const t = translator(language);
  const { document, written, measurements, system, again } = readSnapshot(snapshot, t, memo);
  const { figures, estimate, rowFigures } = figuresOf(system, snapshot, { t, scenario: written !== null }, written ?? {}, memo);
  const decided =
    written === null
      ? null
      : matrixOf({
          system,
          scenario: written,
          figures,
          rowFigures,
          estimate,
          recommendation: recommend({ system, scenario: written, figures, again, t, language, thoroughness: robustness }, memo),
          basis: basisOf(system, written, figures, again, t, memo),
          today,
          t,
          language,
        });
  const found = [
    ...code.problems,
    ...(document?.problems ?? []),
    ...measurements.problems,
    ...system.problems,
    ...(written === null
      ? []
      : [
          ...capacityProblems(system, language, t),
          ...burstProblems(system, t),
          ...sleeplessProblems(system, language, t),
          ...offHoursProblems(system, language, t),
          ...contextProblems(system, t),
          ...cutProblems(system, t),
          ...translationProblems(system, t),
          ...pieceProblems(system, t),
          ...answerProblems(system, t),
          ...languageProblems(system, t),
          ...lateLanguages(system, written, t),
          ...criticalityProblems(written, t),
          ...licenceProblems(system, written, t),
          ...powerProblems(system, t),
          ...missingInputs(system, written, estimate, readerOf(language)),
        ]),
    ...(decided?.now.problems ?? []),
  ];
  const source = once(() => (snapshot.scenario ? readable(snapshot.scenario.text, snapshot.scenario.file) : null));
  const problems = distinctProblems(found.map((problem) => remedied(placed(problem, document, snapshot.scenario?.file ?? null), snapshot.scenario, source)));
  const assumptions = distinctAssumptions(system.assumptions);
  return {
    language,
    today,
    scenario: snapshot.scenario
      ? {
          file: snapshot.scenario.file,
          title: written?.title ?? null,
          owner: written?.owner ?? null,
          answers: written?.answers ?? {},
          valid: written !== null,
        }
      : null,
    code,
    estimate: { ...estimate, assumptions, problems },
    matrix: decided === null ? null : lazily({ ...decided.now, assumptions, problems }, decided.later),
    silent: measurements.silent,
    problems,
  };
}

/** Everything that no decision changes: drawn once, and again only when the compiled model or its screens change. */
function figuresOf(
  system: System,
  { code, language }: Snapshot,
  options: EstimateOptions,
  { region, grid, pue }: Place,
  memo: AnalysisMemo,
): NonNullable<AnalysisMemo["figures"]> {
  // decisions alone leave the model the same object
  if (memo.figures?.system.model === system.model && memo.figures.code === code) return memo.figures;
  const unserved = options.scenario ? unservedCode(code, system) : null;
  const key = JSON.stringify([
    language,
    options.scenario,
    unserved && [unserved.routes.map(({ id, workloads }) => [id, workloads]), region, grid, pue],
    { ...system, assumptions: [], problems: [], rows: system.rows.map((row) => ({ ...row, decision: null, counted: null, criticality: null })) },
    code.routes.map(({ id, workloads }) => [id, workloads.length]),
  ]);
  if (memo.figures?.key === key) {
    memo.figures = { ...memo.figures, system, code, estimate: moved(memo.figures.estimate, code) };
    return memo.figures;
  }
  const figures = new Figures(system.model);
  const askedEstimate = askEstimate(figures, system, code, options);
  const askedRows = options.scenario ? askRows(figures, system, options.t) : noRows;
  figures.run({ draws, seed });
  memo.figures = { key, system, code, figures, estimate: withBusy(askedEstimate(), unserved, { region, grid, pue }, options.t), rowFigures: askedRows() };
  return memo.figures;
}

/** Rows are a scenario's. */
const noRows = (): RowFigures => ({ rows: [], hosts: [] });

/** The routes with a model that no service of the scenario serves. */
function unservedCode(code: CodeFacts, system: System): CodeFacts | null {
  const served = new Set(system.rows.flatMap(({ endpoints }) => endpoints));
  const routes = code.routes.filter(({ id, workloads }) => workloads.length > 0 && !served.has(id));
  return routes.length === 0 ? null : { ...code, routes };
}

/** They show the busy part of a request, as without a scenario, where the scenario stands; totals stay without them. */
function withBusy(estimate: Estimate, unserved: CodeFacts | null, place: Place, t: Translate): Estimate {
  if (unserved === null) return estimate;
  const system = resolve({
    scenario: scenarioOfCode(unserved, place),
    code: unserved,
    measurements: matchMeasurements([], [], [], t),
    today: "2000-01-01",
    t,
    synthetic: true,
  });
  const figures = new Figures(system.model);
  const asked = askEstimate(figures, system, unserved, { t, scenario: false });
  figures.run({ draws, seed });
  const busy = new Map(asked().endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return {
    ...estimate,
    endpoints: estimate.endpoints.map((endpoint) => {
      const alone = endpoint.state === "unknown" && endpoint.services.length === 0 ? busy.get(endpoint.id) : undefined;
      if (alone === undefined || alone.busyPerRequest === null) return endpoint;
      const { busyPerRequest, perRequest, derivation, drivers, state } = alone;
      return { ...endpoint, busyPerRequest, perRequest, derivation, drivers, state };
    }),
  };
}

/** What tornado and options are made of: computed when looked at, and again only when the figures are. */
function basisOf(system: System, scenario: Scenario, figures: Figures, again: (of: Scenario) => System, t: Translate, memo: AnalysisMemo): MatrixBasis {
  if (memo.basis?.figures === figures) return memo.basis.basis;
  const basis: MatrixBasis = lazily({ options: optionBasis(system, scenario, again, t) }, { moved: () => movedInputs(system.model) });
  memo.basis = { figures, basis };
  return basis;
}

/** The same estimate with the places of the code as it is now. */
function moved(estimate: Estimate, code: CodeFacts): Estimate {
  const routes = new Map(code.routes.map((route) => [route.id, route]));
  return {
    ...estimate,
    endpoints: estimate.endpoints.map((endpoint) => {
      const route = routes.get(endpoint.id);
      if (!route || (endpoint.app === route.app && endpoint.file === route.file && endpoint.line === route.line)) return endpoint;
      return replacing(endpoint, { app: route.app, file: route.file, line: route.line });
    }),
  };
}

/** Changes that would mend a problem become edits of the text that it was found in: made when someone looks at them, as most are never looked at. */
function remedied({ remedies, fixes, ...problem }: Problem, scenario: Snapshot["scenario"], source: () => ReturnType<typeof readable>): Problem {
  if (remedies === undefined || scenario === null) return fixes === undefined ? problem : { ...problem, fixes };
  return lazily<Omit<Problem, "fixes" | "remedies">, Pick<Problem, "fixes">>(problem, {
    fixes: () => [
      ...(fixes ?? []),
      ...remedies.flatMap(({ title, changes }) => {
        const edits = scenarioEdits(scenario.text, changes, scenario.file, source() ?? undefined);
        return edits.length === 0 ? [] : [{ title, edits }];
      }),
    ],
  });
}

/** A problem of a value gets the place of that value in the scenario's text. */
function placed(problem: Problem, document: ScenarioDocument | null, file: string | null): Problem {
  if (problem.path === undefined || problem.line !== undefined || document === null || file === null) return problem;
  const { steps, text: path } = document.pathOf(problem.path);
  return { ...problem, path, ...document.locate(steps), file };
}

function distinctProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message, file, line, column }) => {
    const key = JSON.stringify([code, message, file, line, column]);
    return !seen.has(key) && seen.add(key);
  });
}

function distinctAssumptions(assumptions: readonly Assumption[]): Assumption[] {
  return [...new Map(assumptions.map((one) => [one.path, one])).values()];
}
