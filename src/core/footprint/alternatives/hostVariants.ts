import { findRegion } from "../../factors/azureRegions";
import { findSize, holds, offeredSizes } from "../../factors/azureSizes";
import type { HostSettings, Scenario } from "../../scenario/scenario";
import { joined, type Translate } from "../../text";
import type { System } from "../system";
import { rentedIf, vllmIf } from "./conditions";
import { holdsTogether, neededTogether, unsizedOn } from "./modelNeeds";
import { movedOnto } from "./movedOnto";
import { peaksIf } from "./peaks";
import { cleanerRegion } from "./regions";
import type { Variant, Varied, VariedHost } from "./variant";

/** More services are counted: nobody reads a list of them in a table. */
const mostNamed = 3;

export function givenBack({ scenario, t }: Varied, { info, key }: VariedHost): Variant {
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
export function otherDeployment({ scenario, t }: Varied, { info, kind, key }: VariedHost): Variant[] {
  if (kind === "shared" || kind === "serverless") return [];
  const change = (id: string, label: string, said: Pick<Variant, "condition" | "caveat">, settings: HostSettings): Variant => ({
    id: `${id}:${info.name}`,
    kind: "deployment",
    label,
    ...said,
    scenario: withHost(scenario, key, settings),
    gone: [],
    priced: true,
    // Even a provider's machine has to load the model after a pause.
    waits: true,
  });
  const starts = t("the first request after a pause waits for the model to load, about 30 s");
  const asleep = change(
    "deployment",
    t("stop {0} between requests", info.name),
    { condition: starts },
    {
      deployment: "scale-to-zero",
      hours: undefined,
    },
  );
  const rented = change(
    "serverless",
    t("run {0} serverless", info.name),
    { condition: null, caveat: rentedIf(t) },
    {
      deployment: "serverless",
      hours: undefined,
      keepAlive: undefined,
      coldStart: undefined,
      bursts: undefined,
    },
  );
  return kind === "provisioned" ? [asleep, rented] : [rented];
}

export function elsewhere({ scenario, t }: Varied, { info, key, settings }: VariedHost): Variant[] {
  const best = cleanerRegion(info.region, settings, scenario);
  if (best === null) return [];
  return [
    {
      id: `region:${info.name}`,
      kind: "region",
      label: t("move {0} to {1}", info.name, best.displayName),
      condition: movedIf(t),
      scenario: withHost(scenario, key, { region: best.name }),
      gone: [],
      priced: settings.price !== undefined,
      waits: true,
    },
  ];
}

/** The size with the lowest carbon of an hour of waiting that still holds the models. */
export function otherSize({ scenario, t }: Varied, { info, kind, key, settings, weightsGB }: VariedHost): Variant[] {
  const stated = settings.hardware ?? settings.idle ?? settings.busy ?? settings.embodied;
  const now = findSize(info.sku);
  const region = info.region === null ? null : findRegion(info.region);
  if (kind !== "provisioned" || stated || !("found" in now) || !region || !("found" in region)) return [];
  const hourly = ({ idle, embodied }: typeof now.found): number => (region.found.pue.value * region.found.intensity.value * idle.value) / 1000 + embodied.value;
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
      scenario: withHost(scenario, key, { sku: best.name }),
      gone: [],
      priced: true,
      waits: false,
    },
  ];
}

export function fewerReplicas({ system, scenario, t }: Varied, { info, key, settings, position }: VariedHost): Variant[] {
  const replicas = settings.replicas ?? 1;
  if (replicas < 2) return [];
  return [
    {
      id: `fewer-hosts:${info.name}`,
      kind: "fewer-hosts",
      label: t("run {0} with {1} {1|replica|replicas} instead of {2}", info.name, replicas - 1, replicas),
      condition: peaksIf(system.model, position, replicas - 1, t),
      scenario: withHost(scenario, key, { replicas: replicas - 1 }),
      gone: [],
      priced: true,
      waits: true,
    },
  ];
}

/** All services of one machine move to another of the same region whose memory holds them too. */
export function merged({ system, scenario, t }: Varied, from: VariedHost, to: VariedHost): Variant[] {
  // On a machine with hours nobody would be served outside of them.
  if (from === to || from.kind !== "provisioned" || to.kind !== "provisioned" || to.info.deployment !== "dedicated" || from.info.region !== to.info.region)
    return [];
  const both = [from.position, to.position];
  if (holdsTogether(system, both, to.position) === false) return [];
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
      condition: [fitOf(system, both, to, t), ...vllmIf(system, both, t), t("a request waits while the machine works for another")].join(t("; ")),
      scenario: together.scenario,
      gone: [from.info.name],
      priced: true,
      waits: true,
    },
  ];
}

/** What has to be true of the memory of a machine that takes over another one's models. */
function fitOf(system: System, hosts: readonly number[], { info: { memory } }: VariedHost, t: Translate): string {
  const unsized = unsizedOn(system, hosts);
  if (memory === null || (!memory.onCards && unsized.length > 0)) return t("its memory holds all of them");
  const [needs, has] = [Math.ceil(neededTogether(system, hosts, memory.onCards)), Math.floor(memory.GB)];
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

const withHost = (scenario: Scenario, key: string, change: HostSettings): Scenario => ({
  ...scenario,
  hosts: { ...scenario.hosts, [key]: { ...scenario.hosts?.[key], ...change } },
});

const movedIf = (t: Translate): string => t("data may be processed there, the size is offered there, and the delay is acceptable");
