import { check } from "./reading";

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
from fastapi import FastAPI
from components import Component, System
app = FastAPI()
system = System(app)
@app.get("/health")
def health(): ...
def main():
    system.register(Component)
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
  ["GET /component/more more.py:4 more", "GET /health server.py:6 health"],
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
