import type { Gate, MatrixRow, Reason } from "../../analysis/matrix";
import type { Budget } from "../../analysis/plan";
import { carbonClass, classFlip } from "../../decision/carbonClass";
import { lazily, once } from "../../lazily";
import { addCosts, costIn, leastCosts } from "../costs";
import type { Evaluation } from "../model/evaluate";
import type { Recommendation } from "../plans/recommend";
import { isOpen, type System } from "../system";
import type { RowCost } from "./rowCosts";
import type { RowFigures } from "./rowFigures";
import { rowVolume } from "./rowVolume";

/** What a row shows, from what was computed for all of them. */
export interface RowParts {
  readonly system: System;
  readonly rowFigures: RowFigures;
  readonly recommendation: Recommendation;
  readonly budget: Budget;
  /** of this row */
  readonly cost: RowCost;
  /** the inputs at their central values, and what they give */
  readonly values: Float64Array;
  readonly evaluation: Evaluation;
}

/** One row of the matrix; its sentences and its derivation are made when somebody reads them. */
export function matrixRow(parts: RowParts, r: number): MatrixRow {
  const { system, recommendation } = parts;
  const { model } = system;
  const row = model.rows[r] as (typeof model.rows)[number];
  const info = system.rows[r] as (typeof system.rows)[number];
  const asked = parts.rowFigures.rows[r] as RowFigures["rows"][number];
  const determined = !isOpen(system, r);
  const kg = asked.avoidable.central + asked.fixed.central;
  const { hosting, service, known: costKnown } = parts.cost;
  const cost = addCosts(hosting, service);
  const { maintenance = null, development = null } = info.settings.cost ?? {};
  const known = {
    id: row.id,
    service: row.service,
    language: row.language,
    carbonClass: determined ? carbonClass(kg, parts.budget.carbon) : null,
    classFlipProbability: determined ? classFlip(kg, asked.draws, parts.budget.carbon) : null,
    kgCO2e: { avoidable: determined ? asked.avoidable : null, fixed: determined ? asked.fixed : null },
    criticality: info.criticality,
    criticalityAssumed: info.criticalityAssumed,
    need: info.settings.need ?? null,
    model: info.model,
    volume: rowVolume(model, r, parts, asked.files),
    cost: costKnown ? costIn(cost, system.currency).amount : null,
    costs: costKnown ? cost : leastCosts(cost),
    costParts: { hosting, service, maintenance, development },
    quality: info.basis === "measured" && info.timeShared ? "modelled" : info.basis,
    gates: recommendation.gates[r] as readonly Gate[],
    recommended: recommendation.levels[r] ?? null,
    decided: info.decision?.level ?? null,
    counted: info.counted,
    reason: info.decision?.reason ?? null,
    flipProbability: determined ? (recommendation.flips[r] ?? null) : null,
    // A row that emits nothing may be switched off with its machine: no change of advice that anyone could act on.
    nearestChange: asked.avoidable.high === 0 && asked.fixed.high === 0 ? null : (recommendation.nearest[r] ?? null),
    // Where it is placed, be its time known or not.
    host: row.home === null ? null : (model.hosts[row.home]?.name ?? null),
    endpoints: info.endpoints,
    standIns: info.standIns,
    ...((recommendation.needs[r] ?? []).length > 0 && { needs: recommendation.needs[r] as readonly string[] }),
    locked: info.decision?.lock ?? false,
    by: info.decision?.by ?? null,
    date: info.decision?.date ?? null,
    review: info.decision?.review ?? null,
  };
  // Each sentence weighs the whole plan anew.
  const reasons = once(() => sentences(info.unknown === null || recommendation.levels[r] === 0 ? recommendation.why(r) : [{ text: info.unknown }]));
  return lazily<typeof known, Pick<MatrixRow, "why" | "reasons" | "derivation">>(known, {
    reasons,
    why: () =>
      reasons()
        .map(({ text }) => text)
        .join(" "),
    derivation: () => asked.derivation,
  });
}

/** Reasons are written without capital and full stop, because some stand within a sentence. */
const sentences = ([first, ...others]: readonly Reason[]): Reason[] =>
  first === undefined
    ? []
    : [{ ...first, text: `${first.text.charAt(0).toLocaleUpperCase()}${first.text.slice(1)}${/[.!?…]$/u.test(first.text) ? "" : "."}` }, ...others];
