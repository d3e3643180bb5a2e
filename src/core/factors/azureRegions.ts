import { once } from "../lazily";
import { type Factor, factor } from "./factor";
import { countryFigures, type IntensityFigure, intensityFactor } from "./gridIntensity";
import { zoneFigures } from "./gridIntensityOdbl";
import { type Found, nearest, plainName } from "./names";
import { azureRegionBeside } from "./otherClouds";
import { regionAt } from "./places";

/** An Azure region with its grid and its data-centre overhead. */
export interface Region {
  /** Azure's name: `francecentral` */
  readonly name: string;
  readonly displayName: string;
  /** Grid zone: a country (`FR`) or a part of one (`US-MIDA-PJM`). */
  readonly zone: string;
  /** gCO2e/kWh */
  readonly intensity: Factor;
  /** ratio, never below 1 */
  readonly pue: Factor;
}

/**
 * An Azure region by any spelling of its name, or suggestions.
 *
 *     findRegion("France Central"), findRegion("francecentral"), findRegion("france-central") -> the same region
 */
export function findRegion(name: string): Found<Region> {
  const plain = plainName(name);
  const found = allRegions().find((region) => region.name === plain || plainName(region.displayName) === plain);
  return found === undefined ? { suggestions: suggestionsFor(name) } : { found };
}

/** The region beside one of another provider, that of a city or country, the same words in another order (`US East`), a country's code (`FR`), else names that resemble it. */
function suggestionsFor(name: string): readonly string[] {
  const beside = azureRegionBeside(name);
  if (beside !== undefined) return beside === null ? [] : [beside];
  // `Paris, France` names a city and its country: the city says more.
  const there = [name, ...name.split(/[,;/()]/)].map((part) => regionAt(part.trim())).find((region) => region !== undefined);
  if (there !== undefined) return [there];
  const sorted = (words: string): string =>
    plainName(
      words
        .split(/[\s_-]+/)
        .sort()
        .join(""),
    );
  const alike = table.filter(
    ([, display, zone]) => sorted(display.toLowerCase()) === sorted(name.toLowerCase()) || zone.split("-")[0] === name.trim().toUpperCase(),
  );
  const ids = alike.map(([id]) => id);
  return ids.length > 0
    ? ids.slice(0, 3)
    : nearest(
        name,
        table.map(([id]) => id),
      );
}

/** Every region that we have figures of, by name. */
export const allRegions = once((): readonly Region[] => table.map(regionOf));

/** What an unknown region may be: the regions of lowest, median and highest intensity, and the factor they make. */
export interface RegionSpread {
  readonly lowest: Region;
  readonly median: Region;
  readonly highest: Region;
  /** gCO2e/kWh: median, from the lowest to the highest region */
  readonly intensity: Factor;
  readonly pue: Factor;
}

/** Stands in for a region that is not known: the median Azure region, with the lowest and the highest as its range. */
export function regionSpread(): RegionSpread {
  const sorted = [...allRegions()].sort((a, b) => a.intensity.value - b.intensity.value);
  const lowest = sorted[0];
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  const highest = sorted[sorted.length - 1];
  if (lowest === undefined || median === undefined || highest === undefined) throw new Error("no region");
  const intensity: Factor = {
    ...median.intensity,
    id: "grid/unknown-region",
    low: lowest.intensity.value,
    high: highest.intensity.value,
    basis: "Region unknown: median of the Azure regions, from the lowest to the highest.",
    derived: true,
  };
  return { lowest, median, highest, intensity, pue: fleetPue };
}

type RegionRow = readonly [name: string, displayName: string, zone: string, pue: readonly [value: number, low: number, high: number, year: number] | null];

function regionOf([name, displayName, zone, pue]: RegionRow): Region {
  const figures: readonly IntensityFigure[] = [...countryFigures(zone), ...zoneFigures(zone)];
  const intensity = intensityFactor(`grid/${zone}`, figures);
  if (intensity === null) throw new Error(`no intensity for grid zone ${zone}`);
  return { name, displayName, zone, intensity, pue: pue === null ? fleetPue : pueOf(name, pue) };
}

function pueOf(name: string, [value, low, high, year]: readonly [number, number, number, number]): Factor {
  return factor({
    id: `pue/${name}`,
    value,
    range: [low, high],
    unit: "ratio",
    year,
    source: "rtc",
    basis:
      year === 2022
        ? "Design figure of the region's fact sheet, not an operating one; high is the worst Azure region published."
        : "Operating figure that Microsoft publishes for the region; range over the years published.",
  });
}

/** For regions of which Microsoft publishes nothing. */
const fleetPue = factor({
  id: "pue/azure",
  value: 1.185,
  range: [1.12, 1.35],
  unit: "ratio",
  year: 2024,
  source: "ccf",
  basis: "No figure for the region: Microsoft's fleet; low is its newest design, high its worst published region.",
});

// Grid zones: westus2 is Washington (the public table calls it westus), northeurope is Ireland, northcentralus is PJM.
const table: readonly RegionRow[] = [
  ["australiacentral", "Australia Central", "AU-NSW", null],
  ["australiacentral2", "Australia Central 2", "AU-NSW", null],
  ["australiaeast", "Australia East", "AU-NSW", [1.12, 1.12, 1.35, 2022]],
  ["australiasoutheast", "Australia Southeast", "AU-VIC", [1.12, 1.12, 1.35, 2022]],
  ["brazilsouth", "Brazil South", "BR-CS", [1.12, 1.12, 1.35, 2022]],
  ["brazilsoutheast", "Brazil Southeast", "BR-CS", null],
  ["canadacentral", "Canada Central", "CA-ON", null],
  ["canadaeast", "Canada East", "CA-QC", null],
  ["centralindia", "Central India", "IN-WE", null],
  ["centralus", "Central US", "US-MIDW-MISO", [1.16, 1.16, 1.16, 2023]],
  ["chinaeast", "China East", "CN", null],
  ["chinaeast2", "China East 2", "CN", null],
  ["chinanorth", "China North", "CN", null],
  ["chinanorth2", "China North 2", "CN", null],
  ["chinanorth3", "China North 3", "CN", null],
  ["eastasia", "East Asia", "HK", null],
  ["eastus", "East US", "US-MIDA-PJM", [1.14, 1.14, 1.144, 2023]],
  ["eastus2", "East US 2", "US-MIDA-PJM", [1.14, 1.14, 1.144, 2023]],
  ["francecentral", "France Central", "FR", null],
  ["francesouth", "France South", "FR", null],
  ["germanynorth", "Germany North", "DE", null],
  ["germanywestcentral", "Germany West Central", "DE", null],
  ["indonesiacentral", "Indonesia Central", "ID", null],
  ["israelcentral", "Israel Central", "IL", null],
  ["italynorth", "Italy North", "IT-NO", [1.12, 1.12, 1.35, 2022]],
  ["japaneast", "Japan East", "JP-TK", null],
  ["japanwest", "Japan West", "JP-KN", null],
  ["koreacentral", "Korea Central", "KR", null],
  ["koreasouth", "Korea South", "KR", null],
  ["mexicocentral", "Mexico Central", "MX", [1.12, 1.12, 1.35, 2022]],
  ["newzealandnorth", "New Zealand North", "NZ", [1.12, 1.12, 1.35, 2022]],
  ["northcentralus", "North Central US", "US-MIDA-PJM", [1.35, 1.346, 1.35, 2023]],
  ["northeurope", "North Europe", "IE", [1.19, 1.19, 1.197, 2023]],
  ["norwayeast", "Norway East", "NO-NO1", null],
  ["norwaywest", "Norway West", "NO-NO2", null],
  ["polandcentral", "Poland Central", "PL", [1.12, 1.12, 1.35, 2022]],
  ["qatarcentral", "Qatar Central", "QA", null],
  ["southafricanorth", "South Africa North", "ZA", null],
  ["southafricawest", "South Africa West", "ZA", null],
  ["southcentralus", "South Central US", "US-TEX-ERCO", [1.28, 1.28, 1.307, 2023]],
  ["southeastasia", "Southeast Asia", "SG", [1.34, 1.34, 1.358, 2023]],
  ["southindia", "South India", "IN-SO", null],
  ["spaincentral", "Spain Central", "ES", [1.12, 1.12, 1.35, 2022]],
  ["swedencentral", "Sweden Central", "SE-SE3", [1.16, 1.16, 1.172, 2023]],
  ["switzerlandnorth", "Switzerland North", "CH", null],
  ["switzerlandwest", "Switzerland West", "CH", null],
  ["uaecentral", "UAE Central", "AE", null],
  ["uaenorth", "UAE North", "AE", null],
  ["uksouth", "UK South", "GB", null],
  ["ukwest", "UK West", "GB", null],
  ["westcentralus", "West Central US", "US-NW-PACE", [1.11, 1.11, 1.125, 2023]],
  ["westeurope", "West Europe", "NL", [1.14, 1.14, 1.158, 2023]],
  ["westus", "West US", "US-CAL-CISO", null],
  ["westus2", "West US 2", "US-NW-BPAT", [1.15, 1.15, 1.156, 2023]],
  ["westus3", "West US 3", "US-SW-AZPS", [1.18, 1.18, 1.223, 2023]],
];
