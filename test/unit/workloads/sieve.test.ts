import { expect, test } from "vitest";
import { read } from "../routes/reading";

// `read` compares what is found with the sieve of names and without it; each of these shapes once fell through.

const speech = `
# file: speech.py
from faster_whisper import WhisperModel

class Recogniser:
    def __init__(self):
        self.m = WhisperModel("small")
    def go(self, path):
        return self.m.transcribe(path)

def go(path):
    return Recogniser().go(path)
`;

test.each([
  [
    "a handler before it sets what it finds",
    `
# file: main.py
from fastapi import FastAPI
from svc import svc
from speech import Recogniser
app = FastAPI()
@app.get("/health")
def health(): return svc.ready()
@app.post("/load")
def load():
    svc.model = Recogniser()
@app.post("/x")
def x(path: str): return svc.model.go(path)
# file: svc.py
class Svc:
    def __init__(self): self.model = None
    def ready(self): return self.model is not None
svc = Svc()
`,
  ],
  [
    "a dictionary that another handler fills",
    `
# file: main.py
from fastapi import FastAPI
from speech import Recogniser
app = FastAPI()
ml = {}
@app.get("/health")
def health(): return bool(ml)
@app.post("/load")
def load():
    ml["m"] = Recogniser()
@app.post("/x")
def x(path: str): return ml["m"].go(path)
`,
  ],
  [
    "a dictionary of a class, filled by a lifespan",
    `
# file: app/__init__.py

# file: app/api.py
from fastapi import APIRouter, Depends
from app.manager import ModelManager

router = APIRouter()

def get_model():
    return ModelManager.get("stt")

@router.get("/health")
def health():
    return {"ok": True}

@router.post("/predict")
def predict(path: str, model=Depends(get_model)):
    return model.encode(path)
# file: app/main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from app.api import router
from app.manager import ModelManager

@asynccontextmanager
async def lifespan(app: FastAPI):
    ModelManager.load("stt", SentenceTransformer("all-MiniLM-L6-v2"))
    yield

app = FastAPI(lifespan=lifespan)
app.include_router(router)
# file: app/manager.py
class ModelManager:
    _models = {}

    @classmethod
    def load(cls, name, model):
        cls._models[name] = model

    @classmethod
    def get(cls, name):
        return cls._models[name]
`,
  ],
  [
    "a singleton, filled by a lifespan",
    `
# file: api.py
from fastapi import APIRouter
from manager import Manager
router = APIRouter()
@router.post("/x")
def x(path: str): return Manager.get().engine.go(path)
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from manager import Manager
from speech import Recogniser
from api import router
@asynccontextmanager
async def lifespan(app):
    Manager.get().engine = Recogniser()
    yield
app = FastAPI(lifespan=lifespan)
app.include_router(router)
# file: manager.py
class Manager:
    _instance = None
    def __init__(self): self.engine = None
    @classmethod
    def get(cls):
        if cls._instance is None: cls._instance = cls()
        return cls._instance
`,
  ],
  [
    "an attribute of a class",
    `
# file: api.py
from fastapi import APIRouter
from manager import Manager
router = APIRouter()
@router.post("/x")
def x(path: str): return Manager.model.go(path)
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from manager import Manager
from speech import Recogniser
from api import router
@asynccontextmanager
async def lifespan(app):
    Manager.model = Recogniser()
    yield
app = FastAPI(lifespan=lifespan)
app.include_router(router)
# file: manager.py
class Manager:
    model = None
`,
  ],
  [
    "a registry of a class",
    `
# file: main.py
from fastapi import FastAPI
from registry import Registry
import plugin
app = FastAPI()
@app.post("/x")
def x(path: str): return Registry.make("a").go(path)
# file: plugin.py
from registry import Registry
from speech import go
@Registry.register("a")
class A:
    def go(self, path): return go(path)
# file: registry.py
class Registry:
    known = {}
    @classmethod
    def register(cls, name):
        def keep(one):
            cls.known[name] = one
            return one
        return keep
    @classmethod
    def make(cls, name): return cls.known[name]()
`,
  ],
  [
    "subclasses that announce themselves",
    `
# file: base.py
class Base:
    known = {}
    def __init_subclass__(cls, **kw):
        Base.known[cls.__name__] = cls
# file: main.py
from fastapi import FastAPI
from base import Base
import plugin
app = FastAPI()
@app.post("/x")
def x(path: str): return Base.known["A"]().go(path)
# file: plugin.py
from base import Base
from speech import go
class A(Base):
    def go(self, path): return go(path)
`,
  ],
  [
    "an attribute of a function",
    `
# file: api.py
from fastapi import APIRouter
from deps import get_model
router = APIRouter()
@router.post("/x")
def x(path: str): return get_model().go(path)
# file: deps.py
def get_model(): return get_model.model
# file: main.py
from fastapi import FastAPI
from deps import get_model
from speech import Recogniser
get_model.model = Recogniser()
from api import router
app = FastAPI()
app.include_router(router)
`,
  ],
  [
    "an import with a bracket in its comment",
    `
# file: lib.py
from speech import go
def run(path): return go(path)
def other(): return 1
# file: main.py
from fastapi import FastAPI
from lib import (
    other,  # noqa (kept)
    run,
)
app = FastAPI()
@app.post("/x")
def x(path: str): return run(path)
`,
  ],
  [
    "an import after a semicolon",
    `
# file: main.py
import os; from speech import go
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str): return go(path)
`,
  ],
  [
    "an import in the line of its try",
    `
# file: main.py
from fastapi import FastAPI
try: from speech import go
except ImportError: go = None
app = FastAPI()
@app.post("/x")
def x(path: str): return go(path)
`,
  ],
  [
    "an import of two lines",
    `
# file: main.py
from fastapi import FastAPI
from speech \\
    import go
app = FastAPI()
@app.post("/x")
def x(path: str): return go(path)
`,
  ],
  [
    "a program under another name",
    `
# file: main.py
import subprocess as sp
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str): return sp.run(["whisper", path, "--model", "small"])
`,
  ],
  [
    "a function that starts programs",
    `
# file: main.py
from subprocess import run
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str): return run(["whisper", path, "--model", "small"])
`,
  ],
  [
    "a variable of two that are assigned at once",
    `
# file: main.py
from fastapi import FastAPI
from speech import Recogniser
app = FastAPI()
a = b = Recogniser()
@app.post("/x")
def x(path: str): return b.go(path)
`,
  ],
  [
    "a variable of an expression",
    `
# file: main.py
from fastapi import FastAPI
from speech import Recogniser
app = FastAPI()
assert (m := Recogniser())
@app.post("/x")
def x(path: str): return m.go(path)
`,
  ],
  [
    "a module that is given away",
    `
# file: main.py
from fastapi import FastAPI
import pk
from pk import speech as s
import pk.speech
app = FastAPI()
def helper(m, path): return m.run(path)
@app.post("/x")
def x(path: str): return helper(pk.speech, path)
@app.post("/y")
def y(path: str): return helper(s, path)
@app.post("/z")
def z(path: str, action: str): return getattr(pk.speech, "run")(path)
# file: pk/__init__.py

# file: pk/speech.py
from speech import go
def run(path): return go(path)
`,
  ],
  [
    "a registry that only the handler imports",
    `
# file: main.py
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str):
    from registry import make
    return make("a").go(path)
# file: plugin.py
from registry import register
from speech import go
@register("a")
class A:
    def go(self, path): return go(path)
# file: registry.py
known = {}
def register(name):
    def keep(one):
        known[name] = one
        return one
    return keep
def make(name): return known[name]()
import plugin
`,
  ],
  [
    "a context variable",
    `
# file: api.py
from fastapi import APIRouter
from ctx import current
router = APIRouter()
@router.post("/x")
def x(path: str): return current.get().go(path)
# file: ctx.py
from contextvars import ContextVar
current = ContextVar("current")
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from ctx import current
from speech import Recogniser
from api import router
@asynccontextmanager
async def lifespan(app):
    current.set(Recogniser())
    yield
app = FastAPI(lifespan=lifespan)
app.include_router(router)
`,
  ],
  ...[
    "import os, whisper",
    "import os as o, json ,\twhisper",
    "import os; import whisper",
    "try: import whisper\nexcept ImportError: pass",
    "import os, \\\n    whisper",
  ].map((line): [string, string] => [
    `a library that ${JSON.stringify(line)} imports`,
    `
# file: main.py
${line}
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str): return whisper.load_model("small").transcribe(path)
`,
  ]),
  ...["import os, hear", "import os; import hear", "import os, \\\n    hear", "try: import hear\nexcept ImportError: pass"].map((line): [string, string] => [
    `a module that ${JSON.stringify(line)} imports`,
    `
# file: hear.py
import json, whisper
def go(path): return whisper.load_model("small").transcribe(path)
# file: main.py
${line}
from fastapi import FastAPI
app = FastAPI()
@app.post("/x")
def x(path: str): return hear.go(path)
`,
  ]),
])("%s leads to a model", async (_, source) => {
  const { routes } = await read(source.trimStart() + (source.includes("whisper") ? "" : speech));
  const models = routes.flatMap(({ workloads }) => workloads.map(({ model }) => model));
  expect(models.length).toBeGreaterThan(0);
  expect(routes.find((route) => ["x", "predict"].includes(route.function))?.workloads).toHaveLength(1);
});
