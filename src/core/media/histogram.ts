/** Files whose duration is from `from` to below `to` seconds. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Widths that read well as a time, in seconds. */
const widths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 7 * 86_400];
const mostBins = 12;

/** Bins of one width that is easy to read, at most twelve, empty ones included; their counts add up to the sample. */
export function histogram(seconds: readonly number[]): readonly Bin[] {
  if (seconds.length === 0) return [];
  const low = seconds.reduce((a, b) => Math.min(a, b));
  const high = seconds.reduce((a, b) => Math.max(a, b));
  const binOf = (value: number, width: number): number => Math.floor(value / width);
  const width = widths.find((one) => binOf(high, one) - binOf(low, one) < mostBins) ?? (high - low) / (mostBins - 1);
  const first = binOf(low, width);
  const counts = new Array<number>(binOf(high, width) - first + 1).fill(0);
  for (const value of seconds) {
    const bin = binOf(value, width) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  // Tenths of a second have no exact binary form: 0.30000000000000004.
  const edge = (bin: number): number => Number(((first + bin) * width).toPrecision(12));
  return counts.map((count, bin) => ({ from: edge(bin), to: edge(bin + 1), count }));
}
