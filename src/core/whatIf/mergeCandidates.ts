import { isProviders } from "../footprint/alternatives/atProvider";
import { holdsTogether, unsizedOn, vllmShares } from "../footprint/alternatives/modelNeeds";
import { emptyHosts } from "../footprint/hosts/unusedHosts";
import { idKey } from "../footprint/ids";
import { type System, unknownOn } from "../footprint/system";
import { joined } from "../text";
import { type Candidate, remove, type Situation, set } from "./candidate";

/** Of more machines there are too many pairs to look at, and other changes would find no room in the list. */
const mostHosts = 6;

/** All services of one machine that is on whatever it does move to an always-on one of the same region that holds their models too; the first one is given back. */
export function mergeCandidates(position: number, situation: Situation): Candidate[] {
  const { system, scenario, t } = situation;
  const from = system.hosts[position];
  if (
    system.hosts.length > mostHosts ||
    from === undefined ||
    scenario.hosts?.[from.name] === undefined ||
    system.model.hosts[position]?.kind !== "provisioned" ||
    isProviders(system, position)
  )
    return [];
  const moved = Object.entries(scenario.services ?? {}).flatMap(([name, { host }]) => (host !== undefined && idKey(host) === idKey(from.name) ? [name] : []));
  if (moved.length === 0) return [];
  // A machine on which nothing runs is itself given back.
  const empty = emptyHosts(system);
  return system.hosts.flatMap((to, h) => {
    if (
      h === position ||
      empty.includes(h) ||
      to.region !== from.region ||
      !alwaysOn(system, h) ||
      unknownOn(system, h).length > 0 ||
      isProviders(system, h) ||
      holdsTogether(system, [position, h], h) === false
    )
      return [];
    return [
      {
        kind: "fewer-hosts" as const,
        service: null,
        host: from.name,
        label: t("{0} merged into {1}", from.name, to.name),
        changes: [...moved.map((name) => set(["services", name, "host"], to.name)), remove(["hosts", from.name])],
        notes: [
          t("What runs on {0} moves to {1}, and {0} is given back: see that no request waits too long at a peak.", from.name, to.name),
          ...memoryNotes([position, h], to.gpuMemory, situation),
        ],
      },
    ];
  });
}

/** What the sizes of the models do not show, where all of some machines come onto the cards of one. */
function memoryNotes(hosts: readonly number[], gpuMemory: number, { system, t }: Situation): string[] {
  if (gpuMemory <= 0) return [];
  const unsized = unsizedOn(system, hosts);
  return [
    ...(unsized.length > 0 ? [t("How much memory {0} {1|takes|take} is not known: see that it fits.", joined(unsized, t), unsized.length)] : []),
    ...(vllmShares(system, hosts) ? [t("vLLM takes 90 % of a card by default: tell it to leave room for the others (--gpu-memory-utilization).")] : []),
  ];
}

/** Not a machine with hours: outside of them nobody would be served any more. */
function alwaysOn({ hosts, model }: System, host: number): boolean {
  return model.hosts[host]?.kind === "provisioned" && hosts[host]?.deployment === "dedicated";
}
