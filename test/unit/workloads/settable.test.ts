import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/tables/routesText";
import { read } from "../routes/reading";
import { checkMarked } from "./marked";

// What the environment may set is not known to be None, and a member of one enumeration is in no other.

checkMarked(
  "a key that is None by default opens a way, and so does a model that the environment names",
  `
# file: main.py
from enum import StrEnum
from fastapi import FastAPI
from pydantic import SecretStr
from pydantic_settings import BaseSettings
from langchain_groq import ChatGroq
from langchain_ollama import ChatOllama
import httpx
app = FastAPI()
class GroqName(StrEnum):
    GUARD = "openai/gpt-oss-safeguard-20b"
class OllamaName(StrEnum):
    ANY = "ollama"
class Settings(BaseSettings):
    GROQ_API_KEY: SecretStr | None = None
    OLLAMA_MODEL: str | None = None
    DEEPL_KEY: str | None = None
settings = Settings()
def get_model(name):
    if name in OllamaName:
        if not settings.OLLAMA_MODEL:
            raise ValueError("OLLAMA_MODEL")
        return ChatOllama(model=settings.OLLAMA_MODEL)
    if name in GroqName:
        return ChatGroq(model=name.value)
    raise ValueError(name)
class Guard:
    def __init__(self):
        if settings.GROQ_API_KEY is None:
            self.model = None
            return
        self.model = get_model(GroqName.GUARD)
    async def check(self, text):
        if self.model is None:
            return None
        return await self.model.ainvoke(text) #= guard: generation langchain-groq/groq openai/gpt-oss-safeguard-20b
@app.post("/guard")
async def guard(text: str):
    return await Guard().check(text)
@app.post("/local")
async def local(text: str):
    return await get_model(OllamaName.ANY).ainvoke(text) #= local: generation langchain-ollama/ollama null
@app.post("/translate")
async def translate(text: str):
    if not settings.DEEPL_KEY:
        return {"text": text}
    async with httpx.AsyncClient() as client:
        answer = await client.post("https://api.deepl.com/v2/translate", data={"text": text}) #= translate: translation http/deepl null
        return answer.json()
`,
);

test("a model that is the default of a variable or of a settings field is told as one that the environment may replace", async () => {
  const { routes } = await read(`
# file: main.py
import os
import httpx
import ollama
import whisper
from fastapi import FastAPI
from pydantic import Field
from pydantic_settings import BaseSettings
from faster_whisper import WhisperModel
from sentence_transformers import SentenceTransformer
app = FastAPI()
class Settings(BaseSettings):
    speech: str = "small"
    embed: str = Field(default="BAAI/bge-m3")
settings = Settings()
EMBED = settings.embed
speech = WhisperModel(settings.speech)
local = whisper.load_model("small")
embedder = SentenceTransformer(EMBED)
class Writer:
    def __init__(self, model: str):
        self.model = model
    def write(self, text):
        return httpx.post("http://localhost:11434/api/generate", json={"model": self.model, "prompt": text}).json()
writer = Writer(os.getenv("LLM", "mistral"))
@app.post("/a")
def field(path: str):
    return speech.transcribe(path)
@app.post("/b")
def written(path: str):
    return local.transcribe(path)
@app.post("/c")
def deep(text: str):
    return embedder.encode(text)
@app.post("/d")
def body(text: str):
    return writer.write(text)
@app.post("/e")
def argument(text: str):
    return ollama.chat(model=os.environ.get("CHAT", "llama3"), messages=[])
@app.post("/f")
def constant(text: str):
    return ollama.chat(model="llama3", messages=[])
SIZES = {"small": "phi3", "large": "llama3"}
@app.post("/g")
def table(text: str):
    return ollama.chat(model=SIZES[os.getenv("SIZE", "small")], messages=[])
@app.post("/h")
def lookup(text: str):
    return ollama.chat(model=SIZES.get(os.getenv("SIZE", "large"), "phi3"), messages=[])
@app.post("/i")
def entry(text: str):
    return ollama.chat(model=SIZES["large"], messages=[])
`);
  expect(routes.map((route) => [route.function, route.workloads.map(({ model, settable }) => `${model} ${settable ?? false}`)])).toEqual([
    ["field", ["small true"]],
    ["written", ["small false"]],
    ["deep", ["BAAI/bge-m3 true"]],
    ["body", ["mistral true"]],
    ["argument", ["llama3 true"]],
    ["constant", ["llama3 false"]],
    ["table", ["phi3 true"]],
    ["lookup", ["llama3 true"]],
    ["entry", ["llama3 false"]],
  ]);
  expect(routesText({ routes, problems: [], timing: { files: 1, parsed: 0, ms: 0 } }, "fr")).toContain("small (transcription, ou ce que dit l’environnement)");
});
