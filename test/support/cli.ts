import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";

// The command line as a process, and folders for it that go when a test file ends.

export const root = join(import.meta.dirname, "../..");
export const cli = join(root, "dist/cli.js");
export const example = join(root, "examples/editorial-api");
export const scenario = join(example, "editorial.carbon.yaml");
export const sleeping = join(example, "editorial-scale-to-zero.carbon.yaml");
export const date = ["--date", "2026-11-23"];
const made: string[] = [];

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
});

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function run(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", maxBuffer: 1 << 28, env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
}

/** The same while this process goes on, for a command that asks a server of this one. */
export function runBeside(...args: readonly string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
  const [stdout, stderr] = [[] as string[], [] as string[]];
  child.stdout.setEncoding("utf8").on("data", (part: string) => stdout.push(part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => stderr.push(part));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout: stdout.join(""), stderr: stderr.join("") })));
}

/** Runs a command that must succeed, and reads its answer. */
export function answer<T>(...args: readonly string[]): T {
  const { status, stdout, stderr } = run(...args);
  expect(`${status} ${stderr}`).toMatch(/^[01] /);
  return JSON.parse(stdout) as T;
}

export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "carbon-matrix-"));
  made.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

export const main = `from fastapi import FastAPI
import ollama

app = FastAPI()

@app.post("/ask")
def ask(question: str):
    return ollama.chat(model="mistral:7b", messages=[])

@app.get("/health")
def health():
    return {}
`;
export const small = `version: 1
region: francecentral
budget: { carbon: 5 kg/month }
volume: { files: 1000/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3 }
services:
  ask: { endpoint: "POST /ask", model: "mistral:7b", engine: ollama, task: generation, input: { characters: 4000 }, output: { tokens: 300 } }
`;

export interface RoutesAnswer {
  readonly version: number;
  readonly routes: readonly {
    readonly id: string;
    readonly app: string | null;
    readonly function: string;
    readonly file: string;
    readonly line: number;
    readonly decoratorLine: number;
    readonly workloads: readonly { readonly task: string; readonly library: string; readonly model: string | null; readonly file: string }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly file?: string }[];
  readonly timing: { readonly files: number };
}
