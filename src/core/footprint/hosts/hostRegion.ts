import { findRegion, regionSpread } from "../../factors/azureRegions";
import type { HostSettings } from "../../scenario/scenario";
import { fromFactor } from "../model/factorInput";
import { stated } from "../model/stated";
import { didYouMean } from "../services/didYouMean";
import type { HostContext } from "./hosts";

/** Where a host stands: positions of its grid's intensity and its PUE, each written, the region's, or the spread of all regions. */
export function regionOf(
  path: string,
  settings: HostSettings,
  { scenario, inputs, assumptions, problems, t }: HostContext,
): { name: string | null; intensity: number; pue: number; assumed: boolean } {
  const written = settings.region ?? scenario.region;
  const at = settings.region ? `${path}.region` : "region";
  const grid = settings.grid?.intensity ?? scenario.grid?.intensity;
  const overhead = settings.pue ?? scenario.pue;
  const look = written === undefined ? null : findRegion(written);
  const region = look && "found" in look ? look.found : null;
  // Elsewhere than at Azure its name says where, and the grid that is written says how much.
  if (look && !region && !grid) {
    const suggestions = "suggestions" in look ? look.suggestions : [];
    problems.push({
      code: "unknown-region",
      severity: "warning",
      message: t(
        "There is no Azure region {0}{1}. The spread of all regions is assumed instead. Elsewhere, name the Azure region of the same grid, or write grid: { intensity: 50 g/kWh }.",
        written as string,
        didYouMean(suggestions, t),
      ),
      path: at,
      remedies: suggestions.map((name) => ({
        title: t("Replace by {0}", name),
        changes: [{ type: "set", path: settings.region ? ["hosts", path.slice("hosts.".length), "region"] : ["region"], value: name }],
      })),
    });
  }
  const spread = region ? null : regionSpread();
  if (spread && !grid) {
    if (!assumptions.some((one) => one.path === "region")) {
      assumptions.push({
        path: "region",
        value: `${Math.round(spread.intensity.low)}–${Math.round(spread.intensity.high)}`,
        unit: "gCO2e/kWh",
        basis: "assumed",
        reason: t(
          "region unknown: from the lowest ({0}) to the highest ({1}) Azure region, with the median as central",
          spread.lowest.displayName,
          spread.highest.displayName,
        ),
      });
    }
  }
  const intensityFactor = region ? region.intensity : (spread as NonNullable<typeof spread>).intensity;
  const pueFactor = region ? region.pue : (spread as NonNullable<typeof spread>).pue;
  const where = region ? region.displayName : t("unknown region");
  if (!overhead && pueFactor.id === "pue/azure") {
    assumptions.push({
      path: settings.region ? `${path}.pue` : "pue",
      value: `${pueFactor.value} (${pueFactor.low}–${pueFactor.high})`,
      unit: "",
      basis: "assumed",
      reason: t("no figure is published for {0}: Microsoft's fleet", where),
    });
  }
  return {
    name: region ? region.name : null,
    intensity: grid
      ? stated(inputs, settings.grid?.intensity ? `${path}.grid.intensity` : "grid.intensity", grid)
      : fromFactor(inputs, intensityFactor, t("grid carbon intensity, {0}", where), t, region ? {} : { basis: "assumed" }),
    pue: overhead
      ? stated(inputs, settings.pue ? `${path}.pue` : "pue", overhead)
      : fromFactor(inputs, pueFactor, t("PUE, {0}", where), t, region ? {} : { basis: "assumed" }),
    assumed: region === null && grid === undefined,
  };
}

/** The contract's intensity where one is written, the host's own before the scenario's. */
export function marketOf(path: string, settings: HostSettings, { scenario, inputs }: HostContext): number | null {
  const own = settings.grid?.market;
  const market = own ?? scenario.grid?.market;
  return market ? stated(inputs, own ? `${path}.grid.market` : "grid.market", market) : null;
}
