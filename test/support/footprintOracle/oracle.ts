import type { Money } from "../../../src/core/quantity/quantity";
import type { Scenario } from "../../../src/core/scenario/scenario";
import { type Machine, machineOf, type Row, rowsOf, withNeeds } from "./rows";

// The rules of DESIGN.md 3.1 and section 4 written a second time, plainly and from the text: no compiled model, no draws,
// central values only; what is not known is NaN. Tables (sizes, regions, tokens, seconds of a request) are the product's; what is done with them is not.

export interface OracleRow {
  readonly id: string;
  readonly service: string;
  readonly files: number;
  readonly avoidable: number;
  readonly fixed: number;
  readonly cost: Readonly<Record<string, number>>;
  readonly open: boolean;
}

export interface OracleEndpoint {
  readonly kg: number;
  readonly operational: number;
  readonly embodied: number;
  readonly perRequest: { readonly g: number; readonly busyWh: number; readonly idleWh: number; readonly seconds: number } | null;
}

export interface OracleHost {
  readonly busyHours: number;
  readonly onHours: number;
  readonly kWh: number;
  readonly operational: number;
  readonly embodied: number;
  readonly cost: Readonly<Record<string, number>>;
}

export interface Oracle {
  readonly rows: readonly OracleRow[];
  readonly endpoints: ReadonlyMap<string, OracleEndpoint>;
  readonly hosts: ReadonlyMap<string, OracleHost>;
  readonly unattributed: number;
  readonly total: { readonly kWh: number; readonly kg: number; readonly cost: Readonly<Record<string, number>>; readonly costKnown: boolean };
  /** kg by month: every row at 100 %, and at the decided levels */
  readonly baseline: readonly number[];
  readonly decided: readonly number[];
}

export function oracle(scenario: Scenario, today: string): Oracle {
  const months = scenario.horizon?.months ?? 12;
  const from = scenario.horizon?.from ?? today.slice(0, 7);
  const machines = new Map(Object.entries(scenario.hosts ?? {}).map(([name, settings]) => [name, machineOf(name, settings, scenario)]));
  const rows = withNeeds(
    Object.entries(scenario.services ?? {}).flatMap(([name, settings]) => rowsOf(name, settings, scenario, machines, from, months)),
    scenario,
  );
  const onDemand = (name: string): boolean => ["serverless", "scale-to-zero"].includes(machines.get(name)?.settings.deployment ?? "");
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / months;
  const each = (of: (month: number) => number): number[] => Array.from({ length: months }, (_, month) => of(month));

  // Per row and month: energy, carbon, hours; per host and month: F and what nobody carries.
  const figures = rows.map(() => ({
    busyKWh: [] as number[],
    idleKWh: [] as number[],
    hours: [] as number[],
    avoidable: [] as number[],
    fixed: [] as number[],
  }));
  const hostF = new Map<string, number[]>();
  const loose = new Map<string, number[]>();
  const onHours = new Map<string, number[]>();
  for (const [name, machine] of machines) {
    // Of a row that is not known a machine knows nothing.
    const members = rows.flatMap((row, r) => (row.host === name && !row.open ? [r] : []));
    const { settings, pue, kgPerKWh, embodiedKg } = machine;
    const kind = settings.deployment ?? "dedicated";
    const idleKW = pue * machine.idleKW;
    // A machine never draws less at work than idle.
    const activeKW = Math.max(pue * machine.busyKW, kind === "serverless" ? 0 : idleKW);
    const replicas = settings.replicas ?? 1;
    const F = each(() => 0);
    const unattributed = each(() => 0);
    const on = each(() => 0);
    for (let m = 0; m < months; m++) {
      const busy = members.reduce((sum, r) => sum + at(rows[r]?.busy, m), 0);
      const part = (r: number): number => (busy > 0 ? at(rows[r]?.busy, m) / busy : 0);
      const put = (r: number, one: { idle: number; hours: number; avoidable: number; fixed: number; beyond?: number }): void => {
        const row = figures[r];
        row?.busyKWh.push(activeKW * at(rows[r]?.busy, m) - (one.beyond ?? 0));
        row?.idleKWh.push(one.idle);
        row?.hours.push(one.hours);
        row?.avoidable.push(one.avoidable);
        row?.fixed.push(one.fixed);
      };
      if (kind === "serverless") {
        on[m] = busy;
        for (const r of members) {
          const hours = at(rows[r]?.busy, m);
          put(r, { idle: 0, hours, avoidable: kgPerKWh * activeKW * hours + embodiedKg * hours, fixed: 0 });
        }
      } else if (kind === "scale-to-zero") {
        const perBurst = ((settings.keepAlive?.central ?? 300) + (settings.coldStart?.central ?? 30)) / 3600;
        const requests = members.reduce((sum, r) => sum + at(rows[r]?.requests, m), 0);
        const bursts = settings.bursts ? Math.min(settings.bursts.central, requests) : requests;
        const hours = Math.min(730, busy + bursts * perBurst) * replicas;
        on[m] = hours;
        const waiting = Math.max(0, hours - busy);
        for (const r of members) {
          const share = settings.bursts || requests === 0 ? part(r) : at(rows[r]?.requests, m) / requests;
          const idle = idleKW * waiting * share;
          // Over capacity the hours on stay at the cap: they are shared by busy time.
          const mine = waiting > 0 ? at(rows[r]?.busy, m) + waiting * share : hours * part(r);
          put(r, { idle, hours: mine, avoidable: kgPerKWh * (activeKW * at(rows[r]?.busy, m) + idle) + embodiedKg * mine, fixed: 0 });
        }
      } else {
        const H =
          (kind === "scheduled" ? ((settings.hours?.central ?? 168) * 730) / 168 : 730) * replicas * (kind === "shared" ? (settings.share?.central ?? 1) : 1);
        on[m] = H;
        F[m] = kgPerKWh * idleKW * H + embodiedKg * H;
        if (busy === 0) unattributed[m] = at(F, m);
        for (const r of members) {
          const hours = at(rows[r]?.busy, m);
          put(r, {
            // Work beyond the hours of a machine counts with what it adds to waiting, and nothing waits.
            idle: Math.max(0, idleKW * (part(r) * H - hours)),
            beyond: Math.max(0, idleKW * (hours - part(r) * H)),
            hours: part(r) * H,
            avoidable: kgPerKWh * (activeKW - idleKW) * hours,
            fixed: part(r) * at(F, m),
          });
        }
      }
    }
    hostF.set(name, F);
    loose.set(name, unattributed);
    onHours.set(name, on);
  }

  const embodiedOf = (r: number): number => (machines.get(rows[r]?.host ?? "")?.embodiedKg ?? 0) * mean(figures[r]?.hours ?? []);
  const kgOf = (r: number): number => mean(figures[r]?.avoidable ?? []) + mean(figures[r]?.fixed ?? []);
  const money = moneyIn(scenario, [...machines.values()]);
  const own = (row: Row): Record<string, number> => {
    const cost = row.settings.cost;
    return add(money(cost?.maintenance, 1), money(cost?.development, 1 / months));
  };

  const endpoints = new Map<string, OracleEndpoint>();
  let besideUnknown = 0;
  const names = [...new Set(rows.flatMap(({ settings }) => settings.endpoint))];
  for (const id of names) {
    let [kg, embodied, busyKWh, idleKWh, hours, asked] = [0, 0, 0, 0, 0, 0];
    let complete = true;
    let unknown = false;
    for (const service of new Set(rows.flatMap((row) => (row.settings.endpoint.includes(id) ? [row.service] : [])))) {
      const members = rows.flatMap((row, r) => (row.service === service ? [r] : []));
      const share = 1 / (rows[members[0] as number]?.settings.endpoint.length ?? 1);
      const total = (of: (r: number) => number): number => members.reduce((sum, r) => sum + of(r), 0);
      if (members.some((r) => rows[r]?.open)) unknown = true;
      kg += share * total(kgOf);
      embodied += share * total(embodiedOf);
      const requests = share * total((r) => mean(rows[r]?.requests ?? []));
      if (requests === 0) complete = false;
      busyKWh += share * total((r) => mean(figures[r]?.busyKWh ?? []));
      idleKWh += share * total((r) => mean(figures[r]?.idleKWh ?? []));
      hours += share * total((r) => mean(rows[r]?.busy ?? []));
      // All of them work within the requests of the one that is asked most.
      asked = Math.max(asked, requests);
    }
    const [g, busyWh, idleWh, seconds] = [kg, busyKWh, idleKWh, 3.6 * hours].map((sum) => (1000 * sum) / asked) as [number, number, number, number];
    if (unknown) {
      // What is known of its services is then on no endpoint.
      besideUnknown += kg;
      endpoints.set(id, { kg: Number.NaN, embodied: Number.NaN, operational: Number.NaN, perRequest: null });
    } else endpoints.set(id, { kg, embodied, operational: kg - embodied, perRequest: complete ? { g, busyWh, idleWh, seconds } : null });
  }
  const homeless = rows.flatMap((row, r) => (row.settings.endpoint.length === 0 ? [r] : []));
  const unattributed = [...loose.values()].reduce((sum, months) => sum + mean(months), 0) + homeless.reduce((sum, r) => sum + kgOf(r), 0) + besideUnknown;

  const hosts = new Map(
    [...machines].map(([name, machine]): [string, OracleHost] => {
      const placed = rows.flatMap((row, r) => (row.host === name ? [r] : []));
      const members = placed.filter((r) => !rows[r]?.open);
      const open = members.length < placed.length;
      const sum = (of: (r: number) => number): number => members.reduce((all, r) => all + of(r), 0);
      const hours = onHours.get(name) ?? [];
      const on = mean(hours);
      const busyIn = (m: number): number => sum((r) => at(rows[r]?.busy, m));
      // Of what nobody asks for in a month, the machine alone knows.
      const alone = hours.map((h, m) => (busyIn(m) > 0 ? 0 : h));
      const kind = machine.settings.deployment ?? "dedicated";
      const idle =
        kind === "serverless" || kind === "scale-to-zero"
          ? sum((r) => mean(figures[r]?.idleKWh ?? []))
          : sum((r) => mean(figures[r]?.idleKWh ?? [])) + machine.pue * machine.idleKW * mean(alone);
      const kWh = sum((r) => mean(figures[r]?.busyKWh ?? [])) + idle;
      const known = open && onDemand(name) ? Number.NaN : 1;
      return [
        name,
        {
          busyHours: open ? Number.NaN : sum((r) => mean(rows[r]?.busy ?? [])),
          onHours: open ? Number.NaN : mean(hours.map((h, m) => Math.max(h, busyIn(m)))),
          kWh: known * kWh,
          operational: known * machine.kgPerKWh * kWh,
          embodied: known * machine.embodiedKg * on,
          cost: money(machine.price, on),
        },
      ];
    }),
  );
  const services = new Map(rows.map((row) => [row.service, row]));
  const runs = (name: string, decided: boolean): boolean => {
    const members = rows.filter((row) => row.host === name);
    return !decided || machines.get(name)?.settings.deployment === "shared" || members.length === 0 || members.some(({ level }) => level > 0);
  };
  // A plan has carbon where every machine on demand that it needs is known, and something known makes some.
  const known = (decided: boolean): boolean => {
    const served = rows.filter(({ level }) => !decided || level > 0);
    if (served.some(({ open, host }) => open && onDemand(host))) return false;
    return served.length === 0 || served.some(({ open }) => !open) || [...machines.keys()].some((name) => !onDemand(name) && runs(name, decided));
  };
  const plan = (decided: boolean): number[] =>
    each(
      (m) =>
        (known(decided) ? 0 : Number.NaN) +
        rows.reduce((sum, row, r) => sum + (decided ? row.level : 1) * at(figures[r]?.avoidable, m), 0) +
        [...hostF].reduce((sum, [name, F]) => sum + (runs(name, decided) ? at(F, m) : 0), 0),
    );
  const whole = known(false) ? 1 : Number.NaN;
  return {
    rows: rows.map((row, r) => {
      const machine = row.open ? undefined : machines.get(row.host);
      const nothing = row.open ? Number.NaN : 1;
      const siblings = rows.flatMap(({ service }, s) => (service === row.service ? [s] : []));
      const busy = siblings.reduce((sum, s) => sum + mean(rows[s]?.busy ?? []), 0);
      const share = busy > 0 ? mean(row.busy) / busy : 1 / siblings.length;
      return {
        id: row.id,
        service: row.service,
        files: row.volumeKnown ? mean(row.files) : Number.NaN,
        avoidable: nothing * mean(figures[r]?.avoidable ?? []),
        fixed: nothing * mean(figures[r]?.fixed ?? []),
        open: row.open,
        cost: add(money(machine?.price, mean(figures[r]?.hours ?? [])), scale(own(row), share)),
      };
    }),
    endpoints,
    hosts,
    unattributed: whole * unattributed,
    total: {
      kWh: whole * [...hosts.values()].reduce((sum, { kWh }) => sum + kWh, 0),
      kg: mean(plan(false)),
      costKnown: !rows.some(({ open, host }) => open && onDemand(host)),
      cost: add(...[...hosts.values()].map(({ cost }) => cost), ...[...services.values()].map(own)),
    },
    baseline: plan(false),
    decided: plan(true),
  };
}

type Costs = Record<string, number>;

/** Money x times in the scenario's currency where a rate joins them, else in its own. */
function moneyIn(scenario: Scenario, machines: readonly Machine[]): (money: Money | null | undefined, times: number) => Costs {
  const prices = new Set(machines.flatMap(({ price }) => (price ? [price.currency] : [])));
  const wanted = scenario.currency ?? scenario.budget?.cost?.currency ?? (prices.size === 1 ? [...prices][0] : undefined);
  return (money, times) => {
    if (!money) return {};
    if (money.currency === wanted) return { [money.currency]: money.amount * times };
    const rate = scenario.exchange?.[money.currency];
    if (rate && rate.currency === wanted) return { [rate.currency]: money.amount * rate.amount * times };
    const back = wanted === undefined ? undefined : scenario.exchange?.[wanted];
    return wanted !== undefined && back?.currency === money.currency
      ? { [wanted]: (money.amount / back.amount) * times }
      : { [money.currency]: money.amount * times };
  };
}

const at = (values: readonly number[] | undefined, m: number): number => values?.[m] ?? 0;
const scale = (costs: Costs, by: number): Costs => Object.fromEntries(Object.entries(costs).map(([key, amount]) => [key, amount * by]));
function add(...all: readonly Costs[]): Costs {
  const sum: Costs = {};
  for (const costs of all) for (const [key, amount] of Object.entries(costs)) sum[key] = (sum[key] ?? 0) + amount;
  return sum;
}
