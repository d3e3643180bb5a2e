import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../src/core/measurements/matchRoutes";
import { translator } from "../../src/core/text";
import { route } from "../unit/measurements/routes";

// The lines of Python that docs/measurements.md gives for access logs, as a reader would run them.

const t = translator("en");
const documentation = readFileSync(new URL("../../docs/measurements.md", import.meta.url), "utf8");
const section = documentation.slice(documentation.indexOf("## From an access log"));
const python = /```python\n([\s\S]*?)```/.exec(section)?.[1] ?? "";
const example = /^ {4}(\d.*\[.*)$/m.exec(section)?.[1] ?? "";
const run = (log: string) => spawnSync("python3", ["-c", python], { input: log, encoding: "utf8" });

test("an access log becomes a measurement file: served requests and all seconds at their routes", () => {
  const log = [
    example,
    '10.0.0.7 - - [26/Nov/2026:11:00:00 +0000] "POST /summarise HTTP/1.1" 500 0 "-" "a b" 2',
    '10.0.0.7 - - [26/Nov/2026:10:30:00 +0000] "GET /items/42 HTTP/1.1" 200 12 "-" "-" 0.250',
    '10.0.0.7 - - [26/Nov/2026:10:30:01 +0000] "GET /items/43 HTTP/1.1" 200 12 "-" "-" 0.500',
    '10.0.0.7 - - [26/Nov/2026:10:30:01 +0000] "GET /wp-login.php HTTP/1.1" 404 0 "-" "-" 0.001',
    '10.0.0.7 - - [26/Nov/2026:10:30:02 +0000] "GET /items/44 HTTP/1.1" 499 0 "-" "-" -',
    "",
  ].join("\n");
  const { stdout, stderr, status } = run(log);
  expect([status, stderr.trim()]).toEqual([0, "5 requests read, 1 lines left out"]);
  const imported = importMeasurementFile(".carbon-matrix/access.json", stdout, t);
  expect(imported.problems).toEqual([]);
  const { endpoints, unmatched } = matchMeasurements([imported], [route("POST /summarise"), route("GET /items/{id}")], [], t);
  expect(endpoints.map(({ routeId, requests, wallSeconds, cpuSeconds }) => [routeId, requests, wallSeconds, cpuSeconds])).toEqual([
    ["GET /items/{id}", 2, 0.75, null],
    ["POST /summarise", 1, expect.closeTo(3.84, 9), null],
  ]);
  expect(endpoints[0]?.coveredSeconds).toBeCloseTo(3600 - 3 + 1.84, 3);
  expect(unmatched).toEqual([]);
});

test("a log without times is refused with what a line must have", () => {
  const { status, stderr } = run('INFO: 127.0.0.1:1 - "GET / HTTP/1.1" 200 OK\n');
  expect([status, stderr]).toEqual([1, expect.stringContaining("seconds at its end")]);
});

test.each([
  ["0.100, 0.200", 0.3],
  ["0.100, 0.200 : 0.300", 0.6],
  ["0.100, -, 0.250", 0.35],
  ["2", 2],
])("the times of several servers are added: %s", (times, seconds) => {
  const { stdout } = run(`10.0.0.7 - - [26/Nov/2026:10:30:00 +0000] "GET /items/42 HTTP/1.1" 200 12 "-" "-" ${times}\n`);
  expect(JSON.parse(stdout).endpoints[0].wallSeconds).toBeCloseTo(seconds, 9);
});
