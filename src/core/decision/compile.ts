import { type DecisionProblem, fullFrom, tolerance } from "./plan";

// The decision problem as arrays: months that can never be the tightest are gone, rows that need each other are one variable,
// bounds are propagated along `needs`, each remaining budget is a dimension scaled to what is left of it.

/** Levels are counted in quarters: 0 to 4. */
export const quarters = 4;

export interface CompiledCharge {
  /** per dimension */
  readonly weight: Float64Array;
  /** kg summed over the months */
  readonly carbon: number;
  readonly members: readonly number[];
}

export interface Compiled {
  /** number of variables, each a row or rows that need each other and so share a level */
  readonly count: number;
  /** positions in `problem.rows` */
  readonly rows: readonly (readonly number[])[];
  /** number of limits that can bind: months left after reduction, of carbon, of cost, of the hours of machines */
  readonly dims: number;
  /** what is left for rows and charges, in scaled units */
  readonly limit: Float64Array;
  /** by how much each limit may be missed for rounding */
  readonly slack: Float64Array;
  readonly value: Float64Array;
  /** `weight[variable * dims + dim]` at 100 % */
  readonly weight: Float64Array;
  /** kg at 100 %, summed over the months */
  readonly carbon: Float64Array;
  /** bounds in quarters */
  readonly lo: Int8Array;
  readonly hi: Int8Array;
  /** `changes[variable * 5 + quarter]`: rows whose level would differ from the plan in force */
  readonly changes: Float64Array;
  /** variables whose level caps this one's */
  readonly needs: readonly (readonly number[])[];
  /** variables, needed ones first */
  readonly order: readonly number[];
  readonly charges: readonly CompiledCharge[];
  /** charges that an obligation switches on whatever we decide */
  readonly forced: readonly boolean[];
  /** positions of rows whose minimum exceeds their maximum */
  readonly conflicts: readonly number[];
  /** differences in value and carbon below these are ties */
  readonly tie: Tie;
}

export interface Tie {
  readonly value: number;
  readonly carbon: number;
  /** by variable: 1 where plans differed that only their changes told apart; the searches write it */
  readonly between: Uint8Array;
}

/**
 * The problem as arrays that the searches share: rows that need each other in a circle are one group, with their values, carbon
 * and costs summed; levels are counted in quarters, 0 to 4.
 */
export function compile(problem: DecisionProblem): Compiled {
  const { rows } = problem;
  const groups = rowsThatNeedEachOther(problem);
  const groupOf = new Int32Array(rows.length);
  groups.forEach((members, group) => {
    for (const row of members) groupOf[row] = group;
  });
  const count = groups.length;
  const position = new Map(rows.map((row, index) => [row.id, index]));
  const months = problem.base.carbon.length;

  const value = new Float64Array(count);
  const carbon = new Float64Array(count);
  const monthly = Array.from({ length: months }, () => new Float64Array(count));
  const costs = Array.from({ length: months }, () => new Float64Array(count));
  const lo = new Int8Array(count);
  const hi = new Int8Array(count).fill(quarters);
  const changes = new Float64Array(count * 5);
  const needs: Set<number>[] = groups.map(() => new Set());
  rows.forEach((row, index) => {
    const group = groupOf[index] as number;
    value[group] = (value[group] as number) + row.value;
    for (let month = 0; month < months; month++) {
      const kg = row.carbon[month] ?? 0;
      const ofMonth = monthly[month] as Float64Array;
      ofMonth[group] = (ofMonth[group] as number) + kg;
      carbon[group] = (carbon[group] as number) + kg;
      const spent = costs[month] as Float64Array;
      spent[group] = (spent[group] as number) + (row.cost[month] ?? 0);
    }
    lo[group] = Math.max(lo[group] as number, Math.round(row.min * quarters));
    hi[group] = Math.min(hi[group] as number, Math.round(row.max * quarters));
    const before = Math.round((problem.current?.[index] ?? row.max) * quarters);
    for (let level = 0; level <= quarters; level++) {
      if (level !== before) changes[group * 5 + level] = (changes[group * 5 + level] as number) + 1;
    }
    for (const id of row.needs) {
      const needed = position.get(id);
      if (needed !== undefined && groupOf[needed] !== group) needs[group]?.add(groupOf[needed] as number);
    }
  });
  const needed = needs.map((set) => [...set]);
  const order = neededFirst(needed);
  propagate(order, needed, lo, hi);
  const conflicts = rows.flatMap((_, index) => ((lo[groupOf[index] as number] as number) > (hi[groupOf[index] as number] as number) ? [index] : []));

  const allCharges = problem.charges.map((charge) => ({
    charge,
    members: [...new Set(charge.rows.flatMap((id) => (position.has(id) ? [groupOf[position.get(id) as number] as number] : [])))],
  }));
  const charges = allCharges.filter(({ charge, members }) => members.length > 0 && (charge.cost.some((one) => one > 0) || charge.carbon.some((kg) => kg > 0)));
  const forced = charges.map(({ members }) => members.some((member) => (lo[member] as number) > 0));

  // One line a budget and month: coefficients of variables and charges, what is there anyway, the budget.
  const linesOf = (what: "carbon" | "cost", ofRows: readonly Float64Array[]): Line[] => {
    const budget = problem.budget[what];
    if (budget === null) return [];
    const lines = ofRows.map(
      (one, month): Line => ({
        rows: one,
        charges: Float64Array.from(charges, ({ charge }) => charge[what][month] ?? 0),
        base: problem.base[what][month] ?? 0,
        budget,
      }),
    );
    return tightestMonths(lines, lo, hi, forced);
  };
  // A machine has its hours in each month as a budget has its kilograms: a share of 1.
  const machineLines = (problem.machines ?? []).flatMap(({ base, load }) => {
    const lines = base.map((anyway, month): Line => {
      const ofRows = new Float64Array(count);
      rows.forEach(({ id }, index) => {
        const group = groupOf[index] as number;
        ofRows[group] = (ofRows[group] as number) + (load[id]?.[month] ?? 0);
      });
      return { rows: ofRows, charges: new Float64Array(charges.length), base: anyway, budget: fullFrom };
    });
    return tightestMonths(lines, lo, hi, forced);
  });
  const kept = [...linesOf("carbon", monthly), ...linesOf("cost", costs), ...machineLines];
  const binding = kept.filter((line) => atMost(line, hi, forced) > line.budget);

  const dims = binding.length;
  const scale = binding.map((line) => Math.max(Math.abs(line.budget - line.base), 1e-6 * Math.abs(line.budget)) || 1);
  const weight = new Float64Array(count * dims);
  binding.forEach((line, dim) => {
    for (let i = 0; i < count; i++) weight[i * dims + dim] = (line.rows[i] as number) / (scale[dim] as number);
  });
  const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + Math.abs(one), 0);
  const chargeCarbon = charges.map(({ charge }) => charge.carbon.reduce((total, kg) => total + kg, 0));
  return {
    count,
    rows: groups,
    dims,
    // Half the tolerance lies in the limit itself, so that floors that just fill a budget stay possible in the bounds too.
    limit: Float64Array.from(binding, (line, dim) => (line.budget - line.base + 0.5 * tolerance * Math.abs(line.budget)) / (scale[dim] as number)),
    slack: Float64Array.from(binding, (line, dim) => (0.1 * tolerance * Math.abs(line.budget)) / (scale[dim] as number)),
    value,
    weight,
    carbon,
    lo,
    hi,
    changes,
    needs: needed,
    order,
    charges: charges.map(({ members }, g) => ({
      weight: Float64Array.from(binding, (line, dim) => (line.charges[g] as number) / (scale[dim] as number)),
      carbon: chargeCarbon[g] as number,
      members,
    })),
    forced,
    conflicts,
    // Where nothing is worth anything, bounds still differ by their rounding.
    tie: {
      value: tolerance * (sumOf(value) || 1),
      carbon: tolerance * (sumOf(carbon) + sumOf(chargeCarbon)),
      between: new Uint8Array(count),
    },
  };
}

/** Caps each variable by those that it needs, and lifts those to its minimum. `order` has needed ones first. */
export function propagate(order: readonly number[], needs: readonly (readonly number[])[], lo: Int8Array, hi: Int8Array): void {
  for (const i of order) for (const j of needs[i] as number[]) hi[i] = Math.min(hi[i] as number, hi[j] as number);
  for (let at = order.length - 1; at >= 0; at--) {
    const i = order[at] as number;
    for (const j of needs[i] as number[]) lo[j] = Math.max(lo[j] as number, lo[i] as number);
  }
}

interface Line {
  readonly rows: Float64Array;
  readonly charges: Float64Array;
  readonly base: number;
  readonly budget: number;
}

/** The total of a line with every row at its maximum. */
function atMost(line: Line, hi: Int8Array, forced: readonly boolean[]): number {
  let total = line.base;
  for (let i = 0; i < hi.length; i++) total += ((line.rows[i] as number) * (hi[i] as number)) / quarters;
  for (let g = 0; g < forced.length; g++) total += line.charges[g] as number;
  return total;
}

/**
 * Drops each month that another month, or a mix of two, covers in every coefficient: what holds there holds here.
 * Files that grow or shrink by a constant rate are convex in time, so mostly the first and the last month remain.
 */
function tightestMonths(lines: readonly Line[], lo: Int8Array, hi: Int8Array, forced: readonly boolean[]): Line[] {
  // Only what can still vary counts: floors and forced charges are part of the base here.
  const free = [...lo.keys()].filter((i) => (hi[i] as number) > (lo[i] as number));
  const open = forced.flatMap((is, g) => (is ? [] : [g]));
  const vectors = lines.map((line) => {
    let base = line.base;
    for (let i = 0; i < lo.length; i++) base += ((line.rows[i] as number) * (lo[i] as number)) / quarters;
    for (let g = 0; g < forced.length; g++) if (forced[g]) base += line.charges[g] as number;
    return Float64Array.from([base, ...free.map((i) => line.rows[i] as number), ...open.map((g) => line.charges[g] as number)]);
  });
  let kept = [...lines.keys()];
  kept = kept.filter((m) => !kept.some((other) => other !== m && covers(vectors[other] as Float64Array, vectors[m] as Float64Array, other < m)));
  for (const m of [...kept]) {
    const others = kept.filter((other) => other !== m);
    const near = others.length <= 16 ? others : [others[0] as number, ...others.filter((other) => Math.abs(other - m) <= 3), others.at(-1) as number];
    if (near.some((a) => near.some((b) => a < b && mixCovers(vectors[a] as Float64Array, vectors[b] as Float64Array, vectors[m] as Float64Array))))
      kept = others;
  }
  return kept.map((m) => lines[m] as Line);
}

function covers(high: Float64Array, low: Float64Array, orEqual: boolean): boolean {
  let equal = true;
  for (let k = 0; k < low.length; k++) {
    const difference = (high[k] as number) - (low[k] as number);
    if (difference < 0) return false;
    if (difference > 0) equal = false;
  }
  return !equal || orEqual;
}

/** Whether some t in 0..1 gives `t a + (1 - t) b >= m` in every coefficient. */
function mixCovers(a: Float64Array, b: Float64Array, m: Float64Array): boolean {
  let from = 0;
  let to = 1;
  for (let k = 0; k < m.length; k++) {
    const gain = (a[k] as number) - (b[k] as number);
    const wanted = (m[k] as number) - (b[k] as number);
    if (gain > 0) from = Math.max(from, wanted / gain);
    else if (gain < 0) to = Math.min(to, wanted / gain);
    else if (wanted > 0) return false;
    if (from > to) return false;
  }
  return true;
}

/** Groups of rows that need each other in a circle (Tarjan's strongly connected components); other rows stand alone. */
function rowsThatNeedEachOther({ rows }: DecisionProblem): number[][] {
  if (rows.every((row) => row.needs.length === 0)) return rows.map((_, index) => [index]);
  const position = new Map(rows.map((row, index) => [row.id, index]));
  const groups: number[][] = [];
  const index = new Int32Array(rows.length).fill(-1);
  const low = new Int32Array(rows.length);
  const open: number[] = [];
  const isOpen = new Uint8Array(rows.length);
  let next = 0;
  const visit = (v: number): void => {
    index[v] = low[v] = next++;
    open.push(v);
    isOpen[v] = 1;
    for (const id of rows[v]?.needs ?? []) {
      const w = position.get(id);
      if (w === undefined) continue;
      if (index[w] === -1) {
        visit(w);
        low[v] = Math.min(low[v] as number, low[w] as number);
      } else if (isOpen[w]) low[v] = Math.min(low[v] as number, index[w] as number);
    }
    if (low[v] !== index[v]) return;
    const group = open.splice(open.indexOf(v));
    for (const w of group) isOpen[w] = 0;
    groups.push(group);
  };
  for (let v = 0; v < rows.length; v++) if (index[v] === -1) visit(v);
  return groups;
}

function neededFirst(needs: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const done = new Uint8Array(needs.length);
  const visit = (i: number): void => {
    if (done[i]) return;
    done[i] = 1;
    for (const j of needs[i] as number[]) visit(j);
    order.push(i);
  };
  for (let i = 0; i < needs.length; i++) visit(i);
  return order;
}
