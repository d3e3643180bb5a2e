import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paceOf } from "../../../src/core/footprint/endpoints/requestSeconds";
import { rangeOfChange } from "../../../src/core/whatIf/rangeOfChange";
import { suggest } from "../../../src/core/whatIf/suggest";
import { analysisOf, snapshotOf } from "../../support/analyse";

const founding = readFileSync(join(__dirname, "../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const undecided = founding.replace(/decisions:\n(?: {2}.*\n)+/, "");

test("the range of a difference is that of the option of the same change: both sides are drawn together", () => {
  const found = suggest(snapshotOf(undecided), { of: "everything" });
  const asleep = found?.suggestions.find(({ label }) => label === "text: stopped between requests");
  const option = analysisOf(undecided).matrix?.options.find(({ id }) => id === "deployment:text");
  expect(asleep).toBeDefined();
  for (const [end, other] of [
    ["low", "high"],
    ["central", "central"],
    ["high", "low"],
  ] as const)
    expect(asleep?.changeRange[end]).toBeCloseTo(-(option?.avoided.total[other] ?? Number.NaN), 6);
});

test("a change that one sets by hand has the same range as the one that is proposed", () => {
  const found = suggest(snapshotOf(undecided), { of: "everything" });
  const proposed = found?.suggestions.find(({ label }) => label === "text: stopped between requests");
  const set = undecided.replace(/(text: \{ sku: Standard_NC4as_T4_v3), deployment: dedicated/, "$1, deployment: scale-to-zero");
  const { baseline } = rangeOfChange(snapshotOf(undecided), snapshotOf(set));
  expect(baseline?.central).toBeCloseTo(proposed?.changeRange.central ?? Number.NaN, 9);
  expect(baseline?.low).toBeCloseTo(proposed?.changeRange.low ?? Number.NaN, 9);
});

test("what changes nothing has no range, whatever is uncertain", () => {
  expect(rangeOfChange(snapshotOf(undecided), snapshotOf(`${undecided}\n`)).decided).toEqual({ low: 0, central: 0, high: 0 });
  // Sums of another order differ in their last digit.
  const row = (name: string, tokens: number): string =>
    `  ${name}: { endpoint: "POST /${name}", task: embedding, model: bge-m3, input: { tokens: ${tokens}..${7 * tokens} } }\n`;
  const inOrder = (...rows: readonly string[]): string =>
    `version: 1\nregion: francecentral\nvolume: { files: 700/month }\nhosts: { gpu: { sku: Standard_NC4as_T4_v3, deployment: serverless } }\nservices:\n${rows.join("")}`;
  const rows = [row("a", 331), row("b", 47), row("c", 1301)];
  expect(rangeOfChange(snapshotOf(inOrder(...rows)), snapshotOf(inOrder(...rows.toReversed()))).baseline).toEqual({ low: 0, central: 0, high: 0 });
});

// [before, after, the machine has to start, judgement]
test.each<[number, number, boolean, string]>([
  [2, 2.9, false, "same"],
  [2, 3.1, false, "slower"],
  [2, 2, true, "slower"],
  [2, 21, false, "far-slower"],
  [2, 21, true, "far-slower"],
])("one judgement of speed: %s s to %s s, waiting: %s", (before, after, waits, pace) => {
  expect(paceOf({ before, after }, { waits })).toBe(pace);
});
