import { checkMarked } from "./marked";

// What small projects that nobody here had seen had, and was missed at first.

checkMarked(
  "models that a worker of Celery loads when its process starts",
  `
# file: main.py
from celery import Celery
from celery.signals import worker_process_init
from fastapi import FastAPI
from transformers import pipeline

app = FastAPI()
celery_app = Celery("jobs")
_models = {}
_summarizer = None

@worker_process_init.connect
def _load(**kwargs):
    global _models, _summarizer
    _models = {"fr": pipeline("translation", model="Helsinki-NLP/opus-mt-en-fr")}
    _summarizer = pipeline("summarization", model="facebook/bart-large-cnn")

@celery_app.task(bind=True, name="translate")
def translate_task(self, text, version):
    return _models.get(version)(text) #= translate: translation transformers/transformers Helsinki-NLP/opus-mt-en-fr

@celery_app.task
def summarize_task(text):
    return _summarizer(text) #= summarize: generation transformers/transformers facebook/bart-large-cnn

@app.post("/translate")
def translate(text: str, version: str):
    return translate_task.delay(text, version).id

@app.post("/summarize")
def summarize(text: str):
    return summarize_task.delay(text).id
`,
);

checkMarked(
  "embeddings of the project's own in a vector store of LangChain",
  `
# file: main.py
import google.generativeai as genai
from fastapi import FastAPI
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

class GoogleEmbeddings(Embeddings):
    def __init__(self, model: str = "gemini-embedding-001"):
        self.model_name = model

    def embed_documents(self, texts):
        return [genai.embed_content(model=self.model_name, content=text) for text in texts]

    def embed_query(self, text):
        return genai.embed_content(model=self.model_name, content=text) #= search: embedding google-generativeai/google gemini-embedding-001

app = FastAPI()
store = Chroma(collection_name="documents", embedding_function=GoogleEmbeddings())

@app.get("/search")
def search(q: str):
    return store.similarity_search(q)
`,
);

checkMarked(
  "a service for reading whose address has the path that Mistral's has, a detector of layouts, and a voice that is prepared first",
  `
# file: main.py
import httpx
from doclayout_yolo import YOLOv10
from fastapi import FastAPI, UploadFile
from qwen_tts import Qwen3TTSModel

app = FastAPI()
layout = YOLOv10("models/doclayout.pt")
voice = Qwen3TTSModel.from_pretrained("Qwen/Qwen3-TTS-12Hz-0.6B-Base")

@app.post("/read")
async def read(file: UploadFile):
    async with httpx.AsyncClient() as client:
        answer = await client.post("http://203.0.113.1:8181/api/v1/ocr", files={"files": await file.read()}) #= read: ocr http/null null
    return answer.json()

@app.post("/read/mistral")
async def read_mistral(file: UploadFile):
    async with httpx.AsyncClient() as client:
        answer = await client.post("https://api.mistral.ai/v1/ocr", json={"model": "mistral-ocr-latest"}) #= read_mistral: ocr http/mistral mistral-ocr-latest
    return answer.json()

@app.post("/layout")
async def find(file: UploadFile):
    return layout.predict(await file.read()) #= find: other doclayout-yolo/torch models/doclayout.pt

@app.post("/speak")
def speak(text: str, voice_file: str):
    prompt = voice.create_voice_clone_prompt(ref_audio=voice_file)
    return voice.generate_voice_clone(text=text, voice_clone_prompt=prompt) #= speak: speech-synthesis qwen-tts/torch Qwen/Qwen3-TTS-12Hz-0.6B-Base
`,
);

checkMarked(
  "documents that LangChain indexes in a store",
  `
# file: main.py
from fastapi import FastAPI
from langchain.indexes import SQLRecordManager, index
from langchain_community.vectorstores import Qdrant
from langchain_core.documents import Document
from langchain_openai import OpenAIEmbeddings
from qdrant_client import QdrantClient

app = FastAPI()
store = Qdrant(client=QdrantClient(), collection_name="news", embeddings=OpenAIEmbeddings(model="text-embedding-3-small"))
records = SQLRecordManager("qdrant/news", db_url="sqlite:///records.sql")

@app.post("/documents")
def add(texts: list[str]):
    return index([Document(page_content=text) for text in texts], records, store, cleanup="full") #= add: embedding langchain-openai/openai text-embedding-3-small

@app.delete("/documents")
def clear():
    records.delete_keys(["news"])
`,
);

checkMarked(
  "a service that a setting chooses, whose default only stands in for one",
  `
# file: main.py
from contextlib import asynccontextmanager
from typing import Literal
import anthropic
from fastapi import Depends, FastAPI, Request
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    backend: Literal["mock", "anthropic"] = "mock"
    model: str = "claude-opus-4-5"

class Mock:
    async def answer(self, q):
        return "I do not know."

class Claude:
    def __init__(self, settings):
        self.model = settings.model
        self.client = anthropic.AsyncAnthropic()

    async def answer(self, q):
        r = await self.client.messages.create(model=self.model, max_tokens=100, messages=[{"role": "user", "content": q}]) #= ask: generation anthropic/anthropic claude-opus-4-5
        return r.content[0].text

def build(settings: Settings):
    if settings.backend == "anthropic":
        return Claude(settings)
    return Mock()

@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.service = build(Settings())
    yield

app = FastAPI(lifespan=lifespan)

def service(request: Request):
    return request.app.state.service

@app.post("/ask")
async def ask(q: str, one=Depends(service)):
    return await one.answer(q)

@app.get("/health")
def health():
    return "ok"
`,
);

checkMarked(
  "a part of the product that is off by default",
  `
# file: main.py
import os
from fastapi import FastAPI
from pydantic_settings import BaseSettings
from transformers import pipeline

class Settings(BaseSettings):
    translate: str = "off"
    summary: str = "none"
    detail: str = "disabled"

settings = Settings()
app = FastAPI()

@app.post("/translate")
def translate(text: str):
    if settings.translate != "off":
        return pipeline("translation", model="facebook/nllb-200-distilled-600M")(text)
    return text

@app.post("/summary")
def summary(text: str):
    if settings.summary == "none":
        return text
    return pipeline("summarization", model="facebook/bart-large-cnn")(text)

@app.post("/detail")
def detail(text: str):
    return text if settings.detail == "disabled" else pipeline("summarization", model="t5-small")(text)

@app.post("/cached")
def cached(text: str):
    return text if os.getenv("CACHE", "noop") == "noop" else pipeline("summarization", model="t5-small")(text)
`,
);
