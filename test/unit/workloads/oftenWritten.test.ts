import { checkMarked } from "./marked";

// What small services that nobody here had seen had, and was missed at first: the ninth session's.

checkMarked(
  "files that may be missing are collected: a list that a test fills may be empty, and so may a dictionary of errors",
  `
# file: main.py
import os
import joblib
from fastapi import FastAPI

app = FastAPI()
components = None

def load():
    found, missing, errors = {}, [], {}
    for name in ["category.pkl", "risk.pkl"]:
        here = False
        for folder in ["./models/", "./"]:
            if os.path.exists(os.path.join(folder, name)):
                found[name] = os.path.join(folder, name)
                here = True
                break
        if not here:
            missing.append(name)
        if os.path.isdir(name):
            errors[name] = "a folder"
    if missing:
        return None
    if errors:
        raise ValueError(errors)
    return {"category": joblib.load(found["category.pkl"])}

@app.on_event("startup")
async def start():
    global components
    components = load()

@app.post("/category")
def category(text: str):
    return components["category"].predict([text]) #= category: classic-ml joblib/scikit-learn ./category.pkl; category: classic-ml joblib/scikit-learn ./models/category.pkl
`,
);

checkMarked(
  "methods of classes that come with the weights",
  `
# file: main.py
from fastapi import FastAPI
from transformers import AutoModel, AutoTokenizer

app = FastAPI()
reader = AutoModel.from_pretrained("deepseek-ai/DeepSeek-OCR", trust_remote_code=True).eval().cuda()
tokens = AutoTokenizer.from_pretrained("deepseek-ai/DeepSeek-OCR")
ranker = AutoModel.from_pretrained("jinaai/jina-reranker-v3", trust_remote_code=True)

@app.post("/read")
def read(path: str):
    return reader.infer(tokens, prompt="<image>", image_file=path) #= read: ocr transformers/transformers deepseek-ai/DeepSeek-OCR

@app.post("/rank")
def rank(query: str, texts: list[str]):
    return ranker.rerank(query, texts) #= rank: reranking transformers/transformers jinaai/jina-reranker-v3
`,
);

checkMarked(
  "a class that makes itself once takes what it depends on in `__new__`, another in an inherited `__init__`",
  `
# file: main.py
from typing import Annotated
from fastapi import Depends, FastAPI
from transformers import BartForConditionalGeneration

class Config:
    name = "facebook/bart-large-cnn"

class Factory:
    def __init__(self, config: Annotated[Config, Depends()]):
        self.config = config

    def create(self):
        return BartForConditionalGeneration.from_pretrained(self.config.name)

class Repository:
    _instance = None

    def __new__(cls, factory: Annotated[Factory, Depends()]):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.model = factory.create()
        return cls._instance

class Base:
    def __init__(self, repository: Annotated[Repository, Depends()]):
        self.repository = repository

class Service(Base):
    def summarize(self, text):
        return self.repository.model.generate(text) #= summarize: generation transformers/transformers facebook/bart-large-cnn

app = FastAPI()

@app.post("/summarize")
def summarize(text: str, service: Annotated[Service, Depends()]):
    return service.summarize(text)
`,
);

checkMarked(
  "a queue imported from the module of asyncio that defines it, and a runner that takes a batch of it",
  `
# file: main.py
import asyncio
from asyncio.queues import Queue
from fastapi import FastAPI
from transformers import WhisperForConditionalGeneration

app = FastAPI()
whisper = WhisperForConditionalGeneration.from_pretrained("openai/whisper-tiny.en")

class Runner:
    def __init__(self, work):
        self.queue = Queue()
        self.work = work

    async def submit(self, item):
        future = asyncio.get_running_loop().create_future()
        await self.queue.put((item, future))
        return await future

    async def loop(self):
        while True:
            item, future = self.queue.get_nowait()
            future.set_result(await asyncio.to_thread(self.work, [item]))

    def run(self):
        asyncio.get_running_loop().create_task(self.loop())

def run_whisper(batch):
    return whisper.generate(batch) #= hear: transcription transformers/transformers openai/whisper-tiny.en

runner = Runner(run_whisper)
app.on_event("startup")(runner.run)

@app.post("/hear")
async def hear(sound: bytes):
    return await runner.submit(sound)
`,
);

checkMarked(
  "speech of Orpheus by its own class, through vLLM; weights of one's own from torch.hub; a folder of weights by what reads it",
  `
# file: tts_model.py
from transformers import AutoModel

class Voice:
    def __init__(self):
        self.model = AutoModel.from_pretrained("models/base")

    def generate_speech(self, text):
        return self.model.generate(text) #= say_tts: speech-synthesis transformers/transformers models/base

# file: main.py
import torch
from fastapi import FastAPI
from orpheus_tts import OrpheusModel
from tts_model import Voice

class Model(OrpheusModel):
    def __init__(self, name):
        super().__init__(name, torch.bfloat16)

app = FastAPI()
engine = Model("canopylabs/orpheus-tts-0.1-finetune-prod")
yolo = torch.hub.load("ultralytics/yolov5", "custom", path="weights/best.pt")
voice = Voice()

@app.post("/say")
async def say(text: str):
    return [one async for one in engine.engine.generate(prompt=text, request_id="1")] #= say: speech-synthesis orpheus-speech/vllm canopylabs/orpheus-tts-0.1-finetune-prod

@app.post("/see")
def see(image: bytes):
    return yolo(image) #= see: other torch/torch weights/best.pt

@app.post("/tts")
def say_tts(text: str):
    return voice.generate_speech(text)
`,
);

checkMarked(
  "a class of the project in the place of the model that LlamaIndex takes for all",
  `
# file: main.py
import groq
from fastapi import FastAPI
from llama_index.core import Settings, VectorStoreIndex
from llama_index.core.llms import CustomLLM
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

Settings.embed_model = HuggingFaceEmbedding("BAAI/bge-m3")
client = groq.Groq()

class Router(CustomLLM):
    def complete(self, prompt, **kwargs):
        return client.chat.completions.create(model="llama-3.1-8b-instant", messages=[]) #= ask: generation groq/groq llama-3.1-8b-instant

app = FastAPI()
index = VectorStoreIndex.from_vector_store(None)
engine = index.as_query_engine(llm=Router())

@app.post("/ask")
def ask(question: str):
    return engine.query(question) #= ask: embedding llama-index/sentence-transformers BAAI/bge-m3
`,
);
