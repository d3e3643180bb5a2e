import { activeShareOfTdp } from "../../factors/gpus";
import type { EndpointMeasurement } from "../../measurements/observation";
import type { Problem } from "../../problem";
import type { Interval } from "../../quantity/interval";
import { joined, type Translate } from "../../text";
import type { ResolvedHost } from "../hosts/hosts";
import { z95 } from "../model/draws";
import { evaluate, partsPerFile } from "../model/evaluate";
import type { Inputs } from "../model/inputs";
import type { Model, Product, RowModel } from "../model/model";
import { askedTogether } from "../services/together";
import type { RowInfo } from "../system";
import { cardShares, cardsOf } from "./cardShares";
import { cardDoubts, fewDoubts, idleDoubts, powerDoubts, timeDoubts, volumeDoubts } from "./measurementDoubts";

/** What calibration asks of a service. */
interface Calibrated {
  readonly name: string;
  readonly endpoints: readonly string[];
  readonly measurement: EndpointMeasurement | null;
}

export interface Calibration {
  readonly model: Model;
  /** rows whose endpoint was measured */
  readonly measured: ReadonlySet<number>;
  /** those of them of which nothing tells what part of the measured time is theirs */
  readonly timeShared: ReadonlySet<number>;
  readonly problems: readonly Problem[];
}

/** What a service is asked and works at an endpoint. */
interface Work {
  readonly service: string;
  readonly requests: number;
  readonly files: number;
  /** services that exclude one another have the same */
  readonly group: number | undefined;
  /** s of its machine, with what is tried again */
  readonly seconds: number;
  /** tries of one request */
  readonly tries: number;
  /** in the months of the horizon; else of one file */
  readonly isExpected: boolean;
}

/**
 * Measured endpoints replace the modelled seconds: the model keeps only the proportion between rows (Arabic costs more
 * than English), the mean becomes the measured one, and work whose time no model knows becomes known. A meter of an endpoint
 * that does not tell
 * failed requests apart sees every try as a request, so retries that the scenario writes come on top; one that does has them in its time. An energy meter also replaces the busy power.
 */
export function calibrate(
  model: Model,
  services: readonly Calibrated[],
  infos: readonly RowInfo[],
  hosts: readonly ResolvedHost[],
  inputs: Inputs,
  t: Translate,
): Calibration {
  const measured = new Set<number>();
  const timeShared = new Set<number>();
  const problems: Problem[] = [];
  const rows = [...model.rows];
  const central = Float64Array.from(inputs.list, (input) => input.value.central);
  const { rows: figures } = evaluate({ ...model, inputs: inputs.list }, central);
  const months = model.months.length;
  const total = (figure: Float64Array, r: number): number => figure.slice(r * months, (r + 1) * months).reduce((sum, one) => sum + one, 0);

  const byEndpoint = new Map<string, { measurement: EndpointMeasurement; rows: number[] }>();
  services.forEach((service) => {
    const { measurement } = service;
    const placed = infos.flatMap((info, r) => (info.service === service.name && rows[r]?.home !== null ? [r] : []));
    const host = hosts[rows[placed[0] ?? -1]?.home ?? -1];
    // The time of an endpoint is shared by the services whose work it has in it.
    if (!measurement || !host || !counts(measurement, host)) return;
    const key = service.endpoints.join(" ");
    const group = byEndpoint.get(key) ?? { measurement, rows: [] };
    group.rows.push(...placed);
    byEndpoint.set(key, group);
  });

  const logged = cardShares(
    [...byEndpoint.values()].flatMap(({ measurement, rows: members }) => {
      const host = hosts[rows[members[0] ?? -1]?.home ?? -1];
      return host === undefined ? [] : [{ measurement, host }];
    }),
  );

  /** Of services of one endpoint: of all months where files are expected of each of them, else of one file of each row alike. */
  const worksOf = (names: readonly string[], members: readonly number[]): Work[] => {
    const own = names.map((service) => members.filter((r) => infos[r]?.service === service));
    const sum = (all: readonly number[], figure: Float64Array): number => all.reduce((one, r) => one + total(figure, r), 0);
    const isExpected = own.every((all) => sum(all, figures.requests) > 0);
    return names.map((service, s): Work => {
      const all = own[s] as number[];
      const models = all.map((r) => rows[r] as RowModel);
      const figure = isExpected
        ? { requests: sum(all, figures.requests), files: sum(all, figures.files), seconds: sum(all, figures.busyHours) * 3600 }
        : ofOneFile(models, central);
      return { ...figure, service, isExpected, group: infos[all[0] ?? -1]?.instead, tries: triesOf(models, central) };
    });
  };

  for (const [endpoint, { measurement, rows: members }] of byEndpoint) {
    const host = hosts[rows[members[0] ?? -1]?.home ?? -1];
    if (!host) continue;
    const names = new Set(members.flatMap((r) => infos[r]?.service ?? []));
    const works = worksOf([...names], members);
    // The mean that was measured is one request of the endpoint's, whichever of its services it runs.
    const requests = askedTogether(
      works.map(({ group }) => group),
      (s) => works[s]?.requests ?? 0,
      (s) => works[s]?.files ?? 0,
    );
    const modelledOf = new Map(works.map(({ service, seconds, tries }) => [service, requests > 0 ? seconds / requests / tries : 0]));
    // As soon as one of them has no time of its own there is no proportion between them: each takes the same part, which is a guess.
    const whole = [...modelledOf.values()].every((one) => one > 0);
    const modelled = whole ? [...modelledOf.values()].reduce((sum, one) => sum + one, 0) : 0;
    // An energy meter alone keeps the modelled time and replaces the power.
    const seconds = secondsPerRequest(measurement, host) ?? (measurement.energyJoules !== null && modelled > 0 ? modelled : null);
    if (seconds === null) continue;
    const spread = spreadOfMean(measurement.requests);
    const asked = works.every(({ isExpected }) => isExpected) ? requests / months : 0;
    problems.push(
      ...timeDoubts(endpoint, seconds, modelled, t),
      ...fewDoubts(endpoint, measurement.requests, spread, t),
      ...volumeDoubts(endpoint, measurement, asked, t),
    );
    const factor = inputs.add({
      id: `measured.seconds ${endpoint}`,
      label: t("busy seconds of one request, measured, {0}", endpoint),
      unit: "s",
      value: { low: seconds / spread, central: seconds, high: seconds * spread },
      shape: "two-piece-lognormal",
      basis: "measured",
      source: measurement.origins.join(", "),
      year: null,
      licence: null,
    });
    // A meter that multiplied by its own PUE is divided by ours, because the model multiplies again.
    const pue = measurement.pueIncluded ? (central[host.model.pue] as number) : 1;
    const joules = measurement.energyJoules;
    const most = central[host.model.busy] as number;
    // A meter of the cards does not see the rest of the machine.
    const unseen = measurement.cards ? besideCards(host, most) : 0;
    // A log of cards was shared by all endpoints that were timed, whichever of the machines they are on.
    const isOfLog = measurement.energyShared === true && measurement.cards !== undefined;
    const { owned, unplaced, factor: ofLog } = isOfLog ? logged : { owned: cardsOf([host]), unplaced: [], factor: 1 };
    const perSecond = joules === null ? null : (joules * ofLog) / measurement.requests / seconds / pue;
    const machines = { owned, unplaced: host.hardware.gpu === null ? [] : unplaced, gpu: host.hardware.gpu };
    const doubts = perSecond === null ? [] : cardDoubts(endpoint, perSecond, measurement, machines, t);
    problems.push(...doubts);
    const metered = perSecond === null || unseen === null || doubts.length > 0 ? null : perSecond + idleOfCards(host, measurement) + unseen;
    const impossible = metered === null ? [] : powerDoubts(endpoint, metered, most, measurement.energyShared === true, t);
    problems.push(...impossible, ...(metered === null ? [] : idleDoubts(endpoint, metered, central[host.model.idle] as number, host.model.kind, t)));
    const watts = impossible.length > 0 && measurement.energyShared ? null : metered;
    const power =
      watts === null
        ? null
        : inputs.add({
            id: `measured.power ${endpoint}`,
            label: t("busy power, measured, {0}", endpoint),
            unit: "W",
            value: poweredBy(watts, unseen ?? 0),
            shape: "two-piece-lognormal",
            basis: "measured",
            source: measurement.origins.join(", "),
            year: null,
            licence: null,
          });
    const guessed = new Map(whole ? [] : evenParts(endpoint, [...names], inputs, t));
    if (guessed.size > 1) {
      const message = t(
        "{0}: its time was measured, and nothing tells how much of it {1} take: each is given the same part, which may be any. The figure of the endpoint is certain, those of the services are not. Give each an endpoint of its own, or measure them apart.",
        endpoint,
        joined([...names], t),
      );
      problems.push({ code: "measured-time-shared", severity: "warning", path: `services.${[...names].at(-1)}`, message });
    }
    for (const r of members) {
      const row = rows[r] as RowModel;
      const own = modelledOf.get(infos[r]?.service ?? "") ?? 0;
      const parts = guessed.get(infos[r]?.service ?? "") ?? [{ coefficient: 1, inputs: [] }];
      const ownRequests = works.find(({ service }) => service === infos[r]?.service)?.requests ?? 0;
      // Of a time that no model knows a service has its part of each request of the endpoint, also where it has fewer itself.
      const share = ownRequests > 0 ? requests / ownRequests : 1;
      const scale = whole ? 1 / modelled : own > 0 ? 1 / own : null;
      rows[r] = {
        ...row,
        host: row.home,
        busyPower: power,
        parts: row.parts.map((part) => {
          const all =
            scale === null || part.seconds.length === 0
              ? [{ coefficient: share, inputs: [factor, ...part.tries] }]
              : part.seconds.map((one) => frozen(one, part.tries, central, scale, factor));
          return { ...part, seconds: all.flatMap((one) => parts.map((of) => times(one, of))) };
        }),
      };
      if (guessed.size > 1) timeShared.add(r);
      measured.add(r);
    }
  }
  return { model: { ...model, rows }, measured, timeShared, problems };
}

/**
 * What part of an endpoint's time each of its services takes where nothing tells: as much as the others at the centre, and anything from nothing to all
 * of it. The time is split in two, and each side again, so that the parts are the whole in each draw: the endpoint's figure is as certain as its time is.
 */
function evenParts(endpoint: string, names: readonly string[], inputs: Inputs, t: Translate): readonly (readonly [string, readonly Product[]])[] {
  const half = Math.ceil(names.length / 2);
  const [some, others] = [names.slice(0, half), names.slice(half)];
  if (others.length === 0) return some.map((name) => [name, [{ coefficient: 1, inputs: [] }]]);
  const share = inputs.add({
    id: `measured.part ${endpoint} ${others.join(" ")}`,
    label: t("part of {2} in the measured time of {0} that {1} share", endpoint, joined(names, t), joined(others, t)),
    unit: "fraction",
    value: { low: 0, central: others.length / names.length, high: 1 },
    shape: "triangular",
    basis: "assumed",
    source: t("nothing tells: the same for each"),
    year: null,
    licence: null,
  });
  const split = (side: readonly string[], by: readonly Product[]): (readonly [string, readonly Product[]])[] =>
    evenParts(endpoint, side, inputs, t).map(([name, parts]) => [name, parts.flatMap((one) => by.map((of) => times(of, one)))]);
  const rest = [
    { coefficient: 1, inputs: [] },
    { coefficient: -1, inputs: [share] },
  ];
  return [...split(some, rest), ...split(others, [{ coefficient: 1, inputs: [share] }])];
}

function times(one: Product, other: Product): Product {
  return { coefficient: one.coefficient * other.coefficient, inputs: [...one.inputs, ...other.inputs] };
}

/**
 * The factor between the mean time of `requests` measured ones and its P5 and P95. Own measurement on the same machine is x/1.1 (carbon-method.md
 * 11.2); to it comes the error of a mean of few. How much single requests differ no tool tells, so they are taken to be as those of an exponential
 * time, which is what is known of a positive time by its mean alone (maximum entropy): standard deviation = mean, and that of a mean of n is
 * mean / sqrt(n). As a log-normal's that is a variance of ln(1 + 1/n), and both errors are independent.
 *
 * 1 -> 3.9, 10 -> 1.7, 100 -> 1.2, 1000 -> 1.1
 */
function spreadOfMean(requests: number): number {
  return Math.exp(Math.hypot(Math.log(1.1), z95 * Math.sqrt(Math.log1p(1 / requests))));
}

/** W that the cards of the endpoint's machine draw with nothing to do, where the meter told what they used beyond it. */
function idleOfCards({ hardware }: ResolvedHost, { cards }: EndpointMeasurement): number {
  return cards === undefined ? 0 : (cards.idleWatts * Math.min(Math.ceil(hardware.gpus), cards.count)) / cards.count;
}

/** W that the machine draws at work beside its cards, as its own busy power has it; null where it has no card. */
function besideCards({ hardware }: ResolvedHost, busy: number): number | null {
  return hardware.gpu === null ? null : Math.max(0, busy - activeShareOfTdp.value * hardware.gpu.tdp.value * hardware.gpus);
}

/** Own measurement on the same machine: x/1.1; what was not seen by it is modelled: x/2 (carbon-method.md 11.2). */
function poweredBy(watts: number, unseen: number): Interval {
  const seen = watts - unseen;
  return { low: seen / 1.1 + unseen / 2, central: watts, high: seen * 1.1 + unseen * 2 };
}

/** The modelled product at its central value, as a proportion of the measured mean; how often it is done stays as uncertain as it is. */
function frozen({ coefficient, inputs }: Product, tries: readonly number[], central: Float64Array, scale: number, factor: number): Product {
  const fixed = inputs.filter((position) => !tries.includes(position));
  return { coefficient: fixed.reduce((all, position) => all * (central[position] as number), coefficient) * scale, inputs: [factor, ...tries] };
}

/** 1 + retries of a service, which all its rows have in common. */
function triesOf([row]: readonly RowModel[], central: Float64Array): number {
  const { tries = [], requests } = row?.parts[0] ?? {};
  return tries.reduce((all, position) => (requests?.inputs.includes(position) ? all : all * (central[position] as number)), 1);
}

/** Requests and seconds of a file of some rows where none is expected: each row counts alike. */
function ofOneFile(rows: readonly RowModel[], central: Float64Array): Pick<Work, "requests" | "files" | "seconds"> {
  const each = rows.map(({ parts }) => partsPerFile(parts, central));
  const mean = (of: "share" | "requests" | "seconds"): number => each.reduce((all, one) => all + one[of], 0) / each.length;
  return { requests: mean("requests"), files: mean("share"), seconds: mean("seconds") };
}

/** Whether a measurement tells something of a machine's work, so that it replaces what is modelled. */
function counts(measurement: EndpointMeasurement, host: ResolvedHost): boolean {
  return secondsPerRequest(measurement, host) !== null || measurement.energyJoules !== null;
}

/** Whether the tries that failed are in the time of the served requests already: then retries of the scenario would count them twice. */
export function holdsFailures(measurement: EndpointMeasurement | null, host: ResolvedHost | null): boolean {
  return measurement !== null && host !== null && (measurement.failed ?? 0) > 0 && counts(measurement, host);
}

/** GPU work by time of the route; CPU work by CPU seconds over the machine's vCPUs, else by time. */
function secondsPerRequest(measurement: EndpointMeasurement, host: ResolvedHost): number | null {
  const { requests, wallSeconds, cpuSeconds } = measurement;
  if (host.hardware.gpu === null && cpuSeconds !== null && cpuSeconds > 0) return cpuSeconds / Math.max(1, host.hardware.vcpus) / requests;
  return wallSeconds !== null && wallSeconds > 0 ? wallSeconds / requests : null;
}
