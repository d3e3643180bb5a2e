import fc from "fast-check";
import { expect, test } from "vitest";
import { type Shown, writeNumber } from "../../../src/core/quantity/digits";

// The oracle is what the platform writes.

const languages = { en: new Map<string, Intl.NumberFormat>(), fr: new Map<string, Intl.NumberFormat>() } as const;

function platform(value: number, language: "en" | "fr", shown: Shown): string {
  const key = JSON.stringify(shown);
  const options =
    "decimals" in shown
      ? { minimumFractionDigits: shown.decimals, maximumFractionDigits: shown.decimals }
      : { minimumSignificantDigits: shown.least, maximumSignificantDigits: shown.most };
  const known = languages[language].get(key) ?? new Intl.NumberFormat(language, options);
  languages[language].set(key, known);
  return known.format(value);
}

/** Of more than 12 digits the platform itself is not sure: it writes 9.999999999999995 with 16 of them as 10. */
const shown = fc.oneof(
  fc.record({ decimals: fc.integer({ min: 0, max: 8 }) }),
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).map(([a, b]) => ({ least: Math.min(a, b), most: Math.max(a, b) })),
);

/** Numbers with few digits, where halves are, beside any others. */
const value = fc.oneof(
  fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  fc.double({ noNaN: true, min: -10, max: 10 }),
  fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -9, max: 9 })).map(([digits, power]) => Number(`${digits}e${power}`)),
  fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 4 })).map(([digits, nines]) => Number(`${digits}.${"9".repeat(nines)}5`)),
);

test("numbers are written as the platform writes them", () => {
  fc.assert(
    fc.property(value, fc.constantFrom("en" as const, "fr" as const), shown, (number, language, how) => {
      expect(writeNumber(number, language, how)).toBe(platform(number, language, how));
    }),
    { seed: 14, numRuns: 20_000 },
  );
});

test.each([0, -0, 0.5, 1.005, 0.995, 0.05, 9.5, 99.95, 1e-12, 1e21, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 999_999.5])(
  "%s",
  (number) => {
    for (const language of ["en", "fr"] as const)
      for (const how of [{ decimals: 0 }, { decimals: 1 }, { decimals: 2 }, { least: 1, most: 1 }, { least: 2, most: 2 }, { least: 1, most: 12 }])
        expect(writeNumber(number, language, how)).toBe(platform(number, language, how));
  },
);
