import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { Imported } from "./observation";

/** ms; the clocks of two machines in any two zones, and a day more for a file that is read before midnight */
const slack = 2 * 24 * 3600 * 1000;
/** No tool that is read here is older: an earlier year is that of a clock which nobody set. */
const earliest = Date.parse("2010-01-01");

/**
 * Files that tell of a time which has not come yet, or in which none of the tools existed: a clock that is not set, or a date typed wrong. What they
 * measured counts, since a duration needs no date; what else was measured at the same time cannot be told.
 *
 * `today`: YYYY-MM-DD
 */
export function impossibleTimes(imported: readonly Imported[], today: string, t: Translate): readonly Problem[] {
  const latest = Date.parse(today) + slack;
  return imported.flatMap(({ source, observations }): Problem[] => {
    const times = observations.flatMap(({ window: { start, end } }) => [start, end].flatMap((one) => (one === undefined ? [] : [one])));
    const wrong = times.find((one) => Date.parse(one) > latest || Date.parse(one) < earliest);
    if (wrong === undefined) return [];
    const values = [wrong.slice(0, 10), today] as const;
    const message =
      Date.parse(wrong) > latest
        ? t(
            "This was measured on {0}, which is after today ({1}). It counts all the same: correct the date, or set the clock of that machine and measure again.",
            ...values,
          )
        : t(
            "This was measured on {0}, before any of these tools existed. It counts all the same: correct the date, or set the clock of that machine and measure again.",
            ...values,
          );
    return [{ code: "measurement-time-impossible", severity: "warning", ...placeOf(source, observations), message }];
  });
}

function placeOf(source: string | undefined, [first]: Imported["observations"]): Pick<Problem, "file" | "path"> {
  const file = source ?? first?.origin.locator;
  return file === undefined || /^https?:/.test(file) ? { path: "measurements" } : { file };
}
