import { expect, test } from "vitest";
import { estimateText } from "../../../../src/core/report/tables/estimateText";
import { whatIfText } from "../../../../src/core/report/tables/whatIfText";
import { readerOf } from "../../../../src/core/report/words/figures";
import { suggest } from "../../../../src/core/whatIf/suggest";
import { analyse, snapshotOf } from "../../../support/analyse";

const scenario = (services: string): string => `version: 1
region: francecentral
horizon: { from: 2027-01, months: 2 }
volume: { files: 500/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
  spare: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
${services}`;
const unknown = "  b: { task: generation, host: gpu }\n";
const known = "  a: { model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }\n";

const onHost = (text: string, name: string): string[] =>
  analyse(text)
    .problems.filter(({ path, code }) => path === `hosts.${name}` && code.startsWith("host-"))
    .map(({ code }) => code);

test.each<[string, string, string[]]>([
  ["only a service of unknown time", unknown, ["host-time-unknown"]],
  ["one of known time beside it", known + unknown, []],
  ["only a service of known time", known, []],
])("a host that runs %s", (_, services, expected) => {
  expect(onHost(scenario(services), "gpu")).toEqual(expected);
  expect(onHost(scenario(services), "spare")).toEqual(["host-without-service"]);
});

test("of many hosts without a service one note tells all", () => {
  const more = (count: number): string =>
    scenario(known).replace("  spare:", `${Array.from({ length: count }, (_, i) => `  more${i}: { sku: Standard_NC4as_T4_v3 }\n`).join("")}  spare:`);
  const notes = (count: number): (string | undefined)[] =>
    analyse(more(count)).problems.flatMap(({ code, path }) => (code === "host-without-service" ? [path] : []));
  expect(notes(4)).toHaveLength(5);
  expect(notes(40)).toEqual(["hosts"]);
  expect(analyse(more(40)).problems.find(({ path }) => path === "hosts")?.message).toContain("41 hosts");
});

test("the carbon of a host whose time is not known is said to be that, with its services, and not to lack work", () => {
  const { estimate, problems } = analyse(scenario(unknown));
  expect(estimate.unattributed.why).toContain("not known: gpu (b)");
  expect(estimate.unattributed.why).toContain("without work: spare");
  expect(problems.find(({ code }) => code === "host-time-unknown")?.message).toMatch(/gpu runs b, whose time is not known.*measure the time/);
});

test("the hours of such a host are not known, and no deployment, size or other machine is proposed for it", () => {
  const both = known.replace("host: gpu", "host: spare") + unknown;
  const { estimate, matrix } = analyse(scenario(both));
  const hours = Object.fromEntries(estimate.hosts.map(({ name, busyHours, idleHours }) => [name, [busyHours, idleHours]]));
  expect(hours.gpu).toEqual([null, null]);
  expect(hours.spare?.every((one) => one !== null && one > 0)).toBe(true);
  const ids = matrix.options.map(({ id }) => id);
  expect(ids).toContain("deployment:spare");
  expect(ids.filter((id) => /^(deployment|size|fewer-hosts):.*gpu/.test(id))).toEqual([]);
  expect(matrix.alternatives.map(({ label }) => label).filter((label) => label.includes("gpu"))).toEqual([]);
  const whatIf = suggest(snapshotOf(scenario(both)), { of: "everything" });
  const about = (host: string): string[] => whatIf?.suggestions.flatMap((one) => (one.host === host && one.kind !== "region" ? [one.kind] : [])) ?? [];
  expect(about("spare")).toContain("deployment");
  expect(about("gpu")).toEqual([]);
  expect(whatIf?.leftOut.unknownTime).toBeGreaterThan(0);
  expect(whatIfText(whatIf ?? expect.fail("no answer"), 1, readerOf("en"))).toContain("for want of the time of some work: b: the model is not known");
});

test("an assumption about a machine concerns the rows on it alone", () => {
  const { matrix } = analyse(
    scenario(known + known.replace("  a:", "  c:").replace("host: gpu", "host: spare")).replace(
      "gpu: { sku: Standard_NC4as_T4_v3, deployment: dedicated }",
      "gpu: {}",
    ),
  );
  const reasons = Object.fromEntries(matrix.rows.map(({ id, gates }) => [id, gates.map(({ reason }) => reason).join()]));
  expect(reasons.a).toMatch(/, size of the machine\b/);
  expect(reasons.c).not.toMatch(/, size of the machine\b/);
});

test("a cost without what a provider bills is not a cost, in estimate and matrix alike", () => {
  const text = scenario(`${known}  d: { task: generation, model: "gpt-4o", host: external }\n`).replace("volume:", "budget: { cost: 2000 USD/month }\nvolume:");
  const analysis = analyse(text);
  const { estimate, matrix } = analysis;
  expect(estimate.total.cost).toBeNull();
  expect(matrix.plans.baseline.cost).toBeNull();
  expect(matrix.plans.decided.unchecked.map(({ reason, settle }) => `${reason} ${settle}`).join()).toMatch(
    /no price is known for d\. What runs at a provider has a price once .* serverless host with price:, and needs none at 0 %\.$/,
  );
  expect(estimateText(analysis)).toMatch(/cost: at least [\d,]+ USD/);
});

test("a service at a provider that is decided at 0 % leaves nothing unknown; as a serverless host it has both figures", () => {
  const head = "version: 1\nregion: francecentral\nvolume: { files: 800/month }\nbudget: { carbon: 1 kg/month, cost: 50 EUR/month }\n";
  const service = (more: string): string => `services:\n  d: { task: generation, ${more} }\n`;
  const stopped = analyse(`${head}${service("host: external")}decisions:\n  d: { level: 0 %, reason: "x" }\n`).matrix.plans.decided;
  expect([stopped.kgCO2e?.central, stopped.cost, stopped.feasible]).toEqual([0, 0, true]);
  const open = analyse(`${head}${service("host: external")}`);
  expect(open.matrix.plans.decided.feasible).toBeNull();
  expect(open.matrix.rows[0]?.why).toContain("describe it as a serverless host, or decide 0 %");
  const host = "hosts:\n  p: { hardware: { gpu: H100, gpus: 1, vcpus: 8, memory: 64 GB }, deployment: serverless, price: 2 EUR/h }\n";
  const described = analyse(`${head}${host}${service("host: p, model: { name: gpt-4o-mini, parameters: 20 B }")}`).matrix.plans.decided;
  expect(described.kgCO2e?.central).toBeGreaterThan(0);
  expect(described.cost).toBeGreaterThan(0);
  expect(described.feasible).toBe(true);
});

test.each([
  ["generation", "acme", true],
  ["translation", "acme", true],
  ["embedding", "acme", true],
  ["transcription", "whisper-large-v9", true],
  ["transcription", "acme", false],
  ["speech-synthesis", "acme", false],
  ["image-generation", "acme", false],
  ["ocr", "acme", false],
  ["other", "acme", false],
])("the size of an unknown model is asked for where it tells the time: %s with %s", (task, name, asked) => {
  const services = (model: string): string => scenario(`  b: { task: ${task}, model: ${model}, host: gpu, input: { duration: 10 min } }\n`);
  const { problems, matrix } = analyse(services(name));
  const said = [problems.find(({ code }) => code === "unknown-model")?.message ?? "", matrix.rows[0]?.why].join(" ");
  expect(/parameters/.test(said)).toBe(asked);
  // What is asked for has to help.
  expect(analyse(services(`{ name: ${name}, parameters: 1 B }`)).matrix.rows[0]?.kgCO2e.avoidable !== null).toBe(asked);
});
