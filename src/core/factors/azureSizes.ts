import { once } from "../lazily";
import { sizeRows } from "./azureSizeRows";
import { type Factor, factor } from "./factor";
import { findGpu, type Gpu } from "./gpus";
import { type Found, nearest, plainName } from "./names";

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
  /** GiB that the driver reports of them */
  readonly reportedMemory: number;
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
  const carrying = sizesWithCard(name);
  if (carrying.length > 0) return { suggestions: carrying };
  const alike = sizesOfSeries(name);
  const suggestions =
    alike.length > 0
      ? alike
      : nearest(
          plain,
          sizeRows.map(([id]) => id),
        );
  return { suggestions: suggestions.map((id) => `Standard_${id}`) };
}

/**
 * Where the name is written as Azure writes one (series, number of vCPUs, features, card, version): the sizes of its series, those
 * with about as many vCPUs first, because the stand-in of a machine has to be about as large. Letters alone would lead from D64s_v5 to D4s_v5.
 */
function sizesOfSeries(name: string): readonly string[] {
  const wanted = azureName(name.replace(/^\s*(standard|basic)[\s_-]*/i, ""));
  if (wanted === null) return [];
  return sizeRows
    .flatMap(([id]) => {
      const parts = azureName(id);
      return parts === null || parts.series !== wanted.series ? [] : [{ id, parts }];
    })
    .map(({ id, parts }) => ({
      id,
      apart: Math.abs(Math.log2(parts.vcpus / wanted.vcpus)),
      unlike: differing(parts.features, wanted.features) + (wanted.card !== "" && parts.card !== wanted.card ? 2 : 0),
      version: Math.abs(parts.version - (wanted.version || newest)),
    }))
    .sort((a, b) => a.apart - b.apart || a.unlike - b.unlike || a.version - b.version || a.id.localeCompare(b.id))
    .slice(0, 3)
    .map(({ id }) => id);
}

/** How many letters only one of two words has. */
function differing(a: string, b: string): number {
  return [...a].filter((letter) => !b.includes(letter)).length + [...b].filter((letter) => !a.includes(letter)).length;
}

/** A name without a version is taken for one of the newest. */
const newest = 99;

/** `NC4as_T4_v3` -> series nc, 4 vCPUs, features as, card t4, version 3: learn.microsoft.com, "Azure virtual machine sizes naming conventions". */
function azureName(
  name: string,
): { readonly series: string; readonly vcpus: number; readonly features: string; readonly card: string; readonly version: number } | null {
  const read = /^\s*([a-z]{1,3}?)(\d{1,3})(?:-\d+)?([a-z]{0,5})(?:[\s_-]+(?!v\d)([a-z]+\d+))?(?:[\s_-]+v(\d+))?\s*$/i.exec(name);
  if (read === null || Number(read[2]) === 0) return null;
  const [, series = "", vcpus = "", features = "", card = "", version = "0"] = read;
  return { series: series.toLowerCase(), vcpus: Number(vcpus), features: features.toLowerCase(), card: card.toLowerCase(), version: Number(version) };
}

/** Where the name is that of a card (`T4`, `NVIDIA A100`): the sizes that have one of its family whole, fewest cards and lowest price first. */
function sizesWithCard(name: string): readonly string[] {
  const card = findGpu(name);
  if (!("found" in card)) return [];
  const family = (gpu: Gpu | null): string | undefined => gpu?.id.split("-")[0];
  const price = (size: Size): number => size.price?.value ?? Number.POSITIVE_INFINITY;
  return offeredSizes()
    .filter(({ gpu, gpus }) => family(gpu) === family(card.found) && gpus >= 1)
    .sort((a, b) => a.gpus - b.gpus || price(a) - price(b))
    .slice(0, 3)
    .map((size) => size.name);
}

/** Every size that we have figures of. */
export const allSizes = once((): readonly Size[] => sizeRows.map(sizeOf));

/**
 * The lowest-priced size whose GPU memory holds 1.2 times the weights (cache and activations need room);
 * null or 0 GB: no GPU needed, the lowest-priced size without one. Sizes without a list price are no candidates.
 * Null when nothing is large enough.
 */
export function smallestSizeFor(weightsGB: number | null): Size | null {
  return cheapestSize((size) => (weightsGB === null || weightsGB === 0 ? size.gpu === null : size.gpu !== null && holds(size, weightsGB)));
}

/** The sizes that can be proposed: those that Azure still gives. A scenario may name the others, of which we have figures too. */
export const offeredSizes = once((): readonly Size[] => allSizes().filter((size) => !isRetired(size)));

/** Whether Azure offers a size no more: machines of it that run are figured, and nobody gets a new one. */
export function isRetired({ name }: Size): boolean {
  return retired.has(name);
}

/** NCv3, on 30 September 2025: azure-compute-docs, articles/virtual-machines/sizes/retirement/retired-sizes-list.md (2026). */
const retired: ReadonlySet<string> = new Set(["Standard_NC6s_v3", "Standard_NC12s_v3", "Standard_NC24s_v3"]);

/** The lowest-priced size among those that will do; null where none does. */
export function cheapestSize(does: (size: Size) => boolean): Size | null {
  const priced = offeredSizes().filter((size) => size.price !== null && does(size));
  const [cheapest] = priced.sort((a, b) => (a.price?.value ?? 0) - (b.price?.value ?? 0));
  return cheapest ?? null;
}

/** GB that weights need: cache and activations take a fifth more, and the system some of a main memory. */
export function memoryFor(weightsGB: number, onCards: boolean): number {
  return 1.2 * weightsGB + (onCards ? 0 : 2);
}

/** Whether weights fit: on the cards where there are any, else in main memory. */
export function holds({ gpu, gpuMemory, memory }: Pick<Size, "gpu" | "gpuMemory" | "memory">, weightsGB: number): boolean {
  return (gpu === null ? memory : gpuMemory) >= memoryFor(weightsGB, gpu !== null);
}

/** The lowest-priced size with cards, or without, that holds weights; null where none does. */
export function largerSize(weightsGB: number, onCards: boolean): Size | null {
  return cheapestSize((size) => (size.gpu !== null) === onCards && holds(size, weightsGB));
}

/** central, low, high; null where only one figure is known */
export type Triple = readonly [value: number, low: number | null, high: number | null];
/** name, vCPU, GiB, card and count, idle W, busy W, embodied g/h, USD/h */
export type SizeRow = readonly [
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
    // Azure rents A10s as shares of a card, which keep their whole room: nvidia-smi shows 24 512 MiB of the largest.
    reportedMemory: gpu === null ? 0 : (gpu.id === "A10" ? gpu.memory.value : gpu.reportedMemory) * gpus,
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
