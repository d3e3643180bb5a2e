import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/nvidia-smi/${name}`, import.meta.url), "utf8");
const read = (text: string): Imported => importMeasurementFile("gpu.csv", text, t);
const codes = ({ problems }: Imported): readonly string[] => problems.map(({ code }) => code);
const ok = fixture("ok-two-cards.csv");
const [header = "", ...rows] = ok.trimEnd().split("\n");
const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;

test.each([
  ["as it is written", ok],
  ["from Windows", `\uFEFF${ok.replaceAll("\n", "\r\n")}`],
  ["without units", ok.replaceAll(/ (W|%)\n/g, "\n").replaceAll(" %,", ",")],
  ["columns in another order", ok.replaceAll(/^(.*?), (.*?), (.*?), (.*)$/gm, "$4, $3, $1, $2")],
  ["as a newer driver names it", ok.replace("power.draw [W]", "power.draw.instant [W]")],
  ["told apart by UUID", ok.replace("index", "uuid").replaceAll(/, ([01]), /g, ", GPU-0$1, ")],
  ["rows twice, and the header again", lines(header, ...rows, header, ...rows)],
])("what the cards used beyond their idle power, and that power: %s", (_, text) => {
  const imported = read(text);
  expect(imported.problems).toEqual([]);
  // card 0: 40 W and 30 W for a second each, card 1: 20 W for one
  expect(imported.observations.map(({ value }) => Math.round(value * 1e6) / 1e6)).toEqual([70, 20]);
  expect(imported.observations).toMatchObject([
    { quantity: "gpuEnergy", idleWatts: 27, pueIncluded: false, subject: { kind: "gpu" } },
    { quantity: "gpuEnergy", idleWatts: 30, pueIncluded: false, subject: { kind: "gpu" } },
  ]);
  for (const { window } of imported.observations) expect(window.covered).toBeCloseTo(3, 9);
});

test("without the load the whole energy counts, and the way to do better is told", () => {
  const imported = read(lines(...[header, ...rows].map((row) => row.replace(/, (utilization\.gpu \[%\]|\d+ %)/, ""))));
  expect(imported.observations.reduce((all, { value }) => all + value, 0)).toBeCloseTo(27 + 67 + 57 + 30 + 30 + 50, 9);
  expect(imported.observations[0]).not.toHaveProperty("idleWatts");
  expect(codes(imported)).toEqual(["nvidia-smi-idle"]);
});

test("a log in which the cards never worked measures no work, and says so", () => {
  const imported = read(lines(header, ...rows.map((row) => row.replace(/\d+ %/, "0 %"))));
  expect(imported.observations).toEqual([]);
  expect(codes(imported)).toEqual(["nvidia-smi-no-work"]);
});

test("a pause of the log is not covered, and uses nothing", () => {
  const later = rows.map((row) => row.replace(" 10:", " 15:"));
  const { observations } = read(lines(header, ...rows, ...later));
  for (const { window } of observations) expect(window.covered).toBeCloseTo(6, 9);
  expect(observations.reduce((all, { value }) => all + value, 0)).toBeCloseTo(180, 9);
});

test.each([
  ["a card that does not tell, other times, other units, missing fields", fixture("bad-rows.csv"), [...Array(4).fill("nvidia-smi-row"), "measurement-empty"]],
  ["two cards and no column that tells them apart", lines(...[header, ...rows].map((row) => row.replace(/, (index|[01]),/, ","))), ["nvidia-smi-cards"]],
  ["no time", ok.replace("timestamp", "name"), ["nvidia-smi-header"]],
  ["one reading", lines(header, rows[0] ?? ""), ["measurement-empty"]],
])("nothing is read of %s, and it is said", (_, text, expected) => {
  const imported = read(text);
  expect(imported.observations).toEqual([]);
  expect(codes(imported)).toEqual(expected);
});

test("a last row that is cut is left out and named", () => {
  const imported = read(ok.slice(0, -8));
  expect(imported.problems).toMatchObject([{ code: "nvidia-smi-row", line: 9 }]);
  expect(imported.observations[0]?.window.covered).toBeCloseTo(3, 9);
});

const probe = JSON.stringify({
  schema: "carbon-matrix/measurements@1",
  tool: { name: "probe" },
  process: { pid: 1, startedAt: "2026-03-02T10:00:00Z", writtenAt: "2026-03-02T10:00:03Z", cpuSeconds: 1, unattributedCpuSeconds: 0 },
  endpoints: [
    { method: "POST", route: "/asr", requests: 2, wallSeconds: 1.5, cpuSeconds: 0.2 },
    { method: "POST", route: "/write", requests: 1, wallSeconds: 0.5, cpuSeconds: 0.2 },
    { method: "GET", route: "/plain", requests: 9, wallSeconds: 4, cpuSeconds: 0.6 },
  ],
});
const model = { task: "transcription", library: "faster-whisper", engine: "faster-whisper", model: "large-v3", file: "a.py", line: 1 } as const;

test("the cards' energy goes by time to the routes that run a model; other routes get none", () => {
  const routes = [{ ...route("POST /asr"), workloads: [model] }, { ...route("POST /write"), workloads: [model] }, route("GET /plain")];
  const { endpoints } = matchMeasurements([importMeasurementFile(".carbon-matrix/m.json", probe, t), read(ok)], routes, [], t);
  const of = (id: string) => endpoints.find(({ routeId }) => routeId === id);
  expect(of("POST /asr")).toMatchObject({ cards: { idleWatts: 57 }, energyShared: true });
  expect(of("POST /asr")?.energyJoules).toBeCloseTo(67.5, 6);
  expect(of("POST /write")?.energyJoules).toBeCloseTo(22.5, 6);
  expect(of("GET /plain")?.energyJoules).toBeNull();
});

test("without a route that was timed it changes nothing, and says so", () => {
  const { problems } = matchMeasurements([read(ok)], [route("GET /plain")], [], t);
  expect(problems.map(({ code }) => code)).toEqual(["measurement-energy-unshared"]);
});

test.each([
  ["a log of another hour, of the same cards", ["gpu-2.csv", ok.replaceAll("/03/02 10:", "/03/02 12:")], []],
  ["a copy of the log", ["copy.csv", ok], []],
  ["a copy that was made while it was written", ["begun.csv", lines(header, ...rows.slice(0, -2))], []],
  ["another log within it", ["again.csv", lines(header, ...rows.slice(2))], ["nvidia-smi-overlap"]],
])("the power of the cards stays the same beside %s", (_, [name = "", text = ""], codesExpected) => {
  const routes = [{ ...route("POST /asr"), workloads: [model] }];
  const { endpoints, problems } = matchMeasurements(
    [importMeasurementFile(".carbon-matrix/m.json", probe, t), read(ok), importMeasurementFile(name, text, t)],
    routes,
    [],
    t,
  );
  expect(endpoints.find(({ routeId }) => routeId === "POST /asr")).toMatchObject({ cards: { idleWatts: 57 } });
  expect(endpoints.find(({ routeId }) => routeId === "POST /asr")?.energyJoules).toBeCloseTo(90, 6);
  expect(problems.flatMap(({ code }) => (code.startsWith("nvidia") ? [code] : []))).toEqual(codesExpected);
});
