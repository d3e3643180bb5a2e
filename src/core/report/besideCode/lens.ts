import type { Analysis } from "../../analysis/analysis";
import { endpointOf } from "../../analysis/analysis";
import type { EstimatedEndpoint, KnownPart } from "../../analysis/estimate";
import type { MatrixRow } from "../../analysis/matrix";
import { classLimits } from "../../decision/carbonClass";
import type { Basis } from "../../quantity/interval";
import type { Route } from "../../routes/route";
import type { Level } from "../../scenario/scenario";
import { uncheckedWord } from "../answer/headlineBudget";
import { unfitMachines } from "../unfitMachines";
import { basisWord, endpointBasis, level, mass, perMonth, type Reader, rangeAfter, readerOf } from "../words/figures";

// The words above an endpoint (DESIGN.md 3.3): value first, unit last, period explicit, origin said, never 0 for unknown.

/** What a click on a lens does. */
export type LensAction = "details" | "createScenario" | "addService" | "openMatrix";

export interface Lens {
  readonly text: string;
  readonly action: LensAction;
}

/**
 * The lenses of the routes that one line registers: the estimate first, then the decision or what to do next.
 * Several routes share one estimate lens. No lens for routes that the analysis does not know.
 */
export function lensesOf(analysis: Analysis, routes: readonly Route[]): readonly Lens[] {
  const reader = readerOf(analysis.language);
  const endpoints = routes.flatMap((route) => endpointOf(analysis, route) ?? []);
  if (endpoints.length === 0) return [];
  const next = nextLens(analysis, routes, endpoints, reader);
  const unfit = endpoints.flatMap((endpoint) => unfitMachines(analysis, endpoint));
  const small = unfit.length === 0 ? [] : [unfit.some(({ sure }) => sure) ? reader.t("its machine is too small") : reader.t("its machine may be too small")];
  return [{ text: [estimateText(endpoints, reader), ...small].join(" · "), action: "details" }, ...(next ? [next] : [])];
}

function estimateText(endpoints: readonly EstimatedEndpoint[], reader: Reader): string {
  const texts = endpoints.map((endpoint) => oneEstimate(endpoint, reader));
  const [first] = texts;
  if (first === undefined) return "";
  if (texts.length === 1) return first;
  return reader.t("{0} routes · {1}", texts.length, together(endpoints, texts, reader));
}

/** One text for several routes: what they all say, what the only one with a figure says, or their months' sum. */
function together(endpoints: readonly EstimatedEndpoint[], texts: readonly string[], reader: Reader): string {
  const { t } = reader;
  const known = endpoints.filter((endpoint) => endpoint.state !== "no-ai" && endpoint.state !== "unknown");
  const [only] = known;
  if (new Set(texts).size === 1) return texts[0] ?? "";
  if (only && known.length === 1) return oneEstimate(only, reader);
  const months = known.flatMap((endpoint) => endpoint.perMonth.kgCO2e ?? []);
  if (known.length === 0 || months.length < known.length) return t("see details");
  // Only central values add; ranges do not, so none is shown here.
  const sum = months.reduce((total, month) => total + month.central, 0);
  return `≈ ${t("{0} CO2e/month", mass(sum * 1000, reader))} · ${basisWord(weakest(known), reader)}`;
}

function oneEstimate(endpoint: EstimatedEndpoint, reader: Reader): string {
  const { t } = reader;
  const basis = endpointBasis(endpoint, reader);
  const busy = endpoint.busyPerRequest && `≈ ${busyText(endpoint.busyPerRequest, reader)}`;
  const whole = endpoint.perRequest.gCO2e;
  switch (endpoint.state) {
    case "no-ai":
      if (endpoint.calls !== undefined) return t("calls {0}", endpoint.calls.join(", "));
      if (endpoint.unseen !== undefined) return t("not known: {0} is not seen", endpoint.unseen);
      return endpoint.unknown === undefined ? t("no AI found · CPU not measured") : t("no AI found · measured: a service gives its figure");
    case "unknown":
      return endpoint.knownPart ? partText(endpoint.knownPart, reader) : t("CO2e not known · see why");
    case "no-volume":
      return [busy, t("volume not set")].filter(Boolean).join(" · ");
    case "busy-only":
      return busy ? `${busy} · ${basis}` : t("CO2e not known · see why");
    case "estimated": {
      if (!whole) return busy ? `${busy} · ${basis}` : t("CO2e not known · see why");
      const month = endpoint.perMonth.kgCO2e;
      const request = `≈ ${t("{0} CO2e/request", mass(whole.central, reader))}`;
      return [request, month && perMonth(month, reader), basis].filter(Boolean).join(" · ");
    }
  }
}

/** `≈ at least 1.6 g CO2e/request · at least 4.9 kg/month (2.7–8.0) · rest not known`: what nobody knows of the rest hides nothing of what is known. */
export function partText({ perRequest, perMonth: month, busyPerRequest }: KnownPart, reader: Reader): string {
  const { t } = reader;
  const request = perRequest ? t("{0} CO2e/request", mass(perRequest.central, reader)) : busyPerRequest && busyText(busyPerRequest, reader);
  return [request && `≈ ${t("at least {0}", request)}`, month && t("at least {0}", perMonth(month, reader)), t("rest not known")].filter(Boolean).join(" · ");
}

function busyText(busy: { low: number; central: number; high: number }, reader: Reader): string {
  return `${reader.t("{0} CO2e busy/request", mass(busy.central, reader))}${rangeAfter(busy, reader)}`;
}

function weakest(endpoints: readonly EstimatedEndpoint[]): Basis {
  const order: readonly Basis[] = ["assumed", "modelled", "measured"];
  return order.find((basis) => endpoints.some((endpoint) => endpoint.basis === basis)) ?? "assumed";
}

function nextLens(analysis: Analysis, routes: readonly Route[], endpoints: readonly EstimatedEndpoint[], reader: Reader): Lens | undefined {
  const { t } = reader;
  const hasModel = routes.some((route) => route.workloads.length > 0);
  if (!analysis.scenario) return hasModel ? { text: t("Create scenario"), action: "createScenario" } : undefined;
  const services = new Set(endpoints.flatMap((endpoint) => endpoint.services));
  const rows = analysis.matrix?.rows.filter((row) => services.has(row.service)) ?? [];
  if (rows.length > 0) return { text: decisionText(analysis, rows, reader), action: "openMatrix" };
  return hasModel && services.size === 0 ? { text: t("Add to scenario"), action: "addService" } : undefined;
}

/** `recommended 0 % · decided: ar 0 %, others open · over budget from 2027-01` */
function decisionText(analysis: Analysis, rows: readonly MatrixRow[], reader: Reader): string {
  const { t } = reader;
  const plan = analysis.matrix?.plans.decided;
  const recommended = levelsOf(rows, (row) => row.recommended, reader);
  const decided = levelsOf(rows, (row) => row.decided, reader);
  const parts = [
    recommended.same === null
      ? t("no recommendation")
      : recommended.same !== undefined
        ? t("recommended {0}", recommended.text)
        : t("recommended: {0}", recommended.text),
    decided.same === null ? t("not decided") : decided.same !== undefined ? t("decided {0}", decided.text) : t("decided: {0}", decided.text),
  ];
  // The budget is the plan's: above an endpoint that hardly weighs in it, a verdict would read as the endpoint's own.
  const { overshootMonth: carbon = null, costOvershootMonth: cost = null } = plan ?? {};
  const over = [
    ...(carbon !== null && weighs(analysis, rows, "carbon") ? [t("over budget from {0}", carbon)] : []),
    ...(cost !== null && weighs(analysis, rows, "cost") ? [t("over the cost budget from {0}", cost)] : []),
  ];
  if (carbon !== null || cost !== null) parts.push(...over.slice(0, 1));
  else if (plan?.feasible === false) parts.push(t("over budget"));
  else if (plan?.feasible === null) parts.push(uncheckedWord(plan, reader));
  return parts.join(" · ");
}

/** Whether rows take a share of a budget that is worth a word, as the class "medium" does; of what is not known it may. */
function weighs({ matrix }: Analysis, rows: readonly MatrixRow[], name: "carbon" | "cost"): boolean {
  const limit = matrix?.total.budget[name] ?? null;
  const shares = rows.map(({ kgCO2e: { avoidable, fixed }, cost }) => (name === "cost" ? cost : avoidable && fixed && avoidable.central + fixed.central));
  if (limit === null || shares.includes(null)) return true;
  return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) >= classLimits.medium * limit;
}

interface Levels {
  readonly text: string;
  /** the level of all rows (null: all open), or undefined where they differ */
  readonly same?: Level | null;
}

/** Rows by level: the largest group is "others", the rest is named: `ar, es 0 %, others open`. */
function levelsOf(rows: readonly MatrixRow[], pick: (row: MatrixRow) => Level | null, reader: Reader): Levels {
  const { t } = reader;
  const word = (value: Level | null) => (value === null ? t("open") : level(value, reader));
  const values = [...new Set(rows.map(pick))];
  const groups = values.map((value) => [value, rows.filter((row) => pick(row) === value)] as const).sort(([, a], [, b]) => a.length - b.length);
  const [first] = groups;
  if (first && groups.length === 1) return { text: word(first[0]), same: first[0] };
  const oneService = new Set(rows.map((row) => row.service)).size === 1;
  const name = (row: MatrixRow) => (oneService ? (row.language ?? row.service) : row.id);
  const texts = groups.map(([value, members], index) => {
    const last = index === groups.length - 1 && members.length > 1;
    return `${last ? t("others") : members.map(name).join(", ")} ${word(value)}`;
  });
  return { text: texts.join(", ") };
}
