import { expect, test } from "vitest";
import { analyse } from "../../../support/analyse";

// Other deployments and fewer machines, held against the budget as the plan itself is.

const scenario = (budget: string, more = ""): string => `version: 1
region: francecentral
volume: { files: 2000/month }
budget: ${budget}
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min }, obligation: { level: 100 %, reason: law, by: DPO, date: 2026-01-01 } }
  translation: { model: nllb-200-distilled-600m, host: text, input: { characters: 4000 } }
${more}`;

const alone = (budget: string, more = "") => {
  const found = analyse(scenario(budget, more)).matrix.alternatives.find(({ label }) => label === "everything on speech alone");
  if (found === undefined) throw new Error("no such alternative");
  return found;
};

test("of a prudent plan the 80th percentile is compared, as for the plan itself", () => {
  const whole = alone("{ carbon: 1000 kg/month, plan: prudent }");
  expect(whole.feasible).toBe(true);
  const kg = (whole.kgCO2e * 1.02).toFixed(4);
  expect(alone(`{ carbon: ${kg} kg/month, plan: expected }`).kgCO2e).toBeCloseTo(whole.kgCO2e, 9);
  // All of it exceeds the budget in more than one draw of five, and what then remains saves nothing.
  const { alternatives } = analyse(scenario(`{ carbon: ${kg} kg/month, plan: prudent }`)).matrix;
  expect(alternatives.map(({ label }) => label)).not.toContain("everything on speech alone");
});

test("what serves something of which nobody knows the carbon keeps no budget for sure", () => {
  const unknown = "  summary: { model: gpt-4o-mini, host: external, input: { characters: 4000 } }\n";
  const budget = "{ carbon: 1000 kg/month }";
  expect(alone(budget).feasible).toBe(true);
  expect(alone(budget, unknown).feasible).toBeNull();
  expect(alone(budget, `${unknown}decisions:\n  summary: { level: 0 %, reason: late, by: DSI, date: 2026-01-01 }\n`).feasible).toBe(true);
});

test.each([
  ["always on, much to do", "", 5000, ["stopped between requests"]],
  ["always on, hardly a pause", "", 30_000, []],
  ["always on, more work than hours in some month", ", growth: 3 %/month", 66_000, []],
  ["by hours, which stopping would lengthen", "", 5000, [], "deployment: scheduled, hours: 50 h/week"],
  ["two, with more work than one has hours", ", growth: 3 %/month", 130_000, [], "replicas: 2"],
])("a machine %s: what saves nothing, or asks hours that no machine has, is no alternative", (_, more, files, expected, host = "replicas: 1") => {
  const { matrix } = analyse(`version: 1
region: francecentral
horizon: { from: 2027-01, months: 12 }
volume: { files: ${files}/month${more} }
budget: { carbon: 100 kg/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, ${host} }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min } }
`);
  // Rented by the second it always saves the hours in which it waits.
  const own = matrix.alternatives.filter(({ kind }) => kind !== "rented");
  expect(own.map(({ label }) => label.replace("speech ", ""))).toEqual(expected);
  expect(matrix.options.filter(({ kind }) => kind === "fewer-hosts")).toEqual([]);
});

test("no other machine's work moves to one with hours, nobody would be served outside of them", () => {
  const hours = scenario("{ carbon: 1000 kg/month }").replace(
    "speech: { sku: Standard_NC4as_T4_v3 }",
    "speech: { sku: Standard_NC4as_T4_v3, deployment: scheduled, hours: 10 h/week }",
  );
  const labels = analyse(hours).matrix.alternatives.map(({ label }) => label);
  expect(labels).toContain("everything on text alone");
  expect(labels).not.toContain("everything on speech alone");
});

test("of three machines those are found whose rest between requests is enough, where one is too few and all are too many", () => {
  const text = `version: 1
region: francecentral
volume: { files: 300/month }
budget: { carbon: 7 kg/month }
hosts:
  a: { sku: Standard_NC4as_T4_v3 }
  b: { sku: Standard_NC4as_T4_v3 }
  c: { sku: Standard_NC4as_T4_v3 }
services:
  one: { model: whisper-large-v3, engine: faster-whisper, host: a, input: { media: [text], duration: 1 min } }
  two: { model: whisper-large-v3, engine: faster-whisper, host: b, input: { media: [text], duration: 1 min } }
  three: { model: whisper-large-v3, engine: faster-whisper, host: c, input: { media: [text], duration: 1 min } }
`;
  const whole = analyse(text).matrix.alternatives.filter(({ feasible, label }) => feasible && label.includes("stopped"));
  const most = Math.max(...whole.map(({ gainedValue }) => gainedValue));
  expect(
    whole
      .filter(({ gainedValue }) => gainedValue === most)
      .map(({ machines }) => machines)
      .sort(),
  ).toEqual([2, 3]);
});

const fourMachines = (budget: string): string => `version: 1
region: francecentral
budget: { carbon: ${budget} }
volume: { files: 500/month }
hosts:
  a: { sku: Standard_NC4as_T4_v3 }
  b: { sku: Standard_NC4as_T4_v3 }
  c: { sku: Standard_NC4as_T4_v3 }
  d: { sku: Standard_NC6s_v3 }
services:
${["a", "b", "c", "d"].map((host) => `  s${host}: { model: whisper-large-v3, engine: faster-whisper, host: ${host}, input: { media: [audio], duration: 10 min } }\n`).join("")}`;

// d waits with 6.7 kg a month, the others with 4.9: it sleeps first, and of two it is always one.
test.each([
  ["16 kg/month", "d"],
  ["14 kg/month", "a and d"],
  ["11 kg/month", "a and d"],
  ["8 kg/month", "a, b and d"],
])("under %s nothing is cut with %s stopped between requests, and with no fewer machines", (budget, expected) => {
  const all = analyse(fourMachines(budget)).matrix.alternatives.filter(({ feasible, label }) => feasible && label.endsWith("stopped between requests"));
  const most = Math.max(...all.map(({ gainedValue }) => gainedValue));
  const [fewest] = all.filter(({ gainedValue }) => gainedValue === most).sort((a, b) => a.machines - b.machines || a.kgCO2e - b.kgCO2e);
  expect(fewest?.label).toBe(`${expected} stopped between requests`);
});

test("where a machine's price joins no rate, the plan and every alternative leave the cost budget unchecked", () => {
  const { alternatives, plans } = analyse(`version: 1
region: francecentral
currency: EUR
budget: { carbon: 6 kg/month, cost: 500 EUR/month }
volume: { files: 500/month }
hosts:
  a: { sku: Standard_NC4as_T4_v3 }
  b: { sku: Standard_NC4as_T4_v3, price: 0.5 GBP/h }
services:
  one: { model: whisper-large-v3, engine: faster-whisper, host: a, input: { media: [audio], duration: 10 min } }
  two: { model: whisper-large-v3, engine: faster-whisper, host: b, input: { media: [audio], duration: 10 min } }
`).matrix;
  expect(plans.recommended.feasible).toBeNull();
  expect(alternatives.length).toBeGreaterThan(3);
  for (const { feasible, unchecked } of alternatives) expect([feasible, unchecked]).toEqual([null, ["cost"]]);
});

const replicas = (files: string): string => `version: 1
region: francecentral
volume: { files: ${files} }
budget: { carbon: 6 kg/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, replicas: 3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 10 min } }
`;

test("as many replicas are given back as the budget asks for, and none that the work needs", () => {
  const given = (files: string, kg = "6 kg") =>
    analyse(replicas(files).replace("6 kg", kg)).matrix.alternatives.filter(({ label }) => label.includes("instead of"));
  expect(given("300/month")).toMatchObject([{ label: "speech on 1 replica instead of 3", machines: 2, feasible: true }]);
  // Little work is never none.
  expect(given("3/month")[0]?.price).toMatch(/what is left works 0\.0\d+ % of its hours/);
  // More busy hours than one machine has.
  expect(given("90000/month", "12.5 kg")).toMatchObject([
    { label: "speech on 2 replicas instead of 3", price: "peaks still find a free machine: what is left works 66 % of its hours" },
  ]);
});

// Where no way of running the machines is enough, another place is looked at; its grid has draws of its own.
const inPlace = (region: string, plan: string, kg: number): string => `version: 1
region: ${region}
volume: { files: 60000/month }
budget: { carbon: ${kg} kg/month, plan: ${plan} }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 10 min } }
`;

test.each(["expected", "prudent"])("a %s plan that has to cut is offered a region whose grid keeps the budget, and none whose does not", (plan) => {
  const moved = (kg: number) => analyse(inPlace("germanywestcentral", plan, kg)).matrix.alternatives.filter(({ kind }) => kind === "moved");
  const [found] = moved(12);
  expect(found).toMatchObject({ label: "speech in the region Sweden Central", feasible: true, cut: [] });
  const there = analyse(inPlace("swedencentral", plan, 12)).matrix.plans.recommended;
  expect(found?.kgCO2e).toBeCloseTo(there.kgCO2e?.central ?? 0, 9);
  const most = plan === "prudent" ? (there.prudent?.kg ?? 0) : (there.kgCO2e?.central ?? 0);
  expect(moved(most * 1.001)).toHaveLength(1);
  expect(moved(most * 0.999)).toEqual([]);
});
