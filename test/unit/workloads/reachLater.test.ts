import { checkMarked } from "./marked";

// Work that runs elsewhere or later: threads, tasks, streams, processes.

checkMarked(
  "threads and executors, positional and by keyword",
  `
import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
import anyio
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from faster_whisper import WhisperModel
from transformers import pipeline
import joblib

stt = WhisperModel("large-v3-turbo")
mt = pipeline("translation_en_to_fr", model="Helsinki-NLP/opus-mt-en-fr")
clf = joblib.load("clf.joblib")
pool = ThreadPoolExecutor(2)
app = FastAPI()

def transcribe(path, language=None):
    segments, _ = stt.transcribe(path, language=language) #= a, b, c, d, f, g, h: transcription faster-whisper/faster-whisper large-v3-turbo
    return [s.text for s in segments]

@app.post("/a")
async def a(path: str):
    return await asyncio.to_thread(transcribe, path, language="fr")

@app.post("/b")
async def b(path: str):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, transcribe, path)

@app.post("/c")
async def c(path: str):
    future = pool.submit(transcribe, path)
    return future.result()

@app.post("/d")
async def d(path: str):
    return await anyio.to_thread.run_sync(partial(transcribe, path, language="fr"))

@app.post("/e")
async def e(text: str):
    return await run_in_threadpool(mt, text) #= e: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr

@app.post("/f")
async def f(paths: list[str]):
    return await asyncio.gather(*[asyncio.to_thread(transcribe, p) for p in paths])

@app.post("/g")
async def g(paths: list[str]):
    with ThreadPoolExecutor() as executor:
        return list(executor.map(transcribe, paths))

@app.post("/h")
async def h(path: str):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work(path))
    return task.result()

async def work(path):
    return transcribe(path)

@app.post("/i")
async def i(row: list[float]):
    return (await asyncio.get_event_loop().run_in_executor(None, clf.predict, [row])).tolist() #= i: classic-ml joblib/scikit-learn clf.joblib

@app.post("/j")
async def j(row: list[float]):
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(None, lambda: clf.predict_proba([row])) #= j: classic-ml joblib/scikit-learn clf.joblib
`,
);

checkMarked(
  "background tasks, threads, asyncio tasks and a job queue of the project",
  `
import asyncio
import threading
import uuid
from fastapi import BackgroundTasks, FastAPI
import whisper

model = whisper.load_model("base")
jobs = {}
app = FastAPI()

def process(job: str, path: str):
    jobs[job] = model.transcribe(path) #= a, b, c, d: transcription openai-whisper/openai-whisper base

async def process_async(job: str, path: str):
    await asyncio.to_thread(process, job, path)

@app.post("/a")
def a(path: str, tasks: BackgroundTasks):
    job = str(uuid.uuid4())
    tasks.add_task(process, job, path)
    return {"job": job}

@app.post("/b")
def b(path: str):
    threading.Thread(target=process, args=("1", path), daemon=True).start()
    return "started"

@app.post("/c")
async def c(path: str):
    asyncio.create_task(process_async("1", path))
    return "started"

@app.post("/d")
async def d(path: str, background_tasks: BackgroundTasks):
    background_tasks.add_task(process_async, job="1", path=path)

@app.get("/job/{job}")
def job(job: str):
    return jobs.get(job)
`,
);

checkMarked(
  "a Celery task by delay, apply_async, send_task and a chain; it counts where it is called from",
  `
# file: worker/__init__.py
# file: worker/celery_app.py
from celery import Celery
celery_app = Celery("worker", broker="redis://redis:6379/0")
# file: worker/tasks.py
from worker.celery_app import celery_app
from faster_whisper import WhisperModel
_model = None
def get_model():
    global _model
    if _model is None:
        _model = WhisperModel("medium")
    return _model
@celery_app.task(name="transcribe", bind=True, max_retries=3)
def transcribe(self, path: str):
    segments, info = get_model().transcribe(path) #= a, b, c: transcription faster-whisper/faster-whisper medium
    return [s.text for s in segments]
# file: api.py
from fastapi import FastAPI
from celery.result import AsyncResult
from worker.celery_app import celery_app
from worker.tasks import transcribe
app = FastAPI()
@app.post("/a")
def a(path: str):
    return {"id": transcribe.delay(path).id}
@app.post("/b")
def b(path: str):
    return {"id": transcribe.apply_async(args=[path], countdown=1).id}
@app.post("/c")
def c(path: str):
    return {"id": celery_app.send_task("transcribe", args=[path]).id}
@app.get("/r/{id}")
def r(id: str):
    return AsyncResult(id).status
`,
);

checkMarked(
  "streaming responses: generators, nested generators, iterating a stream, server-sent events",
  `
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sse_starlette.sse import EventSourceResponse
from openai import AsyncOpenAI
from ollama import AsyncClient
import ollama

client = AsyncOpenAI()
app = FastAPI()

async def tokens(prompt: str):
    stream = await client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}], stream=True) #= a, b: generation openai/openai gpt-4o
    async for chunk in stream:
        yield chunk.choices[0].delta.content or ""

async def events(prompt: str):
    async for token in tokens(prompt):
        yield {"data": token}

@app.post("/a")
async def a(prompt: str):
    return StreamingResponse(tokens(prompt), media_type="text/plain")

@app.post("/b")
async def b(prompt: str):
    return EventSourceResponse(events(prompt))

@app.post("/c")
async def c(prompt: str):
    async def gen():
        async for part in await AsyncClient().chat(model="qwen2.5:7b", messages=[], stream=True): #= c: generation ollama/ollama qwen2.5:7b
            yield part["message"]["content"]
    return StreamingResponse(gen())

@app.post("/d")
def d(prompt: str):
    return StreamingResponse((part["response"] for part in ollama.generate(model="phi3", prompt=prompt, stream=True))) #= d: generation ollama/ollama phi3
`,
);

checkMarked(
  "websockets with a manager, and what it calls",
  `
# file: main.py
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from session import Session
app = FastAPI()
@app.websocket("/ws/chat")
async def ws(websocket: WebSocket):
    await websocket.accept()
    session = Session(websocket)
    try:
        async for message in websocket.iter_text():
            await session.handle(message)
    except WebSocketDisconnect:
        await session.close()
# file: session.py
from anthropic import AsyncAnthropic
MODEL = "claude-3-5-sonnet-20241022"
class Session:
    def __init__(self, socket):
        self.socket = socket
        self.client = AsyncAnthropic()
        self.handlers = {"chat": self._chat, "ping": self._ping}
    async def handle(self, message):
        kind, _, text = message.partition(":")
        handler = self.handlers.get(kind)
        if handler:
            await handler(text)
    async def _chat(self, text):
        async with self.client.messages.stream(model=MODEL, max_tokens=1024, messages=[{"role": "user", "content": text}]) as stream: #= ws: generation anthropic/anthropic claude-3-5-sonnet-20241022
            async for piece in stream.text_stream:
                await self.socket.send_text(piece)
    async def _ping(self, text):
        await self.socket.send_text("pong")
    async def close(self):
        pass
`,
);

checkMarked(
  "a program that is started: whisper, whisper.cpp, piper, tesseract, ollama, but not ffmpeg",
  `
import asyncio
import subprocess
from fastapi import FastAPI
app = FastAPI()

@app.post("/a")
def a(path: str):
    subprocess.run(["whisper", path, "--model", "small", "--language", "fr"], check=True) #= a: transcription openai-whisper/openai-whisper small

@app.post("/b")
async def b(path: str):
    process = await asyncio.create_subprocess_exec("./whisper-cli", "-m", "models/ggml-base.bin", "-f", path) #= b: transcription whisper.cpp/whisper.cpp models/ggml-base.bin
    await process.communicate()

@app.post("/c")
def c(text: str):
    subprocess.run(["piper", "--model", "fr_FR-upmc-medium.onnx", "--output_file", "o.wav"], input=text.encode()) #= c: speech-synthesis piper-tts/piper fr_FR-upmc-medium.onnx

@app.post("/d")
def d(path: str):
    return subprocess.check_output(["tesseract", path, "stdout", "-l", "fra"]).decode() #= d: ocr tesseract/tesseract null

@app.post("/e")
def e(path: str):
    subprocess.run(["ffmpeg", "-i", path, "out.wav"], check=True)

@app.post("/f")
def f(prompt: str):
    return subprocess.run(f"ollama run mistral '{prompt}'", shell=True, capture_output=True).stdout #= f: generation ollama/ollama mistral
`,
);

checkMarked(
  "decorators of the project: retry, cache, timing, a class as decorator; each still runs the function",
  `
import functools
import time
from fastapi import FastAPI
from tenacity import retry, stop_after_attempt
from cachetools import cached, TTLCache
from mistralai import Mistral
client = Mistral(api_key="k")
app = FastAPI()

def timed(label):
    def wrap(f):
        @functools.wraps(f)
        async def inner(*args, **kwargs):
            start = time.time()
            try:
                return await f(*args, **kwargs)
            finally:
                print(label, time.time() - start)
        return inner
    return wrap

class Traced:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
    def __call__(self, *args, **kwargs):
        return self.f(*args, **kwargs)

@retry(stop=stop_after_attempt(3))
async def ask(prompt: str):
    r = await client.chat.complete_async(model="mistral-large-latest", messages=[{"role": "user", "content": prompt}]) #= a, b: generation mistralai/mistral mistral-large-latest
    return r.choices[0].message.content

@Traced
def embed(text):
    return client.embeddings.create(model="mistral-embed", inputs=[text]) #= c: embedding mistralai/mistral mistral-embed

@cached(TTLCache(10, 60))
def ocr(url):
    return client.ocr.process(model="mistral-ocr-latest", document={"type": "document_url", "document_url": url}) #= d: ocr mistralai/mistral mistral-ocr-latest

@app.post("/a")
@timed("a")
async def a(prompt: str):
    return await ask(prompt)

@app.post("/b")
async def b(prompt: str):
    return await ask.__wrapped__(prompt)

@app.post("/c")
def c(text: str):
    return embed(text)

@app.post("/d")
def d(url: str):
    return ocr(url)
`,
);

checkMarked(
  "what a handler collects before it asks a model may be empty here, and is not there",
  `
from fastapi import FastAPI
from sentence_transformers import CrossEncoder
app = FastAPI()
model = CrossEncoder("BAAI/bge-reranker-v2-m3")
@app.post("/rank")
def rank(query: str):
    rows = []
    for part in []:
        rows.append(part)
    texts = [r for r in rows if r]
    if not texts:
        return []
    return model.predict([[query, t] for t in texts]) #= rank: reranking sentence-transformers/sentence-transformers BAAI/bge-reranker-v2-m3
`,
);

checkMarked(
  "what is collected from a request, or not at all as far as the code tells, is gone through",
  `
# file: main.py
import asyncio
from dataclasses import dataclass, field
from fastapi import FastAPI, UploadFile
import ollama
app = FastAPI()
@dataclass
class Read:
    chunks: list = field(default_factory=list)
def read(path):
    result = Read()
    for page in path:
        if page.strip():
            result.chunks.append(page)
    return result
async def ask_all(chunks):
    return [ollama.chat(model="mistral", messages=[one["text"]]) for one in chunks] #= pdf: generation ollama/ollama mistral
async def later(texts):
    await ask_all([{"text": text} for text in texts])
@app.post("/pdf")
async def pdf(file: UploadFile):
    def work():
        result = Read()
        texts = [chunk.text for chunk in result.chunks]
        return texts if result.chunks else []
    texts = await asyncio.get_event_loop().run_in_executor(None, work)
    if texts:
        asyncio.create_task(later(texts))
`,
);

checkMarked(
  "a factory that a program gives what it makes, in another file, by a command or a class",
  `
from fastapi import FastAPI
def create_app(model, name: str):
    app = FastAPI()
    @app.get("/embed")
    def embed(text: str):
        return model.encode(text) #= embed: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
    return app
# file: run.py
import uvicorn
from sentence_transformers import SentenceTransformer
from main import create_app
if __name__ == "__main__":
    app = create_app(SentenceTransformer("all-MiniLM-L6-v2"), "a")
    uvicorn.run(app)
# file: speech.py
from fastapi import FastAPI
class Server:
    def __init__(self, model):
        self.model = model
        self.app = FastAPI()
        self.app.get("/say")(self.say)
    def say(self, path: str):
        return self.model.transcribe(path) #= Server.say: transcription faster-whisper/faster-whisper tiny
# file: cli.py
import click
import uvicorn
from faster_whisper import WhisperModel
from speech import Server
@click.command()
@click.option("--model", default="tiny")
def serve(model):
    uvicorn.run(Server(WhisperModel("tiny")).app)
# file: translation.py
from fastapi import FastAPI
from transformers import pipeline
def make(pipe):
    app = FastAPI()
    @app.get("/translate")
    def translate(text: str):
        return pipe(text) #= translate: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr
    return app
def build(pipe):
    return make(pipe)
def main(args):
    import uvicorn
    uvicorn.run(build(pipeline("translation", model="Helsinki-NLP/opus-mt-en-fr")))
`,
);
