import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyse } from "../../../support/analyse";
import { route } from "../../measurements/routes";

const docs = readFileSync(join(__dirname, "../../../../docs/measurements.md"), "utf8");
const byHand = /## Write a time that you know[\s\S]*?```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? "";

const routes = [route("POST /v1/calls/transcript"), route("GET /things")];
const scenario = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3 }
services:
  speakers: { endpoint: "POST /v1/calls/transcript", task: other, model: { name: pyannote/speaker-diarization-3.1, parameters: 10 M }, host: gpu }
`;

test("work that no published figure tells the time of is not sent after a model, and has one from the file that the documentation shows", () => {
  const before = analyse(scenario, { routes });
  const reason = before.estimate.endpoints[0]?.unknown ?? "";
  expect(reason).toContain("measure its endpoint, or write the seconds that you know into a measurement file (docs/measurements.md)");
  expect(reason).not.toMatch(/model:|parameters/);
  const after = analyse(scenario, { routes, measurement: byHand });
  expect(after.problems.filter(({ code }) => /measurement|volume/.test(code)).map(({ code }) => code)).toEqual([]);
  const [endpoint] = after.estimate.endpoints;
  expect(endpoint?.perRequest.seconds?.central).toBeCloseTo(35, 9);
  expect(endpoint?.volume.requests?.central).toBe(500);
});

test.each(["task: other", "task: other, host: web"])("a service of plain code needs a measurement and no model: %s", (more) => {
  const hosts = more.includes("host") ? "hosts:\n  web: { sku: Standard_D2s_v5 }\n" : "";
  const { estimate } = analyse(`version: 1\nregion: francecentral\n${hosts}services:\n  things: { endpoint: "GET /things", ${more} }\n`, { routes });
  const unknown = estimate.endpoints.find(({ id }) => id === "GET /things")?.unknown ?? "";
  expect(unknown).toContain("measure its endpoint");
  expect(unknown).not.toContain("model:");
});
