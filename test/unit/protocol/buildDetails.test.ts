import { expect, test } from "vitest";
import type { MatrixRow } from "../../../src/core/analysis/matrix";
import { buildDetails } from "../../../src/protocol/buildDetails";
import type { Topic } from "../../../src/protocol/detailsView";
import { matrixOfText } from "../../support/chartsOf";

const matrix = matrixOfText(`version: 1
currency: EUR
budget: { carbon: 6 kg/month }
region: francecentral
volume: { files: 500/month }
media: { audio: 40 %, video: 20 %, text: 40 % }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  transcription:
    model: whisper-large-v3
    engine: faster-whisper
    host: speech
    input: { media: [audio, video], duration: { audio: 10 min, video: 20 min } }
    cost: { maintenance: 30 EUR/month, development: 9000 USD }
`);

function section(topic: Topic, change: Partial<MatrixRow> = {}) {
  const rows = matrix.rows.map((row) => ({ ...row, ...change }));
  const details = buildDetails({ ...matrix, rows }, "transcription", "en");
  const found = details?.sections.find((one) => one.topic === topic);
  if (!details || !found) throw new Error(`no ${topic}`);
  return { ...found, details, fact: (label: string) => found.facts.find((one) => one.label === label)?.value };
}

test("a row no one has is not explained", () => {
  expect(buildDetails(matrix, "nobody", "en")).toBeUndefined();
});

test("files by medium: shares of the row, the files of a mean month that they are, and the machine time that they take", () => {
  expect(section("volume").tables[0]).toMatchObject({
    head: ["Media", "Share", "Files, mean month", "Machine time"],
    rows: [
      ["audio", "67 %", "200", "50 %"],
      ["video", "33 %", "100", "50 %"],
    ],
  });
});

test.each([
  [0.05, "5 % of draws"],
  [0.2, "20 % of draws: borderline"],
  [null, undefined],
])("a class that differs in %s of the draws", (classFlipProbability, said) => {
  expect(section("carbon", { classFlipProbability }).fact("Another class in")).toBe(said);
});

test("what a service costs beside its hosting opens as it is typed: another currency by name", () => {
  expect(section("cost").details.costs).toEqual({ maintenance: "30", development: "9000 USD" });
});

test("a reason that a gate gives is said once, as a sentence", () => {
  const gates = [{ code: "measure-first" as const, min: 0 as const, max: 1 as const, reason: "measure first: nobody knows" }];
  expect(section("recommended", { reasons: [{ text: "Nobody knows." }], gates }).sentences).toEqual(["measure first: nobody knows."]);
});
