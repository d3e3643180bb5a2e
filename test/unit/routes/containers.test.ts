import { check } from "./reading";

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
