/** The reference value of avoiding a tonne of CO2e in France, euros of 2023; a yardstick for public choices, not a tax. */
export interface ShadowPrice {
  readonly year: number;
  /** EUR of 2023 per tonne CO2e */
  readonly value: number;
}

/** France Stratégie (commission Quinet), La valeur de l'action pour le climat, 20 March 2025; EUR of 2023 per tonne CO2e. */
export const shadowPrices: readonly ShadowPrice[] = [
  { year: 2025, value: 256 },
  { year: 2030, value: 300 },
  { year: 2050, value: 563 },
];

/** Who says so, for the reader. */
export const shadowPriceSource = "France Stratégie, La valeur de l'action pour le climat, 20 March 2025";

/** The shadow price of a year, on straight lines between the published ones; flat before the first and after the last. */
export function shadowPriceIn(year: number): number {
  const first = shadowPrices[0] as ShadowPrice;
  if (year <= first.year) return first.value;
  for (let k = 1; k < shadowPrices.length; k++) {
    const from = shadowPrices[k - 1] as ShadowPrice;
    const to = shadowPrices[k] as ShadowPrice;
    if (year <= to.year) return from.value + ((to.value - from.value) * (year - from.year)) / (to.year - from.year);
  }
  return (shadowPrices.at(-1) as ShadowPrice).value;
}

/** kg a month at the year's shadow price, EUR of 2023 a month. */
export function carbonAtShadowPrice(kgPerMonth: number, year: number): number {
  return (kgPerMonth / 1000) * shadowPriceIn(year);
}
