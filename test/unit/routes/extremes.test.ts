import { expect, test } from "vitest";
import { check, read } from "./reading";

// What no person writes, and generators, mistakes and attackers do: bounded work, a named problem where something is left out, no hang.

const start = "from fastapi import FastAPI\napp = FastAPI()\n";
const route = '@app.get("/a")\ndef a(): ...\n';
const LEVELS = 10_000;

const nests: Readonly<Record<string, string>> = {
  parentheses: `x = ${"(".repeat(LEVELS)}1${")".repeat(LEVELS)}\n`,
  lists: `x = ${"[".repeat(LEVELS)}1${"]".repeat(LEVELS)}\n`,
  dictionaries: `x = ${"{1: ".repeat(LEVELS)}1${"}".repeat(LEVELS)}\n`,
  calls: `x = ${"f(".repeat(LEVELS)}1${")".repeat(LEVELS)}\n`,
  "calls of calls": `x = f${"()".repeat(LEVELS)}\n`,
  attributes: `x = f${".a".repeat(LEVELS)}\n`,
  subscripts: `x = f${"[0]".repeat(LEVELS)}\n`,
  additions: `x = "a"${' + "a"'.repeat(LEVELS)}\n`,
  negations: `x = ${"not ".repeat(LEVELS)}1\n`,
  conditions: `x = ${"1 if y else ".repeat(LEVELS)}2\n`,
  lambdas: `x = ${"lambda: ".repeat(LEVELS)}1\n`,
  awaits: `async def f():\n    ${"await ".repeat(LEVELS)}g()\n`,
  decorators: `${"@d\n".repeat(LEVELS)}def f(): ...\n`,
  elifs: `if y:\n    pass\n${"elif y:\n    pass\n".repeat(LEVELS)}`,
  "bases of classes": `${Array.from({ length: LEVELS }, (_, i) => `class A${i}(A${i - 1}): pass\n`).join("")}`,
  "aliases of aliases": Array.from({ length: LEVELS }, (_, i) => `x${i} = x${i - 1}\n`).join(""),
};

test.each(Object.entries(nests))(`${LEVELS} levels of %s end, and the routes around them stay`, async (_, text) => {
  const facts = await read(`${start}${text}${route}`);
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
});

test.each([
  ["blocks", (i: number) => `if x${i}:`],
  ["functions", (i: number) => `def f${i}():`],
  ["classes", (i: number) => `class C${i}:`],
])("blocks in blocks in blocks: 1 000 %s", async (_, line) => {
  const deep = Array.from({ length: 1000 }, (__, i) => `${" ".repeat(i)}${line(i)}\n`).join("");
  const facts = await read(`${start}${deep}${" ".repeat(1000)}pass\n${route}`);
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
});

test("routers in routers, further than anybody goes, and one in itself", async () => {
  const routers = Array.from({ length: 200 }, (_, i) => `r${i} = APIRouter(prefix="/${i}")\n`).join("");
  const includes = Array.from({ length: 199 }, (_, i) => `r${i + 1}.include_router(r${i})\n`).join("");
  const facts = await read(
    `from fastapi import APIRouter\n${start}${routers}${includes}r5.include_router(r5)\n@r198.get("/near")\ndef near(): ...\napp.include_router(r199)\n`,
  );
  expect(facts.routes.map(({ path }) => path)).toEqual(["/199/198/near"]);
});

const ring = (size: number, link: (to: string) => string): string =>
  Array.from(
    { length: size },
    (_, i) =>
      `# file: m${i}.py\n${link(`m${(i + 1) % size}`)}\nfrom fastapi import APIRouter\nrouter${i} = APIRouter(prefix="/${i}")\n@router${i}.get("/x")\ndef x(): ...\n`,
  ).join("");

test.each([
  ["import", (to: string) => `import ${to}`],
  ["from", (to: string) => `from ${to} import *`],
])("a ring of 100 modules that %s one another", async (_, link) => {
  const facts = await read(
    `# file: main.py\nfrom fastapi import FastAPI\nimport m0, m7\napp = FastAPI()\napp.include_router(m0.router0)\napp.include_router(m7.router7)\n${ring(100, link)}`,
  );
  expect(facts.routes.map(({ path }) => path).sort()).toEqual(["/0/x", "/7/x"]);
});

test("100 000 files beside an application", async () => {
  const others = Array.from({ length: 100_000 }, (_, i) => `# file: other/${i % 300}/m${i}.py\nx = ${i}\n`).join("");
  const facts = await read(`# file: main.py\n${start}${route}${others}`);
  expect(facts.timing).toMatchObject({ files: 100_001, parsed: 3 });
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
});

test("5 MB that a program wrote: left out and named where it speaks of FastAPI, silent where it does not", async () => {
  const data = `data = [\n${'    "x" * 3,\n'.repeat(400_000)}]\n`;
  expect(data.length).toBeGreaterThan(5_000_000);
  const facts = await read(`# file: data.py\n${data}# file: routes.py\nfrom fastapi import APIRouter\n${data}# file: main.py\n${start}${route}`);
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
  expect(facts.problems.map(({ code, file, line }) => [code, file, line])).toEqual([["python-too-large", "routes.py", 1]]);
});

check(
  "files whose names hold quotes, blanks and markdown",
  `
# file: it's "a" [x](y)/main.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/a")
def a(): ...
# file: it's "a" [x](y)/b*c_d.py
from .main import app
@app.get("/b")
def b(): ...
`,
  [`GET /a it's "a" [x](y)/main.py:4 a`, `GET /b it's "a" [x](y)/b*c_d.py:3 b`],
);

const prefixInYaml = `
# file: settings.py
import yaml
from pathlib import Path
with open(Path(__file__).parent / "settings.yaml") as file:
    settings = yaml.safe_load(file)
# file: main.py
from fastapi import APIRouter, FastAPI
from settings import settings
router = APIRouter(prefix=settings["server"]["path"].rstrip("/"))
@router.get("/x")
def x(): ...
app = FastAPI()
app.include_router(router)
`;

check(
  "a prefix that a YAML file holds is read from it",
  `${prefixInYaml}# file: settings.yaml
server:
  path: /api
`,
  ["GET /api/x main.py:5 x"],
  [],
);

check(
  "a prefix that a YAML file would hold which is not there is open, with its place",
  prefixInYaml,
  ["GET {?}/x main.py:5 x"],
  ["unresolved-path main.py:3"],
);

test("a class of many lines that hold nothing but spaces ends the search for a worker's jobs", async () => {
  const { routes } = await read(`
# file: main.py
from arq import create_pool
from arq.connections import RedisSettings
from fastapi import FastAPI, Request
app = FastAPI()
@app.on_event("startup")
async def up():
    app.state.arq = await create_pool(RedisSettings())
@app.post("/a")
async def a(request: Request):
    return await request.app.state.arq.enqueue_job("transcribe", 1)
# file: other.py
class Other(Base):
${"    x = 1\n    \n".repeat(2000)}
`);
  expect(routes.map(({ path }) => path)).toEqual(["/a"]);
});

check(
  "a start-up function that does more than is followed is named, where something that registers was not reached",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI
def work():
    for one in range(90):
        for two in range(90):
            for three in range(90):
                total = one + two + three
def register(app):
    app.add_api_route("/late", late)
def late(): ...
@asynccontextmanager
async def lifespan(app):
    for one in range(90):
        for two in range(90):
            for three in range(90):
                total = one + two + three
    register(app)
    yield
app = FastAPI(lifespan=lifespan)
@app.get("/a")
def a(): ...
`,
  ["GET /a main.py:22 a"],
  ["analysis-cut main.py:13"],
);

check(
  "a factory that nobody calls and that does more than is followed is named",
  `
from fastapi import FastAPI
def create_app():
    app = FastAPI()
    @app.get("/a")
    def a(): ...
    for one in range(90):
        for two in range(90):
            for three in range(90):
                total = one + two + three
    @app.get("/b")
    def b(): ...
    return app
`,
  ["GET /a main.py:6 a"],
  ["analysis-cut main.py:3"],
);

const doubled = (start: string, step: string): string => `x = ${start}\nfor i in range(60):\n    ${step}\n`;

test.each([
  ["a list that holds itself twice, written", `${doubled("['a']", "x = [x, x]")}y = str(x)\nz = f'{x}'\n`],
  ["two of them, compared", `${doubled("['a']", "x = [x, x]")}${doubled("['a']", "x = [x, x]").replaceAll("x", "y")}z = x == y\nz = x < y\n`],
  ["a text replaced by its double", doubled("'a'", "x = x.replace('a', 'aa')")],
  ["a text added to itself in place", doubled("'a'", "x *= 2")],
  ["a list repeated", doubled("['a']", "x = x * 50")],
  ["tabs as wide as memory", "x = '\\t'.expandtabs(10**9)\n"],
  [
    "diamonds of classes",
    `class L0: pass\nclass R0: pass\n${Array.from({ length: 60 }, (_, i) => `class M${i}(L${i}, R${i}): pass\nclass L${i + 1}(M${i}): pass\nclass R${i + 1}(M${i}): pass\n`).join("")}L60().nothing\n`,
  ],
])("%s: 2 to the power of 60 of anything ends, and the routes around it stay", async (_, text) => {
  const facts = await read(`${start}${text}${route}`);
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
});

const chain = (length: number): string =>
  Array.from(
    { length },
    (_, i) =>
      `r${i + 1} = APIRouter()\nif os.environ["X${i}"]:\n    r${i + 1}.include_router(r${i}, prefix="/y${i}")\nelse:\n    r${i + 1}.include_router(r${i}, prefix="/n${i}")\n`,
  ).join("");

test("thirty routers that each include the next on either side of a test: some of a billion ways, named, and all other routes", async () => {
  const facts = await read(
    `# file: main.py\nimport os\nfrom fastapi import APIRouter\n${start}r0 = APIRouter()\n@r0.get("/x")\ndef x(): ...\n${chain(30)}app.include_router(r30)\n${route}# file: other/main.py\n${start}@app.get("/other")\ndef other(): ...\n`,
  );
  const paths = facts.routes.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["/a", "/other"]));
  expect(paths.length).toBeLessThan(5000);
  expect(facts.problems.map(({ code, file, line }) => [code, file, line])).toContainEqual(["analysis-cut", "main.py", 5]);
});

test.each([
  ["a range of millions", "for i in range(10**12):\n    app.add_api_route(f'/{i}', print)\n", 3],
  ["a loop without end", "n = 0\nwhile True:\n    n += 1\n    app.add_api_route(f'/{n}', print)\n", 4],
  [
    "a generator without end",
    "def g():\n    n = 0\n    while True:\n        n += 1\n        yield n\nfor i in g():\n    app.add_api_route(f'/{i}', print)\n",
    8,
  ],
  ["a function that calls itself for ever", "def more(n):\n    app.add_api_route(f'/{n}', print)\n    more(n + 1)\nmore(0)\n", 3],
])("%s that registers is named at its line, and what stands below is read", async (_, text, line) => {
  const facts = await read(`${start}${text}${route}`);
  expect(facts.routes.map(({ path }) => path)).toContain("/a");
  expect(facts.problems.filter(({ code }) => code === "analysis-cut").map((one) => one.line)).toEqual([line]);
});

test("3 000 branches of one test that the environment decides are read to the last", async () => {
  const branches = Array.from({ length: 3000 }, (_, i) => `elif x == "${i}":\n    app.add_api_route("/${i}", print)\n`).join("");
  const last = `else:\n    app.add_api_route("/last", print)\n`;
  const facts = await read(`${start}import os\nx = os.environ.get("X")\nif x == "a":\n    pass\n${branches}${last}${route}`);
  expect(facts.routes.map(({ path }) => path)).toEqual(expect.arrayContaining(["/a", "/last"]));
  expect(facts.problems.filter(({ code }) => code === "analysis-cut")).toEqual([]);
});

test("500 classes that extend one another: what the first defines is there, or its place is named; what stands below is read", async () => {
  const classes = Array.from({ length: 499 }, (_, i) => `class A${i + 1}(A${i}): pass\n`).join("");
  const facts = await read(`${start}class A0(FastAPI): pass\n${classes}b = A499()\n@b.get("/b")\ndef b(): ...\n${route}`);
  expect(facts.routes.map(({ path }) => path)).toContain("/a");
  expect(facts.problems.map(({ code, line }) => [code, line])).toEqual([["analysis-cut", 503]]);
});

check(
  "a class far above the one that is made registers",
  `
from fastapi import FastAPI
app = FastAPI()
class A0:
    def register(self): app.add_api_route("/a", print)
${Array.from({ length: 40 }, (_, i) => `class A${i + 1}(A${i}): pass`).join("\n")}
A40().register()
`,
  ["GET /a main.py:5 print"],
  [],
);
