import { checkMarked } from "./marked";

// Programs as they are usually written: models behind services, settings, queues and requests to other servers.

checkMarked(
  "generators, streams and a websocket loop",
  `
# file: main.py
import json
import os
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import StreamingResponse
from openai import OpenAI
from sse_starlette.sse import EventSourceResponse
from llm import LLMService
from vad import is_speech

app = FastAPI()
client = OpenAI(base_url=os.getenv("LLM_BASE_URL", "http://localhost:8000/v1"), api_key="none")
MODEL = os.getenv("LLM_MODEL", "Qwen/Qwen2.5-7B-Instruct")

def stream_chat(prompt):
    for chunk in client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": prompt}], stream=True): #= chat: generation openai/null Qwen/Qwen2.5-7B-Instruct
        yield chunk.choices[0].delta.content or ""

@app.post("/chat")
def chat(prompt: str):
    return StreamingResponse(stream_chat(prompt), media_type="text/plain")

service = LLMService()

@app.post("/events")
async def events(prompt: str):
    async def generate():
        try:
            ok, reason = service.check(prompt)
            if not ok:
                yield {"data": json.dumps({"error": reason})}
                return
            async for token in service.stream(prompt):
                yield {"data": token}
        except Exception as e:
            yield {"data": str(e)}
    return EventSourceResponse(generate())

class Manager:
    def __init__(self):
        self.active: list[WebSocket] = []
    async def connect(self, ws: WebSocket):
        await ws.accept()
        self.active.append(ws)

manager = Manager()

@app.websocket("/ws")
async def ws_endpoint(websocket: WebSocket):
    await manager.connect(websocket)
    buffer = b""
    try:
        while True:
            data = await websocket.receive_bytes()
            buffer += data
            if len(buffer) < 32000:
                continue
            text = await service.transcribe(buffer)
            buffer = b""
            await websocket.send_text(text)
    except WebSocketDisconnect:
        manager.active.remove(websocket)
# file: vad.py
def is_speech(x):
    return True
# file: llm.py
from typing import AsyncGenerator, Tuple
from openai import AsyncOpenAI
from faster_whisper import WhisperModel
import asyncio

class LLMService:
    def __init__(self, model: str = "gpt-4o"):
        self.client = AsyncOpenAI()
        self.model = model
        self.whisper = WhisperModel("small")

    def check(self, text: str) -> Tuple[bool, str]:
        if len(text) > 100:
            return False, "too long"
        return True, ""

    async def stream(self, prompt: str) -> AsyncGenerator[str, None]:
        stream = await self.client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": prompt}], stream=True) #= events: generation openai/openai gpt-4o
        async for chunk in stream:
            yield chunk.choices[0].delta.content

    async def transcribe(self, pcm: bytes) -> str:
        segments, _ = await asyncio.to_thread(self.whisper.transcribe, pcm) #= ws_endpoint: transcription faster-whisper/faster-whisper small
        return " ".join(s.text for s in segments)
`,
);

checkMarked(
  "routers, services, repositories; a circuit breaker and retries between",
  `
# file: app/main.py
from fastapi import FastAPI
from app.api import router
app = FastAPI()
app.include_router(router, prefix="/api/v1")
# file: app/__init__.py
# file: app/api.py
from typing import Annotated
from fastapi import APIRouter, Depends
from app.deps import get_answer_service
from app.services import AnswerService

router = APIRouter()
Service = Annotated[AnswerService, Depends(get_answer_service)]

@router.post("/answers")
async def create_answer(question: str, service: Service):
    return await service.answer(question)

@router.get("/answers")
async def list_answers(service: Service):
    return await service.repository.all()
# file: app/deps.py
from app.repositories import DocumentRepository
from app.services import AnswerService
from app.llm import get_llm_service
from app.cache import get_semantic_cache

async def get_answer_service() -> AnswerService:
    return AnswerService(DocumentRepository(), get_llm_service(), await get_semantic_cache())
# file: app/repositories.py
class DocumentRepository:
    async def all(self):
        return []
    async def search(self, vector):
        return []
# file: app/services.py
class AnswerService:
    def __init__(self, repository, llm, cache):
        self.repository = repository
        self.llm = llm
        self.cache = cache

    async def answer(self, question: str):
        cached = await self.cache.get(question=question)
        if cached:
            content, meta = cached
            return content
        answer = await self.llm.complete(question)
        await self.cache.set(question=question, answer=answer)
        return answer
# file: app/llm.py
from functools import lru_cache
from typing import Optional
from tenacity import retry, stop_after_attempt, wait_exponential
from openai import OpenAI, OpenAIError
from app.config import settings

class CircuitBreaker:
    def __init__(self, threshold: int = 5):
        self.threshold = threshold
        self.failures = 0

    def call(self, func, *args, **kwargs):
        try:
            result = func(*args, **kwargs)
            self.failures = 0
            return result
        except OpenAIError:
            self.failures += 1
            raise

class LLMService:
    def __init__(self, client: Optional[OpenAI] = None):
        self.client = client or OpenAI(api_key=settings.openai_api_key)
        self.breaker = CircuitBreaker() if settings.breaker_enabled else None

    @retry(stop=stop_after_attempt(3), wait=wait_exponential())
    def _call(self, messages):
        return self.client.chat.completions.create(model=settings.openai_model, messages=messages) #= create_answer: generation openai/openai gpt-4o-mini

    async def complete(self, question: str) -> str:
        def _do():
            return self._call([{"role": "user", "content": question}])
        response = self.breaker.call(_do) if self.breaker else _do()
        return response.choices[0].message.content

_service: Optional[LLMService] = None

def get_llm_service() -> LLMService:
    global _service
    if _service is None:
        _service = LLMService()
    return _service
# file: app/cache.py
from typing import Optional
from openai import OpenAI
from redis.asyncio import Redis

class SemanticCache:
    def __init__(self, redis: Optional[Redis] = None, client: Optional[OpenAI] = None):
        self.redis = redis
        self.client = client or OpenAI()

    async def _get_redis(self) -> Redis:
        if self.redis is None:
            self.redis = await Redis.from_url("redis://localhost")
        return self.redis

    def _embed(self, text: str) -> list[float]:
        r = self.client.embeddings.create(model="text-embedding-3-small", input=text) #= create_answer: embedding openai/openai text-embedding-3-small
        return r.data[0].embedding

    async def get(self, question: str):
        redis = await self._get_redis()
        hit = await redis.get(question)
        if hit:
            return hit, {}
        vector = self._embed(question)
        async for key in redis.scan_iter("cache:*"):
            pass
        return None

    async def set(self, question: str, answer: str):
        redis = await self._get_redis()
        await redis.set(question, answer)

_cache: Optional[SemanticCache] = None

async def get_semantic_cache() -> SemanticCache:
    global _cache
    if _cache is None:
        _cache = SemanticCache()
    return _cache
# file: app/config.py
from pydantic import Field
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    openai_api_key: str = Field(..., description="key")
    openai_model: str = Field(default="gpt-4o-mini")
    breaker_enabled: bool = True

settings = Settings()
`,
);

checkMarked(
  "background tasks, partials, executors, a dataclass of settings, a celery task",
  `
# file: main.py
import asyncio
import functools
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fastapi import BackgroundTasks, FastAPI, File, UploadFile
from worker import transcribe_task
from celery import chain
from worker import summarize_task
import whisper
import pytesseract
from PIL import Image

app = FastAPI()
executor = ThreadPoolExecutor(max_workers=2)

@dataclass
class Config:
    model_size: str = os.environ.get("WHISPER_SIZE", "medium")
    languages: list = field(default_factory=lambda: ["fra", "eng"])

config = Config()
whisper_model = None

def get_model():
    global whisper_model
    if whisper_model is None:
        whisper_model = whisper.load_model(config.model_size)
    return whisper_model

def do_transcribe(path: str, language: str | None = None):
    return get_model().transcribe(path, language=language) #= later, now: transcription openai-whisper/openai-whisper medium

@app.post("/later")
async def later(tasks: BackgroundTasks, file: UploadFile = File(...)):
    tasks.add_task(do_transcribe, file.filename)
    return {"status": "queued"}

@app.post("/now")
async def now(file: UploadFile = File(...)):
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(executor, functools.partial(do_transcribe, file.filename, language="fr"))

@app.post("/ocr")
def ocr(file: UploadFile = File(...)):
    return pytesseract.image_to_string(Image.open(file.file), lang="+".join(config.languages)) #= ocr: ocr pytesseract/tesseract null

@app.post("/queue")
def queue(url: str):
    task = transcribe_task.delay(url)
    return {"id": task.id}

@app.post("/chain")
def chained(url: str):
    job = chain(transcribe_task.s(url), summarize_task.s())
    return {"id": job.apply_async().id}
# file: worker.py
from celery import Celery
from faster_whisper import WhisperModel
import ollama

celery_app = Celery("tasks")
model = WhisperModel("large-v2")

@celery_app.task(bind=True, name="transcribe")
def transcribe_task(self, url):
    segments, _ = model.transcribe(url) #= queue, chained: transcription faster-whisper/faster-whisper large-v2
    return [s.text for s in segments]

@celery_app.task
def summarize_task(texts):
    return ollama.chat(model="llama3.2", messages=[{"role": "user", "content": " ".join(texts)}]) #= chained: generation ollama/ollama llama3.2
`,
);

checkMarked(
  "requests to servers of models, and programs",
  `
import os
import subprocess
import httpx
import requests
import aiohttp
import asyncio
from fastapi import FastAPI, UploadFile
from pydantic import BaseModel
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    ollama_host: str = "http://ollama:11434"
    ollama_model: str = "mistral:7b-instruct"
    vllm_url: str = "http://vllm:8000"
    tei_url: str = "http://tei:80"
    whisper_bin: str = "/opt/whisper.cpp/build/bin/whisper-cli"
    whisper_model: str = "/models/ggml-base.bin"

settings = Settings()
app = FastAPI()
http = httpx.AsyncClient(timeout=60)

class Prompt(BaseModel):
    prompt: str
    model: str | None = None

@app.post("/ollama")
async def ollama_generate(body: Prompt):
    payload = {"model": body.model or settings.ollama_model, "prompt": body.prompt, "stream": False}
    async with httpx.AsyncClient(timeout=None) as client:
        r = await client.post(f"{settings.ollama_host}/api/generate", json=payload) #= ollama_generate: generation http/ollama mistral:7b-instruct
        r.raise_for_status()
        return r.json()["response"]

@app.post("/vllm")
async def vllm(body: Prompt):
    r = await http.post(settings.vllm_url + "/v1/chat/completions", json={"model": "meta-llama/Llama-3.1-8B-Instruct", "messages": [{"role": "user", "content": body.prompt}]}) #= vllm: generation http/vllm meta-llama/Llama-3.1-8B-Instruct
    return r.json()

@app.post("/tei")
async def tei(texts: list[str]):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{settings.tei_url}/embed", json={"inputs": texts}) as r: #= tei: embedding http/tei null
            return await r.json()

@app.post("/openai")
def openai_raw(body: Prompt):
    headers = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}
    data = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": body.prompt}]}
    return requests.post("https://api.openai.com/v1/chat/completions", headers=headers, json=data).json() #= openai_raw: generation http/openai gpt-4o-mini

@app.post("/whisper-cpp")
def whisper_cpp(file: UploadFile):
    path = "/tmp/" + file.filename
    subprocess.run(["ffmpeg", "-i", path, "-ar", "16000", path + ".wav"], check=True)
    cmd = [settings.whisper_bin, "-m", settings.whisper_model, "-f", path + ".wav", "-otxt"]
    out = subprocess.run(cmd, capture_output=True, text=True, check=True) #= whisper_cpp: transcription whisper.cpp/whisper.cpp /models/ggml-base.bin
    return out.stdout

WHISPER_CLI = os.environ.get("WHISPER_CLI")

@app.post("/whisper-env")
def whisper_env(path: str, model: str = "base"):
    cmd = [WHISPER_CLI, "-m", f"/app/models/{model}", "-f", path]
    cmd.append("--output-srt")
    subprocess.run(cmd, check=True) #= whisper_env: transcription whisper.cpp/whisper.cpp /app/models/base

PIPER = os.getenv("PIPER_PATH", "piper")

@app.post("/piper")
async def piper(text: str):
    proc = await asyncio.create_subprocess_exec(PIPER, "--model", "fr_FR-siwis-medium.onnx", "--output_file", "-", stdin=asyncio.subprocess.PIPE) #= piper: speech-synthesis piper-tts/piper fr_FR-siwis-medium.onnx
    out, _ = await proc.communicate(text.encode())
    return out
`,
);
