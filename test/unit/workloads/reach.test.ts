import { checkWorkloads } from "../routes/reading";

// How handlers reach models in real code.

const W = "transcription faster-whisper/faster-whisper";

checkWorkloads(
  "a class of another file that loads its model in __init__",
  `
# file: services/__init__.py
# file: services/stt.py
from faster_whisper import WhisperModel
class Stt:
    SIZE = "large-v3"
    def __init__(self, size: str = SIZE):
        self.model = WhisperModel(size)
    def run(self, path):
        return self._run(path)
    def _run(self, path):
        segments, _ = self.model.transcribe(path)
        return [s.text for s in segments]
# file: main.py
from fastapi import FastAPI
from services.stt import Stt
app = FastAPI()
stt = Stt()
@app.post("/t")
def t(): 
    return stt.run("x")
`,
  "t",
  [`${W} large-v3 services/stt.py:9`],
);

checkWorkloads(
  "a lazy singleton: None at first, loaded by a function with global",
  `
from fastapi import FastAPI
import whisper
_model = None
def get_model(name="small"):
    global _model
    if _model is None:
        _model = whisper.load_model(name)
    return _model
app = FastAPI()
@app.post("/t")
def t():
    return get_model().transcribe("x")
`,
  "t",
  ["transcription openai-whisper/openai-whisper small main.py:13"],
);

checkWorkloads(
  "loaded at start-up into a global that the handler reads",
  `
from fastapi import FastAPI
import whisper
model = None
app = FastAPI()
@app.on_event("startup")
async def startup():
    global model
    model = whisper.load_model("medium")
@app.post("/t")
def t():
    return model.transcribe("x")
`,
  "t",
  ["transcription openai-whisper/openai-whisper medium main.py:12"],
);

checkWorkloads(
  "loaded into a dictionary by the lifespan",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI
from faster_whisper import WhisperModel
models = {}
@asynccontextmanager
async def lifespan(app):
    models["stt"] = WhisperModel("tiny")
    yield
    models.clear()
app = FastAPI(lifespan=lifespan)
@app.post("/t")
async def t():
    return models["stt"].transcribe("x")
`,
  "t",
  [`${W} tiny main.py:14`],
);

checkWorkloads(
  "request.state of what the lifespan yields",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from faster_whisper import WhisperModel
@asynccontextmanager
async def lifespan(app):
    yield {"stt": WhisperModel("tiny")}
app = FastAPI(lifespan=lifespan)
@app.post("/t")
async def t(request: Request):
    return request.state.stt.transcribe("x")
`,
  "t",
  [`${W} tiny main.py:11`],
);

checkWorkloads(
  "Depends: a function, Annotated alias, a class, a generator",
  `
# file: deps.py
from typing import Annotated
from fastapi import Depends
from faster_whisper import WhisperModel
from functools import lru_cache
@lru_cache
def get_model() -> WhisperModel:
    return WhisperModel("base")
Model = Annotated[WhisperModel, Depends(get_model)]
class Service:
    def __init__(self, model: Model):
        self.model = model
    def go(self):
        return self.model.transcribe("x")
def get_service():
    yield Service(get_model())
# file: main.py
from fastapi import FastAPI, Depends
from deps import Model, Service, get_service
app = FastAPI()
@app.post("/a")
def a(service: Service = Depends()):
    return service.go()
@app.post("/b")
def b(model: Model):
    return model.transcribe("x")
@app.post("/c")
def c(service=Depends(get_service)):
    return service.go()
`,
  "a",
  [`${W} base deps.py:13`],
);

checkWorkloads(
  "background tasks, thread pools, executors, partials, lambdas",
  `
import asyncio
from functools import partial
from fastapi import FastAPI, BackgroundTasks
from fastapi.concurrency import run_in_threadpool
from faster_whisper import WhisperModel
import whisper
import ollama
from sentence_transformers import SentenceTransformer
m = WhisperModel("large-v3")
w = whisper.load_model("tiny")
e = SentenceTransformer("e5")
app = FastAPI()
def job(path):
    return m.transcribe(path)
@app.post("/t")
async def t(background: BackgroundTasks):
    background.add_task(job, "x")
    await run_in_threadpool(w.transcribe, "x")
    loop = asyncio.get_event_loop()
    await loop.run_in_executor(None, lambda: ollama.generate(model="mistral"))
    await loop.run_in_executor(None, partial(e.encode, "x"))
`,
  "t",
  [
    `${W} large-v3 main.py:15`,
    "transcription openai-whisper/openai-whisper tiny main.py:19",
    "generation ollama/ollama mistral main.py:21",
    "embedding sentence-transformers/sentence-transformers e5 main.py:22",
  ],
);

checkWorkloads(
  "an abstract back end chosen by a setting, made by a factory",
  `
# file: engines.py
from abc import ABC, abstractmethod
import ollama
from openai import OpenAI
class Engine(ABC):
    @abstractmethod
    def run(self, text): ...
class Local(Engine):
    def __init__(self, model): self.model = model
    def run(self, text): return ollama.chat(model=self.model, messages=[])
class Remote(Engine):
    def __init__(self, model): self.client = OpenAI(); self.model = model
    def run(self, text): return self.client.chat.completions.create(model=self.model, messages=[])
def make(kind: str) -> Engine:
    engines = {"local": Local, "remote": Remote}
    return engines[kind]("mistral:7b")
# file: config.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    engine: str = "local"
settings = Settings()
# file: main.py
from fastapi import FastAPI
from engines import make
from config import settings
app = FastAPI()
engine = make(settings.engine)
@app.post("/g")
def g(text: str):
    return engine.run(text)
`,
  "g",
  ["generation ollama/ollama mistral:7b engines.py:9"],
);

checkWorkloads(
  "the model's name comes with the request, with a default",
  `
from fastapi import FastAPI
from pydantic import BaseModel
import ollama
class Body(BaseModel):
    prompt: str
    model: str = "mistral:7b"
    stream: bool = False
app = FastAPI()
@app.post("/g")
def g(body: Body):
    if body.stream:
        return ollama.generate(model=body.model, stream=True)
    return ollama.chat(model="llama3", messages=[])
`,
  "g",
  ["generation ollama/ollama mistral:7b main.py:13", "generation ollama/ollama llama3 main.py:14"],
);

checkWorkloads(
  "recursion and cycles end; the same model reached twice is one workload",
  `
from fastapi import FastAPI
import ollama
app = FastAPI()
def a(n):
    ollama.chat(model="m")
    return b(n - 1)
def b(n):
    ollama.chat(model="m")
    return a(n)
@app.post("/g")
def g():
    a(1)
    return b(2)
`,
  "g",
  ["generation ollama/ollama m main.py:6"],
);

checkWorkloads(
  "a Celery task, another handler, a decorator of the project, a class-based view",
  `
from fastapi import FastAPI, APIRouter, Depends
from fastapi_utils.cbv import cbv
from celery import Celery
from faster_whisper import WhisperModel
import functools
celery = Celery("x")
app = FastAPI()
router = APIRouter()
@celery.task
def task(path):
    WhisperModel("large-v3").transcribe(path)
def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@app.post("/other")
@timed
def other():
    task.delay("x")
def model(): return WhisperModel("tiny")
@cbv(router)
class View:
    m: WhisperModel = Depends(model)
    @router.post("/v")
    def v(self):
        other()
        return self.m.transcribe("x")
app.include_router(router)
`,
  "View.v",
  [`${W} large-v3 main.py:12`, `${W} tiny main.py:29`],
);

checkWorkloads(
  "subclasses of a library's class, and an import alone",
  `
from fastapi import FastAPI
import openai
from llama_cpp import Llama
from langchain_openai import ChatOpenAI
class Mine(Llama):
    def ask(self, q):
        return self.create_chat_completion(messages=[q])
llm = Mine(model_path="m.gguf")
app = FastAPI()
@app.post("/g")
def g():
    return llm.ask("x")
`,
  "g",
  ["generation llama-cpp-python/llama.cpp m.gguf main.py:8"],
);

checkWorkloads(
  "methods whose body begins with an empty line or a comment further left",
  `
from fastapi import FastAPI
import ollama
class D:
    def __init__(self):

        self.name = "a name that is long enough for the body to be read on its own"
    def draw(
        img,
        pos=(0, 0),
    ):

        x, y = pos
        text_size, _ = measure(img, "long enough for the body to be read on its own")
        return text_size
    def detect(self, image):
# a comment of somebody
        ollama.chat(model="m", messages=["long enough for the body to be read on its own"])
    def response(self, image):

        print("long enough for the body to be read on its own, whatever that takes")
        self.detect(image)
app = FastAPI()
@app.post("/a")
def a(q: str):
    return D().response(q)
`,
  "a",
  ["generation ollama/ollama m main.py:18"],
);

checkWorkloads(
  "a handler is followed past what seems to fail in a try",
  `
from fastapi import FastAPI, HTTPException
import ollama
LIMITS = {"free": 1}
app = FastAPI()
def limit(plan):
    if plan not in LIMITS:
        raise KeyError(plan)
    return LIMITS[plan]
@app.post("/a")
def a(q: str):
    try:
        n = LIMITS["paid"]
        m = limit("paid")
        answer = ollama.chat(model="m")
    except Exception as error:
        raise HTTPException(500) from error
    return answer
`,
  "a",
  ["generation ollama/ollama m main.py:15"],
);

const logs = Array.from({ length: 20 }, (_, i) => `def log${i}(x):\n    log${i + 1}(x + "a")\n    log${i + 1}(x + "b")\n`).join("");

checkWorkloads(
  "what comes after a call that does the same again and again, longer than is followed",
  `
import openai
from fastapi import FastAPI
app = FastAPI()
client = openai.OpenAI()
${logs}def log20(x): return x
@app.post("/t")
def t(text: str):
    log0("t")
    return client.responses.create(model="gpt-4o", input=text)
`,
  "t",
  ["generation openai/openai gpt-4o main.py:70"],
);
