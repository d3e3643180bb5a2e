import { expect, test } from "vitest";
import { analysisOf, whisperAlone as base } from "../../../support/analyse";

function estimate(text: string) {
  const analysis = analysisOf(text);
  expect(analysis.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return analysis.estimate;
}

test("beside the score, nothing unless the scenario asks; what is left out is said", () => {
  const { beside, endpoints } = estimate(base);
  expect(beside).toMatchObject({ marketBased: null, network: null, storage: null });
  expect(beside?.leftOut).toEqual(["network", "storage", "training of the models", "the readers' devices", "water"]);
  expect(endpoints[0]?.perMonth).not.toHaveProperty("marketBased");
});

test("a contract's intensity gives a second line and leaves the score alone", () => {
  const plain = estimate(base);
  const { beside, total, endpoints } = estimate(`${base}grid: { market: 5 g/kWh }\n`);
  const kWh = plain.total.kWh?.central ?? 0;
  expect(total.kgCO2e).toEqual(plain.total.kgCO2e);
  expect(beside?.marketBased?.kgCO2e.central).toBeCloseTo((kWh * 5) / 1000 + 4.39 * 0.73, 9);
  expect(endpoints[0]?.perMonth.marketBased?.central).toBeCloseTo(beside?.marketBased?.kgCO2e.central ?? 0, 12);
});

test("a contract for some machines only gives no second line", () => {
  const two = base.replace("services:", "  other: { sku: Standard_D4s_v5 }\nservices:").replace("    engine:", "    host: speech\n    engine:");
  expect(estimate(two.replace("deployment: dedicated", "deployment: dedicated, grid: { market: 5 g/kWh }")).beside?.marketBased).toBeNull();
});

test("network: files x size x kWh/GB x intensity, over the published range unless it is written", () => {
  const written = estimate(`${base}network: { size: 9.6 MB, energy: 0.001 kWh/GB }\n`);
  expect(written.beside?.network?.kWh.central).toBeCloseTo(500 * 0.0096 * 0.001, 12);
  expect(written.beside?.network?.kgCO2e.central).toBeCloseTo((500 * 0.0096 * 0.001 * 46.1) / 1000, 12);
  expect(written.total.kgCO2e?.central).toBeCloseTo(estimate(base).total.kgCO2e?.central ?? 0, 12);
  const assumed = estimate(`${base}network: { size: 9.6 MB }\n`);
  expect(assumed.assumptions.find(({ path }) => path === "network.energy")?.value).toBe("0.01 (0.001–0.06)");
  const range = assumed.beside?.network?.kWh;
  expect((range?.high ?? 0) / (range?.low ?? 1)).toBeGreaterThan(30);
});

test("network: a file of one endpoint is moved once, however many services work on it", () => {
  const kWh = (text: string) => estimate(`${text}network: { size: 10 MB, energy: 0.01 kWh/GB }\n`).beside?.network?.kWh.central ?? 0;
  const services = (second: string) => `version: 1
region: francecentral
volume: { files: 1000/month }
hosts: { gpu: { sku: Standard_NC4as_T4_v3 } }
services:
  t: { endpoint: "POST /m", task: transcription, model: whisper-large-v3, host: gpu, input: { media: [audio], duration: 10 min } }
${second}`;
  const alone = kWh(services(""));
  const g = (endpoint: string, more = "") =>
    services(
      `  g: { endpoint: "${endpoint}", task: generation, model: "mistral:7b", engine: ollama, host: gpu, input: { media: [audio, video], characters: 3000 }${more} }\n`,
    );
  expect(alone).toBeCloseTo(1000 * 0.01 * 0.01, 12);
  expect(kWh(g("POST /m"))).toBe(alone);
  expect(kWh(g("POST /other"))).toBeCloseTo(2 * alone, 12);
  expect(kWh(g("POST /m", ", volume: { files: 500/month }"))).toBeCloseTo(1.5 * alone, 12);
});

test("storage: size x copies x power x PUE x 730 h", () => {
  const { beside, assumptions } = estimate(`${base}storage: { size: 500 GB }\n`);
  expect(beside?.storage?.kWh.central).toBeCloseTo(0.5 * 3 * 0.0012 * 1.185 * 730, 10);
  expect(assumptions.map(({ path }) => path)).toContain("storage.power");
});

test("voice activity detection: only the speech of a file is worked", () => {
  const whole = estimate(base).hosts[0]?.busyHours ?? 0;
  const spoken = estimate(base.replace("duration: 10 min", "duration: 10 min, speech: 60 %")).hosts[0]?.busyHours ?? 0;
  expect(spoken / whole).toBeCloseTo(0.6, 12);
});

test("network and storage use the scenario's own region, not the first machine's; without one the first machine's, and it is said", () => {
  const abroad = base
    .replace("deployment: dedicated", "deployment: dedicated, region: polandcentral")
    .concat("network: { size: 10 MB }\nstorage: { size: 2 TB }\n");
  const { beside: french } = estimate(abroad);
  expect(french?.network?.kgCO2e.central).toBeCloseTo((500 * 0.01 * 0.01 * 46.1) / 1000, 12);
  expect(french?.storage?.kgCO2e.central).toBeCloseTo((2 * 3 * 1.2 * 1.185 * 730 * 46.1) / 1e6, 12);
  const several = abroad
    .replace("region: francecentral\n", "")
    .replace("hosts:\n", "hosts:\n  first: { sku: Standard_D2s_v5, region: swedencentral }\n")
    .replace("engine: faster-whisper", "engine: faster-whisper\n    host: speech");
  const { beside, assumptions } = estimate(several);
  expect(beside?.network?.kgCO2e.central).toBeLessThan(french?.network?.kgCO2e.central ?? 0);
  expect(assumptions).toContainEqual(expect.objectContaining({ path: "network", value: "first" }));
});
