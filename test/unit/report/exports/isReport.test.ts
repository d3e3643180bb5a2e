import { expect, test } from "vitest";
import { matrixCsv } from "../../../../src/core/report/exports/csv";
import { html } from "../../../../src/core/report/exports/html";
import { impactFramework } from "../../../../src/core/report/exports/impactFramework";
import { isReport } from "../../../../src/core/report/exports/isReport";
import { markdown } from "../../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../../src/core/report/report";
import { sampleAnalysis, sampleMatrix } from "../sampleAnalysis";

const options = { tool: "carbon-matrix 1.2.3", fingerprint: "0123456789abcdef" };
const json = `{\n  "version": 1,\n  "tool": "carbon-matrix 1.2.3",\n  "date": "2026-11-27",\n  "fingerprint": "0123456789abcdef",\n  "matrix": {}\n}\n`;

for (const language of ["en", "fr"] as const) {
  const matrix = sampleMatrix();
  const analysis = sampleAnalysis(language, matrix);
  const blocks = decisionReport(analysis, matrix, options);
  const written = {
    md: markdown(blocks),
    html: html(blocks, { title: "A", language }),
    csv: matrixCsv(analysis, matrix),
    manifest: impactFramework(analysis, options),
    json,
  };
  test.each(Object.entries(written))(`a report is known by how it begins: ${language}, %s`, (_, text) => {
    expect([isReport(text), isReport(text.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"))]).toEqual([true, true]);
  });
}

test.each([
  ["a README", "# Editorial AI\n\nOur API.\n"],
  ["a README that speaks of us", "# Editorial AI\n\nThe footprint is estimated by carbon-matrix 0.1.0 from api.carbon.yaml.\n"],
  [
    "one that quotes a report",
    "# Editorial AI\n\nOur API.\n\n## Decision\n\nDrawn up by carbon-matrix 0.1.0 from a.\n\n- **Made with.** carbon-matrix 0.1.0, fingerprint 0123456789abcdef\n",
  ],
  ["another page", '<!DOCTYPE html>\n<html lang="en"><p>Made with carbon-matrix 0.1.0 today</p></html>'],
  ["an estimate", '{\n  "version": 1,\n  "currency": "EUR"\n}'],
  ["a measurement", '{"schema": "carbon-matrix/measurements@1"}'],
  ["another table", "Microservice,Language,Owner\na,fr,me\n"],
  ["a manifest of others", "name: demo\ndescription: carbon of our web shop\ntags:\n"],
  ["a scenario", "version: 1\ntitle: A\n"],
  ["nothing", ""],
])("%s is none", (_, text) => {
  expect(isReport(text)).toBe(false);
});
