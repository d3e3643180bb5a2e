import { checkMarked } from "./marked";

// Dependency injection, protocols, factories.

checkMarked(
  "Depends on a function, a class, a generator, a cached factory, a method, a partial, a callable instance",
  `
from functools import lru_cache, partial
from typing import Annotated
from fastapi import Depends, FastAPI
from faster_whisper import WhisperModel
from sentence_transformers import SentenceTransformer
import joblib
import spacy

@lru_cache(maxsize=1)
def get_stt() -> WhisperModel:
    return WhisperModel("distil-large-v3")

def get_model():
    model = joblib.load("model.pkl")
    try:
        yield model
    finally:
        del model

async def get_embedder():
    async with Session() as session:
        yield session.embedder

class Session:
    async def __aenter__(self):
        self.embedder = SentenceTransformer("BAAI/bge-m3")
        return self
    async def __aexit__(self, *args): ...

class Nlp:
    def __init__(self, name: str):
        self.nlp = spacy.load(name)
    def __call__(self):
        return self.nlp

class Factory:
    def stt(self):
        return get_stt()

factory = Factory()
Stt = Annotated[WhisperModel, Depends(get_stt)]
app = FastAPI()

@app.post("/a")
def a(path: str, model: Stt):
    return model.transcribe(path) #= a: transcription faster-whisper/faster-whisper distil-large-v3

@app.post("/b")
def b(x: float, model=Depends(get_model)):
    return model.predict([[x]])[0] #= b: classic-ml joblib/scikit-learn model.pkl

@app.post("/c")
async def c(text: str, e: Annotated[SentenceTransformer, Depends(get_embedder)]):
    return e.encode(text).tolist() #= c: embedding sentence-transformers/sentence-transformers BAAI/bge-m3

@app.post("/d")
def d(text: str, nlp=Depends(Nlp("fr_core_news_sm"))):
    doc = nlp(text) #= d: other spacy/spacy fr_core_news_sm
    return [e.text for e in doc.ents]

@app.post("/e")
def e(path: str, model=Depends(factory.stt)):
    return model.transcribe(path) #= e: transcription faster-whisper/faster-whisper distil-large-v3

@app.get("/f")
def f(model: Stt):
    return {"loaded": True}

def load(name: str):
    return WhisperModel(name)

@app.post("/g")
def g(path: str, model=Depends(partial(load, "tiny.en"))):
    return model.transcribe(path) #= g: transcription faster-whisper/faster-whisper tiny.en
`,
);

checkMarked(
  "a dependency that itself runs a model counts for every handler that declares it",
  `
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from openai import OpenAI
client = OpenAI()

def moderated(text: str) -> str:
    answer = client.moderations.create(model="omni-moderation-latest", input=text) #= a, b: other openai/openai omni-moderation-latest
    if answer.results[0].flagged:
        raise HTTPException(400)
    return text

router = APIRouter(dependencies=[Depends(moderated)])
app = FastAPI()

@app.post("/a")
def a(text: str = Depends(moderated)):
    return text

@router.post("/b")
def b():
    return "ok"

@app.post("/c")
def c():
    return "ok"
app.include_router(router)
`,
);

checkMarked(
  "typed by a Protocol; the factory decides by a setting with a default",
  `
# file: ports.py
from typing import Protocol
class Transcriber(Protocol):
    def transcribe(self, path: str) -> str: ...
# file: adapters/__init__.py
# file: adapters/local.py
from faster_whisper import WhisperModel
class LocalTranscriber:
    def __init__(self, size: str) -> None:
        self._model = WhisperModel(size)
    def transcribe(self, path: str) -> str:
        segments, _ = self._model.transcribe(path) #= stt: transcription faster-whisper/faster-whisper small
        return " ".join(s.text for s in segments)
# file: adapters/hosted.py
from openai import OpenAI
class HostedTranscriber:
    def __init__(self) -> None:
        self._client = OpenAI()
    def transcribe(self, path: str) -> str:
        with open(path, "rb") as f:
            return self._client.audio.transcriptions.create(model="whisper-1", file=f).text
# file: settings.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    transcriber: str = "local"
    size: str = "small"
settings = Settings()
# file: deps.py
from ports import Transcriber
from settings import settings
from adapters.local import LocalTranscriber
from adapters.hosted import HostedTranscriber
def get_transcriber() -> Transcriber:
    if settings.transcriber == "local":
        return LocalTranscriber(settings.size)
    return HostedTranscriber()
# file: main.py
from typing import Annotated
from fastapi import Depends, FastAPI
from deps import get_transcriber
from ports import Transcriber
app = FastAPI()
@app.post("/stt")
def stt(path: str, transcriber: Annotated[Transcriber, Depends(get_transcriber)]):
    return transcriber.transcribe(path)
`,
);

checkMarked(
  "a setting without default: either model may run",
  `
import os
from fastapi import FastAPI
import ollama
from openai import OpenAI
from anthropic import Anthropic

class OllamaBackend:
    def generate(self, prompt):
        return ollama.generate(model="llama3.1:8b", prompt=prompt)["response"] #= g: generation ollama/ollama llama3.1:8b

class OpenAIBackend:
    def __init__(self):
        self.client = OpenAI()
    def generate(self, prompt):
        r = self.client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}]) #= g: generation openai/openai gpt-4o-mini
        return r.choices[0].message.content

class AnthropicBackend:
    def generate(self, prompt):
        return Anthropic().messages.create(model="claude-3-5-haiku-latest", max_tokens=100, messages=[]) #= g: generation anthropic/anthropic claude-3-5-haiku-latest

BACKENDS = {"ollama": OllamaBackend, "openai": OpenAIBackend, "anthropic": AnthropicBackend}

def get_backend():
    return BACKENDS[os.environ["BACKEND"]]()

backend = get_backend()
app = FastAPI()

@app.post("/g")
def g(prompt: str):
    return backend.generate(prompt)
`,
);

checkMarked(
  "an abstract base whose template method calls what subclasses implement",
  `
# file: base.py
from abc import ABC, abstractmethod
class Embedder(ABC):
    name: str
    def embed_all(self, texts):
        return [self.embed(t) for t in texts]
    @abstractmethod
    def embed(self, text): ...
# file: impl.py
from base import Embedder
from sentence_transformers import SentenceTransformer
import openai
class LocalEmbedder(Embedder):
    name = "paraphrase-multilingual-MiniLM-L12-v2"
    def __init__(self):
        super().__init__()
        self.model = SentenceTransformer(self.name)
    def embed(self, text):
        return self.model.encode(text).tolist() #= local: embedding sentence-transformers/sentence-transformers paraphrase-multilingual-MiniLM-L12-v2
class RemoteEmbedder(Embedder):
    name = "text-embedding-3-large"
    def __init__(self):
        self.client = openai.OpenAI()
    def embed(self, text):
        return self.client.embeddings.create(model=self.name, input=text).data[0].embedding #= remote: embedding openai/openai text-embedding-3-large
# file: main.py
from fastapi import FastAPI
from impl import LocalEmbedder, RemoteEmbedder
app = FastAPI()
one = LocalEmbedder()
two = RemoteEmbedder()
@app.post("/local")
def local(texts: list[str]):
    return one.embed_all(texts)
@app.post("/remote")
def remote(texts: list[str]):
    return two.embed_all(texts)
@app.get("/names")
def names():
    return [one.name, two.name]
`,
);

checkMarked(
  "class-based views: constructor injection, attributes, and routes added by hand",
  `
from fastapi import APIRouter, Depends, FastAPI
from ultralytics import YOLO
from easyocr import Reader

class Vision:
    def __init__(self):
        self.yolo = YOLO("yolov8n.pt")
        self.reader = Reader(["en", "fr"])
    def detect(self, image):
        return self.yolo(image) #= Api.detect: other ultralytics/torch yolov8n.pt
    def read(self, image):
        return self.reader.readtext(image, detail=0) #= Api.read: ocr easyocr/easyocr null

class Api:
    def __init__(self, vision: Vision):
        self.vision = vision
        self.router = APIRouter()
        self.router.add_api_route("/detect", self.detect, methods=["POST"])
        self.router.add_api_route("/read", self.read, methods=["POST"])
        self.router.add_api_route("/info", self.info, methods=["GET"])
    def detect(self, image: str):
        return self.vision.detect(image)
    def read(self, image: str):
        return self.vision.read(image)
    def info(self):
        return "vision"

app = FastAPI()
app.include_router(Api(Vision()).router)
`,
);

checkMarked(
  "dependency_overrides replace an abstract dependency",
  `
from fastapi import Depends, FastAPI
from faster_whisper import WhisperModel
import ollama

class LLM:
    def complete(self, prompt: str) -> str:
        raise NotImplementedError

class OllamaLLM(LLM):
    def complete(self, prompt: str) -> str:
        return ollama.generate(model="mistral", prompt=prompt)["response"] #= g: generation ollama/ollama mistral

def get_llm() -> LLM:
    raise NotImplementedError

app = FastAPI()
app.dependency_overrides[get_llm] = lambda: OllamaLLM()

@app.post("/g")
def g(prompt: str, llm: LLM = Depends(get_llm)):
    return llm.complete(prompt)
`,
);

checkMarked(
  "an injected service that nobody builds in the code: known by its annotation",
  `
# file: service.py
import whisper
class WhisperService:
    def __init__(self, model_name: str = "turbo"):
        self.model = whisper.load_model(model_name)
    def run(self, path: str) -> str:
        return self.model.transcribe(path)["text"] #= t, u: transcription openai-whisper/openai-whisper turbo
# file: main.py
from fastapi import Depends, FastAPI, Request
from service import WhisperService
app = FastAPI()
def service(request: Request) -> WhisperService:
    return request.app.state.service
@app.post("/t")
def t(path: str, s: WhisperService = Depends(service)):
    return s.run(path)
@app.post("/u")
def u(path: str, s: WhisperService = Depends()):
    return s.run(path)
`,
);

checkMarked(
  "dependency-injector: a container of providers, wired and by hand",
  `
# file: services.py
from faster_whisper import WhisperModel
import ollama
class Speech:
    def __init__(self, size: str, writer=None):
        self.model = WhisperModel(size)
        self.writer = writer
    def text(self, path):
        return self.model.transcribe(path) #= wired, by_hand: transcription faster-whisper/faster-whisper large-v3
class Writer:
    def write(self, prompt):
        return ollama.generate(model="mistral", prompt=prompt) #= writer: generation ollama/ollama mistral
# file: containers.py
from dependency_injector import containers, providers
from services import Speech, Writer
class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    writer = providers.Factory(Writer)
    speech = providers.Singleton(Speech, size="large-v3", writer=writer)
# file: main.py
from typing import Annotated
from dependency_injector.wiring import Provide, inject
from fastapi import Depends, FastAPI
from containers import Container
from services import Speech, Writer
container = Container()
app = FastAPI()
@app.post("/wired")
@inject
def wired(path: str, speech: Speech = Depends(Provide[Container.speech])):
    return speech.text(path)
@app.post("/by-hand")
def by_hand(path: str):
    return container.speech().text(path)
@app.post("/writer")
@inject
def writer(prompt: str, writer: Annotated[Writer, Depends(Provide[Container.writer])]):
    return writer.write(prompt)
@app.get("/none")
@inject
def none(speech: Speech = Depends(Provide[Container.speech])):
    return "loaded"
`,
);

checkMarked(
  "a class of parameters as dependency: each member of its enumeration is one of the models",
  `
from enum import Enum
from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, Field
import whisperx
class Size(str, Enum):
    tiny = "tiny"
    large = "large-v3"
class Params(BaseModel):
    model: Size = Field(Query(default=Size.large, description="x"))
    language: str = Field(Query(default="en"))
app = FastAPI()
@app.post("/hear")
def hear(path: str, params: Params = Depends()):
    model = whisperx.load_model(params.model.value, "cuda", language=params.language)
    return model.transcribe(path) #= hear: transcription whisperx/whisperx tiny; hear: transcription whisperx/whisperx large-v3
`,
);
