import { expect, test } from "vitest";
import { check, read } from "./reading";

// What a program adds to an application that a module holds, before it starts the server.

const more = `
# file: more.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/more")
def more(): ...
`;

const server = `
# file: server.py
import uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
def mount_routers(app: FastAPI):
    from more import router
    app.include_router(router, prefix="/api")
def initialize(param):
    mount_routers(app)
    return param
def run(config):
    param = initialize(config)
    uvicorn.run(app, host=param.host)
`;

check(
  "under `__main__`, by a function that is given nothing",
  `
import uvicorn
from fastapi import FastAPI
from more import router
app = FastAPI()
@app.get("/health")
def health(): ...
def setup():
    app.include_router(router)
if __name__ == "__main__":
    setup()
    uvicorn.run(app)
${more}`,
  ["GET /health main.py:7 health", "GET /more more.py:4 more"],
);

check(
  "to an application that has no route of its own, from a file of another name",
  `
# file: server.py
from fastapi import FastAPI
from more import router
app = FastAPI()
def setup(app):
    app.include_router(router)
# file: tools/c++ (copy.py
import server
import uvicorn
if __name__ == "__main__":
    server.setup(server.app)
    uvicorn.run(server.app)
${more}`,
  ["GET /more more.py:4 more"],
);

check(
  "by a command of click, through functions of another module",
  `${server}${more}
# file: cli.py
import click
@click.command()
@click.option("--config")
def start(config):
    from server import run
    run(config)
`,
  ["GET /api/more more.py:4 more", "GET /health server.py:5 health"],
);

check(
  "by a script that the distribution installs, through components that are given what holds the application",
  `
# file: server.py
import uvicorn
from fastapi import FastAPI
from components import Component, System
app = FastAPI()
system = System(app)
@app.get("/health")
def health(): ...
def main():
    system.register(Component)
    uvicorn.run(app)
${more}
# file: components.py
from more import router
class System:
    def __init__(self, app):
        self._app = app
    @property
    def app(self):
        return self._app
    def register(self, cls):
        return cls(self)
class Component:
    def __init__(self, system):
        self.init_app(system)
    def init_app(self, system):
        system.app.include_router(router, prefix="/component")
# file: pyproject.toml
[project]
name = "desk"
[project.scripts]
desk = "server:main"
`,
  ["GET /component/more more.py:4 more", "GET /health server.py:7 health"],
);

check(
  "a function that no program calls adds nothing",
  `
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
def setup():
    from more import router
    app.include_router(router, prefix="/old")
${more}`,
  ["GET /health main.py:5 health"],
  ["router-not-included more.py:2"],
);

check(
  "a server that imports the module a second time serves nothing that the program added to the first",
  `
import uvicorn
from fastapi import FastAPI
from more import router
app = FastAPI()
@app.get("/health")
def health(): ...
def main():
    app.include_router(router)
    uvicorn.run("main:app")
if __name__ == "__main__":
    main()
${more}`,
  ["GET /health main.py:7 health"],
  ["router-not-included more.py:2"],
);

check(
  "what the program does before, however much, costs the routes nothing",
  `
import uvicorn
from fastapi import FastAPI
from more import router
app = FastAPI()
@app.get("/health")
def health(): ...
def load0(config): return [config]
${Array.from({ length: 20 }, (_, n) => `def load${n + 1}(config): return load${n}(config.left) + load${n}(config.right)`).join("\n")}
def setup():
    app.include_router(router)
if __name__ == "__main__":
    import sys
    config = load20(open(sys.argv[1]))
    setup()
    uvicorn.run(app)
${more}`,
  ["GET /health main.py:7 health", "GET /more more.py:4 more"],
);

const application = `
import uvicorn
from fastapi import FastAPI
from more import router
app = FastAPI()
@app.get("/health")
def health(): ...
def setup(prefix=""):
    app.include_router(router, prefix=prefix)
`;
const health = "GET /health main.py:7 health";
const isAdded = ["GET /more more.py:4 more", health];
const lonely = ["router-not-included more.py:2"];

// each is the rest of `main.py`, and whether its program serves what it adds
const programs: readonly [name: string, source: string, adds: boolean][] = [
  ["directly under the test", `if __name__ == "__main__":\n    app.include_router(router)\n    uvicorn.run(app)`, true],
  ["the test the other way round", `if '__main__' == __name__:\n    setup()\n    uvicorn.run(app)`, true],
  ["one of several names", `if __name__ in {"__main__", "__mp_main__"}:\n    setup()\n    uvicorn.run(app)`, true],
  ["a configuration and a server", `if __name__ == "__main__":\n    server = uvicorn.Server(uvicorn.Config(app=app))\n    setup()\n    server.run()`, true],
  [
    "a server of the project's own, with workers that are forked",
    `from gunicorn.app.base import BaseApplication
class Standalone(BaseApplication):
    def __init__(self, app):
        self.application = app
        super().__init__()
    def load(self): return self.application
if __name__ == "__main__":
    setup()
    Standalone(app).run()`,
    true,
  ],
  [
    "a function that a library starts",
    `import typer\ndef main(port: int = 80):\n    setup()\n    uvicorn.run(app)\nif __name__ == "__main__":\n    typer.run(main)`,
    true,
  ],
  ["a text of the same name that no server is given", `"""As 'main:app'."""\nif __name__ == "__main__":\n    setup()\n    uvicorn.run(app)`, true],
  ["its own name, which the server knows as this one", `if __name__ == "__main__":\n    setup()\n    uvicorn.run(f"{__name__}:app")`, true],
  [
    "imported a second time under the name of the file",
    `from pathlib import Path\nif __name__ == "__main__":\n    setup()\n    uvicorn.run(f"{Path(__file__).stem}:app")`,
    false,
  ],
  ["once the server has ended", `if __name__ == "__main__":\n    uvicorn.run(app)\n    setup()`, false],
  [
    "where another branch serves",
    `import sys\ndef main():\n    if sys.argv[1] == "export":\n        setup()\n        return print(app.openapi())\n    uvicorn.run(app)\nif __name__ == "__main__":\n    main()`,
    false,
  ],
  ["no server", `if __name__ == "__main__":\n    setup()\n    print(app.openapi())`, false],
  ["another application", `if __name__ == "__main__":\n    setup()\n    uvicorn.run("other:app")`, false],
  ["a function with a server that nobody calls", `def old():\n    setup()\n    uvicorn.run(app)\nif __name__ == "__main__":\n    uvicorn.run(app)`, false],
];
for (const [name, source, adds] of programs) check(`served or not: ${name}`, `${application}${source}${more}`, adds ? isAdded : [health], adds ? [] : lonely);

const elsewhere = (options: string): string => `${application}${more}
# file: run.py
import uvicorn
from main import app, setup
if __name__ == "__main__":
    setup()
    uvicorn.run("main:app"${options})
`;
check("a module that is known already is served as it is", elsewhere(""), isAdded);
for (const options of [", reload=True", ", workers=2"]) check(`a new process knows nothing of the program:${options}`, elsewhere(options), [health], lonely);

check(
  "each program serves its own",
  `${application}${more}
${["dev", "prod", "prod2"].map((name) => `# file: ${name}.py\nimport uvicorn\nfrom main import app, setup\nif __name__ == "__main__":\n    setup("/${name.slice(0, 4)}")\n    uvicorn.run(app)\n`).join("")}`,
  ["GET /dev/more more.py:4 more", "GET /prod/more more.py:4 more", health],
);

check(
  "a script of the name alone, of another folder, is not the one that is installed",
  `# file: svc/cli.py
import uvicorn
from svc.app import app
def main():
    uvicorn.run(app)
# file: svc/app.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
# file: other/svc/cli.py
import uvicorn
from svc.app import app
def main():
    from more import router
    app.include_router(router)
    uvicorn.run(app)
${more}
# file: pyproject.toml
[project.scripts]
svc = "svc.cli:main"
`,
  ["GET /health svc/app.py:4 health"],
  lonely,
);

check(
  "a method that a script names by a variable",
  `${application}class Cli:
    @classmethod
    def main(cls):
        setup()
        uvicorn.run(app)
run = Cli.main
${more}
# file: pyproject.toml
[project.scripts]
svc = "main:run"
`,
  isAdded,
);

test.each(["tools/c++.py", "tools/report (copy.py", "a[.py"])("a file may be called %s", async (path) => {
  const { routes } = await read(`${application}${more}# file: ${path}\nprint("hi")\n`);
  expect(routes.map((one) => one.path)).toEqual(["/health"]);
});

test("what was said to be switched off is not, where a program registers it", async () => {
  const { routes, problems } = await read(`${application}if __name__ == "__main__":
    admin = FastAPI()
    @admin.get("/adm")
    def adm(): ...
    def serve(app):
        app.include_router(router)
        uvicorn.run(app)
    serve(admin)
${more}`);
  expect([routes.map((one) => one.path).sort(), problems]).toEqual([["/adm", "/health", "/more"], []]);
});

check(
  "what is not known on the way of a program that adds nothing is not told",
  `${application}
import importlib, os
def load():
    importlib.import_module(os.environ["PLUGIN"]).start()
if __name__ == "__main__":
    load()
    if False:
        setup()
    uvicorn.run(app)
${more}`,
  [health],
  lonely,
);

check(
  "two programs that call one function, which makes a router each time",
  `
from fastapi import APIRouter, FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
def setup(app):
    router = APIRouter()
    @router.get("/more")
    def more(): ...
    app.include_router(router)
${["a", "b"].map((name) => `# file: ${name}.py\nimport uvicorn\nfrom main import app, setup\nif __name__ == "__main__":\n    setup(app)\n    uvicorn.run(app)\n`).join("")}`,
  ["GET /health main.py:5 health", "GET /more main.py:9 more"],
);

// An application that a program makes for itself.

const bare = `
# file: making.py
from fastapi import FastAPI
def create_app(**options) -> FastAPI:
    app = FastAPI(**options)
    return app
`;

const worker = (start: string): string => `
# file: worker.py
import uvicorn
from making import create_app
from more import router
def run_worker(config, app=None):
    embedded = True
    if not app:
        embedded = False
        app = create_app()
    app.include_router(router, prefix="/worker")
    ${start}
if __name__ == "__main__":
    run_worker("worker.toml")
`;

const web = `
from making import create_app
from worker import run_worker
app = create_app(title="Web")
@app.get("/health")
def health(): ...
`;

const serves = `if not embedded: uvicorn.run(app)`;
test("an application that a program makes and serves is one of its own", async () => {
  const { routes, problems } = await read(`${web}${bare}${worker(serves)}${more}`);
  expect(routes.map(({ method, path, app }) => `${method} ${path} ${app}`)).toEqual(["GET /health main:app", "GET /worker/more worker:__main__"]);
  expect(problems).toEqual([]);
});

check(
  "not one that it makes to look at it",
  `${web}${bare}${worker("print(app.openapi())")}${more}`,
  ["GET /health main.py:6 health"],
  ["router-not-included more.py:2"],
);

check(
  "what a factory registers itself is one application, whoever starts it",
  `
from making import build_app
app = build_app({"provider": "dummy"})
# file: making.py
from fastapi import APIRouter, FastAPI
def build_app(config):
    app = FastAPI()
    @app.get("/healthz")
    def healthz(): ...
    def add(router, provider):
        @router.get(f"/{provider}/code")
        def code(): ...
    router = APIRouter(prefix="/auth")
    add(router, config["provider"])
    app.include_router(router)
    return app
# file: serve.py
import sys
import uvicorn
from making import build_app
def main():
    uvicorn.run(build_app(sys.argv[1]))
if __name__ == "__main__":
    main()
`,
  ["GET /auth/dummy/code making.py:8 code", "GET /healthz making.py:5 healthz"],
);

test("programs that serve what one factory makes, each with more, keep the application of a variable beside theirs", async () => {
  const served = (name: string, debug: string): string => `
# file: ${name}.py
import uvicorn
from making import create_app
if __name__ == "__main__":
    uvicorn.run(create_app(${debug}))
`;
  const { routes } = await read(`
from making import create_app
app = create_app()
# file: making.py
from fastapi import FastAPI
from parts import debugs, register, traces
def create_app(debug=False, trace=False):
    app = FastAPI()
    register(app)
    if debug: debugs(app)
    if trace: traces(app)
    return app
# file: parts.py
from more import router
def register(app):
    @app.get("/health")
    def health(): ...
def debugs(app):
    app.include_router(router, prefix="/debug")
def traces(app):
    app.include_router(router, prefix="/trace")
${more}${served("dev", "debug=True")}${served("full", "debug=True, trace=True")}`);
  expect(routes.map(({ path, app }) => `${path} ${app}`)).toEqual([
    "/health main:app",
    "/health dev:__main__",
    "/debug/more dev:__main__",
    "/health full:__main__",
    "/debug/more full:__main__",
    "/trace/more full:__main__",
  ]);
});

test("a factory that registers routes itself keeps its name where a program serves what it makes", async () => {
  const { routes } = await read(`
from fastapi import FastAPI
def get_app(store):
    app = FastAPI()
    @app.get("/health")
    def health(): ...
    return app
# file: smoke.py
import uvicorn
from main import get_app
from parts import extra
if __name__ == "__main__":
    app = get_app(object())
    extra(app)
    uvicorn.run(app)
# file: parts.py
from more import router
def extra(other):
    other.include_router(router)
${more}`);
  expect(routes.map(({ path, app }) => `${path} ${app}`)).toEqual(["/health main:get_app"]);
});

// Several files of one checkout fill one application, whatever each does when it is started itself: it is one, under the name a server is given.

const core = `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
`;
const view = (name: string, started = ""): string => `
# file: ${name}.py
from core import app
@app.get("/${name}")
def ${name}(): ...
${started}`;
const tried = `if __name__ == "__main__":
    import uvicorn
    uvicorn.run(app)`;
const main = (imports: string, serves = tried): string => `
# file: main.py
from core import app
${imports}
${serves}
`;

test.each<[name: string, text: string, routes: string]>([
  [
    "a script that writes the specification and a worker",
    `${core}${view("items")}${main("import items")}
# file: worker.py
import logging
from core import app
log = logging.getLogger("uvicorn")
if __name__ == "__main__":
    log.info(app.title)
# file: scripts/export_openapi.py
import json
from main import app
if __name__ == "__main__":
    print(json.dumps(app.openapi()))
# file: scripts/load.py
#!/usr/bin/env python
"""Against a server that \`uvicorn main:app\` runs."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from main import app`,
    "core:app /health /items",
  ],
  [
    "modules that can be tried alone",
    `${core}${view("users", tried)}${view("orders", tried)}${main("import users, orders", "")}`,
    "core:app /health /users /orders",
  ],
  [
    "a module that tests itself",
    `${core}${view("users", 'if __name__ == "__main__":\n    print(users())')}${view("items")}${main("import users, items")}`,
    "core:app /health /users /items",
  ],
  [
    "modules that are imported by name",
    `${core}${view("users")}${view("orders", 'if __name__ == "__main__":\n    print(orders())')}${main('import importlib\nfor name in ("users", "orders"):\n    importlib.import_module(name)')}`,
    "main:app /health /users /orders",
  ],
  [
    "a package that is started, and its commands",
    `
# file: srv/__init__.py
# file: srv/app.py
from fastapi import FastAPI
app = FastAPI()
# file: srv/api.py
from srv.app import app
@app.get("/api")
def api(): ...
# file: srv/debug.py
from srv.app import app
@app.get("/debug")
def debug(): ...
if __name__ == "__main__":
    print(debug())
# file: srv/cli.py
import typer, uvicorn
from srv.app import app
cli = typer.Typer()
@cli.command()
def serve():
    import srv.api
    uvicorn.run(app)
@cli.command()
def dev():
    import srv.api, srv.debug
    uvicorn.run(app)
# file: srv/__main__.py
from srv.cli import cli
cli()`,
    "srv.app:app /api /debug",
  ],
  [
    "two servers, each with a router of its own",
    `${core}
# file: parts.py
from fastapi import APIRouter
public, admin = APIRouter(prefix="/public"), APIRouter(prefix="/admin")
@public.get("/a")
def a(): ...
@admin.get("/b")
def b(): ...
# file: serve_public.py
import uvicorn
from core import app
from parts import public
app.include_router(public)
if __name__ == "__main__":
    uvicorn.run(app, port=8000)
# file: serve_admin.py
import uvicorn
from core import app
from parts import admin
if __name__ == "__main__":
    app.include_router(admin)
    uvicorn.run(app, port=9000)`,
    "core:app /health /public/a /admin/b",
  ],
  [
    "a server that starts the application anew, from two files",
    `${core}${view("users", 'if __name__ == "__main__":\n    import uvicorn\n    uvicorn.run("users:app")')}${main("import users", 'if __name__ == "__main__":\n    import uvicorn\n    uvicorn.run("main:app", reload=True)')}
# file: dev.py
import uvicorn
from core import app
if __name__ == "__main__":
    uvicorn.run("main:app", port=8001)`,
    "core:app /health /users",
  ],
  [
    "migrations, a queue and what notebooks use",
    `${core}${view("items", "metadata = object()")}${main("import items", "")}
# file: alembic/env.py
from alembic import context
from items import metadata
def run(): context.run_migrations()
run()
# file: worker.py
from celery import Celery
from core import app
queue = Celery()
@queue.task
def work(): print(app.title)
if __name__ == "__main__":
    queue.worker_main()
# file: notebooks/helpers.py
#!/usr/bin/env python
from fastapi.testclient import TestClient
from main import app
client = TestClient(app)
if __name__ == "__main__":
    print(client.get("/items"))`,
    "main:app /health /items",
  ],
  [
    "a program with a router beside what a factory makes",
    `
# file: shop/__init__.py
# file: shop/factory.py
from fastapi import FastAPI
def create_app():
    app = FastAPI()
    @app.get("/health")
    def health(): ...
    return app
# file: shop/main.py
from shop.factory import create_app
app = create_app()
# file: smoke.py
import uvicorn
from more import router
from shop.factory import create_app
if __name__ == "__main__":
    app = create_app()
    app.include_router(router, prefix="/debug")
    uvicorn.run(app)${more}`,
    "shop.main:app /health /debug/more",
  ],
])("one application: %s", async (_, text, expected) => {
  const { routes } = await read(text);
  const [app, ...paths] = expected.split(" ");
  expect(routes.map((route) => `${route.app} ${route.path}`).sort()).toEqual(paths.map((path) => `${app} ${path}`).sort());
});

test("what one program sets is not there for the next", async () => {
  const started = (name: string, sets: string): string => `
# file: ${name}.py
import uvicorn
from desk import config
from desk.server import app, build
if __name__ == "__main__":
    ${sets}
    config.NAMES.append("${name}")
    build()
    uvicorn.run(app)
`;
  const { routes } = await read(`
# file: desk/__init__.py
# file: desk/config.py
PREFIX = None
NAMES = []
def choose(prefix):
    global PREFIX
    PREFIX = prefix
# file: desk/server.py
from fastapi import APIRouter, FastAPI
from desk import config
app = FastAPI()
router = APIRouter()
@router.get("/things")
def things(): ...
def build():
    app.include_router(router, prefix=config.PREFIX or "/plain")
    for name in config.NAMES:
        app.include_router(router, prefix=f"{config.PREFIX or ''}/{name}")
${started("one", 'config.choose("/first")')}${started("two", "pass")}`);
  expect(routes.map(({ app, path }) => `${app} ${path}`).sort()).toEqual([
    "desk.server:app /first/one/things",
    "desk.server:app /first/things",
    "desk.server:app /plain/things",
    "desk.server:app /two/things",
  ]);
});

test("a handler finds what any program has set, as nobody knows which of them serves", async () => {
  const started = (name: string): string => `
# file: ${name}.py
import uvicorn, config
from faster_whisper import WhisperModel
from main import app
from more import router
if __name__ == "__main__":
    config.SIZE = "${name}"
    config.MODELS["asr"] = WhisperModel("${name}")
    app.include_router(router, prefix="/${name}")
    uvicorn.run(app)
`;
  const { routes } = await read(`
from fastapi import FastAPI
from faster_whisper import WhisperModel
import config
app = FastAPI()
@app.post("/named")
def named(file): return WhisperModel(config.SIZE).transcribe(file)
@app.post("/held")
def held(file): return config.MODELS["asr"].transcribe(file)
# file: config.py
SIZE = "small"
MODELS = {}
${more}${started("large")}${started("tiny")}`);
  expect(routes.map(({ path, workloads }) => [path, ...workloads.map(({ model }) => model)])).toEqual([
    ["/named", "large", "tiny"],
    ["/held", "large", "tiny"],
    ["/large/more"],
    ["/tiny/more"],
  ]);
});

// The application that a server is told to make, and two programs that set what it asks for before they make one for themselves.
check(
  "what several programs set for themselves is not there for the others",
  `
# file: factory.py
from fastapi import FastAPI
from config import settings
def create_app():
    app = FastAPI()
    if settings.role == "panel":
        from api import router
        app.include_router(router)
    return app
# file: api.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/users")
def users(): ...
# file: config.py
class Settings:
    role = "panel"
settings = Settings()
# file: node_worker.py
from config import settings
settings.role = "node"
from factory import create_app
app = create_app()
# file: scheduler_worker.py
from config import settings
settings.role = "scheduler"
from factory import create_app
app = create_app()
# file: serve.py
import uvicorn
if __name__ == "__main__":
    uvicorn.run("factory:create_app", factory=True)
`,
  ["GET /users api.py:4 users"],
);
