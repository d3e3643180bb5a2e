import { type Source, type SourceId, sources } from "./sources";

/**
 * A dated, cited constant with its range: `low` and `high` are P5 and P95, `value` is the central figure (median).
 * Two factors with the same id are the same thing, so an uncertainty analysis draws them once.
 */
export interface Factor {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Year that the figure describes. */
  readonly year: number;
  readonly source: Source;
  /** What the figure is and where its range comes from: one sentence, a key of the localisation. */
  readonly basis: string;
  /** Computed by us from cited figures. */
  readonly derived: boolean;
  /** The source gives no year: its own date was taken. */
  readonly yearAssumed?: true;
  /** The source gives no range: the spread of its quality class was taken. */
  readonly rangeAssumed?: true;
}

/**
 * How far a single figure may be off, as a factor up and down. Our convention, not a source's
 * (reference: quality classes of the method, section 11.2).
 */
export const spreads = {
  "measured-same-hardware": 1.1,
  "measured-other-hardware": 1.5,
  modelled: 2,
  guess: 3,
} as const;
export type Quality = keyof typeof spreads;

export interface FactorInput {
  readonly id: string;
  readonly value: number;
  /** `[low, high]`, or the quality class whose spread stands in for a missing range. */
  readonly range: readonly [low: number, high: number] | Quality;
  readonly unit: string;
  /** The figure's year, or "source" when only the source bears a date. */
  readonly year: number | "source";
  readonly source: SourceId;
  readonly basis: string;
  readonly derived?: boolean;
}

/**
 * Makes a factor; every field is demanded by the type, and nonsense is a bug of ours, so it throws.
 *
 *     factor({ id: "pue/x", value: 1.2, range: [1.1, 1.4], unit: "ratio", year: 2023, source: "rtc", basis: "..." })
 *     factor({ ..., range: "guess", year: "source" })  // low = value / 3, high = value x 3, both marked
 */
export function factor(input: FactorInput): Factor {
  const source = sources[input.source];
  const assumed = typeof input.range === "string" ? spreads[input.range] : null;
  const [low, high] = typeof input.range === "string" ? [input.value / spreads[input.range], input.value * spreads[input.range]] : input.range;
  const year = input.year === "source" ? Number(source.date.slice(0, 4)) : input.year;
  const made: Factor = {
    id: input.id,
    value: input.value,
    low,
    high,
    unit: input.unit,
    year,
    source,
    basis: input.basis,
    derived: input.derived ?? false,
    ...(input.year === "source" ? { yearAssumed: true as const } : {}),
    ...(assumed === null ? {} : { rangeAssumed: true as const }),
  };
  const fault = faultOf(made);
  if (fault !== null) throw new Error(`factor ${made.id}: ${fault}`);
  return made;
}

/** What makes a factor unusable, or null: the rule that `factor` and the data test share. */
export function faultOf(made: Factor): string | null {
  if (made.id === "" || made.unit === "" || made.basis === "") return "id, unit and basis must not be empty";
  if (![made.value, made.low, made.high].every((figure) => Number.isFinite(figure) && figure >= 0)) {
    return "value and range must be finite and not negative";
  }
  if (made.low > made.value || made.value > made.high) return "low <= value <= high must hold";
  if (!Number.isInteger(made.year) || made.year < 2010 || made.year > 2030) return "the year is missing or wrong";
  if (made.source.title === "" || made.source.licence === "" || made.source.date === "") {
    return "the source needs title, date and licence";
  }
  return null;
}
