import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { carbonMatrixFile } from "../../../src/core/measurements/importers/carbonMatrixFile";
import { maximumCharacters } from "../../../src/core/measurements/importers/readJson";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/carbon-matrix/${name}`, import.meta.url), "utf8");
const read = (text: string): Imported => importMeasurementFile(".carbon-matrix/m.json", text, t);
const codes = (imported: Imported): readonly string[] => imported.problems.map((problem) => problem.code);
const good = fixture("ok-recorded.json");

function values(imported: Imported, subject: string): Record<string, number> {
  const label = (one: Imported["observations"][number]["subject"]): string => (one.kind === "endpoint" ? `${one.method} ${one.route}` : one.kind);
  return Object.fromEntries(imported.observations.filter((one) => label(one.subject) === subject).map((one) => [one.quantity, one.value]));
}

test("the recorded file", () => {
  const imported = read(good);
  expect(imported.problems).toEqual([]);
  expect(values(imported, "GET /items/{item_id}")).toEqual({ requests: 80, wall: 19.393253897, cpu: 0.24813263, bytesIn: 0, bytesOut: 640 });
  expect(values(imported, "GET /boom")).toEqual({ requests: 0, wall: 0, cpu: 0, bytesIn: 0, bytesOut: 0 });
  expect(values(imported, "process")).toEqual({ cpu: 5.505296358, unattributedCpu: 0.3884167989999998 });
  expect(imported.observations[0]).toMatchObject({
    window: { start: "2026-11-23T14:54:43Z", end: "2026-11-23T14:54:49Z" },
    origin: { importer: "carbon-matrix", tool: "carbon-matrix-asgi", locator: ".carbon-matrix/m.json" },
    source: { file: "app.py", line: 27, handler: "app:async_cpu" },
  });
});

test.each([
  ["truncated", fixture("bad-truncated.json"), ["measurement-truncated"]],
  ["empty", "", ["measurement-truncated"]],
  ["not JSON", good.replace('"tool"', "tool"), ["measurement-not-json"]],
  ["NaN, as Python writes it", good.replace("5.505296358", "NaN"), ["measurement-not-json"]],
  ["another schema", fixture("bad-schema.json"), ["measurement-schema"]],
  ["a later schema", good.replace("measurements@1", "measurements@2"), ["measurement-schema-version"]],
  ["an array", "[1, 2]", ["measurement-schema"]],
  ["a time that is none", good.replace("2026-11-23T14:54:49Z", "yesterday"), ["measurement-schema"]],
  ["written before it started", good.replace("2026-11-23T14:54:49Z", "2026-11-23T14:54:42Z"), ["measurement-window-reversed"]],
  ["a negative process time", good.replace("5.505296358", "-5.5"), ["measurement-schema"]],
  ["huge", " ".repeat(maximumCharacters + 1), ["measurement-too-large"]],
])("%s: a problem, nothing read", (_, text, expected) => {
  const imported = read(text);
  expect(codes(imported)).toEqual(expected);
  expect(imported.problems[0]).toMatchObject({ severity: "error", file: ".carbon-matrix/m.json" });
  expect(imported.observations).toEqual([]);
});

test("the problem of a truncated file is where it ends", () => {
  expect(read('{\n "schema": "carbon-matrix/measurements@1",\n "tool"').problems[0]).toMatchObject({ line: 3 });
});

test("unusable rows are left out, the good one counts", () => {
  const imported = read(fixture("bad-rows.json"));
  expect(codes(imported)).toEqual(["measurement-row", "measurement-row", "measurement-row"]);
  expect(values(imported, "GET /good")).toEqual({ requests: 10, wall: 3, cpu: 1.5, bytesIn: 0, bytesOut: 90 });
  expect(values(imported, "GET /negative")).toEqual({});
  expect(imported.problems[0]?.message).toContain("GET /negative");
});

test.each([
  ["none failed", { "2xx": 10 }, { requests: 10 }],
  ["redirects and open sockets are served", { "1xx": 2, "3xx": 8 }, { requests: 10 }],
  ["classes", { "2xx": 1, "4xx": 6, "5xx": 3 }, { requests: 1, failed: 9 }],
  ["codes", { "200": 7, "404": 1, "503": 2 }, { requests: 7, failed: 3 }],
  ["more than there were", { "5xx": 12 }, { requests: 0, failed: 10 }],
  ["not told", null, { requests: 10 }],
])("what was refused or failed is no request served, and its time is busy time: %s", (_, status, expected) => {
  const imported = read(fixture("bad-rows.json").replace('"cpuSeconds": 1.5', `"cpuSeconds": 1.5, "status": ${JSON.stringify(status)}`));
  expect(values(imported, "GET /good")).toEqual({ wall: 3, cpu: 1.5, bytesIn: 0, bytesOut: 90, ...expected });
});

test.each([
  ["0.3", true],
  ["0.2999999", true],
  ["0.29", false],
  ["null", true],
])("a mean of 0.3 s of a longest request of %s s", (longest, believed) => {
  const imported = read(fixture("bad-rows.json").replace('"cpuSeconds": 1.5', `"cpuSeconds": 1.5, "maxWallSeconds": ${longest}`));
  expect(codes(imported).includes("measurement-mean-above-maximum")).toBe(!believed);
  expect("requests" in values(imported, "GET /good")).toBe(believed);
});

test("endpoints that add up to more CPU than their process are doubted", () => {
  expect(codes(read(fixture("bad-rows.json").replace('"cpuSeconds": 2', '"cpuSeconds": 1')))).toContain("measurement-cpu-exceeds-process");
});

test("a row that stands twice with the same figures counts once, and is named", () => {
  const file = JSON.parse(good) as { endpoints: unknown[] };
  const twice = read(JSON.stringify({ ...file, endpoints: [...file.endpoints, file.endpoints.find((one) => (one as { requests: number }).requests > 0)] }));
  expect(twice.observations).toEqual(read(good).observations);
  expect(codes(twice)).toEqual(["measurement-row-twice"]);
});

test("the estimate for a native route is charged to it and leaves the rest", () => {
  const imported = read(fixture("bad-rows.json").replace('"cpuSeconds": 1.5', '"cpuSeconds": 1.5, "nativeCpuSeconds": 0.3'));
  expect(values(imported, "GET /good")).toMatchObject({ cpu: 1.8 });
  expect(imported.observations.find((one) => one.quantity === "cpu")?.quality).toBe("allocated");
  expect(values(imported, "process")).toEqual({ cpu: 2, unattributedCpu: 0.2 });
});

test("a byte order mark and keys of a later probe do not matter", () => {
  expect(read(`\uFEFF${good}`).problems).toEqual([]);
  expect(read(good.replace('"tool": {', '"later": true, "tool": {')).problems).toEqual([]);
});

test("recognised by content, and by folder as a second best", () => {
  expect(carbonMatrixFile.recognise("anything.json", good.slice(0, 200))).toBe(1);
  expect(carbonMatrixFile.recognise("x/.carbon-matrix/a.json", "")).toBe(0.5);
  expect(carbonMatrixFile.recognise("a.json", "{}")).toBe(0);
  expect(codes(importMeasurementFile("a.json", "{}", t))).toEqual(["measurement-format-unknown"]);
});

test("any cut of the file gives one problem and no exception", () => {
  for (let length = 0; length < good.length - 1; length += 37) expect(codes(read(good.slice(0, length)))).toHaveLength(1);
});
