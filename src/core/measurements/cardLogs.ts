import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { Observation } from "./observation";
import { distinct } from "./observedRows";
import { type Apart, longest, secondsOf } from "./overlaps";

/** One graphics card, over all its logs. */
export interface CardLogs {
  /** J of its work */
  readonly joules: number;
  /** s with readings */
  readonly seconds: number;
  /** W with nothing to do, which are not in `joules`; 0 where they are */
  readonly idleWatts: number;
  readonly files: readonly string[];
}

/**
 * Logs by card: what one card used over several days adds up, and so does the time; its idle power is there once.
 * Where two logs of a card overlap the longer counts.
 *
 * two days of 24 h, 1.2 MJ and 27 W idle each -> 2.4 MJ in 48 h, 27 W idle
 */
export function cardLogs(observations: readonly Observation[]): readonly CardLogs[] {
  return byCard(observations).map(({ counted }) => {
    const sum = (of: (one: Observation) => number): number => counted.reduce((all, one) => all + of(one), 0);
    const seconds = sum(secondsOf);
    return {
      joules: sum(({ value }) => value),
      seconds,
      idleWatts: seconds > 0 ? sum((one) => (one.idleWatts ?? 0) * secondsOf(one)) / seconds : 0,
      files: distinct(counted.map(({ origin }) => origin.locator)),
    };
  });
}

/** A warning for each pair of logs of one card that overlap in time, at the file that is left out. */
export function overlappingLogs(observations: readonly Observation[], t: Translate): readonly Problem[] {
  const pairs = byCard(observations).flatMap(({ left }) => left.map(({ log, under }) => ({ file: log.origin.locator, other: under.origin.locator })));
  return distinct(pairs.map((pair) => JSON.stringify(pair))).map((pair) => {
    const { file, other } = JSON.parse(pair) as (typeof pairs)[number];
    const message = t(
      "This log and {0} tell of the same card at the same time: the longer of the two counts. If they are of two machines, add {1} to {2}.",
      other,
      "uuid",
      "--query-gpu",
    );
    return { code: "nvidia-smi-overlap", severity: "warning", file, message };
  });
}

function byCard(observations: readonly Observation[]): readonly Apart[] {
  const logs = observations.filter(({ subject, quantity }) => subject.kind === "gpu" && quantity === "gpuEnergy");
  const names = distinct(logs.map(({ subject }) => (subject.kind === "gpu" ? subject.name : "")));
  return names.map((name) => longest(logs.filter(({ subject }) => subject.kind === "gpu" && subject.name === name)));
}
