import type { Evaluation } from "./evaluate";
import type { Means, PlanParts } from "./figures";
import { type HostModel, hoursPerMonth, type Model, type Profile } from "./model";
import { type RowProducts, rowProducts } from "./rowProducts";

/**
 * The mean month of `evaluate` without going through its months row by row: rows of one profile move alike, so that what
 * differs between months is worked out once a host and profile, and each row is a few multiplications. Exact but for rounding;
 * `evaluate` stays the plain statement of the rules, and a test holds this one to it.
 */
export interface MeanEvaluator {
  /** Overwritten by the next call. */
  readonly at: (values: Float64Array) => Means;
  /** What plans are made of month by month, at the values of the last `at`. */
  readonly parts: () => PlanParts;
}

export function meanEvaluator(model: Model): MeanEvaluator {
  const months = model.months.length;
  const profiles = [...new Set(model.rows.flatMap(({ profile }) => (profile === null ? [] : [profile])))];
  const groups = groupsOf(model, profiles);
  const perFile = rowProducts(model.rows);
  const means = emptyMeans(model);
  const entering = profiles.map(() => new Float64Array(months));
  const scratch: Scratch = { busy: new Float64Array(months), requests: new Float64Array(months) };
  let last: Float64Array = new Float64Array(0);

  const byHost = model.hosts.map((_, h) => groups.filter(({ host }) => host === h));
  const homeless = groups.filter(({ host }) => host < 0);

  const at = (values: Float64Array): Means => {
    last = values;
    perFile.at(values);
    for (let p = 0; p < profiles.length; p++) filesInto(entering[p] as Float64Array, profiles[p] as Profile, values);
    for (const group of groups) prepare(group, entering[group.profile] as Float64Array, perFile, means, months);
    for (const group of homeless) for (const r of group.rows) means.rows.busyHours[r] = (perFile.hours[r] as number) * group.meanFiles;
    for (let h = 0; h < model.hosts.length; h++) meanHost(model, h, byHost[h] as Group[], perFile, values, means, scratch);
    return means;
  };

  const parts = (): PlanParts => {
    const avoidable = new Float64Array(model.rows.length * months);
    const rowFixed = new Float64Array(model.rows.length * months);
    const hostFixed = new Float64Array(model.hosts.length * months);
    const rates = model.hosts.map((host) => ratesOf(host, last));
    model.hosts.forEach((_, h) => hostFixed.fill((rates[h] as Rates).fixed, h * months, (h + 1) * months));
    for (const group of groups) {
      const host = model.hosts[group.host];
      if (host === undefined) continue;
      const rate = rates[group.host] as Rates;
      for (const r of group.rows) {
        const hours = perFile.hours[r] as number;
        const busy = rate.kgPerKWh * (activeOf(model, r, host, rate, last) - (provisioned(host) ? rate.idleKW : 0)) * hours;
        const waits = host.kind === "scale-to-zero" ? (group.byRequests ? (perFile.requests[r] as number) : hours) : 0;
        const idle = (rate.kgPerKWh * rate.idleKW + rate.embodiedKg) * waits;
        const made = provisioned(host) ? 0 : rate.embodiedKg * hours;
        const start = r * months;
        for (let m = 0; m < months; m++) {
          avoidable[start + m] =
            busy * (group.files[m] as number) +
            idle * (group.waiting[m] as number) +
            made * ((host.kind === "serverless" ? group.files[m] : group.worked[m]) as number);
          rowFixed[start + m] = rate.fixed * hours * (group.shared[m] as number);
        }
      }
    }
    return { avoidable, rowFixed, hostFixed };
  };
  return { at, parts };
}

/** Rows of one host and one profile, and what their months have in common; every vector is per file x rate of a row. */
interface Group {
  /** -1: no host */
  readonly host: number;
  readonly profile: number;
  readonly rows: Int32Array;
  /** some row has a measured power of its own */
  readonly metered: boolean;
  files: Float64Array;
  /** files / busy hours of the host; 0 in a month without work */
  readonly shared: Float64Array;
  /** scale-to-zero: idle hours of the host per request (or busy hour) x files */
  readonly waiting: Float64Array;
  /** idle hours follow requests, each of which keeps the machine on; else busy hours */
  byRequests: boolean;
  /** files, or less where a machine on demand is asked for more than its hours */
  readonly worked: Float64Array;
  /** sums over the rows, per file */
  busyHours: number;
  requests: number;
  meanFiles: number;
  meanShared: number;
  meanWaiting: number;
  meanWorked: number;
}

function groupsOf(model: Model, profiles: readonly Profile[]): Group[] {
  const months = model.months.length;
  const byKey = new Map<string, { host: number; profile: number; rows: number[] }>();
  model.rows.forEach((row, r) => {
    if (row.profile === null) return;
    const [host, profile] = [row.host ?? -1, profiles.indexOf(row.profile)];
    const key = `${host} ${profile}`;
    const group = byKey.get(key) ?? { host, profile, rows: [] };
    group.rows.push(r);
    byKey.set(key, group);
  });
  const zeros = (): Float64Array => new Float64Array(months);
  return [...byKey.values()].map((group) => ({
    ...group,
    rows: Int32Array.from(group.rows),
    metered: group.rows.some((r) => model.rows[r]?.busyPower !== null),
    files: zeros(),
    shared: zeros(),
    waiting: zeros(),
    byRequests: false,
    worked: zeros(),
    busyHours: 0,
    requests: 0,
    meanFiles: 0,
    meanShared: 0,
    meanWaiting: 0,
    meanWorked: 0,
  }));
}

function prepare(group: Group, files: Float64Array, perFile: RowProducts, { rows }: Means, months: number): void {
  const meanFiles = mean(files, months);
  let hours = 0;
  let requests = 0;
  for (let k = 0; k < group.rows.length; k++) {
    const r = group.rows[k] as number;
    const asked = perFile.requests[r] as number;
    hours += perFile.hours[r] as number;
    requests += asked;
    rows.files[r] = (perFile.share[r] as number) * meanFiles;
    rows.requests[r] = asked * meanFiles;
  }
  group.files = files;
  group.busyHours = hours;
  group.requests = requests;
  group.meanFiles = meanFiles;
}

interface Rates {
  readonly kgPerKWh: number;
  readonly pue: number;
  /** with PUE */
  readonly idleKW: number;
  readonly embodiedKg: number;
  readonly fixedHours: number;
  /** F in a month */
  readonly fixed: number;
}

function ratesOf(host: HostModel, values: Float64Array): Rates {
  const pue = values[host.pue] as number;
  const kgPerKWh = (values[host.intensity] as number) / 1000;
  const idleKW = (pue * (values[host.idle] as number)) / 1000;
  const embodiedKg = (values[host.embodied] as number) / 1000;
  let fixedHours = host.fixedHours.coefficient;
  for (const position of host.fixedHours.inputs) fixedHours *= values[position] as number;
  return { kgPerKWh, pue, idleKW, embodiedKg, fixedHours, fixed: (kgPerKWh * idleKW + embodiedKg) * fixedHours };
}

/** kW at work with PUE; a machine never draws less under load than idle. */
function activeOf(model: Model, r: number, host: HostModel, { pue, idleKW }: Rates, values: Float64Array): number {
  const active = (pue * (values[model.rows[r]?.busyPower ?? host.busy] as number)) / 1000;
  return host.kind === "serverless" ? active : Math.max(active, idleKW);
}

const provisioned = ({ kind }: HostModel): boolean => kind === "provisioned" || kind === "shared";

function meanHost(
  model: Model,
  h: number,
  groups: readonly Group[],
  perFile: RowProducts,
  values: Float64Array,
  { rows, hosts }: Means,
  scratch: Scratch,
): void {
  const host = model.hosts[h] as HostModel;
  const rate = ratesOf(host, values);
  const { kgPerKWh, idleKW, embodiedKg, fixedHours, fixed } = rate;
  const { hoursOn, without } = monthsOfHost(host, groups, values, rate, scratch);
  const kept = host.kind === "scale-to-zero";
  const reserved = provisioned(host);
  const usualKW = activeOf(model, -1, host, rate, values);
  let busyKWh = 0;
  let idleKWh = 0;
  let onHours = 0;
  let busyHours = 0;
  for (const group of groups) {
    const { meanFiles, meanShared, meanWaiting, meanWorked, byRequests, metered } = group;
    const members = group.rows;
    for (let k = 0; k < members.length; k++) {
      const r = members[k] as number;
      const perFileHours = perFile.hours[r] as number;
      const hours = perFileHours * meanFiles;
      const activeKW = metered ? activeOf(model, r, host, rate, values) : usualKW;
      const active = activeKW * hours;
      let on = 0;
      let idle = 0;
      if (reserved) {
        on = perFileHours * meanShared * fixedHours;
        idle = idleKW * (on - hours);
        rows.avoidable[r] = kgPerKWh * (activeKW - idleKW) * hours;
        rows.fixed[r] = fixed * perFileHours * meanShared;
      } else {
        const waiting = kept ? (byRequests ? (perFile.requests[r] as number) : perFileHours) * meanWaiting : 0;
        on = perFileHours * (kept ? meanWorked : meanFiles) + waiting;
        idle = idleKW * waiting;
        rows.avoidable[r] = kgPerKWh * (active + idle) + embodiedKg * on;
      }
      rows.busyHours[r] = hours;
      rows.hoursOn[r] = on;
      rows.busyKWh[r] = active;
      rows.idleKWh[r] = idle;
      rows.embodied[r] = embodiedKg * on;
      busyHours += hours;
      busyKWh += active;
      idleKWh += idle;
      onHours += on;
    }
  }
  // Months without work: what is reserved runs for nobody.
  idleKWh += idleKW * fixedHours * without;
  hosts.unattributed[h] = fixed * without;
  hosts.fixed[h] = fixed;
  hosts.hoursOn[h] = hoursOn;
  hosts.busyHours[h] = busyHours;
  hosts.busyKWh[h] = busyKWh;
  hosts.idleKWh[h] = idleKWh;
  hosts.operational[h] = kgPerKWh * (busyKWh + idleKWh);
  hosts.embodied[h] = embodiedKg * (onHours + fixedHours * without);
}

/** Per month of one host; overwritten by the next one. */
interface Scratch {
  readonly busy: Float64Array;
  readonly requests: Float64Array;
}

/** Fills the groups' vectors of a host and their means; `without`: share of the months in which nothing works. */
function monthsOfHost(
  host: HostModel,
  groups: readonly Group[],
  values: Float64Array,
  { fixedHours }: Rates,
  { busy, requests }: Scratch,
): { hoursOn: number; without: number } {
  const months = busy.length;
  busy.fill(0);
  for (const { files, busyHours } of groups) for (let m = 0; m < months; m++) busy[m] = (busy[m] as number) + busyHours * (files[m] as number);
  if (host.kind === "serverless") return { hoursOn: mean(busy, months), without: 0 };
  if (host.kind !== "scale-to-zero") {
    let without = 0;
    for (let m = 0; m < months; m++) {
      const hours = busy[m] as number;
      if (hours > 0) busy[m] = 1 / hours;
      else without++;
    }
    for (const group of groups) {
      const { files, shared } = group;
      let sum = 0;
      for (let m = 0; m < months; m++) {
        const part = (files[m] as number) * (busy[m] as number);
        shared[m] = part;
        sum += part;
      }
      group.meanShared = sum / months;
    }
    return { hoursOn: fixedHours, without: without / months };
  }
  return { hoursOn: monthsOnDemand(host, groups, values, busy, requests), without: 0 };
}

/** min(730, busy + kept alive) x replicas, month by month; idle hours follow requests where each keeps the machine on, else busy hours. */
function monthsOnDemand(host: HostModel, groups: readonly Group[], values: Float64Array, busyOf: Float64Array, requestsOf: Float64Array): number {
  const months = busyOf.length;
  let keepHours = 0;
  for (const { coefficient, inputs } of host.keepSeconds) {
    let seconds = coefficient;
    for (const position of inputs) seconds *= values[position] as number;
    keepHours += seconds / 3600;
  }
  const bursts = host.bursts === null ? null : (values[host.bursts] as number);
  const byRequests = bursts === null && keepHours > 0;
  requestsOf.fill(0);
  for (const { files, requests } of groups) for (let m = 0; m < months; m++) requestsOf[m] = (requestsOf[m] as number) + requests * (files[m] as number);
  for (const group of groups) {
    group.byRequests = byRequests;
    group.meanWaiting = 0;
    group.meanWorked = 0;
  }
  let hoursOn = 0;
  for (let m = 0; m < months; m++) {
    const busy = busyOf[m] as number;
    const requests = requestsOf[m] as number;
    const kept = bursts === null ? requests * keepHours : busy > 0 ? bursts * keepHours : 0;
    const on = Math.min(hoursPerMonth, busy + kept) * host.replicas;
    const follows = byRequests ? requests : busy;
    const waits = follows > 0 ? Math.max(0, on - busy) / follows : 0;
    const works = busy > on ? on / busy : 1;
    hoursOn += on / months;
    for (const group of groups) {
      const files = group.files[m] as number;
      group.waiting[m] = files * waits;
      group.worked[m] = files * works;
      group.meanWaiting += (files * waits) / months;
      group.meanWorked += (files * works) / months;
    }
  }
  return hoursOn;
}

/** Files a month of a profile, as `filesOf` has them; the power by repeated multiplication. */
function filesInto(files: Float64Array, profile: Profile, values: Float64Array): void {
  const first = values[profile.files] as number;
  const factor = 1 + (profile.growth === null ? 0 : (values[profile.growth] as number));
  const ceiling = profile.ceiling === null ? Number.POSITIVE_INFINITY : (values[profile.ceiling] as number);
  const logistic = profile.shape === "logistic" && Number.isFinite(ceiling) && first > 0;
  const room = logistic ? (ceiling - first) / first : 0;
  let grown = 1;
  for (let m = 0; m < files.length; m++) {
    files[m] = m < profile.start ? 0 : logistic ? ceiling / (1 + room / grown) : Math.min(ceiling, first * grown);
    grown *= factor;
  }
}

function mean(values: Float64Array, months: number): number {
  let sum = 0;
  for (let m = 0; m < months; m++) sum += values[m] as number;
  return sum / months;
}

function emptyMeans(model: Model): Means {
  const rows = (): Float64Array => new Float64Array(model.rows.length);
  const hosts = (): Float64Array => new Float64Array(model.hosts.length);
  return {
    rows: {
      files: rows(),
      requests: rows(),
      busyHours: rows(),
      hoursOn: rows(),
      avoidable: rows(),
      fixed: rows(),
      busyKWh: rows(),
      idleKWh: rows(),
      embodied: rows(),
    } satisfies { [K in keyof Evaluation["rows"]]: Float64Array },
    hosts: {
      fixed: hosts(),
      hoursOn: hosts(),
      busyHours: hosts(),
      busyKWh: hosts(),
      idleKWh: hosts(),
      operational: hosts(),
      embodied: hosts(),
      unattributed: hosts(),
    } satisfies { [K in keyof Evaluation["hosts"]]: Float64Array },
  };
}
