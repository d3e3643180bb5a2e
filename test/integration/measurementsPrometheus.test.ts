import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchMeasurements } from "../../src/core/measurements/matchRoutes";
import type { Imported } from "../../src/core/measurements/observation";
import { readPrometheus } from "../../src/core/measurements/prometheus";
import { ask } from "../../src/core/measurements/prometheusClient";
import { prometheusProfiles } from "../../src/core/measurements/prometheusProfiles";
import { coverageQueries, prometheusQueries, unseenRequestsQuery } from "../../src/core/measurements/prometheusQueries";
import { translator } from "../../src/core/text";
import { fetchBounded } from "../../src/node/http";
import { freePort, type Running, start, waitFor } from "../support/process";
import { prometheusOrReason, type RunningPrometheus, startPrometheus } from "../support/prometheus";
import { pythonEnvOrReason } from "../support/pythonEnv";
import { route } from "../unit/measurements/routes";

// A real Prometheus scrapes a real FastAPI application in which four exporters count the same requests.
const t = translator("en");
const here = fileURLToPath(new URL("probe", import.meta.url));
const probe = fileURLToPath(new URL("../../src/probe", import.meta.url));
const packages = ["fastapi", "uvicorn", "prometheus-fastapi-instrumentator", "starlette-exporter", "opentelemetry-sdk", "opentelemetry-exporter-prometheus"];

const env = pythonEnvOrReason("fastapi-exporters", packages);
const { program, reason: noServer } = prometheusOrReason();

/** requests after the first scrape of their series, by route; the paths that make them */
const load = { "/fast": ["/fast", 120], "/slow": ["/slow", 40], "/api/items/{item_id}": ["/api/items/7", 80] } as const;

const reason = env.reason ?? noServer;
describe.skipIf(reason !== null)(reason === null ? "a real Prometheus" : `a real Prometheus (${reason})`, () => {
  let server: Running;
  let prometheus: RunningPrometheus;
  let base = "";

  beforeAll(async () => {
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = start(env.python, ["serve.py", "instrumented:app", String(port), "240"], { cwd: here, env: { PYTHONPATH: probe, PYTHONDONTWRITEBYTECODE: "1" } });
    await waitFor("the application", async () => (await fetch(`${base}/metrics`)).ok, server);
    prometheus = await startPrometheus(program, [
      { job: "exporters", port, path: "/metrics" },
      { job: "probe", port, path: "/metrics-probe" },
    ]);
    // The servers have looked at the application before its first request: what those count at their first scrape is lost to increase().
    await both(2);
    for (const [path] of Object.values(load)) await fetch(`${base}${path}`);
    await both(2);
    for (const [path, count] of Object.values(load)) for (let done = 0; done < count; done += 1) await (await fetch(`${base}${path}`)).arrayBuffer();
    await both(3);
  });
  afterAll(async () => {
    await prometheus?.stop();
    await server?.stop();
  });
  const both = async (scrapes: number): Promise<void> => {
    await Promise.all([prometheus.scraped("exporters", scrapes), prometheus.scraped("probe", scrapes)]);
  };

  const read = (profile: string, more: { readonly window?: string; readonly job?: string } = {}): Promise<Imported> =>
    readPrometheus({ url: prometheus.url, profile, window: "10m", ...more }, fetchBounded, { signal: AbortSignal.timeout(20_000), t });
  const value = (imported: Imported, path: string, quantity: string): number =>
    imported.observations.find((one) => one.quantity === quantity && one.subject.kind === "endpoint" && one.subject.route === path)?.value ?? Number.NaN;

  test.each([
    ["fastapi-instrumentator", 0],
    ["starlette-exporter", 0],
    ["opentelemetry", 0],
    // our probe publishes every route at 0 from the start, so its first requests count too
    ["carbon-matrix", 1],
  ])("%s: counts within the extrapolation, time and coverage", async (profile, firstSeen) => {
    const imported = await read(profile);
    const covered = imported.observations[0]?.window.covered ?? 0;
    expect(covered).toBeGreaterThan(5);
    expect(covered).toBeLessThan(120);
    const factors = Object.entries(load).map(([path, [, count]]) => value(imported, path, "requests") / (count + firstSeen));
    console.log(`${profile}: counted / sent ${factors.map((factor) => factor.toFixed(3)).join(", ")} over ${covered} s`);
    for (const factor of factors) {
      expect(factor).toBeGreaterThan(0.97);
      // increase() extrapolates to at most 1.1 scrape intervals beyond either end of a series that lives for some seconds
      expect(factor).toBeLessThan(1.5);
    }
    const mean = value(imported, "/slow", "wall") / value(imported, "/slow", "requests");
    expect(mean).toBeGreaterThan(0.019);
    expect(mean).toBeLessThan(0.2);
  });

  test("requests that Prometheus did not see are told where they are lost, and only there", async () => {
    const codes = async (profile: string): Promise<readonly string[]> => (await read(profile)).problems.map((problem) => problem.code);
    expect(await codes("fastapi-instrumentator")).toEqual(["prometheus-coverage", "prometheus-young-series"]);
    // the probe's /metrics row for the other scrape job may be younger, but its three routes are not
    expect((await codes("carbon-matrix")).filter((code) => code !== "prometheus-young-series")).toEqual(["prometheus-coverage"]);
    const { problems } = await read("fastapi-instrumentator");
    expect(problems.at(-1)?.message).toMatch(/about \d+ requests/);
  });

  test("the probe's metrics bring CPU, and the CPU of no request", async () => {
    const imported = await read("carbon-matrix");
    expect(value(imported, "/fast", "cpu")).toBeGreaterThan(0);
    expect(value(imported, "/slow", "cpu")).toBeLessThan(value(imported, "/slow", "wall"));
    const of = (quantity: string): number =>
      imported.observations.find((one) => one.quantity === quantity && one.subject.kind === "process")?.value ?? Number.NaN;
    expect(of("unattributedCpu")).toBeGreaterThan(0);
    expect(of("unattributedCpu")).toBeLessThan(of("cpu"));
  });

  test("two exporters of one application: the better one counts, nothing twice", async () => {
    const imported = [await read("fastapi-instrumentator"), await read("carbon-matrix"), await read("starlette-exporter")];
    const result = matchMeasurements(
      imported,
      ["GET /fast", "GET /slow", "GET /api/items/{id}"].map((id) => route(id)),
      [],
      t,
    );
    expect(result.endpoints.map((one) => [one.routeId, one.match])).toEqual([
      ["GET /api/items/{id}", "names-erased"],
      ["GET /fast", "template"],
      ["GET /slow", "template"],
    ]);
    for (const endpoint of result.endpoints) {
      expect(endpoint.cpuSeconds).not.toBeNull();
      expect(endpoint.requests).toBeLessThan(170);
    }
    expect(result.problems.filter((problem) => problem.code === "measurement-two-sources")).toHaveLength(2);
  });

  test("a job narrows the reading; a job or profile without data says so", async () => {
    expect(value(await read("carbon-matrix", { job: "probe" }), "/fast", "requests")).toBeGreaterThan(100);
    const wrongJob = await read("carbon-matrix", { job: "exporters" });
    expect(wrongJob.problems.map((problem) => problem.code)).toEqual(["prometheus-empty"]);
    const wrongProfile = await read("opentelemetry-old");
    expect(wrongProfile.problems[0]).toMatchObject({ code: "prometheus-empty", message: expect.stringContaining("fastapi-instrumentator") });
  });

  test("every query of every profile is PromQL that the server accepts, with and without a job", async () => {
    const target = { base: prometheus.url, http: fetchBounded, signal: AbortSignal.timeout(20_000), headers: {}, t };
    for (const profile of prometheusProfiles) {
      for (const job of [undefined, 'a"b\\c.d']) {
        const { slots, first } = coverageQueries(profile, "30d", job === undefined ? [] : [job]);
        const queries = [...Object.values(prometheusQueries(profile, "30d", job)), slots, first, unseenRequestsQuery(profile, "30d", 1e6, job)];
        for (const query of queries) if (query !== null) expect(await ask(target, query), query).toHaveProperty("samples");
      }
    }
  });
});
