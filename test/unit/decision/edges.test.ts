import { expect, test } from "vitest";
import type { DecisionProblem, FixedCharge } from "../../../src/core/decision/plan";
import { lowestLevels, selectPlan } from "../../../src/core/decision/selectPlan";
import { host, problem, row } from "./problems";

const upkeep: FixedCharge = { id: "upkeep", carbon: [0], cost: [1], rows: ["r0", "r1"] };
const idle = [row("r0", "A", 0, 0, { cost: [8], min: 0.75 }), row("r1", "A", 0, 0), row("r2", "A", 0, 0)];
const circle = [row("a", null, 4, 3, { needs: ["b"] }), row("b", null, 4, 2, { needs: ["a"] }), row("c", null, 1, 4)];

test.each<[string, DecisionProblem, number[]]>([
  ["no rows", problem([], [], 5), []],
  ["no budget: every row at its maximum", problem([row("a", null, 9, 1), row("b", null, 9, 0, { max: 0.5 })], [], null), [1, 0.5]],
  ["a budget of 0: only what emits nothing", problem([row("a", null, 9, 1), row("b", null, 0, 1)], [], 0), [0, 1]],
  ["no value but carbon: down to the floor", problem([row("a", null, 1, 0), row("b", null, 1, 5)], [], 1.5), [0, 1]],
  [
    "no value, no carbon, floors that just fill the budget",
    problem(idle, [host("A", 0, idle, 3), upkeep], null, { base: { carbon: [0], cost: [1] }, budget: { carbon: null, cost: 11 } }),
    [0.75, 1, 1],
  ],
  ["rows that need each other share a level", problem(circle, [], 6), [0.5, 0.5, 1]],
  ["a need that is not there caps nothing", problem([row("a", null, 1, 1, { needs: ["gone"] })], [], 5), [1]],
  ["a floor lifts what it needs", problem([row("a", null, 1, 1), row("b", null, 1, 9, { min: 0.5, needs: ["a"] })], [], 1), [0.5, 0.5]],
  ["ties go to the plan in force", problem([row("a", null, 1, 1), row("b", null, 1, 1)], [], 1, { current: [0, 1] }), [0, 1]],
  ["equal value: less carbon", problem([row("a", null, 20, 1), row("b", null, 19, 1)], [], 20), [0, 1]],
  ["less than 1 % of value is not worth a partial level", problem([row("a", null, 10, 100), row("b", null, 4, 1)], [], 12), [1, 0]],
  ["1 % and more is", problem([row("a", null, 10, 100), row("b", null, 4, 3)], [], 12), [1, 0.5]],
])("%s", (_, instance, levels) => {
  const plan = selectPlan(instance);
  expect(plan.levels).toEqual(levels);
  expect(plan).toMatchObject({ feasible: true, exact: true, gap: 0 });
});

const obliged = [row("a", "A", 4, 3, { min: 0.5 }), row("b", null, 4, 3), row("free", null, 0, 1, { min: 1 })];
test.each<[string, DecisionProblem, object]>([
  ["floors exceed the budget", problem(obliged, [host("A", 3, obliged)], 4), { levels: [0.5, 0, 1], minimumCarbon: 5, causes: ["a"], conflicts: [] }],
  ["the base alone exceeds it", problem([row("a", null, 4, 3)], [], 4, { base: { carbon: [5], cost: [0] } }), { levels: [0], minimumCarbon: 5, causes: [] }],
  [
    "floors exceed the cost budget",
    problem([row("a", null, 0, 1, { min: 1, cost: [7] })], [], null, { budget: { carbon: null, cost: 5 } }),
    { minimumCost: 7, causes: ["a"] },
  ],
  ["one month is enough", problem([row("a", null, [1, 9], 1, { min: 1 })], [], 5), { minimumCarbon: 9, causes: ["a"] }],
  ["a floor above a maximum", problem([row("a", null, 1, 1, { min: 1, max: 0 })], [], 5), { causes: ["a"], conflicts: ["a"] }],
  [
    "a floor above the maximum of what it needs",
    problem([row("a", null, 1, 1, { max: 0 }), row("b", null, 1, 1, { min: 1, needs: ["a"] })], [], 5),
    { causes: ["a", "b"], conflicts: ["a", "b"] },
  ],
])("no plan: %s", (_, instance, expected) => {
  expect(selectPlan(instance)).toMatchObject({ feasible: false, ...expected });
});

test("the lowest levels are floors, and what they need", () => {
  expect(lowestLevels(problem([row("a", null, 1, 1), row("b", null, 1, 1, { min: 0.75, needs: ["a"] })], [], 5))).toEqual([0.75, 0.75]);
});
