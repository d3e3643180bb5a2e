import fc from "fast-check";
import { expect, test } from "vitest";
import { agreeingDigits, changeCents, changeDigits } from "../../../src/core/report/agreeing";
import { mass, readerOf } from "../../../src/core/report/figures";

// What lies between two figures is computed from full precision, and still does not contradict the rounded ones beside it.

const reader = readerOf("en");
const written = (before: number, after: number): string => {
  const digits = changeDigits(before, after);
  return [before, after, Math.abs(after - before)].map((kg) => mass(kg * 1000, reader, digits(kg))).join(" | ");
};

test.each([
  [9.8, 4.9, "9.8 kg | 4.9 kg | 4.9 kg"],
  [9.772, 5.349, "9.77 kg | 5.35 kg | 4.42 kg"],
  [4.89, 0.466, "4.9 kg | 0.47 kg | 4.4 kg"],
  [5.2662, 4.2422, "5.266 kg | 4.242 kg | 1.024 kg"],
  [4.894, 4.8875, "4.9 kg | 4.9 kg | 6.5 g"],
  [4.89, 0.046, "4.89 kg | 46 g | 4.84 kg"],
  [0, 3, "0 g | 3.0 kg | 3.0 kg"],
])("%d to %d", (before, after, expected) => {
  expect(written(before, after)).toBe(expected);
});

test("whatever they are, the rounded figures can be checked against one another", () => {
  const kg = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(kg, kg, (before, after) => {
      const digits = changeDigits(before, after);
      const terms = [before, after, after - before].map((value) => ({ figures: digits(value), text: value.toExponential(digits(value) - 1) }));
      const [was = 0, is = 0, change = 0] = terms.map(({ text }) => Number(text));
      const lastFigures = terms.map(({ figures, text }) => (Number(text) === 0 ? 0 : 10 ** (Number(text.split("e")[1]) - figures + 1)));
      // five figures are the most that anybody reads: what is then left is their last one
      const half = terms.some(({ figures }) => figures === 5) ? 1.5 : 0.5;
      expect(Math.abs(was + change - is)).toBeLessThanOrEqual(half * Math.max(...lastFigures) * (1 + 1e-6));
    }),
    { examples: [[33.150000000000006, 1.6150000000000073]] },
  );
});

test("a part that is not known asks for nothing", () => {
  expect(changeDigits(null, 3)(3)).toBe(2);
  expect(agreeingDigits([[1.04, null, 2]])(1.04)).toBe(2);
});

test.each([
  [706.52, 353.26, "cents"],
  [353.26, 33.1, "whole"],
  [353.4, 353.6, "cents"],
  [null, 3, "whole"],
])("money from %s to %s is written %s", (before, after, expected) => {
  expect(changeCents(before, after)).toBe(expected);
});
