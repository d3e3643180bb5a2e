import { expect, test } from "vitest";
import { headlineOf } from "../../../src/core/report/answer/headline";
import { markdown } from "../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../src/core/report/report";
import { estimateText } from "../../../src/core/report/tables/estimateText";
import { analysisOf } from "../../support/analyse";

/** Two services on one machine that waits most of the month: what one of them takes moves its part of the machine, and the other's back. */
const shared = `version: 1
budget: { carbon: 30 kg/month }
volume: { files: 500/month }
languages: { fr: { share: 100 % } }
hosts: { gpu: { sku: Standard_NC4as_T4_v3, region: francecentral } }
services:
  transcription: { endpoint: "POST /t", task: transcription, model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { media: [audio], duration: 5..15 min } }
  summaries: { endpoint: "POST /s", task: generation, model: "mistral:7b", engine: ollama, host: gpu, input: { media: [text], characters: 3000..5000 } }
`;

test("what moves the total is said as it moves the total, not the part that an endpoint has of it", () => {
  const analysis = analysisOf(shared);
  const { matrix, estimate } = analysis;
  if (matrix === null) throw new Error("the scenario has a matrix");
  // the endpoints' own swings are far larger, for the fixed carbon goes from one to the other
  const [first] = matrix.drivers.filter(({ measurable }) => measurable);
  const own = estimate.endpoints.flatMap(({ drivers }) => drivers.filter(({ input }) => input.includes("duration")));
  const whole = estimate.total.drivers?.find(({ input }) => input === own[0]?.input);
  expect(own[0]?.swing).toBeGreaterThan(3 * (whole?.swing ?? Number.POSITIVE_INFINITY));
  const fact = headlineOf(analysis, matrix).facts.find(({ label }) => label === "Measure first");
  expect(fact?.value).toBe(first?.label);
  const amounts = matrix.drivers.map(({ swing }) => (swing * 1000).toPrecision(2));
  const said = /moves the total by ([\d.]+) (k?g) a month/.exec(fact?.note ?? "");
  expect(amounts).toContain((Number(said?.[1]) * (said?.[2] === "kg" ? 1000 : 1)).toPrecision(2));
  const text = markdown(decisionReport(analysis, matrix, { tool: "test" }));
  const told = [...text.matchAll(/(?:: |; )([^;:]+?) \(by ([\d.]+) (k?g)\/month between its ends\)/g)];
  expect(told.length).toBeGreaterThan(2);
  for (const [, input, amount, unit] of told) {
    const driver = matrix.drivers.find(({ label }) => label === input);
    expect((Number(amount) * (unit === "kg" ? 1000 : 1)).toPrecision(2), input).toBe(((driver?.swing ?? 0) * 1000).toPrecision(2));
  }
  expect(estimateText(analysis)).toContain(`What moves the total at 100 % most: ${estimate.total.drivers?.[0]?.label}`);
});

test("where the total is not known, nothing is said to move it", () => {
  const { matrix } = analysisOf(`version: 1\nvolume: { files: 500/month }\nservices: { chat: { endpoint: "POST /c", task: generation, host: external } }\n`);
  expect(matrix?.plans.decided.kgCO2e).toBe(null);
  expect(matrix?.drivers).toEqual([]);
});

test("a machine that runs whatever its volume is moves the month by its grid", () => {
  const { estimate } = analysisOf(unmeasured);
  const [first] = estimate.total.drivers ?? [];
  const { low = 0, high = 0 } = estimate.total.kgCO2e ?? {};
  expect(first?.input).toMatch(/^(region|grid)/);
  expect(first?.swing).toBeGreaterThan(0.5 * (high - low));
});

const unmeasured = `version: 1
hosts: { gpu: { sku: Standard_NC4as_T4_v3 } }
services: { transcript: { endpoint: "POST /t", task: transcription, model: medium, engine: faster-whisper, host: gpu } }
`;

test("a region that nobody wrote is to be written, and not to be measured", () => {
  const analysis = analysisOf(shared.replace(", region: francecentral", ""));
  const { matrix } = analysis;
  if (matrix === null) throw new Error("the scenario has a matrix");
  const { facts } = headlineOf(analysis, matrix);
  expect(facts.find(({ label }) => label === "Write first")?.value).toBe("region:");
  expect(facts.some(({ label }) => label === "Measure first")).toBe(false);
  const text = markdown(decisionReport(analysis, matrix, { tool: "test" }));
  expect(text).toContain("To be written first: region: (by ");
  expect(text).not.toMatch(/you can measure, these move the total most: [^.]*unknown region/);
});
