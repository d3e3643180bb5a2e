import { resolveModel } from "../factors/findModel";
import { mediaOf } from "../footprint/rows/volumes";
import { taskOf } from "../footprint/services/serviceModel";
import type { TextEdit } from "../problem";
import { type Change, scenarioEdit } from "../scenario/edit/scenarioEdit";
import type { Scenario, ServiceSettings } from "../scenario/scenario";
import type { Translate } from "../text";
import type { Durations } from "./measureDurations";
import type { Medium } from "./mediaFiles";
import type { Statistics } from "./statistics";

/** A mean duration as a scenario's field holds it, with where it comes from. */
export type DurationField = {
  /** `7.4 min` */
  readonly value: string;
  /** `6.8..8.1 min`: P5 to P95 of the mean */
  readonly range: string;
  readonly basis: "measured";
  readonly source: string;
  /** YYYY-MM-DD */
  readonly date: string;
};

/** The mean of a sample as a scenario's field: three significant figures, in seconds below two minutes and in hours above three. */
export function durationField({ mean, meanRange, count }: Statistics, today: string, t: Translate): DurationField {
  const [unit, size] = mean < 120 ? (["s", 1] as const) : mean < 3 * 3600 ? (["min", 60] as const) : (["h", 3600] as const);
  const figure = (seconds: number): number => Number((seconds / size).toPrecision(3));
  return {
    value: `${plain(figure(mean))} ${unit}`,
    range: `${plain(figure(meanRange.low))}..${plain(figure(meanRange.high))} ${unit}`,
    basis: "measured",
    source: t("{0|duration|durations} of {0} {0|file|files}", count),
    date: today,
  };
}

/** `1e-7` is no number to a scenario. */
const plain = (value: number): string => value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 9 });

/** What goes into the scenario: one value, or one per medium where both were measured. */
export function durationFields(
  { statistics, byMedium }: Durations,
  today: string,
  t: Translate,
): DurationField | Readonly<Record<Medium, DurationField>> | null {
  if (statistics === null) return null;
  if (byMedium.audio === null || byMedium.video === null) return durationField(statistics, today, t);
  return { audio: durationField(byMedium.audio, today, t), video: durationField(byMedium.video, today, t) };
}

/** Whether a duration has a meaning for a service: one that takes texts alone has none, unless it says them. */
export function takesDurations(service: ServiceSettings): boolean {
  const model = service.model === undefined ? null : resolveModel(service.model);
  const task = service.task ?? (model !== null && "found" in model ? taskOf(model.found) : null);
  return task === "speech-synthesis" || mediaOf(service, task).some((medium) => medium !== "text");
}

/**
 * The edits that write measured durations into a service of a scenario; none where the text cannot be edited.
 * A service that holds one duration per medium keeps the one that was not measured.
 */
export function writeDurations(text: string, scenario: Scenario | null, service: string, durations: Durations, today: string, t: Translate): TextEdit[] {
  const value = durationFields(durations, today, t);
  if (value === null) return [];
  const old = scenario?.services?.[service]?.input?.duration;
  const measured = (["audio", "video"] as const).filter((medium) => durations.byMedium[medium] !== null);
  const [only] = measured;
  const perMedium = measured.length === 1 && old !== undefined && !("unit" in old) && only !== undefined;
  const path = ["services", service, "input", "duration", ...(perMedium ? [only] : [])];
  const change: Change = { type: "set", path, value };
  return scenarioEdit(text, change);
}
