import type { Estimate } from "../../analysis/estimate";
import { factorSet } from "../../factors/factorSet";
import { lazily } from "../../lazily";
import type { CodeFacts } from "../../routes/route";
import { addCosts, costIn, leastCosts } from "../costs";
import { askHost, hostOf } from "../hosts/hostFigures";
import { overfull } from "../hosts/overfull";
import { centralDraw } from "../model/centralDraw";
import { evaluatedAtCentral } from "../model/evaluate";
import type { FigureId, Figures } from "../model/figures";
import { meanEvaluator } from "../model/meanEvaluator";
import { priced } from "../plans/planCosts";
import { addPositions, type Column, type Served } from "../rows/columns";
import { hostCosts, rowServiceCosts } from "../rows/rowCosts";
import { planIsKnown, type System } from "../system";
import { askBeside } from "./beside";
import { addBaseline, addUnattributed, baselineKg, carriersOf, endpointIds, servedBy } from "./carriers";
import { deriveTotal, noDerivation } from "./derivation";
import { driversOf } from "./drivers";
import { type Asked, type EstimateOptions, endpointOf } from "./endpoint";
import { askEndpoint, known } from "./endpointFigures";
import { whyUnattributed } from "./unattributed";
import { usedFactors } from "./usedFactors";

/** What is known of an endpoint that also runs something of which nobody knows what it takes; null where all is known, or nothing. */
function askPart(figures: Figures, system: System, rows: readonly Served[], asking: { readonly alone: boolean }): Asked | null {
  const timed = rows.filter(({ row }) => system.rows[row]?.unknown === null);
  return timed.length === 0 || timed.length === rows.length ? null : { rows: timed, figures: askEndpoint(figures, system, timed, asking) };
}

/**
 * The baseline: every row at 100 %. Endpoints + unattributed = total, in the central values, to the last digit.
 * Asks for its figures now; call what it returns after `figures.run`.
 */
export function askEstimate(figures: Figures, system: System, code: CodeFacts, options: EstimateOptions): () => Estimate {
  const { model } = system;
  const { t } = options;
  const served = servedBy(system);
  const routes = new Map(code.routes.map((route) => [route.id, route]));
  const ids = endpointIds(code, served);
  const asking = { alone: !options.scenario };
  const whole = (column: Column): FigureId => (asking.alone ? figures.none : figures.add(column));
  const asked = ids.flatMap((id) => {
    const rows = served.get(id);
    return rows ? [{ id, rows, figures: askEndpoint(figures, system, rows, asking), part: askPart(figures, system, rows, asking) }] : [];
  });
  const hosts = asking.alone ? [] : model.hosts.map((_, h) => askHost(figures, h));
  const carriers = carriersOf(system, ids, served);
  const { loose } = carriers;
  const unattributed = whole((tile, into) => addUnattributed(tile, into, loose));
  const totalKg = whole((tile, into) => addBaseline(tile, into, carriers));
  const totalKWh = whole((tile, into) => {
    for (const name of ["busyKWh", "idleKWh"] as const) addPositions(tile.means.hosts[name], tile, into);
  });
  const evaluated = { central: centralDraw(model), evaluator: meanEvaluator(model) };
  const { means } = evaluated.central;
  const beside = askBeside(figures, system, t);

  return () => {
    const byId = new Map(asked.map((one) => [one.id, one]));
    const endpoints = ids.map((id) => endpointOf(system, figures, id, routes.get(id) ?? null, byId.get(id) ?? null, evaluated, options));

    const perHost = hostCosts(system, means);
    const costs = options.scenario ? addCosts(...perHost, ...rowServiceCosts(system)) : {};
    const everything = model.rows.map(() => 1 as const);
    const always = model.hosts.map(() => true);
    // More machines cost more: what is counted is then the least.
    const wholly = priced(system, { levels: everything, on: always }) && overfull(model, evaluatedAtCentral(model), everything).length === 0;
    const hasFigures = options.scenario && planIsKnown(system, everything, always);
    return {
      version: 1,
      currency: system.currency,
      horizon: options.scenario ? { from: model.months[0] as string, months: model.months.length } : null,
      endpoints,
      hosts: hosts.map((host, h) => hostOf(system, figures, host, means, perHost[h] ?? {}, h, t)),
      unattributed: { kgCO2e: known(figures, unattributed, hasFigures), why: whyUnattributed(system, means, loose, t) },
      total: lazily(
        {
          kWh: known(figures, totalKWh, hasFigures),
          kgCO2e: known(figures, totalKg, hasFigures),
          cost: wholly ? costIn(costs, system.currency).amount : null,
          costs: wholly ? costs : leastCosts(costs),
        },
        {
          derivation: () => (hasFigures ? deriveTotal(system, means, t) : noDerivation),
          drivers: () =>
            hasFigures ? driversOf(model, new Set(model.inputs.keys()), (values) => baselineKg(carriers, evaluated.evaluator.at(values)), 10) : [],
        },
      ),
      ...(options.scenario ? { beside: beside(hasFigures) } : {}),
      assumptions: system.assumptions,
      factors: usedFactors(system, t),
      factorSet,
      problems: system.problems,
    };
  };
}
