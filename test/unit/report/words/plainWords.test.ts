import { expect, test } from "vitest";
import catalogue from "../../../../l10n/fr.json";

// Sentences that a reader took for something else, as patterns that no sentence may fit again.

test.each([
  ["the advice compares two changes, so it is no superlative", /reduce it most/],
  ["a criticality or an engine is written, not measured", /assumptions, to be measured first/],
  ["one service is no plural", /the services are \{/],
  ["a licence is checked for a purpose", /: check it\./],
  ["brackets do not nest", /\(\{0\}[^)]*\(/],
])("%s", (_, pattern) => expect(Object.keys(catalogue).filter((sentence) => pattern.test(sentence))).toEqual([]));
