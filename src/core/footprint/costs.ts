import type { Cost } from "../analysis/estimate";
import type { Money } from "../quantity/quantity";

/** Amounts by currency, unsummed. */
export type Costs = Readonly<Record<string, number>>;

export const noCost: Costs = {};

/** Sums by currency; amounts of different currencies are never added, and a currency that is missing counts as 0. */
export function addCosts(...all: readonly Costs[]): Costs {
  const sum: Record<string, number> = {};
  for (const costs of all) for (const [currency, amount] of Object.entries(costs)) sum[currency] = (sum[currency] ?? 0) + amount;
  return sum;
}

/** Each amount times `factor`, such as hours for a price an hour; -1 turns a sum into a difference. */
export function scaleCosts(costs: Costs, factor: number): Costs {
  return Object.fromEntries(Object.entries(costs).map(([currency, amount]) => [currency, amount * factor]));
}

/** What is known of a sum that is not known whole: nothing where all of it is 0. */
export function leastCosts(costs: Costs): Costs {
  return Object.fromEntries(Object.entries(costs).filter(([, amount]) => amount !== 0));
}

/** `{ USD: 0.92 EUR }` turns 10 USD into 9.2 EUR when EUR is wanted; without a rate the money stays as it is. */
export function exchanged(money: Money, currency: string | null, exchange: Readonly<Record<string, Money>>): Costs {
  if (money.currency === currency) return { [money.currency]: money.amount };
  const rate = exchange[money.currency];
  if (rate && rate.currency === currency) return { [rate.currency]: money.amount * rate.amount };
  const inverse = currency === null ? undefined : exchange[currency];
  if (currency !== null && inverse?.currency === money.currency && inverse.amount > 0) return { [currency]: money.amount / inverse.amount };
  return { [money.currency]: money.amount };
}

/** No coin is this small: what sums in another order leave over. */
const roundingError = 1e-9;

/**
 * What the second sum is more than the first: in the one currency in which they differ, whatever stays in others, and in `currency` where they do not
 * differ. Null where they differ in several currencies, which no rate joins, or nothing is known.
 */
export function moreCost(before: Costs, after: Costs, currency: string | null): Money | null {
  const [first, ...others] = Object.entries(addCosts(after, scaleCosts(before, -1))).filter(([, amount]) => Math.abs(amount) > roundingError);
  if (others.length > 0) return null;
  if (first) return { amount: first[1], currency: first[0] };
  const same = currency ?? Object.keys(before)[0];
  return same === undefined ? null : { amount: 0, currency: same };
}

/** The amount in one currency; null as soon as any part is in another, or nothing is known. */
export function costIn(costs: Costs, currency: string | null): Cost {
  const others = Object.entries(costs).some(([key, amount]) => key !== currency && amount !== 0);
  const known = currency !== null && currency in costs;
  return { amount: known && !others ? (costs[currency] as number) : null, byCurrency: costs };
}
