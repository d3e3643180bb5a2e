import { beforeEach, expect, test, vi } from "vitest";
import type { Imported } from "../../../src/core/measurements/observation";
import type { MeasurementSource, Scenario } from "../../../src/core/scenario/scenario";
import { translator } from "../../../src/core/text";
import { FolderFiles } from "../../../src/vscode/folderFiles";
import { FolderMeasurements } from "../../../src/vscode/folderMeasurements";
import type { Settings } from "../../../src/vscode/settings";
import { editor } from "../../support/fakeVscode";

vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode);

const settings = { language: "en", t: translator("en") } as Settings;
const opened = () => new FolderMeasurements(new FolderFiles(editor.folder("/p") as never), settings, editor.memento());
const scenario = (measurements: Scenario["measurements"]) => ({ measurements }) as Scenario;

const answer = (value: number | null): Imported => ({
  observations:
    value === null
      ? []
      : [
          {
            subject: { kind: "endpoint", method: "GET", route: "/a" },
            quantity: "requests",
            value,
            window: {},
            pueIncluded: false,
            quality: "metered",
            origin: { importer: "prometheus", tool: "prometheus", locator: "http://x" },
          },
        ],
  problems: value === null ? [{ code: "prometheus-unreachable", severity: "error", message: "down" }] : [],
});
const server = { prometheus: "http://x" };
const key = JSON.stringify(["http://x", "fastapi-instrumentator", null, null]);

beforeEach(() => editor.reset());

test("a server that fails takes no earlier measurements away, and is named", async () => {
  const measurements = opened();
  const values = async () =>
    (await measurements.of("a.carbon.yaml", scenario([server]))).remote.flatMap(({ observations }) => observations.map((one) => one.value));
  expect(await measurements.keep({ [key]: answer(7) })).toEqual([]);
  expect(await measurements.keep({ [key]: answer(null) })).toEqual([key]);
  expect(await values()).toEqual([7]);
  expect(await measurements.keep({ [key]: answer(8) })).toEqual([]);
  expect(await values()).toEqual([8]);
});

test("a first answer without measurements is kept with what it says", async () => {
  const measurements = opened();
  expect(await measurements.keep({ [key]: answer(null) })).toEqual([]);
  const { remote } = await measurements.of("a.carbon.yaml", scenario([server]));
  expect(remote.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(["prometheus-unreachable"]);
});

test("a file that changes while it is read is read again by the next who asks, under another key", async () => {
  editor.write("/p/m.json", "old");
  const measurements = opened();
  const wanted = scenario([{ file: "m.json" }]);
  editor.beforeRead = async () => {
    editor.beforeRead = async () => undefined;
    // the bytes that are given are those of before
    const bytes = editor.files.get("/p/m.json") as Uint8Array;
    editor.change("/p/m.json", "new");
    editor.files.set("/p/m.json", bytes);
  };
  const first = await measurements.of("a.carbon.yaml", wanted);
  editor.write("/p/m.json", "new");
  const next = await measurements.of("a.carbon.yaml", wanted);
  expect([first, next].map(({ files }) => files[0]?.text)).toEqual(["old", "new"]);
  expect(next.key).not.toBe(first.key);
});

test("folders of tools are not searched, and a pattern that names nothing is said", async () => {
  editor.write("/p/.tox/m.json", "{}");
  const { files, problems } = await opened().of("a.carbon.yaml", scenario([server, { file: "**/m.json" }]));
  expect(files).toEqual([]);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["no-measurement-file measurements.1.file"]);
});

test("files of the probe that a list of sources does not name are said, not read", async () => {
  editor.write("/p/.carbon-matrix/7.json", "{}");
  const seen = async (...sources: readonly MeasurementSource[]) => {
    const { files, problems } = await opened().of("a.carbon.yaml", scenario(sources));
    return [files.map(({ file }) => file), problems.map(({ code }) => code)];
  };
  expect(await seen(server)).toEqual([[], ["probe-files-not-read"]]);
  expect(await seen(server, { file: ".carbon-matrix/*.json" })).toEqual([[".carbon-matrix/7.json"], []]);
});
