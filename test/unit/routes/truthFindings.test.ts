import { check } from "./reading";

// What the comparison with running applications found (test/README.md).

check(
  "hasattr on an instance whose classes are all known",
  `
from fastapi import FastAPI
app = FastAPI()
def view(path):
    def decorate(cls):
        instance = cls()
        app.get(path)(instance.get)
        if hasattr(instance, "post"):
            app.post(path)(instance.post)
        return cls
    return decorate
class Base:
    def get(self): ...
@view("/a")
class A(Base): ...
@view("/b")
class B(Base):
    def post(self): ...
`,
  ["GET /a main.py:13 Base.get", "GET /b main.py:13 Base.get", "POST /b main.py:18 B.post"],
);

check(
  "hasattr on an instance with a base that is not in the folder stays open to both",
  `
from fastapi import FastAPI
from views import Base
app = FastAPI()
class A(Base):
    def get(self): ...
a = A()
if hasattr(a, "post"):
    @app.post("/a")
    def post(): ...
`,
  ["POST /a main.py:10 post"],
  ["route-conditional main.py:8"],
);

check(
  "a text read while the application runs is not replaced by what stands after `or`",
  `
from fastapi import FastAPI
from store import load
path = load()["path"].rstrip("/") or "/"
app = FastAPI()
@app.get(f"{path}/x")
def x(): ...
`,
  ["GET {?}/x main.py:7 x"],
  ["unresolved-path main.py:6"],
);

check(
  "nor is the default of a setting that a file may replace",
  `
import yaml
from fastapi import FastAPI
from pydantic import BaseModel, Field
class Ui(BaseModel):
    path: str = Field(description="where", default="/ui")
class Settings(BaseModel):
    ui: Ui
settings = Settings(**yaml.safe_load(open("settings.yaml")))
path = settings.ui.path.rstrip("/") or "/"
app = FastAPI()
if path != "/":
    @app.get(path)
    def x(): ...
`,
  ["GET {?} main.py:14 x"],
  ["route-conditional main.py:12", "unresolved-path main.py:10"],
);

check(
  "but a default after an environment variable is",
  `
import os
from fastapi import FastAPI
app = FastAPI()
@app.get((os.getenv("PREFIX") or "/api") + "/x")
def x(): ...
`,
  ["GET /api/x main.py:6 x"],
);

check(
  "an application that a package hands on gets routes from files that name nothing of FastAPI",
  `
# file: shop/core.py
from fastapi import FastAPI
app = FastAPI()
# file: shop/web/__init__.py
from ..core import app
# file: shop/__init__.py
from .web import app
# file: main.py
from shop import app
@app.get("/main")
def main(): ...
# file: more/pages.py
from shop.web import app as site
@site.get("/more")
def more(): ...
`,
  ["GET /main main.py:3 main", "GET /more more/pages.py:3 more"],
);
