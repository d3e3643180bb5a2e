import { expect, test } from "vitest";
import { abatementSteps, byRank, comparedWith } from "../../../src/core/decision/alternatives";
import { nearestChanges } from "../../../src/core/decision/nearestChange";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { carbonAtShadowPrice, shadowPriceIn } from "../../../src/core/decision/shadowPrice";
import { host, problem, random, row } from "./problems";

const rows = [
  row("t/fr", "A", 20, 10, { service: "t", language: "fr" }),
  row("t/ar", "A", 25, 4, { service: "t", language: "ar" }),
  row("g/fr", "B", 12, 5, { service: "g", language: "fr", needs: ["t/fr"], cost: [7] }),
  row("g/ar", "B", 36, 3, { service: "g", language: "ar" }),
  row("unread", null, 2, 0),
];
const hosts = [host("A", 30, rows, 100), host("B", 20, rows, 50)];
const instance = problem(rows, hosts, 90);

test("steps down: what each avoids and loses, with the charges that it switches off", () => {
  const steps = abatementSteps(instance, [1, 1, 1, 1, 1]);
  const step = (kind: string, id: string, to = 0) => steps.find((one) => one.kind === kind && one.id === id && one.to === to);
  expect(step("level", "t/ar", 0.75)).toMatchObject({ avoided: 6.25, lostValue: 1, lossPerKg: 0.16, rows: ["t/ar"] });
  expect(step("level", "t/ar", 0.5)).toBeUndefined();
  // What needs t/fr goes down with it.
  expect(step("level", "t/fr", 0.75)).toMatchObject({ avoided: 8, lostValue: 3.75, rows: ["t/fr", "g/fr"] });
  expect(step("service", "t")).toMatchObject({ avoided: 87, lostValue: 19, rows: ["t/fr", "t/ar", "g/fr"] });
  // All rows of B are those of g: one step, not two.
  expect(step("service", "g")).toMatchObject({ avoided: 68, lostValue: 8 });
  expect(step("charge", "B")).toBeUndefined();
  expect(step("language", "ar")).toMatchObject({ avoided: 61, lostValue: 7 });
});

test("what loses nothing comes first, then the least value lost per kg", () => {
  const steps = abatementSteps(instance, [1, 1, 1, 1, 1]);
  expect(steps[0]).toMatchObject({ id: "unread", to: 0, lostValue: 0 });
  const losses = steps.filter((step) => step.lostValue > 0).map((step) => step.lossPerKg);
  expect(losses).toEqual([...losses].sort((a, b) => a - b));
});

test("no step goes below a floor", () => {
  const bound = problem(
    rows.map((one) => (one.id === "g/fr" ? { ...one, min: 0.5 as const } : one)),
    hosts,
    90,
  );
  const steps = abatementSteps(bound, [1, 1, 1, 1, 1]);
  expect(steps.filter((step) => step.rows.includes("g/fr") && step.to < 0.5)).toEqual([]);
});

test("another deployment is shown with what it saves when it ranks before the recommended plan", () => {
  const recommended = selectPlan(instance);
  const asleep = { label: "text sleeps", problem: { ...instance, charges: [hosts[0] as (typeof hosts)[0]] } };
  const worse = {
    label: "more idle",
    problem: { ...instance, charges: [hosts[0] as (typeof hosts)[0], { ...(hosts[1] as (typeof hosts)[0]), carbon: [40] }] },
  };
  const compared = comparedWith([worse, asleep], recommended).sort(byRank);
  expect(compared.map((one) => one.label)).toEqual(["text sleeps", "more idle"]);
  const [best] = compared;
  expect(best?.gainedValue).toBeGreaterThan(0);
  expect(best?.gainedValue).toBeCloseTo((best?.choice.value ?? 0) - recommended.value, 12);
  expect(best?.savedCarbon).toBeCloseTo((recommended.carbon[0] ?? 0) - (best?.choice.carbon[0] ?? 0), 12);
  expect(comparedWith([], recommended)).toEqual([]);
});

test("the nearest value of an input that changes the plan", () => {
  // b (4 kg) fits while its host takes no more than 3 kg.
  const problemAt = (idle: number) => {
    const pair = [row("a", "A", 3, 10), row("b", "B", 4, 4)];
    return problem(pair, [host("A", 2, pair), host("B", idle, pair)], 12);
  };
  const { below, above } = nearestChanges({ problemAt, low: 1, central: 2, high: 6 });
  expect(below).toEqual([]);
  const [nearest, ...further] = above;
  expect(nearest?.value).toBeGreaterThan(3);
  expect(nearest?.value).toBeLessThanOrEqual(3.04);
  expect(nearest?.levels).toEqual({ b: 0.75 });
  expect(further).toEqual([]);
});

test("each row has its own nearest value", () => {
  const problemAt = (kg: number) => problem([row("a", null, kg, 10), row("b", null, kg, 4)], [], 10);
  const { above } = nearestChanges({ problemAt, low: 1, central: 4, high: 14 });
  expect(above.map(({ levels }) => Object.keys(levels))).toEqual([["b"], ["a"]]);
  expect(above[0]?.value).toBeCloseTo(5, 0);
  expect(above[1]?.value).toBeCloseTo(10, 0);
});

test("shadow price of carbon: published years, straight lines between, flat outside", () => {
  expect([2020, 2025, 2030, 2040, 2050, 2060].map(shadowPriceIn)).toEqual([256, 256, 300, 431.5, 563, 563]);
  expect(carbonAtShadowPrice(500, 2030)).toBe(150);
});

test("a change says on what a level hangs: less room lowers rows, more room raises them, whatever the other rows do for it", () => {
  const next = random(7);
  let moved = 0;
  for (let k = 0; k < 60; k++) {
    const rows = ["a", "b", "c", "d"].map((id) => row(id, null, 1 + Math.floor(next() * 9), 1 + Math.floor(next() * 9)));
    const problemAt = (budget: number) => problem(rows, [], budget);
    const central = 6 + Math.floor(next() * 8);
    const first = selectPlan(problemAt(central)).levels;
    const { below, above } = nearestChanges({ problemAt, low: central / 2, central, high: central * 2 });
    const steps = (changes: typeof below) =>
      changes.flatMap(({ levels }) => Object.entries(levels).map(([id, level]) => level - (first["abcd".indexOf(id)] as number)));
    expect(steps(below).every((step) => step < 0)).toBe(true);
    expect(steps(above).every((step) => step > 0)).toBe(true);
    moved += below.length + above.length;
  }
  expect(moved).toBeGreaterThan(60);
});
