import { expect, test } from "vitest";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { read } from "../routes/reading";

const t = translator("en");

const speech = `import whisperx
from fastapi import FastAPI
from whisperx.diarize import DiarizationPipeline

app = FastAPI()
asr = whisperx.load_model("large-v2", "cuda", compute_type="float16")
speakers = DiarizationPipeline(device="cuda")

@app.post("/transcript")
def transcript(path: str):
    audio = whisperx.load_audio(path)
    result = asr.transcribe(audio, batch_size=16)
    model, metadata = whisperx.load_align_model(language_code="fr", device="cuda"MODEL)
    result = whisperx.align(result["segments"], model, metadata, audio, "cuda")
    return whisperx.assign_word_speakers(speakers(audio), result)
`;

async function written(code: string) {
  const facts = await read(code);
  const text = createScenario(facts, { title: "x", today: "2026-11-27", t });
  return { text, scenario: parseScenario(text, "x.carbon.yaml", t).scenario };
}

test("what WhisperX does besides transcribing are services of their own, of the same recordings, that need the transcription", async () => {
  const { text, scenario } = await written(speech.replace("MODEL", ""));
  const services = Object.entries(scenario?.services ?? {}).map(([name, { model, engine, task, needs, input }]) => [
    name,
    task,
    engine,
    model?.name,
    needs,
    input?.media,
  ]);
  expect(services).toEqual([
    ["transcript-transcription", "transcription", "whisperx", "large-v2", undefined, undefined],
    ["transcript-wav2vec2", "other", "torch", "wav2vec2", "transcript-transcription", ["audio", "video"]],
    ["transcript-speaker-diarization", "other", "torch", "pyannote/speaker-diarization", "transcript-transcription", ["audio", "video"]],
  ]);
  expect(text).toContain('model: "wav2vec2"   # main.py:14; its time is not published: measure it');
});

test("a model of alignment that the code names is that", async () => {
  const { scenario } = await written(speech.replace("MODEL", ', model_name="jonatasgrosman/wav2vec2-large-xlsr-53-french"'));
  expect(Object.values(scenario?.services ?? {}).map(({ model }) => model?.name)).toContain("jonatasgrosman/wav2vec2-large-xlsr-53-french");
});

test("several pictures' models of one handler are told apart, and take no texts", async () => {
  const { text, scenario } = await written(`from fastapi import FastAPI
from ultralytics import YOLO

app = FastAPI()
faces = YOLO("weights/yolov8n-face.pt")
plates = YOLO("plates.pt")

@app.post("/look")
def look(path: str):
    return faces(path), plates(path)
`);
  expect(Object.keys(scenario?.services ?? {})).toEqual(["look-yolov8n-face", "look-plates"]);
  expect(text).not.toContain("characters:");
});
