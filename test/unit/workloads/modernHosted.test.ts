import { checkMarked } from "./marked";

// Small applications as they are written in 2025 and 2026, over hosted models and servers of one's own.

checkMarked(
  "OpenAI's responses, parsed answers, speech, pictures and moderation",
  `
# file: main.py
from functools import lru_cache
from typing import Annotated
from fastapi import Depends, FastAPI, UploadFile
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    openai_api_key: str = ""
    openai_model: str = "gpt-5-mini"

@lru_cache
def get_settings() -> Settings:
    return Settings()

def get_client(settings: Annotated[Settings, Depends(get_settings)]) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=settings.openai_api_key)

Client = Annotated[AsyncOpenAI, Depends(get_client)]

class Invoice(BaseModel):
    total: float

app = FastAPI()

@app.post("/answer")
async def answer(q: str, client: Client, settings: Settings = Depends(get_settings)):
    r = await client.responses.create(model=settings.openai_model, input=q) #= answer: generation openai/openai gpt-5-mini
    return r.output_text

@app.post("/extract")
async def extract(q: str, client: Client):
    r = await client.chat.completions.parse(model="gpt-4.1", messages=[{"role": "user", "content": q}], response_format=Invoice) #= extract: generation openai/openai gpt-4.1
    return r.choices[0].message.parsed

@app.post("/extract2")
async def extract2(q: str, client: Client):
    r = await client.responses.parse(model="gpt-4o-2024-08-06", input=q, text_format=Invoice) #= extract2: generation openai/openai gpt-4o-2024-08-06
    return r.output_parsed

@app.post("/stream")
async def stream(q: str, client: Client):
    async def gen():
        async with client.responses.stream(model="gpt-5-nano", input=q) as events: #= stream: generation openai/openai gpt-5-nano
            async for event in events:
                yield event.type
    return StreamingResponse(gen())

@app.post("/speak")
async def speak(text: str, client: Client):
    async with client.audio.speech.with_streaming_response.create(model="gpt-4o-mini-tts", voice="coral", input=text) as r: #= speak: speech-synthesis openai/openai gpt-4o-mini-tts
        return await r.read()

@app.post("/listen")
async def listen(file: UploadFile, client: Client):
    r = await client.audio.transcriptions.create(model="gpt-4o-transcribe", file=await file.read()) #= listen: transcription openai/openai gpt-4o-transcribe
    return r.text

@app.post("/draw")
def draw(prompt: str):
    return OpenAI().images.generate(model="gpt-image-1", prompt=prompt).data[0].b64_json #= draw: image-generation openai/openai gpt-image-1

@app.post("/embed")
async def embed(texts: list[str], client: Client):
    return await client.embeddings.create(model="text-embedding-3-small", input=texts) #= embed: embedding openai/openai text-embedding-3-small

@app.get("/models")
async def models(client: Client):
    return await client.models.list()
`,
);

checkMarked(
  "clients of OpenAI at other addresses",
  `
# file: app/config.py
import os
class Config:
    OLLAMA = os.getenv("OLLAMA_BASE_URL", "http://localhost:11434") + "/v1"
    VLLM = os.environ.get("VLLM_URL", "http://vllm:8000/v1")
    LMSTUDIO = "http://localhost:1234/v1"
config = Config()
# file: app/__init__.py
# file: app/llm.py
from openai import AsyncOpenAI
from .config import config
ollama = AsyncOpenAI(base_url=config.OLLAMA, api_key="ollama")
groq = AsyncOpenAI(base_url="https://api.groq.com/openai/v1", api_key="x")
router = AsyncOpenAI(base_url="https://openrouter.ai/api/v1", api_key="x")
studio = AsyncOpenAI(base_url=config.LMSTUDIO, api_key="lm-studio")

async def ask(client, model, prompt):
    r = await client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}]) #= a: generation openai/ollama qwen2.5:7b; b: generation openai/groq llama-3.3-70b-versatile; c: generation openai/openrouter deepseek/deepseek-r1; d: generation openai/lm-studio google/gemma-3-12b
    return r.choices[0].message.content
# file: app/main.py
from fastapi import FastAPI
from . import llm
app = FastAPI()

@app.post("/a")
async def a(p: str): return await llm.ask(llm.ollama, "qwen2.5:7b", p)
@app.post("/b")
async def b(p: str): return await llm.ask(llm.groq, "llama-3.3-70b-versatile", p)
@app.post("/c")
async def c(p: str): return await llm.ask(llm.router, "deepseek/deepseek-r1", p)
@app.post("/d")
async def d(p: str): return await llm.ask(llm.studio, "google/gemma-3-12b", p)
`,
);

checkMarked(
  "the clients of Mistral, Google, Anthropic, Amazon, Azure, Cohere and Voyage",
  `
# file: main.py
import json
import os
import boto3
import cohere
import voyageai
from anthropic import AsyncAnthropic
from azure.ai.inference import ChatCompletionsClient
from azure.core.credentials import AzureKeyCredential
from fastapi import FastAPI, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from google import genai
from google.genai import types
from mistralai import Mistral
from openai import AsyncAzureOpenAI

app = FastAPI()
mistral = Mistral(api_key=os.environ["MISTRAL_API_KEY"])
gemini = genai.Client(api_key=os.environ["GEMINI_API_KEY"])
claude = AsyncAnthropic()
bedrock = boto3.client("bedrock-runtime", region_name="eu-west-3")
azure = ChatCompletionsClient(endpoint=os.environ["AZURE_ENDPOINT"], credential=AzureKeyCredential("k"))
azure_openai = AsyncAzureOpenAI(azure_endpoint=os.environ["AOAI"], api_version="2024-10-21")
co = cohere.AsyncClientV2()
vo = voyageai.AsyncClient()
MODEL_ID = os.getenv("BEDROCK_MODEL", "anthropic.claude-3-5-sonnet-20240620-v1:0")

@app.post("/mistral")
async def ask_mistral(q: str):
    r = await mistral.chat.complete_async(model="mistral-small-latest", messages=[{"role": "user", "content": q}]) #= ask_mistral: generation mistralai/mistral mistral-small-latest
    return r.choices[0].message.content

@app.post("/mistral/ocr")
async def ocr(url: str):
    return await mistral.ocr.process_async(model="mistral-ocr-latest", document={"type": "document_url", "document_url": url}) #= ocr: ocr mistralai/mistral mistral-ocr-latest

@app.post("/gemini")
async def ask_gemini(q: str):
    r = await gemini.aio.models.generate_content(model="gemini-2.5-flash", contents=q, config=types.GenerateContentConfig(temperature=0)) #= ask_gemini: generation google-genai/google gemini-2.5-flash
    return r.text

@app.post("/gemini/stream")
def stream_gemini(q: str):
    def gen():
        for chunk in gemini.models.generate_content_stream(model="gemini-2.5-pro", contents=[q]): #= stream_gemini: generation google-genai/google gemini-2.5-pro
            yield chunk.text
    return StreamingResponse(gen(), media_type="text/plain")

@app.post("/claude")
async def ask_claude(q: str):
    async with claude.messages.stream(model="claude-sonnet-4-5", max_tokens=1024, messages=[{"role": "user", "content": q}]) as s: #= ask_claude: generation anthropic/anthropic claude-sonnet-4-5
        return await s.get_final_text()

@app.post("/bedrock")
async def ask_bedrock(q: str):
    r = await run_in_threadpool(bedrock.converse, modelId=MODEL_ID, messages=[{"role": "user", "content": [{"text": q}]}]) #= ask_bedrock: generation boto3/bedrock anthropic.claude-3-5-sonnet-20240620-v1:0
    return r["output"]["message"]["content"][0]["text"]

@app.post("/titan")
def titan(text: str):
    r = bedrock.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": text})) #= titan: embedding boto3/bedrock amazon.titan-embed-text-v2:0
    return json.loads(r["body"].read())["embedding"]

@app.post("/azure")
def ask_azure(q: str):
    return azure.complete(model="Phi-4", messages=[{"role": "user", "content": q}]).choices[0].message.content #= ask_azure: generation azure-ai-inference/azure-ai Phi-4

@app.post("/aoai")
async def ask_aoai(q: str):
    r = await azure_openai.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": q}]) #= ask_aoai: generation openai/azure-openai gpt-4o-mini
    return r.choices[0].message.content

@app.post("/rank")
async def rank(q: str, docs: list[str]):
    a = await co.rerank(model="rerank-v3.5", query=q, documents=docs) #= rank: reranking cohere/cohere rerank-v3.5
    b = await vo.rerank(q, docs, model="rerank-2.5") #= rank: reranking voyageai/voyageai rerank-2.5
    return [a, b]
`,
);

checkMarked(
  "requests by hand to servers of models",
  `
# file: app/settings.py
from pydantic import Field
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    ollama_url: str = "http://ollama:11434"
    llm_model: str = Field(default="mistral-nemo", validation_alias="LLM_MODEL")
    tei_url: str = "http://tei:80"
    rerank_url: str = "http://reranker:80"
    tgi_url: str = "http://tgi:80"
    vllm_url: str = "http://vllm:8000"
    whisper_url: str = "http://whisper:9000"
settings = Settings()
# file: app/__init__.py
# file: app/main.py
from contextlib import asynccontextmanager
import httpx
from fastapi import Depends, FastAPI, Request, UploadFile
from .settings import settings

@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.http = httpx.AsyncClient(timeout=60)
    yield
    await app.state.http.aclose()

app = FastAPI(lifespan=lifespan)

def http(request: Request) -> httpx.AsyncClient:
    return request.app.state.http

@app.post("/chat")
async def chat(q: str, client: httpx.AsyncClient = Depends(http)):
    r = await client.post(f"{settings.ollama_url}/api/chat", json={"model": settings.llm_model, "messages": [{"role": "user", "content": q}], "stream": False}) #= chat: generation http/ollama mistral-nemo
    return r.json()["message"]["content"]

@app.post("/embed")
async def embed(texts: list[str], client: httpx.AsyncClient = Depends(http)):
    r = await client.post(f"{settings.tei_url}/embed", json={"inputs": texts}) #= embed: embedding http/tei null
    return r.json()

@app.post("/rank")
async def rank(q: str, texts: list[str], client: httpx.AsyncClient = Depends(http)):
    r = await client.post(f"{settings.rerank_url}/rerank", json={"query": q, "texts": texts}) #= rank: reranking http/tei null
    return r.json()

@app.post("/tgi")
async def tgi(q: str, client: httpx.AsyncClient = Depends(http)):
    r = await client.post(f"{settings.tgi_url}/generate", json={"inputs": q, "parameters": {"max_new_tokens": 200}}) #= tgi: generation http/tgi null
    return r.json()["generated_text"]

@app.post("/vllm")
async def vllm(q: str, client: httpx.AsyncClient = Depends(http)):
    async with client.stream("POST", f"{settings.vllm_url}/v1/chat/completions", json={"model": "meta-llama/Llama-3.1-8B-Instruct", "messages": [], "stream": True}) as r: #= vllm: generation http/vllm meta-llama/Llama-3.1-8B-Instruct
        return [line async for line in r.aiter_lines()]

@app.post("/listen")
async def listen(file: UploadFile, client: httpx.AsyncClient = Depends(http)):
    r = await client.post(f"{settings.whisper_url}/asr", files={"audio_file": await file.read()}, params={"output": "json"}) #= listen: transcription http/null null
    return r.json()

@app.get("/tags")
async def tags(client: httpx.AsyncClient = Depends(http)):
    return (await client.get(f"{settings.ollama_url}/api/tags")).json()
`,
);

checkMarked(
  "LangChain, LangGraph, LlamaIndex, Pydantic AI, instructor, LiteLLM, Haystack and the OpenAI agents",
  `
# file: main.py
import instructor
import litellm
from agents import Agent as OpenAIAgent, Runner
from fastapi import FastAPI
from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.generators import OpenAIGenerator
from langchain.chat_models import init_chat_model
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langgraph.prebuilt import create_react_agent
from llama_index.core import Settings, SimpleDirectoryReader, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.ollama import Ollama
from openai import OpenAI
from pydantic import BaseModel
from pydantic_ai import Agent

app = FastAPI()

llm = init_chat_model("gpt-4o-mini", model_provider="openai", temperature=0)
chain = ChatPromptTemplate.from_template("{q}") | llm | StrOutputParser()

def add(a: int, b: int) -> int:
    """Adds."""
    return a + b

graph = create_react_agent("anthropic:claude-3-7-sonnet-latest", tools=[add])

Settings.llm = Ollama(model="llama3.2", request_timeout=120)
Settings.embed_model = HuggingFaceEmbedding(model_name="BAAI/bge-small-en-v1.5")
index = VectorStoreIndex.from_documents(SimpleDirectoryReader("data").load_data())
engine = index.as_query_engine()

support = Agent("openai:gpt-4.1-mini", system_prompt="Help.")
triage = OpenAIAgent(name="Triage", instructions="Help", model="gpt-4.1-nano")

class User(BaseModel):
    name: str

extractor = instructor.from_openai(OpenAI())

pipe = Pipeline()
pipe.add_component("prompt", PromptBuilder(template="{{q}}"))
pipe.add_component("llm", OpenAIGenerator(model="gpt-4o"))
pipe.connect("prompt", "llm")

@app.post("/chain")
async def run_chain(q: str):
    return await chain.ainvoke({"q": q}) #= run_chain: generation langchain/openai gpt-4o-mini

@app.post("/agent")
async def run_agent(q: str):
    return await graph.ainvoke({"messages": [("user", q)]}) #= run_agent: generation langchain/anthropic anthropic:claude-3-7-sonnet-latest

@app.post("/query")
def query(q: str):
    return str(engine.query(q)) #= query: generation llama-index/ollama llama3.2; query: embedding llama-index/sentence-transformers BAAI/bge-small-en-v1.5

@app.post("/support")
async def ask_support(q: str):
    return (await support.run(q)).output #= ask_support: generation pydantic-ai/openai openai:gpt-4.1-mini

@app.post("/triage")
async def ask_triage(q: str):
    return (await Runner.run(triage, q)).final_output #= ask_triage: generation openai-agents/openai gpt-4.1-nano

@app.post("/extract")
def extract(q: str):
    return extractor.chat.completions.create(model="gpt-4o", response_model=User, messages=[{"role": "user", "content": q}]) #= extract: generation instructor/openai gpt-4o

@app.post("/haystack")
def ask_haystack(q: str):
    return pipe.run({"prompt": {"q": q}}) #= ask_haystack: generation haystack-ai/openai gpt-4o

@app.post("/lite")
async def lite(q: str):
    r = await litellm.acompletion(model="mistral/mistral-large-latest", messages=[{"role": "user", "content": q}]) #= lite: generation litellm/mistral mistral/mistral-large-latest
    return r.choices[0].message.content
`,
);

checkMarked(
  "providers behind an abstract base, a factory by settings, a registry and a model that the request chooses",
  `
# file: providers.py
from abc import ABC, abstractmethod
from enum import Enum
from dataclasses import dataclass
import ollama
from openai import AsyncOpenAI

class ModelName(str, Enum):
    SMALL = "llama3.2:1b"
    LARGE = "llama3.1:70b"

@dataclass
class LLMConfig:
    model: str = "phi4"
    host: str = "http://localhost:11434"

class Provider(ABC):
    @abstractmethod
    async def generate(self, prompt: str) -> str: ...

class OllamaProvider(Provider):
    def __init__(self, config: LLMConfig):
        self.config = config
        self.client = ollama.AsyncClient(host=config.host)
    async def generate(self, prompt: str) -> str:
        r = await self.client.generate(model=self.config.model, prompt=prompt) #= generate: generation ollama/ollama phi4
        return r["response"]

class OpenAIProvider(Provider):
    def __init__(self, model="gpt-4o-mini"):
        self.model = model
        self.client = AsyncOpenAI()
    async def generate(self, prompt: str) -> str:
        r = await self.client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": prompt}]) #= with_openai: generation openai/openai gpt-4o-mini
        return r.choices[0].message.content

REGISTRY = {"ollama": lambda: OllamaProvider(LLMConfig()), "openai": OpenAIProvider}

def create(name: str) -> Provider:
    try:
        return REGISTRY[name]()
    except KeyError:
        raise ValueError(name)
# file: main.py
import os
import ollama
from fastapi import Depends, FastAPI
from pydantic import BaseModel
from providers import ModelName, Provider, create

app = FastAPI()

class Ask(BaseModel):
    prompt: str
    model: ModelName = ModelName.SMALL

def provider() -> Provider:
    return create(os.getenv("PROVIDER", "ollama"))

@app.post("/generate")
async def generate(ask: Ask, p: Provider = Depends(provider)):
    return await p.generate(ask.prompt)

@app.post("/openai")
async def with_openai(ask: Ask):
    return await create("openai").generate(ask.prompt)

@app.post("/chosen")
async def chosen(ask: Ask):
    return ollama.chat(model=ask.model.value, messages=[]) #= chosen: generation ollama/ollama llama3.2:1b; chosen: generation ollama/ollama llama3.1:70b
`,
);
