import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DiskGuard } from "../../../src/vscode/diskGuard";
import type { Log } from "../../../src/vscode/log";

// The guard over files that are there and an editor that fires what the real one does; the editor asks where size and time are both new.

const { workspace, fire } = vi.hoisted(() => {
  const listeners = new Map<string, (event: unknown) => unknown>();
  const on = (name: string) => (listener: (event: unknown) => unknown) => {
    listeners.set(name, listener);
    return { dispose: () => listeners.delete(name) };
  };
  const fs = {
    readFile: async (_: unknown): Promise<Uint8Array> => new Uint8Array(),
    stat: async (_: unknown): Promise<{ size: number; mtime: number }> => ({ size: 0, mtime: 0 }),
  };
  return {
    workspace: {
      textDocuments: [] as unknown[],
      onDidOpenTextDocument: on("open"),
      onDidChangeTextDocument: on("change"),
      onDidSaveTextDocument: on("saved"),
      onDidCloseTextDocument: on("close"),
      onWillSaveTextDocument: on("save"),
      decode: async (bytes: Uint8Array, { encoding }: { encoding: string }) => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes),
      fs,
    },
    fire: (name: string, event: unknown) => listeners.get(name)?.(event),
  };
});
vi.mock("vscode", () => ({ workspace }));

let folder: string;
let path: string;
let memory: ReturnType<typeof memento>;
/** size and time of the file that the editor has seen */
let known: { size: number; mtime: number };
const warnings: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guard-"));
  path = join(folder, "x.carbon.yaml");
  memory = memento();
  workspace.textDocuments = [];
  warnings.length = 0;
  workspace.fs.readFile = async () => readFileSync(path);
  workspace.fs.stat = async () => statOf();
});
afterEach(() => rmSync(folder, { recursive: true }));

const statOf = () => ({ size: statSync(path).size, mtime: statSync(path).mtimeMs });
const guard = (): DiskGuard => new DiskGuard({ warn: (text: string) => warnings.push(text) } as unknown as Log, memory);
const settled = () => new Promise((done) => setTimeout(done, 5));

function memento() {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string) => kept.get(key) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

/** A file with this content on disk, an hour old, and its text as the editor shows it. */
function opened(bytes: string | Uint8Array, text: string, encoding = "utf-8") {
  writeFileSync(path, bytes);
  back(3600);
  known = statOf();
  const uri = { scheme: "file", path, fsPath: path, toString: () => `file://${path}` };
  return {
    uri,
    text,
    encoding,
    isDirty: false,
    getText(): string {
      return this.text;
    },
  };
}
type Document = ReturnType<typeof opened>;

function back(seconds: number): void {
  const then = Date.now() / 1000 - seconds;
  utimesSync(path, then, then);
}

function type(document: Document, text: string): void {
  document.text = text;
  document.isDirty = true;
  fire("change", { document });
}

/** Whether the editor asks before it writes. */
async function asks(document: Document): Promise<boolean> {
  const waits: Promise<unknown>[] = [];
  fire("save", { document, waitUntil: (one: Promise<unknown>) => waits.push(one) });
  await Promise.all(waits);
  const now = statOf();
  return now.mtime > known.mtime && now.size !== known.size;
}

const six = "budget: { carbon: 6 kg/month }\n";
const four = six.replace("6", "4");

test.each<[string, string, number | null, boolean]>([
  ["nobody wrote", six, 3600, false],
  ["the same was written anew", six, 0, false],
  ["the file was touched with an older time", six, 7200, false],
  ["a digit, the size kept", four, 0, true],
  ["a digit, with an older time", four, 7200, true],
  ["shorter, with an older time", six.replace("6 kg", "6kg"), 7200, true],
  ["shorter by two, with an older time", six.replace(" kg/", "g/"), 7200, true],
  ["longer, with an older time", six.replace("6", "12"), 7200, true],
  ["longer, with a new time, which the editor sees by itself", six.replace("6", "12"), 0, true],
  ["what is saved now, with an older time", `${six}title: mine\n`, 7200, false],
])("another program: %s", async (_, written, age, asked) => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  await settled();
  type(document, `${six}title: mine\n`);
  writeFileSync(path, written);
  back(age ?? 0);
  expect(await asks(document)).toBe(asked);
  expect(readFileSync(path, "utf8").trimEnd()).toBe(written.trimEnd());
  expect(warnings).toEqual([]);
});

test.each<[string, Uint8Array | string, string, string]>([
  ["mixed ends of lines", "a: 6\r\nc: 1\n", "a: 6\r\nc: 1\r\n", "utf-8"],
  ["other ends of lines than on disk", "a: 6\r\n", "a: 6\n", "utf-8"],
  ["the mark of the encoding", "\uFEFFa: 6\n", "a: 6\n", "utf-8"],
  ["Latin-1", Uint8Array.from([0x23, 0xe9, 0x0a, 0x61, 0x3a, 0x20, 0x36, 0x0a]), "#é\na: 6\n", "latin1"],
])("a file with %s", async (_, bytes, text, encoding) => {
  const document = opened(bytes, text, encoding);
  guard();
  fire("open", document);
  await settled();
  type(document, `${text}b: 1\n`);
  expect(await asks(document)).toBe(false);
  const changed = typeof bytes === "string" ? bytes.replace("6", "4") : Uint8Array.from([...bytes.slice(0, -2), 0x34, 0x0a]);
  writeFileSync(path, changed);
  expect(await asks(document)).toBe(true);
});

test("a text that was changed before the guard began is asked about, unless the last window agreed", async () => {
  const document = opened(six, six);
  workspace.textDocuments = [document];
  const first = guard();
  await settled();
  first.dispose();
  type(document, `${six}title: mine\n`);
  guard();
  expect(await asks(document)).toBe(false);
  writeFileSync(path, four);
  back(7200);
  expect(await asks(document)).toBe(true);

  memory = memento();
  const unseen = opened(six, `${six}title: mine\n`);
  unseen.isDirty = true;
  workspace.textDocuments = [unseen];
  guard();
  expect(await asks(unseen)).toBe(true);
});

test("what was agreed outlives a change of the language, and a text that is closed unchanged is forgotten", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  await settled();
  type(document, `${six}title: mine\n`);
  fire("close", document);
  fire("open", document);
  expect(await asks(document)).toBe(false);
  writeFileSync(path, four);
  back(7200);
  expect(await asks(document)).toBe(true);
  document.isDirty = false;
  fire("close", document);
  expect(memory.keys().map((key) => memory.get(key))).toEqual([undefined]);
});

test("an edit that is heard of before the text counts as changed is nothing that was agreed", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  document.text = four;
  fire("change", { document });
  await settled();
  document.isDirty = true;
  fire("change", { document });
  expect(await asks(document)).toBe(false);
});

test("what the editor took over from the disk is agreed", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  writeFileSync(path, four);
  known = statOf();
  document.text = four;
  fire("change", { document });
  await settled();
  type(document, four.replace("4", "5"));
  expect(await asks(document)).toBe(false);
});

test("undone and done again, the text that the editor knows is still what was agreed", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  type(document, "b\n");
  writeFileSync(path, four);
  document.isDirty = false;
  document.text = six;
  fire("change", { document });
  await settled();
  type(document, `${six}b: 1\n`);
  expect(await asks(document)).toBe(true);
});

test("after a save what was written is agreed, also where the user went on typing", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  type(document, four);
  expect(await asks(document)).toBe(false);
  writeFileSync(path, four);
  back(1800);
  known = statOf();
  document.text = `${four}title: m\n`;
  document.isDirty = false;
  fire("saved", document);
  await settled();
  type(document, `${four}title: mine\n`);
  expect(await asks(document)).toBe(false);
  writeFileSync(path, six);
  back(7200);
  expect(await asks(document)).toBe(true);
});

test("what is written while the guard compares is not lost", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  type(document, "b\n");
  writeFileSync(path, four);
  workspace.fs.readFile = async () => {
    const bytes = readFileSync(path);
    appendFileSync(path, "title: later\n");
    return bytes;
  };
  expect(await asks(document)).toBe(true);
  expect(readFileSync(path, "utf8")).toContain("title: later");
});

test("a file that is not there, or no scenario, is left to the editor", async () => {
  const document = opened(six, six);
  guard();
  fire("open", document);
  type(document, "b\n");
  workspace.fs.readFile = async () => Promise.reject(new Error("gone"));
  expect(await asks(document)).toBe(false);
  expect(warnings).toHaveLength(1);

  path = join(folder, "other.yaml");
  const other = opened(six, six);
  type(other, "b\n");
  writeFileSync(path, four);
  back(7200);
  expect(await asks(other)).toBe(false);
});
