import { type CsvRow, parseCsv } from "./csv";
import { amount, period, timeOf } from "./fields";

/** One row of a CodeCarbon file after its checks, in the file's units. */
export interface CodecarbonRecord {
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
  /** W, the mean of processors, cards and memory; undefined where a part is not told */
  readonly power: number | undefined;
  /** undefined where the file does not tell: then PUE may be in the energy */
  readonly pue: number | undefined;
  /** processors, cards and memory by name: two runs of one machine have one */
  readonly machine: string;
  /** true where processors and memory are those of the process alone; the cards are always the machine's */
  readonly ofProcess: boolean;
}

/** How a row stands to the header above it. */
export type RowShape =
  | "whole"
  /** columns without a value were left out when the row was appended (CodeCarbon 3.2.9 to 3.3.1) */
  | "misaligned"
  /** the row ends before its last columns, as when it was copied while it was being written */
  | "cut"
  /** the last row, whole but for the line end: its PUE may be cut */
  | "unended"
  /** more fields than columns: another version wrote below an older header */
  | "longer";

export interface ReadRow {
  readonly line: number;
  readonly shape: RowShape;
  /** null where a time or a number cannot be read, or the parts of the energy are more than the whole */
  readonly record: CodecarbonRecord | null;
}

export type CodecarbonRows = { readonly missing: string } | { readonly rows: readonly ReadRow[]; readonly tasks: boolean };

const needed = ["timestamp", "duration", "emissions", "energy_consumed"] as const;

/** All rows by the header above them: files of several versions that were put together have one header each. */
export function codecarbonRows(text: string): CodecarbonRows {
  const lines = parseCsv(text);
  let header = lines[0]?.fields ?? [];
  const missing = needed.find((column) => !header.includes(column));
  if (missing !== undefined) return { missing };
  const tasks = header.includes("task_name");
  const broken = /[\r\n]$/.test(text) ? null : lines.at(-1);
  const rows = lines.slice(1).flatMap((row): ReadRow[] => {
    if (needed.every((column) => row.fields.includes(column)) && row.fields.includes("task_name") === tasks) {
      header = row.fields;
      return [];
    }
    const { shape, values } = columns(header, row, row === broken);
    return [{ line: row.line, shape, record: lost(values, shape) ? null : recordOf(values, row.line) }];
  });
  return { rows, tasks };
}

/**
 * What CodeCarbon's logger writes (`save_to_logger`): one JSON object a line with the fields of the CSV, whatever a logging format puts
 * in front of it. Lines without one are no rows.
 *
 * `INFO {"timestamp": "2026-11-23T14:47:53", "run_id": "dd35...", "duration": 2.2, "energy_consumed": 6e-05, "pue": 1.0, ...}` -> one row
 */
export function codecarbonLogRows(text: string): readonly ReadRow[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index): ReadRow[] => {
    // The format in front may hold a brace of its own; the time comes first in what CodeCarbon writes.
    const start = Math.max(line.indexOf("{"), line.lastIndexOf('{"timestamp"'));
    if (start < 0 || !/"(energy_consumed|run_id)"/.test(line)) return [];
    const values = jsonOf(line.slice(start));
    if (values === null) return [{ line: index + 1, shape: "cut", record: null }];
    const row = new Map(Object.entries(values).map(([column, value]) => [column, value === null ? "" : String(value)]));
    return [{ line: index + 1, shape: "whole", record: recordOf(row, index + 1) }];
  });
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.slice(0, text.lastIndexOf("}") + 1));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/**
 * Values by column name. Where a row is shorter or longer than its header, the first columns (up to country_iso_code: never empty) are taken
 * as they are, and those after on_cloud from the right; what lies between cannot be known and is not needed. Of a row that is cut,
 * the last field may be half a number, and counts for nothing. Where the file ends without a line end (`broken`), so may a PUE in the last column:
 * CodeCarbon ends every line, and half of 1.4 reads as 1.
 */
function columns(header: readonly string[], { fields }: CsvRow, broken: boolean): { readonly shape: RowShape; readonly values: ReadonlyMap<string, string> } {
  const at = (names: readonly string[], values: readonly string[]): [string, string][] => names.map((column, index) => [column, values[index] ?? ""]);
  if (fields.length === header.length) {
    const half = broken && header.at(-1) === "pue";
    return { shape: half ? "unended" : "whole", values: new Map(at(header, half ? fields.with(-1, "") : fields)) };
  }
  const safe = header.indexOf("country_iso_code") + 1;
  const tail = header.slice(header.indexOf("on_cloud"));
  const cloud = header.includes("on_cloud") ? fields.findLastIndex((field) => /^[YN]$/.test(field)) : -1;
  const ends = cloud >= safe && fields.length - cloud === tail.length;
  const shape = fields.length > header.length ? "longer" : ends ? "misaligned" : "cut";
  const known = new Map(at(header.slice(0, safe), shape === "cut" ? fields.slice(0, -1) : fields));
  if (ends) for (const [column, value] of at(tail, fields.slice(cloud))) known.set(column, value);
  // Every version since 2.3 writes its PUE behind on_cloud.
  if (shape === "longer" && cloud >= safe && fields[cloud + 1] !== undefined) known.set("pue", fields[cloud + 1] ?? "");
  if (broken && cloud === fields.length - 2) known.set("pue", "");
  const version = fields.slice(safe).find((field, index, rest) => /^\d+\.\d+\.\d+\S*$/.test(field) && /^\d+\.\d+/.test(rest[index - 1] ?? ""));
  if (version !== undefined) known.set("codecarbon_version", version);
  // A PUE that was cut off is not one that the version did not know.
  if (header.includes("pue") && !known.has("pue")) known.set("pue", "");
  return { shape, values: known };
}

function recordOf(row: ReadonlyMap<string, string>, line: number): CodecarbonRecord | null {
  const timestamp = row.get("timestamp") ?? "";
  const end = timeOf(timestamp);
  const [duration, emissions, energy] = [period(row.get("duration")), amount(row.get("emissions")), amount(row.get("energy_consumed"))];
  if (!Number.isFinite(end) || duration === undefined || emissions === undefined || energy === undefined) return null;
  const watts = [amount(row.get("cpu_power")), amount(row.get("gpu_power")), amount(row.get("ram_power"))];
  const task = row.get("task_name");
  return {
    line,
    task,
    run: row.get("run_id") || timestamp,
    project: row.get("project_name") || "codecarbon",
    version: row.get("codecarbon_version") || undefined,
    end,
    duration,
    emissions,
    energy,
    gpuEnergy: amount(row.get("gpu_energy")),
    power: watts.reduce<number | undefined>((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0),
    pue: pueOf(row, task !== undefined),
    machine: ["cpu_model", "gpu_model", "ram_total_size"].map((column) => row.get(column) ?? "").join(" "),
    ofProcess: row.get("tracking_mode") === "process",
  };
}

/**
 * Fields that stand under other columns than their own, because one before them was lost: then the parts of an energy do not make the whole. In a
 * row of the header's length they are at least not more than it.
 */
function lost(row: ReadonlyMap<string, string>, shape: RowShape): boolean {
  const [whole, ...parts] = ["energy_consumed", "cpu_energy", "gpu_energy", "ram_energy"].map((column) => amount(row.get(column)));
  const sum = parts.reduce<number | undefined>((all, one) => (all === undefined || one === undefined ? undefined : all + one), 0);
  if (sum === undefined || whole === undefined) return false;
  const more = sum - whole;
  return (shape === "whole" || shape === "unended" ? more : Math.abs(more)) > 0.02 * Math.max(sum, whole);
}

/** Before 2.3 there was no PUE to multiply with, and no column of it; the files of tasks never had the column. */
function pueOf(row: ReadonlyMap<string, string>, isTask: boolean): number | undefined {
  if (!row.has("pue")) return isTask ? undefined : 1;
  const pue = amount(row.get("pue"));
  return pue !== undefined && pue >= 1 ? pue : undefined;
}
