import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/analysis/estimate";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { Interval } from "../../src/core/quantity/interval";

// The command line as its users run it: a process, its two streams and its exit code.

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const example = join(root, "examples/editorial-api");
const scenario = join(example, "editorial.carbon.yaml");
const sleeping = join(example, "editorial-scale-to-zero.carbon.yaml");
const date = ["--date", "2026-11-23"];
const made: string[] = [];

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
});

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function run(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", maxBuffer: 1 << 28, env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
}

/** The same while this process goes on, for a command that asks a server of this one. */
function runBeside(...args: readonly string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
  const [stdout, stderr] = [[] as string[], [] as string[]];
  child.stdout.on("data", (part) => stdout.push(String(part)));
  child.stderr.on("data", (part) => stderr.push(String(part)));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout: stdout.join(""), stderr: stderr.join("") })));
}

/** Runs a command that must succeed, and reads its answer. */
function answer<T>(...args: readonly string[]): T {
  const { status, stdout, stderr } = run(...args);
  expect(`${status} ${stderr}`).toMatch(/^[01] /);
  return JSON.parse(stdout) as T;
}

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "carbon-matrix-"));
  made.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

const main = `from fastapi import FastAPI
import ollama

app = FastAPI()

@app.post("/ask")
def ask(question: str):
    return ollama.chat(model="mistral:7b", messages=[])

@app.get("/health")
def health():
    return {}
`;
const small = `version: 1
region: francecentral
budget: { carbon: 5 kg/month }
volume: { files: 1000/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3 }
services:
  ask: { endpoint: "POST /ask", model: "mistral:7b", engine: ollama, task: generation, input: { characters: 4000 }, output: { tokens: 300 } }
`;

interface RoutesAnswer {
  readonly version: number;
  readonly routes: readonly {
    readonly id: string;
    readonly app: string | null;
    readonly function: string;
    readonly file: string;
    readonly line: number;
    readonly decoratorLine: number;
    readonly workloads: readonly { readonly task: string; readonly library: string; readonly model: string | null; readonly file: string }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly file?: string }[];
  readonly timing: { readonly files: number };
}

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

describe("the founding case", () => {
  test("two always-on machines: stop generation, which frees a whole machine", () => {
    const matrix = answer<Matrix>("matrix", scenario, "--json", ...date);
    const levels = (service: string) => new Set(matrix.rows.filter((row) => row.service === service).map((row) => row.recommended));
    expect(levels("generation")).toEqual(new Set([0]));
    expect(levels("transcription")).toEqual(new Set([1]));
    expect(matrix.hosts.map(({ name, on }) => [name, on.baseline, on.decided, on.recommended])).toEqual([
      ["speech", true, true, true],
      ["text", true, false, false],
    ]);
    expect(matrix.plans.baseline.overshootMonth).toBe("2027-01");
    expect(matrix.total.feasible).toBe(true);
    expect(run("check", scenario, ...date).status).toBe(0);
  });

  test("machines that sleep: over the budget inside the horizon, and something else to stop", () => {
    const matrix = answer<Matrix>("matrix", sleeping, "--json", ...date);
    expect(matrix.total.overshootMonth).toMatch(/^2027-(0[2-9]|1[0-2])$/);
    expect(matrix.hosts.every(({ fixed }) => central(fixed) === 0)).toBe(true);
    expect(matrix.plans.recommended.feasible).toBe(true);
    expect(run("check", sleeping, ...date).status).toBe(1);
  });

  test("the report starts with what to stop and ends with every factor and its source", () => {
    const { status, stdout } = run("report", scenario, ...date);
    expect(status).toBe(0);
    expect(stdout.slice(0, 1500)).toMatch(/Stop generation\..*text/s);
    const { factors } = answer<Estimate>("estimate", example, "--scenario", scenario, "--json", ...date);
    expect(factors.length).toBeGreaterThan(5);
    expect(factors.filter(({ id, year }) => year < 2000 || !stdout.includes(`| ${id} |`))).toEqual([]);
    expect(stdout).not.toMatch(/neutral|undefined|NaN|\[object/);
  });

  test("the report in French, and in its other forms", () => {
    expect(run("report", scenario, "--lang", "fr", ...date).stdout).toContain("## En une minute");
    const rows = run("report", scenario, "--format", "csv", "--lang", "fr", ...date)
      .stdout.trim()
      .split("\r\n");
    expect(rows).toHaveLength(13);
    expect(rows[1]).toMatch(/^transcription;fr;.*;\d+,\d+;/);
    const out = join(folderOf({}), "report.html");
    expect(run("report", scenario, "--out", out, ...date).stdout).toBe("");
    expect(readFileSync(out, "utf8")).toMatch(/^<!DOCTYPE html>/);
    const { matrix } = answer<{ matrix: Matrix }>("report", scenario, "--format", "json", ...date);
    expect(matrix).toEqual(answer<Matrix>("matrix", scenario, "--json", ...date));
  });

  test("a report is written over an earlier one, and over nothing that it is made from", () => {
    const measured = JSON.stringify({ schema: "carbon-matrix/measurements@1", records: [] });
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small, "base.carbon.yaml": small, "old.json": "", ".carbon-matrix/m.json": measured });
    const path = (name: string) => join(folder, name);
    symlinkSync(path("a.carbon.yaml"), path("link.md"));
    linkSync(path("a.carbon.yaml"), path("twin.md"));
    symlinkSync(folder, path("same"), "dir");
    symlinkSync(path("later.md"), path("new.md"));
    const report = (...args: readonly string[]) => run("report", path("a.carbon.yaml"), ...args, ...date);
    expect(report("--format", "json", "--out", path("old.json")).status).toBe(0);
    const record = readFileSync(path("old.json"), "utf8");
    const refused: readonly (readonly string[])[] = [
      ["--format", "md", "--out", path("a.carbon.yaml")],
      ["--out", path("link.md")],
      ["--out", path("twin.md")],
      ["--format", "md", "--out", path("same/a.carbon.yaml")],
      ["--format", "md", "--base", path("base.carbon.yaml"), "--out", path("same/base.carbon.yaml")],
      ["--base-factors", path("old.json"), "--out", path("old.json")],
      ["--out", path(".carbon-matrix/m.json")],
    ];
    for (const args of refused) {
      const { status, stderr } = report(...args);
      expect([args, status, stderr]).toEqual([args, 2, expect.stringContaining("which the report is made from")]);
    }
    expect([small, small, record, measured]).toEqual(
      ["a.carbon.yaml", "base.carbon.yaml", "old.json", ".carbon-matrix/m.json"].map((name) => readFileSync(path(name), "utf8")),
    );
    expect(report("--out", path("old.json")).status).toBe(0);
    expect(report("--out", path("new.md")).status).toBe(0);
    expect(readFileSync(path("later.md"), "utf8")).toMatch(/^# /);
  });
});

describe("check", () => {
  const limits = (budget: string) => folderOf({ "main.py": main, "a.carbon.yaml": small.replace("{ carbon: 5 kg/month }", budget) });
  test.each([
    ["{ carbon: 5 kg/month }", 0],
    ["{ carbon: 1 kg/month }", 1],
    ["{ cost: 1 USD/month }", 1],
    ["{ cost: 5000 USD/month }", 0],
    ["{ plan: prudent }", 0],
  ] as const)("budget %s: exit code %i", (budget, expected) => {
    const { status, stdout, stderr } = run("check", join(limits(budget), "a.carbon.yaml"));
    expect(`${status} ${stderr}`).toMatch(new RegExp(`^${expected} `));
    expect(stdout).not.toBe("");
  });

  test.each([
    ["a size", "Standard_NC4as_T4_v3", "Standard_NC4as_T4_v9", /a\.carbon\.yaml:6:\d+: warning: .*did you mean Standard_NC4as_T4_v3/],
    ["a region", "francecentral", "francecentrl", /a\.carbon\.yaml:2:\d+: warning: .*did you mean francecentral/],
  ])("no build passes or fails on %s that no table knows: the place and the nearest names are said", (_, written, typo, said) => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small.replace(written, typo) });
    const { status, stdout, stderr } = run("check", join(folder, "a.carbon.yaml"));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
    expect(stderr).toContain("Nothing was checked");
  });

  test("without a budget it says that nothing was checked", () => {
    expect(run("check", join(limits("{ plan: expected }"), "a.carbon.yaml")).stderr).toContain("no budget");
  });

  test("a total that is not known does not pass", () => {
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": small
        .replace("{ sku: Standard_NC4as_T4_v3 }", "{ sku: Standard_NC4as_T4_v3, deployment: serverless }")
        .replace("volume: { files: 1000/month }\n", ""),
    });
    const { status, stdout } = run("check", join(folder, "a.carbon.yaml"));
    expect(status).toBe(2);
    expect(stdout).toContain("cannot be checked");
    expect(stdout).not.toContain("keeps it in every month");
  });

  test("--base adds the difference and never changes the exit code", () => {
    const folder = limits("{ carbon: 1 kg/month }");
    writeFileSync(join(folder, "b.carbon.yaml"), small.replace("1000/month", "2000/month"));
    const file = join(folder, "a.carbon.yaml");
    const found = answer<{ difference: { kgCO2e: { decided: { base: number; now: number; change: number } } } }>(
      "check",
      file,
      "--base",
      join(folder, "b.carbon.yaml"),
      "--json",
    );
    const { base, now, change } = found.difference.kgCO2e.decided;
    expect(change).toBe(now - base);
    expect(change).toBeLessThan(0);
    expect(run("check", file, "--base", join(folder, "b.carbon.yaml")).status).toBe(1);
    expect(run("check", join(folder, "b.carbon.yaml"), "--base", file).status).toBe(0);
  });
});

describe("scenario of estimate", () => {
  test("the only one is taken and named on the second stream", () => {
    const { status, stderr } = run("estimate", folderOf({ "main.py": main, "a.carbon.yaml": small }), "--json");
    expect(status).toBe(0);
    expect(stderr).toContain("a.carbon.yaml");
  });

  test("without one the busy part is estimated", () => {
    const { status, stdout } = run("estimate", folderOf({ "main.py": main }), "--json");
    expect(status).toBe(0);
    const ask = (JSON.parse(stdout) as Estimate).endpoints.find(({ id }) => id === "POST /ask");
    expect([ask?.state, ask?.basis, ask?.perMonth.kgCO2e]).toEqual(["busy-only", "assumed", null]);
    expect(ask?.busyPerRequest?.central).toBeGreaterThan(0);
  });

  test("several are listed", () => {
    const { status, stderr, stdout } = run("estimate", example);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("editorial.carbon.yaml");
    expect(stderr).toContain("editorial-scale-to-zero.carbon.yaml");
  });

  test("an unknown size says what it assumed instead", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small.replace("Standard_NC4as_T4_v3", "Standard_NC4as_T4_v9") });
    const { status, stderr } = run("estimate", folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/a\.carbon\.yaml:6:\d+: warning: .*Standard_NC4as_T4_v9.*\[unknown-size\]/);
  });
});

describe("what cannot be used is refused with the next step, exit code 2 and no stack", () => {
  const bad = () =>
    folderOf({
      "main.py": main,
      "a.carbon.yaml": small.replace("carbon: 5 kg/month", "carbonn: 5 kg/month"),
      "b.carbon.yaml": "version: 1\nservices: [",
      "c.carbon.yaml": "",
      "note.txt": "x",
    });
  test.each<readonly [string, (folder: string) => readonly string[], RegExp]>([
    ["no command", () => [], /routes FOLDER/],
    ["a misspelt command", () => ["estimat", "."], /estimate/],
    ["help for a misspelt command", () => ["help", "estimat"], /no command estimat. Did you mean estimate/],
    ["help for nothing known", () => ["help", "zzz"], /no command zzz. There are: /],
    [
      "a link that leads back to itself",
      (folder) => {
        symlinkSync("l.carbon.yaml", join(folder, "l.carbon.yaml"));
        return ["check", join(folder, "l.carbon.yaml")];
      },
      /a link that leads back to itself/,
    ],
    ["code in place of a scenario", (folder) => ["matrix", join(folder, "main.py")], /main\.py is not a scenario/],
    ["a misspelt option", (folder) => ["routes", folder, "--jsn"], /--json/],
    ["an option without its value", (folder) => ["estimate", folder, "--scenario"], /--scenario FILE/],
    ["an option twice", (folder) => ["estimate", folder, "--date", "2027-01-01", "--date", "2027-01-02"], /twice/],
    ["no argument", () => ["matrix"], /SCENARIO/],
    ["two arguments", (folder) => ["routes", folder, folder], /too many/],
    ["a folder that is not there", () => ["routes", "/no/such/folder"], /no folder/],
    ["a file in place of a folder", (folder) => ["routes", join(folder, "main.py")], /is a file/],
    ["a folder in place of a file", (folder) => ["matrix", folder], /is a folder\. Name a scenario in it: .*a\.carbon\.yaml, /],
    ["a folder without a scenario", () => ["matrix", folderOf({})], /is a folder without a scenario.*init/],
    ["an empty folder", () => ["routes", folderOf({})], /no Python file/],
    ["an empty folder to estimate", () => ["estimate", folderOf({})], /no Python file and no scenario/],
    ["a scenario that is not there", (folder) => ["check", join(folder, "none.carbon.yaml")], /no scenario file/],
    ["a scenario with a typo", (folder) => ["check", join(folder, "a.carbon.yaml")], /a\.carbon\.yaml:3:\d+: error: .*carbon\b/],
    ["a scenario that is not YAML", (folder) => ["matrix", join(folder, "b.carbon.yaml")], /b\.carbon\.yaml:\d+:\d+: error/],
    ["an empty scenario", (folder) => ["matrix", join(folder, "c.carbon.yaml")], /c\.carbon\.yaml/],
    ["a typo in the base", (folder) => ["check", scenario, "--base", join(folder, "a.carbon.yaml")], /a\.carbon\.yaml/],
    ["an unknown format", () => ["report", scenario, "--format", "pdf"], /md, html/],
    ["an unknown language", () => ["report", scenario, "--lang", "de"], /en or fr/],
    [
      "a file of no format",
      (folder) => ["report", scenario, "--out", join(folder, "x.pdf")],
      /x\.pdf ends in no format: md, html, csv, json, yaml, yml\. .*--format: .*impact-framework/,
    ],
    ["a report into no folder", (folder) => ["report", scenario, "--out", join(folder, "deep", "x.md")], /no folder .*deep.*--out/],
    ["an impossible date", () => ["report", scenario, "--date", "2027-02-30"], /YYYY-MM-DD/],
    ["a file that cannot be written", (folder) => ["report", scenario, "--out", join(folder, "note.txt", "x.md")], /cannot be written/],
  ])("%s", (_, args, sentence) => {
    const { status, stdout, stderr } = run(...args(bad()));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain("our fault");
  });
});

describe("measurements", () => {
  const measured = (seconds: number, requests: number) =>
    JSON.stringify({
      schema: "carbon-matrix/measurements@1",
      tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
      process: { pid: 7, startedAt: "2026-11-01T00:00:00Z", writtenAt: "2026-11-21T00:00:00Z", cpuSeconds: 1000 },
      endpoints: [{ method: "POST", route: "/ask", requests, wallSeconds: seconds, cpuSeconds: seconds / 10 }],
    });
  const ask = (estimate: Estimate) => estimate.endpoints.find(({ id }) => id === "POST /ask");

  test("a file beside the scenario makes the figure measured", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small });
    expect(ask(answer<Estimate>("estimate", folder, "--json"))?.basis).toBe("modelled");
    mkdirSync(join(folder, ".carbon-matrix"));
    writeFileSync(join(folder, ".carbon-matrix/7.json"), measured(7000, 500));
    const found = ask(answer<Estimate>("estimate", folder, "--json"));
    expect(found?.basis).toBe("measured");
    expect(found?.perRequest.seconds?.central).toBeCloseTo(14, 6);
    expect(run("estimate", folder).stdout).toMatch(/POST \/ask .* work measured, waiting modelled /);
  });

  test("a pattern of the scenario counts from the scenario's folder", () => {
    const folder = folderOf({
      "app/main.py": main,
      "plans/a.carbon.yaml": `${small}measurements:\n  - { file: "../metrics/**/{one,two}-*.json" }\n`,
      "metrics/deep/er/two-7.json": measured(7000, 500),
      "metrics/deep/three-7.json": measured(1, 500),
    });
    const found = answer<Estimate>("estimate", join(folder, "app"), "--scenario", join(folder, "plans/a.carbon.yaml"), "--json");
    expect(ask(found)?.perRequest.seconds?.central).toBeCloseTo(14, 6);
  });

  test("a broken file is a problem with its place, and the figure stays modelled", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small, ".carbon-matrix/bad.json": '{"schema": "carbon-matrix/measurements@1", ' });
    const { status, stdout, stderr } = run("estimate", folder);
    expect(status).toBe(0);
    expect(stdout).toContain("modelled");
    expect(stderr).toContain(".carbon-matrix/bad.json");
  });

  test("a server is asked only with --fetch, and one that does not answer is a problem and an exit code of 2, after the answer", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(500, { "content-type": "text/html" }).end("<html>no</html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address() as AddressInfo;
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": `${small}measurements:\n  - { prometheus: "http://127.0.0.1:${address.port}", profile: fastapi-instrumentator }\n`,
    });
    const quiet = await runBeside("estimate", folder);
    expect([quiet.status, asked]).toEqual([0, []]);
    expect(quiet.stderr).toContain("--fetch");
    const loud = await runBeside("estimate", folder, "--fetch");
    const checked = await runBeside("check", join(folder, "a.carbon.yaml"), "--fetch");
    writeFileSync(join(folder, "a.carbon.yaml"), readFileSync(join(folder, "a.carbon.yaml"), "utf8").replace("5 kg/month", "1 g/month"));
    const over = await runBeside("check", join(folder, "a.carbon.yaml"), "--fetch");
    server.close();
    expect([loud, checked, over].map(({ status, stderr }) => [status, stderr.match(/exit code is \d/g)])).toEqual([
      [2, ["exit code is 2"]],
      [2, ["exit code is 2"]],
      [1, ["exit code is 1"]],
    ]);
    expect(loud.status).toBe(2);
    expect(asked.length).toBeGreaterThan(0);
    expect(loud.stderr).toContain(`127.0.0.1:${address.port}`);
    expect(loud.stdout).toContain("modelled");
  });
});

test("what-if shows the effect of a change and leaves the file as it is", () => {
  const before = readFileSync(scenario, "utf8");
  const found = answer<{ before: { plans: Matrix["plans"] }; after: { plans: Matrix["plans"] } }>(
    "what-if",
    scenario,
    "--set",
    "volume.files=1000/month",
    "--set",
    "hosts.text.replicas=2",
    "--json",
    ...date,
  );
  expect(central(found.after.plans.baseline.kgCO2e)).toBeGreaterThan(1.4 * central(found.before.plans.baseline.kgCO2e));
  expect(readFileSync(scenario, "utf8")).toBe(before);
  for (const [wrong, said] of [
    ["hosts.text.deployment=sleepy", "sleepy is not one of the words"],
    ["volume.files=1,5", "1,5 has no unit"],
    ["version=2", "Version 2 is not known here"],
  ] as const) {
    const { status, stderr } = run("what-if", scenario, "--set", "hosts.text.replicas=2", "--set", wrong, ...date);
    expect(`${status} ${stderr}`).toContain(`2 carbon-matrix: --set ${wrong}: ${said}`);
    expect(stderr).not.toContain(".carbon.yaml");
  }
});

test("what-if takes lists, quotes, units and removals, and teaches about paths and values that cannot be", () => {
  const after = (...changes: readonly string[]) =>
    answer<{ after: { total: Matrix["total"] }; set: unknown; removed: unknown }>("what-if", scenario, ...changes, "--json", ...date);
  expect(after("--remove", "budget.carbon")).toMatchObject({ set: [], removed: ["budget.carbon"], after: { total: { budget: { carbon: null, cost: 900 } } } });
  expect(after("--set", "budget.carbon=null")).toMatchObject({ removed: ["budget.carbon"] });
  const many = after(
    "--set",
    "services.generation.input.media=[text, audio]",
    "--set",
    'services.generation.model="llama3.2:3b"',
    "--set",
    "volume.growth=2 %/month",
  );
  expect(many.set).toEqual([
    { path: "services.generation.input.media", value: ["text", "audio"] },
    { path: "services.generation.model", value: "llama3.2:3b" },
    { path: "volume.growth", value: "2 %/month" },
  ]);
  for (const [changes, words] of [
    [["--set", "hosts.speach.replicas=2"], "Did you mean speech?"],
    [["--set", "volume.flies=3/month"], "Did you mean files?"],
    [["--set", "services.a.b.modl=x"], "There is no b in services.a"],
    [["--set", "volume.files.x=3"], "Nothing stands below volume.files"],
    [["--set", "volume.files=800"], "800 has no unit"],
    [["--set", "volume.files="], "PATH=VALUE"],
    [["--remove", "budget.carbn"], "Did you mean carbon?"],
    [["--set", "region=uksouth", "--endpoint", "POST /transcribe"], "--endpoint"],
    [["--endpoint", "POST /elsewhere"], "No service of the scenario serves POST /elsewhere"],
  ] as const) {
    const { status, stderr, stdout } = run("what-if", scenario, ...changes, ...date);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
  }
});

test("what-if says when a change brings a machine that serves nothing", () => {
  const { status, stderr } = run("what-if", scenario, "--set", "hosts.reserve.sku=Standard_NC4as_T4_v3", ...date);
  expect(stderr).toContain("No service runs on host reserve");
  expect(status).not.toBe(2);
});

test("what-if without a change ranks what could be changed, and each suggestion can be asked for", () => {
  interface Ranked {
    readonly before: { readonly decided: number };
    readonly suggestions: readonly {
      readonly label: string;
      readonly set: readonly string[];
      readonly after: { readonly decided: number };
      readonly change: { readonly decided: number };
    }[];
  }
  const { before, suggestions } = answer<Ranked>("what-if", scenario, "--json", ...date);
  const kg = suggestions.map(({ change }) => change.decided);
  expect(kg).toEqual([...kg].sort((a, b) => a - b));
  const asked = suggestions.find(({ label }) => label === "speech: on 50 h a week");
  const again = answer<{ after: { plans: Matrix["plans"] }; before: { plans: Matrix["plans"] } }>(
    "what-if",
    scenario,
    ...(asked?.set ?? []).flatMap((one) => ["--set", one]),
    "--json",
    ...date,
  );
  expect(central(again.before.plans.decided.kgCO2e)).toBe(before.decided);
  expect(central(again.after.plans.decided.kgCO2e)).toBe(asked?.after.decided);
  const text = run("what-if", scenario, "--endpoint", "POST /transcribe", "--lang", "fr", ...date).stdout;
  expect(text).toContain("speech\u00a0: arrêtée entre les requêtes");
  expect(text).toContain("le modèle ne compte guère");
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

test("a folder of Python without a FastAPI application says so, and what to do", () => {
  const folder = folderOf({ "main.py": "from litestar import Litestar, get\n\n@get('/')\ndef f(): ...\n\napp = Litestar([f])\n" });
  for (const command of ["routes", "estimate"]) {
    const { status, stderr } = run(command, folder);
    expect([status, stderr]).toEqual([0, expect.stringContaining("No FastAPI or Starlette application with routes was found in 1 Python file.")]);
  }
  expect(run("routes", folderOf({ "main.py": main })).stderr).not.toContain("no-application");
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

test("check names the inputs that its result does without", () => {
  const sources = `measurements:\n  - { file: "mesures/*.json" }\n  - { file: "cut.json" }\n`;
  const folder = folderOf({ "main.py": main, "s.carbon.yaml": small + sources, "cut.json": '{"resourceSpans": [' });
  const scenario = join(folder, "s.carbon.yaml");
  const { status, stdout, stderr } = run("check", scenario, ...date);
  expect(status).not.toBe(2);
  expect(stdout).toContain(`Left out of this result: ${join(folder, "cut.json")}, ${scenario}:10.\n`);
  expect(stderr.split("\n").find((line) => line.startsWith(`${scenario}:10:`))).toMatch(/mesures\/\*\.json.*\[no-measurement-file\]/);
});

test("check names the endpoints with a model that no service of the scenario names", () => {
  const folder = folderOf({
    "main.py": main.replace('@app.get("/health")', '@app.post("/again")\ndef again():\n    return ollama.generate(model="llama3")\n\n@app.get("/health")'),
  });
  writeFileSync(join(folder, "s.carbon.yaml"), small);
  const { status, stdout } = run("check", join(folder, "s.carbon.yaml"), ...date);
  expect(status).not.toBe(2);
  expect(stdout).toMatch(/\nNot in this result, because no service of the scenario names it: POST \/again\.\n$/);
});

test("problems name files by a path that opens from where the command runs", () => {
  const folder = folderOf({
    "app/main.py": `${main}\ndef broken(:\n`,
    "plans/s.carbon.yaml": small.replace("region:", "regoin:"),
    "plans/ok.carbon.yaml": small,
  });
  const placesOf = (...args: readonly string[]) => [...run(...args).stderr.matchAll(/^(.+?):\d+:.* \[[\w-]+\]$/gm)].map(([, path = ""]) => path);
  const [code, scenario] = [join(folder, "app", "main.py"), join(folder, "plans", "s.carbon.yaml")];
  expect(placesOf("routes", folder)).toContain(code);
  expect(placesOf("estimate", folder, "--scenario", join(folder, "plans", "ok.carbon.yaml"))).toContain(code);
  const refused = run("check", scenario, "--folder", join(folder, "app"));
  expect(refused.stderr).toMatch(new RegExp(`^${scenario}:\\d+:\\d+: error: .*regoin`, "m"));
  expect(refused.stderr).toContain(`${scenario} cannot be used until its errors are repaired.`);
});
