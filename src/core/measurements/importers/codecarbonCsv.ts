import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import { type FileImporter, type Imported, type Observation, type ObservedQuantity, type Origin, type Subject, tasksOf } from "../observation";
import { type CodecarbonRecord, codecarbonRows, type ReadRow, type RowShape } from "./codecarbonRows";
import { firstProblems } from "./firstProblems";
import { backwards, once } from "./once";
import { tooLargeProblem } from "./readJson";

/**
 * CodeCarbon's `emissions.csv` (one row a run) and its task files `emissions_<experiment>_<run>.csv` (one row a task; a task named
 * `GET /items/{item_id}` is a request of that endpoint). Read by header name, because every version has other columns.
 *
 * 2026-11-23T14:47:55,...,duration 1.21,...,energy_consumed 3.78e-05 (kWh) of task "POST /asr" -> requests 1, wall 1.21 s, energy 136.2 J
 */
export const codecarbonCsv: FileImporter = {
  id: "codecarbon",
  recognise(name, head) {
    const header = head.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
    if (/(^|[,;\t])"?energy_consumed"?([,;\t]|$)/.test(header) && header.includes("duration") && header.includes("emissions")) return 0.9;
    return /(^|\/)emissions[^/]*\.csv$/i.test(name) ? 0.3 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const read = codecarbonRows(text);
    if ("missing" in read) {
      const message = t("This file is not a CodeCarbon file: the column {0} is missing. Let CodeCarbon write it again.", read.missing);
      return { observations: [], problems: [{ code: "codecarbon-header", severity: "error", file: name, line: 1, message }] };
    }
    if (read.rows.length === 0) {
      const message = t("This file holds a header and no row: nothing is measured by it. CodeCarbon writes a row when its tracker stops.");
      return { observations: [], problems: [{ code: "codecarbon-empty", severity: "warning", file: name, line: 1, message }] };
    }
    // A run's row may be written again (`flush()`), a task's never.
    const counted = once(read.rows, ({ record }) => (record === null || !read.tasks ? null : JSON.stringify({ ...record, line: 0 })), name, t);
    const { observations, problems } = imported({ ...read, rows: counted.rows }, name, t);
    const times = counted.rows.flatMap(({ record, line }) => (record === null || !read.tasks ? [] : [{ line, at: record.end / 1000 }]));
    return { observations, problems: [...counted.problems, ...backwards(times, name, t), ...problems] };
  },
};

const joulesPerKilowattHour = 3.6e6;
const gramsPerKilogram = 1000;

/** The observations of rows that were read, and a problem for each kind of row that does not fit or does not count. */
export function imported({ rows, tasks }: { readonly rows: readonly ReadRow[]; readonly tasks: boolean }, name: string, t: Translate): Imported {
  const problems: Problem[] = shapeProblems(rows, name, t);
  const records = rows.flatMap(({ record }) => record ?? []);
  const result = tasks ? taskObservations(records, name) : runObservations(records, name);
  if (result.some(({ subject }) => subject.kind === "endpoint")) {
    const message = t(
      "CodeCarbon measures a task as the difference of the whole machine. Requests that overlap count double, and tasks below 10 s are noise; the probe has neither limit.",
    );
    problems.push({ code: "codecarbon-tasks", severity: "information", file: name, message });
  }
  const others = [...new Set(records.filter((one) => one.task !== undefined && endpoint(one.task) === null).map((one) => one.task ?? ""))];
  if (others.length > 0) {
    const message = t(
      "{0} {0|task is not an endpoint|tasks are not endpoints}, for example {1}. Name a task as METHOD /path to join it to its route.",
      others.length,
      others[0]?.slice(0, 80) ?? "",
    );
    problems.push({ code: "codecarbon-task-name", severity: "information", file: name, message });
  }
  return { observations: result, problems: [...problems, ...pueProblems(records, name, t), ...unreadable(rows, name, t)] };
}

/** Rows that count and do not fit their header: said once for each cause, at the first of them. */
function shapeProblems(rows: readonly ReadRow[], name: string, t: Translate): Problem[] {
  const first = (shape: RowShape): ReadRow | undefined => rows.find((row) => row.record !== null && row.shape === shape);
  const say = (row: ReadRow | undefined, code: string, message: (line: string) => string): Problem[] =>
    row === undefined ? [] : [{ code, severity: "warning", file: name, line: row.line, message: message(String(row.line)) }];
  return [
    ...say(first("misaligned"), "codecarbon-misaligned", () =>
      t(
        "Rows do not fit their header (CodeCarbon 3.2.9 and 3.3.0 leave out empty columns when they append). Their columns were put right; begin a new file to be sure.",
      ),
    ),
    ...say(first("cut"), "codecarbon-cut", (line) =>
      t(
        "Line {0} is cut short. Its time and energy are whole and count; what stood behind them is lost. Copy the file again after the tracker has stopped.",
        line,
      ),
    ),
    ...say(first("unended"), "codecarbon-cut", (line) =>
      t(
        "Line {0} has no line end, so its PUE may be cut short: its energy counts as it is, with whatever PUE is in it. Copy the file again after the tracker has stopped.",
        line,
      ),
    ),
    ...say(first("longer"), "codecarbon-misaligned", (line) =>
      t(
        "Line {0} has more fields than its header, as if another version of CodeCarbon had written it. Its first columns count; begin a new file to be sure.",
        line,
      ),
    ),
  ];
}

/** A PUE that CodeCarbon was told is in its energy: said, because whoever told it looks for it in the figures. */
function pueProblems(records: readonly CodecarbonRecord[], name: string, t: Translate): readonly Problem[] {
  const told = [...new Set(records.flatMap(({ pue }) => (pue === undefined || pue === 1 ? [] : [pue])))];
  if (told.length === 0) return [];
  const message = t(
    "CodeCarbon multiplied the energy by a PUE of {0}: it was divided by that again, and the PUE of the scenario or region counts, so that it is applied once.",
    told.slice(0, 3).join(", "),
  );
  return [{ code: "codecarbon-pue", severity: "information", file: name, message }];
}

/** Rows that do not count, each with its cause. */
function unreadable(rows: readonly ReadRow[], name: string, t: Translate): readonly Problem[] {
  const others = rows.some(({ record }) => record !== null);
  const problems = rows.flatMap(({ record, shape, line }): Problem[] => {
    if (record !== null) return [];
    const number = String(line);
    const cause =
      shape === "cut"
        ? t("Line {0} is left out: it is cut short before its energy.", number)
        : t("Line {0} is left out: a time or a number in it cannot be read, or its energy is less than that of its parts.", number);
    const rest = others ? t("The other lines count.") : t("No other line counts, so nothing is measured by this file.");
    return [{ code: "codecarbon-row", severity: "warning", file: name, line, message: `${cause} ${rest}` }];
  });
  return firstProblems(problems, name, t);
}

/** `flush()` adds a row with the cumulative total of its run, so the last row of a run is the run. */
function runObservations(records: readonly CodecarbonRecord[], name: string): readonly Observation[] {
  const last = new Map(records.map((record) => [record.run, record]));
  return [...last.values()].flatMap((record) => {
    const subject: Subject = { kind: "process", name: record.project };
    const observe = observer(
      subject,
      origin(record, name, record.run),
      { start: iso(record.end - record.duration * 1000), end: iso(record.end) },
      record.pue ?? null,
    );
    const pue = record.pue ?? 1;
    const { machine } = record;
    return [
      { ...observe("energy", (record.energy * joulesPerKilowattHour) / pue), ...(record.ofProcess ? {} : { machine }) },
      ...(record.gpuEnergy === undefined ? [] : [{ ...observe("gpuEnergy", (record.gpuEnergy * joulesPerKilowattHour) / pue), machine }]),
      observe("emissions", record.emissions * gramsPerKilogram),
    ];
  });
}

/** One row a task, so one row a request; the window of all is the run's, from its first task to its last. */
function taskObservations(records: readonly CodecarbonRecord[], name: string): readonly Observation[] {
  const windows = new Map<string, { start: number; end: number }>();
  const sums = new Map<
    string,
    {
      readonly subject: Subject;
      readonly first: CodecarbonRecord;
      requests: number;
      duration: number;
      energy: number;
      /** without the PUE of each row; NaN where one does not tell it */
      ofMachine: number;
      emissions: number;
    }
  >();
  for (const record of records) {
    const window = windows.get(record.run) ?? { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
    windows.set(record.run, { start: Math.min(window.start, record.end - record.duration * 1000), end: Math.max(window.end, record.end) });
    const subject = endpoint(record.task ?? "");
    if (subject === null) continue;
    const key = `${record.run}\n${subject.method} ${subject.route}`;
    const sum = sums.get(key) ?? { subject, first: record, requests: 0, duration: 0, energy: 0, ofMachine: 0, emissions: 0 };
    sum.requests += 1;
    sum.duration += record.duration;
    sum.energy += record.energy;
    sum.ofMachine += record.energy / (record.pue ?? Number.NaN);
    sum.emissions += record.emissions;
    sums.set(key, sum);
  }
  const ofEndpoints = [...sums.values()].flatMap(({ subject, first, requests, duration, energy, ofMachine, emissions }) => {
    // Versions up to now do not tell the PUE in the file of tasks; the run's own row may.
    const isTold = !Number.isNaN(ofMachine);
    const pue = !isTold ? null : ofMachine > 0 ? energy / ofMachine : 1;
    const observe = observer(subject, origin(first, name, tasksOf(first.run)), windowOf(first), pue);
    return [
      observe("requests", requests),
      observe("wall", duration),
      observe("energy", (isTold ? ofMachine : energy) * joulesPerKilowattHour),
      observe("emissions", emissions * gramsPerKilogram),
    ];
  });
  // When a run's tasks ran, endpoints or not: the run's own row tells the time of the last of them only.
  const ofRuns = [...new Map(records.map((record) => [record.run, record])).values()].map((last) => {
    const window = windowOf(last);
    const seconds = (Date.parse(window.end) - Date.parse(window.start)) / 1000;
    return observer({ kind: "process", name: last.project }, origin(last, name, tasksOf(last.run)), window, null)("wall", seconds);
  });
  return [...ofEndpoints, ...ofRuns];

  function windowOf({ run, end: own }: CodecarbonRecord): { readonly start: string; readonly end: string } {
    const { start, end } = windows.get(run) ?? { start: own, end: own };
    return { start: iso(start), end: iso(end) };
  }
}

/** `pue`: the energy was divided by it; null: not known. CodeCarbon without RAPL is a model, and the file does not tell which it was. */
function observer(subject: Subject, source: Origin, window: Observation["window"], pue: number | null) {
  return (quantity: ObservedQuantity, value: number): Observation => ({
    subject,
    quantity,
    value,
    window,
    pueIncluded: pue === null,
    ...(pue === null ? {} : { pue }),
    quality: "modelled",
    origin: source,
    ...(subject.kind === "endpoint" ? { ofTask: true } : {}),
  });
}

function origin(record: CodecarbonRecord, name: string, run: string): Origin {
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
