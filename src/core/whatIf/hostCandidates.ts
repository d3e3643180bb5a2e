import { allRegions } from "../factors/azureRegions";
import { findSize, holds, offeredSizes, type Size } from "../factors/azureSizes";
import { isProviders } from "../footprint/alternatives/atProvider";
import { weightsOn } from "../footprint/alternatives/modelNeeds";
import { assumedHost } from "../footprint/hosts/placement";
import { emptyHosts } from "../footprint/hosts/unusedHosts";
import type { HostInfo } from "../footprint/system";
import type { Deployment, HostSettings } from "../scenario/scenario";
import { type Candidate, type PathChange, remove, type Situation, set } from "./candidate";

/** What could be changed about one machine: how it runs, when, how large, where, how many of it. */
export function hostCandidates(position: number, situation: Situation): Candidate[] {
  const info = situation.system.hosts[position];
  if (!info) return [];
  const written = situation.scenario.hosts ?? {};
  const settings = written[info.name];
  // Without any host written, one machine for all services is assumed: the first change writes it.
  if (settings === undefined && Object.keys(written).length > 0) return [];
  return candidatesOf(position, settings === undefined ? { ...info, name: assumedHost } : info, settings ?? {}, situation);
}

function candidatesOf(position: number, host: HostInfo, settings: HostSettings, situation: Situation): Candidate[] {
  // How a machine should run on which nothing runs is no question.
  if (emptyHosts(situation.system).includes(position)) return [givenBack(host, situation)];
  if (isProviders(situation.system, position)) return regions(host, settings, situation);
  return [
    ...deployments(host, settings, situation),
    ...schedules(host, settings, situation),
    ...replicas(host, settings, situation),
    ...sizes(position, host, settings, situation),
    ...regions(host, settings, situation),
  ];
}

function givenBack({ name }: HostInfo, { t }: Situation): Candidate {
  return {
    kind: "fewer-hosts",
    service: null,
    host: name,
    label: t("{0}: given back", name),
    changes: [remove(["hosts", name])],
    notes: [t("No service runs on it.")],
  };
}

/** Moving everything at once: the region that machines without one of their own share. */
export function regionCandidates({ system, scenario, t }: Situation): Candidate[] {
  if (scenario.grid?.intensity !== undefined) return [];
  const now = system.hosts.find(({ name }) => scenario.hosts?.[name]?.region === undefined)?.region;
  if (now === undefined) return [];
  return allRegions()
    .filter(({ name }) => name !== now)
    .map(({ name, displayName }) => ({
      kind: "region",
      service: null,
      host: null,
      label: t("everything in {0}", displayName),
      changes: [set(["region"], name)],
      notes: [elsewhere(system.hosts, t)],
    }));
}

const fieldsOf: Readonly<Record<Deployment, readonly (keyof HostSettings)[]>> = {
  dedicated: [],
  scheduled: ["hours"],
  "scale-to-zero": ["keepAlive", "coldStart", "bursts"],
  shared: ["share"],
  serverless: [],
};
const deploymentFields = Object.values(fieldsOf).flat();

/** Working days from 8 to 18 o'clock. */
const workingHours = 50;

function deployments(host: HostInfo, settings: HostSettings, { t }: Situation): Candidate[] {
  const path = ["hosts", host.name];
  const change = (
    deployment: Deployment,
    label: string,
    fields: readonly PathChange[],
    notes: readonly string[],
    more: Pick<Candidate, "priceIsLeast"> = {},
  ): Candidate => ({
    ...more,
    kind: "deployment",
    service: null,
    host: host.name,
    label: t("{0}: {1}", host.name, label),
    changes: [
      ...deploymentFields.filter((field) => settings[field] !== undefined && !fieldsOf[deployment].includes(field)).map((field) => remove([...path, field])),
      set([...path, "deployment"], deployment),
      ...fields,
    ],
    notes: [
      ...notes,
      ...(host.deployment === "scheduled" && deployment !== "scheduled" ? [t("It no longer keeps its hours a week: requests are served at any time.")] : []),
    ],
  });
  const all: readonly Candidate[] = [
    change("scale-to-zero", t("stopped between requests"), [], [t("The first request after a pause waits for the machine to start and load the model.")]),
    change("scheduled", t("on {0} h a week", workingHours), [set([...path, "hours"], `${workingHours} h/week`)], [t("Outside these hours nobody is served.")]),
    change("shared", t("half of it used by others"), [set([...path, "share"], "50 %")], [t("Holds only if somebody else really uses the other half.")]),
    change("serverless", t("serverless"), [], [rented(t)], { priceIsLeast: true }),
    change("dedicated", t("always on"), [], []),
  ];
  return all.filter((one) => one.changes.some((part) => part.type === "set" && part.path.at(-1) === "deployment" && part.value !== host.deployment));
}

/** What no price list of ours has: providers by the second have prices, and hardware, of their own. */
const rented = (t: Situation["t"]): string =>
  t(
    "Needs a provider that bills by the second and offers this hardware. The cost counts the machine's own price for the seconds of work, the least to expect; cold starts are not counted.",
  );

function schedules(host: HostInfo, settings: HostSettings, { t }: Situation): Candidate[] {
  const path = ["hosts", host.name];
  const change = (label: string, key: string, value: string, note: string): Candidate => ({
    kind: "schedule",
    service: null,
    host: host.name,
    label: t("{0}: {1}", host.name, label),
    changes: [set([...path, key], value)],
    notes: [note],
  });
  if (host.deployment === "scheduled" && settings.hours) {
    const fewer = Math.max(1, Math.round(settings.hours.central * 0.8));
    return [change(t("on {0} h a week", fewer), "hours", `${fewer} h/week`, t("Outside these hours nobody is served."))];
  }
  if (host.deployment !== "scale-to-zero") return [];
  return [
    ...((settings.keepAlive?.central ?? 300) > 60 ? [change(t("kept alive for 1 min only"), "keepAlive", "1 min", t("More requests wait for a start."))] : []),
    ...((settings.bursts?.central ?? Number.POSITIVE_INFINITY) > 31
      ? [change(t("all work of a day at once"), "bursts", "30/month", t("Answers come the same day, not at once."))]
      : []),
  ];
}

function replicas(host: HostInfo, settings: HostSettings, { t }: Situation): Candidate[] {
  const now = settings.replicas ?? 1;
  const change = (count: number): Candidate => ({
    kind: "replicas",
    service: null,
    host: host.name,
    label: t("{0}: {1} instead of {2}", host.name, count, now),
    changes: [set(["hosts", host.name, "replicas"], count)],
    notes: [],
  });
  return [...(now > 1 ? [change(now - 1)] : []), change(now + 1)];
}

/** Every Azure size that holds the models: on cards, or in main memory where the work may run on processors. */
function sizes(position: number, host: HostInfo, settings: HostSettings, { system, t }: Situation): Candidate[] {
  const path = ["hosts", host.name];
  const own = (["idle", "busy", "embodied", "price"] as const).filter((key) => settings[key] !== undefined);
  const weights = weightsOn(system, position);
  const fits = (size: Size): boolean => (size.gpu === null || weights > 0) && holds(size, weights);
  return offeredSizes()
    .filter((size) => size.name !== host.sku && fits(size))
    .map((size) => ({
      kind: "size",
      service: null,
      host: host.name,
      label: t("{0}: {1}", host.name, size.name),
      // What was written of the old machine does not hold for the new one.
      changes: [...(settings.hardware ? [remove([...path, "hardware"])] : []), ...own.map((key) => remove([...path, key])), set([...path, "sku"], size.name)],
      notes: [
        ...(size.price === null ? [t("No list price is known for this size.")] : []),
        ...(own.length > 0 ? [t("What the scenario writes about the old machine ({0}) goes.", own.join(", "))] : []),
        ...(host.deployment === "shared" ? [t("Others use this machine too: it changes for them as well.")] : []),
        ...(size.gpu === null && host.gpuMemory > 0 ? [t("Without a graphics card times are guesses: measure first.")] : []),
      ],
    }));
}

function regions(host: HostInfo, settings: HostSettings, { scenario, t }: Situation): Candidate[] {
  if (settings.grid?.intensity !== undefined || scenario.grid?.intensity !== undefined) return [];
  return allRegions()
    .filter(({ name }) => name !== host.region)
    .map(({ name, displayName }) => ({
      kind: "region",
      service: null,
      host: host.name,
      label: t("{0}: in {1}", host.name, displayName),
      changes: [set(["hosts", host.name, "region"], name)],
      notes: [elsewhere([host], t)],
    }));
}

/** What a move takes for granted: few regions have every size, and those with cards least of all. */
function elsewhere(hosts: readonly HostInfo[], t: Situation["t"]): string {
  return hosts.some(({ sku }) => "found" in findSize(sku))
    ? t("Check where the data may be held, and that the size is offered there and its price: one list price counts for all regions.")
    : t("Check where the data may be held.");
}
