import { check } from "./reading";

// Applications that a framework makes and gives to the project.

check(
  "a bot's server gives it, the same wherever it is asked for",
  `
# file: bot.py
import nonebot
from api import mount
nonebot.init()
app = nonebot.get_app()
@app.get("/health")
def health(): ...
mount(nonebot.get_app())
# file: api.py
from fastapi import APIRouter
router = APIRouter(prefix="/api")
@router.get("/users")
def users(): ...
def mount(app):
    app.include_router(router)
`,
  ["GET /health bot.py:6 health", "GET /api/users api.py:4 users"],
  ["library-routes bot.py:4"],
);

check(
  "a name of NiceGUI",
  `
from fastapi import APIRouter
from nicegui import app, ui
router = APIRouter()
@router.get("/items")
def items(): ...
@app.post("/ask")
def ask(): ...
app.include_router(router, prefix="/v1")
ui.run()
`,
  ["GET /v1/items main.py:6 items", "POST /ask main.py:8 ask"],
  ["library-routes main.py:7"],
);

check(
  "an annotation says that a library's value is one",
  `
from botkit import get_driver
from fastapi import FastAPI
app: FastAPI = get_driver().server_app
@app.get("/health")
def health(): ...
def fill(app: FastAPI):
    @app.get("/filled")
    def filled(): ...
fill(get_driver().server_app)
`,
  ["GET /filled main.py:9 filled", "GET /health main.py:6 health"],
  ["library-routes main.py:4"],
);

check(
  "it includes a router",
  `
import botkit
from fastapi import APIRouter
router = APIRouter()
@router.get("/items")
def items(): ...
botkit.server.include_router(router, prefix="/api")
`,
  ["GET /api/items main.py:6 items"],
  ["library-routes main.py:7"],
);

check(
  "what wraps an application of the project is none of its own, and neither is a client",
  `
import botkit
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
served: FastAPI = botkit.wrap(app)
client = botkit.Client()
@client.get("/other")
def other(): ...
`,
  ["GET /health main.py:6 health"],
  ["library-routes main.py:7"],
);
