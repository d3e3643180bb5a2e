import { expect, test } from "vitest";
import { check, read } from "./reading";

check(
  "an example that calls the factory of the package is the program that serves all of its routes",
  `
# file: shop/app.py
from fastapi import APIRouter, FastAPI
router = APIRouter()
@router.get("/items")
def items(): ...
def create_app():
    app = FastAPI()
    app.include_router(router)
    return app
# file: shop/__init__.py
# file: examples/high/server.py
from shop.app import create_app
app = create_app()
# file: examples/own/server.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/own")
def own(): ...
`,
  ["GET /items shop/app.py:4 items", "GET /own examples/own/server.py:4 own"],
);

check(
  "views in a folder that is called samples are a part of the program",
  `
# file: app/__init__.py
# file: app/api.py
from fastapi import APIRouter
router = APIRouter(prefix="/api")
# file: app/samples/__init__.py
# file: app/samples/views.py
from app.api import router
@router.post("/samples")
def post(): ...
# file: app/main.py
from fastapi import FastAPI
from app.api import router
from app.samples import views
app = FastAPI()
app.include_router(router)
`,
  ["POST /api/samples app/samples/views.py:3 post"],
);

const tutorials = `
# file: shop/__init__.py
from fastapi import FastAPI
app = FastAPI()
from shop.tutorials import views
# file: shop/tutorials/views.py
from shop import app
@app.get("/tutorials")
def list_them(): ...
`;

test.each([
  ["inside the package", tutorials],
  ["beside it, where the package imports them", tutorials.replaceAll("shop.tutorials", "tutorials").replaceAll("shop/tutorials", "tutorials")],
])("tutorials %s belong to its application", async (_, project) => {
  const { routes } = await read(project);
  expect(routes.map((one) => `${one.app} ${one.path}`)).toEqual(["shop:app /tutorials"]);
});

const mounted = (starter: string): string => `
# file: pkg/__init__.py
# file: pkg/__main__.py
${starter}
# file: pkg/web/app.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/p")
def p(): ...
# file: examples/demo/main.py
from fastapi import FastAPI
from pkg.web.app import app as inner
app = FastAPI()
app.mount("/in", inner)
`;

test.each([
  ["imports", 'import uvicorn\nuvicorn.run("pkg.web.app:app")', ["examples.demo.main:app /in/p", "pkg.web.app:app /p"]],
  ["calls", 'import subprocess\nsubprocess.run(["granian", "pkg.web.app:app"])', ["examples.demo.main:app /in/p", "pkg.web.app:app /p"]],
  ["only mentions", "# granian, or import uvicorn", ["examples.demo.main:app /in/p"]],
])("an application that an example mounts is started too by a package that %s a server", async (_, starter, served) => {
  const { routes } = await read(mounted(starter));
  expect(routes.map((one) => `${one.app} ${one.path}`).sort()).toEqual(served);
});

test("an example that mounts the application of the package has what it imports adds to it, and not the website of the package", async () => {
  const { routes } = await read(`${mounted("")}
# file: main.py
import uvicorn
from pkg.web.app import app
@app.get("/site")
def site(): ...
uvicorn.run(app)
# file: shared/__init__.py
from pkg.web.app import app
@app.get("/shared")
def shared(): ...
# file: shared/sub.py
# file: examples/demo/start.py
import shared.sub
`);
  expect(routes.filter((one) => one.app === "examples.demo.main:app").map((one) => one.path)).toEqual(["/in/p", "/in/shared"]);
  expect(routes.map((one) => `${one.app} ${one.path}`)).toContain("pkg.web.app:app /site");
});

test("what an example adds to a router of the package is not lost", async () => {
  const { routes } = await read(`
# file: pkg/__init__.py
# file: pkg/api.py
from fastapi import APIRouter
router = APIRouter(prefix="/api")
# file: pkg/app.py
from fastapi import FastAPI
from pkg.api import router
app = FastAPI()
app.include_router(router)
# file: examples/demo/main.py
import uvicorn
from pkg.api import router
@router.get("/demo")
def demo(): ...
uvicorn.run("pkg.app:app")
`);
  expect(routes.map((one) => one.path)).toEqual(["/api/demo"]);
});

test("pages that one decorator of the package registers, each instead of another, belong to the program that has them", async () => {
  const page = (file: string, name: string, more = ""): string => `
# file: ${file}
from desk import app, page
@page("/")
def ${name}(): ...
${more}`;
  const { routes } = await read(`
# file: desk/__init__.py
from fastapi import FastAPI
app = FastAPI()
def page(path):
    def decorate(func):
        app.routes[:] = [one for one in app.routes if one.path != path]
        app.get(path)(func)
        return func
    return decorate
def clock():
    @app.get("/clock")
    def show(): ...
${page("main.py", "website", '@page("/docs")\ndef docs(): ...')}
${page("examples/chat/main.py", "chat")}
${page("examples/todo/main.py", "todo")}
# file: examples/clock/main.py
import uvicorn
from desk import app, clock
if __name__ == "__main__":
    clock()
    uvicorn.run(app)
`);
  expect(routes.map(({ app, path, function: name }) => `${app} ${path} ${name}`).sort()).toEqual([
    "examples.chat.main:app / chat",
    "examples.clock.main:app /clock show",
    "examples.todo.main:app / todo",
    "main:app / website",
    "main:app /docs docs",
  ]);
});

check(
  "applications that examples make by one factory of the package are told apart by what they serve, each under its own name",
  `
# file: pack/__init__.py
# file: pack/factory.py
from fastapi import APIRouter, FastAPI
class Server:
    def __init__(self, controllers):
        self.http = FastAPI()
        for one in controllers:
            router = APIRouter()
            router.add_api_route("/all", one)
            self.http.include_router(router)
# file: examples/one/app.py
from pack.factory import Server
def first(): ...
server = Server([first])
app = server.http
# file: examples/two/app.py
from pack.factory import Server
def second(): ...
server = Server([second])
app = server.http
`,
  ["GET /all examples/one/app.py:2 first", "GET /all examples/two/app.py:2 second"],
);

check(
  "an application beside a router that another module includes and adds to is for trying it alone",
  `
# file: api/__init__.py
# file: api/general.py
from fastapi import APIRouter, FastAPI
router = APIRouter()
app = FastAPI()
@router.get("/general")
def general(): ...
app.include_router(router)
# file: api/app.py
from fastapi import FastAPI
from .general import router
app = FastAPI()
app.include_router(router)
@app.get("/health")
def health(): ...
# file: cypress/e2e/main.py
from api.app import app
@app.get("/for/tests")
def fake(): ...
`,
  ["GET /general api/general.py:5 general", "GET /health api/app.py:6 health"],
);
