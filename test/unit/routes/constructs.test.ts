import { expect, test } from "vitest";
import { check, read } from "./reading";

// One fixture a construct of issue 3 and of the reference tables; the constructor lists are what FastAPI itself serves.

check(
  "aliases of FastAPI and APIRouter, imported as modules too",
  `
import fastapi
import fastapi.routing as fr
from fastapi import FastAPI as FA, APIRouter as R
app = FA()
one = fastapi.APIRouter(prefix="/one")
two = fr.APIRouter(prefix="/two")
three = R(prefix="/three")
@one.get("/x")
def x1(): ...
@two.get("/x")
def x2(): ...
@three.get("/x")
def x3(): ...
for r in [one, two, three]:
    app.include_router(r)
`,
  ["GET /one/x main.py:10 x1", "GET /two/x main.py:12 x2", "GET /three/x main.py:14 x3"],
);

check(
  "FastAPIOffline: a library's own application",
  `
from fastapi_offline import FastAPIOffline
app = FastAPIOffline()
@app.get("/x")
def x(): ...
`,
  ["GET /x main.py:5 x"],
);

check(
  "a subclass of APIRouter in another module, two routers in one file",
  `
# file: core/routing.py
from fastapi import APIRouter
class Base(APIRouter): ...
class MyRouter(Base):
    def __init__(self, name, **kwargs):
        super().__init__(prefix=f"/{name}", tags=[name], **kwargs)
# file: users.py
from core.routing import MyRouter
router = MyRouter("users")
admin = MyRouter("admin")
@router.get("/")
def list_users(): ...
@admin.delete("/{id}")
def remove(): ...
# file: main.py
from fastapi import FastAPI
import users
app = FastAPI()
app.include_router(users.router)
app.include_router(users.admin, prefix="/v1")
`,
  ["GET /users/ users.py:5 list_users", "DELETE /v1/admin/{id} users.py:7 remove"],
);

check(
  "a class returned by a function",
  `
from fastapi import FastAPI
def make_class():
    class App(FastAPI):
        pass
    return App
App = make_class()
app = App()
@app.get("/x")
def x(): ...
`,
  ["GET /x main.py:10 x"],
);

check(
  "add_api_route and its like, with functions, lambdas, methods, partials and imported functions",
  `
# file: handlers.py
def imported(): ...
class Views:
    def method(self): ...
    @classmethod
    def of_class(cls): ...
    @staticmethod
    def static(): ...
    async def __call__(self): ...
# file: main.py
from functools import partial
from fastapi import FastAPI, APIRouter
from handlers import imported, Views
import handlers
app = FastAPI()
views = Views()
def plain(a): ...
app.add_api_route("/plain", plain)
app.add_api_route("/two", plain, methods=["POST", "PUT"])
app.add_api_route("/imported", imported, methods=["GET"])
app.add_api_route(path="/method", endpoint=views.method)
app.add_api_route("/class", Views.of_class)
app.add_api_route("/static", handlers.Views.static)
app.add_api_route("/lambda", lambda: {})
app.add_api_route("/partial", partial(plain, 1))
app.add_api_route("/callable", views)
app.add_api_websocket_route("/ws", plain)
app.add_route("/raw", imported)
app.add_route("/raw2", imported, ["POST"])
app.add_websocket_route("/ws2", plain)
app.get("/called")(imported)
`,
  [
    "GET /plain main.py:7 plain",
    "POST /two main.py:7 plain",
    "PUT /two main.py:7 plain",
    "GET /imported handlers.py:1 imported",
    "GET /method handlers.py:3 Views.method",
    "GET /class handlers.py:5 Views.of_class",
    "GET /static handlers.py:7 Views.static",
    "GET /lambda main.py:14 <lambda>",
    "GET /partial main.py:7 plain",
    "GET /callable handlers.py:8 Views.__call__",
    "WEBSOCKET /ws main.py:7 plain",
    "GET /raw handlers.py:1 imported",
    "POST /raw2 handlers.py:1 imported",
    "WEBSOCKET /ws2 main.py:7 plain",
    "GET /called handlers.py:1 imported",
  ],
);

check(
  "prefixes: concatenation, format, percent, join, constants of other modules, enumerations, classes, dictionaries",
  `
# file: constants.py
from enum import Enum
V = 2
API = "/api"
class P(str, Enum):
    USERS = "/users"
class Paths:
    ITEMS = API + "/items"
CONFIG = {"prefix": {"orders": "/orders"}}
# file: main.py
from fastapi import FastAPI, APIRouter
import constants
from constants import *
app = FastAPI()
def router(prefix):
    r = APIRouter()
    @r.get("/x")
    def x(): ...
    app.include_router(r, prefix=prefix)
router(API + "/a")
router(f"/v{V}/b")
router("/v{}/c".format(V))
router("%s/d" % constants.API)
router("/".join(["", "e", "f"]))
router(P.USERS.value)
router(Paths.ITEMS)
router(CONFIG["prefix"]["orders"])
router(r"/raw")
router("/Upper".lower().rstrip("/"))
`,
  ["/api/a", "/v2/b", "/v2/c", "/api/d", "/e/f", "/users", "/api/items", "/orders", "/raw", "/upper"].map((p) => `GET ${p}/x main.py:8 x`),
);

check(
  "settings: defaults, nested, from a cached function, properties, getenv with a default, dataclasses",
  `
# file: config.py
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings
class Api(BaseModel):
    prefix: str = "/nested"
class Settings(BaseSettings):
    API: str = Field(default="/field", env="API")
    positional: str = Field("/positional")
    nested: Api = Api()
    made: Api = Field(default_factory=Api)
    version: int = 3
    required: str
    @property
    def path(self) -> str:
        return f"/p{self.version}"
@lru_cache
def get_settings() -> Settings:
    return Settings()
@dataclass
class D:
    prefix: str = "/data"
    other: str = field(default="/fielded")
ENV = os.getenv("ENV_PREFIX", "/env")
OR = os.environ.get("X") or "/or"
# file: main.py
from fastapi import FastAPI, APIRouter
from config import get_settings, D, ENV, OR
settings = get_settings()
app = FastAPI()
r = APIRouter()
@r.get("/x")
def x(): ...
app.include_router(r, prefix=settings.API)
app.include_router(r, prefix=settings.positional)
app.include_router(r, prefix=settings.nested.prefix)
app.include_router(r, prefix=settings.made.prefix + "/m")
app.include_router(r, prefix=settings.path)
app.include_router(r, prefix=D().prefix)
app.include_router(r, prefix=D(prefix="/given").prefix)
app.include_router(r, prefix=D().other)
app.include_router(r, prefix=ENV)
app.include_router(r, prefix=OR)
app.include_router(r, prefix=settings.required)
`,
  ["/field", "/positional", "/nested", "/nested/m", "/p3", "/data", "/given", "/fielded", "/env", "/or", "{?}"].map((p) => `GET ${p}/x main.py:7 x`),
  ["unresolved-path main.py:18"],
);

check(
  "the same router twice, a router in a router, includes of what a function returns",
  `
from fastapi import FastAPI, APIRouter
app = FastAPI()
inner = APIRouter(prefix="/inner")
outer = APIRouter(prefix="/outer")
@inner.get("/x")
def x(): ...
outer.include_router(inner, prefix="/mid")
app.include_router(outer, prefix="/v1")
app.include_router(outer, prefix="/v2")
def get_router(name):
    r = APIRouter(prefix="/" + name)
    @r.post("/y")
    def y(): ...
    return r
app.include_router(get_router("a"))
app.include_router(get_router("b"))
routers = {"c": get_router("c")}
for name, r in routers.items():
    app.include_router(r, prefix=f"/{name}")
[app.include_router(r) for r in map(get_router, ("d",))]
`,
  [
    "GET /v1/outer/mid/inner/x main.py:7 x",
    "GET /v2/outer/mid/inner/x main.py:7 x",
    "POST /a/y main.py:14 y",
    "POST /b/y main.py:14 y",
    "POST /c/c/y main.py:14 y",
    "POST /d/y main.py:14 y",
  ],
);

check(
  "stars, re-exports over several hops, conditional and relative imports, a package without __init__",
  `
# file: app/main.py
from fastapi import FastAPI
from .api import *
from .api.v1 import router as v1
try:
    from .missing import router as gone
except ImportError:
    gone = None
app = FastAPI()
app.include_router(users)
app.include_router(v1)
if gone is not None:
    app.include_router(gone)
# file: app/api/__init__.py
from .hop import users
# file: app/api/hop.py
from .deep.users import router as users
# file: app/api/deep/users.py
from fastapi import APIRouter
router = APIRouter(prefix="/users")
@router.get("/")
def get_users(): ...
# file: app/api/v1/__init__.py
from fastapi import APIRouter
from . import items
router = APIRouter(prefix="/v1")
router.include_router(items.router)
# file: app/api/v1/items.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/items")
def get_items(): ...
`,
  ["GET /users/ app/api/deep/users.py:4 get_users", "GET /v1/items app/api/v1/items.py:4 get_items"],
  ["route-switched-off app/main.py:12"],
);

check(
  "src layout and a monorepo with two applications of one name",
  `
# file: services/a/src/pkg/__init__.py
# file: services/a/src/pkg/main.py
from fastapi import FastAPI
from pkg.routes import router
app = FastAPI()
app.include_router(router)
# file: services/a/src/pkg/routes.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/a")
def a(): ...
# file: services/b/src/pkg/__init__.py
# file: services/b/src/pkg/main.py
from fastapi import FastAPI
from pkg.routes import router
app = FastAPI()
app.include_router(router)
# file: services/b/src/pkg/routes.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/b")
def b(): ...
`,
  ["GET /a services/a/src/pkg/routes.py:4 a", "GET /b services/b/src/pkg/routes.py:4 b"],
);

check(
  "mounts: nested, on a router, Starlette's own routes, static files, host, root_path",
  `
from fastapi import FastAPI, APIRouter
from fastapi.staticfiles import StaticFiles
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.applications import Starlette
def h(request): ...
inner = FastAPI(root_path="/ignored")
@inner.get("/x")
def x(): ...
mid = FastAPI()
mid.mount("/inner/", inner)
star = Starlette(routes=[Route("/s", h), Mount("/deep", routes=[Route("/t", h, methods=["POST"]), WebSocketRoute("/w", h)])])
app = FastAPI(root_path="/api", routes=[Route("/given", h)])
app.mount("/mid", mid)
app.mount("/star", app=star)
app.mount("/static", StaticFiles(directory="static"), name="static")
app.host("api.example.org", FastAPI(routes=[Route("/hosted", h)]))
`,
  [
    "GET /mid/inner/x main.py:9 x",
    "GET /star/s main.py:6 h",
    "POST /star/deep/t main.py:6 h",
    "WEBSOCKET /star/deep/w main.py:6 h",
    "GET /given main.py:6 h",
    "GET /hosted main.py:6 h",
  ],
);

check(
  "class-based views: cbv, methods decorated in a class, registered in __init__",
  `
from fastapi import FastAPI, APIRouter
from fastapi_utils.cbv import cbv
router = APIRouter(prefix="/items")
@cbv(router)
class Items:
    @router.get("/")
    def all(self): ...
    @router.post("/{id}")
    def one(self, id: int): ...
class Server:
    def __init__(self, name="s"):
        self.app = FastAPI()
        self.router = APIRouter(prefix=f"/{name}")
        self.router.add_api_route("/status", self.status, methods=["GET"])
        self.setup()
        self.app.include_router(self.router)
        self.app.include_router(router)
    def setup(self):
        @self.router.get("/closure")
        def closure(): ...
    def status(self): ...
server = Server()
`,
  ["GET /items/ main.py:8 Items.all", "POST /items/{id} main.py:10 Items.one", "GET /s/status main.py:22 Server.status", "GET /s/closure main.py:21 closure"],
);

check(
  "overridden methods of a router register for the line that called them",
  `
# file: base.py
from fastapi import APIRouter as Plain
class Slashed(Plain):
    def add_api_route(self, path, endpoint, *, include_in_schema=True, **kwargs):
        if path.endswith("/"):
            path = path[:-1]
        super().add_api_route(path, endpoint, include_in_schema=include_in_schema, **kwargs)
        super().add_api_route(path + "/", endpoint, include_in_schema=False, **kwargs)
# file: main.py
from fastapi import FastAPI
from base import Slashed
router = Slashed(prefix="/r")
@router.get("/x/")
def x(): ...
app = FastAPI()
app.include_router(router)
`,
  ["GET /r/x main.py:5 x", "GET /r/x/ main.py:5 x"],
);

check(
  "both sides of an unknown branch; one side of a known one",
  `
import os, sys
from typing import TYPE_CHECKING
from fastapi import FastAPI
app = FastAPI()
DEBUG = False
if TYPE_CHECKING:
    from nowhere import Thing
if DEBUG:
    @app.get("/debug")
    def debug(): ...
else:
    @app.get("/nodebug")
    def nodebug(): ...
if os.environ["MODE"] == "a":
    @app.get("/a")
    def a(): ...
else:
    @app.get("/b")
    def b(): ...
with open("x") as f:
    @app.get("/with")
    def inwith(): ...
try:
    @app.get("/try")
    def intry(): ...
except Exception:
    raise
`,
  ["GET /nodebug main.py:14 nodebug", "GET /a main.py:17 a", "GET /b main.py:20 b", "GET /with main.py:23 inwith", "GET /try main.py:26 intry"],
  ["route-switched-off main.py:10", "either-routes main.py:15"],
);

check(
  "decorators of the project and of libraries around a handler; callbacks and webhooks are no routes",
  `
from functools import wraps
from fastapi import FastAPI, APIRouter
from slowapi import Limiter
app = FastAPI()
limiter = Limiter(key_func=None)
def logged(func):
    @wraps(func)
    async def wrapper(*args, **kwargs):
        return await func(*args, **kwargs)
    return wrapper
def route(path):
    def deco(fn):
        app.add_api_route(path, fn, methods=["PATCH"])
        return fn
    return deco
@app.get("/logged")
@logged
async def handler(): ...
@app.get("/limited")
@limiter.limit("5/minute")
async def limited(): ...
@route("/own")
async def own(): ...
callbacks = APIRouter()
@callbacks.post("{$callback_url}/done")
def done(): ...
@app.post("/with-callbacks", callbacks=callbacks.routes)
def with_callbacks(): ...
@app.webhooks.post("new-thing")
def webhook(): ...
`,
  ["GET /logged main.py:19 handler", "GET /limited main.py:22 limited", "PATCH /own main.py:24 own", "POST /with-callbacks main.py:29 with_callbacks"],
);

check(
  "modules imported by a loop over their folder",
  `
# file: app/__init__.py
# file: app/main.py
import importlib, pkgutil
from fastapi import FastAPI
from app import routers
app = FastAPI()
for info in pkgutil.iter_modules(routers.__path__):
    module = importlib.import_module(f"app.routers.{info.name}")
    app.include_router(module.router, prefix=f"/{info.name}")
for name in ["extra"]:
    app.include_router(getattr(importlib.import_module("app." + name), "router"))
# file: app/routers/__init__.py
# file: app/routers/one.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/x")
def x(): ...
# file: app/routers/two.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/y")
def y(): ...
# file: app/extra.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/z")
def z(): ...
`,
  ["GET /one/x app/routers/one.py:4 x", "GET /two/y app/routers/two.py:4 y", "GET /z app/extra.py:4 z"],
);

check(
  "a factory that nobody calls, with helpers that take the application",
  `
# file: setup.py
from fastapi import FastAPI
def add_routes(app: FastAPI, prefix: str = "/h"):
    from fastapi import APIRouter
    r = APIRouter()
    @r.get("/x")
    def x(): ...
    app.include_router(r, prefix=prefix)
    return app
# file: server.py
import fastapi
from setup import add_routes
class Container:
    def create(self) -> fastapi.FastAPI:
        app = fastapi.FastAPI()
        add_routes(app)
        add_routes(app=app, prefix="/again")
        return app
def get_application():
    return Container().create()
`,
  ["GET /h/x setup.py:6 x", "GET /again/x setup.py:6 x"],
);

check(
  "include of something unknown is said",
  `
from fastapi import FastAPI
from plugins import load
from fastapi_users import FastAPIUsers
app = FastAPI()
for router in load():
    app.include_router(router, prefix="/p")
users = FastAPIUsers()
app.include_router(users.get_auth_router(None), prefix="/auth")
@app.get("/x")
def x(): ...
`,
  ["GET /x main.py:11 x"],
  ["library-routes main.py:9", "unresolved-router main.py:7"],
);

test("a router or an application of a module that is not read is said with the module's name", async () => {
  const { problems } = await read(`
# file: main.py
from fastapi import FastAPI
import app.lost as lost
from app.also_lost import admin
app = FastAPI()
app.include_router(lost.router)
app.mount("/admin", admin)
# file: app/__init__.py
`);
  expect(problems.map(({ code, message }) => [code, /comes from (\S+),/.exec(message)?.[1]])).toEqual([
    ["unresolved-router", "app.lost"],
    ["unresolved-mount", "app.also_lost"],
  ]);
});

check(
  "traits of a class of traitlets: their defaults, computed ones, what a subclass, an argument or an assignment says",
  `
from fastapi import FastAPI
from traitlets import Bool, Enum, List, Unicode, default
from traitlets.config import Application
class Server(Application):
    prefix = Unicode("/base", help="prefix of all", config=True)
    name = Unicode(config=True)
    mode = Enum(["x", "y"], default_value="y")
    closed = Bool(False, config=True)
    more = List(["/p", "/q"])
    late = Unicode()
    @default("late")
    def _late(self):
        return self.prefix + "/late"
    def app(self):
        app = FastAPI()
        app.get(self.prefix + "/a")(a)
        app.get(self.late)(a)
        app.get("/" + self.mode + self.name)(a)
        for path in self.more:
            app.get(path)(a)
        if self.closed:
            app.get("/closed")(a)
        return app
class Sub(Server):
    prefix = "/sub"
def a(): ...
app = FastAPI()
app.mount("/0", Server().app())
app.mount("/1", Sub().app())
given = Server(prefix="/given")
given.name = "-z"
app.mount("/2", given.app())
`,
  [
    ...["/0/base/a", "/0/base/late", "/0/y", "/0/p", "/0/q", "/1/sub/a", "/1/sub/late", "/1/y", "/1/p", "/1/q"],
    ...["/2/given/a", "/2/given/late", "/2/y-z", "/2/p", "/2/q"],
  ].map((path) => `GET ${path} main.py:27 a`),
);

check(
  "the bases of a class in a list that the program fills",
  `
from fastapi import FastAPI
from pydantic import BaseModel
class Base(BaseModel):
    prefix: str = "/v1"
class More(BaseModel):
    name: str = "/m"
bases = [Base]
if "m" in "m,n".split(","):
    bases.append(More)
class Settings(*bases):
    pass
settings = Settings()
app = FastAPI()
@app.get(settings.prefix + settings.name)
def a(): ...
`,
  ["GET /v1/m main.py:16 a"],
);

check(
  "static files of a class of the project are no application that cannot be read",
  `
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
class Pages(StaticFiles):
    def __init__(self, folder):
        super().__init__(directory=folder)
app = FastAPI()
app.mount("/ui", Pages("dist"))
@app.get("/a")
def a(): ...
`,
  ["GET /a main.py:10 a"],
);

check(
  "a library goes before the project's own folder of its name, deeper than where imports start",
  `
# file: main.py
from fastapi import FastAPI
from app.system.strawberry.schema import graphql
app = FastAPI()
app.include_router(graphql, prefix="/graphql")
# file: app/__init__.py
# file: app/system/__init__.py
# file: app/system/strawberry/__init__.py
# file: app/system/strawberry/schema.py
import strawberry
from strawberry.fastapi import GraphQLRouter
graphql = GraphQLRouter(strawberry.Schema(query=object))
`,
  [],
  ["library-routes main.py:4"],
);

check(
  "routes of a lifespan, routes given and appended, prefix of a router that Starlette's routes do not get",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, APIRouter
from fastapi.routing import APIRoute
def f(): ...
@asynccontextmanager
async def lifespan(app: FastAPI):
    app.add_api_route("/late", f)
    yield
app = FastAPI(lifespan=lifespan)
r = APIRouter(prefix="/r")
r.add_route("/plain", f)
r.add_api_route("/api", f)
app.include_router(r, prefix="/p")
app.router.routes.append(APIRoute("/appended", f, methods=["DELETE"]))
app.routes.extend(APIRouter(routes=[APIRoute("/given", f)]).routes)
app.router.get("/via-router")(f)
`,
  [
    "GET /late main.py:5 f",
    "GET /p/plain main.py:5 f",
    "GET /p/r/api main.py:5 f",
    "DELETE /appended main.py:5 f",
    "GET /given main.py:5 f",
    "GET /via-router main.py:5 f",
  ],
  ["registered-at-start main.py:8"],
);

const late = (lock: string): string => `
# file: requirements.txt
${lock}
# file: main.py
from fastapi import FastAPI, APIRouter
app = FastAPI()
r = APIRouter()
@r.get("/early")
def early(): ...
app.include_router(r)
@r.get("/late")
def late(): ...
`;
check("a route added after its router was included, with a FastAPI that sees it", late("fastapi>=0.100"), [
  "GET /early main.py:5 early",
  "GET /late main.py:8 late",
]);
check("the same with one that copies", late("fastapi==0.115.2"), ["GET /early main.py:5 early"]);

check(
  "classy views: a decorator that registers the methods of a class, and enumerated methods",
  `
from enum import Enum
from http import HTTPMethod
from fastapi import FastAPI
app = FastAPI()
class M(str, Enum):
    POST = "POST"
@app.api_route("/m", methods=[M.POST.value, HTTPMethod.PATCH])
def m(): ...
@app.api_route("/dup", methods=["GET", "get", "GET"])
def dup(): ...
`,
  ["POST /m main.py:9 m", "PATCH /m main.py:9 m", "GET /dup main.py:11 dup"],
);

check(
  "an include cycle and an application mounted into itself end",
  `
from fastapi import FastAPI, APIRouter
app = FastAPI()
a = APIRouter()
b = APIRouter(prefix="/b")
a.include_router(b)
b.include_router(a)
@b.get("/x")
def x(): ...
app.include_router(a)
app.mount("/self", app)
`,
  ["GET /b/x main.py:9 x"],
);

check(
  "settled by hand: a path by its registration, a prefix by the place of the problem",
  `
import os
from fastapi import FastAPI, APIRouter
app = FastAPI()
r = APIRouter(prefix=os.environ["A"])
@r.get("/x")
def x(): ...
@app.get(os.environ["B"])
def y(): ...
app.include_router(r)
`,
  ["GET /settled/x main.py:7 x", "GET /whole main.py:9 y"],
  [],
  [
    { at: "main.py:5", path: "/settled" },
    { at: "main.py:8", path: "/whole" },
  ],
);

check(
  "a settings model filled from a file: its defaults are not the truth; a factory that asks for settings gets their defaults",
  `
# file: config.py
import yaml
from pydantic import BaseModel
from pydantic_settings import BaseSettings
class Ui(BaseModel):
    path: str = "/ui"
class FromFile(BaseModel):
    ui: Ui
    prefix: str = "/default"
class Settings(BaseSettings):
    prefix: str = "/env"
def load():
    with open("x.yaml") as f:
        return yaml.safe_load(f)
filled = FromFile(**load())
# file: main.py
from fastapi import FastAPI, APIRouter
from config import filled, Settings
r = APIRouter()
@r.get("/x")
def x(): ...
def create_app(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.include_router(r, prefix=settings.prefix)
    app.include_router(r, prefix=filled.prefix)
    app.include_router(r, prefix=f"/a{filled.ui.path}")
    return app
`,
  ["GET /env/x main.py:5 x", "GET {?}/x main.py:5 x", "GET /a{?}/x main.py:5 x"],
  ["unresolved-path main.py:10", "unresolved-path main.py:9"],
);

check(
  "server classes: the application made in __init__, routes added by a method that the main block calls",
  `
# file: server.py
from fastapi import FastAPI, APIRouter
class Api:
    def __init__(self, host: str):
        self._app = FastAPI()
        self._router = APIRouter()
    def serve(self):
        self._router.add_api_route("/status", self.status, methods=["GET"])
        self._app.include_router(self._router)
    async def status(self): ...
def run(host):
    api = Api(host)
    api.serve()
`,
  ["GET /status server.py:9 Api.status"],
);

check(
  "an application that a file without FastAPI in it makes from a factory and a router",
  `
# file: src/app/main.py
from .api import router
from .setup import create_application
app = create_application(router=router)
# file: src/app/api/__init__.py
from fastapi import APIRouter
router = APIRouter(prefix="/api")
@router.get("/x")
def x(): ...
# file: src/app/setup.py
from fastapi import FastAPI
def create_application(router, **kwargs) -> FastAPI:
    application = FastAPI(**kwargs)
    application.include_router(router)
    return application
`,
  ["GET /api/x src/app/api/__init__.py:4 x"],
);

const extended = (base: string, head = ""): string => `${head}
from fastapi import FastAPI
class Base:
${base}
    prefix = "/base"
    def __init__(self):
        self.app = FastAPI()
        self.app.get(self.prefix + "/x")(self.x)
    def x(self): ...
class Child(Base):
    prefix = "/child"
`;

// Nobody makes either; once the project makes the one, it says which (ownClasses.test.ts).
for (const [name, base, head, routes] of [
  ["is used by itself too", "    kind = 1", "", ["/base/x", "/child/x"]],
  ["is used by itself too, whatever a text of it says", '    """No NotImplementedError, no abstractmethod."""', "", ["/base/x", "/child/x"]],
  [
    "is used by itself too where a method refuses some cases",
    "    def use(self, kind):\n        if kind: raise NotImplementedError(kind)",
    "",
    ["/base/x", "/child/x"],
  ],
  ["is only extended where a method is left out", "    def use(self):\n        raise NotImplementedError", "", ["/child/x"]],
  [
    "is only extended where one is left out with words",
    '    def use(self):\n        """Does it."""\n        raise NotImplementedError("use")',
    "",
    ["/child/x"],
  ],
  ["is only extended where a method is abstract", "    @abc.abstractmethod\n    def use(self): ...", "import abc", ["/child/x"]],
  [
    "is only extended where a property is abstract",
    "    @property\n    @abstractmethod\n    def use(self): ...",
    "from abc import abstractmethod",
    ["/child/x"],
  ],
] as const) {
  test(`a class that another extends ${name}`, async () => {
    const facts = await read(extended(base, head));
    expect(facts.routes.map(({ path }) => path).sort()).toEqual(routes);
  });
}

check(
  "a package that is read alone, imported by its name: the folder above it is not there",
  `
# file: __init__.py
# file: main.py
from fastapi import FastAPI
import jose
from app.api import router as api_router
from app.core.config import settings
app = FastAPI()
app.include_router(api_router, prefix=settings.PREFIX)
# file: api.py
from fastapi import APIRouter
from jose import jwt
from app.core import config
router = APIRouter()
@router.get("/users")
def users(): ...
# file: core/__init__.py
# file: core/config.py
class Settings:
    PREFIX = "/v1"
settings = Settings()
`,
  ["GET /v1/users api.py:6 users"],
);

check(
  "a library whose module has the name of one of the package's own is not taken for the package",
  `
# file: __init__.py
# file: main.py
from fastapi import FastAPI
from toolbox.api import router
from toolbox.other import helper
app = FastAPI()
app.include_router(router)
# file: api.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/users")
def users(): ...
`,
  [],
  ["library-routes main.py:5", "router-not-included api.py:2"],
);

check(
  "a wrapper chosen by the kind of a function, under the name that it is given",
  `
import functools, inspect
from fastapi import FastAPI
app = FastAPI()
def streaming(handler):
    if inspect.isasyncgenfunction(handler) or inspect.isgeneratorfunction(handler):
        def wrapped(*args): ...
    elif inspect.iscoroutinefunction(handler):
        async def wrapped(*args): ...
    else:
        def wrapped(*args): ...
    wrapped.__qualname__ = getattr(handler, "__qualname__", wrapped.__qualname__)
    return wrapped
async def numbers():
    yield 1
def letters():
    yield "a"
async def later(): ...
class Desk:
    def now(self): ...
app.get("/numbers")(streaming(numbers))
app.get("/letters")(streaming(letters))
app.get("/later")(streaming(later))
app.get("/now")(streaming(Desk().now))
`,
  ["GET /later main.py:9 later", "GET /letters main.py:7 letters", "GET /now main.py:11 Desk.now", "GET /numbers main.py:7 numbers"],
);

check(
  "a wrapper has the name of what it wraps, through several decorators",
  `
import functools
from fastapi import FastAPI
def touched(func):
    @functools.wraps(func)
    def wrapper(*args):
        return func(*args)
    return wrapper
def remote(func):
    @functools.wraps(func)
    def other(*args):
        return func(*args)
    other.path = "/" + func.__name__
    return other
class Manager:
    @remote
    @touched
    def create(self): ...
app = FastAPI()
@app.post(Manager().create.path)
def a(): ...
`,
  ["POST /create main.py:21 a"],
);
