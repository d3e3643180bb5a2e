import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { coveredSeconds, monthlyFactor } from "../../../src/core/measurements/coverage";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { type MatchByHand, matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported, Measurements, Observation, ObservedQuantity } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const recorded = readFileSync(new URL("../../fixtures/measurements/carbon-matrix/ok-recorded.json", import.meta.url), "utf8");
const match = (imported: readonly Imported[], routes: readonly string[], byHand: readonly MatchByHand[] = []): Measurements =>
  matchMeasurements(
    imported,
    routes.map((id) => route(id)),
    byHand,
    t,
  );

interface Run {
  readonly day?: string;
  readonly pid?: number;
  readonly from?: string;
  readonly to?: string;
  readonly unattributed?: number;
  readonly locator?: string;
  /** `GET /x` -> requests, CPU seconds */
  readonly rows: Readonly<Record<string, readonly [number, number | null]>>;
}

/** What the probe's importer gives for one file, through the importer itself. */
function probe({ pid = 1, day = "2026-11-23", from = "10:00:00", to = "11:00:00", unattributed = 0, locator, rows }: Run): Imported {
  const endpoints = Object.entries(rows).map(([label, [requests, cpuSeconds]]) => ({
    method: label.split(" ")[0],
    route: label.split(" ")[1],
    requests,
    cpuSeconds,
    wallSeconds: requests,
  }));
  const process = { pid, startedAt: `${day}T${from}Z`, writtenAt: `${day}T${to}Z`, unattributedCpuSeconds: unattributed };
  return importMeasurementFile(
    locator ?? `.carbon-matrix/${pid}.json`,
    JSON.stringify({ schema: "carbon-matrix/measurements@1", tool: { name: "probe" }, process, endpoints }),
    t,
  );
}

/** A tool whose answer is a whole record. */
function tool(importer: string, label: string, values: Partial<Record<ObservedQuantity, number>>, covered = 3600): Imported {
  const [method = "", path = ""] = label.split(" ");
  const observations = Object.entries(values).map(
    ([quantity, value]): Observation => ({
      subject: { kind: "endpoint", method, route: path },
      quantity: quantity as ObservedQuantity,
      value,
      window: { covered },
      pueIncluded: false,
      quality: "metered",
      origin: { importer, tool: importer, locator: `${importer}.test` },
    }),
  );
  return { observations, problems: [] };
}

test("the recorded file: every row at its route, what is left over stays visible", () => {
  const result = match([importMeasurementFile(".carbon-matrix/a.json", recorded, t)], ["GET /items/{id}", "GET /boom", "POST /upload"]);
  expect(result.endpoints).toEqual([
    {
      routeId: "GET /boom",
      requests: 0,
      wallSeconds: 0,
      cpuSeconds: 0,
      energyJoules: null,
      coveredSeconds: 6,
      match: "template",
      origins: [".carbon-matrix/a.json"],
    },
    {
      routeId: "GET /items/{id}",
      requests: 80,
      wallSeconds: 19.393253897,
      cpuSeconds: 0.24813263,
      energyJoules: null,
      coveredSeconds: 6,
      match: "names-erased",
      origins: [".carbon-matrix/a.json"],
    },
    {
      routeId: "POST /upload",
      requests: 80,
      wallSeconds: 16.877550428,
      cpuSeconds: 0.162083122,
      energyJoules: null,
      coveredSeconds: 6,
      match: "template",
      origins: [".carbon-matrix/a.json"],
    },
  ]);
  expect(result.unattributedCpuSeconds).toBeCloseTo(0.3884168, 7);
  expect(result.unmatched).toHaveLength(13);
  expect(result.unmatched).toContainEqual({
    method: "GET",
    route: "__unmatched__",
    requests: 1,
    origin: ".carbon-matrix/a.json",
    reason: "requests that no route took",
  });
  expect(result.problems.map((problem) => problem.code)).toEqual(["measurement-unmatched"]);
});

test("processes add up, their common time counts once", () => {
  const result = match(
    [
      probe({ pid: 1, unattributed: 1, rows: { "GET /a": [10, 1] } }),
      probe({ pid: 2, from: "10:30:00", to: "11:30:00", unattributed: 2, rows: { "GET /a": [5, 0.5] } }),
    ],
    ["GET /a"],
  );
  expect(result.endpoints[0]).toMatchObject({
    requests: 15,
    cpuSeconds: 1.5,
    wallSeconds: 15,
    coveredSeconds: 5400,
    origins: [".carbon-matrix/1.json", ".carbon-matrix/2.json"],
  });
  expect(result.unattributedCpuSeconds).toBe(3);
});

test("a process seen twice counts once: the file written last, in any order", () => {
  const early = probe({ locator: "early.json", to: "10:10:00", unattributed: 1, rows: { "GET /a": [10, 1], "GET /b": [1, 1] } });
  const late = probe({ locator: "late.json", to: "10:20:00", unattributed: 2, rows: { "GET /a": [30, 3] } });
  const copy = probe({ locator: "copy.json", to: "10:20:00", unattributed: 2, rows: { "GET /a": [30, 3] } });
  for (const order of [
    [early, late, copy],
    [copy, late, early],
    [late, copy, early],
  ]) {
    const result = match(order, ["GET /a", "GET /b"]);
    expect(result.endpoints).toHaveLength(1);
    expect(result.endpoints[0]).toMatchObject({ routeId: "GET /a", requests: 30, cpuSeconds: 3, coveredSeconds: 1200 });
    expect(result.unattributedCpuSeconds).toBe(2);
  }
});

test("one file named by two globs counts once", () => {
  const file = (): Imported => probe({ unattributed: 1, rows: { "GET /a": [10, 1] } });
  const once = file();
  for (const twice of [
    [once, once],
    [file(), file()],
  ]) {
    const result = match(twice, ["GET /a"]);
    expect(result.endpoints[0]).toMatchObject({ requests: 10, cpuSeconds: 1 });
    expect(result.unattributedCpuSeconds).toBe(1);
  }
  const answer = (): Imported => tool("one", "GET /a", { requests: 5 });
  expect(match([answer(), answer()], ["GET /a"]).endpoints[0]).toMatchObject({ requests: 5 });
});

test("the same pid at another time is another process", () => {
  const result = match(
    [probe({ locator: "1", rows: { "GET /a": [10, 1] } }), probe({ locator: "2", from: "12:00:00", to: "12:30:00", rows: { "GET /a": [10, 1] } })],
    ["GET /a"],
  );
  expect(result.endpoints[0]).toMatchObject({ requests: 20, coveredSeconds: 5400 });
});

test("labels that mean one route add up, and the least safe join is told", () => {
  const result = match([probe({ rows: { "GET /items/1": [2, 1], "GET /items/{id}": [3, 1] } })], ["GET /items/{id}"]);
  expect(result.endpoints[0]).toMatchObject({ requests: 5, cpuSeconds: 2, match: "path" });
});

test.each([
  ["energy before CPU", { energy: 500, requests: 5 }, { cpu: 3, requests: 9 }, 5],
  ["CPU before time", { wall: 4, requests: 5 }, { cpu: 3, requests: 9 }, 9],
  ["time before counts", { requests: 5 }, { wall: 3, requests: 9 }, 9],
  ["requests before none", { energy: 500, requests: 0 }, { requests: 9 }, 9],
])("two tools, one endpoint: %s, never both", (_, first, second, requests) => {
  for (const order of [
    [tool("one", "GET /a", first), tool("two", "GET /a", second)],
    [tool("two", "GET /a", second), tool("one", "GET /a", first)],
  ]) {
    const result = match(order, ["GET /a"]);
    expect(result.endpoints.map((one) => one.requests)).toEqual([requests]);
    expect(result.problems.map((problem) => problem.code)).toEqual(["measurement-two-sources"]);
  }
});

test.each([
  [{ requests: 91, failed: 9 }, []],
  [{ requests: 90, failed: 10 }, ["measurement-failed-share"]],
  [{ requests: 0, failed: 10 }, ["measurement-nothing-served"]],
  [{ requests: 0 }, ["measurement-without-requests"]],
])("failed requests are named from a tenth on: %j", (seen, expected) => {
  const result = match([tool("one", "GET /a", { ...seen, wall: 3 })], ["GET /a"]);
  expect(result.endpoints[0]).toMatchObject({ requests: seen.requests, wallSeconds: 3 });
  expect(result.problems.map(({ code }) => code)).toEqual(expected);
});

test("requests that a file leaves out for what is wrong with them were counted: nobody is asked to send some", () => {
  const broken = tool("one", "GET /a", { requests: 0, wall: 3 });
  const problem = { code: "measurement-mean-above-maximum", severity: "warning" as const, message: "" };
  expect(match([{ ...broken, problems: [problem] }], ["GET /a"]).problems.map(({ code }) => code)).toEqual(["measurement-mean-above-maximum"]);
});

test("two tools of the same worth: the longer coverage counts", () => {
  const result = match([tool("one", "GET /a", { requests: 5 }, 60), tool("two", "GET /a", { requests: 9 }, 600)], ["GET /a"]);
  expect(result.endpoints[0]).toMatchObject({ requests: 9, coveredSeconds: 600 });
});

test("a run that does not tell its CPU makes the CPU unknown, not smaller", () => {
  const result = match([probe({ pid: 1, rows: { "GET /a": [10, 1] } }), probe({ pid: 2, rows: { "GET /a": [10, null] } })], ["GET /a"]);
  expect(result.endpoints[0]).toMatchObject({ requests: 20, cpuSeconds: null, wallSeconds: 20 });
});

test("joins by hand come first; a wrong endpoint is a problem", () => {
  const imported = [probe({ rows: { "GET /old": [1, 1], "POST /old": [2, 1], "GET /a": [4, 1] } })];
  const routes = ["GET /a", "GET /b", "POST /c"];
  const joined = match(imported, routes, [
    { observed: "GET /old", endpoint: "get /b/" },
    { observed: "/old", endpoint: "POST /c" },
    { observed: "GET /a", endpoint: "POST /c" },
  ]);
  expect(joined.endpoints.map((one) => [one.routeId, one.requests, one.match])).toEqual([
    ["GET /b", 1, "by-hand"],
    ["POST /c", 6, "by-hand"],
  ]);
  expect(joined.problems).toEqual([]);
  const wrong = match(imported, routes, [{ observed: "GET /old", endpoint: "GET /nowhere" }]);
  expect(wrong.problems.map((problem) => problem.code)).toEqual(["measurement-match-endpoint", "measurement-unmatched"]);
});

test("problems of the imports are passed on; nothing at all is nothing", () => {
  expect(match([importMeasurementFile("a.json", "{", t)], []).problems.map((problem) => problem.code)).toEqual(["measurement-format-unknown"]);
  expect(match([], ["GET /a"])).toEqual({ endpoints: [], unmatched: [], unattributedCpuSeconds: null, silent: [], problems: [] });
});

test("no request is lost or counted twice, however the runs are split", () => {
  const routes = ["GET /a", "GET /b/{id}", "POST /a"];
  const labels = fc.constantFrom("GET /a", "GET /b/1", "GET /b/{x}", "POST /a", "GET /other", "PUT /a");
  const run = fc.dictionary(labels, fc.tuple(fc.nat(50), fc.nat(5)));
  fc.assert(
    fc.property(fc.array(run, { maxLength: 5 }), (runs) => {
      const result = match(
        runs.map((rows, pid) => probe({ pid, rows: rows as Run["rows"] })),
        routes,
      );
      const counted = [...result.endpoints, ...result.unmatched].reduce((sum, one) => sum + one.requests, 0);
      expect(counted).toBe(runs.flatMap((rows) => Object.values(rows)).reduce((sum, [requests]) => sum + requests, 0));
    }),
  );
});

test.each([
  [[], 0],
  [[{ start: "2026-01-01T00:00:00Z", end: "2026-01-01T01:00:00Z" }], 3600],
  [
    [
      { start: "2026-01-01T00:00:00Z", end: "2026-01-01T01:00:00Z" },
      { start: "2026-01-01T00:10:00Z", end: "2026-01-01T00:20:00Z" },
    ],
    3600,
  ],
  [
    [
      { start: "2026-01-01T02:00:00Z", end: "2026-01-01T03:00:00Z" },
      { start: "2026-01-01T00:00:00Z", end: "2026-01-01T01:00:00Z" },
    ],
    7200,
  ],
  [[{ start: "2026-01-01T00:00:00Z", end: "2026-01-31T00:00:00Z", covered: 86400 }], 86400],
  [[{ start: "nonsense", end: "2026-01-31T00:00:00Z" }, {}], 0],
])("covered seconds of %j", (windows, seconds) => expect(coveredSeconds(windows)).toBe(seconds));

test("a month is 730 hours; nothing covered gives no month", () => {
  expect(monthlyFactor(730 * 3600)).toBe(1);
  expect(monthlyFactor(3600)).toBe(730);
  expect([monthlyFactor(0), monthlyFactor(-1), monthlyFactor(Number.NaN)]).toEqual([null, null, null]);
});

test("the energy of a whole process that no endpoint gets is said once for all files, and an empty file too", () => {
  const text = readFileSync(new URL("../../fixtures/measurements/codecarbon/ok-runs-2.8.5.csv", import.meta.url), "utf8");
  const runOf = (file: string): ReturnType<typeof importMeasurementFile> =>
    importMeasurementFile(file, text.replaceAll("6c0a9f58", file.slice(0, 8)).replaceAll("2025-01-20", `2025-01-2${file.length % 10}`), t);
  expect(match([runOf("emissions.csv")], ["GET /a"]).problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
    "measurement-energy-unshared emissions.csv",
  ]);
  const [said, ...more] = match(["a.csv", "bb.csv", "ccc.csv"].map(runOf), ["GET /a"]).problems;
  expect(more).toEqual([]);
  expect(said?.message).toContain("The same holds for 2 more files: bb.csv, ccc.csv.");
  expect(importMeasurementFile("a.csv", "\n", t).problems.map(({ code }) => code)).toEqual(["measurement-empty"]);
});

test("the run's row of a tracker with tasks holds all their energy and the last one's time: their own file tells when they ran", () => {
  const run = "b4a0a6bb-0000-4000-8000-000000000001";
  const row = ["2026-11-23T10:10:00", "api", run, "10", "0.001", "0", "50", "0", "20", "0.008", "0", "0.002", "0.01", "France", "FRA"];
  const columns = "timestamp,project_name,run_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy";
  const whole = importMeasurementFile("emissions.csv", `${columns},energy_consumed,country_name,country_iso_code,on_cloud\n${row.join(",")},N\n`, t);
  const tasks = importMeasurementFile(
    "emissions_base.csv",
    `task_name,${columns},energy_consumed,country_name,country_iso_code,on_cloud\n${[
      ["load", ...row.with(0, "2026-11-23T10:05:00").with(3, "300")].join(","),
      ["train", ...row].join(","),
    ].join(",N\n")},N\n`,
    t,
  );
  const probe: Imported = {
    problems: [],
    observations: (["requests", "cpu"] as const).map((quantity) => ({
      subject: { kind: "endpoint", method: "GET", route: "/a" },
      quantity,
      value: 100,
      window: { start: "2026-11-23T10:00:00Z", end: "2026-11-23T10:10:00Z" },
      pueIncluded: false,
      quality: "metered",
      origin: { importer: "carbon-matrix", tool: "probe", locator: "m.json", run: "7" },
    })),
  };
  // 36 kJ in the ten minutes from the first task to the last, and the endpoint used all the CPU seconds that are known
  expect(match([whole, tasks, probe], ["GET /a"]).endpoints[0]?.energyJoules).toBeCloseTo(36_000);
  expect(match([whole, probe], ["GET /a"]).endpoints[0]?.energyJoules).toBeCloseTo(36_000 * 60);
});

test("the GPU's energy goes to routes that may use it: not to a model that the code runs on the processor, nor to a provider's", () => {
  const run = importMeasurementFile(
    "emissions.csv",
    readFileSync(new URL("../../fixtures/measurements/codecarbon/ok-runs-3.2.1-gpu.csv", import.meta.url), "utf8").replace("2026-02-03", "2026-11-23"),
    t,
  );
  const work = { task: "transcription", library: "x", engine: "faster-whisper", model: "small", file: "a.py", line: 1 } as const;
  const routes = [
    route("POST /card", { workloads: [work] }),
    route("POST /processor", { workloads: [{ ...work, device: "cpu" }] }),
    route("POST /provider", { workloads: [{ ...work, task: "generation", engine: "openai", model: "gpt-4o" }] }),
  ];
  const seen = probe({ from: "09:00:00", to: "10:00:00", rows: Object.fromEntries(routes.map(({ id }) => [id, [100, 50] as const])) });
  const { endpoints } = matchMeasurements([run, seen], routes, [], t);
  const of = (id: string): number => endpoints.find(({ routeId }) => routeId === id)?.energyJoules ?? Number.NaN;
  expect(of("POST /processor")).toBeCloseTo(of("POST /provider"), 6);
  expect(of("POST /card") - of("POST /processor")).toBeCloseTo(((0.1382161 * 3.6e6) / 3600.42) * 3600, 3);
});

test("tasks that overlapped used no more energy than their run: each counts with its proportion, and that is said", () => {
  const columns = "timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,country_iso_code,on_cloud,pue";
  const row = (end: string, energy: number, pue = ",1.5"): string => `2026-11-23T${end},api,r1,60,0.001,${energy},France,FRA,N${pue}`;
  const read = (end: string, energy: number): Imported => importMeasurementFile("emissions.csv", `${columns}\n${row(end, energy)}\n`, t);
  const tasks = importMeasurementFile(
    "emissions_base.csv",
    `task_name,${columns.replace(",pue", "")}\nGET /a,${row("10:01:00", 0.006, "")}\nGET /b,${row("10:01:00", 0.003, "")}\n`,
    t,
  );
  const joules = (run: Imported): readonly (number | null)[] => match([run, tasks], ["GET /a", "GET /b"]).endpoints.map(({ energyJoules }) => energyJoules);
  const said = (run: Imported): boolean => match([run, tasks], ["GET /a", "GET /b"]).problems.some(({ code }) => code === "measurement-tasks-exceed-run");
  expect(joules(read("10:01:01", 0.006))).toEqual([expect.closeTo((0.004 * 3.6e6) / 1.5), expect.closeTo((0.002 * 3.6e6) / 1.5)]);
  expect(said(read("10:01:01", 0.006))).toBe(true);
  for (const whole of [read("10:01:01", 0.009), read("10:00:30", 0.006)]) {
    expect(joules(whole)).toEqual([expect.closeTo((0.006 * 3.6e6) / 1.5), expect.closeTo((0.003 * 3.6e6) / 1.5)]);
    expect(said(whole)).toBe(false);
  }
});

const runColumns =
  "timestamp,project_name,run_id,duration,emissions,cpu_energy,gpu_energy,ram_energy,energy_consumed,cpu_model,country_name,country_iso_code,tracking_mode,on_cloud,pue";
const runRow = (run: string, { at = "23T11:00:00", cpu = "EPYC", mode = "machine", seconds = 3600 } = {}): string =>
  `2026-11-${at},api,${run},${seconds},0.01,0.02,0.03,0.005,0.055,${cpu},France,FRA,${mode},N,1.0`;
test.each([
  ["one run", [runRow("a")], 0.055, []],
  ["a run in each of two workers", [runRow("a"), runRow("b")], 0.055, ["measurement-runs-overlap"]],
  ["a short run within a long one", [runRow("b", { at: "23T10:30:00", seconds: 60 }), runRow("a")], 0.055, ["measurement-runs-overlap"]],
  [
    "workers that each read their own process, and the cards of all",
    [runRow("a", { mode: "process" }), runRow("b", { mode: "process" })],
    0.08,
    ["measurement-runs-overlap"],
  ],
  ["a run right after another, whose end is written without its fraction", [runRow("a"), runRow("b", { at: "23T12:00:00", seconds: 3600.6 })], 0.055, []],
  ["runs of two machines", [runRow("a"), runRow("b", { cpu: "Xeon" })], 0.11, []],
  ["a run of another time zone", [runRow("a", { at: "23T21:00:00" })], 0.055, []],
  ["a run of another day", [runRow("a", { at: "25T11:00:00" })], null, ["measurement-other-time"]],
])("the energy of a machine counts once, and at the time of the requests: %s", (_, rows, kilowattHours, codes) => {
  const energy = importMeasurementFile("emissions.csv", `${[runColumns, ...rows].join("\n")}\n`, t);
  const work = { task: "transcription", library: "x", engine: "faster-whisper", model: "small", file: "a.py", line: 1 } as const;
  const seen = probe({ rows: { "POST /asr": [100, 50] } });
  const { endpoints, problems } = matchMeasurements([energy, seen], [route("POST /asr", { workloads: [work] })], [], t);
  const joules = endpoints[0]?.energyJoules;
  if (kilowattHours === null) expect(joules).toBeNull();
  else expect(joules).toBeCloseTo(kilowattHours * 3.6e6, 3);
  expect(problems.flatMap(({ code }) => (code.startsWith("measurement-") ? [code] : []))).toEqual(codes);
});

test.each([
  ["a log of the cards", "gpu"],
  ["the run of a process", "run"],
])("%s gives nothing to an endpoint that was measured on another day", (_, kind) => {
  const log = "timestamp, index, utilization.gpu [%], power.draw [W]\n";
  const seconds = Array.from({ length: 120 }, (_, at) => new Date(Date.parse("2026-11-23T10:00:00Z") + at * 1000).toISOString());
  const readings = seconds.map(
    (at, index) => `${at.slice(0, 23).replaceAll("-", "/").replace("T", " ")}, 0, ${index % 2 === 0 ? "90 %, 140.00" : "0 %, 50.00"} W`,
  );
  const meter =
    kind === "gpu"
      ? importMeasurementFile("gpu.csv", `${log}${readings.join("\n")}\n`, t)
      : importMeasurementFile("emissions.csv", `${[runColumns, runRow("a")].join("\n")}\n`, t);
  const work = { task: "transcription", library: "x", engine: "faster-whisper", model: "small", file: "a.py", line: 1 } as const;
  const routes = ["POST /asr", "POST /other"].map((id) => route(id, { workloads: [work] }));
  const same = probe({ rows: { "POST /asr": [100, 50] } });
  const later = probe({ pid: 2, day: "2026-11-27", to: "10:00:00", rows: { "POST /other": [100, 50] } });
  const of = (imported: readonly Imported[]): readonly (number | null | undefined)[] =>
    ["POST /asr", "POST /other"].map((id) => matchMeasurements(imported, routes, [], t).endpoints.find(({ routeId }) => routeId === id)?.energyJoules);
  expect(of([meter, same, later])).toEqual([of([meter, same])[0], null]);
  // Nor does what its process worked then take a part of what the meter saw.
  const long = probe({ pid: 2, day: "2026-11-27", to: "10:00:00", unattributed: 7000, rows: { "POST /other": [100, 50000] } });
  expect(of([meter, same, long])).toEqual([of([meter, same])[0], null]);
  expect(of([meter, same])[0]).toBeGreaterThan(0);
});

test("requests of which no time is told take the time from the others, and that is said", () => {
  const withTime = tool("prometheus", "POST /asr", { requests: 100, wall: 300 });
  const without = tool("prometheus", "* /asr", { requests: 7 });
  const { endpoints, problems } = match([{ ...withTime, observations: [...withTime.observations, ...without.observations] }], ["POST /asr"]);
  expect(endpoints[0]).toMatchObject({ requests: 107, wallSeconds: null });
  expect(problems).toMatchObject([{ code: "measurement-time-incomplete", message: expect.stringContaining("of 7 of 107 observed requests") }]);
});

test("any number of windows is covered, as a tracker writes one for each run", () => {
  const windows = Array.from({ length: 200_000 }, (_, run) => ({ start: "2026-11-01T00:00:00Z", end: "2026-11-01T00:00:10Z", covered: run % 7 }));
  expect(coveredSeconds(windows)).toBe(6);
});

test("the time of a run's tasks is found without looking through all runs for each of them", () => {
  const reads = (runs: number): number => {
    let count = 0;
    const energies = Array.from({ length: runs }, (_, run): Observation => {
      const origin = { importer: "codecarbon", tool: "codecarbon", locator: "emissions.csv", run: String(run) };
      return {
        subject: { kind: "process", name: "api" },
        quantity: "energy",
        value: 1,
        window: { start: "2026-11-01T00:00:00Z", end: "2026-11-01T00:00:10Z" },
        pueIncluded: false,
        quality: "modelled",
        get origin() {
          count += 1;
          return origin;
        },
      };
    });
    match([{ observations: energies, problems: [] }, probe({ rows: { "GET /a": [10, 1] } })], ["GET /a"]);
    return count;
  };
  expect(reads(2000)).toBeLessThan(3 * reads(1000));
});

test("an access log beside the probe's files is another tool's record: it is not added to theirs", () => {
  const window = { startedAt: "2026-11-23T10:00:00Z", writtenAt: "2026-11-23T12:00:00Z" };
  const log = importMeasurementFile(
    ".carbon-matrix/access.json",
    JSON.stringify({
      schema: "carbon-matrix/measurements@1",
      tool: { name: "access log" },
      process: { pid: 0, ...window },
      endpoints: [{ method: "GET", route: "/a", requests: 10, wallSeconds: 5 }],
    }),
    t,
  );
  const result = match([probe({ rows: { "GET /a": [10, 1] } }), log], ["GET /a"]);
  expect(result.endpoints).toMatchObject([{ requests: 10, cpuSeconds: 1 }]);
  expect(result.problems).toMatchObject([{ code: "measurement-two-sources" }]);
});

test.each([
  '10.0.0.7 - - [26/Nov/2026:10:00:03 +0000] "POST /summarise?lang=fr HTTP/1.1" 200 512 "-" "curl/8" 1.840',
  'INFO:     127.0.0.1:5000 - "GET /items/7 HTTP/1.1" 200 OK',
])("an access log is known for one, with what makes a measurement file of it: %s", (line) => {
  for (const name of ["access.log", ".carbon-matrix/x.json", "x.csv"])
    expect(importMeasurementFile(name, `${line}\n`, t).problems).toMatchObject([
      { code: "measurement-access-log", message: expect.stringContaining("From an access log") },
    ]);
});

test.each([
  ["no request of any endpoint", [{ method: "GET", route: "/a", requests: 0, wallSeconds: 0 }], ["measurement-without-requests"]],
  ["no endpoint", [], ["measurement-without-requests"]],
  ["a request", [{ method: "GET", route: "/a", requests: 1, wallSeconds: 1 }], []],
])("a file that counted %s", (_, endpoints, expected) => {
  const process = { pid: 1, startedAt: "2026-03-02T10:00:00Z", writtenAt: "2026-03-02T10:00:03Z", cpuSeconds: 1, unattributedCpuSeconds: 0 };
  const file = importMeasurementFile(
    ".carbon-matrix/m.json",
    JSON.stringify({ schema: "carbon-matrix/measurements@1", tool: { name: "probe" }, process, endpoints }),
    t,
  );
  expect(matchMeasurements([file], [route("GET /a")], [], t).problems.map(({ code }) => code)).toEqual(expected);
});
