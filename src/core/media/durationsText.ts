import { formatCount, formatNumber, formatPercent } from "../quantity/format";
import { textTable } from "../report/exports/table";
import { inline, type Plain } from "../scenario/edit/notation";
import { type Language, translator } from "../text";
import { durationFields } from "./durationField";
import type { Bin } from "./histogram";
import type { Durations } from "./measureDurations";
import type { Statistics } from "./statistics";

/** Durations as people read them: figures, histogram, files that could not be read, what to write into the scenario. Ends with a line feed. */
export function durationsText(durations: Durations, language: Language, today: string): string {
  const t = translator(language);
  const parts = [
    ...(durations.statistics === null ? [] : [figures(durations, language), spread(durations.statistics, language), bars(durations.histogram, language)]),
    wholeFiles(durations, language),
    unreadable(durations, language),
  ];
  const fields = durationFields(durations, today, t);
  if (fields !== null) parts.push(`${t("For the scenario:")}\n${scenarioLines(fields)}\n`);
  return parts.filter((part) => part !== "").join("\n");
}

/** 444 -> `7.40 min`; two minutes and three hours are the borders, as in the scenario. */
export function durationWord(seconds: number, language: Language): string {
  if (seconds < 120) return `${formatNumber(seconds, language, 3)} s`;
  if (seconds < 3 * 3600) return `${formatNumber(seconds / 60, language, 3)} min`;
  return `${formatNumber(seconds / 3600, language, 3)} h`;
}

function figures({ statistics, byMedium }: Durations, language: Language): string {
  const t = translator(language);
  const both = byMedium.audio !== null && byMedium.video !== null;
  const samples = [
    ...(statistics === null ? [] : [{ name: t("All"), of: statistics }]),
    ...(both && byMedium.audio !== null && byMedium.video !== null
      ? [
          { name: t("Audio"), of: byMedium.audio },
          { name: t("Video"), of: byMedium.video },
        ]
      : []),
  ];
  const word = (seconds: number | null): string => (seconds === null ? "—" : durationWord(seconds, language));
  const row = (title: string, value: (sample: Statistics) => string): string[] => [title, ...samples.map(({ of }) => value(of))];
  return textTable({
    columns: [{ title: t("Duration") }, ...samples.map(({ name }) => ({ title: name, align: "right" as const }))],
    rows: [
      row(t("Files"), ({ count }) => formatCount(count, language)),
      row(t("Total"), ({ total }) => word(total)),
      row(t("Mean"), ({ mean }) => word(mean)),
      row(t("Mean, P5 to P95"), ({ meanRange }) => `${word(meanRange.low)} – ${word(meanRange.high)}`),
      row(t("Median"), ({ median }) => word(median)),
      row(t("Standard deviation"), ({ standardDeviation }) => word(standardDeviation)),
      row(t("Shortest"), ({ low }) => word(low)),
      row("P5", ({ p5 }) => word(p5)),
      row("P95", ({ p95 }) => word(p95)),
      row(t("Longest"), ({ high }) => word(high)),
    ],
  });
}

/** The mean stands for the minutes that are worked on; the median leaves the long files out of account. */
function spread({ mean, median, count, logNormal }: Statistics, language: Language): string {
  const t = translator(language);
  const sentences = [t("Carbon follows the mean, not the median: it grows with all minutes, and long files hold most of them.")];
  const under = 1 - median / mean;
  if (under > 0.02) sentences.push(t("Counting with the median would leave out {0} of the minutes.", formatPercent(under, language)));
  if (logNormal !== null)
    sentences.push(t("Log-normal fit: median {0}, σ {1}.", durationWord(logNormal.median, language), formatNumber(logNormal.sigma, language)));
  if (count === 1) sentences.push(t("One file tells nothing of the spread: the range of the mean is assumed (σ 0.5, as podcasts have). Measure thirty."));
  else if (count < 10) sentences.push(t("{0} files are few: thirty give a range that can be planned on.", count));
  return `${sentences.join("\n")}\n`;
}

const barWidth = 40;

function bars(bins: readonly Bin[], language: Language): string {
  const t = translator(language);
  const most = bins.reduce((high, { count }) => Math.max(high, count), 1);
  const edge = (seconds: number): string => (seconds === 0 ? "0 s" : durationWord(seconds, language));
  return textTable({
    columns: [{ title: t("From") }, { title: t("To below") }, { title: t("Files"), align: "right" }, { title: "" }],
    rows: bins.map(({ from, to, count }) => [
      edge(from),
      edge(to),
      formatCount(count, language),
      count === 0 ? "" : "█".repeat(Math.max(1, Math.round((barWidth * count) / most))),
    ]),
  });
}

function wholeFiles({ files }: Durations, language: Language): string {
  const t = translator(language);
  const whole = files.filter(({ wholeFile }) => wholeFile).length;
  return whole === 0 ? "" : `${t("Files read whole, because their headers give no duration: {0}.", whole)}\n`;
}

function unreadable({ unreadable: files }: Durations, language: Language): string {
  const t = translator(language);
  if (files.length === 0) return "";
  return textTable({ columns: [{ title: t("Not read") }, { title: t("Why") }], rows: files.map(({ path, reason }) => [path, reason]) });
}

function scenarioLines(fields: NonNullable<ReturnType<typeof durationFields>>): string {
  // As it is written into a file.
  const line = (field: Plain): string => inline(field, { json: false, flow: false });
  if ("value" in fields) return `  duration: ${line(fields)}`;
  return ["  duration:", ...Object.entries(fields).map(([medium, field]) => `    ${medium}: ${line(field)}`)].join("\n");
}
