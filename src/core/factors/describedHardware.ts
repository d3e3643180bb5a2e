import { busyWattsPerVcpu, embodiedPerVcpu, idleWattsPerVcpu, lifeHours, wattsPerGB } from "./cpus";
import type { Factor } from "./factor";
import { activeShareOfTdp, type Gpu } from "./gpus";

/** Power (IT, before PUE) and manufacturing of a machine that the user described. */
export interface DescribedHardware {
  /** W: model resident where there is a GPU */
  readonly idle: Factor;
  /** W: 0.75 of the cards' board power (0.37 to 1) and the host at full load */
  readonly busy: Factor;
  /** gCO2e/h: host by vCPU, cards by number */
  readonly embodied: Factor;
}

/** `memory` in GB of main memory; `gpus` may be a fraction of a card. */
export function describedHardware(machine: {
  readonly gpu: Gpu | null;
  readonly gpus: number;
  readonly vcpus: number;
  readonly memory: number;
}): DescribedHardware {
  const { gpu, gpus, vcpus, memory } = machine;
  const id = `hardware/${gpu === null ? "cpu" : `${gpus}x${gpu.id}`}-${vcpus}vcpu-${memory}gb`;
  const host = (perVcpu: Factor, end: "value" | "low" | "high"): number => vcpus * perVcpu[end] + memory * hostMemoryShare[end] * wattsPerGB[end];
  const sum = (what: string, unit: string, of: (end: "value" | "low" | "high") => number, basis: string): Factor => ({
    id: `${id}/${what}`,
    value: of("value"),
    low: of("low"),
    high: of("high"),
    unit,
    year: wattsPerGB.year,
    source: wattsPerGB.source,
    basis,
    derived: true,
  });
  return {
    idle: sum(
      "idle",
      "W",
      (end) => host(idleWattsPerVcpu, end) + (gpu === null ? 0 : gpus * (end === "low" ? gpu.idleBare.low : gpu.idleLoaded[end])),
      "Host by vCPU and GB (CCF, Green Algorithms) + cards idle with a model resident; low is bare GPU idle.",
    ),
    busy: sum(
      "busy",
      "W",
      (end) => host(busyWattsPerVcpu, end) + (gpu === null ? 0 : gpus * gpu.tdp.value * activeShareOfTdp[end]),
      "Host at full load by vCPU and GB (CCF, Green Algorithms) + 0.75 of the cards' board power (0.37 to 1).",
    ),
    embodied: sum(
      "embodied",
      "gCO2e/h",
      (end) => vcpus * embodiedPerVcpu[end] + (gpu === null ? 0 : (gpus * 1000 * gpu.embodied[end]) / lifeOf(end)),
      "Host by vCPU (BoaviztAPI, CCF) + cards by number; 4 years, range from 6 to 3.",
    ),
  };
}

/** CCF's figures contain the memory already, BoaviztAPI's do not: half of it on average, none to all as range. */
const hostMemoryShare = { value: 0.5, low: 0, high: 1 } as const;

/** Long life is the low end of the rate. */
function lifeOf(end: "value" | "low" | "high"): number {
  return end === "value" ? lifeHours.value : end === "low" ? lifeHours.high : lifeHours.low;
}
