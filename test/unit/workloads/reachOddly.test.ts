import { checkMarked } from "./marked";

// Less usual ways between a handler and its model.

checkMarked(
  "proxies, metaclasses, context managers, dataclass factories, private attributes, descriptors of names",
  `
import contextlib
from dataclasses import dataclass, field
from enum import Enum
from fastapi import FastAPI, Form
from pydantic import BaseModel, PrivateAttr
from faster_whisper import WhisperModel
from sentence_transformers import SentenceTransformer
from TTS.api import TTS
import easyocr
import whisper

class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._object = None
    def __getattr__(self, name):
        if self._object is None:
            self._object = self._factory()
        return getattr(self._object, name)

stt = Lazy(lambda: WhisperModel("tiny"))

class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]

class Embedder(metaclass=Singleton):
    def __init__(self):
        self.model = SentenceTransformer("all-MiniLM-L12-v2")
    def embed(self, text):
        return self.model.encode(text) #= b: embedding sentence-transformers/sentence-transformers all-MiniLM-L12-v2

@contextlib.contextmanager
def ocr():
    reader = easyocr.Reader(["fr"])
    try:
        yield reader
    finally:
        del reader

@dataclass
class Voice:
    language: str = "fr"
    tts: TTS = field(default_factory=lambda: TTS("tts_models/fr/mai/tacotron2-DDC"))
    def say(self, text):
        return self.tts.tts(text) #= d: speech-synthesis TTS/coqui tts_models/fr/mai/tacotron2-DDC

class Service(BaseModel):
    size: str = "base"
    _model: object = PrivateAttr(default=None)
    def model_post_init(self, context):
        self._model = whisper.load_model(self.size)
    def run(self, path):
        return self._model.transcribe(path) #= e: transcription openai-whisper/openai-whisper base

class Size(str, Enum):
    small = "small"
    medium = "medium"

voice = Voice()
service = Service()
app = FastAPI()

@app.post("/a")
def a(path: str):
    return stt.transcribe(path) #= a: transcription faster-whisper/faster-whisper tiny

@app.post("/b")
def b(text: str):
    return Embedder().embed(text)

@app.post("/c")
def c(path: str):
    with ocr() as reader:
        return reader.readtext(path) #= c: ocr easyocr/easyocr null

@app.post("/d")
def d(text: str):
    return voice.say(text)

@app.post("/e")
def e(path: str):
    return service.run(path)

@app.post("/f")
def f(path: str, size: Size = Form(Size.medium)):
    return whisper.load_model(size.value).transcribe(path) #= f: transcription openai-whisper/openai-whisper small; f: transcription openai-whisper/openai-whisper medium

SIZE = "large-v3"
NAME = f"openai/whisper-{SIZE}"

@app.post("/g")
def g(path: str):
    from transformers import pipeline
    pipe = pipeline("automatic-speech-recognition", NAME)
    return pipe(path)["text"] #= g: transcription transformers/transformers openai/whisper-large-v3
`,
);

checkMarked(
  "match statements, chains of dependencies, attributes of the application, imports inside functions, arguments of the command line",
  `
# file: main.py
import argparse
from fastapi import Depends, FastAPI, Request
import ollama
from openai import OpenAI
from llama_cpp import Llama
from vllm import LLM
import engines

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=str, default="mistralai/Mistral-7B-Instruct-v0.2", help="x")
parser.add_argument("--max-len", type=int, default=4096)
args = parser.parse_args()
llm = LLM(model=args.model, max_model_len=args.max_len)
app = FastAPI()
app.llama = Llama(model_path="llama.gguf")
app.extra["embed"] = "nomic-embed-text"
client = OpenAI()

def get_client():
    return client

class Writer:
    def __init__(self, client: OpenAI, model: str = "gpt-4o-mini"):
        self.client = client
        self.model = model
    def write(self, text):
        return self.client.chat.completions.create(model=self.model, messages=[]) #= b: generation openai/openai gpt-4o-mini

def get_writer(client: OpenAI = Depends(get_client)) -> Writer:
    return Writer(client)

def get_words(writer: Writer = Depends(get_writer), text: str = ""):
    return writer.write(text)

@app.post("/a")
def a(text: str, engine: str):
    match engine:
        case "ollama":
            return ollama.generate(model="phi3", prompt=text) #= a: generation ollama/ollama phi3
        case "openai":
            return client.chat.completions.create(model="gpt-4o", messages=[]) #= a: generation openai/openai gpt-4o
        case _:
            raise ValueError(engine)

@app.post("/b")
def b(words=Depends(get_words)):
    return words

@app.post("/c")
def c(request: Request, text: str):
    return request.app.llama(text) #= c: generation llama-cpp-python/llama.cpp llama.gguf

@app.post("/d")
def d(text: str):
    return llm.generate([text]) #= d: generation vllm/vllm mistralai/Mistral-7B-Instruct-v0.2

@app.post("/e")
def e(text: str):
    return engines.embed(text)
# file: engines.py
def embed(text):
    from main import client
    return client.embeddings.create(model="text-embedding-3-small", input=text) #= e: embedding openai/openai text-embedding-3-small
`,
);

checkMarked(
  "an abstract dependency that nobody provides: each class that implements it may run",
  `
# file: ports.py
from typing import Protocol
class Llm(Protocol):
    def ask(self, prompt: str) -> str: ...
# file: adapters.py
import ollama
class OllamaLlm:
    def ask(self, prompt: str) -> str:
        return ollama.generate(model="mistral", prompt=prompt)["response"] #= a: generation ollama/ollama mistral
# file: main.py
from contextlib import asynccontextmanager
from typing import Annotated
from fastapi import Depends, FastAPI, Request
from adapters import OllamaLlm
from ports import Llm

@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.llm = OllamaLlm()
    yield

def get_llm(request: Request) -> Llm:
    return request.app.state.llm

app = FastAPI(lifespan=lifespan)

@app.post("/a")
def a(prompt: str, llm: Annotated[Llm, Depends(get_llm)]):
    return llm.ask(prompt)
`,
);

checkMarked(
  "worker processes with an initializer, queues of rq and arq, an agent with function tools",
  `
from concurrent.futures import ProcessPoolExecutor, as_completed
from agents import Agent, Runner, function_tool
from fastapi import FastAPI
from redis import Redis
from rq import Queue
from sentence_transformers import SentenceTransformer
import whisper
import joblib

model = None
queue = Queue(connection=Redis())
encoder = SentenceTransformer("BAAI/bge-small-en-v1.5")
app = FastAPI()

def init():
    global model
    model = whisper.load_model("small")

def work(path):
    return model.transcribe(path)["text"] #= a: transcription openai-whisper/openai-whisper small

pool = ProcessPoolExecutor(2, initializer=init)

@app.post("/a")
def a(paths: list[str]):
    futures = [pool.submit(work, p) for p in paths]
    return [f.result() for f in as_completed(futures)]

def score(row):
    return joblib.load("m.joblib").predict([row]) #= b: classic-ml joblib/scikit-learn m.joblib

@app.post("/b")
def b(row: list[float]):
    return queue.enqueue(score, row).id

@function_tool
def search(query: str) -> str:
    return str(encoder.encode(query)) #= c: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5

agent = Agent(name="x", instructions="y", model="gpt-4.1-mini", tools=[search])

@app.post("/c")
async def c(q: str):
    result = await Runner.run(agent, q) #= c: generation openai-agents/openai gpt-4.1-mini
    return result.final_output
`,
);

checkMarked(
  "a dataclass with options in a module that is first needed by a handler",
  `
# file: models.py
from dataclasses import dataclass
@dataclass(slots=True)
class Wanted:
    text: str
    model: str
# file: service.py
from models import Wanted
from openai import OpenAI
client = OpenAI()
def embed(wanted: Wanted):
    return client.embeddings.create(model=wanted.model, input=wanted.text) #= run: embedding openai/openai text-embedding-3-small
# file: graph.py
from models import Wanted
from service import embed
def start(state):
    return embed(Wanted(text=state["q"], model=state["model"]))
# file: main.py
from fastapi import FastAPI
app = FastAPI()
@app.post("/run")
def run(q: str):
    from graph import start
    return start({"q": q, "model": "text-embedding-3-small"})
`,
);

checkMarked(
  "decorators of libraries in a module that is first needed by a handler run nothing",
  `
# file: service.py
from dramatiq import actor
from tenacity import retry, stop_after_attempt
from openai import OpenAI
from celery import Celery
celery = Celery("w")
client = OpenAI()
@retry(stop=stop_after_attempt(3))
def ask(text):
    return client.chat.completions.create(model="gpt-4o-mini", messages=[text]) #= run: generation openai/openai gpt-4o-mini
@celery.task
def other(text):
    return client.chat.completions.create(model="gpt-4o", messages=[text])
@actor(max_retries=3)
def third(text):
    return client.embeddings.create(model="text-embedding-3-large", input=text)
def plain():
    return ask.__name__ + other.name + third.actor_name
# file: main.py
from fastapi import FastAPI
app = FastAPI()
@app.post("/run")
def run(q: str):
    from service import ask
    return ask(q)
@app.get("/names")
def names():
    from service import plain
    return plain()
`,
);
