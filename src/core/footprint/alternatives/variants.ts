import { findModel } from "../../factors/findModel";
import { smallerModels, thinksMore } from "../../factors/smallerModels";
import type { Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { emptyHosts } from "../hosts/unusedHosts";
import { findKey } from "../ids";
import { type System, unknownOn } from "../system";
import { isProviders } from "./atProvider";
import { elsewhere, fewerReplicas, givenBack, merged, otherDeployment, otherSize } from "./hostVariants";
import { longerAnswers, needOf, weightsOn } from "./modelNeeds";
import type { Variant, Varied, VariedHost } from "./variant";

/** Beyond that many machines or services, only those with the most carbon are varied. */
const most = { hosts: 6, services: 8 } as const;

/**
 * Single changes worth computing. Whether one lowers carbon is for the caller to see: each is resolved anew, so that
 * busy times, watts and embodied carbon are those of the changed scenario.
 */
export function variantsOf(system: System, scenario: Scenario, kgOf: { host(name: string): number; service(name: string): number }, t: Translate): Variant[] {
  const of: Varied = { system, scenario, t };
  const hosts = hostsOf(of);
  const empty = hosts.filter(({ position }) => emptyHosts(system).includes(position));
  // Of a machine on which nothing runs there is but one thing to change.
  const used = hosts.filter((host) => !empty.includes(host));
  const varied = byCarbon(used, ({ info }) => kgOf.host(info.name), most.hosts);
  // How a machine should run, and how large, can be said only where the time of all its work is known.
  const timed = varied.filter(({ position }) => unknownOn(system, position).length === 0 && !isProviders(system, position));
  const services = [...new Set(system.rows.map(({ service }) => service))];
  return [
    ...empty.map((host) => givenBack(of, host)),
    ...timed.flatMap((host) => otherDeployment(of, host)),
    ...varied.flatMap((host) => elsewhere(of, host)),
    ...timed.flatMap((host) => otherSize(of, host)),
    ...timed.flatMap((host) => fewerReplicas(of, host)),
    ...timed.flatMap((from) => timed.flatMap((to) => merged(of, from, to))),
    ...byCarbon(services, kgOf.service, most.services).flatMap((service) => smallerModel(of, service)),
  ];
}

function hostsOf({ system, scenario }: Varied): VariedHost[] {
  return system.hosts.flatMap((info, position) => {
    const key = findKey(scenario.hosts, info.name);
    const kind = system.model.hosts[position]?.kind;
    return key === undefined || kind === undefined
      ? []
      : [{ info, position, kind, key, settings: scenario.hosts?.[key] ?? {}, weightsGB: weightsOn(system, position) }];
  });
}

function byCarbon<T>(all: readonly T[], kg: (one: T) => number, count: number): T[] {
  return [...all].sort((a, b) => kg(b) - kg(a)).slice(0, count);
}

/** The first candidate of what-if that is clearly smaller. */
function smallerModel({ system, scenario, t }: Varied, service: string): Variant[] {
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
