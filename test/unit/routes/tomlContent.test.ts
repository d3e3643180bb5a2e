import { expect, test } from "vitest";
import { type TomlValue, tomlContent } from "../../../src/core/routes/settings/tomlContent";
import { check } from "./reading";

const plain = (value: TomlValue | undefined): unknown =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, one]) => [key, plain(one)])) : Array.isArray(value) ? value.map(plain) : value;

test.each([
  ['a = "x" # c', { a: "x" }],
  ["a = 'C:\\x'", { a: "C:\\x" }],
  ['a = "\\u00e9\\"\\n"', { a: 'é"\n' }],
  ['a = """\none \\\n   two"""', { a: "one two" }],
  ["a = '''x'y'''", { a: "x'y" }],
  ['a = """x"""""', { a: 'x""' }],
  ["a = 1_000\nb = 0x1F\nc = 1.5e3\nd = true", { a: 1000, b: 31, c: 1500, d: true }],
  ["a.b.c = 1\na.d = 2", { a: { b: { c: 1 }, d: 2 } }],
  ['[t."x y".z]\nk = [1, [2, 3], # c\n {q = "r"},\n]', { t: { "x y": { z: { k: [1, [2, 3], { q: "r" }] } } } }],
  ["[[r]]\nn = 1\n[r.s]\nm = 2\n[[r]]\nn = 3", { r: [{ n: 1, s: { m: 2 } }, { n: 3 }] }],
  ["d = 2024-06-01\nt = 2024-06-01 07:32:00", { d: "2024-06-01", t: "2024-06-01 07:32:00" }],
  ["a = 1\r\nb = 2\r\n", { a: 1, b: 2 }],
  ["", {}],
] as const)("%j", (written, content) => {
  expect(plain(tomlContent(written))).toEqual(content);
});

test.each(["a = ", "a", "= 1", '["a', 'a = "x', "a = [1 2]", "a = 1 b = 2", "a = b", "a = -0x1F", "[a]x", "a = 1\na.b = 2", "{"])(
  "%j is no TOML",
  (written) => {
    expect(tomlContent(written)).toBeUndefined();
  },
);

check(
  "prefixes from TOML: tomllib by handle and text, toml by path, pyproject's own table, dynaconf",
  `
# file: main.py
import tomllib
from pathlib import Path
import toml
from dynaconf import Dynaconf
from fastapi import FastAPI

with open("settings.toml", "rb") as file:
    settings = tomllib.load(file)
project = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["service"]
other = toml.load("config/other.toml")
dyn = Dynaconf(settings_files=["settings.toml", ".secrets.toml"], envvar_prefix="APP")
envs = Dynaconf(settings_files=["config/envs.toml"], environments=True)
app = FastAPI()

@app.get(settings["api"]["prefix"] + "/a")
def a(): ...
@app.get(project["prefix"] + "/b")
def b(): ...
@app.get(other["prefixes"][1] + "/c")
def c(): ...
@app.get(dyn.api.prefix + "/d")
def d(): ...
@app.get(dyn.get("ROOT", "/none") + dyn["api"]["prefix"] + "/e")
def e(): ...
@app.get(envs.PREFIX + "/f")
def f(): ...
# file: settings.toml
root = "/r"
[api]
prefix = "/v1"
# file: pyproject.toml
[project]
name = "x"
[tool.service]
prefix = "/v2"
# file: config/other.toml
prefixes = ["/v3", "/v4"]
# file: config/envs.toml
[default]
prefix = "/v5"
[development]
prefix = "/dev"
[production]
prefix = "/v6"
`,
  ["/v1/a 16 a", "/v2/b 18 b", "/v4/c 20 c", "/v1/d 22 d", "/r/v1/e 24 e", "/dev/f 26 f"].map((one) => one.replace(/^(\S+) (\d+)/, "GET $1 main.py:$2")),
);

test("many tables of one list", () => {
  expect(tomlContent("[[a]]\n".repeat(30_000))?.get("a")).toHaveLength(30_000);
});

check(
  "dynaconf reads the files that it is given and no other; a table of an environment takes the place of the default one, unless they are merged",
  `
# file: main.py
from dynaconf import Dynaconf
from fastapi import FastAPI
none = Dynaconf(envvar_prefix="APP")
plain = Dynaconf(settings_files=["settings.toml"], environments=True)
merged = Dynaconf(settings_files=["settings.toml"], environments=True, merge_enabled=True)
app = FastAPI()
def f(): ...
app.get(none.get("prefix", "/none"))(f)
app.get("/plain" + plain.prefix)(f)
app.get("/plain" + plain.llm.get("a", "/absent") + plain.llm["b"])(f)
app.get("/plain" + plain.own["a"] + plain.own["b"])(f)
app.get("/merged" + merged.llm["a"] + merged.llm["b"])(f)
# file: settings.toml
[default]
prefix = "/default"
[default.llm]
a = "/a"
b = "/b"
[default.own]
a = "/a"
[development]
PREFIX = "/development"
[development.llm]
b = "/new"
[development.own]
b = "/own"
dynaconf_merge = true
`,
  ["/none", "/plain/development", "/plain/absent/new", "/plain/a/own", "/merged/a/new"].map((path) => `GET ${path} main.py:7 f`),
);
