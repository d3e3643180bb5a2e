import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/tables/routesText";
import { read } from "../routes/reading";

const source = `
# file: main.py
import importlib
import os
from celery import Celery
from fastapi import FastAPI
from faster_whisper import WhisperModel
from plugins import load
app = FastAPI()
celery = Celery("w")
model = WhisperModel("small")
@app.post("/plugin")
async def plugin(path: str):
    engine = load(os.environ["ENGINE"])
    return engine.transcribe(path)
@app.post("/module")
async def module(text: str):
    chain = importlib.import_module(os.environ["CHAIN"]).chain
    return await chain.ainvoke(text)
@app.post("/queue")
async def queue(path: str):
    celery.send_task("workers.transcribe", args=[path])
@app.post("/known")
async def known(path: str):
    load("other").transcribe(path)
    return model.transcribe(path)
@app.get("/words")
async def words(text: str):
    return load("x").translate(text).encode("utf-8")
`;

test("a handler that seems to run a model of something unknown says so, with the line; one whose models are found does not", async () => {
  const facts = await read(source);
  expect(facts.routes.map((route) => [route.function, route.workloads.map(({ model }) => model)])).toEqual([
    ["plugin", []],
    ["module", []],
    ["queue", []],
    ["known", ["small"]],
    ["words", []],
  ]);
  expect(facts.problems.map(({ code, line, message }) => [code, line, /^(\w+) .*\((.*)\)/.exec(message)?.slice(1)])).toEqual([
    ["model-unknown", 13, ["plugin", "plugins.load.transcribe"]],
    ["model-unknown", 17, ["module", "ainvoke"]],
    ["model-unknown", 20, ["queue", "workers.transcribe"]],
  ]);
});

test("what a handler calls of a part of the project that is not in the folder is not known, and is not said to run no model", async () => {
  const facts = await read(`
# file: services/__init__.py
# file: services/asr.py
from ...core.engine import run
def transcribe(path):
    return run(path)
# file: main.py
import ollama
import services.gone as gone
from fastapi import FastAPI
from services.asr import transcribe
from services.missing import Store, answer
app = FastAPI()
@app.post("/above")
def above(path: str):
    return transcribe(path)
@app.post("/missing")
def missing(text: str):
    return answer(text)
@app.post("/module")
def module(text: str):
    return gone.run(text)
@app.post("/method")
def method(text: str):
    return Store().search(text)
@app.post("/beside")
def beside(text: str):
    return ollama.chat(model="mistral:7b", messages=[answer(text)])
@app.get("/health")
def health():
    return {"store": Store}
`);
  expect(facts.routes.map((route) => [route.function, route.workloads.map(({ model }) => model).join(), route.unseen])).toEqual([
    ["above", "", "...core.engine"],
    ["missing", "", "services.missing"],
    ["module", "", "services.gone"],
    ["method", "", "services.missing"],
    ["beside", "mistral:7b", "services.missing"],
    ["health", "", undefined],
  ]);
  expect(facts.problems.filter(({ code }) => code === "calls-missing").map(({ file, line }) => `${file}:${line}`)).toEqual([
    "main.py:12",
    "main.py:15",
    "main.py:18",
    "main.py:21",
    "services/asr.py:3",
  ]);
  expect(routesText(facts, "en")).toContain("not known: services.missing is not seen");
});

test("a folder that is a part of a package, and holds no model itself, is told as such", async () => {
  const facts = await read(`
# file: routes.py
from fastapi import FastAPI
from ..core.engine import run
app = FastAPI()
@app.post("/x")
def x(text: str):
    return run(text)
@app.get("/health")
def health():
    return {}
`);
  expect(facts.routes.map(({ function: name, unseen }) => [name, unseen])).toEqual([
    ["x", "..core.engine"],
    ["health", undefined],
  ]);
});

test("a folder without an __init__.py in a package that is started from within is there", async () => {
  const facts = await read(`
# file: backend/__init__.py
# file: backend/app/__init__.py
# file: backend/app/crud/users.py
def find(name):
    return name
# file: backend/app/api/__init__.py
# file: backend/app/api/login.py
from fastapi import FastAPI
from app.crud import users
app = FastAPI()
@app.post("/login")
def login(name: str):
    return users.find(name)
`);
  expect(facts.routes.map(({ function: name, unseen }) => [name, unseen])).toEqual([["login", undefined]]);
});

test("a library is not missing because a file or a folder of the project bears its name", async () => {
  const facts = await read(`
# file: requirements.txt
alembic==1.13
websockets>=15
# file: alembic/env.py
target = None
# file: lib/__init__.py
# file: lib/websockets.py
def helper(): ...
# file: main.py
import openai
import websockets.exceptions
from alembic.config import Config
from fastapi import FastAPI
from lib.websockets import helper
app = FastAPI()
@app.post("/x")
def x():
    websockets.exceptions.check(helper())
@app.post("/y")
def y():
    return Config("alembic.ini")
`);
  expect(facts.routes.map((route) => [route.path, route.unseen])).toEqual([
    ["/x", undefined],
    ["/y", undefined],
  ]);
  expect(facts.problems).toEqual([]);
});

test("a firm's own package, not in the folder, whose name speaks of models is not said to run none; its schemas and other packages are", async () => {
  const facts = await read(`
# file: main.py
from company_llm import Manager
from company_llm.schemas import answer_of
from company_ai.auth import verify
from django.utils.translation import gettext
from shared_ai.summarizer import summarize
from company_mail import send
from fastapi import FastAPI
app = FastAPI()
m = Manager()
class Holder:
    def __init__(self):
        self.m = Manager()
h = Holder()
@app.post("/method")
def method(q: str):
    return m.run(q)
@app.post("/held")
def held(q: str):
    return h.m.run(q)
@app.post("/function")
def function(q: str):
    return summarize(q)
@app.post("/lazy")
def lazy(q: str):
    from company_llm.agents import answer
    return answer(q)
@app.post("/made")
def made(q: str):
    return Manager()
@app.post("/schema")
def schema(q: str):
    return answer_of(q)
@app.post("/mail")
def mail(q: str):
    return send(q)
@app.post("/user")
def user(q: str):
    return gettext(verify(q))
`);
  expect(facts.routes.map((route) => [route.function, route.unseen])).toEqual([
    ["method", "company_llm.Manager.run"],
    ["held", "company_llm.Manager.run"],
    ["function", "shared_ai.summarizer.summarize"],
    ["lazy", "company_llm.agents.answer"],
    ["made", undefined],
    ["schema", undefined],
    ["mail", undefined],
    ["user", undefined],
  ]);
});

test.each([
  ["a package", "# file: app/openai/__init__.py\n"],
  ["a folder", ""],
])("a module in %s of the project that is named like a library means the library by its bare name", async (_, marked) => {
  const facts = await read(`
${marked}# file: app/openai/client.py
from openai import OpenAI
client = OpenAI()
def ask(q):
    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": q}])
# file: app/main.py
from fastapi import FastAPI
from app.openai.client import ask
app = FastAPI()
@app.post("/ask")
def answer(q: str):
    return ask(q)
`);
  expect(facts.routes.map(({ workloads }) => workloads.map(({ model }) => model))).toEqual([["gpt-4o-mini"]]);
});

test("so does one in a folder deep in the project that is no package; at the top it is the folder", async () => {
  const deep = await read(`
# file: basics/pydantic_ai/agent.py
from fastapi import FastAPI
from pydantic_ai import Agent
agent = Agent("openai:gpt-4o-mini")
app = FastAPI()
@app.get("/chat")
async def chat(q: str):
    return await agent.run(q)
`);
  expect(deep.routes.map(({ workloads }) => workloads.map(({ model }) => model))).toEqual([["openai:gpt-4o-mini"]]);
  const top = await read(`
# file: inference/engine.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/e")
def e():
    return 1
# file: inference/main.py
from fastapi import FastAPI
from inference import engine
app = FastAPI()
app.include_router(engine.router)
`);
  expect(top.routes.map(({ path }) => path)).toEqual(["/e"]);
});
