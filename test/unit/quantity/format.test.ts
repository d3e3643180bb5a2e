import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCount, formatInterval, formatMonthlyCarbon, formatNumber, formatPercent, formatStated } from "../../../src/core/quantity/format";

/** Shows the spaces of French numbers, which look alike. */
const visible = (text: string) => text.replaceAll("\u202f", "˽").replaceAll("\u00a0", "␣");

test.each<[string, string]>([
  [formatNumber(4.89, "en"), "4.9"],
  [formatNumber(4.89, "fr"), "4,9"],
  [formatNumber(8, "en"), "8.0"],
  [formatNumber(36.02, "en"), "36"],
  [formatNumber(1234, "en"), "1,200"],
  [formatNumber(1234, "fr"), "1˽200"],
  [formatNumber(0.0004567, "en"), "0.00046"],
  [formatNumber(0.0004567, "fr"), "0,00046"],
  [formatNumber(99.6, "en"), "100"],
  [formatNumber(0, "en"), "0"],
  [formatNumber(Number.NaN, "en"), "—"],
  [formatNumber(4.8904, "en", 3), "4.89"],
  [formatCount(6000, "en"), "6,000"],
  [formatCount(6123, "fr"), "6˽123"],
  [formatCount(999.6, "en"), "1,000"],
  [formatCount(5, "en"), "5"],
  [formatCount(0, "en"), "0"],
  [formatPercent(0.25, "en"), "25 %"],
  [formatPercent(0.08, "fr"), "8␣%"],
  [formatPercent(0.125, "fr"), "13␣%"],
  [formatInterval({ low: 2.8, central: 4.89, high: 8.01 }, "kg", "en"), "4.9 kg (2.8–8.0)"],
  [formatInterval({ low: 2, central: 2, high: 2 }, "kg", "en"), "2.0 kg"],
  [formatMonthlyCarbon({ low: 2.8, central: 4.89, high: 8.01 }, "en"), "4.9 kg/month (2.8–8.0)"],
  [formatMonthlyCarbon({ low: 2.8, central: 4.89, high: 8.01 }, "fr"), "4,9 kg/mois (2,8–8,0)"],
  [formatMonthlyCarbon({ low: 0.1, central: 0.79, high: 1.2 }, "en"), "0.79 kg/month (0.10–1.2)"],
  [formatMonthlyCarbon({ low: 0.01, central: 0.0567, high: 0.2 }, "en"), "57 g/month (10–200)"],
  [formatMonthlyCarbon({ low: 0.00019, central: 0.0005, high: 0.0016 }, "en"), "0.50 g/month (0.19–1.6)"],
  [formatMonthlyCarbon({ low: 0.00001, central: 0.00002, high: 0.00003 }, "en"), "20 mg/month (10–30)"],
  [formatMonthlyCarbon({ low: 0, central: 0, high: 0 }, "en"), "0 g/month"],
  [formatMonthlyCarbon({ low: 1500, central: 1500, high: 1500 }, "en"), "1.5 t/month"],
  [formatMonthlyCarbon({ low: 900, central: 1234, high: 2000 }, "en"), "1.2 t/month (0.90–2.0)"],
])("%s", (written, expected) => {
  expect(visible(written)).toBe(expected);
});

test("a positive value never shows as 0", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-18, max: 1e12, noNaN: true }), (value) => {
      for (const text of [formatNumber(value, "en"), formatMonthlyCarbon({ low: value, central: value, high: value }, "en")]) expect(text).toMatch(/[1-9]/);
    }),
    { seed: 5 },
  );
});

test("a count that nobody can mean is written, not thrown", () => {
  expect(formatCount(1e30, "en")).toBe("1.0 × 10³⁰");
  expect(formatCount(-1.25e300, "fr")).toBe("−1,3 × 10³⁰⁰");
  expect(formatNumber(9.96e15, "en")).toBe("1.0 × 10¹⁶");
  expect(formatCount(123_456_789_012_345, "en")).toBe("123,456,789,012,345");
});

test.each([
  [12.5, "12.5", "12,5"],
  [10.5, "10.5", "10,5"],
  [99.9, "99.9", "99,9"],
  [6, "6", "6"],
  [0.05, "0.05", "0,05"],
  [149.5, "149.5", "149,5"],
  [12_345.67, "12,345.67", "12 345,67"],
  [1_500_000, "1,500,000", "1 500 000"],
  [1000 / 12, "83.33", "83,33"],
  [0.1 + 0.2, "0.3", "0,3"],
])("what somebody wrote is printed as it was written: %d", (value, english, french) => {
  expect(formatStated(value, "en")).toBe(english);
  expect(formatStated(value, "fr")).toBe(french);
});
