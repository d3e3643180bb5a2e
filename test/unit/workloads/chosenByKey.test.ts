import { checkMarked } from "./marked";

// What one key chooses from several tables belongs together.

checkMarked(
  "clients and models of tables with the same keys",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
from groq import Groq
from mistralai import Mistral
CLIENTS = {"openai": OpenAI(), "groq": Groq(), "local": OpenAI(base_url="http://localhost:11434/v1")}
MODELS = {"openai": "gpt-4o-mini", "groq": "llama-3.1-8b-instant", "local": "llama3.2"}
app = FastAPI()
def ask(provider, q):
    return CLIENTS[provider].chat.completions.create(model=MODELS[provider], messages=[{"role": "user", "content": q}]) #= a, b: generation openai/openai gpt-4o-mini; a, b: generation groq/groq llama-3.1-8b-instant; a, b: generation openai/ollama llama3.2
@app.post("/a/{provider}")
def a(provider: str, q: str): return ask(provider, q)
@app.post("/b")
def b(q: str, provider: str = "openai"): return ask(provider, q)
def client_for(p):
    c = CLIENTS.get(p)
    if c is None: raise ValueError(p)
    return c
def model_for(p): return MODELS.get(p, "gpt-4o-mini")
@app.post("/c/{provider}")
def c(provider: str, q: str):
    client = client_for(provider)
    return client.chat.completions.create(model=model_for(provider), messages=[{"role": "user", "content": q}]) #= c: generation openai/openai gpt-4o-mini; c: generation groq/groq llama-3.1-8b-instant; c: generation openai/ollama llama3.2
`,
);

checkMarked(
  "classes and what stands beside them in a table",
  `
# file: main.py
from dataclasses import dataclass
from typing import Type
from fastapi import FastAPI
from pydantic import BaseModel
from sentence_transformers import SentenceTransformer
from transformers import pipeline
class ST:
    def __init__(self, name): self.m = SentenceTransformer(name)
    def run(self, t): return self.m.encode(t) #= x, y, z: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
class Sum:
    def __init__(self, name): self.m = pipeline("summarization", model=name)
    def run(self, t): return self.m(t) #= x, y, z: generation transformers/transformers facebook/bart-large-cnn
@dataclass
class Spec:
    cls: Type
    model: str
SPECS = {"emb": Spec(ST, "all-MiniLM-L6-v2"), "sum": Spec(cls=Sum, model="facebook/bart-large-cnn")}
TUPLES = {"emb": (ST, "all-MiniLM-L6-v2"), "sum": (Sum, "facebook/bart-large-cnn")}
DICTS = {"emb": dict(cls=ST, kwargs={"name": "all-MiniLM-L6-v2"}), "sum": dict(cls=Sum, kwargs={"name": "facebook/bart-large-cnn"})}
class Req(BaseModel):
    kind: str
    text: str
app = FastAPI()
@app.post("/x")
def x(req: Req):
    s = SPECS[req.kind]
    return s.cls(s.model).run(req.text)
@app.post("/y")
def y(req: Req):
    cls, name = TUPLES[req.kind]
    return cls(name).run(req.text)
@app.post("/z")
def z(req: Req):
    d = DICTS.get(req.kind)
    if not d: raise ValueError
    return d["cls"](**d["kwargs"]).run(req.text)
`,
);

checkMarked(
  "addresses, tests and models of one key",
  `
# file: main.py
from fastapi import FastAPI
from pydantic import BaseModel
from openai import OpenAI
DEFAULTS = {"together": "meta-llama/Llama-3-8b", "vllm": "Qwen/Qwen2.5-7B"}
URLS = {"together": "https://api.together.xyz/v1", "vllm": "http://vllm:8000/v1"}
class R(BaseModel):
    provider: str
    q: str
app = FastAPI()
@app.post("/a")
def a(r: R):
    model = DEFAULTS[r.provider]
    if r.provider == "together":
        c = OpenAI(base_url="https://api.together.xyz/v1")
    else:
        c = OpenAI(base_url="http://vllm:8000/v1")
    return c.chat.completions.create(model=model, messages=[]) #= a: generation openai/together meta-llama/Llama-3-8b; a: generation openai/vllm Qwen/Qwen2.5-7B
@app.post("/b")
def b(r: R):
    return OpenAI(base_url=URLS[r.provider]).chat.completions.create(model=DEFAULTS[r.provider], messages=[]) #= b: generation openai/together meta-llama/Llama-3-8b; b: generation openai/vllm Qwen/Qwen2.5-7B
`,
);

checkMarked(
  "names of classes, looked up among the globals",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
from mistralai import Mistral
import anthropic
app = FastAPI()
CONFIG = {
    "openai": {"cls": "OpenAIProvider", "model": "gpt-4o-mini"},
    "mistral": {"cls": "MistralProvider", "model": "mistral-small-latest"},
    "claude": {"cls": "ClaudeProvider", "model": "claude-3-haiku-20240307"},
}
class Provider:
    def __init__(self, model): self.model = model
    def ask(self, q): raise NotImplementedError
class OpenAIProvider(Provider):
    def __init__(self, model):
        super().__init__(model); self.c = OpenAI()
    def ask(self, q): return self.c.chat.completions.create(model=self.model, messages=[{"role": "user", "content": q}]) #= ask, compare: generation openai/openai gpt-4o-mini
class MistralProvider(Provider):
    def __init__(self, model):
        super().__init__(model); self.c = Mistral(api_key="x")
    def ask(self, q): return self.c.chat.complete(model=self.model, messages=[{"role": "user", "content": q}]) #= ask, compare: generation mistralai/mistral mistral-small-latest
class ClaudeProvider(Provider):
    def __init__(self, model):
        super().__init__(model); self.c = anthropic.Anthropic()
    def ask(self, q): return self.c.messages.create(model=self.model, max_tokens=10, messages=[]) #= ask, compare: generation anthropic/anthropic claude-3-haiku-20240307
def get(name):
    cfg = CONFIG[name]
    return globals()[cfg["cls"]](cfg["model"])
@app.post("/ask/{name}")
def ask(name: str, q: str): return get(name).ask(q)
@app.post("/compare")
def compare(q: str): return {n: get(n).ask(q) for n in CONFIG}
`,
);

checkMarked(
  "a name that is bound again, or is one of two, is another key",
  `
# file: main.py
import random
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
CLIENTS = {"openai": OpenAI(), "local": OpenAI(base_url="http://ollama:11434/v1")}
MODELS = {"openai": "gpt-4o-mini", "local": "llama3.2"}
def other(name): return random.choice(list(CLIENTS))
@app.post("/x")
def x(body: dict):
    name = body["provider"]
    model = MODELS[name]
    name = other(name)
    return CLIENTS[name].chat.completions.create(model=model, messages=[]) #= x: generation openai/ollama gpt-4o-mini; x: generation openai/openai gpt-4o-mini; x: generation openai/ollama llama3.2; x: generation openai/openai llama3.2
@app.post("/y")
def y(first: str, second: str):
    name = first or second
    return CLIENTS[name].chat.completions.create(model=MODELS[second], messages=[]) #= y: generation openai/ollama gpt-4o-mini; y: generation openai/openai gpt-4o-mini; y: generation openai/ollama llama3.2; y: generation openai/openai llama3.2
`,
);
