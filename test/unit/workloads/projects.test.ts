import { checkMarked } from "./marked";

// Small applications as people write them, each with several ways of reaching models at once.

checkMarked(
  "a newsroom: settings, services by task, a router a service, a pipeline over all of them",
  `
# file: app/__init__.py
# file: app/core/__init__.py
# file: app/core/config.py
from functools import lru_cache
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    whisper_size: str = "large-v3"
    nllb_model: str = "facebook/nllb-200-distilled-600M"
    ollama_url: str = "http://ollama:11434"
    ollama_model: str = "mistral:7b-instruct"
    tts_enabled: bool = True

@lru_cache()
def get_settings() -> Settings:
    return Settings()
# file: app/services/__init__.py
from .transcription import TranscriptionService
from .translation import TranslationService
from .generation import GenerationService
# file: app/services/base.py
from abc import ABC, abstractmethod
from typing import Generic, TypeVar
In = TypeVar("In")
Out = TypeVar("Out")
class Service(ABC, Generic[In, Out]):
    name: str = "service"
    def __call__(self, data: In) -> Out:
        return self.process(data)
    @abstractmethod
    def process(self, data: In) -> Out:
        raise NotImplementedError
# file: app/services/transcription.py
import logging
from faster_whisper import WhisperModel
from app.core.config import get_settings
from .base import Service
logger = logging.getLogger(__name__)
class TranscriptionService(Service[str, str]):
    name = "transcription"
    _model: WhisperModel | None = None
    @property
    def model(self) -> WhisperModel:
        if TranscriptionService._model is None:
            logger.info("loading")
            TranscriptionService._model = WhisperModel(get_settings().whisper_size, device="auto")
        return TranscriptionService._model
    def process(self, data: str) -> str:
        segments, info = self.model.transcribe(data, beam_size=5, vad_filter=True) #= transcribe, pipeline: transcription faster-whisper/faster-whisper large-v3
        return " ".join(segment.text for segment in segments)
# file: app/services/translation.py
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
from app.core.config import Settings
from .base import Service
class TranslationService(Service[dict, str]):
    name = "translation"
    def __init__(self, settings: Settings) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(settings.nllb_model)
        self.model = AutoModelForSeq2SeqLM.from_pretrained(settings.nllb_model)
    def process(self, data: dict) -> str:
        inputs = self.tokenizer(data["text"], return_tensors="pt")
        tokens = self.model.generate(**inputs, max_length=512) #= translate, pipeline: translation transformers/transformers facebook/nllb-200-distilled-600M
        return self.tokenizer.batch_decode(tokens, skip_special_tokens=True)[0]
# file: app/services/generation.py
import httpx
from app.core.config import Settings
class GenerationService:
    def __init__(self, settings: Settings):
        self.settings = settings
        self.client = httpx.AsyncClient(base_url=settings.ollama_url, timeout=300)
    async def generate(self, prompt: str) -> str:
        payload = {"model": self.settings.ollama_model, "prompt": prompt, "stream": False}
        response = await self.client.post("/api/generate", json=payload) #= generate, pipeline: generation http/ollama mistral:7b-instruct
        response.raise_for_status()
        return response.json()["response"]
    async def tags(self):
        return (await self.client.get("/api/tags")).json()
# file: app/deps.py
from typing import Annotated
from fastapi import Depends
from app.core.config import Settings, get_settings
from app.services import GenerationService, TranscriptionService, TranslationService
_translation: TranslationService | None = None
def transcription() -> TranscriptionService:
    return TranscriptionService()
def translation(settings: Annotated[Settings, Depends(get_settings)]) -> TranslationService:
    global _translation
    if _translation is None:
        _translation = TranslationService(settings)
    return _translation
async def generation(settings: Settings = Depends(get_settings)):
    service = GenerationService(settings)
    try:
        yield service
    finally:
        await service.client.aclose()
Transcription = Annotated[TranscriptionService, Depends(transcription)]
Translation = Annotated[TranslationService, Depends(translation)]
Generation = Annotated[GenerationService, Depends(generation)]
# file: app/api.py
from fastapi import APIRouter, UploadFile
from app.deps import Generation, Transcription, Translation
router = APIRouter(prefix="/v1")
@router.post("/transcribe")
async def transcribe(file: UploadFile, service: Transcription):
    return {"text": service(file.filename)}
@router.post("/translate")
def translate(text: str, service: Translation):
    return {"text": service({"text": text})}
@router.post("/generate")
async def generate(prompt: str, service: Generation):
    return {"text": await service.generate(prompt)}
@router.post("/pipeline")
async def pipeline(file: UploadFile, stt: Transcription, mt: Translation, llm: Generation):
    text = stt.process(file.filename)
    english = mt.process({"text": text})
    return await llm.generate(f"Summarise: {english}")
@router.get("/models")
async def models(llm: Generation):
    return await llm.tags()
@router.get("/services")
def services(stt: Transcription, mt: Translation):
    return [stt.name, mt.name]
# file: app/main.py
from fastapi import FastAPI
from app.api import router
app = FastAPI()
app.include_router(router)
@app.get("/health")
def health():
    return {"status": "ok"}
`,
);

checkMarked(
  "a plug-in registry filled by decorators, looked up by name",
  `
# file: registry.py
from typing import Callable, Dict
ENGINES: Dict[str, Callable] = {}
def register(name: str):
    def wrap(cls):
        ENGINES[name] = cls
        return cls
    return wrap
def create(name: str, **kwargs):
    if name not in ENGINES:
        raise KeyError(name)
    return ENGINES[name](**kwargs)
# file: engines.py
from registry import register
import easyocr
import pytesseract
@register("easy")
class Easy:
    def __init__(self, langs=("en",)):
        self.reader = easyocr.Reader(list(langs))
    def read(self, image):
        return self.reader.readtext(image) #= easy, any_route: ocr easyocr/easyocr null
@register("tesseract")
class Tess:
    def __init__(self, langs=("eng",)):
        self.lang = "+".join(langs)
    def read(self, image):
        return pytesseract.image_to_string(image, lang=self.lang) #= tess, any_route: ocr pytesseract/tesseract null
# file: main.py
from fastapi import FastAPI
import engines
from registry import ENGINES, create
app = FastAPI()
@app.post("/easy")
def easy(path: str):
    return create("easy", langs=("en", "fr")).read(path)
@app.post("/tess")
def tess(path: str):
    return create("tesseract").read(path)
@app.post("/any/{name}")
def any_route(name: str, path: str):
    return create(name).read(path)
@app.get("/engines")
def names():
    return sorted(ENGINES)
`,
);

checkMarked(
  "hexagonal: use cases take ports by constructor, wired by hand in one place",
  `
# file: domain/__init__.py
# file: domain/ports.py
from abc import ABC, abstractmethod
class LLMPort(ABC):
    @abstractmethod
    async def complete(self, prompt: str) -> str: ...
class EmbeddingPort(ABC):
    @abstractmethod
    def embed(self, text: str) -> list[float]: ...
class VectorStorePort(ABC):
    @abstractmethod
    def search(self, vector: list[float]) -> list[str]: ...
# file: domain/usecases.py
from domain.ports import EmbeddingPort, LLMPort, VectorStorePort
class AskQuestion:
    def __init__(self, llm: LLMPort, embeddings: EmbeddingPort, store: VectorStorePort):
        self._llm = llm
        self._embeddings = embeddings
        self._store = store
    async def execute(self, question: str) -> str:
        vector = self._embeddings.embed(question)
        documents = self._store.search(vector)
        return await self._llm.complete("\\n".join(documents) + question)
class IndexDocument:
    def __init__(self, embeddings: EmbeddingPort, store: VectorStorePort):
        self._embeddings = embeddings
        self._store = store
    def execute(self, text: str) -> None:
        self._store.add(text, self._embeddings.embed(text))
# file: infra/__init__.py
# file: infra/openai_llm.py
from openai import AsyncAzureOpenAI
from domain.ports import LLMPort
class AzureLLM(LLMPort):
    def __init__(self, deployment: str):
        self._client = AsyncAzureOpenAI(api_version="2024-06-01", azure_endpoint="https://x.openai.azure.com")
        self._deployment = deployment
    async def complete(self, prompt: str) -> str:
        response = await self._client.chat.completions.create( #= ask: generation openai/azure-openai gpt-4o
            model=self._deployment,
            messages=[{"role": "user", "content": prompt}],
        )
        return response.choices[0].message.content
# file: infra/local_embeddings.py
from sentence_transformers import SentenceTransformer
from domain.ports import EmbeddingPort
class LocalEmbeddings(EmbeddingPort):
    def __init__(self, name: str = "intfloat/multilingual-e5-small"):
        self._model = SentenceTransformer(name)
    def embed(self, text: str) -> list[float]:
        return self._model.encode(text).tolist() #= ask, index: embedding sentence-transformers/sentence-transformers intfloat/multilingual-e5-small
# file: infra/store.py
from domain.ports import VectorStorePort
class MemoryStore(VectorStorePort):
    def __init__(self):
        self.rows = []
    def search(self, vector):
        return [text for text, _ in self.rows]
    def add(self, text, vector):
        self.rows.append((text, vector))
# file: bootstrap.py
from domain.usecases import AskQuestion, IndexDocument
from infra.local_embeddings import LocalEmbeddings
from infra.openai_llm import AzureLLM
from infra.store import MemoryStore
class App:
    def __init__(self):
        embeddings = LocalEmbeddings()
        store = MemoryStore()
        self.ask = AskQuestion(llm=AzureLLM("gpt-4o"), embeddings=embeddings, store=store)
        self.index = IndexDocument(embeddings, store)
        self.store = store
application = App()
# file: main.py
from fastapi import FastAPI
from bootstrap import application
api = FastAPI()
@api.post("/ask")
async def ask(question: str):
    return {"answer": await application.ask.execute(question)}
@api.post("/index", status_code=201)
def index(text: str):
    application.index.execute(text)
@api.get("/documents")
def documents():
    return application.store.search([])
`,
);

checkMarked(
  "a chat with tools: the model's own loop, a dictionary of tools, history in memory",
  `
import json
from collections import defaultdict
from fastapi import FastAPI, WebSocket
from openai import AsyncOpenAI
from sentence_transformers import SentenceTransformer, util

client = AsyncOpenAI()
MODEL = "gpt-4o-mini"
encoder = SentenceTransformer("all-MiniLM-L6-v2")
history = defaultdict(list)
app = FastAPI()

def search(query: str):
    vector = encoder.encode(query, convert_to_tensor=True) #= chat, ws, search_route: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
    return util.semantic_search(vector, vector)

def now():
    return "12:00"

TOOLS = {"search": search, "now": now}

async def run(messages):
    while True:
        response = await client.chat.completions.create(model=MODEL, messages=messages, tools=[]) #= chat, ws: generation openai/openai gpt-4o-mini
        message = response.choices[0].message
        if not message.tool_calls:
            return message.content
        for tool_call in message.tool_calls:
            function = TOOLS[tool_call.function.name]
            result = function(**json.loads(tool_call.function.arguments))
            messages.append({"role": "tool", "content": str(result)})

@app.post("/chat/{session}")
async def chat(session: str, text: str):
    history[session].append({"role": "user", "content": text})
    return await run(history[session])

@app.websocket("/ws")
async def ws(socket: WebSocket):
    await socket.accept()
    while True:
        await socket.send_text(await run([{"role": "user", "content": await socket.receive_text()}]))

@app.post("/search")
def search_route(query: str):
    return TOOLS["search"](query)

@app.get("/now")
def now_route():
    return TOOLS["now"]()

@app.delete("/chat/{session}")
def clear(session: str):
    history.pop(session, None)
`,
);

checkMarked(
  "images: diffusion in a worker thread with a lock, a safety check, an upscaler that is loaded and not used",
  `
import asyncio
import io
import threading
import torch
from diffusers import StableDiffusionPipeline, StableDiffusionUpscalePipeline
from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from transformers import pipeline

lock = threading.Lock()
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
pipe = StableDiffusionPipeline.from_pretrained("runwayml/stable-diffusion-v1-5", torch_dtype=torch.float16).to(DEVICE)
pipe.enable_attention_slicing()
upscaler = StableDiffusionUpscalePipeline.from_pretrained("stabilityai/stable-diffusion-x4-upscaler")
nsfw = pipeline("image-classification", model="Falconsai/nsfw_image_detection")
app = FastAPI()

def generate(prompt: str, steps: int = 30):
    with lock, torch.inference_mode():
        image = pipe(prompt, num_inference_steps=steps).images[0] #= image: image-generation diffusers/diffusers runwayml/stable-diffusion-v1-5
    if any(r["label"] == "nsfw" for r in nsfw(image)): #= image: other transformers/transformers Falconsai/nsfw_image_detection
        raise HTTPException(400, "unsafe")
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    buffer.seek(0)
    return buffer

@app.get("/image", response_class=StreamingResponse)
async def image(prompt: str):
    loop = asyncio.get_running_loop()
    buffer = await loop.run_in_executor(None, generate, prompt, 20)
    return StreamingResponse(buffer, media_type="image/png")

@app.get("/device")
def device():
    return {"device": DEVICE, "memory": torch.cuda.memory_allocated()}
`,
);

checkMarked(
  "models from a YAML of names: a loop loads them, the route takes one",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, Depends, HTTPException, Path
import onnxruntime as ort
import numpy as np

NAMES = ["mobilenet", "resnet"]
sessions: dict[str, ort.InferenceSession] = {}

@asynccontextmanager
async def lifespan(app: FastAPI):
    for name in NAMES:
        sessions[name] = ort.InferenceSession(f"models/{name}.onnx", providers=["CPUExecutionProvider"])
    app.state.ready = True
    yield
    sessions.clear()

app = FastAPI(lifespan=lifespan)

def session(name: str = Path()) -> ort.InferenceSession:
    try:
        return sessions[name]
    except KeyError:
        raise HTTPException(404)

@app.post("/predict/{name}")
def predict(values: list[float], s: ort.InferenceSession = Depends(session)):
    inputs = {s.get_inputs()[0].name: np.array([values], dtype=np.float32)}
    return s.run(None, inputs)[0].tolist() #= predict: classic-ml onnxruntime/onnxruntime models/mobilenet.onnx; predict: classic-ml onnxruntime/onnxruntime models/resnet.onnx

@app.get("/inputs/{name}")
def inputs(s: ort.InferenceSession = Depends(session)):
    return [i.name for i in s.get_inputs()]
`,
);

checkMarked(
  "a mounted sub-application and a versioned API each with their own model",
  `
# file: main.py
from fastapi import FastAPI
from v1 import app as v1
from v2 import app as v2
app = FastAPI()
app.mount("/v1", v1)
app.mount("/v2", v2)
# file: v1.py
from fastapi import FastAPI, Request
import whisper
app = FastAPI()
@app.on_event("startup")
async def load():
    app.state.model = whisper.load_model("base")
@app.post("/transcribe")
async def transcribe_one(request: Request):
    return request.app.state.model.transcribe("x")["text"] #= transcribe_one: transcription openai-whisper/openai-whisper base
# file: v2.py
from fastapi import FastAPI, Request
from faster_whisper import WhisperModel, BatchedInferencePipeline
app = FastAPI()
app.state.model = BatchedInferencePipeline(model=WhisperModel("distil-large-v3"))
@app.post("/transcribe")
async def transcribe_two(request: Request):
    segments, _ = request.app.state.model.transcribe("x", batch_size=16) #= transcribe_two: transcription faster-whisper/faster-whisper-batched distil-large-v3
    return [s.text for s in segments]
`,
);

checkMarked(
  "dataclass configuration, keyword unpacking, model ids in a mapping with a default",
  `
from dataclasses import dataclass, field, asdict
from typing import Literal
from fastapi import FastAPI
from pydantic import BaseModel
from sentence_transformers import SentenceTransformer
import litellm

@dataclass(frozen=True)
class ModelConfig:
    name: str
    options: dict = field(default_factory=dict)

MODELS = {
    "small": ModelConfig("ollama/llama3.2:3b", {"temperature": 0.1}),
    "large": ModelConfig("gpt-4o"),
}
EMBED = ModelConfig(name="BAAI/bge-base-en-v1.5")
encoder = SentenceTransformer(EMBED.name, **EMBED.options)
app = FastAPI()

class Ask(BaseModel):
    prompt: str
    size: Literal["small", "large"] = "small"

async def complete(config: ModelConfig, prompt: str):
    params = {"model": config.name, "messages": [{"role": "user", "content": prompt}], **config.options}
    r = await litellm.acompletion(**params) #= fixed: generation litellm/openai gpt-4o; ask: generation litellm/ollama ollama/llama3.2:3b; ask: generation litellm/openai gpt-4o
    return r.choices[0].message.content

@app.post("/ask")
async def ask(body: Ask):
    return await complete(MODELS[body.size], body.prompt)

@app.post("/fixed")
async def fixed(prompt: str):
    return await complete(MODELS["large"], prompt)

@app.post("/embed")
def embed(text: str):
    return encoder.encode([text])[0].tolist() #= embed: embedding sentence-transformers/sentence-transformers BAAI/bge-base-en-v1.5
`,
);
