import { expect, test } from "vitest";
import { check, read } from "./reading";

// Programs of one checkout that fill an application of one module: each is a process of its own.

const shared = `
# file: desk/__init__.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
def page(path):
    def decorate(func):
        app.routes[:] = [one for one in app.routes if one.path != path]
        app.get(path)(func)
        return func
    return decorate
`;

test("what each of two programs adds is listed under its name, and neither replaces a page of the other", async () => {
  const { routes } = await read(`${shared}
# file: shop.py
import uvicorn
from desk import app, page
@page("/")
def home(): ...
@app.get("/items")
def items(): ...
if __name__ == "__main__":
    uvicorn.run(app)
# file: office.py
import uvicorn
from desk import app, page
import office_views
@page("/")
def start(): ...
uvicorn.run(app)
# file: office_views.py
from desk import app
@app.get("/desks")
def desks(): ...
`);
  expect(routes.map(({ app, path, function: name }) => `${app} ${path} ${name}`).sort()).toEqual([
    "desk:app /health health",
    "office:app / start",
    "office:app /desks desks",
    "shop:app / home",
    "shop:app /items items",
  ]);
});

test("what the only program adds is part of the application, and scripts that serve nothing are no programs beside it", async () => {
  const { routes } = await read(`${shared}
# file: shop.py
import uvicorn
from desk import app, page
@page("/")
def home(): ...
if __name__ == "__main__":
    uvicorn.run(app)
# file: scripts/seed.py
#!/usr/bin/env python3
from desk import app
print(app)
`);
  expect(routes.map(({ app, path }) => `${app} ${path}`).sort()).toEqual(["desk:app /", "desk:app /health"]);
});

test("an application that another program mounts has none of the first one's routes there", async () => {
  const { routes } = await read(`${shared}
# file: main.py
import uvicorn
from desk import app
@app.get("/items")
def items(): ...
uvicorn.run(app)
# file: gate.py
import uvicorn
from fastapi import FastAPI
from desk import app
outer = FastAPI()
outer.mount("/desk", app)
if __name__ == "__main__":
    uvicorn.run(outer)
`);
  expect(routes.filter(({ app }) => app === "gate:outer").map(({ path }) => path)).toEqual(["/desk/health"]);
});

check(
  "a program that adds a router to what a factory makes serves both",
  `
# file: desk/__init__.py
# file: desk/factory.py
from fastapi import FastAPI
def create_app():
    app = FastAPI()
    @app.get("/health")
    def health(): ...
    return app
# file: desk/extra.py
from fastapi import APIRouter
router = APIRouter(prefix="/extra")
@router.get("/things")
def things(): ...
# file: run.py
import uvicorn
from desk.extra import router
from desk.factory import create_app
def main():
    app = create_app()
    app.include_router(router)
    uvicorn.run(app)
if __name__ == "__main__":
    main()
`,
  ["GET /health desk/factory.py:5 health", "GET /extra/things desk/extra.py:4 things"],
);

test("what one program sets is not there for the next", async () => {
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
        app.include_router(router, prefix=f"/{name}")
# file: one.py
import uvicorn
from desk import config
from desk.server import app, build
if __name__ == "__main__":
    config.choose("/one")
    config.NAMES.append("first")
    build()
    uvicorn.run(app)
# file: two.py
import uvicorn
from desk import config
from desk.server import app, build
if __name__ == "__main__":
    config.NAMES.append("second")
    build()
    uvicorn.run(app)
`);
  expect(routes.map(({ app, path }) => `${app} ${path}`).sort()).toEqual([
    "one:app /first/things",
    "one:app /one/things",
    "two:app /plain/things",
    "two:app /second/things",
  ]);
});
