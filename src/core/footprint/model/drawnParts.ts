import type { Group } from "../rows/rowGroups";
import { drawsAtOnce, fillColumns } from "./draws";
import { type Evaluation, evaluate } from "./evaluate";
import type { PlanParts } from "./figures";
import { type MeanEvaluator, type Monthly, meanEvaluator } from "./meanEvaluator";
import type { Model } from "./model";

/** What a sum of carbon is made of: rows at a level, machines, and what rows carry of their machine. */
export interface PlanTerms {
  readonly served: readonly { readonly row: number; readonly level: number }[];
  readonly hosts: readonly number[];
  readonly carried: readonly number[];
}

/**
 * What plans are made of in every draw. Months of a row differ only by what its group shares, so a row keeps four numbers a draw
 * and not two a month: nothing is held per row, per month and per draw.
 */
export class DrawnParts {
  readonly draws: number;
  private readonly months: number;
  private kept: Monthly | null = null;
  private single: MeanEvaluator | null = null;

  constructor(
    private readonly model: Model,
    private readonly drawn: readonly Float64Array[],
  ) {
    this.draws = drawn[0]?.length ?? 0;
    this.months = model.months.length;
  }

  /** kg in every draw, one array a month. */
  monthly({ served, hosts, carried }: PlanTerms): Float64Array[] {
    const { draws, months } = this;
    if (draws === 0) return Array.from({ length: months }, () => new Float64Array(0));
    const { groups, rows, hostFixed } = this.parts();
    const kg = Array.from({ length: months }, () => new Float64Array(draws));
    const levels = new Map(served.map(({ row, level }) => [row, level]));
    const carrying = new Set(carried);
    for (const group of groups) {
      if (group.host < 0) continue;
      const kind = this.model.hosts[group.host]?.kind;
      const busy = weighted(rows.busy, group.rows, draws, (row) => levels.get(row) ?? 0);
      const made = weighted(rows.made, group.rows, draws, (row) => levels.get(row) ?? 0);
      const idle = weighted(rows.idle, group.rows, draws, (row) => levels.get(row) ?? 0);
      const shares = weighted(rows.carried, group.rows, draws, (row) => (carrying.has(row) ? 1 : 0));
      if (busy) addProduct(kg, busy, group.files);
      if (made && kind === "serverless") addProduct(kg, made, group.files);
      if (made && kind === "scale-to-zero") addProduct(kg, made, group.worked);
      if (idle && kind === "scale-to-zero") addProduct(kg, idle, group.waiting);
      if (shares && group.shared.length > 0) addProduct(kg, shares, group.shared);
    }
    for (const h of hosts) {
      const fixed = hostFixed.subarray(h * draws, (h + 1) * draws);
      for (const month of kg) for (let k = 0; k < draws; k++) month[k] = (month[k] as number) + (fixed[k] as number);
    }
    return kg;
  }

  /** The k-th draw, row by row and month by month, with its hours where some machine is asked for more than it has. */
  at(k: number): PlanParts & { readonly beyondHours: Evaluation | null } {
    this.single ??= meanEvaluator(this.model);
    const values = Float64Array.from(this.drawn, (input) => input[k] as number);
    this.single.at(values);
    return { ...monthByMonth(this.model, this.single.monthly()), beyondHours: this.single.isOverCapacity() ? evaluate(this.model, values) : null };
  }

  private parts(): Monthly {
    this.kept ??= this.evaluated();
    return this.kept;
  }

  /** Some draws at a time, so that what the mean months need besides is never held for all of them. */
  private evaluated(): Monthly {
    const { model, drawn, draws } = this;
    const width = Math.min(drawsAtOnce, draws);
    const { at, monthly } = meanEvaluator(model, width);
    const values = new Float64Array(drawn.length * width);
    let all: Monthly | null = null;
    for (let from = 0; from < draws; from += width) {
      const count = Math.min(width, draws - from);
      fillColumns(values, drawn, { from, count, width });
      at(values, count);
      const some = monthly();
      all ??= widened(some, draws / width);
      const place = { from, count, width, draws };
      for (const name of ["busy", "idle", "made", "carried"] as const) copyColumns(some.rows[name], all.rows[name], place);
      copyColumns(some.hostFixed, all.hostFixed, place);
      some.groups.forEach((group, g) => {
        const to = all?.groups[g] as Group;
        for (const name of ["files", "shared", "waiting", "worked"] as const) copyColumns(group[name], to[name], place);
      });
    }
    return all as Monthly;
  }
}

interface Place {
  readonly from: number;
  readonly count: number;
  /** draws side by side in the source */
  readonly width: number;
  /** and in the target */
  readonly draws: number;
}

function copyColumns(source: Float64Array, target: Float64Array, { from, count, width, draws }: Place): void {
  const positions = source.length / width;
  for (let p = 0; p < positions; p++) target.set(source.subarray(p * width, p * width + count), p * draws + from);
}

/** Arrays of the same form for more draws, empty. */
function widened({ groups, rows, hostFixed }: Monthly, times: number): Monthly {
  const wide = ({ length }: Float64Array): Float64Array => new Float64Array(Math.round(length * times));
  return {
    groups: groups.map((group) => ({
      ...group,
      files: wide(group.files),
      shared: wide(group.shared),
      waiting: wide(group.waiting),
      worked: wide(group.worked),
    })),
    rows: { busy: wide(rows.busy), idle: wide(rows.idle), made: wide(rows.made), carried: wide(rows.carried) },
    hostFixed: wide(hostFixed),
  };
}

/** Every month of every row and host, of an evaluator of one draw. */
export function monthByMonth(model: Model, { groups, rows, hostFixed }: Monthly): PlanParts {
  const months = model.months.length;
  const parts: PlanParts = {
    avoidable: new Float64Array(model.rows.length * months),
    rowFixed: new Float64Array(model.rows.length * months),
    hostFixed: new Float64Array(model.hosts.length * months),
  };
  model.hosts.forEach((_, h) => {
    parts.hostFixed.fill(hostFixed[h] as number, h * months, (h + 1) * months);
  });
  for (const { host, rows: members, files, worked, waiting, shared } of groups) {
    if (host < 0) continue;
    const made = model.hosts[host]?.kind === "serverless" ? files : worked;
    for (const r of members) {
      for (let m = 0; m < months; m++) {
        parts.avoidable[r * months + m] =
          (rows.busy[r] as number) * (files[m] as number) + (rows.idle[r] as number) * (waiting[m] ?? 0) + (rows.made[r] as number) * (made[m] ?? 0);
        parts.rowFixed[r * months + m] = (rows.carried[r] as number) * (shared[m] ?? 0);
      }
    }
  }
  return parts;
}

/** Sum of the rows' columns, each times its weight; null where every weight is 0. */
function weighted(columns: Float64Array, rows: Int32Array, draws: number, weight: (row: number) => number): Float64Array | null {
  let sum: Float64Array | null = null;
  for (const row of rows) {
    const times = weight(row);
    if (times === 0) continue;
    sum ??= new Float64Array(draws);
    const start = row * draws;
    for (let k = 0; k < draws; k++) sum[k] = (sum[k] as number) + times * (columns[start + k] as number);
  }
  return sum;
}

/** Adds each draw's number times its month of a group's vector. */
function addProduct(kg: readonly Float64Array[], each: Float64Array, vector: Float64Array): void {
  const draws = each.length;
  kg.forEach((month, m) => {
    const start = m * draws;
    for (let k = 0; k < draws; k++) month[k] = (month[k] as number) + (each[k] as number) * (vector[start + k] as number);
  });
}
