import type { Analysis } from "../../analysis/analysis";
import type { Assumption, Estimate, EstimatedEndpoint, EstimatedHost } from "../../analysis/estimate";
import { besideSentences } from "../besideText";
import { type Table, textTable, visible } from "../exports/table";
import { atLeast, openRows, openWords, planTotal } from "../openRows";
import { endpointBasis } from "../words/figures";
import { type Format, formatter, kilograms } from "../words/format";
import { assumedWords, unitWord } from "../words/unitWords";
import { deploymentWord, hostWord, unknownOf } from "../words/words";

/** `carbon-matrix estimate` for people: endpoints, hosts, total, then what the figures rest on. Baseline plan. */
export function estimateText(analysis: Analysis, width = Number.POSITIVE_INFINITY): string {
  const { estimate } = analysis;
  const format = formatter(analysis.language);
  const { t } = format;
  const parts = [
    estimate.endpoints.length === 0
      ? `${t("No endpoint was found.")}\n`
      : textTable(endpointsTable(estimate.endpoints, format), { width, language: analysis.language }),
    unknownText(estimate.endpoints, format),
    estimate.hosts.length === 0 ? "" : textTable(hostsTable(estimate.hosts, estimate.currency, format), { width, language: analysis.language }),
    totals(analysis, format),
    assumptionsText(analysis, format),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Why each unknown figure is unknown, which is what to do about it; where the work of a request is known, it is the month that is not. */
function unknownText(endpoints: readonly EstimatedEndpoint[], { t }: Format): string {
  const lines = (partly: boolean): string[] =>
    endpoints.flatMap(({ id, unknown, state, busyPerRequest }) =>
      unknown === undefined || state === "no-ai" || partly !== (busyPerRequest !== null) ? [] : [visible(`  ${t("{0}: {1}", id, unknown)}`)],
    );
  const part = (title: string, told: readonly string[]): string => (told.length === 0 ? "" : `${title}\n${told.join("\n")}\n`);
  return `${part(t("Unknown, because:"), lines(false))}${part(t("Month unknown, because:"), lines(true))}`;
}

export function endpointsTable(endpoints: readonly EstimatedEndpoint[], format: Format): Table {
  const { t } = format;
  return {
    columns: [
      { title: t("Endpoint") },
      { title: t("CO2e/request"), align: "right" },
      { title: t("CO2e/month"), align: "right" },
      { title: t("Basis") },
      { title: t("Service") },
      { title: t("Place") },
    ],
    rows: endpoints.map((endpoint) => [
      endpoint.id,
      perRequest(endpoint, format),
      endpoint.state === "no-ai" || endpoint.state === "busy-only" ? "–" : perMonth(endpoint, format),
      endpoint.state === "no-ai" ? (endpoint.unknown === undefined ? t("CPU not measured") : t("measured, no service")) : endpointBasis(endpoint, format),
      endpoint.services.length === 0 ? "–" : endpoint.services.join(", "),
      endpoint.file === null ? t("not in the code") : `${endpoint.file}:${endpoint.line ?? 1}`,
    ]),
  };
}

export function hostsTable(hosts: readonly EstimatedHost[], currency: string | null, format: Format): Table {
  const { t } = format;
  // What works for an unknown time is counted as waiting, if at all.
  const least = ({ busyHours }: EstimatedHost, figure: unknown, text: string): string => atLeast(text, figure, busyHours === null ? [""] : [], t);
  return {
    columns: [
      { title: t("Host") },
      { title: t("Size") },
      { title: t("Region") },
      { title: t("Deployment") },
      { title: t("Busy h/month"), align: "right" },
      { title: t("Idle h/month"), align: "right" },
      { title: t("kWh/month"), align: "right" },
      { title: t("CO2e/month"), align: "right" },
      { title: t("Cost/month"), align: "right" },
    ],
    rows: hosts.map((host) => [
      hostWord(host.name, hosts, t),
      host.sku,
      host.region ?? unknownOf(1, t),
      deploymentWord(host.deployment, t),
      hours(host.busyHours, format),
      hours(host.idleHours, format),
      least(host, host.kWh, format.range(host.kWh)),
      least(host, host.kgCO2e, format.mass(kilograms(host.kgCO2e))),
      format.money(host.cost, currency, host.costs),
    ]),
  };
}

function hours(value: number | null, format: Format): string {
  return value === null ? unknownOf(2, format.t) : format.figure(value);
}

function perRequest(endpoint: EstimatedEndpoint, format: Format): string {
  const { t } = format;
  switch (endpoint.state) {
    case "no-ai":
      if (endpoint.calls !== undefined) return t("calls {0}", endpoint.calls.join(", "));
      return endpoint.unseen === undefined ? t("no AI found") : t("not known: {0} is not seen", endpoint.unseen);
    case "estimated":
      return format.mass(endpoint.perRequest.gCO2e);
    default: {
      const part = endpoint.knownPart;
      if (part?.perRequest) return t("at least {0}", format.mass(part.perRequest));
      if (part?.busyPerRequest) return t("at least {0}", t("{0} busy", format.mass(part.busyPerRequest)));
      return endpoint.busyPerRequest === null ? t("unknown") : t("{0} busy", format.mass(endpoint.busyPerRequest));
    }
  }
}

function perMonth(endpoint: EstimatedEndpoint, format: Format): string {
  const part = endpoint.knownPart?.perMonth;
  if (part) return format.t("at least {0}", format.mass(kilograms(part)));
  return endpoint.state === "no-volume" ? format.t("volume not set") : format.mass(kilograms(endpoint.perMonth.kgCO2e));
}

function totals(analysis: Analysis, format: Format): string {
  const { estimate, scenario } = analysis;
  const { t } = format;
  if (scenario === null) {
    return `${t("Without a scenario only the busy part of a request is known; hosts that wait weigh more. `carbon-matrix init FOLDER` writes one in that folder, and `carbon-matrix estimate FOLDER` finds it there.")}\n`;
  }
  const open = analysis.matrix === null ? [] : openRows(analysis.matrix).baseline;
  const least = (text: string): string => atLeast(text, estimate.total.kgCO2e, open, t);
  const lines = [
    t(
      "Total CO2e, everything at 100 %: {0}; energy: {1} kWh/month; cost: {2}/month",
      least(format.massPerMonth(estimate.total.kgCO2e)),
      least(format.range(estimate.total.kWh)),
      format.money(estimate.total.cost, estimate.currency, estimate.total.costs),
    ),
  ];
  const rest = estimate.unattributed.kgCO2e;
  if (rest !== null && rest.central !== 0)
    lines.push(t("Of it, in no endpoint’s whole figure: {0}. {1}", format.massPerMonth(rest), sentence(estimate.unattributed.why)));
  const parts = costParts(estimate);
  if (parts !== null) {
    const money = (costs: Readonly<Record<string, number>>): string => format.money(null, null, costs);
    lines.push(t("Of the cost, hosts: {0}; services (maintenance, and development spread over the horizon): {1}.", money(parts.hosts), money(parts.services)));
  }
  if (analysis.matrix?.rows.some(({ decided }) => decided !== null)) lines.push(t("As decided: {0}.", planTotal(analysis.matrix, "decided", format)));
  if (analysis.matrix !== null && estimate.total.kgCO2e !== null) lines.push(...openWords([analysis.matrix], "baseline", t));
  lines.push(...besideSentences(estimate.beside, format));
  const drivers = (estimate.total.drivers ?? []).slice(0, 3);
  if (drivers.length > 0) {
    const named = drivers.map((driver) => t("{0} (moves it by {1})", driver.label, format.massPerMonth(driver.swing)));
    lines.push(t("What moves the total at 100 % most: {0}", named.join(", ")));
  }
  if (estimate.horizon !== null) {
    lines.push(t("Mean month of {0} {0|month|months} from {1}; ranges are P5 to P95 and do not add.", estimate.horizon.months, estimate.horizon.from));
  }
  return `${lines.map(visible).join("\n")}\n`;
}

/** It stands after a full stop. */
const sentence = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** The cost of the hosts, and what the total has beside it, by currency; null where services cost nothing of their own. */
function costParts({ hosts, total }: Estimate): { hosts: Readonly<Record<string, number>>; services: Readonly<Record<string, number>> } | null {
  const ofHosts: Record<string, number> = {};
  for (const { costs } of hosts) for (const [code, amount] of Object.entries(costs)) ofHosts[code] = (ofHosts[code] ?? 0) + amount;
  const services = Object.entries(total.costs).flatMap(([code, amount]): [string, number][] => {
    const rest = amount - (ofHosts[code] ?? 0);
    return rest > 1e-9 * amount ? [[code, rest]] : [];
  });
  return services.length === 0 ? null : { hosts: ofHosts, services: Object.fromEntries(services) };
}

/** One line for all services, or machines, of which the same is assumed for the same reason. */
function assumptionsText({ estimate: { assumptions, hosts }, matrix }: Analysis, format: Format): string {
  const { t } = format;
  if (assumptions.length === 0) return "";
  // A name may hold a dot, so that it is not read off the path.
  const owners = [...hosts.map(({ name }) => `hosts.${name}.`), ...(matrix?.rows ?? []).map(({ service }) => `services.${service}.`)];
  const longestFirst = [...new Set(owners)].sort((a, b) => b.length - a.length);
  const alike = new Map<string, { readonly one: Assumption; readonly field: string; readonly names: string[] }>();
  for (const one of assumptions) {
    const owner = longestFirst.find((start) => one.path.startsWith(start)) ?? "";
    const field = one.path.slice(owner.length);
    const key = JSON.stringify([owner.split(".")[0], owner === "" ? one.path : field, one.value, one.unit, one.reason]);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { one, field, names: [owner.slice(owner.indexOf(".") + 1, -1)] });
    else known.names.push(owner.slice(owner.indexOf(".") + 1, -1));
  }
  const lines = [...alike.values()].map(({ one: { path, value, unit, reason }, field, names }) => {
    const amount = [assumedWords(value, format), unitWord(unit, t)].filter((part) => part !== "").join(" ");
    const about = names.length === 1 ? path : `${field} (${names.join(", ")})`;
    return visible(`  ${t("{0}: {1}", `${about} = ${amount}`, reason)}`);
  });
  return `${t("Assumed, because the scenario does not say:")}\n${lines.join("\n")}\n`;
}
