import { checkMarked } from "./marked";

// Where models live between start-up and request.

checkMarked(
  "a lifespan loads two models into a dictionary; each handler runs its own, and one none",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, UploadFile
from faster_whisper import WhisperModel
from transformers import pipeline

ml_models: dict[str, object] = {}

@asynccontextmanager
async def lifespan(app: FastAPI):
    ml_models["stt"] = WhisperModel("large-v3", device="cuda", compute_type="float16")
    ml_models["mt"] = pipeline("translation", model="Helsinki-NLP/opus-mt-fr-en")
    yield
    ml_models.clear()

app = FastAPI(lifespan=lifespan)

@app.post("/stt")
async def stt(file: UploadFile):
    segments, info = ml_models["stt"].transcribe(file.file) #= stt: transcription faster-whisper/faster-whisper large-v3
    return {"text": " ".join(s.text for s in segments)}

@app.post("/mt")
async def mt(text: str):
    return ml_models["mt"](text)[0]["translation_text"] #= mt: translation transformers/transformers Helsinki-NLP/opus-mt-fr-en

@app.get("/health")
async def health():
    return {"loaded": list(ml_models), "ready": "stt" in ml_models}
`,
);

checkMarked(
  "app.state through request.app.state in a router of another file, with a helper",
  `
# file: app/__init__.py
# file: app/main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer, CrossEncoder
from app.routes import router

@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.embedder = SentenceTransformer("intfloat/multilingual-e5-base")
    app.state.reranker = CrossEncoder("BAAI/bge-reranker-v2-m3")
    yield
    del app.state.embedder

def create_app() -> FastAPI:
    app = FastAPI(lifespan=lifespan)
    app.include_router(router, prefix="/v1")
    return app

app = create_app()
# file: app/routes.py
from fastapi import APIRouter, Request
from app.search import rank
router = APIRouter()

@router.post("/embed")
def embed(request: Request, text: str):
    vectors = request.app.state.embedder.encode([text], normalize_embeddings=True) #= embed: embedding sentence-transformers/sentence-transformers intfloat/multilingual-e5-base
    return vectors.tolist()

@router.post("/rerank")
def rerank(request: Request, query: str, texts: list[str]):
    return rank(request.app.state.reranker, query, texts)

@router.get("/ping")
def ping(request: Request):
    return {"ok": request.app.state.embedder is not None}
# file: app/search.py
def rank(model, query, texts):
    scores = model.predict([(query, t) for t in texts]) #= rerank: reranking sentence-transformers/sentence-transformers BAAI/bge-reranker-v2-m3
    return sorted(zip(texts, scores), key=lambda p: -p[1])
`,
);

checkMarked(
  "request.state that a middleware fills",
  `
from fastapi import FastAPI, Request
from llama_cpp import Llama
llm = Llama(model_path="models/mistral-7b-instruct.Q4_K_M.gguf")
app = FastAPI()

@app.middleware("http")
async def add_model(request: Request, call_next):
    request.state.llm = llm
    return await call_next(request)

@app.post("/chat")
def chat(request: Request, prompt: str):
    return request.state.llm.create_chat_completion(messages=[{"role": "user", "content": prompt}]) #= chat: generation llama-cpp-python/llama.cpp models/mistral-7b-instruct.Q4_K_M.gguf

@app.get("/ping")
def ping():
    return "pong"
`,
);

checkMarked(
  "start-up event with a manager object that holds what it loads",
  `
# file: manager.py
import whisper
import torch

class ModelManager:
    def __init__(self):
        self._model = None
        self.device = "cuda" if torch.cuda.is_available() else "cpu"

    def load(self, name: str = "medium"):
        self._model = whisper.load_model(name, device=self.device)

    @property
    def model(self):
        if self._model is None:
            self.load()
        return self._model

    def transcribe(self, path: str) -> str:
        return self.model.transcribe(path)["text"] #= transcribe: transcription openai-whisper/openai-whisper medium

manager = ModelManager()
# file: main.py
from fastapi import FastAPI
from manager import manager
app = FastAPI()

@app.on_event("startup")
def load():
    manager.load()

@app.post("/transcribe")
def transcribe(path: str):
    return {"text": manager.transcribe(path)}

@app.get("/device")
def device():
    return {"device": manager.device}
`,
);

checkMarked(
  "a class with an instance kept in the class, made by a class method",
  `
from fastapi import FastAPI
from paddleocr import PaddleOCR

class OcrService:
    _instance = None
    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.engine = PaddleOCR(use_angle_cls=True, lang="fr")
        return cls._instance

    @classmethod
    def get(cls) -> "OcrService":
        return cls()

    def read(self, path: str):
        result = self.engine.ocr(path, cls=True) #= ocr: ocr paddleocr/paddle null
        return [line[1][0] for line in result[0]]

app = FastAPI()

@app.post("/ocr")
def ocr(path: str):
    return OcrService.get().read(path)

@app.get("/languages")
def languages():
    OcrService.get()
    return ["fr"]
`,
);

checkMarked(
  "a registry of models by name, chosen by the request",
  `
from enum import Enum
from fastapi import FastAPI, HTTPException
import joblib

class Kind(str, Enum):
    churn = "churn"
    price = "price"

MODELS = {Kind.churn: joblib.load("models/churn.joblib"), Kind.price: joblib.load("models/price.joblib")}
app = FastAPI()

@app.post("/predict/{kind}")
def predict(kind: Kind, values: list[float]):
    model = MODELS.get(kind)
    if model is None:
        raise HTTPException(404)
    return model.predict([values]).tolist() #= predict: classic-ml joblib/scikit-learn models/churn.joblib; predict: classic-ml joblib/scikit-learn models/price.joblib

@app.post("/churn")
def churn(values: list[float]):
    return MODELS[Kind.churn].predict_proba([values])[0][1] #= churn: classic-ml joblib/scikit-learn models/churn.joblib
`,
);

checkMarked(
  "models kept in a list of workers and in a queue",
  `
import asyncio
from fastapi import FastAPI
from faster_whisper import WhisperModel

POOL = asyncio.Queue()
WORKERS = [WhisperModel("small", device_index=i) for i in range(2)]
for worker in WORKERS:
    POOL.put_nowait(worker)
app = FastAPI()

@app.post("/first")
def first(path: str):
    return WORKERS[0].transcribe(path) #= first: transcription faster-whisper/faster-whisper small

@app.post("/pooled")
async def pooled(path: str):
    model = await POOL.get()
    try:
        segments, _ = model.transcribe(path) #= pooled: transcription faster-whisper/faster-whisper small
        return [s.text for s in segments]
    finally:
        POOL.put_nowait(model)
`,
);

checkMarked(
  "a service container made at start-up and reached through a getter",
  `
# file: container.py
from dataclasses import dataclass
from services import Speech, Writer

@dataclass
class Container:
    speech: Speech
    writer: Writer

_container: Container | None = None

def init() -> None:
    global _container
    _container = Container(speech=Speech("base.en"), writer=Writer("mistral:7b"))

def get_container() -> Container:
    assert _container is not None
    return _container
# file: services.py
from faster_whisper import WhisperModel
import ollama

class Speech:
    def __init__(self, size):
        self.model = WhisperModel(size)
    def text(self, path):
        segments, _ = self.model.transcribe(path) #= both, speech: transcription faster-whisper/faster-whisper base.en
        return "".join(s.text for s in segments)

class Writer:
    def __init__(self, model):
        self.name = model
    async def write(self, prompt):
        client = ollama.AsyncClient(host="http://ollama:11434")
        answer = await client.chat(model=self.name, messages=[{"role": "user", "content": prompt}]) #= both: generation ollama/ollama mistral:7b
        return answer["message"]["content"]
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI, Depends
import container
from container import Container, get_container

@asynccontextmanager
async def lifespan(_: FastAPI):
    container.init()
    yield

app = FastAPI(lifespan=lifespan)

@app.post("/both")
async def both(path: str, c: Container = Depends(get_container)):
    return await c.writer.write(c.speech.text(path))

@app.post("/speech")
async def speech(path: str, c: Container = Depends(get_container)):
    return c.speech.text(path)

@app.get("/none")
async def none(c: Container = Depends(get_container)):
    return c.writer.name
`,
);

checkMarked(
  "a lifespan class, getattr on the state, and a websocket's application",
  `
from fastapi import FastAPI, Request, WebSocket
from vosk import Model, KaldiRecognizer
from TTS.api import TTS

class Lifespan:
    def __init__(self, app):
        self.app = app
    async def __aenter__(self):
        self.app.state.vosk = Model("vosk-model-small-fr-0.22")
        self.app.state.tts = TTS("tts_models/fr/css10/vits")
    async def __aexit__(self, *args):
        pass

app = FastAPI(lifespan=Lifespan)

@app.websocket("/listen")
async def listen(websocket: WebSocket):
    await websocket.accept()
    recognizer = KaldiRecognizer(websocket.app.state.vosk, 16000)
    while True:
        data = await websocket.receive_bytes()
        if recognizer.AcceptWaveform(data): #= listen: transcription vosk/vosk vosk-model-small-fr-0.22
            await websocket.send_text(recognizer.Result())

@app.post("/say")
def say(request: Request, text: str):
    tts = getattr(request.app.state, "tts", None)
    if tts is None:
        return "not ready"
    tts.tts_to_file(text=text, file_path="out.wav") #= say: speech-synthesis TTS/coqui tts_models/fr/css10/vits
`,
);

checkMarked(
  "settings with a default, an environment variable with and without one",
  `
# file: config.py
import os
from functools import lru_cache
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")
    whisper_model: str = "large-v2"
    embed_model: str = Field(default="nomic-embed-text", description="Ollama's name")
    chat_model: str

@lru_cache
def get_settings() -> Settings:
    return Settings()

DEFAULT_TTS = os.environ.get("TTS_VOICE", "fr_FR-siwis-medium.onnx")
MT = os.environ["MT_MODEL"]
# file: main.py
from fastapi import Depends, FastAPI
from faster_whisper import WhisperModel
from ollama import Client
from piper import PiperVoice
import ctranslate2
from config import DEFAULT_TTS, MT, Settings, get_settings

settings = get_settings()
stt = WhisperModel(settings.whisper_model)
voice = PiperVoice.load(DEFAULT_TTS)
mt = ctranslate2.Translator(MT)
client = Client()
app = FastAPI()

@app.post("/a")
def a(path: str):
    return stt.transcribe(path) #= a: transcription faster-whisper/faster-whisper large-v2

@app.post("/b")
def b(text: str, settings: Settings = Depends(get_settings)):
    return client.embed(model=settings.embed_model, input=text) #= b: embedding ollama/ollama nomic-embed-text

@app.post("/c")
def c(text: str, settings: Settings = Depends(get_settings)):
    return client.generate(model=settings.chat_model, prompt=text) #= c: generation ollama/ollama null

@app.post("/d")
def d(text: str):
    return voice.synthesize(text) #= d: speech-synthesis piper-tts/piper fr_FR-siwis-medium.onnx

@app.post("/e")
def e(text: str):
    return mt.translate_batch([text.split()]) #= e: translation ctranslate2/ctranslate2 null
`,
);

checkMarked(
  "what is taken away at the end was there while the application served",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from faster_whisper import WhisperModel
import whisper
import joblib

@asynccontextmanager
async def models(app):
    app.state.stt = WhisperModel("small.en")
    yield
    app.state.stt = None

@asynccontextmanager
async def lifespan(app: FastAPI):
    async with models(app):
        app.state.clf = joblib.load("clf.pkl")
        try:
            yield
        finally:
            app.state.clf = None

app = FastAPI(lifespan=lifespan)
old = FastAPI()
model = None

@old.on_event("startup")
def start():
    global model
    model = whisper.load_model("base")

@old.on_event("shutdown")
def stop():
    global model
    model = None
    old.state.extra = None

def starter(app):
    def run():
        app.state.extra = whisper.load_model("tiny")
    return run

old.add_event_handler("startup", starter(old))
old.add_event_handler("shutdown", stop)

@app.post("/stt")
def stt(request: Request):
    return request.app.state.stt.transcribe("x") #= stt: transcription faster-whisper/faster-whisper small.en

@app.post("/clf")
def clf(request: Request):
    return request.app.state.clf.predict([[1]]) #= clf: classic-ml joblib/scikit-learn clf.pkl

@old.post("/old")
def old_route(request: Request):
    return model.transcribe("x"), request.app.state.extra.transcribe("y") #= old_route: transcription openai-whisper/openai-whisper base; old_route: transcription openai-whisper/openai-whisper tiny
`,
);

checkMarked(
  "a module of globals that another module fills",
  `
# file: state.py
from services import Index
index: Index | None = None
llm = None
# file: services.py
from sentence_transformers import SentenceTransformer
class Index:
    def __init__(self, embedder=None):
        self.embedder = embedder
    def add(self, text):
        if self.embedder is None:
            raise ValueError("no embedder")
        return self.embedder.encode(text) #= add: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
# file: deps.py
from typing import Annotated
import state
from fastapi import Depends
from services import Index
def get_index():
    yield state.index
IndexDep = Annotated[Index, Depends(get_index)]
# file: main.py
from contextlib import asynccontextmanager
import state
from fastapi import FastAPI
from llama_cpp import Llama
from sentence_transformers import SentenceTransformer
from deps import IndexDep
from services import Index
@asynccontextmanager
async def lifespan(app: FastAPI):
    state.index = Index(embedder=SentenceTransformer("all-MiniLM-L6-v2"))
    state.llm = Llama(model_path="m.gguf")
    yield
    state.index = None
app = FastAPI(lifespan=lifespan)
@app.post("/add")
def add(text: str, index: IndexDep):
    return index.add(text)
@app.post("/ask")
def ask(text: str):
    return state.llm(text) #= ask: generation llama-cpp-python/llama.cpp m.gguf
`,
);

checkMarked(
  "clients that are made only where their key is set; guards that fail before anything is set",
  `
# file: config.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    anthropic_api_key: str = ""
    model: str = "claude-haiku-4-5"
settings = Settings()
# file: main.py
import os
import threading
from fastapi import FastAPI, HTTPException
from anthropic import Anthropic
from groq import Groq
from openai import OpenAI
import whisper
from config import settings
KEY = os.getenv("OPENAI_API_KEY")
client = OpenAI(api_key=KEY) if KEY else None
GROQ_KEY = os.getenv("GROQ_API_KEY", "")
groq = None
if GROQ_KEY:
    groq = Groq(api_key=GROQ_KEY)
ready = False
model = None
documents = []
app = FastAPI()

def load():
    global model, ready
    model = whisper.load_model("small")
    ready = True

@app.on_event("startup")
def start():
    threading.Thread(target=load, daemon=True).start()

@app.post("/a")
def a(q: str):
    if client is None:
        raise HTTPException(503)
    return client.chat.completions.create(model="gpt-4o", messages=[]) #= a: generation openai/openai gpt-4o

@app.post("/b")
def b(q: str):
    if not groq:
        return {"error": "no key"}
    return groq.chat.completions.create(model="llama-3.1-8b-instant", messages=[]) #= b: generation groq/groq llama-3.1-8b-instant

@app.post("/c")
def c(q: str):
    if not settings.anthropic_api_key:
        raise HTTPException(503, "not configured")
    return Anthropic(api_key=settings.anthropic_api_key).messages.create(model=settings.model, messages=[]) #= c: generation anthropic/anthropic claude-haiku-4-5

@app.post("/d")
def d(path: str):
    if not ready or model is None:
        raise HTTPException(503, "still loading")
    return model.transcribe(path) #= d: transcription openai-whisper/openai-whisper small

@app.post("/e")
def e(text: str):
    documents.append(text)

@app.post("/f")
def f(q: str):
    if not documents:
        return []
    return client.embeddings.create(model="text-embedding-3-small", input=q) #= f: embedding openai/openai text-embedding-3-small
`,
);
