import fc from "fast-check";
import { expect, test } from "vitest";
import { readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { check, filesOf, parser, read } from "./reading";

check(
  "a syntax error takes one statement with it, not the file",
  `
from fastapi import FastAPI
app = FastAPI()
@app.get("/a")
def a(: ...
@app.get("/b")
def b(): ...
x = (1,
@app.get("/c")
def c(): ...
`,
  ["GET /a main.py:5 a", "GET /b main.py:7 b", "GET /c main.py:10 c"],
  ["python-syntax main.py:5", "python-syntax main.py:8"],
);

check(
  "a string that never ends",
  `
from fastapi import FastAPI
app = FastAPI()
@app.get("/a")
def a(): ...
x = """never
@app.get("/b")
def b(): ...
`,
  ["GET /a main.py:5 a", "GET /b main.py:8 b"],
  ["python-syntax main.py:6"],
);

check("a NUL byte", `from fastapi import FastAPI\napp = FastAPI()\nx = "\0"\n@app.get("/a")\ndef a(): ...\n`, ["GET /a main.py:5 a"], ["python-nul main.py:3"]);

check(
  "a byte order mark, carriage returns, tabs",
  '\ufefffrom fastapi import FastAPI\r\napp = FastAPI()\r\nif True:\r\n\t@app.get("/a")\r\n\tdef a(): ...\r\n',
  ["GET /a main.py:5 a"],
);

check(
  "names with quotes, newlines and markdown in them",
  `from fastapi import FastAPI\napp = FastAPI()\n@app.get("/a'\\"\\n[x](command:y)")\ndef été(): ...\n`,
  [`GET /a'"\n[x](command:y) main.py:4 été`],
);

check(
  "an import cycle",
  `# file: a.py\nfrom fastapi import FastAPI\nx = FastAPI()\nfrom b import y\n@x.get("/a")\ndef a(): ...\n# file: b.py\nfrom a import x\ny = 1\n@x.get("/b")\ndef b(): ...\n`,
  ["GET /a a.py:5 a", "GET /b b.py:4 b"],
);

check(
  "forty bound methods given to a library, each of which might be given the others",
  `from fastapi import FastAPI\nimport lib\napp = FastAPI()\nx = lib.Client()\n@app.get("/a")\ndef a():\n    return lib.start(${Array.from({ length: 40 }, (_, i) => `x.m${i}`).join(", ")})\n`,
  ["GET /a main.py:6 a"],
);

check(
  "a module of itself, a class of itself, a name of itself",
  `import main\nfrom main import app as app\nfrom fastapi import FastAPI\nclass A(A): ...\nA()\nx = x\napp = FastAPI()\n@main.app.get("/a")\ndef a(): ...\n`,
  ["GET /a main.py:9 a"],
);

test("a generated file of 5 MB is left out by name", async () => {
  const facts = await read(`from fastapi import FastAPI\napp = FastAPI()\n${"x = 1\n".repeat(900_000)}`);
  expect(facts.problems.map((p) => p.code)).toEqual(["python-too-large"]);
});

test("deep nests, long chains and endless loops end", async () => {
  const deep = `${"(".repeat(5000)}1${")".repeat(5000)}`;
  const sum = Array.from({ length: 5000 }, () => '"a"').join(" + ");
  const ifs = Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}if x${i}:`).join("\n");
  const facts = await read(
    `from fastapi import FastAPI\napp = FastAPI()\nd = ${deep}\ns = ${sum}\n${ifs}\n${" ".repeat(300)}pass\ndef f(n):\n    return f(n + 1) + g(n)\ndef g(n):\n    return [f(i) for i in range(100000)]\nwhile True:\n    for i in range(10 ** 9):\n        f(i)\n        break\n    break\n@app.get("/a")\ndef a(): ...\n`,
  );
  expect(facts.routes.map((r) => r.path)).toEqual(["/a"]);
});

test("an explosion of calls is cut, and said at its line; what stands below it is read", async () => {
  const functions = Array.from({ length: 40 }, (_, i) => `def f${i}(x, y):\n    for a in range(50):\n        f${i + 1}(a, y)\n        f${i + 1}(x, a)\n`).join(
    "",
  );
  const facts = await read(
    `from fastapi import APIRouter, FastAPI\napp = FastAPI()\n@app.get("/a")\ndef a(): ...\n${functions}router = APIRouter()\n@router.get("/b")\ndef b(): ...\nbefore = 1\nf0(1, 2)\napp.include_router(router)\n`,
  );
  expect(facts.routes.map((r) => r.path)).toEqual(["/a", "/b"]);
  expect(facts.problems.map(({ code, line }) => [code, line])).toEqual([["analysis-cut", 169]]);
});

test("classes of data that a metaclass makes leave an application its share: what they take is named at the metaclass", async () => {
  const meta = `class Meta(type):\n    def __init__(cls, name, bases, names):\n        for a in range(60):\n            for b in range(60):\n                describe(a, b)\ndef describe(a, b):\n    return str(a) + str(b)\nclass Base(metaclass=Meta): ...\n`;
  const classes = Array.from({ length: 150 }, (_, at) => `class C${at}(Base): ...\n`).join("");
  const facts = await read(
    `# file: main.py\nfrom fastapi import FastAPI\nimport model\napp = FastAPI()\n@app.get(model.PATH)\ndef a(): ...\n# file: model.py\n${meta}${classes}PATH = "/a"\n`,
  );
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
  expect(facts.problems.filter(({ code }) => code === "analysis-cut").map(({ file, line }) => `${file}:${line}`)).toEqual(["model.py:2"]);
});

test("what calls itself with parts of what nobody knows, and else with what it was given, ends", async () => {
  const parts = Array.from({ length: 40 }, (_, at) => `    if t.is${at}:\n        return describe(t.part${at}, kind)\n`).join("");
  const facts = await read(
    `from fastapi import FastAPI\nimport lib\napp = FastAPI()\ndef describe(t, kind):\n${parts}    return kind\ndescribe(not lib.known, "any")\n@app.get("/a")\ndef a(): ...\n`,
  );
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a"]);
  expect(facts.problems).toEqual([]);
});

test("a path that grows beyond 100 000 characters is open, and said at its line", async () => {
  const facts = await read(`from fastapi import FastAPI\napp = FastAPI()\np = "/a"\nfor _ in range(20):\n    p = p + p\n@app.get(p)\ndef a(): ...\n`);
  expect(facts.routes.map(({ resolved }) => resolved)).toEqual([false]);
  expect(facts.problems.map(({ code, file, line }) => [code, file, line])).toEqual([["unresolved-path", "main.py", 6]]);
});

test("what has taken much and registered something is followed whole", async () => {
  const facts = await read(
    `from fastapi import FastAPI\napp = FastAPI()\ndef add(n):\n    for a in range(80):\n        for b in range(80):\n            str(a + b)\n    app.add_api_route(f"/{n}", add)\n${Array.from({ length: 12 }, (_, at) => `add(${at})\n`).join("")}`,
  );
  expect(facts.routes.map(({ path }) => path)).toEqual(Array.from({ length: 12 }, (_, at) => `/${at}`));
});

test("programs that call more than is followed are named at their lines and leave something for the next one; start-up functions too", async () => {
  const functions = Array.from({ length: 40 }, (_, i) => `def f${i}(x, y):\n    for a in range(50):\n        f${i + 1}(a, y)\n        f${i + 1}(x, a)\n`).join(
    "",
  );
  const router = (name: string): string =>
    `# file: routes_${name}.py\nfrom fastapi import APIRouter\nfrom main import f0\nrouter = APIRouter()\n@router.get("/${name}")\ndef ${name}(): ...\ndef setup(app):\n    f0(app, 1)\n    app.include_router(router)\ndef ready(app):\n    app.include_router(router)\n`;
  const program = (name: string, work: string): string =>
    `# file: run_${name}.py\nimport uvicorn\nfrom main import app\nfrom routes_${name} import ready, setup\nif __name__ == "__main__":\n    ${work}(app)\n    uvicorn.run(app)\n`;
  const facts = await read(
    `from fastapi import FastAPI\napp = FastAPI()\n${functions}@app.on_event("startup")\ndef first():\n    f0(app, 1)\n@app.on_event("startup")\ndef second():\n    app.add_api_route("/late", f0)\n${["a", "b", "c"].map(router).join("")}${program("a", "setup")}${program("b", "setup")}${program("c", "ready")}`,
  );
  // what has taken much and registered nothing is spared from then on: what comes after it is read
  expect(facts.routes.map(({ path }) => path).sort()).toEqual(["/a", "/b", "/c", "/late"]);
  expect(facts.problems.some(({ code }) => code === "analysis-cut")).toBe(true);
});

test("a service that runs until somebody else stops it is not followed for ever", async () => {
  const facts = await read(
    `from fastapi import FastAPI\napp = FastAPI()\nclass Service:\n    def __init__(self):\n        self.stopped = False\n    def turn(self):\n        for i in range(400):\n            last = i\n    def run(self):\n        while not self.stopped:\n            self.turn()\n        app.get("/a")(self.turn)\n    def stop(self):\n        self.stopped = True\nservice = Service()\nservice.run()\nnext = 0\ngoes_on = True\nwhile goes_on:\n    app.add_api_route(f"/next{next}", service.stop)\n    next += 1\n    if next == 30:\n        goes_on = False\n`,
  );
  expect(facts.problems).toEqual([]);
  expect(facts.routes.map(({ path }) => path)).toEqual(["/a", ...Array.from({ length: 30 }, (_, i) => `/next${i}`)]);
});

test("a handler that calls more than is followed is named at its line", async () => {
  const functions = Array.from({ length: 40 }, (_, i) => `def f${i}(x, y):\n    for a in range(50):\n        f${i + 1}(a, y)\n        f${i + 1}(x, a)\n`).join(
    "",
  );
  const last = "def f40(x, y): return openai.OpenAI().responses.create(model=x)\n";
  const facts = await read(`import openai\nfrom fastapi import FastAPI\napp = FastAPI()\n${functions}${last}@app.get("/a")\ndef a(x): return f0(x, 1)\n`);
  expect(facts.problems.map(({ code, line }) => [code, line])).toEqual([["handler-cut", 166]]);
});

const sources = `
# file: app/main.py
from fastapi import FastAPI, APIRouter, Depends
from .models import Engine, get_engine
import importlib
app = FastAPI(lifespan=None)
router = APIRouter(prefix=f"/v{1}")
class View:
    def __init__(self, *args, **kwargs):
        self.x = [a for a in args if a]
    @router.get("/m")
    def m(self): return self.x
@router.post("/x", dependencies=[Depends(get_engine)])
async def x(engine: Engine = Depends(get_engine)):
    with open("f") as f, engine as e:
        try:
            return e.run(lambda q, *r, k=1, **s: q[1:2] or {**s, "a": r})
        except (ValueError, KeyError) as error:
            raise
        finally:
            pass
for r in (router,):
    app.include_router(r, prefix="/%s" % "p")
match app:
    case FastAPI(): app.mount("/y", FastAPI())
    case _: pass
# file: app/models.py
import whisper
class Engine:
    model = whisper.load_model("tiny")
    def run(self, f): return f(self.model.transcribe("x"))
def get_engine():
    yield Engine()
`;

test("mutated sources never make it throw, and places stay inside the files", async () => {
  const python = await parser;
  const t = translator("en");
  const base = filesOf(`${sources.trim()}\n`);
  const mutation = fc.record({
    file: fc.nat(1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: fc.constantFrom(
      "",
      "(",
      ")",
      '"',
      '"""',
      "\n",
      "    ",
      ":",
      "def f(",
      "class A",
      "\\",
      "{",
      "f'{",
      "@",
      "\0",
      "é",
      "import ",
      "yield",
      "*",
      "lambda",
    ),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const files = base.map((f) => ({ ...f }));
      for (const m of mutations) {
        const file = files[m.file];
        if (file === undefined) continue;
        const at = Math.floor(m.at * file.text.length);
        file.text = file.text.slice(0, at) + m.insert + file.text.slice(at + m.remove);
      }
      const facts = readCode({ files }, python, { t });
      const lines = new Map(files.map((f) => [f.path, f.text.split("\n").length]));
      for (const route of facts.routes) {
        expect(route.line).toBeGreaterThan(0);
        expect(route.line).toBeLessThanOrEqual(lines.get(route.file) ?? 0);
        expect(route.decoratorLine).toBeLessThanOrEqual(lines.get(route.registeredFile) ?? 0);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});

test("examples that would run for ever leave an application made by a factory its share, and are named", async () => {
  const loops = "    for a in range(400):\n        for b in range(400):\n            for c in range(400):\n                a + b + c\n";
  const turns = Array.from({ length: 24 }, (_, at) => `def work${at}(n):\n${loops}work${at}(${at})`).join("\n");
  const shown = Array.from({ length: 20 }, (_, at) => `# file: examples/s${at}.py\nfrom own.app import create\n${turns}\n`);
  const facts = await read(`# file: own/__init__.py
# file: own/app.py
from fastapi import FastAPI
def create():
    app = FastAPI()
    @app.get("/own")
    def own(): ...
    return app
${shown.join("")}`);
  expect(facts.routes.map(({ id }) => id)).toEqual(["GET /own"]);
  const cuts = facts.problems.filter(({ code }) => code === "analysis-cut").map(({ file }) => file);
  expect(facts.problems.filter(({ message }) => message.includes("others beside it"))).toHaveLength(1);
  expect(cuts.every((file) => file?.startsWith("examples/"))).toBe(true);
});

// The folder is a part of a package: what it imports from above is not there, and is said once.
check(
  "imports that leave the folder are said once, and those that stay in it are not",
  `
# file: audio.py
from fastapi import APIRouter
from .texts import shared
from ..engines import Engines
router = APIRouter()
@router.post("/audio")
def audio(): return Engines().run()
# file: texts.py
from fastapi import APIRouter
from ..engines import Engines
from .missing import other
shared = 1
router = APIRouter()
@router.get("/text")
def text(): ...
`,
  ["POST /audio audio.py:6 audio", "GET /text texts.py:7 text"],
  ["calls-missing audio.py:6", "imports-leave-folder texts.py:2", "router-not-included audio.py:4", "router-not-included texts.py:5"],
);
