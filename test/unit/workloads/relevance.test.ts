import fc from "fast-check";
import { expect, test } from "vitest";
import { CodeCache } from "../../../src/core/routes/codeCache";
import { getReady, readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { filesOf, parser, read } from "../routes/reading";

// Handlers that cannot reach a model are not followed: what leads to one by way of names and values must not be taken for such.

const project = `
# file: app/__init__.py
# file: app/models/__init__.py
from . import speech, late as later
from .speech import Speech as Recogniser

def __getattr__(name):
    from .hidden import Hidden
    return Hidden
# file: app/models/speech.py
from faster_whisper import WhisperModel

class Speech:
    def run(self, path):
        return WhisperModel("small").transcribe(path)

def run(path):
    return Speech().run(path)
# file: app/models/late.py
class Late:
    model = None
    def run(self, path):
        return self.model.transcribe(path)
late = Late()
# file: app/models/hidden.py
from app.models.speech import *

class Hidden(Speech):
    pass
# file: app/registry.py
known = {}

def register(name):
    def keep(cls):
        known[name] = cls
        return cls
    return keep

def twice(function):
    def around(*args):
        return function(*args) or function(*args)
    return around

def make(kind):
    return known[kind]()
# file: app/plugins.py
from app.models import Recogniser
from app.registry import register

@register("speech")
class Plugin:
    def run(self, path):
        return Recogniser().run(path)
# file: app/globals.py
from app.models import Recogniser
model = None

def load():
    global model
    if model is None:
        model = Recogniser()
    return model
# file: app/main.py
from functools import partial
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, Request
import app.models.speech
import app.plugins
from app import globals as held, models, registry
from app.models import Recogniser, later, speech
from app.registry import make, twice

later.late.model = Recogniser()
later.late.transcribe = None
ways = {"a": partial(Recogniser.run, Recogniser())}

def recogniser():
    return Recogniser()

Given = Annotated[Recogniser, Depends(recogniser)]

def plain():
    return {"answer": 42}

def guard():
    return speech.run("a")

api = APIRouter()
guarded = APIRouter(dependencies=[Depends(guard)])

class Views:
    given: Given = Depends(recogniser)
    def run(self, path):
        return self.given.run(path)

@api.get("/package")
def package(path: str): return models.speech.run(path)
@api.get("/dotted")
def dotted(path: str): return app.models.speech.run(path)
@api.get("/alias")
def alias(path: str, given: Given): return given.run(path)
@api.get("/default")
def default(path: str, given=Depends(recogniser)): return given.run(path)
@api.get("/table")
def table(path: str): return ways["a"](path)
@api.get("/registry")
def by_registry(path: str): return make("speech").run(path)
@api.get("/module")
def by_module(path: str): return registry.make("speech").run(path)
@api.get("/global")
def by_global(path: str): return held.load().run(path)
@api.get("/here")
def here(path: str):
    from app.models.speech import run as go
    return go(path)
@api.get("/around")
@twice
def around(path: str): return Recogniser().run(path)
@api.get("/hidden")
def hidden(path: str):
    from app.models import Anything
    return Anything().run(path)
@api.get("/view")
def view(path: str, views: Views = Depends()): return views.run(path)
@api.get("/plain")
def plain_too(path: str, answer=Depends(plain)): return answer
@guarded.get("/guarded")
def behind(path: str): return path

server = FastAPI()
server.include_router(api)
server.include_router(guarded)
`;

test("whatever names and values lead to a model is followed", async () => {
  const { routes } = await read(project);
  const found = routes.map((route) => [route.function, route.workloads.map(({ model }) => model)]);
  expect(found.filter(([, models]) => models?.length === 0).map(([name]) => name)).toEqual(["plain_too"]);
  expect(found).toHaveLength(14);
});

test("after any edit the cache finds what a reading from nothing finds", { timeout: 120_000 }, async () => {
  const t = translator("en");
  const python = await parser;
  const lines = filesOf(project).flatMap(({ text }) => text.split("\n"));
  const words = [...new Set(project.match(/\w+/g))];
  const edit = fc.record({
    file: fc.nat(),
    at: fc.nat(),
    drop: fc.constantFrom(0, 1, 1, 2),
    line: fc.constantFrom(...lines),
    word: fc.option(fc.constantFrom(...words)),
    ready: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const files = filesOf(project);
      const cache = new CodeCache();
      readCode({ files }, python, { t, cache, sieve: true });
      for (const { file, at, drop, line, word, ready } of edits) {
        if (ready) getReady(cache, python);
        const index = file % files.length;
        const { path, text } = files[index] as (typeof files)[number];
        const rows = text.split("\n");
        const row = at % rows.length;
        if (word === null) rows.splice(row, drop, line);
        else rows[row] = (rows[row] ?? "").replace(/\w+(?=\W*$)|\w+/, word);
        files[index] = { path, text: rows.join("\n") };
        const [cached, anew] = [readCode({ files }, python, { t, cache, sieve: true }), readCode({ files }, python, { t, sieve: true })];
        expect([cached.routes, cached.problems]).toEqual([anew.routes, anew.problems]);
      }
    }),
    { numRuns: 60, seed: 11 },
  );
});
