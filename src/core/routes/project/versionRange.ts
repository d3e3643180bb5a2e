/** Versions that a file allows: from one on, below another; `exact` where only one is left. Without any number nothing limits them. */
export interface VersionRange {
  readonly from: readonly number[];
  readonly below: readonly number[] | null;
  readonly exact: string | null;
}

/** Named without a limit: the newest is installed. */
export const unlimited: VersionRange = { from: [], below: null, exact: null };
/** From a repository, a folder, an address: it may be any. */
export const anyVersion: VersionRange = { from: [0], below: null, exact: null };

export function exactly(version: string): VersionRange {
  return { from: numbersOf(version), below: null, exact: version };
}

/** `>=1.10,<3`, `^2.13 || ^3`, `==1.10.*`; Poetry's `2.4.0` is that one. */
export function rangesOf(wish: string): VersionRange[] {
  return wish.split(/\|\|?/).map((one) => one.split(",").reduce<VersionRange>((sum, part) => both(sum, limited(part.trim())) ?? sum, unlimited));
}

function limited(part: string): VersionRange {
  const [, sign = "", version = "", star = ""] = /^([\^~<>=!]*)\s*v?(\d+(?:\.\w+)*)?(\.?\*)?/.exec(part) ?? [];
  const numbers = numbersOf(version);
  if (numbers.length === 0) return unlimited;
  const range = (from: readonly number[], below: readonly number[] | null): VersionRange => ({ from, below, exact: null });
  switch (sign) {
    case ">=":
    case ">":
      return range(numbers, null);
    case "<":
      return range([], numbers);
    case "<=":
      return range([], next([...numbers, 0, 0].slice(0, Math.max(3, numbers.length))));
    case "!=":
      return unlimited;
    case "^": {
      const first = numbers.findIndex((one) => one > 0);
      return range(numbers, next(numbers.slice(0, first === -1 ? numbers.length : first + 1)));
    }
    case "~=":
      return range(numbers, next(numbers.slice(0, Math.max(1, numbers.length - 1))));
    case "~":
      return range(numbers, next(numbers.slice(0, 2)));
    default:
      return star === "" ? exactly(version) : range(numbers, next(numbers));
  }
}

/** What two ranges share; null where that is nothing. */
export function both(a: VersionRange, b: VersionRange): VersionRange | null {
  const [exact, other] = a.exact === null ? [b, a] : [a, b];
  if (exact.exact !== null) return includes(other, exact) ? exact : null;
  const from = order(a.from, b.from) < 0 || a.from.length === 0 ? b.from : a.from;
  const below = a.below === null || (b.below !== null && order(b.below, a.below) < 0) ? b.below : a.below;
  return below !== null && order(from, below) >= 0 ? null : { from, below, exact: null };
}

function includes(range: VersionRange, { from }: VersionRange): boolean {
  return range.exact === null ? order(from, range.from) >= 0 && isBelow(from, range.below) : order(from, range.from) === 0;
}

function isBelow(version: readonly number[], below: readonly number[] | null): boolean {
  return below === null || order(version, below) < 0;
}

/** Whether all versions of it are below one. */
export function endsBelow({ from, below, exact }: VersionRange, version: readonly number[]): boolean {
  return exact === null ? below !== null && order(below, version) <= 0 : order(from, version) < 0;
}

/** More majors than these say nothing. */
const MOST_MAJORS = 4;

/** Nothing restricts it. */
export function isUnlimited({ from, below, exact }: VersionRange): boolean {
  return exact === null && from.length === 0 && below === null;
}

/** What its versions begin with: `2.5.1` alone, `2.` or `1.` and `2.`; null where that is open. `majors`: the oldest and the newest that there are. */
export function beginnings(range: VersionRange, majors: readonly [oldest: number, newest: number] | null): readonly string[] | null {
  if (range.exact !== null) return [range.exact];
  const { from, below } = (majors === null ? null : both(range, { from: [majors[0]], below: [majors[1] + 1], exact: null })) ?? range;
  if (below === null) return null;
  const end = withoutZeros(below);
  const [low = 0, lowMinor = 0] = from;
  const [high, highMinor] = lastOf(end);
  if (low !== high) return high - low < MOST_MAJORS ? Array.from({ length: high - low + 1 }, (_, at) => `${low + at}.`) : null;
  return [highMinor === lowMinor ? `${low}.${lowMinor}.` : `${low}.`];
}

/** The major of the last version below an end, and its minor where that is known: `3` is above `2.`, `2.5` above `2.4`, `2.5.1` above `2.5`. */
function lastOf(end: readonly number[]): [major: number, minor: number | null] {
  const [major = 0, minor = 0] = end;
  return end.length < 2 ? [major - 1, null] : [major, end.length === 2 ? minor - 1 : minor];
}

function withoutZeros(version: readonly number[]): readonly number[] {
  return version.slice(0, version.findLastIndex((one) => one !== 0) + 1);
}

function next(version: readonly number[]): number[] {
  return version.map((one, at) => (at === version.length - 1 ? one + 1 : one));
}

function order(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) - (b[at] ?? 0);
  return 0;
}

/** `2.0b3` counts as `2.0`. */
function numbersOf(version: string): number[] {
  const out: number[] = [];
  for (const part of version.split(".")) {
    const digits = /^\d+/.exec(part)?.[0];
    if (digits !== undefined) out.push(Number(digits));
    if (digits !== part) break;
  }
  return out;
}
