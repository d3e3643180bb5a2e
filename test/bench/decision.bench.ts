import loadHighs from "highs";
import type { DecisionProblem } from "../../src/core/decision/plan";
import { flipCount } from "../../src/core/decision/robustness";
import { selectPlan } from "../../src/core/decision/selectPlan";
import { valueProgram } from "../unit/decision/highsOracle";
import { largeProblem, random } from "../unit/decision/problems";

// Prints times, asserts nothing: `npm run bench`.
// Ours answers the whole rule (fewest partial levels, value, carbon, changes); HiGHS here only the best value.

const seeds = [1, 2, 3, 4, 5];
const shapes = [
  { rows: 16, hosts: 3, months: 12 },
  { rows: 48, hosts: 6, months: 12 },
  { rows: 100, hosts: 6, months: 12 },
  { rows: 100, hosts: 6, months: 12, needs: true, cost: true },
  { rows: 100, hosts: 6, months: 120 },
  { rows: 800, hosts: 20, months: 12 },
];

const highs = await loadHighs();
console.log("median [longest] of 5 instances, ms");
for (const shape of shapes) {
  const instances = seeds.map((seed) => largeProblem({ ...shape, seed }));
  selectPlan(instances[0] as DecisionProblem);
  const ours = instances.map((instance) => timed(() => selectPlan(instance)));
  const proven = ours.filter(({ result }) => result.feasible && result.exact).length;
  const theirs = shape.rows > 100 ? [] : instances.map((instance) => timed(() => highs.solve(valueProgram(instance), { mip_rel_gap: 1e-6 })));
  console.log(`${JSON.stringify(shape)}: selectPlan ${show(ours)}, proven ${proven} of ${ours.length}; HiGHS, value alone ${show(theirs)}`);
}

console.log("flip probabilities, 100 rows, 6 hosts, each row's carbon x 0.8 to 1.25");
const central = largeProblem({ rows: 100, hosts: 6, months: 12, seed: 1 });
for (const [method, draws] of [
  ["greedy", 200],
  ["exact", 100],
] as const) {
  const problems = Array.from({ length: draws }, (_, k) => shaken(central, k));
  const count = flipCount(central, method);
  const { ms } = timed(() => problems.forEach((problem) => count.add(problem)));
  console.log(`${draws} ${method} draws: ${ms.toFixed(0)} ms; highest flip probability ${Math.max(...count.probabilities()).toFixed(2)}`);
}

function timed<T>(run: () => T): { result: T; ms: number } {
  const from = performance.now();
  const result = run();
  return { result, ms: performance.now() - from };
}

function show(runs: readonly { ms: number }[]): string {
  const sorted = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted.length === 0 ? "not run" : `${(sorted[sorted.length >> 1] as number).toFixed(1)} [${(sorted.at(-1) as number).toFixed(1)}]`;
}

function shaken(problem: DecisionProblem, seed: number): DecisionProblem {
  const next = random(seed + 1000);
  const factor = (): number => Math.exp((next() - 0.5) * Math.log(1.25 / 0.8));
  const scaled = <T extends { readonly carbon: readonly number[] }>(one: T): T => {
    const by = factor();
    return { ...one, carbon: one.carbon.map((kg) => kg * by) };
  };
  return { ...problem, rows: problem.rows.map(scaled), charges: problem.charges.map(scaled) };
}
