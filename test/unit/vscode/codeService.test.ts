import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { CodeReader } from "../../../src/vscode/codeReader";
import { CodeService } from "../../../src/vscode/codeService";
import type { FactsFile } from "../../../src/vscode/factsFile";
import type { FolderFiles } from "../../../src/vscode/folderFiles";
import type { Settings } from "../../../src/vscode/settings";

// The thread is a stand-in: its routes are the texts that it was told. A path that is settled as `/crash` or `/exit` ends it, one as `/wait` is
// answered when the reading is cancelled.

const thread = `
const { parentPort } = require("node:worker_threads");
const known = new Map();
parentPort.on("message", ({ id, folder, change, newest }) => {
  const [settled] = change.settled ?? [];
  if (settled?.path === "/crash") throw new Error("out of memory");
  if (settled?.path === "/exit") process.exit(3);
  const texts = known.get(folder) ?? new Map();
  known.set(folder, texts);
  for (const [path, text] of change.texts) texts.set(path, text);
  const routes = [...texts].map(([path, text]) => ({ id: path + " " + text }));
  const facts = { routes, problems: [], timing: { files: 0, parsed: 0, ms: 0 } };
  if (settled?.path !== "/wait") return parentPort.postMessage({ id, kind: "read", facts, kept: [] });
  const timer = setInterval(() => {
    if (Atomics.load(newest, 0) <= id) return;
    clearInterval(timer);
    parentPort.postMessage({ id, kind: "cancelled" });
  }, 1);
});
`;
const dist = mkdtempSync(join(tmpdir(), "carbon-matrix-thread-"));
writeFileSync(join(dist, "codeWorker.js"), thread);
const services: CodeService[] = [];
afterEach(() => {
  for (const service of services.splice(0)) service.dispose();
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

function serviceOf(): CodeService {
  const service = new CodeService(dist);
  services.push(service);
  return service;
}

function readerOf(service: CodeService, folder = "file:///a"): CodeReader {
  const texts = new Map([
    ["a.py", "1"],
    ["b.py", "2"],
  ]);
  const files = { python: async () => texts, folder: { uri: { toString: () => folder } } } as unknown as FolderFiles;
  const saved = { read: async () => undefined, piecesFile: null, writeLater: () => undefined } as unknown as FactsFile;
  return new CodeReader(files, service, saved, { language: "en" } as Settings);
}

const ids = async (reader: CodeReader, path?: string) =>
  (await reader.read(path === undefined ? [] : [{ at: "a.py:1", path }])).facts.routes.map(({ id }) => id);

test.each(["/crash", "/exit"])("after the thread ended by %s, what waits fails and the next reading tells a new one everything", async (how) => {
  const reader = readerOf(serviceOf());
  expect(await ids(reader)).toEqual(["a.py 1", "b.py 2"]);
  await expect(ids(reader, how)).rejects.toThrow();
  expect(await ids(reader, "/x")).toEqual(["a.py 1", "b.py 2"]);
});

test("a thread that ended while nobody waited is told everything too", async () => {
  const service = serviceOf();
  const [one, two] = [readerOf(service), readerOf(service, "file:///b")];
  await ids(one);
  await ids(two);
  await expect(ids(one, "/crash")).rejects.toThrow();
  expect(await ids(two, "/x")).toEqual(["a.py 1", "b.py 2"]);
});

test("a change in one folder ends the reading of that folder alone", async () => {
  const service = serviceOf();
  const folder = (name: string) =>
    ({ folder: name, cacheFile: null, change: { paths: null, texts: [], settled: [{ at: "a.py:1", path: "/wait" }], language: "en" } }) as const;
  const answered: string[] = [];
  const reading = (name: string) => service.read(folder(name)).then((answer) => answered.push(`${name} ${answer}`));
  const [one, two] = [reading("one"), reading("two")];
  service.cancel("one");
  await one;
  expect(answered).toEqual(["one null"]);
  service.cancel("two");
  await two;
  expect(answered).toEqual(["one null", "two null"]);
});
