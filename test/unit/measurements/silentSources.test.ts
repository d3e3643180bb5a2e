import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");

const probe = (requests: number, { pid = 1, failed = 0, path = "/asr" } = {}): string =>
  JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid, startedAt: "2026-11-23T10:00:00Z", writtenAt: "2026-11-23T11:00:00Z", cpuSeconds: 9 },
    endpoints: [{ method: "POST", route: path, requests, status: { "5xx": failed }, wallSeconds: requests, cpuSeconds: 1 }],
  });
const header = "timestamp,project_name,run_id,duration,emissions,energy_consumed,cpu_energy,gpu_energy,ram_energy,country_name,region,tracking_mode,pue";
const run = (day: number, energy = "0.03", id = "a"): string =>
  `${header}\n2026-11-${day}T11:00:00,api,${id},3600,0.01,${energy},0.02,0,0.01,France,,machine,1.0\n`;
/** A second at 27 W with nothing to do, then a minute as told. */
const smi = (load: number, watts: number): string => {
  const rows = Array.from({ length: 60 }, (_, s) => `2026/11/23 10:30:${String(s).padStart(2, "0")}.000, 0, ${s < 2 ? 0 : load} %, ${s < 2 ? 27 : watts} W`);
  return `${["timestamp, index, utilization.gpu [%], power.draw [W]", ...rows].join("\n")}\n`;
};

/** Files in, the names of those of which nothing counts out. */
test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["requests that were served", { "a.json": probe(9) }, []],
  ["no request, of any process", { "a.json": probe(0), "b.json": probe(0, { pid: 2 }) }, ["a.json", "b.json"]],
  ["a worker that served nothing beside one that did", { "a.json": probe(0), "b.json": probe(9, { pid: 2 }) }, []],
  ["requests that all failed", { "a.json": probe(9, { failed: 9 }) }, ["a.json"]],
  ["a row that cannot be read", { "emissions.csv": run(23, "n/a") }, ["emissions.csv"]],
  ["a header alone", { "emissions.csv": `${header}\n` }, ["emissions.csv"]],
  ["energy, and nobody who used it: it is there, and said to be unshared", { "emissions.csv": run(23) }, []],
  ["energy of another day", { "a.json": probe(9), "emissions.csv": run(25) }, ["emissions.csv"]],
  ["energy of two days, one of them that of the requests", { "a.json": probe(9), "emissions.csv": `${run(23)}${run(25, "0.03", "b").split("\n")[1]}\n` }, []],
  ["cards with nothing to do", { "gpu.csv": smi(0, 27) }, ["gpu.csv"]],
  ["cards at work", { "gpu.csv": smi(90, 65) }, []],
  ["two logs of one card at one time: the other tells the same", { "gpu1.csv": smi(90, 65), "gpu2.csv": smi(90, 65) }, []],
  ["requests of routes that the code does not have", { "a.json": probe(9, { path: "/other" }) }, ["a.json"]],
  ["the same in the probe's own folder", { ".carbon-matrix/1.json": probe(9, { path: "/other" }) }, [".carbon-matrix/1.json"]],
  ["of two applications that of another", { "a.json": probe(9), "b.json": probe(9, { pid: 2, path: "/other" }) }, ["b.json"]],
  ["a worker that was asked for its documentation alone", { "a.json": probe(9), "b.json": probe(9, { pid: 2, path: "/docs" }) }, []],
  ["no request in the probe's own folder: how every project starts", { ".carbon-matrix/1.json": probe(0) }, []],
  ["no request but for the documentation there", { "api/.carbon-matrix/1.json": probe(9, { path: "/openapi.json" }) }, []],
  ["requests that all failed there", { ".carbon-matrix/1.json": probe(9, { failed: 9 }) }, [".carbon-matrix/1.json"]],
  ["a broken file there", { ".carbon-matrix/1.json": "{" }, [".carbon-matrix/1.json"]],
  ["an unknown format", { "x.json": "{}" }, ["x.json"]],
  ["an empty file", { "x.csv": "" }, ["x.csv"]],
])("what gives nothing is told apart from what counts: %s", (_, files, silent) => {
  const imported = Object.entries(files).map(([name, text]) => ({ source: name, ...importMeasurementFile(name, text, t) }));
  expect(matchMeasurements(imported, [route("POST /asr")], [], t).silent).toEqual(silent);
});

test("a source of which nothing is of the code is told, with its routes and what to do, and once", () => {
  const imported = [{ source: "b.json", ...importMeasurementFile("b.json", probe(9, { path: "/other" }), t) }];
  const { problems } = matchMeasurements(imported, [route("POST /asr")], [], t);
  expect(problems.map(({ code, severity, file, message }) => `${severity} ${code} ${file} ${message.slice(0, 69)}`)).toEqual([
    "warning measurement-joins-nothing b.json b.json: 9 requests were observed, of 1 route (POST /other) that the c",
  ]);
});
