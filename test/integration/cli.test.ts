import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/analysis/estimate";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { Interval } from "../../src/core/quantity/interval";
import { answer, cli, date, example, folderOf, main, type RoutesAnswer, run, scenario, sleeping, small } from "../support/cli";

// The command line as its users run it: a process, its two streams and its exit code.

describe("routes", () => {
  test("a path that the scenario of the folder settles by hand", () => {
    const folder = folderOf({
      "main.py": `import os\nfrom fastapi import APIRouter, FastAPI\napp = FastAPI()\nr = APIRouter()\n@r.get("/x")\ndef x(): ...\napp.include_router(r, prefix=os.environ["P"])\n@app.get(os.environ["Q"])\ndef y(): ...\n`,
      "a.carbon.yaml": `version: 1\nroutes:\n  - { at: "main.py:7", path: "/v1" }\n`,
    });
    const { routes, problems } = answer<RoutesAnswer>("routes", folder, "--json");
    expect(routes.map(({ id }) => id)).toEqual(["GET /v1/x", "GET {?}"]);
    expect(problems.map(({ code }) => code)).toEqual(["unresolved-path"]);
  });

  test("every route of the example with its handler, place and workload", () => {
    const { version, routes } = answer<RoutesAnswer>("routes", example, "--json");
    expect(version).toBe(1);
    const seen = Object.fromEntries(routes.map(({ id, function: name, workloads }) => [id, [name, ...workloads.map(({ task, model }) => `${task} ${model}`)]]));
    expect(seen).toEqual({
      "POST /transcribe": ["transcribe", "transcription large-v3"],
      "POST /translate": ["translate", "translation facebook/nllb-200-distilled-600M"],
      "POST /generate": ["generate", "generation mistral:7b"],
      "GET /articles": ["list_articles"],
      "GET /articles/{article_id}": ["read_article"],
      "GET /health": ["health"],
    });
    expect(new Set(routes.map(({ app }) => app))).toEqual(new Set(["main:app"]));
    for (const { file, line, decoratorLine, function: name } of routes) {
      const lines = readFileSync(join(example, file), "utf8").split("\n");
      expect(lines[line - 1]).toMatch(new RegExp(`def ${name}\\(`));
      expect(lines[decoratorLine - 1]).toMatch(/^@router\./);
    }
  });

  test.each<readonly [string, Record<string, string | Uint8Array>]>([
    ["CRLF line ends", { "main.py": main.replaceAll("\n", "\r\n") }],
    ["a byte-order mark", { "main.py": `\ufeff${main}` }],
    ["Latin-1 with a coding line", { "main.py": Buffer.from(`# -*- coding: latin-1 -*-\n# été\n${main}`, "latin1") }],
    ["a hostile folder name", { "a b;$(touch x)\u001b[31m/main.py": main }],
    ["a neighbour that does not parse", { "main.py": main, "broken.py": "def (:\n  '''" }],
    ["an empty neighbour and one with NUL bytes", { "main.py": main, "empty.py": "", "nul.py": new Uint8Array(64) }],
  ])("are found in spite of %s", (_, files) => {
    const { status, stdout, stderr } = run("routes", folderOf(files), "--json");
    expect(`${status} ${stderr}`).toBe("0 ");
    expect((JSON.parse(stdout) as RoutesAnswer).routes.map(({ id }) => id).sort()).toEqual(["GET /health", "POST /ask"]);
  });

  test("a terminal never gets control characters from a name", () => {
    const { stdout, stderr } = run("routes", folderOf({ "x\u001b[2J/main.py": main }));
    expect(stdout).toContain("POST /ask");
    expect(stdout + stderr).not.toContain("\u001b");
  });
});

describe("estimate, matrix and check agree to the last digit", () => {
  const cases = [
    ["dedicated", scenario],
    ["scale-to-zero", sleeping],
  ] as const;
  test.each(cases)("%s", (_, file) => {
    const estimate = answer<Estimate>("estimate", example, "--scenario", file, "--json", ...date);
    const matrix = answer<Matrix>("matrix", file, "--json", ...date);
    const check = answer<{ total: Matrix["total"]; result: string }>("check", file, "--json", ...date);
    expect(estimate.total.kgCO2e).toEqual(matrix.plans.baseline.kgCO2e);
    expect(check.total).toEqual(matrix.total);
    expect(matrix.total).toEqual({ ...matrix.plans.decided, budget: matrix.total.budget });
    const total = central(estimate.total.kgCO2e);
    const withModel = estimate.endpoints.filter(({ state }) => state !== "no-ai");
    closeTo(sum(withModel.map(({ perMonth }) => perMonth.kgCO2e)) + central(estimate.unattributed.kgCO2e), total);
    closeTo(sum(estimate.hosts.map(({ kgCO2e }) => kgCO2e)), total);
    closeTo(sum(matrix.rows.flatMap(({ kgCO2e }) => [kgCO2e.avoidable, kgCO2e.fixed])) + central(estimate.unattributed.kgCO2e), total);
    closeTo(sum(matrix.months.map(({ plans }) => plans.baseline)) / matrix.months.length, total);
    closeTo(sum(matrix.months.flatMap(({ services }) => Object.values(services))) / matrix.months.length, central(matrix.plans.decided.kgCO2e));
    closeTo(
      estimate.hosts.reduce((all, { operational, embodied }) => all + central(operational) + central(embodied), 0),
      total,
    );
  });

  test("also where the scenario has CRLF line ends", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small, "b/b.carbon.yaml": small.replaceAll("\n", "\r\n") });
    const [unix, dos] = ["a.carbon.yaml", "b/b.carbon.yaml"].map((file) => answer<Matrix>("matrix", join(folder, file), "--folder", folder, "--json", ...date));
    expect(dos?.plans).toEqual(unix?.plans);
  });

  test("the same input gives the same bytes", () => {
    const args = ["matrix", scenario, "--json", ...date];
    expect(run(...args).stdout).toBe(run(...args).stdout);
  });

  test("figures keep full precision in JSON, and unknown is null", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": "version: 1\nservices:\n  ask: { endpoint: POST /ask }\n" });
    const estimate = answer<Estimate>("estimate", folder, "--json");
    const ask = estimate.endpoints.find(({ id }) => id === "POST /ask");
    expect(ask?.perRequest.energyWh.idle).toBeNull();
    expect(ask?.perRequest.embodied).toBeNull();
    expect(ask?.busyPerRequest?.central.toString().length).toBeGreaterThan(8);
    expect(ask?.basis).toBe("assumed");
  });
});

test("help names every command on the first stream", () => {
  const { status, stdout } = run("--help");
  expect(status).toBe(0);
  for (const command of ["routes", "estimate", "matrix", "check", "report", "what-if"]) {
    expect(stdout).toContain(`${command} `);
    expect(run("help", command).stdout).toContain("--lang");
  }
  expect(run("--version").stdout).toMatch(/^carbon-matrix \d+\.\d+\.\d+\n$/);
});

test("French by the environment, and answers that a pipe may cut", () => {
  const french = spawnSync(process.execPath, [cli, "routes"], { encoding: "utf8", env: { PATH: process.env.PATH ?? "", LANG: "fr_FR.UTF-8" } });
  expect(french.stderr).toContain("attend un argument");
  const cut = spawnSync("sh", ["-c", `"${process.execPath}" "${cli}" report "${scenario}" --format json | head -c 10`], { encoding: "utf8" });
  expect(cut.stdout).toHaveLength(10);
  expect(cut.stderr).toBe("");
});

test("help and any command take --lang, before or behind", () => {
  for (const args of [
    ["--help", "--lang", "fr"],
    ["--lang", "fr", "--help"],
    ["--lang=fr", "help"],
    ["help", "--lang", "fr"],
    ["help", "--lang=fr"],
  ])
    expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining("Codes de sortie") });
  const option = "langue de la réponse";
  for (const args of [
    ["help", "estimate", "--lang", "fr"],
    ["help", "--lang", "fr", "estimate"],
    ["estimate", "--help", "--lang", "fr"],
    ["--lang", "fr", "estimate", "--help"],
  ])
    expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining(option) });
  expect(run("--lang", "fr", "check", scenario, ...date).stdout).toBe(run("check", scenario, "--lang", "fr", ...date).stdout);
  for (const args of [
    ["help", "--lang", "de"],
    ["help", "--lang=de"],
  ])
    expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining("--lang is en or fr, not de.") });
  expect(run("--lang", "de", "--help")).toMatchObject({ status: 2, stderr: expect.stringContaining("--lang is en or fr, not de.") });
});

test("an endpoint without a figure says why, below the table and as JSON", () => {
  const folder = folderOf({ "main.py": main.replace('"mistral:7b"', "question") });
  expect(run("estimate", folder).stdout).toMatch(/Unknown, because:\n {2}POST \/ask: \S.*write model:/);
  const { endpoints } = answer<Estimate>("estimate", folder, "--json");
  expect(endpoints.map(({ state, unknown }) => [state, unknown])).toEqual([
    ["unknown", expect.stringContaining("write model:")],
    ["no-ai", undefined],
  ]);
});

function central(interval: Interval | null): number {
  return interval?.central ?? Number.NaN;
}

function sum(intervals: readonly (Interval | null)[]): number {
  return intervals.reduce((total, interval) => total + central(interval), 0);
}

/** Sums in another order differ in the last bits only. */
function closeTo(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}
