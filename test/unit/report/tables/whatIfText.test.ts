import { expect, test } from "vitest";
import { changeWords, choicesOf, settingsOf, whatIfText } from "../../../../src/core/report/tables/whatIfText";
import { massesApart, readerOf } from "../../../../src/core/report/words/figures";
import type { Suggestion, WhatIf } from "../../../../src/core/whatIf/suggest";

const before = { baseline: 10, decided: 5, endpoint: null, baselineCost: 700, decidedCost: 350, feasible: false, atLeast: { baseline: false, decided: false } };

function suggestion(over: Partial<Suggestion> & { to: number }): Suggestion {
  const { to, ...rest } = over;
  return {
    kind: "deployment",
    service: null,
    host: "speech",
    label: "speech: stopped",
    changes: [{ type: "set", path: ["hosts", "speech", "deployment"], value: "scale-to-zero" }],
    after: { ...before, baseline: to },
    changeRange: { low: to - 10, central: to - 10, high: to - 10 },
    change: { baseline: to - 10, decided: 0, cost: -100, paidIn: "EUR" },
    share: (to - 10) / 10,
    alwaysOn: false,
    budget: null,
    seconds: null,
    closes: [],
    notes: [],
    ...rest,
  };
}

const whatIf = (...suggestions: readonly Suggestion[]): WhatIf => ({
  currency: "EUR",
  plan: "baseline",
  before,
  suggestions,
  leftOut: { overCapacity: 0, tooSmall: 2, unknownTime: 0, unknownWork: [], notComputed: 0 },
});

test.each<[number, string]>([
  [5, "10 kg → 5.0 kg/month (−50 %)"],
  [0.03, "10 kg → 30 g/month (−99 %)"],
  [9.9996, "10 kg → 10 kg/month (−0.0040 %)"],
  [12, "10 kg → 12 kg/month (+20 %)"],
])("the effect of a change from 10 kg to %s kg, however small", (to, text) => {
  expect(choicesOf(whatIf(suggestion({ to })), readerOf("en"))[0]?.effect).toBe(text);
});

test("a total that leaves out something served is a least amount, and no share of it is said", () => {
  const atLeast = { baseline: true, decided: true };
  const open = suggestion({ to: 5, share: null });
  const found = { ...whatIf({ ...open, after: { ...open.after, atLeast } }), before: { ...before, atLeast } };
  expect(choicesOf(found, readerOf("en"))[0]?.effect).toBe("at least 10 kg → at least 5.0 kg/month");
  const [one] = found.suggestions as readonly [Suggestion, ...Suggestion[]];
  const asked = { ...found, before: { ...found.before, endpoint: 4 }, suggestions: [{ ...one, after: { ...one.after, endpoint: 0.012 } }] };
  expect(choicesOf(asked, readerOf("en"))[0]?.effect).toBe("here 4.0 kg → 12 g · in all at least 10 kg → at least 5.0 kg/month");
  expect(whatIfText(found, 3, readerOf("en"))).toContain("at least 10 kg → at least 5.0 kg");
});

test("of a total that is a least amount a change is a part of at most so much, and little of it is little", () => {
  const atLeast = { baseline: true, decided: true };
  const open = (to: number, label: string) => {
    const one = suggestion({ to, label, kind: "size", host: label, shareIsMost: true, change: { baseline: to - 10, decided: 0, cost: 0, paidIn: "EUR" } });
    return { ...one, after: { ...one.after, atLeast } };
  };
  const found = { ...whatIf(open(5, "half"), open(9.99, "little")), before: { ...before, atLeast } };
  expect(choicesOf(found, readerOf("en"))[0]?.effect).toBe("at least 10 kg → at least 5.0 kg/month (up to −50 %)");
  const text = whatIfText(found, 3, readerOf("en"));
  expect(text).toMatch(/1\. half .* up to −50 %/);
  expect(text).not.toContain("little ");
  expect(text).toContain("1 more would change less than 1 %: --json lists it.");
});

test.each<[number, number, string]>([
  [28.9505, 28.9265, "28.95 kg → 28.93 kg"],
  [28.9505, 28.9493, "29 kg → 29 kg"],
  [28.5004, 28.4996, "28.5 kg → 28.5 kg"],
  [29, 27.6, "29.0 kg → 27.6 kg"],
  [29, 27, "29 kg → 27 kg"],
  [0.9995, 1.0004, "1.0 kg → 1.0 kg"],
])("before and after do not contradict what they differ by: %s and %s kg", (from, to, text) => {
  expect(massesApart(1000 * from, 1000 * to, readerOf("en")).join(" → ")).toBe(text);
});

test("what the figure does not show is said: the budget, how little it counts, how slow, an unknown price", () => {
  const [choice] = choicesOf(
    whatIf(
      suggestion({
        to: 9.8,
        alwaysOn: true,
        budget: "into",
        seconds: { service: "transcription", before: 10, after: 25 },
        notes: ["Quality."],
        change: { baseline: -0.2, decided: 0, cost: null, paidIn: null },
      }),
    ),
    readerOf("en"),
  );
  expect(choice?.remarks).toBe(
    "cost unknown · On a machine that mostly waits the model hardly counts: −2 %. With it the budget holds. A mean request takes 25 s instead of 10 s. Quality.",
  );
});

test("savings come first; what saves nothing or takes ten times as long comes after", () => {
  const slow = suggestion({ to: 1, label: "slow", seconds: { service: "transcription", before: 1, after: 11 } });
  const good = suggestion({ to: 4, label: "good" });
  const worse = suggestion({ to: 20, label: "worse" });
  expect(choicesOf(whatIf(slow, good, worse), readerOf("en")).map(({ label, saves }) => [label, saves])).toEqual([
    ["good", true],
    ["slow", false],
    ["worse", false],
  ]);
  const text = whatIfText(whatIf(slow, good, worse), 3, readerOf("en"));
  expect(text).toContain("1 more would save too, but a mean request would take over ten times as long.");
  expect(text).toContain("2 were left out because the models would not fit.");
  expect(text).toContain("--set hosts.speech.deployment=scale-to-zero");
  expect(whatIfText(whatIf(worse), 3, readerOf("fr"))).toContain("Aucun changement essayé");
});

test("what a gate would close is no saving, and is said", () => {
  const closes = ["g/fr", "g/en"].map((row) => ({ row, code: "context-overflow" }));
  const found = whatIf(suggestion({ to: 1, label: "merged", closes }), suggestion({ to: 4, label: "good" }));
  expect(choicesOf(found, readerOf("en")).map(({ label, saves, remarks }) => [label, saves, remarks])).toEqual([
    ["good", true, "−100 EUR/month"],
    ["merged", false, "−100 EUR/month · Closes g/fr, g/en (context too short)."],
  ]);
  const text = whatIfText(found, 3, readerOf("en"));
  expect(text).not.toContain("merged");
  expect(text).toContain("1 more would save too, but would close g/fr, g/en (context too short).");
});

test("what changes less than 1 % is counted, not listed, unless it is all there is, or saves money", () => {
  const little = (label: string, cost: number | null) =>
    suggestion({
      to: 9.99,
      label,
      kind: "precision",
      host: label,
      change: { baseline: -0.01, decided: 0, cost, paidIn: "EUR" },
      share: -0.001,
    });
  const good = suggestion({ to: 4, label: "good" });
  const text = whatIfText(whatIf(good, little("cheap", -50), little("free", 0), little("unknown", null), little("cents", -1)), 3, readerOf("en"));
  expect(text).toMatch(/^1\. good[\s\S]*^2\. cheap/m);
  expect(text).not.toMatch(/free|unknown|cents/);
  expect(text).toContain("3 more would change less than 1 %: --json lists them all.");
  expect(whatIfText(whatIf(little("free", 0)), 3, readerOf("en"))).toContain("1. free");
});

test("of a kind only the best few are listed, and how many more there are", () => {
  const sizes = [1, 2, 3, 4, 5].map((to) => suggestion({ to, kind: "size", label: `size ${to}` }));
  const text = whatIfText(whatIf(...sizes), 2, readerOf("en"));
  expect(text).toContain("size 2");
  expect(text).not.toContain("size 3");
  expect(text).toContain("3 more of the same kinds");
});

test("a remark is said once, with the numbers of its lines", () => {
  const noted = (...notes: readonly string[]) =>
    notes.map((note, k) => suggestion({ to: k + 1, kind: "size", label: `size ${k + 1}`, notes: note === "" ? [] : [note] }));
  const text = whatIfText(whatIf(...noted("Look.", "", "Look.", "Look.", "Ask.", "Look.")), 9, readerOf("en"));
  expect(text).toMatch(/^3\. size 3 /m);
  expect(text).toContain("- Look. (1, 3–4, 6)\n");
  expect(text).toContain("- Ask. (5)\n");
});

test("a suggestion as --set takes it: keys with dots in quotes, null for a key that goes", () => {
  const changes: Suggestion["changes"] = [
    { type: "remove", path: ["hosts", "gpu.1", "price"] },
    { type: "set", path: ["hosts", "gpu.1", "hours"], value: "50 h/week" },
  ];
  expect(settingsOf(suggestion({ to: 1, changes }))).toEqual(['hosts."gpu.1".price=null', 'hosts."gpu.1".hours=50 h/week']);
});

test.each<[number, number, number, string]>([
  [-27, -18, -11, "−18 kg (from −27 to −11)"],
  [-4.5, -2.7, 0.21, "−2.7 kg (from −4.5 to 0.21)"],
  [1, 2, 4, "+2.0 kg (1.0–4.0)"],
  [-5, -5, -5, "−5.0 kg"],
])("a difference from %s over %s to %s kg is read as less or more, with its range", (low, central, high, text) => {
  expect(changeWords({ low, central, high }, readerOf("en"))).toBe(text);
});

test("what a list cuts last is what there is to mind: the price stands before it, and how sure a difference is behind it", () => {
  const found = whatIf(suggestion({ to: 5, changeRange: { low: -7, central: -5, high: -4 }, notes: ["Note."] }));
  expect(choicesOf(found, readerOf("en"))[0]?.remarks).toBe("−100 EUR/month · Note. Difference −5.0 kg (from −7.0 to −4.0) a month.");
  expect(whatIfText(found, 3, readerOf("en"))).toContain("−5.0 kg (from −7.0 to −4.0)");
});

test("work whose time is not known is listed as its reader's language lists", () => {
  const unknownWork = ["a", "b"].map((service) => ({ service, reason: "c" }));
  const found = { ...whatIf(suggestion({ to: 5 })), leftOut: { overCapacity: 0, tooSmall: 0, unknownTime: 2, unknownWork, notComputed: 0 } };
  expect(whatIfText(found, 3, readerOf("fr"))).toContain("a\u00a0: c\u00a0; b\u00a0: c");
});

test.each([
  [-100, "up to −100 EUR/month"],
  [100, "at least +100 EUR/month"],
])("a price that is the least to expect makes a saving the most to expect: %i", (cost, text) => {
  const one = suggestion({ to: 5 });
  const least = { ...one, change: { ...one.change, cost, costIsLeast: true as const } };
  expect(choicesOf(whatIf(least), readerOf("en"))[0]?.remarks).toContain(text);
});
