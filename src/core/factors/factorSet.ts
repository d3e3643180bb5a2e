/** Which factors a figure was computed with. */
export interface FactorSet {
  /** YYYY-MM-DD on which the data last changed */
  readonly date: string;
  /** of the whole content: equal hashes, equal factors */
  readonly hash: string;
}

// Written by `npm run factors`; do not edit by hand.
export const factorSet: FactorSet = { date: "2026-11-27", hash: "8c90968ceaa6" };
