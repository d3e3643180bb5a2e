import { beforeEach, expect, test, vi } from "vitest";
import type { ReadLimits } from "../../../src/core/files/limits";
import { translator } from "../../../src/core/text";
import { FolderFiles } from "../../../src/vscode/folderFiles";
import { editor } from "../../support/fakeVscode";

vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode);

const t = translator("en");
const opened = (limits?: ReadLimits) => new FolderFiles(editor.folder("/p") as never, limits);
const codes = (files: FolderFiles) => files.problems(t).map(({ code, file }) => `${code} ${file}`);

beforeEach(() => editor.reset());

test("a file in the encoding that it names is read by it, as the command line does", async () => {
  editor.write("/p/a.py", Buffer.from("# -*- coding: latin-1 -*-\nname = 'é'\n", "latin1"));
  const files = opened();
  expect((await files.python()).get("a.py")).toContain("'é'");
  expect(codes(files)).toEqual([]);
});

test("what is data, in no known encoding or cannot be read is said, until it is mended", async () => {
  editor.write("/p/big.py", new Uint8Array(5 * 1024 * 1024));
  editor.write("/p/odd.py", new Uint8Array([0x78, 0x3d, 0xff, 0xfe]));
  editor.write("/p/shut.py", "x = 1\n");
  editor.beforeRead = async (path) => {
    if (path === "/p/shut.py") throw new Error("EACCES");
  };
  const files = opened();
  expect([...(await files.python()).keys()]).toEqual(["odd.py"]);
  expect(codes(files)).toEqual(["file-too-large big.py", "encoding-unknown odd.py", "file-unreadable shut.py"]);
  editor.beforeRead = async () => undefined;
  for (const path of ["/p/big.py", "/p/odd.py", "/p/shut.py"]) editor.change(path, "x = 1\n");
  expect((await files.python()).size).toBe(3);
  expect(codes(files)).toEqual([]);
});

test("a file that goes is no problem", async () => {
  editor.write("/p/a.py", new Uint8Array([0x78, 0x3d, 0xff]));
  const files = opened();
  await files.python();
  editor.change("/p/a.py");
  expect((await files.python()).size).toBe(0);
  expect(codes(files)).toEqual([]);
});

test("a .gitignore that changes while the folder is listed is followed", async () => {
  editor.write("/p/a.py", "x = 1\n");
  editor.write("/p/b.py", "x = 1\n");
  const files = opened();
  editor.beforeRead = async (path) => {
    if (path !== "/p/b.py" || editor.files.has("/p/.gitignore")) return;
    editor.change("/p/.gitignore", "b.py\n");
  };
  expect([...(await files.python()).keys()]).toEqual(["a.py"]);
  expect([...(await files.python()).keys()]).toEqual(["a.py"]);
});

test("a file that .gitignore names by itself is read where one that is read imports it, and again when it changes", async () => {
  editor.write("/p/.gitignore", "apis/*\n!apis/base/\nlone.py\nbuilt/\nmodels/\n");
  editor.write("/p/main.py", "import apis.urls\nimport models.user\n");
  editor.write("/p/models/user.py", "");
  editor.write("/p/models/other.py", "");
  editor.write("/p/apis/__init__.py", "");
  editor.write("/p/apis/urls.py", "from .more import (\n    x,  # the first\n)\n");
  editor.write("/p/apis/more.py", "x = 1\n");
  editor.write("/p/lone.py", "");
  editor.write("/p/built/apis/urls.py", "");
  const files = opened();
  expect([...(await files.python()).keys()]).toEqual(["apis/__init__.py", "apis/more.py", "apis/urls.py", "main.py", "models/user.py"]);
  editor.change("/p/apis/more.py", "x = 2\n");
  editor.change("/p/lone.py", "x = 2\n");
  expect((await files.python()).get("apis/more.py")).toBe("x = 2\n");
  expect((await files.python()).has("lone.py")).toBe(false);
});

test("who asks while changed files are read again gets them too", async () => {
  editor.write("/p/a.py", "x = 1\n");
  const files = opened();
  await files.python();
  editor.change("/p/a.py", "x = 2\n");
  const both = await Promise.all([files.python(), files.python()]);
  expect(both.map((texts) => texts.get("a.py"))).toEqual(["x = 2\n", "x = 2\n"]);
});

test("a search that fails once does not keep the folder closed", async () => {
  editor.write("/p/a.py", "x = 1\n");
  const files = opened();
  editor.beforeFind = async () => {
    throw new Error("no search");
  };
  await expect(files.python()).rejects.toThrow("no search");
  editor.beforeFind = async () => undefined;
  expect((await files.python()).size).toBe(1);
});

test("reading ends where all texts together have too many bytes, at the same file however long each reading takes", async () => {
  // 3 bytes in UTF-8 and 2 characters each time; every second file comes late
  for (let k = 100; k < 200; k++) editor.write(`/p/f${k}.py`, Buffer.from("é\n".repeat(200)));
  editor.write("/p/requirements.txt", "pydantic<2\n");
  for (const late of [0, 1]) {
    editor.beforeRead = (path) => new Promise((resolve) => setTimeout(resolve, /\d*(\d)/.exec(path)?.[1] === String(late) ? 5 : 0));
    const files = opened({ files: 1000, bytes: 600 * 20 });
    // 21 files: those before the last have just as many as the limit; what says a version is read besides
    expect([...(await files.python()).keys()]).toEqual([...Array.from({ length: 21 }, (_, k) => `f${100 + k}.py`), "requirements.txt"]);
    expect(codes(files)).toEqual(["too-many-files f121.py"]);
    expect(files.problems(t)[0]?.message).toContain("Only 21 Python files");
    editor.change("/p/f150.py", "x = 1\n");
    editor.change("/p/f110.py", "x = 1\n");
    const { size } = await files.python();
    expect([size, (await files.python()).get("f110.py")]).toEqual([22, "x = 1\n"]);
    editor.write("/p/f110.py", Buffer.from("é\n".repeat(200)));
    files.dispose();
  }
});

test("settings are found and watched in whatever case, as the command line does", async () => {
  const paths = ["Config.yaml", "app/MODELS.YML", "Conf/Base.Json", "settings/x.yaml", "app/llm-Providers.json", "Settings.toml", "app/.env", ".env.prod"];
  for (const path of [...paths, "app/data.yaml"]) editor.write(`/p/${path}`, "a: 1\n");
  const files = opened();
  expect([...(await files.python()).keys()].sort()).toEqual([...paths].sort());
  for (const path of paths) editor.change(`/p/${path}`, "a: 2\n");
  expect([...(await files.python()).values()]).toEqual(paths.map(() => "a: 2\n"));
});
