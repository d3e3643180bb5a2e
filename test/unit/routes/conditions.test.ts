import { expect, test } from "vitest";
import { check, read } from "./reading";

const program = `
import os
from fastapi import APIRouter, FastAPI
from outside import models, wants
app = FastAPI()
admin = APIRouter(prefix="/admin")
@admin.get("/users")
def users(): ...
def maybe(target, found):
    if len(found) == 0:
        return False
    @target.get("/forecast")
    def forecast(): ...
    return True
def sure(target):
    if target is None:
        return
    @target.get("/sure")
    def always(): ...
if wants("admin"):
    app.include_router(admin)
if wants("more"):
    @app.get("/more")
    def more(): ...
else:
    @app.get("/less")
    def less(): ...
maybe(app, [one for one in models() if one.name])
sure(app)
@app.get("/last")
def last(): ...
`;

check(
  "what only the running application can answer is said where it is asked, once",
  program,
  [
    "GET /admin/users main.py:8 users",
    "GET /forecast main.py:13 forecast",
    "GET /last main.py:31 last",
    "GET /less main.py:27 less",
    "GET /more main.py:24 more",
    "GET /sure main.py:19 always",
  ],
  ["either-routes main.py:22", "route-conditional main.py:10", "route-conditional main.py:20"],
);

test("each route tells the test behind which it is registered, and others have none", async () => {
  const { routes } = await read(program);
  expect(Object.fromEntries(routes.map((one) => [one.path, one.condition?.line ?? null]))).toEqual({
    "/admin/users": 20,
    "/more": 22,
    "/less": 22,
    "/forecast": 10,
    "/sure": null,
    "/last": null,
  });
});

test("a module that is imported behind a test has routes of its own that are not in doubt", async () => {
  const { routes, problems } = await read(`
from fastapi import FastAPI
from outside import wants
if wants():
    import api
from api import router
app = FastAPI()
app.include_router(router)
# file: api.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/x")
def x(): ...
`);
  expect(routes.map((one) => [one.path, one.condition])).toEqual([["/x", undefined]]);
  expect(problems).toEqual([]);
});

test("registered surely once, it is not in doubt", async () => {
  const { routes } = await read(`
from fastapi import APIRouter, FastAPI
from outside import wants
router = APIRouter()
@router.get("/x")
def x(): ...
app = FastAPI()
def add():
    app.include_router(router)
if wants():
    add()
add()
`);
  expect(routes.map((one) => [one.path, one.condition])).toEqual([["/x", undefined]]);
});

test("every way to ask only now and then is a condition", async () => {
  const { routes } = await read(`
from fastapi import APIRouter, FastAPI
from outside import check
app = FastAPI()
router = APIRouter()
@router.get("/r")
def r(): ...
match check():
    case 1:
        @app.get("/match")
        def m(): ...
check() and app.include_router(router, prefix="/and")
while check():
    @app.get("/while")
    def w(): ...
@(app.get("/decorator") if check() else (lambda f: f))
def t(): ...
for p in ["/x", "/y"]:
    app.get("/before" + p)(m)
    if check(p):
        continue
    app.get(p)(m)
@app.get("/last")
def last(): ...
`);
  expect(routes.map((one) => [one.path, one.condition?.line ?? null])).toEqual([
    ["/match", 8],
    ["/and/r", 12],
    ["/while", 13],
    ["/decorator", 16],
    ["/before/x", null],
    ["/x", 20],
    ["/before/y", null],
    ["/y", 20],
    ["/last", null],
  ]);
});

test("what both sides of a test register is sure, what one side registers twice is not", async () => {
  const { routes, problems } = await read(`
from fastapi import FastAPI
from outside import check
app = FastAPI()
def register(app):
    @app.get("/surely")
    def s(): ...
def either():
    if check(1):
        register(app)
        return
    register(app)
def twice(app):
    @app.get("/twice")
    def s(): ...
if check(2):
    twice(app)
    twice(app)
def inner(app):
    @app.get("/inner")
    def s(): ...
if check(3):
    if check(4):
        inner(app)
    else:
        inner(app)
either()
`);
  expect(routes.map((one) => [one.path, one.condition])).toEqual([
    ["/twice", { file: "main.py", line: 16 }],
    ["/inner", { file: "main.py", line: 23 }],
    ["/surely", undefined],
  ]);
  expect(problems.map((one) => [one.code, one.line])).toEqual([
    ["route-conditional", 16],
    ["route-conditional", 23],
  ]);
});

const shown = `
# file: gui/core.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/assets")
def assets(): ...
def run_with(other, at):
    other.mount(at, app)
def run():
    import uvicorn
    uvicorn.run(app)
# file: gui/__init__.py
from .core import app, run_with
# file: examples/mounted/main.py
from fastapi import FastAPI
from gui import app, run_with
server = FastAPI()
@app.get("/page")
def page(): ...
run_with(server, "/gui")
# file: examples/alone/main.py
from gui import app
@app.get("/alone")
def alone(): ...
`;

test("examples that fill the application of the package that they show are programs of their own", async () => {
  const { routes } = await read(shown);
  expect(routes.map((one) => `${one.app} ${one.path}`).sort()).toEqual([
    "examples.alone.main:app /alone",
    "examples.mounted.main:app /page",
    "examples.mounted.main:server /gui/assets",
    "examples.mounted.main:server /gui/page",
    "gui.core:app /assets",
  ]);
});

test("one that its package never starts is served where the example mounts it", async () => {
  const { routes } = await read(shown.replaceAll("uvicorn", "server").replaceAll("examples/mounted/", "examples/"));
  expect(routes.map((one) => `${one.app} ${one.path}`).sort()).toEqual(["examples.main:server /gui/assets", "examples.main:server /gui/page"]);
});

test("an application that the project itself mounts is served there alone", async () => {
  const { routes } = await read(shown.replaceAll("examples/", "programs/"));
  expect(new Set(routes.map((one) => one.app))).toEqual(new Set(["programs.mounted.main:server"]));
});

check(
  "a setting of a library that is not in the folder may be anything, what is imported is there",
  `
from fastapi import FastAPI
from company import settings, Tracer
import flags
app = FastAPI()
if not settings.public:
    @app.get("/private")
    def private(): ...
if settings.debug:
    @app.get("/debug")
    def debug(): ...
if flags.server.beta is not None:
    @app.get("/beta")
    def beta(): ...
if Tracer is not None and flags:
    @app.get("/sure")
    def sure(): ...
prefix = settings.prefix or "/api"
@app.get(prefix + "/x")
def x(): ...
`,
  ["GET /beta main.py:14 beta", "GET /debug main.py:11 debug", "GET /private main.py:8 private", "GET /sure main.py:17 sure", "GET {?}/x main.py:20 x"],
  ["route-conditional main.py:12", "route-conditional main.py:6", "route-conditional main.py:9", "unresolved-path main.py:19"],
);

/** What stands around an application that a command makes; `ROUTES` registers `/x`. */
const command = (before: string, made: string, after: string): string => `
import argparse, uvicorn
from fastapi import FastAPI
def main():
    p = argparse.ArgumentParser()
    p.add_argument("--version", action="store_true")
    p.add_argument("--ui", action="store_true", default=False)
    p.add_argument("--docs", action=argparse.BooleanOptionalAction, default=True)
    args = p.parse_args()
${before}
    app = ${made}
${after}
    uvicorn.run(app)
if __name__ == "__main__":
    main()
`;
const x = '    @app.get("/x")\n    def x(): ...';
const leave = "    if args.version:\n        print(1)\n        return 0";

test.each([
  ["leaves before it makes the application", command(leave, "FastAPI()", x), [["/x", null]]],
  ["leaves after it has made it", command("", "FastAPI()", `${leave}\n${x}`), [["/x", 12]]],
  ["has a switch with a default of its own", command("", "FastAPI()", `    if args.ui:\n${x.replace(/^/gm, "    ")}`), [["/x", 12]]],
  [
    "is told by a test that raises before it",
    command("", "FastAPI()", `    try:\n        if args.ui: raise ValueError\n    except ValueError: pass\n    else:\n${x.replace(/^/gm, "    ")}`),
    [["/x", 13]],
  ],
  ["has a pair of switches", command("", "FastAPI()", `    if args.docs:\n${x.replace(/^/gm, "    ")}`), [["/x", 12]]],
])("a command that %s", async (_, text, routes) => {
  expect((await read(text)).routes.map((one) => [one.path, one.condition?.line ?? null])).toEqual(routes);
});

test("a method that another one of its class calls keeps its defaults", async () => {
  const text = `
from fastapi import FastAPI
import uvicorn
class Server:
    def __init__(self, host="0.0.0.0"):
        self.host = host
    def create_app(self, docs: bool = True):
        app = FastAPI()
        if docs:
            @app.get("/mydocs")
            def d(): ...
        return app
    def run(self):
        uvicorn.run(self.create_app())
`;
  expect((await read(text)).routes.map((one) => [one.path, one.condition])).toEqual([["/mydocs", undefined]]);
});

/** A route inside a `try` of which a test may raise; `how` is what follows its `except ValueError`. */
const mayFail = (how: string): string => `
import os, sys
from fastapi import FastAPI
app = FastAPI()
try:
    key = os.getenv("KEY")
    if not key:
        raise ValueError("no key")
    @app.get("/x")
    def x(): ...
except ${how}
`;

test.each([
  ["goes on", "ValueError:\n    pass", 7],
  ["raises it again", "ValueError:\n    print(1)\n    raise", null],
  ["raises another one", "ValueError as e:\n    raise RuntimeError(1) from e", null],
  ["ends the program", "ValueError:\n    sys.exit(1)", null],
  ["is the first that catches it, and raises it again", "ValueError:\n    raise\nexcept Exception:\n    pass", null],
  ["goes on, and another one would not", "ValueError:\n    pass\nexcept Exception:\n    raise", 7],
])("a route after a test that may raise, where the handler %s", async (_, how, line) => {
  expect((await read(mayFail(how))).routes.map((one) => [one.path, one.condition?.line ?? null])).toEqual([["/x", line]]);
});

test("what is added to a frozenset is another one", async () => {
  const text = `
from fastapi import FastAPI
app = FastAPI()
A = frozenset({"a"})
B = A
B |= {"b"}
for name in A:
    app.add_api_route(f"/A/{name}", lambda: 1)
for name in B:
    app.add_api_route(f"/B/{name}", lambda: 1)
`;
  expect((await read(text)).routes.map((one) => one.path)).toEqual(["/A/a", "/B/a", "/B/b"]);
});

/** One thing or another: each is listed behind the test that chooses. */
test.each([
  ["a prefix of a router", 'APIRouter(prefix="/a" if check() else "/b")', ["/a/x", "/b/x"]],
  ["a prefix that a function gives", "APIRouter(prefix=pick())", ["/one/x", "/two/x"]],
  ["a prefix that is set afterwards", "APIRouter()\nif check(): r.prefix = '/late'", ["/late/x", "/x"]],
])("%s that only the running application knows", async (_, made, paths) => {
  const { routes, problems } = await read(`
from fastapi import APIRouter, FastAPI
from outside import check
def pick():
    if check():
        return "/one"
    return "/two"
r = ${made}
@r.get("/x")
def x(): ...
app = FastAPI()
app.include_router(r)
`);
  expect(routes.map((one) => one.path).sort()).toEqual(paths);
  expect(routes.every((one) => one.condition !== undefined)).toBe(true);
  expect(problems.map((one) => one.code)).toEqual(["route-conditional"]);
});

const lines = `
import os
from fastapi import APIRouter, FastAPI
from outside import check
app = FastAPI()
def h(): ...
def g(): ...
def add(path, f=h, **more): app.add_api_route(path, f, **more)
r, s = APIRouter(), APIRouter(prefix="/s")
r.get("/in")(h)
s.get("/in")(h)
`;

test.each([
  ["a path", 'add("/a" if check() else "/b")', { "/a": 12, "/b": 12 }],
  ["a part of a path", 'v = "v1" if check() else "v2"\nadd(f"/{v}/x")', { "/v1/x": 12, "/v2/x": 12 }],
  ["a name that an if binds", 'p = "/a"\nif check():\n    p = "/b"\nadd(p)', { "/a": 13, "/b": 13 }],
  ["a name that a match binds", 'match check():\n    case 1: p = "/a"\n    case _: p = "/b"\nadd(p)', { "/a": 12, "/b": 12 }],
  ["an entry of a table", 'add({"x": "/a", "y": "/b"}[check()])', { "/a": 8, "/b": 8 }],
  ["a router", "app.include_router(r if check() else s)", { "/in": 12, "/s/in": 12 }],
  ["what is decorated", 't = r if check() else s\nt.get("/t")(h)\napp.include_router(r)', { "/in": null, "/t": 12 }],
  ["a handler", 'add("/h", h if check() else g)', { "/h": 12 }],
  ["methods", 'add("/m", methods=["GET"] if check() else ["POST"])', { "/m": 12 }],
  ["a mount", 'm = FastAPI()\nm.get("/x")(h)\napp.mount("/a" if check() else "/b", m)', { "/a/x": 14, "/b/x": 14 }],
  ["an attribute of a class", 'class S:\n    p = "/a"\n    if check(): p = "/b"\nadd(S.p)', { "/a": 14, "/b": 14 }],
  ["an item that is appended", 'all = ["/a"]\nif check(): all.append("/b")\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["items that are added", 'all = ["/a"]\nif check(): all += ["/b"]\nfor p in sorted(all): add(p)', { "/a": null, "/b": 13 }],
  ["an item that is removed", 'all = ["/a", "/b"]\nif check(): all.remove("/b")\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["one list or a longer one", 'all = ["/a"]\nall = all + ["/b"] if check() else all\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["an entry", 'all = {"/a": h}\nif check(): all["/b"] = h\nfor p, f in all.items(): add(p, f)', { "/a": null, "/b": 13 }],
  ["a key", 'all = {"/a": h}\nif check(): all.update({"/b": h})\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["an entry that is deleted", 'all = {"/a": h, "/b": h}\nif check(): del all["/b"]\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["an entry that is taken out", 'all = {"/a": h, "/b": h}\nif check(): all.pop("/b")\nfor p in all: add(p)', { "/a": null, "/b": 13 }],
  ["what a comprehension keeps", 'for p in [p for p in ["/a"] if check(p)]: add(p)', { "/a": 12 }],
  ["what a filter keeps", 'for p in filter(check, ["/a"]): add(p)', { "/a": 12 }],
  ["rows that are zipped", 'all = ["/a"]\nif check(): all.append("/b")\nfor p, f in zip(all, [h, g]): add(p, f)', { "/a": null, "/b": 13 }],
  [
    "a try that fails",
    'try:\n    if check(): raise ValueError\n    add("/in-try")\nexcept ValueError:\n    add("/failed")\nelse:\n    add("/else")\nadd("/after")',
    { "/in-try": 13, "/failed": 13, "/else": 13, "/after": null },
  ],
  ["a function that fails", 'def ask():\n    if check(): raise KeyError\ntry:\n    ask()\n    add("/a")\nexcept KeyError: ...', { "/a": 13 }],
  [
    "a failure that is suppressed",
    'from contextlib import suppress\nwith suppress(ValueError):\n    if check(): raise ValueError\n    add("/a")\nadd("/b")',
    { "/a": 14, "/b": null },
  ],
  [
    "a handler that goes on with the loop",
    'for n in "ab":\n    try:\n        if check(n): raise ValueError\n    except ValueError: continue\n    add("/" + n)',
    { "/a": 14, "/b": 14 },
  ],
])("%s that only the running application knows, behind its test", async (_, text, wanted) => {
  const { routes } = await read(`${lines}${text}\n`);
  expect(Object.fromEntries(routes.map((one) => [one.path, one.condition?.line ?? null]))).toEqual(wanted);
});

test.each([
  ["either has it", "for r in [one(), two()]: app.include_router(r if check() else r)", null],
  ["each of several has it", "app.include_router(one() if check() else one())", null],
  ["one has it", "app.include_router(one() if check() else two())", 10],
])("a route of routers of which one is included is sure where %s", async (_, text, line) => {
  const { routes } = await read(`
from fastapi import APIRouter, FastAPI
from outside import check
app = FastAPI()
def one():
    r = APIRouter()
    r.get("/one")(check)
    return r
two = APIRouter
${text}
`);
  expect(routes.filter(({ path }) => path === "/one").map(({ condition }) => condition?.line ?? null)).toEqual([line]);
});

test.each([
  ["typer.run(main)", "", "def main(ui: bool = False):"],
  ["cli()", "cli = typer.Typer()\n@cli.command()\n", "def main(ui: bool = False, port: int = 80):"],
  ["cli()", "cli = typer.Typer()\n@cli.command()\n", "def main(ui: Annotated[bool, typer.Option()] = False):"],
  ["main()", '@click.command()\n@click.option("--ui", is_flag=True)\n', "def main(ui):"],
])("a switch of a command is a condition: %s", async (start, before, head) => {
  const { routes } = await read(`
import click, typer, uvicorn
from typing import Annotated
from fastapi import FastAPI
app = FastAPI()
${before}${head}
    if ui:
        @app.get("/ui")
        def u(): ...
    uvicorn.run(app)
if __name__ == "__main__":
    ${start}
`);
  expect(routes.map(({ path, condition }) => [path, condition === undefined])).toEqual([["/ui", false]]);
});

test("what one command makes for sure is not said to be open because another one has a switch", async () => {
  const { routes, problems } = await read(`
import typer, uvicorn
from fastapi import FastAPI
cli = typer.Typer()
def build(metrics: bool = False):
    app = FastAPI()
    if metrics:
        app.get("/metrics")(lambda: 1)
    return app
@cli.command()
def serve():
    uvicorn.run(build(metrics=True))
@cli.command()
def dev(metrics: bool = False):
    uvicorn.run(build(metrics))
`);
  expect(routes.map(({ path, condition }) => [path, condition])).toEqual([["/metrics", undefined]]);
  expect(problems).toEqual([]);
});

check(
  "a lifespan goes on to the yield of each side of a test, and no further",
  `
import os
from contextlib import asynccontextmanager
from fastapi import FastAPI
from library import tools

def later(app):
    app.post("/later")(later)

@asynccontextmanager
async def left(app):
    if os.environ["SKIP"]:
        yield
        return
    app.get("/left")(later)
    yield
    later(app)

@asynccontextmanager
async def sides(app):
    if os.environ["SKIP"]:
        yield
    else:
        app.get("/sides")(later)
        yield
    later(app)

@asynccontextmanager
async def matched(app):
    match os.environ["SKIP"]:
        case "yes":
            yield
        case _:
            for tool in tools():
                app.get(f"/tools/{tool.name}")(later)
            yield
    later(app)

a, b, c = FastAPI(lifespan=left), FastAPI(lifespan=sides), FastAPI(lifespan=matched)
`,
  ["GET /left main.py:7 later", "GET /sides main.py:7 later", "GET /tools/{?} main.py:7 later"],
  [
    "registered-at-start main.py:15",
    "registered-at-start main.py:24",
    "registered-at-start main.py:35",
    "route-conditional main.py:12",
    "route-conditional main.py:21",
    "route-conditional main.py:30",
    "unresolved-path main.py:35",
  ],
);

test("a path that is put right by tests of it has no twin that no test lets through", async () => {
  const { routes } = await read(`
from fastapi import FastAPI
from outside import check, SECRETS
def slashed(base):
    if not base.startswith("/"):
        base = f"/{base}"
    if base == "/":
        return "/ui"
    return f"{base}/ui"
def shown(value):
    if isinstance(value, SECRETS):
        return value.get_secret_value()
    return value
app = FastAPI()
app.get(slashed("/" if check() else "b"))(check)
app.post(slashed(shown("/")))(check)
`);
  expect(routes.map(({ method, path, condition }) => `${method} ${path} ${condition === undefined ? "sure" : "perhaps"}`)).toEqual([
    "GET /ui perhaps",
    "GET /b/ui perhaps",
    "POST /ui sure",
  ]);
});

check(
  "what is taken out of a list behind a test leaves it perhaps empty",
  `
import os
from fastapi import FastAPI, APIRouter
app = FastAPI()
router = APIRouter()
routers = [router]
@router.get("/a")
def a(): ...
if os.environ["DB"] == "pg":
    routers.pop()
if routers:
    @app.get("/some")
    def some(): ...
else:
    @app.get("/none")
    def none(): ...
for one in routers:
    app.include_router(one)
`,
  ["GET /a main.py:8 a", "GET /none main.py:16 none", "GET /some main.py:13 some"],
  ["either-routes main.py:11", "route-conditional main.py:9"],
);

check(
  "what is taken from the front of a queue behind a test may still be there",
  `
import os
from collections import deque
from fastapi import FastAPI, APIRouter
app = FastAPI()
names = deque(["a", "b"])
if os.environ["DB"] == "pg":
    names.popleft()
for one in names:
    @app.get("/" + one)
    def it(): ...
`,
  ["GET /a main.py:11 it", "GET /b main.py:11 it"],
  ["route-conditional main.py:7"],
);

test("the second part of a test that the first one answers fails nothing", async () => {
  const { routes, problems } = await read(`
# file: main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
class Card:
    def __init__(self, on=None):
        self.on = on
def late(): ...
card = Card()
@asynccontextmanager
async def lifespan(app):
    try:
        if hasattr(card, "off") and card.off:
            print("on")
        app.add_api_route("/late", late)
    except Exception:
        pass
    yield
app = FastAPI(lifespan=lifespan)
@app.get("/a")
def a(): ...
`);
  expect(routes.map(({ path, condition }) => [path, condition])).toEqual([
    ["/a", undefined],
    ["/late", undefined],
  ]);
  expect(problems.map(({ code }) => code)).toContain("registered-at-start");
});
