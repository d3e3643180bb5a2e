import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Refusal } from "../../../src/cli/io";
import { putFile, replaceFile } from "../../../src/cli/replaceFile";
import { translator } from "../../../src/core/text";

const io = { t: translator("en") };
const top = mkdtempSync(join(tmpdir(), "carbon-matrix-replace-"));

afterAll(() => rmSync(top, { recursive: true, force: true }));

function fileOf(mode: number): { folder: string; file: string } {
  const folder = mkdtempSync(join(top, "folder-"));
  const file = join(folder, "a.carbon.yaml");
  writeFileSync(file, "version: 1\n");
  chmodSync(file, mode);
  return { folder, file };
}

test.skipIf(process.platform === "win32").each([0o664, 0o666, 0o600, 0o755])("who may read and write a file stays, whatever the umask: %o", (mode) => {
  const { folder, file } = fileOf(mode);
  replaceFile(file, "version: 1\ntitle: b\n", io);
  expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["version: 1\ntitle: b\n", mode]);
  expect(readdirSync(folder)).toEqual(["a.carbon.yaml"]);
});

test("files beside it are left alone, and a link stays one", () => {
  const { folder, file } = fileOf(0o644);
  writeFileSync(`${file}.${process.pid}.new`, "another's");
  symlinkSync(file, join(folder, "link"));
  replaceFile(join(folder, "link"), "version: 1\ntitle: b\n", io);
  expect(readdirSync(folder, { withFileTypes: true }).map((entry) => `${entry.name} ${entry.isSymbolicLink()}`)).toEqual([
    "a.carbon.yaml false",
    `a.carbon.yaml.${process.pid}.new false`,
    "link true",
  ]);
  expect(readFileSync(`${file}.${process.pid}.new`, "utf8")).toBe("another's");
});

test("what cannot be written is refused, and nothing is left behind", () => {
  expect(() => replaceFile(join(top, "nowhere.yaml"), "x", io)).toThrow(Refusal);
  expect(readdirSync(top).filter((name) => !name.startsWith("folder-"))).toEqual([]);
});

test.skipIf(process.platform !== "linux")("a full disk is said to be full, with the next step", () => {
  expect(() => putFile("/dev/full", "x", io)).toThrow(/no room is left/);
});

test("an answer goes into a new file, and takes the place of an old one whole", () => {
  const { folder, file } = fileOf(0o640);
  putFile(join(folder, "new.md"), "a", io);
  putFile(file, "b", io);
  expect([readFileSync(join(folder, "new.md"), "utf8"), readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["a", "b", 0o640]);
  expect(() => putFile(join(file, "below.md"), "x", io)).toThrow(Refusal);
  expect(() => putFile(folder, "x", io)).toThrow(/is a folder: name a file in it/);
  expect(readdirSync(folder).sort()).toEqual(["a.carbon.yaml", "new.md"]);
});
