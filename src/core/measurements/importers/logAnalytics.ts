import { z } from "zod";
import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { FileImporter, Imported, Observation, ObservedQuantity } from "../observation";
import { parseCsv } from "./csv";
import { amount, timeOf } from "./fields";
import { firstProblems } from "./firstProblems";
import { once } from "./once";
import { readJson, tooLargeProblem } from "./readJson";

/**
 * What Application Insights (Azure's Log Analytics) answers to a query of its requests by name: the API's JSON, or the portal's CSV export.
 * Columns are found by name, in any order and case: `name`, `requests`, and `meanMs` or `totalMs`; `failed` (those of the requests that were not
 * served), `start` and `end` where the query tells them.
 *
 * {"tables":[{"columns":[{"name":"name"},{"name":"requests"},{"name":"meanMs"}],"rows":[["POST /asr",120,1534.2]]}]} -> requests 120, wall 184.1 s
 */
export const logAnalytics: FileImporter = {
  id: "log-analytics",
  recognise(_, head) {
    const start = head.replace(/^\uFEFF/, "").trimStart();
    if (/^\{\s*"tables"\s*:/.test(start)) return 0.9;
    const header = (start.split(/\r?\n/, 1)[0] ?? "").split(/[,;\t]/).map((one) => plain(one.replaceAll('"', "")));
    return header.includes("name") && header.includes("requests") && header.some((one) => one in milliseconds) ? 0.8 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const read = /^\uFEFF?\s*\{/.test(text) ? tableOfJson(text, name, t) : tableOfCsv(text, name, t);
    return "problem" in read ? { observations: [], problems: [read.problem] } : observed(read, name, t);
  },
};

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line?: number; readonly values: readonly unknown[] }[];
  readonly problems: readonly Problem[];
}

/** Columns of milliseconds, and whether they are the mean of one request. */
const milliseconds: Readonly<Record<string, "mean" | "total">> = {
  meanms: "mean",
  avgms: "mean",
  avgduration: "mean",
  avgdurationms: "mean",
  totalms: "total",
  sumduration: "total",
  sumdurationms: "total",
};

const Answer = z.object({
  tables: z.array(z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.array(z.unknown())) })).min(1),
});

function tableOfJson(text: string, file: string, t: Translate): Table | { readonly problem: Problem } {
  const json = readJson(text, file, t);
  if ("problem" in json) return json;
  const answer = Answer.safeParse(json.value);
  const first = answer.success ? answer.data.tables[0] : undefined;
  if (first === undefined) {
    const message = t("This file is no answer of Azure's logs: it holds no table with columns and rows. Save the answer again.");
    return { problem: { code: "measurement-schema", severity: "error", file, message } };
  }
  return { columns: first.columns.map(({ name }) => plain(name)), rows: first.rows.map((values) => ({ values })), problems: [] };
}

function tableOfCsv(text: string, file: string, t: Translate): Table {
  const [header, ...lines] = parseCsv(text);
  const columns = (header?.fields ?? []).map(plain);
  // Answers that were put together have their header again.
  const rows = lines.filter(({ fields }) => fields.map(plain).join() !== columns.join());
  // One answer has a row once for each name and period.
  const counted = once(rows, ({ fields }) => fields.join("\n"), file, t);
  const last = rows.at(-1);
  const cut = last !== undefined && !/[\r\n]$/.test(text) ? [maybeCut(last.line, file, t)] : [];
  return { columns, rows: counted.rows.map(({ line, fields }) => ({ line, values: fields })), problems: [...counted.problems, ...cut] };
}

/** An export need not end with a line end, so the row counts. */
function maybeCut(line: number, file: string, t: Translate): Problem {
  const message = t(
    "Line {0}, the last, has no line end: if the file was cut short, its last number or time is only a part of what was there. Compare it with the answer.",
    String(line),
  );
  return { code: "measurement-maybe-cut", severity: "information", file, line, message };
}

function observed({ columns, rows, problems: ofTable }: Table, file: string, t: Translate): Imported {
  const time = columns.find((column) => column in milliseconds);
  const missing = ["name", "requests"].find((column) => !columns.includes(column)) ?? (time === undefined ? "meanMs" : undefined);
  if (missing !== undefined) {
    const message = t(
      "This answer of Azure's logs has no column {0}: ask for requests=sum(ItemCount), meanMs=sum(DurationMs*ItemCount)/sum(ItemCount) by Name (docs/measurements.md).",
      missing,
    );
    return { observations: [], problems: [{ code: "measurement-schema", severity: "error", file, message }] };
  }
  const mean = milliseconds[time ?? ""] === "mean";
  const problems: Problem[] = [];
  const observations = rows.flatMap(({ values, line }, index): Observation[] => {
    const at = (column: string): unknown => values[columns.indexOf(column)];
    const [, method, route] = /^([A-Za-z]+) (\/.*)$/.exec(String(at("name") ?? "").trim()) ?? [];
    const [requests, spent] = [number(at("requests")), number(at(time ?? ""))];
    const timed = spent !== undefined || (at(time ?? "") ?? "") === "";
    const counted = requests !== undefined && Number.isInteger(requests);
    const failed = Math.min(number(at("failed")) ?? 0, requests ?? 0);
    if (method === undefined || route === undefined || !counted || !timed || values.length !== columns.length) {
      const label = String(at("name") ?? `rows[${index}]`).slice(0, 120);
      const message = t("{0} is left out: it is no METHOD /path with a whole number of requests and a time in plain figures (1200, not 1,200).", label);
      problems.push({ code: "measurement-row", severity: "information", file, ...(line === undefined ? {} : { line }), message });
      return [];
    }
    const window = windowOf(at("start"), at("end"));
    const observe = (quantity: ObservedQuantity, value: number): Observation => ({
      subject: { kind: "endpoint", method: method.toUpperCase(), route },
      quantity,
      value,
      window,
      pueIncluded: false,
      quality: "metered",
      origin: { importer: "log-analytics", tool: "Application Insights", locator: file, ...(line === undefined ? {} : { line }) },
    });
    const seconds = spent === undefined ? null : (mean ? spent * requests : spent) / 1000;
    return [
      observe("requests", requests - failed),
      ...(failed > 0 ? [observe("failed", failed)] : []),
      ...(seconds === null ? [] : [observe("wall", seconds)]),
    ];
  });
  const open = observations.some(({ window }) => window.start === undefined || window.end === undefined);
  return { observations, problems: [...ofTable, ...firstProblems(problems, file, t), ...(open ? [withoutPeriod(file, t)] : [])] };
}

function withoutPeriod(file: string, t: Translate): Problem {
  const message = t(
    "This answer of Azure's logs does not tell its period: no month is extrapolated, and its requests are not compared with the scenario's. Ask for the columns start and end, with times such as {0}.",
    "2026-11-01T00:00:00Z",
  );
  return { code: "measurement-without-period", severity: "information", file, message };
}

/** Columns of the query that tell its period; without them no month is extrapolated. */
function windowOf(start: unknown, end: unknown): Observation["window"] {
  const time = (value: unknown): string | undefined => {
    const parsed = typeof value === "string" ? timeOf(value.trim()) : Number.NaN;
    return Number.isFinite(parsed) ? new Date(parsed).toISOString() : undefined;
  };
  const [from, to] = [time(start), time(end)];
  // A period that ends before it starts is none.
  return from !== undefined && to !== undefined && to < from ? {} : { start: from, end: to };
}

/** `Mean Ms`, `mean_ms` -> meanms; `start [UTC]`, as a table of times is headed -> start */
function plain(column: string): string {
  return column
    .toLowerCase()
    .replace(/\[.*\]$/, "")
    .replace(/[\s_]/g, "");
}

function number(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value : undefined;
  return typeof value === "string" ? amount(value) : undefined;
}
