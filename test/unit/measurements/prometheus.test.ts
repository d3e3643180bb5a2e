import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Imported } from "../../../src/core/measurements/observation";
import { type PrometheusConfig, readPrometheus } from "../../../src/core/measurements/prometheus";
import { baseAddress, type HttpRequest, type HttpResponse } from "../../../src/core/measurements/prometheusClient";
import { prometheusProfile, prometheusProfiles } from "../../../src/core/measurements/prometheusProfiles";
import { durationSeconds, prometheusQueries } from "../../../src/core/measurements/prometheusQueries";
import { translator } from "../../../src/core/text";

const t = translator("en");
const config: PrometheusConfig = { url: "https://prometheus.test/", profile: "fastapi-instrumentator" };
const recorded = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/prometheus/${name}`, import.meta.url), "utf8");
const now = 1795444452.8;
const empty = '{"status":"success","data":{"resultType":"vector","result":[]}}';
const vector = (...samples: readonly (readonly [Record<string, string>, string])[]): string =>
  JSON.stringify({ status: "success", data: { resultType: "vector", result: samples.map(([metric, value]) => ({ metric, value: [now, value] })) } });
const respond = (text: string, more: Partial<HttpResponse> = {}): HttpResponse => ({
  status: 200,
  contentType: "application/json",
  text,
  url: "https://prometheus.test/api/v1/query",
  ...more,
});

/** A server that answers the first rule whose pattern is in the query; the queries that it got are kept. */
function server(rules: readonly (readonly [RegExp, string | HttpResponse])[]): {
  http: (request: HttpRequest<null>) => Promise<HttpResponse>;
  requests: HttpRequest<null>[];
} {
  const requests: HttpRequest<null>[] = [];
  const http = async (request: HttpRequest<null>): Promise<HttpResponse> => {
    requests.push(request);
    const query = decodeURIComponent(/query=([^&]*)/.exec(request.body)?.[1] ?? "");
    // Nothing failed, unless a rule says so.
    const ofFailed = query.includes("[45].*");
    const found = rules.find(([pattern]) => pattern.test(query) && (!ofFailed || pattern.source.includes("45")))?.[1] ?? empty;
    return typeof found === "string" ? respond(found) : found;
  };
  return { http, requests };
}

const full = [
  [/^count by \(job\)/, vector([{ job: "fastapi" }, "3"])],
  [/^count_over_time\(count\(up/, vector([{}, "500"])],
  [/^min\(min_over_time/, vector([{}, String(now - 648_000)])],
  [/unless/, empty],
  [/duration_seconds_sum/, recorded("instant-mean-duration-2.42.recorded.json")],
  [/^sum by \(method,handler\) \(increase\(http_requests_total/, recorded("instant-requests-by-route-2.42.recorded.json")],
] as const;

const read = (rules: Parameters<typeof server>[0], more: Partial<PrometheusConfig> = {}): Promise<Imported> =>
  readPrometheus({ ...config, ...more }, server(rules).http, { signal: null, t });
const codes = (imported: Imported): readonly string[] => imported.problems.map((problem) => problem.code);
const values = (imported: Imported): Record<string, number> =>
  Object.fromEntries(
    imported.observations.map((one) => [
      `${one.subject.kind === "endpoint" ? `${one.subject.method} ${one.subject.route}` : one.subject.kind} ${one.quantity}`,
      one.value,
    ]),
  );

test("recorded answers: requests, wall = mean x requests, coverage", async () => {
  const imported = await read(full);
  expect(values(imported)).toEqual({
    "POST /asr requests": 60.00000000000001,
    "POST /asr wall": expect.closeTo(90, 9),
    "GET /health requests": 120.00000000000001,
    "GET /health wall": expect.closeTo(0.12, 9),
    "GET /items/{item_id} requests": 600,
    "GET /items/{item_id} wall": expect.closeTo(12, 9),
  });
  // 500 slots of 1296 s of a 30 day window
  expect(imported.observations[0]).toMatchObject({
    window: { start: "2026-10-24T14:34:12.804Z", end: "2026-11-23T14:34:12.804Z", covered: 648_000 },
    origin: { importer: "prometheus", tool: "fastapi-instrumentator", locator: "https://prometheus.test" },
    pueIncluded: false,
    quality: "metered",
  });
  expect(codes(imported)).toEqual(["prometheus-coverage"]);
});

test("queries are posted as a form, at the moment of the first answer, with the shell's headers", async () => {
  const { http, requests } = server(full);
  await readPrometheus({ ...config, window: "1h", job: 'a"b' }, http, { signal: null, headers: { authorization: "Bearer x" }, t });
  expect(new Set(requests.map((one) => one.url))).toEqual(new Set(["https://prometheus.test/api/v1/query"]));
  expect(requests[0]).toMatchObject({ method: "POST", headers: { authorization: "Bearer x", "content-type": "application/x-www-form-urlencoded" } });
  expect(decodeURIComponent(requests[0]?.body ?? "")).toBe('query=sum by (method,handler) (increase(http_requests_total{job="a\\"b"}[1h]))');
  expect(requests.slice(1).every((one) => one.body.includes("&time=1795444452.8"))).toBe(true);
  expect(requests.some((one) => one.body.includes("count%20by%20(job)"))).toBe(false);
});

test("our own probe's metrics give CPU, and what no request was charged with", async () => {
  const label = { method: "GET", route: "/a" };
  const imported = await read(
    [
      [/^sum by \(method,route\) \(increase\(carbon_matrix_http_request_cpu/, vector([label, "2"])],
      [/^sum\(increase\(carbon_matrix_process/, vector([{}, "2.5"])],
      [/ \/ /, vector([label, "0.5"])],
      [/^sum by .*increase\(carbon_matrix_http_requests_total/, vector([label, "10"])],
    ],
    { profile: "Carbon Matrix" },
  );
  expect(values(imported)).toEqual({ "GET /a requests": 10, "GET /a wall": 5, "GET /a cpu": 2, "process cpu": 2.5, "process unattributedCpu": 0.5 });
});

test("requests with a status of 4xx or 5xx are not served, and their time is busy time", async () => {
  const label = { method: "POST", handler: "/asr" };
  const imported = await read([[/status=~"\[45\]\.\*"/, vector([label, "15"], [{ method: "GET", handler: "/health" }, "NaN"])], ...full]);
  expect(values(imported)).toMatchObject({
    "POST /asr requests": expect.closeTo(45, 9),
    "POST /asr failed": 15,
    "POST /asr wall": expect.closeTo(90, 9),
    "GET /health requests": 120.00000000000001,
  });
});

test.each(prometheusProfiles.map((profile) => [profile.id, profile] as const))("%s: failed requests are asked by its status label", (_, profile) => {
  const { failed } = prometheusQueries(profile, "1h", "web");
  expect(failed).toBe(`sum by (${profile.methodLabel},${profile.routeLabel}) (increase(${profile.requests}{job="web",${profile.statusLabel}=~"[45].*"}[1h]))`);
});

test("values that are no numbers are unknown, never zero", async () => {
  const label = (handler: string): Record<string, string> => ({ method: "GET", handler });
  const imported = await read([
    [/duration_seconds_sum/, vector([label("/none"), "NaN"], [label("/odd"), "+Inf"])],
    [
      /^sum by .*increase\(http_requests/,
      vector([label("/none"), "0"], [label("/odd"), "3"], [label("/nan"), "NaN"], [label("/infinite"), "+Inf"], [label("/text"), "x"]),
    ],
  ]);
  expect(values(imported)).toEqual({ "GET /none requests": 0, "GET /none wall": 0, "GET /odd requests": 3 });
});

test.each([
  ["the whole window", "2000", 2_592_000, []],
  ["more slots than the window has", "2010", 2_592_000, []],
  ["half of it", "1000", 1_296_000, ["prometheus-coverage"]],
])("coverage: %s", async (_, slots, covered, expected) => {
  const imported = await read([[/^count_over_time\(count\(up/, vector([{}, slots])], ...full]);
  expect(imported.observations[0]?.window.covered).toBe(covered);
  expect(codes(imported)).toEqual(expected);
});

test("without `up` the series themselves tell the coverage; without both it is unknown, and said", async () => {
  const noUp = full.filter(([pattern]) => !String(pattern).includes("up"));
  const pushed = await read([[/^count_over_time\(count\(http_requests_total/, vector([{}, "1999"])], ...noUp]);
  expect(pushed.observations[0]?.window.covered).toBe(1999 * 1296);
  const unknown = await read(noUp);
  expect(unknown.observations[0]?.window.covered).toBeUndefined();
  expect(codes(unknown)).toEqual(["prometheus-coverage"]);
});

test("requests that increase() did not see are told, as a warning when they matter", async () => {
  const lost = async (count: string): Promise<Imported> => read([[/unless/, vector([{ method: "POST", handler: "/asr" }, count])], ...full]);
  const many = await lost("200");
  expect(many.problems.at(-1)).toMatchObject({ code: "prometheus-young-series", severity: "warning", message: expect.stringContaining("200 requests (20 %)") });
  expect((await lost("5")).problems.at(-1)).toMatchObject({ code: "prometheus-young-series", severity: "information" });
  expect(codes(await lost("0"))).toEqual(["prometheus-coverage"]);
});

test("several jobs are told, warnings of the server passed on", async () => {
  const imported = await read([
    [/^count by \(job\)/, vector([{ job: "a" }, "3"], [{ job: "b" }, "3"])],
    [
      /^sum by .*increase\(http_requests_total/,
      recorded("instant-requests-by-route-2.42.recorded.json").replace('"status"', '"warnings":["partial\\nanswer"],"status"'),
    ],
    ...full,
  ]);
  expect(codes(imported)).toEqual(["prometheus-warning", "prometheus-several-jobs", "prometheus-coverage"]);
  expect(imported.problems[0]?.message).toContain("partial answer");
});

test("an empty answer names the profile that has data", async () => {
  expect(codes(await read([]))).toEqual(["prometheus-empty"]);
  const other = await read([[/__name__/, vector([{ __name__: "starlette_requests_total" }, "4"])]]);
  expect(other.problems[0]).toMatchObject({ code: "prometheus-empty", message: expect.stringContaining("starlette-exporter") });
});

const other = JSON.parse(recorded("other-answers-2.42.recorded.json"));
test.each<[string, Partial<HttpResponse>, string]>([
  ["401 text", { status: 401, contentType: other.noAuth401.contentType, text: other.noAuth401.body }, "prometheus-auth"],
  ["403", { status: 403, contentType: "text/html", text: "<html>" }, "prometheus-auth"],
  ["400", { status: 400, text: JSON.stringify(other.badQuery400) }, "prometheus-refused"],
  ["422", { status: 422, text: JSON.stringify(other.tooManyPoints400) }, "prometheus-refused"],
  ["404", { status: 404, contentType: "text/plain", text: "404 page not found" }, "prometheus-not-found"],
  ["429", { status: 429, contentType: "text/plain", text: "", retryAfter: "30" }, "prometheus-too-many"],
  ["500", { status: 500, contentType: "text/plain", text: "oops" }, "prometheus-server-error"],
  ["418", { status: 418, contentType: "text/plain", text: "" }, "prometheus-server-error"],
  ["a sign-in page", { contentType: "text/html", text: "<html>Sign in" }, "prometheus-not-json"],
  ["truncated JSON", { text: empty.slice(0, 40) }, "prometheus-not-json"],
  ["no content type", { contentType: null, text: empty }, "prometheus-not-json"],
  ["other JSON", { text: "{}" }, "prometheus-unexpected"],
  ["a scalar", { text: JSON.stringify(other.scalar) }, "prometheus-unexpected"],
  ["a matrix", { text: JSON.stringify(other.matrixFromInstant) }, "prometheus-unexpected"],
  ["numbers as numbers", { text: vector([{}, "1"]).replace('"1"', "1") }, "prometheus-unexpected"],
  ["a redirect elsewhere", { status: 302, location: "https://elsewhere.test/login?token=1" }, "prometheus-redirect"],
  ["a redirect to another port", { status: 307, location: "https://prometheus.test:8443/api/v1/query" }, "prometheus-redirect"],
  ["a redirect to plain http", { status: 308, location: "http://prometheus.test/api/v1/query" }, "prometheus-redirect"],
  ["a redirect without a place", { status: 302 }, "prometheus-redirect"],
  ["an endless redirect", { status: 307, location: "/api/v1/query" }, "prometheus-redirect"],
  ["a redirect that the shell followed", { text: empty, url: "https://elsewhere.test/api/v1/query" }, "prometheus-redirect"],
])("%s -> one problem, nothing observed", async (_, response, code) => {
  const imported = await read([[/./, respond("", response)]]);
  expect(codes(imported)).toEqual([code]);
  expect(imported.observations).toEqual([]);
});

test("a redirect on the same origin is followed, with the query", async () => {
  const { http, requests } = server(full);
  const imported = await readPrometheus(
    config,
    async (request) => (request.url.includes("/new/") ? http(request) : respond("", { status: 307, location: "/new/api/v1/query" })),
    { signal: null, t },
  );
  expect(imported.observations).toHaveLength(6);
  expect(requests[0]?.body).toContain("query=sum");
});

test.each([
  [Object.assign(new Error("x"), { name: "TimeoutError" }), "prometheus-timeout"],
  [Object.assign(new Error("x"), { name: "AbortError" }), "prometheus-cancelled"],
  [Object.assign(new Error("x"), { name: "TooLargeError" }), "prometheus-too-large"],
  [new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }), "prometheus-unreachable"],
  ["nonsense", "prometheus-unreachable"],
])("a network that fails: %s", async (error, code) => {
  const imported = await readPrometheus(config, () => Promise.reject(error), { signal: null, t });
  expect(codes(imported)).toEqual([code]);
});

test.each([
  [new TypeError("fetch failed", { cause: { code: "ENETUNREACH" } }), "le réseau est injoignable, ENETUNREACH"],
  [new TypeError("fetch failed", { cause: new Error("bad port") }), "son port est réservé à un autre protocole"],
  [new TypeError("Failed to parse URL", { cause: { code: "ERR_INVALID_URL" } }), "ce n’est pas une adresse valable, ERR_INVALID_URL"],
  [new TypeError("fetch failed", { cause: new Error("no such thing") }), "la requête a échoué\u00a0: «\u00a0no such thing\u00a0»"],
  ["nonsense", "la requête a échoué\u00a0: «\u00a0nonsense\u00a0»"],
])("a network that fails is said in the reader's language, and the program's own words are quoted: %s", async (error, words) => {
  const imported = await readPrometheus(config, () => Promise.reject(error), { signal: null, t: translator("fr") });
  expect(imported.problems[0]?.message).toContain(`(${words})`);
});

test.each([
  ["the time", /duration_seconds_sum/],
  ["what failed", /\[45\]/],
])("counts without %s are no measurement: where that query fails, nothing counts", async (_, query) => {
  const imported = await read([[query, respond("", { status: 503 })], ...full]);
  expect(values(imported)).toEqual({});
  expect(imported.problems.at(-1)).toMatchObject({ code: "prometheus-server-error", severity: "error" });
});

test("where only the coverage is not told, the requests count", async () => {
  const imported = await read([[/count_over_time\(count/, respond("", { status: 503 })], ...full]);
  expect(values(imported)["GET /items/{item_id} requests"]).toBe(600);
  expect(codes(imported)).toContain("prometheus-coverage");
});

test.each([
  [{ url: "prometheus.test" }, "prometheus-address"],
  [{ url: "ftp://prometheus.test" }, "prometheus-address"],
  [{ url: "https://user:secret@prometheus.test" }, "prometheus-address"],
  [{ profile: "unknown" }, "prometheus-profile"],
  [{ window: "30 days" }, "prometheus-window"],
  [{ window: "0s" }, "prometheus-window"],
])("%j is refused before anything is sent", async (wrong, code) => {
  const { http, requests } = server(full);
  const imported = await readPrometheus({ ...config, ...wrong }, http, { signal: null, t });
  expect(codes(imported)).toEqual([code]);
  expect(imported.problems[0]?.message).not.toContain("secret");
  expect(requests).toEqual([]);
});

test.each([
  ["https://h.test/", "https://h.test"],
  ["https://h.test/api/prom", "https://h.test/api/prom"],
  ["https://h.test/prom/api/v1/query?query=up", "https://h.test/prom"],
  ["http://h.test:9090/graph", "http://h.test:9090"],
  ["h.test", null],
])("the base address of %s", (url, base) => expect(baseAddress(url)).toBe(base));

test("every profile's queries name its labels; ids compare without case, spaces and hyphens", () => {
  for (const profile of prometheusProfiles) {
    const queries = prometheusQueries(profile, "7d");
    expect(queries.requests).toBe(`sum by (${profile.methodLabel},${profile.routeLabel}) (increase(${profile.requests}[7d]))`);
    expect(prometheusProfile(profile.id.toUpperCase().replace("-", " "))).toBe(profile);
  }
  expect(prometheusProfile("opentelemetry-old")?.durationUnit).toBe(0.001);
});

test.each([
  ["30d", 2_592_000],
  ["1d12h", 129_600],
  ["90s", 90],
  ["30", undefined],
  ["", undefined],
  ["1ms", undefined],
])("the duration %s", (text, seconds) => expect(durationSeconds(text)).toBe(seconds));
