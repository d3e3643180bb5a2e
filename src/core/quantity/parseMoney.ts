import type { Translate } from "../text";
import { ambiguity, readNumeral, tooLarge } from "./number";
import type { QuantityError } from "./parseQuantity";
import type { Money } from "./quantity";
import { factorOf, moneyPeriods, normaliseUnit } from "./units";

export type MoneyKind = "money" | "money/month" | "money/hour";
export type MoneyResult = { readonly ok: true; readonly value: Money } | QuantityError;

const symbols: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", US$: "USD", "£": "GBP", euro: "EUR", euros: "EUR", dollars: "USD" };
const examples: Readonly<Record<MoneyKind, string>> = {
  money: "12000 EUR",
  "money/month": "900 EUR/month",
  "money/hour": "0.526 USD/h",
};

/**
 * Reads an amount of money, per month or hour where the kind says so (a month is 730 h).
 *
 * - `parseMoney("900 EUR/month", "money/month", t)` -> `{ amount: 900, currency: "EUR" }`
 * - `parseMoney("1 200 €/an", "money/month", t)` -> `{ amount: 100, currency: "EUR" }`
 * - `parseMoney("2 k€/mois", "money/month", t)`, `parseMoney("€2000/month", ...)` -> `{ amount: 2000, currency: "EUR" }`
 */
export function parseMoney(text: string, kind: MoneyKind, t: Translate): MoneyResult {
  const read = readNumeral(amountFirst(text));
  if (read === "ambiguous-number") return error(read, ambiguity(text, t));
  if (read === "too-large") return error(read, tooLarge(text, t));
  if (typeof read === "string") {
    return error(read, t("{0} is not an amount of money: write for example {1}.", text.trim() || '""', examples[kind]));
  }
  if (read.value < 0) return error("negative-value", t("{0} is negative: write a value of 0 or more.", text.trim()));

  const [name = "", period, ...more] = normaliseUnit(read.rest).split("/");
  const { currency, times } = currencyOf(name);
  if (name === "") return error("missing-unit", t("{0} has no currency: write for example {1}.", text.trim(), examples[kind]));
  const factor = kind === "money" ? (period === undefined ? 1 : undefined) : factorFor(kind, period);
  if (currency === undefined || factor === undefined || more.length > 0) {
    return kind !== "money" && period === undefined && currency !== undefined
      ? error("missing-unit", t("{0} does not say per what: write for example {1}.", text.trim(), examples[kind]))
      : error("wrong-unit", t("The unit of {0} does not fit here: write for example {1}.", text.trim(), examples[kind]));
  }
  return { ok: true, value: { amount: Number(((read.value * times) / factor).toPrecision(14)), currency } };
}

/** `€900/month`, `EUR 900/month`: the currency goes behind its amount. */
function amountFirst(text: string): string {
  const [, name = "", amount, rest] = /^\s*([A-Za-z]{3}|US\$|[€$£])\s*(\d[\d.,\s]*)(.*)$/su.exec(text) ?? [];
  return amount === undefined ? text : `${amount.trim()} ${name} ${rest}`;
}

/** The ISO code of a currency and what its amount is multiplied with: `k€` -> EUR, 1000; `M USD` -> USD, 1 000 000. Case parts a million (M) from a thousandth (m). */
function currencyOf(name: string): { readonly currency: string | undefined; readonly times: number } {
  const whole = codeOf(name);
  const [, prefix, unit = ""] = whole === undefined ? (/^([kKM])\s*(\S+)$/u.exec(name) ?? []) : [];
  return prefix === undefined ? { currency: whole, times: 1 } : { currency: codeOf(unit), times: prefix === "M" ? 1e6 : 1e3 };
}

function codeOf(name: string): string | undefined {
  return symbols[name.toLowerCase()] ?? symbols[name] ?? (/^[A-Za-z]{3}$/u.test(name) ? name.toUpperCase() : undefined);
}

function factorFor(kind: "money/month" | "money/hour", period: string | undefined): number | undefined {
  if (period === undefined) return undefined;
  return factorOf(kind === "money/month" ? moneyPeriods.month : moneyPeriods.hour, period);
}

const error = (code: string, message: string): QuantityError => ({ ok: false, code, message });
