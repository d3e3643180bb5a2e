import type { Interval } from "../../quantity/interval";
import type { Language } from "../../text";
import * as figures from "./figures";

/**
 * How tables and the report write figures, as `figures.ts` has it, with a word for what is unknown: never 0, never a blank.
 */
export interface Format extends figures.Reader {
  /** 9.7799 -> `9.8` */
  figure(value: number | null): string;
  /** `9.8 (5.6–16)`: the central value, then P5 and P95 where they differ */
  range(interval: Interval | null): string;
  /** 1569.2 -> `1,569` */
  count(value: number | null): string;
  /** what the scenario states, as it is written there: 12.5 -> `12.5` */
  stated(value: number): string;
  /** 0.25 -> `25 %` */
  percent(fraction: number | null): string;
  /** a probability, found by draws: 0 -> `< 1 %` */
  chance(share: number | null): string;
  /** grams in the unit that suits them: `9.8 g (5.6–16)` */
  mass(grams: Interval | null): string;
  /** kilograms a month in the unit that suits them: `4.9 kg/month (2.8–8.0)`; a number has no range */
  massPerMonth(kilograms: Interval | number | null): string;
  /** `766 EUR`; several currencies are listed, never added */
  money(amount: number | null, currency: string | null, costs?: Readonly<Record<string, number>>): string;
}

/** Writes figures in the reader's language; null is written as unknown, never as 0. */
export function formatter(language: Language): Format {
  const reader = figures.readerOf(language);
  const known = <T>(value: T | null, written: (value: T) => string): string => (value === null ? reader.t("unknown") : written(value));
  const figure = (value: number): string => figures.figure(value, reader);
  return {
    ...reader,
    figure: (value) => known(value, figure),
    range: (interval) => known(interval, ({ low, central, high }) => figures.withRange({ low, central, high }, reader)),
    count: (value) => known(value, (amount) => figures.count(amount, reader)),
    stated: (value) => figures.stated(value, reader),
    percent: (fraction) => known(fraction, (share) => figures.percent(share, reader)),
    chance: (share) => known(share, (found) => figures.chance(found, reader)),
    mass: (grams) => known(grams, (value) => (value.low === value.high ? figures.mass(value.central, reader) : figures.massWithRange(value, reader))),
    massPerMonth: (kilograms) =>
      known(kilograms, (value) =>
        typeof value === "number" || value.low === value.high
          ? reader.t("{0}/month", figures.mass((typeof value === "number" ? value : value.central) * 1000, reader))
          : figures.perMonth(value, reader),
      ),
    money: (amount, currency, costs = {}) => known(figures.money(amount, currency, costs, reader), (text) => text),
  };
}

/** Kilograms as the grams that `mass` takes. */
export function kilograms(interval: Interval | null): Interval | null {
  return interval === null ? null : figures.scaled(interval, 1000);
}
