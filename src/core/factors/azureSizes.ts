import { type Factor, factor } from "./factor";
import { findGpu, type Gpu } from "./gpus";
import { type Found, nearest, plainName } from "./names";
import { once } from "./once";

/** A virtual machine size of Azure. Watts are of the IT share of the machine, before PUE. */
export interface Size {
  /** Azure's name: `Standard_NC4as_T4_v3` */
  readonly name: string;
  readonly vcpus: number;
  /** GiB of main memory */
  readonly memory: number;
  readonly gpu: Gpu | null;
  /** Number of cards; 1/6 where a sixth of one is rented. */
  readonly gpus: number;
  /** GB of all cards, fractions applied; 0 without a GPU */
  readonly gpuMemory: number;
  /** W: with the model resident where there is a GPU, else nothing running */
  readonly idle: Factor;
  /** W */
  readonly busy: Factor;
  /** gCO2e per hour provisioned */
  readonly embodied: Factor;
  /** USD per hour, Linux on demand; null where no list price was found */
  readonly price: Factor | null;
}

/**
 * A size by any spelling of its name, or suggestions.
 *
 *     findSize("nc4as_t4_v3"), findSize("NC4as T4 v3"), findSize("Standard_NC4as_T4_v3") -> the same size
 */
export function findSize(name: string): Found<Size> {
  const plain = plainName(name).replace(/^standard/, "");
  const found = allSizes().find((size) => plainName(size.name) === `standard${plain}`);
  if (found !== undefined) return { found };
  const suggestions = nearest(
    plain,
    sizeRows.map(([id]) => id),
  );
  return { suggestions: suggestions.map((id) => `Standard_${id}`) };
}

/** Every size that we have figures of. */
export const allSizes = once((): readonly Size[] => sizeRows.map(sizeOf));

/**
 * The lowest-priced size whose GPU memory holds 1.2 times the weights (cache and activations need room);
 * null or 0 GB: no GPU needed, the lowest-priced size without one. Sizes without a list price are no candidates.
 * Null when nothing is large enough.
 */
export function smallestSizeFor(weightsGB: number | null): Size | null {
  const fits = (size: Size): boolean => (weightsGB === null || weightsGB === 0 ? size.gpu === null : size.gpu !== null && size.gpuMemory >= 1.2 * weightsGB);
  const priced = allSizes().filter((size) => size.price !== null && fits(size));
  const [cheapest] = priced.sort((a, b) => (a.price?.value ?? 0) - (b.price?.value ?? 0));
  return cheapest ?? null;
}

type Triple = readonly [value: number, low: number | null, high: number | null];
type SizeRow = readonly [
  name: string,
  vcpus: number,
  memory: number,
  gpu: readonly [id: string, count: number] | null,
  idle: Triple,
  busy: Triple,
  embodied: Triple,
  price: number | null,
];

function sizeOf([short, vcpus, memory, card, idle, busy, embodied, price]: SizeRow): Size {
  const name = `Standard_${short}`;
  const gpu = card === null ? null : gpuNamed(card[0]);
  const gpus = card?.[1] ?? 0;
  const kind = gpu !== null ? "gpu" : short.startsWith("B") ? "burstable" : "cpu";
  const watts = (what: "idle" | "busy", triple: Triple): Factor =>
    factor({
      id: `size/${name}/${what}`,
      value: triple[0],
      range: rangeOf(triple),
      unit: "W",
      year: "source",
      source: "boavizta",
      basis: bases[kind][what === "idle" && gpu !== null && gpu.idleAssumed ? "idleAssumed" : what],
      derived: true,
    });
  return {
    name,
    vcpus,
    memory,
    gpu,
    gpus,
    gpuMemory: gpu === null ? 0 : gpu.memory.value * gpus,
    idle: watts("idle", idle),
    busy: watts("busy", busy),
    embodied: factor({
      id: `size/${name}/embodied`,
      value: embodied[0],
      range: rangeOf(embodied),
      unit: "gCO2e/h",
      year: "source",
      source: "boavizta",
      basis: bases[kind].embodied,
      derived: true,
    }),
    price:
      price === null
        ? null
        : factor({
            id: `size/${name}/price`,
            value: price,
            range: "measured-other-hardware",
            unit: "USD/h",
            year: 2024,
            source: "vantage",
            basis: "List price, Linux on demand; regions and later lists differ.",
          }),
  };
}

function gpuNamed(id: string): Gpu {
  const answer = findGpu(id);
  if ("found" in answer) return answer.found;
  throw new Error(`no GPU ${id}`);
}

/** A triple without range gets the spread of a modelled figure. */
function rangeOf([, low, high]: Triple): readonly [number, number] | "modelled" {
  return low === null || high === null ? "modelled" : [low, high];
}

const embodiedOfCpu = "BoaviztAPI manufacturing by component share; life of 4 years, range from 6 to 3 years (other tools' conventions).";
const bases = {
  cpu: {
    idle: "BoaviztAPI: processor, memory and 33 % for the rest; low is CCF's minimum per vCPU, high 60 % for the rest.",
    idleAssumed: "",
    busy: "BoaviztAPI at full load; low is CCF's maximum per vCPU, high 60 % for the rest.",
    embodied: embodiedOfCpu,
  },
  burstable: {
    idle: "BoaviztAPI figure of a size on the same host, scaled by vCPU; burstable sizes share it, so an upper bound.",
    idleAssumed: "",
    busy: "BoaviztAPI figure of a size on the same host, scaled by vCPU; burstable sizes share it, so an upper bound.",
    embodied: embodiedOfCpu,
  },
  gpu: {
    idle: "Host share (mean of CCF and BoaviztAPI per vCPU and GB) + GPU idle with a model resident; low is bare GPU idle.",
    idleAssumed: "Host share + 0.28 of the GPU's board power (0.16 to 0.5): its idle with a model resident was never published.",
    busy: "Host share at full load + GPU board power; low is half of the board power.",
    embodied: "Host share by vCPU (BoaviztAPI, CCF) + GPU share by number of cards (Green Algorithms, CCF, BoaviztAPI, NVIDIA); 4 years, range 6 to 3.",
  },
} as const;

// name, vCPU, GiB, GPU and count, idle W, busy W, embodied g/h (each central, low, high), USD/h.
// Derived by us from the figures that `basis` names; Boavizta's files are not copied.
const sizeRows: readonly SizeRow[] = [
  ["D2s_v3", 2, 8, null, [4.36, 1.278, 5.245], [14.48, 7.934, 17.42], [0.69, 0.46, 0.92], 0.096],
  ["D4s_v3", 4, 16, null, [8.72, 2.556, 10.49], [28.96, 15.87, 34.83], [1.35, 0.9, 1.8], 0.192],
  ["D8s_v3", 8, 32, null, [17.44, 5.112, 20.98], [57.91, 31.74, 69.67], [2.7, 1.8, 3.6], 0.384],
  ["D16s_v3", 16, 64, null, [34.88, 10.22, 41.96], [115.8, 63.47, 139.3], [5.55, 3.7, 7.4], 0.768],
  ["D32s_v3", 32, 128, null, [69.76, 20.45, 83.92], [231.6, 126.9, 278.7], [11.1, 7.4, 14.8], 1.536],
  ["D2s_v4", 2, 8, null, [4.36, 1.278, 5.245], [14.48, 7.934, 17.42], [0.675, 0.45, 0.9], 0.096],
  ["D4s_v4", 4, 16, null, [8.72, 2.556, 10.49], [28.96, 15.87, 34.83], [1.35, 0.9, 1.8], 0.192],
  ["D8s_v4", 8, 32, null, [17.44, 5.112, 20.98], [57.91, 31.74, 69.67], [2.7, 1.8, 3.6], 0.384],
  ["D16s_v4", 16, 64, null, [34.88, 10.22, 41.96], [115.8, 63.47, 139.3], [5.4, 3.6, 7.2], 0.768],
  ["D32s_v4", 32, 128, null, [69.76, 20.45, 83.92], [231.6, 126.9, 278.7], [10.8, 7.2, 14.4], 1.536],
  ["D2as_v4", 2, 8, null, [3.716, 0.89, 4.47], [8.962, 4.038, 10.78], [0.675, 0.45, 0.9], 0.096],
  ["D4as_v4", 4, 16, null, [7.431, 1.78, 8.94], [17.92, 8.076, 21.56], [1.35, 0.9, 1.8], 0.192],
  ["D8as_v4", 8, 32, null, [14.86, 3.56, 17.88], [35.85, 16.15, 43.13], [2.7, 1.8, 3.6], 0.384],
  ["D16as_v4", 16, 64, null, [29.73, 7.12, 35.76], [71.7, 32.3, 86.25], [5.4, 3.6, 7.2], 0.768],
  ["D32as_v4", 32, 128, null, [59.45, 14.24, 71.52], [143.4, 64.61, 172.5], [10.8, 7.2, 14.4], 1.536],
  ["D2s_v5", 2, 8, null, [4.36, 1.278, 5.245], [14.48, 7.934, 17.42], [0.675, 0.45, 0.9], 0.096],
  ["D4s_v5", 4, 16, null, [8.72, 2.556, 10.49], [28.96, 15.87, 34.83], [1.35, 0.9, 1.8], 0.192],
  ["D8s_v5", 8, 32, null, [17.44, 5.112, 20.98], [57.91, 31.74, 69.67], [2.7, 1.8, 3.6], 0.384],
  ["D16s_v5", 16, 64, null, [34.88, 10.22, 41.96], [115.8, 63.47, 139.3], [5.4, 3.6, 7.2], 0.768],
  ["D32s_v5", 32, 128, null, [69.76, 20.45, 83.92], [231.6, 126.9, 278.7], [10.8, 7.2, 14.4], 1.536],
  ["D2as_v5", 2, 8, null, [3.716, 0.89, 4.47], [8.962, 4.038, 10.78], [0.66, 0.44, 0.88], 0.086],
  ["D4as_v5", 4, 16, null, [7.431, 1.78, 8.94], [17.92, 8.076, 21.56], [1.305, 0.87, 1.74], 0.172],
  ["D8as_v5", 8, 32, null, [14.86, 3.56, 17.88], [35.85, 16.15, 43.13], [2.55, 1.7, 3.4], 0.344],
  ["D16as_v5", 16, 64, null, [29.73, 7.12, 35.76], [71.7, 32.3, 86.25], [5.25, 3.5, 7], 0.688],
  ["D32as_v5", 32, 128, null, [59.45, 14.24, 71.52], [143.4, 64.61, 172.5], [10.5, 7, 14], 1.376],
  ["D2ds_v5", 2, 8, null, [4.36, 1.278, 5.245], [14.48, 7.934, 17.42], [0.765, 0.51, 1.02], 0.113],
  ["D4ds_v5", 4, 16, null, [8.72, 2.556, 10.49], [28.96, 15.87, 34.83], [1.5, 1, 2], 0.226],
  ["D8ds_v5", 8, 32, null, [17.44, 5.112, 20.98], [57.91, 31.74, 69.67], [3, 2, 4], 0.452],
  ["D16ds_v5", 16, 64, null, [34.88, 10.22, 41.96], [115.8, 63.47, 139.3], [6.15, 4.1, 8.2], 0.904],
  ["D32ds_v5", 32, 128, null, [69.76, 20.45, 83.92], [231.6, 126.9, 278.7], [12, 8, 16], 1.808],
  ["D2ads_v5", 2, 8, null, [3.716, 0.89, 4.47], [8.962, 4.038, 10.78], [0.75, 0.5, 1], 0.103],
  ["D4ads_v5", 4, 16, null, [7.431, 1.78, 8.94], [17.92, 8.076, 21.56], [1.5, 1, 2], 0.206],
  ["D8ads_v5", 8, 32, null, [14.86, 3.56, 17.88], [35.85, 16.15, 43.13], [3, 2, 4], 0.412],
  ["D16ads_v5", 16, 64, null, [29.73, 7.12, 35.76], [71.7, 32.3, 86.25], [6, 4, 8], 0.824],
  ["D32ads_v5", 32, 128, null, [59.45, 14.24, 71.52], [143.4, 64.61, 172.5], [12, 8, 16], 1.648],
  ["E2s_v5", 2, 16, null, [7.382, 1.278, 8.88], [17.5, 7.934, 21.05], [1.155, 0.77, 1.54], 0.126],
  ["E4s_v5", 4, 32, null, [14.76, 2.556, 17.76], [35, 15.87, 42.1], [2.25, 1.5, 3], 0.252],
  ["E8s_v5", 8, 64, null, [29.53, 5.112, 35.52], [70, 31.74, 84.21], [4.65, 3.1, 6.2], 0.504],
  ["E16s_v5", 16, 128, null, [59.05, 10.22, 71.04], [140, 63.47, 168.4], [9.15, 6.1, 12.2], 1.008],
  ["E2as_v5", 2, 16, null, [6.737, 0.89, 8.105], [11.98, 4.038, 14.42], [1.14, 0.76, 1.52], 0.113],
  ["E4as_v5", 4, 32, null, [13.47, 1.78, 16.21], [23.97, 8.076, 28.83], [2.25, 1.5, 3], 0.226],
  ["E8as_v5", 8, 64, null, [26.95, 3.56, 32.42], [47.94, 16.15, 57.67], [4.5, 3, 6], 0.452],
  ["E16as_v5", 16, 128, null, [53.9, 7.12, 64.84], [95.87, 32.3, 115.3], [9, 6, 12], 0.904],
  ["F2s_v2", 2, 4, null, [2.849, 1.278, 3.427], [12.97, 7.934, 15.6], [0.45, 0.3, 0.6], 0.0846],
  ["F4s_v2", 4, 8, null, [5.698, 2.556, 6.855], [25.93, 15.87, 31.2], [0.915, 0.61, 1.22], 0.169],
  ["F8s_v2", 8, 16, null, [11.4, 5.112, 13.71], [51.87, 31.74, 62.4], [1.8, 1.2, 2.4], 0.338],
  ["F16s_v2", 16, 32, null, [22.79, 10.22, 27.42], [103.7, 63.47, 124.8], [3.6, 2.4, 4.8], 0.677],
  ["B2s", 2, 4, null, [4.36, null, null], [14.48, null, null], [0.765, 0.51, 1.02], 0.0416],
  ["B2ms", 2, 8, null, [4.36, null, null], [14.48, null, null], [0.765, 0.51, 1.02], 0.0832],
  ["B4ms", 4, 16, null, [8.72, null, null], [28.96, null, null], [1.53, 1.02, 2.04], 0.166],
  ["B8ms", 8, 32, null, [17.44, null, null], [57.91, null, null], [3.06, 2.04, 4.08], 0.333],
  ["NC4as_T4_v3", 4, 28, ["T4", 1], [41.94, 11.9, 50.48], [84.62, 41.77, 92.46], [4.39, 2.217, 8.829], 0.526],
  ["NC8as_T4_v3", 8, 56, ["T4", 1], [48.88, 13.79, 62.47], [99.24, 48.54, 114.9], [6.64, 3.717, 11.95], 0.752],
  ["NC16as_T4_v3", 16, 110, ["T4", 1], [62.38, 17.58, 85.68], [128.1, 62.09, 159.1], [11.14, 6.717, 18.19], 1.204],
  ["NC64as_T4_v3", 64, 440, ["T4", 4], [249.5, 70.34, 342.7], [512.4, 248.4, 636.4], [44.56, 26.87, 72.77], 4.352],
  ["NC24ads_A100_v4", 24, 220, ["A100-PCIe-80GB", 1], [131.1, 64.38, 179.6], [401.4, 198.5, 454.4], [17.78, 9.822, 29.22], 3.673],
  ["NC48ads_A100_v4", 48, 440, ["A100-PCIe-80GB", 2], [262.2, 128.8, 359.1], [802.9, 396.9, 908.9], [35.56, 19.64, 58.43], 7.346],
  ["NC96ads_A100_v4", 96, 880, ["A100-PCIe-80GB", 4], [524.5, 257.5, 718.2], [1606, 793.8, 1818], [71.12, 39.29, 116.9], 14.692],
  ["NC40ads_H100_v5", 40, 320, ["H100-NVL-94GB", 1], [204, 101.4, 268.9], [590.7, 341.6, 639.8], [27.18, 15.82, 53.1], null],
  ["NC80adis_H100_v5", 80, 640, ["H100-NVL-94GB", 2], [408, 202.8, 537.6], [1181, 683.2, 1280], [54.36, 31.64, 106.2], null],
  ["NV6ads_A10_v5", 6, 55, ["A10", 1 / 6], [19.78, 5.67, 35.39], [50.36, 24.61, 63.61], [3.741, 2.375, 5.633], 0.454],
  ["NV12ads_A10_v5", 12, 110, ["A10", 1 / 3], [39.56, 11.34, 70.78], [100.7, 49.23, 127.2], [7.482, 4.749, 11.27], 0.908],
  ["NV18ads_A10_v5", 18, 220, ["A10", 0.5], [69.73, 17.01, 127], [161.5, 73.84, 211.6], [11.22, 7.124, 16.9], 1.6],
  ["NV36ads_A10_v5", 36, 440, ["A10", 1], [139.5, 34.02, 253.9], [323, 147.7, 423.2], [22.45, 14.25, 33.8], 3.2],
  ["NV36adms_A10_v5", 36, 880, ["A10", 1], [222.6, 34.02, 420.2], [406.1, 147.7, 589.6], [22.45, 14.25, 33.8], 4.52],
  ["NV72ads_A10_v5", 72, 880, ["A10", 2], [278.9, 68.04, 507.8], [645.9, 295.4, 846.5], [44.89, 28.5, 67.59], 6.52],
  ["NC6s_v3", 6, 112, ["V100-PCIe-16GB", 1], [64.36, 31.28, 88.44], [291.1, 147.1, 310.2], [5.658, 3.068, 10.39], 3.06],
  ["NC12s_v3", 12, 224, ["V100-PCIe-16GB", 2], [128.7, 62.56, 176.9], [582.3, 294.2, 620.3], [11.32, 6.136, 20.78], 6.12],
  ["NC24s_v3", 24, 448, ["V100-PCIe-16GB", 4], [257.4, 125.1, 353.7], [1164, 588.4, 1241], [22.63, 12.27, 41.56], 12.24],
  ["ND96asr_v4", 96, 900, ["A100-SXM4-40GB", 8], [849.7, 490.3, 1078], [3594, 1762, 3825], [88.25, 42.58, 158.8], 27.197],
  ["ND96amsr_A100_v4", 96, 1900, ["A100-SXM4-80GB", 8], [1039, 475.1, 1456], [3783, 1762, 4203], [88.25, 42.58, 158.8], 32.77],
  ["ND96isr_H100_v5", 96, 1900, ["H100-SXM-80GB", 8], [1385, 645.4, 1823], [6272, 3140, 6603], [91.44, 42.54, 250], 98.32],
];
