import { type Factor, factor } from "./factor";
import { type Found, nearest, plainName } from "./names";
import { once } from "./once";
import type { SourceId } from "./sources";

/** One graphics card. Power is of the card alone. */
export interface Gpu {
  readonly id: string;
  /** GB */
  readonly memory: Factor;
  /** W, board power */
  readonly tdp: Factor;
  /** GB/s */
  readonly bandwidth: Factor;
  /** Stacked memory (HBM): high bandwidth that one request uses less well. */
  readonly stackedMemory: boolean;
  /** TFLOPS, dense FP16 on the matrix units where the card has them */
  readonly peak: Factor;
  /** W, no process attached */
  readonly idleBare: Factor;
  /** W, a model resident and no work: two to four times bare idle */
  readonly idleLoaded: Factor;
  /** No idle with a model was published for this card: a share of its board power stands in. */
  readonly idleAssumed: boolean;
  /** kgCO2e */
  readonly embodied: Factor;
}

/**
 * A card by any spelling, or suggestions.
 *
 *     findGpu("NVIDIA Tesla T4"), findGpu("t4") -> T4;  findGpu("GeForce RTX 4090") -> RTX-4090
 */
export function findGpu(name: string): Found<Gpu> {
  const plain = gpuKey(name);
  const wanted = aliases[plain] ?? plain;
  const found = allGpus().find(({ id }) => gpuKey(id) === wanted) ?? sameButForMemory(name);
  return found === undefined
    ? {
        suggestions: nearest(
          plain,
          table.map(([id]) => id),
        ),
      }
    : { found };
}

/** `A100 80GB PCIe`, `T4 16GB`: the memory stands elsewhere in the name, or is said though it need not be. */
function sameButForMemory(name: string): Gpu | undefined {
  const size = /[\s_-](\d+)\s?gb?(?![a-z0-9])/i;
  const bare = (full: string): string => gpuKey(full.replace(size, ""));
  const memory = Number(size.exec(name)?.[1] ?? Number.NaN);
  const alike = allGpus().filter(({ id }) => bare(id) === bare(name));
  return alike.find((gpu) => gpu.memory.value === memory) ?? (Number.isNaN(memory) ? alike[0] : undefined);
}

/** Every card that we have figures of. */
export const allGpus = once((): readonly Gpu[] => table.map(gpuOf));

/** Share of board power that a busy card draws, where only its board power is known. */
export const activeShareOfTdp = factor({
  id: "gpu/active-share",
  value: 0.75,
  range: [0.5, 1],
  unit: "fraction",
  year: "source",
  source: "mlEnergy",
  basis: "Observed shares of board power from 0.61 to 0.99 while a model works.",
  derived: true,
});

/** Share of board power that a card draws with a model resident, where its idle was never measured. */
export const idleShareOfTdp = factor({
  id: "gpu/idle-share",
  value: 0.28,
  range: [0.16, 0.5],
  unit: "fraction",
  year: "source",
  source: "idlePaper",
  basis: "Six cards measured with a context: T4, L40S, A100, H100, A40, V100.",
  derived: true,
});

function gpuKey(name: string): string {
  return plainName(name)
    .replace(/^(nvidia|amd|apple)/, "")
    .replace(/^(tesla|geforce|instinct|quadro)/, "")
    .replace(/(tensorcore)?(gpu)?$/, "")
    .replace(/^(a10|a16|a40|l4|l40|l40s|t4)\d+[qc]$/, "$1");
}

/** Bare names that stand for several cards: the one that Azure rents or that is sold most. */
const aliases: Readonly<Record<string, string>> = {
  a100: "a100pcie80gb",
  a10080gb: "a100pcie80gb",
  a10080g: "a100pcie80gb",
  a10040gb: "a100pcie40gb",
  a100pcie: "a100pcie80gb",
  a100sxm: "a100sxm480gb",
  a100sxm4: "a100sxm480gb",
  a100sxm80gb: "a100sxm480gb",
  a100sxm40gb: "a100sxm440gb",
  h100: "h100sxm80gb",
  h100sxm: "h100sxm80gb",
  h100sxm5: "h100sxm80gb",
  h100sxm580gb: "h100sxm80gb",
  h10080gb: "h100sxm80gb",
  h10080gbhbm3: "h100sxm80gb",
  h100pcie: "h100pcie80gb",
  h100nvl: "h100nvl94gb",
  h200: "h200sxm141gb",
  h200sxm: "h200sxm141gb",
  v100: "v100pcie16gb",
  v10016gb: "v100pcie16gb",
  v10032gb: "v100sxm232gb",
  v100pcie: "v100pcie16gb",
  v100sxm2: "v100sxm216gb",
  a6000: "rtxa6000",
  a5000: "rtxa5000",
  a4000: "rtxa4000",
  l40sadalovelace: "l40s",
  "3060": "rtx3060",
  "3070": "rtx3070",
  "3080": "rtx3080",
  "3090": "rtx3090",
  "4060": "rtx4060",
  "4070": "rtx4070",
  "4080": "rtx4080",
  "4090": "rtx4090",
  "5090": "rtx5090",
  rtx4060ti16gb: "rtx4060ti",
};

type Measured = readonly [value: number, low: number | null, high: number | null, source: SourceId];
type Row = readonly [
  id: string,
  memory: number,
  tdp: number,
  bandwidth: number,
  peak: number,
  more?: { readonly bare?: Measured; readonly loaded?: Measured; readonly embodied?: Measured },
];

function gpuOf([id, memory, tdp, bandwidth, peak, more]: Row): Gpu {
  const sheet = (what: string, value: number, unit: string): Factor =>
    factor({
      id: `gpu/${id}/${what}`,
      value,
      range: [value, value],
      unit,
      year: "source",
      source: "vendor",
      basis: "Data sheet figure; a specification has no spread.",
    });
  const measured = (what: string, figure: Measured, basis: string): Factor =>
    factor({
      id: `gpu/${id}/${what}`,
      value: figure[0],
      range: figure[1] === null || figure[2] === null ? "measured-same-hardware" : [figure[1], figure[2]],
      unit: "W",
      year: "source",
      source: figure[3],
      basis,
    });
  const { bare, loaded, embodied } = more ?? {};
  return {
    id,
    memory: sheet("memory", memory, "GB"),
    tdp: sheet("tdp", tdp, "W"),
    bandwidth: sheet("bandwidth", bandwidth, "GB/s"),
    stackedMemory: /^(V100|P100|A30|A100|H100|H200|B200|MI)/.test(id),
    peak: sheet("peak", peak, "TFLOPS"),
    idleBare:
      bare === undefined
        ? factor({
            id: `gpu/${id}/idle-bare`,
            value: 0.12 * tdp,
            range: [0.05 * tdp, 0.2 * tdp],
            unit: "W",
            year: "source",
            source: "idlePaper",
            basis: "0.12 of board power, as on the cards measured without a process (0.05 to 0.2).",
            derived: true,
          })
        : measured("idle-bare", bare, "Read from the driver with no process attached."),
    idleLoaded:
      loaded === undefined
        ? factor({
            id: `gpu/${id}/idle-loaded`,
            value: idleShareOfTdp.value * tdp,
            range: [idleShareOfTdp.low * tdp, idleShareOfTdp.high * tdp],
            unit: "W",
            year: "source",
            source: "idlePaper",
            basis: "0.28 of board power (0.16 to 0.5): no figure with a model resident was found for this card.",
            derived: true,
          })
        : measured("idle-loaded", loaded, "Read from the driver with a process or a model resident and no work."),
    idleAssumed: loaded === undefined,
    embodied: embodiedOf(id, embodied),
  };
}

function embodiedOf(id: string, figure: Measured | undefined): Factor {
  const [value, low, high, source] = figure ?? ([150, 43, 276, "ccf"] as const);
  return factor({
    id: `gpu/${id}/embodied`,
    value,
    range: low === null || high === null ? "modelled" : [low, high],
    unit: "kgCO2e",
    year: "source",
    source,
    basis:
      figure === undefined
        ? "Flat figure per card (Cloud Carbon Footprint); range over the methods for cards of its kind."
        : "Range over methods: die area (Green Algorithms), flat (CCF), bottom-up (BoaviztAPI), maker's footprint (NVIDIA).",
    derived: true,
  });
}

const a100: Measured = [150, 43.2, 275.7, "ccf"];
const h100: Measured = [164, 43, 575.2, "ecologits"];
const a100Idle: Measured = [80, null, null, "idlePaper"];
const h100Bare: Measured = [71.8, null, null, "idlePaper"];
const h100Idle: Measured = [121.7, null, null, "idlePaper"];

// id, GB, W, GB/s, TFLOPS; then what was measured, with its source.
const table: readonly Row[] = [
  ["T4", 16, 70, 320, 65, { bare: [10, 8, 10, "tensorRt1182"], loaded: [35, 33, 38, "triton2678"], embodied: [75, 37.7, 150, "greenAlgorithms"] }],
  ["A2", 16, 60, 200, 18],
  ["A10", 24, 150, 600, 125, { bare: [18, 12, 27, "ccf"], embodied: [77, 39.3, 150, "greenAlgorithms"] }],
  ["A10G", 24, 300, 600, 70, { embodied: [77, 39.3, 150, "greenAlgorithms"] }],
  ["A30", 24, 165, 933, 165],
  ["A40", 48, 300, 695.8, 149.7, { bare: [30, null, null, "openKernel874"], loaded: [110, null, null, "openKernel874"] }],
  ["L4", 24, 72, 300, 121, { embodied: [113.6, null, null, "boavizta"] }],
  ["L40", 48, 300, 864, 181],
  ["L40S", 48, 350, 864, 362, { bare: [35.6, null, null, "idlePaper"], loaded: [102.1, null, null, "idlePaper"] }],
  ["V100-PCIe-16GB", 16, 250, 900, 112, { bare: [27, 24, 35, "ollama8591"], loaded: [40, 40, 66, "ollama8591"], embodied: [80, 43, 150, "greenAlgorithms"] }],
  ["V100-PCIe-32GB", 32, 250, 900, 112, { bare: [27, 24, 35, "ollama8591"], loaded: [40, 40, 66, "ollama8591"], embodied: [80, 43, 150, "greenAlgorithms"] }],
  ["V100-SXM2-16GB", 16, 300, 900, 125, { bare: [27, 24, 35, "ollama8591"], loaded: [53, 40, 66, "ollama8591"], embodied: [80, 43, 150, "greenAlgorithms"] }],
  ["V100-SXM2-32GB", 32, 300, 900, 125, { bare: [27, 24, 35, "ollama8591"], loaded: [53, 40, 66, "ollama8591"], embodied: [80, 43, 150, "greenAlgorithms"] }],
  ["P100", 16, 250, 732, 21.2, { embodied: [129.3, null, null, "boavizta"] }],
  ["P40", 24, 250, 346, 11.8, { bare: [10, 9, 11, "llamaCpp3717"], loaded: [50, null, null, "llamaCpp3717"] }],
  ["A100-PCIe-40GB", 40, 250, 1555, 312, { bare: [31, 28, 34, "mlEnergy"], embodied: a100 }],
  ["A100-PCIe-80GB", 80, 300, 1935, 312, { bare: [53.7, null, null, "idlePaper"], loaded: a100Idle, embodied: a100 }],
  ["A100-SXM4-40GB", 40, 400, 1555, 312, { bare: [55.6, null, null, "mlEnergy"], loaded: [80, 55.6, 120, "idlePaper"], embodied: a100 }],
  ["A100-SXM4-80GB", 80, 400, 2039, 312, { bare: [53.7, 50, 59.5, "idlePaper"], loaded: a100Idle, embodied: a100 }],
  ["H100-PCIe-80GB", 80, 350, 2039, 756, { embodied: h100 }],
  ["H100-NVL-94GB", 94, 400, 3938, 835, { bare: h100Bare, loaded: h100Idle, embodied: h100 }],
  ["H100-SXM-80GB", 80, 700, 3350, 989, { bare: h100Bare, loaded: h100Idle, embodied: h100 }],
  ["H200-SXM-141GB", 141, 700, 4800, 989, { embodied: h100 }],
  ["MI300X", 192, 750, 5300, 1307],
  ["B200", 180, 1000, 8000, 2250],
  ["GTX-1080-Ti", 11, 250, 484, 11.3],
  ["RTX-2080-Ti", 11, 250, 616, 107],
  ["TITAN-RTX", 24, 280, 672, 130],
  ["RTX-3050", 8, 130, 224, 36],
  ["RTX-3060", 12, 170, 360, 51],
  ["RTX-3070", 8, 220, 448, 81],
  ["RTX-3070-Ti", 8, 290, 608, 87],
  ["RTX-3080", 10, 320, 760, 119],
  ["RTX-3080-Ti", 12, 350, 912, 136],
  ["RTX-3090", 24, 350, 936, 142],
  ["RTX-3090-Ti", 24, 450, 1008, 160],
  ["RTX-4060", 8, 115, 272, 60],
  ["RTX-4060-Ti", 16, 165, 288, 88],
  ["RTX-4070", 12, 200, 504, 117],
  ["RTX-4070-Ti", 12, 285, 504, 160],
  ["RTX-4080", 16, 320, 717, 195],
  ["RTX-4090", 24, 450, 1008, 330],
  ["RTX-4070-Ti-Super", 16, 285, 672, 176],
  ["RTX-4080-Super", 16, 320, 736, 208],
  ["RTX-5060-Ti", 16, 180, 448, 95],
  ["RTX-5070", 12, 250, 672, 123],
  ["RTX-5070-Ti", 16, 300, 896, 176],
  ["RTX-5080", 16, 360, 960, 225],
  ["RTX-5090", 32, 575, 1792, 419],
  ["RTX-A4000", 16, 140, 448, 77],
  ["RTX-A5000", 24, 230, 768, 111],
  ["RTX-A6000", 48, 300, 768, 155],
  ["RTX-4000-Ada", 20, 130, 360, 107],
  ["RTX-5000-Ada", 32, 250, 576, 261],
  ["RTX-6000-Ada", 48, 300, 960, 364],
  // Board power and idle are those of the whole Mac at the wall, as Apple states them; memory is shared with the processor.
  ["M1", 16, 39, 68.25, 2.6, { loaded: [6.8, 6.8, 14, "vendor"] }],
  ["M2", 24, 50, 100, 3.6, { loaded: [7, 7, 14, "vendor"] }],
  ["M2-Pro", 32, 100, 200, 6.8, { loaded: [7, 7, 14, "vendor"] }],
  ["M4", 32, 65, 120, 4.3, { loaded: [4, 4, 10, "vendor"] }],
  ["M2-Max", 96, 145, 400, 13.6, { loaded: [9, 9, 18, "vendor"] }],
  ["M1-Max", 64, 115, 400, 10.4, { loaded: [11, 11, 23, "vendor"] }],
  ["M1-Ultra", 128, 215, 800, 21, { loaded: [13, 13, 26, "vendor"] }],
  ["M2-Ultra", 192, 295, 800, 27.2, { loaded: [10, 10, 20, "vendor"] }],
];
