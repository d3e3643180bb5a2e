import type { Tile } from "../rows/columns";
import { rowProducts } from "../rows/rowProducts";
import { evaluate } from "./evaluate";
import { type Means, meansOf } from "./figures";
import type { Model } from "./model";

/** The draw in which every input has its central value; `means`: those of it, where they are at hand. */
export function centralDraw(model: Model, means?: Means): Tile {
  const values = Float64Array.from(model.inputs, (input) => input.value.central);
  const perFile = rowProducts(model.rows, 1);
  perFile.at(values, 1);
  return { means: means ?? meansOf(model, evaluate(model, values)), perFile, values, width: 1, count: 1 };
}
