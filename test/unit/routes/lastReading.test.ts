import fc from "fast-check";
import { expect, test } from "vitest";
import { CodeCache } from "../../../src/core/routes/codeCache";
import { getReady, readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { filesOf, parser } from "./reading";

// A cache never changes a result: after any edit it tells what a reading from nothing tells.

const project = `
# file: app/__init__.py
# file: app/config.py
import os
class Settings:
    PREFIX = "/v1"
    def model_name(self):
        chosen = os.getenv("MODEL", "large-v3")
        # the name of the model that is used everywhere, unless somebody wants another
        return "large-v3"
settings = Settings()
# file: app/speech.py
from faster_whisper import WhisperModel
from app.config import settings

def helper(text):
    """A helper that every call of the service runs, with a body long enough to be cut out."""
    parts = text.split(" ")
    return " ".join(parts)

def unused(text):
    """Nobody calls this one; its body is long enough to be cut out of its piece."""
    parts = text.split(" ")
    return " ".join(parts)

class Speech:
    def __init__(self, name):
        self.name = name
        self.counter = 0
        self.model = None

    def load(self):
        # kept apart: the model is loaded when it is first needed, not before, and only once
        self.model = WhisperModel(settings.model_name())

    def text_of(self, path):
        segments, _ = self.model.transcribe(path)
        return helper(" ".join(segment.text for segment in segments))

    def other(self, path):
        segments = [path for path in self.counter if path is not None and path != ""]
        return segments

speech = Speech("a")
# file: app/routes.py
from fastapi import APIRouter, Depends
from app.config import settings
from app.speech import speech

router = APIRouter(prefix=settings.PREFIX)

def get_speech():
    """What a handler gets, with a body that is long enough to be cut out of its piece."""
    return speech

@router.post("/text")
def text(path: str, speech=Depends(get_speech)):
    found = speech.text_of(path)
    # more lines, so that the body is cut out
    return {"text": found, "path": path}

@router.get("/plain")
def plain(name: str):
    names = [one for one in name.split(",") if one]
    # more lines, so that the body is cut out
    return {"names": names}

class Views:
    @router.get("/view")
    def view(self):
        names = [one for one in "abc".split(",") if one]
        # more lines, so that the body is cut out
        return {"names": names}
# file: app/main.py
from fastapi import FastAPI
from app.routes import router

def create_app():
    app = FastAPI()
    app.include_router(router)
    if app.debug:
        app.include_router(router, prefix="/debug")
    return app

app = create_app()

@app.get("/health")
async def health():
    status = {"status": "ok", "more": [1, 2, 3], "and": "so on"}
    return status
`;

const t = translator("en");
const now = () => 0;

async function told(files: readonly { path: string; text: string }[], cache?: CodeCache) {
  const { routes, problems } = readCode({ files }, await parser, { t, now, ...(cache && { cache }) });
  return { routes, problems };
}

const lines = [
  "",
  "    # a comment",
  "    found = 1",
  "        found = 1",
  "    return WhisperModel('tiny').transcribe(name)",
  "        self.model = WhisperModel('small')",
  "    x = = 2",
  "    y = (1,",
  '    """',
  "def helper(text):",
  "    yield 1",
  "import os",
  "from app.speech import speech",
  '@router.get("/more")',
  "async def more(): return speech.text_of('x')",
  "    speech.text_of(path)",
  "    request.app.state.speech",
  "\tz = 1",
  "  ",
  "app = FastAPI()",
  "    self.name = name; self.name = WhisperModel('base')",
];

test("after any row of edits the cache tells what a reading from nothing tells", async () => {
  const edit = fc.record({
    file: fc.nat(),
    at: fc.nat(),
    drop: fc.constantFrom(0, 0, 1, 1, 2),
    line: fc.constantFrom(...lines),
    keep: fc.boolean(),
    ready: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const files = filesOf(project);
      const cache = new CodeCache();
      await told(files, cache);
      for (const { file, at, drop, line, keep, ready } of edits) {
        if (ready) getReady(cache, await parser);
        const index = file % files.length;
        const { path, text } = files[index] as (typeof files)[number];
        const rows = text.split("\n");
        rows.splice(at % rows.length, drop, ...(keep ? [line] : []));
        files[index] = { path, text: rows.join("\n") };
        expect(await told(files, cache)).toEqual(await told(files));
      }
    }),
    { numRuns: 80, seed: 7 },
  );
}, 120_000);

/** Whether the cache answers an edit without reading anything again, by the number of pieces that it parsed. */
async function edited(file: string, from: string, to: string): Promise<{ same: boolean; moved: string[] }> {
  const files = filesOf(project);
  const cache = new CodeCache();
  readCode({ files }, await parser, { t, now, cache, sieve: true });
  const before = cache.last;
  const after = files.map((one) => (one.path === file ? { path: file, text: one.text.replace(from, to) } : one));
  expect(after).not.toEqual(files);
  const { routes } = readCode({ files: after }, await parser, { t, now, cache, sieve: true });
  expect(routes).toEqual((await told(after)).routes);
  return { same: cache.last === before, moved: routes.map(({ id, decoratorLine }) => `${id} ${decoratorLine}`) };
}

test("a line in a body that nobody follows is no reason to read again: places move", async () => {
  const { same, moved } = await edited("app/speech.py", '"""Nobody calls', '"""Really, nobody\n    calls');
  expect(same).toBe(true);
  expect(moved).toContain("POST /v1/text 11");
  expect((await edited("app/speech.py", "segments = [path", "more = 1\n        segments = [path")).same).toBe(true);
  // the handler names nothing that leads to a model, before and after
  expect((await edited("app/main.py", '    status = {"status"', '    more = 1\n    status = {"status"')).same).toBe(true);
});

test.each([
  ["a body on the way to a model", "app/speech.py", "parts = text", "more = 1\n    parts = text"],
  ["a handler that may run a model", "app/routes.py", "found = speech.text", "more = 1\n    found = speech.text"],
  ["a handler that now runs one", "app/routes.py", "names = [one for one in name", "more = speech.text_of(name)\n    names = [one for one in name"],
  ["a handler that now asks for one", "app/main.py", '    status = {"status"', '    more = "/v1/completions"\n    status = {"status"'],
  ["a variable that a handler names", "app/config.py", "settings = Settings()", "settings = Settings(PREFIX='/v2')"],
  ["a decorator", "app/routes.py", '"/plain"', '"/plainer"'],
  ["a method that now sets what another one reads", "app/speech.py", "segments = [path", "self.model = WhisperModel('tiny')\n        segments = [path"],
  ["an import in a body", "app/main.py", '    status = {"status"', '    from app.speech import speech\n    status = {"status"'],
  ["an error in a handler", "app/main.py", '    status = {"status"', '    x = = 1\n    status = {"status"'],
])("%s is read again", async (_, file, from, to) => {
  expect((await edited(file, from, to)).same).toBe(false);
});

test.each([
  ["between two handlers", "app/routes.py", '@router.get("/plain")', '# plain names\n\n@router.get("/plain")', "GET /v1/plain 19"],
  [
    "in a handler that runs a model",
    "app/routes.py",
    "    found = speech.text_of(path)",
    "    # what is said\n\n    found = speech.text_of(path)  # as text",
    "GET /v1/plain 19",
  ],
  ["among imports", "app/routes.py", "from app.config", "# ours\nfrom app.config", "GET /v1/plain 18"],
])("a comment %s is no reason to read again: places move", async (_, file, from, to, place) => {
  const { same, moved } = await edited(file, from, to);
  expect(same).toBe(true);
  expect(moved).toContain(place);
});

/** Whether a reading that was made ready held for an edit, and whether one more edit of it finds what a reading from nothing finds. */
async function afterReady(file: string, from: string | RegExp, to: string, sieve: boolean): Promise<{ held: boolean; moved: string[] }> {
  const files = filesOf(project);
  const [python, cache] = [await parser, new CodeCache()];
  readCode({ files }, python, { t, now, cache, sieve });
  getReady(cache, python);
  const { ready } = cache;
  const after = files.map((one) => (one.path === file ? { path: file, text: one.text.replace(from, to) } : one));
  expect(after).not.toEqual(files);
  const { routes, problems } = readCode({ files: after }, python, { t, now, cache, sieve });
  expect({ routes, problems }).toEqual(await told(after));
  const held = (ready?.run.lines.size ?? 0) > 0;
  for (const prepared of [false, true]) {
    if (prepared) getReady(cache, python);
    const again = after.map((one) => ({ path: one.path, text: one.text.replace(to, `${to}  # again`).replace('"""A helper', '"""Another helper') }));
    const { routes: next, problems: noted } = readCode({ files: again }, python, { t, now, cache, sieve });
    expect({ routes: next, problems: noted }).toEqual(await told(again));
    readCode({ files: after }, python, { t, now, cache, sieve });
  }
  return { held, moved: routes.map(({ id, decoratorLine, workloads }) => `${id} ${decoratorLine} ${workloads.map(({ line }) => line)}`) };
}

test.each([
  ["a line in a body on the way to a model", "app/speech.py", "parts = text", "more = 1\n    parts = text", "POST /v1/text 11 26"],
  [
    "a line in a method before the one that runs the model",
    "app/speech.py",
    "        self.model = WhisperModel(",
    "        more = 1\n        self.model = WhisperModel(",
    "POST /v1/text 11 26",
  ],
  ["a line in a handler that runs a model", "app/routes.py", "found = speech.text", "more = 1\n    found = speech.text", "GET /v1/plain 18 "],
  [
    "a handler that now runs a model",
    "app/routes.py",
    "names = [one for one in name",
    "more = speech.text_of(name)\n    names = [one for one in name",
    "GET /v1/plain 17 25",
  ],
  ["a body that now loads another model", "app/speech.py", "settings.model_name()", '"tiny"', "POST /v1/text 11 25"],
  ["an error in a body", "app/routes.py", "found = speech.text", "found = = speech.text", "GET /v1/plain 17 "],
  [
    "an error that leaves nothing of a body, and is said at its first line",
    "app/routes.py",
    "found = speech.text",
    'found = {\n        "one": {\n            x = 1\n            "two": 2,\n        },\n    }\n    found = speech.text',
    "GET /v1/plain 23 ",
  ],
  [
    "a route more",
    "app/routes.py",
    "class Views",
    '@router.get("/added")\ndef added(speech=Depends(get_speech)):\n    return speech.text_of("a")\n\nclass Views',
    "GET /v1/added 23 25",
  ],
  ["a route less", "app/routes.py", /@router.get\("\/plain"\)[\s\S]*(?=class Views)/, "", "GET /v1/view 18 "],
  ["another path", "app/routes.py", '"/plain"', '"/plainer"', "GET /v1/plainer 17 "],
  ["another name of a handler", "app/routes.py", "def plain", "def plainer", "GET /v1/plain 17 "],
  ["a route at the end", "app/main.py", /$/, '\n\n@app.get("/end")\nasync def end():\n    return 1\n', "GET /end 19 "],
])("only handlers are followed after %s", async (_, file, from, to, place) => {
  for (const sieve of [false, true]) {
    const { held, moved } = await afterReady(file, from, to, sieve);
    expect(held).toBe(true);
    expect(moved).toContain(place);
  }
});

test.each([
  ["a function that making the application runs", "app/main.py", "    if app.debug", "    app.include_router(router, prefix='/again')\n    if app.debug"],
  ["a variable of a module", "app/speech.py", 'Speech("a")', 'Speech("b")'],
  ["a route whose function another file imports", "app/main.py", "from app.routes import router", "from app.routes import plain, router"],
  ["a route whose function the file names", "app/routes.py", "class Views", "other = plain\n\nclass Views"],
])("everything is read again after a change of %s", async (_, file, from, to) => {
  expect((await afterReady(file, from, to, false)).held).toBe(false);
});

/** One edit of a project that was made ready; `held`: whether only handlers are followed. */
async function editReady(text: string, file: string, from: string, to: string, overrides: { at: string; path: string }[] = []): Promise<boolean> {
  const [python, cache, files] = [await parser, new CodeCache(), filesOf(text)];
  readCode({ files, overrides }, python, { t, now, cache });
  getReady(cache, python);
  const { ready } = cache;
  const after = files.map((one) => (one.path === file ? { path: file, text: one.text.replace(from, to) } : one));
  expect(after).not.toEqual(files);
  const [{ routes, problems }, fresh] = [
    readCode({ files: after, overrides }, python, { t, now, cache }),
    readCode({ files: after, overrides }, python, { t, now }),
  ];
  expect({ routes, problems }).toEqual({ routes: fresh.routes, problems: fresh.problems });
  return (ready?.run.lines.size ?? 0) > 0;
}

test("a program leads to more after an edit of a function that nobody has opened", async () => {
  const text = `
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): ...
# file: more.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/more")
def more(): ...
# file: parts.py
def setup(app):
    from more import router
    app.include_router(router)
# file: helper.py
import parts
def mid(app):
    """Does something before the server starts, with a body that is long enough to be cut out."""
    words = "a b c".split(" ")
    return " ".join(words)
# file: run.py
import uvicorn
from main import app
from helper import mid
if __name__ == "__main__":
    mid(app)
    uvicorn.run(app)
`;
  expect(await editReady(text, "helper.py", "    return", "    parts.setup(app)\n    return")).toBe(false);
});

const handler = (path: string, name: string): string =>
  `@router.get(${path})\ndef ${name}():\n    return {"name": "${name}", "of": "a body that is long enough to be cut out"}\n\n`;

test.each([
  [
    "a router that is bound again below",
    `router = APIRouter(prefix="/one")\n${handler('"/a"', "a")}app.include_router(router)\nrouter = APIRouter(prefix="/two")\n${handler('"/b"', "b")}app.include_router(router)\n`,
    "app.include",
    `${handler('"/new"', "new")}app.include`,
  ],
  [
    "an application that is bound again below",
    `router = FastAPI()\n${handler('"/a"', "a")}sub = router\nrouter = app\n${handler('"/b"', "b")}app.mount("/sub", sub)\n`,
    "sub = router",
    `${handler('"/new"', "new")}sub = router`,
  ],
  [
    "a prefix that changes below",
    `router = APIRouter()\nprefix = "/users"\n${handler('prefix + "/list"', "a")}${handler('prefix + "/one"', "b")}prefix = "/items"\n${handler('prefix + "/x"', "c")}app.include_router(router)\n`,
    '"/one"',
    '"/single"',
  ],
  [
    "a path from a constant below",
    `router = APIRouter()\n${handler('"/one"', "a")}LATER = "/two"\n${handler('"/x"', "c")}app.include_router(router)\n`,
    '"/one"',
    "LATER",
  ],
  [
    "an argument that fills a list",
    `names = []\ndef reg(name):\n    names.append(name)\n    return name\nrouter = APIRouter()\n@router.get("/b", name=reg("b"))\ndef b():\n    return 1\n${handler('"/c"', "c")}for one in names:\n    app.add_api_route("/x" + one, c)\napp.include_router(router)\n`,
    '@router.get("/b", name=reg("b"))\ndef b():\n    return 1\n',
    "",
  ],
  [
    "a name that an argument binds",
    `router = APIRouter()\n@router.get(p := "/a")\ndef a():\n    return 1\n${handler('"/c"', "c")}app.add_api_route(p + "/more", c)\napp.include_router(router)\n`,
    '"/a"',
    '"/z"',
  ],
])("routes are as in a reading from nothing after an edit above %s", async (_, text, from, to) => {
  expect(await editReady(`from fastapi import APIRouter, FastAPI\napp = FastAPI()\n${text}`, "main.py", from, to)).toBe(false);
});

test("a path that is settled by hand stays so when its route is edited", async () => {
  const text = `import os\nfrom fastapi import FastAPI\nrouter = FastAPI()\n${handler('os.environ["A"]', "a")}${handler('"/b"', "b")}`;
  await editReady(text, "main.py", '"A"', '"B"', [{ at: "main.py:4", path: "/settled" }]);
  await editReady(text, "main.py", "def a", "def z", [{ at: "main.py:5", path: "/settled" }]);
});

test("a FastAPI that copies routes has those above the include", async () => {
  const project = (body: string): string =>
    `# file: requirements.txt\nfastapi==0.115.2\n# file: main.py\nfrom fastapi import APIRouter, FastAPI\napp = FastAPI()\nrouter = APIRouter()\n${body}`;
  await editReady(
    project(`${handler('"/a"', "a")}app.include_router(router)\n`),
    "main.py",
    "app.include_router(router)\n",
    `app.include_router(router)\n${handler('"/b"', "b")}`,
  );
  const inner = handler('"/qa"', "qa").replace("@router", "@q");
  await editReady(
    project(`q = APIRouter()\n${inner}router.include_router(q)\n${inner.replaceAll("qa", "qb")}app.include_router(router)\n`),
    "main.py",
    '"/qa"',
    '"/qc"',
  );
});

test("a handler that another file names by its package, or asks for, is read anew", async () => {
  const routes = `from fastapi import APIRouter\nfrom faster_whisper import WhisperModel\nrouter = APIRouter()\n@router.post("/x")\ndef plain(path: str):\n    return WhisperModel("small").transcribe(path)\n`;
  const project = (main: string): string =>
    `# file: main.py\nfrom fastapi import FastAPI\nimport pkg\napp = FastAPI()\n${main}# file: pkg/__init__.py\nfrom . import routes\n# file: pkg/routes.py\n${routes}`;
  await editReady(
    project('alias = pkg.routes.plain\napp.include_router(pkg.routes.router)\n@app.post("/y")\ndef y(path: str):\n    return alias(path)\n'),
    "pkg/routes.py",
    '("/x")\ndef plain(path: str):\n    return WhisperModel("small")',
    '("/z")\ndef plain(path: str):\n    return WhisperModel("tiny")',
  );
  await editReady(
    project('if hasattr(pkg.routes, "later"):\n    app.add_api_route("/x", pkg.routes.later)\napp.include_router(pkg.routes.router)\n'),
    "pkg/routes.py",
    '@router.post("/x")',
    '@router.get("/later")\ndef later():\n    return 1\n\n@router.post("/x")',
  );
});

test("a loop that becomes endless takes from its queue", async () => {
  const text = `
# file: main.py
import asyncio
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
app = FastAPI()
model = SentenceTransformer("intfloat/e5-base")
queue = asyncio.Queue()

async def work():
    for _ in range(1):
        item, future = await queue.get()
        future.set_result(model.encode(item))

@app.post("/start")
async def start():
    asyncio.create_task(work())
    return {"started": True, "and": "more text, so that the body is cut out"}

@app.post("/other")
async def other(text: str):
    future = asyncio.get_event_loop().create_future()
    await queue.put((text, future))
    return await future
`;
  await editReady(text, "main.py", "for _ in range(1):", "while True:");
});
