import { type HostModel, hoursPerMonth } from "../model/model";
import { type Columns, type Group, meanMonths } from "../rows/rowGroups";

/** Per month of one host, `[month * width + draw]`; overwritten by the next one. */
export interface HostMonths {
  readonly busy: Float64Array;
  readonly requests: Float64Array;
  /** mean month: hours on */
  readonly hoursOn: Float64Array;
  /** share of the months in which nothing works */
  readonly without: Float64Array;
}

/** Zeroed space for one host's months, `width` draws side by side; made once and filled anew for each host. */
export function hostMonths(months: number, width: number): HostMonths {
  return {
    busy: new Float64Array(months * width),
    requests: new Float64Array(months * width),
    hoursOn: new Float64Array(width),
    without: new Float64Array(width),
  };
}

/**
 * Fills the groups' vectors of a host and their means, hours on, and the months without work. True where a machine is asked, in some
 * month of some draw, for more hours than it has: of a reserved one `meanWaiting` is then filled, because it never waits less than none.
 */
export function monthsOfHost(
  host: HostModel,
  groups: readonly Group[],
  values: Float64Array,
  fixedHours: Float64Array,
  of: HostMonths,
  columns: Columns,
): boolean {
  const { width, count } = columns;
  const { busy, hoursOn, without } = of;
  let overCapacity = false;
  const months = busy.length / width;
  busy.fill(0);
  without.fill(0);
  addUp(busy, groups, ({ busyHours }) => busyHours, columns);
  if (host.kind === "serverless") meanMonths(busy, hoursOn, months, columns);
  else if (host.kind === "scale-to-zero") overCapacity = monthsOnDemand(host, groups, values, of, columns);
  else {
    for (let m = 0; m < months; m++) {
      const at = m * width;
      for (let k = 0; k < count; k++) {
        const hours = busy[at + k] as number;
        if (hours > (fixedHours[k] as number)) overCapacity = true;
        if (hours > 0) busy[at + k] = 1 / hours;
        else without[k] = (without[k] as number) + 1;
      }
    }
    for (let k = 0; k < count; k++) without[k] = (without[k] as number) / months;
    for (const { files, shared, meanShared } of groups) {
      meanShared.fill(0, 0, count);
      for (let m = 0; m < months; m++) {
        const at = m * width;
        for (let k = 0; k < count; k++) {
          const share = (files[at + k] as number) * (busy[at + k] as number);
          shared[at + k] = share;
          meanShared[k] = (meanShared[k] as number) + share;
        }
      }
      for (let k = 0; k < count; k++) meanShared[k] = (meanShared[k] as number) / months;
    }
    if (overCapacity) for (const group of groups) waitingInto(group, fixedHours, months, columns);
    hoursOn.set(fixedHours);
  }
  return overCapacity;
}

/** Hours that a reserved machine waits for a group, over the hours of one file: files x (its hours / busy hours - 1), and never less than 0. */
function waitingInto({ files, shared, meanWaiting }: Group, fixedHours: Float64Array, months: number, { width, count }: Columns): void {
  meanWaiting.fill(0);
  for (let m = 0; m < months; m++) {
    const at = m * width;
    for (let k = 0; k < count; k++) {
      const waits = (shared[at + k] as number) * (fixedHours[k] as number) - (files[at + k] as number);
      if (waits > 0) meanWaiting[k] = (meanWaiting[k] as number) + waits / months;
    }
  }
}

/** min(730, busy + kept alive) x replicas, month by month; idle hours follow requests where each keeps the machine on, else busy hours. */
function monthsOnDemand(host: HostModel, groups: readonly Group[], values: Float64Array, of: HostMonths, columns: Columns): boolean {
  let overCapacity = false;
  const { width, count } = columns;
  const { busy, requests, hoursOn } = of;
  const months = busy.length / width;
  const keepHours = keepHoursOf(host, values, columns);
  requests.fill(0);
  addUp(requests, groups, (group) => group.requests, columns);
  for (const { byRequests, meanWaiting, meanWorked } of groups) {
    for (let k = 0; k < count; k++) byRequests[k] = host.bursts === null && (keepHours[k] as number) > 0 ? 1 : 0;
    meanWaiting.fill(0);
    meanWorked.fill(0);
  }
  hoursOn.fill(0);
  const [waits, works] = [new Float64Array(width), new Float64Array(width)];
  for (let m = 0; m < months; m++) {
    const at = m * width;
    for (let k = 0; k < count; k++) {
      const worked = busy[at + k] as number;
      const asked = requests[at + k] as number;
      const keep = keepHours[k] as number;
      const kept = (host.bursts === null ? asked : Math.min(asked, values[host.bursts * width + k] as number)) * keep;
      const on = Math.min(hoursPerMonth, worked + kept) * host.replicas;
      const follows = host.bursts === null && keep > 0 ? asked : worked;
      waits[k] = follows > 0 ? Math.max(0, on - worked) / follows : 0;
      if (worked > on) overCapacity = true;
      works[k] = worked > on ? on / worked : 1;
      hoursOn[k] = (hoursOn[k] as number) + on / months;
    }
    for (const { files, waiting, worked, meanWaiting, meanWorked } of groups) {
      for (let k = 0; k < count; k++) {
        const waited = (files[at + k] as number) * (waits[k] as number);
        const done = (files[at + k] as number) * (works[k] as number);
        waiting[at + k] = waited;
        worked[at + k] = done;
        meanWaiting[k] = (meanWaiting[k] as number) + waited / months;
        meanWorked[k] = (meanWorked[k] as number) + done / months;
      }
    }
  }
  return overCapacity;
}

function keepHoursOf({ keepSeconds }: HostModel, values: Float64Array, { width, count }: Columns): Float64Array {
  const hours = new Float64Array(width);
  for (const { coefficient, inputs } of keepSeconds) {
    for (let k = 0; k < count; k++) {
      let seconds = coefficient;
      for (const position of inputs) seconds *= values[position * width + k] as number;
      hours[k] = (hours[k] as number) + seconds / 3600;
    }
  }
  return hours;
}

/** Adds the groups' months of something per file. */
function addUp(months: Float64Array, groups: readonly Group[], per: (group: Group) => Float64Array, { width, count }: Columns): void {
  for (const group of groups) {
    const each = per(group);
    const { files } = group;
    for (let at = 0; at < months.length; at += width) {
      for (let k = 0; k < count; k++) months[at + k] = (months[at + k] as number) + (each[k] as number) * (files[at + k] as number);
    }
  }
}

/** Rates of one host, one number a draw. */
export interface Rates {
  readonly kgPerKWh: Float64Array;
  readonly pue: Float64Array;
  /** with PUE */
  readonly idleKW: Float64Array;
  /** kW at work with PUE; a machine never draws less under load than idle */
  readonly activeKW: Float64Array;
  readonly embodiedKg: Float64Array;
  readonly fixedHours: Float64Array;
  /** F in a month */
  readonly fixed: Float64Array;
}

/** Zeroed rates of one host for `width` draws. */
export function emptyRates(width: number): Rates {
  const one = (): Float64Array => new Float64Array(width);
  return { kgPerKWh: one(), pue: one(), idleKW: one(), activeKW: one(), embodiedKg: one(), fixedHours: one(), fixed: one() };
}

/**
 * Fills a host's rates from the inputs of each draw: kg CO2e a kWh, kW with PUE applied, embodied kg an hour, hours on that do
 * not depend on work and their carbon in kg.
 */
export function ratesInto(rates: Rates, host: HostModel, values: Float64Array, { width, count }: Columns): void {
  for (let k = 0; k < count; k++) {
    const value = (position: number): number => values[position * width + k] as number;
    const pue = value(host.pue);
    const kgPerKWh = value(host.intensity) / 1000;
    const idleKW = (pue * value(host.idle)) / 1000;
    const embodiedKg = value(host.embodied) / 1000;
    let fixedHours = host.fixedHours.coefficient;
    for (const position of host.fixedHours.inputs) fixedHours *= value(position);
    rates.kgPerKWh[k] = kgPerKWh;
    rates.pue[k] = pue;
    rates.idleKW[k] = idleKW;
    rates.embodiedKg[k] = embodiedKg;
    rates.fixedHours[k] = fixedHours;
    rates.fixed[k] = (kgPerKWh * idleKW + embodiedKg) * fixedHours;
  }
  activeInto(rates.activeKW, host, host.busy, rates, values, { width, count });
}

/** kW at work, of a host or of a row that has a measured power of its own. */
export function activeInto(
  activeKW: Float64Array,
  host: HostModel,
  power: number,
  { pue, idleKW }: Pick<Rates, "pue" | "idleKW">,
  values: Float64Array,
  { width, count }: Columns,
): void {
  for (let k = 0; k < count; k++) {
    const active = ((pue[k] as number) * (values[power * width + k] as number)) / 1000;
    activeKW[k] = host.kind === "serverless" ? active : Math.max(active, idleKW[k] as number);
  }
}
