import { expect, test } from "vitest";
import { allRegions, findRegion } from "../../../../src/core/factors/azureRegions";
import { findSize } from "../../../../src/core/factors/azureSizes";
import { describedHardware } from "../../../../src/core/factors/describedHardware";
import { findModel } from "../../../../src/core/factors/findModel";
import { findGpu, type Gpu } from "../../../../src/core/factors/gpus";
import { tokensPerCharacter } from "../../../../src/core/factors/tokens";
import { workSeconds } from "../../../../src/core/footprint/work/work";
import { whisperAlone as base, analysisOf as run } from "../../../support/analyse";

// The traps of carbon-method.md section 12, by number: mistakes that tools of this field have made.

function card(id: string): Gpu {
  const look = findGpu(id);
  if (!("found" in look)) throw new Error(`no card ${id}`);
  return look.found;
}

const kg = (text: string): number => run(text).estimate.total.kgCO2e?.central ?? Number.NaN;
const host = (text: string) => run(text).estimate.hosts[0];

test("1: a PUE below 1 is an error that teaches, and the figure does not use it", () => {
  const { problems, estimate } = run(`${base}pue: 0.5\n`);
  expect(problems.find(({ code }) => code === "pue-below-one")?.line).toBe(13);
  expect(estimate.total.kgCO2e?.central).toBeCloseTo(kg(base), 12);
});

test("1: PUE is applied exactly once", () => {
  const at = (pue: number): number => host(`${base}pue: ${pue}\n`)?.operational?.central ?? Number.NaN;
  expect(at(1.4) / at(1)).toBeCloseTo(1.4, 12);
  expect(host(`${base}pue: 1\n`)?.kWh?.central).toBeCloseTo((41.94 * (730 - 16 / 3) + 84.62 * (16 / 3)) / 1000, 9);
});

test("2: memory is no power: GB where W is meant is an error", () => {
  const { problems } = run(base.replace("deployment: dedicated", "deployment: dedicated, idle: 28 GB"));
  expect(problems.some(({ severity, path, line }) => severity === "error" && (path ?? line) !== undefined)).toBe(true);
});

test("3: board power and package power count once a card or package, never once a core", () => {
  const of = (vcpus: number): number => describedHardware({ gpu: card("T4"), gpus: 1, vcpus, memory: 16 }).busy.value;
  // Twice the cores add a few watts a vCPU, not another 70 W card or 205 W package.
  expect(of(16) - of(8)).toBeCloseTo(8 * 2.5, 9);
  expect(describedHardware({ gpu: card("T4"), gpus: 2, vcpus: 8, memory: 16 }).busy.value - of(8)).toBeCloseTo(0.75 * 70, 9);
});

test("4: kWh where W is meant is an error that names what is accepted", () => {
  const { problems } = run(base.replace("deployment: dedicated", "deployment: dedicated, busy: 85 kWh"));
  expect(problems.find(({ severity }) => severity === "error")?.message).toMatch(/W/);
});

test("5: the energy of a dedicated machine is nearly all idle, and it is counted", () => {
  const { estimate } = run(base);
  const energy = estimate.endpoints[0]?.perRequest.energyWh;
  const idle = energy?.idle?.central ?? 0;
  expect(idle / (idle + (energy?.busy?.central ?? 0))).toBeCloseTo(0.985, 3);
});

test("6: a quarter of the cards carries a quarter of their manufacturing, whatever its share of vCPUs", () => {
  const size = findSize("Standard_NC4as_T4_v3");
  if (!("found" in size)) throw new Error("missing size");
  // T4 75 kg over four years is 2.14 g/h; 4 of 64 vCPUs of four cards would be 0.54 g/h.
  expect(size.found.embodied.value).toBeGreaterThan(2.14 + 1);
});

test("7: a language model served one request at a time takes more than a batched one: about 20 times EcoLogits' 0.161 J a token", () => {
  const found = findModel("mistral:7b");
  if (!("found" in found)) throw new Error("missing model");
  const point = { low: 1, central: 1, high: 1 };
  const work = workSeconds({
    task: "generation",
    model: found.found,
    engine: "ollama",
    precision: null,
    inputTokens: undefined,
    outputTokens: point,
    hardware: { gpu: card("A100-PCIe-80GB"), gpus: 1, vcpus: 24 },
  });
  const joules = (work?.seconds.central ?? 0) * describedHardware({ gpu: card("A100-PCIe-80GB"), gpus: 1, vcpus: 24, memory: 220 }).busy.value;
  expect(joules / 0.161).toBeGreaterThan(8);
  expect(joules / 0.161).toBeLessThan(40);
});

test("8: a machine's figure has its own cards only: eight idle neighbours are never in it", () => {
  const one = describedHardware({ gpu: card("A100-SXM4-80GB"), gpus: 1, vcpus: 12, memory: 110 }).idle.value;
  expect(one).toBeLessThan(2 * card("A100-SXM4-80GB").idleLoaded.value);
});

test("11: a region that we do not know is never silently another one", () => {
  const { problems, estimate } = run(base.replace("francecentral", "azure-moon"));
  expect(problems.find(({ code }) => code === "unknown-region")?.line).toBe(3);
  expect(estimate.hosts[0]?.region).toBeNull();
  expect(estimate.assumptions.map(({ path }) => path)).toContain("region");
});

test("11: where the grid is written, the name of a place elsewhere is no mistake", () => {
  const { problems } = run(`${base.replace("francecentral", "eu-west-3")}grid: { intensity: 50 g/kWh }\n`);
  expect(problems.map(({ code }) => code)).not.toContain("unknown-region");
});

test("12: no legacy intensity: Sweden is not 5.67 g/kWh, Norway not 7.62, Switzerland not 11.52", () => {
  const value = (name: string): number => allRegions().find((region) => region.name === name)?.intensity.value ?? Number.NaN;
  expect(value("swedencentral")).toBeGreaterThan(15);
  expect(value("norwayeast")).toBeGreaterThan(15);
  expect(value("switzerlandnorth")).toBeGreaterThan(20);
});

test("14: a card that tables disagree about has one board power, its data sheet's", () => {
  expect(card("V100-PCIe-16GB").tdp.value).toBe(250);
  expect(card("V100-SXM2-16GB").tdp.value).toBe(300);
  expect(card("A10").tdp.value).toBe(150);
});

test("9: every region's intensity is a life-cycle average: never marginal (swedencentral 791) nor direct (France 18.4)", () => {
  const value = (name: string): number => {
    const look = findRegion(name);
    if (!("found" in look)) throw new Error(name);
    return look.found.intensity.high;
  };
  expect(value("swedencentral")).toBeLessThan(60);
  expect(value("francecentral")).toBe(58);
});

test("10: northeurope is Ireland and westus is California", () => {
  expect(allRegions().find(({ name }) => name === "northeurope")?.zone).toBe("IE");
  expect(allRegions().find(({ name }) => name === "westus")?.zone).toMatch(/CAL/);
});

test("13: characters per token depend on the language", () => {
  const arabic = tokensPerCharacter("mistral-v1", "ar").value;
  const english = tokensPerCharacter("mistral-v1", "en").value;
  expect(arabic / english).toBeCloseTo(3.94, 1);
});

test("15: a sixth of a card has a sixth of its memory", () => {
  const size = findSize("Standard_NV6ads_A10_v5");
  if (!("found" in size)) throw new Error("missing size");
  expect(size.found.gpuMemory).toBeCloseTo(4, 1);
});

test("15: a fraction of a card has that fraction of idle, board power and manufacturing", () => {
  const of = (gpus: number) => describedHardware({ gpu: card("A10"), gpus, vcpus: 6, memory: 0 });
  const without = describedHardware({ gpu: null, gpus: 0, vcpus: 6, memory: 0 });
  for (const what of ["idle", "busy", "embodied"] as const) {
    expect((of(1 / 6)[what].value - without[what].value) * 6).toBeCloseTo(of(1)[what].value - without[what].value, 9);
  }
});

test("16: a clip of 2 s costs a whole window of 30 s, and silence that is cut costs nothing", () => {
  const hours = (input: string): number => run(base.replace("duration: 10 min", input)).estimate.hosts[0]?.busyHours ?? Number.NaN;
  expect(hours("duration: 2 s")).toBeCloseTo(hours("duration: 30 s"), 12);
  expect(hours("duration: 10 min, speech: 50 %")).toBeCloseTo(0.5 * hours("duration: 10 min"), 12);
});

test("16: retries are busy time and not requests", () => {
  const once = run(base).estimate;
  const again = run(base.replace("engine: faster-whisper", "engine: faster-whisper\n    retries: 50 %")).estimate;
  expect(again.hosts[0]?.busyHours).toBeCloseTo(1.5 * (once.hosts[0]?.busyHours ?? 0), 10);
  expect(again.endpoints[0]?.volume.requests?.central).toBe(500);
});

test("17: a month is 730 h, also where a schedule is written by the week", () => {
  const always = host(base);
  const week = host(base.replace("deployment: dedicated", "deployment: scheduled, hours: 168 h/week"));
  expect((always?.busyHours ?? 0) + (always?.idleHours ?? 0)).toBeCloseTo(730, 9);
  expect(week?.kgCO2e?.central).toBeCloseTo(always?.kgCO2e?.central ?? 0, 9);
});

test.each([
  ["dedicated", "deployment: dedicated"],
  ["scheduled", "deployment: scheduled, hours: 50 h/week"],
  ["shared", "deployment: shared, share: 30 %"],
  ["scale-to-zero", "deployment: scale-to-zero"],
  ["serverless", "deployment: serverless"],
])("doubling the files doubles the busy part and leaves the provisioned part: %s", (_, deployment) => {
  const text = base.replace("deployment: dedicated", deployment);
  const once = run(text).matrix?.rows[0]?.kgCO2e;
  const twice = run(text.replace("500/month", "1000/month")).matrix?.rows[0]?.kgCO2e;
  expect(twice?.avoidable?.central).toBeCloseTo(2 * (once?.avoidable?.central ?? 0), 10);
  expect(twice?.fixed?.central).toBeCloseTo(once?.fixed?.central ?? 0, 10);
});

test("shared: the machine's carbon, and its price, are our share of it, and stay whatever is decided", () => {
  const { estimate, matrix } = run(`${base.replace("deployment: dedicated", "deployment: shared, share: 30 %")}decisions:\n  transcription: { level: 0 % }\n`);
  const whole = run(base).matrix?.rows[0]?.kgCO2e.fixed?.central ?? 0;
  expect(matrix?.rows[0]?.kgCO2e.fixed?.central).toBeCloseTo(0.3 * whole, 10);
  expect(estimate.hosts[0]?.cost).toBeCloseTo(0.3 * 730 * 0.526, 6);
  expect(matrix?.plans.decided.kgCO2e?.central).toBeCloseTo(0.3 * whole, 10);
});

test("a wider input never narrows the range", () => {
  const range = (text: string): number => {
    const { low = 0, high = 0 } = run(text).estimate.total.kgCO2e ?? {};
    return high - low;
  };
  expect(range(base.replace("files: 500/month", "files: 100..900/month").replace("deployment: dedicated", "deployment: serverless"))).toBeGreaterThan(
    range(base.replace("deployment: dedicated", "deployment: serverless")),
  );
});
