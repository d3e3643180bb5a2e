import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { translator } from "../../../src/core/text";
import { freePort, type Running, start, waitFor } from "../../support/process";
import { pythonEnvOrReason } from "../../support/pythonEnv";

const here = fileURLToPath(new URL(".", import.meta.url));
const probe = fileURLToPath(new URL("../../../src/probe", import.meta.url));

interface Row {
  readonly method: string;
  readonly route: string;
  readonly source: { readonly file: string; readonly line: number; readonly handler: string } | null;
  readonly requests: number;
  readonly status: Readonly<Record<string, number>>;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly nativeCpuSeconds?: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}
interface Told {
  readonly truth: Readonly<Record<string, number>>;
  readonly native: number;
  readonly snapshot: { readonly process: { readonly cpuSeconds: number; readonly attributedCpuSeconds: number }; readonly endpoints: readonly Row[] };
}

const cpuPaths = {
  "GET /async-cpu": "/async-cpu",
  "GET /async-steps": "/async-steps",
  "GET /gather": "/gather",
  "GET /sync-cpu": "/sync-cpu",
  "GET /stream": "/stream",
  "GET /background": "/background",
  "GET /pool": "/pool",
  "GET /own-threads": "/own-threads",
  "GET /api/v1/items/{item_id}": "/api/v1/items/7",
  "GET /sub/things/{thing_id}": "/sub/things/7",
  "GET /sub/inner/deep": "/sub/inner/deep",
  "POST /upload": "/upload",
} as const;
const sleepPaths = { "GET /async-sleep": "/async-sleep", "GET /sync-sleep": "/sync-sleep" } as const;

const versions = [
  // with uvloop and httptools, as most servers run
  { name: "fastapi-newest", requirements: ["fastapi", "uvicorn[standard]"] },
  { name: "fastapi-0.95", requirements: ["fastapi==0.95.2", "pydantic<2", "uvicorn"] },
] as const;

describe.each(versions)("the probe under $name", ({ name, requirements }) => {
  const env = pythonEnvOrReason(name, requirements);
  if (env.reason !== null) {
    test.skip(`no Python packages: ${env.reason}`, () => {});
    return;
  }
  let out = "";
  let base = "";
  let server: Running;

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), "carbon-matrix-probe-"));
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = start(env.python, ["serve.py", "app:app", String(port), "240"], { cwd: here, env: { PYTHONPATH: probe, PYTHONDONTWRITEBYTECODE: "1", OUT: out } });
    await waitFor("the application", async () => readdirSync(out).length > 0 && (await fetch(`${base}/metrics`)).ok, server);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(out, { recursive: true, force: true });
  });

  const request = async (label: string, path: string): Promise<number> => {
    const upload = label.startsWith("POST") ? { method: "POST", body: "x".repeat(20_000) } : {};
    const response = await fetch(`${base}${path}`, upload);
    await response.arrayBuffer();
    return response.status;
  };
  const told = async (): Promise<Told> => (await fetch(`${base}/_truth`)).json() as Promise<Told>;
  const rows = (one: Told): ReadonlyMap<string, Row> => new Map(one.snapshot.endpoints.map((row) => [`${row.method} ${row.route}`, row]));
  const written = (): { endpoints: readonly Row[] } =>
    JSON.parse(readFileSync(join(out, readdirSync(out).find((file) => file.endsWith(".json")) ?? "none"), "utf8"));

  test("every known route is there at 0 before its first request, under its full template", () => {
    const first = written().endpoints;
    const labels = first.map((row) => `${row.method} ${row.route}`);
    expect(labels).toEqual(expect.arrayContaining([...Object.keys(cpuPaths), "GET /old/items/{item_id}", "GET /tenants/{tenant}/report", "GET /_truth"]));
    expect(labels.some((label) => label.includes("openapi") || label.includes("docs"))).toBe(false);
    expect(first.every((row) => row.requests === 0 && row.cpuSeconds === 0)).toBe(true);
    const source = first.find((row) => row.route === "/api/v1/items/{item_id}")?.source;
    expect(source).toMatchObject({ file: "app.py", handler: "app:item" });
    expect(readFileSync(join(here, "app.py"), "utf8").split("\n")[(source?.line ?? 0) - 1]).toContain('@items.get("/{item_id}")');
  });

  test.each([
    ["one after the other", 25, 1],
    ["all at once", 25, 4],
  ])("CPU is charged to the endpoint that used it: %s", async (_, count, parallel) => {
    const before = await told();
    const load = async (label: string, path: string): Promise<void> => {
      const one = async (): Promise<void> => {
        for (let done = 0; done < count; done += 1) expect(await request(label, path)).toBe(200);
      };
      await Promise.all(Array.from({ length: parallel }, one));
    };
    const all = Object.entries({ ...cpuPaths, ...sleepPaths });
    if (parallel > 1) await Promise.all(all.map(([label, path]) => load(label, path)));
    else for (const [label, path] of all) await load(label, path);
    const requests = count * parallel;
    const counted = (one: Told, label: string): number => (rows(one).get(label)?.requests ?? 0) - (rows(before).get(label)?.requests ?? 0);
    // A request is booked when its handler has ended, which is a moment after its last byte: wait for the last ones.
    let after = await told();
    for (let tries = 0; tries < 50 && all.some(([label]) => counted(after, label) < requests); tries += 1) after = await told();

    const charged = (label: string): number => (rows(after).get(label)?.cpuSeconds ?? Number.NaN) - (rows(before).get(label)?.cpuSeconds ?? 0);
    const table = Object.keys(cpuPaths).map((label) => ({
      label,
      requests: counted(after, label),
      ratio: charged(label) / ((after.truth[label] ?? 0) - (before.truth[label] ?? 0)),
    }));
    console.log(
      `${name}, ${parallel === 1 ? "sequential" : "concurrent"}: charged / truth ${table.map((one) => `${one.label} ${one.ratio.toFixed(2)}`).join(", ")}`,
    );
    for (const { label, ratio, requests: booked } of table) {
      expect(booked, label).toBe(requests);
      expect(ratio, label).toBeGreaterThanOrEqual(0.95);
      expect(ratio, label).toBeLessThanOrEqual(1.6);
    }
    for (const label of Object.keys(sleepPaths)) expect(charged(label) / requests, label).toBeLessThan(0.0015);
    const { cpuSeconds, attributedCpuSeconds } = after.snapshot.process;
    const sum = after.snapshot.endpoints.reduce((total, row) => total + row.cpuSeconds, 0);
    expect(sum).toBeLessThanOrEqual(attributedCpuSeconds + 1e-6);
    expect(attributedCpuSeconds).toBeLessThanOrEqual(cpuSeconds);
    expect(attributedCpuSeconds).toBeGreaterThan(0.6 * cpuSeconds);
  });

  test("what was not found, not allowed, not valid or raised is counted too, and never by its raw path", async () => {
    expect(await request("GET", "/nowhere/secret-42")).toBe(404);
    expect(await request("GET", "/sub/nowhere")).toBe(404);
    expect(await request("GET", "/tenants/acme/nowhere")).toBe(404);
    expect(await request("GET", "/sub/things/sub")).toBe(200);
    expect(await request("GET", "/api/v1/items/not-a-number")).toBe(422);
    expect(await request("GET", "/boom")).toBe(500);
    expect(await request("GET", "/old/items/7")).toBe(200);
    expect(await request("GET", "/tenants/acme/report")).toBe(200);
    expect((await fetch(`${base}/async-cpu`, { method: "DELETE" })).status).toBe(405);
    const now = rows(await told());
    expect(now.get("GET __unmatched__")).toMatchObject({ requests: 3, status: { "4xx": 3 }, source: null });
    expect(now.get("GET /api/v1/items/{item_id}")?.status["4xx"]).toBe(1);
    expect(now.get("GET /boom")).toMatchObject({ requests: 1, status: { "5xx": 1 } });
    expect(now.get("GET /old/items/{item_id}")?.requests).toBe(1);
    expect(now.get("GET /tenants/{tenant}/report")?.requests).toBe(1);
    expect([...now.keys()].filter((label) => label.startsWith("GET /sub")).sort()).toEqual(["GET /sub/inner/deep", "GET /sub/things/{thing_id}"]);
    expect([...now.keys()].filter((label) => /42|acme|not-a-number/.test(label))).toEqual([]);
  });

  test("bytes and wall time", async () => {
    const now = rows(await told());
    const upload = now.get("POST /upload");
    expect(upload?.requestBytes).toBe((upload?.requests ?? 0) * 20_000);
    expect(now.get("GET /stream")?.responseBytes).toBe((now.get("GET /stream")?.requests ?? 0) * 4_000);
    const sleep = now.get("GET /async-sleep");
    expect(sleep?.wallSeconds).toBeGreaterThan((sleep?.requests ?? 0) * 0.03);
  });

  test("native threads are invisible to the steps, and estimated for the routes that declare them", async () => {
    const before = (await told()).native;
    for (let done = 0; done < 20; done += 1) await request("GET", "/native");
    const after = await told();
    const row = rows(after).get("GET /native");
    const real = after.native - before;
    expect(row?.cpuSeconds).toBeLessThan(real);
    expect(row?.nativeCpuSeconds).toBeGreaterThan(0.9 * real);
    expect(row?.nativeCpuSeconds).toBeLessThan(1.6 * real + 0.02);
  });

  test("the metrics are Prometheus text with every route", async () => {
    const text = await (await fetch(`${base}/metrics`)).text();
    expect(text).toMatch(/^carbon_matrix_http_requests_total\{method="GET",route="\/boom",status="5xx"\} 1$/m);
    expect(text).toMatch(/^carbon_matrix_http_requests_total\{method="GET",route="\/boom",status="4xx"\} 0$/m);
    expect(text).toMatch(/^carbon_matrix_process_cpu_seconds_total \d/m);
  });

  test("what needs no server: off switch, lifespan, websocket, a meter that breaks, fork, cancelled tasks", () => {
    const run = spawnSync(env.python, ["checks.py"], {
      cwd: here,
      encoding: "utf8",
      timeout: 60_000,
      env: { ...process.env, PYTHONPATH: probe, PYTHONDONTWRITEBYTECODE: "1" },
    });
    const results = Object.entries(JSON.parse(run.stdout) as Record<string, string>);
    expect(results.length).toBeGreaterThanOrEqual(10);
    expect(results.filter(([, result]) => result !== "ok")).toEqual([]);
  });

  test("the file is whole at shutdown by a signal, and the importer reads it without a problem", async () => {
    const last = rows(await told());
    await server.stop();
    const files = readdirSync(out);
    expect(files).toHaveLength(1);
    const text = readFileSync(join(out, files[0] ?? ""), "utf8");
    const imported = importMeasurementFile(".carbon-matrix/measurements.json", text, translator("en"));
    expect(imported.problems).toEqual([]);
    const requests = imported.observations.filter((one) => one.quantity === "requests" && one.subject.kind === "endpoint" && one.subject.route === "/sync-cpu");
    expect(requests.map((one) => one.value)).toEqual([last.get("GET /sync-cpu")?.requests]);
    // the request that asked for the truth had not ended when it was answered, so only the file counts it
    const asked = imported.observations.find((one) => one.quantity === "requests" && one.subject.kind === "endpoint" && one.subject.route === "/_truth");
    expect(asked?.value).toBe((last.get("GET /_truth")?.requests ?? Number.NaN) + 1);
  });
});
