import { expect, test } from "vitest";
import { envValues } from "../../../src/core/routes/settings/envText";
import { check } from "./reading";

// Prefixes and paths that a committed `.env` file says. @{ stands for a brace after $.

test.each([
  ["PREFIX=/v1", "/v1"],
  ["  export PREFIX = /v1  # the first", "/v1"],
  ["PREFIX='/v1' # the first", "/v1"],
  ['PREFIX="/v1,\\t/v2"', "/v1,\t/v2"],
  ["PREFIX=/a#b", null],
  ["PREFIX=/a #b", "/a"],
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
  expect(envValues(written.replaceAll("@{", "${")).get("PREFIX") ?? null).toBe(value);
});

const hidden: [string, string][] = [
  ["API_KEY", "abc"],
  ["HOOK_PASS", "hunter2"],
  ["DB_PWD", "s3cret"],
  ["TG_WEBHOOK", "/bot7123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"],
  ["TG", "/bot7123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"],
  ["DATABASE_URL", "postgres://user:p/ss@host/db"],
  ["URL", "https://hooks.slack.com/services/T000/B000/XXXXXXXX"],
  ["AZURE_CONN", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdef=="],
  ["SLACK_HOOK", "/services/T000/B000/XXXXXXXX"],
  ["SLACK", "/services/T000/B000/XXXXXXXX"],
  ["GREETING", "hunter2"],
  ["MODEL", "sk-abcdefghijklmnop"],
  ["MODEL", "f3a9c1d27b6e4805"],
  ["PREFIX", "/x9f3a9c1d27b6e48"],
  ["SETTINGS", '{"model": "tiny", "password": "word"}'],
  ["DOOR_CODE", "123"],
];
test.each(hidden)("%s=%s is not taken out of the file, nor what is made of it", (name, value) => {
  expect([...envValues(`${name}=${value}\nCOPY=/@{${name}}\nPREFIX2=/x\n`.replace("@{", "${")).values()]).toEqual([null, null, "/x"]);
});

const shown: [string, string][] = [
  ["MODEL", "openai/whisper-large-v3"],
  ["LLM__NAME", "mistral:7b"],
  ["AZURE_DEPLOYMENT", "gpt-4o-2024-08-06"],
  ["ROOT", "/api/v1/openapi.json"],
  ["WHERE", "/{tenant}/adminPanel"],
  ["USE_API_KEY", "false"],
  ["WORKERS", "4"],
  ["PREFIXES", "v1,v2"],
  ["PATHS", '["/p", "/q"]'],
  ["TOP", '{"model": "large-v3", "on": true}'],
];
test.each(shown)("%s=%s is a path, a switch or a name", (name, value) => {
  expect(envValues(`${name}=${value}`).get(name)).toBe(value);
});

test("a text in quotes that goes over lines holds no variable; a line that is none is left out", () => {
  const written = 'CERT="-----BEGIN\nPREFIX=/from-cert\n-----END" # all\nPREFIX="/a" b\n= c\nROOT=\'/it\\\'s\'\nLAST="/open\nMODEL=tiny';
  expect([...envValues(written)]).toEqual([
    ["CERT", null],
    ["ROOT", null],
    ["MODEL", "tiny"],
  ]);
});

test("a file of any form is read in one pass", () => {
  const many = (count: number, one: (index: number) => string): string => Array.from({ length: count }, (_, index) => one(index)).join("\n");
  const doubling = `A0=/a\n${many(40, (index) => `A${index + 1}=@{A${index}}@{A${index}}`)}`.replaceAll("@{", "${");
  expect(envValues(doubling).get("A40")).toBeNull();
  expect(envValues(`URL=a://${":".repeat(150_000)}`).get("URL")).toBeNull();
  expect(envValues(`URL=${" #".repeat(50_000)}\u2028\nPREFIX=/x`).get("PREFIX")).toBe("/x");
  expect(envValues(many(20_000, (index) => `N${index}=1`)).size).toBe(20_000);
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
  ["/early/a 15 a", "/v1/b 17 b", "/v1/c 19 c", "/v1/d 21 d", "/v1/e 23 e", "/prod/f 25 f", "/v1/g 27 g", "/hook/{?} 29 h", "/default/i 31 i"].map((one) =>
    one.replace(/^(\S+) (\d+)/, "GET $1 main.py:$2"),
  ),
  ["unresolved-path main.py:28"],
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

check(
  "a service's file counts for the service that loads it, not for those beside it",
  `
# file: a/main.py
import os
from dotenv import load_dotenv
from fastapi import FastAPI
from a.api import router
load_dotenv()
app = FastAPI()
app.include_router(router())
# file: a/api.py
import os
from fastapi import APIRouter
def router():
    made = APIRouter()
    @made.get(os.getenv("PREFIX", "/x"))
    def a(): ...
    return made
# file: a/.env
PREFIX=/a
# file: b/main.py
import os
from dotenv import load_dotenv
from fastapi import FastAPI
load_dotenv()
app = FastAPI()
@app.get(os.getenv("PREFIX", "/x"))
def b(): ...
# file: b/.env
PREFIX=/b
# file: c/main.py
import os
from fastapi import FastAPI
app = FastAPI()
@app.get(os.getenv("PREFIX", "/x"))
def c(): ...
`,
  ["GET /a a/api.py:6 a", "GET /b b/main.py:7 b", "GET /x c/main.py:5 c"],
);

check(
  "what is loaded later wins where it says that it overrides",
  `
# file: main.py
import os
from dotenv import load_dotenv
from fastapi import FastAPI
load_dotenv()
load_dotenv(".env.more")
load_dotenv(".env.local", override=True)
app = FastAPI()
@app.get(os.getenv("PREFIX", "/x"))
def a(): ...
@app.get(os.getenv("ROOT", "/x"))
def b(): ...
# file: .env
PREFIX=/first
ROOT=/root
# file: .env.more
PREFIX=/more
ROOT=/more
# file: .env.local
PREFIX=/local
`,
  ["GET /local main.py:9 a", "GET /root main.py:11 b"],
);

check(
  "what reads the environment makes switches, numbers and lists of a text",
  `
# file: main.py
import environ
from decouple import Csv, config
from environs import Env
from fastapi import FastAPI
from starlette.config import Config
from starlette.datastructures import CommaSeparatedStrings
from settings import settings
env = Env()
env.read_env()
django = environ.Env(ADMIN=(bool, True), PREFIXES=(list, []))
starlette = Config(".env")
app = FastAPI()
def f(): ...
for one in env.list("PREFIXES"): app.get("/a/" + one)(f)
for one in config("PREFIXES", cast=Csv()): app.get("/b/" + one)(f)
for one in config("NONE", default="x;y", cast=Csv(delimiter=";")): app.get("/c/" + one)(f)
for one in starlette("PREFIXES", cast=CommaSeparatedStrings): app.get("/d/" + one)(f)
for one in django("PREFIXES"): app.get("/e/" + one)(f)
for one in range(env.int("COUNT", 1)): app.get(f"/f/{one}")(f)
for one in env.json("JSON"): app.get("/g" + one)(f)
if env.bool("ADMIN", True): app.get("/h1")(f)
if config("ADMIN", default=True, cast=bool): app.get("/h2")(f)
if starlette("ADMIN", cast=bool, default=True): app.get("/h3")(f)
if django("ADMIN"): app.get("/h4")(f)
if settings.admin: app.get("/h5")(f)
if settings.either: app.get("/h6")(f)
# file: settings.py
from typing import Optional, Union
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    admin: bool | None = True
    either: Optional[bool] = None
    model_config = {"env_file": ".env"}
settings = Settings()
# file: .env
PREFIXES=v1, v2
COUNT=2
JSON=["/p"]
ADMIN=False
EITHER=True
`,
  "/a/v1 /a/v2 /b/v1 /b/v2 /c/x /c/y /d/v1 /d/v2 /e/v1 /e/v2 /f/0 /f/1 /g/p /h6".split(" ").map((path) => `GET ${path} main.py:13 f`),
);

check(
  "pydantic reads parts of a model by the delimiter, and a YAML file only through a source for it",
  `
# file: main.py
from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict, YamlConfigSettingsSource
class Part(BaseModel):
    path: str = "/default"
    deep: dict = {}
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_nested_delimiter="__", env_prefix="APP_")
    part: Part = Part()
class Unsourced(BaseSettings):
    model_config = SettingsConfigDict(yaml_file="config.yaml")
    prefix: str = "/default"
class Sourced(Unsourced):
    @classmethod
    def settings_customise_sources(cls, settings_cls, **sources):
        return (YamlConfigSettingsSource(settings_cls),)
app = FastAPI()
def f(): ...
app.get(Settings().part.path)(f)
app.get(Settings().part.deep["further"])(f)
app.get("/unsourced" + Unsourced().prefix)(f)
app.get("/sourced" + Sourced().prefix)(f)
# file: .env
APP_PART__PATH=/nested
app_part__deep__further=/further
# file: config.yaml
prefix: /yaml
`,
  ["/nested", "/further", "/unsourced/default", "/sourced/yaml"].map((path) => `GET ${path} main.py:18 f`),
);

check(
  "what one service loads is not there for the service beside it, but for the library that both share and for whoever imports it",
  `
# file: .env
PREFIX=/loaded
# file: services/a/main.py
import os
from dotenv import load_dotenv
from fastapi import FastAPI
load_dotenv()
app = FastAPI()
@app.get(os.getenv("PREFIX", "/a") + "/x")
def a(): ...
# file: services/b/main.py
import os
from fastapi import FastAPI
app = FastAPI()
@app.get(os.getenv("PREFIX", "/b") + "/x")
def b(): ...
# file: services/c/main.py
import os
from fastapi import FastAPI
from shared.settings import NAME
app = FastAPI()
@app.get(os.getenv("PREFIX", "/c") + NAME)
def c(): ...
# file: shared/settings.py
import os
from dotenv import load_dotenv
load_dotenv()
NAME = os.getenv("PREFIX", "/shared") + "/n"
# file: shared/pyproject.toml
[project]
name = "shared"
`,
  ["GET /b/x services/b/main.py:5 b", "GET /loaded/loaded/n services/c/main.py:6 c", "GET /loaded/x services/a/main.py:7 a"],
);
