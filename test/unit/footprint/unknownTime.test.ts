import { expect, test } from "vitest";
import { analyse } from "../../support/analyse";

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

test("the carbon of a host whose time is not known is said to be that, with its services, and not to lack work", () => {
  const { estimate, problems } = analyse(scenario(unknown));
  expect(estimate.unattributed.why).toContain("not known: gpu (b)");
  expect(estimate.unattributed.why).toContain("without work: spare");
  expect(problems.find(({ code }) => code === "host-time-unknown")?.message).toMatch(/gpu runs b, whose time is not known.*measure the time.*parameters:/);
});
