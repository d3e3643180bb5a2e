import type { Need } from "../factors/smallerModels";
import type { Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import type { RowInfo, System } from "./system";

/** What another model of a service must be able to do: its task, in the languages of its rows and those that it translates to. */
export function needOf(system: System, scenario: Scenario, { service, task, settings }: RowInfo): Need {
  const own = system.model.rows.flatMap((row) => (row.service === service && row.language !== null ? [row.language] : []));
  return {
    task,
    languages: [...new Set([...own, ...(settings.to ?? [])])],
    commercial: scenario.use === "commercial" && settings.licence !== "accepted",
  };
}

export function longerAnswers(t: Translate): string {
  return t("It writes out its reasoning first, many times the length of the answer: the figure is of today's length and too low.");
}

/** GB of the distinct models of a host's services. */
export function weightsOn({ model, rows }: System, host: number): number {
  const weights = new Map(rows.flatMap(({ service, weightsGB }, r) => (model.rows[r]?.host === host ? [[service, weightsGB ?? 0] as const] : [])));
  return [...weights.values()].reduce((sum, GB) => sum + GB, 0);
}
