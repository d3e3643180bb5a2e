import fc from "fast-check";
import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../../src/core/text";
import { Draft, recommendedChanges } from "../../../src/protocol/draft";
import type { Step } from "../../../src/protocol/messages";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

const t = translator("en");
const text = `version: 1
budget: { carbon: 6 kg/month }   # the board's
volume: { files: 500/month }
languages:
  fr: { share: 95 % }
  ar: { share: 5 % }
services:
  generation: { model: "mistral:7b" }
decisions:
  generation/ar: { level: 0 %, reason: "no reader yet" }   # kept
`;
const budget = (carbon: string): Step => [{ type: "budget", carbon }];
const level = (language: string, to: 0 | 0.5 | 1 | null): Step => [{ type: "level", service: "generation", language, level: to }];
const on = (draft: Draft, base = text) => draft.on(base, t, "EUR");

test("steps are made one after the other, and undone one by one, back to the first text", () => {
  const draft = new Draft();
  draft.add(budget("8"));
  draft.add(level("ar", 1));
  expect(on(draft).text).toBe(text.replace("6 kg", "8 kg").replace("level: 0 %", "level: 100 %"));
  expect(draft.undo()).toBe(true);
  expect(on(draft).text).toBe(text.replace("6 kg", "8 kg"));
  expect(draft.undo()).toBe(true);
  expect(on(draft).text).toBe(text);
  expect(draft.undo()).toBe(false);
});

test("a slider on its way is one step; another value begins another", () => {
  const draft = new Draft();
  for (const value of ["7", "8", "9"]) draft.add(budget(value), { replacing: true });
  draft.add([{ type: "volume", files: "600" }], { replacing: true });
  expect(draft.steps).toEqual([budget("9"), [{ type: "volume", files: "600" }]]);
  expect(on(draft).text).toBe(text.replace("6 kg", "9 kg").replace("500/month", "600/month"));
});

test("applying it is one edit of what differs", () => {
  const draft = new Draft();
  draft.add(budget("8"));
  draft.add(level("ar", 1));
  const { edits, text: after } = on(draft);
  expect(edits.length).toBe(1);
  expect(applyEdits(text, edits)).toBe(after);
});

test("a draft follows a file that changes under it; what cannot be made any more goes, and says why", () => {
  const draft = new Draft([budget("8"), [{ type: "maintenance", service: "generation", amount: "much" }], level("fr", 0)]);
  const other = text.replace("500/month", "900/month");
  const { text: after, refused } = on(draft, other);
  expect(refused.length).toBe(1);
  expect(draft.steps).toEqual([budget("8"), level("fr", 0)]);
  expect(after).toContain("900/month");
  expect(after).toContain("8 kg/month");
  expect(after).toContain("generation/fr");
});

test("whatever is tried and undone, the text is that of the steps that are left", () => {
  const step = fc.oneof(
    fc.integer({ min: 0, max: 30 }).map((kg) => budget(String(kg))),
    fc.tuple(fc.constantFrom("fr", "ar"), fc.constantFrom(0, 0.5, 1, null)).map(([language, to]) => level(language, to as 0 | 0.5 | 1 | null)),
  );
  const act = fc.oneof(fc.record({ step, replacing: fc.boolean() }), fc.constant("undo" as const));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const draft = new Draft();
      for (const one of acts) {
        if (one === "undo") draft.undo();
        else draft.add(one.step, { replacing: one.replacing });
        on(draft);
      }
      expect(on(draft).text).toBe(on(new Draft(draft.steps)).text);
    }),
    { numRuns: 60 },
  );
});

test("the recommended plan fills what is open: decisions that exist, and locked rows, stay", () => {
  const rows = [
    fakeRow("a", null, { recommended: 0, decided: null }),
    fakeRow("b", null, { recommended: 0, decided: 1 }),
    fakeRow("c", null, { recommended: 0, decided: null, locked: true }),
    fakeRow("d", null, { recommended: null, decided: null }),
  ];
  expect(recommendedChanges({ ...(fakeAnalysis().matrix as Matrix), rows })).toEqual([{ type: "level", service: "a", language: null, level: 0 }]);
});
