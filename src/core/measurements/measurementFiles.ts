import type { Problem } from "../problem";
import type { MeasurementSource } from "../scenario/scenario";
import type { Translate } from "../text";

// Which measurement files a scenario names, how much of them is read, and what is said of the others: the same in every shell.

/** Where the probe writes: empty until the first measurement, and that is how every project starts. */
const probeFiles = ".carbon-matrix/*.json";
const probeFile = /(^|\/)\.carbon-matrix\/[^/]*\.json$/;
export const mostMeasurementFiles = 1000;
export const mostMeasurementBytes = 256 * 1024 * 1024;
/** All of them, which are held at once. */
const mostBytesTogether = 1024 * 1024 * 1024;

/**
 * A file pattern, counted from the folder of the scenario, and the source that names it (its position in the list); null: the probe's own files,
 * which no source names. `read` is false where they are only looked for, to say that they do not count.
 */
export interface MeasurementPattern {
  readonly pattern: string;
  readonly source: number | null;
  readonly read: boolean;
}

/**
 * Files to look for: those that the scenario names; without a list of sources those of the probe. Beside a list they are not read, since a try-out
 * on a laptop would go before the server in production that the list names; an empty list asks for no measurement, and nothing is looked for.
 */
export function measurementPatterns(sources: readonly MeasurementSource[] | undefined): readonly MeasurementPattern[] {
  if (sources === undefined) return [{ pattern: probeFiles, source: null, read: true }];
  const named = sources.flatMap(({ file }, source) => (file === undefined ? [] : [{ pattern: file, source, read: true }]));
  return sources.length === 0 ? [] : [...named, { pattern: probeFiles, source: null, read: false }];
}

/** Files of the probe that no source of the list names: whoever let the probe measure expects them to count. */
export function probeFilesNotRead(files: readonly string[], t: Translate): readonly Problem[] {
  const [first] = files;
  if (first === undefined) return [];
  const message = t(
    '{0} {0|file|files} of the probe {0|is|are} not read, such as {1}: measurements lists other sources. Add the line - { file: "{2}" } for {0|it|them} to count.',
    files.length,
    first,
    probeFiles,
  );
  return [{ code: "probe-files-not-read", severity: "information", path: "measurements", message }];
}

/**
 * Whether a file is one that the probe writes into its folder, or a pattern names such: there nothing yet, and no request yet, is how every project
 * starts, whether the scenario names the folder (as the example does) or nobody does. A path from the analysed folder, or a pattern from the scenario's.
 */
export function isOfProbe(file: string): boolean {
  return probeFile.test(file.replaceAll("\\", "/"));
}

/** A pattern that names nothing, unless it is one of the probe's folder. */
export function noMeasurementFile({ pattern, source }: Pick<MeasurementPattern, "pattern" | "source">, t: Translate): readonly Problem[] {
  if (source === null || isOfProbe(pattern)) return [];
  return [
    {
      code: "no-measurement-file",
      severity: "information",
      path: `measurements.${source}.file`,
      message: t("No file is named by {0}, counted from the folder of the scenario: nothing is measured by it.", pattern),
    },
  ];
}

/** A file that a pattern names, and how many bytes it has; null: it cannot be looked at. */
interface NamedFile {
  readonly file: string;
  readonly size: number | null;
}

/** Which of the files that patterns name are read, by path, and what is said of the others. */
export function chosenMeasurements<T extends NamedFile>(
  named: readonly T[],
  t: Translate,
): { readonly chosen: readonly T[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = named.length > mostMeasurementFiles ? [tooManyMeasurements(t)] : [];
  const chosen: T[] = [];
  let bytes = 0;
  const sorted = [...named].sort((a, b) => (a.file < b.file ? -1 : 1)).slice(0, mostMeasurementFiles);
  for (const [index, one] of sorted.entries()) {
    if (one.size === null) problems.push(measurementUnreadable(one.file, t));
    else if (one.size > mostMeasurementBytes) problems.push(measurementTooLarge(one.file, one.size, t));
    else if (bytes + one.size > mostBytesTogether) {
      problems.push(measurementsTooLarge(one.file, index, t));
      break;
    } else {
      bytes += one.size;
      chosen.push(one);
    }
  }
  return { chosen, problems };
}

function tooManyMeasurements(t: Translate): Problem {
  return {
    code: "too-many-measurements",
    severity: "warning",
    message: t("Only the first {0} measurement files were read. Write a narrower pattern.", mostMeasurementFiles),
  };
}

function measurementTooLarge(file: string, bytes: number, t: Translate): Problem {
  return {
    code: "measurement-too-large",
    severity: "error",
    file,
    message: t("This file has {0} MB and was not read. Cut it to the period that matters.", Math.round(bytes / 1024 / 1024)),
  };
}

function measurementsTooLarge(file: string, read: number, t: Translate): Problem {
  return {
    code: "too-many-measurements",
    severity: "warning",
    file,
    message: t(
      "Only the first {0} measurement {0|file was|files were} read: together with this one they have more than {1} MB. Write a narrower pattern.",
      read,
      mostBytesTogether / 1024 / 1024,
    ),
  };
}

/** Not text at all: a spreadsheet file, an archive. */
export function measurementNotText(file: string, t: Translate): Problem {
  return { code: "measurement-not-text", severity: "error", file, message: t("This file is not text. Export it as CSV or JSON in UTF-8.") };
}

export function measurementUnreadable(file: string, t: Translate): Problem {
  return { code: "measurement-unreadable", severity: "error", file, message: t("This measurement file could not be read. Check its permissions.") };
}
