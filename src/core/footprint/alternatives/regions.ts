import { allRegions, findRegion, type Region } from "../../factors/azureRegions";
import type { HostSettings, Scenario } from "../../scenario/scenario";
import { joined, type Translate } from "../../text";
import { emptyHosts } from "../hosts/unusedHosts";
import { findKey } from "../ids";
import type { System } from "../system";

/** Parts of the world within which data and delays usually allow a move; by the grid zone's country. */
const areas = ["DE ES FR IE IT NL PL SE NO CH GB", "US CA MX", "BR", "AU NZ", "JP KR HK SG ID IN", "CN", "AE IL QA", "ZA"].map(
  (countries) => new Set(countries.split(" ")),
);

function areaOf(zone: string): number {
  return areas.findIndex((countries) => countries.has(zone.slice(0, 2)));
}

/** The region of the same area whose grid and data centre emit least, where that is clearly less; null where the place, or what its grid emits, is not a region's own. */
export function cleanerRegion(name: string | null, settings: HostSettings, scenario: Scenario): Region | null {
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
