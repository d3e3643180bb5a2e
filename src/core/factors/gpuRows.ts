import type { SourceId } from "./sources";

/** W or kgCO2e, with what was read around it */
export type Measured = readonly [value: number, low: number | null, high: number | null, source: SourceId];
export type GpuRow = readonly [
  id: string,
  memory: number,
  tdp: number,
  bandwidth: number,
  peak: number,
  more?: { readonly bare?: Measured; readonly loaded?: Measured; readonly embodied?: Measured },
];

const a100: Measured = [150, 43.2, 275.7, "ccf"];
const h100: Measured = [164, 43, 575.2, "ecologits"];
const a100Idle: Measured = [80, null, null, "idlePaper"];
const h100Bare: Measured = [71.8, null, null, "idlePaper"];
const h100Idle: Measured = [121.7, null, null, "idlePaper"];

// id, GB, W, GB/s, TFLOPS; then what was measured, with its source.
export const gpuTable: readonly GpuRow[] = [
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
