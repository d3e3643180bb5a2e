import { expect, test } from "vitest";
import { check, read } from "./reading";

// Applications and settings that a container of dependencies gives for a class.

check(
  "an application that a container is asked for by its class, bound by a call, a module and a provider",
  `
# file: main.py
from fastapi import FastAPI
from injector import Injector
from app.modules import AppModule, Settings

container = Injector([AppModule()])
app = container.get(FastAPI)
settings = container.get(Settings)

@app.get(settings.prefix + "/items")
def items(): ...
# file: app/__init__.py
# file: app/modules.py
from fastapi import FastAPI
from injector import Binder, Module, provider, singleton

class Settings:
    def __init__(self, prefix: str):
        self.prefix = prefix

class AppModule(Module):
    def configure(self, binder: Binder) -> None:
        binder.bind(Settings, to=Settings("/v3"))

    @singleton
    @provider
    def application(self, settings: Settings) -> FastAPI:
        app = FastAPI()

        @app.get(settings.prefix + "/health")
        def health(): ...

        return app
`,
  ["GET /v3/items main.py:10 items", "GET /v3/health app/modules.py:18 health"],
);

check(
  "a factory that a container resolves, and what it was not told of",
  `
import punq
from fastapi import FastAPI

def create_app():
    app = FastAPI()
    @app.get("/a")
    def a(): ...
    return app

container = punq.Container()
container.register(FastAPI, factory=create_app)
app = container.resolve(FastAPI)
other = container.resolve(Other)

@app.get("/b")
def b(): ...
`,
  ["GET /a main.py:8 a", "GET /b main.py:17 b"],
);

const engines = `
import os
import punq
from fastapi import FastAPI
from injector import Injector, Module

class Engine:
    prefix = "/none"
class Small(Engine):
    prefix = "/small"
class Large(Engine):
    prefix = "/large"

class A(Module):
    def configure(self, binder):
        binder.bind(Engine, to=Small)
class B(Module):
    def configure(self, binder):
        binder.bind(Engine, to=Large)
`;

check(
  "two containers that bind the same class each give their own",
  `${engines}
small = punq.Container()
small.register(Engine, Small)
large = punq.Container()
large.register(Engine, Large)
one = Injector([A()])
other = Injector([B()])
app = FastAPI()
@app.get("/punq" + small.resolve(Engine).prefix)
def a(): ...
@app.get("/punq" + large.resolve(Engine).prefix)
def b(): ...
@app.get("/injector" + one.get(Engine).prefix)
def c(): ...
@app.get("/injector" + other.get(Engine).prefix)
def d(): ...
`,
  ["GET /punq/small main.py:29 a", "GET /punq/large main.py:31 b", "GET /injector/small main.py:33 c", "GET /injector/large main.py:35 d"],
);

test("what either side of a test binds may be given", async () => {
  const { routes } = await read(`${engines}
from faster_whisper import WhisperModel
class Loads(Small):
    def run(self, path): return WhisperModel("small").transcribe(path)
class LoadsMore(Small):
    def run(self, path): return WhisperModel("large-v3").transcribe(path)
container = punq.Container()
if os.environ["KIND"] == "large":
    container.register(Engine, LoadsMore)
else:
    container.register(Engine, Loads)
app = FastAPI()
@app.post("/a")
def a(path: str): return container.resolve(Engine).run(path)
`);
  expect(routes.map((one) => one.workloads.map(({ model }) => model).sort())).toEqual([["large-v3", "small"]]);
});
