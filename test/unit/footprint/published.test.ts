import { expect, test } from "vitest";
import { describedHardware } from "../../../src/core/factors/describedHardware";
import { analysisOf } from "../../support/analyse";

// Worked examples of others: where they are right we give the same figure, where they are wrong a test says how.

/** kg a month of one machine that draws `watts` all the time. */
function machine({ watts, grid, embodied }: { watts: number; grid: number; embodied: number }): number {
  const { estimate } = analysisOf(`version: 1
horizon: { from: 2027-01, months: 1 }
region: centralindia
grid: { intensity: ${grid} g/kWh }
pue: 1
volume: { files: 500/month }
hosts: { app: { hardware: { vcpus: 2 }, idle: ${watts} W, busy: ${watts} W, embodied: ${embodied} g/h } }
services: { shop: { endpoint: "GET /", task: classic-ml } }
`);
  return estimate.total.kgCO2e?.central ?? Number.NaN;
}

// Green-Software-Foundation/sci-guide, use-case-submissions/msft-eShoppen.md, commit 370e4ef: per hour.
const eShoppen = {
  app: { watts: 65.6, grid: 951, embodied: 4.305, printed: 66.6906 },
  database: { watts: 48, grid: 951, embodied: 5.112, printed: 50.76 },
};

test.each(Object.entries(eShoppen))("GSF eShoppen, %s server: with its own watts and embodied rate we print its SCI", (_, { printed, ...of }) => {
  expect((machine(of) * 1000) / 730 / printed).toBeCloseTo(1, 3);
});

test("GSF eShoppen: embodied = TE x TiR / EL x RR / ToR", () => {
  expect((1205.52 * 1000 * 1 * 2) / 35040 / 16).toBeCloseTo(eShoppen.app.embodied, 2);
  expect((1433.12 * 1000 * 1 * 2) / 35040 / 16).toBeCloseTo(eShoppen.database.embodied, 2);
});

test("where GSF eShoppen is wrong: the power of a whole package for 2 of its vCPUs, slips of units, a sum without R", () => {
  // 205 W x 0.32 is what the package of 26 cores draws; the machine rents 2 vCPUs. Two vCPUs at full load take at most 12 W.
  expect(eShoppen.app.watts).toBeCloseTo(205 * 0.32, 9);
  expect(describedHardware({ gpu: null, gpus: 0, vcpus: 2, memory: 8 }).busy.high).toBeLessThan(eShoppen.app.watts / 4);
  // 12.16 W x 0.12 x 1 h are 1.46 Wh; 12.16 Wh are printed, and 0.0036 kWh where 28 W x 0.12 are 0.00336.
  expect(0.01216 / ((12.16 * 0.12) / 1000)).toBeCloseTo(8.33, 1);
  expect((28 * 0.12) / 1000).not.toBeCloseTo(0.0036, 4);
  // 1.16 + 14.3 GB at 0.001 kWh/GB are 0.01546 kWh; 0.01529 is printed.
  expect((1.16 + 14.3) * 0.001).not.toBeCloseTo(0.01529, 4);
});

test("where the draft of SCI for AI is wrong: 6 500 kg over 50 thousand million tokens are 130 g a million, not 0.13 g", () => {
  // Green-Software-Foundation/sci-ai, SPEC.md 9.1, commit 4b7c0f7.
  expect(((6500 * 1000) / 50e9) * 1e6).toBeCloseTo(130, 9);
});

test("Cloud Carbon Footprint: watts of a vCPU between its minimum and maximum, and 35 040 h of life", () => {
  // 0.74 to 3.54 W a vCPU on average; its EPYC 2nd generation, 0.47 to 1.69, is the host of a T4 size.
  const { idle, busy } = describedHardware({ gpu: null, gpus: 0, vcpus: 1, memory: 0 });
  expect(idle.low).toBeLessThan(0.74);
  expect(idle.high).toBeGreaterThan(0.74);
  expect(busy.low).toBeLessThan(3.54);
  expect(busy.high).toBeGreaterThan(3.54);
});

test("where Cloud Carbon Footprint is wrong: the manufacturing of a card follows the number of cards, not the share of vCPUs", () => {
  const perHour = describedHardware({ gpu: null, gpus: 0, vcpus: 4, memory: 28 }).embodied.value;
  // NC4as_T4_v3: 4.2 g/h by vCPU share in CCF's table against 7.4 with its own 150 kg a card over four years.
  expect(perHour + 150_000 / 35_040).toBeGreaterThan(6);
});
