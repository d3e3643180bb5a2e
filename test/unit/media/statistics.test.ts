import fc from "fast-check";
import { expect, test } from "vitest";
import { histogram } from "../../../src/core/media/histogram";
import { statistics, studentQuantile95 } from "../../../src/core/media/statistics";

test("a sample worked by hand", () => {
  const found = statistics([4, 2, 6, 8]);
  expect(found).toMatchObject({ count: 4, total: 20, mean: 5, median: 5, low: 2, high: 8, p5: expect.closeTo(2.3, 10), p95: expect.closeTo(7.7, 10) });
  expect(found?.standardDeviation).toBeCloseTo(Math.sqrt(20 / 3), 10);
  // 2.353 = t(0.95, 3) of the tables
  const half = (2.353 * Math.sqrt(20 / 3)) / 2;
  expect(found?.meanRange.low).toBeCloseTo(5 - half, 1);
  expect(found?.meanRange.high).toBeCloseTo(5 + half, 1);
});

test("nothing is known of no file, and little of one", () => {
  expect(statistics([])).toBeNull();
  const one = statistics([60]);
  expect(one).toMatchObject({ mean: 60, median: 60, standardDeviation: null, logNormal: null });
  expect(one?.meanRange.low).toBeCloseTo(60 / Math.exp(1.645 * 0.5), 1);
  expect(one?.meanRange.high).toBeCloseTo(60 * Math.exp(1.645 * 0.5), 1);
});

// Tables of Student's distribution, one-sided 95 %.
test.each([
  [1, 6.314],
  [2, 2.92],
  [3, 2.353],
  [5, 2.015],
  [10, 1.812],
  [29, 1.699],
  [120, 1.658],
  [1_000_000, 1.645],
])("t(0.95, %d) is %d", (freedom, expected) => expect(Math.abs(studentQuantile95(freedom) / expected - 1)).toBeLessThan(0.004));

test("the range of the mean holds the true mean in about nine of ten samples of thirty", () => {
  let seed = 7;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const trueMean = 30 * Math.exp(0.5 ** 2 / 2);
  const rounds = 2000;
  let inside = 0;
  for (let round = 0; round < rounds; round++) {
    const found = statistics(Array.from({ length: 30 }, () => 30 * Math.exp(0.5 * normal())));
    if (found && found.meanRange.low <= trueMean && trueMean <= found.meanRange.high) inside++;
  }
  expect(inside / rounds).toBeGreaterThan(0.86);
  expect(inside / rounds).toBeLessThan(0.93);
});

const samples = fc.array(fc.double({ min: 0.05, max: 50_000, noNaN: true }), { minLength: 1, maxLength: 200 });

test("order does not matter, and every figure lies where it must", () => {
  fc.assert(
    fc.property(samples, (values) => {
      const found = statistics(values);
      const turned = statistics([...values].reverse());
      expect(turned).toEqual(found);
      if (!found) throw new Error("no statistics");
      const ordered = [found.low, found.p5, found.median, found.p95, found.high];
      expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
      const { meanRange, mean } = found;
      expect(meanRange.low).toBeGreaterThan(0);
      expect(meanRange.low).toBeLessThanOrEqual(mean);
      expect(meanRange.high).toBeGreaterThanOrEqual(mean);
    }),
  );
});

test("twice the durations, twice the mean, the deviation and the range", () => {
  fc.assert(
    fc.property(samples, (values) => {
      const [one, two] = [statistics(values), statistics(values.map((value) => value * 2))];
      expect(two?.mean).toBeCloseTo((one?.mean ?? 0) * 2, 6);
      expect(two?.standardDeviation ?? 0).toBeCloseTo((one?.standardDeviation ?? 0) * 2, 6);
      expect(two?.meanRange.high).toBeCloseTo((one?.meanRange.high ?? 0) * 2, 6);
    }),
  );
});

test("every file is in one bin, bins follow one another, and there are twelve at most", () => {
  fc.assert(
    fc.property(samples, (values) => {
      const bins = histogram(values);
      expect(bins.reduce((total, { count }) => total + count, 0)).toBe(values.length);
      expect(bins.length).toBeLessThanOrEqual(12);
      for (const [index, { from }] of bins.entries()) if (index > 0) expect(from).toBe(bins[index - 1]?.to);
    }),
  );
  expect(histogram([])).toEqual([]);
  expect(histogram([61, 119, 300])).toEqual([
    { from: 60, to: 90, count: 1 },
    { from: 90, to: 120, count: 1 },
    ...[120, 150, 180, 210, 240, 270].map((from) => ({ from, to: from + 30, count: 0 })),
    { from: 300, to: 330, count: 1 },
  ]);
});
