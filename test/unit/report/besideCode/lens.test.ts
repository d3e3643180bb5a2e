import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import type { EstimatedEndpoint } from "../../../../src/core/analysis/estimate";
import type { MatrixRow } from "../../../../src/core/analysis/matrix";
import { lensesOf } from "../../../../src/core/report/besideCode/lens";
import type { Language } from "../../../../src/core/text";
import { fakeAnalysis, fakeEndpoint, fakeRoute, fakeRow } from "../../../support/fakeAnalysis";

const unknown = { gCO2e: null, energyWh: { busy: null, idle: null }, seconds: null, operational: null, embodied: null };
const noMonth = { kgCO2e: null, operational: null, embodied: null };
const busy = { low: 0.02, central: 0.047, high: 0.09 };

function texts(
  endpoints: readonly Partial<EstimatedEndpoint>[],
  options: { rows?: readonly MatrixRow[]; over?: string | null; overCost?: string | null; scenario?: boolean; language?: Language } = {},
): string[] {
  const { rows = [], over = null, overCost = null, scenario = true, language = "en" } = options;
  const base = fakeAnalysis({}, language);
  const made = endpoints.map((one, index) => fakeEndpoint({ id: `POST /${index}`, ...one }));
  const matrix = base.matrix && {
    ...base.matrix,
    rows,
    total: { ...base.matrix.total, budget: { ...base.matrix.total.budget, cost: 100 } },
    plans: {
      ...base.matrix.plans,
      decided: { ...base.matrix.plans.decided, feasible: (over ?? overCost) === null, overshootMonth: over, costOvershootMonth: overCost },
    },
  };
  const analysis: Analysis = {
    ...base,
    scenario: scenario ? base.scenario : null,
    matrix: scenario ? matrix : null,
    estimate: { ...base.estimate, endpoints: made },
  };
  return lensesOf(
    analysis,
    made.map((endpoint) => fakeRoute({ id: endpoint.id })),
  ).map(({ text }) => text);
}

const rows = (levels: Readonly<Record<string, [recommended: MatrixRow["recommended"], decided: MatrixRow["decided"]]>>) =>
  Object.entries(levels).map(([language, [recommended, decided]]) => fakeRow("transcription", language, { recommended, decided }));

test("the estimate: value first, unit last, period and origin said", () => {
  expect(texts([{}], { rows: rows({ fr: [0, null] }) })[0]).toBe("≈ 9.8 g CO2e/request · 4.9 kg/month (2.8–8.0) · modelled");
});

test("below 0.1 kg a month it is written in grams", () => {
  const [text] = texts([{ perMonth: { ...noMonth, kgCO2e: { low: 0.02, central: 0.0432, high: 0.09 } } }]);
  expect(text).toBe("≈ 9.8 g CO2e/request · 43 g/month (20–90) · modelled");
});

test.each<[string, Partial<EstimatedEndpoint>, string[]]>([
  [
    "without a scenario",
    { state: "busy-only", basis: "assumed", perRequest: unknown, perMonth: noMonth, busyPerRequest: busy, services: [] },
    ["≈ 47 mg CO2e busy/request (20–90) · assumed", "Create scenario"],
  ],
  [
    "a range whose ends read alike is left out",
    {
      state: "busy-only",
      basis: "assumed",
      perRequest: unknown,
      perMonth: noMonth,
      busyPerRequest: { low: 0, central: 0, high: 0 },
      services: [],
    },
    ["≈ 0 g CO2e busy/request · assumed", "Create scenario"],
  ],
  [
    "nothing known without a scenario",
    { state: "unknown", perRequest: unknown, perMonth: noMonth, busyPerRequest: null, services: [] },
    ["CO2e not known · see why", "Create scenario"],
  ],
  [
    "a part of it known without a scenario",
    {
      state: "unknown",
      perRequest: unknown,
      perMonth: noMonth,
      busyPerRequest: null,
      services: [],
      knownPart: { services: [], busyPerRequest: busy, perRequest: null, perMonth: null },
    },
    ["≈ at least 47 mg CO2e busy/request (20–90) · rest not known", "Create scenario"],
  ],
])("%s", (_, endpoint, expected) => {
  expect(texts([endpoint], { scenario: false })).toEqual(expected);
});

test("what a provider takes hides nothing of what runs here", () => {
  const known = { services: ["embedding"], busyPerRequest: busy, perRequest: { low: 1, central: 1.6, high: 2 }, perMonth: { low: 2.7, central: 4.9, high: 8 } };
  const [text] = texts([{ state: "unknown", perRequest: unknown, perMonth: noMonth, busyPerRequest: null, knownPart: known }]);
  expect(text).toBe("≈ at least 1.6 g CO2e/request · at least 4.9 kg/month (2.7–8.0) · rest not known");
});

test("no workload: one lens, and never 0", () => {
  const analysis = fakeAnalysis({ scenario: null, matrix: null });
  const route = fakeRoute({ workloads: [] });
  const endpoint = fakeEndpoint({ state: "no-ai", services: [], perRequest: unknown, perMonth: noMonth, busyPerRequest: null });
  const lenses = lensesOf({ ...analysis, estimate: { ...analysis.estimate, endpoints: [endpoint] } }, [route]);
  expect(lenses).toEqual([{ text: "no AI found · CPU not measured", action: "details" }]);
});

test("without a volume the lens says so", () => {
  const [text] = texts([{ state: "no-volume", perRequest: unknown, perMonth: noMonth, busyPerRequest: busy }]);
  expect(text).toMatch(/ busy\/request \(.+\) · volume not set$/);
});

test.each<[string, ReturnType<typeof rows>, string | null, string]>([
  ["all open", rows({ fr: [0, null], en: [0, null] }), null, "recommended 0 % · not decided"],
  ["one decided", rows({ fr: [0, null], en: [0, null], ar: [0, 0] }), "2027-01", "recommended 0 % · decided: ar 0 %, others open · over budget from 2027-01"],
  ["all decided alike", rows({ fr: [1, 0.5], en: [1, 0.5] }), null, "recommended 100 % · decided 50 %"],
  ["recommendations differ", rows({ fr: [1, null], en: [1, null], ar: [0.25, null] }), null, "recommended: ar 25 %, others 100 % · not decided"],
  ["no recommendation", rows({ fr: [null, 1] }), null, "no recommendation · decided 100 %"],
])("the decision: %s", (_, matrixRows, over, expected) => {
  expect(texts([{}], { rows: matrixRows, over })[1]).toBe(expected);
});

test("a plan over budget is no verdict on an endpoint that hardly weighs in it", () => {
  const weighing = (kg: number, cost = 0, overCost: string | null = null) => {
    const part = { low: kg, central: kg, high: kg };
    return texts([{}], {
      rows: [fakeRow("transcription", "fr", { recommended: 0, decided: null, cost, kgCO2e: { avoidable: part, fixed: part } })],
      over: "2027-01",
      overCost,
    })[1];
  };
  expect(weighing(1)).toMatch(/ · over budget from 2027-01$/);
  expect(weighing(0.001)).toBe("recommended 0 % · not decided");
  // Light in carbon, and most of the cost.
  expect(weighing(0.001, 60, "2027-03")).toMatch(/ · over the cost budget from 2027-03$/);
  expect(weighing(0.001, 1, "2027-03")).toBe("recommended 0 % · not decided");
});

test("a model that no service names asks to be added", () => {
  expect(texts([{ services: [], state: "busy-only", busyPerRequest: busy }])[1]).toBe("Add to scenario");
});

test.each<[string, Partial<EstimatedEndpoint>[], string]>([
  [
    "alike",
    [
      { state: "no-ai", services: [] },
      { state: "no-ai", services: [] },
      { state: "no-ai", services: [] },
    ],
    "3 routes · no AI found · CPU not measured",
  ],
  ["one with a figure", [{}, { state: "no-ai", services: [] }], "2 routes · ≈ 9.8 g CO2e/request · 4.9 kg/month (2.8–8.0) · modelled"],
  [
    "several figures: central values add, ranges do not",
    [{}, { perMonth: { ...noMonth, kgCO2e: { low: 1, central: 1.11, high: 2 } }, basis: "assumed" }],
    "2 routes · ≈ 6.0 kg CO2e/month · assumed",
  ],
])("several routes on one line share one lens: %s", (_, endpoints, expected) => {
  expect(texts(endpoints)[0]).toBe(expected);
});

test("in French: decimal comma and the field's own words", () => {
  expect(texts([{}], { rows: rows({ fr: [0, null], ar: [0, 0] }), over: "2027-01", language: "fr" })).toEqual([
    "≈ 9,8 g éq. CO₂/requête · 4,9 kg/mois (2,8–8,0) · modélisé",
    "recommandé 0\u00a0% · décidé\u00a0: fr à décider, ar 0\u00a0% · budget dépassé dès 2027-01",
  ]);
});

test("a route that the analysis does not know has no lens", () => {
  expect(lensesOf(fakeAnalysis(), [fakeRoute({ id: "GET /elsewhere" })])).toEqual([]);
});
