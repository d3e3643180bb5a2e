/** Tokens that an answer is taken to have until it is measured. */
export const usualAnswer = 300;

/** Tokens of an answer whose length nobody wrote: no more than the code lets it have. */
export function assumedAnswer(longest: number | null): number {
  return Math.min(usualAnswer, longest ?? Number.POSITIVE_INFINITY);
}
