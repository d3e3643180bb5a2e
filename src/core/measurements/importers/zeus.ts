import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { FileImporter, Imported, Observation, ObservedQuantity } from "../observation";
import { parseCsv } from "./csv";
import { amount, period } from "./fields";
import { firstProblems } from "./firstProblems";
import { backwards, once } from "./once";
import { tooLargeProblem } from "./readJson";

/**
 * What `ZeusMonitor(log_file=...)` writes: one row a window, seconds and the joules of each card. A window that is named `POST /asr` is a
 * request of that endpoint; what several of them have in common is a part of each. The processor is not in it: what the machine draws
 * beside its cards is modelled.
 *
 * start_time 1772532000.12,window_name POST /asr,elapsed_time 1.53,gpu0_energy 162.4 -> requests 1, wall 1.53 s, gpuEnergy 162.4 J
 */
export const zeus: FileImporter = {
  id: "zeus",
  recognise(_, head) {
    const header = head.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
    return ["start_time", "window_name", "elapsed_time"].every((column) => header.includes(column)) ? 0.9 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    const [header, ...lines] = parseCsv(text);
    const columns = header?.fields ?? [];
    const cards = columns.flatMap((column, index) => (/^gpu\d+_energy$/.test(column) ? [index] : []));
    const missing = columns.length < 4 || cards.length === 0 ? "gpu0_energy" : null;
    if (missing !== null) {
      const message = t(
        "This file of Zeus has no column {0}: it measured no graphics card. Let the monitor see one (gpu_indices), or take the file out.",
        missing,
      );
      return { observations: [], problems: [{ code: "zeus-header", severity: "error", file: name, line: 1, message }] };
    }
    // A last row without its line end may be half a number.
    const whole = /[\r\n]$/.test(text) ? lines : lines.slice(0, -1);
    // A monitor that was begun again on a file has written its header again.
    const events = whole.filter(({ fields }) => fields[0] !== columns[0]);
    const counted = once(events, ({ fields }) => fields.join("\n"), name, t);
    const rows = counted.rows.map(({ fields, line }) => ({ line, window: windowOf(columns, cards, fields) }));
    return {
      observations: observed(rows, cards.length, name),
      problems: [
        ...counted.problems,
        ...backwards(
          rows.flatMap(({ line, window }) => (window === null ? [] : [{ line, at: window.start + window.seconds }])),
          name,
          t,
        ),
        ...problemsOf(rows, whole.length < lines.length ? lines.at(-1)?.line : undefined, name, t),
      ],
    } satisfies Imported;
  },
};

interface Window {
  readonly name: string;
  /** s since 1970 */
  readonly start: number;
  readonly seconds: number;
  readonly joules: number;
}

interface Row {
  readonly line: number;
  readonly window: Window | null;
}

function windowOf(columns: readonly string[], cards: readonly number[], fields: readonly string[]): Window | null {
  const at = (column: string): string | undefined => fields[columns.indexOf(column)];
  const [start, seconds] = [amount(at("start_time")), period(at("elapsed_time"))];
  const joules = cards.map((index) => amount(fields[index]));
  if (fields.length !== columns.length || start === undefined || seconds === undefined || joules.includes(undefined)) return null;
  return { name: at("window_name") ?? "", start, seconds, joules: joules.reduce<number>((all, one) => all + (one ?? 0), 0) };
}

/** `POST /asr` -> POST, /asr */
const endpointName = /^([A-Za-z]+) (\/.*)$/;

function observed(rows: readonly Row[], cards: number, file: string): Observation[] {
  const windows = rows.flatMap(({ window }) => window ?? []);
  const requests = inCommonOnce(windows.filter(({ name }) => endpointName.test(name)));
  const ends = windows.map(({ start, seconds }) => start + seconds);
  const window = {
    start: iso(windows.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)),
    end: iso(ends.reduce((most, one) => Math.max(most, one), 0)),
  };
  const named = new Map<string, Window[]>();
  for (const one of requests) named.set(one.name, [...(named.get(one.name) ?? []), one]);
  return [...named].flatMap(([name, all]) => {
    const [, method, route] = endpointName.exec(name) ?? [];
    if (method === undefined || route === undefined) return [];
    const observe = (quantity: ObservedQuantity, value: number): Observation => ({
      subject: { kind: "endpoint", method: method.toUpperCase(), route },
      quantity,
      value,
      window,
      pueIncluded: false,
      quality: "metered",
      // A copy of a file, whole or as far as it had come, begins with the same window.
      origin: { importer: zeus.id, tool: zeus.id, locator: file, run: window.start },
      ofTask: true,
      ...(quantity === "gpuEnergy" ? { cards } : {}),
    });
    const sum = (of: (one: Window) => number): number => all.reduce((total, one) => total + of(one), 0);
    return [
      observe("requests", all.length),
      observe(
        "wall",
        sum(({ seconds }) => seconds),
      ),
      observe(
        "gpuEnergy",
        sum(({ joules }) => joules),
      ),
    ];
  });
}

/**
 * Requests that overlapped on the cards: each has an even part of every moment that it shared, at its own mean power, so that together
 * they have the time and the energy of the cards once.
 *
 * two windows of 2 s and 200 J that have 1 s in common -> 1.5 s and 150 J each
 */
function inCommonOnce(windows: readonly Window[]): Window[] {
  const moments = [...new Set(windows.flatMap(({ start, seconds }) => [start, start + seconds]))].sort((a, b) => a - b);
  const opened = new Map(moments.map((moment) => [moment, 0]));
  const add = (moment: number, count: number): unknown => opened.set(moment, (opened.get(moment) ?? 0) + count);
  for (const { start, seconds } of windows) {
    add(start, 1);
    add(start + seconds, -1);
  }
  /** s of one window that had been open since the first moment, by moment */
  const shared = new Map<number, number>();
  let [open, at] = [0, 0];
  moments.forEach((moment, index) => {
    if (index > 0 && open > 0) at += (moment - (moments[index - 1] as number)) / open;
    shared.set(moment, at);
    open += opened.get(moment) ?? 0;
  });
  return windows.map((one) => {
    const own = (shared.get(one.start + one.seconds) ?? 0) - (shared.get(one.start) ?? 0);
    return one.seconds > 0 ? { ...one, seconds: own, joules: (one.joules * own) / one.seconds } : one;
  });
}

function problemsOf(rows: readonly Row[], cut: number | undefined, file: string, t: Translate): Problem[] {
  const left = rows.filter(({ window }) => window === null).map(({ line }) => line);
  const problems = [...left, ...(cut === undefined ? [] : [cut])].map((line): Problem => {
    const message = t("Line {0} is left out: a time or a number in it cannot be read.", String(line));
    return { code: "zeus-row", severity: "warning", file, line, message };
  });
  const others = [...new Set(rows.flatMap(({ window }) => (window !== null && !endpointName.test(window.name) ? [window.name] : [])))];
  if (others.length > 0) {
    const message = t(
      "{0} {0|window is not an endpoint|windows are not endpoints}, for example {1}. Name a window as METHOD /path to join it to its route.",
      others.length,
      others[0]?.slice(0, 80) ?? "",
    );
    problems.push({ code: "zeus-window-name", severity: "information", file, message });
  }
  if (rows.length === 0 && cut === undefined) {
    const message = t("This file holds a header and no row: nothing is measured by it. Let the tool write it again, or take it out of measurements.");
    problems.push({ code: "measurement-empty", severity: "warning", file, line: 1, message });
  }
  return [...firstProblems(problems, file, t)];
}

function iso(seconds: number): string {
  return Number.isFinite(seconds) && Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000).toISOString() : "";
}
