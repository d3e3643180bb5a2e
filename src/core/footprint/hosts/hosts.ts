import type { Assumption } from "../../analysis/estimate";
import type { Problem } from "../../problem";
import type { Quantity } from "../../quantity/quantity";
import type { HostSettings, Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { Inputs } from "../model/inputs";
import { type HostKind, type HostModel, hoursPerMonth, type Product } from "../model/model";
import { stated } from "../model/stated";
import { memoryDoubts } from "../problems/memoryDoubts";
import { servedHours } from "../problems/servedHours";
import type { HostInfo } from "../system";
import { marketOf, regionOf } from "./hostRegion";
import { type CodeDevices, type Machine, machineOf } from "./machine";

/** A host ready for the model, with what the work model needs of its hardware. */
export interface ResolvedHost {
  readonly info: HostInfo;
  readonly model: HostModel;
  readonly hardware: Machine["hardware"];
  /** GB of all cards; 0 without a GPU */
  readonly gpuMemory: number;
  /** GiB of them that the driver reports */
  readonly reportedMemory: number;
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
  { written, ...placed }: { written: boolean } & CodeDevices = { written: true },
): ResolvedHost {
  const { inputs, assumptions, t } = context;
  const path = `hosts.${name}`;
  const machine = machineOf(path, settings, weightsGB, context, placed);
  if (written) context.problems.push(...memoryDoubts(name, settings, machine, weightsGB, t));
  const region = regionOf(path, settings, context);
  const deployment = settings.deployment ?? "dedicated";
  if (!settings.deployment) {
    assumptions.push({ path: `${path}.deployment`, value: "dedicated", unit: "", basis: "assumed", reason: t("on all month unless said otherwise") });
  }
  const own = (key: "idle" | "busy" | "embodied", position: () => number): number =>
    settings[key] ? stated(inputs, `${path}.${key}`, settings[key] as Quantity) : position();
  const fixed = fixedHoursOf(path, settings, context);
  const price = settings.price ?? machine.price;
  if (written && deployment === "serverless" && price !== null && settings.price === undefined) {
    const reason = t("the list price of the machine itself, for the seconds of work: a provider that bills by the second usually asks more");
    assumptions.push({ path: `${path}.price`, value: String(price.amount), unit: `${price.currency}/h`, basis: "assumed", reason });
  }

  return {
    info: {
      name,
      sku: machine.label,
      region: region.name,
      deployment,
      assumed: !written || machine.assumed || region.assumed,
      written,
      price,
      listPrice: settings.price ? null : machine.listPrice,
      gpuMemory: machine.gpuMemory,
      memory: memoryOf(machine),
      hoursPerWeek: servedHours(deployment, settings.hours?.central),
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
    reportedMemory: machine.reportedMemory,
  };

  function kindOf(kind: typeof deployment): HostKind {
    if (kind === "dedicated" || kind === "scheduled") return "provisioned";
    return kind;
  }
}

/** What is sold as GB may be GiB. */
function memoryOf({ assumed, hardware, gpuMemory, reportedMemory, memory }: Machine): HostInfo["memory"] {
  if (assumed) return null;
  const gibibyte = 2 ** 30 / 1e9;
  if (hardware.gpu !== null) return { GB: gpuMemory, most: Math.max(gpuMemory, reportedMemory * gibibyte), onCards: true };
  return memory === null ? null : { GB: memory, most: memory * gibibyte, onCards: false };
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
