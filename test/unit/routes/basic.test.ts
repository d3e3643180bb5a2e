import { expect, test } from "vitest";
import { check, read } from "./reading";

test.each([
  ['FastAPI(root_path="/desk")', "/desk"],
  ['FastAPI(root_path="/desk/")', "/desk"],
  ["FastAPI()", undefined],
  ['FastAPI(root_path="")', undefined],
  ['FastAPI(root_path=os.environ["ROOT"])', undefined],
])("%s stands below %s", async (made, rootPath) => {
  const facts = await read(`import os\nfrom fastapi import FastAPI\napp = ${made}\n@app.get("/a")\ndef a(): ...\n`);
  expect(facts.routes.map((route) => [route.path, route.rootPath])).toEqual([["/a", rootPath]]);
});

test.each([
  ['FastAPI(title="Desk  tools")', "Desk tools"],
  ["FastAPI(title=NAME)", "Desk"],
  ['FastAPI(title=f"Desk {version()}")', undefined],
  ["FastAPI()", undefined],
])("%s is called %s", async (made, title) => {
  const facts = await read(`from fastapi import FastAPI\nfrom lib import version\nNAME = "Desk"\napp = ${made}\n@app.get("/a")\ndef a(): ...\n`);
  expect(facts.routes.map(({ appTitle }) => appTitle)).toEqual([title]);
});

check(
  "decorators of every method",
  `
from fastapi import FastAPI
app = FastAPI()

@app.get("/a")
async def a(): ...
@app.post("/b")
@app.put("/c")
def b(): ...
@app.api_route("/d", methods=["GET", "post"])
def d(): ...
@app.api_route("/e")
def e(): ...
@app.trace("/t")
def t(): ...
@app.websocket("/ws")
async def ws(websocket): ...
`,
  [
    "GET /a main.py:6 a",
    "POST /b main.py:9 b",
    "PUT /c main.py:9 b",
    "GET /d main.py:11 d",
    "POST /d main.py:11 d",
    "GET /e main.py:13 e",
    "TRACE /t main.py:15 t",
    "WEBSOCKET /ws main.py:17 ws",
  ],
);

check(
  "routers across files with prefixes",
  `
# file: app/__init__.py
# file: app/main.py
from fastapi import FastAPI
from app.api import api_router
from .core.config import settings
app = FastAPI()
app.include_router(api_router, prefix=settings.API_V1_STR)
# file: app/core/__init__.py
# file: app/core/config.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
settings = Settings()
# file: app/api/__init__.py
from .router import api_router
# file: app/api/router.py
from fastapi import APIRouter
from app.api import users, items
api_router = APIRouter()
api_router.include_router(users.router, prefix="/users")
for r in (items.router,):
    api_router.include_router(r)
# file: app/api/users.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/{id}")
def get_user(id: int): ...
# file: app/api/items.py
from fastapi import APIRouter
PREFIX = "/items"
router = APIRouter(prefix=f"{PREFIX}")
@router.get("")
def list_items(): ...
`,
  ["GET /api/v1/users/{id} app/api/users.py:4 get_user", "GET /api/v1/items app/api/items.py:5 list_items"],
);

check(
  "a factory, a mount and a subclass",
  `
# file: pkg/__init__.py
# file: pkg/base.py
from fastapi import FastAPI as FA
class Base(FA):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        @self.get("/health")
        def health(): ...
# file: pkg/factory.py
from .base import Base
from .sub import sub
def create_app():
    app = Base(title="x")
    @app.get("/inner")
    async def inner(): ...
    app.mount("/sub", sub)
    return app
# file: pkg/sub.py
from fastapi import FastAPI
sub = FastAPI()
@sub.get("/x")
def x(): ...
`,
  ["GET /health pkg/base.py:6 health", "GET /inner pkg/factory.py:6 inner", "GET /sub/x pkg/sub.py:4 x"],
);

check(
  "a prefix from the environment",
  `
import os
from fastapi import FastAPI, APIRouter
app = FastAPI()
router = APIRouter(prefix=os.environ["PREFIX"])
@router.get("/x")
def x(): ...
other = APIRouter(prefix=os.getenv("OTHER", "/other"))
@other.get("/y")
def y(): ...
app.include_router(router)
app.include_router(other)
`,
  ["GET {?}/x main.py:7 x", "GET /other/y main.py:10 y"],
  ["unresolved-path main.py:5"],
);

check(
  "a router that nobody includes, and a patch that is none",
  `
from unittest import mock
from fastapi import FastAPI, APIRouter
app = FastAPI()
router = APIRouter()
@router.get("/x")
def x(): ...
@mock.patch("a.b")
def p(): ...
`,
  [],
  ["router-not-included main.py:5"],
);
