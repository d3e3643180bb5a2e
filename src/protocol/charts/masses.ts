import type { Interval } from "../../core/quantity/interval";
import { mass, type Reader, range, scaled } from "../../core/report/words/figures";
import type { CellView, HeadView } from "./chartView";

/** The unit of an axis: that in which its largest value is written. */
export interface MassScale {
  readonly unit: string;
  /** of this unit in a kilogram */
  readonly perKilogram: number;
}

/** The unit for a whole chart, by its largest amount; null and undefined count as 0. */
export function massScale(kilograms: readonly (number | null | undefined)[]): MassScale {
  const most = kilograms.reduce<number>((top, one) => Math.max(top, Math.abs(one ?? 0)), 0);
  if (most >= 1000) return { unit: "t", perKilogram: 0.001 };
  if (most >= 0.1 || most === 0) return { unit: "kg", perKilogram: 1 };
  if (most >= 1e-4) return { unit: "g", perKilogram: 1000 };
  return { unit: "mg", perKilogram: 1e6 };
}

/** `4.9 kg`; "unknown" for null. */
export function massText(kilograms: number | null | undefined, reader: Reader): string {
  return kilograms === null || kilograms === undefined ? reader.t("unknown") : mass(kilograms * 1000, reader);
}

/** `4.9 kg (2.7–8.0)` */
export function massRange(kilograms: Interval, reader: Reader): string {
  const text = massText(kilograms.central, reader);
  return kilograms.low === kilograms.high ? text : `${text} (${range(scaled(kilograms, 1000), reader)})`;
}

/** A cell whose column is in kilograms. */
export function massCell(kilograms: number | null | undefined, reader: Reader): CellView {
  const text = massText(kilograms, reader);
  return kilograms === null || kilograms === undefined ? text : { text, value: kilograms };
}

export const column = (text: string, unit = ""): HeadView => ({ text, unit });
