import type { OverfullHost } from "../../analysis/plan";
import type { Level } from "../../scenario/scenario";
import type { Evaluation } from "../model/evaluate";
import type { Model } from "../model/model";

/**
 * Machines that a plan asks, in some month, to be busy more hours than they run: it cannot be carried out on as many, so that its
 * carbon and its cost are at least what is counted. `levels`: by row of the model.
 */
export function overfull({ hosts, rows, months }: Model, evaluation: Evaluation, levels: readonly Level[]): OverfullHost[] {
  const count = months.length;
  return hosts.flatMap((host, h): OverfullHost[] => {
    if (host.kind === "serverless") return [];
    const asked = new Float64Array(count);
    rows.forEach((row, r) => {
      if (row.host !== h) return;
      for (let m = 0; m < count; m++) asked[m] = (asked[m] as number) + (levels[r] as number) * (evaluation.rows.busyHours[r * count + m] as number);
    });
    const on = (m: number): number => evaluation.hosts.hoursOn[h * count + m] as number;
    const busy = (m: number): number => asked[m] as number;
    // A part in a million: 730 h of work fit into 730 h.
    const needed = (m: number): number => (on(m) > 0 && busy(m) > 0 ? Math.ceil((busy(m) / on(m)) * host.replicas - 1e-6) : 0);
    const first = months.findIndex((_, m) => busy(m) > on(m) * (1 + 1e-6));
    if (first < 0) return [];
    const load = (m: number): number => (on(m) > 0 ? busy(m) / on(m) : 0);
    const most = months.reduce((best, _, m) => (load(m) > load(best) ? m : best), first);
    const month = (m: number): OverfullHost["first"] => ({ month: months[m] as string, busyHours: busy(m), hours: on(m), replicas: needed(m) });
    return [{ host: host.name, first: month(first), fullest: month(most) }];
  });
}
