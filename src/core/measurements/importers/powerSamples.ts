/** One reading of a card's power. */
export interface Sample {
  /** empty where the log does not tell which card */
  readonly card: string;
  /** ms */
  readonly moment: number;
  readonly watts: number;
  /** % of the time in which it worked; null where not told */
  readonly load: number | null;
}

export interface CardWork {
  /** J, beyond `idleWatts` where that is known */
  readonly joules: number;
  /** W with nothing to do; null where it was never seen so */
  readonly idleWatts: number | null;
  /** ms */
  readonly start: number;
  readonly end: number;
  /** seconds with readings */
  readonly covered: number;
}

/** A pause of as many usual intervals is no reading: the log was stopped. */
const longestPause = 10;

/**
 * What one card used for its work: power beyond the median of its idle moments, over the time to the next reading.
 *
 * 27 W at 0 %, then 62 W at 70 % for a second -> 35 J, idle 27 W
 */
export function cardWork(samples: readonly Sample[]): CardWork {
  const sorted = [...samples].sort((one, other) => one.moment - other.moment);
  const idle = median(sorted.flatMap(({ load, watts }) => (load === 0 ? [watts] : [])));
  const pause = longestPause * (median(steps(sorted).filter((step) => step > 0)) ?? 0);
  let [joules, covered] = [0, 0];
  sorted.forEach(({ moment, watts, load }, index) => {
    const step = (sorted[index + 1]?.moment ?? moment) - moment;
    if (step > pause) return;
    covered += step / 1000;
    if (idle === null || load !== 0) joules += ((watts - (idle ?? 0)) * step) / 1000;
  });
  return { joules: Math.max(0, joules), idleWatts: idle, start: sorted[0]?.moment ?? 0, end: sorted.at(-1)?.moment ?? 0, covered };
}

/** False where several cards write in turn and nothing tells them apart: then readings come in bunches. */
export function samplesApart(samples: readonly Sample[]): boolean {
  if (samples.some(({ card }) => card !== "")) return true;
  const sorted = steps(samples).sort((one, other) => one - other);
  const usual = sorted[Math.floor(0.95 * sorted.length)] ?? 0;
  return sorted.filter((step) => step < 0.2 * usual).length <= 0.3 * sorted.length;
}

/** By the card's name in the log, in the order of the file. */
export function samplesByCard(samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const one of samples) {
    const group = groups.get(one.card);
    if (group === undefined) groups.set(one.card, [one]);
    else group.push(one);
  }
  return groups;
}

/** ms between readings that follow each other. */
function steps(samples: readonly Sample[]): number[] {
  return samples.slice(1).map(({ moment }, index) => moment - (samples[index]?.moment ?? moment));
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
