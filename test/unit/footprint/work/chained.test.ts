import { expect, test } from "vitest";
import { analyze } from "../../../../src/core/analyze";
import { applyEdits } from "../../../../src/core/scenario/edit/scenarioEdit";
import { route } from "../../measurements/routes";

const scenario = (services: string, media = "media: { audio: 40 %, video: 20 %, text: 40 % }"): string => `version: 1
region: francecentral
volume: { files: 500/month }
${media}
hosts: { speech: { sku: Standard_NC4as_T4_v3 } }
services:
  transcription: { endpoint: "POST /subtitles", task: transcription, model: whisper-large-v3, input: { duration: 10 min } }
  ${services}
`;

function analysed(text: string) {
  const code = { routes: [route("POST /subtitles"), route("POST /translate")], problems: [], timing: { files: 0, parsed: 0, ms: 0 } };
  return analyze({ language: "en", today: "2026-11-26", code, scenario: { file: "a.carbon.yaml", text }, measurementFiles: [], remote: [] });
}
const found = (text: string) => analysed(text).problems.filter(({ code }) => code === "counted-for-text");
const files = (text: string, service: string) => analysed(text).matrix?.rows.find((row) => row.service === service)?.volume.files?.central;

const translation = (more: string): string => `translation: { model: nllb-200-distilled-600m, to: [en], ${more} }`;

test.each<[string, string, number]>([
  ["needs the transcription", translation('endpoint: "POST /translate", needs: transcription'), 1],
  ["is at its endpoint", translation('endpoint: "POST /subtitles"'), 1],
  ["needs what needs it", `${translation("needs: transcription, input: { media: [text] }")}\n  summary: { model: "mistral:7b", needs: translation }`, 1],
  ["stands alone", translation('endpoint: "POST /translate"'), 0],
  ["says its media", translation("needs: transcription, input: { media: [text] }"), 0],
  ["has files of its own", translation("needs: transcription, volume: { files: 20/month }"), 0],
  ["needs itself in a circle", `${translation("needs: summary")}\n  summary: { model: "mistral:7b", needs: translation }`, 0],
])("a service that %s", (_, services, count) => {
  expect(found(scenario(services))).toHaveLength(count);
});

test("without shares of media every file counts for both, and nothing is said", () => {
  expect(found(scenario(translation("needs: transcription"), "use: commercial"))).toEqual([]);
});

test("the remedy counts the transcripts: their files, and what is said in ten minutes", () => {
  const text = scenario(translation("needs: transcription"));
  expect(files(text, "translation")).toBeCloseTo(200);
  const [problem] = found(text);
  expect(problem).toMatchObject({ severity: "warning", line: 8 });
  const mended = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
  expect(found(mended)).toEqual([]);
  expect(files(mended, "translation")).toBeCloseTo(300);
  // 150 words a minute of 6 characters
  expect(mended).toMatch(/input: \{ media: \[\s*"?audio"?, "?video"?\s*\], characters: "?9000"?/);
  const kept = applyEdits(text, problem?.fixes?.[1]?.edits ?? []);
  expect([found(kept), files(kept, "translation")]).toEqual([[], expect.closeTo(200)]);
});
