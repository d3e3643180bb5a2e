import { check } from "./reading";

// What Python and its standard library make of data that the code holds; the lists are what FastAPI itself serves.

check(
  "variables that the program puts into its environment",
  `
import os
from os import environ
from fastapi import FastAPI
os.environ.setdefault("XQ_SET", "/set")
os.environ["XQ_ASSIGNED"] = "/assigned"
os.environ.update({"XQ_ONE": "/one"}, XQ_TWO="/two")
app = FastAPI()
def h(): ...
for path in (environ["XQ_SET"], os.environ["XQ_ASSIGNED"], os.getenv("XQ_ONE"), os.environ.get("XQ_TWO", "/no"), os.environ.pop("XQ_NONE", "/popped")):
    app.get(path)(h)
if "XQ_ASSIGNED" in os.environ and "XQ_NONE" not in os.environ:
    app.get("/there")(h)
`,
  ["GET /assigned main.py:9 h", "GET /one main.py:9 h", "GET /popped main.py:9 h", "GET /set main.py:9 h", "GET /there main.py:9 h", "GET /two main.py:9 h"],
);

check(
  "an exception that is caught says what it was raised with",
  `
from fastapi import FastAPI
class Missing(Exception):
    def __init__(self, path):
        super().__init__(path)
        self.path = path
app = FastAPI()
def h(): ...
try:
    raise Missing("/own")
except Missing as e:
    app.get(e.path)(h)
    app.get(e.args[0] + "/argument")(h)
try:
    raise ValueError("/text")
except (KeyError, ValueError) as e:
    app.get(f"{e}/{type(e).__name__}")(h)
try:
    1 / 0
    app.get("/never")(h)
except ZeroDivisionError:
    app.get("/zero")(h)
try:
    [].pop()
    app.get("/never")(h)
except IndexError:
    app.get("/empty")(h)
`,
  ["GET /empty main.py:8 h", "GET /own main.py:8 h", "GET /own/argument main.py:8 h", "GET /text/ValueError main.py:8 h", "GET /zero main.py:8 h"],
);

check(
  "a case takes mappings apart, and classes by the order of their fields",
  `
from dataclasses import dataclass
from fastapi import FastAPI
@dataclass
class Spec:
    path: str
    methods: list
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
app = FastAPI()
def h(): ...
match {"kind": "full", "n": 2, "more": "/rest"}:
    case {"kind": "lite"}:
        app.get("/lite")(h)
    case {"kind": str(kind), "n": int(n), **rest}:
        app.get(f"/{kind}/{n}{rest['more']}")(h)
match Spec("/spec", ["PUT"]):
    case Spec(path, [method]):
        app.add_api_route(path, h, methods=[method])
match Point("/x", "/y"):
    case Point(x, "/no"):
        app.get("/no")(h)
    case Point(x, y):
        app.get(x + y)(h)
`,
  ["GET /full/2/rest main.py:12 h", "GET /x/y main.py:12 h", "PUT /spec main.py:12 h"],
);

check(
  "records are copied, changed and taken apart",
  `
import copy
from collections import namedtuple
from dataclasses import asdict, astuple, dataclass, field, replace
from typing import NamedTuple
from fastapi import FastAPI
@dataclass(frozen=True)
class Config:
    base: str = "/base"
    parts: list = field(default_factory=lambda: ["x", "y"])
    full: str = field(init=False, default="")
    def __post_init__(self):
        object.__setattr__(self, "full", self.base + "/" + "/".join(self.parts))
Row = namedtuple("Row", "path name", defaults=["n"])
class Typed(NamedTuple):
    path: str
    name: str = "n"
config = Config()
app = FastAPI()
def h(): ...
app.get(replace(config, base="/other").full)(h)
app.get(asdict(config)["base"])(h)
app.get(astuple(config)[0] + "/tuple")(h)
app.get(Row("/row")._replace(name="/replaced").name)(h)
app.get(Row._make(["/made", "x"]).path + Row._fields[0])(h)
app.get(Typed("/typed")._replace(path="/typed2").path)(h)
paths = {"a": ["/a"]}
mine = copy.deepcopy(paths)
mine["a"].append("/b")
for path in paths["a"]:
    app.post(path)(h)
`,
  [
    "GET /base main.py:20 h",
    "GET /base/tuple main.py:20 h",
    "GET /madepath main.py:20 h",
    "GET /other/x/y main.py:20 h",
    "GET /replaced main.py:20 h",
    "GET /typed2 main.py:20 h",
    "POST /a main.py:20 h",
  ],
);

check(
  "iterators of the standard library",
  `
from itertools import accumulate, chain, combinations, count, cycle, dropwhile, filterfalse, islice, pairwise, repeat, takewhile, zip_longest
from fastapi import FastAPI
app = FastAPI()
def h(): ...
for n, name in zip(count(10), ["a", "b"]):
    app.get(f"/count/{n}{name}")(h)
for verb, path in zip(cycle(["get", "post"]), ["/c1", "/c2", "/c3"]):
    getattr(app, verb)(path)(h)
for path in islice(chain(["/i1", "/i2"], ["/i3"]), 1, None):
    app.get(path)(h)
for a, b in pairwise("xyz"):
    app.get(f"/{a}{b}")(h)
for path in accumulate(["/s", "/t"]):
    app.put(path)(h)
for a, b in zip_longest(["/l1", "/l2"], ["m"], fillvalue="none"):
    app.get(a + b)(h)
for a, b in combinations("pq", 2):
    app.get(f"/{a}-{b}")(h)
for n in takewhile(lambda n: n < 2, count()):
    app.patch(f"/{n}")(h)
for n in dropwhile(lambda n: n < 2, [1, 2]):
    app.delete(f"/{n}")(h)
for n in filterfalse(lambda n: n > 1, [1, 2]):
    app.options(f"/{n}")(h)
for path in map(lambda a, b: a + b, ["/m"], repeat("n")):
    app.get(path)(h)
ids = count(5)
app.get(f"/n{next(ids)}")(h)
app.get(f"/n{next(ids)}")(h)
app.get("/" + "".join(dict.fromkeys("abab")))(h)
`,
  [
    "DELETE /2 main.py:5 h",
    "GET /ab main.py:5 h",
    "GET /c1 main.py:5 h",
    "GET /c3 main.py:5 h",
    "GET /count/10a main.py:5 h",
    "GET /count/11b main.py:5 h",
    "GET /i2 main.py:5 h",
    "GET /i3 main.py:5 h",
    "GET /l1m main.py:5 h",
    "GET /l2none main.py:5 h",
    "GET /mn main.py:5 h",
    "GET /n5 main.py:5 h",
    "GET /n6 main.py:5 h",
    "GET /p-q main.py:5 h",
    "GET /xy main.py:5 h",
    "GET /yz main.py:5 h",
    "OPTIONS /1 main.py:5 h",
    "PATCH /0 main.py:5 h",
    "PATCH /1 main.py:5 h",
    "POST /c2 main.py:5 h",
    "PUT /s main.py:5 h",
    "PUT /s/t main.py:5 h",
  ],
);

check(
  "regular expressions and tables over names",
  `
import re
import string
import textwrap
from fastapi import FastAPI
app = FastAPI()
def h(): ...
CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
app.get("/" + CAMEL.sub("-", "UserProfile").lower())(h)
app.get(re.sub(r"([A-Z])", lambda m: "_" + m.group(1).lower(), "/camelCase"))(h)
for name in re.findall(r"\\w+", "users, items"):
    app.get("/found/" + name)(h)
m = re.match(r"(?P<kind>\\w+)_v(\\d+)", "api_v2")
if m:
    app.get(f"/{m['kind']}/{m.group(2)}/{m.groupdict()['kind']}")(h)
if not re.search("z", "abc"):
    app.get("/" + "/".join(re.split(r"[,;]", "a,b;c")))(h)
for line in textwrap.dedent("""\\
    /d1
    /d2""").splitlines():
    app.get(line)(h)
app.get("/tr/" + "a-b_c".translate(str.maketrans({"-": "_", "_": "."})))(h)
app.get("/" + string.ascii_lowercase[:3] + str([1, "a"]))(h)
`,
  [
    "GET /a/b/c main.py:7 h",
    "GET /abc[1, 'a'] main.py:7 h",
    "GET /api/2/api main.py:7 h",
    "GET /camel_case main.py:7 h",
    "GET /d1 main.py:7 h",
    "GET /d2 main.py:7 h",
    "GET /found/items main.py:7 h",
    "GET /found/users main.py:7 h",
    "GET /tr/a_b.c main.py:7 h",
    "GET /user-profile main.py:7 h",
  ],
);

check(
  "names that are set by globals",
  `
from fastapi import APIRouter, FastAPI
app = FastAPI()
def h(): ...
globals()["first"] = APIRouter(prefix="/first")
first.get("/x")(h)
app.include_router(first)
globals().update(second=APIRouter(prefix="/second"))
second.get("/x")(h)
app.include_router(second)
vars()["third"] = "/third"
app.get(third)(h)
`,
  ["GET /first/x main.py:4 h", "GET /second/x main.py:4 h", "GET /third main.py:4 h"],
);

check(
  "routes that are taken out of the list again",
  `
from fastapi import APIRouter, FastAPI
router = APIRouter()
app = FastAPI(openapi_url=None)
def h(): ...
for name in "abcdef":
    router.get("/" + name)(h)
    app.post("/" + name)(h)
router.routes.pop()
del router.routes[0]
router.routes[:] = [route for route in router.routes if route.path != "/c"]
del app.router.routes[-1]
app.router.routes.pop(0)
app.include_router(router)
app.get(f"/count/{len(router.routes)}")(h)
`,
  [
    "GET /b main.py:5 h",
    "GET /count/3 main.py:5 h",
    "GET /d main.py:5 h",
    "GET /e main.py:5 h",
    "POST /b main.py:5 h",
    "POST /c main.py:5 h",
    "POST /d main.py:5 h",
    "POST /e main.py:5 h",
  ],
);

check(
  "methods of the standard library's enumeration",
  `
from http import HTTPMethod
from fastapi import FastAPI
app = FastAPI()
@app.api_route("/m", methods=[m.value for m in HTTPMethod if m.value in {"GET", "DELETE"}])
def h(): ...
app.add_api_route("/n", h, methods=[HTTPMethod.PUT])
`,
  ["DELETE /m main.py:6 h", "GET /m main.py:6 h", "PUT /n main.py:6 h"],
);

check(
  "a copy of a model with other values",
  `
from pydantic import BaseModel
from fastapi import FastAPI
class Settings(BaseModel):
    one: str = "/one"
    two: str = "/two"
app = FastAPI()
def h(): ...
changed = Settings().model_copy(update={"one": "/copied"})
app.get(changed.one + changed.two)(h)
`,
  ["GET /copied/two main.py:8 h"],
);

check(
  "a list of routes that is filtered keeps what is mounted",
  `
from fastapi import APIRouter, FastAPI
from starlette.routing import Mount
def h(): ...
sub = FastAPI()
sub.get("/s")(h)
other = FastAPI()
other.get("/o")(h)
app = FastAPI()
for name in "ab":
    app.get("/" + name)(h)
app.mount("/sub", sub)
app.mount("/other", other)
app.router.routes[:] = [route for route in app.router.routes if route.path != "/a"]
app.router.routes = [route for route in app.router.routes if not (isinstance(route, Mount) and route.path == "/other")]
last = app.router.routes.pop()
app.get("/before")(h)
app.router.routes.append(last)
app.router.routes.insert(0, app.router.routes.pop())
`,
  ["GET /b main.py:4 h", "GET /before main.py:4 h", "GET /o main.py:4 h", "GET /sub/s main.py:4 h"],
);

check(
  "before an included router was an entry of its own, one of its routes is taken out and put at the end",
  `
# file: requirements.txt
fastapi==0.95.2
# file: main.py
from fastapi import APIRouter, FastAPI
def h(): ...
sub = FastAPI()
sub.get("/s")(h)
router = APIRouter(prefix="/r")
router.get("/first")(h)
router.get("/{path:path}")(h)
app = FastAPI()
app.include_router(router)
app.mount("/sub", sub)
last = None
for route in app.routes:
    if route.path == "/r/{path:path}":
        last = route
if last:
    app.routes.remove(last)
    app.routes.append(last)
`,
  ["GET /r/first main.py:2 h", "GET /r/{path:path} main.py:2 h", "GET /sub/s main.py:2 h"],
);

check(
  "a pattern that would run for ever is not run",
  `
import re
from fastapi import FastAPI
app = FastAPI()
def h(): ...
app.get("/a" + re.sub(r"(a|a)*c", "", "a" * 60))(h)
`,
  ["GET /a{?} main.py:5 h"],
  ["unresolved-path main.py:6"],
);
