import fc from "fast-check";
import { expect, test } from "vitest";
import { type MoneyKind, parseMoney } from "../../../src/core/quantity/parseMoney";
import { parseQuantity, parseValueAndRange } from "../../../src/core/quantity/parseQuantity";
import { type Kind, kinds } from "../../../src/core/quantity/units";
import { translator } from "../../../src/core/text";

const t = translator("en");

test.each<[Kind, string, number]>([
  ["duration", "10 min", 600],
  ["duration", "500 ms", 0.5],
  ["duration", "1,5 h", 5400],
  ["duration", "2 heures", 7200],
  ["duration", "1 h 30 min", 5400],
  ["duration", "1h30", 5400],
  ["duration", "2 min 30 s", 150],
  ["duration", "10 min", 600],
  ["duration", "10 min", 600],
  ["duration", "10MIN", 600],
  ["carbon/month", "6 kg/month", 6],
  ["carbon/month", "1,5 kg/mois", 1.5],
  ["carbon/month", "1,5 kg éq. CO₂/mois", 1.5],
  ["carbon/month", "6 kg CO2e per month", 6],
  ["carbon/month", "6 kgCO2e / month", 6],
  ["carbon/month", "0.12 t/year", 10],
  ["carbon/month", "24 kg/an", 2],
  ["carbon/month", "84 g/day", (0.084 * 730) / 24],
  ["carbon/month", "168 g/semaine", (0.168 * 730) / 168],
  ["intensity", "45 g/kWh", 45],
  ["intensity", "45 gCO2e/kWh", 45],
  ["intensity", "45 g éq. CO₂/kWh", 45],
  ["intensity", "45 kg/MWh", 45],
  ["ratio", "1.2", 1.2],
  ["ratio", "1,2", 1.2],
  ["files/month", "500/month", 500],
  ["files/month", "500 files/month", 500],
  ["files/month", "6 000 fichiers/an", 500],
  ["files/month", "6 000/an", 500],
  ["files/month", "1 234 567/mois", 1234567],
  ["files/month", "24/jour", 730],
  ["files/month", "1e3/month", 1000],
  ["ceiling", "5000", 5000],
  ["bursts/month", "60 bursts/month", 60],
  ["growth", "8 %/month", 0.08],
  ["growth", "8%/mois", 0.08],
  ["growth", "0 %/an", 0],
  ["growth", "100 %/year", 2 ** (1 / 12) - 1],
  ["growth", "-20 %/year", 0.8 ** (1 / 12) - 1],
  ["growth", "−5 %/month", -0.05],
  ["share", "40 %", 0.4],
  ["share", "12,5 %", 0.125],
  ["characters", "4000", 4000],
  ["characters", "4 000 caractères", 4000],
  ["characters", "0,125", 0.125],
  ["tokens", "4096 tokens", 4096],
  ["tokens", "300 jetons", 300],
  ["hours/week", "50 h/week", 50],
  ["hours/week", "10 h/jour", 70],
  ["hours/week", "10 heures par jour", 70],
  ["power", "45 W", 45],
  ["power", "0.3 kW", 300],
  ["carbon/hour", "4.4 g/h", 4.4],
  ["carbon/hour", "87.6 kg/year", 10],
  ["size", "16 GB", 16],
  ["size", "600 MB", 0.6],
  ["size", "16 Go", 16],
  ["size", "1 GiB", 1.073741824],
  ["parameters", "8 B", 8e9],
  ["parameters", "600M", 6e8],
  ["parameters", "7 milliards", 7e9],
  ["count/file", "2", 2],
  ["count/file", "1.5/file", 1.5],
  ["count/file", "2 requêtes/fichier", 2],
])("%s %s is %d", (kind, text, central) => {
  const result = parseQuantity(text, kind, t);
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) return;
  expect(result.value.central).toBeCloseTo(central, 9);
  expect([result.value.low, result.value.high]).toEqual([result.value.central, result.value.central]);
  expect(result.value.unit).toBe(kinds[kind].unit);
});

test.each<[Kind, string, number, number, number]>([
  ["duration", "2..4 min", 120, 180, 240],
  ["duration", "90 s..4 min", 90, 165, 240],
  ["characters", "3000..5000", 3000, 4000, 5000],
  ["characters", "3 000..5 000 caractères", 3000, 4000, 5000],
  ["growth", "0..21 %/year", 0, 1.105 ** (1 / 12) - 1, 1.21 ** (1 / 12) - 1],
  ["files/month", "400..600/month", 400, 500, 600],
])("%s %s is a range", (kind, text, low, central, high) => {
  const result = parseQuantity(text, kind, t);
  expect(result).toMatchObject({ ok: true });
  if (result.ok)
    [low, central, high].forEach((value, index) => expect([result.value.low, result.value.central, result.value.high][index]).toBeCloseTo(value, 9));
});

test.each<[Kind, string, string, string?]>([
  ["files/month", "1,000/month", "ambiguous-number"],
  ["files/month", "1,000,000/month", "ambiguous-number"],
  ["files/month", "1.000,5/month", "ambiguous-number"],
  ["files/month", "1.000.000/month", "ambiguous-number"],
  ["files/month", "500", "missing-unit", "500/month"],
  ["files/month", "500 files", "missing-unit"],
  ["duration", "10", "missing-unit"],
  ["duration", "10 kg", "wrong-unit"],
  ["duration", "16:30", "sexagesimal"],
  ["duration", "2-4 min", "range-notation", "2..4 min"],
  ["duration", "2 à 4 min", "range-notation", "2..4 min"],
  ["duration", "4..2 min", "range-reversed", "2..4 min"],
  ["duration", "1..2..3 min", "not-a-number"],
  ["duration", "ten minutes", "not-a-number"],
  ["duration", "", "not-a-number"],
  ["duration", "-5 min", "negative-value"],
  ["duration", "-1..5 min", "negative-value"],
  ["carbon/month", "6 kg", "missing-unit"],
  ["carbon/month", "6", "missing-unit"],
  ["carbon/month", "6 kWh/month", "wrong-unit"],
  ["growth", "1000 %/month", "out-of-range"],
  ["characters", "1e16", "too-large"],
  ["duration", "1..1e400 s", "too-large"],
  ["growth", "8 %", "missing-unit"],
  ["growth", "0.08/month", "wrong-unit"],
  ["growth", "-120 %/year", "out-of-range"],
  ["share", "0.4", "missing-unit"],
  ["share", "140 %", "out-of-range"],
  ["hours/week", "200 h/week", "out-of-range"],
  ["hours/week", "25 h/day", "out-of-range"],
  ["power", "3 kWh", "energy-for-power"],
  ["power", "0.5 Wh", "energy-for-power"],
  ["power", "35 %", "percent-for-power"],
  ["power", "45", "missing-unit"],
  ["characters", "04000", "leading-zero", "4000"],
  ["parameters", "8 m", "wrong-unit"],
  ["ratio", "120 %", "wrong-unit"],
  ["intensity", "45 g", "missing-unit"],
  ["power", "Infinity W", "not-a-number"],
  ["power", "1e999 W", "too-large"],
])("%s %s is refused: %s", (kind, text, code, suggestion) => {
  expect(parseQuantity(text, kind, t)).toMatchObject({ ok: false, code, ...(suggestion !== undefined && { suggestion }) });
});

test.each<[string | undefined, string | undefined, object]>([
  ["10 min", "8..12 min", { ok: true, value: { low: 480, central: 600, high: 720, unit: "s" } }],
  ["10 min", "8..12", { ok: true, value: { low: 480, central: 600, high: 720 } }],
  [undefined, "8..12 min", { ok: true, value: { low: 480, central: 600, high: 720 } }],
  ["10 min", undefined, { ok: true, value: { low: 600, central: 600, high: 600 } }],
  ["20 min", "8..12 min", { ok: false, code: "value-outside-range" }],
  [undefined, undefined, { ok: false }],
])("a value %s with a range %s", (value, range, expected) => {
  expect(parseValueAndRange(value, range, "duration", t)).toMatchObject(expected);
});

test.each<[MoneyKind, string, number, string]>([
  ["money", "12000 EUR", 12000, "EUR"],
  ["money", "0.92 eur", 0.92, "EUR"],
  ["money", "12 000 €", 12000, "EUR"],
  ["money/month", "900 EUR/month", 900, "EUR"],
  ["money/month", "1 200 €/an", 100, "EUR"],
  ["money/hour", "0.526 USD/h", 0.526, "USD"],
  ["money/hour", "0,526 $/heure", 0.526, "USD"],
  ["money/hour", "730 GBP/month", 1, "GBP"],
  ["money/month", "2 k€/mois", 2000, "EUR"],
  ["money/month", "2kEUR/month", 2000, "EUR"],
  ["money/month", "1.5M USD/year", 125000, "USD"],
  ["money", "2,5 k€", 2500, "EUR"],
  ["money", "1 200,50 €", 1200.5, "EUR"],
  ["money", "3 MAD", 3, "MAD"],
  ["money", "3 KES", 3, "KES"],
  ["money/month", "€900/month", 900, "EUR"],
  ["money/month", "EUR 1 200/month", 1200, "EUR"],
  ["money", "$12.50", 12.5, "USD"],
])("%s %s", (kind, text, amount, currency) => {
  expect(parseMoney(text, kind, t)).toEqual({ ok: true, value: { amount, currency } });
});

test.each<[MoneyKind, string, string]>([
  ["money", "12,000 EUR", "ambiguous-number"],
  ["money", "12000", "missing-unit"],
  ["money", "900 EUR/month", "wrong-unit"],
  ["money/month", "900 EUR", "missing-unit"],
  ["money/hour", "-1 USD/h", "negative-value"],
  ["money/hour", "1 dollar/h/h", "wrong-unit"],
  ["money/hour", "free", "not-a-number"],
  ["money", "500 m€", "wrong-unit"],
  ["money", "2 k", "wrong-unit"],
  ["money", "2 kk€", "wrong-unit"],
  ["money", "k€", "not-a-number"],
  ["money", "€1,000", "ambiguous-number"],
])("%s %s is refused: %s", (kind, text, code) => {
  expect(parseMoney(text, kind, t)).toMatchObject({ ok: false, code });
});

test("no text makes a quantity throw, and what is read is finite and ordered", () => {
  const pieces = fc.constantFrom("1", "0", "5000", ".", "..", ",", " ", " ", "-", "e9", "kg", "/", "month", "%", "min", "h", "é", "CO2e", "\\", "W");
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(kinds) as Kind[])), fc.array(pieces, { maxLength: 8 }), (kind, parts) => {
      const result = parseQuantity(parts.join(""), kind, t);
      if (!result.ok) {
        expect(result.message).not.toBe("");
        return;
      }
      const { low, central, high } = result.value;
      expect([low, central, high].every(Number.isFinite)).toBe(true);
      expect(low).toBeLessThanOrEqual(central);
      expect(central).toBeLessThanOrEqual(high);
    }),
    { numRuns: 5000, seed: 3 },
  );
});

test.each([
  ["1,500 s", "1500 or 1.5"],
  ["2.345.678 s", "2345678"],
  ["1.234,5 s", "1234.5"],
  ["1,234.50 s", "1234.5"],
  ["12 000,5,1 s", "1200051"],
])("an ambiguous %s is answered with what that number may mean", (text, expected) => {
  const result = parseQuantity(text, "duration", t);
  expect(result.ok ? null : result.message).toContain(`Write ${expected}.`);
});

test("an ambiguous amount of money is answered with what it may mean", () => {
  const result = parseMoney("12,500 EUR", "money", t);
  expect(result.ok ? null : result.message).toMatch(/^12,500 is ambiguous.* Write 12500 or 12\.5\.$/);
});
