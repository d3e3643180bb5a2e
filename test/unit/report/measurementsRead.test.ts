import { expect, test } from "vitest";
import type { Problem } from "../../../src/core/problem";
import { measurementsRead } from "../../../src/core/report/measurementsRead";
import { translator } from "../../../src/core/text";
import { fakeAnalysis, fakeEndpoint } from "../../support/fakeAnalysis";

const broken: Problem = { code: "measurement-schema", severity: "error", message: "no field is known", file: "requests.json" };

function said(measured: number, files: readonly string[], problems: readonly Problem[] = [], servers = 0): { text: string; failed: boolean } {
  const analysis = fakeAnalysis();
  const endpoints = [
    fakeEndpoint({ id: "GET /x" }),
    ...Array.from({ length: measured }, (_, index) => fakeEndpoint({ id: `GET /${index}`, basis: "measured" })),
  ];
  const silent = files.filter((file) => problems.some((problem) => problem.file === file));
  return measurementsRead({ ...analysis, silent, problems, estimate: { ...analysis.estimate, endpoints } }, { files, servers, problems: [] }, translator("en"));
}

test.each([
  [2, ["m.json"], [], 0, "Read 1 measurement file (m.json). 2 endpoints are measured.", false],
  [1, ["a.json", "b.json"], [], 1, "Read 2 measurement files (a.json, b.json). Asked 1 server. 1 endpoint is measured.", false],
  [0, [], [], 0, "No measurement file was found, and the scenario names no server.", false],
  [0, ["requests.json"], [broken], 0, "Read 1 measurement file (requests.json). No endpoint is measured by them. requests.json: no field is known", true],
  [0, ["m.json"], [{ ...broken, file: "x.carbon.yaml" }], 0, "Read 1 measurement file (m.json). No endpoint is measured by them.", false],
] as const)("reading measurements again is answered: %i endpoints, %j", (measured, files, problems, servers, text, failed) => {
  expect(said(measured, files, problems, servers)).toEqual({ text, failed });
});
