import { expect, test } from "vitest";
import { envNames, envValue } from "../../../src/core/routes/envText";
import { check } from "./reading";

// Prefixes and paths that a committed `.env` file says. @{ stands for a brace after $.

test.each([
  ["PREFIX=/v1", "/v1"],
  ["  export PREFIX = /v1  # the first", "/v1"],
  ["PREFIX='/v 1'", "/v 1"],
  ['PREFIX="/v\\n1"', "/v\n1"],
  ["PREFIX=/a#b", "/a#b"],
  ["PREFIX=", ""],
  ["# PREFIX=/v1", null],
  ["XPREFIX=/v1", null],
  ["PREFIX=/a\nPREFIX=/b\r\n", "/b"],
  ["ROOT=/r\nPREFIX=@{ROOT}/v1", "/r/v1"],
  ["PREFIX=@{ROOT:-/api}/v1", "/api/v1"],
  ["PREFIX=@{ROOT}/v1", null],
  ["PREFIX=@{PREFIX}", null],
  ["PREFIX=postgres://me:word@host/db", null],
])("%j says PREFIX is %j", (written, value) => {
  expect(envValue(written.replaceAll("@{", "${"), "PREFIX")).toBe(value);
});

test("secrets are not taken out of it", () => {
  const written = "API_KEY=abc\nBOT_TOKEN=abc\nDB_PASSWORD=abc\nPREFIX=/x\nCOPY=@{API_KEY}\n".replace("@{", "${");
  expect(envNames(written)).toEqual(["PREFIX"]);
  expect(envValue(written, "API_KEY")).toBeNull();
  expect(envValue(written, "prefix", true)).toBe("/x");
  expect(envValue(written, "prefix")).toBeNull();
});

check(
  "python-dotenv, decouple, Starlette and environs find what the file says; an example file says nothing",
  `
# file: main.py
import os
import decouple
from dotenv import dotenv_values, load_dotenv
from environs import Env
from fastapi import FastAPI
from starlette.config import Config

early = os.getenv("PREFIX", "/early")
load_dotenv()
app = FastAPI(root_path="/x")
env = Env()
env.read_env()

@app.get(early + "/a")
def a(): ...
@app.get(os.getenv("PREFIX", "/default") + "/b")
def b(): ...
@app.get(os.environ["PREFIX"] + "/c")
def c(): ...
@app.get(decouple.config("PREFIX") + "/d")
def d(): ...
@app.get(env.str("PREFIX", "/default") + "/e")
def e(): ...
@app.get(Config("prod.env")("NAME", default="/default") + "/f")
def f(): ...
@app.get(dotenv_values(".env")["PREFIX"] + "/g")
def g(): ...
@app.get("/hook/" + os.getenv("BOT_TOKEN", ""))
def h(): ...
@app.get(os.getenv("OTHER", "/default") + "/i")
def i(): ...
# file: .env
PREFIX=/v1
BOT_TOKEN=abcdef
# file: prod.env
NAME=/prod
# file: .env.example
OTHER=/other
`,
  ["/early/a 15 a", "/v1/b 17 b", "/v1/c 19 c", "/v1/d 21 d", "/v1/e 23 e", "/prod/f 25 f", "/v1/g 27 g", "/hook/ 29 h", "/default/i 31 i"].map((one) =>
    one.replace(/^(\S+) (\d+)/, "GET $1 main.py:$2"),
  ),
);

check(
  "pydantic's settings take fields from a file: prefixes, aliases, types; the later file wins",
  `
# file: app/main.py
from functools import lru_cache
from fastapi import APIRouter, FastAPI
from app.config import Old, Settings

@lru_cache
def get_settings():
    return Settings()

settings = get_settings()
app = FastAPI()
router = APIRouter()

@router.get("/a")
def a(): ...
app.include_router(router, prefix=settings.api_prefix)
app.include_router(router, prefix=settings.named)
app.include_router(router, prefix=Old().prefix)
app.include_router(router, prefix=Settings(_env_file=None).api_prefix)
if settings.metrics:
    @app.get("/metrics")
    def metrics(): ...
for path in settings.paths:
    app.add_api_route(path, a)
# file: app/config.py
from pydantic import AliasChoices, BaseSettings as V1, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=("base.env", ".env"), env_prefix="APP_")
    api_prefix: str = "/api"
    named: str = Field("/named", validation_alias=AliasChoices("FIRST", "SECOND"))
    metrics: bool = True
    paths: list[str] = []

class Old(V1):
    prefix: str
    class Config:
        env_file = ".env"
# file: app/__init__.py
# file: base.env
APP_API_PREFIX=/base
APP_METRICS=no
# file: .env
app_api_prefix=/own
SECOND=/second
PREFIX=/old
APP_PATHS=["/p", "/q"]
`,
  ["/own/a", "/second/a", "/old/a", "/api/a", "/p", "/q"].map((path) => `GET ${path} app/main.py:14 a`),
  ["route-switched-off app/main.py:20"],
);
