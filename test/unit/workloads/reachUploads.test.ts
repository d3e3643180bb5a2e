import { expect, test } from "vitest";
import { read } from "../routes/reading";
import { checkMarked } from "./marked";

// What an upload is called, which factory made a handler, which method a text names: none of it is known, all of it is asked.

checkMarked(
  "the suffix of an uploaded file is not known, so that each test of it may pass",
  `
from pathlib import Path
from fastapi import FastAPI, HTTPException, UploadFile
from faster_whisper import WhisperModel

app = FastAPI()
model = WhisperModel("small")

@app.post("/a")
async def a(file: UploadFile):
    ext = Path(file.filename).suffix.lower()
    if ext not in {".mp3", ".wav"}:
        raise HTTPException(400)
    return model.transcribe("x") #= a: transcription faster-whisper/faster-whisper small

@app.post("/b")
async def b(file: UploadFile):
    ext = Path(file.filename).suffix
    if ext in [".jpg", ".png"]:
        pages = 1
    elif ext == ".pdf":
        pages = 2
    else:
        raise HTTPException(400)
    return model.transcribe("x") #= b: transcription faster-whisper/faster-whisper small

@app.post("/c")
async def c(file: UploadFile):
    path = Path("/tmp") / file.filename
    if path.suffix != ".mp3" or path.stem == "x" or not path.name.startswith("a"):
        return {}
    return model.transcribe("x") #= c: transcription faster-whisper/faster-whisper small

@app.post("/d")
async def d(file: UploadFile):
    path = Path(file.filename).with_suffix(".wav")
    if path.suffix != ".wav":
        return model.transcribe("never")
    if not file.filename.isdigit() and file.filename.count(".") > 1:
        return model.transcribe("x") #= d: transcription faster-whisper/faster-whisper small

@app.post("/e")
async def e(file: UploadFile):
    name = Path(file.filename).name or "page.html"
    if Path(name).suffix in {".html", ".htm"}:
        return {}
    return model.transcribe("x") #= e: transcription faster-whisper/faster-whisper small
`,
);

test("handlers that a factory makes run what each of them was given", async () => {
  const { routes } = await read(`
from agents import Agent, Runner, function_tool
from fastapi import APIRouter, FastAPI
from openai import AsyncOpenAI
from faster_whisper import WhisperModel

@function_tool
async def search(query: str):
    return await AsyncOpenAI().embeddings.create(model="text-embedding-3-small", input=query)

def create(agent: Agent, name: str) -> APIRouter:
    router = APIRouter(prefix="/" + name)
    @router.post("/run")
    async def run(text: str):
        return await Runner.run(starting_agent=agent, input=text)
    return router

class Voice:
    def __init__(self, size: str):
        self.model = WhisperModel(size)
        self.router = APIRouter(prefix="/" + size)
        self.router.add_api_route("/hear", self.hear, methods=["POST"])
    async def hear(self, path: str):
        return self.model.transcribe(path)

app = FastAPI()
app.include_router(create(Agent(name="Help", model="gpt-4.1-mini", tools=[search]), "help"))
app.include_router(create(Agent(name="Chat", model="gpt-4.1", tools=[]), "chat"))
app.include_router(Voice("tiny").router)
app.include_router(Voice("base").router)
`);
  expect(Object.fromEntries(routes.map(({ path, workloads }) => [path, workloads.map(({ model }) => model)]))).toEqual({
    "/help/run": ["gpt-4.1-mini", "text-embedding-3-small"],
    "/chat/run": ["gpt-4.1"],
    "/tiny/hear": ["tiny"],
    "/base/hear": ["base"],
  });
});

checkMarked(
  "a method that a text names in part is any method with such a name; what a library wraps does the same",
  `
import os
import boto3
import whisper
from asgiref.sync import sync_to_async
from fastapi import FastAPI
from openai import OpenAI
from peft import PeftModel
from pydantic_ai import Agent
from tenacity import retry, stop_after_attempt
from faster_whisper import WhisperModel
from langchain_docling import DoclingLoader
from transformers import AutoModelForCausalLM

class Service:
    def __init__(self):
        self.ears = whisper.load_model("base")
        self.client = OpenAI()
    def do_transcribe(self, path):
        return self.ears.transcribe(path) #= run: transcription openai-whisper/openai-whisper base
    def do_generate(self, text):
        return self.client.chat.completions.create(model="gpt-4o-mini", messages=[]) #= run: generation openai/openai gpt-4o-mini
    def other(self, text):
        return self.client.chat.completions.create(model="gpt-4o", messages=[])

service = Service()
agent = Agent("openai:gpt-4o")
again = retry(stop=stop_after_attempt(3))(agent.run)
hear = WhisperModel("tiny")
later = sync_to_async(hear.transcribe)
bedrock = boto3.client("bedrock-agent-runtime")
models = boto3.client("bedrock-runtime")
low, high = WhisperModel(os.environ["LOW"]), WhisperModel(os.environ["HIGH"])
base = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-0.5B-Instruct")
tuned = PeftModel.from_pretrained(base, "lora/checkpoint-63")

class Reader(DoclingLoader):
    def __init__(self, name="x"):
        self.name = name
    def pages(self, path):
        super().__init__(file_path=path)
        for page in self.lazy_load(): #= read: ocr langchain-docling/docling null
            yield page

app = FastAPI()

@app.post("/run/{task}")
def run(task: str, text: str):
    method = getattr(service, f"do_{task}", None)
    return method(text)

@app.post("/ask")
async def ask(text: str):
    return await again(text) #= ask: generation pydantic-ai/openai openai:gpt-4o

@app.post("/listen")
async def listen(path: str):
    return await later(path) #= listen: transcription faster-whisper/faster-whisper tiny

@app.post("/agent")
def on_bedrock(text: str):
    return bedrock.invoke_agent(agentId="A", inputText=text) #= on_bedrock: generation boto3/bedrock null

@app.post("/vectors")
def vectors(text: str):
    return models.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=text) #= vectors: embedding boto3/bedrock amazon.titan-embed-text-v2:0

@app.post("/both")
def both(path: str):
    first = low.transcribe(path) #= both: transcription faster-whisper/faster-whisper null
    return first, high.transcribe(path) #= both: transcription faster-whisper/faster-whisper null

@app.post("/tuned")
def write(text: str):
    return tuned.generate(text) #= write: generation peft/transformers Qwen/Qwen2.5-0.5B-Instruct

@app.post("/read")
def read(path: str):
    return list(Reader().pages(path))
`,
);

checkMarked(
  "a package that has the name of a library is only the project's where imports start",
  `
# file: src/app.py
from fastapi import FastAPI
from research.manager import ask

app = FastAPI()

@app.post("/ask")
async def asked(text: str):
    return await ask(text)
# file: src/__init__.py
# file: src/research/__init__.py
# file: src/research/manager.py
from agents import Runner
from .agents.writer import writer

async def ask(text):
    return await Runner.run(writer, text) #= asked: generation openai-agents/openai gpt-4.1-nano
# file: src/research/agents/__init__.py
# file: src/research/agents/writer.py
from agents import Agent
writer = Agent(name="Writer", model="gpt-4.1-nano")
`,
);
