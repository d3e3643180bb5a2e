import { expect, test } from "vitest";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { translator } from "../../../src/core/text";
import { analysisOf } from "../../support/analyse";
import { read } from "../routes/reading";

const app = (handler: string, more = ""): string => `from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from TTS.api import TTS

MOST = 1200
app = FastAPI()
voice = TTS("tts_models/multilingual/multi-dataset/xtts_v2")
encoder = SentenceTransformer("bge-m3")

def say(text: str):
    voice.tts_to_file(text=text, file_path="a.wav")
${more}
@app.post("/say")
def handler(text: str, texts: list[str]):
${handler
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

test.each<[string, string, number | null]>([
  ["in the call", "voice.tts_to_file(text=text[:1500], file_path='a.wav')", 1500],
  ["before a function", "say(text[:1500])", 1500],
  ["by a name and a constant", "short = text[:MOST]\nsay(short)", 1200],
  ["a part from the middle", "say(text[100:600])", 500],
  ["alone in a list", "return encoder.encode([text[:800]])", 800],
  ["the longer of two", "say(text[:300])\nsay(text[:900])", 900],
  ["once cut and once not", "say(text[:300])\nsay(text)", null],
  ["not cut", "say(text)", null],
  ["without its end only", "say(text[:-3])", null],
  ["some of several texts", "return encoder.encode(texts[:10])", null],
  ["up to what a request says", "say(text[:len(texts)])", null],
])("what the code lets through of a text: %s", async (_, handler, most) => {
  const { routes } = await read(app(handler));
  expect(routes[0]?.workloads.map(({ longestInput = null }) => longestInput)).toEqual([most]);
});

test("no more is counted than the code lets through, whatever comes in", async () => {
  const facts = await read(app("say(text[:1500])"));
  const text = createScenario(facts, { title: "x", today: "2026-11-27", t: translator("en") });
  expect(text).toContain("characters: 1500 }   # missing: 1,500 characters, the most that the code lets through");
  const seconds = (scenario: string | null, routes = facts.routes): number =>
    analysisOf(scenario, { routes }).estimate.endpoints[0]?.perRequest.seconds?.central ?? Number.NaN;
  const uncut = (await read(app("say(text)"))).routes;
  expect(seconds(null) / seconds(null, uncut)).toBeCloseTo(1500 / 4000, 6);
  const scenario = (characters: number): string =>
    `version: 1\nregion: francecentral\nhosts: { gpu: { sku: Standard_NC4as_T4_v3 } }\nservices:\n  say: { endpoint: "POST /say", task: speech-synthesis, input: { characters: ${characters} } }\n`;
  expect(seconds(scenario(5000))).toBeCloseTo(seconds(scenario(1500)), 9);
  expect(seconds(scenario(1000)) / seconds(scenario(1500))).toBeCloseTo(2 / 3, 6);
});
