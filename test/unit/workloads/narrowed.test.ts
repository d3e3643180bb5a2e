import { checkMarked } from "./marked";

// A name that may be several things is, behind a test of it, only those that pass.

checkMarked(
  "names are taken apart by the tests around them",
  `
# file: main.py
from enum import StrEnum
from fastapi import FastAPI, Form
from faster_whisper import WhisperModel
from langchain_groq import ChatGroq
from langchain_ollama import ChatOllama
import ollama
app = FastAPI()
class GroqName(StrEnum):
    SMALL = "llama-3.1-8b-instant"
class OllamaName(StrEnum):
    ANY = "mistral"
@app.post("/prefix")
def prefix(file: bytes, model: str = Form("whisper-base")):
    size = model.replace("whisper-", "") if model.startswith("whisper-") else model
    return WhisperModel(size).transcribe(file) #= prefix: transcription faster-whisper/faster-whisper base
@app.post("/statement")
def statement(text: str, model: str = "ollama/mistral"):
    if model.startswith("ollama/"):
        model = model[len("ollama/"):]
    return ollama.generate(model=model, prompt=text) #= statement: generation ollama/ollama mistral
@app.post("/member")
def member(text: str, small: bool):
    name = GroqName.SMALL if small else OllamaName.ANY
    if name in GroqName:
        llm = ChatGroq(model=name)
    else:
        llm = ChatOllama(model=name)
    return llm.invoke(text) #= member: generation langchain-groq/groq llama-3.1-8b-instant; member: generation langchain-ollama/ollama mistral
@app.post("/none")
def none(text: str, model: str | None = None):
    chosen = "qwen3" if model is None else model
    return ollama.generate(model=chosen, prompt=text) #= none: generation ollama/ollama qwen3
`,
);

checkMarked(
  "what follows an early end has only the other names",
  `
# file: main.py
from fastapi import FastAPI, HTTPException
from faster_whisper import WhisperModel
from openai import OpenAI
app = FastAPI()
client = OpenAI()
MIX = {"a": "whisper-small", "b": "gpt-4o"}
MORE = {"a": "whisper-small", "b": "gpt-4o", "c": "o3"}
@app.post("/return")
def returns(k: str):
    name = MIX[k]
    if name.startswith("whisper-"):
        return WhisperModel(name).transcribe(k) #= returns: transcription faster-whisper/faster-whisper whisper-small
    return client.chat.completions.create(model=name, messages=[]) #= returns: generation openai/openai gpt-4o
@app.post("/default")
def default(name: str = "whisper-small"):
    if name.startswith("whisper"): return WhisperModel(name).transcribe("x") #= default: transcription faster-whisper/faster-whisper whisper-small
    return client.chat.completions.create(model=name, messages=[]) #= default: generation openai/openai null
@app.post("/raise")
def raises(k: str):
    name = MIX[k]
    if name not in ("gpt-4o",):
        raise HTTPException(404)
    return client.chat.completions.create(model=name, messages=[]) #= raises: generation openai/openai gpt-4o
@app.post("/otherwise")
def otherwise(k: str):
    name = MIX[k]
    if name.startswith("whisper-"):
        pass
    else:
        return client.chat.completions.create(model=name, messages=[]) #= otherwise: generation openai/openai gpt-4o
    return WhisperModel(name).transcribe(k) #= otherwise: transcription faster-whisper/faster-whisper whisper-small
@app.post("/chain")
def chain(k: str):
    name = MORE[k]
    if name.startswith("whisper-"):
        return WhisperModel(name).transcribe(k) #= chain: transcription faster-whisper/faster-whisper whisper-small
    elif name == "o3":
        return client.responses.create(model=name, input=k) #= chain: generation openai/openai o3
    return client.chat.completions.create(model=name, messages=[]) #= chain: generation openai/openai gpt-4o
@app.post("/inside")
def inside(k: str, quick: bool):
    name = MIX[k]
    if quick:
        if name.startswith("whisper-"):
            return {}
    return client.chat.completions.create(model=name, messages=[]) #= inside: generation openai/openai whisper-small; inside: generation openai/openai gpt-4o
@app.post("/other")
def other(k: str, quick: bool):
    name = MIX[k]
    if quick:
        if name.startswith("whisper-"):
            return {}
        return {}
    return client.chat.completions.create(model=name, messages=[]) #= other: generation openai/openai whisper-small; other: generation openai/openai gpt-4o
@app.post("/tried")
def tried(k: str):
    name = MIX[k]
    try:
        if name.startswith("whisper-"):
            return WhisperModel(name).transcribe(k) #= tried: transcription faster-whisper/faster-whisper whisper-small
    except ValueError:
        raise HTTPException(500)
    return client.chat.completions.create(model=name, messages=[]) #= tried: generation openai/openai gpt-4o
@app.post("/fallback")
def fallback(k: str):
    name = MIX[k]
    try:
        if name.startswith("whisper-"):
            return WhisperModel(name).transcribe(k) #= fallback: transcription faster-whisper/faster-whisper whisper-small
    except ValueError:
        pass
    return client.chat.completions.create(model=name, messages=[]) #= fallback: generation openai/openai whisper-small; fallback: generation openai/openai gpt-4o
@app.post("/turns")
def turns(k: str):
    name = MIX[k]
    for part in k:
        if name.startswith("whisper-"):
            break
    return WhisperModel(name).transcribe(k) #= turns: transcription faster-whisper/faster-whisper whisper-small; turns: transcription faster-whisper/faster-whisper gpt-4o
@app.post("/turn")
def turn(k: str):
    name = MIX[k]
    for part in ["a", "b"]:
        if name.startswith("whisper-"):
            return {}
        client.chat.completions.create(model=name, messages=[]) #= turn: generation openai/openai gpt-4o
    return {}
`,
);

checkMarked(
  "what was decided by a name tells of it later",
  `
# file: main.py
from fastapi import FastAPI
from faster_whisper import WhisperModel
from openai import OpenAI
app = FastAPI()
client = OpenAI()
MIX = {"a": "whisper-small", "b": "gpt-4o"}
MORE = {"a": "whisper-small", "b": "gpt-4o", "c": "o3"}
@app.post("/after")
def after(k: str):
    name = MIX[k]
    if name == "gpt-4o":
        kind = "chat"
    else:
        kind = "speech"
    if kind == "chat":
        return client.chat.completions.create(model=name, messages=[]) #= after: generation openai/openai gpt-4o
    return WhisperModel(name).transcribe(k) #= after: transcription faster-whisper/faster-whisper whisper-small
@app.post("/chain")
def chain(k: str):
    name = MORE[k]
    if name == "gpt-4o":
        kind = "chat"
    elif name == "o3":
        kind = "think"
    else:
        kind = "speech"
    if kind == "chat":
        return client.chat.completions.create(model=name, messages=[]) #= chain: generation openai/openai gpt-4o
    if kind == "think":
        return client.responses.create(model=name, input=k) #= chain: generation openai/openai o3
    return WhisperModel(name).transcribe(k) #= chain: transcription faster-whisper/faster-whisper whisper-small
@app.post("/anew")
def anew(k: str, other: str):
    name = MIX[k]
    if name == "gpt-4o":
        kind = "chat"
    else:
        kind = "speech"
    name = MORE[other]
    if kind == "chat":
        client.chat.completions.create(model=name, messages=[]) #= anew: generation openai/openai whisper-small; anew: generation openai/openai gpt-4o; anew: generation openai/openai o3
@app.post("/either")
def either(k: str, quick: bool):
    name = MIX[k]
    if name == "gpt-4o":
        kind = "chat"
    else:
        kind = "speech"
    if quick:
        kind = "chat"
    if kind == "chat":
        client.chat.completions.create(model=name, messages=[]) #= either: generation openai/openai whisper-small; either: generation openai/openai gpt-4o
@app.post("/both")
def both(k: str, quick: bool):
    name = MIX[k]
    if name == "gpt-4o":
        kind = "chat"
    else:
        kind = "chat" if quick else "speech"
    if kind == "chat":
        client.chat.completions.create(model=name, messages=[]) #= both: generation openai/openai gpt-4o; both: generation openai/openai whisper-small
    else:
        WhisperModel(name).transcribe(k) #= both: transcription faster-whisper/faster-whisper whisper-small
`,
);

checkMarked(
  "tests in other words",
  `
# file: main.py
from fastapi import FastAPI
from faster_whisper import WhisperModel
from openai import OpenAI
app = FastAPI()
client = OpenAI()
MIX = {"a": "whisper-small", "b": "gpt-4o"}
@app.post("/flag")
def flag(k: str):
    name = MIX[k]
    is_speech = name.startswith("whisper-")
    if is_speech:
        return WhisperModel(name).transcribe(k) #= flag: transcription faster-whisper/faster-whisper whisper-small
    return client.chat.completions.create(model=name, messages=[]) #= flag: generation openai/openai gpt-4o
@app.post("/text")
def text(k: str):
    name = MIX[k]
    lower = name.lower()
    if lower:
        return client.chat.completions.create(model=lower, messages=[]) #= text: generation openai/openai whisper-small; text: generation openai/openai gpt-4o
@app.post("/walrus")
def walrus(k: str):
    if (name := MIX[k]).startswith("whisper-"):
        return WhisperModel(name).transcribe(k) #= walrus: transcription faster-whisper/faster-whisper whisper-small
    return client.chat.completions.create(model=name, messages=[]) #= walrus: generation openai/openai gpt-4o
@app.post("/and")
def and_(k: str, quick: bool):
    name = MIX[k]
    if quick and name.startswith("whisper-"):
        return WhisperModel(name).transcribe(k) #= and_: transcription faster-whisper/faster-whisper whisper-small
    return client.chat.completions.create(model=name, messages=[]) #= and_: generation openai/openai whisper-small; and_: generation openai/openai gpt-4o
@app.post("/or")
def or_(k: str, quick: bool):
    name = MIX[k]
    if not (quick or name.startswith("whisper-")):
        return client.chat.completions.create(model=name, messages=[]) #= or_: generation openai/openai gpt-4o
    return WhisperModel(name).transcribe(k) #= or_: transcription faster-whisper/faster-whisper whisper-small; or_: transcription faster-whisper/faster-whisper gpt-4o
@app.post("/continue")
def continues(ks: list[str]):
    out = []
    for k in ks:
        name = MIX[k]
        if name.startswith("whisper-"):
            out.append(WhisperModel(name).transcribe(k)) #= continues: transcription faster-whisper/faster-whisper whisper-small
            continue
        out.append(client.chat.completions.create(model=name, messages=[])) #= continues: generation openai/openai gpt-4o
    return out
@app.post("/after-loop")
def after_loop(ks: list[str]):
    for k in ks:
        name = MIX[k]
        if name.startswith("whisper-"):
            break
        name.upper()
    return WhisperModel(name).transcribe(k) #= after_loop: transcription faster-whisper/faster-whisper whisper-small; after_loop: transcription faster-whisper/faster-whisper gpt-4o
@app.post("/after-branch")
def after_branch(ks: list[str], quick: bool):
    name = "whisper-tiny"
    for k in ks:
        if quick:
            name = MIX[k]
            if name.startswith("whisper-"):
                break
    return WhisperModel(name).transcribe(k) #= after_branch: transcription faster-whisper/faster-whisper whisper-tiny; after_branch: transcription faster-whisper/faster-whisper whisper-small; after_branch: transcription faster-whisper/faster-whisper gpt-4o
@app.post("/after-while")
def after_while(k: str):
    while True:
        name = MIX[k]
        if name.startswith("whisper-"):
            break
    return WhisperModel(name).transcribe(k) #= after_while: transcription faster-whisper/faster-whisper whisper-small; after_while: transcription faster-whisper/faster-whisper gpt-4o
`,
);

checkMarked(
  "what an object says of itself tells in each of its methods which of two models it holds",
  `
import os
import whisper
from contextlib import asynccontextmanager
from fastapi import FastAPI
from faster_whisper import WhisperModel
from pydantic import BaseModel

class Ask(BaseModel):
    engine: str
    path: str

class Engine:
    def __init__(self, backend):
        self.backend = backend
        self.model = None
    def load(self):
        if self.backend == "fast":
            self.model = WhisperModel("small")
        elif self.backend == "plain":
            self.model = whisper.load_model("base")
        else:
            raise ValueError(self.backend)
    def run(self, path):
        if self.backend == "fast":
            return self.model.transcribe(path) #= a: transcription faster-whisper/faster-whisper small
        return self.model.transcribe(path) #= a: transcription openai-whisper/openai-whisper base

engine = Engine(os.environ["BACKEND"])

@asynccontextmanager
async def lifespan(app):
    engine.load()
    yield

app = FastAPI(lifespan=lifespan)

@app.post("/a")
def a(path: str):
    return engine.run(path)

@app.post("/b")
def b(ask: Ask):
    if ask.engine == "fast":
        model = WhisperModel("tiny")
    else:
        model = whisper.load_model("large")
    if ask.engine == "fast":
        return model.transcribe(ask.path) #= b: transcription faster-whisper/faster-whisper tiny
    else:
        return model.transcribe(ask.path) #= b: transcription openai-whisper/openai-whisper large
`,
);

checkMarked(
  "a test that each of a name's values passes has one side",
  `
# file: main.py
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
NAMES = {"base": "intfloat/e5-base-v2", "large": "intfloat/e5-large-v2", "small": "intfloat/e5-small-v2"}
class E5:
    def __init__(self, variant: str = "large"):
        if variant in ["base", "large", "small"]:
            name = NAMES[variant]
        else:
            name = variant
        self.model = SentenceTransformer(name)
    def encode(self, text):
        return self.model.encode(text) #= x: embedding sentence-transformers/sentence-transformers intfloat/e5-base-v2; x: embedding sentence-transformers/sentence-transformers intfloat/e5-large-v2
def make(wanted):
    variant = "large"
    if "base" in wanted:
        variant = "base"
    return E5(variant)
app = FastAPI()
@app.post("/x")
def x(text: str, model: str):
    return make(model).encode(text)
`,
);

checkMarked(
  "what a name is held equal to, and what the environment has to hold for the program to start",
  `
# file: main.py
import os
from enum import Enum
from agno.agent import Agent
from agno.models.azure import AzureOpenAI
from fastapi import FastAPI
from openai import OpenAI
from pydantic import BaseModel
from transformers import pipeline
app = FastAPI()
client = OpenAI()
class Name(str, Enum):
    old = "dall-e-3"
    new = "gpt-image-1"
class Request(BaseModel):
    prompt: str
    model: Name = Name.old
@app.post("/image")
def image(request: Request):
    name = request.model.value
    if name == "gpt-image-1":
        return client.images.generate(model=name, prompt=request.prompt, quality="high") #= image: image-generation openai/openai gpt-image-1
    return client.images.generate(model=name, prompt=request.prompt) #= image: image-generation openai/openai dall-e-3
@app.post("/member")
def member(prompt: str, name: Name = Name.old):
    if name == Name.new:
        return client.images.generate(model=name.value, prompt=prompt, quality="high") #= member: image-generation openai/openai gpt-image-1
    return client.images.generate(model=name.value, prompt=prompt) #= member: image-generation openai/openai dall-e-3
@app.post("/hear")
def hear(path: str, size: str):
    if size == "large-v3":
        return pipeline("automatic-speech-recognition", model=f"openai/whisper-{size}")(path) #= hear: transcription transformers/transformers openai/whisper-large-v3
@app.post("/after")
def after(path: str, size: str = "base"):
    options = {}
    if size == "large-v3":
        options["batch_size"] = 4
    return pipeline("automatic-speech-recognition", model=f"openai/whisper-{size}")(path, **options) #= after: transcription transformers/transformers openai/whisper-base
class First:
    def agent(self): return Agent(model=AzureOpenAI(id="gpt-4.1"))
class Second:
    def agent(self): return Agent(model=AzureOpenAI(id="gpt-4o"))
def project():
    name = os.getenv("PROJECT_NAME")
    if not name:
        raise ValueError("PROJECT_NAME must be set")
    if name == "first":
        return First()
    elif name == "second":
        return Second()
    raise ValueError(name)
agent = project().agent()
@app.post("/ask")
async def ask(q: str):
    return await agent.arun(q) #= ask: generation agno/azure-openai gpt-4.1; ask: generation agno/azure-openai gpt-4o
`,
);

checkMarked(
  "a text is each that its parts can make, and parts that belong together stay so",
  `
# file: main.py
import os
import torch
from fastapi import FastAPI
from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import pipeline
import ollama
app = FastAPI()
SIZE = "large-v3" if torch.cuda.is_available() else "tiny"
hearing = pipeline("automatic-speech-recognition", model=f"openai/whisper-{SIZE}")
SIZES = {"fast": "tiny", "good": "large-v3"}
PROVIDERS = {"one": {"size": "7b", "family": "qwen2.5"}, "two": {"size": "3b", "family": "llama3.2"}}
MANY = {str(i): f"m{i}" for i in range(10)}
@app.post("/module")
def module(path: str):
    return hearing(path) #= module: transcription transformers/transformers openai/whisper-large-v3; module: transcription transformers/transformers openai/whisper-tiny
@app.post("/written")
def written(path: str, quality: str):
    return pipeline("automatic-speech-recognition", model=f"openai/whisper-{SIZES[quality]}")(path) #= written: transcription transformers/transformers openai/whisper-large-v3; written: transcription transformers/transformers openai/whisper-tiny
@app.post("/format")
def formats(path: str, quality: str):
    return pipeline("automatic-speech-recognition", model="openai/whisper-{}".format(SIZES[quality]))(path) #= formats: transcription transformers/transformers openai/whisper-large-v3; formats: transcription transformers/transformers openai/whisper-tiny
@app.post("/percent")
def percent(path: str, quality: str):
    return pipeline("automatic-speech-recognition", model="openai/whisper-%s" % SIZES[quality])(path) #= percent: transcription transformers/transformers openai/whisper-large-v3; percent: transcription transformers/transformers openai/whisper-tiny
@app.post("/plus")
def plus(path: str, quality: str):
    return pipeline("automatic-speech-recognition", model="openai/whisper-" + SIZES[quality])(path) #= plus: transcription transformers/transformers openai/whisper-large-v3; plus: transcription transformers/transformers openai/whisper-tiny
@app.post("/joined")
def joined(text: str, quality: str):
    return ollama.generate(model=":".join(["qwen3", "0.6b" if quality == "fast" else "8b"]), prompt=text) #= joined: generation ollama/ollama qwen3:0.6b; joined: generation ollama/ollama qwen3:8b
@app.post("/twice")
def twice(text: str, quality: str):
    size = SIZES[quality]
    return ollama.generate(model=f"{size}/{size}", prompt=text) #= twice: generation ollama/ollama tiny/tiny; twice: generation ollama/ollama large-v3/large-v3
@app.post("/pair")
def pair(text: str, provider: str):
    chosen = PROVIDERS[provider]
    return ollama.generate(model=f"{chosen['family']}:{chosen['size']}", prompt=text) #= pair: generation ollama/ollama qwen2.5:7b; pair: generation ollama/ollama llama3.2:3b
@app.post("/folder")
def folder(text: str, quality: str):
    return SentenceTransformer(os.path.join("intfloat", "e5-small" if quality == "fast" else "e5-large")).encode(text) #= folder: embedding sentence-transformers/sentence-transformers intfloat/e5-small; folder: embedding sentence-transformers/sentence-transformers intfloat/e5-large
@app.post("/many")
def many(text: str, a: str, b: str):
    return ollama.generate(model=f"{MANY[a]}-{MANY[b]}", prompt=text) #= many: generation ollama/ollama null
@app.post("/default")
def default(text: str, size: str = "8b"):
    return ollama.generate(model=f"qwen3:{size}", prompt=text) #= default: generation ollama/ollama qwen3:8b
`,
);

checkMarked(
  "a field of a request is what the test around it says",
  `
# file: main.py
from enum import Enum
from fastapi import FastAPI
from faster_whisper import WhisperModel
from openai import OpenAI
from pydantic import BaseModel, Field
app = FastAPI()
client = OpenAI()
class Name(str, Enum):
    NEW = "gpt-image-1"
    THREE = "dall-e-3"
    TWO = "dall-e-2"
class Draw(BaseModel):
    prompt: str
    model: Name = Field(default=Name.NEW)
class Ask(BaseModel):
    text: str
    model: str
    size: str = "small"
@app.post("/prefix")
def prefix(request: Draw):
    if request.model.value.startswith("dall-e"):
        return client.images.generate(model=request.model.value, prompt=request.prompt, quality="hd") #= prefix: image-generation openai/openai dall-e-3; prefix: image-generation openai/openai dall-e-2
    else:
        return client.images.generate(model=request.model.value, prompt=request.prompt) #= prefix: image-generation openai/openai gpt-image-1
@app.post("/member")
def member(request: Draw):
    if request.model == Name.THREE:
        return client.images.generate(model=request.model, prompt=request.prompt) #= member: image-generation openai/openai dall-e-3
    return client.images.generate(model=request.model, prompt=request.prompt) #= member: image-generation openai/openai gpt-image-1; member: image-generation openai/openai dall-e-2
@app.post("/value")
def value(request: Draw):
    if request.model.value == "dall-e-2":
        chosen = request.model
        return client.images.generate(model=chosen.value, prompt=request.prompt) #= value: image-generation openai/openai dall-e-2
@app.post("/name")
def name(prompt: str, model: Name = Name.NEW):
    if model.value.startswith("dall-e"):
        return client.images.generate(model=model.value, prompt=prompt) #= name: image-generation openai/openai dall-e-3; name: image-generation openai/openai dall-e-2
@app.post("/text")
def text(request: Ask):
    if request.model == "o3":
        return client.responses.create(model=request.model, input=request.text) #= text: generation openai/openai o3
    elif request.model == "gpt-4o":
        return [client.chat.completions.create(model=request.model, messages=[one]) for one in request.text] #= text: generation openai/openai gpt-4o
    return client.chat.completions.create(model=request.model, messages=[]) #= text: generation openai/openai null
@app.post("/default")
def default(request: Ask):
    if request.size != "small":
        return WhisperModel(request.size).transcribe(request.text) #= default: transcription faster-whisper/faster-whisper null
    return WhisperModel(request.size).transcribe(request.text) #= default: transcription faster-whisper/faster-whisper small
@app.post("/set")
def set_(request: Ask):
    if request.size == "large":
        request.size = "large-v3"
        return WhisperModel(request.size).transcribe(request.text) #= set_: transcription faster-whisper/faster-whisper large-v3
`,
);

for (const [how, code] of [
  [
    "else",
    'if name == "first":\n    llm = ChatGroq(model="a")\nelif name in ("second", "2"):\n    llm = ChatOllama(model="b")\nelse:\n    raise ValueError(name)',
  ],
  [
    "not in",
    'if name not in ("first", "second"):\n    raise ValueError(name)\nif name == "first":\n    llm = ChatGroq(model="a")\nelse:\n    llm = ChatOllama(model="b")',
  ],
] as const)
  for (const where of ["module", "function"])
    checkMarked(
      `a variable of the environment whose other values the program refuses is set: ${how} of a ${where}`,
      `
# file: main.py
import os
from fastapi import FastAPI
from langchain_groq import ChatGroq
from langchain_ollama import ChatOllama
${where === "module" ? `name = os.getenv("KIND")\n${code}` : `def make():\n    name = os.getenv("KIND")\n    ${code.replaceAll("\n", "\n    ")}\n    return llm\nllm = make()`}
app = FastAPI()
@app.post("/ask")
def ask(text: str):
    return llm.invoke(text) #= ask: generation langchain-groq/groq a; ask: generation langchain-ollama/ollama b
`,
    );
