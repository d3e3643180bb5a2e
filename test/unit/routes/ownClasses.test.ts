import { check } from "./reading";

// Classes of the project that act as operators, collections or functions; the lists are what FastAPI itself serves.

check(
  "a class of the project says what operators do",
  `
from fastapi import FastAPI
class Path:
    def __init__(self, app, parts=()): self.app, self.parts = app, parts
    def __truediv__(self, name): return Path(self.app, (*self.parts, name))
    def __str__(self): return "/" + "/".join(self.parts)
    def __matmul__(self, f): self.app.post(f"{self}")(f); return f
    def __rshift__(self, f): self.app.put(str(self))(f)
    def __len__(self): return len(self.parts)
    def __contains__(self, name): return name in self.parts
    def __iadd__(self, name):
        self.parts = (*self.parts, name)
        return self
app = FastAPI()
def one(): ...
api = Path(app)
(api / "matrix") @ one
api / "shifted" >> one
api += "added"
api @ one
if "added" in api and len(api) == 1:
    app.get("/in")(one)
if "other" in api:
    app.get("/never")(one)
`,
  ["GET /in main.py:15 one", "POST /added main.py:15 one", "POST /matrix main.py:15 one", "PUT /shifted main.py:15 one"],
);

check(
  "instances are compared as their class says",
  `
from operator import attrgetter
from fastapi import FastAPI
class Entry:
    def __init__(self, path, order): self.path, self.order = path, order
    def __lt__(self, other): return self.order < other.order
    def __eq__(self, other): return self.order == other.order
    def handler(self): ...
entries = [Entry("/a", 2), Entry("/b", 1), Entry("/c", 3)]
app = FastAPI()
app.get(min(entries).path + "/first")(Entry.handler)
app.get(max(entries, key=attrgetter("order")).path + "/last")(Entry.handler)
app.get("".join(e.path for e in sorted(entries)))(Entry.handler)
if entries[0] == Entry("/x", 2) and entries[0] != entries[1]:
    app.get("/equal")(Entry.handler)
`,
  ["GET /b/a/c main.py:8 Entry.handler", "GET /b/first main.py:8 Entry.handler", "GET /c/last main.py:8 Entry.handler", "GET /equal main.py:8 Entry.handler"],
);

check(
  "a class that extends a dictionary or a list holds items",
  `
from collections import UserDict
from fastapi import FastAPI
class Registry(dict):
    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix
    def route(self, path, **options):
        def register(f):
            self[path] = (f, options)
            return f
        return register
    def install(self, app):
        for path, (f, options) in self.items():
            app.add_api_route(self.prefix + path, f, **options)
class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)
class Steps(list):
    def run(self, app):
        for step in self:
            step(app)
class Dotted(dict):
    __getattr__ = dict.get
class Named(dict):
    def __missing__(self, key): return "/missing/" + key
registry = Registry("/reg")
@registry.route("/a", methods=["POST"])
def a(): ...
@registry.route("/b")
def b(): ...
app = FastAPI()
registry.install(app)
upper = Upper()
upper["x"] = a
for name, f in upper.items():
    app.get("/" + name)(f)
steps = Steps()
steps.append(lambda app: app.get("/step")(a))
steps.run(app)
app.get(Dotted(users="/dotted").users)(a)
app.get(Named()["key"])(a)
if "/a" in registry and len(registry) == 2:
    app.get("/two")(a)
`,
  [
    "GET /X main.py:29 a",
    "GET /dotted main.py:29 a",
    "GET /missing/key main.py:29 a",
    "GET /reg/b main.py:31 b",
    "GET /step main.py:29 a",
    "GET /two main.py:29 a",
    "POST /reg/a main.py:29 a",
  ],
);

check(
  "a class of the project is gone through",
  `
from fastapi import FastAPI
class Counter:
    def __init__(self, end): self.i, self.end = 0, end
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.end: raise StopIteration
        self.i += 1
        return f"/next{self.i}"
class Sequence:
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return f"/item{i}"
app = FastAPI()
def h(): ...
for path in Counter(2):
    app.get(path)(h)
for path in Sequence():
    app.get(path)(h)
def numbers():
    n = 0
    while True:
        n += 1
        yield n
ids = numbers()
app.get(f"/id{next(ids)}")(h)
app.get(f"/id{next(ids)}")(h)
`,
  [
    "GET /id1 main.py:15 h",
    "GET /id2 main.py:15 h",
    "GET /item0 main.py:15 h",
    "GET /item1 main.py:15 h",
    "GET /next1 main.py:15 h",
    "GET /next2 main.py:15 h",
  ],
);

check(
  "what has the names of a protocol is one",
  `
from typing import Protocol, runtime_checkable
from fastapi import APIRouter, FastAPI
@runtime_checkable
class HasRouter(Protocol):
    router: APIRouter
class Users:
    def __init__(self):
        self.router = APIRouter(prefix="/users")
        self.router.get("/x")(self.x)
    def x(self): ...
class Other: pass
app = FastAPI()
for one in (Users(), Other()):
    if isinstance(one, HasRouter):
        app.include_router(one.router)
    else:
        app.get("/other")(Users.x)
`,
  ["GET /other main.py:11 Users.x", "GET /users/x main.py:11 Users.x"],
);

check(
  "methods that the project puts into FastAPI's own classes",
  `
import types
from fastapi import APIRouter, FastAPI
def h(): ...
def add_ping(self): self.get("/ping")(h)
FastAPI.add_ping = add_ping
original = APIRouter.include_router
def below(self, router, *, prefix="", **options):
    return original(self, router, prefix="/below" + prefix, **options)
inner = APIRouter()
inner.get("/a")(h)
app = FastAPI()
app.add_ping()
APIRouter.include_router = below
outer = APIRouter()
outer.include_router(inner, prefix="/x")
APIRouter.include_router = original
app.include_router(outer)
types.MethodType(lambda self, path: self.get(path)(h), app)("/bound")
`,
  ["GET /below/x/a main.py:4 h", "GET /bound main.py:4 h", "GET /ping main.py:4 h"],
);

check(
  "a class around a function that says whose it is",
  `
import functools
from fastapi import FastAPI
class Timed:
    def __init__(self, f):
        self.f = f
        functools.update_wrapper(self, f)
    def __call__(self): return self.f()
app = FastAPI()
@app.get("/timed")
@Timed
def timed(): ...
`,
  ["GET /timed main.py:12 timed"],
);

check(
  "a class that the project makes itself is not made again with its defaults",
  `
from fastapi import APIRouter, FastAPI
class Server:
    app = FastAPI()
    router = APIRouter(prefix="/s")
    def __init__(self, name="default"):
        self.router.add_api_route("/x", self.x)
        self.app.include_router(self.router, prefix=f"/{name}")
    def x(self): ...
app = Server("own").app
`,
  ["GET /own/s/x main.py:9 Server.x"],
);

// A class whose subclass the project makes is served by nobody; where nobody makes either, both are listed.
const server = `
from fastapi import FastAPI
class Base:
    prefix = "/base"
    def __init__(self):
        self.app = FastAPI()
        self.setup()
    def setup(self): self.app.get(self.prefix + "/ping")(self.ping)
    async def ping(self): ...
    def run(self): __import__("uvicorn").run(self.app)
class Server(Base):
    prefix = "/srv"
`;
const ping = (prefix: string) => `GET ${prefix}/ping main.py:9 Base.ping`;
check("a base class of one that the project makes is no application of its own", `${server}app = Server().app\n`, [ping("/srv")]);
check("nor where a program makes it", `${server}def main(): Server().run()\nif __name__ == "__main__": main()\n`, [ping("/srv")]);
check(
  "nor where the class above it has an application of its own",
  `${server}    def __init__(self):\n        self.app = FastAPI()\n        self.setup()\napp = Server().app\n`,
  [ping("/srv")],
);
check("a base class that is made too is one", `${server}app = Server().app\nother = Base().app\n`, [ping("/base"), ping("/srv")]);
check("of classes that nobody makes each may be the one", server, [ping("/base"), ping("/srv")]);
