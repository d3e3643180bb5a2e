import { once } from "../lazily";
import { type Factor, factor } from "./factor";
import { type GpuRow, gpuTable, type Measured } from "./gpuRows";
import { type Found, nearest, plainName } from "./names";

/** One graphics card. Power is of the card alone. */
export interface Gpu {
  readonly id: string;
  /** GB */
  readonly memory: Factor;
  /** GiB that the driver reports: a sixteenth less where the memory's error correction takes its room from it */
  readonly reportedMemory: number;
  /** W, board power */
  readonly tdp: Factor;
  /** GB/s */
  readonly bandwidth: Factor;
  /** Stacked memory (HBM): high bandwidth that one request uses less well. */
  readonly stackedMemory: boolean;
  /** How much energy reading weights takes; null where no request was seen to reach the card's power limit by it. */
  readonly reading: ReadingEnergy | null;
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

/** J that a token's weights cost a card: each byte read and each weight unpacked and multiplied. */
export interface ReadingEnergy {
  readonly perByte: number;
  readonly perWeight: number;
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
          gpuTable.map(([id]) => id),
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
export const allGpus = once((): readonly Gpu[] => gpuTable.map(gpuOf));

/** Share of board power that a busy card draws, where only its board power is known. */
export const activeShareOfTdp = factor({
  id: "gpu/active-share",
  value: 0.75,
  range: [0.37, 1],
  unit: "fraction",
  year: "source",
  source: "activeShares",
  basis:
    "Observed shares of board power while a model works: 0.61 to 0.99 (ML.ENERGY and others), down to 0.37 for a model of 3 billion parameters on an RTX 4090 (0.85 of the peak at the wall, less the host: AI benchmarks).",
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

/**
 * Chips of 12 and of 8 nm beside ordinary memory. The constants reproduce what cards of little power reach, which their bandwidth
 * would not explain (A2, RTX A4000, RTX A5000; T4: the mean of four publishers, who lie between 0.7 and 1.25 of it). Stacked memory and later
 * chips need less and never reach their limit by one request.
 */
const readingEnergy: readonly (readonly [pattern: RegExp, ReadingEnergy])[] = [
  [/^(T4|TITAN-RTX)$|^RTX-20/, { perByte: 0.27e-9, perWeight: 0.165e-9 }],
  [/^(A2|A10|A10G|A40)$|^RTX-30|^RTX-A/, { perByte: 0.2e-9, perWeight: 0.12e-9 }],
];

/**
 * Cards of data centres with ordinary memory come with error correction on, whose bits stand in that memory: `nvidia-smi` shows 23 034 MiB
 * of an L4, 23 028 of an A10 or A10G, 46 068 of an A40 or L40S, 15 360 of a T4, but 24 564 of an RTX 4090 or A5000 and 49 140 of an RTX A6000.
 */
const correctsErrors = /^(T4|A2|A10|A10G|A40|L4|L40|L40S)$/;

function gpuOf([id, memory, tdp, bandwidth, peak, more]: GpuRow): Gpu {
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
    reportedMemory: correctsErrors.test(id) ? (memory * 15) / 16 : memory,
    tdp: sheet("tdp", tdp, "W"),
    bandwidth: sheet("bandwidth", bandwidth, "GB/s"),
    reading: readingEnergy.find(([pattern]) => pattern.test(id))?.[1] ?? null,
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
