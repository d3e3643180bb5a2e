import type { Means } from "../model/figures";
import type { Columns } from "./rowGroups";
import type { RowProducts } from "./rowProducts";

/**
 * Some draws of the mean month side by side: `array[position * width + draw]`, of which the first `count` are meant. At the central
 * values both are 1.
 */
export interface Tile extends Columns {
  readonly means: Means;
  /** of one file of each row's profile, volume or not */
  readonly perFile: Pick<RowProducts, "requests" | "hours">;
  /** of each input */
  readonly values: Float64Array;
}

/** What a figure needs that is read off the mean month alone. */
export type MonthTile = Pick<Tile, "means" | "width" | "count">;

/** Adds one figure of every draw to `into[draw]`, which holds zeros. */
export type Column = (tile: Tile, into: Float64Array) => void;

/** A row of which a part counts. */
export interface Served {
  readonly row: number;
  /** a service with two endpoints gives each a half */
  readonly part: number;
}

/** A sum of figures of a row: `sign` is 1 or -1. */
export type Terms = readonly (readonly [figure: keyof Means["rows"], sign: number])[];

export const totalTerms: Terms = [
  ["avoidable", 1],
  ["fixed", 1],
];
export const operationalTerms: Terms = [...totalTerms, ["embodied", -1]];

/** Adds the parts of rows, row by row: in this order everywhere, so that sums of the same rows are equal to the last digit. */
export function addServed({ means, width, count }: MonthTile, into: Float64Array, rows: readonly Served[], terms: Terms): void {
  const figures = terms.map(([name, sign]) => ({ all: means.rows[name], sign }));
  for (const { row, part } of rows) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (const { all, sign } of figures) sum += sign * (all[row * width + k] as number);
      into[k] = (into[k] as number) + part * sum;
    }
  }
}

/** Adds a figure of one position: a host, a row, an input. */
export function addPosition(array: Float64Array, position: number, { width, count }: Columns, into: Float64Array): void {
  for (let k = 0; k < count; k++) into[k] = (into[k] as number) + (array[position * width + k] as number);
}

/** Adds a figure of every position of an array. */
export function addPositions(array: Float64Array, tile: Columns, into: Float64Array): void {
  for (let position = 0; position < array.length / tile.width; position++) addPosition(array, position, tile, into);
}

/** Multiplies every draw by what a position holds. */
export function multiplyBy(array: Float64Array, position: number, { width, count }: Columns, into: Float64Array): void {
  for (let k = 0; k < count; k++) into[k] = (into[k] as number) * (array[position * width + k] as number);
}

/** Another column of the same tile. */
export function columnOf<T extends Columns>(tile: T, column: (tile: T, into: Float64Array) => void): Float64Array {
  const values = new Float64Array(tile.count);
  column(tile, values);
  return values;
}
