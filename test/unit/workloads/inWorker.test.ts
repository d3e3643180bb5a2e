import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/routesText";
import { read } from "../routes/reading";

const source = `
# file: jobs.py
from celery import Celery
import whisper
celery = Celery("w")
model = whisper.load_model("small")
@celery.task(name="transcribe")
def transcribe(path):
    return model.transcribe(path)
# file: main.py
import threading
from celery import Celery
from fastapi import BackgroundTasks, FastAPI
from jobs import transcribe
api = Celery("api")
app = FastAPI()
@app.post("/delay")
def delay(path: str):
    transcribe.delay(path)
@app.post("/named")
def named(path: str):
    api.send_task("transcribe", args=[path])
@app.post("/here")
def here(path: str):
    return transcribe(path)
@app.post("/after")
def after(path: str, tasks: BackgroundTasks):
    tasks.add_task(transcribe, path)
@app.post("/thread")
def thread(path: str):
    threading.Thread(target=transcribe, args=(path,)).start()
`;

test("what a queue brings to a worker is said to run there; what this process runs is not", async () => {
  const facts = await read(source);
  const away = Object.fromEntries(facts.routes.map((route) => [route.function, route.workloads.map(({ model, inWorker }) => [model, inWorker])]));
  expect(away).toEqual({
    delay: [["small", true]],
    named: [["small", true]],
    here: [["small", undefined]],
    after: [["small", undefined]],
    thread: [["small", undefined]],
  });
  expect(facts.routes.flatMap((route) => (route.workloads.some(({ afterAnswer }) => afterAnswer) ? [route.function] : []))).toEqual(["after"]);
  expect(routesText(facts, "en")).toContain("openai-whisper small (transcription, after the answer)");
  expect(routesText(facts, "en")).toContain("openai-whisper small (transcription, in a worker)");
  expect(routesText(facts, "fr")).toContain("openai-whisper small (transcription, dans un processus de travail)");
});
