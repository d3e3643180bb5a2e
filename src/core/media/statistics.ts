import type { Interval } from "../quantity/interval";

/** What a sample of durations tells, in its own unit. */
export interface Statistics {
  readonly count: number;
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** of the sample (n - 1); null for a single value */
  readonly standardDeviation: number | null;
  readonly low: number;
  readonly p5: number;
  readonly p95: number;
  readonly high: number;
  /** P5 to P95 of the mean of all files, as far as this sample tells */
  readonly meanRange: Interval;
  /** the log-normal distribution with the sample's logarithms; null for a single value */
  readonly logNormal: { readonly median: number; readonly sigma: number } | null;
}

/** σ of ln(duration) where a sample has one value only: published podcasts have 0.47 to 0.50. */
const assumedSigma = 0.5;

/**
 * Describes a sample of positive values; null for an empty one.
 *
 * The range of the mean is Student's: mean ± t(0.95, n - 1) · s/√n, with the smallest value as its floor.
 * For a single value it is that of a log-normal with σ = 0.5. Percentiles interpolate linearly between the values.
 */
export function statistics(values: readonly number[]): Statistics | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low] = sorted;
  if (low === undefined) return null;
  const count = sorted.length;
  const total = sum(sorted);
  const mean = total / count;
  const deviation = deviationOf(sorted, mean);
  const logarithms = sorted.map(Math.log);
  const meanLogarithm = sum(logarithms) / count;
  const sigma = deviationOf(logarithms, meanLogarithm);
  return {
    count,
    total,
    mean,
    median: percentile(sorted, 0.5),
    standardDeviation: deviation,
    low,
    p5: percentile(sorted, 0.05),
    p95: percentile(sorted, 0.95),
    high: sorted[count - 1] ?? low,
    meanRange: deviation === null ? assumedRange(mean) : studentRange({ mean, low, count, deviation }),
    logNormal: sigma === null ? null : { median: Math.exp(meanLogarithm), sigma },
  };
}

function studentRange({ mean, low, count, deviation }: { mean: number; low: number; count: number; deviation: number }): Interval {
  const half = (studentQuantile95(count - 1) * deviation) / Math.sqrt(count);
  return { low: Math.max(Math.min(low, mean), mean - half), central: mean, high: mean + half };
}

const normalQuantile95 = 1.6448536269514722;

const assumedRange = (mean: number): Interval => {
  const factor = Math.exp(normalQuantile95 * assumedSigma);
  return { low: mean / factor, central: mean, high: mean * factor };
};

/** 95 % quantile of Student's t: exact for one and two degrees of freedom, else Abramowitz and Stegun 26.7.5 (within 0.3 %). */
export function studentQuantile95(freedom: number): number {
  if (freedom === 1) return Math.tan(0.45 * Math.PI);
  if (freedom === 2) return 0.9 * Math.sqrt(2 / (1 - 0.9 ** 2));
  const z = normalQuantile95;
  const terms = [(z ** 3 + z) / 4, (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96, (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384];
  return terms.reduce((quantile, term, index) => quantile + term / freedom ** (index + 1), z);
}

/** Linear interpolation between the values, as spreadsheets and NumPy do. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

function deviationOf(values: readonly number[], mean: number): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
