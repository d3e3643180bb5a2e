import type { Matrix } from "../../../src/core/analysis/matrix";
import { type Host, type Sample, weightOf } from "./scenarios";

// The rule of DESIGN.md section 5, written down a second time from its text, with figures of its own: only the busy time of
// a row is taken from the analysis (by inverting its avoidable carbon), everything else is recomputed from the scenario.

export interface OracleRow {
  readonly id: string;
  readonly host: Host;
  readonly service: string;
  /** criticality weight x files of the mean month */
  readonly value: number;
  /** kg and EUR at 100 %, month by month */
  readonly carbon: readonly number[];
  readonly cost: readonly number[];
  /** h that its machine works for it at 100 %, month by month; none where it is rented by the second */
  readonly busy: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly needs: string | null;
  readonly before: number;
}

export interface OracleProblem {
  readonly rows: readonly OracleRow[];
  readonly months: number;
  /** by host, month: while it runs */
  readonly fixed: ReadonlyMap<string, { readonly carbon: number; readonly cost: number; readonly stays: boolean; readonly hours: number }>;
  /** by service, EUR/month while any of its rows is served */
  readonly upkeep: ReadonlyMap<string, number>;
}

/** The problem that the text of the design makes of a sample; null where a gate leaves a row undecidable. */
export function oracleProblem(sample: Sample, { rows: analysed }: Pick<Matrix, "rows">): OracleProblem {
  const { months, intensity, pue } = sample;
  const kgPerWh = (pue * intensity) / 1e6;
  const fixed = new Map(
    sample.hosts.map((host) => {
      const hours = hoursOn(host);
      return [
        host.name,
        { carbon: kgPerWh * host.idle * hours + (host.embodied / 1000) * hours, cost: host.price * hours, stays: host.deployment === "shared", hours },
      ];
    }),
  );
  const rows = sample.services.flatMap((service) =>
    sample.languages.map((spoken): OracleRow => {
      const id = spoken.id === "" ? service.name : `${service.name}/${spoken.id}`;
      const host = sample.hosts.find(({ name }) => name === service.host) as Host;
      const files = Array.from({ length: months }, (_, m) =>
        m < spoken.from ? 0 : spoken.share * Math.min(sample.ceiling ?? Number.POSITIVE_INFINITY, sample.files * (1 + spoken.growth) ** m),
      );
      const mean = files.reduce((sum, one) => sum + one, 0) / months;
      const row = analysed.find((one) => one.id === id) as Matrix["rows"][number];
      const kgPerFile = mean === 0 ? 0 : (row.kgCO2e.avoidable?.central ?? Number.NaN) / mean;
      const hours = busyAndKept(host, kgPerFile, kgPerWh);
      const onDemand = host.deployment === "scale-to-zero" || host.deployment === "serverless";
      const gates = boundsOf(sample, service);
      const decision = sample.decisions.find((one) => one.row === id);
      const locked = decision?.lock ? decision.level : null;
      return {
        id,
        host,
        service: service.name,
        value: weightOf(service.criticality) * mean,
        carbon: files.map((one) => one * kgPerFile),
        cost: files.map((one) => (onDemand ? host.price * one * hours : 0)),
        busy: files.map((one) => (onDemand ? 0 : (one * kgPerFile) / (kgPerWh * (host.busy - host.idle)))),
        min: locked ?? gates.min,
        max: locked ?? gates.max,
        needs: service.needs === null ? null : spoken.id === "" ? service.needs : `${service.needs}/${spoken.id}`,
        before: decision?.level ?? 1,
      };
    }),
  );
  const upkeep = new Map(sample.services.map(({ name, maintenance, development }) => [name, maintenance + development / months]));
  return { rows, months, fixed, upkeep };
}

function hoursOn(host: Host): number {
  switch (host.deployment) {
    case "dedicated":
      return 730 * host.replicas;
    case "scheduled":
      return (host.hours * 730 * host.replicas) / (7 * 24);
    case "shared":
      return 730 * host.replicas * host.share;
    default:
      return 0;
  }
}

/** Hours that one file keeps an on-demand machine on: the inverse of the formulas of DESIGN.md section 4. */
function busyAndKept({ deployment, idle, busy, embodied, replicas }: Host, kgPerFile: number, kgPerWh: number): number {
  if (deployment === "serverless") return kgPerFile / (kgPerWh * busy + embodied / 1000);
  if (deployment !== "scale-to-zero") return 0;
  // One burst a request, five minutes of keep-alive and 30 s of cold start, all replicas.
  const kept = 330 / 3600;
  const fixedPart = kgPerWh * idle + embodied / 1000;
  // kg = busyWh x t + fixedPart x (on - t), with on = (t + kept) x replicas
  const t = (kgPerFile - fixedPart * kept * replicas) / (kgPerWh * busy + fixedPart * (replicas - 1) + embodied / 1000);
  return (t + kept) * replicas;
}

function boundsOf(sample: Sample, service: Sample["services"][number]): { min: number; max: number } {
  const licence = service.model === "nllb-200-distilled-600m" && !service.licence && sample.use === "commercial";
  const overflow = service.model === "mistral:7b" && service.characters > 20000;
  const max = licence || overflow || service.notShown ? 0 : 1;
  const min = service.obligation ?? 0;
  return { min, max: Math.max(min, max) };
}

export interface PlanKey {
  readonly partial: number;
  readonly value: number;
  /** kg, all months */
  readonly carbon: number;
  readonly changes: number;
  readonly worstKg: number;
  readonly worstCost: number;
  readonly overfull: readonly string[];
}

export function keyOf(problem: OracleProblem, levels: readonly number[]): PlanKey {
  const { rows, months, fixed, upkeep } = problem;
  const carbon = new Array<number>(months).fill(0);
  const cost = new Array<number>(months).fill(0);
  let value = 0;
  rows.forEach((row, i) => {
    const level = levels[i] as number;
    value += row.value * level;
    for (let m = 0; m < months; m++) {
      carbon[m] = (carbon[m] as number) + (row.carbon[m] as number) * level;
      cost[m] = (cost[m] as number) + (row.cost[m] as number) * level;
    }
  });
  for (const [name, parts] of fixed) {
    const served = rows.some(({ host }, i) => host.name === name && (levels[i] as number) > 0);
    // A machine on which nothing runs is given back.
    if (!served && !parts.stays) continue;
    for (let m = 0; m < months; m++) {
      carbon[m] = (carbon[m] as number) + parts.carbon;
      cost[m] = (cost[m] as number) + parts.cost;
    }
  }
  for (const [name, money] of upkeep) {
    if (!rows.some(({ service }, i) => service === name && (levels[i] as number) > 0)) continue;
    for (let m = 0; m < months; m++) cost[m] = (cost[m] as number) + money;
  }
  return {
    partial: levels.filter((level) => level !== 0 && level !== 1).length,
    value,
    carbon: carbon.reduce((sum, kg) => sum + kg, 0),
    changes: rows.filter((row, i) => row.before !== levels[i]).length,
    worstKg: Math.max(...carbon),
    worstCost: Math.max(...cost),
    overfull: overfull(problem, levels),
  };
}

/** Machines that some month asks more hours of than they have. */
function overfull({ rows, months, fixed }: OracleProblem, levels: readonly number[]): string[] {
  const every = Array.from({ length: months }, (_, m) => m);
  return [...fixed].flatMap(([name, { hours }]) => {
    const asked = (m: number): number =>
      rows.reduce((sum, { host, busy }, i) => (host.name === name ? sum + (busy[m] as number) * (levels[i] as number) : sum), 0);
    return every.some((m) => asked(m) > hours * (1 + 1e-6)) ? [name] : [];
  });
}

/** Machines that cannot do even what duties, locks and needs ask: no choice of levels mends that. */
export function tooFew(problem: OracleProblem): string[] {
  const { rows } = problem;
  const least = rows.map(({ min }) => min);
  for (let more = true; more; ) {
    more = false;
    rows.forEach(({ needs }, i) => {
      const needed = rows.findIndex(({ id }) => id === needs);
      if (needed < 0 || (least[needed] as number) >= (least[i] as number)) return;
      least[needed] = least[i] as number;
      more = true;
    });
  }
  return overfull(problem, least);
}

export const levelsAllowed = [0, 0.25, 0.5, 0.75, 1] as const;

export function respects({ rows }: OracleProblem, levels: readonly number[]): boolean {
  return rows.every((row, i) => {
    const level = levels[i] as number;
    const needed = row.needs === null ? -1 : rows.findIndex(({ id }) => id === row.needs);
    return level >= row.min && level <= row.max && (needed === -1 || level <= (levels[needed] as number));
  });
}

/** Every plan, and the rule word for word; null: no plan holds. */
export function everyPlan(problem: OracleProblem, budget: { readonly carbon: number | null; readonly cost: number | null }): PlanKey | null {
  const { rows } = problem;
  const near = 1e-9;
  const beyond = new Set(tooFew(problem));
  const holds = (key: PlanKey): boolean =>
    key.overfull.every((name) => beyond.has(name)) &&
    (budget.carbon === null || key.worstKg <= budget.carbon * (1 + near)) &&
    (budget.cost === null || key.worstCost <= budget.cost * (1 + near));
  const free = budget.carbon === null && budget.cost === null;
  let plans: PlanKey[] = [];
  const visit = (levels: number[]): void => {
    if (levels.length < rows.length) {
      const { min, max } = rows[levels.length] as OracleRow;
      for (const level of levelsAllowed) if (level >= min && level <= max) visit([...levels, level]);
      return;
    }
    if (!respects(problem, levels)) return;
    const key = keyOf(problem, levels);
    if (free || holds(key)) plans.push(key);
  };
  visit([]);
  if (plans.length === 0) return null;
  const best = Math.max(...plans.map(({ value }) => value));
  plans = plans.filter(({ value }) => value >= 0.99 * best - near * best);
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const narrow = (of: (key: PlanKey) => number, within: number): void => {
    const least = plans.reduce((low, key) => Math.min(low, of(key)), Number.POSITIVE_INFINITY);
    plans = plans.filter((key) => of(key) <= least + within);
  };
  narrow(({ partial }) => partial, 0);
  narrow(({ value }) => -value, near * (total || 1));
  narrow(({ carbon }) => carbon, near * (plans[0]?.carbon ?? 1));
  narrow(({ changes }) => changes, 0);
  return plans[0] ?? null;
}
