import type { DecisionProblem } from "../../decision/plan";
import type { PlanParts } from "../model/figures";
import type { Model } from "../model/model";

/**
 * The same decision with the carbon of one draw: rows, hosts and what is there whatever we decide. Costs and values stay,
 * they are not drawn.
 */
export function drawnProblem(problem: DecisionProblem, model: Model, { avoidable, hostFixed }: PlanParts): DecisionProblem {
  const months = model.months.length;
  const slice = (figure: Float64Array, position: number): number[] => Array.from(figure.subarray(position * months, (position + 1) * months));
  const rowAt = new Map(model.rows.map(({ id }, r) => [id, r]));
  const hostAt = new Map(model.hosts.map(({ name }, h) => [name, h]));
  const charged = new Set(problem.charges.map(({ id }) => id));
  const base = new Array<number>(months).fill(0);
  model.hosts.forEach((host, h) => {
    if (charged.has(host.name)) return;
    slice(hostFixed, h).forEach((kg, m) => {
      base[m] = (base[m] as number) + kg;
    });
  });
  return {
    ...problem,
    rows: problem.rows.map((row) => ({ ...row, carbon: slice(avoidable, rowAt.get(row.id) as number) })),
    charges: problem.charges.map((charge) => {
      const h = hostAt.get(charge.id);
      return h === undefined ? charge : { ...charge, carbon: slice(hostFixed, h) };
    }),
    base: { ...problem.base, carbon: base },
  };
}
