import loadHighs from "highs";
import type { DecisionProblem } from "../../../src/core/decision/plan";
import { levelNames } from "./problems";

/** What HiGHS finds: value of the best plan, then the rule of DESIGN.md section 5, one optimisation after the other. */
export interface OracleResult {
  readonly best: number;
  readonly partial: number;
  readonly value: number;
  readonly carbon: number;
}

export async function highsOracle(): Promise<{ best(problem: DecisionProblem): number; rule(problem: DecisionProblem): OracleResult }> {
  const highs = await loadHighs();
  const run = (text: string): number => {
    const made = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 1e-7, mip_feasibility_tolerance: 1e-9, primal_feasibility_tolerance: 1e-9 });
    if (made.Status !== "Optimal") throw new Error(`HiGHS: ${made.Status}`);
    return made.ObjectiveValue;
  };
  const best = (problem: DecisionProblem): number => run(program(problem, "value", []));
  return {
    best,
    rule(problem) {
      const most = best(problem);
      const slack = 1e-7 * Math.max(1, most);
      const good = `${terms(problem, "value")} >= ${0.99 * most - slack}`;
      const partial = Math.round(run(program(problem, "partial", [good])));
      const few = `${terms(problem, "partial")} <= ${partial}`;
      const value = run(program(problem, "value", [good, few]));
      const carbon = run(program(problem, "carbon", [`${terms(problem, "value")} >= ${value - slack}`, few]));
      return { best: most, partial, value, carbon };
    },
  };
}

/** The search for the best value alone, as a linear program text. */
export const valueProgram = (problem: DecisionProblem): string => program(problem, "value", []);

type Goal = "value" | "partial" | "carbon";

/** x_i_l: row i at level l; y_g: charge g is paid. */
function program(problem: DecisionProblem, goal: Goal, more: readonly string[]): string {
  const { rows, charges, base, budget, machines = [] } = problem;
  const position = new Map(rows.map((row, index) => [row.id, index]));
  const lines: string[] = [];
  rows.forEach((row, i) => {
    lines.push(`${levelNames.map((_, l) => `x_${i}_${l}`).join(" + ")} = 1`);
    levelNames.forEach((level, l) => {
      if (level < row.min || level > row.max) lines.push(`x_${i}_${l} = 0`);
    });
    for (const id of row.needs) {
      const j = position.get(id) as number;
      lines.push(`${levelNames.map((level, l) => `${level} x_${i}_${l} - ${level} x_${j}_${l}`).join(" + ")} <= 0`);
    }
  });
  charges.forEach((charge, g) => {
    for (const id of charge.rows) lines.push(`y_${g} + x_${position.get(id)}_0 >= 1`);
  });
  if (budget.carbon !== null) {
    base.carbon.forEach((kg, m) => {
      lines.push(
        `${sum(
          problem,
          (i) => rows[i]?.carbon[m] ?? 0,
          (g) => charges[g]?.carbon[m] ?? 0,
        )} <= ${(budget.carbon as number) - kg}`,
      );
    });
  }
  if (budget.cost !== null) {
    base.cost.forEach((money, m) => {
      lines.push(
        `${sum(
          problem,
          (i) => rows[i]?.cost[m] ?? 0,
          (g) => charges[g]?.cost[m] ?? 0,
        )} <= ${(budget.cost as number) - money}`,
      );
    });
  }
  for (const machine of machines)
    machine.base.forEach((share, m) => {
      lines.push(
        `${sum(
          problem,
          (i) => machine.load[rows[i]?.id ?? ""]?.[m] ?? 0,
          () => 0,
        )} <= ${1 + 1e-6 - share}`,
      );
    });
  const names = [...rows.flatMap((_, i) => levelNames.map((__, l) => `x_${i}_${l}`)), ...charges.map((_, g) => `y_${g}`)];
  return [
    goal === "value" ? "Maximize" : "Minimize",
    ` obj: ${terms(problem, goal)}`,
    "Subject To",
    ...[...lines, ...more].map((line, k) => ` c${k}: ${line}`),
    "Binary",
    ...names.map((name) => ` ${name}`),
    "End",
  ].join("\n");
}

function terms(problem: DecisionProblem, goal: Goal): string {
  const { rows, charges } = problem;
  if (goal === "partial") return rows.flatMap((_, i) => [1, 2, 3].map((l) => `x_${i}_${l}`)).join(" + ");
  const total = (carbon: readonly number[]): number => carbon.reduce((all, kg) => all + kg, 0);
  return goal === "value"
    ? sum(
        problem,
        (i) => rows[i]?.value ?? 0,
        () => 0,
      )
    : sum(
        problem,
        (i) => total(rows[i]?.carbon ?? []),
        (g) => total(charges[g]?.carbon ?? []),
      );
}

function sum(problem: DecisionProblem, row: (i: number) => number, charge: (g: number) => number): string {
  const parts = problem.rows.flatMap((_, i) => levelNames.flatMap((level, l) => (level * row(i) === 0 ? [] : [`${level * row(i)} x_${i}_${l}`])));
  problem.charges.forEach((_, g) => {
    if (charge(g) !== 0) parts.push(`${charge(g)} y_${g}`);
  });
  return parts.length > 0 ? parts.join(" + ") : "0 x_0_0";
}
