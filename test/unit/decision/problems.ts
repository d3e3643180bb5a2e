import type { DecisionProblem, DecisionRow, FixedCharge, Machine } from "../../../src/core/decision/plan";
import type { Level } from "../../../src/core/scenario/scenario";

/** A row of one month: `["whisper-fr", "A", 20, 10]` is 20 kg and a value of 10 on host A. */
export function row(id: string, host: string | null, carbon: number | readonly number[], value: number, changes: Partial<DecisionRow> = {}): DecisionRow {
  const months = typeof carbon === "number" ? [carbon] : carbon;
  return {
    id,
    service: id,
    language: null,
    weight: 1,
    files: value,
    value,
    carbon: months,
    cost: months.map(() => 0),
    host,
    min: 0,
    max: 1,
    needs: [],
    decided: null,
    ...changes,
  };
}

/** A host whose carbon is there as soon as one of the rows on it is served. */
export function host(id: string, carbon: number | readonly number[], rows: readonly DecisionRow[], cost = 0): FixedCharge {
  const months = typeof carbon === "number" ? [carbon] : carbon;
  return { id, carbon: months, cost: months.map(() => cost), rows: rows.filter((one) => one.host === id).map((one) => one.id) };
}

export function problem(
  rows: readonly DecisionRow[],
  charges: readonly FixedCharge[],
  carbon: number | null,
  changes: Partial<DecisionProblem> = {},
): DecisionProblem {
  const months = rows[0]?.carbon.length ?? 1;
  return {
    rows,
    charges,
    base: { carbon: new Array<number>(months).fill(0), cost: new Array<number>(months).fill(0) },
    budget: { carbon, cost: null },
    current: null,
    ...changes,
  };
}

export const levelNames: readonly Level[] = [0, 0.25, 0.5, 0.75, 1];

/** mulberry32, for instances that are the same on every machine. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Services in languages whose files grow at different rates, on always-on hosts; the budget is a share of the fullest month. */
export function largeProblem({
  rows,
  hosts,
  months,
  seed,
  share = 0.6,
  needs = false,
  cost = false,
  machines = false,
}: {
  rows: number;
  hosts: number;
  months: number;
  seed: number;
  share?: number;
  needs?: boolean;
  cost?: boolean;
  /** every second host has hours for about half of its work */
  machines?: boolean;
}): DecisionProblem {
  const next = random(seed);
  const weights = [1, 0.7, 0.4, 0.1];
  const made: DecisionRow[] = [];
  const services = Math.ceil(rows / 8);
  for (let k = 0; k < rows; k++) {
    const service = Math.floor(k / 8);
    const language = k % 8;
    const growth = 0.02 + 0.1 * next() - (language === 5 ? 0.08 : 0);
    const start = language === 3 ? Math.floor(months / 3) : 0;
    const files = 20 + 500 * next() ** 2;
    const perFile = 0.001 * (0.2 + 3 * next());
    const volumes = Array.from({ length: months }, (_, m) => (m < start ? 0 : files * (1 + growth) ** m));
    const mean = volumes.reduce((total, one) => total + one, 0) / months;
    const weight = weights[Math.floor(next() * 4)] as number;
    const unit = next();
    made.push(
      row(
        `s${service}/l${language}`,
        `h${service % hosts}`,
        volumes.map((volume) => volume * perFile),
        weight * mean,
        {
          weight,
          files: mean,
          cost: volumes.map((volume) => volume * 0.01 * unit),
          needs: needs && service % 3 !== 0 ? [`s${service - 1}/l${language}`] : [],
        },
      ),
    );
  }
  const charges = Array.from({ length: Math.min(hosts, services) }, (_, h) =>
    host(`h${h}`, new Array<number>(months).fill((rows / hosts) * 0.15 * (0.5 + next())), made, 300),
  );
  const total = Array.from(
    { length: months },
    (_, m) => made.reduce((sum, one) => sum + (one.carbon[m] as number), 0) + charges.reduce((sum, one) => sum + (one.carbon[m] as number), 0),
  );
  const monthly = Array.from({ length: months }, (_, m) => made.reduce((sum, one) => sum + (one.cost[m] as number), 0) + 300 * charges.length);
  const money = Math.max(...monthly);
  const full = Array.from({ length: hosts }, (_, h) => `h${h}`).filter((_, h) => machines && h % 2 === 0);
  return problem(made, charges, share * Math.max(...total), {
    budget: { carbon: share * Math.max(...total), cost: cost ? share * money : null },
    ...(machines && { machines: full.map((id) => machine(id, made, next)) }),
  });
}

/** A machine that the rows on it, each with a busy time of its own, would ask about twice its hours. */
export function machine(id: string, rows: readonly DecisionRow[], next: () => number): Machine {
  const members = rows.filter((one) => one.host === id);
  const busy = members.map(({ carbon }) => carbon.map((kg) => kg * (0.5 + next())));
  const months = rows[0]?.carbon.length ?? 1;
  const most = Math.max(...Array.from({ length: months }, (_, m) => busy.reduce((sum, one) => sum + (one[m] as number), 0)));
  return {
    id,
    base: new Array<number>(months).fill(0),
    load: Object.fromEntries(members.map((one, k) => [one.id, (busy[k] as readonly number[]).map((hours) => (2 * hours) / most)])),
  };
}
