import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { FileImporter, Imported, Observation, ObservedQuantity, Origin, Subject } from "../observation";
import { type CsvRow, parseCsv } from "./csv";
import { firstOf } from "./firstOf";
import { tooLargeProblem } from "./readJson";

/**
 * CodeCarbon's `emissions.csv` (one row a run) and its task files `emissions_<experiment>_<run>.csv` (one row a task; a task named
 * `GET /items/{item_id}` is a request of that endpoint). Read by header name, because every version has other columns.
 *
 * 2026-11-23T14:47:55,...,duration 1.21,...,energy_consumed 3.78e-05 (kWh) of task "POST /asr" -> requests 1, wall 1.21 s, energy 136.2 J
 */
export const codecarbonCsv: FileImporter = {
  id: "codecarbon",
  globs: ["emissions*.csv"],
  recognise(name, head) {
    const header = head.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
    if (/(^|[,;])"?energy_consumed"?([,;]|$)/.test(header) && header.includes("duration") && header.includes("emissions")) return 0.9;
    return /(^|\/)emissions[^/]*\.csv$/i.test(name) ? 0.3 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const [header, ...rows] = parseCsv(text);
    const missing = needed.filter((column) => !header?.fields.includes(column));
    if (header === undefined || missing.length > 0) {
      const message = t("{0} is not a CodeCarbon file: the column {1} is missing. Let CodeCarbon write it again.", name, missing[0] ?? "timestamp");
      return { observations: [], problems: [{ code: "codecarbon-header", severity: "error", file: name, line: 1, message }] };
    }
    if (rows.length === 0) {
      const message = t("{0} holds a header and no row: nothing is measured by it. CodeCarbon writes a row when its tracker stops.", name);
      return { observations: [], problems: [{ code: "codecarbon-empty", severity: "warning", file: name, line: 1, message }] };
    }
    return imported(header.fields, rows, name, t);
  },
};

const needed = ["timestamp", "duration", "emissions", "energy_consumed"] as const;
const joulesPerKilowattHour = 3.6e6;
const gramsPerKilogram = 1000;

/** One row after its checks, in the file's units. */
interface Record {
  readonly line: number;
  readonly task: string | undefined;
  readonly run: string;
  readonly project: string;
  readonly version: string | undefined;
  /** ms; CodeCarbon writes local time without a zone, read as UTC: only differences within one tool are used */
  readonly end: number;
  /** s */
  readonly duration: number;
  /** kg */
  readonly emissions: number;
  /** kWh, with CodeCarbon's `pue` multiplied in */
  readonly energy: number;
  readonly gpuEnergy: number | undefined;
  /** undefined where the file does not tell: then PUE may be in the energy */
  readonly pue: number | undefined;
}

function imported(header: readonly string[], rows: readonly CsvRow[], name: string, t: Translate): Imported {
  const problems: Problem[] = [];
  const records: Record[] = [];
  const read = rows.map((row) => ({ row, record: recordOf(columns(header, row), row.line) }));
  const realigned = read.find(({ row, record }) => record !== null && row.fields.length !== header.length);
  if (realigned !== undefined) {
    const message = t(
      "{0}: rows do not fit their header (CodeCarbon 3.2.9 and 3.3.0 leave out empty columns when they append). Their columns were put right; begin a new file to be sure.",
      name,
    );
    problems.push({ code: "codecarbon-misaligned", severity: "warning", file: name, line: realigned.row.line, message });
  }
  const unreadable: Problem[] = [];
  for (const { row, record } of read) {
    if (record !== null) records.push(record);
    else {
      const message = t("{0}: line {1} is left out: a time or a number in it cannot be read. The other lines count.", name, String(row.line));
      unreadable.push({ code: "codecarbon-row", severity: "warning", file: name, line: row.line, message });
    }
  }
  const tasks = header.includes("task_name");
  const result = tasks ? taskObservations(records, name) : runObservations(records, name);
  if (tasks && result.length > 0) {
    const message = t(
      "{0}: CodeCarbon measures a task as the difference of the whole machine. Requests that overlap count double, and tasks below 10 s are noise; the probe has neither limit.",
      name,
    );
    problems.push({ code: "codecarbon-tasks", severity: "information", file: name, message });
  }
  const others = [...new Set(records.filter((one) => one.task !== undefined && endpoint(one.task) === null).map((one) => one.task ?? ""))];
  if (others.length > 0) {
    const message = t(
      "{0}: {1} {1|task is not an endpoint|tasks are not endpoints}, for example {2}. Name a task as METHOD /path to join it to its route.",
      name,
      others.length,
      others[0]?.slice(0, 80) ?? "",
    );
    problems.push({ code: "codecarbon-task-name", severity: "information", file: name, message });
  }
  return { observations: result, problems: [...problems, ...firstOf(unreadable, name, t)] };
}

/**
 * Values by column name. Where a row is shorter or longer than its header, the first columns (up to country_iso_code: never empty) are taken
 * as they are, and those after on_cloud from the right; what lies between cannot be known and is not needed.
 */
function columns(header: readonly string[], { fields }: CsvRow): ReadonlyMap<string, string> {
  const at = (names: readonly string[], values: readonly string[]): [string, string][] => names.map((column, index) => [column, values[index] ?? ""]);
  if (fields.length === header.length) return new Map(at(header, fields));
  const safe = header.indexOf("country_iso_code") + 1;
  const known = new Map(at(header.slice(0, safe), fields));
  const cloud = fields.findLastIndex((field) => /^[YN]$/.test(field));
  const tail = header.slice(header.indexOf("on_cloud"));
  if (cloud >= safe && header.includes("on_cloud") && fields.length - cloud === tail.length)
    for (const [column, value] of at(tail, fields.slice(cloud))) known.set(column, value);
  const version = fields.slice(safe).find((field, index, rest) => /^\d+\.\d+\.\d+\S*$/.test(field) && /^\d+\.\d+/.test(rest[index - 1] ?? ""));
  if (version !== undefined) known.set("codecarbon_version", version);
  return known;
}

function recordOf(row: ReadonlyMap<string, string>, line: number): Record | null {
  const timestamp = row.get("timestamp") ?? "";
  const end = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/.test(timestamp) ? Date.parse(`${timestamp}Z`) : Number.NaN;
  const [duration, emissions, energy] = [amount(row.get("duration")), amount(row.get("emissions")), amount(row.get("energy_consumed"))];
  if (Number.isNaN(end) || duration === undefined || emissions === undefined || energy === undefined) return null;
  const pue = amount(row.get("pue"));
  return {
    line,
    task: row.get("task_name"),
    run: row.get("run_id") || timestamp,
    project: row.get("project_name") || "codecarbon",
    version: row.get("codecarbon_version") || undefined,
    end,
    duration,
    emissions,
    energy,
    gpuEnergy: amount(row.get("gpu_energy")),
    pue: pue !== undefined && pue >= 1 ? pue : undefined,
  };
}

/** `"1.5e-05"` -> 0.000015; a spreadsheet's `"0,5"` -> 0.5; negative, empty or no number -> undefined */
function amount(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(/^\d+,\d+([eE][+-]?\d+)?$/.test(text) ? text.replace(",", ".") : text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** `flush()` adds a row with the cumulative total of its run, so the last row of a run is the run. */
function runObservations(records: readonly Record[], name: string): readonly Observation[] {
  const last = new Map(records.map((record) => [record.run, record]));
  return [...last.values()].flatMap((record) => {
    const subject: Subject = { kind: "process", name: record.project };
    const observe = observer(
      subject,
      origin(record, name, record.run),
      { start: iso(record.end - record.duration * 1000), end: iso(record.end) },
      record.pue !== undefined,
    );
    const pue = record.pue ?? 1;
    return [
      observe("energy", (record.energy * joulesPerKilowattHour) / pue),
      ...(record.gpuEnergy === undefined ? [] : [observe("gpuEnergy", (record.gpuEnergy * joulesPerKilowattHour) / pue)]),
      observe("emissions", record.emissions * gramsPerKilogram),
    ];
  });
}

/** One row a task, so one row a request; the window of all is the run's, from its first task to its last. */
function taskObservations(records: readonly Record[], name: string): readonly Observation[] {
  const windows = new Map<string, { start: number; end: number }>();
  const sums = new Map<string, { readonly subject: Subject; readonly first: Record; requests: number; duration: number; energy: number; emissions: number }>();
  for (const record of records) {
    const window = windows.get(record.run) ?? { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
    windows.set(record.run, { start: Math.min(window.start, record.end - record.duration * 1000), end: Math.max(window.end, record.end) });
    const subject = endpoint(record.task ?? "");
    if (subject === null) continue;
    const key = `${record.run}\n${subject.method} ${subject.route}`;
    const sum = sums.get(key) ?? { subject, first: record, requests: 0, duration: 0, energy: 0, emissions: 0 };
    sum.requests += 1;
    sum.duration += record.duration;
    sum.energy += record.energy;
    sum.emissions += record.emissions;
    sums.set(key, sum);
  }
  return [...sums.values()].flatMap(({ subject, first, requests, duration, energy, emissions }) => {
    const { start, end } = windows.get(first.run) ?? { start: first.end, end: first.end };
    // Another key than the run's own row has: both files say different things about it.
    const observe = observer(subject, origin(first, name, `tasks ${first.run}`), { start: iso(start), end: iso(end) }, false);
    return [
      observe("requests", requests),
      observe("wall", duration),
      observe("energy", energy * joulesPerKilowattHour),
      observe("emissions", emissions * gramsPerKilogram),
    ];
  });
}

/** `pueKnown`: the energy was divided by it. CodeCarbon without RAPL is a model, and the file does not tell which it was. */
function observer(subject: Subject, source: Origin, window: Observation["window"], pueKnown: boolean) {
  return (quantity: ObservedQuantity, value: number): Observation => ({
    subject,
    quantity,
    value,
    window,
    pueIncluded: !pueKnown,
    quality: "modelled",
    origin: source,
    ...(subject.kind === "endpoint" ? { ofTask: true } : {}),
  });
}

function origin(record: Record, name: string, run: string): Origin {
  return { importer: codecarbonCsv.id, tool: "codecarbon", version: record.version, locator: name, line: record.line, run };
}

/** `GET /items/{item_id}_1718a48d-...` -> GET /items/{item_id}: a name used twice gets a random suffix. Null for other names. */
function endpoint(task: string): (Subject & { kind: "endpoint" }) | null {
  const [, method, route] = /^([A-Za-z]+) (\/.*)$/.exec(task.replace(/_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "")) ?? [];
  return method === undefined || route === undefined ? null : { kind: "endpoint", method: method.toUpperCase(), route };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
