import { roomToGrow } from "../model/evaluate";
import type { Model, Profile } from "../model/model";
import type { RowProducts } from "./rowProducts";

/** Draws side by side: `[position * width + draw]`, of which the first `count` are meant. */
export interface Columns {
  readonly width: number;
  readonly count: number;
}

/**
 * Rows of one host and one profile, and what their months have in common. Vectors of months are per file x rate of a row,
 * `[month * width + draw]`; others have one number a draw.
 */
export interface Group {
  /** -1: no host */
  readonly host: number;
  readonly profile: number;
  readonly rows: Int32Array;
  /** some row has a measured power of its own */
  readonly metered: boolean;
  /** of the profile: groups share it and its mean */
  readonly files: Float64Array;
  /** files / busy hours of the host; 0 in a month without work */
  readonly shared: Float64Array;
  /** scale-to-zero: idle hours of the host per request (or busy hour) x files; of a reserved one only their mean, where it lacks hours */
  readonly waiting: Float64Array;
  /** files, or less where a machine on demand is asked for more than its hours */
  readonly worked: Float64Array;
  /** 1: idle hours follow requests, each of which keeps the machine on; 0: busy hours */
  readonly byRequests: Uint8Array;
  /** sum over the rows, per file */
  readonly busyHours: Float64Array;
  /** the same of requests, which only a machine that they start depends on */
  readonly requests: Float64Array;
  readonly meanFiles: Float64Array;
  readonly meanShared: Float64Array;
  readonly meanWaiting: Float64Array;
  readonly meanWorked: Float64Array;
}

/**
 * Groups of the rows by host and profile. Rows without a profile, whose work is not known, are in none; vectors that a host's
 * kind does not use are empty.
 */
export function groupsOf(model: Model, profiles: readonly Profile[], width: number): Group[] {
  const entering = profiles.map(() => ({ files: new Float64Array(model.months.length * width), meanFiles: new Float64Array(width) }));
  const byKey = new Map<string, { host: number; profile: number; rows: number[] }>();
  const positions = new Map(profiles.map((profile, p) => [profile, p]));
  model.rows.forEach((row, r) => {
    if (row.profile === null) return;
    const [host, profile] = [row.host ?? -1, positions.get(row.profile) as number];
    const key = `${host} ${profile}`;
    const group = byKey.get(key) ?? { host, profile, rows: [] };
    group.rows.push(r);
    byKey.set(key, group);
  });
  const one = (): Float64Array => new Float64Array(width);
  const monthly = (used: boolean): Float64Array => new Float64Array(used ? model.months.length * width : 0);
  return [...byKey.values()].map((group) => {
    const kind = model.hosts[group.host]?.kind;
    return {
      ...group,
      rows: Int32Array.from(group.rows),
      metered: group.rows.some((r) => model.rows[r]?.busyPower !== null),
      ...(entering[group.profile] as (typeof entering)[number]),
      shared: monthly(kind === "provisioned" || kind === "shared"),
      waiting: monthly(kind === "scale-to-zero"),
      worked: monthly(kind === "scale-to-zero"),
      byRequests: new Uint8Array(width),
      busyHours: one(),
      requests: one(),
      meanShared: one(),
      meanWaiting: one(),
      meanWorked: one(),
    };
  });
}

/** What a group's rows do together, per file. */
export function addRows({ busyHours, requests, waiting, rows }: Group, perFile: RowProducts, columns: Columns): void {
  addUpRows(busyHours, perFile.hours, rows, columns);
  if (waiting.length > 0) addUpRows(requests, perFile.requests, rows, columns);
}

function addUpRows(sum: Float64Array, perRow: Float64Array, rows: Int32Array, { width, count }: Columns): void {
  sum.fill(0);
  for (const r of rows) for (let k = 0; k < count; k++) sum[k] = (sum[k] as number) + (perRow[r * width + k] as number);
}

/** Files a month of a profile, as `filesOf` has them; the power by repeated multiplication. */
export function filesInto(files: Float64Array, profile: Profile, values: Float64Array, { width, count }: Columns): void {
  const months = files.length / width;
  for (let k = 0; k < count; k++) {
    const first = values[profile.files * width + k] as number;
    const factor = Math.max(0, 1 + (profile.growth === null ? 0 : (values[profile.growth * width + k] as number)));
    const ceiling = profile.ceiling === null ? Number.POSITIVE_INFINITY : (values[profile.ceiling * width + k] as number);
    const room = roomToGrow(profile, { first, factor, ceiling });
    let grown = 1;
    for (let m = 0; m < months; m++) {
      files[m * width + k] = m < profile.start ? 0 : room === null ? Math.min(ceiling, first * grown) : ceiling / (1 + room / grown);
      grown *= factor;
    }
  }
}

/** Mean over the months, of each draw. */
export function meanMonths(monthly: Float64Array, means: Float64Array, months: number, { width, count }: Columns): void {
  means.fill(0, 0, count);
  for (let m = 0; m < months; m++) {
    const at = m * width;
    for (let k = 0; k < count; k++) means[k] = (means[k] as number) + (monthly[at + k] as number);
  }
  for (let k = 0; k < count; k++) means[k] = (means[k] as number) / months;
}
