import type { Evaluation } from "./evaluate";
import type { Means } from "./figures";
import { activeInto, emptyRates, hostMonths, monthsOfHost, type Rates, ratesInto } from "./hostMonths";
import { type HostModel, type Model, runsAnyway } from "./model";
import { addRows, type Columns, filesInto, type Group, groupsOf } from "./rowGroups";
import { type RowProducts, rowProducts } from "./rowProducts";

/**
 * The mean month of `evaluate` without going through its months row by row: rows of one profile move alike, so that what
 * differs between months is worked out once a host and profile, and each row is a few multiplications. `width` draws at a time,
 * side by side in memory. Exact but for rounding; `evaluate` stays the plain statement of the rules, and a test holds this one to it.
 */
export interface MeanEvaluator {
  /**
   * `values[input * width + draw]`; what it returns is laid out alike, `[position * width + draw]`, and overwritten by the next
   * call. Only the first `count` draws are evaluated.
   */
  readonly at: (values: Float64Array, count?: number) => Means;
  /** What plans are made of month by month, at the values of the last `at`. */
  readonly monthly: () => Monthly;
}

/** A month of a row is busy x files + idle x waiting + made x (worked or files), and what it carries of its host, carried x shared. */
export interface Monthly {
  readonly groups: readonly Group[];
  /** `[row * width + draw]` */
  readonly rows: { readonly busy: Float64Array; readonly idle: Float64Array; readonly made: Float64Array; readonly carried: Float64Array };
  /** F of each host, `[host * width + draw]` */
  readonly hostFixed: Float64Array;
}

export function meanEvaluator(model: Model, width = 1): MeanEvaluator {
  const months = model.months.length;
  const profiles = [...new Set(model.rows.flatMap(({ profile }) => (profile === null ? [] : [profile])))];
  const groups = groupsOf(model, profiles, width);
  const perFile = rowProducts(model.rows, width);
  const means = emptyMeans(model, width);
  const entering = profiles.map(() => new Float64Array(months * width));
  const rates = model.hosts.map(() => emptyRates(width));
  const scratch = hostMonths(months, width);
  const own = new Float64Array(width);
  const sums = { busyHours: new Float64Array(width), busyKWh: new Float64Array(width), idleKWh: new Float64Array(width), hoursOn: new Float64Array(width) };
  let last: { values: Float64Array; columns: Columns } = { values: new Float64Array(0), columns: { width, count: 0 } };
  const byHost = model.hosts.map((_, h) => groups.filter(({ host }) => host === h));

  const at = (values: Float64Array, count = width): Means => {
    const columns = { width, count };
    last = { values, columns };
    perFile.at(values, count);
    profiles.forEach((profile, p) => {
      filesInto(entering[p] as Float64Array, profile, values, columns);
    });
    for (const group of groups) {
      addRows(group, entering[group.profile] as Float64Array, perFile, months, columns);
      enter(group, perFile, means, columns);
    }
    model.hosts.forEach((host, h) => {
      const of = rates[h] as Rates;
      ratesInto(of, host, values, columns);
      const overCapacity = monthsOfHost(host, byHost[h] as Group[], values, of.fixedHours, scratch, columns);
      meanHost(h, byHost[h] as Group[], of, overCapacity);
    });
    return means;
  };

  /** The mean month of one host and of its rows. */
  function meanHost(h: number, members: readonly Group[], rate: Rates, overCapacity: boolean): void {
    const { values, columns } = last;
    const { count } = columns;
    const { rows, hosts } = means;
    const { kgPerKWh, idleKW, embodiedKg, fixedHours, fixed } = rate;
    const host = model.hosts[h] as HostModel;
    const [kept, reserved] = [host.kind === "scale-to-zero", runsAnyway(host)];
    const start = h * width;
    for (const sum of Object.values(sums)) sum.fill(0);
    const { avoidable, fixed: carried } = rows;
    for (const group of members) {
      const { meanFiles, meanShared, meanWaiting, meanWorked, byRequests } = group;
      for (const r of group.rows) {
        const activeKW = group.metered ? activeOf(r, host, rate, values, columns) : rate.activeKW;
        const row = r * width;
        for (let k = 0; k < count; k++) {
          const perFileHours = perFile.hours[row + k] as number;
          const hours = perFileHours * (meanFiles[k] as number);
          let activeKWh = (activeKW[k] as number) * hours;
          let on = 0;
          let idleKWh = 0;
          if (reserved) {
            const shared = meanShared[k] as number;
            on = perFileHours * shared * (fixedHours[k] as number);
            const waits = overCapacity ? perFileHours * (meanWaiting[k] as number) : on - hours;
            idleKWh = (idleKW[k] as number) * waits;
            activeKWh -= (idleKW[k] as number) * (waits - (on - hours));
            avoidable[row + k] = (kgPerKWh[k] as number) * ((activeKW[k] as number) - (idleKW[k] as number)) * hours;
            carried[row + k] = (fixed[k] as number) * perFileHours * shared;
          } else {
            const waiting = kept ? (byRequests[k] === 1 ? (perFile.requests[row + k] as number) : perFileHours) * (meanWaiting[k] as number) : 0;
            on = perFileHours * ((kept ? meanWorked[k] : meanFiles[k]) as number) + waiting;
            idleKWh = (idleKW[k] as number) * waiting;
            avoidable[row + k] = (kgPerKWh[k] as number) * (activeKWh + idleKWh) + (embodiedKg[k] as number) * on;
          }
          rows.busyHours[row + k] = hours;
          rows.hoursOn[row + k] = on;
          rows.busyKWh[row + k] = activeKWh;
          rows.idleKWh[row + k] = idleKWh;
          rows.embodied[row + k] = (embodiedKg[k] as number) * on;
          sums.busyHours[k] = (sums.busyHours[k] as number) + hours;
          sums.busyKWh[k] = (sums.busyKWh[k] as number) + activeKWh;
          sums.idleKWh[k] = (sums.idleKWh[k] as number) + idleKWh;
          sums.hoursOn[k] = (sums.hoursOn[k] as number) + on;
        }
      }
    }
    for (let k = 0; k < count; k++) {
      const without = scratch.without[k] as number;
      // Months without work: what is reserved runs for nobody.
      const idleKWh = (sums.idleKWh[k] as number) + (idleKW[k] as number) * (fixedHours[k] as number) * without;
      hosts.unattributed[start + k] = (fixed[k] as number) * without;
      hosts.fixed[start + k] = fixed[k] as number;
      hosts.hoursOn[start + k] = scratch.hoursOn[k] as number;
      hosts.busyHours[start + k] = sums.busyHours[k] as number;
      hosts.busyKWh[start + k] = sums.busyKWh[k] as number;
      hosts.idleKWh[start + k] = idleKWh;
      hosts.operational[start + k] = (kgPerKWh[k] as number) * ((sums.busyKWh[k] as number) + idleKWh);
      hosts.embodied[start + k] = (embodiedKg[k] as number) * ((sums.hoursOn[k] as number) + (fixedHours[k] as number) * without);
    }
  }

  function activeOf(r: number, host: HostModel, rate: Rates, values: Float64Array, columns: Columns): Float64Array {
    const power = model.rows[r]?.busyPower ?? null;
    if (power === null) return rate.activeKW;
    activeInto(own, host, power, rate, values, columns);
    return own;
  }

  const monthly = (): Monthly => {
    const { values, columns } = last;
    const zeros = (): Float64Array => new Float64Array(model.rows.length * width);
    const rows = { busy: zeros(), idle: zeros(), made: zeros(), carried: zeros() };
    const hostFixed = new Float64Array(model.hosts.length * width);
    rates.forEach(({ fixed }, h) => {
      hostFixed.set(fixed, h * width);
    });
    for (const group of groups) {
      const host = model.hosts[group.host];
      if (host === undefined) continue;
      const rate = rates[group.host] as Rates;
      const [kept, reserved] = [host.kind === "scale-to-zero", runsAnyway(host)];
      for (const r of group.rows) {
        const activeKW = activeOf(r, host, rate, values, columns);
        const row = r * width;
        for (let k = 0; k < columns.count; k++) {
          const hours = perFile.hours[row + k] as number;
          const [kg, waitKW, made] = [rate.kgPerKWh[k] as number, rate.idleKW[k] as number, rate.embodiedKg[k] as number];
          rows.busy[row + k] = kg * ((activeKW[k] as number) - (reserved ? waitKW : 0)) * hours;
          rows.idle[row + k] = kept ? (kg * waitKW + made) * (group.byRequests[k] === 1 ? (perFile.requests[row + k] as number) : hours) : 0;
          rows.made[row + k] = reserved ? 0 : made * hours;
          rows.carried[row + k] = (rate.fixed[k] as number) * hours;
        }
      }
    }
    return { groups, rows, hostFixed };
  };
  return { at, monthly };
}

/** Files and requests of a group's rows; on no host also their hours. */
function enter(group: Group, perFile: RowProducts, { rows }: Means, { width, count }: Columns): void {
  for (const r of group.rows) {
    const row = r * width;
    for (let k = 0; k < count; k++) {
      const files = group.meanFiles[k] as number;
      rows.files[row + k] = (perFile.share[row + k] as number) * files;
      rows.requests[row + k] = (perFile.requests[row + k] as number) * files;
      if (group.host < 0) rows.busyHours[row + k] = (perFile.hours[row + k] as number) * files;
    }
  }
}

/** `width` numbers for each row and host. */
export function emptyMeans(model: Model, width: number): Means {
  const rows = (): Float64Array => new Float64Array(model.rows.length * width);
  const hosts = (): Float64Array => new Float64Array(model.hosts.length * width);
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
