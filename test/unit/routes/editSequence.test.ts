import fc from "fast-check";
import { expect, test } from "vitest";
import { CodeCache } from "../../../src/core/routes/codeCache";
import { getReady, readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { filesOf, parser } from "./reading";

// Whatever somebody does to a project, one edit after the other: the cache tells what a reading from nothing tells.

type Files = ReadonlyMap<string, string>;

const project: Files = new Map(
  filesOf(`
# file: app/__init__.py
# file: app/main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
from app.api import router as api
from app.core.config import settings
from app.services.speech import Speech

@asynccontextmanager
async def lifespan(app):
    app.state.speech = Speech(settings.SPEECH_MODEL)
    yield

def create_app():
    app = FastAPI(title=settings.NAME, lifespan=lifespan)
    app.include_router(api.router, prefix=settings.PREFIX)
    return app

app = create_app()
# file: app/core/__init__.py
# file: app/core/config.py
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    NAME: str = "edits"
    PREFIX: str = "/api"
    SPEECH_MODEL: str = "small"

settings = Settings()
# file: app/core/deps.py
from fastapi import Request
from app.services.text import Writer

def get_speech(request: Request):
    """What the lifespan function put there before the first request came."""
    return request.app.state.speech

def get_writer():
    """A writer for each request, which nobody else has or sees."""
    return Writer("gpt-4o-mini")
# file: app/api/__init__.py
from . import router
# file: app/api/router.py
from fastapi import APIRouter
from app.api.routes import items, media

PLACES = {"media": "/media"}
router = APIRouter()
router.include_router(items.router, prefix="/items")
router.include_router(media.router, prefix=PLACES["media"])
# file: app/api/routes/__init__.py
# file: app/api/routes/items.py
from fastapi import APIRouter, Depends
from app.core.deps import get_writer

router = APIRouter()
SUFFIX = "/all"

@router.get(SUFFIX)
def list_items(skip: int = 0):
    found = [number for number in range(skip, skip + 10)]
    return {"items": found, "skip": skip}

@router.post("/{item_id}/summary")
def summarise(item_id: int, writer=Depends(get_writer)):
    text = f"The item of the number {item_id}, written out"
    return {"summary": writer.summary(text)}
# file: app/api/routes/media.py
import os
from fastapi import APIRouter, Depends
from app.core.deps import get_speech
from app.services.names import clean

router = APIRouter()

@router.get(os.environ["PLACE"])
def placed():
    return {"place": "wherever whoever starts the server wants it to be"}

@router.post("/text")
def text_of(path: str, speech=Depends(get_speech)):
    cleaned = clean(path)
    return {"text": speech.text_of(cleaned), "path": cleaned}

class Views:
    @router.get("/view")
    def view(self):
        names = [one for one in "a,b,c".split(",") if one]
        return {"names": names, "count": len(names)}
# file: app/services/__init__.py
# file: app/services/names.py
def clean(name):
    """Takes away what a path must not have, before anybody opens it."""
    return name.strip().replace("..", "")
# file: app/services/speech.py
from faster_whisper import WhisperModel

class Speech:
    def __init__(self, name):
        self.model = None
        self.name = name

    def load(self):
        # only when it is first needed: loading takes a while and memory
        self.model = WhisperModel(self.name)

    def text_of(self, path):
        if self.model is None:
            self.load()
        segments, _ = self.model.transcribe(path)
        return " ".join(segment.text for segment in segments)
# file: app/services/text.py
from openai import OpenAI

client = OpenAI()

class Writer:
    def __init__(self, model):
        self.model = model

    def summary(self, text):
        answer = client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": text}])
        return answer.choices[0].message.content
# file: tests/test_items.py
from fastapi import FastAPI
from app.api.routes import items

app = FastAPI()
app.include_router(items.router)
`).map(({ path, text }) => [path, text]),
);

type Edit = (files: Files, number: number) => Files;

const inFile =
  (path: string, change: (text: string, number: number) => string): Edit =>
  (files, number) => {
    const text = files.get(path);
    return text === undefined ? files : new Map([...files, [path, change(text, number)]]);
  };
const replaced = (path: string, from: string | RegExp, to: string): Edit =>
  inFile(path, (text, number) => text.replace(from, to.replaceAll("#", String(number))));
const items = "app/api/routes/items.py";
const media = "app/api/routes/media.py";

const edits: Readonly<Record<string, Edit>> = {
  "add a route": inFile(
    items,
    (text, n) => `${text}\n@router.get("/added-${n}")\ndef added_${n}(writer=Depends(get_writer)):\n    return writer.summary("${n}")\n`,
  ),
  "add a route that runs nothing": inFile(
    items,
    (text, n) => `${text}\n@router.get("/plain-${n}")\ndef plain_${n}(skip: int = 0):\n    return {"skip": skip}\n`,
  ),
  "add one between that uses what others use": replaced(
    media,
    "\nclass Views",
    '\n@router.put("/between-#")\ndef between_#(path: str):\n    return clean(path)\n\nclass Views',
  ),
  "add one that finds what another handler left": inFile(
    media,
    (text, n) => `${text}\n@router.get("/found-${n}")\ndef found_${n}(request: int, speech=Depends(get_speech)):\n    return speech.text_of("a")\n`,
  ),
  "remove it": replaced(items, /\n@router\.get\("\/plain-\d"\)[^@]*/, ""),
  "add a route above": replaced(media, "\nclass Views", '\n@router.put("/above-#")\ndef above():\n    return 1\n\nclass Views'),
  "remove a route": replaced(items, /\n@router\.get\(SUFFIX\)[\s\S]*?"skip": skip\}\n/, ""),
  "change the path of a route": replaced(media, /"\/text[^"]*"/, '"/text-#"'),
  "change a constant of a path": replaced(items, /SUFFIX = "[^"]*"/, 'SUFFIX = "/all-#"'),
  "change a prefix": replaced("app/core/config.py", /PREFIX: str = "[^"]*"/, 'PREFIX: str = "/api-#"'),
  "change a prefix in a dictionary": replaced("app/api/router.py", /"\/media[^"]*"/, '"/media-#"'),
  "change a model": replaced("app/core/config.py", /SPEECH_MODEL: str = "[^"]*"/, 'SPEECH_MODEL: str = "large-v#"'),
  "change a model in a body": replaced("app/core/deps.py", /Writer\("[^"]*"\)/, 'Writer("gpt-#")'),
  "rename a helper": inFile("app/services/names.py", (text, n) => text.replace(/def \w+/, `def clean_${n % 2}`)),
  "call it by its new name": replaced(media, /clean(_\d)?/g, "clean_1"),
  "change an import": replaced(media, "from app.core.deps import get_speech", "from app.core.deps import get_writer as get_speech"),
  "import what is not there": replaced(items, "from app.core.deps import get_writer", "from app.core.absent import get_writer"),
  "include a router no more": replaced("app/api/router.py", /router\.include_router\(items[^\n]*\n/, ""),
  "include a router twice": inFile("app/api/router.py", (text, n) => `${text}router.include_router(items.router, prefix="/again-${n}")\n`),
  "a line more in a handler": replaced(items, "    found = [", "    counted = #\n    found = ["),
  "a model more in a handler": replaced(items, "    found = [", '    get_writer().summary("#")\n    found = ['),
  "a line more in a helper": replaced("app/services/speech.py", "        segments, _", "        counted = #\n        segments, _"),
  "another model in a helper": replaced("app/services/speech.py", /WhisperModel\([^)]*\)/, 'WhisperModel("medium-#")'),
  "a comment between two": replaced(items, "\n@router.post", "\n# a comment of the number #\n\n@router.post"),
  "lines more at the top": inFile(media, (text, n) => `# ${n}\n\n${text}`),
  "break the syntax": replaced(media, "cleaned = clean", "cleaned = (clean"),
  "break the syntax of a body": replaced(items, "    found = [", "    found found = ["),
  "leave a string open": replaced("app/services/text.py", "class Writer", '"""\nclass Writer'),
  "mend everything": () => project,
  "mend a file": (files) => new Map([...files, [media, project.get(media) ?? ""], [items, project.get(items) ?? ""]]),
  "delete a helper's file": (files) => new Map([...files].filter(([path]) => path !== "app/services/names.py")),
  "delete a router's file": (files) => new Map([...files].filter(([path]) => path !== items)),
  "delete a package's file": (files) => new Map([...files].filter(([path]) => path !== "app/services/__init__.py")),
  "a file that shadows a package": (files, n) => new Map([...files, ["app/services.py", `class Speech${n}:\n    pass\n`]]),
  "a package that shadows a module": (files) =>
    new Map([...files, ["app/services/text/__init__.py", "class Writer:\n    def __init__(self, model):\n        pass\n"]]),
  "another application": (files, n) =>
    new Map([...files, ["worker/main.py", `from fastapi import FastAPI\napp = FastAPI()\n\n@app.get("/worker-${n}")\ndef work():\n    return 1\n`]]),
  "the same project elsewhere": (files) => new Map([...files, ...[...project].slice(0, 4).map(([path, text]) => [`copy/${path}`, text] as const)]),
};

const settled = [[], [{ at: `${media}:8`, path: "/settled" }], [{ at: `${media}:10`, path: "/settled" }]];
const step = fc.constantFrom(...Object.keys(edits));

test("after any sequence of edits the cache tells what a reading from nothing tells", { timeout: 120_000 }, async () => {
  const python = await parser;
  const t = translator("en");
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 2, maxLength: 7 }),
      fc.constantFrom(0, 0, 1, 2),
      fc.nat(255),
      fc.boolean(),
      fc.boolean(),
      (steps, byHand, ready, old, sieve) => {
        const cache = new CodeCache();
        // FastAPI before 0.137 copies routes when a router is included
        let files: Files = old ? new Map([...project, ["requirements.txt", "fastapi==0.95.2\n"]]) : project;
        readCode({ files: sourcesOf(files) }, python, { t, cache, sieve });
        for (const [number, edit] of steps.entries()) {
          if ((ready >> number) & 1) getReady(cache, python);
          files = edits[edit]?.(files, number) ?? files;
          const asked = { files: sourcesOf(files), overrides: settled[byHand] ?? [] };
          const { routes, problems } = readCode(asked, python, { t, cache, sieve });
          const fresh = readCode(asked, python, { t, sieve });
          expect({ routes, problems }).toEqual({ routes: fresh.routes, problems: fresh.problems });
          seen.add(JSON.stringify(routes));
        }
      },
    ),
    { numRuns: Number(process.env.EDIT_SEQUENCES ?? 40) },
  );
  // the edits did something
  expect(seen.size).toBeGreaterThan(50);
});

test("a path that is settled by hand stays at its line when the code moves", async () => {
  const python = await parser;
  const t = translator("en");
  const cache = new CodeCache();
  const asked = (files: Files) => ({ files: sourcesOf(files), overrides: [{ at: `${media}:8`, path: "/settled" }] });
  const before = readCode(asked(project), python, { t, cache });
  expect(before.routes.map(({ path }) => path)).toContain("/settled");
  const moved = asked(edits["lines more at the top"]?.(project, 1) ?? project);
  expect(readCode(moved, python, { t, cache }).routes).toEqual(readCode(moved, python, { t }).routes);
});

/** In the order in which a folder is read. */
function sourcesOf(files: Files): { path: string; text: string }[] {
  return [...files].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
