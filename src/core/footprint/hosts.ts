import type { Assumption } from "../analysis";
import { findRegion, regionSpread } from "../factors/azureRegions";
import { findSize, type Size, smallestSizeFor } from "../factors/azureSizes";
import { describedHardware } from "../factors/describedHardware";
import type { Factor } from "../factors/factor";
import { findGpu, type Gpu } from "../factors/gpus";
import type { Problem } from "../problem";
import type { Money, Quantity } from "../quantity/quantity";
import type { HostSettings, Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { fromFactor } from "./factorInput";
import type { Inputs } from "./inputs";
import { type HostKind, type HostModel, hoursPerMonth, type Product } from "./model";
import { stated } from "./stated";
import type { HostInfo } from "./system";

/** A host ready for the model, with what the work model needs of its hardware. */
export interface ResolvedHost {
  readonly info: HostInfo;
  readonly model: HostModel;
  readonly hardware: { readonly gpu: Gpu | null; readonly gpus: number; readonly vcpus: number };
  /** GB of all cards; 0 without a GPU */
  readonly gpuMemory: number;
}

export interface HostContext {
  readonly scenario: Scenario;
  readonly inputs: Inputs;
  readonly assumptions: Assumption[];
  readonly problems: Problem[];
  readonly t: Translate;
}

const weeksPerMonth = hoursPerMonth / (7 * 24);

/**
 * Resolves one host of the scenario. `weightsGB` is the sum of the weights that it must hold, for a host without a
 * size: the lowest-priced one whose GPU memory holds 1.2 times as much (DESIGN.md 3.1).
 * `written` is false for a host that the scenario does not have: then everything about it is assumed.
 */
export function resolveHost(
  name: string,
  settings: HostSettings,
  weightsGB: number | null,
  context: HostContext,
  { written }: { written: boolean } = { written: true },
): ResolvedHost {
  const { inputs, assumptions, t } = context;
  const path = `hosts.${name}`;
  const machine = machineOf(path, settings, weightsGB, context);
  const region = regionOf(path, settings, context);
  const deployment = settings.deployment ?? "dedicated";
  if (!settings.deployment) {
    assumptions.push({ path: `${path}.deployment`, value: "dedicated", unit: "", basis: "assumed", reason: t("on all month unless said otherwise") });
  }
  const own = (key: "idle" | "busy" | "embodied", position: () => number): number =>
    settings[key] ? stated(inputs, `${path}.${key}`, settings[key] as Quantity) : position();
  const fixed = fixedHoursOf(path, settings, context);
  const price = settings.price ?? machine.price;

  return {
    info: {
      name,
      sku: machine.label,
      region: region.name,
      deployment,
      assumed: !written || machine.assumed || region.assumed,
      price,
      listPrice: settings.price ? null : machine.listPrice,
      gpuMemory: machine.gpuMemory,
    },
    model: {
      name,
      kind: kindOf(deployment),
      intensity: region.intensity,
      pue: region.pue,
      idle: own("idle", machine.idle),
      busy: own("busy", machine.busy),
      embodied: own("embodied", machine.embodied),
      market: marketOf(path, settings, context),
      fixedHours: fixed,
      replicas: settings.replicas ?? 1,
      keepSeconds: deployment === "scale-to-zero" ? keepOf(path, settings, context) : [],
      bursts: deployment === "scale-to-zero" && settings.bursts ? stated(inputs, `${path}.bursts`, settings.bursts) : null,
    },
    hardware: machine.hardware,
    gpuMemory: machine.gpuMemory,
  };

  function kindOf(kind: typeof deployment): HostKind {
    if (kind === "dedicated" || kind === "scheduled") return "provisioned";
    return kind;
  }
}

interface Machine {
  readonly label: string;
  readonly assumed: boolean;
  readonly price: Money | null;
  readonly listPrice: Factor | null;
  readonly idle: () => number;
  readonly busy: () => number;
  readonly embodied: () => number;
  readonly hardware: ResolvedHost["hardware"];
  readonly gpuMemory: number;
}

function machineOf(path: string, settings: HostSettings, weightsGB: number | null, context: HostContext): Machine {
  const { assumptions, problems, t } = context;
  if (settings.hardware) return described(path, settings, context);
  if (settings.sku) {
    const look = findSize(settings.sku);
    if ("found" in look) return sizeMachine(look.found, false, context);
    // A name that is one slip away is what was meant; without one the rule for hosts without a size holds.
    const near = look.suggestions[0] === undefined ? null : findSize(look.suggestions[0]);
    const fallback = near !== null && "found" in near ? near.found : defaultSize(weightsGB);
    problems.push({
      code: "unknown-size",
      severity: "warning",
      message: t(
        "There is no Azure size {0} in our data{1}. {2} is assumed instead: correct it, or describe the machine under {3}.hardware.",
        settings.sku,
        didYouMean(look.suggestions, t),
        fallback.name,
        path,
      ),
      ...pathOf(`${path}.sku`),
    });
    return sizeMachine(fallback, true, context);
  }
  const size = defaultSize(weightsGB);
  assumptions.push({
    path: `${path}.sku`,
    value: size.name,
    unit: "",
    basis: "assumed",
    reason: weightsGB === null ? t("the lowest-priced size without a GPU") : t("the lowest-priced size whose GPU memory holds 1.2 times the weights"),
  });
  return sizeMachine(size, true, context);
}

/** The largest size stands in where nothing holds the weights: too small a machine would flatter the figure. */
function defaultSize(weightsGB: number | null): Size {
  const size = smallestSizeFor(weightsGB) ?? smallestSizeFor(500) ?? smallestSizeFor(100);
  if (!size) throw new Error("the size table is empty");
  return size;
}

function sizeMachine(size: Size, assumed: boolean, { inputs, t }: HostContext): Machine {
  const basis = assumed ? { basis: "assumed" as const } : {};
  return {
    label: size.name,
    assumed,
    price: size.price ? { amount: size.price.value, currency: "USD" } : null,
    listPrice: size.price,
    idle: () => fromFactor(inputs, size.idle, t("idle power of {0}", size.name), t, basis),
    busy: () => fromFactor(inputs, size.busy, t("busy power of {0}", size.name), t, basis),
    embodied: () => fromFactor(inputs, size.embodied, t("embodied rate of {0}", size.name), t, basis),
    hardware: { gpu: size.gpu, gpus: size.gpus, vcpus: size.vcpus },
    gpuMemory: size.gpuMemory,
  };
}

function described(path: string, settings: HostSettings, { inputs, assumptions, problems, t }: HostContext): Machine {
  const { hardware = {} } = settings;
  let gpu: Gpu | null = null;
  let assumed = false;
  if (hardware.gpu) {
    const look = findGpu(hardware.gpu);
    if ("found" in look) gpu = look.found;
    else {
      const fallback = findGpu("T4");
      gpu = "found" in fallback ? fallback.found : null;
      assumed = true;
      problems.push({
        code: "unknown-gpu",
        severity: "warning",
        message: t(
          "There is no card {0} in our data{1}. A T4 is assumed instead: correct it, or write idle and busy power of {2}.",
          hardware.gpu,
          didYouMean(look.suggestions, t),
          path,
        ),
        ...pathOf(`${path}.hardware.gpu`),
      });
    }
  }
  const gpus = gpu ? (hardware.gpus ?? 1) : 0;
  const missing = (key: string, value: number, unit: string): number => {
    assumptions.push({ path: `${path}.hardware.${key}`, value: String(value), unit, basis: "assumed", reason: t("not written in the scenario") });
    return value;
  };
  const vcpus = hardware.vcpus ?? missing("vcpus", 4, "vCPU");
  const memory = hardware.memory?.central ?? missing("memory", 4 * vcpus, "GB");
  const power = describedHardware({ gpu, gpus, vcpus, memory });
  const label = `${gpu ? `${gpus} × ${gpu.id}, ` : ""}${vcpus} vCPU, ${memory} GB`;
  return {
    label,
    assumed,
    price: null,
    listPrice: null,
    idle: () => fromFactor(inputs, power.idle, t("idle power of {0}", label), t),
    busy: () => fromFactor(inputs, power.busy, t("busy power of {0}", label), t),
    embodied: () => fromFactor(inputs, power.embodied, t("embodied rate of {0}", label), t),
    hardware: { gpu, gpus, vcpus },
    gpuMemory: gpu ? gpu.memory.value * gpus : 0,
  };
}

function regionOf(
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
  if (look && !region) {
    problems.push({
      code: "unknown-region",
      severity: "warning",
      message: t(
        "There is no Azure region {0}{1}. The spread of all regions is assumed instead.",
        written as string,
        didYouMean("suggestions" in look ? look.suggestions : [], t),
      ),
      ...pathOf(at),
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
function marketOf(path: string, settings: HostSettings, { scenario, inputs }: HostContext): number | null {
  const own = settings.grid?.market;
  const market = own ?? scenario.grid?.market;
  return market ? stated(inputs, own ? `${path}.grid.market` : "grid.market", market) : null;
}

/** Hours that are provisioned whatever the work is, all replicas. */
function fixedHoursOf(path: string, settings: HostSettings, { inputs }: HostContext): Product {
  const replicas = settings.replicas ?? 1;
  switch (settings.deployment ?? "dedicated") {
    case "dedicated":
      return { coefficient: hoursPerMonth * replicas, inputs: [] };
    case "scheduled":
      return settings.hours
        ? { coefficient: weeksPerMonth * replicas, inputs: [stated(inputs, `${path}.hours`, settings.hours)] }
        : { coefficient: hoursPerMonth * replicas, inputs: [] };
    case "shared":
      return settings.share
        ? { coefficient: hoursPerMonth * replicas, inputs: [stated(inputs, `${path}.share`, settings.share)] }
        : { coefficient: hoursPerMonth * replicas, inputs: [] };
    case "scale-to-zero":
    case "serverless":
      return { coefficient: 0, inputs: [] };
  }
}

/** Keep-alive and cold start after each burst; five minutes and 30 s unless said otherwise (DESIGN.md 3.1). */
function keepOf(path: string, settings: HostSettings, { inputs, assumptions, t }: HostContext): Product[] {
  const one = (key: "keepAlive" | "coldStart", seconds: number): Product => {
    const quantity = settings[key];
    if (quantity) return { coefficient: 1, inputs: [stated(inputs, `${path}.${key}`, quantity)] };
    assumptions.push({
      path: `${path}.${key}`,
      value: String(seconds),
      unit: "s",
      basis: "assumed",
      reason: key === "keepAlive" ? t("five minutes, Ollama's default") : t("30 s to load the model"),
    });
    return { coefficient: seconds, inputs: [] };
  };
  if (!settings.bursts)
    assumptions.push({ path: `${path}.bursts`, value: "1", unit: t("a request"), basis: "assumed", reason: t("every request wakes the machine") });
  return [one("keepAlive", 300), one("coldStart", 30)];
}

function didYouMean(suggestions: readonly string[], t: Translate): string {
  return suggestions.length > 0 ? t(" (did you mean {0}?)", suggestions.join(", ")) : "";
}

/** Problems of resolved values carry their scenario path; analyze turns it into a place in the text. */
function pathOf(path: string): { readonly path: string } {
  return { path };
}
