import type { Problem } from "../../problem";
import type { FileImporter, Imported, Observation, ObservedQuantity } from "../observation";
import { parseCsv } from "./csv";
import { amount, period, timeOf } from "./fields";
import { firstProblems } from "./firstProblems";
import { once } from "./once";
import { tooLargeProblem } from "./readJson";

/**
 * Eco2AI's `emission.csv`: one row a run, rewritten while it runs, or one an epoch of a training. The energy of the whole process, with the
 * tracker's `pue` multiplied in, which the file does not tell.
 *
 * id 0c0b...,start_time 2026-03-02 10:00:00,duration(s) 600.132,power_consumption(kWh) 0.0123456 -> energy 44 444 J of ten minutes
 */
export const eco2ai: FileImporter = {
  id: "eco2ai",
  recognise(_, head) {
    const header = head.split(/\r?\n/, 1)[0] ?? "";
    return header.includes("duration(s)") && energyColumn.test(header) ? 0.9 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const [header, ...lines] = parseCsv(text);
    const columns = header?.fields ?? [];
    const named = columns.find((column) => energyColumn.test(column)) ?? "";
    const counted = once(
      lines.filter(({ fields }) => fields[0] !== columns[0]),
      ({ fields }) => fields.join("\n"),
      name,
      t,
    );
    const problems: Problem[] = [...counted.problems];
    const observations = counted.rows.flatMap(({ fields, line }) => {
      const row = new Map(columns.map((column, index) => [column, fields[index] ?? ""]));
      const found = fields.length === columns.length ? ofRow(row, named, { name, line }) : null;
      if (found !== null) return found;
      const message = t("Line {0} is left out: a time or a number in it cannot be read.", String(line));
      problems.push({ code: "eco2ai-row", severity: "warning", file: name, line, message });
      return [];
    });
    if (lines.length === 0) {
      const message = t("This file holds a header and no row: nothing is measured by it. Let the tool write it again, or take it out of measurements.");
      problems.push({ code: "measurement-empty", severity: "warning", file: name, line: 1, message });
    }
    return { observations, problems: firstProblems(problems, name, t) } satisfies Imported;
  },
};

/** Older files spell the unit kWTh. */
const energyColumn = /power_consumption\(kWT?h\)/;
const joulesPerKilowattHour = 3.6e6;
const gramsPerKilogram = 1000;

function ofRow(row: ReadonlyMap<string, string>, named: string, { name, line }: { readonly name: string; readonly line: number }): Observation[] | null {
  const [start, duration, energy] = [timeOf(row.get("start_time") ?? ""), period(row.get("duration(s)")), amount(row.get(named))];
  if (!Number.isFinite(start) || duration === undefined || energy === undefined) return null;
  const run = row.get("id") || row.get("start_time") || "";
  const observe = (quantity: ObservedQuantity, value: number | undefined): Observation[] =>
    value === undefined
      ? []
      : [
          {
            subject: { kind: "process", name: row.get("project_name") || "eco2ai" },
            quantity,
            value,
            window: { start: new Date(start).toISOString(), end: new Date(start + duration * 1000).toISOString() },
            pueIncluded: true,
            quality: "modelled",
            origin: { importer: "eco2ai", tool: "eco2ai", locator: name, line, run },
          },
        ];
  // Processors and memory are those of the process, cards those of the machine, in one number: two runs at one time hold the same energy of its cards.
  const cards = row.get("GPU_name") ?? "";
  const shared = /[1-9]\d* device/.test(cards) ? { machine: `${row.get("CPU_name") ?? ""} ${cards}` } : {};
  const times = (value: number | undefined, by: number): number | undefined => (value === undefined ? undefined : value * by);
  return [
    ...observe("energy", energy * joulesPerKilowattHour).map((one) => ({ ...one, ...shared })),
    ...observe("gpuEnergy", times(amount(row.get("GPU_consumption(kWh)")), joulesPerKilowattHour)).map((one) => ({ ...one, ...shared })),
    ...observe("emissions", times(amount(row.get("CO2_emissions(kg)")), gramsPerKilogram)),
  ];
}
