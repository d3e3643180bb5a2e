// The published figures that the watts and embodied rates of Azure's sizes are derived from, and how (docs/factors.md).
// After a change here or in `gpus.ts`: `npm run factors`, which writes `azureSizeRows.ts` and the version of the factor set.

/** W per vCPU, idle and at full load: Cloud Carbon Footprint's coefficients by processor; `average` where it has none. */
export const processors = {
  average: [0.74, 3.54],
  broadwell: [0.713, 3.685],
  /** nearest Intel row: there is none for Ice Lake */
  cascadeLake: [0.639, 3.967],
  epyc2: [0.474, 1.693],
  epyc3: [0.445, 2.019],
} as const;
export type Processor = keyof typeof processors;

/** W per vCPU of BoaviztAPI's EPYC 7763, idle and at full load, without memory. */
export const boaviztaPerVcpu = [0.35, 2.97] as const;
/** W per GB of main memory in BoaviztAPI's profile, with its 33 % for the rest of the machine. */
export const boaviztaPerGB = 0.378;
/** BoaviztAPI adds 33 % for the rest of a machine; 60 % is its high end. */
export const restOfMachine = { central: 1.33, high: 1.6 } as const;

/** gCO2e per vCPU and hour: BoaviztAPI over 6 years with 8 GB per vCPU. */
export const boaviztaEmbodiedPerVcpu = 0.375;
/** kgCO2e per vCPU of a server: Cloud Carbon Footprint. */
export const ccfEmbodiedPerVcpu = 27.34;
/** years that hardware stays in use: as BoaviztAPI has it for Azure, our central value, the shortest convention */
export const lives = { long: 6, central: 4, short: 3 } as const;

/** name, vCPU, GiB, processor, BoaviztAPI's W idle and busy, its embodied g/h over 6 years, list price in USD/h */
export type CpuRow = readonly [name: string, vcpus: number, memory: number, Processor, idle: number, busy: number, embodied: number, price: number | null];

export const cpuRows: readonly CpuRow[] = [
  ["D2s_v3", 2, 8, "cascadeLake", 4.36, 14.48, 0.46, 0.096],
  ["D4s_v3", 4, 16, "cascadeLake", 8.72, 28.96, 0.9, 0.192],
  ["D8s_v3", 8, 32, "cascadeLake", 17.44, 57.91, 1.8, 0.384],
  ["D16s_v3", 16, 64, "cascadeLake", 34.88, 115.8, 3.7, 0.768],
  ["D32s_v3", 32, 128, "cascadeLake", 69.76, 231.6, 7.4, 1.536],
  ["D2s_v4", 2, 8, "cascadeLake", 4.36, 14.48, 0.45, 0.096],
  ["D4s_v4", 4, 16, "cascadeLake", 8.72, 28.96, 0.9, 0.192],
  ["D8s_v4", 8, 32, "cascadeLake", 17.44, 57.91, 1.8, 0.384],
  ["D16s_v4", 16, 64, "cascadeLake", 34.88, 115.8, 3.6, 0.768],
  ["D32s_v4", 32, 128, "cascadeLake", 69.76, 231.6, 7.2, 1.536],
  ["D2as_v4", 2, 8, "epyc3", 3.716, 8.962, 0.45, 0.096],
  ["D4as_v4", 4, 16, "epyc3", 7.431, 17.92, 0.9, 0.192],
  ["D8as_v4", 8, 32, "epyc3", 14.86, 35.85, 1.8, 0.384],
  ["D16as_v4", 16, 64, "epyc3", 29.73, 71.7, 3.6, 0.768],
  ["D32as_v4", 32, 128, "epyc3", 59.45, 143.4, 7.2, 1.536],
  ["D2s_v5", 2, 8, "cascadeLake", 4.36, 14.48, 0.45, 0.096],
  ["D4s_v5", 4, 16, "cascadeLake", 8.72, 28.96, 0.9, 0.192],
  ["D8s_v5", 8, 32, "cascadeLake", 17.44, 57.91, 1.8, 0.384],
  ["D16s_v5", 16, 64, "cascadeLake", 34.88, 115.8, 3.6, 0.768],
  ["D32s_v5", 32, 128, "cascadeLake", 69.76, 231.6, 7.2, 1.536],
  ["D2as_v5", 2, 8, "epyc3", 3.716, 8.962, 0.44, 0.086],
  ["D4as_v5", 4, 16, "epyc3", 7.431, 17.92, 0.87, 0.172],
  ["D8as_v5", 8, 32, "epyc3", 14.86, 35.85, 1.7, 0.344],
  ["D16as_v5", 16, 64, "epyc3", 29.73, 71.7, 3.5, 0.688],
  ["D32as_v5", 32, 128, "epyc3", 59.45, 143.4, 7, 1.376],
  ["D2ds_v5", 2, 8, "cascadeLake", 4.36, 14.48, 0.51, 0.113],
  ["D4ds_v5", 4, 16, "cascadeLake", 8.72, 28.96, 1, 0.226],
  ["D8ds_v5", 8, 32, "cascadeLake", 17.44, 57.91, 2, 0.452],
  ["D16ds_v5", 16, 64, "cascadeLake", 34.88, 115.8, 4.1, 0.904],
  ["D32ds_v5", 32, 128, "cascadeLake", 69.76, 231.6, 8, 1.808],
  ["D2ads_v5", 2, 8, "epyc3", 3.716, 8.962, 0.5, 0.103],
  ["D4ads_v5", 4, 16, "epyc3", 7.431, 17.92, 1, 0.206],
  ["D8ads_v5", 8, 32, "epyc3", 14.86, 35.85, 2, 0.412],
  ["D16ads_v5", 16, 64, "epyc3", 29.73, 71.7, 4, 0.824],
  ["D32ads_v5", 32, 128, "epyc3", 59.45, 143.4, 8, 1.648],
  ["E2s_v5", 2, 16, "cascadeLake", 7.382, 17.5, 0.77, 0.126],
  ["E4s_v5", 4, 32, "cascadeLake", 14.76, 35, 1.5, 0.252],
  ["E8s_v5", 8, 64, "cascadeLake", 29.53, 70, 3.1, 0.504],
  ["E16s_v5", 16, 128, "cascadeLake", 59.05, 140, 6.1, 1.008],
  ["E2as_v5", 2, 16, "epyc3", 6.737, 11.98, 0.76, 0.113],
  ["E4as_v5", 4, 32, "epyc3", 13.47, 23.97, 1.5, 0.226],
  ["E8as_v5", 8, 64, "epyc3", 26.95, 47.94, 3, 0.452],
  ["E16as_v5", 16, 128, "epyc3", 53.9, 95.87, 6, 0.904],
  ["F2s_v2", 2, 4, "cascadeLake", 2.849, 12.97, 0.3, 0.0846],
  ["F4s_v2", 4, 8, "cascadeLake", 5.698, 25.93, 0.61, 0.169],
  ["F8s_v2", 8, 16, "cascadeLake", 11.4, 51.87, 1.2, 0.338],
  ["F16s_v2", 16, 32, "cascadeLake", 22.79, 103.7, 2.4, 0.677],
];

/** Burstable sizes: D2ds v4's watts (the same host) by vCPU; they share it, so an upper bound without a range. */
export type BurstableRow = readonly [name: string, vcpus: number, memory: number, idle: number, busy: number, embodied: number, price: number | null];

export const burstableRows: readonly BurstableRow[] = [
  ["B2s", 2, 4, 4.36, 14.48, 0.51, 0.0416],
  ["B2ms", 2, 8, 4.36, 14.48, 0.51, 0.0832],
  ["B4ms", 4, 16, 8.72, 28.96, 1.02, 0.166],
  ["B8ms", 8, 32, 17.44, 57.91, 2.04, 0.333],
];

/** name, vCPU, GiB, processor, card and count, list price in USD/h (null where none was found) */
export type GpuRow = readonly [name: string, vcpus: number, memory: number, Processor, card: readonly [id: string, count: number], price: number | null];

export const gpuRows: readonly GpuRow[] = [
  ["NC4as_T4_v3", 4, 28, "epyc2", ["T4", 1], 0.526],
  ["NC8as_T4_v3", 8, 56, "epyc2", ["T4", 1], 0.752],
  ["NC16as_T4_v3", 16, 110, "epyc2", ["T4", 1], 1.204],
  ["NC64as_T4_v3", 64, 440, "epyc2", ["T4", 4], 4.352],
  ["NC24ads_A100_v4", 24, 220, "epyc3", ["A100-PCIe-80GB", 1], 3.673],
  ["NC48ads_A100_v4", 48, 440, "epyc3", ["A100-PCIe-80GB", 2], 7.346],
  ["NC96ads_A100_v4", 96, 880, "epyc3", ["A100-PCIe-80GB", 4], 14.692],
  ["NC40ads_H100_v5", 40, 320, "average", ["H100-NVL-94GB", 1], null],
  ["NC80adis_H100_v5", 80, 640, "average", ["H100-NVL-94GB", 2], null],
  ["NV6ads_A10_v5", 6, 55, "epyc3", ["A10", 1 / 6], 0.454],
  ["NV12ads_A10_v5", 12, 110, "epyc3", ["A10", 1 / 3], 0.908],
  ["NV18ads_A10_v5", 18, 220, "epyc3", ["A10", 0.5], 1.6],
  ["NV36ads_A10_v5", 36, 440, "epyc3", ["A10", 1], 3.2],
  ["NV36adms_A10_v5", 36, 880, "epyc3", ["A10", 1], 4.52],
  ["NV72ads_A10_v5", 72, 880, "epyc3", ["A10", 2], 6.52],
  ["NC6s_v3", 6, 112, "broadwell", ["V100-PCIe-16GB", 1], 3.06],
  ["NC12s_v3", 12, 224, "broadwell", ["V100-PCIe-16GB", 2], 6.12],
  ["NC24s_v3", 24, 448, "broadwell", ["V100-PCIe-16GB", 4], 12.24],
  ["ND96asr_v4", 96, 900, "epyc2", ["A100-SXM4-40GB", 8], 27.197],
  ["ND96amsr_A100_v4", 96, 1900, "epyc2", ["A100-SXM4-80GB", 8], 32.77],
  ["ND96isr_H100_v5", 96, 1900, "average", ["H100-SXM-80GB", 8], 98.32],
];
