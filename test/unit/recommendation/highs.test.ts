import { expect, test } from "vitest";
import type { DecisionProblem, Machine } from "../../../src/core/decision/plan";
import type { Level } from "../../../src/core/scenario/scenario";
import { analyse } from "../../support/analyse";
import { highsOracle } from "../decision/highsOracle";
import { budgetsOf } from "./budgets";
import { keyOf, type OracleProblem, oracleProblem, tooFew } from "./oracle";
import { sample, textOf } from "./scenarios";

const oracle = await highsOracle();

/** The oracle's own figures in the form that HiGHS is given; nothing of it comes from the engine. */
function program(problem: OracleProblem, budget: { carbon: number | null; cost: number | null }): DecisionProblem {
  const { rows, months, fixed, upkeep } = problem;
  const every = (one: number): number[] => new Array<number>(months).fill(one);
  const base = { carbon: every(0), cost: every(0) };
  const charges: DecisionProblem["charges"][number][] = [];
  const beyond = new Set(tooFew(problem));
  const machines: Machine[] = [];
  for (const [name, { carbon, cost, stays, hours }] of fixed) {
    const members = rows.filter(({ host }) => host.name === name);
    if (hours > 0 && !beyond.has(name))
      machines.push({ id: name, base: every(0), load: Object.fromEntries(members.map(({ id, busy }) => [id, busy.map((one) => one / hours)])) });
    if (!stays) charges.push({ id: name, carbon: every(carbon), cost: every(cost), rows: members.map(({ id }) => id) });
    else
      base.carbon.forEach((_, m) => {
        base.carbon[m] = (base.carbon[m] as number) + carbon;
        base.cost[m] = (base.cost[m] as number) + cost;
      });
  }
  for (const [name, cost] of upkeep)
    charges.push({ id: `upkeep ${name}`, carbon: every(0), cost: every(cost), rows: rows.filter(({ service }) => service === name).map(({ id }) => id) });
  return {
    rows: rows.map(({ id, service, value, carbon, cost, min, max, needs, before }) => ({
      id,
      service,
      language: null,
      weight: 1,
      files: value,
      value,
      carbon,
      cost,
      host: null,
      min: min as Level,
      max: max as Level,
      needs: needs === null ? [] : [needs],
      decided: before as Level,
    })),
    charges,
    machines,
    base,
    budget,
    current: null,
  };
}

const seeds = Array.from({ length: Number(process.env.SEEDS ?? 12) }, (_, k) => k + 1001);

test.each(seeds)("HiGHS finds as good a plan and no better one for a larger scenario: %i", { timeout: 120_000 }, (seed) => {
  const of = sample(seed, { rows: 16 + (seed % 3) * 12, hosts: 6 });
  const budget = budgetsOf(of);
  const text = textOf(of, budget);
  const { matrix } = analyse(text);
  const { recommended } = matrix.plans;
  const problem = oracleProblem(of, matrix);
  const instance = program(problem, budget);
  let wanted: ReturnType<typeof oracle.rule> | null = null;
  try {
    wanted = oracle.rule(instance);
  } catch (error) {
    expect(String(error)).toMatch(/Infeasible/);
  }
  expect(recommended.feasible, text).toBe(wanted === null ? false : recommended.overfull === undefined ? true : null);
  if (wanted === null) return;
  const mine = keyOf(
    problem,
    problem.rows.map(({ id, min }) => matrix.rows.find((row) => row.id === id)?.recommended ?? min),
  );
  expect(mine.partial, text).toBe(wanted.partial);
  expect(mine.value / wanted.value, text).toBeCloseTo(1, 6);
  // What is there whatever we decide is no part of the program's objective.
  const base = instance.base.carbon.reduce((sum, kg) => sum + kg, 0);
  expect((mine.carbon - base) / wanted.carbon, text).toBeCloseTo(1, 5);
});
