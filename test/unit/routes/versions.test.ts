import { describe, expect, test } from "vitest";
import { Manifests } from "../../../src/core/routes/manifests";
import { check } from "./reading";

// Routes that depend on the version of something installed: decided where the project's own files settle it.

const code = (test: string, imports = "from importlib.metadata import version"): string => `# file: main.py
${imports}
from fastapi import FastAPI
app = FastAPI()
if ${test}:
    @app.get("/two")
    def two(): ...
else:
    @app.get("/one")
    def one(): ...
`;

const two = "GET /two main.py:6 two";
const one = "GET /one main.py:9 one";

for (const [asked, imports] of [
  ['int(version("pydantic").split(".")[0]) == 2', undefined],
  ['version("pydantic").startswith("2.")', undefined],
  ['VERSION[0] == "2"', "from pydantic import VERSION"],
  ['pydantic.VERSION.split(".")[0] != "1"', "import pydantic"],
  ['tuple(int(x) for x in pydantic.__version__.split(".")[:1]) >= (2,)', "import pydantic"],
  ['Version(pydantic.VERSION) >= Version("2.0.0")', "import pydantic; from packaging.version import Version"],
  ["parse(pydantic.version.VERSION).major == 2", "import pydantic; from packaging.version import parse"],
] as const) {
  check(
    `pydantic 2 by its bound: ${asked}`,
    `${code(asked, imports)}# file: pyproject.toml\n[tool.poetry.dependencies]\npydantic = "^2.13"\n`,
    [two],
    ["route-switched-off main.py:8"],
  );
  check(`pydantic 1 by its pin: ${asked}`, `${code(asked, imports)}# file: requirements.txt\npydantic==1.10.13\n`, [one], ["route-switched-off main.py:5"]);
}

check("pydantic is 2 where nothing limits it", code('version("pydantic").startswith("2")'), [two], ["route-switched-off main.py:8"]);
check(
  "and 1 with a FastAPI that knows no other",
  `${code('version("pydantic").startswith("2")')}# file: requirements.txt\nfastapi==0.95.2\n`,
  [one],
  ["route-switched-off main.py:5"],
);
check("both sides of a version that no file settles", code('version("torch").startswith("2")'), [two, one]);
check(
  "both sides of a minor version that the bound leaves open",
  `${code('version("pydantic").startswith("2.1")')}# file: requirements.txt\npydantic>=2,<3\n`,
  [two, one],
);
check(
  "the project's own version in a path",
  `
from importlib import metadata
from fastapi import FastAPI
app = FastAPI()
@app.get(f"/{metadata.version('my-app')}/x")
def x(): ...
# file: pyproject.toml
[project]
name = "my_app"
version = "1.4.0"
`,
  ["GET /1.4.0/x main.py:6 x"],
);
check(
  "a version from tags is open",
  `
from importlib import metadata
from fastapi import FastAPI
app = FastAPI()
@app.get(f"/{metadata.version('my-app')}/x")
def x(): ...
# file: pyproject.toml
[project]
name = "my_app"
dynamic = ["version"]
`,
  ["GET /{?}/x main.py:6 x"],
  ["unresolved-path main.py:5"],
);

describe("what a file says of a version", () => {
  const table: readonly (readonly [file: string, text: string, version: string | null])[] = [
    ["requirements.txt", "some-lib==2.5.1\n", "2.5.1"],
    ["requirements.txt", "Some_Lib[extra] == 2.5.1 ; python_version > '3.9'\n", "2.5.1"],
    ["requirements.txt", "some-lib>=2.1,<3\n", "2."],
    ["requirements.txt", "some-lib>=1.1,<3\n", null],
    ["requirements.txt", "some-lib>=2\n", null],
    ["requirements.txt", "some-lib~=2.1\n", "2."],
    ["requirements.txt", "some-lib~=2.1.4\n", "2.1."],
    ["requirements.txt", "other-some-lib==2.5.1\nsome-lib-other==3.0\n", null],
    ["pyproject.toml", '[project]\ndependencies = ["some-lib>=2.0.0,<3.0.0"]\n', "2."],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = { version = "^2.4", extras = ["x"] }\n', "2."],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = "2.4.0"\n', "2.4.0"],
    ["uv.lock", '[[package]]\nname = "some-lib"\nversion = "2.7.3"\n', "2.7.3"],
    ["Pipfile.lock", '{"default": {"some-lib": {"hashes": [], "version": "==2.7.3"}}}', "2.7.3"],
  ];
  test.each(table)("%s %j", (path, text, version) => {
    expect(new Manifests([{ path, text }]).versionOf("Some-Lib")).toBe(version);
  });
});
