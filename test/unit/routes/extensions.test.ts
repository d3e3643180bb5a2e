import { expect, test } from "vitest";
import { check, read } from "./reading";

check(
  "routes that libraries add to an application that they are given are reported where they are added",
  `
from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator
from langserve import add_routes
from sqladmin import Admin
from fastapi_mcp import FastApiMCP
from stac_fastapi.api.app import StacApi
import gradio as gr
from slowapi import setup_limits
from toolbox import add_chat_routes
app = FastAPI()
Instrumentator().instrument(app).expose(app)
add_routes(app, object(), path="/joke")
Admin(app, object())
FastApiMCP(app).mount()
setup_limits(app)
add_chat_routes(app)
app = gr.mount_gradio_app(app, object(), path="/ui")
@app.get("/x")
def x(): ...
class Catalogue(StacApi):
    pass
other = Catalogue(app=FastAPI()).app
@other.get("/y")
def y(): ...
`,
  ["GET /x main.py:20 x", "GET /y main.py:25 y"],
  [12, 13, 14, 15, 17, 18, 23].map((line) => `library-routes main.py:${line}`),
);

test("each is reported below the path where it is", async () => {
  const { problems } = await read(`
from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator
from starlette_admin import Admin
from swagger_ui import api_doc, starlette_api_doc
app = FastAPI()
@app.get("/x")
def x(): ...
Instrumentator().instrument(app).expose(app, endpoint="/stats")
Admin(object(), base_url="/boss").mount_to(app)
Instrumentator().expose(object())
starlette_api_doc(app, title="Pages", url_prefix="/pages")
api_doc(object(), url_prefix="/none")
`);
  expect(problems.map(({ line, message }) => [line, /below (\S+);/.exec(message)?.[1]])).toEqual([
    [9, "/stats"],
    [10, "/boss"],
    [12, "/pages"],
  ]);
});

for (const [needs, problems] of [
  ["the part of a namespace that a manifest asks for is the library's", ["library-routes stac_fastapi/own/app.py:3"]],
  ["what no manifest asks for is missing from the project", []],
] as const)
  check(
    needs,
    `
# file: pyproject.toml
[project]
name = "stac-fastapi.own"
dependencies = ["${problems.length > 0 ? "stac-fastapi.api~=6.0" : "fastapi"}"]
# file: stac_fastapi/own/app.py
from stac_fastapi.api.app import StacApi
from fastapi import FastAPI
api = StacApi(app=FastAPI())
app = FastAPI()
@app.get("/x")
def x(): ...
`,
    ["GET /x stac_fastapi/own/app.py:6 x"],
    [...problems],
  );

check(
  "what only has the name of such a function or method is not said to add any, and gives no application",
  `
from fastapi import FastAPI
from toolbox import Storage, Thing, add_router_docs, register_routes, setup_docs
app = FastAPI()
Storage(app).mount("/data")
Storage(app).expose()
Thing("a").mount("/static", app)
setup_docs(app)
add_router_docs(app)
kept = register_routes(app)
@kept.get("/not-ours")
def other(): ...
@app.get("/x")
def x(): ...
`,
  ["GET /x main.py:14 x"],
  // what is given it may add some all the same
  [10, 5, 6, 8, 9].map((line) => `library-routes main.py:${line}`),
);

test("a library that nobody knows and that is given an application, a router or one of their methods may add routes", async () => {
  const { routes, problems } = await read(`
from fastapi import APIRouter, FastAPI
from crud import Base, FastAPIWrapper, GuardMiddleware, Wrapper, setup
app = FastAPI()
inner = FastAPI()
router = APIRouter(prefix="/r")
class Own(Base): ...
for table in setup():
    Wrapper(fastapi_app=inner, root_url=f"/tables/{table.name}/")
app.mount("/in", inner)
app.include_router(router)
setup(router)
setup([app.get])
FastAPIWrapper(app)
Own(app)
Base().init_app(app)
GuardMiddleware(app)
print(app)
@app.get("/x")
def x(): ...
`);
  expect(routes.map(({ path }) => path)).toEqual(["/x"]);
  expect(problems.map(({ code, line, message }) => [code, line, /below (\S+) are/.exec(message)?.[1]])).toEqual([
    ["library-routes", 9, "/in/tables/{?}/"],
    ...[12, 13, 14, 15, 16].map((line) => ["library-routes", line, "/"]),
  ]);
});

check(
  "an attribute of an instance whose class has a base from a library is nobody's router",
  `
from fastapi import FastAPI
from toolbox import Base
class Own(Base): ...
app = FastAPI()
app.include_router(Own().router)
@app.get("/x")
def x(): ...
`,
  ["GET /x main.py:8 x"],
  ["unresolved-router main.py:6"],
);
