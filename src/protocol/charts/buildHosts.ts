import type { Matrix, MatrixHost, MatrixRow } from "../../core/analysis/matrix";
import type { Plans } from "../../core/analysis/plan";
import { nothingDecided } from "../../core/report/settled";
import type { Reader } from "../../core/report/words/figures";
import { joined } from "../../core/text";

import type { HostBar, HostsBody, HostsChart } from "./chartView";
import { column, massCell, massScale, massText } from "./masses";

type PlanId = keyof Plans<unknown>;

/** Where nobody decided, what is decided is everything on, and is not shown twice. */
function plansOf(matrix: Matrix): readonly PlanId[] {
  return nothingDecided(matrix) ? ["baseline", "recommended"] : ["baseline", "decided", "recommended"];
}

interface PlanOfHost {
  readonly host: string;
  readonly plan: PlanId;
  readonly on: boolean;
  /** kg in the mean month; null where unknown */
  readonly fixed: number | null;
  readonly avoidable: number | null;
}

/** Avoidable and fixed carbon of each machine in the three plans: what goes with the work, and what goes only with the machine. */
export function buildHosts(matrix: Matrix, reader: Reader): HostsChart {
  const { t } = reader;
  const name: Readonly<Record<PlanId, string>> = { baseline: t("Everything on"), decided: t("As decided"), recommended: t("Recommended") };
  const all = [...matrix.hosts.flatMap((host) => plansOf(matrix).map((plan) => ofHost(host, matrix, plan))), ...withoutHost(matrix, reader)];
  const unknown = [...new Set(all.flatMap(({ host, fixed, avoidable }) => (fixed === null || avoidable === null ? [host] : [])))];
  const drawable = all.some(({ fixed, avoidable }) => (fixed ?? 0) + (avoidable ?? 0) > 0);
  return {
    id: "hosts",
    title: t("Machines"),
    sentence: sentenceOf(matrix, drawable, reader),
    notes: [
      ...(drawable ? [t("Avoidable carbon goes with the work that is not done; fixed carbon only when the whole machine is switched off.")] : []),
      ...(unknown.length > 0 ? [t("Partly unknown, so not drawn whole: {0}.", unknown.join(", "))] : []),
    ],
    body: drawable ? bodyOf(all, name, reader) : null,
    table: {
      caption: t("Avoidable and fixed carbon of each machine in the mean month, by plan"),
      head: [column(t("Machine")), column(t("Plan")), column(t("State")), column(t("Avoidable"), "kg"), column(t("Fixed"), "kg"), column(t("Together"), "kg")],
      rows: all.map(({ host, plan, on, fixed, avoidable }) => [
        host,
        name[plan],
        on ? t("on") : t("off"),
        massCell(avoidable, reader),
        massCell(fixed, reader),
        massCell(fixed === null || avoidable === null ? null : fixed + avoidable, reader),
      ]),
    },
  };
}

const levelIn = (row: MatrixRow, plan: PlanId): number => (plan === "baseline" ? 1 : (row[plan] ?? 1));

function ofHost(host: MatrixHost, matrix: Matrix, plan: PlanId): PlanOfHost {
  const on = host.on[plan];
  const rows = matrix.rows.filter((row) => row.host === host.name);
  return { host: host.name, plan, on, fixed: on ? (host.fixed?.central ?? null) : 0, avoidable: avoidableOf(rows, plan) };
}

/** Avoidable x level, added up; null as soon as a row that runs is unknown. */
function avoidableOf(rows: readonly MatrixRow[], plan: PlanId): number | null {
  return rows.reduce<number | null>((sum, row) => {
    const level = levelIn(row, plan);
    if (level === 0) return sum;
    const { avoidable } = row.kgCO2e;
    return sum === null || avoidable === null ? null : sum + level * avoidable.central;
  }, 0);
}

function withoutHost(matrix: Matrix, { t }: Reader): PlanOfHost[] {
  const rows = matrix.rows.filter((row) => !matrix.hosts.some((host) => host.name === row.host));
  if (rows.length === 0) return [];
  return plansOf(matrix).map((plan) => ({
    host: t("no machine"),
    plan,
    on: rows.some((row) => levelIn(row, plan) > 0),
    fixed: 0,
    avoidable: avoidableOf(rows, plan),
  }));
}

function bodyOf(all: readonly PlanOfHost[], name: Readonly<Record<PlanId, string>>, reader: Reader): HostsBody {
  const { t } = reader;
  const scale = massScale(all.map(({ fixed, avoidable }) => (fixed ?? 0) + (avoidable ?? 0)));
  const inUnit = (kilograms: number | null): number | null => (kilograms === null ? null : kilograms * scale.perKilogram);
  return {
    axis: t("{0} CO2e/month", scale.unit),
    fixedName: t("Fixed: goes with the machine"),
    avoidableName: t("Avoidable: goes with the work"),
    bars: all.map(
      (one): HostBar => ({
        host: one.host,
        plan: name[one.plan],
        fixed: inUnit(one.fixed),
        avoidable: inUnit(one.avoidable),
        off: !one.on,
        label: labelOf(one, all, reader),
      }),
    ),
  };
}

function labelOf({ host, on, fixed, avoidable }: PlanOfHost, all: readonly PlanOfHost[], reader: Reader): string {
  const { t } = reader;
  if (!on) {
    const before = all.find((other) => other.host === host && other.plan === "baseline");
    const freed = before && before.fixed !== null && before.avoidable !== null ? before.fixed + before.avoidable : null;
    return freed === null ? t("off") : t("off: {0} less", massText(freed, reader));
  }
  if (fixed !== null && avoidable !== null && fixed === 0) return massText(avoidable, reader);
  if (fixed !== null && avoidable === null) return t("{0} fixed, avoidable part not known", massText(fixed, reader));
  return t("{0} fixed, {1} avoidable", massText(fixed, reader), massText(avoidable, reader));
}

function sentenceOf(matrix: Matrix, drawable: boolean, reader: Reader): string {
  const { t } = reader;
  if (matrix.hosts.length === 0) return t("The scenario names no machine.");
  if (!drawable) return t("The carbon of the machines is not known yet.");
  const off = (plan: PlanId): readonly MatrixHost[] => matrix.hosts.filter((host) => host.on.baseline && !host.on[plan]);
  const weight = (hosts: readonly MatrixHost[]): string =>
    massText(hosts.some(({ fixed }) => fixed === null) ? null : hosts.reduce((sum, { fixed }) => sum + (fixed?.central ?? 0), 0), reader);
  const list = (hosts: readonly MatrixHost[]): string =>
    joined(
      hosts.map((host) => host.name),
      t,
    );
  const decided = off("decided");
  const advised = off("recommended").filter((host) => !decided.includes(host));
  if (decided.length === 0 && advised.length === 0) {
    const provisioned = matrix.hosts.filter(({ fixed }) => fixed !== null && fixed.central > 0);
    return provisioned.length > 0
      ? t("No machine is switched off: {0} a month is fixed, whatever is served.", weight(provisioned))
      : t("No machine has fixed carbon: all of it goes with the work.");
  }
  return [
    ...(decided.length > 0 ? [t("As decided, off: {0}; {1} a month of fixed carbon goes with it.", list(decided), weight(decided))] : []),
    ...(advised.length > 0 ? [t("Recommended to switch off: {0}; {1} a month of fixed carbon would go with it.", list(advised), weight(advised))] : []),
  ].join(" ");
}
