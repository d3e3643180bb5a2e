import type { Analysis } from "../../analysis/analysis";
import type { Matrix } from "../../analysis/matrix";
import type { Plan } from "../../analysis/plan";
import { joined } from "../../text";
import { firstToMeasure, howToMeasure } from "../firstToMeasure";
import { atLeast, openRows } from "../openRows";
import { lessMoney } from "../savings";
import { chance, mass, type Reader, range, scaled } from "../words/figures";
import { hostWord, keyToWrite, said } from "../words/words";

// What stands under the answer: what it avoids, how sure it is, what to measure first.

/** One fact under the headline. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** Two sums of the same parts in another order differ by less than this share. */
export const noise = 1e-9;

export function avoided({ estimate: { hosts } }: Analysis, matrix: Matrix, plan: "decided" | "recommended", reader: Reader): Fact[] {
  const { t } = reader;
  const before = matrix.plans.baseline.kgCO2e;
  const { kgCO2e: after, avoided: less } = matrix.plans[plan];
  if (!before || !after || !less || less.total.central <= noise * before.central) return [];
  const freed = matrix.hosts.filter((host) => host.on.baseline && !host.on[plan]);
  return [
    {
      label: t("From machines freed"),
      value: t("{0}/month", mass(less.fixed.central * 1000, reader)),
      note:
        freed.length > 0
          ? t(
              "fixed carbon avoided: {0}",
              joined(
                freed.map(({ name }) => hostWord(name, hosts, t)),
                t,
              ),
            )
          : t("no machine is freed"),
    },
    {
      label: t("From work not done"),
      value: t("{0}/month", mass(less.avoidable.central * 1000, reader)),
      note: t("avoidable carbon avoided, versus everything on"),
    },
    {
      label: t("What remains"),
      value: t("{0}/month", planMass(matrix, plan, reader)),
      note: said([t("range {0}", range(scaled(after, 1000), reader)), lessMoney(matrix, plan, reader)]).join(t("; ")),
    },
  ];
}

export function certainty(matrix: Matrix, plan: Plan, reader: Reader): Fact[] {
  const { t } = reader;
  if (plan.overProbability === null) return [];
  return [
    {
      label: t("How sure"),
      value: chance(1 - plan.overProbability, reader),
      note: [t("chance to stay within the carbon budget"), stability(matrix, reader)].filter(Boolean).join(t("; ")),
    },
  ];
}

/** How often the advice on the least certain row stays the same when inputs vary. */
function stability(matrix: Matrix, { t, language }: Reader): string | undefined {
  const flips = matrix.rows.flatMap((row) => (row.flipProbability === null ? [] : [{ id: row.id, flip: row.flipProbability }]));
  const [weakest] = flips.sort((a, b) => b.flip - a.flip);
  if (!weakest) return undefined;
  return weakest.flip === 0
    ? t("no draw changes the advice")
    : t("least certain advice: {0}, the same in {1} of draws", weakest.id, chance(1 - weakest.flip, { t, language }));
}

export function measureFirst(matrix: Matrix, reader: Reader): Fact[] {
  const { t } = reader;
  const top = firstToMeasure(matrix);
  const key = top === undefined ? null : keyToWrite(top);
  return top
    ? [
        {
          label: key === null ? t("Measure first") : t("Write first"),
          value: key ?? top.label,
          note: said([t("moves the total by {0} a month", mass(top.swing * 1000, reader)), howToMeasure(top, t)]).join(t("; ")),
        },
      ]
    : [];
}

/** The total of a plan a month; "at least" where a part of it is not known. */
export function planMass(matrix: Matrix, plan: "baseline" | "decided" | "recommended", reader: Reader): string {
  const { kgCO2e } = matrix.plans[plan];
  return kgCO2e ? atLeast(mass(kgCO2e.central * 1000, reader), kgCO2e, openRows(matrix)[plan], reader.t) : reader.t("unknown");
}
