import type { AbatementOption } from "../../analysis/plan";
import { allRegions, findRegion, type Region } from "../../factors/azureRegions";
import { findSize, holds, offeredSizes } from "../../factors/azureSizes";
import { findModel } from "../../factors/findModel";
import { smallerModels, thinksMore } from "../../factors/smallerModels";
import type { HostSettings, Scenario } from "../../scenario/scenario";
import { joined, type Translate } from "../../text";
import { emptyHosts } from "../hosts/unusedHosts";
import { findKey, idKey } from "../ids";
import { type System, unknownOn } from "../system";
import { isProviders } from "./atProvider";
import { longerAnswers, neededTogether, needOf, unsizedOn, vllmShares, weightsOn } from "./modelNeeds";
import { peaksIf } from "./peaks";

/** The scenario with one thing changed that keeps every level: a machine, a place, a model. */
export interface Variant {
  readonly id: string;
  readonly kind: AbatementOption["kind"];
  readonly label: string;
  readonly condition: string;
  readonly scenario: Scenario;
  /** hosts that no longer exist */
  readonly gone: readonly string[];
  /** false where a price of the changed thing is not in our data */
  readonly priced: boolean;
  /** some requests wait that did not before, whatever their work takes: for a machine to start, for its other work, for a longer way */
  readonly waits: boolean;
}

/** Beyond that many machines or services, only those with the most carbon are varied. */
const most = { hosts: 6, services: 8 } as const;

/** More services are counted: nobody reads a list of them in a table. */
const mostNamed = 3;

/**
 * Single changes worth computing. Whether one lowers carbon is for the caller to see: each is resolved anew, so that
 * busy times, watts and embodied carbon are those of the changed scenario.
 */
export function variantsOf(system: System, scenario: Scenario, kgOf: { host(name: string): number; service(name: string): number }, t: Translate): Variant[] {
  const byCarbon = <T>(all: readonly T[], kg: (one: T) => number, count: number): T[] => [...all].sort((a, b) => kg(b) - kg(a)).slice(0, count);
  const hosts = system.hosts.flatMap((info, h) => {
    const key = findKey(scenario.hosts, info.name);
    const kind = system.model.hosts[h]?.kind;
    return key === undefined || kind === undefined
      ? []
      : [{ info, position: h, kind, key, settings: scenario.hosts?.[key] ?? {}, weightsGB: weightsOn(system, h) }];
  });
  type Host = (typeof hosts)[number];
  const withHost = (key: string, change: HostSettings): Scenario => ({
    ...scenario,
    hosts: { ...scenario.hosts, [key]: { ...scenario.hosts?.[key], ...change } },
  });
  const empty = hosts.filter(({ position }) => emptyHosts(system).includes(position));
  // Of a machine on which nothing runs there is but one thing to change.
  const used = hosts.filter((host) => !empty.includes(host));
  const varied = byCarbon(used, ({ info }) => kgOf.host(info.name), most.hosts);
  // How a machine should run, and how large, can be said only where the time of all its work is known.
  const timed = varied.filter(({ position }) => unknownOn(system, position).length === 0 && !isProviders(system, position));
  const services = [...new Set(system.rows.map(({ service }) => service))];
  return [
    ...empty.map(givenBack),
    ...timed.flatMap(otherDeployment),
    ...varied.flatMap(elsewhere),
    ...timed.flatMap(otherSize),
    ...timed.flatMap(fewerReplicas),
    ...timed.flatMap((from) => timed.flatMap((to) => merged(from, to))),
    ...byCarbon(services, kgOf.service, most.services).flatMap(smallerModel),
  ];

  function givenBack({ info, key }: Host): Variant {
    const { [key]: _, ...left } = scenario.hosts ?? {};
    return {
      id: `fewer-hosts:${info.name}`,
      kind: "fewer-hosts",
      label: t("give {0} back", info.name),
      condition: t("no service runs there"),
      scenario: { ...scenario, hosts: left },
      gone: [info.name],
      priced: true,
      waits: false,
    };
  }

  /** A machine that is not always there; who does not want to run one at all rents the time alone. */
  function otherDeployment({ info, kind, key }: Host): Variant[] {
    if (kind === "shared" || kind === "serverless") return [];
    const change = (id: string, label: string, condition: string, settings: HostSettings): Variant => ({
      id: `${id}:${info.name}`,
      kind: "deployment",
      label,
      condition,
      scenario: withHost(key, settings),
      gone: [],
      priced: true,
      // Even a provider's machine has to load the model after a pause.
      waits: true,
    });
    const asleep = change(
      "deployment",
      t("stop {0} between requests", info.name),
      t("the first request after a pause waits for the model to load, about 30 s"),
      { deployment: "scale-to-zero", hours: undefined },
    );
    const rented = change("serverless", t("run {0} serverless", info.name), rentedIf(t), {
      deployment: "serverless",
      hours: undefined,
      keepAlive: undefined,
      coldStart: undefined,
      bursts: undefined,
    });
    return kind === "provisioned" ? [asleep, rented] : [rented];
  }

  function elsewhere({ info, key, settings }: Host): Variant[] {
    const best = cleanerRegion(info.region, settings, scenario);
    if (best === null) return [];
    return [
      {
        id: `region:${info.name}`,
        kind: "region",
        label: t("move {0} to {1}", info.name, best.displayName),
        condition: movedIf(t),
        scenario: withHost(key, { region: best.name }),
        gone: [],
        priced: settings.price !== undefined,
        waits: true,
      },
    ];
  }

  /** The size with the lowest carbon of an hour of waiting that still holds the models. */
  function otherSize({ info, kind, key, settings, weightsGB }: Host): Variant[] {
    const stated = settings.hardware ?? settings.idle ?? settings.busy ?? settings.embodied;
    const now = findSize(info.sku);
    const region = info.region === null ? null : findRegion(info.region);
    if (kind !== "provisioned" || stated || !("found" in now) || !region || !("found" in region)) return [];
    const hourly = ({ idle, embodied }: typeof now.found): number =>
      (region.found.pue.value * region.found.intensity.value * idle.value) / 1000 + embodied.value;
    const [best] = offeredSizes()
      .filter((size) => size.price !== null && (weightsGB > 0 ? size.gpu !== null && holds(size, weightsGB) : size.gpu === null))
      .sort((a, b) => hourly(a) - hourly(b) || a.name.localeCompare(b.name));
    if (!best || hourly(best) > 0.95 * hourly(now.found)) return [];
    return [
      {
        id: `size:${info.name}`,
        kind: "size",
        label: t("take {0} for {1} instead of {2}", best.name, info.name, info.sku),
        condition: t("answers stay fast enough on it"),
        scenario: withHost(key, { sku: best.name }),
        gone: [],
        priced: true,
        waits: false,
      },
    ];
  }

  function fewerReplicas({ info, key, settings, position }: Host): Variant[] {
    const replicas = settings.replicas ?? 1;
    if (replicas < 2) return [];
    return [
      {
        id: `fewer-hosts:${info.name}`,
        kind: "fewer-hosts",
        label: t("run {0} with {1} {1|replica|replicas} instead of {2}", info.name, replicas - 1, replicas),
        condition: peaksIf(system.model, position, replicas - 1, t),
        scenario: withHost(key, { replicas: replicas - 1 }),
        gone: [],
        priced: true,
        waits: true,
      },
    ];
  }

  /** All services of one machine move to another of the same region whose memory holds them too. */
  function merged(from: Host, to: Host): Variant[] {
    // On a machine with hours nobody would be served outside of them.
    if (from === to || from.kind !== "provisioned" || to.kind !== "provisioned" || to.info.deployment !== "dedicated" || from.info.region !== to.info.region)
      return [];
    const both = [from.position, to.position];
    const needed = neededTogether(system, both);
    if (from.info.gpuMemory > 0 && to.info.gpuMemory < needed) return [];
    const together = movedOnto(scenario, [from.info.name], to.info.name);
    if (together === null) return [];
    const { moved } = together;
    return [
      {
        id: `fewer-hosts:${from.info.name}>${to.info.name}`,
        kind: "fewer-hosts",
        label:
          moved.length > mostNamed
            ? t("run the {0} services of {2} on {1} and give {2} back", moved.length, to.info.name, from.info.name)
            : t("run {0} on {1} and give {2} back", joined(moved, t), to.info.name, from.info.name),
        condition: [fitOf(both, needed, to), ...vllmIf(system, both, t), t("a request waits while the machine works for another")].join(t("; ")),
        scenario: together.scenario,
        gone: [from.info.name],
        priced: true,
        waits: true,
      },
    ];
  }

  /** What has to be true of the memory of a machine that takes over another one's models. */
  function fitOf(hosts: readonly number[], needed: number, { info: { gpuMemory } }: Host): string {
    if (gpuMemory <= 0) return t("its memory holds all of them");
    const unsized = unsizedOn(system, hosts);
    const [needs, has] = [Math.ceil(needed), Math.floor(gpuMemory)];
    return unsized.length === 0
      ? t("the models fit together: {0} GB with room to work, of {1} GB", needs, has)
      : t(
          "{0}, whose size is not known, {1|fits|fit} beside the other models: those need {2} GB with room to work, of {3} GB",
          joined(unsized, t),
          unsized.length,
          needs,
          has,
        );
  }

  /** The first candidate of what-if that is clearly smaller. */
  function smallerModel(service: string): Variant[] {
    const row = system.rows.find((one) => one.service === service);
    const look = row?.model ? findModel(row.model) : null;
    const settings = scenario.services?.[service];
    if (!row || !look || !("found" in look) || !settings || settings.model?.weights || settings.model?.parameters) return [];
    const now = look.found;
    const [best] = smallerModels(now, needOf(system, scenario, row)).filter(({ active }) => active.value < 0.75 * now.active.value);
    if (!best) return [];
    return [
      {
        id: `model:${service}`,
        kind: "model",
        label: t("take a smaller model for {0}, for instance {1} instead of {2}", service, best.id, row.model ?? ""),
        condition: [t("its quality is measured on your texts first"), ...(thinksMore(best, now) ? [longerAnswers(t)] : [])].join(t("; ")),
        scenario: { ...scenario, services: { ...scenario.services, [service]: { ...settings, model: { name: best.id } } } },
        gone: [],
        priced: true,
        waits: false,
      },
    ];
  }
}

/** The services of some machines moved to another one, and those machines given back; null where one of them is not in the scenario, or nothing runs on them. */
export function movedOnto(scenario: Scenario, from: readonly string[], to: string): { readonly moved: readonly string[]; readonly scenario: Scenario } | null {
  const [target, ...keys] = [to, ...from].map((name) => findKey(scenario.hosts, name));
  if (target === undefined || keys.includes(undefined)) return null;
  const left = Object.entries(scenario.hosts ?? {}).filter(([key]) => !keys.includes(key));
  const gone = keys.flatMap((key) => (key === undefined ? [] : [idKey(key)]));
  const moved = Object.entries(scenario.services ?? {}).filter(([, { host }]) => host !== undefined && gone.includes(idKey(host)));
  if (moved.length === 0) return null;
  return {
    moved: moved.map(([name]) => name),
    scenario: {
      ...scenario,
      hosts: Object.fromEntries(left),
      services: { ...scenario.services, ...Object.fromEntries(moved.map(([name, one]) => [name, { ...one, host: target }])) },
    },
  };
}

/** Parts of the world within which data and delays usually allow a move; by the grid zone's country. */
const areas = ["DE ES FR IE IT NL PL SE NO CH GB", "US CA MX", "BR", "AU NZ", "JP KR HK SG ID IN", "CN", "AE IL QA", "ZA"].map(
  (countries) => new Set(countries.split(" ")),
);

function areaOf(zone: string): number {
  return areas.findIndex((countries) => countries.has(zone.slice(0, 2)));
}

/** What has to be known of a machine rented by the second: nobody knows here what a provider asks for it. */
export const rentedIf = (t: Translate): string =>
  t("another provider bills it by the second, usually at a higher price than the machine's own, which is counted here; cold starts are not counted");

/** What has to be true where vLLM is to share a card. */
export const vllmIf = (system: System, hosts: readonly number[], t: Translate): readonly string[] =>
  vllmShares(system, hosts) && hosts.some((h) => (system.hosts[h]?.gpuMemory ?? 0) > 0)
    ? [t("vLLM is told to leave room for the others, for it takes 90 % of a card by default (--gpu-memory-utilization)")]
    : [];

const movedIf = (t: Translate): string => t("data may be processed there, the size is offered there, and the delay is acceptable");

/** The region of the same area whose grid and data centre emit least, where that is clearly less; null where the place, or what its grid emits, is not a region's own. */
function cleanerRegion(name: string | null, settings: HostSettings, scenario: Scenario): Region | null {
  if (name === null || settings.grid?.intensity || scenario.grid?.intensity) return null;
  const now = findRegion(name);
  if (!("found" in now)) return null;
  const grams = (region: Region): number => region.intensity.value * region.pue.value;
  const area = areaOf(now.found.zone);
  const [best] = allRegions()
    .filter((region) => areaOf(region.zone) === area)
    .sort((a, b) => grams(a) - grams(b));
  return !best || grams(best) > 0.95 * grams(now.found) ? null : best;
}

/** Every machine on which something runs moved to the cleanest region of its area: what it is called, what has to be true, and the scenario; null where none would move. */
export function movedAway(
  system: System,
  scenario: Scenario,
  t: Translate,
): { readonly label: string; readonly condition: string; readonly machines: number; readonly scenario: Scenario } | null {
  const empty = emptyHosts(system);
  const moves = system.hosts.flatMap((info, h) => {
    const key = findKey(scenario.hosts, info.name);
    const best = key === undefined || empty.includes(h) ? null : cleanerRegion(info.region, scenario.hosts?.[key] ?? {}, scenario);
    return key === undefined || best === null ? [] : [{ name: info.name, key, best }];
  });
  const [first] = moves;
  if (first === undefined) return null;
  const places = [...new Set(moves.map(({ best }) => best))];
  const label = joined(
    places.map((place) =>
      t(
        "{0} in the region {1}",
        joined(
          moves.flatMap(({ name, best }) => (best === place ? [name] : [])),
          t,
        ),
        place.displayName,
      ),
    ),
    t,
  );
  const hosts = { ...scenario.hosts, ...Object.fromEntries(moves.map(({ key, best }) => [key, { ...scenario.hosts?.[key], region: best.name }])) };
  const condition = t(
    "if data may be processed there, the size is offered there, and the delay is acceptable; the one list price of the size is counted, and may be another there",
  );
  return { label, condition, machines: moves.length, scenario: { ...scenario, hosts } };
}
