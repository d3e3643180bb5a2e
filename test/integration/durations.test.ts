import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario } from "../../src/core/scenario/parseScenario";
import { translator } from "../../src/core/text";

// `carbon-matrix durations` as a process: the bundled libraries, real files, real streams.

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const media = join(root, "test/fixtures/media");
const folders: string[] = [];

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const env = { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" };

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, "durations", ...args, "--date", "2026-11-24"], { encoding: "utf8", env });
}

interface Answer {
  readonly statistics: { readonly count: number; readonly mean: number; readonly total: number } | null;
  readonly files: readonly { readonly path: string; readonly seconds: number; readonly medium: string; readonly wholeFile: boolean }[];
  readonly unreadable: readonly { readonly path: string; readonly code: string }[];
  readonly histogram: readonly { readonly count: number }[];
  readonly passedOver: number;
}

function measured(...args: readonly string[]): Answer {
  const { stdout, stderr, status } = run(...args, "--json");
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

/** The fixtures in a folder of their own, with a name that a shell would trip over. */
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "carbon matrix é-"));
  folders.push(made);
  cpSync(media, join(made, "deep/er"), { recursive: true });
  return made;
}

test("a folder is read to its depths by both libraries; bad files are named and the rest goes on", () => {
  const top = folder();
  writeFileSync(join(top, "words.mp3"), "only words");
  writeFileSync(join(top, "upload"), readFileSync(join(media, "tone.wav")));
  writeFileSync(join(top, "code.ts"), "export const a = 1;\n".repeat(100));
  cpSync(join(media, "clip.mov"), join(top, "cut.mov"));
  truncateSync(join(top, "cut.mov"), 9000);
  symlinkSync(top, join(top, "loop"), "dir");
  const answer = measured(top);
  expect(answer.unreadable.map(({ path, code }) => `${path.slice(top.length + 1)} ${code}`).sort()).toEqual(["cut.mov file-cut-short", "words.mp3 not-media"]);
  expect(answer.files).toHaveLength(26);
  expect(answer.statistics?.count).toBe(26);
  expect(answer.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(26);
  expect(answer.statistics?.total).toBeCloseTo(
    answer.files.reduce((sum, { seconds }) => sum + seconds, 0),
    6,
  );
  const of = (name: string) => answer.files.find(({ path }) => path.endsWith(name));
  expect(of("clip.mov")?.seconds).toBeCloseTo(12.6, 1);
  expect(of("clip-live.webm")?.seconds).toBeCloseTo(12.6, 1);
  expect(of("tone-vbr.mp3")).toMatchObject({ seconds: expect.closeTo(12.6, 1), wholeFile: true });
  expect(of("upload")?.seconds).toBe(2);
  // code.ts and the README of the fixtures
  expect(answer.passedOver).toBe(2);
});

test("a file that is named twice counts once", () => {
  const file = join(media, "tone.wav");
  expect(measured(file, media, file).files).toHaveLength(25);
});

test("the text has mean, histogram and the lines for the scenario; progress and notes stay off it", () => {
  const { stdout, status } = run(media);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Mean +\d/m);
  expect(stdout).toMatch(/█/);
  expect(stdout).toContain('source: "durations of 14 files", date: 2026-11-24');
  expect(stdout).not.toContain("passed over");
});

test("--write puts the mean into the scenario and prints the change", () => {
  const top = folder();
  const file = join(top, "editorial.carbon.yaml");
  cpSync(join(root, "examples/editorial-api/editorial.carbon.yaml"), file);
  const before = readFileSync(file, "utf8");
  const wav = ["tone.wav", "tone-streamed.wav", "tone.aiff"].map((name) => join(media, name));
  const { status, stderr } = run(...wav, "--write", file, "--service", "Transcription");
  expect(status).toBe(0);
  expect(stderr).toMatch(/^- .*duration: /m);
  expect(stderr).toMatch(/^\+ .*durations of 3 files/m);
  const after = readFileSync(file, "utf8");
  const { scenario, problems } = parseScenario(after, file, translator("en"));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(scenario?.services?.transcription?.input?.duration).toMatchObject({ central: 1.67, unit: "s", basis: "measured", date: "2026-11-24" });
  expect(after.split("\n").filter((line) => !before.includes(line))).toHaveLength(1);
  const again = run(...wav, "--write", file, "--service", "transcription");
  expect(again.status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(after);
});

test.each([
  [["nowhere"], "no file or folder"],
  [[join(root, "docs")], "no audio or video file"],
  [[media, "--write", "x.carbon.yaml"], "go together"],
  [[media, "--write", "nowhere.carbon.yaml", "--service", "a"], "no scenario file nowhere.carbon.yaml"],
  [[media, "--write", join(root, "examples/editorial-api/editorial.carbon.yaml"), "--service", "dubbing"], "It has: transcription"],
])("durations %j is refused with the next step", (args, sentence) => {
  const { status, stderr, stdout } = run(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stdout).toBe("");
});

test.each([
  [
    "in Latin-1",
    Buffer.from("version: 1\ntitle: Étude\nservices:\n  asr: { model: whisper-small }\n", "latin1"),
    "asr",
    "carbon.yaml:2: A letter here is not UTF-8",
  ],
  ["with a service of texts", Buffer.from('version: 1\nservices:\n  summary: { model: "mistral:7b" }\n'), "summary", "takes texts only"],
])("a scenario %s is left as it is, and it is said why", (_, bytes, service, sentence) => {
  const file = join(folder(), "a.carbon.yaml");
  writeFileSync(file, bytes);
  const { status, stderr } = run(join(media, "tone.wav"), "--write", file, "--service", service);
  expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  expect(readFileSync(file)).toEqual(bytes);
});

test("nothing readable: the files are named, and the exit code says so", () => {
  const top = mkdtempSync(join(tmpdir(), "carbon-matrix-"));
  folders.push(top);
  writeFileSync(join(top, "empty.mp3"), "");
  const { status, stdout } = run(top);
  expect(status).toBe(2);
  expect(stdout).toContain("the file is empty");
});

test.skipIf(process.platform === "win32")("Ctrl+C stops a long read, and nothing is written", async () => {
  const top = folder();
  const file = join(top, "long.mp3");
  const scenario = join(top, "a.carbon.yaml");
  cpSync(join(media, "tone-vbr.mp3"), file);
  // A sparse file: nothing but its beginning takes room, and all of it must be read.
  truncateSync(file, 40e9);
  writeFileSync(scenario, "version: 1\nservices:\n  a: { model: whisper-large-v3 }\n");
  const child = spawn(process.execPath, [cli, "durations", file, "--write", scenario, "--service", "a"], { env });
  let stderr = "";
  // It announces what it reads once it listens to the signal.
  const started = new Promise<void>((resolve) => {
    child.stderr.on("data", (part) => {
      stderr += String(part);
      if (stderr.includes("Files to read")) resolve();
    });
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await started;
  child.kill("SIGINT");
  expect(await ended).toBe(2);
  expect(stderr).toContain("Cancelled");
  expect(readFileSync(scenario, "utf8")).not.toContain("duration");
});
