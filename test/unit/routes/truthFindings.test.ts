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

check(
  "a property that has a setter is still read by its getter, and set by its setter",
  `
from fastapi import FastAPI
class Api:
    _spec = None
    def __init__(self, path="/predict"):
        self._path = path
    @property
    def spec(self):
        return self._spec
    @spec.setter
    def spec(self, value):
        self._spec = value
    @property
    def path(self):
        return self._path
    @path.setter
    def path(self, value):
        self._path = "/v1" + value
class Other(Api): ...
app = FastAPI()
def register(api):
    if not api.spec:
        @app.post(api.path)
        def predict(): ...
register(Api())
other = Other()
other.path = "/other"
register(other)
`,
  ["POST /predict main.py:24 predict", "POST /v1/other main.py:24 predict"],
);

check(
  "a mark that __setattr__ leaves on a method is found by a predicate of getmembers; models have no such mark",
  `
import inspect
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
FLAG = "_is_route"
def action(**options):
    def wrapper(func):
        setattr(func, FLAG, True)
        func.__setattr__("kwargs", options)
        return func
    return wrapper
class Item(BaseModel): ...
class View:
    schema = Item
    def helper(self): ...
    @action(path="/publish", methods=["POST"])
    def publish(self): ...
    @classmethod
    def marked(cls, member):
        return callable(member) and hasattr(member, FLAG)
    @classmethod
    def routes(cls):
        for _, func in inspect.getmembers(cls, cls.marked):
            yield func, getattr(func, "kwargs", {})
app = FastAPI()
for func, options in View.routes():
    app.add_api_route(endpoint=func, **options)
`,
  ["POST /publish main.py:17 View.publish"],
);

check(
  "a class that makes a router's routes makes no websocket",
  `
from fastapi import APIRouter, FastAPI, WebSocket
from fastapi.routing import APIRoute
class Marked(APIRoute):
    def __init__(self, path, endpoint, **kwargs):
        super().__init__("/v1" + path, endpoint, **kwargs)
class MarkedRouter(APIRouter):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("route_class", Marked)
        super().__init__(*args, **kwargs)
router = MarkedRouter()
@router.get("/x")
def x(): ...
@router.websocket("/ws")
async def ws(socket: WebSocket): ...
app = FastAPI()
app.include_router(router)
`,
  ["GET /v1/x main.py:13 x", "WEBSOCKET /ws main.py:15 ws"],
);

check(
  "type parameters are names in a class, a function and an alias; an alias may name what comes later",
  `
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI
try:
    class Repository[T]:
        def get[K: (int, str)](self, key: K, other: T = None) -> T: ...
    class Tenants[T, **P](Repository[T]):
        held: list[T] = []
    type Pages[T] = dict[str, list[T] | Late]
    type Session = Annotated[Late, Depends(lambda: None)]
    router = APIRouter(prefix="/a")
except Exception:
    router = APIRouter(prefix="/b")
class Late: ...
@router.get("/x")
def x(pages: Pages[int], session: Session): ...
app = FastAPI()
app.include_router(router)
`,
  ["GET /a/x main.py:16 x"],
);

check(
  "a table in a text is read by lines and once, and what a reader is told besides a delimiter leaves it open",
  `
import csv
import io
from fastapi import FastAPI
app = FastAPI()
def add(path):
    @app.get(path)
    def h(): ...
reader = csv.reader(io.StringIO("name,prefix\\nusers,/u\\n"))
header = next(reader)
for name, prefix in reader:
    add("/" + name + prefix)
for line in io.StringIO("alpha\\nbeta\\n"):
    add("/l/" + line.strip())
for first, second in csv.reader(["x, path"], skipinitialspace=True):
    add("/skip/" + second)
`,
  ["GET /users/u main.py:8 h", "GET /l/alpha main.py:8 h", "GET /l/beta main.py:8 h", "GET /skip/{?} main.py:8 h"],
  ["unresolved-path main.py:9"],
);

check(
  "an application that an abstract class makes is filled by what the class that extends it adds once it has started",
  `
from abc import ABC, abstractmethod
from contextlib import asynccontextmanager
from fastapi import FastAPI
class Base(ABC):
    def build(self) -> FastAPI:
        @asynccontextmanager
        async def lifespan(app: FastAPI):
            await self.configure(app)
            yield
        return FastAPI(lifespan=lifespan)
    @abstractmethod
    async def configure(self, app): ...
class Worker(Base):
    async def configure(self, app):
        @app.get("/health")
        async def health(): ...
`,
  ["GET /health main.py:17 health"],
  ["registered-at-start main.py:16"],
);

check(
  "each class that extends an abstract one makes an application of its own, and the abstract one makes none",
  `
from abc import ABC, abstractmethod
from fastapi import FastAPI
class Base(ABC):
    def build(self) -> FastAPI:
        app = FastAPI()
        @app.get(self.path())
        def view(): ...
        return app
    @abstractmethod
    def path(self): ...
class A(Base):
    def path(self):
        return "/a"
class Between(Base):
    @abstractmethod
    def more(self): ...
class B(Between):
    def more(self): ...
    def path(self):
        return "/b"
`,
  ["GET /a main.py:8 view", "GET /b main.py:8 view"],
);

check(
  "a router's class of routes says the version of each of its routes",
  `
from fastapi import APIRouter, FastAPI
from fastapi_versioning import VersionedFastAPI, versioned_api_route
first = APIRouter(prefix="/items", route_class=versioned_api_route(1, 0))
@first.get("/")
def old(): ...
second = APIRouter(prefix="/items", route_class=versioned_api_route(2, 0))
@second.get("/new")
def new(): ...
app = FastAPI()
app.include_router(first)
app.include_router(second)
app = VersionedFastAPI(app, prefix_format="/v{major}.{minor}")
`,
  ["GET /v1.0/items/ main.py:6 old", "GET /v2.0/items/ main.py:6 old", "GET /v2.0/items/new main.py:9 new"],
  ["library-routes main.py:13", "library-routes main.py:13"],
);

check(
  "a queue that the module itself empties is empty then, a dictionary that is cleared too",
  `
from collections import deque
from fastapi import APIRouter, FastAPI
app = FastAPI()
def h(): ...
waiting = deque()
for name in ("a", "b"):
    router = APIRouter(prefix="/" + name)
    router.get("/x")(h)
    waiting.append(router)
while waiting:
    app.include_router(waiting.popleft())
table = {"gone": h}
table.clear()
table["kept"] = h
for name in table: app.get("/" + name)(table[name])
`,
  ["GET /a/x main.py:5 h", "GET /b/x main.py:5 h", "GET /kept main.py:5 h"],
);

check(
  "how many things are in a list is not known where one may have been taken out",
  `
from fastapi import FastAPI
import outside
app = FastAPI()
def h(): ...
def one_of(names):
    if len(names) > 1: raise TypeError("several")
    elif len(names) == 0: raise TypeError("none")
    return "some"
names = ["a", "b"]
if outside.first: names.pop(0)
app.get("/" + one_of(names))(h)
app.get("/" + ("two" if len(names) == 2 else "one"))(h)
`,
  ["GET /some main.py:5 h", "GET /one main.py:5 h", "GET /two main.py:5 h"],
  ["route-conditional main.py:13"],
);

check(
  "what a factory registers in a try is certain, whatever it gives back where that fails",
  `
from fastapi import FastAPI
import outside
def create():
    try:
        app = FastAPI()
        outside.connect()
        @app.get("/a")
        def a(): ...
        return app
    except Exception as error:
        print(error)
        return None
app = create()
`,
  ["GET /a main.py:9 a"],
);

check(
  "a recursion that is left before its end is told behind an undecided test too",
  `
from fastapi import FastAPI
import outside
app = FastAPI()
def h(): ...
def deep(n):
    app.get(f"/{n}")(h)
    if n < 30: deep(n + 1)
if outside.deep: deep(0)
`,
  Array.from({ length: 12 }, (_, n) => `GET /${n} main.py:5 h`),
  ["analysis-cut main.py:6", "route-conditional main.py:9"],
);

for (const [where, root] of [
  ["at the top of the project", ""],
  ["in src", "src/"],
] as const)
  check(
    `a package ${where} that is called like a library is found by itself`,
    `
# file: ${root}instructor/__init__.py
# file: ${root}instructor/views.py
from fastapi import APIRouter
router = APIRouter(prefix="/courses")
@router.get("/")
def all(): ...
# file: ${root}instructor/app.py
from fastapi import FastAPI
from instructor import views
app = FastAPI()
app.include_router(views.router)
`,
    [`GET /courses/ ${root}instructor/views.py:4 all`],
  );

check(
  "how many things are in a queue that the module itself filled, and the function of a static method in the dictionary of its class",
  `
from collections import deque
from fastapi import FastAPI
app = FastAPI()
class Views:
    @staticmethod
    def show(): ...
queue = deque([1, 2, 3], maxlen=2)
while len(queue):
    app.get(f"/{queue.pop()}")(Views.__dict__["show"].__func__)
`,
  ["GET /2 main.py:7 Views.show", "GET /3 main.py:7 Views.show"],
);
