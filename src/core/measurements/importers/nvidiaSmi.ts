import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { FileImporter, Imported, Observation } from "../observation";
import { parseCsv } from "./csv";
import { firstProblems } from "./firstProblems";
import { cardWork, type Sample, samplesApart, samplesByCard } from "./powerSamples";
import { tooLargeProblem } from "./readJson";

/**
 * The power of graphics cards over time, as `nvidia-smi --query-gpu=timestamp,index,utilization.gpu,power.draw --format=csv -l 1` writes it.
 * What a card used beyond its own idle power is the energy of the work; the idle power is known where the load was written too.
 *
 * 2026/03/02 10:00:00.123, 0, 0 %, 27.10 W ... 2026/03/02 10:00:01.123, 0, 71 %, 62.31 W -> gpuEnergy 35.2 J a second of work, idle 27.1 W
 */
export const nvidiaSmi: FileImporter = {
  id: "nvidia-smi",
  recognise(_, head) {
    const header = head.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
    return /(^|[,;\t])\s*"?\s*power\.draw/.test(header) ? 0.9 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const [first, ...lines] = parseCsv(text);
    const columns = (first?.fields ?? []).map((field) => field.trim());
    const power = powerColumns.map((column) => columns.findIndex((one) => one.replace(/ ?\[.*\]$/, "") === column)).find((index) => index >= 0) ?? -1;
    const time = columns.indexOf("timestamp");
    if (time < 0 || power < 0) {
      const message = t(
        "This log of nvidia-smi has no column {0}. Write it with {1}.",
        time < 0 ? "timestamp" : "power.draw",
        "nvidia-smi --query-gpu=timestamp,index,utilization.gpu,power.draw --format=csv -l 1",
      );
      return { observations: [], problems: [{ code: "nvidia-smi-header", severity: "error", file: name, line: 1, message }] };
    }
    return observed(rowsOf(text, lines, { columns, power, time }), name, t);
  },
};

/** The mean of the last second before the moment, where newer drivers tell both. */
const powerColumns = ["power.draw.average", "power.draw", "power.draw.instant"];
const cardColumns = ["uuid", "gpu_uuid", "index", "pci.bus_id", "gpu_bus_id", "serial", "gpu_serial"];

interface Row {
  readonly line: number;
  readonly sample: Sample | null;
  readonly unsupported: boolean;
}

function rowsOf(
  text: string,
  lines: ReturnType<typeof parseCsv>,
  { columns, power, time }: { readonly columns: readonly string[]; readonly power: number; readonly time: number },
): readonly Row[] {
  const card = cardColumns.map((column) => columns.indexOf(column)).find((index) => index >= 0) ?? -1;
  const load = columns.findIndex((column) => column.startsWith("utilization.gpu"));
  // A last row without its line end may be half a number.
  const ended = /[\r\n]$/.test(text);
  return lines.flatMap(({ fields, line }, index): Row[] => {
    const at = (column: number): string => (fields[column] ?? "").trim();
    // A log that was begun again has its header again.
    if (at(time) === "timestamp") return [];
    const moment = timeOf(at(time));
    const watts = figure(at(power), "W");
    const cut = !ended && index === lines.length - 1;
    const usable = fields.length === columns.length && Number.isFinite(moment) && watts !== null && !cut;
    const sample = usable ? { card: at(card), moment, watts, load: load < 0 ? null : figure(at(load), "%") } : null;
    return [{ line, sample, unsupported: /^\[.*\]$/.test(at(power)) }];
  });
}

function observed(rows: readonly Row[], file: string, t: Translate): Imported {
  const samples = rows.flatMap(({ sample }) => sample ?? []);
  const problems: Problem[] = rows
    .filter(({ sample }) => sample === null)
    .map(({ line, unsupported }) => {
      const message = unsupported
        ? t("Line {0} is left out: the card does not tell its power.", String(line))
        : t("Line {0} is left out: a time or a number in it cannot be read.", String(line));
      return { code: "nvidia-smi-row", severity: "warning", file, line, message };
    });
  const none = (code: string, message: string): Imported => ({
    observations: [],
    problems: [...firstProblems(problems, file, t), { code, severity: "warning", file, message }],
  });
  if (samples.length < 2) {
    return none(
      "measurement-empty",
      t("Fewer than two readings of power are in this file, so it tells no energy. Let nvidia-smi run while the requests are served."),
    );
  }
  if (!samplesApart(samples)) {
    return none(
      "nvidia-smi-cards",
      t("The readings of several cards are mixed in this file, and no column tells them apart. Add {0} to {1}.", "index", "--query-gpu"),
    );
  }
  const cards = [...samplesByCard(samples)].map(([name, of]) => ({ name, work: cardWork(of) }));
  if (samples.every(({ load }) => load === 0)) {
    return none(
      "nvidia-smi-no-work",
      t("The cards had nothing to do in all of this log (0 % at each reading), so it measures no work. Let nvidia-smi run while the requests are served."),
    );
  }
  if (cards.some(({ work }) => work.idleWatts === null)) {
    const message = t(
      "This log does not tell what the cards draw with nothing to do, so waiting counts as work. Add {0} to {1}, and let it run a few seconds before and after the requests.",
      "utilization.gpu",
      "--query-gpu",
    );
    problems.push({ code: "nvidia-smi-idle", severity: "information", file, message });
  }
  const observations = cards.map(({ name, work }): Observation => {
    const start = iso(work.start);
    return {
      subject: { kind: "gpu", name },
      quantity: "gpuEnergy",
      value: work.joules,
      ...(work.idleWatts === null ? {} : { idleWatts: work.idleWatts }),
      window: { start, end: iso(work.end), covered: work.covered },
      pueIncluded: false,
      quality: "metered",
      // A copy of a log, whole or as far as it had come, begins with the same reading.
      origin: { importer: nvidiaSmi.id, tool: nvidiaSmi.id, locator: file, run: `${name} ${start}` },
    };
  });
  return { observations, problems: firstProblems(problems, file, t) };
}

/** `2026/03/02 10:00:00.123`, local and without a zone -> ms; a spreadsheet may have written it with hyphens */
function timeOf(text: string): number {
  const [, year, month, day, clock, part = "0"] = /^(\d{4})[/-](\d\d)[/-](\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d+))?$/.exec(text) ?? [];
  return year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T${clock}.${part}Z`);
}

/** `62.31 W`, or `62.31` where units were not asked for; null for anything else, such as `62310 mW` */
function figure(text: string, unit: string): number | null {
  const [, number, written] = /^(\d+(?:[.,]\d+)?)\s*(\S*)$/.exec(text) ?? [];
  return number === undefined || (written !== "" && written !== unit) ? null : Number(number.replace(",", "."));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
