import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFolder } from "../../src/cli/readFolder";
import { noRules } from "../../src/core/files/ignoreRules";
import { translator } from "../../src/core/text";
import { decodePython } from "../../src/node/decodePython";
import { folderOf } from "../support/cli";

const t = translator("en");

test("ignored files are those that Git ignores", async () => {
  const paths = [
    "a.py",
    "build/a.py",
    "src/build/a.py",
    "src/generated/x.py",
    "src/generated/keep.py",
    "logs/a/b.py",
    "docs/api/a.py",
    "docs/x.py",
    "temp1.py",
    "temp12.py",
    "sub/only.py",
    "sub/deep/only.py",
    "sub/no.py",
    "a b.py",
    "#x.py",
    "!y.py",
    "foo/bar/baz.py",
    "foo/a/b/bar/baz.py",
  ];
  const rules = "# comment\r\nbuild/\n/logs\nsrc/generated/*\n!src/generated/keep.py\ndocs/**/a.py\ntemp[0-9].py\n\\#x.py\n\\!y.py\na\\ b.py   \nfoo/**/bar\n";
  const nested = "/only.py\n!no.py\n";
  const folder = folderOf({ ...Object.fromEntries(paths.map((path) => [path, ""])), ".gitignore": rules, "sub/.gitignore": nested });
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const listed = execFileSync("git", ["ls-files", "-z", "--others", "--exclude-standard"], { cwd: folder, encoding: "utf8" }).split("\0");
  const seen = (await readFolder(folder, t)).python.map(({ path }) => path);
  expect(seen).toEqual(listed.filter((file) => file.endsWith(".py")).sort());
  expect(seen).toContain("src/generated/keep.py");
  expect(seen.length).toBeLessThan(paths.length);
});

test("a file that .gitignore names, by itself or with its folder, is read where one that is read imports it", async () => {
  const folder = folderOf({
    ".gitignore": "apis/*\n!apis/base/\nlone.py\nbuilt/\n",
    "service/main.py": "from apis import urls, none\nfrom ..shared import x\n",
    "apis/__init__.py": "",
    "apis/urls.py": "import apis.more as more; from src.lone import x",
    "apis/more.py": "",
    "apis/rest.py": "",
    "apis/base/a.py": "",
    "service/built/apis/urls.py": "",
    "lone.py": "import apis.rest",
    "web/.gitignore": "models/\nwheels/\n",
    "web/app/db.py": "from web.app.models.user import User\nfrom wheels import x\n",
    "web/app/models/__init__.py": "from . import draft",
    "web/app/models/user.py": "",
    "web/app/models/draft.py": "from .parts.base import Base",
    "web/app/models/parts/base.py": "",
    "web/app/models/other.py": "",
    "web/wheels/pyvenv.cfg": "",
    "web/wheels/x.py": "",
  });
  expect((await readFolder(folder, t)).python.map(({ path }) => path)).toEqual([
    "apis/__init__.py",
    "apis/base/a.py",
    "apis/more.py",
    "apis/urls.py",
    "service/main.py",
    "web/app/db.py",
    "web/app/models/__init__.py",
    "web/app/models/draft.py",
    "web/app/models/parts/base.py",
    "web/app/models/user.py",
  ]);
});

test("a later rule wins, in the same file and below", () => {
  const rules = noRules.with("", "*.py\n!main.py\n").with("app", "main.py\n");
  expect([rules.ignores("x.py", false), rules.ignores("main.py", false), rules.ignores("app/main.py", false)]).toEqual([true, false, true]);
});

test("packages, virtual environments and links to folders are not entered", async () => {
  const folder = folderOf({
    "main.py": "x = 1",
    ".venv/lib/a.py": "",
    "env/pyvenv.cfg": "",
    "env/a.py": "",
    "lib/site-packages/a.py": "",
    "node_modules/a/a.py": "",
    "team/x.carbon.yaml": "version: 1",
    "team/y.carbon.json": "{}",
    "team/not.yaml": "",
  });
  symlinkSync(folder, join(folder, "team", "loop"));
  symlinkSync("/dev/zero", join(folder, "zero.py"));
  symlinkSync(join(folder, "nowhere"), join(folder, "broken.py"));
  const files = await readFolder(folder, t);
  expect(files.python.map(({ path }) => path)).toEqual(["main.py"]);
  expect(files.scenarios).toEqual(["team/x.carbon.yaml", "team/y.carbon.json"]);
});

test("a file that is data or in no known encoding is a problem, not a failure", async () => {
  const folder = folderOf({ "big.py": new Uint8Array(5 * 1024 * 1024), "odd.py": new Uint8Array([0x78, 0x3d, 0xff, 0xfe]) });
  const files = await readFolder(folder, t);
  expect(files.python.map(({ path }) => path)).toEqual(["odd.py"]);
  expect(files.problems.map(({ code, file }) => `${code} ${file}`)).toEqual(["file-too-large big.py", "encoding-unknown odd.py"]);
});

test.each([
  ["# -*- coding: latin-1 -*-\n# é", "latin1", "é"],
  ["#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n# é", "latin1", "é"],
  ["x = 'é'", "utf8", "é"],
  ["\ufeffx = 'é'", "utf8", "é"],
] as const)("encoding of %j", (source, encoding, expected) => {
  const { text, certain } = decodePython(Buffer.from(source, encoding));
  expect([text.includes(expected), text.startsWith("\ufeff"), certain]).toEqual([true, false, true]);
});

test.each([
  ["utf16le", "\ufeffx = 1\n"],
  ["utf16le", "\ufeffé = '你'\n"],
] as const)("a file in UTF-16 is read, and said to be none that Python takes: %s %j", (encoding, source) => {
  const little = Buffer.from(source, encoding);
  expect(decodePython(little)).toEqual({ text: source.slice(1), certain: false });
  expect(decodePython(Buffer.from(little).swap16())).toEqual({ text: source.slice(1), certain: false });
});

test("a carriage return alone ends a line, as it does in Python", () => {
  expect(decodePython(Buffer.from("a\rb\r\nc\n\r")).text).toBe("a\nb\r\nc\n\n");
});

test("a coding line after code is no coding line", () => {
  expect(decodePython(Buffer.from("x = 1\n# coding: latin-1\n# é", "latin1")).certain).toBe(false);
});

test("a folder that is larger than what is read at once says what was left out, and from where", async () => {
  const folder = folderOf(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`part_${String(index).padStart(2, "0")}/a.py`, "x = 1\n"])));
  const { python, problems } = await readFolder(folder, t, () => true, { files: 10, bytes: 1e9 });
  expect(python.map(({ path }) => path).at(-1)).toBe("part_09/a.py");
  expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual(["too-many-files part_10/a.py"]);
  expect(problems[0]?.message).toMatch(/^Only 10 Python files were read: routes in part_10/);
  expect((await readFolder(folder, t, () => true, { files: 12, bytes: 1e9 })).problems).toEqual([]);
});

test("texts are read up to a sum of bytes, file by file", async () => {
  const folder = folderOf(Object.fromEntries(Array.from({ length: 1003 }, (_, index) => [`f${String(index).padStart(4, "0")}.py`, "x = 1\n"])));
  const { python, problems } = await readFolder(folder, t, () => true, { files: 1e5, bytes: 100 });
  // 17 files have 102 bytes
  expect(python.length).toBe(17);
  expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual(["too-many-files f0017.py"]);
});

test("folders that are left out are not even entered: one that cannot be read is no problem there", async () => {
  const folder = folderOf({ "main.py": "", "build/x.py": "", ".gitignore": "build/\n", "node_modules/x.py": "" });
  for (const name of ["build", "node_modules"]) chmodSync(join(folder, name), 0);
  const { python, problems } = await readFolder(folder, t);
  for (const name of ["build", "node_modules"]) chmodSync(join(folder, name), 0o755);
  expect([python.map(({ path }) => path), problems]).toEqual([["main.py"], []]);
});

test("links that lead back to themselves are passed over", async () => {
  const folder = folderOf({ "main.py": "x = 1\n" });
  for (const name of ["loop.py", "loop.carbon.yaml", "requirements.txt"]) symlinkSync(name, join(folder, name));
  const { python, scenarios, problems } = await readFolder(folder, t);
  expect([python.map(({ path }) => path), scenarios, problems]).toEqual([["main.py"], [], []]);
});
