import fc from "fast-check";
import { expect, test } from "vitest";
import type { InputUse } from "../../../../src/core/analysis/estimate";
import { inputCells } from "../../../../src/core/report/besideCode/derivation";
import { escaped, hoverText } from "../../../../src/core/report/besideCode/hover";
import { readerOf } from "../../../../src/core/report/words/figures";
import { fakeAnalysis, fakeEndpoint, fakeRoute } from "../../../support/fakeAnalysis";

const links = { openMatrix: "command:open", createScenario: "command:create", addService: undefined };

test("a figure opens its components, range, basis, advice and sources", () => {
  const text = hoverText(fakeAnalysis(), [fakeRoute()], () => links);
  expect(text).toContain("**POST /transcribe** · large\\-v3, faster\\-whisper");
  expect(text).toContain("9\\.8 g \\(5\\.6–16\\) CO2e/request · 4\\.9 kg/month \\(2\\.8–8\\.0\\) · modelled");
  expect(text).toContain("| Component &nbsp; | Quantity &nbsp; | Factor &nbsp; | Per request &nbsp; | Per month |");
  const table = text.split("\n").filter((line) => line.startsWith("| "));
  expect(table.length).toBe(2 + 3 + 1);
  expect(table.at(-1)).toContain("Together");
  // Without this line a reader of Markdown sees no table.
  expect(table[1]).toMatch(/^\|( :?-+:? \|)+$/);
  expect(new Set(table.map((line) => line.split(/(?<!\\)\|/).length)).size).toBe(1);
  expect(text).toContain("**What would reduce it:** Let the host sleep");
  expect(text).toContain("Grid carbon intensity: 44 gCO2e/kWh (30–60) · sourced · Ember, 2024, CC BY 4.0".replace(/[:().]/g, "\\$&"));
  expect(text).toContain("Mean duration: 600 s (300–1,200) · assumed".replace(/[:()]/g, "\\$&"));
  expect(text).toContain("[Open the matrix](command:open)");
  expect(text).not.toContain("command:create");
});

test("a model that a variable of the environment decides on is told with it", () => {
  const [workload] = fakeRoute().workloads;
  const named = (more: object) => hoverText(fakeAnalysis(), [fakeRoute({ workloads: workload === undefined ? [] : [{ ...workload, ...more }] })], () => links);
  expect(named({ dependsOn: ["PROVIDER"], always: true })).toContain("faster\\-whisper, only where PROVIDER says so, as by default");
  expect(named({ dependsOn: ["PROVIDER"] })).toContain("only where PROVIDER says so\n");
});

test("without a scenario it offers to create one", () => {
  const text = hoverText(fakeAnalysis({ scenario: null, matrix: null }), [fakeRoute()], () => links);
  expect(text).toContain("[Create scenario](command:create)");
  expect(text).not.toContain("command:open");
});

test("a route without a model says why there is no figure", () => {
  const analysis = fakeAnalysis();
  const endpoint = fakeEndpoint({ state: "no-ai", derivation: { formula: "", components: [], inputs: [], advice: null } });
  const text = hoverText({ ...analysis, estimate: { ...analysis.estimate, endpoints: [endpoint] } }, [fakeRoute({ workloads: [] })], () => links);
  expect(text).toContain("No model call was found");
});

test("many routes on one line: three, and how many more", () => {
  const analysis = fakeAnalysis();
  const routes = [0, 1, 2, 3, 4].map((index) => fakeRoute({ id: `GET /${index}` }));
  const endpoints = routes.map((route) => fakeEndpoint({ id: route.id, path: route.id.slice(4), method: "GET" }));
  const text = hoverText({ ...analysis, estimate: { ...analysis.estimate, endpoints } }, routes, () => links);
  expect(text.match(/\*\*GET /g)?.length).toBe(3);
  expect(text).toContain("and 2 more routes");
});

test("what if and copy are offered only where the shell gives them, and what if only with a scenario", () => {
  const all = { ...links, whatIf: "command:whatIf", copy: "command:copy" };
  expect(hoverText(fakeAnalysis(), [fakeRoute()], () => all)).toContain("[What if…](command:whatIf) · [Open the matrix](command:open) · [Copy](command:copy)");
  const without = hoverText(fakeAnalysis({ scenario: null, matrix: null }), [fakeRoute()], () => all);
  expect(without).not.toContain("command:whatIf");
  expect(without).toContain("[Copy](command:copy)");
});

// What a hostile repository could put into a path, a model name or a file name.
test.each([
  ["a link", "[click](command:evil)"],
  ["an image", "![x](https://example.org/x.png)"],
  ["HTML", "<img src=x onerror=alert(1)>"],
  ["a table cell", "a | b |\n| c"],
  ["code", "`rm`"],
  ["an address", "https://example.org"],
  ["a theme icon", "$(zap)"],
  ["an entity", "&lt;b&gt;"],
])("%s in a path stays text", (_, path) => {
  const analysis = fakeAnalysis();
  const route = fakeRoute({ id: `GET ${path}`, path });
  const text = hoverText({ ...analysis, estimate: { ...analysis.estimate, endpoints: [fakeEndpoint({ id: route.id, path })] } }, [route], () => ({}));
  expect(text).not.toContain(path);
  expect(text).toContain(escaped(`POST ${path}`));
  expect(escaped(path)).not.toMatch(/(?<!\\)[[\]()<>|`$!]|\n|https:/);
});

// Every text of a hover that a stranger's file can fill: path, model, engine, host names inside labels, sources, advice.
test("whatever a name holds, no line of the hover gains a link, a tag, a cell or a line", () => {
  const hostile = fc.string({
    unit: fc.constantFrom(..."[]()<>|`!$&\\*_#-+.:@\n\r\t\u202e\u0007a".split(""), "command:x", "](command:x)", "<a href", "![i](http://x)"),
    maxLength: 20,
  });
  const base = fakeAnalysis();
  const calm = hoverText(base, [fakeRoute()], () => links);
  const shape = (text: string) => [text.split("\n").length, text.replace(/\\./g, "").match(/[[\]|<>`]/g)?.length];
  fc.assert(
    fc.property(hostile, (name) => {
      const whole = fakeEndpoint();
      const { derivation } = whole;
      const endpoint = fakeEndpoint({
        path: name,
        derivation: {
          ...derivation,
          formula: name,
          components: derivation.components.map((one) => ({ ...one, label: name, quantity: { value: 1, unit: name }, factor: { ...one.factor, label: name } })),
          inputs: derivation.inputs.map((one) => ({ ...one, label: `${name} `, source: name, licence: name, unit: name })),
          advice: `${name}a`,
        },
        drivers: whole.drivers.map((one) => ({ ...one, label: name })),
      });
      const route = fakeRoute({ workloads: fakeRoute().workloads.map((one) => ({ ...one, model: `${name}a` })) });
      const text = hoverText({ ...base, estimate: { ...base.estimate, endpoints: [endpoint] } }, [route], () => links);
      expect(shape(text)).toEqual(shape(calm));
      expect(text.replaceAll("command:open", "")).not.toMatch(/command:|https?:\/\/|[\u202e\u0007]/);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("a hover says as its lens does that only the work of a waiting machine is measured", () => {
  const analysis = fakeAnalysis();
  const endpoint = fakeEndpoint({ basis: "measured", measuredShare: 0.01 });
  const text = hoverText({ ...analysis, estimate: { ...analysis.estimate, endpoints: [endpoint] } }, [fakeRoute()], () => links);
  expect(text).toContain("· work measured, waiting modelled");
});

test("a hover says how often a request runs a model", () => {
  const [one] = fakeRoute().workloads;
  if (!one) throw new Error("the sample has a workload");
  const text = hoverText(fakeAnalysis(), [fakeRoute({ workloads: [{ ...one, times: 3 }] })], () => links);
  expect(text).toContain("large\\-v3, faster\\-whisper, 3 times");
});

test.each([
  [{ value: 0.7, unit: "fraction" }, "fr", "fraction", "70 %"],
  [{ value: 0.04, unit: "1/month" }, "fr", "0,040", "4,0 % par mois"],
  [{ value: 3000, unit: "count/month" }, "en", "count", "3,000 a month"],
] as const)("no raw unit is shown to a reader: %j", ({ value, unit }, language, not, text) => {
  const input = { id: "x", label: "x", value: { low: value, central: value, high: value }, unit, basis: "assumed", source: "s" } as unknown as InputUse;
  const cell = (inputCells(input, readerOf(language))[1] ?? "").replaceAll("\u00a0", " ").replaceAll("\u202f", " ");
  expect(cell).toBe(text);
  expect(cell).not.toContain(not);
});
