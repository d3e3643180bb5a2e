import {
  boaviztaEmbodiedPerVcpu,
  boaviztaPerGB,
  boaviztaPerVcpu,
  burstableRows,
  ccfEmbodiedPerVcpu,
  cpuRows,
  type GpuRow,
  gpuRows,
  lives,
  processors,
  restOfMachine,
} from "./azureSizePrimary";
import type { SizeRow, Triple } from "./azureSizes";
import { spreads } from "./factor";
import { findGpu, type Gpu } from "./gpus";

/** Every row of the size table, derived from the published figures; four significant digits, as the table keeps them. */
export function deriveSizes(): readonly SizeRow[] {
  return [
    ...cpuRows.map(
      ([name, vcpus, memory, processor, idle, busy, embodied, price]): SizeRow => [
        name,
        vcpus,
        memory,
        null,
        aroundBoavizta(idle, vcpus * processors[processor][0]),
        aroundBoavizta(busy, vcpus * processors[processor][1]),
        overLives(embodied),
        price,
      ],
    ),
    ...burstableRows.map(
      ([name, vcpus, memory, idle, busy, embodied, price]): SizeRow => [
        name,
        vcpus,
        memory,
        null,
        [idle, null, null],
        [busy, null, null],
        overLives(embodied),
        price,
      ],
    ),
    ...gpuRows.map(withCards),
  ];
}

/** BoaviztAPI's figure; low is CCF's per vCPU, high takes more for the rest of the machine. */
function aroundBoavizta(watts: number, ccf: number): Triple {
  return triple(watts, ccf, (watts * restOfMachine.high) / restOfMachine.central);
}

/** BoaviztAPI's rate over 6 years, on the life that we take, and on the shortest. */
function overLives(embodied: number): Triple {
  return triple((embodied * lives.long) / lives.central, embodied, (embodied * lives.long) / lives.short);
}

/** The host's share by vCPU and GB (low CCF, high BoaviztAPI, central their mean) and the cards by number. */
function withCards([name, vcpus, memory, processor, [id, count], price]: GpuRow): SizeRow {
  const gpu = cardNamed(id);
  const host = (state: 0 | 1) => {
    const low = vcpus * processors[processor][state];
    const high = vcpus * boaviztaPerVcpu[state] + memory * boaviztaPerGB;
    return { low, central: (low + high) / 2, high };
  };
  const [idle, busy] = [host(0), host(1)];
  const tdp = gpu.tdp.value;
  return [
    name,
    vcpus,
    memory,
    [id, count],
    triple(idle.central + count * gpu.idleLoaded.value, idle.low + count * gpu.idleBare.value, idle.high + count * loadedHigh(gpu)),
    triple(busy.central + count * tdp, busy.low + (count * tdp) / 2, busy.high + count * tdp),
    embodiedOf(vcpus, count, gpu),
    price,
  ];
}

/** A card's idle as measured varies as on the same hardware; one that stands in for it has its own range. */
function loadedHigh({ idleLoaded, idleAssumed }: Gpu): number {
  return idleAssumed ? idleLoaded.high : idleLoaded.value * spreads["measured-same-hardware"];
}

function embodiedOf(vcpus: number, count: number, { embodied }: Gpu): Triple {
  const perHour = (kilograms: number, years: number): number => (1000 * kilograms) / (years * 8760);
  return triple(
    (vcpus * boaviztaEmbodiedPerVcpu * lives.long) / lives.central + count * perHour(embodied.value, lives.central),
    vcpus * boaviztaEmbodiedPerVcpu + count * perHour(embodied.low, lives.long),
    vcpus * perHour(ccfEmbodiedPerVcpu, lives.central) + count * perHour(embodied.high, lives.short),
  );
}

function triple(central: number, low: number, high: number): Triple {
  const tidy = (value: number): number => Number(value.toPrecision(4));
  return [tidy(central), tidy(low), tidy(high)];
}

function cardNamed(id: string): Gpu {
  const answer = findGpu(id);
  if ("found" in answer) return answer.found;
  throw new Error(`no GPU ${id}`);
}
