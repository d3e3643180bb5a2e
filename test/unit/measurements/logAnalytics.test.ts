import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/log-analytics/${name}`, import.meta.url), "utf8");
const read = (text: string, name = "requests.json"): Imported => importMeasurementFile(name, text, t);
const codes = ({ problems }: Imported): readonly string[] => problems.map(({ code }) => code);

test("requests and mean milliseconds by name become requests and wall seconds of routes", () => {
  const imported = read(fixture("ok-query.json"));
  expect(codes(imported)).toEqual(["measurement-without-period"]);
  const { endpoints } = matchMeasurements([imported], [route("GET /api/items/{id}"), route("POST /asr")], [], t);
  expect(endpoints).toEqual([
    expect.objectContaining({ routeId: "GET /api/items/{id}", requests: 4_100_000, wallSeconds: expect.closeTo(4_100_000 * 0.0373, 6), match: "suffix" }),
    expect.objectContaining({ routeId: "POST /asr", requests: 120_000, wallSeconds: expect.closeTo(120_000 * 1.5342, 6), coveredSeconds: 0 }),
  ]);
});

test.each([
  ["columns in another order, with the period", 'end,requests,Name,total_ms,start\n2026-11-02T00:00:00Z,4,"GET /a",6000,2026-11-01T00:00:00Z\n', 6, 86_400],
  ["a French spreadsheet", "name;requests;meanMs\nGET /a;4;1500,5\n", 6.002, 0],
  ["a French spreadsheet of three decimals", "name;requests;meanMs\nGET /a;4;31,534\n", 0.126136, 0],
  ["no time", "name,requests,meanMs\nGET /a,4,\n", null, 0],
])("a CSV export: %s", (_, text, wall, covered) => {
  const { endpoints } = matchMeasurements([read(text, "query_data.csv")], [route("GET /a")], [], t);
  expect(endpoints).toEqual([expect.objectContaining({ requests: 4, wallSeconds: wall === null ? null : expect.closeTo(wall, 9), coveredSeconds: covered })]);
});

test("where the query tells how many failed, the others were served, and the time is that of all", () => {
  const imported = read("name,requests,failed,meanMs\nGET /a,4,1,1500\nPOST /asr,3,,100\n", "query_data.csv");
  const { endpoints, problems } = matchMeasurements([imported], [route("GET /a"), route("POST /asr")], [], t);
  expect(endpoints.map(({ requests, wallSeconds }) => [requests, wallSeconds])).toEqual([
    [3, 6],
    [3, expect.closeTo(0.3, 9)],
  ]);
  expect(problems.map(({ code }) => code)).toContain("measurement-failed-share");
});

test.each([
  ["a column is missing", fixture("bad-columns.json"), ["measurement-schema"]],
  ["no table", '{"tables":[]}', ["measurement-schema"]],
  ["cut", fixture("ok-query.json").slice(0, 150), ["measurement-truncated"]],
  ["rows that are no request", "name,requests,meanMs\nhealth probe,3,1\nGET /a,-3,1\nGET /a,NaN,1\nGET /a,3\n", Array(4).fill("measurement-row")],
  ["grouped numbers, which are one of two", 'name,requests,meanMs\nGET /a,"1,200",3\nGET /a,12,"31,534"\n', Array(2).fill("measurement-row")],
  ["grouped requests in a table of semicolons", "name;requests;meanMs\nGET /a;1,200;3\n", ["measurement-row"]],
  ["a part of a request", "name,requests,meanMs\nGET /a,1.2,3\nGET /a,n/a,3\nGET /a,3,n/a\n", Array(3).fill("measurement-row")],
])("%s: said, and nothing counts", (_, text, expected) => {
  const imported = read(text);
  expect(codes(imported)).toEqual(expected);
  expect(imported.observations).toEqual([]);
});

test("answers that were put together count each row once, and a last row without its line end is named", () => {
  const text = "name,requests,meanMs\nGET /a,4,1500\nPOST /asr,3,100\n";
  const twice = read(text + text, "query_data.csv");
  expect(twice.observations).toEqual(read(text, "query_data.csv").observations);
  expect(twice.problems.map(({ code, line }) => [code, line])).toEqual([
    ["measurement-row-twice", 5],
    ["measurement-without-period", undefined],
  ]);
  const cut = read(text.slice(0, -2), "query_data.csv");
  expect(cut.problems.map(({ code, line }) => [code, line])).toEqual([
    ["measurement-maybe-cut", 3],
    ["measurement-without-period", undefined],
  ]);
});

const september = "2026-09-01T00:00:00.0000000Z";

test("columns of times that are headed with their zone are the period", () => {
  const imported = read(`name,requests,meanMs,"start [UTC]","end [UTC]"\nGET /a,4,1500,${september},2026-09-02T00:00:00Z\n`, "query_data.csv");
  expect(codes(imported)).toEqual([]);
  expect(imported.observations[0]?.window).toEqual({ start: "2026-09-01T00:00:00.000Z", end: "2026-09-02T00:00:00.000Z" });
});

test.each([
  ["no columns", "name,requests,meanMs\nGET /a,4,1500\nGET /b,4,1500\n"],
  ["an end alone", `name,requests,meanMs,end\nGET /a,4,1500,${september}\n`],
  ["an end before the start", `name,requests,meanMs,start,end\nGET /a,4,1500,2026-09-02T00:00:00Z,2026-09-01T00:00:00Z\n`],
  ["days that may be months", 'name,requests,meanMs,start,end\nGET /a,4,1500,"9/1/2026, 12:00:00.000 AM","10/1/2026, 12:00:00.000 AM"\n'],
])("where the period is not told, one note says so: %s", (_, text) => {
  const imported = read(text, "query_data.csv");
  expect(codes(imported)).toEqual(["measurement-without-period"]);
  expect(imported.observations.every(({ window }) => window.start === undefined)).toBe(true);
});
