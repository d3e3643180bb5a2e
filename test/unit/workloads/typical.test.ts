import { checkMarked } from "./marked";

// Programs as they are usually written: each keeps its model in another way.

checkMarked(
  "a model in a dictionary that the lifespan fills",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI
from pydantic import BaseModel
from transformers import pipeline

ml_models = {}

@asynccontextmanager
async def lifespan(app: FastAPI):
    ml_models["sentiment"] = pipeline("sentiment-analysis", model="distilbert-base-uncased-finetuned-sst-2-english")
    ml_models["summarizer"] = pipeline("summarization", model="facebook/bart-large-cnn")
    yield
    ml_models.clear()

app = FastAPI(lifespan=lifespan)

class TextIn(BaseModel):
    text: str

@app.post("/sentiment")
async def sentiment(body: TextIn):
    return ml_models["sentiment"](body.text)[0] #= sentiment: other transformers/transformers distilbert-base-uncased-finetuned-sst-2-english

@app.post("/summary")
async def summary(body: TextIn):
    return ml_models["summarizer"](body.text, max_length=130)[0] #= summary: generation transformers/transformers facebook/bart-large-cnn

@app.get("/health")
async def health():
    return {"loaded": list(ml_models)}
`,
);

checkMarked(
  "a lazy property of a service kept in the application's state",
  `
# file: main.py
from fastapi import Depends, FastAPI, File, Request, UploadFile
from app.config import get_settings
from app.services import Transcriber

app = FastAPI()

@app.on_event("startup")
async def startup():
    settings = get_settings()
    app.state.transcriber = Transcriber(settings.whisper_model, settings.device)

def get_transcriber(request: Request) -> Transcriber:
    return request.app.state.transcriber

@app.post("/transcribe")
async def transcribe(file: UploadFile = File(...), service: Transcriber = Depends(get_transcriber)):
    return await service.transcribe(await file.read())
# file: app/__init__.py
# file: app/config.py
from functools import lru_cache
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    whisper_model: str = "large-v3"
    device: str = "cuda"

    class Config:
        env_prefix = "APP_"

@lru_cache
def get_settings() -> Settings:
    return Settings()
# file: app/services.py
import asyncio
from faster_whisper import WhisperModel

class Transcriber:
    def __init__(self, name: str, device: str):
        self.name = name
        self.device = device
        self._model = None

    @property
    def model(self) -> WhisperModel:
        if self._model is None:
            self._model = WhisperModel(self.name, device=self.device, compute_type="int8")
        return self._model

    def _run(self, data: bytes) -> dict:
        segments, info = self.model.transcribe(data, beam_size=5) #= transcribe: transcription faster-whisper/faster-whisper large-v3
        return {"text": " ".join(s.text for s in segments), "language": info.language}

    async def transcribe(self, data: bytes) -> dict:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, self._run, data)
`,
);

checkMarked(
  "a cached getter, a global set at start-up, and a singleton made by __new__",
  `
# file: main.py
from functools import lru_cache
from typing import Optional
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sentence_transformers import CrossEncoder, SentenceTransformer
import joblib
import numpy as np
from ner import NerModel

app = FastAPI()
model: Optional[object] = None

@app.on_event("startup")
def load():
    global model
    model = joblib.load("models/churn.pkl")

@lru_cache(maxsize=1)
def get_embedder() -> SentenceTransformer:
    return SentenceTransformer("intfloat/multilingual-e5-base")

@lru_cache(maxsize=None)
def get_reranker(name: str = "BAAI/bge-reranker-base") -> CrossEncoder:
    return CrossEncoder(name)

@app.post("/embed")
async def embed(texts: list[str], embedder: SentenceTransformer = Depends(get_embedder)):
    vectors = await run_in_threadpool(embedder.encode, texts, normalize_embeddings=True) #= embed: embedding sentence-transformers/sentence-transformers intfloat/multilingual-e5-base
    return {"vectors": vectors.tolist()}

@app.post("/rerank")
async def rerank(query: str, docs: list[str]):
    scores = get_reranker().predict([(query, d) for d in docs]) #= rerank: reranking sentence-transformers/sentence-transformers BAAI/bge-reranker-base
    return sorted(zip(docs, scores.tolist()), key=lambda x: -x[1])

@app.post("/churn")
def churn(features: list[float]):
    if model is None:
        raise RuntimeError("not loaded")
    return {"p": model.predict_proba(np.array([features]))[0, 1]} #= churn: classic-ml joblib/scikit-learn models/churn.pkl

@app.post("/ner")
def ner(text: str):
    return NerModel().entities(text)
# file: ner.py
import spacy

class NerModel:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.nlp = spacy.load("fr_core_news_md")
        return cls._instance

    def entities(self, text):
        return [(e.text, e.label_) for e in self.nlp(text).ents] #= ner: other spacy/spacy fr_core_news_md
`,
);

checkMarked(
  "pipelines in a dictionary by task, functions in a dictionary by name",
  `
from enum import Enum
from typing import Literal
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from transformers import pipeline
from openai import AsyncOpenAI
import anthropic

app = FastAPI()

PIPELINES = {
    "translate": pipeline("translation_en_to_fr", model="Helsinki-NLP/opus-mt-en-fr"),
    "generate": pipeline("text-generation", model="gpt2"),
}

class Task(str, Enum):
    translate = "translate"
    generate = "generate"

@app.post("/run/{task}")
def run(task: Task, text: str):
    pipe = PIPELINES.get(task.value)
    if pipe is None:
        raise HTTPException(404)
    return pipe(text) #= run: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr; run: generation transformers/transformers gpt2

openai_client = AsyncOpenAI()
claude = anthropic.AsyncAnthropic()

async def ask_openai(prompt: str) -> str:
    r = await openai_client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}]) #= ask: generation openai/openai gpt-4o-mini
    return r.choices[0].message.content

async def ask_claude(prompt: str) -> str:
    r = await claude.messages.create(model="claude-3-5-haiku-latest", max_tokens=512, messages=[{"role": "user", "content": prompt}]) #= ask: generation anthropic/anthropic claude-3-5-haiku-latest
    return r.content[0].text

PROVIDERS = {"openai": ask_openai, "anthropic": ask_claude}

class Ask(BaseModel):
    provider: Literal["openai", "anthropic"] = "openai"
    prompt: str

@app.post("/ask")
async def ask(body: Ask):
    handler = PROVIDERS[body.provider]
    return {"answer": await handler(body.prompt)}
`,
);

checkMarked(
  "an abstract engine, a registry that a decorator fills, and a factory",
  `
# file: main.py
import asyncio
from fastapi import APIRouter, FastAPI, Response
from pydantic import BaseModel, Field
from engines import create_engine

router = APIRouter(prefix="/tts")

class SpeechRequest(BaseModel):
    text: str
    engine: str = Field("kokoro", description="kokoro or xtts")

@router.post("")
async def speak(body: SpeechRequest):
    engine = create_engine(body.engine)
    audio = await asyncio.to_thread(engine.synthesize, body.text)
    return Response(audio, media_type="audio/wav")

app = FastAPI()
app.include_router(router)
# file: engines/__init__.py
from .base import REGISTRY, Engine
from . import kokoro_engine, xtts_engine

_cache: dict[str, Engine] = {}

def create_engine(name: str) -> Engine:
    if name not in _cache:
        _cache[name] = REGISTRY[name]()
    return _cache[name]
# file: engines/base.py
from abc import ABC, abstractmethod

REGISTRY: dict[str, type["Engine"]] = {}

def register(name: str):
    def decorator(cls):
        REGISTRY[name] = cls
        return cls
    return decorator

class Engine(ABC):
    @abstractmethod
    def synthesize(self, text: str) -> bytes: ...
# file: engines/kokoro_engine.py
from kokoro import KPipeline
from .base import Engine, register

@register("kokoro")
class KokoroEngine(Engine):
    def __init__(self):
        self.pipeline = KPipeline(lang_code="a", repo_id="hexgrad/Kokoro-82M")

    def synthesize(self, text):
        return b"".join(chunk.audio for chunk in self.pipeline(text, voice="af_heart")) #= speak: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
# file: engines/xtts_engine.py
from TTS.api import TTS
from .base import Engine, register

@register("xtts")
class XttsEngine(Engine):
    def __init__(self):
        self.tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2").to("cuda")

    def synthesize(self, text):
        return self.tts.tts(text, speaker="Ana", language="fr") #= speak: speech-synthesis TTS/coqui tts_models/multilingual/multi-dataset/xtts_v2
`,
);
