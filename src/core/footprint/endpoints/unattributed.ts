import type { Translate } from "../../text";
import type { Means } from "../model/figures";
import type { Served } from "../rows/columns";
import { hostIsKnown, isOpen, type System, unknownOn, unmeasuredOn } from "../system";

/** Why no endpoint carries some of the carbon. */
export function whyUnattributed(system: System, means: Means, loose: readonly Served[], t: Translate): string {
  const reasons: string[] = [];
  const names = (of: readonly Served[]): string[] => [...new Set(of.map(({ row }) => system.rows[row]?.service ?? ""))];
  const without = names(loose.filter(({ row }) => system.rows[row]?.endpoints.length === 0));
  if (without.length > 0) reasons.push(t("services without an endpoint: {0}", without.join(", ")));
  const beside = names(loose.filter(({ row }) => system.rows[row]?.endpoints.length !== 0 && !isOpen(system, row)));
  if (beside.length > 0) reasons.push(t("services of endpoints that are not known whole: {0}", beside.join(", ")));
  const carriesNone = (h: number): boolean => (means.hosts.unattributed[h] as number) > 0 || !hostIsKnown(system, h);
  const waiting = system.hosts.flatMap(({ name }, h) => (carriesNone(h) ? [{ name, open: unknownOn(system, h) }] : []));
  const untimed = waiting.filter(({ open }) => open.length > 0).map(({ name, open }) => `${name} (${open.join(", ")})`);
  if (untimed.length > 0) reasons.push(t("hosts whose services take a time that is not known: {0}", untimed.join(", ")));
  const uncounted = system.hosts.flatMap(({ name }, h) => {
    const open = unmeasuredOn(system, h);
    return carriesNone(h) && open.length > 0 ? [{ name, open }] : [];
  });
  if (uncounted.length > 0)
    reasons.push(t("hosts of which the volume of some work is not known: {0}", uncounted.map(({ name, open }) => `${name} (${open.join(", ")})`).join(", ")));
  const workless = waiting.filter(({ name, open }) => open.length === 0 && !uncounted.some((one) => one.name === name)).map(({ name }) => name);
  if (workless.length > 0) reasons.push(t("hosts that run in months without work: {0}", workless.join(", ")));
  return reasons.length > 0 ? reasons.join(t("; ")) : t("nothing");
}
