import { expect, test } from "vitest";
import { imagePatches } from "../../../../src/core/factors/imagePatches";
import type { Workload } from "../../../../src/core/routes/route";
import { createScenario } from "../../../../src/core/scenario/edit/createScenario";
import { translator } from "../../../../src/core/text";
import { analysisOf, noCode } from "../../../support/analyse";
import { route } from "../../measurements/routes";

test.each<[string, number | null]>([
  ["openai/clip-vit-large-patch14", 257],
  ["openai/clip-vit-large-patch14-336", 577],
  ["openai/clip-vit-base-patch32", 50],
  ["clip-ViT-B-32", 50],
  ["ViT-L/14@336px", 577],
  ["google/siglip-base-patch16-384", 577],
  ["google/vit-base-patch16-224-in21k", 197],
  ["facebook/dinov2-base", null],
  ["intfloat/multilingual-e5-base", null],
])("pieces of a picture of %s", (model, pieces) => {
  expect(imagePatches(model)).toBe(pieces);
});

const embeds = (model: string): Workload => ({
  task: "embedding",
  library: "transformers",
  engine: "transformers",
  model,
  file: "app.py",
  line: 9,
  always: true,
  reads: "image",
});
const routes = (model: string) => [route("POST /embed", { workloads: [embeds(model)] })];

test("a picture is embedded in the pieces that the name of the model tells, with or without a scenario, and in no characters", () => {
  const alone = analysisOf(null, { routes: routes("openai/clip-vit-large-patch14") }).estimate.endpoints[0];
  expect(alone?.busyPerRequest).not.toBeNull();
  const text = createScenario({ ...noCode, routes: routes("openai/clip-vit-large-patch14") }, { title: "x", today: "2026-11-27", t: translator("en") });
  expect(text).toContain("input: { tokens: 257 }");
  expect(text).not.toContain("characters:");
  const written = analysisOf(text, { routes: routes("openai/clip-vit-large-patch14") });
  expect(written.estimate.endpoints[0]?.perRequest.seconds?.central).toBeCloseTo(alone?.perRequest.seconds?.central ?? Number.NaN, 9);
  expect(written.problems.filter(({ code }) => code === "unknown-model")).toEqual([]);
});

test("a picture's model whose name tells no pieces has no figure until they are written", () => {
  const model = "facebook/dinov2-300M";
  expect(analysisOf(null, { routes: routes(model) }).estimate.endpoints[0]?.unknown).toContain("input: { tokens: 257 }");
  const scenario = (more: string): string =>
    `version: 1\nregion: francecentral\nvolume: { files: 500/month }\nhosts: { gpu: { sku: Standard_NC4as_T4_v3 } }\nservices:\n  embed: { endpoint: "POST /embed", task: embedding${more} }\n`;
  expect(analysisOf(scenario(""), { routes: routes(model) }).estimate.endpoints[0]?.unknown).toContain("input: { tokens: 257 }");
  expect(analysisOf(scenario(", input: { tokens: 257 }"), { routes: routes(model) }).estimate.endpoints[0]?.perMonth.kgCO2e).not.toBeNull();
});

test.each<[string, string, RegExp | null]>([
  ["embedding", "acme/pictures-large-v9", null],
  ["embedding", "intfloat/multilingual-e5-bsae", /did you mean .*multilingual-e5-base/],
  ["transcription", "whisper-lrage-v3", /did you mean whisper-large-v3/],
])("an unknown name for %s, %s, is only led to a near one of the same task", (task, model, expected) => {
  const { problems } = analysisOf(`version: 1\nservices:\n  a: { task: ${task}, model: ${model} }\n`);
  const message = problems.find(({ code }) => code === "unknown-model")?.message ?? "";
  expect(message).toContain(model);
  if (expected === null) expect(message).not.toContain("did you mean");
  else expect(message).toMatch(expected);
});
