import type { Scenario } from "../../scenario/scenario";
import { findKey, idKey } from "../ids";

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
