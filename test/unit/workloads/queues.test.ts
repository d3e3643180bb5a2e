import { checkMarked } from "./marked";

// Work that is put on a queue: what takes it from there, in the same code base, runs for whoever put it there.

checkMarked(
  "Celery: delay, apply_async, send_task by name, chain, group, class-based task",
  `
# file: worker/__init__.py
# file: worker/tasks.py
from celery import Celery, Task, shared_task, chain, group
import whisper
from sentence_transformers import SentenceTransformer
celery_app = Celery("w", broker="redis://redis")
class Loaded(Task):
    _model = None
    @property
    def model(self):
        if self._model is None:
            self._model = whisper.load_model("medium")
        return self._model
@celery_app.task(bind=True, base=Loaded, name="transcribe")
def transcribe(self, path):
    return self.model.transcribe(path) #= a, c, d, g: transcription openai-whisper/openai-whisper medium
@shared_task
def embed(text):
    st = SentenceTransformer("all-MiniLM-L6-v2")
    return st.encode(text) #= b, d, e: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
# file: main.py
from celery import Celery, chain, group
from fastapi import FastAPI
from worker.tasks import transcribe, embed
client = Celery("api", broker="redis://redis")
app = FastAPI()
@app.post("/a")
def a(path: str):
    return transcribe.delay(path).id
@app.post("/b")
def b(text: str):
    return embed.apply_async(args=[text], queue="gpu").id
@app.post("/c")
def c(path: str):
    return client.send_task("transcribe", args=[path]).id
@app.post("/d")
def d(path: str):
    return chain(transcribe.s(path), embed.s()).apply_async().id
@app.post("/e")
def e(texts: list[str]):
    return group(embed.s(t) for t in texts)().id
@app.get("/f")
def f(id: str):
    return client.AsyncResult(id).state
@app.post("/g")
def g(path: str):
    task = transcribe.si(path)
    return task.delay().id
`,
);

checkMarked(
  "arq and rq: a job by the name of its function, or the function itself",
  `
# file: jobs.py
from faster_whisper import WhisperModel
async def startup(ctx):
    ctx["whisper"] = WhisperModel("small")
async def transcribe(ctx, path: str):
    segments, _ = ctx["whisper"].transcribe(path) #= a: transcription faster-whisper/faster-whisper small
    return list(segments)
async def other(ctx):
    return 1
class WorkerSettings:
    functions = [transcribe, other]
    on_startup = startup
# file: rqjobs.py
from transformers import pipeline
def summarise(text):
    p = pipeline("summarization", model="facebook/bart-large-cnn")
    return p(text) #= b, c: generation transformers/transformers facebook/bart-large-cnn
# file: main.py
from arq import create_pool
from arq.connections import RedisSettings
from redis import Redis
from rq import Queue
from fastapi import FastAPI, Request
from rqjobs import summarise
app = FastAPI()
queue = Queue("ai", connection=Redis())
@app.on_event("startup")
async def up():
    app.state.arq = await create_pool(RedisSettings())
@app.post("/a")
async def a(request: Request, path: str):
    job = await request.app.state.arq.enqueue_job("transcribe", path)
    return job.job_id
@app.post("/b")
def b(text: str):
    return queue.enqueue(summarise, text).id
@app.post("/c")
def c(text: str):
    return queue.enqueue("rqjobs.summarise", text, job_timeout=600).id
@app.post("/d")
async def d(request: Request):
    return await request.app.state.arq.enqueue_job("other")
`,
);

checkMarked(
  "dramatiq, huey, taskiq, procrastinate, APScheduler",
  `
import dramatiq
from huey import RedisHuey
from taskiq_redis import ListQueueBroker
import procrastinate
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from openai import OpenAI
from fastapi import FastAPI
client = OpenAI()
app = FastAPI()
huey = RedisHuey("h")
broker = ListQueueBroker("redis://redis")
jobs = procrastinate.App(connector=None)
scheduler = AsyncIOScheduler()
def ask(model, text):
    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}]) #= a: generation openai/openai m-a; b: generation openai/openai m-b; c: generation openai/openai m-c; d: generation openai/openai m-d; e: generation openai/openai m-e
@dramatiq.actor
def in_dramatiq(text):
    ask("m-a", text)
@huey.task()
def in_huey(text):
    ask("m-b", text)
@broker.task
async def in_taskiq(text: str):
    ask("m-c", text)
@jobs.task(name="in-procrastinate")
def in_procrastinate(text):
    ask("m-d", text)
def scheduled(text):
    ask("m-e", text)
@app.post("/a")
def a(text: str):
    in_dramatiq.send(text)
@app.post("/b")
def b(text: str):
    in_huey(text)
@app.post("/c")
async def c(text: str):
    await in_taskiq.kiq(text)
@app.post("/d")
def d(text: str):
    in_procrastinate.defer(text=text)
@app.post("/e")
def e(text: str):
    scheduler.add_job(scheduled, "date", args=[text])
`,
);

checkMarked(
  "queues inside the process: asyncio.Queue, queue.Queue with a thread, a queue on the state, batches",
  `
# file: main.py
import asyncio
import queue
import threading
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from faster_whisper import WhisperModel
from transformers import pipeline
import joblib
stt = WhisperModel("tiny")
jobs: asyncio.Queue = asyncio.Queue()
texts = queue.Queue()
mt = pipeline("translation", model="Helsinki-NLP/opus-mt-en-fr")
async def worker():
    while True:
        path, future = await jobs.get()
        segments, _ = stt.transcribe(path) #= a: transcription faster-whisper/faster-whisper tiny
        future.set_result(segments)
        jobs.task_done()
def translator():
    while True:
        text = texts.get()
        mt(text) #= b: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr
class Batcher:
    def __init__(self, model):
        self.model = model
        self.queue = asyncio.Queue()
    async def start(self):
        asyncio.create_task(self._loop())
    async def _loop(self):
        while True:
            rows = [await self.queue.get()]
            self.model.predict(rows) #= c, e: classic-ml joblib/scikit-learn clf.joblib
    async def submit(self, row):
        future = asyncio.get_running_loop().create_future()
        await self.queue.put((row, future))
        return await future
batcher = Batcher(joblib.load("clf.joblib"))
@asynccontextmanager
async def lifespan(app):
    app.state.batcher = batcher
    task = asyncio.create_task(worker())
    threading.Thread(target=translator, daemon=True).start()
    await batcher.start()
    yield
    task.cancel()
app = FastAPI(lifespan=lifespan)
@app.post("/a")
async def a(path: str):
    future = asyncio.get_running_loop().create_future()
    await jobs.put((path, future))
    return await future
@app.post("/b")
def b(text: str):
    texts.put(text)
    return {"queued": True}
@app.post("/c")
async def c(row: list[float]):
    return await batcher.submit(row)
@app.get("/d")
def d():
    return {"waiting": jobs.qsize() + texts.qsize()}
@app.post("/e")
async def e(request: Request, row: list[float]):
    return await request.app.state.batcher.submit(row)
`,
);

checkMarked(
  "a task that is a class, and a pool that runs whatever function is put into it",
  `
from collections import deque
import asyncio
from celery import Celery, Task
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
import whisper
celery = Celery("w")
class Transcribe(Task):
    name = "transcribe"
    def __init__(self):
        self.model = whisper.load_model("large-v3")
    def run(self, path):
        return self.model.transcribe(path) #= a: transcription openai-whisper/openai-whisper large-v3
transcribe = celery.register_task(Transcribe())
st = SentenceTransformer("intfloat/e5-base-v2")
def embed(text):
    return st.encode(text) #= b: embedding sentence-transformers/sentence-transformers intfloat/e5-base-v2
def count(text):
    return len(text)
waiting = deque()
async def loop():
    while True:
        if waiting:
            work, argument = waiting.popleft()
            work(argument)
        await asyncio.sleep(0.1)
app = FastAPI()
@app.on_event("startup")
async def start():
    asyncio.create_task(loop())
@app.post("/a")
def a(path: str):
    return Transcribe().delay(path).id
@app.post("/b")
def b(text: str):
    waiting.append((embed, text))
@app.post("/c")
def c(text: str):
    waiting.append((count, text))
`,
);

checkMarked(
  "a task whose name comes from a table: each that has a name of its own may run",
  `
# file: worker.py
from celery import Celery
from openai import OpenAI
import whisper
celery = Celery("w")
client = OpenAI()
stt = whisper.load_model("base")
@celery.task(name="hosted", queue="h")
def hosted(path):
    return client.audio.transcriptions.create(model="gpt-4o-transcribe", file=open(path, "rb")) #= a: transcription openai/openai gpt-4o-transcribe
@celery.task(name="own", bind=True)
def own(self, path):
    return stt.transcribe(path) #= a: transcription openai-whisper/openai-whisper base
# file: main.py
from celery import Celery
from fastapi import FastAPI, Request
celery = Celery("c")
app = FastAPI()
@app.post("/a")
def a(request: Request, path: str):
    return celery.send_task(request.state.tariff.task_name, args=[path]).id
@app.get("/b")
def b(id: str):
    return celery.AsyncResult(id).state
`,
);

checkMarked(
  "Redis as a queue: what takes from a key in this process runs for whoever puts something there",
  `
import asyncio, json, os
import redis
import redis.asyncio as aredis
from contextlib import asynccontextmanager
from fastapi import Depends, FastAPI
from faster_whisper import WhisperModel

class Queue:
    KEY = "jobs:queue"
    def __init__(self, client):
        self.client = client
    async def enqueue(self, job):
        self.client.rpush(self.KEY, json.dumps(job))
    async def next(self):
        loop = asyncio.get_event_loop()
        job = await loop.run_in_executor(None, self.client.lpop, self.KEY)
        return None if not job else json.loads(job)

def get_queue():
    return Queue(redis.from_url(os.getenv("REDIS_URL", "redis://localhost")))

small, large = WhisperModel("small"), WhisperModel("large-v3")
broker = aredis.Redis()

async def work(queue):
    while True:
        job = await queue.next()
        if job is None:
            await asyncio.sleep(1)
            continue
        small.transcribe(job["path"]) #= a: transcription faster-whisper/faster-whisper small

async def other():
    while True:
        _, path = await broker.blpop(["urgent", "files"])
        await asyncio.to_thread(large.transcribe, path) #= b: transcription faster-whisper/faster-whisper large-v3

@asynccontextmanager
async def lifespan(app):
    tasks = [asyncio.create_task(work(queue=get_queue())), asyncio.create_task(other())]
    yield

app = FastAPI(lifespan=lifespan)

@app.post("/a")
async def a(path: str, queue=Depends(get_queue)):
    await queue.enqueue({"path": path})

@app.post("/b")
async def b(path: str):
    await broker.lpush("files", path)

@app.post("/c")
async def c(path: str):
    await broker.lpush("log", path)
    await broker.lpush("list:" + path, path)
    await broker.lrange("files", 0, -1)
`,
);

checkMarked(
  "a list from which a thread that start-up leaves running takes what handlers put there",
  `
import time
from threading import Lock, Thread
from contextlib import asynccontextmanager
from fastapi import FastAPI
from faster_whisper import WhisperModel

jobs, waiting, history, lock = {}, [], [], Lock()
model = WhisperModel("small")

class Scheduler:
    running = True
    def start(self):
        self.thread = Thread(target=self.__schedule)
        self.thread.start()
    def __schedule(self):
        while self.running:
            if not self.__available():
                time.sleep(0.5)
                continue
            with lock:
                Thread(target=self.__do, args=(waiting.pop(),)).start()
    @staticmethod
    def __available():
        return len(waiting) > 0
    @staticmethod
    def __do(job):
        model.transcribe(jobs[job]) #= put: transcription faster-whisper/faster-whisper small

@asynccontextmanager
async def lifespan(_: FastAPI):
    Scheduler().start()
    yield

app = FastAPI()
app.router.lifespan_context = lifespan

@app.post("/put")
def put(path: str):
    jobs["x"] = path
    waiting.append("x")

@app.post("/note")
def note(path: str):
    history.append(path)
    return history.pop()
`,
);

checkMarked(
  "a worker that takes from two queues runs for each only what it does with what comes from there",
  `
import threading
import redis
from fastapi import FastAPI
from faster_whisper import WhisperModel
small, medium, large = WhisperModel("small"), WhisperModel("medium"), WhisperModel("large-v3")
r, other = redis.Redis(), redis.Redis(db=5)
jobs, log, first, second, frames = [], [], [], [], []

class Looking:
    running = True
    def loop(self):
        while self.running:
            if jobs:
                small.transcribe(jobs.pop()) #= job: transcription faster-whisper/faster-whisper small
            if len(log) > 100:
                log.pop(0)

def both():
    while True:
        if first:
            medium.transcribe(first.pop()) #= one: transcription faster-whisper/faster-whisper medium
        if second:
            large.transcribe(second.pop()) #= two: transcription faster-whisper/faster-whisper large-v3

def watch():
    while True:
        if len(frames) > 10:
            frames.pop(0)
        small.transcribe("now.wav")

def listen():
    while True:
        _, path = r.blpop("paths")
        large.transcribe(path) #= path: transcription faster-whisper/faster-whisper large-v3
        if r.llen("seen") > 100:
            gone = r.rpop("seen")

def waits():
    while (path := r.lpop("walrus")) is not None:
        medium.transcribe(path) #= walrus: transcription faster-whisper/faster-whisper medium

app = FastAPI()

@app.on_event("startup")
def start():
    for one in (Looking().loop, both, watch, listen, waits):
        threading.Thread(target=one).start()

@app.post("/job")
def job(p: str):
    jobs.append(p)

@app.get("/health")
def health():
    log.append("x")
    frames.append("y")
    r.lpush("seen", "z")

@app.post("/one")
def one(p: str):
    first.append(p)

@app.post("/two")
def two(p: str):
    second.append(p)

@app.post("/path")
def path(p: str):
    r.rpush("paths", p)

@app.post("/elsewhere")
def elsewhere(p: str):
    other.rpush("paths", p)

@app.post("/walrus")
def walrus(p: str):
    r.rpush("walrus", p)
`,
);

checkMarked(
  "what a handler takes it takes for itself, in whatever order the routes stand",
  `
from fastapi import FastAPI
import redis
from faster_whisper import WhisperModel
r = redis.Redis()
model = WhisperModel("large-v3")
app = FastAPI()
lines, texts = [], []

@app.post("/save")
def save(p: str):
    r.lpush("history", p)
    lines.append(p)
    texts.append(p)

@app.post("/last")
def last(p: str):
    return model.transcribe(r.lpop("history")) #= last: transcription faster-whisper/faster-whisper large-v3

@app.get("/chunks")
def chunks(interactive: bool = True):
    while interactive:
        model.transcribe(lines.pop()) #= chunks: transcription faster-whisper/faster-whisper large-v3
        break

@app.get("/drain")
def drain():
    while True:
        model.transcribe(texts.pop()) #= drain: transcription faster-whisper/faster-whisper large-v3

@app.post("/again")
def again(p: str):
    r.lpush("history", p)
    lines.append(p)
    texts.append(p)
`,
);

checkMarked(
  "Celery by a name that a constant holds, from a package that is called celery too, and tasks of Hatchet",
  `
# file: src/__init__.py
# file: src/celery/__init__.py
# file: src/celery/start.py
from celery import Celery
celery = Celery("tasks", broker="amqp://x")
# file: src/constants.py
TASK = "analyze_sentiment"
# file: src/celery/worker.py
from src.celery.start import celery
from src.constants import TASK
from src.model import Emotion
@celery.task(name=TASK, bind=True)
def analyze(self, text):
    return Emotion.predict(text)
# file: src/model.py
from transformers import pipeline
class Emotion:
    model = pipeline(model="seara/rubert-tiny2-ru-go-emotions")
    @classmethod
    def predict(cls, text):
        return cls.model(text)[0] #= feel: other transformers/transformers seara/rubert-tiny2-ru-go-emotions
# file: src/flows.py
import openai
from hatchet_sdk import Context, EmptyModel, Hatchet
hatchet = Hatchet(debug=True)
@hatchet.task(name="ask")
async def ask(input: EmptyModel, ctx: Context):
    return openai.OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": input.q}]) #= query, later: generation openai/openai gpt-4o-mini
# file: src/app.py
from fastapi import FastAPI
from src.celery.start import celery
from src.constants import TASK
from src.flows import ask
app = FastAPI()
@app.post("/feel")
async def feel(text: str):
    return celery.send_task(TASK, args=[text]).get(timeout=3)
@app.post("/query")
async def query(q: dict):
    return await ask.aio_run(q)
@app.post("/later")
def later(q: dict):
    return ask.run_no_wait(q)
`,
);
