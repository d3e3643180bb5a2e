import { check } from "./reading";

// Applications that are filled by what nobody calls in the project, and by plug-ins.

check(
  "an application found by its path and filled by a class that only users of the package make",
  `
# file: serving/main.py
from fastapi import FastAPI
app = FastAPI()
# file: serving/server.py
from fastapi import FastAPI
from fastapi.routing import APIRouter
from uvicorn.importer import import_from_string
class Server:
    def __init__(self, plane):
        self.plane = plane
    def register(self, app: FastAPI):
        router = APIRouter(prefix="/v1")
        router.add_api_route("/models", self.models)
        app.include_router(router)
    def start(self):
        self.register(import_from_string("serving.main:app"))
    async def models(self): ...
`,
  ["GET /v1/models serving/server.py:13 Server.models"],
);

check(
  "a class that keeps its only instance by object.__new__",
  `
from fastapi import FastAPI
class Server:
    __one = None
    __ready = False
    def __new__(cls, *args, **kwargs):
        if Server.__one is None:
            Server.__one = object.__new__(cls)
        return Server.__one
    def __init__(self, config):
        if self.__ready:
            return
        Server.__ready = True
        self.app = FastAPI()
        self.configure(self.app)
    def configure(self, app):
        app.get("/x")(self.x)
    def x(self): ...
`,
  ["GET /x main.py:18 Server.x"],
);

check(
  "options of commands have their default, and a switch is given or not",
  `
import click, typer, uvicorn
from fastapi import FastAPI
from api import app
cli = typer.Typer()
@cli.command()
def serve(prefix: str = typer.Option(default="", help="..."), port: int = typer.Option(8000, "--port")):
    if prefix:
        server = FastAPI()
        server.mount(prefix, app)
    else:
        server = app
    uvicorn.run(server, port=port)
@click.command()
@click.option("--root", "-r", default="/tool")
@click.option("--debug/--no-debug", default=False)
@click.option("--check/--no-check", default=True)
@click.option("--more", is_flag=True)
@click.option("--name")
def tool(root, debug, check, more, name):
    server = FastAPI()
    server.get(root + "/t")(t)
    if debug:
        server.get("/debug")(t)
    if check:
        server.get("/check")(t)
    if more:
        server.get("/more")(t)
    if name:
        server.get("/name")(t)
def t(): ...
# file: api.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/x")
def x(): ...
`,
  ["GET /x api.py:4 x", ...["/tool/t", "/debug", "/check", "/more", "/name"].map((path) => `GET ${path} main.py:31 t`)],
  ["route-conditional main.py:23", "route-conditional main.py:25", "route-conditional main.py:27", "route-conditional main.py:29"],
);

check(
  "what a parser of the command line knows, beside what others know",
  `
import argparse
from fastapi import FastAPI
parser = argparse.ArgumentParser()
parser.add_argument("-p", "--prefix", default="/v1")
args, _ = parser.parse_known_args()
app = FastAPI()
@app.get(args.prefix + "/x")
def x(): ...
`,
  ["GET /v1/x main.py:9 x"],
);

check(
  "a switch that nobody gives in the code is given or not; so is one of a method that nobody calls in the code",
  `
import argparse
from api import Server
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rest", action="store_true")
    Server().run(rest=parser.parse_args().rest)
# file: api.py
import threading
import uvicorn
from fastapi import FastAPI
class Server:
    def run(self, rest=False, port=8000):
        if rest:
            app = FastAPI()
            @app.get("/rest")
            def served(): ...
            threading.Thread(target=uvicorn.run, args=(app,)).start()
# file: direct.py
import argparse
from fastapi import FastAPI
parser = argparse.ArgumentParser()
parser.add_argument("--debug", action="store_true")
app = FastAPI()
if parser.parse_args().debug:
    @app.get("/debug")
    def debug(): ...
`,
  ["GET /rest api.py:9 served", "GET /debug direct.py:8 debug"],
  ["route-conditional api.py:6", "route-conditional direct.py:6"],
);

check(
  "switches that a second action, the parser's defaults or a list of arguments may set",
  `
import argparse
from fastapi import FastAPI
parser = argparse.ArgumentParser()
parser.add_argument("--no-a", dest="a", action="store_false")
parser.add_argument("--a", dest="a", action="store_true")
parser.add_argument("--b", action="store_true")
parser.set_defaults(b=True)
parser.add_argument("--d", action="store_true")
args = parser.parse_args(["--d"])
alone = parser.parse_args([])
app = FastAPI()
if args.a:
    @app.get("/a")
    def a(): ...
if args.b:
    @app.get("/b")
    def b(): ...
if args.d:
    @app.get("/d")
    def d(): ...
if alone.d:
    @app.get("/off")
    def off(): ...
`,
  ["GET /a main.py:15 a", "GET /b main.py:18 b", "GET /d main.py:21 d"],
  ["route-conditional main.py:13", "route-switched-off main.py:23"],
);

check(
  "a list of arguments says what each option is, one that does not fit says nothing",
  `
import argparse
from fastapi import FastAPI
parser = argparse.ArgumentParser()
parser.add_argument("-p", "--prefix", default="/cli")
parser.add_argument("--name", type=str, default="x")
parser.add_argument("--debug", action="store_true")
parser.add_argument("--quiet", action="store_true")
parser.add_argument("--level", type=int, default=1)
args = parser.parse_args(["-p", "/given", "--debug", "--name=y", "--level", "2"])
odd = parser.parse_args(["--debug", "other"])
app = FastAPI()
if args.debug:
    @app.get(f"{args.prefix}/{args.name}/{args.level}")
    def x(): ...
if args.quiet:
    @app.get("/quiet")
    def quiet(): ...
if odd.debug:
    @app.get("/odd")
    def other(): ...
`,
  ["GET /given/y/2 main.py:15 x", "GET /odd main.py:21 other"],
  ["route-conditional main.py:19", "route-switched-off main.py:17"],
);

check(
  "a factory ends at what certainly raises, not at what it asks of its environment",
  `
import os
from fastapi import FastAPI
READY = False
def create_app():
    app = FastAPI()
    if not os.getenv("KEY"):
        raise RuntimeError("no key")
    if not READY:
        raise RuntimeError("too early")
    @app.get("/x")
    def x(): ...
    if True:
        raise RuntimeError("gone")
    @app.get("/never")
    def never(): ...
    return app
def create_old():
    app = FastAPI()
    @app.get("/old")
    def old(): ...
    if not False and 1:
        raise RuntimeError("gone")
    @app.get("/older")
    def older(): ...
    return app
`,
  ["GET /x main.py:12 x", "GET /old main.py:21 old"],
);

const registry = `
# file: web/__init__.py
from importlib.metadata import entry_points
from fastapi import FastAPI
app = FastAPI()
for point in entry_points(group="web.routers"):
    app.include_router(point.load(), prefix=f"/{point.name}")
# file: web/users.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/all")
def all_users(): ...
`;

for (const [form, file, text] of [
  ["a table of pyproject.toml", "pyproject.toml", '[project]\nname = "web"\n\n[project.entry-points."web.routers"]\nusers = "web.users:router"\n\n[tool.x]\n'],
  ["a dotted key", "pyproject.toml", '[project]\nname = "web"\nentry-points."web.routers".users = "web.users:router"\n'],
  ["Poetry", "pyproject.toml", '[tool.poetry.plugins."web.routers"]\nusers = "web.users:router"\n'],
  ["an inline table", "pyproject.toml", '[project.entry-points]\n"web.other" = {posts = "web.posts:router"}\n"web.routers" = {users = "web.users:router"}\n'],
  ["with an extra", "pyproject.toml", '[project.entry-points."web.routers"]\nusers = "web.users : router [all]"\n'],
  ["setup.cfg", "setup.cfg", "[options.entry_points]\nweb.other =\n    posts = web.posts:router\nweb.routers =\n    users = web.users:router\n[flake8]\n"],
  ["setup.py", "setup.py", 'from setuptools import setup\nsetup(entry_points={"web.routers": ["users = web.users:router"]})\n'],
] as const)
  check(`entry points that the project itself declares: ${form}`, `${registry}# file: ${file}\n${text}`, ["GET /users/all web/users.py:4 all_users"]);

check(
  "entry points chosen by group and name, of which one is a module",
  `
# file: web/__init__.py
from importlib.metadata import entry_points
from fastapi import FastAPI
def chosen(group, name=None):
    points = entry_points().select(group=group)
    if name is not None:
        points = points.select(name=name)
    return [point for point in points]
app = FastAPI()
for name in sorted(point.name for point in chosen("web.routers")):
    for point in chosen("web.routers", name):
        app.include_router(point.load(), prefix=f"/{name}")
        break
    else:
        raise NotImplementedError(name)
for extension in entry_points(group="web").select(name="extension"):
    app.get(f"/{extension.module}")(lambda: 0)
# file: web/users.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/all")
def all_users(): ...
# file: pyproject.toml
[project.entry-points.web]
extension = "web.users"
[project.entry-points."web.routers"]
users = "web.users:router"
".known" = "web.users:router"
`,
  ["GET /.known/all web/users.py:4 all_users", "GET /users/all web/users.py:4 all_users", "GET /web.users web/__init__.py:16 <lambda>"],
);

check(
  "a factory that fails without what the environment gives is one that got it",
  `
import os
from fastapi import FastAPI
def urls():
    found = {}
    for name in ("main", "other"):
        if url := os.environ.get(f"DB_{name}"):
            found[name] = url
    return found
def create():
    app = FastAPI()
    failed = True
    for name, url in urls().items():
        failed = False
    if failed:
        raise RuntimeError("no database")
    @app.get("/a")
    def a(): ...
    return app
def tried():
    if not urls():
        raise RuntimeError("no database")
    return "/found"
app = create()
try:
    path = tried()
except RuntimeError:
    path = "/fallback"
app.get(path)(lambda: 0)
`,
  ["GET /a main.py:18 a", "GET /fallback main.py:29 <lambda>"],
);

check(
  "hooks of pluggy: each plug-in that has one, the last first",
  `
import pluggy
from fastapi import APIRouter, FastAPI
hookimpl = pluggy.HookimplMarker("web")
class Users:
    @hookimpl
    def router(self):
        router = APIRouter(prefix="/users")
        router.get("/all")(self.all)
        return router
    def all(self): ...
class Silent:
    pass
class Docs:
    @hookimpl
    def router(self, settings):
        router = APIRouter(prefix=settings["docs"])
        router.get("/pages")(self.pages)
        return router
    def pages(self): ...
manager = pluggy.PluginManager("web")
for plugin in [Users(), Silent(), Docs()]:
    manager.register(plugin)
app = FastAPI()
for router in manager.hook.router(settings={"docs": "/docs"}):
    app.include_router(router)
`,
  ["GET /docs/pages main.py:20 Docs.pages", "GET /users/all main.py:11 Users.all"],
);

check(
  "a class and the class that extends it make two applications",
  `
from fastapi import APIRouter, FastAPI
router = APIRouter()
@router.get("/keys")
def keys(): ...
class Rest:
    prefix = "/datasets/{id}"
    @property
    def app(self):
        return self.make()
    def make(self):
        app = FastAPI()
        app.include_router(router, prefix=self.prefix)
        return app
class Single(Rest):
    prefix = ""
    def make(self):
        return super().make()
`,
  ["GET /datasets/{id}/keys main.py:5 keys", "GET /keys main.py:5 keys"],
);

check(
  "one factory called twice, with other routers in its loop",
  `
from fastapi import APIRouter, FastAPI
users = APIRouter(prefix="/users")
index = APIRouter(prefix="/index")
@users.get("/x")
def x(): ...
@index.get("/y")
def y(): ...
def create(routers):
    app = FastAPI()
    for router in routers:
        app.include_router(router)
    return app
app = create([users])
other = create([index])
`,
  ["GET /users/x main.py:6 x", "GET /index/y main.py:8 y"],
);
