import { expect, test } from "vitest";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { translator } from "../../../src/core/text";
import { analysisOf } from "../../support/analyse";
import { read } from "../routes/reading";

const source = `
from fastapi import FastAPI
from faster_whisper import WhisperModel
from transformers import pipeline
model = WhisperModel("small")
mt = pipeline("translation", model="Helsinki-NLP/opus-mt-en-fr")
app = FastAPI()
def translated(text):
    return mt(text)
def heard(path):
    segments, info = model.transcribe(path)
    return segments
@app.post("/each")
def each(path: str):
    segments, _ = model.transcribe(path)
    return [translated(s.text) for s in segments]
@app.post("/loop")
def loop(path: str):
    for s in heard(path):
        translated(s.text)
@app.post("/whole")
def whole(path: str):
    segments, _ = model.transcribe(path)
    return translated(" ".join(s.text for s in segments))
@app.post("/lines")
def lines(texts: list[str]):
    return [translated(one) for one in texts]
`;

test("what runs once for each segment of a transcription is marked, and a first scenario says so", async () => {
  const facts = await read(source);
  const each = Object.fromEntries(facts.routes.map(({ path, workloads }) => [path, workloads.map(({ perSegment }) => perSegment === true)]));
  expect(each).toEqual({ "/each": [false, true], "/loop": [false, true], "/whole": [false, false], "/lines": [false] });
  const text = createScenario(facts, { title: "x", today: "2026-11-26", t: translator("en") });
  expect(text.match(/# calls: 100 /g)).toHaveLength(2);
});

test("segments written as requests are said to be one request, and as calls they wake a machine once", async () => {
  const { routes } = await read(source);
  const of = (often: string) =>
    analysisOf(
      `version: 1
region: francecentral
volume: { files: 300/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
  language: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero, keepAlive: 10 min, coldStart: 0 s }
services:
  heard: { endpoint: "POST /each", task: transcription, model: whisper-small, host: speech, input: { duration: 4 min } }
  translated: { endpoint: "POST /each", task: translation, model: nllb-200-1.3B, host: language, ${often}, input: { media: [audio, video, text], characters: 90 } }
`,
      { routes },
    );
  const [segments, asRequests] = [of("calls: 40"), of("requests: 40/file")];
  const codes = ({ problems }: typeof segments) => problems.map(({ code }) => code).filter((code) => code === "calls-written-as-requests");
  expect([codes(segments), codes(asRequests)]).toEqual([[], ["calls-written-as-requests"]]);
  const machine = segments.estimate.hosts.find(({ name }) => name === "language");
  // 300 starts of 600 s
  expect(machine?.idleHours).toBeCloseTo(50, 6);
  const endpoint = segments.estimate.endpoints.find(({ id }) => id === "POST /each");
  expect(((endpoint?.perRequest.gCO2e?.central ?? 0) * 300) / 1000).toBeCloseTo(endpoint?.perMonth.kgCO2e?.central ?? 0, 9);
});
