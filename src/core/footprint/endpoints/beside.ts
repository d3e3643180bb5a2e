import type { Beside } from "../../analysis/estimate";
import { findRegion } from "../../factors/azureRegions";
import type { Quantity } from "../../quantity/quantity";
import type { Translate } from "../../text";
import { regionOf } from "../hosts/hostRegion";
import type { HostContext } from "../hosts/hosts";
import type { FigureId, Figures } from "../model/figures";
import { shapeOf } from "../model/inputs";
import { type HostModel, hoursPerMonth, type Model } from "../model/model";
import { stated } from "../model/stated";
import { addPosition, type Column, columnOf, multiplyBy, type Served, type Tile } from "../rows/columns";
import type { BesideInputs, System } from "../system";

// What SCI keeps out of the score and people ask for all the same: a market-based line, network, storage. Each only where the
// scenario asks, each beside the headline and never in it.

/** kWh/GB: Cloud Carbon Footprint 0.001, Sustainable Web Design 0.059; between them. */
const networkEnergy = { low: 0.001, central: 0.01, high: 0.06 };
/** W/TB: 0.65 for disks, 1.2 for flash (Cloud Carbon Footprint). */
const storagePower = { low: 0.65, central: 1.2, high: 1.2 };
const storageCopies = 3;

/** The inputs that network and storage need, with defaults that are stated. */
export function besideInputs(hosts: readonly HostModel[], context: HostContext): BesideInputs {
  const { scenario, inputs, assumptions, t } = context;
  const { network, storage } = scenario;
  const place = network?.size || storage?.size ? gridOf(hosts, context) : null;
  const given = (path: string, quantity: Quantity | undefined, fallback: { low: number; central: number; high: number }, unit: string): number => {
    if (quantity) return stated(inputs, path, quantity);
    assumptions.push({
      path,
      value: `${fallback.central} (${fallback.low}–${fallback.high})`,
      unit,
      basis: "assumed",
      reason: t("range of published figures"),
    });
    const shape = shapeOf(fallback);
    return inputs.add({ id: path, label: path, unit, value: fallback, shape, basis: "assumed", source: path, year: null, licence: null });
  };
  if (place === null) return { network: null, storage: null };
  const point = (path: string, value: number): number =>
    inputs.add({
      id: path,
      label: path,
      unit: "",
      value: { low: value, central: value, high: value },
      shape: "point",
      basis: "stated",
      source: path,
      year: null,
      licence: null,
    });
  return {
    network: network?.size
      ? {
          size: stated(inputs, "network.size", network.size),
          energy: given("network.energy", network.energy, networkEnergy, "kWh/GB"),
          intensity: place.intensity,
        }
      : null,
    storage: storage?.size
      ? {
          size: stated(inputs, "storage.size", storage.size),
          copies: point("storage.copies", storage.copies ?? storageCopies),
          power: given("storage.power", storage.power, storagePower, "W/TB"),
          pue: place.pue,
          intensity: place.intensity,
        }
      : null,
  };
}

/** The scenario's own region or grid; where it has none, the first machine's, which is said as soon as machines stand in several. */
function gridOf(hosts: readonly HostModel[], context: HostContext): { readonly intensity: number; readonly pue: number } | null {
  const { scenario, assumptions, t } = context;
  const [first] = hosts;
  const look = scenario.region === undefined ? null : findRegion(scenario.region);
  if (scenario.grid?.intensity || (look && "found" in look)) return regionOf("", {}, context);
  if (!first) return null;
  if (hosts.some(({ intensity }) => intensity !== first.intensity)) {
    const path = scenario.network?.size ? "network" : "storage";
    assumptions.push({ path, value: first.name, unit: "", basis: "assumed", reason: t("electricity of the first host; write region: for another") });
  }
  return first;
}

/** Adds a row's part at the contract's intensity of its host. */
export function addMarket(model: Model, { means, values, width, count }: Tile, into: Float64Array, { row, part }: Served): void {
  const { busyKWh, idleKWh, embodied } = means.rows;
  const market = model.hosts[model.rows[row]?.host ?? -1]?.market ?? null;
  for (let k = 0; k < count; k++) {
    const at = row * width + k;
    const intensity = market === null ? Number.NaN : (values[market * width + k] as number);
    into[k] = (into[k] as number) + part * ((((busyKWh[at] as number) + (idleKWh[at] as number)) * intensity) / 1000 + (embodied[at] as number));
  }
}

/** True where every host has a contract's intensity: a second line of only some machines would mislead. */
export function hasMarket({ hosts }: Model): boolean {
  return hosts.length > 0 && hosts.every(({ market }) => market !== undefined && market !== null);
}

/** The rows by whose files data move: of several services of one endpoint that take the same files, one. */
function movedOnce({ model, rows }: System): number[] {
  const profiles = [...new Set(model.rows.map(({ profile }) => profile))];
  const seen = new Set<string>();
  return model.rows.flatMap(({ profile, parts, language }, r) => {
    const endpoints = [...(rows[r]?.endpoints ?? [])].sort();
    const shares = new Map<string, number>();
    for (const { share } of parts) {
      const inputs = [share.inputs, share.over ?? []].map((all) => [...all].sort().join(",")).join("/");
      shares.set(inputs, (shares.get(inputs) ?? 0) + share.coefficient);
    }
    const key = JSON.stringify([endpoints, language, profiles.indexOf(profile), [...shares].map(([inputs, share]) => [inputs, share.toFixed(9)])]);
    if (endpoints.length > 0 && seen.has(key)) return [];
    seen.add(key);
    return [r];
  });
}

/** Asks for the figures now; call what it returns after `figures.run`. */
export function askBeside(figures: Figures, system: System, t: Translate): (known: boolean) => Beside {
  const { model, beside } = system;
  const market = hasMarket(model)
    ? figures.add((tile, into) => {
        const { busyKWh, idleKWh, embodied } = tile.means.hosts;
        model.hosts.forEach((host, h) => {
          const kg = columnOf(tile, (_, sum) => {
            addPosition(busyKWh, h, tile, sum);
            addPosition(idleKWh, h, tile, sum);
            multiplyBy(tile.values, host.market as number, tile, sum);
          });
          for (let k = 0; k < tile.count; k++) into[k] = (into[k] as number) + (kg[k] as number) / 1000;
          addPosition(embodied, h, tile, into);
        });
      })
    : null;
  const network = beside?.network ?? null;
  const moving = movedOnce(system);
  const moved: Column = (tile, into) => {
    if (network === null) return;
    for (const row of moving) addPosition(tile.means.rows.files, row, tile, into);
    for (const factor of [network.size, network.energy]) multiplyBy(tile.values, factor, tile, into);
  };
  const storage = beside?.storage ?? null;
  const kept: Column = (tile, into) => {
    if (storage === null) return;
    into.fill(hoursPerMonth / 1e6);
    for (const factor of [storage.size, storage.copies, storage.power, storage.pue]) multiplyBy(tile.values, factor, tile, into);
  };
  const both = (kWh: Column, intensity: number): { kWh: FigureId; kgCO2e: FigureId } => ({
    kWh: figures.add(kWh),
    kgCO2e: figures.add((tile, into) => {
      kWh(tile, into);
      multiplyBy(tile.values, intensity, tile, into);
      for (let k = 0; k < tile.count; k++) into[k] = (into[k] as number) / 1000;
    }),
  });
  const networkFigures = network === null ? null : both(moved, network.intensity);
  const storageFigures = storage === null ? null : both(kept, storage.intensity);
  const read = (asked: { kWh: FigureId; kgCO2e: FigureId } | null) =>
    asked === null ? null : { kWh: figures.interval(asked.kWh), kgCO2e: figures.interval(asked.kgCO2e) };
  return (known) => ({
    marketBased: market !== null && known ? { kgCO2e: figures.interval(market) } : null,
    network: known ? read(networkFigures) : null,
    storage: read(storageFigures),
    leftOut: [
      ...(network === null ? [t("network")] : []),
      ...(storage === null ? [t("storage")] : []),
      t("training of the models"),
      t("the readers' devices"),
      t("water"),
    ],
  });
}
