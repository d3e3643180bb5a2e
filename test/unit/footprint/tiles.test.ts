import { expect, test } from "vitest";
import { Tiles } from "../../../src/core/footprint/tiles";

test.each([
  { draws: 1, width: 1 },
  { draws: 64, width: 64 },
  { draws: 130, width: 64 },
])("$draws draws, $width side by side: each figure's draws come back in their order", ({ draws, width }) => {
  const figures = 3;
  const tiles = new Tiles(figures, width, draws);
  for (let from = 0; from < draws; from += width) {
    const tile = tiles.tile(from);
    expect(tile.length).toBe(figures * width);
    for (let figure = 0; figure < figures; figure++) for (let k = 0; k < width; k++) tile[figure * width + k] = figure * 1000 + from + k;
  }
  for (let figure = 0; figure < figures; figure++)
    expect([...tiles.gather(figure, new Float64Array(draws))]).toEqual(Array.from({ length: draws }, (_, k) => figure * 1000 + k));
});
