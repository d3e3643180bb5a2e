import { expect, test } from "vitest";
import { gateOf } from "../../../src/core/report/gate";
import { analyse } from "../../support/analyse";

const head = (budget: string) => `version: 1
currency: EUR
exchange: { USD: 1 EUR }
horizon: { from: 2027-01, months: 12 }
budget: ${budget}
use: commercial
region: francecentral
volume: { files: 500/month, growth: 20 %/month }
`;
const machine = (name: string, more = "") => `  ${name}: { sku: Standard_NC4as_T4_v3, deployment: dedicated${more} }\n`;
const whisper = (name: string, host: string, more = "") =>
  `  ${name}: { model: whisper-large-v3, engine: faster-whisper, host: ${host}, input: { duration: 10 min }${more} }\n`;

test("a machine stays on for a row that nobody can decide on yet, and goes once people stop that row", () => {
  const text = `${head("{ carbon: 1 kg/month }")}hosts:\n${machine("gpu")}services:\n${whisper("a", "gpu")}  b: { task: generation, host: gpu }\n`;
  const open = analyse(text).matrix;
  expect(open.rows.find(({ id }) => id === "b")).toMatchObject({ recommended: null });
  expect(open.hosts[0]?.on.recommended).toBe(true);
  expect(open.plans.recommended.feasible).toBe(false);
  const stopped = analyse(`${text}decisions:\n  b: { level: 0 %, reason: "x" }\n`).matrix;
  expect(stopped.hosts[0]?.on.recommended).toBe(false);
  expect(stopped.plans.recommended).toMatchObject({ feasible: true, cost: 0 });
});

test("a cost budget holds in every month, not only in the mean one", () => {
  const text = (cost: string) =>
    `${head(`{ cost: ${cost} }`)}hosts:\n  gpu: { sku: Standard_NC4as_T4_v3, deployment: serverless, price: 10 EUR/h }\nservices:\n${whisper("a", "gpu")}`;
  const { decided } = analyse(text("9999 EUR/month")).matrix.plans;
  const mean = decided.cost ?? Number.NaN;
  const tight = analyse(text(`${(mean * 1.2).toFixed(2)} EUR/month`)).matrix;
  expect(tight.plans.decided).toMatchObject({ feasible: false, overshootMonth: null });
  expect(tight.plans.decided.costOvershootMonth).toMatch(/^2027-(0[5-9]|1[0-2])$/);
  expect(gateOf(tight)).toMatchObject({ result: "over", over: { carbon: false, cost: true } });
  expect(tight.rows[0]?.recommended).toBeLessThan(1);
  expect(tight.plans.recommended).toMatchObject({ feasible: true, costOvershootMonth: null });
});

test("a machine without a price makes the cost unknown, not lower", () => {
  const { matrix } = analyse(
    `${head("{ cost: 5000 EUR/month }")}hosts:\n${machine("gpu")}  own: { hardware: { gpu: T4, gpus: 1, vcpus: 4, memory: 16 GB } }\nservices:\n${whisper("a", "gpu")}${whisper("b", "own")}`,
  );
  expect(matrix.plans.decided).toMatchObject({ cost: null, feasible: null });
  expect(gateOf(matrix).result).toBe("unknown");
});

test("what no levels can hold is explained: the smallest budget, and what forces it", () => {
  const { matrix } = analyse(
    `${head("{ carbon: 3 kg/month }")}hosts:\n${machine("gpu")}services:\n${whisper("a", "gpu", ', obligation: { level: 50 %, reason: "law" }')}${whisper("b", "gpu")}`,
  );
  expect(matrix.noPlan).toMatchObject({ causes: ["a"], conflicts: [], minimumCost: null });
  const minimum = matrix.noPlan?.minimumCarbon ?? Number.NaN;
  expect(matrix.problems.find(({ code }) => code === "no-plan")?.message).toContain("a");
  const raised = (kg: number) =>
    analyse(
      `${head(`{ carbon: ${kg} kg/month }`)}hosts:\n${machine("gpu")}services:\n${whisper("a", "gpu", ', obligation: { level: 50 %, reason: "law" }')}${whisper("b", "gpu")}`,
    ).matrix;
  expect(raised(minimum * 0.999).plans.recommended.feasible).toBe(false);
  expect(raised(minimum * 1.001).plans.recommended.feasible).toBe(true);
  expect(raised(minimum * 1.001).noPlan).toBeNull();
});

test("a lock that needs a stopped service leaves no plan, and the problem names it", () => {
  const { matrix } = analyse(
    `${head("{ carbon: 600 kg/month }")}hosts:\n${machine("gpu")}services:\n${whisper("a", "gpu", ", need: not-shown")}${whisper("b", "gpu", ", needs: a")}decisions:\n  b: { level: 100 %, reason: "x", lock: true }\n`,
  );
  expect(matrix.plans.recommended.feasible).toBe(false);
  expect(matrix.noPlan?.conflicts).toContain("b");
  expect(matrix.rows.find(({ id }) => id === "b")?.recommended).toBe(1);
});

test("what people decided settles a tie, and nothing else", () => {
  // Without files both levels are worth the same and emit the same.
  const text = `${head("{ carbon: 600 kg/month }")}languages:\n  fr: { share: 50 % }\n  en: { share: 50 % }\nhosts:\n${machine("gpu")}services:\n  t: { model: nllb-200-distilled-600m, licence: accepted, host: gpu, to: [en] }\n`;
  expect(analyse(text).matrix.rows.map(({ recommended }) => recommended)).toEqual([1, 1]);
  const decided = `${text}decisions:\n  t/en: { level: 0 %, reason: "x" }\n  t/fr: { level: 0 %, reason: "x" }\n`;
  expect(analyse(decided).matrix.rows.map(({ recommended }) => recommended)).toEqual([1, 0]);
});

test("no plan asks more of a machine than its hours, if any levels can help it", () => {
  const text = (more: string, months = 12): string =>
    `${head("{ carbon: 600 kg/month }").replace("files: 500/month", "files: 5000/month").replace("months: 12", `months: ${months}`)}hosts:\n${machine("gpu")}services:\n${whisper("a", "gpu", more)}${whisper("b", "gpu", ", criticality: low")}`;
  const { matrix } = analyse(text(""));
  expect(matrix.plans.baseline.overfull).toMatchObject([{ host: "gpu" }]);
  expect(matrix.plans.recommended).toMatchObject({ feasible: true, unchecked: [] });
  expect(matrix.plans.recommended.overfull).toBeUndefined();
  const cut = matrix.rows.find(({ recommended }) => recommended !== 1);
  expect(cut?.why).toMatch(/^With this row alone raised to 100 %, gpu would be asked .* % of its hours in December 2027, more than it has\./);
  // A duty that alone is too much is served, and the machine is said to be too small.
  const duty = analyse(text(', obligation: { level: 100 %, reason: "law" }').replaceAll("10 min", "40 min")).matrix;
  expect(duty.rows[0]?.recommended).toBe(1);
  expect(duty.plans.recommended.overfull).toMatchObject([{ host: "gpu" }]);
});
