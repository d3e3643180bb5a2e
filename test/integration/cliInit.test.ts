import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// A project without a scenario, from the first command to the first figure.

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const folder = mkdtempSync(join(tmpdir(), "carbon-init-"));

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
  writeFileSync(
    join(folder, "main.py"),
    'from fastapi import FastAPI\nfrom faster_whisper import WhisperModel\n\napp = FastAPI()\nmodel = WhisperModel("large-v3")\n\n\n@app.post("/asr")\ndef asr():\n    return model.transcribe("a.wav")\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });

test("init writes a scenario that estimate can use, and never over one that is there", () => {
  const out = join(folder, "first.carbon.yaml");
  expect(run("init", folder, "--out", out, "--date", "2026-11-26")).toMatchObject({ status: 0, stdout: `Wrote ${out}\n` });
  expect(readFileSync(out, "utf8")).toContain('endpoint: "POST /asr"');
  const { endpoints } = JSON.parse(run("estimate", folder, "--json").stdout);
  expect(endpoints[0]).toMatchObject({ id: "POST /asr", services: ["asr"] });
  writeFileSync(out, "version: 1\n");
  const again = run("init", folder, "--out", out);
  expect([again.status, readFileSync(out, "utf8")]).toEqual([2, "version: 1\n"]);
  expect(again.stderr).toContain("was left as it is");
  expect(run("init", folder).stderr).toContain("another scenario here: first.carbon.yaml");
  rmSync(join(folder, `${basename(folder)}.carbon.yaml`));
});

test("version: 1 alone still shows what the code says of a request", () => {
  writeFileSync(join(folder, "bare.carbon.yaml"), "version: 1\n");
  const { status, stdout } = run("estimate", folder, "--scenario", join(folder, "bare.carbon.yaml"));
  expect(status).toBe(0);
  expect(stdout).toMatch(/POST \/asr .* g .* busy/);
});

test("the record of a decision has one number in every language", () => {
  const scenario = join(root, "examples/editorial-api/editorial.carbon.yaml");
  const print = (lang: string): string => JSON.parse(run("report", scenario, "--format", "json", "--lang", lang, "--date", "2026-11-23").stdout).fingerprint;
  expect(print("fr")).toBe(print("en"));
});

test("tokens knows the language of the texts apart from that of the answer", () => {
  const text = join(folder, "a.txt");
  writeFileSync(text, "مرحبا بالعالم");
  const { stdout } = run("tokens", text, "--model", "mistral:7b", "--language", "ar", "--lang", "fr", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ language: "ar" });
  expect(run("tokens", text, "--model", "mistral:7b", "--language", "ar", "--lang", "fr").stdout).toMatch(/jetons/i);
  expect(JSON.parse(run("tokens", text, "--model", "mistral:7b", "--lang", "ar", "--json").stdout)).toMatchObject({ language: "ar" });
});
