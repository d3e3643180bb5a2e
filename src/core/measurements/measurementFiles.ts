import type { Problem } from "../problem";
import type { MeasurementSource } from "../scenario/scenario";
import type { Translate } from "../text";

// Which measurement files a scenario names, how much of them is read, and what is said of the others: the same in every shell.

/** Where the probe writes: empty until the first measurement, and that is how every project starts. */
const probeFiles = ".carbon-matrix/*.json";
export const mostMeasurementFiles = 1000;
export const mostMeasurementBytes = 256 * 1024 * 1024;

/** A file pattern, counted from the folder of the scenario, and the source that names it; null: what is read where no source is written. */
export interface MeasurementPattern {
  readonly pattern: string;
  readonly source: number | null;
}

export function measurementPatterns(sources: readonly MeasurementSource[] | undefined): readonly MeasurementPattern[] {
  if (sources === undefined) return [{ pattern: probeFiles, source: null }];
  return sources.flatMap(({ file }, source) => (file === undefined ? [] : [{ pattern: file, source }]));
}

/** A pattern that names nothing, unless it is the one of the probe. */
export function noMeasurementFile({ pattern, source }: MeasurementPattern, t: Translate): readonly Problem[] {
  if (source === null || pattern === probeFiles) return [];
  return [
    {
      code: "no-measurement-file",
      severity: "information",
      path: `measurements.${source}.file`,
      message: t("No file is named by {0}, counted from the folder of the scenario: nothing is measured by it.", pattern),
    },
  ];
}

export function tooManyMeasurements(t: Translate): Problem {
  return {
    code: "too-many-measurements",
    severity: "warning",
    message: t("Only the first {0} measurement files were read. Write a narrower pattern.", mostMeasurementFiles),
  };
}

export function measurementTooLarge(file: string, bytes: number, t: Translate): Problem {
  return {
    code: "measurement-too-large",
    severity: "error",
    file,
    message: t("This file has {0} MB and was not read. Cut it to the period that matters.", Math.round(bytes / 1024 / 1024)),
  };
}

export function measurementUnreadable(file: string, t: Translate): Problem {
  return { code: "measurement-unreadable", severity: "error", file, message: t("This measurement file could not be read. Check its permissions.") };
}
