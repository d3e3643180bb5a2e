import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { translator } from "../../../src/core/text";

// A problem has its file beside it wherever it is shown: a sentence that began with the name would say it twice.

const root = join(import.meta.dirname, "../../fixtures/measurements");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /[\\/](ok|bad)-[^\\/]*\.(csv|json|log)$/.test(file));
const others: Readonly<Record<string, string>> = {
  "empty.csv": "",
  "access.log": '10.0.0.7 - - [26/Nov/2026:10:00:03 +0000] "POST /summarise HTTP/1.1" 200 512\n',
  "notes.txt": "nothing measured",
};

test.each(["en", "fr"] as const)("no sentence about a measurement file says the name that stands beside it: %s", (language) => {
  const texts = [...files.map((file) => [file, readFileSync(join(root, file), "utf8")] as const), ...Object.entries(others)];
  const problems = texts.flatMap(([file, text]) =>
    importMeasurementFile(file, text, translator(language)).problems.map((problem) => ({ ...problem, of: file })),
  );
  expect(problems.length).toBeGreaterThan(10);
  for (const { file, message, of } of problems) {
    expect(file).toBe(of);
    expect(message).not.toContain(basename(of));
  }
});

test("a page of metrics is known for one without its comments", () => {
  const { problems } = importMeasurementFile(
    "metrics.txt",
    'kepler_node_joules{zone="package"} 12.5e3\nvllm:request_success_total{model="a"} 5\n',
    translator("en"),
  );
  expect(problems.map(({ code }) => code)).toEqual(["measurement-metrics-page"]);
});

test.each([
  ['http_requests_total{handler="/a"} 5', "fastapi-instrumentator"],
  ['carbon_matrix_http_requests_total{route="/a"} 5', "carbon-matrix"],
  ["other_total 5", "fastapi-instrumentator | starlette-exporter"],
])("a page of metrics is led to the server that reads it: %s", (line, profile) => {
  const { problems } = importMeasurementFile("metrics.txt", `# HELP x y\n# TYPE x counter\n${line}\n`, translator("en"));
  expect(problems.map(({ code }) => code)).toEqual(["measurement-metrics-page"]);
  expect(problems[0]?.message).toContain(`profile: ${profile}`);
});
