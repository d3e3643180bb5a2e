import { expect, test } from "vitest";
import { analyze } from "../../../../src/core/analyze";
import { evaluate } from "../../../../src/core/footprint/model/evaluate";
import { Figures } from "../../../../src/core/footprint/model/figures";
import type { Model } from "../../../../src/core/footprint/model/model";
import { resolve } from "../../../../src/core/footprint/resolve";
import { addPosition } from "../../../../src/core/footprint/rows/columns";
import { matchMeasurements } from "../../../../src/core/measurements/matchRoutes";
import { parseScenario } from "../../../../src/core/scenario/parseScenario";
import { translator } from "../../../../src/core/text";
import { analysisOf, noCode, snapshotOf } from "../../../support/analyse";
import { randomScenario } from "../../../support/footprintOracle/randomScenario";
import { workedExample } from "./workedExample";

// What must hold of every scenario, whatever it says.

const t = translator("en");
const today = "2026-11-23";
const seeds = Array.from({ length: 12 }, (_, k) => 300 + k);

const run = (text: string) => analysisOf(text, { file: "x.carbon.json" });

function modelOf(seed: number): Model {
  const { scenario } = parseScenario(randomScenario(seed), "x.carbon.json", t);
  if (scenario === null) throw new Error(`seed ${seed}`);
  return resolve({ scenario, code: noCode, measurements: matchMeasurements([], [], [], t), today, t, synthetic: false }).model;
}

const central = (model: Model): Float64Array => Float64Array.from(model.inputs, ({ value }) => value.central);

test("endpoints + unattributed = total = the baseline plan, to the last digit; ranges hold their central value", () => {
  for (const seed of seeds) {
    const { estimate, matrix } = run(randomScenario(seed));
    const total = estimate.total.kgCO2e?.central;
    const sum = estimate.endpoints.reduce((all, { perMonth }) => all + (perMonth.kgCO2e?.central ?? 0), 0) + (estimate.unattributed.kgCO2e?.central ?? 0);
    expect(sum, `seed ${seed}`).toBeCloseTo(total ?? Number.NaN, 12);
    expect(matrix?.plans.baseline.kgCO2e).toEqual(estimate.total.kgCO2e);
    for (const { low, central: middle, high } of intervals([estimate, matrix])) {
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
    }
    const swings = (estimate.total.drivers ?? []).map(({ swing }) => swing);
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  }
});

test("same input, same output, to the last digit", () => {
  for (const seed of seeds.slice(0, 4)) {
    const fresh = () => analyze(snapshotOf(randomScenario(seed), { file: "x.carbon.json" }), {}, { robustness: "first" }).estimate;
    expect(fresh()).toEqual(fresh());
  }
});

test("busy + idle + embodied = avoidable + fixed in every row and month", () => {
  for (const seed of seeds) {
    const model = modelOf(seed);
    const values = central(model);
    const { rows } = evaluate(model, values);
    model.rows.forEach((row, r) => {
      const host = model.hosts[row.host ?? -1];
      if (!host) return;
      for (let m = 0; m < model.months.length; m++) {
        const at = r * model.months.length + m;
        const of = (figure: Float64Array): number => figure[at] as number;
        const parts = ((of(rows.busyKWh) + of(rows.idleKWh)) * (values[host.intensity] as number)) / 1000 + of(rows.embodied);
        const sides = of(rows.avoidable) + of(rows.fixed);
        expect(Math.abs(parts - sides), `seed ${seed}, ${row.id}, month ${m}`).toBeLessThanOrEqual(1e-9 * Math.max(1e-6, Math.abs(sides)));
      }
    });
  }
});

test("no energy is negative, at the central values and at either end, also of a machine asked for more than its hours", () => {
  // 600 s x 0.064 x 9 000 = 96 h in the first month; 730 h are passed in the 28th of 36.
  const over = `{ "version": 1, "region": "francecentral", "horizon": { "from": "2027-01", "months": 36 },
    "volume": { "files": "9000/month", "growth": "8 %/month" }, "hosts": { "speech": { "sku": "NC4as_T4_v3" } },
    "services": { "transcription": { "endpoint": "POST /x", "model": "whisper-large-v3", "engine": "faster-whisper",
      "input": { "media": ["audio"], "duration": "10 min" } } } }`;
  const [first] = run(over).estimate.hosts;
  expect(first?.busyHours).toBeGreaterThan(0);
  expect(first?.idleHours).toBeGreaterThan(730 - (first?.busyHours ?? 0));
  for (const text of [over, ...seeds.map((seed) => randomScenario(seed))]) {
    const { estimate } = run(text);
    const energies = estimate.endpoints.flatMap(({ perRequest: { energyWh } }) => [energyWh.busy, energyWh.idle]);
    for (const energy of [...energies, ...estimate.hosts.map(({ kWh }) => kWh)]) if (energy !== null) expect(energy.low).toBeGreaterThanOrEqual(0);
  }
});

test("twice the files, twice the busy part; what is provisioned stays", () => {
  for (const seed of seeds) {
    const model = modelOf(seed);
    const once = central(model);
    const twice = Float64Array.from(model.inputs, ({ id, value }) => value.central * (/(files|ceiling)$/.test(id) ? 2 : 1));
    const [a, b] = [evaluate(model, once), evaluate(model, twice)];
    model.hosts.forEach((host, h) => {
      for (let m = 0; m < model.months.length; m++) expect(b.hosts.fixed[h * model.months.length + m]).toBe(a.hosts.fixed[h * model.months.length + m]);
      if (host.kind === "scale-to-zero") return;
      model.rows.forEach((row, r) => {
        if (row.host !== h) return;
        for (let m = 0; m < model.months.length; m++) {
          const at = r * model.months.length + m;
          expect(b.rows.avoidable[at]).toBeCloseTo(2 * (a.rows.avoidable[at] as number), 9);
        }
      });
    });
  }
});

test("PUE once: operational carbon is proportional to it, embodied carbon knows nothing of it", () => {
  for (const seed of seeds) {
    const model = modelOf(seed);
    const pues = new Set(model.hosts.map(({ pue }) => pue));
    const [plain, more] = [central(model), central(model)];
    for (const pue of pues) more[pue] = 1.5 * (more[pue] as number);
    const [a, b] = [evaluate(model, plain), evaluate(model, more)];
    a.hosts.operational.forEach((kg, k) => {
      expect(b.hosts.operational[k]).toBeCloseTo(1.5 * kg, 9);
      expect(b.hosts.embodied[k]).toBe(a.hosts.embodied[k]);
    });
  }
});

test("a wider input never narrows the result, and the draws agree with the closed form of a product", () => {
  // Serverless without manufacturing: a product of log-normals, sigma squared is the sum of squares.
  const spread = (widen: string | null): number => {
    const example = workedExample({ kind: "serverless" });
    const inputs = example.inputs.map((input) => {
      const factor = input.id === widen ? 4 : 1.5;
      const { central: middle } = input.value;
      const point = input.id === "volume" || input.id === "pue" || input.id === "embodied";
      const value = point ? { low: middle, central: middle, high: middle } : { low: middle / factor, central: middle, high: middle * factor };
      return { ...input, value, shape: point ? ("point" as const) : ("two-piece-lognormal" as const) };
    });
    const figures = new Figures({ ...example, inputs });
    const figure = figures.add((tile, into) => addPosition(tile.means.hosts.operational, 0, tile, into));
    figures.run({ draws: 8000, seed: 5 });
    const { low, high } = figures.interval(figure);
    return Math.log(high / low) / 2;
  };
  const even = spread(null);
  // Grid, busy power and real-time factor: three factors of 1.5.
  expect(even).toBeCloseTo(Math.sqrt(3) * Math.log(1.5), 1);
  for (const id of ["grid", "busy", "rtf"]) {
    expect(spread(id)).toBeCloseTo(Math.hypot(Math.log(4), Math.log(1.5), Math.log(1.5)), 1);
    expect(spread(id)).toBeGreaterThan(even);
  }
});

/** Every interval of an answer. */
function intervals(value: unknown): { low: number; central: number; high: number }[] {
  if (Array.isArray(value)) return value.flatMap(intervals);
  if (typeof value !== "object" || value === null) return [];
  if ("low" in value && "central" in value && "high" in value) return [value as { low: number; central: number; high: number }];
  return Object.values(value).flatMap(intervals);
}
