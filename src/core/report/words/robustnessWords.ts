import type { Matrix, MatrixRow } from "../../analysis/matrix";
import type { RowChange } from "../../analysis/plan";
import { formatNumber, perCent } from "../../quantity/format";
import { count, mass, percent, type Reader } from "./figures";
import { unitWord } from "./unitWords";

// What a recommendation hangs on, in words.

/** "50 % once carbon budget goes from 6.0 to 4.9 kg/month"; null where no input within its range changes it, or nobody has looked yet. */
export function changeWords({ nearestChange }: MatrixRow, reader: Reader): string | null {
  if (nearestChange === null) return null;
  return oneOf([nearestChange], reader);
}

/** The same of a change whose level is known. */
export function inputChangeWords(change: RowChange, reader: Reader): string {
  return oneOf([change], reader);
}

/**
 * The same of rows that share why they have their level, one sentence for each input, level and direction: "It would be 0 % once embodied
 * rate goes from 4.4 to 5.9–6.1 gCO2e/h." Where some of them change with another input, or with none, each sentence begins with its languages.
 */
export function changesWords(rows: readonly MatrixRow[], reader: Reader): string[] {
  const { t } = reader;
  const together = new Map<string, { row: MatrixRow; change: RowChange }[]>();
  for (const row of rows) {
    const { nearestChange: change } = row;
    if (change === null) continue;
    const alike = JSON.stringify([change.label, change.unit, change.from, change.level, change.to > change.from]);
    together.set(alike, [...(together.get(alike) ?? []), { row, change }]);
  }
  return [...together.values()].map((members) => {
    const words = oneOf(
      members.map(({ change }) => change),
      reader,
    );
    return members.length === rows.length ? t("It would be {0}.", words) : t("{0}: {1}.", members.map(({ row }) => row.language ?? row.id).join(", "), words);
  });
}

/** Of changes of one input from one value, in one direction and to one level. */
function oneOf(changes: readonly RowChange[], reader: Reader): string {
  const [{ label, unit, from, level }] = changes as readonly [RowChange];
  const ends = changes.map(({ to }) => to);
  // growth is written, and read, in per cent
  const [scale, words] = unit === "1/month" ? [100, reader.t("% a month")] : [1, unitWord(unit, reader.t)];
  const [first, ...to] = apart([from * scale, Math.min(...ends) * scale, Math.max(...ends) * scale], reader);
  return reader.t("{0} once {1} goes from {2} to {3} {4}", percent(level, reader), label, first ?? "", [...new Set(to)].join("–"), words);
}

/** With as many figures as tell the first value from the others: 4.38 and 4.43, where two would say 4.4 of both. */
function apart(values: readonly number[], { language }: Reader): string[] {
  for (const digits of [2, 3, 4, 5]) {
    const [first, ...others] = values.map((value) => formatNumber(value, language, digits));
    if (first !== undefined && !others.includes(first)) return [first, ...others];
  }
  return values.map((value) => formatNumber(value, language, 6));
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
    perCent(count(fileCut.factor * 100, reader), reader.language),
    fixed,
  );
}
