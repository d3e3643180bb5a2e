import type { Analysis } from "../analysis/analysis";
import type { Matrix, MatrixRow } from "../analysis/matrix";
import type { FactorChanges } from "../footprint/factorChanges";
import { dayName } from "../quantity/dates";
import { writeNumber } from "../quantity/digits";
import { headlineOf, headlineText } from "./answer/headline";
import { answerFacts } from "./answer/oneMinute";
import { whyLines } from "./answer/whyLines";
import { derivationBlocks, openedEndpoint, openedHost } from "./besideCode/derivation";
import { besideSentences } from "./besideText";
import { budgetSentence } from "./budgetSentence";
import { byService } from "./byService";
import { differenceBlocks } from "./difference";
import { type Block, facts, heading, list, paragraph, tableBlock } from "./exports/document";
import type { Table } from "./exports/table";
import { methodSentences } from "./method";
import { atLeast, openRows } from "./openRows";
import { recordBlocks, recordHead } from "./record";
import { nothingDecided } from "./settled";
import { endpointsTable, hostsTable } from "./tables/estimateText";
import { factorChangeBlocks, factorSetText } from "./tables/factorsText";
import { plansTable, rowsTable } from "./tables/matrixText";
import { ranBy } from "./tables/routesText";
import { type Format, formatter, kilograms } from "./words/format";
import { assumedWords, licenceWords, unitWord } from "./words/unitWords";
import { hostWord, severityWord } from "./words/words";

export interface ReportOptions {
  /** name and version of the tool, for the record */
  readonly tool: string;
  /** the analysis that this one is compared with */
  readonly base?: Analysis | undefined;
  /** a hash of scenario text and factor set, so that a reader can tell whether the report is still true */
  readonly fingerprint?: string | undefined;
  /** the factors of an earlier report against those of this one */
  readonly factors?: FactorChanges | undefined;
}

/**
 * The decision report: the top is for a director with one minute, the rest for whoever checks it.
 * Wording: avoided "versus the baseline of <date>", a range beside every figure that has one, never "neutral".
 */
export function decisionReport(analysis: Analysis, matrix: Matrix, options: ReportOptions): readonly Block[] {
  const format = formatter(analysis.language);
  const { t } = format;
  const answer = answerFacts(analysis, matrix, format);
  return [
    heading(1, t("Decision report: {0}", analysis.scenario?.title ?? analysis.scenario?.file ?? "")),
    paragraph(t("Drawn up on {0} by {1} from {2}.", dayName(analysis.today, analysis.language), options.tool, analysis.scenario?.file ?? "")),
    heading(2, t("In one minute")),
    paragraph(headlineText(headlineOf(analysis, matrix))),
    facts(answer.filter(({ below }) => !below)),
    ...answer.filter(({ below }) => below).flatMap(({ term, text }) => [heading(2, term), paragraph(text)]),
    heading(2, t("Decision record")),
    ...recordHead(analysis, matrix, options, format),
    ...recordBlocks(analysis, matrix, format),
    heading(2, t("The matrix")),
    tableBlock(rowsTable(matrix, format)),
    paragraph(
      t(
        "Avoidable carbon goes with the work; fixed carbon is the row's share of a host that waits, and goes only when all its rows stop. Both are at 100 %, in the mean month. Classes: high from 20 % of the budget, medium from 5 %.",
      ),
    ),
    ...(matrix.rows.length === 0
      ? []
      : [heading(3, t("Why these levels")), facts(whyLines(matrix, format).map(({ term, sentences }) => ({ term, text: sentences.join(" ") })))]),
    heading(2, t("Plans and budget")),
    tableBlock(plansTable(matrix, format)),
    paragraph(budgetSentence(matrix, format)),
    ...(options.base === undefined ? [] : differenceBlocks(options.base, analysis, format)),
    ...(options.factors === undefined ? [] : factorChangeBlocks(options.factors, matrix.currency, format)),
    heading(2, t("Hosts")),
    tableBlock(hostsTable(analysis.estimate.hosts, analysis.estimate.currency, format)),
    tableBlock(fixedTable(analysis, matrix, format)),
    heading(2, t("The months ahead")),
    tableBlock(monthsTable(matrix, format)),
    heading(2, t("Services")),
    paragraph(t("What a register of AI services asks for (AFNOR SPEC 2314, June 2024, cited and not copied): identifier, status, team, model, where it runs.")),
    tableBlock(servicesTable(analysis, matrix, format)),
    heading(2, t("Endpoints")),
    tableBlock(endpointsTable(analysis.estimate.endpoints, format)),
    heading(2, t("How the figures are made")),
    ...madeBlocks(analysis, format),
    heading(2, t("Assumptions")),
    ...assumptionBlocks(analysis, format),
    heading(2, t("Factors")),
    paragraph(t("Computed with the {0}.", factorSetText(analysis.estimate.factorSet, format))),
    tableBlock(factorsTable(analysis, format)),
    heading(2, t("Method and boundary")),
    list(
      [
        ...methodSentences(t),
        ...besideSentences(analysis.estimate.beside, format),
        matrix.method,
        options.fingerprint === undefined ? "" : t("Fingerprint of scenario and factors: {0}.", options.fingerprint),
      ].filter((sentence) => sentence !== ""),
    ),
    heading(2, t("Problems")),
    ...problemBlocks(analysis, format),
  ];
}

function fixedTable({ estimate: { hosts } }: Analysis, matrix: Matrix, format: Format): Table {
  const { t } = format;
  const onOff = (on: boolean): string => (on ? t("on") : t("off"));
  return {
    columns: [
      { title: t("Host") },
      { title: t("Fixed/month"), align: "right" },
      { title: t("Baseline") },
      { title: t("Decided") },
      { title: t("Recommended") },
    ],
    rows: matrix.hosts.map((host) => [
      hostWord(host.name, hosts, t),
      format.mass(kilograms(host.fixed)),
      onOff(host.on.baseline),
      onOff(host.on.decided),
      onOff(host.on.recommended),
    ]),
  };
}

function monthsTable(matrix: Matrix, format: Format): Table {
  const { t } = format;
  const open = openRows(matrix);
  const services = [...new Set(matrix.months.flatMap((month) => Object.keys(month.services)))];
  return {
    columns: [
      { title: t("Month") },
      { title: t("Baseline"), align: "right" },
      { title: t("Decided"), align: "right" },
      { title: t("Recommended"), align: "right" },
      ...services.map((service) => ({ title: t("{0}, decided", service), align: "right" as const })),
    ],
    rows: matrix.months.map(({ month, plans, services: parts }) => [
      month,
      ...(["baseline", "decided", "recommended"] as const).map((plan) => atLeast(format.mass(kilograms(plans[plan])), plans[plan], open[plan], t)),
      ...services.map((service) => format.mass(kilograms(parts[service] ?? null))),
    ]),
  };
}

/** What a register of AI services asks for: endpoint, model, where it runs. */
function servicesTable(analysis: Analysis, matrix: Matrix, format: Format): Table {
  const { t } = format;
  const rows = [...byService(matrix.rows)].map(([service, members]) => {
    const first = members[0];
    const host = analysis.estimate.hosts.find((one) => one.name === first?.host);
    const models = analysis.code.routes
      .filter((route) => first?.endpoints.includes(`${route.method} ${route.path}`) || first?.endpoints.includes(route.id))
      .flatMap((route) =>
        route.workloads.map(({ library, engine, model, template }) => [ranBy({ library, engine }), model ?? template].filter(Boolean).join(" ")),
      );
    return [
      service,
      first === undefined || first.endpoints.length === 0 ? t("not joined to code") : first.endpoints.join(", "),
      first?.model ?? (models.length === 0 ? t("not found") : [...new Set(models)].join(", ")),
      analysis.scenario?.owner ?? t("to be answered"),
      statusOf(members, format),
      host === undefined
        ? (first?.host ?? t("unknown"))
        : t("{0}: {1}", hostWord(host.name, analysis.estimate.hosts, t), `${host.sku}, ${host.region ?? t("region unknown")}`),
      members.map((row) => row.language ?? "–").join(", "),
    ];
  });
  return {
    columns: [
      { title: t("Microservice") },
      { title: t("Endpoint") },
      { title: t("Model") },
      { title: t("Team") },
      { title: nothingDecided(matrix) ? t("Status") : t("Status, as decided") },
      { title: t("Host") },
      { title: t("Languages") },
    ],
    rows,
  };
}

function statusOf(rows: readonly MatrixRow[], format: Format): string {
  const levels = new Set(rows.map(({ decided }) => decided));
  const [one] = levels;
  if (levels.size > 1) return format.t("by language");
  return one === null || one === undefined ? format.t("open") : format.percent(one);
}

/** Every figure of an endpoint, a host and the whole opens: quantity x factor = result. Inputs and sources follow below. */
function madeBlocks({ estimate }: Analysis, format: Format): Block[] {
  const { t } = format;
  const opened = [
    ...estimate.endpoints.map((endpoint) => ({ title: endpoint.id, opened: openedEndpoint(endpoint) })),
    ...estimate.hosts.map((host) => ({ title: t("Host {0}", host.name), opened: openedHost(host) })),
  ];
  const said = new Set<string>();
  const blocks = opened.flatMap(({ title, opened: one }) => {
    const inside = derivationBlocks(one, format, { inputs: false, said });
    return inside.length === 0 ? [] : [heading(3, title), ...inside];
  });
  return blocks.length === 0 ? [paragraph(t("No figure is known yet."))] : blocks;
}

function assumptionBlocks(analysis: Analysis, format: Format): Block[] {
  const { t } = format;
  const { assumptions } = analysis.estimate;
  if (assumptions.length === 0) return [paragraph(t("Nothing is assumed."))];
  return [
    tableBlock({
      columns: [{ title: t("Input") }, { title: t("Value"), align: "right" }, { title: t("Unit") }, { title: t("Reason") }],
      rows: assumptions.map(({ path, value, unit, reason }) => [path, assumedWords(value, format), unitWord(unit, t), reason]),
    }),
  ];
}

/** Factors are inputs, not results: they keep three figures. A source that several have stands at the first of them. */
function factorsTable(analysis: Analysis, format: Format): Table {
  const { t } = format;
  const firsts = new Map<string, string>();
  const sourceCells = (id: string, source: string, licence: string): readonly string[] => {
    const first = firsts.get(`${source}\n${licence}`);
    if (first === undefined) firsts.set(`${source}\n${licence}`, id);
    return first === undefined ? [source, licence] : [t("as {0}", first), t("as {0}", first)];
  };
  const digits = (value: number): string => writeNumber(value, format.language, { least: 1, most: 3 });
  return {
    columns: [
      { title: t("Factor") },
      { title: t("Value"), align: "right" },
      { title: t("Low–high"), align: "right" },
      { title: t("Unit") },
      { title: t("Year"), align: "right" },
      { title: t("Source") },
      { title: t("Licence") },
    ],
    rows: analysis.estimate.factors.map(({ id, value, low, high, unit, year, source, licence }) => [
      id,
      digits(value),
      `${digits(low)}–${digits(high)}`,
      unitWord(unit, t),
      String(year),
      ...sourceCells(id, source, licenceWords(licence, t)),
    ]),
  };
}

function problemBlocks(analysis: Analysis, { t }: Format): Block[] {
  if (analysis.problems.length === 0) return [paragraph(t("None."))];
  return [
    list(
      analysis.problems.map(
        ({ file, line, severity, message }) =>
          `${t("{0}: {1}", severityWord(severity, t), message)}${file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`}`,
      ),
    ),
  ];
}
