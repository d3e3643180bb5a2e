import loadHighs from "highs";
import type { DecisionProblem } from "../../src/core/decision/plan";
import { flipCount } from "../../src/core/decision/robustness";
import { selectPlan } from "../../src/core/decision/selectPlan";
import { valueProgram } from "../unit/decision/highsOracle";
import { largeProblem, random } from "../unit/decision/problems";
import { type Figure, printFigures, sampleOf } from "./support/figures";

// Prints times, asserts nothing: `npm run bench`.
// Ours answers the whole rule (fewest partial levels, value, carbon, changes); HiGHS here only the best value.

const seeds = [1, 2, 3, 4, 5];
const shapes: readonly { rows: number; hosts: number; months: number; needs?: boolean; cost?: boolean }[] = [
  { rows: 16, hosts: 3, months: 12 },
  { rows: 48, hosts: 6, months: 12 },
  { rows: 100, hosts: 6, months: 12 },
  { rows: 100, hosts: 6, months: 12, needs: true, cost: true },
  { rows: 100, hosts: 6, months: 120 },
  { rows: 800, hosts: 20, months: 12 },
];

const highs = await loadHighs();
printFigures("Exact recommendation, 5 instances each", shapes.map(recommendation));
printFigures("Flip probabilities, 100 rows, 6 hosts, each row's carbon x 0.8 to 1.25", [draws("greedy", 200, { budget: 300 }), draws("exact", 100, {})]);

function recommendation(shape: (typeof shapes)[number]): Figure {
  const instances = seeds.map((seed) => largeProblem({ ...shape, seed }));
  selectPlan(instances[0] as DecisionProblem);
  const ours = instances.map((instance) => timed(() => selectPlan(instance)));
  const proven = ours.filter(({ result }) => result.feasible && result.exact).length;
  const theirs = shape.rows > 100 ? null : instances.map((instance) => timed(() => highs.solve(valueProgram(instance), { mip_rel_gap: 1e-6 })).ms);
  return {
    what: [`${shape.rows} rows, ${shape.hosts} hosts, ${shape.months} months`, ...(shape.needs ? ["needs"] : []), ...(shape.cost ? ["cost"] : [])].join(", "),
    ours: sampleOf(ours.map(({ ms }) => ms)),
    unit: "ms",
    ...(shape.rows === 100 && shape.months === 12 && { budget: 150 }),
    peer: theirs === null ? null : sampleOf(theirs),
    note: `proven ${proven} of ${ours.length}; the peer is HiGHS, the best value alone`,
  };
}

function draws(method: "greedy" | "exact", count: number, budget: Pick<Figure, "budget">): Figure {
  const central = largeProblem({ rows: 100, hosts: 6, months: 12, seed: 1 });
  const problems = Array.from({ length: count }, (_, k) => shaken(central, k));
  const flips = flipCount(central, method);
  const { ms } = timed(() => problems.forEach((problem) => flips.add(problem)));
  return {
    what: `${count} ${method} draws`,
    ours: ms,
    unit: "ms",
    ...budget,
    note: `highest flip probability ${Math.max(...flips.probabilities()).toFixed(2)}`,
  };
}

function timed<T>(run: () => T): { result: T; ms: number } {
  const from = performance.now();
  const result = run();
  return { result, ms: performance.now() - from };
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
