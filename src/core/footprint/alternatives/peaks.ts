import type { Translate } from "../../text";
import { evaluatedAtCentral } from "../model/evaluate";
import type { Model } from "../model/model";

/** What has to be true of a machine that runs fewer times over, with how busy those that are left are in the fullest month with everything on. */
export function peaksIf(model: Model, h: number, left: number, t: Translate): string {
  const { busyHours, hoursOn } = evaluatedAtCentral(model).hosts;
  const count = model.months.length;
  const replicas = model.hosts[h]?.replicas ?? 1;
  const loads = model.months.map((_, m) => {
    const [busy, on] = [busyHours[h * count + m] as number, ((hoursOn[h * count + m] as number) * left) / replicas];
    return on > 0 ? busy / on : 0;
  });
  return t("peaks still find a free machine: what is left works {0} % of its hours", Number((100 * Math.max(...loads)).toPrecision(2)));
}
