import type { Gate } from "../../analysis/matrix";
import type { Budget, Plan } from "../../analysis/plan";
import { prudentWords } from "../../decision/prudentWords";
import type { Problem, Remedy } from "../../problem";
import { dayName, monthName } from "../../quantity/dates";
import { formatCount, formatPercent, formatStated } from "../../quantity/format";
import type { Change } from "../../scenario/edit/scenarioEdit";
import type { Scenario } from "../../scenario/scenario";
import { joined, type Language, type Translate } from "../../text";
import { findKey } from "../ids";
import { monthsBetween } from "../model/months";
import type { System } from "../system";
import { neededRows } from "./decisions";
import { unequalLevels } from "./endpointLevels";
import type { Recommendation } from "./recommend";

export interface PlanProblemParts {
  readonly system: System;
  readonly scenario: Scenario;
  readonly budget: Budget;
  readonly decided: Plan;
  readonly recommended: Plan;
  readonly recommendation: Recommendation;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly t: Translate;
  readonly language: Language;
}

/** Months before the budget is exceeded from which on it is time to decide. */
const nearMonths = 3;

/** What is wrong with the decisions as they stand: over a budget now or soon, overdue, unexplained, against a gate or a need. */
export function planProblems(parts: PlanProblemParts): Problem[] {
  const { system, recommendation, t, language } = parts;
  return [
    ...horizonEnded(parts),
    ...overBudget(parts),
    ...system.rows.flatMap((_, row) => decisionProblems(parts, row)),
    ...undecidedBelowNeed(parts),
    ...unequalLevels(system, recommendation.levels, t, language),
  ];
}

/** Nobody decides on months that are over: most often a wrong year. */
function horizonEnded({ system: { model }, scenario, today, t, language }: PlanProblemParts): Problem[] {
  const [first = "", last = ""] = [model.months[0], model.months.at(-1)];
  if (scenario.horizon?.from === undefined || last >= today.slice(0, 7)) return [];
  return [
    {
      code: "horizon-ended",
      severity: "warning",
      path: "horizon.from",
      message: t(
        "All months that are looked at are over, from {0} to {1}: correct the year, or leave from: out to begin today.",
        monthName(first, language),
        monthName(last, language),
      ),
    },
  ];
}

/** To the first day of a month. */
function daysUntil(month: string, today: string): number {
  return Math.round((Date.parse(`${month}-01`) - Date.parse(today)) / 86_400_000);
}

function overBudget({ system, budget, decided, today, t, language, ...parts }: PlanProblemParts): Problem[] {
  const problems: Problem[] = [];
  const remedies = asRecommended({ system, ...parts }, t);
  // Where nobody has decided anything, that is no plan of theirs.
  const undecided = system.rows.every(({ decision }) => decision === null);
  const { overshootMonth, costOvershootMonth, cost, costs } = decided;
  if (overshootMonth !== null && budget.carbon !== null) {
    problems.push({
      code: "over-carbon-budget",
      severity: "warning",
      message: [
        undecided
          ? t(
              "With everything on, the carbon budget of {0} kg/month is exceeded from {1} on. The matrix says what may be switched off.",
              formatStated(budget.carbon, language),
              monthName(overshootMonth, language),
            )
          : t(
              "The decided plan exceeds the carbon budget of {0} kg/month from {1} on. The matrix says what may be switched off.",
              formatStated(budget.carbon, language),
              monthName(overshootMonth, language),
            ),
        prudentWords(decided, t, language),
      ]
        .filter((sentence) => sentence !== null)
        .join(" "),
      path: "budget.carbon",
      remedies,
    });
    const left = monthsBetween(today.slice(0, 7), overshootMonth);
    // A plan that is over from its first month on does not come near: it is as much over today.
    if (left >= 0 && left <= nearMonths && overshootMonth !== system.model.months[0]) {
      problems.push({
        code: "overshoot-near",
        severity: "warning",
        message:
          left === 0
            ? t("The carbon budget is exceeded this month.")
            : t(
                "The carbon budget is exceeded in {0} {0|day|days}: decide before {1} what to cut.",
                daysUntil(overshootMonth, today),
                monthName(overshootMonth, language),
              ),
        path: "budget.carbon",
      });
    }
  }
  if (budget.cost !== null && costOvershootMonth !== null) {
    const money = (amount: number): string => `${formatCount(amount, language)} ${system.currency ?? ""}`.trim();
    // What has no price comes on top.
    const spent = cost === null ? t("at least {0}", money(costs[system.currency ?? ""] ?? 0)) : money(cost);
    const figures = [`${formatStated(budget.cost, language)} ${system.currency ?? ""}`.trim(), monthName(costOvershootMonth, language), spent] as const;
    problems.push({
      code: "over-cost-budget",
      severity: "warning",
      message: undecided
        ? t("With everything on, the cost budget of {0} is exceeded from {1} on; the mean month costs {2}.", ...figures)
        : t("The decided plan exceeds the cost budget of {0} from {1} on; its mean month costs {2}.", ...figures),
      path: "budget.cost",
      remedies,
    });
  }
  return problems;
}

/** Undecided rows take the recommended level; a decision is never overwritten. */
function asRecommended({ system, recommended, recommendation }: Pick<PlanProblemParts, "system" | "recommended" | "recommendation">, t: Translate): Remedy[] {
  if (!recommended.feasible) return [];
  const changes = system.model.rows.flatMap(({ service, language }, r): Change[] => {
    const level = recommendation.levels[r] ?? null;
    const open = system.rows[r]?.decision === null && level !== null && level !== 1;
    return open ? [{ type: "level", service, language, level }] : [];
  });
  return changes.length === 0 ? [] : [{ title: t("Decide {0} open {0|row|rows} as recommended", changes.length), changes }];
}

function decisionProblems({ system, scenario, recommendation, today, t, language }: PlanProblemParts, r: number): Problem[] {
  const row = system.model.rows[r] as System["model"]["rows"][number];
  const decision = system.rows[r]?.decision ?? null;
  if (decision === null) return [];
  const key = findKey(scenario.decisions, row.id) ?? row.id;
  const problems: Problem[] = [];
  const add = (code: string, message: string, field = ""): void => {
    problems.push({ code, severity: "warning", message, path: `decisions.${key}${field}` });
  };
  const percent = (level: number): string => formatPercent(level, language);
  const level = decision.level;
  if (decision.review !== undefined && decision.review <= today)
    add(
      "review-due",
      t("{0}: this decision was to be reviewed on {1}. Confirm or change it, and write the next date.", row.id, dayName(decision.review, language)),
      ".review",
    );

  if (decision.date !== undefined && decision.date > today)
    add(
      "decision-in-future",
      t(
        "{0}: this decision is dated {1}, after the day of this analysis ({2}). Correct the date.",
        row.id,
        dayName(decision.date, language),
        dayName(today, language),
      ),
      ".date",
    );
  if (decision.date !== undefined && decision.review !== undefined && decision.review < decision.date)
    add(
      "review-before-decision",
      t(
        "{0}: the review on {1} lies before the decision of {2}. Correct one of the dates.",
        row.id,
        dayName(decision.review, language),
        dayName(decision.date, language),
      ),
      ".review",
    );

  const gates = recommendation.gates[r] ?? [];
  const broken = gates.find((gate: Gate) => level < gate.min || level > gate.max);
  const advised = recommendation.levels[r] ?? null;
  const reasoned = (decision.reason ?? "").trim() !== "";
  if (broken) add("decision-against-gate", t("{0}: decided at {1}, but: {2}.", row.id, percent(level), broken.reason), ".level");
  if (!reasoned && advised !== null && advised !== level)
    add(
      "override-without-reason",
      t("{0}: decided at {1} where {2} is recommended, and no reason is given. Add a reason.", row.id, percent(level), percent(advised)),
    );
  for (const needed of recommendation.needs[r] ?? []) {
    const at = system.model.rows.findIndex(({ id }) => id === needed);
    const cap = at === -1 ? 1 : (system.rows[at]?.counted ?? 1);
    if (level > cap)
      add(
        "decision-above-need",
        cap === 0
          ? t(
              "{0}: decided at {1}, and counted so, but it needs {2}, which is at {3}. Decide it at {3}, or {2} higher.",
              row.id,
              percent(level),
              needed,
              percent(cap),
            )
          : t(
              "{0}: decided at {1}, and counted so, but it needs {2}, which is at {3}. Decide it at {3} or lower, or {2} higher.",
              row.id,
              percent(level),
              needed,
              percent(cap),
            ),
        ".level",
      );
  }
  return problems;
}

/** Rows that nobody decided and that all the same do not run in full, because what they need does not: once a service. */
function undecidedBelowNeed({ system, scenario, t, language }: PlanProblemParts): Problem[] {
  const { rows } = system.model;
  const low = rows.flatMap((row, r) => {
    const info = system.rows[r];
    return info !== undefined && info.decision === null && info.counted < 1 ? [{ row, counted: info.counted, needs: info.settings.needs }] : [];
  });
  return [...new Set(low.map(({ row }) => row.service))].map((service): Problem => {
    const members = low.filter(({ row }) => row.service === service);
    const named = members.map(({ row, counted }) => `${row.id} ${formatPercent(counted, language)}`);
    const needed = neededRows(scenario, members[0]?.needs, null).join("");
    const changes = members.map(({ row, counted }): Change => ({ type: "level", service, language: row.language, level: counted }));
    return {
      code: "open-below-need",
      severity: "information",
      message: t("Not decided, but counted no higher than {1}, which it needs: {0}. Decide it too.", joined(named, t), needed),
      path: `services.${service}.needs`,
      remedies: [{ title: t("Decide {0} as it counts", service), changes }],
    };
  });
}
