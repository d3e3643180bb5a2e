import { expect, test } from "vitest";
import { read } from "../routes/reading";

/** Whether each request of a handler is said to run its transcription, and the model that answers. */
async function alwaysIn(body: string): Promise<Record<string, boolean>> {
  const facts = await read(`
from fastapi import FastAPI, UploadFile
from faster_whisper import WhisperModel
from openai import OpenAI
model, client = WhisperModel("small"), OpenAI()
app = FastAPI()
def ask(text):
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])
def heard(file):
    if file.content_type == "text/plain":
        return file.file.read().decode()
    return str(model.transcribe(file.file))
@app.post("/x")
def handler(file: UploadFile, files: list[UploadFile], text: str = ""):
${body.replace(/^/gm, "    ")}
`);
  return Object.fromEntries((facts.routes[0]?.workloads ?? []).map(({ task, always }) => [task, always === true]));
}

const cases: readonly (readonly [string, string, { readonly transcription: boolean; readonly generation: boolean }])[] = [
  ["one after the other", "t = model.transcribe(file.file)\nreturn ask(str(t))", { transcription: true, generation: true }],
  ["a helper that may return before", "return ask(heard(file))", { transcription: false, generation: true }],
  [
    "a handler that may return before",
    'if text == "":\n    return ask("nothing")\nt = model.transcribe(file.file)\nreturn ask(str(t))',
    { transcription: false, generation: true },
  ],
  [
    "one that may refuse",
    'if text == "":\n    raise ValueError()\nt = model.transcribe(file.file)\nreturn ask(str(t))',
    { transcription: true, generation: true },
  ],
  ["a loop that may not turn", "for f in files:\n    text += str(model.transcribe(f.file))\nreturn ask(text)", { transcription: false, generation: true }],
  [
    "a list that may be empty",
    "for f in ([file] if file else []):\n    text += str(model.transcribe(f.file))\nreturn ask(text)",
    { transcription: false, generation: true },
  ],
  ["a list that is not", 'for kind in ("a", "b"):\n    text += str(model.transcribe(file.file))\nreturn ask(text)', { transcription: true, generation: true }],
  ["while", "while not text:\n    text = model.transcribe(file.file)\nreturn ask(text)", { transcription: false, generation: true }],
  ["while True", "while True:\n    text = model.transcribe(file.file)\n    break\nreturn ask(text)", { transcription: true, generation: true }],
  [
    "a comprehension with a test",
    "texts = [str(model.transcribe(f.file)) for f in files if f.size]\nreturn ask(str(texts))",
    { transcription: false, generation: true },
  ],
  [
    "a way out of a loop ends with the loop",
    'for kind in ("a", "b"):\n    if text:\n        break\n    t = model.transcribe(file.file)\nreturn ask(str(t))',
    { transcription: false, generation: true },
  ],
  [
    "a loop that may return",
    'for kind in ("a", "b"):\n    t = model.transcribe(file.file)\n    if text:\n        return t\nreturn ask(str(t))',
    { transcription: true, generation: false },
  ],
  [
    "a language that is told before",
    "lang = model.detect_language(file.file)\nif lang == 'fr':\n    return ask(str(model.transcribe(file.file)))",
    { transcription: false, generation: false },
  ],
  ["what a model gave turns", "segments = model.transcribe(file.file)\nreturn [ask(one.text) for one in segments]", { transcription: true, generation: true }],
  [
    "an error that is answered",
    "try:\n    t = model.transcribe(file.file)\nexcept OSError:\n    return None\nreturn ask(str(t))",
    { transcription: true, generation: true },
  ],
];

test.each(cases)("always: %s", async (_name, body, expected) => {
  expect(await alwaysIn(body)).toEqual(expected);
});

test("a tool of an agent runs where the model asks for it", async () => {
  const facts = await read(`
from openai import OpenAI
from agents import Agent, Runner, function_tool
from langgraph.prebuilt import create_react_agent
from langchain_openai import ChatOpenAI
from pydantic_ai import Agent as Typed
from fastapi import FastAPI
app = FastAPI()
c = OpenAI()
def look(q: str): return c.embeddings.create(model="text-embedding-3-small", input=q)
first = Agent(name="x", model="gpt-4o", tools=[function_tool(look)])
graph = create_react_agent(ChatOpenAI(model="gpt-4o"), [look])
typed = Typed("openai:gpt-4o", tools=[look])
@app.post("/a")
async def a(t: str): return await Runner.run(first, t)
@app.post("/b")
async def b(t: str): return graph.invoke({"messages": t})
@app.post("/c")
async def c_(t: str): return await typed.run(t)
`);
  expect(facts.routes.map(({ workloads }) => workloads.map(({ task, always }) => [task, always === true]).sort())).toEqual(
    Array.from({ length: 3 }, () => [
      ["embedding", false],
      ["generation", true],
    ]),
  );
});

test("of models that one call may be given none is said to run on every request", async () => {
  const facts = await read(`
from fastapi import FastAPI
import ollama
app = FastAPI()
@app.post("/x")
def handler(q: str, premium: bool = False):
    name = "llama3.1:70b" if premium else "llama3.2:1b"
    ollama.embed(model="bge-m3", input=q)
    return ollama.generate(model=name, prompt=q)
`);
  expect(facts.routes[0]?.workloads.map(({ model, always }) => [model, always])).toEqual([
    ["bge-m3", true],
    ["llama3.1:70b", undefined],
    ["llama3.2:1b", undefined],
  ]);
});

test("two calls of one helper run both models, a choice between two runs one", async () => {
  const facts = await read(`
from fastapi import FastAPI
from openai import OpenAI
import ollama
app = FastAPI()
client = OpenAI()
def ask(model, text):
    return ollama.generate(model=model, prompt=text)["response"]
class Client:
    def __init__(self, model):
        self.model = model
    def run(self, text):
        return client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": text}])
small, large = Client("gpt-4o-mini"), Client("gpt-4o")
@app.post("/both")
def both(t: str):
    return ask("large", ask("small", t))
@app.post("/objects")
def objects(t: str):
    return large.run(small.run(t))
@app.post("/loop")
def loop(t: str):
    for name in ["small", "large"]:
        t = ask(name, t)
    return t
@app.post("/further")
def further(t: str, more: bool = False):
    t = ask("large", t)
    return ask("small", t) if more else t
@app.post("/either")
def either(t: str, more: bool = False):
    return ask("large" if more else "small", t)
@app.post("/one")
def one(t: str, more: bool = False):
    chosen = large if more else small
    return chosen.run(t)
`);
  expect(
    Object.fromEntries(facts.routes.map(({ function: name, workloads }) => [name, workloads.map(({ model, always }) => `${model} ${always === true}`)])),
  ).toEqual({
    both: ["small true", "large true"],
    objects: ["gpt-4o-mini true", "gpt-4o true"],
    loop: ["small true", "large true"],
    further: ["large true", "small false"],
    either: ["large false", "small false"],
    one: ["gpt-4o false", "gpt-4o-mini false"],
  });
});

const lazily: readonly (readonly [string, string])[] = [
  ["global", "_m = None\ndef model():\n    global _m\n    if _m is None:\n        _m = WhisperModel('small')\n    return _m"],
  ["or", "_m = None\ndef model():\n    global _m\n    _m = _m or WhisperModel('small')\n    return _m"],
  ["early return", "_m = None\ndef model():\n    global _m\n    if _m is not None:\n        return _m\n    _m = WhisperModel('small')\n    return _m"],
  ["loader", "_m = None\ndef load():\n    global _m\n    if _m is None:\n        _m = WhisperModel('small')\ndef model():\n    load()\n    return _m"],
  ["class attribute", "class C:\n    m = None\ndef model():\n    if C.m is None:\n        C.m = WhisperModel('small')\n    return C.m"],
  [
    "single instance",
    "class C:\n    one = None\n    def __init__(self): self.m = WhisperModel('small')\n    @classmethod\n    def get(cls):\n        if cls.one is None:\n            cls.one = cls()\n        return cls.one\ndef model(): return C.get().m",
  ],
  [
    "property",
    "class C:\n    def __init__(self): self._m = None\n    @property\n    def m(self):\n        if self._m is None:\n            self._m = WhisperModel('small')\n        return self._m\nc = C()\ndef model(): return c.m",
  ],
  [
    "hasattr",
    "class C:\n    def get(self):\n        if not hasattr(self, '_m'):\n            self._m = WhisperModel('small')\n        return self._m\nc = C()\ndef model(): return c.get()",
  ],
  ["lru_cache", "from functools import lru_cache\n@lru_cache\ndef model(): return WhisperModel('small')"],
  [
    "what is called itself",
    "class C:\n    def __init__(self, m): self.m = m\n    def transcribe(self, f): return self.m(f)\n_p = None\ndef model():\n    global _p\n    if _p is None:\n        _p = pipeline('automatic-speech-recognition', model='openai/whisper-small')\n    return C(_p)",
  ],
];

test.each(lazily)("a model that is loaded when it is first asked for runs on every request: %s", async (_name, code) => {
  const facts = await read(`
from fastapi import FastAPI, UploadFile
from faster_whisper import WhisperModel
from transformers import pipeline
import ollama
app = FastAPI()
${code}
@app.post("/x")
def handler(file: UploadFile):
    return ollama.generate(model="mistral:7b", prompt=str(model().transcribe(file.file)))
`);
  expect(facts.routes[0]?.workloads.map(({ task, always }) => [task, always === true])).toEqual([
    ["transcription", true],
    ["generation", true],
  ]);
});

test.each([
  ["either", "if text:\n    return ask('big')\nreturn ask('small')", ["big 1", "small 1"]],
  ["elif", "if text == 'a':\n    m = 'a'\nelif text == 'b':\n    m = 'b'\nelse:\n    m = 'c'\nreturn ask(m)", ["a 1", "b 1", "c 1"]],
  ["match", "match text:\n    case 'a':\n        return ask('a')\n    case _:\n        return ask('b')", ["a 1", "b 1"]],
  ["conditional", "return ask('a') if text else ask('b')", ["a 1", "b 1"]],
  ["two questions", "x = ask('a') if text else ask('b')\nreturn ask('c') if more else ask('d')", ["a 1", "b 1", "c 2", "d 2"]],
  ["one or the other, or both", "if text:\n    ask('a')\nif more:\n    ask('b')", ["a", "b"]],
  ["a helper that is asked twice", "return helped(text) + helped(more)", ["a", "b"]],
  ["a helper that is asked once", "return helped(text)", ["a 1", "b 1"]],
  ["each turn its own", "for one in items:\n    ask('a') if one else ask('b')", ["a", "b"]],
  ["each item its own", "return list(map(helped, items))", ["a", "b"]],
  ["each item its own, in threads", "return list(pool.map(helped, items))", ["a", "b"]],
  ["one thread", "return pool.submit(helped, text).result()", ["a 1", "b 1"]],
  ["again and again", "return deeper(text)", ["a", "b"]],
  ["each turn the same", "for one in items:\n    if text:\n        ask('a')", ["a"]],
  ["one model both ways", "if text:\n    return ask('a')\nreturn ask('a')", ["a always"]],
  ["all but one way", "if text == 'x':\n    return ask('a')\nif text == 'y':\n    return None\nreturn ask('a')", ["a"]],
  ["what refuses counts for nothing", "if not text:\n    raise ValueError()\nif more:\n    return ask('a')\nreturn ask('a')", ["a always"]],
  ["what is not known is refused", "if text == 'x':\n    return ask('a')\nif text == 'y':\n    return ask('a')\nraise ValueError()", ["a always"]],
  ["alone, and not always", "if text:\n    return None\nreturn ask('a')", ["a"]],
  [
    "nested",
    "if text:\n    if more:\n        return ask('a')\n    return ask('b')\nelif more:\n    return ask('c')\nreturn ask('d')",
    ["a 1", "b 1", "c 1", "d 1"],
  ],
  ["what follows both", "if text:\n    ask('a')\nelse:\n    ask('b')\nreturn ask('c')", ["a 1", "b 1", "c always"]],
])("of models that exclude one another a request runs one: %s", async (_name, body, expected) => {
  const facts = await read(`
from fastapi import FastAPI
import ollama
from concurrent.futures import ThreadPoolExecutor
app = FastAPI()
pool = ThreadPoolExecutor()
def deeper(t):
    if len(t) > 100:
        ask("a")
        return deeper(t)
    return ask("b")
def ask(model): return ollama.generate(model=model, prompt="x")["response"]
def helped(t):
    if len(t) > 100:
        return ask("a")
    return ask("b")
@app.post("/x")
def handler(text: str, more: str, items: list[str]):
${body.replace(/^/gm, "    ")}
`);
  const told = facts.routes[0]?.workloads.map(({ model, always, alternative }) => [model, always === true ? "always" : (alternative ?? "")].join(" ").trim());
  expect(told?.sort()).toEqual(expected);
});

// what is decided before a request is the same in each turn of a loop and in each call: of what it chooses a request runs one
test.each([
  ["an attribute of an object", "for t in items:\n    service.run(t)", ["a 1", "b 1"]],
  ["in one method and in another", "for t in items:\n    service.run(t)\n    service.other(t)", ["a 1", "b 1", "c"]],
  [
    "a variable of the environment",
    "for t in items:\n    ask('a') if os.environ['KIND'] == 'x' else ask('b')\n    if os.environ['KIND'] == 'x':\n        ask('c')",
    ["a", "b", "c"],
  ],
  ["asked by an if", "for t in items:\n    if os.getenv('KIND') == 'x':\n        ask('a')\n    else:\n        ask('b')", ["a 1", "b 1"]],
  [
    "asked the other way round",
    "for t in items:\n    if service.kind != 'x':\n        ask('a')\n    if service.kind == 'x':\n        ask('b')",
    ["a 1", "b 1"],
  ],
  ["two of its values", "for t in items:\n    if service.kind == 'x':\n        ask('a')\n    if service.kind == 'y':\n        ask('b')", ["a 1", "b 1"]],
  [
    "one that is refused",
    "if service.kind == 'y':\n    raise ValueError()\nfor t in items:\n    if service.kind == 'y':\n        ask('a')\n    else:\n        ask('b')",
    ["a 1", "b 1"],
  ],
  ["what each item says", "for t in items:\n    if t == 'x':\n        ask('a')\n    else:\n        ask('b')", ["a", "b"]],
  ["several objects that one variable decides", "for one in [Service(), Service()]:\n    one.run(items[0])", ["a 1", "b 1"]],
  ["the name of one model", "for t in items:\n    service.loaded(t)", ["large 1", "small 1"]],
  [
    "one of two, where nothing else is served",
    "if service.kind == 'x':\n    return ask('a')\nif service.kind == 'y':\n    return ask('b')\nraise ValueError()",
    ["a 1", "b 1"],
  ],
  [
    "one that is refused on some ways only",
    "if items:\n    if service.kind == 'y':\n        raise ValueError()\nif service.kind == 'y':\n    ask('a')\nask('b')",
    ["a", "b always"],
  ],
  ["set between two tests", "if service.kind == 'x':\n    ask('a')\nservice.kind = os.environ['NEXT']\nif service.kind == 'y':\n    ask('b')", ["a", "b"]],
  ["set by a method between two tests", "if service.kind == 'x':\n    ask('a')\nservice.turn()\nif service.kind == 'y':\n    ask('b')", ["a", "b"]],
  ["set by a method that an earlier request called", "service.run('')\nservice.turn()\nservice.other('')", ["a 1", "b 1", "c"]],
  [
    "a variable that is set between two tests",
    "if os.getenv('KIND') == 'x':\n    ask('a')\nos.environ['KIND'] = items[0]\nif os.getenv('KIND') == 'y':\n    ask('b')",
    ["a", "b"],
  ],
  ["set in each turn of a loop", "for t in items:\n    service.run(t)\n    service.turn()", ["a", "b"]],
])("settled before the request: %s", async (_name, body, expected) => {
  const facts = await read(`
import os
from pathlib import Path
from fastapi import FastAPI
import ollama, whisper
app = FastAPI()
def ask(model): return ollama.generate(model=model, prompt="x")["response"]
class Service:
    def __init__(self):
        self.kind = os.environ["KIND"]
        self.model = None
    def run(self, t):
        if self.kind == "x":
            return ask("a")
        return ask("b")
    def other(self, t):
        if self.kind == "y":
            ask("c")
    def turn(self):
        self.kind = os.environ["NEXT"]
    def loaded(self, t):
        if self.model is None:
            self.model = whisper.load_model("large" if Path("large").exists() else "small")
        return self.model.transcribe(t)
service = Service()
@app.post("/x")
def handler(items: list[str]):
${body.replace(/^/gm, "    ")}
@app.post("/before")
def before():
    service.turn()
    service.run("")
    service.other("")
@app.post("/again")
def again(items: list[str]):
${body.replace(/^/gm, "    ")}
`);
  const told = facts.routes.map(({ workloads }) =>
    workloads.map(({ model, always, alternative }) => [model, always === true ? "always" : (alternative ?? "")].join(" ").trim()).sort(),
  );
  expect(told[0]).toEqual(expected);
  // whatever another request did before
  expect(told[2]).toEqual(expected);
});

test("a model that the request chooses is one of those that its type lists, or the default", async () => {
  const facts = await read(`
from enum import Enum
from typing import Annotated, Literal, Optional
from fastapi import FastAPI, Query
from pydantic import BaseModel
import ollama
app = FastAPI()
class Size(str, Enum):
    small = "s"
    large = "l"
class Free(BaseModel):
    model: str = "d"
class Pick(BaseModel):
    model: Literal["a", "b"] = "a"
    size: Size
    other: Optional[Literal["x", "y"]] = None
Name = Literal["m", "n"]
def ask(model): return ollama.generate(model=model, prompt="x")["response"]
@app.post("/free")
def free(r: Free): return ask(r.model)
@app.post("/query")
def query(model: str = "q"): return ask(model)
@app.post("/literal")
def literal(r: Pick): return ask(r.model)
@app.post("/required")
def required(r: Pick): return ask(r.size.value)
@app.post("/enum")
def enum(size: Size = Size.small): return ask(size.value)
@app.post("/alias")
def alias(model: Annotated[Name, Query()]): return ask(model)
@app.post("/optional")
def optional(r: Pick): return ask(r.other or "z")
@app.post("/known")
def known(): return ask("k")
`);
  expect(
    Object.fromEntries(
      facts.routes.map(({ function: name, workloads }) => [
        name,
        workloads.map(({ model, asked, alternative }) => `${model}${asked === true ? " asked" : ""}${alternative === undefined ? "" : ` of ${alternative}`}`),
      ]),
    ),
  ).toEqual({
    free: ["d asked"],
    query: ["q asked"],
    literal: ["a asked of 1", "b asked of 1"],
    required: ["s asked of 1", "l asked of 1"],
    enum: ["s asked of 1", "l asked of 1"],
    alias: ["m asked of 1", "n asked of 1"],
    optional: ["x asked of 1", "y asked of 1", "z of 1"],
    known: ["k"],
  });
});
