import type { Assumption, Component, Derivation, EstimatedEndpoint, EstimatedHost, FileTime, InputUse } from "../../analysis/estimate";
import { formatEnds, formatStated } from "../../quantity/format";
import type { Interval } from "../../quantity/interval";
import { type Block, facts, heading, list, paragraph, tableBlock } from "../exports/document";
import { markdown } from "../exports/markdown";
import type { Table } from "../exports/table";
import { endpointBasis, figure, mass, massWithRange, perMonth, type Reader } from "../words/figures";
import { assumedWords, unitWord } from "../words/unitWords";
import { partText } from "./lens";

// How a figure is made, as hover, report, webview and the copied text show it: all of them read the one derivation of the analysis.

/** A derivation with the figures that it opens: grams per request, kilograms a month; null where unknown or not shown. */
export interface Opened {
  readonly derivation: Derivation;
  readonly perRequest: number | null;
  readonly perMonth: number | null;
}

/** Central g CO2e a request and kg CO2e a month; where only a part is known, those of that part. */
export function openedEndpoint({ derivation, perRequest, perMonth, busyPerRequest, knownPart }: EstimatedEndpoint): Opened {
  if (knownPart) {
    const request = knownPart.perRequest ?? knownPart.busyPerRequest;
    return { derivation, perRequest: request?.central ?? null, perMonth: knownPart.perMonth?.central ?? null };
  }
  return { derivation, perRequest: (perRequest.gCO2e ?? busyPerRequest)?.central ?? null, perMonth: perMonth.kgCO2e?.central ?? null };
}

/** Central kg CO2e a month; a host has no request. */
export function openedHost({ derivation, kgCO2e }: EstimatedHost): Opened {
  return { derivation, perRequest: null, perMonth: kgCO2e?.central ?? null };
}

/** The explanation of an endpoint as text to paste: Markdown with every input and its source. */
export function explanationText(endpoint: EstimatedEndpoint, reader: Reader): string {
  const { perRequest, perMonth: month, busyPerRequest } = endpoint;
  const figures = [
    endpoint.knownPart ? partText(endpoint.knownPart, reader) : "",
    perRequest.gCO2e ? reader.t("{0} CO2e/request", massWithRange(perRequest.gCO2e, reader)) : "",
    month.kgCO2e ? perMonth(month.kgCO2e, reader) : "",
    !perRequest.gCO2e && busyPerRequest ? reader.t("{0} CO2e busy/request", massWithRange(busyPerRequest, reader)) : "",
    endpointBasis(endpoint, reader),
  ];
  return markdown([
    heading(2, endpoint.id),
    paragraph(figures.filter((text) => text !== "").join(" · ")),
    ...derivationBlocks(openedEndpoint(endpoint), reader, { inputs: true }),
  ]);
}

/**
 * Components with their sum, formula, and what would reduce it; with `inputs` every input and its source too. Where several stand below each other,
 * `said` holds the formulas and advice that need not be read again; what is said here comes into it.
 */
export function derivationBlocks(
  opened: Opened,
  reader: Reader,
  { inputs, said = new Set() }: { readonly inputs: boolean; readonly said?: Set<string> },
): Block[] {
  const { t } = reader;
  const { derivation } = opened;
  if (derivation.components.length === 0) return [];
  const { formula, advice } = derivation;
  const isNew = (text: string): boolean => !said.has(text) && said.add(text).size > 0;
  return [
    tableBlock(componentsTable(opened, reader)),
    ...(isNew(formula) ? [paragraph(t("Formula: {0}", formula))] : []),
    ...(advice !== null && isNew(advice) ? [facts([{ term: t("What would reduce it"), text: advice }])] : []),
    ...(inputs && derivation.times && derivation.times.length > 0 ? [paragraph(t("How long a file takes:")), list(timeTexts(derivation.times, reader))] : []),
    ...(inputs && derivation.assumptions && derivation.assumptions.length > 0
      ? [paragraph(t("Assumed, because the scenario does not say:")), list(derivation.assumptions.map((assumption) => assumptionText(assumption, reader)))]
      : []),
    ...(inputs ? [paragraph(t("Inputs and sources:"))] : []),
    ...(inputs ? [list(derivation.inputs.map((input) => inputText(input, reader)))] : []),
  ];
}

function componentsTable({ derivation, perRequest, perMonth }: Opened, reader: Reader): Table {
  const { t } = reader;
  const sum = derivation.components.length > 1 ? [[t("Together"), "", "", ...massCells(perRequest, perMonth, reader)]] : [];
  const columns = [
    { title: t("Component") },
    { title: t("Quantity") },
    { title: t("Factor") },
    { title: t("Per request"), align: "right" },
    { title: t("Per month"), align: "right" },
  ] as const;
  const rows = [...derivation.components.map((component) => componentCells(component, reader)), ...sum];
  // Without a volume no month is known: a column of dashes tells a newcomer nothing.
  const known = perMonth !== null || derivation.components.some((component) => component.perMonth !== null);
  return known ? { columns, rows } : { columns: columns.slice(0, -1), rows: rows.map((cells) => cells.slice(0, -1)) };
}

/** Label, quantity with what it is the product of, factor, result per request and per month. */
export function componentCells({ label, quantity, factor, perRequest, perMonth }: Component, reader: Reader): readonly string[] {
  const parts = (quantity.parts ?? []).map(({ value, unit }) => exact(value, unit, reader));
  const product = parts.length === 0 ? "" : ` = ${parts.join(" × ")}`;
  return [
    label,
    `${exact(quantity.value, quantity.unit, reader)}${product}`,
    `${exact(factor.value, factor.unit, reader)} (${factor.label})`,
    ...massCells(perRequest, perMonth, reader),
  ];
}

function massCells(perRequest: number | null, perMonth: number | null, reader: Reader): readonly string[] {
  return [perRequest === null ? "–" : mass(perRequest, reader), perMonth === null ? "–" : mass(perMonth * 1000, reader)];
}

/** Label, value with its range, basis, source with year and licence. */
export function inputCells(input: InputUse, reader: Reader): readonly string[] {
  const { label, value, unit, source, year, licence } = input;
  return [
    label,
    `${amount(value.central, unit, reader)}${spread(value, unit, reader)}`,
    originWord(input, reader),
    [source === label ? "" : source, year, licence].filter(Boolean).join(", "),
  ];
}

function inputText(input: InputUse, reader: Reader): string {
  const [label, value, basis, source] = inputCells(input, reader);
  return [reader.t("{0}: {1}", label ?? "", value ?? ""), basis, source].filter(Boolean).join(" · ");
}

/** `generation/fr, en: 4000 characters × 0.29 tokens/character × 0.0025 s/token + 370 × … = 15 s`; rows alike share a line. */
function timeTexts(times: readonly FileTime[], reader: Reader): string[] {
  const lines = new Map<string, string[]>();
  for (const { row, medium, seconds, terms } of times) {
    const sum = terms.map((term, n) => termText(term, n === 0, reader)).join(" ");
    const line = `${sum} = ${amount(seconds, "s", reader)}`;
    lines.set(line, [...(lines.get(line) ?? []), medium === null ? row : `${row} (${medium})`]);
  }
  return [...lines].map(([line, rows]) => reader.t("{0}: {1}", rows.join(", "), line));
}

/** `+ 2 s × 0.5`; what is taken away is so by its sign: `− 2 s × 50 %`. */
function termText({ parts, seconds }: FileTime["terms"][number], isFirst: boolean, reader: Reader): string {
  // A factor of -1 says nothing but the sign.
  const product = parts
    .filter(({ value }) => value !== -1)
    .map(({ value, unit }) => exact(Math.abs(value), unit, reader))
    .join(" × ");
  const sign = seconds < 0 ? "− " : isFirst ? "" : "+ ";
  return `${sign}${product}`;
}

function assumptionText({ path, value, unit, reason }: Assumption, reader: Reader): string {
  const words = [assumedWords(value, reader), unitWord(unit, reader.t)].filter(
    (word) => word !== "" && !(word === unitWord(unit, reader.t) && value.endsWith(unit)),
  );
  return reader.t("{0}: {1}", `${path} = ${words.join(" ")}`, reason);
}

function spread({ low, high }: Interval, unit: string, reader: Reader): string {
  const [least, most] = [low, high].map((end) => figure(end * scaleOf(unit), reader)) as [string, string];
  return least === most ? "" : ` (${formatEnds(least, most, reader.language)})`;
}

/** A part of one is read in per cent. */
const scaleOf = (unit: string): number => (unit === "fraction" || unit === "1/month" ? 100 : 1);

/** Hours below six minutes read better as seconds. */
function amount(value: number, unit: string, reader: Reader, written: typeof figure = figure): string {
  if (unit === "h" && value < 0.1) return `${written(value * 3600, reader)} s`;
  if (unit === "fraction") return `${written(value * scaleOf(unit), reader)} %`;
  if (unit === "1/month") return `${written(value * scaleOf(unit), reader)} ${reader.t("% a month")}`;
  return unit === "" || unit === "ratio" ? written(value, reader) : `${written(value, reader)} ${unitWord(unit, reader.t)}`;
}

/** With enough figures to multiply by hand and find the two that the result is written with. */
function exact(value: number, unit: string, reader: Reader): string {
  return amount(value, unit, reader, (number, { language }) => formatStated(Number(number.toPrecision(4)), language));
}

function originWord({ basis }: InputUse, { t }: Reader): string {
  return { measured: t("measured"), sourced: t("sourced"), modelled: t("modelled"), assumed: t("assumed"), stated: t("from the scenario") }[basis];
}
