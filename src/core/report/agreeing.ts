import { changeBetween } from "../quantity/changeBetween";

// Each figure is rounded by itself, from full precision. Where the rounded ones contradict one another (9.8 kg -> 5.3 kg, −4.4 kg),
// all of them are written with as many more figures as it takes until they do not: 9.78 kg -> 5.35 kg, −4.43 kg.

/** Significant figures of an amount. */
export type Digits = (value: number) => number;

/** Figures with which each of these sums, whose terms add up to nothing, can be checked by its reader; small terms need no more than two. */
export function agreeingDigits(sums: readonly (readonly (number | null)[])[]): Digits {
  const known = sums.filter((terms): terms is readonly number[] => terms.every((term) => term !== null));
  const most = Math.max(0, ...known.flat().map(Math.abs));
  const figures =
    (digits: number): Digits =>
    (value) =>
      Math.abs(value) < most / 10 ? 2 : digits;
  return [2, 3, 4].map(figures).find((digits) => known.every((terms) => addsUp(terms, digits))) ?? figures(5);
}

/** Of what was, what is and what lies between. */
export function changeDigits(before: number | null, after: number | null): Digits {
  return agreeingDigits(before === null || after === null ? [] : [[before, changeBetween(before, after), -after]]);
}

/** To the cent where whole amounts of money contradict one another. */
export function changeCents(before: number | null, after: number | null): "whole" | "cents" {
  if (before === null || after === null) return "whole";
  return Math.round(before) + Math.round(after - before) === Math.round(after) ? "whole" : "cents";
}

/** The rounded terms leave no more than half of the coarsest last figure. */
function addsUp(terms: readonly number[], digits: Digits): boolean {
  const left = terms.reduce((sum, term) => sum + Number(term.toPrecision(digits(term))), 0);
  const unit = Math.max(...terms.map((term) => (term === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(term))) - digits(term) + 1))));
  return Math.abs(left) <= 0.5 * unit * (1 + 1e-9);
}
