import { checkMarked } from "./marked";

// A client and the name of a model that one setting chooses, each in its place.

checkMarked(
  "two functions ask the same variable: each client runs its own model",
  `
# file: clients.py
import os
import openai
async def client():
    HOST = os.getenv("OPENAI_HOST")
    if HOST == "azure":
        made = openai.AsyncOpenAI(base_url=f"{os.environ['AZURE_ENDPOINT']}/openai/v1/", api_key="k")
    elif HOST == "ollama":
        made = openai.AsyncOpenAI(base_url=os.getenv("OLLAMA_ENDPOINT"), api_key="none")
    else:
        made = openai.AsyncOpenAI(api_key=os.getenv("OPENAI_KEY"))
    return made
def name():
    HOST = os.getenv("OPENAI_HOST")
    if HOST == "azure":
        model = os.getenv("AZURE_MODEL") or "text-embedding-3-large"
    elif HOST == "ollama":
        model = os.getenv("OLLAMA_MODEL") or "nomic-embed-text"
    else:
        model = "text-embedding-3-small"
    return model
# file: main.py
from fastapi import Depends, FastAPI
from clients import client, name
app = FastAPI()
@app.get("/search")
async def search(q: str, c = Depends(client), model: str = Depends(name)):
    return await c.embeddings.create(model=model, input=q) #= search: embedding openai/azure-openai text-embedding-3-large; search: embedding openai/ollama nomic-embed-text; search: embedding openai/openai text-embedding-3-small
`,
);

checkMarked(
  "a flag of the request chooses client and model in two ifs of one function",
  `
from fastapi import FastAPI
from groq import Groq
from openai import OpenAI
app = FastAPI()
@app.post("/ask")
def ask(q: str, fast: bool, provider: str):
    if fast:
        model = "llama-3.1-8b-instant"
    else:
        model = "gpt-4o"
    if fast:
        client = Groq()
    else:
        client = OpenAI()
    return client.chat.completions.create(model=model, messages=[]) #= ask: generation groq/groq llama-3.1-8b-instant; ask: generation openai/openai gpt-4o
@app.post("/ask2")
def ask2(q: str, provider: str):
    model = "a"
    if provider.lower() == "groq":
        model = "b"
    client = OpenAI() if q else OpenAI()
    if provider.lower() != "groq":
        client = OpenAI(base_url="http://localhost:11434/v1")
    return client.chat.completions.create(model=model, messages=[]) #= ask2: generation openai/openai b; ask2: generation openai/openai a; ask2: generation openai/ollama a
`,
);

checkMarked(
  "a table of many providers' models: each client runs its provider's; of more than can be told, the request chooses one",
  `
from enum import Enum
from fastapi import FastAPI
from langchain_anthropic import ChatAnthropic
from langchain_openai import ChatOpenAI
from faster_whisper import WhisperModel
app = FastAPI()
NAMES = {"small": "gpt-4o-mini", "large": "gpt-4o", "sonnet": "claude-3-5-sonnet"}
SIZES = {n: n for n in ["tiny", "base", "small", "medium", "large-v1", "large-v2", "large-v3", "turbo"]}
@app.post("/ask")
def ask(q: str, which: str, provider: str):
    name = NAMES[which]
    llm = ChatOpenAI(model=name) if provider == "openai" else ChatAnthropic(model=name)
    return llm.invoke(q) #= ask: generation langchain-openai/openai gpt-4o-mini; ask: generation langchain-openai/openai gpt-4o; ask: generation langchain-anthropic/anthropic claude-3-5-sonnet
@app.post("/hear")
def hear(path: str, size: str):
    return WhisperModel(SIZES[size]).transcribe(path) #= hear: transcription faster-whisper/faster-whisper null
`,
);

checkMarked(
  "a client made by a helper fits whichever model its caller chooses",
  `
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
def make():
    return OpenAI()
@app.post("/ask")
def ask(q: str, premium: bool):
    if premium:
        client, model = make(), "gpt-4o"
    else:
        client = make()
        model = "gpt-4o-mini"
    return client.chat.completions.create(model=model, messages=[]) #= ask: generation openai/openai gpt-4o; ask: generation openai/openai gpt-4o-mini
`,
);
