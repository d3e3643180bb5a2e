import { check } from "./reading";

// What pydantic makes of the options and fields of settings; the lists are what FastAPI itself serves.

check(
  "a field whose default is `...` is required",
  `
from fastapi import FastAPI
from pydantic import BaseModel, Field
class Item(BaseModel):
    one: str = Field(...)
    two: int = ...
    three: bool = False
    four: list = Field(default_factory=list)
app = FastAPI()
def h(): ...
for name, field in Item.model_fields.items():
    if field.is_required():
        app.get("/required/" + name)(h)
    else:
        app.get("/optional/" + name)(h)
`,
  ["GET /optional/four main.py:10 h", "GET /optional/three main.py:10 h", "GET /required/one main.py:10 h", "GET /required/two main.py:10 h"],
);

check(
  "names that an alias generator makes are not known",
  `
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
class Item(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)
    user_name: str
    own: str = Field(alias="mine")
app = FastAPI()
def h(): ...
for name, field in Item.model_fields.items():
    if field.alias is not None:
        app.get("/alias/" + field.alias)(h)
`,
  ["GET /alias/mine main.py:10 h", "GET /alias/{?} main.py:10 h"],
  ["route-conditional main.py:12", "unresolved-path main.py:11"],
);

check(
  "settings make a secret of a default that is a text",
  `
from fastapi import FastAPI
from pydantic import SecretStr
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    key: SecretStr = "abc"
app = FastAPI()
if isinstance(Settings().key, SecretStr):
    @app.get("/secret")
    def secret(): ...
`,
  ["GET /secret main.py:10 secret"],
  ["route-conditional main.py:8"],
);

check(
  "the nearest class says where settings come from, in whichever way it says so",
  `
# file: .env
A_PREFIX=/a
B_PREFIX=/b
C_PREFIX=/c
D_PREFIX=/d
PREFIX=/wrong
# file: main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict
class A(BaseSettings):
    class Config:
        env_file = ".env"
        env_prefix = "A_"
        extra = "ignore"
    prefix: str = "/default"
class B(A):
    model_config = {"env_prefix": "B_"}
class C(B):
    class Config:
        env_prefix = "C_"
class D(C, env_prefix="D_"):
    pass
app = FastAPI()
def h(): ...
for one in (A, B, C, D):
    app.get(one().prefix)(h)
app.get("/" + D.model_config["env_prefix"])(h)
`,
  ["GET /D_ main.py:17 h", "GET /a main.py:17 h", "GET /b main.py:17 h", "GET /c main.py:17 h", "GET /d main.py:17 h"],
);

check(
  "what `lru_cache` keeps is made anew once it is cleared",
  `
import os
from functools import lru_cache
from fastapi import FastAPI
@lru_cache
def settings():
    return os.environ.get("XQ_NAME", "one")
app = FastAPI()
def h(): ...
app.get("/" + settings())(h)
os.environ["XQ_NAME"] = "two"
app.get("/still/" + settings())(h)
settings.cache_clear()
app.get("/" + settings())(h)
`,
  ["GET /one main.py:9 h", "GET /still/one main.py:9 h", "GET /two main.py:9 h"],
);

check(
  "what a field's type is taken apart into",
  `
from typing import List, Literal, Optional, Union, get_args, get_origin
from fastapi import FastAPI
from pydantic import BaseModel
class Item(BaseModel):
    flag: bool = True
    name: Optional[str] = None
    either: Union[int, str] = 1
    kind: Literal["one", "two"] = "one"
    tags: list[str] = []
    old: List[str] = []
    new: int | None = None
app = FastAPI()
def h(): ...
for name, field in Item.model_fields.items():
    of = field.annotation
    if of is bool:
        app.get("/bool/" + name)(h)
    if get_origin(of) is Union and name != "new":
        app.get("/union/" + name)(h)
    if get_origin(of) is Literal:
        for one in get_args(of):
            app.get("/literal/" + one)(h)
    if type(None) in get_args(of):
        app.get("/none/" + name)(h)
    if get_origin(of) is None:
        app.get("/plain/" + name)(h)
`,
  ["/bool/flag", "/literal/one", "/literal/two", "/none/name", "/none/new", "/plain/flag", "/union/either", "/union/name"].map(
    (one) => `GET ${one} main.py:14 h`,
  ),
);
