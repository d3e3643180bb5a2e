import { expect, test } from "vitest";
import { monthByMonth } from "../../../src/core/footprint/drawnParts";
import { drawInputs } from "../../../src/core/footprint/draws";
import { evaluate } from "../../../src/core/footprint/evaluate";
import { meansOf } from "../../../src/core/footprint/figures";
import { meanEvaluator } from "../../../src/core/footprint/meanEvaluator";
import { resolve } from "../../../src/core/footprint/resolve";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { noCode } from "../../support/analyse";
import { randomScenario } from "../../support/footprintOracle/randomScenario";

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
