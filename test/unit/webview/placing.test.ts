import fc from "fast-check";
import { expect, test } from "vitest";
import { apartPlaces, type Box, labelPlaces, laneOffsets, linesWithin, overlap, sideBySide, spread } from "../../../webview/charts/placing";

test("labels are moved apart, a fixed one stays", () => {
  expect(spread([{ at: 98 }, { at: 100, fixed: true }], 16)).toEqual([84, 100]);
  expect(spread([{ at: 10 }, { at: 50 }, { at: 90 }], 16)).toEqual([10, 50, 90]);
});

test("no two labels end nearer than the gap, in the order of their heights", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 9 }), (heights) => {
      const moved = spread(
        heights.map((at) => ({ at })),
        16,
      );
      const sorted = [...moved].sort((a, b) => a - b);
      return sorted.every((height, index) => index === 0 || height - (sorted[index - 1] ?? 0) > 15);
    }),
  );
});

test("circles of a lane do not cover each other where there is room, and stay in the lane", () => {
  const circles = [
    { x: 100, radius: 20 },
    { x: 104, radius: 8 },
    { x: 300, radius: 20 },
  ];
  const [first, second, third] = laneOffsets(circles, 93);
  expect([first, third]).toEqual([0, 0]);
  expect(Math.hypot(4, (second ?? 0) - (first ?? 0))).toBeGreaterThanOrEqual(28);
  fc.assert(
    fc.property(fc.array(fc.record({ x: fc.integer({ min: 0, max: 900 }), radius: fc.integer({ min: 3, max: 26 }) }), { maxLength: 60 }), (many) =>
      laneOffsets(many, 93).every((offset, index) => Math.abs(offset) + (many[index]?.radius ?? 0) <= 93 / 2),
    ),
  );
});

const area: Box = { left: 0, top: 0, right: 900, bottom: 400 };

test("names cover no bubble, no name and no obstacle, and stay inside", () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.integer({ min: 0, max: 400 }),
    radius: fc.integer({ min: 3, max: 26 }),
    width: fc.integer({ min: 20, max: 160 }),
  });
  const obstacle: Box = { left: 400, top: 100, right: 520, bottom: 120 };
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), (points) => {
      const places = labelPlaces(points, 15, area, [obstacle]).filter((place) => place !== null);
      const circles = points.map(({ x, y, radius }): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }));
      return places.every(
        (place, index) =>
          place.left >= 0 &&
          place.right <= 900 &&
          place.top >= 0 &&
          place.bottom <= 400 &&
          !overlap(place, obstacle) &&
          !circles.some((circle) => overlap(place, circle)) &&
          !places.slice(0, index).some((other) => overlap(place, other)),
      );
    }),
  );
});

test("a lonely point has its name beside it", () => {
  expect(labelPlaces([{ x: 100, y: 100, radius: 10, width: 50 }], 15, area, [])).toEqual([{ left: 114, top: 92.5, right: 164, bottom: 107.5 }]);
});

test("texts of one line stand side by side and end within it", () => {
  expect(sideBySide([20, 22, 90], [10, 10, 10], 95)).toEqual([20, 40, 85]);
  expect(sideBySide([50, 94, 95, 96], [5, 5, 5, 5], 100)).toEqual([50, 75, 85, 95]);
});

test.each([
  ["keep and lighten", 16, ["keep and lighten"]],
  ["keep and lighten", 10, ["keep and", "lighten"]],
  ["look here first", 6, ["look", "here", "first"]],
  ["look here first", 3, ["look", "here", "first"]],
  ["", 3, [""]],
])("%s within %d is %j", (text, width, lines) => expect(linesWithin(text, width, (one) => one.length)).toEqual(lines));

test.each([
  [
    [3, 1, 0],
    [3, 1, 0],
  ],
  [
    [1, 8, 0],
    [1, 7, 0],
  ],
  [
    [8, 0, 7, 10, 2],
    [6, 0, 7, 5, 2],
  ],
  [
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  ],
])("places %j of eight colours are drawn as %j", (places, apart) => {
  expect(apartPlaces(places, 8)).toEqual(apart);
});
