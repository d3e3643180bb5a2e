import { cheapestSize, findSize, holds, isRetired, type Size, smallestSizeFor } from "../../factors/azureSizes";
import { describedHardware } from "../../factors/describedHardware";
import type { Factor } from "../../factors/factor";
import { findGpu, type Gpu } from "../../factors/gpus";
import type { Problem } from "../../problem";
import type { Money } from "../../quantity/quantity";
import type { HostSettings } from "../../scenario/scenario";
import { fromFactor } from "../model/factorInput";
import { didYouMean } from "../services/didYouMean";
import type { HostContext } from "./hosts";

/** The machine of a host, by its size or as described: power, manufacturing, price, and what works in it. */
export interface Machine {
  readonly label: string;
  readonly assumed: boolean;
  readonly price: Money | null;
  readonly listPrice: Factor | null;
  readonly idle: () => number;
  readonly busy: () => number;
  readonly embodied: () => number;
  readonly hardware: { readonly gpu: Gpu | null; readonly gpus: number; readonly vcpus: number };
  /** GB of all cards; 0 without a GPU */
  readonly gpuMemory: number;
  /** GiB of them that the driver reports, by which Ollama sets its context */
  readonly reportedMemory: number;
  /** GiB of main memory; null where nobody wrote it */
  readonly memory: number | null;
}

/** What the code says of where its models run. */
export interface CodeDevices {
  /** all that the machine must hold runs on the processor */
  readonly onProcessor?: boolean;
  /** something of it runs on a card */
  readonly onCard?: boolean;
}

/** What the scenario names or describes; a name that we do not know, or none, is assumed and said. */
export function machineOf(
  path: string,
  settings: HostSettings,
  weightsGB: number | null,
  context: HostContext,
  { onProcessor = false, onCard = false }: CodeDevices = {},
): Machine {
  const { assumptions, problems, t } = context;
  if (settings.hardware) return described(path, settings, context);
  if (settings.sku) {
    const look = findSize(settings.sku);
    if ("found" in look) {
      if (isRetired(look.found)) problems.push(retiredProblem(look.found, weightsGB, path, context));
      return sizeMachine(look.found, false, context);
    }
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
      path: `${path}.sku`,
    });
    return sizeMachine(fallback, true, context);
  }
  const processor = onProcessor && weightsGB !== null ? cheapestSize((one) => one.gpu === null && holds(one, weightsGB)) : null;
  const card = onCard && weightsGB === null ? cheapestSize(({ gpu }) => gpu !== null) : null;
  const size = processor ?? card ?? defaultSize(weightsGB);
  assumptions.push({
    path: `${path}.sku`,
    value: size.name,
    unit: "",
    basis: "assumed",
    reason:
      processor !== null
        ? t("the lowest-priced size without a GPU that holds the model, which the code runs on the processor")
        : card !== null
          ? t("the lowest-priced size with a GPU, on which the code runs it")
          : weightsGB === null
            ? t("the lowest-priced size without a GPU")
            : t("the lowest-priced size whose GPU memory holds 1.2 times the weights"),
  });
  return sizeMachine(size, true, context);
}

/** Figures go on, and a new machine of it cannot be had. */
function retiredProblem({ name }: Size, weightsGB: number | null, path: string, { t }: HostContext): Problem {
  const instead = defaultSize(weightsGB).name;
  return {
    code: "retired-size",
    severity: "information",
    message: t(
      "Azure has offered no machine of size {0} since September 2025: its figures stay, and a new machine needs another, for instance {1}.",
      name,
      instead,
    ),
    path: `${path}.sku`,
    remedies: [{ title: t("Write {0}", instead), changes: [{ type: "set", path: ["hosts", path.slice("hosts.".length), "sku"], value: instead }] }],
  };
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
    idle: () => fromFactor(inputs, size.idle, t("idle power of {0}", size.name), t, { ...basis, ...causeOf("idle", size.gpu) }),
    busy: () => fromFactor(inputs, size.busy, t("busy power of {0}", size.name), t, { ...basis, ...causeOf("busy", size.gpu) }),
    embodied: () => fromFactor(inputs, size.embodied, t("embodied rate of {0}", size.name), t, { ...basis, ...causeOf("embodied") }),
    hardware: { gpu: size.gpu, gpus: size.gpus, vcpus: size.vcpus },
    gpuMemory: size.gpuMemory,
    reportedMemory: size.reportedMemory,
    memory: size.memory,
  };
}

/**
 * Watts of machines come from one way of counting processors, or from the readings of one card; embodied carbon of all of them from one
 * way of counting, and one life.
 */
function causeOf(what: "idle" | "busy" | "embodied", gpu: Gpu | null = null): { readonly cause: string } {
  return { cause: gpu === null ? what : `${what} ${gpu.id}` };
}

function described(path: string, settings: HostSettings, { inputs, assumptions, problems, t }: HostContext): Machine {
  const { hardware = {} } = settings;
  let gpu: Gpu | null = null;
  let assumed = false;
  if (hardware.gpu) {
    const look = findGpu(hardware.gpu);
    if ("found" in look) gpu = look.found;
    else {
      // A name that is one slip away is what was meant.
      const fallback = findGpu(look.suggestions[0] ?? "T4");
      gpu = "found" in fallback ? fallback.found : null;
      assumed = true;
      problems.push({
        code: "unknown-gpu",
        severity: "warning",
        message: t(
          "There is no card {0} in our data{1}. {2} is assumed instead: correct it, or take a card of about its power and write idle and busy power of {3}.",
          hardware.gpu,
          didYouMean(look.suggestions, t),
          gpu?.id ?? "",
          path,
        ),
        path: `${path}.hardware.gpu`,
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
  const label = `${gpu ? `${gpus} × ${gpu.id}, ` : ""}${t("{0} vCPU, {1} GB", vcpus, memory)}`;
  return {
    label,
    assumed,
    price: null,
    listPrice: null,
    idle: () => fromFactor(inputs, power.idle, t("idle power of {0}", label), t, causeOf("idle", gpu)),
    busy: () => fromFactor(inputs, power.busy, t("busy power of {0}", label), t, causeOf("busy", gpu)),
    embodied: () => fromFactor(inputs, power.embodied, t("embodied rate of {0}", label), t, causeOf("embodied")),
    hardware: { gpu, gpus, vcpus },
    gpuMemory: gpu ? gpu.memory.value * gpus : 0,
    reportedMemory: gpu ? gpu.reportedMemory * gpus : 0,
    memory: hardware.memory?.central ?? null,
  };
}
