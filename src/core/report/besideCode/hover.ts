import type { Analysis } from "../../analysis/analysis";
import { endpointOf } from "../../analysis/analysis";
import type { EstimatedEndpoint } from "../../analysis/estimate";
import { largerMachines, unfitWords } from "../../footprint/plans/uncheckedBudgets";
import type { Route } from "../../routes/route";
import type { Block } from "../exports/document";
import { type Table, visible } from "../exports/table";
import { factorSetText } from "../tables/factorsText";
import { howOften, whereSet } from "../tables/routesText";
import { unfitMachines } from "../unfitMachines";
import { endpointBasis, mass, massWithRange, perMonth, type Reader, readerOf } from "../words/figures";
import { unbroken } from "../words/unbroken";
import { derivationBlocks, openedEndpoint } from "./derivation";
import { partText } from "./lens";

/** Links that the editor gives to a hover; absent ones are left out. */
export interface HoverLinks {
  readonly openMatrix?: string | undefined;
  readonly createScenario?: string | undefined;
  readonly addService?: string | undefined;
  readonly whatIf?: string | undefined;
  readonly copy?: string | undefined;
}

const mostRoutes = 3;

/**
 * How the figures of some routes are made, as Markdown: components, range, basis, what would reduce them, sources.
 * Names and paths come from files that nobody has vetted, so all text is escaped; links are only those given.
 */
export function hoverText(analysis: Analysis, routes: readonly Route[], links: (route: Route) => HoverLinks): string {
  const reader = readerOf(analysis.language);
  const { t } = reader;
  const known = routes.flatMap((route) => {
    const endpoint = endpointOf(analysis, route);
    return endpoint ? [{ route, endpoint }] : [];
  });
  const parts = known.slice(0, mostRoutes).map(({ route, endpoint }) => section(analysis, route, endpoint, links(route), reader));
  const more = known.length - parts.length;
  const foot = escaped(factorSetText(analysis.estimate.factorSet, reader));
  return parts.length === 0 ? "" : [...parts, ...(more > 0 ? [t("… and {0} more {0|route|routes}.", more)] : []), foot].join("\n\n---\n\n");
}

function section(analysis: Analysis, route: Route, endpoint: EstimatedEndpoint, links: HoverLinks, reader: Reader): string {
  const blocks = [
    `**${escaped(`${endpoint.method} ${endpoint.path}`)}**${modelText(route, reader)}`,
    headline(endpoint, reader),
    machineWords(analysis, endpoint, reader),
    linkLine(links, analysis, reader),
    ...made(endpoint, reader),
    drivers(endpoint, reader),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function modelText(route: Route, { t }: Reader): string {
  const models = [
    ...new Set(
      route.workloads.map((workload) =>
        [workload.model ?? workload.template, workload.engine ?? workload.library, howOften(workload, t), whereSet(workload, t)].filter(Boolean).join(", "),
      ),
    ),
  ];
  return models.length === 0 ? "" : ` · ${escaped(models.join("; "))}`;
}

function headline(endpoint: EstimatedEndpoint, reader: Reader): string {
  const { t } = reader;
  const basis = endpointBasis(endpoint, reader);
  const { perRequest, perMonth: month, busyPerRequest } = endpoint;
  switch (endpoint.state) {
    case "no-ai":
      if (endpoint.calls !== undefined) return t("It calls {0}: the models that run there count there.", endpoint.calls.join(", "));
      if (endpoint.unknown !== undefined)
        return t("No model call was found behind this route. It was measured: a service with its endpoint, host: and task: other gives its figure.");
      return t("No model call was found behind this route, and its CPU time is not measured: no figure is better than a guessed one.");
    case "unknown":
      if (endpoint.knownPart) return escaped(t("{0}: {1}", partText(endpoint.knownPart, reader), endpoint.unknown ?? ""));
      return t("A model call was found, but not what it costs. See the Problems view for what is missing.");
    default: {
      const lines = [
        perRequest.gCO2e ? t("{0} CO2e/request", massWithRange(perRequest.gCO2e, reader)) : "",
        month.kgCO2e ? perMonth(month.kgCO2e, reader) : "",
        month.marketBased ? t("market-based, not in the score: {0}", perMonth(month.marketBased, reader)) : "",
        !perRequest.gCO2e && busyPerRequest
          ? t("{0} CO2e/request while busy, idle time and embodied carbon not counted", massWithRange(busyPerRequest, reader))
          : "",
        endpoint.state === "no-volume" ? t("volume not set") : "",
        basis,
      ];
      return `${lines
        .filter((line) => line !== "")
        .map(escaped)
        .join(" · ")}`;
    }
  }
}

/** That a written machine cannot hold the models, why, and which one would be enough. */
function machineWords(analysis: Analysis, endpoint: EstimatedEndpoint, { t }: Reader): string {
  const unfit = unfitMachines(analysis, endpoint);
  if (unfit.length === 0) return "";
  const why = unfitWords(unfit, t);
  const sure = unfit.some((one) => one.sure);
  const words = [sure ? t("Its machine would not run it: {0}.", why) : t("Its machine may not run it: {0}.", why), ...largerMachines(unfit, t)];
  return `**${escaped(words[0] ?? "")}** ${escaped(words.slice(1).join(" "))}`.trim();
}

/** What the derivation says, with every name in it as text. */
function made(endpoint: EstimatedEndpoint, reader: Reader): string[] {
  return derivationBlocks(openedEndpoint(endpoint), reader, { inputs: true }).map((one) => block(one, reader));
}

function block(one: Block, { t }: Reader): string {
  switch (one.kind) {
    case "table":
      return table(one.table);
    case "list":
      return one.items.map((item) => `- ${escaped(item)}`).join("\n");
    case "facts":
      return one.items.map(({ term, text }) => `**${t("{0}:", escaped(term))}** ${escaped(text)}`).join("\n\n");
    default:
      return escaped(one.text);
  }
}

/** Between two cells: the editor draws tables without any room between their columns. */
const gap = " &nbsp; | ";

function table({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(gap)} |`;
  const rule = `| ${columns.map(({ align }) => (align === "right" ? "---:" : ":---")).join(" | ")} |`;
  return [line(columns.map(({ title }) => title)), rule, ...rows.map((row) => line(row.map((cell) => unbroken(escaped(cell)))))].join("\n");
}

function drivers(endpoint: EstimatedEndpoint, reader: Reader): string {
  const { t } = reader;
  const [first, second] = [...endpoint.drivers].sort((a, b) => b.swing - a.swing);
  if (!first) return "";
  const names = [first, second].flatMap((driver) => (driver ? `${driver.label} (${mass(driver.swing * 1000, reader)})` : []));
  const lead =
    endpoint.state === "estimated" ? t("Most uncertain inputs, by what they move the month") : t("Most uncertain inputs, by what they move a request");
  return t("{0}: {1}", lead, escaped(names.join(", ")));
}

function linkLine(links: HoverLinks, analysis: Analysis, { t }: Reader): string {
  const parts = [
    links.whatIf && analysis.scenario ? `[${t("What if…")}](${links.whatIf})` : "",
    links.openMatrix && analysis.scenario ? `[${t("Open the matrix")}](${links.openMatrix})` : "",
    links.createScenario && !analysis.scenario ? `[${t("Create scenario")}](${links.createScenario})` : "",
    links.addService ? `[${t("Add to scenario")}](${links.addService})` : "",
    links.copy ? `[${t("Copy")}](${links.copy})` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Text that Markdown takes as text: its own signs and HTML's lose their meaning, and no line ends a table row. */
export function escaped(text: string): string {
  return visible(text.replace(/\s+/g, " "))
    .replace(/[\\`*_{}[\]()#+\-.!|~>:@$=]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}
