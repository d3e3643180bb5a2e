import { checkMarked } from "./marked";

// What frameworks run of the project's own classes, and what start-up functions leave when the environment may be set.

checkMarked(
  "a workflow runs its steps, and a retriever the embedder that it was given",
  `
# file: main.py
import os
from fastapi import FastAPI
from llama_index.core.workflow import StartEvent, StopEvent, Workflow, step
from crewai.flow.flow import Flow, listen, start
from neo4j_graphrag.embeddings.base import Embedder
from neo4j_graphrag.retrievers import VectorRetriever
import voyageai
import ollama
app = FastAPI()
class Answering(Workflow):
    def __init__(self, model: str, **kwargs):
        super().__init__(**kwargs)
        self.model = model
    @step
    async def answer(self, ev: StartEvent) -> StopEvent:
        return StopEvent(result=self.say(ev.query))
    def say(self, text):
        return ollama.generate(model=self.model, prompt=text) #= workflow: generation ollama/ollama mistral
    def unused(self, text):
        return ollama.embed(model="bge-m3", input=text)
class Writing(Flow):
    @start()
    def first(self):
        return ollama.chat(model="qwen3:8b", messages=[]) #= flow: generation ollama/ollama qwen3:8b
    @listen(first)
    def second(self, text):
        return ollama.chat(model="qwen3:14b", messages=[text]) #= flow: generation ollama/ollama qwen3:14b
class Vectors(Embedder):
    def __init__(self, model: str = "voyage-4"):
        super().__init__()
        self.model = model
        self.client = voyageai.Client()
    def embed_query(self, text):
        return self.client.embed([text], model=self.model).embeddings[0] #= search: embedding voyageai/voyageai voyage-4
@app.post("/workflow")
async def workflow(text: str):
    return await Answering(model="mistral", timeout=60).run(query=text)
@app.post("/flow")
async def flow(text: str):
    return await Writing().kickoff_async()
@app.post("/search")
async def search(text: str):
    retriever = VectorRetriever(driver=None, index_name="chunks", embedder=Vectors())
    return retriever.search(query_text=text)
`,
);

checkMarked(
  "a start-up function that ends where variables are missing goes on where they are there",
  `
# file: config.py
import os
from dataclasses import dataclass
@dataclass
class Config:
    model: str = "gpt-4o"
def get_config() -> Config:
    required = ["URI", "USERNAME"]
    missing = [name for name in required if not os.getenv(name)]
    if missing:
        raise RuntimeError(f"set {missing}")
    return Config(model=os.getenv("OPENAI_MODEL", "gpt-4o-mini"))
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from langchain_openai import ChatOpenAI
from config import get_config
@asynccontextmanager
async def lifespan(app):
    app.state.config = get_config()
    yield
app = FastAPI(lifespan=lifespan)
@app.post("/chat")
async def chat(text: str, request: Request):
    llm = ChatOpenAI(model=request.app.state.config.model)
    return await llm.ainvoke(text) #= chat: generation langchain-openai/openai gpt-4o-mini
`,
);

checkMarked(
  "what a library's decorator is given inside a decorator of the project runs when that is called, with what it is called with",
  `
# file: tracing.py
from contextvars import ContextVar
from functools import wraps
from langsmith import traceable
kept = ContextVar("kept", default=None)
def safe(name=None):
    def decorator(func):
        async def inner(*args, **kwargs):
            return await func(*args, config=kept.get(), **kwargs)
        traced = traceable(name=name)(inner)
        @wraps(func)
        async def wrapper(*args, **kwargs):
            token = kept.set(kwargs.pop("config"))
            try:
                return await traced(*args, **kwargs)
            finally:
                kept.reset(token)
        return wrapper
    return decorator
# file: answers.py
import ollama
from tracing import safe
@safe(name="answer")
async def answer(text, config=None):
    return ollama.generate(model=config["model"], prompt=text) #= ask: generation ollama/ollama mistral
@safe(name="other")
async def other(text, config=None):
    return ollama.generate(model="unused", prompt=text)
# file: main.py
from fastapi import FastAPI
import answers
app = FastAPI()
@app.post("/ask")
async def ask(text: str):
    return await answers.answer(text, config={"model": "mistral"})
@app.post("/none")
async def none(text: str):
    return str(answers.other)
`,
);

checkMarked(
  "a check that may find nothing ends no request",
  `
# file: main.py
import re
from fastapi import FastAPI, HTTPException
import ollama
app = FastAPI()
PATTERNS = [re.compile("ignore"), re.compile("forget"), re.compile("pretend")]
@app.post("/guarded")
async def guarded(text: str):
    found = []
    for pattern in PATTERNS:
        match = pattern.search(text)
        if match:
            found.append(match.group(0))
    if found:
        raise HTTPException(400)
    return ollama.generate(model="mistral", prompt=text) #= guarded: generation ollama/ollama mistral
@app.post("/counted")
async def counted(text: str):
    found = []
    for pattern in PATTERNS:
        if pattern.search(text):
            found.append(pattern)
    if len(found) >= 2:
        raise HTTPException(400)
    return ollama.generate(model="qwen3", prompt=text) #= counted: generation ollama/ollama qwen3
@app.post("/either")
async def either(text: str, name: str | None = None):
    if name:
        model = name
    else:
        model = "bge-m3"
    return ollama.embed(model=model, input=text) #= either: embedding ollama/ollama bge-m3
`,
);

checkMarked(
  "Haystack: a model among the parameters of an API, and the one that an embedder takes by itself",
  `
from fastapi import FastAPI
from haystack import Pipeline
from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators import HuggingFaceAPIGenerator

app = FastAPI()

@app.post("/answer")
def answer(question: str):
    pipe = Pipeline()
    pipe.add_component("embedder", SentenceTransformersTextEmbedder())
    pipe.add_component("llm", HuggingFaceAPIGenerator(api_type="serverless_inference_api", api_params={"model": "HuggingFaceH4/zephyr-7b-beta"}))
    return pipe.run({"embedder": {"text": question}}) #= answer: embedding haystack-ai/sentence-transformers sentence-transformers/all-mpnet-base-v2; answer: generation haystack-ai/huggingface HuggingFaceH4/zephyr-7b-beta
`,
);

checkMarked(
  "what a library gives together, an address that is set on OpenAI's package, and a search that is asked for a summary",
  `
import os
import httpx
import open_clip
import openai
import torch
from fastapi import FastAPI

openai.api_base = os.environ["LANGUAGE_MODEL_SERVER"] + "/v1"
clip, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
voice, example_text = torch.hub.load(repo_or_dir="snakers4/silero-models", model="silero_tts", language="ru", speaker="v4_ru")
URL = "https://discoveryengine.googleapis.com/v1/projects/p/servingConfigs/default_search:search"

app = FastAPI()

@app.post("/see")
def see(image: bytes):
    return clip.encode_image(preprocess(image)) #= see: embedding open-clip-torch/torch ViT-B-32

@app.post("/say")
def say(text: str):
    return voice.apply_tts(text) #= say: speech-synthesis silero/torch v4_ru

@app.post("/chat")
def chat(body: dict):
    return openai.ChatCompletion.create(**body) #= chat: generation openai/null null

@app.post("/find")
async def find(query: str, short: bool):
    payload = {"query": query}
    payload["contentSearchSpec"] = {"summarySpec": {"summaryResultCount": 3}}
    async with httpx.AsyncClient() as client:
        return await client.post(URL, json=payload) #= find: generation http/google null

@app.post("/list")
async def listed(query: str):
    async with httpx.AsyncClient() as client:
        return await client.post(URL, json={"query": query, "contentSearchSpec": {"snippetSpec": {"returnSnippet": True}}})
`,
);
