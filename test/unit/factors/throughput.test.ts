import { expect, test } from "vitest";
import { cpuDecodeRows, cpuPrefillRows, type DecodeRow, decodeRows } from "../../../src/core/factors/decodeRows";
import { findGpu, type Gpu } from "../../../src/core/factors/gpus";
import { sources } from "../../../src/core/factors/sources";
import { cpuDecode, cpuPrefill, decodeFit, mixtureBytes, prefillFit, prefillRows, speechFit, speechRows } from "../../../src/core/factors/throughput";
import { fittedDecode, fittedPrefill, readsOf } from "../../../src/core/footprint/hosts/cardSpeed";

function gpu(id: string): Gpu {
  const answer = findGpu(id);
  if ("found" in answer) return answer.found;
  throw new Error(id);
}

/** Without matrix units: a class of its own too, corrected by its own rows. */
const isPascal = (id: string): boolean => id === "P40";
const usable = decodeRows.filter(({ excluded }) => excluded === undefined);
const fitted = usable.filter(({ mixture, gpu: id }) => mixture === undefined && !isPascal(id) && !id.startsWith("V100"));
/** Macs share their memory with the processor: a class of its own, corrected by its own rows. */
const isMac = (id: string): boolean => /^M\d/.test(id);
const llama = fitted.filter(({ engine, gpu: id }) => engine === "llama.cpp" && !isMac(id));
const deviation = (row: DecodeRow): number => Math.log(fittedDecode(gpu(row.gpu), row.engine, readsOf(row)) * row.tokensPerSecond);
const rms = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test("every row names a known card and a source", () => {
  for (const row of [...decodeRows, ...prefillRows, ...speechRows]) {
    expect(gpu(row.gpu).id).toBe(row.gpu);
    expect(sources[row.source].licence).not.toBe("");
  }
});

// Figures of docs/factors.md: change both.
test("the decode fit is as good as documented", () => {
  const all = fitted.filter(({ gpu: id }) => !isMac(id)).map(deviation);
  expect(Math.exp(rms(all))).toBeLessThan(1.15);
  expect(Math.exp(median(all.map(Math.abs)))).toBeLessThan(1.07);
  const within = (factor: number): number => all.filter((value) => Math.abs(value) <= Math.log(factor)).length / all.length;
  expect(within(1.3)).toBeGreaterThan(0.93);
  expect(within(1.5)).toBe(1);
});

test.each([
  ["memory beside the chip", false],
  ["stacked memory", true],
])("no other two constants would fit llama.cpp's rows better: %s", (_, stacked) => {
  const rows = llama.map((row) => ({ row, card: gpu(row.gpu) })).filter(({ card }) => card.stackedMemory === stacked);
  const cost = (efficiency: number, overhead: number): number =>
    rms(rows.map(({ row, card }) => Math.log((row.bytes / (card.bandwidth.value * 1e9 * efficiency) + overhead) * row.tokensPerSecond)));
  const ours = stacked ? decodeFit["llama.cpp"].stacked : decodeFit["llama.cpp"];
  let best = Number.POSITIVE_INFINITY;
  for (let efficiency = 0.4; efficiency < 1; efficiency += 0.02) {
    for (let overhead = 0; overhead < 0.006; overhead += 0.0001) best = Math.min(best, cost(efficiency, overhead));
  }
  expect(cost(ours.efficiency, ours.overhead) / best).toBeLessThan(1.01);
});

test("rows that the fit has not seen are predicted: each source from all others", () => {
  // Least squares over the other sources, memory beside the chip; constants as printed by the fit.
  const errors: number[] = [];
  for (const source of new Set(llama.map((row) => row.source))) {
    const rows = llama.map((row) => ({ row, card: gpu(row.gpu) })).filter(({ card }) => !card.stackedMemory);
    const others = rows.filter(({ row }) => row.source !== source);
    let best = { cost: Number.POSITIVE_INFINITY, efficiency: 0, overhead: 0 };
    for (let efficiency = 0.6; efficiency < 1.2; efficiency += 0.02) {
      for (let overhead = 0; overhead < 0.006; overhead += 0.0002) {
        const cost = rms(others.map(({ row, card }) => Math.log((row.bytes / (card.bandwidth.value * 1e9 * efficiency) + overhead) * row.tokensPerSecond)));
        if (cost < best.cost) best = { cost, efficiency, overhead };
      }
    }
    for (const { row, card } of rows.filter((one) => one.row.source === source)) {
      errors.push(Math.abs(Math.log((row.bytes / (card.bandwidth.value * 1e9 * best.efficiency) + best.overhead) * row.tokensPerSecond)));
    }
  }
  expect(Math.exp(median(errors))).toBeLessThan(1.1);
  expect(errors.filter((error) => error < Math.log(1.5)).length / errors.length).toBeGreaterThan(0.95);
});

test("published rates of one model, card and engine lie within 1.3 of their mean", () => {
  const groups = new Map<string, number[]>();
  for (const { model, gpu: id, engine, bytes, tokensPerSecond } of usable) {
    const key = `${model} ${id} ${engine} ${Math.round(bytes / 1e9)}`;
    groups.set(key, [...(groups.get(key) ?? []), Math.log(tokensPerSecond)]);
  }
  const twins = [...groups.values()].filter(({ length }) => length > 1);
  expect(twins.length).toBeGreaterThanOrEqual(3);
  for (const rates of twins) {
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    for (const rate of rates) expect(Math.exp(Math.abs(rate - mean))).toBeLessThan(1.31);
  }
});

// Mean rate of deepseek-r1:14b, gemma3:12b, llama3.1:8b and mistral-nemo:12b in Ollama (stefandroid.com, 2025; an arm64 host), W at the wall
// beside idle; and single models (llama-cpp-python on Colab: luiscruz/course_sustainableSE 2026, group 33; hkadm/ollama_gpu_test; geerlingguy).
const four = [
  { bytes: 8.99e9, weights: 14.77e9 },
  { bytes: 8.15e9, weights: 12.2e9 },
  { bytes: 4.92e9, weights: 8.03e9 },
  { bytes: 7.07e9, weights: 12.2e9 },
];
test.each([
  ["A2", four, 17.3, 1.25],
  ["T4", four, 21.9, 1.35],
  ["T4", [{ bytes: 4.92e9, weights: 8.03e9 }], 22.2, 1.35],
  ["T4", [{ bytes: 3.96e9, weights: 7.24e9 }], 34, 1.35],
  ["RTX-A4000", [{ bytes: 8.99e9, weights: 14.77e9 }], 36.21, 1.1],
  ["RTX-A4000", [{ bytes: 2.02e9, weights: 3.21e9 }], 149.4, 1.1],
  ["RTX-A5000", [{ bytes: 8.99e9, weights: 14.77e9 }], 53.15, 1.2],
  ["RTX-A5000", [{ bytes: 19.85e9, weights: 32.76e9 }], 25.77, 1.2],
] as const)("a card of little power is as slow as its power makes it: %s", (id, models, perSecond, factor) => {
  const rates = models.map((reads) => 1 / fittedDecode(gpu(id), "llama.cpp", reads));
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  expect(Math.exp(Math.abs(Math.log(mean / perSecond)))).toBeLessThan(factor);
});

test.each(["L4", "RTX-4000-Ada", "A30", "A100-PCIe-40GB", "RTX-3090", "RTX-3060"])("%s is not at its power limit while it reads wide weights", (id) => {
  const card = gpu(id);
  const reads = { bytes: 16e9, weights: 8e9 };
  expect(fittedDecode(card, "llama.cpp", reads)).toBe(fittedDecode({ ...card, reading: null }, "llama.cpp", reads));
});

test.each([
  [
    "output",
    cpuDecodeRows.map(({ machine, threads, bytes, tokensPerSecond }) => ({ machine, threads, speed: bytes * tokensPerSecond })),
    cpuDecode.bytesPerSecond,
    cpuDecode.exponent,
    0.1,
  ],
  [
    "input",
    cpuPrefillRows.map(({ machine, threads, parameters, tokensPerSecond }) => ({ machine, threads, speed: 2 * parameters * tokensPerSecond })),
    cpuPrefill.flops,
    cpuPrefill.exponent,
    0.1,
  ],
] as const)("processors, %s: the rate is the geometric mean over machines, which lie within a factor of 2.2", (_, rows, scale, exponent, tolerance) => {
  const machines = new Map<string, number[]>();
  for (const { machine, threads, speed } of rows) machines.set(machine, [...(machines.get(machine) ?? []), Math.log(speed / threads ** exponent)]);
  const speeds = [...machines.values()].map((all) => all.reduce((sum, one) => sum + one, 0) / all.length);
  const mean = speeds.reduce((sum, one) => sum + one, 0) / speeds.length;
  expect(Math.abs(mean - Math.log(scale))).toBeLessThan(tolerance);
  expect(rms(speeds.map((one) => one - Math.log(scale)))).toBeLessThan(Math.log(1.4));
  for (const speed of speeds) expect(Math.abs(speed - Math.log(scale))).toBeLessThan(Math.log(2.2));
});

test("a mixture of experts reads 1.45 times its nominal bytes: the geometric mean of its rows", () => {
  const rows = usable.filter(({ mixture }) => mixture);
  const read = rows.map(({ bytes, gpu: id, tokensPerSecond }) => {
    const card = gpu(id);
    const { efficiency, overhead } = card.stackedMemory ? decodeFit["llama.cpp"].stacked : decodeFit["llama.cpp"];
    return Math.log(((1 / tokensPerSecond - overhead) * card.bandwidth.value * 1e9 * efficiency) / bytes);
  });
  const mean = read.reduce((sum, one) => sum + one, 0) / read.length;
  expect(Math.abs(mean - Math.log(mixtureBytes.value))).toBeLessThan(0.1);
  expect(1.645 * rms(read.map((one) => one - mean))).toBeLessThan(Math.log(mixtureBytes.spread) * 1.3);
});

test("the prefill fit is as good as documented, and never above its ceiling", () => {
  const rows = prefillRows.filter(({ gpu: id }) => id !== "T4" && id !== "P40");
  const errors = rows.map((row) => Math.abs(Math.log((2 * row.parameters * row.tokensPerSecond) / 1e12 / fittedPrefill(gpu(row.gpu)))));
  expect(Math.exp(Math.max(...errors))).toBeLessThan(1.22);
  expect(fittedPrefill(gpu("P40"))).toBeCloseTo(prefillFit.ceiling * gpu("P40").peak.value, 9);
});

test("the speech rate is the geometric mean of its rows", () => {
  const mean = Math.exp(speechRows.reduce((sum, { value }) => sum + Math.log(value), 0) / speechRows.length);
  expect(mean).toBeCloseTo(speechFit.value, 3);
});
