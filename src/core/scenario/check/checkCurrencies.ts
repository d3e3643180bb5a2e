import type { Money } from "../../quantity/quantity";
import { nearest } from "../names";
import type { Path } from "../source";
import type { Context } from "./checkContext";

/** A misspelt currency would stand alone: its amounts are joined to no other, and a budget in it is never checked. */
export function checkCurrencies({ scenario, say, t }: Context): void {
  const check = (code: string | undefined, path: Path, at: "key" | "code" | "amount"): void => {
    if (code === undefined || isCurrency(code)) return;
    const meant = nearest(code, frequent);
    const message =
      meant === undefined
        ? t("{0} is not a currency: write its ISO code of three letters, for example EUR.", code)
        : t("{0} is not a currency: did you mean {1}?", code, meant);
    say(path, "unknown-currency", "warning", message, { ...(at === "key" && { atKey: true as const }), ...(at !== "amount" && { replacement: meant }) });
  };
  const amount = (money: Money | undefined, path: Path): void => check(money?.currency, path, "amount");
  check(scenario.currency, ["currency"], "code");
  for (const [code, worth] of Object.entries(scenario.exchange ?? {})) {
    check(code.toUpperCase(), ["exchange", code], "key");
    amount(worth, ["exchange", code]);
    if (worth?.amount === 0) {
      const message = t("A rate of 0 makes every price in {0} vanish: write what 1 {0} is worth, for example 0.92 EUR.", code.toUpperCase());
      say(["exchange", code], "absurd-value", "warning", message);
    }
  }
  amount(scenario.budget?.cost, ["budget", "cost"]);
  for (const [name, { price }] of Object.entries(scenario.hosts ?? {})) amount(price, ["hosts", name, "price"]);
  for (const [name, { cost }] of Object.entries(scenario.services ?? {})) {
    amount(cost?.development, ["services", name, "cost", "development"]);
    amount(cost?.maintenance, ["services", name, "cost", "maintenance"]);
  }
}

const known = new Set(Intl.supportedValuesOf("currency"));
const isCurrency = (code: string): boolean => known.has(code);

const frequent = ["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "MAD", "TND", "DZD", "XOF", "XAF", "JPY", "CNY", "INR", "BRL"];
