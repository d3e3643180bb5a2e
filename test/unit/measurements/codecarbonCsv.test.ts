import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { codecarbonCsv } from "../../../src/core/measurements/importers/codecarbonCsv";
import { parseCsv } from "../../../src/core/measurements/importers/csv";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/codecarbon/${name}`, import.meta.url), "utf8");
const read = (text: string, name = "emissions.csv"): Imported => importMeasurementFile(name, text, t);
const codes = (imported: Imported): readonly string[] => imported.problems.map((problem) => problem.code);
/** `subject quantity run -> value`, without the run's random part */
const values = (imported: Imported): readonly (readonly [string, number])[] =>
  imported.observations.map((one) => [
    `${one.subject.kind === "endpoint" ? `${one.subject.method} ${one.subject.route}` : one.subject.name} ${one.quantity}`,
    one.value,
  ]);

test.each([
  [
    "ok-runs-2.3.csv",
    [
      ["my-api energy", 0.000912 * 3.6e6],
      ["my-api gpuEnergy", 0],
      ["my-api emissions", 0.0601],
    ],
  ],
  [
    "ok-runs-2.8.5.csv",
    [
      ["my-api energy", 0.0016125 * 3.6e6],
      ["my-api gpuEnergy", 0],
      ["my-api emissions", 0.1254],
    ],
  ],
  [
    "ok-runs-3.2.1-gpu.csv",
    [
      ["asr-api energy", 0.1999233 * 3.6e6],
      ["asr-api gpuEnergy", 0.1382161 * 3.6e6],
      ["asr-api emissions", 16.6894],
    ],
  ],
])("the columns of every version, by name: %s", (name, expected) => {
  const imported = read(fixture(name));
  expect(codes(imported)).toEqual([]);
  expect(values(imported)).toEqual(expected.map(([label, value]) => [label, expect.closeTo(value as number, 9)]));
  expect(imported.observations.every((one) => !one.pueIncluded)).toBe(true);
});

test("a timestamp is the end of its run; the window begins a duration earlier", () => {
  const { window, origin } = read(fixture("ok-runs-2.8.5.csv")).observations[0] ?? {};
  expect(window).toEqual({ start: "2025-01-20T08:58:30.969Z", end: "2025-01-20T09:00:31.000Z" });
  expect(origin).toMatchObject({ importer: "codecarbon", version: "2.8.5", line: 2, run: "6c0a9f58-7a8b-4a74-8b3c-9c4b1a7a0002" });
});

test("rows that are shorter than their header are put right, and said once", () => {
  const imported = read(fixture("ok-runs-3.3.0.csv"));
  expect(imported.problems).toMatchObject([{ code: "codecarbon-misaligned", line: 3 }]);
  expect(values(imported).filter(([label]) => label.endsWith(" energy"))).toEqual([
    ["fastapi-demo energy", expect.closeTo(6.0292023684122315e-5 * 3.6e6, 9)],
    ["fastapi-demo energy", expect.closeTo(3.693507279728476e-5 * 3.6e6, 9)],
    ["fastapi-demo energy", expect.closeTo(7.249390319708215e-5 * 3.6e6, 9)],
  ]);
  expect(imported.observations.map((one) => [one.origin.version, one.pueIncluded])).toEqual(Array(9).fill(["3.3.0", false]));
});

test.each([
  ["in its last columns", (row: string) => row.slice(0, -4), 1, ["codecarbon-cut"]],
  ["behind its energy", (row: string) => row.slice(0, row.indexOf("France") + 3), 1, ["codecarbon-cut"]],
  ["in its energy: half a number is none", (row: string) => row.slice(0, row.indexOf("0.0016125") + 6), 0, ["codecarbon-row"]],
  ["in its run's id", (row: string) => row.slice(0, 40), 0, ["codecarbon-row"]],
])("a row that is cut %s", (_, cut, counted, expected) => {
  const [header = "", row = ""] = fixture("ok-runs-2.8.5.csv").split("\n");
  const alone = read(`${header}\n${cut(row)}`);
  expect(codes(alone)).toEqual(expected);
  expect(alone.problems[0]?.message).toContain("cut short");
  expect(alone.problems[0]?.message).not.toContain("3.2.9");
  expect(values(alone).filter(([label]) => label.endsWith(" energy"))).toEqual(Array(counted).fill(["my-api energy", expect.closeTo(0.0016125 * 3.6e6, 9)]));
  const whole = row.replace("6c0a9f58", "00000000");
  expect(read(`${header}\n${whole}\n${cut(row)}`).observations).toHaveLength(3 * (1 + counted));
});

test.each(["1e300", "1e12", "NaN", "-5", "inf"])("a run that lasted %s s is left out with its line", (duration) => {
  const [header = "", row = ""] = fixture("ok-runs-2.8.5.csv").split("\n");
  const at = header.split(",").indexOf("duration");
  const wrong = row.split(",").map((field, index) => (index === at ? duration : field));
  const { observations, problems } = read(`${header}\n${wrong.join(",")}\n`);
  expect(observations).toEqual([]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([["codecarbon-row", 2]]);
});

test.each(["1.4", "1.", "1", ""])(
  "a file that ends in its last column, at %j, has no PUE that can be told: its energy stays as it is, and that is said",
  (pue) => {
    const [header = "", row = ""] = fixture("ok-runs-2.8.5.csv").split("\n");
    const whole = row.replace(/,[^,]*$/, ",1.4");
    const cut = read(`${header}\n${whole}\n${whole.replace("6c0a9f58", "00000000").replace(/[^,]*$/, pue)}`);
    expect(cut.problems.filter(({ code }) => code === "codecarbon-cut")).toMatchObject([
      { code: "codecarbon-cut", line: 3, message: expect.stringContaining("no line end") },
    ]);
    expect(cut.observations.filter(({ quantity }) => quantity === "energy").map(({ value, pueIncluded }) => [value, pueIncluded])).toEqual([
      [expect.closeTo((0.0016125 * 3.6e6) / 1.4, 9), false],
      [expect.closeTo(0.0016125 * 3.6e6, 9), true],
    ]);
    expect(codes(read(`${header}\n${whole}\n`))).toEqual(["codecarbon-pue"]);
  },
);

test("it is said that the other lines count where there are any, and that nothing does where there are none", () => {
  const [header = "", row = ""] = fixture("ok-runs-2.8.5.csv").split("\n");
  expect(read(`${header}\n${row.slice(0, 40)}`).problems[0]?.message).toContain("nothing is measured");
  expect(read(`${header}\n${row}\n${row.slice(0, 40)}`).problems[0]?.message).toContain("The other lines count.");
});

test("files of several versions that were put together are read by the header above each row; a longer row is said", () => {
  const [old, recent] = [fixture("ok-runs-2.3.csv"), fixture("ok-runs-3.2.1-gpu.csv")];
  const together = read(`${old.trimEnd()}\n${recent}`);
  expect(codes(together)).toEqual([]);
  expect(values(together)).toEqual([...values(read(old)), ...values(read(recent))]);
  const appended = read(`${fixture("ok-runs-2.8.5.csv").trimEnd()}\n${recent.split("\n")[1]}`);
  expect(appended.problems).toMatchObject([{ code: "codecarbon-misaligned", line: 3, message: expect.stringContaining("more fields") }]);
  expect(values(appended).slice(3)).toEqual(values(read(recent)));
  expect(appended.observations.every((one) => !one.pueIncluded)).toBe(true);
});

test("before 2.3 there was no PUE, so none is in the energy; the files of tasks do not tell it", () => {
  const [header = "", row = ""] = fixture("ok-runs-2.3.csv").split("\n");
  const before = read(`${header.replace(/,pue$/, "")}\n${row.replace(/,[^,]*$/, "")}`);
  expect(before.observations.map((one) => one.pueIncluded)).toEqual([false, false, false]);
  expect(read(fixture("ok-tasks-3.3.0.csv"), "emissions_api_x.csv").observations.every((one) => one.pueIncluded)).toBe(true);
});

test("a known PUE is taken out of the energy, whole rows and short ones", () => {
  const twice = fixture("ok-runs-3.3.0.csv").replaceAll(",N,1.0,0.0", ",N,2.0,0.0");
  expect(
    values(read(twice))
      .map(([, value]) => value * 2)
      .filter((_, index) => index % 3 === 0),
  ).toEqual(
    values(read(fixture("ok-runs-3.3.0.csv")))
      .map(([, value]) => expect.closeTo(value, 9))
      .filter((_, index) => index % 3 === 0),
  );
});

test("flush() rows are cumulative: the last row of a run is the run", () => {
  const [header, row = ""] = fixture("ok-runs-2.8.5.csv").split("\n");
  const imported = read([header, row, row.replace("0.0016125", "0.0032250"), ""].join("\n"));
  expect(values(imported)[0]).toEqual(["my-api energy", expect.closeTo(0.003225 * 3.6e6, 9)]);
  expect(imported.observations).toHaveLength(3);
});

test("tasks named after endpoints are their requests, whatever suffix their names got", () => {
  const imported = read(fixture("ok-tasks-3.3.0.csv"), "emissions_api_x.csv");
  expect(codes(imported)).toEqual(["codecarbon-tasks"]);
  expect(Object.fromEntries(values(imported))).toMatchObject({
    "GET /items/{item_id} requests": 2,
    "GET /items/{item_id} wall": expect.closeTo(2.413104, 5),
    "GET /items/{item_id} energy": expect.closeTo((3.783305028700147e-5 + 1.558020949490131e-5) * 3.6e6, 9),
    "POST /asr requests": 1,
  });
  const routes = [route("GET /items/{id}"), route("POST /asr")];
  const result = matchMeasurements([imported], routes, [], t);
  expect(result.endpoints).toMatchObject([
    { routeId: "GET /items/{id}", requests: 2, energyJoules: expect.closeTo(192.3, 1), pueIncluded: true, match: "names-erased" },
    { routeId: "POST /asr", requests: 1, match: "template" },
  ]);
  // The run's own row, in another file, tells the PUE that is in the energy of its tasks.
  for (const pue of [1, 2]) {
    const runs = read(fixture("ok-runs-3.3.0.csv").replaceAll(",N,1.0,0.0", `,N,${pue}.0,0.0`));
    const [first] = matchMeasurements([imported, runs], routes, [], t).endpoints;
    expect([first?.energyJoules, first?.pueIncluded]).toEqual([expect.closeTo(192.3 / pue, 1), undefined]);
  }
  // three tasks between 14:47:53.788 (start of the first) and 14:47:58
  expect(result.endpoints[0]?.coveredSeconds).toBeCloseTo(4.212, 3);
});

test("a PUE that the rows of tasks tell is taken out of their energy once, and that is said", () => {
  const tasks = (...pues: readonly string[]): string =>
    `task_name,timestamp,project_name,run_id,duration,emissions,energy_consumed,country_iso_code,on_cloud,pue\n${pues
      .map((pue, s) => `POST /asr,2026-11-23T10:00:0${s},api,r1,1,0.001,0.001,FRA,N,${pue}\n`)
      .join("")}`;
  const asr = (text: string) => matchMeasurements([read(text, "emissions_api_x.csv")], [route("POST /asr")], [], t).endpoints[0];
  expect([asr(tasks("1.5", "1.5"))?.energyJoules, asr(tasks("1.5", "1.5"))?.pueIncluded]).toEqual([expect.closeTo(4800, 6), undefined]);
  expect(asr(tasks("1.0", "2.0"))?.energyJoules).toBeCloseTo(5400, 6);
  // One that does not tell it leaves the energy as it is, with whatever is in it.
  expect([asr(tasks("1.5", ""))?.energyJoules, asr(tasks("1.5", ""))?.pueIncluded]).toEqual([expect.closeTo(7200, 6), true]);
  expect(codes(read(tasks("1.5"), "emissions_api_x.csv"))).toEqual(["codecarbon-tasks", "codecarbon-pue"]);
  expect(codes(read(tasks("1.0"), "emissions_api_x.csv"))).toEqual(["codecarbon-tasks"]);
  // The run's own row tells the same: it is not taken out twice.
  const runs = read(
    "timestamp,project_name,run_id,duration,emissions,energy_consumed,country_iso_code,on_cloud,pue\n2026-11-23T10:00:09,api,r1,9,0.1,0.1,FRA,N,1.5\n",
  );
  expect(matchMeasurements([read(tasks("1.5"), "emissions_api_x.csv"), runs], [route("POST /asr")], [], t).endpoints[0]?.energyJoules).toBeCloseTo(2400, 6);
});

test("a task of another name is told, not guessed", () => {
  expect(codes(read(fixture("ok-tasks-3.3.0.csv").replace("POST /asr", "training"), "emissions_api_x.csv"))).toEqual([
    "codecarbon-tasks",
    "codecarbon-task-name",
  ]);
});

test("unusable rows are left out with their line, the good one counts", () => {
  const imported = read(fixture("bad-numbers.csv"));
  expect(imported.problems.map(({ code, line }) => [code, line])).toEqual([
    ["codecarbon-row", 3],
    ["codecarbon-row", 4],
    ["codecarbon-row", 5],
  ]);
  expect(imported.observations).toHaveLength(3);
});

test("many unusable rows are counted, not listed", () => {
  const header = fixture("ok-runs-2.8.5.csv").split("\n")[0] ?? "";
  const imported = read(`${header}\n${`${",".repeat(header.split(",").length - 1)}\n`.repeat(500)}`);
  expect(imported.problems).toHaveLength(11);
  expect(imported.problems.at(-1)?.message).toContain("490");
});

test.each([
  ["another table", fixture("bad-header.csv"), "codecarbon-header"],
  ["an empty file", "", "codecarbon-header"],
])("%s", (_, text, code) => {
  const imported = read(text);
  expect(codes(imported)).toEqual([code]);
  expect(imported.observations).toEqual([]);
});

test("line ends, a byte order mark and a French spreadsheet's separators do not matter", () => {
  const text = fixture("ok-runs-2.8.5.csv");
  const plain = values(read(text));
  expect(values(read(`\uFEFF${text.replaceAll("\n", "\r\n")}`))).toEqual(plain);
  const [header = "", row = ""] = text.split("\n");
  const spreadsheet = `${header.replaceAll(",", ";")}\n${row.replaceAll(",", ";").replaceAll(/(?<=;)(\d+)\.(\d+)(?=;)/g, "$1,$2")}`;
  expect(spreadsheet).toContain(";0,0016125;");
  expect(values(read(spreadsheet))).toEqual(plain);
  expect(values(read(spreadsheet.replaceAll(";", "\t")))).toEqual(plain);
});

test("a timestamp with a zone, as a tool on the way may write it, is that moment", () => {
  const text = fixture("ok-runs-2.8.5.csv").replace("2025-01-20T09:00:31", "2025-01-20T11:00:31+02:00");
  expect(read(text).observations[0]?.window).toEqual({ start: "2025-01-20T08:58:30.969Z", end: "2025-01-20T09:00:31.000Z" });
});

test("recognised by header before name", () => {
  expect(codecarbonCsv.recognise("x.csv", fixture("ok-tasks-3.3.0.csv").slice(0, 2000))).toBe(0.9);
  expect(codecarbonCsv.recognise("out/emissions_base.csv", "")).toBe(0.3);
  expect(codecarbonCsv.recognise("other.csv", "a,b")).toBe(0);
});

test.each([
  [
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ['"a, ""quoted"""', [['a, "quoted"']]],
  [
    '"two\nlines",x\ny,z\n',
    [
      ["two\nlines", "x"],
      ["y", "z"],
    ],
  ],
  [
    "a,,\r\n\r\n,b,",
    [
      ["a", "", ""],
      ["", "b", ""],
    ],
  ],
  ['a,"never closed\nb,c', [["a", "never closed\nb,c"]]],
  [
    "a;b\n1,5;2",
    [
      ["a", "b"],
      ["1.5", "2"],
    ],
  ],
  ["", []],
])("CSV %j", (text, expected) => expect(parseCsv(text).map((row) => row.fields)).toEqual(expected));

test("whatever fields are written, the same are read, on the right lines", () => {
  const field = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " ", "é"), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const records = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","));
      const parsed = parseCsv(records.join("\n"));
      expect(parsed.map((row) => row.fields)).toEqual(rows);
      let line = 1;
      for (const [index, record] of records.entries()) {
        expect(parsed[index]?.line).toBe(line);
        line += record.split("\n").length;
      }
    }),
  );
});

test("a header without a row is said: a run that is going on has none yet", () => {
  const [header] = fixture("ok-runs-2.8.5.csv").split("\n");
  expect(codes(read(`${header}\n`))).toEqual(["codecarbon-empty"]);
});

test("two copies of a file of tasks put together count once, and it is said", () => {
  const text = fixture("ok-tasks-3.3.0.csv");
  const twice = read(text + text, "emissions_base_x.csv");
  expect(values(twice)).toEqual(values(read(text, "emissions_base_x.csv")));
  expect(codes(twice)).toContain("measurement-row-twice");
});

test.each([2, 5, 8, 12])("a row from which column %d was lost is left out: the fields behind it stand under other names", (column) => {
  const [header = "", row = ""] = fixture("ok-runs-3.2.1-gpu.csv").split("\n");
  const imported = read(`${header}\n${row.split(",").toSpliced(column, 1).join(",")}\n`);
  expect(imported.observations).toEqual([]);
  expect(codes(imported)).toEqual(["codecarbon-row"]);
});
