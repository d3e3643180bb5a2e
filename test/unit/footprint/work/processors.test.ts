import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { analyze } from "../../../../src/core/analyze";
import { findSize } from "../../../../src/core/factors/azureSizes";
import type { Workload } from "../../../../src/core/routes/route";
import { route } from "../../measurements/routes";

// The code says that a model runs on the processor: a machine of which nothing is known has no card, and a card is not used.

function analysed(work: Partial<Workload>, hosts: string, service = "", before: readonly Workload[] = []): Analysis {
  const found: Workload = {
    task: "transcription",
    library: "faster-whisper",
    engine: "faster-whisper",
    model: "small",
    file: "main.py",
    line: 4,
    ...work,
  };
  return analyze({
    language: "en",
    today: "2026-11-26",
    code: { routes: [{ ...route("POST /t"), workloads: [...before, found] }], problems: [], timing: { files: 1, parsed: 1, ms: 0 } },
    scenario: {
      file: "a.carbon.yaml",
      text: `version: 1\nregion: francecentral\nvolume: { files: 1000/month }\n${hosts}services: { t: { endpoint: "POST /t"${service} } }\n`,
    },
    measurementFiles: [],
    remote: [],
  });
}

const t4 = "hosts: { gpu: { sku: Standard_NC4as_T4_v3 } }\n";
const notes = ({ problems }: Analysis): number => problems.filter(({ code }) => code === "card-not-used").length;

test("a note says where the host has a card that the code leaves alone", () => {
  expect(notes(analysed({ device: "cpu" }, t4))).toBe(1);
  expect(notes(analysed({}, t4))).toBe(0);
  expect(notes(analysed({ device: "cpu" }, "hosts: { cpu: { sku: Standard_D4s_v5 } }\n"))).toBe(0);
  // the scenario counts with another model than the code runs
  expect(notes(analysed({ device: "cpu" }, t4, ", model: large-v3"))).toBe(0);
});

test("where the code only asks for no card, the card is assumed, and a note says so", () => {
  const asked = ({ problems }: Analysis): number => problems.filter(({ code }) => code === "card-not-asked").length;
  expect(asked(analysed({ device: "not-said" }, t4))).toBe(1);
  expect(asked(analysed({ device: "not-said" }, ""))).toBe(1);
  expect(asked(analysed({}, t4))).toBe(0);
  expect(asked(analysed({ device: "cpu" }, t4))).toBe(0);
  expect(asked(analysed({ device: "not-said" }, "hosts: { cpu: { sku: Standard_D4s_v5 } }\n"))).toBe(0);
  expect(asked(analysed({ device: "not-said" }, t4, ", model: large-v3"))).toBe(0);
  expect(analysed({ device: "not-said" }, t4).estimate.total).toEqual(analysed({}, t4).estimate.total);
});

test("a machine of which nothing is known has a card only where the code may use one", () => {
  const hasCard = (analysis: Analysis): boolean => {
    const look = findSize(analysis.estimate.hosts[0]?.sku ?? "");
    return "found" in look && look.found.gpu !== null;
  };
  expect(hasCard(analysed({}, ""))).toBe(true);
  expect(hasCard(analysed({ device: "cpu" }, ""))).toBe(false);
  expect(hasCard(analysed({ device: "cpu" }, "hosts: { one: { region: swedencentral } }\n"))).toBe(false);
});

test("what the code runs on the processor of a machine with a card takes the time of its processors, and the note says so", () => {
  const seconds = (analysis: Analysis): number => analysis.estimate.endpoints[0]?.perRequest.seconds?.central ?? Number.NaN;
  // Four vCPUs in both.
  const without = seconds(analysed({ device: "cpu" }, "hosts: { cpu: { sku: Standard_D4s_v5 } }\n"));
  expect(seconds(analysed({ device: "cpu" }, t4))).toBeCloseTo(without, 9);
  expect(seconds(analysed({}, t4))).toBeLessThan(without / 2);
  // A model that the scenario puts in its place is not what that line of the code runs.
  expect(seconds(analysed({ device: "cpu" }, t4, ", model: large-v3"))).toBe(seconds(analysed({}, t4, ", model: large-v3")));
});

test.each(["whisper-small", "Systran/faster-whisper-small", "openai/whisper-small", "SMALL"])(
  "%s in the scenario is the model that the code runs on the processor",
  (model) => {
    const seconds = ({ estimate }: Analysis): number => estimate.endpoints[0]?.perRequest.seconds?.central ?? Number.NaN;
    const analysis = analysed({ device: "cpu" }, t4, `, model: ${model}`);
    expect(notes(analysis)).toBe(1);
    expect(seconds(analysis)).toBe(seconds(analysed({ device: "cpu" }, t4)));
  },
);

test("a model that the code leaves open runs on the processor that the code names", () => {
  expect(notes(analysed({ device: "cpu", model: null }, t4, ", model: large-v3"))).toBe(1);
});

test("of two models at one endpoint, that which the scenario names by another spelling says where it runs", () => {
  const large: Workload = { task: "transcription", library: "faster-whisper", engine: "faster-whisper", model: "large-v3", file: "main.py", line: 2 };
  const small = { device: "cpu", model: "Systran/faster-whisper-small" } as const;
  expect(notes(analysed(small, t4, ", model: openai/whisper-small", [large]))).toBe(1);
  expect(notes(analysed(small, t4, ", model: openai/whisper-large-v3", [large]))).toBe(0);
});
