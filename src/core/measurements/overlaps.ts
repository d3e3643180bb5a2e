import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { Observation } from "./observation";

// Meters of a machine or its cards hold what everybody used: two that ran at one time tell of the same joules, and one that ran on another day
// tells nothing of the requests.

/** Records of one thing: those that count do not overlap; each other one is `under` one that counts. */
export interface Apart {
  readonly counted: readonly Observation[];
  readonly left: readonly { readonly log: Observation; readonly under: Observation }[];
}

interface Kept {
  readonly observations: readonly Observation[];
  readonly problems: readonly Problem[];
}

/**
 * Files of one tool whose windows each are an endpoint's (Zeus): what they tell of different times adds up; where two overlap, the cards
 * that both watched would count twice, so the longer counts.
 */
export function withoutOverlaps(observations: readonly Observation[], t: Translate): Kept {
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

/**
 * Runs of a tool that reads a whole machine (CodeCarbon), such as one in each worker of a server: of two at one time each holds what the other used,
 * so the longer counts. Of a run that read its process alone the cards are still the machine's, and only they are left out.
 */
export function oneRunAtATime(observations: readonly Observation[], t: Translate): Kept {
  const isOut = new Map<Observation, Observation>();
  for (const quantity of ["energy", "gpuEnergy"] as const) {
    const read = observations.filter((one) => one.subject.kind === "process" && one.quantity === quantity && one.machine !== undefined);
    for (const machine of new Set(read.map((one) => one.machine))) {
      const runs = longest(
        read.filter((one) => one.machine === machine),
        wholeSecond,
      );
      for (const { log, under } of runs.left) isOut.set(log, under);
    }
  }
  if (isOut.size === 0) return { observations, problems: [] };
  const gone = new Map([...isOut.keys()].map((one) => [keyOf(one), one]));
  const kept = observations.flatMap((one) => {
    if (isOut.has(one)) return [];
    // The energy of one process holds that of the cards, which another run told.
    const cards = one.quantity === "energy" && one.machine === undefined ? gone.get(keyOf(one)) : undefined;
    return [cards === undefined ? one : { ...one, value: Math.max(0, one.value - cards.value) }];
  });
  const files = new Map([...isOut].map(([{ origin }, under]) => [origin.locator, under.origin]));
  const problems = [...files].map(([file, under]): Problem => {
    const message = t(
      "{0} and {1}: two runs read one machine at the same time, so each holds what the other used: the longer counts, and nothing is added twice. Let one process track the machine; if these are two machines, measure them in different scenarios.",
      file,
      under.locator === file ? t("the same file") : under.locator,
    );
    return { code: "measurement-runs-overlap", severity: "warning", file, message };
  });
  return { observations: kept, problems };
}

/** ms; CodeCarbon writes the end of a run without its fraction, so that one which follows another seems to begin before that ended. */
const wholeSecond = 1000;

/** ms; local times without a zone are read as UTC, so that only another day is another time for certain: zones are at most 14 h from UTC. */
const mostZone = 14 * 3600 * 1000;

/**
 * Energy of machines and cards that was read at another time than any request of an endpoint was observed: what they drew then is not what the
 * requests took, so it does not count. Where a time is not told, it is taken to be the same.
 */
export function atTimeOfRequests(observations: readonly Observation[], t: Translate): Kept & { readonly late: readonly Observation[] } {
  const isOnOtherDays = otherDays(observations.filter(({ subject }) => subject.kind === "endpoint"));
  const isElsewhere = (one: Observation): boolean => isMeter(one) && isOnOtherDays(one.window);
  const late = observations.filter(isElsewhere);
  const files = [...new Set(late.map(({ origin }) => origin.locator))];
  const problems = files.map((file): Problem => {
    const message = t(
      "This file holds energy that was read on other days than the requests of the endpoints: it does not count. Let both run at the same time, and write the file again.",
    );
    return { code: "measurement-other-time", severity: "warning", file, message };
  });
  return { observations: late.length === 0 ? observations : observations.filter((one) => !isElsewhere(one)), problems, late };
}

/** Whether requests, by their windows, were observed on other days than any meter of machines or cards ran: it holds nothing of theirs. */
export function requestsWithoutMeter(observations: readonly Observation[]): (windows: readonly Observation["window"][]) => boolean {
  const isOnOtherDays = otherDays(observations.filter(isMeter));
  return (windows) => windows.length > 0 && windows.every(isOnOtherDays);
}

function isMeter({ subject, quantity }: Observation): boolean {
  return subject.kind !== "endpoint" && (quantity === "energy" || quantity === "gpuEnergy");
}

/** Whether a window is on other days than all of `observations`; false where one of the times is not told, or nothing is there to compare with. */
function otherDays(observations: readonly Observation[]): (window: Observation["window"]) => boolean {
  const spans = observations.map(({ window }) => span(window)).toSorted(([one], [other]) => one - other);
  // Each is longer than a day, so that they are few, however many observations there are.
  const days: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = days.at(-1);
    if (last !== undefined && from - mostZone <= last[1]) last[1] = Math.max(last[1], to + mostZone);
    else days.push([from - mostZone, to + mostZone]);
  }
  const isTold = spans.length > 0 && spans.every(([from, to]) => from <= to);
  return (window) => {
    const [from, to] = span(window);
    return isTold && from <= to && days.every(([start, end]) => to < start || end < from);
  };
}

const keyOf = ({ origin }: Observation): string => `${origin.importer} ${origin.run ?? origin.locator}`;

/**
 * Of logs of one thing those that do not overlap, the longest first; logs that overlap with none are not compared with each other.
 * `inexact`: ms by which their times may be wrong; two that share no more than that, and less than half of the shorter, follow each other.
 */
export function longest(logs: readonly Observation[], inexact = 0): Apart {
  const counted: Observation[] = [];
  const left: { log: Observation; under: Observation }[] = [];
  for (const group of bunches(logs)) {
    const chosen: Timed[] = [];
    for (const one of group.toSorted((a, b) => secondsOf(b.log) - secondsOf(a.log))) {
      const under = chosen.find(({ from, to }) => {
        const shared = Math.min(to, one.to) - Math.max(from, one.from);
        return from < one.to && one.from < to && shared >= Math.min(inexact, Math.min(to - from, one.to - one.from) / 2);
      });
      if (under === undefined) chosen.push(one);
      else left.push({ log: one.log, under: under.log });
    }
    counted.push(...chosen.map(({ log }) => log));
  }
  return { counted, left };
}

interface Timed {
  readonly log: Observation;
  /** ms */
  readonly from: number;
  readonly to: number;
}

/** Logs in order of time, those together that touch each other through whichever others. */
function bunches(logs: readonly Observation[]): readonly (readonly Timed[])[] {
  const timed = logs.map((log): Timed => {
    const [from, to] = span(log.window);
    return { log, from, to };
  });
  const groups: Timed[][] = timed.filter(({ from, to }) => !(from <= to)).map((one) => [one]);
  let [group, reached]: [Timed[], number] = [[], Number.NEGATIVE_INFINITY];
  for (const one of timed.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
    if (one.from >= reached) {
      group = [];
      groups.push(group);
    }
    group.push(one);
    reached = Math.max(reached, one.to);
  }
  return groups;
}

/** s with readings; of windows of requests those from the first to the last */
export function secondsOf(log: Observation): number {
  const [from, to] = span(log.window);
  return log.window.covered ?? Math.max(0, to - from) / 1000;
}

function span({ start, end }: Observation["window"]): readonly [number, number] {
  return [Date.parse(start ?? ""), Date.parse(end ?? "")];
}
