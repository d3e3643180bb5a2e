import type { Translate } from "../text";
import { ambiguity, type NumberError, type Numeral, readNumeral, tooLarge } from "./number";
import type { Quantity } from "./quantity";
import { energyUnits, factorOf, type Kind, type KindRule, kinds, normaliseUnit } from "./units";

/** Why a quantity was refused: `code` is stable, `message` says what to write instead. */
export interface QuantityError {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** The text that was probably meant; only where there is one reading. */
  readonly suggestion?: string | undefined;
}
export type QuantityResult = { readonly ok: true; readonly value: Quantity } | QuantityError;

/**
 * Reads `10 min`, `2..4 min`, `"1,5 kg/mois"` as an interval in the kind's canonical unit.
 * `a..b` says that the mean lies there from P5 to P95; central is the midpoint of what was written.
 *
 * - `parseQuantity("2..4 min", "duration", t)` -> `{ low: 120, central: 180, high: 240, unit: "s" }`
 * - `parseQuantity("60 %/year", "growth", t)` -> `0.0399` a month: (1 + g)^(1/12) - 1
 * - `parseQuantity("500", "files/month", t)` -> error `missing-unit`
 */
export function parseQuantity(text: string, kind: Kind, t: Translate): QuantityResult {
  const rule = kinds[kind];
  const ends = text.split("..");
  if (ends.length > 2) return notANumber(text, rule, t);
  const [first = "", second] = ends;
  if (second === undefined) return point(text, kind, t);

  const low = readNumeral(first);
  const high = readNumeral(second);
  if (typeof low === "string") return numberError(low, first, rule, t);
  if (typeof high === "string") return numberError(high, second, rule, t);
  const from = convert(low.value, low.rest === "" ? high.rest : low.rest, text, kind, t);
  const to = convert(high.value, high.rest, text, kind, t);
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.number > to.number) {
    return error(
      "range-reversed",
      t("{0} ends below its start: write the smaller number first.", text.trim()),
      low.rest === ""
        ? `${second
            .trim()
            .slice(0, second.trim().length - high.rest.length)
            .trim()}..${first.trim()} ${high.rest}`.trim()
        : undefined,
    );
  }
  return inRange({ low: from.number, central: midpoint(low, high, from.number, to.number, text, kind, t), high: to.number, unit: rule.unit }, text, kind, t);
}

/** Reads the `value` and the `range` of `{ value, range, basis, source, date }`; either may be missing. */
export function parseValueAndRange(value: string | undefined, range: string | undefined, kind: Kind, t: Translate): QuantityResult {
  if (value === undefined) return range === undefined ? notANumber("", kinds[kind], t) : parseQuantity(range, kind, t);
  const central = parseQuantity(value, kind, t);
  if (!central.ok || range === undefined) return central;
  const unit = readNumeral(value);
  const bare = /\d\s*$/u.test(range) && typeof unit !== "string" ? `${range} ${unit.rest}` : range;
  const spread = parseQuantity(bare, kind, t);
  if (!spread.ok) return spread;
  const { low, high } = spread.value;
  if (central.value.central < low || central.value.central > high) {
    return error("value-outside-range", t("{0} lies outside its range {1}: correct one of them.", value, range));
  }
  return { ok: true, value: { low, central: central.value.central, high, unit: central.value.unit } };
}

function point(text: string, kind: Kind, t: Translate): QuantityResult {
  const rule = kinds[kind];
  if (kind === "duration" && /^\s*\d+:\d+/u.test(text)) {
    return error(
      "sexagesimal",
      t("{0} is not a duration: some programs read it as base 60. Write minutes or seconds with a unit, for example 10.5 min or 630 s.", text.trim()),
    );
  }
  const compound = kind === "duration" ? hoursAndMinutes(text) : undefined;
  const read = compound ?? readNumeral(text);
  if (typeof read === "string") return numberError(read, text, rule, t);
  const converted = convert(read.value, read.rest, text, kind, t);
  if (!converted.ok) return converted;
  const { number } = converted;
  return inRange({ low: number, central: number, high: number, unit: rule.unit }, text, kind, t);
}

/** `1 h 30 min`, `1h30`, `2 min 30 s` -> seconds. */
function hoursAndMinutes(text: string): Numeral | undefined {
  const hours = /^\s*(\d+)\s*h\s*(\d{1,2})\s*(?:min|mn)?\s*$/iu.exec(text);
  if (hours) return { value: Number(hours[1]) * 3600 + Number(hours[2]) * 60, rest: "s" };
  const minutes = /^\s*(\d+)\s*(?:min|mn)\s*(\d{1,2})\s*(?:s|sec)?\s*$/iu.exec(text);
  return minutes ? { value: Number(minutes[1]) * 60 + Number(minutes[2]), rest: "s" } : undefined;
}

type Converted = { readonly ok: true; readonly number: number } | QuantityError;

function convert(value: number, unitText: string, text: string, kind: Kind, t: Translate): Converted {
  const rule = kinds[kind];
  const unit = normaliseUnit(unitText);
  if (unit === "") return rule.bare ? { ok: true, number: value } : missingUnit(text, rule, t);

  const slash = unit.indexOf("/");
  const over = slash < 0 ? unit : unit.slice(0, slash).trim();
  const under = slash < 0 ? undefined : unit.slice(slash + 1).trim();
  const numerator = factorOf(rule.numerator, over);
  const denominator = under === undefined || !rule.denominator ? undefined : factorOf(rule.denominator, under);
  const complete = rule.denominator ? denominator !== undefined || (rule.bare && under === undefined) : under === undefined;
  if (numerator === undefined || !complete) return wrongUnit(text, unit, kind, t);
  if (kind === "growth") {
    // Compound growth: g a year is (1 + g)^(1/12) - 1 a month.
    const growth = value * numerator;
    return growth < -1
      ? error("out-of-range", t("{0} is below -100 %: a volume cannot shrink to less than nothing.", text.trim()))
      : { ok: true, number: (denominator ?? 1) === 1 ? growth : (1 + growth) ** (1 / (denominator ?? 1)) - 1 };
  }
  return { ok: true, number: tidy((value * numerator) / (denominator ?? 1)) };
}

/** Takes the noise of binary fractions off, so that 8 % is 0.08 and 0.1 t is 100 kg. */
const tidy = (value: number): number => Number(value.toPrecision(14));

function midpoint(low: Numeral, high: Numeral, from: number, to: number, text: string, kind: Kind, t: Translate): number {
  // Growth converts with a power: the midpoint is that of what was written, not of the result.
  const sameUnit = low.rest === "" || low.rest === high.rest;
  const middle = sameUnit ? convert((low.value + high.value) / 2, high.rest, text, kind, t) : undefined;
  return middle?.ok ? middle.number : (from + to) / 2;
}

function inRange(value: Quantity, text: string, kind: Kind, t: Translate): QuantityResult {
  const { minimum, maximum } = kinds[kind];
  if (value.low < minimum) {
    return error("negative-value", t("{0} is negative: write a value of 0 or more.", text.trim()));
  }
  if (maximum !== undefined && value.high > maximum * (1 + 1e-9)) {
    if (kind === "growth") return error("out-of-range", t("{0} is more than tenfold a month: write what the mean month grows by.", text.trim()));
    return kind === "hours/week"
      ? error("out-of-range", t("{0} is more than the 168 hours of a week.", text.trim()))
      : error("out-of-range", t("{0} is more than 100 %.", text.trim()));
  }
  return { ok: true, value };
}

function numberError(code: NumberError, text: string, rule: KindRule, t: Translate): QuantityError {
  if (code === "ambiguous-number") return error(code, ambiguity(text, t));
  if (code === "too-large") return error(code, tooLarge(text, t));
  if (code === "leading-zero") {
    return error(code, t("{0} starts with a zero: some programs read it in base 8. Remove the zero.", text.trim()), text.trim().replace(/0+(?=\d)/u, ""));
  }
  return notANumber(text, rule, t);
}

function notANumber(text: string, rule: KindRule, t: Translate): QuantityError {
  const dash = /^\s*(\d[\d.,]*)\s*(?:-|–|—|to|à|\.{3,}|…)\s*(\d.*)$/u.exec(text);
  if (dash) return rangeDash(text, `${dash[1]}..${dash[2]}`, t);
  return error("not-a-number", t("{0} is not a quantity: write for example {1}.", quote(text), rule.examples.join(", ")));
}

function rangeDash(text: string, suggestion: string, t: Translate): QuantityError {
  return error("range-notation", t("{0} is not understood: a range is written with two dots, {1}.", text.trim(), suggestion), suggestion);
}

function missingUnit(text: string, rule: KindRule, t: Translate): QuantityError {
  const unit = rule.examples[0].replace(/^[\d.]+/u, "");
  return error(
    "missing-unit",
    t("{0} has no unit: write for example {1}.", text.trim(), rule.examples.join(", ")),
    rule.unit === "count/month" ? `${text.trim()}${unit}` : undefined,
  );
}

function wrongUnit(text: string, unit: string, kind: Kind, t: Translate): QuantityError {
  const rule = kinds[kind];
  const dash = /^(?:-|–|—|to\b|à|…)\s*\d/u.test(unit) ? notANumber(text, rule, t) : undefined;
  if (dash) return dash;
  if (kind === "power" && factorOf(energyUnits, unit) !== undefined) {
    return error(
      "energy-for-power",
      t("{0} is an energy; a power in W is wanted here. Divide the energy by the hours in which it was used: 0.5 kWh in 10 h is 50 W.", text.trim()),
    );
  }
  if (kind === "power" && unit.startsWith("%")) {
    return error(
      "percent-for-power",
      t(
        "{0} is a load, not a power: CPU and memory percentages neither add up nor are watts. Write the measured power, for example 45 W, or leave it out and the table of machine sizes is used.",
        text.trim(),
      ),
    );
  }
  if (rule.denominator && !unit.includes("/") && factorOf(rule.numerator, unit) !== undefined) {
    return error("missing-unit", t("{0} does not say per what: write for example {1}.", text.trim(), rule.examples.join(", ")));
  }
  return error("wrong-unit", t("The unit of {0} does not fit here: write for example {1}.", text.trim(), rule.examples.join(", ")));
}

const quote = (text: string): string => (text.trim() === "" ? '""' : text.trim());

const error = (code: string, message: string, suggestion?: string): QuantityError => ({ ok: false, code, message, suggestion });
