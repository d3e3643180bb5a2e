import { expect, test } from "vitest";
import { estimateText } from "../../../../src/core/report/tables/estimateText";
import { analysisOf } from "../../../support/analyse";
import { route } from "../../measurements/routes";

const scenario = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  transcription: { endpoint: ["POST /transcribe", "POST /redo"], host: speech, model: large-v3, engine: faster-whisper, input: { duration: 10 min } }
`;

const probe = (rows: Readonly<Record<string, readonly [requests: number, wall: number]>>): string =>
  JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
    process: { pid: 7, startedAt: "2026-11-20T10:00:00Z", writtenAt: "2026-11-21T10:00:00Z", cpuSeconds: 4000, unattributedCpuSeconds: 5 },
    endpoints: Object.entries(rows).map(([id, [requests, wallSeconds]]) => ({
      method: id.split(" ")[0],
      route: id.split(" ")[1],
      requests,
      status: { "2xx": requests },
      wallSeconds,
      cpuSeconds: 1,
    })),
  });

const basisOf = (text: string) => {
  const { estimate } = analysisOf(scenario, { routes: [route("POST /transcribe"), route("POST /redo")], measurement: text });
  return Object.fromEntries(
    estimate.endpoints.map(({ id, basis, measuredShare, perRequest }) => [id, [basis, measuredShare !== undefined, perRequest.seconds?.central]]),
  );
};

test("of a service with two endpoints only the measured one says measured; the other takes its time", () => {
  const both = basisOf(probe({ "POST /transcribe": [10, 300], "POST /redo": [10, 100] }));
  expect(both).toEqual({ "POST /transcribe": ["measured", true, 20], "POST /redo": ["measured", true, 20] });
  const one = basisOf(probe({ "POST /transcribe": [10, 300], "POST /redo": [0, 0] }));
  expect(one).toEqual({ "POST /transcribe": ["measured", true, 30], "POST /redo": ["modelled", false, 30] });
});

const plain = (services: string) => {
  const analysis = analysisOf(`version: 1\nregion: francecentral\nvolume: { files: 500000/month }\nhosts:\n  web: { sku: Standard_D4s_v3 }\n${services}`, {
    routes: [route("GET /items")],
    measurement: probe({ "GET /items": [50_000, 600] }).replace('"cpuSeconds":1}', '"cpuSeconds":250}'),
  });
  return { analysis, endpoint: analysis.estimate.endpoints[0] };
};

test.each(["", ", task: other", ", task: classic-ml"])("a measured endpoint of plain code has its figure with a service%s: CPU seconds by vCPUs", (task) => {
  const { analysis, endpoint } = plain(`services:\n  items: { endpoint: "GET /items", host: web${task} }\n`);
  expect(endpoint).toMatchObject({ basis: "measured", state: "estimated" });
  expect(endpoint?.perRequest.seconds?.central).toBeCloseTo(250 / 50_000 / 4, 12);
  expect(analysis.problems.map(({ code }) => code)).not.toContain("measured-without-service");
});

test("without a service it is said to be measured, and what gives its figure", () => {
  const { analysis, endpoint } = plain("");
  expect(endpoint?.state).toBe("no-ai");
  expect(endpoint?.unknown).toContain("task: other");
  expect(estimateText(analysis)).toMatch(/GET \/items +no AI found +– +measured, no service/);
  expect(analysis.problems.find(({ code }) => code === "measured-without-service")?.message).toContain(
    "1 measured endpoint has no service and so no figure, for example GET /items",
  );
});

test("a measurement of no time has seconds and no month: requests in nothing are not infinitely many", () => {
  const text = probe({ "POST /transcribe": [10, 300] }).replace("2026-11-21T10:00:00Z", "2026-11-20T10:00:00Z");
  const without = scenario.replace("volume: { files: 500/month }\n", "");
  const { estimate } = analysisOf(without, { routes: [route("POST /transcribe"), route("POST /redo")], measurement: text });
  expect(estimate.endpoints[0]?.perRequest.seconds?.central).toBe(30);
  expect(estimate.endpoints[0]?.volume?.files ?? null).toBeNull();
  expect(JSON.stringify(estimate)).not.toContain("Infinity");
  expect(estimate.total.kgCO2e?.central ?? 0).toBeGreaterThanOrEqual(0);
});
