import { activeInto, emptyRates, hostMonths, monthsOfHost, type Rates, ratesInto } from "../hosts/hostMonths";
import { lazyColumns } from "../rows/lazyColumns";
import { type Factors, RowDraws, type RowFigure } from "../rows/rowDraws";
import { addRows, type Columns, filesInto, type Group, groupsOf, meanMonths } from "../rows/rowGroups";
import { type PerFile, type RowProducts, rowProducts } from "../rows/rowProducts";
import type { Means } from "./figures";
import { type HostModel, type Model, runsAnyway } from "./model";

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
  /** Of one file of each row's profile, at the values of the last `at`. */
  readonly perFile: Pick<RowProducts, "requests" | "hours">;
  /** What plans are made of month by month, at the values of the last `at`. */
  readonly monthly: () => Monthly;
  /** Whether some machine is asked, in some month of the last `at`, for more hours than it has. */
  readonly isOverCapacity: () => boolean;
  /** Room for figures of rows in so many draws: tell it to keep each `at`. */
  readonly rowDraws: (names: readonly RowFigure[], draws: number) => RowDraws;
}

/** A month of a row is busy x files + idle x waiting + made x (worked or files), and what it carries of its host, carried x shared. */
export interface Monthly {
  readonly groups: readonly Group[];
  /** `[row * width + draw]` */
  readonly rows: { readonly busy: Float64Array; readonly idle: Float64Array; readonly made: Float64Array; readonly carried: Float64Array };
  /** F of each host, `[host * width + draw]` */
  readonly hostFixed: Float64Array;
}

/**
 * Evaluates the mean month for `width` draws at a time. The arrays that `at` returns are overwritten by the next call; columns
 * are computed when first read.
 */
export function meanEvaluator(model: Model, width = 1): MeanEvaluator {
  const months = model.months.length;
  const profiles = [...new Set(model.rows.flatMap(({ profile }) => (profile === null ? [] : [profile])))];
  const groups = groupsOf(model, profiles, width);
  const perFile = rowProducts(model.rows, width);
  const firstOf = profiles.map((_, p) => groups.find(({ profile }) => profile === p) as Group);
  const rates = model.hosts.map(() => emptyRates(width));
  const scratch = hostMonths(months, width);
  const own = new Float64Array(width);
  const each: PerUse = { hour: new Float64Array(width), request: new Float64Array(width) };
  let last: { values: Float64Array; columns: Columns } = { values: new Float64Array(0), columns: { width, count: 0 } };
  const overCapacity = model.hosts.map(() => false);
  const byHost = model.hosts.map((_, h) => groups.filter(({ host }) => host === h));
  const rows = lazyColumns(rowFigures, model.rows.length * width, fillRows);
  const hosts = hostColumns(model, width);
  const means: Means = { rows: rows.columns, hosts };

  const at = (values: Float64Array, count = width): Means => {
    const columns = { width, count };
    last = { values, columns };
    rows.expire();
    perFile.at(values, count);
    profiles.forEach((profile, p) => {
      const { files, meanFiles } = firstOf[p] as Group;
      filesInto(files, profile, values, columns);
      meanMonths(files, meanFiles, months, columns);
    });
    for (const group of groups) addRows(group, perFile, columns);
    model.hosts.forEach((host, h) => {
      const of = rates[h] as Rates;
      ratesInto(of, host, values, columns);
      overCapacity[h] = monthsOfHost(host, byHost[h] as Group[], values, of.fixedHours, scratch, columns);
      meanHost(h, of);
    });
    return means;
  };

  /** One figure of all rows in their mean month. */
  function fillRows(name: RowFigure, into: Float64Array): void {
    const { count } = last.columns;
    eachFactors(name, ({ per, each, request }, members) => {
      const counted = perFile[per];
      for (let r = 0; r < members.length; r++) {
        const at = (members[r] as number) * width;
        if (request === null) for (let k = 0; k < count; k++) into[at + k] = (counted[at + k] as number) * (each[k] as number);
        else
          for (let k = 0; k < count; k++)
            into[at + k] = (counted[at + k] as number) * (each[k] as number) + (perFile.requests[at + k] as number) * (request[k] as number);
      }
    });
  }

  function eachFactors(name: RowFigure, use: (factors: Factors, rows: ArrayLike<number>) => void): void {
    for (const group of groups) {
      const per = perFileOf(name, group);
      if (per !== null) use({ per, each: group.meanFiles, request: null }, group.rows);
      else if (group.host >= 0)
        eachUse(name as Used, group, ({ hour, request }, r) => {
          // Of most machines nothing waits for requests.
          const idle = request.every((one) => one === 0);
          use({ per: "hours", each: hour, request: idle ? null : request }, r === null ? group.rows : [r]);
        });
    }
  }

  /** Figures that are so many a file, whatever works. */
  function perFileOf(name: RowFigure, { host }: Group): PerFile | null {
    if (name === "files") return "share";
    if (name === "requests") return "requests";
    return host < 0 && name === "busyHours" ? "hours" : null;
  }

  /** What an hour and a request of a group's rows add to a figure: once for all its rows (`null`), or of each where some have a measured power. */
  function eachUse(name: Used, group: Group, use: (per: PerUse, row: number | null) => void): void {
    const { values, columns } = last;
    const [host, rate] = [model.hosts[group.host] as HostModel, rates[group.host] as Rates];
    const machine = { host, group, rate, overCapacity: overCapacity[group.host] === true };
    const rows = group.metered && needsPower.has(name) ? group.rows : onlyAll;
    for (const r of rows) {
      perUse(each, name, machine, r === null ? rate.activeKW : activeOf(r, host, rate, values, columns), columns.count);
      use(each, r);
    }
  }

  /** The mean month of one host: what its groups do together, and the months without work, when what is reserved runs for nobody. */
  function meanHost(h: number, { kgPerKWh, idleKW, embodiedKg, fixedHours, fixed }: Rates): void {
    const { count } = last.columns;
    const start = h * width;
    for (const name of ["busyHours", "busyKWh", "idleKWh", "hoursOn"] as const) sumOfHost(name, h);
    for (let k = 0; k < count; k++) {
      const without = scratch.without[k] as number;
      const idleKWh = (hosts.idleKWh[start + k] as number) + (idleKW[k] as number) * (fixedHours[k] as number) * without;
      const hoursOfRows = hosts.hoursOn[start + k] as number;
      hosts.unattributed[start + k] = (fixed[k] as number) * without;
      hosts.fixed[start + k] = fixed[k] as number;
      hosts.hoursOn[start + k] = scratch.hoursOn[k] as number;
      hosts.idleKWh[start + k] = idleKWh;
      hosts.operational[start + k] = (kgPerKWh[k] as number) * ((hosts.busyKWh[start + k] as number) + idleKWh);
      hosts.embodied[start + k] = (embodiedKg[k] as number) * (hoursOfRows + (fixedHours[k] as number) * without);
    }
  }

  function sumOfHost(name: "busyHours" | "busyKWh" | "idleKWh" | "hoursOn", h: number): void {
    const { count } = last.columns;
    const into = hosts[name];
    into.fill(0, h * width, h * width + count);
    for (const group of byHost[h] as Group[]) {
      const together = { hours: group.busyHours, requests: group.requests, from: 0 };
      eachUse(name, group, (per, r) => {
        addUses(into, h * width, per, r === null ? together : { hours: perFile.hours, requests: perFile.requests, from: r * width }, count);
      });
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
    const { hours: hoursOfRows } = perFile;
    for (const group of groups) {
      const host = model.hosts[group.host];
      if (host === undefined) continue;
      const rate = rates[group.host] as Rates;
      const [kept, reserved] = [host.kind === "scale-to-zero", runsAnyway(host)];
      const requests = kept ? perFile.requests : hoursOfRows;
      for (const r of group.rows) {
        const activeKW = activeOf(r, host, rate, values, columns);
        const row = r * width;
        for (let k = 0; k < columns.count; k++) {
          const hours = hoursOfRows[row + k] as number;
          const [kg, waitKW, made] = [rate.kgPerKWh[k] as number, rate.idleKW[k] as number, rate.embodiedKg[k] as number];
          rows.busy[row + k] = kg * ((activeKW[k] as number) - (reserved ? waitKW : 0)) * hours;
          rows.idle[row + k] = kept ? (kg * waitKW + made) * (group.byRequests[k] === 1 ? (requests[row + k] as number) : hours) : 0;
          rows.made[row + k] = reserved ? 0 : made * hours;
          rows.carried[row + k] = (rate.fixed[k] as number) * hours;
        }
      }
    }
    return { groups, rows, hostFixed };
  };
  const rowDraws = (names: readonly RowFigure[], draws: number): RowDraws =>
    new RowDraws(eachFactors, perFile.keptFor(draws), { names, rows: model.rows.length, draws });
  return { at, perFile, monthly, isOverCapacity: () => overCapacity.includes(true), rowDraws };
}

/** Of a group's mean month: what an hour of work for each of its files adds to a figure, and a request for each. */
interface PerUse {
  readonly hour: Float64Array;
  readonly request: Float64Array;
}

/** What works for a group. */
interface Machine {
  readonly host: HostModel;
  readonly group: Group;
  readonly rate: Rates;
  /** it is asked for more than its hours in some month: where it is reserved, `meanWaiting` then says how long it waits */
  readonly overCapacity: boolean;
}

/** All rows of a group at once. */
const onlyAll: readonly null[] = [null];

/** Figures of a row that come of what works for it. */
type Used = Exclude<RowFigure, "files" | "requests">;

/** Figures that differ between rows of a group where one has a measured power. */
const needsPower: ReadonlySet<string> = new Set(["busyKWh", "avoidable"]);

function perUse({ hour, request }: PerUse, name: Used, { host, group, rate, overCapacity }: Machine, activeKW: Float64Array, count: number): void {
  const { meanFiles, meanShared, meanWaiting, meanWorked, byRequests } = group;
  const { kgPerKWh, idleKW, embodiedKg, fixedHours, fixed } = rate;
  const [kept, reserved] = [host.kind === "scale-to-zero", runsAnyway(host)];
  for (let k = 0; k < count; k++) {
    const files = meanFiles[k] as number;
    const idle = idleKW[k] as number;
    const waiting = kept ? (meanWaiting[k] as number) : 0;
    const waitingHour = byRequests[k] === 1 ? 0 : waiting;
    const on = reserved ? (meanShared[k] as number) * (fixedHours[k] as number) : ((kept ? meanWorked[k] : files) as number) + waitingHour;
    const spare = on - files;
    const waits = overCapacity ? (meanWaiting[k] as number) : spare;
    const busyKWh = (activeKW[k] as number) * files - (reserved ? idle * (waits - spare) : 0);
    const made = embodiedKg[k] as number;
    request[k] = 0;
    if (name === "busyHours") hour[k] = files;
    else if (name === "busyKWh") hour[k] = busyKWh;
    else if (name === "fixed") hour[k] = reserved ? (fixed[k] as number) * (meanShared[k] as number) : 0;
    else if (name === "avoidable" && reserved) hour[k] = (kgPerKWh[k] as number) * ((activeKW[k] as number) - idle) * files;
    else {
      const kg = kgPerKWh[k] as number;
      const asked = waiting - waitingHour;
      const [ofHour, ofRequest] = [reserved ? idle * waits : idle * waitingHour, idle * asked];
      hour[k] = name === "hoursOn" ? on : name === "idleKWh" ? ofHour : name === "embodied" ? made * on : kg * (busyKWh + ofHour) + made * on;
      request[k] = name === "hoursOn" ? asked : name === "idleKWh" ? ofRequest : name === "embodied" ? made * asked : kg * ofRequest + made * asked;
    }
  }
}

/** Adds what hours and requests per file, read from `from` on, stand for. */
function addUses(
  into: Float64Array,
  at: number,
  { hour, request }: PerUse,
  { hours, requests, from }: { hours: Float64Array; requests: Float64Array; from: number },
  count: number,
): void {
  for (let k = 0; k < count; k++)
    into[at + k] = (into[at + k] as number) + (hours[from + k] as number) * (hour[k] as number) + (requests[from + k] as number) * (request[k] as number);
}

/** Every figure of a row. */
const rowFigures = [
  "files",
  "requests",
  "busyHours",
  "hoursOn",
  "avoidable",
  "fixed",
  "busyKWh",
  "idleKWh",
  "embodied",
] as const satisfies readonly RowFigure[];

/** `width` numbers for each host. */
function hostColumns({ hosts }: Model, width: number): { [K in keyof Means["hosts"]]: Float64Array } {
  const column = (): Float64Array => new Float64Array(hosts.length * width);
  return {
    fixed: column(),
    hoursOn: column(),
    busyHours: column(),
    busyKWh: column(),
    idleKWh: column(),
    operational: column(),
    embodied: column(),
    unattributed: column(),
  };
}
