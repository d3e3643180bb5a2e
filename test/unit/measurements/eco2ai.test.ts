import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/eco2ai/${name}`, import.meta.url), "utf8");
const read = (text: string): Imported => importMeasurementFile("emission.csv", text, t);
const energies = ({ observations }: Imported): readonly number[] => observations.flatMap(({ quantity, value }) => (quantity === "energy" ? [value] : []));

test.each([
  ["as it is written", (text: string): string => text],
  ["the unit as older versions spell it", (text: string): string => text.replace("(kWh)", "(kWTh)")],
  ["from Windows", (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
])("energy of the process with an unknown PUE in it, %s", (_, change) => {
  const imported = read(change(fixture("ok-0.3.12.csv")));
  expect(imported.problems).toEqual([]);
  expect(energies(imported)).toEqual([0.0123456 * 3.6e6, 0.0012101 * 3.6e6]);
  expect(imported.observations[0]).toMatchObject({
    pueIncluded: true,
    window: { start: "2026-03-02T10:00:00.000Z", end: "2026-03-02T10:10:00.132Z" },
    origin: { importer: "eco2ai", line: 2 },
  });
});

test("rows that cannot be read are left out, each with its line", () => {
  const { observations, problems } = read(fixture("bad-rows.csv"));
  expect(observations).toEqual([]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ["eco2ai-row", 2],
    ["eco2ai-row", 3],
    ["eco2ai-row", 4],
  ]);
  expect(read(fixture("bad-rows.csv").split("\n")[0] ?? "").problems.map(({ code }) => code)).toEqual(["measurement-empty"]);
});

test("a number that is thousands in one language and thousandths in another is no number", () => {
  const text = fixture("ok-0.3.12.csv").split("\n").slice(0, 2).join("\n");
  const at = (duration: string): Imported => read(text.replace(/600\.132\d*/, duration));
  expect(at('"1,200"').problems.map(({ code, line }) => [code, line])).toEqual([["eco2ai-row", 2]]);
  expect(at("1e300").problems.map(({ code, line }) => [code, line])).toEqual([["eco2ai-row", 2]]);
  for (const clear of ['"1,2000"', '"0,200"', "1200"]) expect(at(clear).problems).toEqual([]);
});

test("epochs of a training add up, and a copy of the file counts once", () => {
  const header = "id,project_name,epoch,start_time,duration(s),power_consumption(kWh)";
  const text = `${header}\nx,api,epoch: 1,2026-03-02 10:00:00,1800,0.01\nx,api,epoch: 2,2026-03-02 10:30:00,1800,0.02\n`;
  const probe = importMeasurementFile(
    ".carbon-matrix/1.json",
    JSON.stringify({
      schema: "carbon-matrix/measurements@1",
      tool: { name: "probe" },
      process: { pid: 1, startedAt: "2026-03-02T10:00:00Z", writtenAt: "2026-03-02T11:00:00Z", cpuSeconds: 1000 },
      endpoints: [{ method: "POST", route: "/ocr", requests: 10, wallSeconds: 300, cpuSeconds: 250 }],
    }),
    t,
  );
  const { endpoints } = matchMeasurements([probe, read(text), importMeasurementFile("copy/emission.csv", text, t)], [route("POST /ocr")], [], t);
  // A quarter of the CPU seconds of 0.03 kWh.
  expect(endpoints[0]).toMatchObject({ energyJoules: expect.closeTo(27_000, 6), pueIncluded: true, energyShared: true });
});

test("two copies of a file put together count once", () => {
  const text = fixture("ok-0.3.12.csv");
  const twice = read(text + text);
  expect(energies(twice)).toEqual(energies(read(text)));
  expect(twice.problems.map(({ code }) => code)).toEqual(["measurement-row-twice"]);
});

test.each([
  ["Tesla T4 1 device(s)", [0.2], ["measurement-runs-overlap"]],
  ["0 device(s)", [0.2, 0.1], []],
])("two runs at one time hold the energy of the same cards, which counts once: %s", (cards, kilowattHours, codes) => {
  const header = "id,project_name,epoch,start_time,duration(s),power_consumption(kWh),CO2_emissions(kg),CPU_name,GPU_name";
  const row = (id: string, minute: string, energy: number, seconds: number): string =>
    `${id},api,N/A,2026-03-02 10:${minute}:00,${seconds},${energy},0.01,Xeon,${cards}`;
  const imported = read([header, row("a", "00", 0.2, 600), row("b", "05", 0.1, 120), ""].join("\n"));
  const probe = JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid: 1, startedAt: "2026-03-02T10:00:00Z", writtenAt: "2026-03-02T10:10:00Z", cpuSeconds: 100 },
    endpoints: [{ method: "POST", route: "/asr", requests: 10, wallSeconds: 100, cpuSeconds: 100 }],
  });
  const found = matchMeasurements([imported, importMeasurementFile(".carbon-matrix/1.json", probe, t)], [route("POST /asr")], [], t);
  const kWh = kilowattHours.reduce((all, one) => all + one, 0);
  expect(found.endpoints[0]?.energyJoules).toBeCloseTo(kWh * 3.6e6, 3);
  expect(found.problems.flatMap(({ code }) => (code.includes("overlap") ? [code] : []))).toEqual(codes);
});
