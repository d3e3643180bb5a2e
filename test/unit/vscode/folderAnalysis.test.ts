import { beforeEach, expect, test, vi } from "vitest";
import { translator } from "../../../src/core/text";
import type { CodeService } from "../../../src/vscode/codeService";
import { Comparison } from "../../../src/vscode/comparison";
import { Engine } from "../../../src/vscode/engine";
import type { EngineLoader } from "../../../src/vscode/engineLoader";
import { FolderAnalysis } from "../../../src/vscode/folderAnalysis";
import type { Log } from "../../../src/vscode/log";
import { ProblemDiagnostic, Problems } from "../../../src/vscode/problems";
import type { Settings } from "../../../src/vscode/settings";
import { noCode } from "../../support/analyse";
import { editor } from "../../support/fakeVscode";

const broken = vi.hoisted(() => ({ by: "" }));
vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode);
// A mistake of ours: the analysis of a scenario that holds a certain word throws.
vi.mock("../../../src/core/analyze", async (original) => {
  const real = await original<typeof import("../../../src/core/analyze")>();
  const analyze: typeof real.analyze = (snapshot, ...rest) => {
    if (broken.by !== "" && snapshot.scenario?.text.includes(broken.by)) throw new TypeError("free.best is undefined");
    return real.analyze(snapshot, ...rest);
  };
  return { ...real, analyze };
});

const text = "version: 1\ntitle: a\nhosts:\n  m:\n    sku: Standard_D4s_v5\n    region: francecentral\nservices:\n  s:\n    host: m\n    task: ocr\n";
const settings = { language: "en", t: translator("en"), onDidChange: () => ({ dispose: () => undefined }), shows: () => true } as unknown as Settings;
const failures: unknown[] = [];
const log = { failed: (error: unknown) => failures.push(error), warn: () => undefined } as unknown as Log;

/** A thread that finds no route, and tells the texts that it was given. */
const service = {
  thread: 0,
  cancel: () => undefined,
  read: async () => ({ facts: noCode, kept: [] }),
};

function opened(): FolderAnalysis {
  const engines = { get: async () => new Engine() } as unknown as EngineLoader;
  const context = { workspaceState: editor.memento(), storageUri: undefined, extension: { packageJSON: { version: "0" } } };
  return new FolderAnalysis(editor.folder("/p") as never, engines, service as unknown as CodeService, settings, log, context as never);
}

beforeEach(() => {
  editor.reset();
  failures.length = 0;
  broken.by = "";
});

test("an analysis that fails is a problem of the scenario, and no older figures stay beside the new text", async () => {
  editor.write("/p/a.carbon.yaml", text);
  const folder = opened();
  expect((await folder.ready())?.matrix?.rows.map(({ id }) => id)).toEqual(["s"]);
  broken.by = "budget";
  editor.change("/p/a.carbon.yaml", `${text}budget: { carbon: 1 kg/month }\n`);
  const changed = await new Promise<FolderAnalysis["current"]>((resolve) => folder.onDidChange(() => resolve(folder.current)));
  expect(changed?.matrix).toBeNull();
  expect(changed?.scenario).toMatchObject({ file: "a.carbon.yaml", valid: false });
  expect(changed?.problems[0]).toMatchObject({ code: "analysis-failed", severity: "error", file: "a.carbon.yaml", line: 1 });
  expect(failures).toHaveLength(1);
  editor.change("/p/a.carbon.yaml", text);
  const mended = await new Promise<FolderAnalysis["current"]>((resolve) => folder.onDidChange(() => resolve(folder.current)));
  expect(mended?.matrix?.rows.map(({ id }) => id)).toEqual(["s"]);
  folder.dispose();
});

test("places are those of the figures that are shown: a draft that reads newer code does not move them", async () => {
  editor.write("/p/a.carbon.yaml", text);
  editor.write("/p/a.py", "x = 1\n");
  const folder = opened();
  await folder.ready();
  editor.change("/p/a.py", "\n\nx = 1\n");
  await folder.analyse({ file: "a.carbon.yaml", text }, "draft");
  expect(folder.textOf("a.py")).toBe("x = 1\n");
  expect(folder.textOf("a.carbon.yaml")).toBe(text);
  folder.dispose();
});

test("figures are of the scenario whose matrix is looked at, or that is chosen after it; a file that is none changes nothing", async () => {
  for (const name of ["a", "bee", "sea"]) editor.write(`/p/${name}.carbon.yaml`, text);
  const folder = opened();
  await folder.follow("bee.carbon.yaml");
  expect(folder.current).toBeUndefined();
  expect((await folder.ready())?.scenario?.file).toBe("bee.carbon.yaml");
  await folder.choose("sea.carbon.yaml");
  expect(folder.current?.scenario?.file).toBe("sea.carbon.yaml");
  await folder.follow("gone.carbon.yaml");
  expect(folder.current?.scenario?.file).toBe("sea.carbon.yaml");
  await folder.follow("a.carbon.yaml");
  expect(folder.current?.scenario?.file).toBe("a.carbon.yaml");
  folder.dispose();
});

test("a page that remembers another file than a scenario of the folder is not given its text", async () => {
  editor.write("/p/a.carbon.yaml", text);
  editor.write("/p/b.carbon.yaml", text);
  editor.write("/secret.carbon.yaml", text);
  const folder = opened();
  const analysis = await folder.ready();
  if (!analysis) throw new Error("no analysis");
  const note = async (file: string) => {
    const comparison = new Comparison(editor.document("/p/a.carbon.yaml", text) as never, settings);
    comparison.restore({ kind: "file", file });
    return (await comparison.of(analysis, folder))?.note;
  };
  expect(await note("b.carbon.yaml")).toBe("No row differs.");
  expect(await note("../secret.carbon.yaml")).toBe("../secret.carbon.yaml is not there any more.");
  folder.dispose();
});

test("a problem keeps the text that it was found in; showing that fails is logged", async () => {
  editor.write("/p/a.carbon.yaml", `${text}hots: 1\n`);
  const folder = opened();
  await folder.ready();
  const listeners: (() => void)[] = [];
  const analyses = { known: [folder], onDidChange: (listener: () => void) => listeners.push(listener) };
  new Problems(analyses as never, settings, log).register();
  for (const show of listeners) show();
  await vi.waitFor(() => expect(editor.diagnostics.length).toBeGreaterThan(0));
  expect(editor.diagnostics.map((one) => one instanceof ProblemDiagnostic && one.text)).toContain(`${text}hots: 1\n`);
  analyses.known = [{ ...folder, current: { problems: [{ code: "x", severity: "error", message: "", file: "a" }] } } as never];
  for (const show of listeners) show();
  await vi.waitFor(() => expect(failures.length).toBe(1));
  folder.dispose();
});
