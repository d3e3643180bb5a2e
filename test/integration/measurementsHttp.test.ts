import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Imported } from "../../src/core/measurements/observation";
import { readPrometheus } from "../../src/core/measurements/prometheus";
import { translator } from "../../src/core/text";
import { fetchBounded } from "../../src/node/http";
import { freePort } from "../support/process";

// Recorded answers of a Prometheus 2.42 behind a small server on loopback: what goes wrong on the wire, on the wire.
const t = translator("en");
const recorded = (name: string): string => readFileSync(new URL(`../fixtures/measurements/prometheus/${name}`, import.meta.url), "utf8");
const other = JSON.parse(recorded("other-answers-2.42.recorded.json"));
const json = { "content-type": "application/json" };
const empty = JSON.stringify(other.empty);

type Handler = (request: IncomingMessage, response: ServerResponse, query: string) => void;
const servers: Server[] = [];

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => handler(request, response, new URLSearchParams(body).get("query") ?? ""));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const read = (url: string, signal = AbortSignal.timeout(10_000)): Promise<Imported> =>
  readPrometheus({ url, profile: "fastapi-instrumentator" }, fetchBounded, { signal, headers: { authorization: "Bearer secret" }, t });
const codes = (imported: Imported): readonly string[] => imported.problems.map((problem) => problem.code);

test("recorded answers over the wire: form, header, figures", async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response, query) => {
    seen.push(request.method, request.url, request.headers["content-type"], request.headers.authorization);
    const answer =
      query.includes("unless") || query.includes("[45].*") || query.startsWith("count by")
        ? empty
        : query.includes("duration_seconds_sum")
          ? recorded("instant-mean-duration-2.42.recorded.json")
          : query.startsWith("sum by")
            ? recorded("instant-requests-by-route-2.42.recorded.json")
            : empty;
    response.writeHead(200, json).end(answer);
  });
  const imported = await read(`${url}/`);
  expect(imported.observations).toHaveLength(6);
  expect(codes(imported)).toEqual(["prometheus-coverage"]);
  expect(new Set(seen)).toEqual(new Set(["POST", "/api/v1/query", "application/x-www-form-urlencoded", "Bearer secret"]));
});

test.each<[string, Handler, string]>([
  [
    "401 in plain text",
    (_, response) => response.writeHead(401, { "content-type": other.noAuth401.contentType, "www-authenticate": "Basic" }).end(other.noAuth401.body),
    "prometheus-auth",
  ],
  ["400 in JSON", (_, response) => response.writeHead(400, json).end(JSON.stringify(other.badQuery400)), "prometheus-refused"],
  ["429 with Retry-After", (_, response) => response.writeHead(429, { "retry-after": "30" }).end(), "prometheus-too-many"],
  ["500", (_, response) => response.writeHead(500).end("oops"), "prometheus-server-error"],
  ["HTML", (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"), "prometheus-not-json"],
  ["truncated JSON", (_, response) => response.writeHead(200, json).end(empty.slice(0, 30)), "prometheus-not-json"],
  [
    "a body shorter than promised",
    (_, response) => void response.writeHead(200, { ...json, "content-length": "500" }).write("{", () => response.destroy()),
    "prometheus-unreachable",
  ],
  ["a connection cut at once", (request) => void request.socket.destroy(), "prometheus-unreachable"],
  ["an empty result", (_, response) => response.writeHead(200, json).end(empty), "prometheus-empty"],
])("%s -> one problem that tells the next step", async (_, handler, code) => {
  const imported = await read(await serve(handler));
  expect(codes(imported)).toEqual([code]);
  expect(imported.observations).toEqual([]);
});

test("the wait that a server asks for is passed on", async () => {
  const imported = await read(await serve((_, response) => response.writeHead(429, { "retry-after": "30" }).end()));
  expect(imported.problems[0]?.message).toContain("Retry-After: 30");
});

test("a redirect to another origin is refused: that server never hears of us", async () => {
  let heard = 0;
  const elsewhere = await serve((_, response) => {
    heard += 1;
    response.writeHead(200, json).end(empty);
  });
  const imported = await read(await serve((_, response) => response.writeHead(307, { location: `${elsewhere}/api/v1/query` }).end()));
  expect(codes(imported)).toEqual(["prometheus-redirect"]);
  expect(heard).toBe(0);
});

test("a redirect on the same server is followed", async () => {
  const url = await serve((request, response) =>
    request.url?.startsWith("/prom/")
      ? response.writeHead(200, json).end(recorded("instant-requests-by-route-2.42.recorded.json"))
      : response.writeHead(308, { location: "/prom/api/v1/query" }).end(),
  );
  expect((await read(url)).observations.length).toBeGreaterThan(0);
});

test("a server that never answers ends with the shell's time limit, a reader who cancels at once", async () => {
  const silent = await serve(() => {});
  expect(codes(await read(silent, AbortSignal.timeout(300)))).toEqual(["prometheus-timeout"]);
  expect(codes(await read(silent, AbortSignal.abort()))).toEqual(["prometheus-cancelled"]);
});

test("a server that is not there", async () => {
  const imported = await read(`http://127.0.0.1:${await freePort()}`);
  expect(codes(imported)).toEqual(["prometheus-unreachable"]);
  expect(imported.problems[0]?.message).toContain("ECONNREFUSED");
});
