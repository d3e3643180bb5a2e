import { expect, test } from "vitest";
import { read } from "../routes/reading";

// Which model runs may be for the environment to say: then it is told which variable decides, on the way that the code's own default takes.

const around = (body: string): string => `
# file: main.py
import os
import ollama
from fastapi import FastAPI
from openai import OpenAI
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    provider: str = "openai"
    kind: str
    rewrite: bool = True
settings = Settings()
class Hosted:
    def ask(self, text):
        return OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[])
class Local:
    def ask(self, text):
        return ollama.chat(model="mistral:7b", messages=[])
def hosted():
    return Hosted().ask("x")
def local():
    return Local().ask("x")
app = FastAPI()
${body}
@app.post("/x")
def handler(text: str):
    return run(text)
`;

/** Models of the handler with what decides whether each runs. */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["nothing", "def run(text):\n    return hosted()", ["gpt-4o-mini"]],
  [
    "a variable with a default, on both sides",
    'def run(text):\n    if os.getenv("PROVIDER", "openai") == "openai":\n        return hosted()\n    return local()',
    ["gpt-4o-mini PROVIDER"],
  ],
  [
    "the way that its default does not return on",
    'def run(text):\n    if os.getenv("PROVIDER", "openai").lower() == "ollama":\n        return local()\n    return hosted()',
    ["gpt-4o-mini PROVIDER"],
  ],
  [
    "a variable without a default: one or the other",
    'def run(text):\n    if os.getenv("PROVIDER") == "openai":\n        return hosted()\n    return local()',
    ["gpt-4o-mini PROVIDER", "mistral:7b PROVIDER"],
  ],
  [
    "a factory that ran when the module was imported",
    'def make():\n    name = os.environ.get("PROVIDER", "openai")\n    if name == "openai":\n        return Hosted()\n    elif name == "ollama":\n        return Local()\n    raise ValueError(name)\nmodel = make()\ndef run(text):\n    return model.ask(text)',
    ["gpt-4o-mini PROVIDER"],
  ],
  [
    "a client, chosen by a switch",
    'LOCAL = os.getenv("LOCAL", "false").lower() == "true"\nclient = OpenAI(base_url="http://localhost:11434/v1") if LOCAL else OpenAI()\ndef run(text):\n    return client.chat.completions.create(model="m", messages=[])',
    ["m LOCAL"],
  ],
  [
    "a field of settings",
    'def run(text):\n    match settings.provider:\n        case "openai":\n            return hosted()\n        case _:\n            return local()',
    ["gpt-4o-mini PROVIDER"],
  ],
  [
    "a field of settings without a default",
    'def run(text):\n    match settings.kind:\n        case "openai":\n            return hosted()\n        case _:\n            return local()',
    ["gpt-4o-mini KIND", "mistral:7b KIND"],
  ],
  [
    "the same by a test",
    'def run(text):\n    if settings.kind == "openai":\n        return hosted()\n    return local()',
    ["gpt-4o-mini KIND", "mistral:7b KIND"],
  ],
  [
    "what follows the case that is not taken",
    'def run(text):\n    match settings.provider:\n        case "ollama":\n            return local()\n    return hosted()',
    ["gpt-4o-mini PROVIDER"],
  ],
  [
    "a case that a request decides",
    'def run(text):\n    match text:\n        case "a":\n            return local()\n    return hosted()',
    ["mistral:7b", "gpt-4o-mini"],
  ],
  ["a step that is on by default", "def run(text):\n    if settings.rewrite:\n        local()\n    return hosted()", ["mistral:7b REWRITE", "gpt-4o-mini"]],
  ["a step that does not matter", 'def run(text):\n    if not settings.rewrite:\n        print("as it is")\n    return hosted()', ["gpt-4o-mini"]],
  [
    "a step that is on by default, for some requests",
    "def run(text):\n    if settings.rewrite and text:\n        local()\n    return hosted()",
    ["mistral:7b REWRITE", "gpt-4o-mini"],
  ],
  [
    "what is left after a test of several settings",
    'def run(text):\n    if not (settings.rewrite and settings.provider == "openai") or not text:\n        return ""\n    return hosted()',
    ["gpt-4o-mini REWRITE PROVIDER"],
  ],
  [
    "either of a switch and a request: it may run without the switch",
    "def run(text):\n    if text or settings.rewrite:\n        return hosted()",
    ["gpt-4o-mini"],
  ],
  [
    "an address that is empty until somebody sets it",
    'URL = os.getenv("SEARCH_URL", "")\ndef run(text):\n    if not URL:\n        return ""\n    return hosted()',
    ["gpt-4o-mini SEARCH_URL"],
  ],
  [
    "a key that is empty until somebody sets it",
    'KEY = os.getenv("SEARCH_KEY", "")\ndef run(text):\n    if not KEY or not text:\n        return ""\n    return hosted()',
    ["gpt-4o-mini"],
  ],
  ["once behind a switch and once in any case", "def run(text):\n    if settings.rewrite:\n        hosted()\n    return hosted()", ["gpt-4o-mini"]],
];

test.each(cases)("what decides whether a model runs: %s", async (_name, body, expected) => {
  const { routes } = await read(around(body));
  expect(routes[0]?.workloads.map(({ model, dependsOn }) => [model, ...(dependsOn ?? [])].join(" "))).toEqual(expected);
});

test("a field of settings is named as the environment names it", async () => {
  const { routes } = await read(`
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")
    own: bool = True
class Settings(Base):
    named: bool = Field(True, validation_alias="OTHER_NAME")
settings = Settings()
app = FastAPI()
def run():
    return OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[])
@app.post("/own")
def own():
    if settings.own:
        run()
@app.post("/named")
def named():
    if settings.named:
        run()
`);
  expect(routes.map(({ path, workloads }) => [path, workloads[0]?.dependsOn])).toEqual([
    ["/own", ["APP_OWN"]],
    ["/named", ["OTHER_NAME"]],
  ]);
});

test("a variable whose name is not known is not named", async () => {
  const { routes } = await read(`
# file: main.py
import os
from fastapi import FastAPI, Request
from openai import OpenAI
app = FastAPI()
@app.post("/x")
def handler(request: Request):
    if os.getenv(request.headers["name"]):
        return OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[])
`);
  expect(routes[0]?.workloads.map(({ model, dependsOn }) => [model, dependsOn])).toEqual([["gpt-4o-mini", undefined]]);
});
