import { expect, test } from "vitest";
import { CodeCache } from "../../../src/core/routes/codeCache";
import { getReady, readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { filesOf, parser } from "./reading";

// A route more, or one less, of which nothing is followed: what all others run is taken from the reading before, if that is what a reading from
// nothing tells.

const project = `
# file: main.py
from fastapi import APIRouter, Depends, FastAPI
import late
import notes
from speech import Recogniser

def user(): return "somebody"
def page(): return shelf.page

app = FastAPI()
router = APIRouter(dependencies=[Depends(user)])
ml = {}

class Shelf:
    page = None
shelf = Shelf()

@router.get("/health")
def health():
    return notes.count(ml)

@router.post("/load")
def load():
    ml["m"] = Recogniser()
    shelf.page = Recogniser()
    late.learn()

@router.post("/x")
def x(path: str):
    return ml["m"].go(path)

@router.get("/paged")
def paged():
    return page()

@router.get("/last")
def last(who=Depends(user)):
    return notes.count([])

app.include_router(router)
# file: notes.py
def count(what): return len(what)
def unused(what): return what
# file: late.py
def learn():
    import deep
    return deep.name
# file: deep.py
name = "deep"
# file: speech.py
from faster_whisper import WhisperModel
class Recogniser:
    def __init__(self): self.m = WhisperModel("small")
    def go(self, path): return self.m.transcribe(path)
`;

const above = (text: string, handler: string): string => text.replace('@router.get("/health")', `${handler}\n\n@router.get("/health")`);
const below = (text: string, handler: string): string => text.replace("app.include_router(router)", `${handler}\n\napp.include_router(router)`);
const route = (name: string, body: string, parameters = ""): string => `@router.get("/${name}")\ndef ${name}(${parameters}):\n    return ${body}`;

test.each<[string, (text: string) => string, boolean]>([
  ["one that names nothing", (text) => below(text, route("more", "1")), true],
  ["the same above all", (text) => above(text, route("more", "1")), true],
  ["two at once", (text) => below(text, `${route("more", "1")}\n\n${route("most", "2", "count: int = 3")}`), true],
  ["one that uses what another one near it uses", (text) => below(text, route("more", "notes.count([])")), false],
  ["a dictionary before a handler fills it", (text) => above(text, route("more", 'ml["m"]')), true],
  ["the same dictionary after that", (text) => below(text, route("more", 'ml["m"].go("a")')), false],
  ["a function of the file that others use there", (text) => below(text, route("more", "user()")), true],
  ["a function that reaches what a handler set", (text) => below(text, route("more", "page()")), false],
  ["an attribute that a handler set", (text) => below(text, route("more", "shelf.page.go('a')")), false],
  ["one that runs a model by its own text", (text) => below(text, route("more", 'Recogniser().go("a")')), false],
  ["one that imports", (text) => below(text, '@router.get("/more")\ndef more():\n    from speech import Recogniser\n    return Recogniser().go("a")'), false],
  ["one with a dependency of the file", (text) => below(text, route("more", "1", "who=Depends(user)")), true],
  ["one whose dependency reaches what a handler set", (text) => below(text, route("more", "1", "p=Depends(page)")), false],
  ["one less, that was not followed", (text) => text.replace(/@router\.get\("\/last"\)[\s\S]*?count\(\[\]\)\n/, ""), true],
  ["one less, that was followed", (text) => text.replace(/@router\.post\("\/x"\)[\s\S]*?\(path\)\n/, ""), false],
  [
    "one in the place of another",
    (text) => text.replace('@router.get("/last")\ndef last(who=Depends(user)):\n    return notes.count([])', route("newest", "1")),
    true,
  ],
])("%s", async (_, change, isTaken) => {
  const python = await parser;
  const t = translator("en");
  const cache = new CodeCache();
  const files = filesOf(project).map(({ path, text }) => ({ path, text }));
  const read = (edit: (text: string) => string): { readonly again: boolean } => {
    const { last } = cache;
    const edited = files.map((one) => (one.path === "main.py" ? { ...one, text: edit(one.text) } : one));
    const { routes, problems } = readCode({ files: edited }, python, { t, cache, sieve: true });
    const fresh = readCode({ files: edited }, python, { t, sieve: true });
    expect({ routes, problems }).toEqual({ routes: fresh.routes, problems: fresh.problems });
    return { again: last !== null && cache.last?.traces?.eras === last.traces?.eras };
  };
  read((text) => text);
  getReady(cache, python);
  expect(read(change).again).toBe(isTaken);
  // and on from there: another one, lines that move, a handler that is followed, back again
  getReady(cache, python);
  const second = (text: string): string => above(change(text), route("second", "2"));
  expect(read(second).again).toBe(true);
  getReady(cache, python);
  const moved = (text: string): string => second(text).replace("def page", "\n\ndef page");
  read(moved);
  getReady(cache, python);
  const third = (text: string): string => above(moved(text), route("third", "3"));
  expect(read(third).again).toBe(true);
  getReady(cache, python);
  const other = (text: string): string => third(text).replace('    ml["m"] = Recogniser()', '    found = 1\n    ml["m"] = Recogniser()');
  read(other);
  getReady(cache, python);
  read((text) => other(text).replace("return user", "return  user"));
  getReady(cache, python);
  read(change);
  read((text) => text);
});
