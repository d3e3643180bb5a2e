import { describe, expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import type { Matrix } from "../../../../src/core/analysis/matrix";
import { analyze } from "../../../../src/core/analyze";
import { explanationText } from "../../../../src/core/report/besideCode/derivation";
import { readerOf } from "../../../../src/core/report/words/figures";
import type { Workload } from "../../../../src/core/routes/route";
import { analyse, snapshotOf } from "../../../support/analyse";
import { route } from "../../measurements/routes";

const day = 24 * 3600;

interface Seen {
  readonly path: string;
  readonly requests: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly status?: Readonly<Record<string, number>>;
}

/** What a probe saw in a day of one process. */
function probe(...seen: readonly Seen[]): string {
  const start = Date.parse("2026-11-20T00:00:00Z");
  const cpuSeconds = seen.reduce((sum, one) => sum + one.cpuSeconds, 0);
  return JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid: 1, startedAt: new Date(start).toISOString(), writtenAt: new Date(start + day * 1000).toISOString(), cpuSeconds, unattributedCpuSeconds: 0 },
    endpoints: seen.map(({ path, ...figures }) => ({ method: "POST", route: path, ...figures })),
  });
}

function analysed(scenario: string, seen: readonly Seen[], workloads: readonly Workload[] = []): Analysis & { matrix: Matrix } {
  return analyse(
    `version: 1
region: francecentral
horizon: { from: 2027-01, months: 2 }
${scenario}`,
    {
      routes: seen.map(({ path }) => route(`POST ${path}`, { workloads })),
      measurement: probe(...seen),
    },
  );
}

const d4 = (deployment = "dedicated"): string => `hosts:\n  cpu: { sku: Standard_D4s_v5, deployment: ${deployment}, price: 1 EUR/h }\n`;
const ocr = 'services:\n  ocr: { endpoint: "POST /ocr", task: ocr }\n';
/** 20 CPU s of 4 vCPUs: 5 s of the machine */
const hundred: Seen = { path: "/ocr", requests: 100, cpuSeconds: 2000, wallSeconds: 900 };

test.each(["dedicated", "scale-to-zero", "serverless"])("work whose time no model knows is known once it is measured, on a %s machine", (deployment) => {
  const volume = "volume: { files: 3000/month }\n";
  const before = analysed(volume + d4(deployment) + ocr, []);
  expect(before.estimate.endpoints.find(({ id }) => id === "POST /ocr")?.state).toBe("unknown");
  const { estimate, matrix, problems } = analysed(volume + d4(deployment) + ocr, [hundred]);
  const [endpoint] = estimate.endpoints;
  expect(endpoint).toMatchObject({ id: "POST /ocr", state: "estimated", basis: "measured" });
  expect(endpoint?.unknown).toBeUndefined();
  expect(endpoint?.perRequest.seconds?.central).toBeCloseTo(5, 9);
  expect(estimate.hosts[0]?.busyHours).toBeCloseTo((3000 * 5) / 3600, 9);
  expect(matrix.rows[0]).toMatchObject({ quality: "measured", host: "cpu" });
  expect(matrix.rows[0]?.kgCO2e.avoidable?.central).toBeGreaterThan(0);
  expect(matrix.rows[0]?.cost).toBeGreaterThan(0);
  expect(problems.map(({ code }) => code)).not.toContain("host-time-unknown");
});

test("a model that nobody knows is no problem once its work is measured", () => {
  const unknown = 'services:\n  ocr: { endpoint: "POST /ocr", task: transcription, model: our-own-asr }\n';
  const codes = (seen: readonly Seen[]): string[] => analysed(`volume: { files: 3000/month }\n${d4()}${unknown}`, seen).problems.map(({ code }) => code);
  expect(codes([])).toContain("unknown-model");
  expect(codes([hundred])).not.toContain("unknown-model");
});

test("a measured endpoint of two services shares its time evenly where the model knows the time of one alone, and in its proportion where it knows both", () => {
  const two = (other: string): string =>
    `volume: { files: 3000/month }\n${d4()}services:
  a: { endpoint: "POST /ocr", task: embedding, model: bge-m3, input: { tokens: 400 } }
  b: { endpoint: "POST /ocr", ${other} }\n`;
  const mixed = analysed(two("task: ocr"), [hundred]);
  expect(mixed.estimate.endpoints[0]?.perRequest.seconds?.central).toBeCloseTo(5, 9);
  const hours = ({ matrix }: { matrix: Matrix }): number[] => matrix.rows.map(({ kgCO2e }) => kgCO2e.fixed?.central ?? Number.NaN);
  const [a, b] = hours(mixed) as [number, number];
  expect(a / b).toBeCloseTo(1, 9);
  // The endpoint is as certain as its time; how it is shared is not, and never more than all of it.
  expect(mixed.problems.map(({ code }) => code)).toContain("measured-time-shared");
  expect(mixed.estimate.endpoints[0]).toMatchObject({ basis: "measured" });
  const { low = 0, high = 0 } = mixed.estimate.endpoints[0]?.perRequest.seconds ?? {};
  expect(high / low).toBeLessThan(1.5);
  for (const { quality, kgCO2e } of mixed.matrix.rows) {
    expect(quality).toBe("modelled");
    const { low: least = 0, central = 0, high: most = 0 } = kgCO2e.avoidable ?? {};
    expect(least).toBeLessThan(0.5 * central);
    expect(most).toBeGreaterThan(1.5 * central);
  }
  const both = analysed(two("task: embedding, model: bge-m3, input: { tokens: 1200 }"), [hundred]);
  expect(both.estimate.endpoints[0]?.perRequest.seconds?.central).toBeCloseTo(5, 9);
  const [short, long] = hours(both) as [number, number];
  expect(long / short).toBeGreaterThan(1.5);
  expect(both.problems.map(({ code }) => code)).not.toContain("measured-time-shared");
  expect(both.matrix.rows.map(({ quality }) => quality)).toEqual(["measured", "measured"]);
});

const embeddings = (tokens: number): string => `task: embedding, model: bge-m3, input: { tokens: ${tokens} }`;

// Of what half of the requests do, the measured mean has half in it already.
test.each([
  ["whose time is known", embeddings(400), `${embeddings(1200)}, requests: 0.5/file`],
  ["of which one has no time that is known", embeddings(400), "task: ocr, requests: 0.5/file"],
  ["of which all are asked for one file in two", `${embeddings(400)}, requests: 0.5/file`, `${embeddings(1200)}, requests: 0.25/file`],
])("a month's work at a measured endpoint is its requests times what was measured, of services %s", (_, a, b) => {
  const scenario = `volume: { files: 3000/month }\n${d4()}services:\n  a: { endpoint: "POST /ocr", ${a} }\n  b: { endpoint: "POST /ocr", ${b} }\n`;
  const { endpoints, hosts } = analysed(scenario, [hundred]).estimate;
  const requests = endpoints[0]?.volume.requests?.central ?? 0;
  expect(endpoints[0]?.perRequest.seconds?.central).toBeCloseTo(5, 9);
  expect(hosts[0]?.busyHours).toBeCloseTo((requests * 5) / 3600, 9);
});

test.each([
  ["volume: { files: 3000/month }\n", 3000],
  ["", (100 * 730) / 24],
])("of models that exclude one another each has its own requests at a measured endpoint, and together they have all of them: %s", (volume, requests) => {
  const models = ["bge-m3", "multilingual-e5-large"];
  const workloads = models.map(
    (model, k): Workload => ({ task: "embedding", library: "x", engine: null, model, file: "app/main.py", line: 3 + k, alternative: 1 }),
  );
  const services = models.map(
    (model, k) => `  s${k}: { endpoint: "POST /ocr", task: embedding, model: ${model}, input: { tokens: 400 }, requests: 0.5/file }\n`,
  );
  const scenario = `${volume}${d4()}services:\n${services.join("")}`;
  const { endpoints, hosts } = analysed(scenario, [hundred], workloads).estimate;
  expect(endpoints[0]?.volume.requests?.central).toBeCloseTo(requests, 6);
  expect(endpoints[0]?.perRequest.seconds?.central).toBeCloseTo(5, 9);
  expect(hosts[0]?.busyHours).toBeCloseTo((requests * 5) / 3600, 6);
});

test("of three services that share a measured time each may take nearly all of it, the whole stays as certain, and the derivation takes away what others take", () => {
  const three = ["a", "b", "c"].map((name) => `  ${name}: { endpoint: "POST /ocr", task: ocr }\n`).join("");
  const analysis = analysed(`volume: { files: 3000/month }\n${d4("serverless")}services:\n${three}`, [hundred]);
  for (const { kgCO2e } of analysis.matrix.rows) {
    const { low = 0, central = 0, high = 0 } = kgCO2e.avoidable ?? {};
    expect(low).toBeLessThan(0.5 * central);
    expect(high).toBeGreaterThan(1.7 * central);
  }
  const [endpoint] = analysis.estimate.endpoints;
  const { low = 0, high = 0 } = endpoint?.perRequest.seconds ?? {};
  expect(high / low).toBeLessThan(1.5);
  expect(endpoint?.drivers.map(({ input }) => input).filter((input) => input.startsWith("measured.part"))).toEqual([]);
  expect(analysis.matrix.drivers.map(({ input }) => input).filter((input) => input.startsWith("measured.part"))).toEqual([]);
  const lines = explanationText(endpoint as NonNullable<typeof endpoint>, readerOf("en"));
  expect(lines).toContain("5 s − 5 s × 33.33 %");
  expect(lines).not.toMatch(/\+ −|× −/);
});

test("services of an endpoint keep their proportion where no file is expected of them", () => {
  const none = `volume: { files: 0/month }\n${d4()}services:
  a: { endpoint: "POST /ocr", task: embedding, model: bge-m3, input: { tokens: 400 } }
  b: { endpoint: "POST /ocr", task: embedding, model: bge-m3, input: { tokens: 1200 } }\n`;
  expect(analysed(none, [hundred]).problems.map(({ code }) => code)).not.toContain("measured-time-shared");
});

test.each([
  [1, 3.947, true],
  [10, 1.676, true],
  [16, 1.516, true],
  [17, 1.499, false],
  [100, 1.209, false],
  [10_000, 1.101, false],
])("the mean of %d measured requests is known to a factor of %d", (requests, factor, named) => {
  const { estimate, problems } = analysed(`volume: { files: 3000/month }\n${d4()}${ocr}`, [
    { path: "/ocr", requests, cpuSeconds: 20 * requests, wallSeconds: 9 * requests },
  ]);
  const { low = 0, central = 0, high = 0 } = estimate.endpoints[0]?.perRequest.seconds ?? {};
  expect(central).toBeCloseTo(5, 9);
  expect(Math.abs(high / central / factor - 1)).toBeLessThan(0.03);
  expect(Math.abs(central / low / factor - 1)).toBeLessThan(0.03);
  expect(problems.some(({ code }) => code === "measurement-few-requests")).toBe(named);
});

test.each([
  [1, "", 3041.67],
  [3, ", requests: 3/file", 1013.89],
  [0.5, ", requests: 0.5/file", 6083.33],
])("100 observed requests in a day are 3 041.7 a month, whatever a file makes of them (%d a file)", (_, more, files) => {
  const { estimate, matrix } = analysed(d4() + ocr.replace("task: ocr", `task: ocr${more}`), [hundred]);
  expect(estimate.endpoints[0]?.volume.requests?.central).toBeCloseTo((100 * 730) / 24, 6);
  expect(matrix.rows[0]?.volume.files?.central).toBeCloseTo(files, 1);
});

test("a meter sees every try: observed requests hold the retries, and retries are busy time of the measured length", () => {
  const half = ", retries: 50 %";
  const busy = (text: string): number => analysed(d4() + text, [hundred]).estimate.hosts[0]?.busyHours ?? Number.NaN;
  const retried = ocr.replace("task: ocr", `task: ocr${half}`);
  expect(busy(retried)).toBeCloseTo(busy(ocr), 9);
  expect(analysed(d4() + retried, [hundred]).estimate.endpoints[0]?.volume.requests?.central).toBeCloseTo((100 * 730) / 24 / 1.5, 6);
  const known = `volume: { files: 3000/month }\n`;
  expect(busy(known + retried)).toBeCloseTo(1.5 * busy(known + ocr), 9);
});

test("tries that failed and were measured are in the time of those that were served: retries would count them twice", () => {
  const known = "volume: { files: 3000/month }\n";
  const half: Seen = { ...hundred, requests: 150, status: { "2xx": 100, "5xx": 50 } };
  const retried = ocr.replace("task: ocr", "task: ocr, retries: 50 %");
  const of = (text: string) => analysed(text, [half]);
  for (const volume of [known, ""]) {
    const [without, written] = [of(volume + d4() + ocr), of(volume + d4() + retried)];
    expect(written.estimate.hosts[0]?.busyHours).toBeCloseTo(without.estimate.hosts[0]?.busyHours ?? 0, 9);
    expect(written.estimate.endpoints[0]?.volume.requests?.central).toBeCloseTo(without.estimate.endpoints[0]?.volume.requests?.central ?? 0, 9);
    expect(written.problems.filter(({ code }) => code === "retries-measured")).toMatchObject([{ path: "services.ocr.retries" }]);
  }
  // 20 s of CPU a served request, on four vCPUs
  expect(of(known + d4() + retried).estimate.hosts[0]?.busyHours).toBeCloseTo((3000 * 5) / 3600, 9);
});

test("requests that were observed are certain, and the files behind them the fewer, the more requests a file makes", () => {
  const ranged = d4() + ocr.replace("task: ocr", "task: ocr, requests: 1..4/file");
  const { estimate, matrix } = analysed(ranged, [hundred]);
  const observed = (100 * 730) / 24;
  const { low, central, high } = estimate.endpoints[0]?.volume.requests ?? { low: 0, central: 0, high: 0 };
  expect([low, central, high].map((one) => one / observed)).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 6)));
  const files = matrix.rows[0]?.volume.files;
  expect([files?.low, files?.central, files?.high].map((one) => observed / (one ?? 0))).toEqual([4, 2.5, 1].map((one) => expect.closeTo(one, 1)));
  const kg = (text: string) => analysed(text, [hundred]).estimate.total.kgCO2e ?? expect.fail("no total");
  for (const end of ["low", "central", "high"] as const) expect(kg(ranged)[end]).toBeCloseTo(kg(d4() + ocr)[end], 9);
});

test("requests that are only known roughly stay so in a measured endpoint's range", () => {
  const known = "volume: { files: 3000/month }\n";
  const embedding = ocr.replace("task: ocr", "task: embedding, model: bge-m3, input: { tokens: 400 }");
  const spread = (text: string): number => {
    const { avoidable } = analysed(known + d4() + text, [hundred]).matrix.rows[0]?.kgCO2e ?? {};
    return (avoidable?.high ?? 0) / (avoidable?.low ?? 0);
  };
  for (const text of [ocr, embedding]) expect(spread(text.replace(" task:", " requests: 1..9/file, task:"))).toBeGreaterThan(2 * spread(text));
});

test.each([
  [{ cpuSeconds: 2_000_000_000, wallSeconds: 900 }, true],
  [{ cpuSeconds: 0.01, wallSeconds: 0.01 }, true],
  [{ cpuSeconds: 2000, wallSeconds: 900 }, false],
])("a measured time that no request takes is doubted where no model gives one: %o", (figures, doubted) => {
  const { problems, estimate } = analysed(`volume: { files: 3000/month }\n${d4()}${ocr}`, [{ ...hundred, ...figures }]);
  expect(problems.map(({ code }) => code).includes("measurement-time-implausible")).toBe(doubted);
  expect(estimate.endpoints[0]?.basis).toBe("measured");
});

test.each([
  ["dedicated", 4, true],
  ["dedicated", 20, false],
  ["serverless", 4, false],
])("on a %s machine a meter of %d W at work is doubted where the machine draws more idle", (deployment, watts, doubted) => {
  const columns = "task_name,timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,country_iso_code,on_cloud";
  const task = `POST /ocr,2026-11-20T10:00:00,api,r1,10,0.001,${(watts * 10) / 3.6e6},France,FRA,N`;
  const { problems } = analyse(`version: 1\nregion: francecentral\nvolume: { files: 3000/month }\n${d4(deployment)}${ocr}`, {
    routes: [route("POST /ocr")],
    measurement: `${columns}\n${task}\n`,
  });
  expect(problems.map(({ code }) => code).includes("measurement-power-below-idle")).toBe(doubted);
});

const zeusLog = (watts: number): string => `start_time,window_name,elapsed_time,gpu0_energy\n1772532000.5,POST /ocr,10,${watts * 10}\n`;
const onHost = (host: string, measurement: string): Analysis & { matrix: Matrix } =>
  analyse(
    `version: 1\nregion: francecentral\nvolume: { files: 3000/month }\nhosts: { h: { ${host} } }\nservices:\n  ocr: { endpoint: "POST /ocr", task: ocr, host: h }\n`,
    { routes: [route("POST /ocr")], measurement },
  );
const busyWatts = ({ estimate }: Analysis): number => ((estimate.endpoints[0]?.perRequest.energyWh.busy?.central ?? 0) * 3600) / 10 / 1.185;

test("a meter of the cards gets what the machine draws beside them: its busy power less three quarters of the cards' board power", () => {
  const t4 = "sku: Standard_NC4as_T4_v3, busy: 100 W";
  expect(busyWatts(onHost(t4, zeusLog(60)))).toBeCloseTo(60 + 100 - 0.75 * 70, 6);
  expect(busyWatts(onHost(t4, zeusLog(30)))).toBeCloseTo(30 + 100 - 0.75 * 70, 6);
  const { avoidable } = onHost(`${t4}, deployment: serverless, embodied: 0 g/h, idle: 1 W`, zeusLog(60)).matrix.rows[0]?.kgCO2e ?? {};
  expect(avoidable?.high).toBeGreaterThan((avoidable?.central ?? 0) * 1.2);
});

test.each([
  ["sku: Standard_NC4as_T4_v3", false],
  ["sku: Standard_NC4as_T4_v3, replicas: 2", true],
  ["sku: Standard_NC64as_T4_v3", true],
])("the energy of two cards counts where the scenario has as many: %s", (host, counts) => {
  const windows = Array.from({ length: 100 }, (_, i) => `${1772532000.5 + 20 * i},POST /ocr,10,400,300\n`);
  const two = `start_time,window_name,elapsed_time,gpu0_energy,gpu1_energy\n${windows.join("")}`;
  const { problems } = onHost(host, two);
  expect(problems.map(({ code }) => code).includes("measurement-more-cards")).toBe(!counts);
  const power = ({ estimate }: Analysis): boolean => estimate.endpoints[0]?.drivers.some(({ input }) => input.startsWith("measured.power")) === true;
  expect(power(onHost(host, two))).toBe(counts);
});

test("the energy of a card does not count on a machine without one", () => {
  const measured = onHost("sku: Standard_D4s_v5, busy: 20 W", zeusLog(60));
  expect(measured.problems.map(({ code }) => code)).toContain("measurement-cards-without-card");
  expect(busyWatts(measured)).toBeCloseTo(20, 6);
});

test.each([
  [0.04, true],
  [5, true],
  [12, false],
  [60, false],
  [76, false],
  [90, true],
])("cards at work with less power than they draw idle, or more than their board power, were measured otherwise, and do not count: %d W", (watts, doubted) => {
  const t4 = "sku: Standard_NC4as_T4_v3, busy: 100 W";
  const measured = onHost(t4, zeusLog(watts));
  expect(measured.problems.map(({ code }) => code).some((code) => code.startsWith("measurement-cards-"))).toBe(doubted);
  expect(busyWatts(measured)).toBeCloseTo(doubted ? busyWatts(onHost(t4, zeusLog(0.01))) : watts + 100 - 0.75 * 70, 6);
});

test("a part of a card is one card to the meter", () => {
  const { problems } = onHost("sku: Standard_NV6ads_A10_v5", zeusLog(40));
  expect(problems.map(({ code }) => code)).not.toContain("measurement-more-cards");
});

describe("a log of cards beside endpoints on several machines", () => {
  const work = { task: "ocr", library: "easyocr", engine: null, model: null, file: "a.py", line: 1 } as const;
  const times = {
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid: 1, startedAt: "2026-11-20T10:00:00Z", writtenAt: "2026-11-20T10:16:40Z", cpuSeconds: 10, unattributedCpuSeconds: 0 },
    endpoints: ["/a", "/b"].map((path, k) => ({ method: "POST", route: path, requests: 100, wallSeconds: k === 0 ? 300 : 100, cpuSeconds: 1 })),
  };
  /** 16 kJ beyond 20 W idle, of all cards together, in 1000 s */
  const log = (cards: number): string => {
    const line = (s: number, card: number): string => {
      const isBusy = s >= 100 && s < 100 + 400 / cards;
      const clock = new Date(Date.parse("2026-11-20T10:00:00Z") + s * 1000).toISOString().slice(11, 23);
      return `2026/11/20 ${clock}, ${card}, ${isBusy ? 80 : 0} %, ${isBusy ? 60 : 20} W`;
    };
    const rows = Array.from({ length: 1001 }, (_, s) => Array.from({ length: cards }, (_, card) => line(s, card))).flat();
    return `timestamp, index, utilization.gpu [%], power.draw [W]\n${rows.join("\n")}\n`;
  };
  const seen = (hosts: string, cards = 1): { codes: readonly string[]; watts: readonly (number | null)[] } => {
    const text = `version: 1
region: francecentral
volume: { files: 3000/month }
hosts:
${hosts}services:
  a: { endpoint: "POST /a", task: ocr, host: one }
  b: { endpoint: "POST /b", task: ocr, host: two }
`;
    const { problems, endpoints } = analyze({
      ...snapshotOf(text, { routes: ["POST /a", "POST /b"].map((id) => route(id, { workloads: [work] })) }),
      measurementFiles: [
        { file: "m/a.json", text: JSON.stringify(times) },
        { file: "m/gpu.csv", text: log(cards) },
      ],
    }).estimate;
    // energyWh has PUE 1.185 in it
    const wattsOf = (path: string) => {
      const { perRequest, drivers } = endpoints.find(({ id }) => id === `POST ${path}`) ?? {};
      const isMetered = drivers?.some(({ input }) => input.startsWith("measured.power"));
      return isMetered ? ((perRequest?.energyWh.busy?.central ?? 0) * 3600) / (perRequest?.seconds?.central ?? 0) / 1.185 : null;
    };
    return { codes: problems.flatMap(({ code }) => (code.startsWith("measurement-card") ? [code] : [])), watts: [wattsOf("/a"), wattsOf("/b")] };
  };
  const t4 = "sku: Standard_NC4as_T4_v3, busy: 100 W";
  const beside = 100 - 0.75 * 70 + 20;

  test("the time of an endpoint on a machine without a card takes none of the energy", () => {
    // 16 kJ in the 300 s of the one
    expect(seen(`  one: { ${t4} }\n  two: { sku: Standard_D4s_v5 }\n`)).toEqual({ codes: [], watts: [expect.closeTo(beside + 160 / 3, 6), null] });
  });

  test("of one of two machines with cards it is neither's, which is said", () => {
    const code = "measurement-cards-of-which-machine";
    expect(seen(`  one: { ${t4} }\n  two: { ${t4} }\n`)).toEqual({ codes: [code, code], watts: [null, null] });
    expect(seen(`  one: { ${t4} }\n  two: { sku: Standard_NV36ads_A10_v5 }\n`, 2)).toEqual({ codes: [code, code], watts: [null, null] });
  });

  test("of all cards of two machines alike it is shared by time", () => {
    const { codes, watts } = seen(`  one: { ${t4} }\n  two: { ${t4} }\n`, 2);
    expect(codes).toEqual([]);
    expect(watts[0]).not.toBeNull();
    expect(watts[0]).toBeCloseTo(watts[1] as number, 6);
  });
});
