import { describe, expect, test } from "vitest";
import { Manifests } from "../../../src/core/routes/project/manifests";
import { beginnings } from "../../../src/core/routes/project/versionRange";
import { check, read } from "./reading";

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
check("both sides of a version that no file settles", code('version("torch").startswith("2")'), [two, one], ["either-routes main.py:4"]);
check(
  "both sides of a minor version that the bound leaves open",
  `${code('version("pydantic").startswith("2.1")')}# file: requirements.txt\npydantic>=2,<3\n`,
  [two, one],
  ["either-routes main.py:4"],
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

describe("which manifest tells", () => {
  const asked = code('pydantic.VERSION.startswith("2.")', "import pydantic");
  const off = { two: ["route-switched-off main.py:8"], one: ["route-switched-off main.py:5"], both: ["either-routes main.py:4"] };
  const routes = { two: [two], one: [one], both: [two, one] };
  const project = (...parts: readonly string[]): string => `[project]\nname = "x"\n${parts.join("\n")}\n`;
  const table: readonly (readonly [name: string, files: string, side: keyof typeof off])[] = [
    ["not a comment", "# file: requirements.txt\nfastapi\n# was: pydantic==1.10.13\npydantic>=2,<3\n", "two"],
    ["nor one in TOML", `# file: pyproject.toml\n${project("dependencies = [", '  # "pydantic==1.10.13",', '  "pydantic>=2,<3", # not <2', "]")}`, "two"],
    ["an upper bound alone", "# file: requirements.txt\nfastapi\npydantic<2\n", "one"],
    ["a wildcard", "# file: requirements.txt\npydantic==1.10.*\n", "one"],
    ["an exclusion beside it", "# file: requirements.txt\npydantic>=1.8,!=1.9.1,<2\n", "one"],
    ["bounds with either inside", "# file: requirements.txt\npydantic>=1.10,<3\n", "both"],
    ["a lower bound with either above", "# file: requirements.txt\npydantic>=1.10\n", "both"],
    ["a name alone", "# file: requirements.txt\npydantic\n", "two"],
    ["alternatives", '# file: pyproject.toml\n[tool.poetry.dependencies]\npydantic = "^1.10 || ^2.1"\n', "both"],
    ["an address", "# file: requirements.txt\npydantic @ git+https://example.org/pydantic\n", "both"],
    [
      "not that of examples",
      `# file: examples/old/requirements.txt\npydantic==1.10.13\n# file: pyproject.toml\n${project('dependencies = ["fastapi", "pydantic>=2,<3"]')}`,
      "two",
    ],
    ["not that of examples beside a list without it", "# file: examples/old/requirements.txt\npydantic==1.10.13\n# file: requirements.txt\nfastapi\n", "two"],
    ["two with other markers", '# file: requirements.txt\npydantic==1.10.13 ; python_version < "3.8"\npydantic==2.5.0 ; python_version >= "3.8"\n', "both"],
    ["one with a marker", '# file: requirements.txt\npydantic==1.10.13 ; python_version >= "3.8" and python_version < "4.0" \\\n    --hash=sha256:aa\n', "one"],
    [
      "an extra that may be installed",
      `# file: pyproject.toml\n${project('dependencies = ["fastapi"]', "[project.optional-dependencies]", 'old = ["pydantic<2"]')}`,
      "both",
    ],
    [
      "not an extra where the project itself tells",
      `# file: pyproject.toml\n${project('dependencies = ["pydantic>=2"]', "[project.optional-dependencies]", 'old = ["pydantic<2"]')}`,
      "two",
    ],
    [
      "a group for work on it",
      '# file: pyproject.toml\n[tool.poetry.dependencies]\nfastapi = "*"\n[tool.poetry.group.dev.dependencies]\npydantic = "1.10.13"\n',
      "both",
    ],
    ["requirements for work on it", "# file: requirements.txt\nfastapi\n# file: requirements-dev.txt\npydantic==1.10.13\n", "both"],
    ["requirements that are included", "# file: requirements.txt\n-r requirements-base.txt\n# file: requirements-base.txt\npydantic==1.10.13\n", "one"],
    ["two files of a folder that disagree", "# file: requirements-a.txt\npydantic==1.10.13\n# file: requirements-b.txt\npydantic==2.5.0\n", "both"],
    [
      "a lock within the bounds",
      `# file: uv.lock\n[[package]]\nname = "pydantic"\nversion = "1.10.13"\n# file: pyproject.toml\n${project('dependencies = ["pydantic>=1.9,<3"]')}`,
      "one",
    ],
    [
      "a lock with one version for each Python",
      '# file: uv.lock\n[[package]]\nname = "pydantic"\nversion = "1.10.13"\n[[package]]\nname = "pydantic"\nversion = "2.5.0"\n',
      "both",
    ],
    [
      "one elsewhere where none above lists anything",
      "# file: deploy/requirements.txt\nfastapi==0.95.0\npydantic==1.10.13\n# file: pyproject.toml\n[tool.black]\nline-length = 100\n",
      "one",
    ],
    ["several elsewhere that disagree", "# file: deploy/requirements.txt\npydantic==1.10.13\n# file: docker/requirements.txt\npydantic==2.5.0\n", "both"],
    ["a FastAPI with an upper bound that knows no other", "# file: requirements.txt\nfastapi>=0.68,<0.99\n", "one"],
    ["setup.py", "# file: setup.py\nfrom setuptools import setup\nsetup(install_requires=['fastapi[all]', 'pydantic>=1.8,<2'])\n", "one"],
    [
      "a list of setup.py",
      '# file: setup.py\nfrom setuptools import setup\nREQUIRED: list = [\n    "fastapi",\n    # "pydantic<2",\n    "pydantic>=2",\n]\nsetup(install_requires=REQUIRED)\n',
      "two",
    ],
    [
      "an extra of setup.py",
      '# file: setup.py\nfrom setuptools import setup\nsetup(install_requires=["fastapi"], extras_require={"old": ["pydantic<2"]})\n',
      "both",
    ],
    ["setup.cfg", "# file: setup.cfg\n[metadata]\nname = x\n[options]\ninstall_requires =\n    fastapi\n    pydantic<2\npackages = find:\n[flake8]\n", "one"],
    ["an extra of setup.cfg", "# file: setup.cfg\n[options]\ninstall_requires =\n    fastapi\n[options.extras_require]\nold =\n    pydantic<2\n", "both"],
    ["another distribution's name", "# file: requirements.txt\nmy-pydantic==1.2\nx pydantic==1.9.0\npydantic==2.1.0\n", "two"],
  ];
  for (const [name, files, side] of table) check(name, `${asked}${files}`, routes[side], off[side]);

  const part = asked.replace("# file: main.py", "# file: b/main.py");
  const at = (route: string): string => route.replace("main.py", "b/main.py");
  check(
    "the nearest above the file that asks",
    `${part}# file: a/requirements.txt\npydantic==1.10.13\n# file: b/requirements.txt\npydantic==2.5.0\n`,
    [at(two)],
    ["route-switched-off b/main.py:8"],
  );
  check(
    "the lock of a workspace",
    `${part}# file: b/pyproject.toml\n${project('dependencies = ["fastapi", "pydantic"]')}# file: uv.lock\n[[package]]\nname = "pydantic"\nversion = "1.10.13"\n`,
    [at(one)],
    ["route-switched-off b/main.py:5"],
  );
  check(
    "one above, where a nearer list does not name it, or the newest",
    `${part}# file: b/requirements.txt\nfastapi\n# file: requirements.txt\npydantic==1.10.13\n`,
    [at(two), at(one)],
    ["either-routes b/main.py:4"],
  );
});

describe("a route added after its router was included", () => {
  const late = `from fastapi import APIRouter, FastAPI
app = FastAPI()
router = APIRouter()
app.include_router(router)
@router.get("/late")
def late(): ...
`;
  const table: readonly (readonly [name: string, manifests: string, lost: boolean])[] = [
    ["is lost below FastAPI 0.137", "# file: requirements.txt\nfastapi>=0.95,<0.137\n", true],
    ["is not lost by a comment", "# file: requirements.txt\n# fastapi==0.95.0\nfastapi\n", false],
    ["is not lost by an example's pin", "# file: examples/requirements.txt\nfastapi==0.95.0\n# file: requirements.txt\nfastapi\n", false],
    ["is not lost where two parts disagree", "# file: a/requirements.txt\nfastapi==0.95.0\n# file: b/requirements.txt\nfastapi==0.140.0\n", false],
  ];
  test.each(table)("%s", async (_, manifests, lost) => {
    const { routes } = await read(`# file: main.py\n${late}${manifests}`);
    expect(routes.map((route) => route.path)).toEqual(lost ? [] : ["/late"]);
  });
});

describe("what a file says of a version", () => {
  const table: readonly (readonly [file: string, text: string, versions: readonly string[] | null])[] = [
    ["requirements.txt", "some-lib==2.5.1\n", ["2.5.1"]],
    ["requirements.txt", "Some_Lib[extra] == 2.5.1 ; python_version > '3.9'\n", ["2.5.1"]],
    ["requirements.txt", "some-lib>=2.1,<3\n", ["2."]],
    ["requirements.txt", "some-lib>=1.1,<3\n", ["1.", "2."]],
    ["requirements.txt", "some-lib<3,>=2.4,!=2.5\n", ["2."]],
    ["requirements.txt", "some-lib>=2.4,<2.5\n", ["2.4."]],
    ["requirements.txt", "some-lib<=2\n", ["0.", "1.", "2."]],
    ["requirements.txt", "some-lib<2.0.0\n", ["0.", "1."]],
    ["requirements.txt", "some-lib>=2\n", null],
    ["requirements.txt", "some-lib\n", null],
    ["requirements.txt", "some-lib~=2.1\n", ["2."]],
    ["requirements.txt", "some-lib~=2.1.4\n", ["2.1."]],
    ["requirements.txt", "some-lib==2.1.*\n", ["2.1."]],
    ["requirements.txt", "some-lib==2.5.1 --hash=sha256:aa\n", ["2.5.1"]],
    ["requirements.txt", "other-some-lib==2.5.1\nsome-lib-other==3.0\n", null],
    ["pyproject.toml", '[project]\ndependencies = ["some-lib>=2.0.0,<3.0.0"]\n', ["2."]],
    ["pyproject.toml", '[project]\nkeywords = ["some-lib==2.0"]\n[tool.x]\nsome-lib = "2.0"\n', null],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = { version = "^2.4", extras = ["x"] }\n', ["2."]],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = "2.4.0"\n', ["2.4.0"]],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = "^0.4.1"\n', ["0.4."]],
    ["pyproject.toml", '[tool.poetry.dependencies]\nsome-lib = "2.*"\n', ["2."]],
    [
      "pyproject.toml",
      '[tool.poetry.dependencies]\nsome-lib = [\n  { version = "^1", python = "<3.8" },\n  { version = "^2", python = ">=3.8" },\n]\n',
      ["1.", "2."],
    ],
    ["pyproject.toml", '[tool.poetry.dependencies.some-lib]\nversion = "^2.4"\n', ["2."]],
    ["Pipfile", '[packages]\nsome-lib = "==2.4.0"\n', ["2.4.0"]],
    ["uv.lock", '[[package]]\nname = "some-lib"\nversion = "2.7.3"\n', ["2.7.3"]],
    ["Pipfile.lock", '{"default": {"some-lib": {"hashes": [], "version": "==2.7.3"}}}', ["2.7.3"]],
  ];
  test.each(table)("%s %j", (path, text, versions) => {
    const known = new Manifests([{ path, text }]).versionsOf("Some-Lib", "main.py").map((range) => beginnings(range, null));
    expect(known.includes(null) ? null : known.flatMap((one) => one ?? [])).toEqual(versions);
  });
});
