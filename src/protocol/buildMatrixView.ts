import type { Analysis } from "../core/analysis/analysis";
import { headlineOf } from "../core/report/answer/headline";
import { type LevelsOf, levelsWords } from "../core/report/settled";
import { mass, type Reader, readerOf } from "../core/report/words/figures";
import { deploymentWord, hostWord } from "../core/report/words/words";
import { buildServices, criticalityView } from "./buildRows";
import { buildSliders } from "./buildSliders";
import { buildTotals } from "./buildTotals";
import type { HostView, MatrixView } from "./matrixView";

/** What the matrix editor draws of an analysis, and whose levels it shows; null without a scenario. */
export function buildMatrixView(analysis: Analysis, levels: LevelsOf = "file"): MatrixView | null {
  const { matrix, scenario } = analysis;
  if (!matrix || !scenario) return null;
  const reader = readerOf(analysis.language);
  const totals = buildTotals(matrix, reader, levels);
  return {
    language: analysis.language,
    title: scenario.title ?? scenario.file,
    file: scenario.file,
    headline: headlineOf(analysis, matrix, levels),
    totals,
    announcement: totals.map((total) => `${total.label} ${total.value}`).join(", "),
    sliders: buildSliders(matrix, reader),
    hosts: matrix.hosts.map((host) => hostView(analysis, host.name, reader, levels)),
    services: buildServices(matrix, reader),
    criticalities: (["vital", "high", "medium", "low"] as const).map((id) => ({ id, word: criticalityView(id, false, reader).word })),
    assumptions: matrix.assumptions.map(({ path, value, unit, reason }) => ({
      path,
      value: unit && !value.endsWith(unit) ? `${value} ${unit}` : value,
      reason,
    })),
    method: matrix.method,
  };
}

function hostView(analysis: Analysis, name: string, reader: Reader, levels: LevelsOf): HostView {
  const { t } = reader;
  const host = analysis.matrix?.hosts.find((one) => one.name === name);
  const estimate = analysis.estimate.hosts.find((one) => one.name === name);
  const fixed = host?.fixed ? t("{0} fixed", `${mass(host.fixed.central * 1000, reader)}`) : t("fixed carbon unknown");
  const state = !host?.on.decided ? "off" : host.on.recommended ? "on" : "freed";
  const stateText = { off: t("off, {0}", levelsWords(levels, t)), on: t("stays on"), freed: t("off in the recommended plan") }[state];
  return {
    name: hostWord(name, analysis.estimate.hosts, t),
    text: [estimate?.sku, estimate?.region, estimate?.deployment && deploymentWord(estimate.deployment, t), fixed].filter(Boolean).join(" · "),
    state,
    stateText,
  };
}
