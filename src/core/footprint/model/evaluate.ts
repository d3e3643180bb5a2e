import { type HostModel, hoursPerMonth, type Model, type Part, type Product, type Profile } from "./model";

/** Energy in kWh with PUE, carbon in kgCO2e, hours and files, for each row and month: `figure[row * months + month]`. */
export interface RowMonths {
  readonly files: Float64Array;
  readonly requests: Float64Array;
  readonly busyHours: Float64Array;
  /** hours of a machine that the row keeps on: its part of a provisioned one, busy + kept alive of one on demand */
  readonly hoursOn: Float64Array;
  /** avoidable carbon at 100 % */
  readonly avoidable: Float64Array;
  /** the row's part of its host's fixed carbon */
  readonly fixed: Float64Array;
  readonly busyKWh: Float64Array;
  readonly idleKWh: Float64Array;
  readonly embodied: Float64Array;
}

/** The same for hosts: `figure[host * months + month]`. */
export interface HostMonths {
  /** F: carbon that only goes away with the whole host */
  readonly fixed: Float64Array;
  readonly hoursOn: Float64Array;
  readonly busyHours: Float64Array;
  readonly busyKWh: Float64Array;
  readonly idleKWh: Float64Array;
  readonly operational: Float64Array;
  readonly embodied: Float64Array;
  /** fixed carbon of months in which no row has busy time */
  readonly unattributed: Float64Array;
}

export interface Evaluation {
  readonly rows: RowMonths;
  readonly hosts: HostMonths;
}

/**
 * Every figure of a model at one vector of input values.
 *
 * Rules (DESIGN.md section 4): provisioned and shared hosts have F = (PUE I P_idle + m) H, a row avoids
 * PUE I (P_act - P_idle) t_busy; scale-to-zero and serverless hosts have no F. F is shared by busy seconds, month by month.
 * The 730-hour cap of a scale-to-zero host is taken at 100 % of all rows, so that a row's carbon is linear in its level.
 */
export function evaluate(model: Model, values: Float64Array): Evaluation {
  return evaluator(model)(values);
}

/** The model at the central value of each input, not the mean of the draws. */
export function evaluatedAtCentral(model: Model): Evaluation {
  return evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
}

/**
 * The same for many vectors of one model: what it returns is overwritten by its next call, so copy what is kept.
 * A thousand draws of a hundred rows would otherwise spend their time in the garbage collector.
 */
export function evaluator(model: Model): (values: Float64Array) => Evaluation {
  const months = model.months.length;
  const rows = rowArrays(model.rows.length * months);
  const hosts = hostArrays(model.hosts.length * months);
  const keep = new Float64Array(model.rows.length * months);
  const evaluation = { rows, hosts };
  const all = [keep, ...Object.values(rows), ...Object.values(hosts)] as Float64Array[];
  const members = model.hosts.map((_, h) => model.rows.flatMap((row, r) => (row.host === h ? [r] : [])));
  const profiles = [...new Set(model.rows.flatMap(({ profile }) => (profile === null ? [] : [profile])))];
  const profileOf = model.rows.map(({ profile }) => (profile === null ? -1 : profiles.indexOf(profile)));

  return (values) => {
    for (const array of all) array.fill(0);
    const entering = profiles.map((profile) => filesOf(profile, months, values));
    model.rows.forEach((row, r) => {
      const files = entering[profileOf[r] as number];
      if (files === undefined) return;
      const host = row.host === null ? null : (model.hosts[row.host] as HostModel);
      const perFile = partsPerFile(row.parts, values);
      const keepSeconds = host?.kind === "scale-to-zero" ? sum(host.keepSeconds, values) : 0;
      for (let m = 0; m < months; m++) {
        const at = r * months + m;
        const entered = files[m] as number;
        rows.files[at] = entered * perFile.share;
        rows.requests[at] = entered * perFile.requests;
        rows.busyHours[at] = (entered * perFile.seconds) / 3600;
        keep[at] = (entered * perFile.requests * keepSeconds) / 3600;
      }
    });
    model.hosts.forEach((host, h) => {
      for (let m = 0; m < months; m++) evaluateHostMonth(model, values, host, members[h] as number[], { h, m, months }, rows, hosts, keep);
    });
    return evaluation;
  };
}

function evaluateHostMonth(
  model: Model,
  values: Float64Array,
  host: HostModel,
  members: readonly number[],
  { h, m, months }: { h: number; m: number; months: number },
  rows: RowMonths,
  hosts: HostMonths,
  keep: Float64Array,
): void {
  const value = (position: number): number => values[position] as number;
  const pue = value(host.pue);
  const kgPerKWh = value(host.intensity) / 1000;
  const idleKW = (pue * value(host.idle)) / 1000;
  const embodiedKg = value(host.embodied) / 1000;
  const at = h * months + m;

  let busy = 0;
  for (const r of members) busy += rows.busyHours[r * months + m] as number;
  const fixedHours = product(host.fixedHours, values);
  const onDemand = host.kind === "scale-to-zero" ? onDemandHours(host, values, members, { m, months }, keep, busy) : null;
  const hoursOn = onDemand ? onDemand.hoursOn : host.kind === "serverless" ? busy : fixedHours;
  const fixed = (kgPerKWh * idleKW + embodiedKg) * fixedHours;

  let busyKWh = 0;
  let idleKWh = 0;
  let embodied = 0;
  for (const r of members) {
    const row = r * months + m;
    const hours = rows.busyHours[row] as number;
    const powerAt = model.rows[r]?.busyPower ?? host.busy;
    // Draws of the two powers are independent; a machine never draws less under load than idle.
    const activeKW = Math.max((pue * value(powerAt)) / 1000, host.kind === "serverless" ? 0 : idleKW);
    const active = activeKW * hours;
    const part = busy > 0 ? hours / busy : 0;
    if (onDemand) {
      const kept = onDemand.idleHours(r, part);
      // Work beyond the capacity (a Problem of its own) does not stretch the month: the hours on stay at the cap.
      const on = busy > hoursOn ? hoursOn * part : hours + kept;
      rows.busyKWh[row] = active;
      rows.idleKWh[row] = idleKW * kept;
      rows.hoursOn[row] = on;
      rows.avoidable[row] = kgPerKWh * (active + idleKW * kept) + embodiedKg * on;
    } else if (host.kind === "serverless") {
      rows.busyKWh[row] = active;
      rows.hoursOn[row] = hours;
      rows.avoidable[row] = kgPerKWh * active + embodiedKg * hours;
    } else {
      const waited = part * fixedHours - hours;
      // Hours beyond the machine's own (a Problem of its own) count with what work adds to waiting; nothing waits then.
      rows.busyKWh[row] = active + Math.min(0, idleKW * waited);
      rows.idleKWh[row] = Math.max(0, idleKW * waited);
      rows.hoursOn[row] = part * fixedHours;
      rows.avoidable[row] = kgPerKWh * (activeKW - idleKW) * hours;
      rows.fixed[row] = fixed * part;
    }
    rows.embodied[row] = embodiedKg * (rows.hoursOn[row] as number);
    busyKWh += rows.busyKWh[row] as number;
    idleKWh += rows.idleKWh[row] as number;
    embodied += rows.embodied[row] as number;
  }
  if (busy === 0 && fixedHours > 0) {
    hosts.unattributed[at] = fixed;
    idleKWh += idleKW * fixedHours;
    embodied += embodiedKg * fixedHours;
  }
  hosts.fixed[at] = fixed;
  hosts.hoursOn[at] = hoursOn;
  hosts.busyHours[at] = busy;
  hosts.busyKWh[at] = busyKWh;
  hosts.idleKWh[at] = idleKWh;
  hosts.operational[at] = kgPerKWh * (busyKWh + idleKWh);
  hosts.embodied[at] = embodied;
}

/** Hours on of a scale-to-zero host: min(730, busy + kept alive) x replicas, no more bursts than requests; idle hours follow the rows' own keep-alive. */
function onDemandHours(
  host: HostModel,
  values: Float64Array,
  members: readonly number[],
  { m, months }: { m: number; months: number },
  keep: Float64Array,
  busy: number,
): { hoursOn: number; idleHours: (row: number, busyShare: number) => number } {
  const ofRow = (r: number): number => keep[r * months + m] as number;
  const perRequest = members.reduce((total, r) => total + ofRow(r), 0);
  const kept = host.bursts === null ? perRequest : Math.min(perRequest, ((values[host.bursts] as number) * sum(host.keepSeconds, values)) / 3600);
  const hoursOn = Math.min(hoursPerMonth, busy + kept) * host.replicas;
  const idle = Math.max(0, hoursOn - busy);
  const byRequests = host.bursts === null && perRequest > 0;
  return { hoursOn, idleHours: (r, busyShare) => idle * (byRequests ? ofRow(r) / perRequest : busyShare) };
}

/** Files a month of a profile: exponential with an optional ceiling, or logistic (decision-method.md 3.4). */
export function filesOf(profile: Profile, months: number, values: Float64Array): Float64Array {
  const first = values[profile.files] as number;
  const factor = Math.max(0, 1 + (profile.growth === null ? 0 : (values[profile.growth] as number)));
  const ceiling = profile.ceiling === null ? Number.POSITIVE_INFINITY : (values[profile.ceiling] as number);
  const room = roomToGrow(profile, { first, factor, ceiling });
  const files = new Float64Array(months);
  for (let m = profile.start; m < months; m++) files[m] = room === null ? Math.min(ceiling, first * factor ** m) : ceiling / (1 + room / factor ** m);
  return files;
}

/**
 * (K - v0) / v0 of a logistic curve; null where none can be drawn, and files only grow or fall up to their ceiling:
 * none of 0, none from 0 files, and none that falls from above its ceiling (it would fall for ever faster, below 0).
 */
export function roomToGrow({ shape }: Profile, { first, factor, ceiling }: { first: number; factor: number; ceiling: number }): number | null {
  const curved = shape === "logistic" && Number.isFinite(ceiling) && ceiling > 0 && first > 0 && factor > 0;
  return curved && (first <= ceiling || factor >= 1) ? (ceiling - first) / first : null;
}

/** Of one file of the profile: the share that enters the row, its requests and its busy seconds. */
export function partsPerFile(parts: readonly Part[], values: Float64Array): { share: number; requests: number; seconds: number } {
  let share = 0;
  let requests = 0;
  let seconds = 0;
  for (const part of parts) {
    const files = product(part.share, values);
    share += files;
    requests += files * product(part.requests, values);
    seconds += files * sum(part.seconds, values);
  }
  return { share, requests, seconds };
}

/** coefficient x inputs / what they are divided by; nothing of what comes in no tries */
export function product({ coefficient, inputs, over = [] }: Product, values: Float64Array): number {
  let result = coefficient;
  for (const position of inputs) result *= values[position] as number;
  for (const position of over) result *= inverse(values[position] as number);
  return result;
}

/** 1/x; 0 of 0, because nothing comes of what is never tried. */
export function inverse(value: number): number {
  return value > 0 ? 1 / value : 0;
}

function sum(products: readonly Product[], values: Float64Array): number {
  let result = 0;
  for (const one of products) result += product(one, values);
  return result;
}

function rowArrays(length: number): RowMonths {
  const zeros = (): Float64Array => new Float64Array(length);
  return {
    files: zeros(),
    requests: zeros(),
    busyHours: zeros(),
    hoursOn: zeros(),
    avoidable: zeros(),
    fixed: zeros(),
    busyKWh: zeros(),
    idleKWh: zeros(),
    embodied: zeros(),
  };
}

function hostArrays(length: number): HostMonths {
  const zeros = (): Float64Array => new Float64Array(length);
  return {
    fixed: zeros(),
    hoursOn: zeros(),
    busyHours: zeros(),
    busyKWh: zeros(),
    idleKWh: zeros(),
    operational: zeros(),
    embodied: zeros(),
    unattributed: zeros(),
  };
}
