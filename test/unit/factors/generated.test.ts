import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deriveSizes } from "../../../src/core/factors/deriveSizes";
import { factorSet } from "../../../src/core/factors/factorSet";
import { factorData, sizeRowsText } from "../../../src/core/factors/generated";

const advice = "Factor data changed: run `npm run factors` and commit what it writes.";

test("the committed sizes are what the published figures give", () => {
  expect(readFileSync(join(__dirname, "../../../src/core/factors/azureSizeRows.ts"), "utf8"), advice).toBe(sizeRowsText());
});

test("the version of the factor set is that of its content", () => {
  expect(factorSet.hash, advice).toBe(createHash("sha256").update(factorData()).digest("hex").slice(0, 12));
  expect(factorSet.date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test("one factor more or less is another version", () => {
  const data = factorData();
  for (const part of [
    "Standard_NC4as_T4_v3",
    "grid/FR",
    "nllb-200-distilled-600M",
    "mistral-v1",
    "decodeRows",
    "forwardFit",
    "unknownEngines",
    "imageRows",
    "voiceRows",
    "whisper-large-v3-turbo",
    "gpu/idle-share",
    "cpu/idle-per-vcpu",
  ])
    expect([part, data.includes(part)]).toEqual([part, true]);
});

// carbon-method.md section 10: VM idle with model 41.9 W [11.9-50.5], busy 84.6 W, embodied 4.39 g/h [2.2-8.8].
test("a T4 machine comes out as the method's worked example has it; a sixth of a card is a sixth", () => {
  const row = (name: string) => deriveSizes().find(([size]) => size === name);
  expect(row("NC4as_T4_v3")?.slice(4, 7)).toEqual([
    [41.94, 11.9, 50.48],
    [84.62, 41.77, 92.46],
    [4.39, 2.217, 8.829],
  ]);
  expect(row("NV6ads_A10_v5")?.[3]).toEqual(["A10", 1 / 6]);
  for (const [, , , , ...triples] of deriveSizes()) {
    for (const one of triples.slice(0, 3)) {
      const [central, low, high] = one as readonly [number, number | null, number | null];
      expect((low ?? central) <= central && central <= (high ?? central)).toBe(true);
    }
  }
});
