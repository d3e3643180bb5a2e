import type { Analysis, CarbonClass, Matrix, MatrixRow } from "../core/analysis";
import type { Interval } from "../core/quantity/interval";
import { componentCells, inputCells } from "../core/report/derivation";
import { basisWord, count, level, mass, money, percent, type Reader, range, readerOf, scaled } from "../core/report/figures";
import { headlineOf } from "../core/report/headline";
import { languageName } from "../core/report/languageName";
import type { Criticality, Level } from "../core/scenario/scenario";
import { buildCharts } from "./charts/buildCharts";
import type { ClassView, CriticalityView, DetailsView, HostView, LevelView, MassView, MatrixView, RowView, ServiceView, TotalView } from "./matrixView";

/** What the matrix editor draws of an analysis; null without a scenario. */
export function buildMatrixView(analysis: Analysis): MatrixView | null {
  const { matrix, scenario } = analysis;
  if (!matrix || !scenario) return null;
  const reader = readerOf(analysis.language);
  const totals = totalsOf(matrix, reader);
  return {
    language: analysis.language,
    title: scenario.title ?? scenario.file,
    file: scenario.file,
    headline: headlineOf(analysis, matrix),
    totals,
    announcement: totals.map((total) => `${total.label} ${total.value}`).join(", "),
    hosts: matrix.hosts.map((host) => hostView(analysis, host.name, reader)),
    services: [...new Set(matrix.rows.map((row) => row.service))].map((name) => serviceView(name, matrix, reader)),
    criticalities: (["vital", "high", "medium", "low"] as const).map((id) => ({ id, word: criticalityView(id, false, reader).word })),
    charts: buildCharts(matrix, reader),
    assumptions: matrix.assumptions.map(({ path, value, unit, reason }) => ({
      path,
      value: unit && !value.endsWith(unit) ? `${value} ${unit}` : value,
      reason,
    })),
    method: matrix.method,
  };
}

function totalsOf(matrix: Matrix, reader: Reader): TotalView[] {
  const { t } = reader;
  const { decided } = matrix.plans;
  const { carbon, cost, plan } = matrix.total.budget;
  const used = decided.kgCO2e;
  const share = carbon && used ? { share: used.central / carbon } : {};
  const bad = decided.overshootMonth !== null;
  const reserve = carbon === null || !used ? null : carbon - used.central;
  /** Why a budget was not checked; a total with a gap must not pass for one that is within. */
  const unchecked = (name: "carbon" | "cost") => decided.unchecked.find(({ budget }) => budget === name)?.reason ?? "";
  const open = unchecked("carbon") !== "";
  const spent = money(decided.cost, matrix.currency, decided.costs, reader);
  const overCost = decided.costOvershootMonth !== null;
  return [
    {
      id: "budget",
      label: t("Budget"),
      value: carbon === null ? t("none") : t("{0} kg/month", count(carbon, reader)),
      note: carbon === null ? t("click to set") : plan === "prudent" ? t("prudent: planned on the 80th percentile") : t("expected value"),
      tone: "plain",
      edit: carbon === null ? "" : count(carbon, reader),
    },
    {
      id: "used",
      label: t("Used, as decided"),
      value: used ? t("{0}/month", mass(used.central * 1000, reader)) : t("unknown"),
      note: used ? t("range {0}", range(scaled(used, 1000), reader)) : "",
      tone: bad ? "bad" : "plain",
      ...share,
    },
    {
      id: "reserve",
      label: t("Reserve"),
      value: reserve === null ? "–" : signed(reserve, reader),
      note: t("mean month"),
      tone: reserve === null || (reserve >= 0 && open) ? "plain" : reserve < 0 ? "bad" : "good",
    },
    {
      id: "over",
      label: t("Chance of going over"),
      value: decided.overProbability === null ? "–" : percent(decided.overProbability, reader),
      note: t("in some month"),
      tone: decided.overProbability !== null && decided.overProbability > 0.5 ? "bad" : "plain",
    },
    {
      id: "overshoot",
      label: t("Over budget from"),
      value: decided.overshootMonth ?? (carbon === null ? "–" : open ? t("unknown") : t("never")),
      note: open && !bad ? unchecked("carbon") : t("within the horizon"),
      tone: bad ? "bad" : carbon === null || open ? "plain" : "good",
    },
    {
      id: "cost",
      label: t("Cost"),
      value: spent === null ? t("unknown") : t("{0}/month", spent),
      note: unchecked("cost") || (cost === null ? t("no cost budget") : t("budget {0}", money(cost, matrix.currency, {}, reader) ?? "")),
      tone: overCost ? "bad" : "plain",
    },
  ];
}

function signed(kilograms: number, reader: Reader): string {
  return `${kilograms < 0 ? "−" : ""}${mass(Math.abs(kilograms) * 1000, reader)}`;
}

function hostView(analysis: Analysis, name: string, reader: Reader): HostView {
  const { t } = reader;
  const host = analysis.matrix?.hosts.find((one) => one.name === name);
  const estimate = analysis.estimate.hosts.find((one) => one.name === name);
  const fixed = host?.fixed ? t("{0} fixed", `${mass(host.fixed.central * 1000, reader)}`) : t("fixed carbon unknown");
  const state = !host?.on.decided ? "off" : host.on.recommended ? "on" : "freed";
  const stateText = { off: t("off, as decided"), on: t("stays on"), freed: t("off in the recommended plan") }[state];
  return { name, text: [estimate?.sku, estimate?.region, estimate?.deployment, fixed].filter(Boolean).join(" · "), state, stateText };
}

function serviceView(name: string, matrix: Matrix, reader: Reader): ServiceView {
  const rows = matrix.rows.filter((row) => row.service === name);
  const central = (pick: (row: MatrixRow) => Interval | null) => {
    const values = rows.map(pick);
    return values.some((value) => value === null) ? null : values.reduce((sum, value) => sum + (value?.central ?? 0), 0);
  };
  const avoidable = central((row) => row.kgCO2e.avoidable);
  const fixed = central((row) => row.kgCO2e.fixed);
  const files = central((row) => row.volume.files);
  const cost = rows.some((row) => row.cost === null) ? null : rows.reduce((sum, row) => sum + (row.cost ?? 0), 0);
  const criticalities = new Set(rows.map((row) => row.criticality));
  const [first] = rows;
  return {
    name,
    description: [...new Set(rows.flatMap((row) => row.endpoints)), ...new Set(rows.flatMap((row) => (row.host ? [row.host] : [])))].join(" · "),
    avoidable: avoidable === null ? reader.t("unknown") : mass(avoidable * 1000, reader),
    fixed: fixed === null ? reader.t("unknown") : mass(fixed * 1000, reader),
    criticality:
      first && criticalities.size === 1
        ? criticalityView(
            first.criticality,
            rows.every((row) => row.criticalityAssumed),
            reader,
          )
        : { id: null, word: reader.t("by language"), assumed: false },
    volume: files === null ? reader.t("not set") : count(files, reader),
    cost: money(cost, matrix.currency, {}, reader) ?? "–",
    recommended: sameLevel(
      rows.map((row) => row.recommended),
      "–",
      reader,
    ),
    decided: sameLevel(
      rows.map((row) => row.decided),
      reader.t("open"),
      reader,
    ),
    rows: rows.map((row) => rowView(row, matrix, reader)),
  };
}

function sameLevel(levels: readonly (Level | null)[], none: string, reader: Reader): LevelView {
  const [value = null] = levels;
  if (levels.some((other) => other !== value)) return { value: null, text: reader.t("mixed") };
  return { value, text: value === null ? none : level(value, reader) };
}

function rowView(row: MatrixRow, matrix: Matrix, reader: Reader): RowView {
  const { t } = reader;
  const kilograms = (interval: Interval | null): MassView =>
    interval
      ? { value: mass(interval.central * 1000, reader), range: interval.low === interval.high ? "" : range(scaled(interval, 1000), reader) }
      : { value: t("unknown"), range: "" };
  const first = row.volume.first;
  return {
    id: row.id,
    service: row.service,
    language: row.language,
    languageName: row.language ? languageName(row.language, reader.language) : "",
    carbonClass: row.carbonClass && classView(row.carbonClass, reader),
    avoidable: kilograms(row.kgCO2e.avoidable),
    fixed: kilograms(row.kgCO2e.fixed),
    criticality: criticalityView(row.criticality, row.criticalityAssumed, reader),
    volume: row.volume.files ? count(row.volume.files.central, reader) : t("not set"),
    volumeEdit: first === null || first === undefined ? "" : editText(first, reader),
    cost: money(row.cost, matrix.currency, row.costs, reader) ?? "–",
    recommended: { value: row.recommended, text: row.recommended === null ? "–" : level(row.recommended, reader) },
    decided: { value: row.decided, text: row.decided === null ? t("open") : level(row.decided, reader) },
    differs: row.decided !== null && row.recommended !== null && row.decided !== row.recommended,
    reason: row.reason ?? "",
    locked: row.locked,
    details: detailsView(row, reader),
  };
}

/** A number as one types it: nothing rounded, nothing grouped, the reader's decimal sign. */
function editText(value: number, { language }: Reader): string {
  const text = String(Number(value.toPrecision(12)));
  return language === "fr" ? text.replace(".", ",") : text;
}

function classView(id: CarbonClass, { t }: Reader): ClassView {
  const word = { high: t("High"), medium: t("Medium"), low: t("Low") }[id];
  return { id, word, letter: word.charAt(0) };
}

function criticalityView(id: Criticality, assumed: boolean, { t }: Reader): CriticalityView {
  return { id, word: { vital: t("Vital"), high: t("High"), medium: t("Medium"), low: t("Low") }[id], assumed };
}

function detailsView(row: MatrixRow, reader: Reader): DetailsView {
  const { t } = reader;
  const facts: readonly (readonly [string, string | null])[] = [
    [t("Quality of the figure"), basisWord(row.quality, reader)],
    [t("Host"), row.host],
    [t("Endpoint"), row.endpoints.join(", ")],
    [t("Advice changes in"), row.flipProbability === null ? null : t("{0} of draws", percent(row.flipProbability, reader))],
    [t("Decided by"), [row.by, row.date].filter(Boolean).join(", ")],
    [t("Review"), row.review],
  ];
  return {
    why: row.why,
    gates: row.gates.map((gate) => gate.reason),
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    formula: row.derivation.formula,
    components: row.derivation.components.map((component) => componentCells(component, reader)),
    inputs: row.derivation.inputs.map((input) => inputCells(input, reader)),
    advice: row.derivation.advice ?? "",
  };
}
