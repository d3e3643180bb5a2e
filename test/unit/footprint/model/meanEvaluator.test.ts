import { expect, test } from "vitest";
import { monthByMonth } from "../../../../src/core/footprint/model/drawnParts";
import { drawInputs } from "../../../../src/core/footprint/model/draws";
import { evaluate } from "../../../../src/core/footprint/model/evaluate";
import { meansOf } from "../../../../src/core/footprint/model/figures";
import { meanEvaluator } from "../../../../src/core/footprint/model/meanEvaluator";
import { resolve } from "../../../../src/core/footprint/resolve";
import { matchMeasurements } from "../../../../src/core/measurements/matchRoutes";
import { parseScenario } from "../../../../src/core/scenario/parseScenario";
import { translator } from "../../../../src/core/text";
import { noCode } from "../../../support/analyse";
import { randomScenario } from "../../../support/footprintOracle/randomScenario";

const t = translator("en");

test("the quick mean month is the mean of the plainly evaluated months, in every figure, at any draw", () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 150; seed++) {
    const { scenario } = parseScenario(randomScenario(seed), "x.carbon.json", t);
    if (scenario === null) throw new Error(`seed ${seed}`);
    const { model } = resolve({
      scenario,
      code: noCode,
      measurements: matchMeasurements([], [], [], t),
      today: "2026-11-23",
      t,
      synthetic: false,
    });
    const quick = meanEvaluator(model);
    const drawn = drawInputs(model.inputs, 3, seed);
    const vectors = [
      Float64Array.from(model.inputs, ({ value }) => value.central),
      ...[0, 1, 2].map((k) => Float64Array.from(drawn, (input) => input[k] as number)),
    ];
    for (const values of vectors) {
      const evaluation = evaluate(model, values);
      const plain = meansOf(model, evaluation);
      const means = quick.at(values);
      for (const of of ["rows", "hosts"] as const) {
        for (const [name, array] of Object.entries(plain[of])) {
          const other = (means[of] as Record<string, Float64Array>)[name] as Float64Array;
          const scale = Math.max(...array.map(Math.abs), 1e-9);
          array.forEach((value, k) => {
            if (!(Math.abs(value - (other[k] as number)) <= 1e-9 * scale)) wrong.push(`${seed} ${of}.${name}[${k}]: ${other[k]} instead of ${value}`);
          });
        }
      }
      const parts = monthByMonth(model, quick.monthly());
      for (const [name, want] of [
        ["avoidable", evaluation.rows.avoidable],
        ["rowFixed", evaluation.rows.fixed],
        ["hostFixed", evaluation.hosts.fixed],
      ] as const) {
        const scale = Math.max(...want.map(Math.abs), 1e-9);
        want.forEach((value, k) => {
          if (!(Math.abs(value - (parts[name][k] as number)) <= 1e-9 * scale)) wrong.push(`${seed} parts.${name}[${k}]: ${parts[name][k]} instead of ${value}`);
        });
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});

test("a row's draws are those of the mean month at each draw, to the last digit, however many are side by side", () => {
  const wrong: string[] = [];
  const names = ["files", "requests", "busyHours", "hoursOn", "avoidable", "fixed", "busyKWh", "idleKWh", "embodied"] as const;
  for (let seed = 1; seed <= 60; seed++) {
    const { scenario } = parseScenario(randomScenario(seed), "x.carbon.json", t);
    if (scenario === null) throw new Error(`seed ${seed}`);
    const { model } = resolve({ scenario, code: noCode, measurements: matchMeasurements([], [], [], t), today: "2026-11-23", t, synthetic: false });
    const [draws, width] = [7, 3];
    const drawn = drawInputs(model.inputs, draws, seed);
    const { at, rowDraws } = meanEvaluator(model, width);
    const rows = rowDraws(names, draws);
    const expected = names.map(() => model.rows.map((): number[] => []));
    for (let from = 0; from < draws; from += width) {
      const count = Math.min(width, draws - from);
      const values = new Float64Array(model.inputs.length * width);
      drawn.forEach((input, i) => values.set(input.subarray(from, from + count), i * width));
      const means = at(values, count);
      rows.keep(from, count);
      names.forEach((name, n) => {
        model.rows.forEach((_, r) => void expected[n]?.[r]?.push(...means.rows[name].subarray(r * width, r * width + count)));
      });
    }
    names.forEach((name, n) => {
      model.rows.forEach((_, r) => {
        const [found, wanted] = [rows.into(name, r, new Float64Array(draws)).join(), expected[n]?.[r]?.join()];
        if (found !== wanted) wrong.push(`${seed} ${name} ${r}: ${found} instead of ${wanted}`);
      });
    });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});
