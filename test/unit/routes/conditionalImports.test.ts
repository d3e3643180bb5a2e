import { expect, test } from "vitest";
import { read } from "./reading";

// Modules that are imported only behind a test: what they register is there only where the test says so.

interface Row {
  readonly name: string;
  readonly files: string;
  /** `GET /path function`, with `? file:line` of the test behind which it stands */
  readonly routes: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "a module that is imported behind a test adds its routes behind that test, another one certainly",
    files: `
# file: always.py
from main import app
@app.get("/always")
def always(): ...
# file: extra.py
from main import app
@app.get("/extra")
def extra(): ...
# file: main.py
import os
from fastapi import FastAPI
app = FastAPI()
if os.environ["X"] == "1":
    import extra
import always
`,
    routes: ["GET /extra extra ? main.py:4", "GET /always always"],
  },
  {
    name: "the same where a function imports it by name, and for all that it imports in turn",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os, importlib
from core import app
def setup(flag):
    if flag:
        importlib.import_module("one")
setup(os.environ["X"])
# file: one.py
import two
from core import app
@app.get("/one")
def one(): ...
# file: three/__init__.py
from .deep import *
# file: three/deep.py
from core import app
@app.get("/deep")
def deep(): ...
# file: two.py
from core import app
import three
@app.get("/two")
def two(): ...
`,
    routes: ["GET /deep deep ? main.py:4", "GET /two two ? main.py:4", "GET /one one ? main.py:4"],
  },
  {
    name: "what is imported without a test somewhere else is certain",
    files: `
# file: a.py
from core import app
@app.get("/a")
def a(): ...
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os
from core import app
if os.environ["X"] == "1":
    import a
import z
# file: z.py
import a
`,
    routes: ["GET /a a"],
  },
  {
    name: "what both sides of one test import is certain",
    files: `
# file: a.py
import c
# file: b.py
import c
from core import app
@app.get("/b")
def b(): ...
# file: c.py
from core import app
@app.get("/c")
def c(): ...
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os
from core import app
if os.environ["X"] == "1":
    import a
else:
    import b
`,
    routes: ["GET /c c", "GET /b b ? main.py:3"],
  },
  {
    name: "an import after a test that may leave the function",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os
from core import app
def setup():
    if not os.environ["X"]:
        return
    import one
setup()
# file: one.py
from core import app
@app.get("/one")
def one(): ...
`,
    routes: ["GET /one one ? main.py:4"],
  },
  {
    name: "each case of a match",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os
from core import app
match os.environ["MODE"]:
    case "a":
        import one
    case "b":
        import two
# file: one.py
from core import app
@app.get("/one")
def one(): ...
# file: two.py
from core import app
@app.get("/two")
def two(): ...
`,
    routes: ["GET /one one ? main.py:3", "GET /two two ? main.py:3"],
  },
  {
    name: "a `try` around an import: a module that may refuse to be imported, one that is not there",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: four.py
from core import app
@app.get("/four")
def four(): ...
# file: main.py
from core import app
try:
    import one
except ImportError:
    one = None
try:
    import two
except ImportError:
    pass
try:
    import nothing_here
except ImportError:
    import three
else:
    import four
# file: one.py
import os
from core import app
if os.environ["X"] != "1":
    raise ImportError("not wanted")
@app.get("/one")
def one(): ...
# file: three.py
from core import app
@app.get("/three")
def three(): ...
# file: two.py
from core import app
@app.get("/two")
def two(): ...
`,
    routes: ["GET /four four", "GET /one one ? one.py:3", "GET /two two"],
  },
  {
    name: "a module that does nothing but choose what it imports",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
from core import app
import switch
# file: one.py
from core import app
@app.get("/one")
def one(): ...
# file: switch.py
import os
if os.environ["X"]:
    import one
`,
    routes: ["GET /one one ? switch.py:2"],
  },
  {
    name: "each turn of a loop has a test of its own",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os, importlib
from core import app
for name in ["one", "two"]:
    if os.environ[name]:
        importlib.import_module(name)
for name in os.environ["PLUGINS"].split(","):
    __import__(name)
# file: one.py
from core import app
@app.get("/one")
def one(): ...
# file: three.py
from core import app
@app.get("/three")
def three(): ...
# file: two.py
from core import app
@app.get("/two")
def two(): ...
`,
    routes: ["GET /one one ? main.py:4", "GET /two two ? main.py:4", "GET /three three ? main.py:7"],
  },
  {
    name: "what such a module puts into a list, a table or a class of another one",
    files: `
# file: extra.py
from fastapi import APIRouter
from registry import ROUTERS, TABLE, Plugin
router = APIRouter(prefix="/extra")
@router.get("/")
def extra(): ...
ROUTERS.append(router)
TABLE["t"] = router
class Extra(Plugin):
    router = APIRouter(prefix="/cls")
    @router.get("/x")
    def x(): ...
OWN = []
OWN.append(router)
for one in OWN:
    @one.get("/own")
    def own(): ...
# file: main.py
import os
from fastapi import FastAPI
from registry import ROUTERS, TABLE, Plugin
import users
if os.environ["X"] == "1":
    import extra
app = FastAPI()
for r in ROUTERS:
    app.include_router(r)
for name, r in TABLE.items():
    app.include_router(r, prefix=f"/{name}")
for cls in Plugin.__subclasses__():
    app.include_router(cls.router)
# file: registry.py
ROUTERS = []
TABLE = {}
class Plugin: ...
# file: users.py
from fastapi import APIRouter
from registry import ROUTERS
router = APIRouter(prefix="/users")
@router.get("/")
def users(): ...
ROUTERS.append(router)
`,
    routes: [
      "GET /users/ users",
      "GET /extra/ extra ? main.py:5",
      "GET /extra/own own ? main.py:5",
      "GET /t/extra/ extra ? main.py:5",
      "GET /t/extra/own own ? main.py:5",
      "GET /cls/x Extra.x ? main.py:5",
    ],
  },
  {
    name: "an application that is mounted behind a test has what its own modules add",
    files: `
# file: admin/__init__.py
# file: admin/app.py
from fastapi import FastAPI
admin = FastAPI()
from admin import views
# file: admin/views.py
from admin.app import admin
ROUTES = {}
ROUTES["/v"] = lambda: 1
@admin.get("/views")
def views(): ...
for path, fn in ROUTES.items():
    admin.add_api_route(path, fn)
# file: main.py
import os
from fastapi import FastAPI
app = FastAPI()
if os.environ["X"]:
    from admin.app import admin
    app.mount("/admin", admin)
@app.get("/")
def home(): ...
`,
    routes: ["GET /admin/views views ? main.py:4", "GET /admin/v <lambda> ? main.py:4", "GET / home"],
  },
  {
    name: "a router of such a module, and what it adds to another one",
    files: `
# file: debugging.py
from fastapi import APIRouter
import users
router = APIRouter()
@router.get("/debug")
def dbg(): ...
@users.router.get("/users/debug")
def users_debug(): ...
# file: main.py
import os
from fastapi import FastAPI
def create_app(debug: bool):
    app = FastAPI()
    from users import router
    app.include_router(router)
    if debug:
        from debugging import router as debug_router
        app.include_router(debug_router)
    return app
app = create_app(os.environ["DEBUG"] == "1")
# file: users.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/users")
def users(): ...
`,
    routes: ["GET /users users", "GET /users/debug users_debug ? main.py:7", "GET /debug dbg ? main.py:7"],
  },
  {
    name: "what such a module sets in another one",
    files: `
# file: config.py
PREFIX = "/api"
# file: main.py
import os
import config
if os.environ["X"]:
    import override
from fastapi import FastAPI, APIRouter
app = FastAPI()
r = APIRouter(prefix=config.PREFIX)
@r.get("/a")
def a(): ...
app.include_router(r)
# file: override.py
import config
config.PREFIX = "/v2"
`,
    routes: ["GET /v2/a a ? main.py:3", "GET /api/a a ? main.py:3"],
  },
  {
    name: "of a name that is known in part, each module that it may be",
    files: `
# file: main.py
import os, importlib
from fastapi import FastAPI
app = FastAPI()
name = os.environ["DB"]
module = importlib.import_module(f"stores.{name}")
app.include_router(module.router)
# file: stores/__init__.py
# file: stores/lite.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/lite")
def lite(): ...
# file: stores/pg.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/pg")
def pg(): ...
`,
    routes: ["GET /pg pg ? main.py:5", "GET /lite lite ? main.py:5"],
  },
  {
    name: "the same for what those modules register themselves",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os, importlib
from core import app
for name in os.environ["PLUGINS"].split(","):
    importlib.import_module("plugins." + name)
# file: plugins/__init__.py
# file: plugins/one.py
from core import app
@app.get("/one")
def one(): ...
# file: plugins/two.py
from core import app
@app.get("/two")
def two(): ...
`,
    routes: ["GET /one one ? main.py:4", "GET /two two ? main.py:4"],
  },
  {
    name: "what is switched off as the code stands is not listed",
    files: `
# file: always.py
from main import app
@app.get("/always")
def always(): ...
# file: extra.py
from main import app
@app.get("/extra")
def extra(): ...
# file: main.py
import os
from fastapi import FastAPI
app = FastAPI()
if os.environ.get("X") == "1":
    import extra
import always
`,
    routes: ["GET /always always"],
  },
  {
    name: "a module that nobody seems to import stands behind the import whose name is not known",
    files: `
# file: main.py
import os
from core import app
for name in os.environ["PLUGINS"].split(","):
    __import__(name)
# file: core.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/core")
def core(): ...
# file: three.py
from core import app
@app.get("/three")
def three(): ...
`,
    routes: ["GET /core core", "GET /three three ? main.py:4"],
  },
  {
    name: "the cases below the one that matches are not reached",
    files: `
# file: core.py
from fastapi import FastAPI
app = FastAPI()
# file: main.py
import os
from core import app
match os.getenv("MODE", "a"):
    case "a":
        import one
    case "b":
        import two
    case _:
        import three
# file: one.py
from core import app
@app.get("/one")
def one(): ...
# file: three.py
from core import app
@app.get("/three")
def three(): ...
# file: two.py
from core import app
@app.get("/two")
def two(): ...
`,
    routes: ["GET /one one"],
  },
  {
    name: "what only a type checker imports is not there",
    files: `
# file: main.py
from typing import TYPE_CHECKING
from fastapi import FastAPI
if TYPE_CHECKING:
    from typed import Thing
app = FastAPI()
@app.get("/main")
def main(thing: "Thing"): ...
# file: typed.py
from main import app
class Thing: ...
@app.get("/typed")
def typed(): ...
`,
    routes: ["GET /main main"],
  },
  {
    name: "what only a type checker imports may be what a server is given, where no file bears a usual name",
    files: `
# file: core.py
from typing import TYPE_CHECKING
from fastapi import FastAPI
if TYPE_CHECKING:
    from service import Thing
app = FastAPI()
@app.get("/core")
def core(thing: "Thing"): ...
# file: service.py
from core import app
class Thing: ...
@app.get("/service")
def service(): ...
`,
    routes: ["GET /core core", "GET /service service ? core.py:4"],
  },
];

test.each(rows)("$name", async ({ files, routes }) => {
  const facts = await read(files);
  const found = facts.routes.map(
    ({ method, path, function: name, condition }) => `${method} ${path} ${name}${condition ? ` ? ${condition.file}:${condition.line}` : ""}`,
  );
  expect(found.sort()).toEqual([...routes].sort());
});

test("a long block of lines that end as Windows ends them is searched once", async () => {
  const text = `# file: main.py\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/x")\ndef x(): ...\n# file: other.py\nimport main\nif main:\n${"    y = 1\n".repeat(60)}`;
  const facts = await read(text.replaceAll(/(?<!# file: \w+\.py)\n/g, "\r\n"));
  expect(facts.routes.map(({ path }) => path)).toEqual(["/x"]);
});
