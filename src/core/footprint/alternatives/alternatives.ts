import { byRank } from "../../decision/alternatives";
import { joined } from "../../text";
import { emptyHosts } from "../hosts/unusedHosts";
import { evaluatedAtCentral } from "../model/evaluate";
import { overCapacity } from "../plans/central";
import { unknownOn } from "../system";
import { isProviders } from "./atProvider";
import { type AlternativesOptions, type Compared, comparer, cutOf, type ListedAlternative, listed, servesAll } from "./compared";
import { asleep, type Change, fitsOn, holdsAll, mergedIf, namesOf, onOneMachine, serverless, withReplicas } from "./machineChanges";
import { movedOnto } from "./movedOnto";
import { movedAway } from "./regions";

/** Beyond that many hosts only the changes of all of them together are computed. */
const mostHosts = 6;
const mostReplicas = 8;

type Compare = ReturnType<typeof comparer>;

/** Positions of the machines that may run otherwise. */
interface Machines {
  /** always on, with work of which the time is known */
  readonly provisioned: readonly number[];
  /** `provisioned` are all that are always on */
  readonly whole: boolean;
  /** few enough to change each alone */
  readonly few: boolean;
  /** stopped between requests */
  readonly sleeping: readonly number[];
}

/**
 * The best plan over other deployments and over fewer hosts, beside the recommended one and never in its place
 * (DESIGN.md section 5), where it saves or gains anything: each machine, the fewest that are enough and all
 * of them stopped between requests, each and all rented by the second; all services on one machine; fewer replicas. A machine on which nothing runs is
 * given back in all of them, as in the recommended one.
 */
export function alternativesOf(options: AlternativesOptions): ListedAlternative[] {
  const { problem, recommended } = options;
  const compare = comparer(options);
  const machines = machinesOf(options);
  const { provisioned, few, whole } = machines;
  const several = provisioned.length > 1;
  const cuts = cutOf(problem, recommended).length > 0;
  const ways = [
    ...stopped(options, machines, compare),
    ...compare(bySecond(options, machines)),
    ...(few && whole && several ? compare(provisioned.flatMap((kept) => onOneMachine(options, provisioned, kept))) : []),
    ...(few && cuts ? provisioned.flatMap((kept) => onAnotherSize(options, machines, kept, compare)) : []),
    ...provisioned.slice(0, mostHosts).flatMap((h) => fewerReplicas(options, h, compare)),
  ];
  // Another place changes what users and law say of their data, and has prices of its own: only where something is cut, and no other way serves everything.
  const moved = cuts && !ways.some(servesAll) ? elsewhere(options, compare) : [];
  return [...ways, ...moved]
    .filter(({ choice, savedCarbon, savedCost, gainedValue }) =>
      choice.feasible === recommended.feasible ? [savedCarbon, savedCost, gainedValue].some((one) => one > 1e-9) : choice.feasible,
    )
    .sort(byRank)
    .map((one) => listed(options, one));
}

function machinesOf({ system }: AlternativesOptions): Machines {
  const { hosts } = system.model;
  const empty = new Set(emptyHosts(system));
  const busy = overCapacity(system, evaluatedAtCentral(system.model));
  // A machine whose work takes a time that nobody knows may be busy all day, and one that lacks hours is: nothing is proposed for it.
  const free = hosts.map(({ name }, h) => unknownOn(system, h).length === 0 && !busy.has(name) && !isProviders(system, h));
  const always = hosts.flatMap(({ kind }, h) => (kind === "provisioned" && !empty.has(h) ? [h] : []));
  const provisioned = always.filter((h) => free[h]);
  return {
    provisioned,
    whole: provisioned.length === always.length,
    few: provisioned.length <= mostHosts,
    // What is stopped between requests still waits after each of them.
    sleeping: hosts.flatMap(({ kind }, h) => (kind === "scale-to-zero" && free[h] ? [h] : [])),
  };
}

/** Each machine stopped between requests, all of them, and the fewest that are enough. */
function stopped(options: AlternativesOptions, { provisioned, few }: Machines, compare: Compare): Compared[] {
  const singles = few ? compare(provisioned.map((h) => asleep(options, [h]))) : [];
  const [together] = provisioned.length > 1 ? compare([asleep(options, provisioned)]) : [];
  if (!together) return singles;
  return [...singles, together, ...(provisioned.length > 2 && few ? fewestAsleep(options, { provisioned, singles, together }, compare) : [])];
}

/** Each machine rented by the second, and all of those that are always on. */
function bySecond(options: AlternativesOptions, { provisioned, few, sleeping }: Machines): Change[] {
  const single = few ? [...provisioned, ...sleeping.slice(0, mostHosts)] : [];
  return [...single.map((h) => [h]), ...(provisioned.length > 1 ? [provisioned] : [])].map((group) => serverless(options, group));
}

/**
 * Where it takes several machines, but not all of them, to serve as much as with all (or everything, where all of them asleep are over the budget:
 * a busy one may take more so): the fewest that are enough; of as many, those that cost least, then those with the least carbon. All groups are
 * tried, the smallest first.
 */
function fewestAsleep(
  options: AlternativesOptions,
  { provisioned, singles, together }: { readonly provisioned: readonly number[]; readonly singles: readonly Compared[]; readonly together: Compared },
  compare: Compare,
): Compared[] {
  const { choice: all, problem } = together;
  const enough = all.feasible ? all.value : problem.rows.reduce((sum, { value, max }) => sum + value * max, 0);
  const asGood = ({ choice }: Compared): boolean => choice.feasible && choice.value >= enough * (1 - 1e-9);
  if (singles.some(asGood)) return [];
  for (let count = 2; count < provisioned.length; count++) {
    const [best] = compare(groupsOf(provisioned, count).map((group) => asleep(options, group)))
      .filter(asGood)
      .sort((a, b) => b.savedCost - a.savedCost || b.savedCarbon - a.savedCarbon);
    if (best) return [best];
  }
  return [];
}

/** Of a machine that runs several times over, the best of giving one, two, ... of them back, as its work allows. */
function fewerReplicas(options: AlternativesOptions, h: number, compare: Compare): Compared[] {
  const replicas = options.system.model.hosts[h]?.replicas ?? 1;
  const counts = Array.from({ length: Math.min(replicas - 1, mostReplicas) }, (_, less) => replicas - 1 - less);
  return compare(counts.map((left) => withReplicas(options, h, left)))
    .sort((a, b) => Number(b.choice.feasible) - Number(a.choice.feasible) || b.choice.value - a.choice.value || a.machines - b.machines)
    .slice(0, 1);
}

/** Where something is cut: what merges machines of different sizes, of which the times are others, or some of several machines, and leaves less cut. */
function onAnotherSize(options: AlternativesOptions, { provisioned, whole }: Machines, kept: number, compare: Compare): Compared[] {
  const { system, scenario, again, t } = options;
  const { model } = system;
  const target = system.hosts[kept]?.name ?? "";
  const others = provisioned.filter((h) => h !== kept);
  const groups = [...others.map((h) => [h]), ...(others.length > 1 ? [others] : [])];
  return groups.flatMap((gone) => {
    const everything = whole && gone.length === others.length;
    // All on one machine of the same size is compared already.
    if (!fitsOn(system, [...gone, kept], kept) || (everything && holdsAll(system, provisioned, kept))) return [];
    const names = gone.map((h) => model.hosts[h]?.name ?? "");
    const there = movedOnto(scenario, names, target);
    if (there === null) return [];
    const other = again(there.scenario);
    const unknown = unknownOn(
      other,
      other.hosts.findIndex(({ name }) => name === target),
    );
    if (unknown.length > 0 || other.model.rows.some(({ id }, r) => id !== model.rows[r]?.id)) return [];
    const alone = everything && model.rows.every(({ home }) => home === null || provisioned.includes(home));
    const label = alone ? t("everything on {0} alone", target) : t("{0} on {1}, without {2}", joined(there.moved, t), target, namesOf(model, gone, t));
    const change: Change = { kind: "merged", label, price: mergedIf(system, [...gone, kept], kept, t), machines: gone.length, model: other.model };
    return compare([change], other).filter((one) => servesAll(one) || (one.choice.feasible && one.gainedValue > 1e-9 * Math.max(1, one.choice.value)));
  });
}

/** Every machine in the cleanest region of its area. */
function elsewhere({ system, scenario, again, t }: AlternativesOptions, compare: Compare): Compared[] {
  const there = movedAway(system, scenario, t);
  if (there === null) return [];
  const { label, condition, machines } = there;
  const other = again(there.scenario);
  return compare([{ kind: "moved", label, price: condition, machines, model: other.model }], other).filter(servesAll);
}

/** Every group of so many of them. */
function groupsOf(all: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return all.flatMap((first, at) => groupsOf(all.slice(at + 1), count - 1).map((others) => [first, ...others]));
}
