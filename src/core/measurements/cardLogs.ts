import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { Observation } from "./observation";
import { distinct } from "./observedRows";

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

/**
 * Files of one tool whose windows each are an endpoint's (Zeus): what they tell of different times adds up; where two overlap, the cards
 * that both watched would count twice, so the longer counts.
 */
export function withoutOverlaps(
  observations: readonly Observation[],
  t: Translate,
): { readonly observations: readonly Observation[]; readonly problems: readonly Problem[] } {
  const ofCards = observations.filter(({ subject, quantity }) => subject.kind === "endpoint" && quantity === "gpuEnergy");
  const files = [...new Map(ofCards.map((one) => [one.origin.locator, one])).values()];
  const { left } = longest(files);
  const out = new Set(left.map(({ log }) => log.origin.locator));
  const problems = left.map(({ log, under }): Problem => {
    const message = t(
      "This file and {0} tell of the same time: the longer of the two counts, because both watched the cards. Measure in one process, or at different times.",
      under.origin.locator,
    );
    return { code: "zeus-overlap", severity: "warning", file: log.origin.locator, message };
  });
  return { observations: out.size === 0 ? observations : observations.filter(({ origin }) => !out.has(origin.locator)), problems };
}

interface Card {
  readonly counted: readonly Observation[];
  readonly left: readonly { readonly log: Observation; readonly under: Observation }[];
}

function byCard(observations: readonly Observation[]): readonly Card[] {
  const logs = observations.filter(({ subject, quantity }) => subject.kind === "gpu" && quantity === "gpuEnergy");
  const names = distinct(logs.map(({ subject }) => (subject.kind === "gpu" ? subject.name : "")));
  return names.map((name) => longest(logs.filter(({ subject }) => subject.kind === "gpu" && subject.name === name)));
}

/** Of logs of one thing those that do not overlap, the longest first. */
function longest(logs: readonly Observation[]): Card {
  const counted: Observation[] = [];
  const left: { log: Observation; under: Observation }[] = [];
  for (const log of [...logs].sort((a, b) => secondsOf(b) - secondsOf(a))) {
    const under = counted.find((one) => overlap(one, log));
    if (under === undefined) counted.push(log);
    else left.push({ log, under });
  }
  return { counted, left };
}

/** s with readings; of windows of requests those from the first to the last */
function secondsOf(log: Observation): number {
  const [from, to] = span(log);
  return log.window.covered ?? Math.max(0, to - from) / 1000;
}

function overlap(one: Observation, other: Observation): boolean {
  const [from, to] = span(one);
  const [otherFrom, otherTo] = span(other);
  return from < otherTo && otherFrom < to;
}

function span({ window }: Observation): readonly [number, number] {
  return [Date.parse(window.start ?? ""), Date.parse(window.end ?? "")];
}
