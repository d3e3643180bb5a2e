import type { MatrixHost } from "../../analysis/matrix";
import type { Plans } from "../../analysis/plan";
import type { Problem } from "../../problem";
import { formatPercent, formatStated } from "../../quantity/format";
import { joined, type Language, type Translate } from "../../text";
import type { System } from "../system";

// A machine with hours a week is cheap because it is off the rest of the time. The totals count every file as if it came in these hours;
// whoever reads them must know what happens to the others.

/** Hours of a week. */
const wholeWeek = 7 * 24;

/** Hours a week of a machine that is on by a timetable; null where it may be asked at any time. */
export function servedHours(deployment: string, hours: number | undefined): number | null {
  return deployment === "scheduled" && hours !== undefined && hours < wholeWeek ? hours : null;
}

/** One sentence for the machines of a plan that are off for a part of the week; nothing: none. */
export function offHoursWords(hosts: readonly MatrixHost[], plan: keyof Plans<boolean>, language: Language, t: Translate): string[] {
  const timed = hosts.flatMap(({ name, on, hoursPerWeek }) => (on[plan] && hoursPerWeek !== undefined ? [{ name, hours: hoursPerWeek }] : []));
  if (timed.length === 0) return [];
  const named = joined(
    timed.map(({ name, hours }) => t("{0} ({1} of {2} h a week)", name, formatStated(hours, language), wholeWeek)),
    t,
  );
  return [t("Outside its hours nobody is served by {0}: all files are counted as coming within them.", named)];
}

/** The same where the hours are written, with the services and what share of the requests it is if they come at any time. */
export function offHoursProblems({ hosts, model }: Pick<System, "hosts" | "model">, language: Language, t: Translate): Problem[] {
  return hosts.flatMap(({ name, hoursPerWeek }, h): Problem[] => {
    const services = [...new Set(model.rows.flatMap(({ service, home }) => (home === h ? [service] : [])))];
    if (hoursPerWeek === null || services.length === 0) return [];
    return [
      {
        code: "served-in-hours-only",
        severity: "information",
        path: `hosts.${name}.hours`,
        message: t(
          "{0} is on {1} of the {2} h of a week: outside them nobody is served by {3}, which is {4} of the requests if they come at any time. All files are counted as coming within the hours.",
          name,
          formatStated(hoursPerWeek, language),
          wholeWeek,
          joined(services, t),
          formatPercent(1 - hoursPerWeek / wholeWeek, language),
        ),
      },
    ];
  });
}
