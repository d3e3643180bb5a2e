import type { Matrix, MatrixRow } from "../analysis/matrix";
import { count, figure, mass, percent, type Reader } from "./figures";
import { unitWord } from "./unitWords";

// What a recommendation hangs on, in words.

/** "50 % once carbon budget goes from 6.0 to 4.9 kg/month"; null where no input within its range changes it, or nobody has looked yet. */
export function changeWords({ nearestChange }: MatrixRow, reader: Reader): string | null {
  if (nearestChange === null) return null;
  const { label, unit, from, to, level } = nearestChange;
  return reader.t("{0} once {1} goes from {2} to {3} {4}", percent(level, reader), label, figure(from, reader), figure(to, reader), unitWord(unit, reader.t));
}

/** What cutting files alone would take; null where that is not known. */
export function fileCutWords({ fileCut }: Matrix, reader: Reader): string | null {
  if (fileCut === null) return null;
  const { t } = reader;
  const fixed = mass(fileCut.fixed * 1000, reader);
  if (fileCut.factor === null || fileCut.factor === 0)
    return t("Cutting files alone is not enough: machines that wait emit {0} a month, whatever the files are.", fixed);
  if (fileCut.factor >= 1) return t("No file has to be left out to hold the carbon budget.");
  return t(
    "By cutting files alone, {0} of them could stay; machines that wait emit {1} a month in any case.",
    `${count(fileCut.factor * 100, reader)} %`,
    fixed,
  );
}
