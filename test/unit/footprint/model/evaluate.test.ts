import { expect, test } from "vitest";
import { evaluate } from "../../../../src/core/footprint/model/evaluate";
import { Figures } from "../../../../src/core/footprint/model/figures";
import { addPosition, type Column } from "../../../../src/core/footprint/rows/columns";
import { workedExample } from "./workedExample";

const central = (model: ReturnType<typeof workedExample>) => Float64Array.from(model.inputs, (input) => input.value.central);
const first = (figure: Float64Array): number => figure[0] as number;

test("the worked example comes out within 0.5 % on every figure", () => {
  const model = workedExample();
  const { rows, hosts } = evaluate(model, central(model));
  const expected: readonly [string, number, number][] = [
    ["idle kWh", first(rows.idleKWh), 36.02],
    ["busy kWh", first(rows.busyKWh), 0.535],
    ["operational kg", first(hosts.operational), 1.685],
    ["embodied kg", first(hosts.embodied), 3.205],
    ["total kg", first(rows.avoidable) + first(rows.fixed), 4.89],
    ["g a file", ((first(rows.avoidable) + first(rows.fixed)) * 1000) / 500, 9.78],
  ];
  for (const [name, actual, wanted] of expected) expect(Math.abs(actual / wanted - 1), `${name}: ${actual}`).toBeLessThan(0.005);
});

/** kg of the one host */
const footprint: Column = (tile, into) => {
  for (const name of ["operational", "embodied"] as const) addPosition(tile.means.hosts[name], 0, tile, into);
};

test("its ranges are those of carbon-method.md section 10", () => {
  const model = workedExample();
  const figures = new Figures(model);
  const total = figures.add(footprint);
  const busy = figures.add((tile, into) => addPosition(tile.means.rows.busyKWh, 0, tile, into));
  figures.run({ draws: 4000, seed: 1 });
  const range = figures.interval(total);
  expect(range.low).toBeCloseTo(2.8, 0);
  expect(range.high).toBeCloseTo(8.0, 0);
  expect(figures.interval(busy).low).toBeCloseTo(0.29, 1);
  expect(figures.interval(busy).high).toBeCloseTo(1.7, 0);
});

test.each([
  ["provisioned", {}],
  ["two replicas", { replicas: 2 }],
  ["scale-to-zero", { kind: "scale-to-zero" }],
  ["scale-to-zero at the cap", { kind: "scale-to-zero", files: 20000 }],
  ["scale-to-zero, two replicas", { kind: "scale-to-zero", replicas: 2 }],
  ["serverless", { kind: "serverless" }],
  ["shared", { kind: "shared" }],
] as const)("busy + idle + embodied = avoidable + fixed, and rows add up to the host: %s", (_, changes) => {
  const model = workedExample(changes);
  const { rows, hosts } = evaluate(model, central(model));
  const parts = ((first(rows.busyKWh) + first(rows.idleKWh)) * 46.1) / 1000 + first(rows.embodied);
  expect(first(rows.avoidable) + first(rows.fixed)).toBeCloseTo(parts, 10);
  expect(first(hosts.operational) + first(hosts.embodied)).toBeCloseTo(parts, 10);
});

test("doubling the files doubles the busy part and leaves the provisioned part", () => {
  const once = evaluate(workedExample(), central(workedExample()));
  const twice = evaluate(workedExample({ files: 1000 }), central(workedExample({ files: 1000 })));
  expect(first(twice.rows.busyKWh)).toBeCloseTo(2 * first(once.rows.busyKWh), 12);
  expect(first(twice.rows.avoidable)).toBeCloseTo(2 * first(once.rows.avoidable), 12);
  expect(first(twice.rows.fixed)).toBeCloseTo(first(once.rows.fixed), 12);
});

test("a month without busy seconds leaves the host's carbon unattributed", () => {
  const model = workedExample({ files: 0 });
  const { rows, hosts } = evaluate(model, central(model));
  expect(first(rows.avoidable) + first(rows.fixed)).toBe(0);
  expect(first(hosts.unattributed)).toBeCloseTo((1.185 * 41.94 * 0.73 * 46.1) / 1000 + (4.39 * 730) / 1000, 10);
  expect(first(hosts.operational) + first(hosts.embodied)).toBeCloseTo(first(hosts.unattributed), 12);
});

test("the same seed gives the same draws, and adding an input does not change another's", () => {
  const total = (seed: number, extra: boolean): number => {
    const model = workedExample();
    const inputs = extra ? [...model.inputs, { ...(model.inputs[1] as (typeof model.inputs)[number]), id: "another" }] : model.inputs;
    const figures = new Figures({ ...model, inputs });
    const figure = figures.add(footprint);
    figures.run({ draws: 500, seed });
    return figures.interval(figure).high;
  };
  expect(total(7, true)).toBe(total(7, false));
  expect(total(7, false)).not.toBe(total(8, false));
});
