import { expect, test } from "vitest";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { translator } from "../../../src/core/text";
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
  expect(text.match(/# requests: 100\/file/g)).toHaveLength(2);
});
