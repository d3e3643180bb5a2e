import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FoundRoute, Report, ServedRoute } from "./compare";

/** What one application serves when it is imported by the real FastAPI; `error` where it could not be imported. */
export interface ServedApp {
  readonly app: string;
  /** name of the project's folder */
  readonly project: string;
  readonly error: string | null;
  readonly routes: readonly ServedRoute[];
  readonly stubbed: readonly string[];
  readonly madeUp: readonly string[];
  readonly loaded: readonly string[];
}

export interface Truth {
  readonly fastapi: string;
  readonly seconds: number;
  readonly apps: readonly ServedApp[];
}

export interface Found {
  readonly routes: readonly FoundRoute[];
  readonly problems: readonly Report[];
}

/** Runs `dump_routes.py` on `project` with that interpreter; `options` as its own help describes them. Throws when it does not answer. */
export function runTruth(python: string, project: string, options: readonly string[], script = join(here(), "dump_routes.py")): Truth {
  return JSON.parse(output(python, [script, project, ...options])) as Truth;
}

/** `carbon-matrix routes FOLDER --json`. */
export function runOurs(cli: string, folder: string): Found {
  return JSON.parse(output(process.execPath, [cli, "routes", folder, "--json"])) as Found;
}

function here(): string {
  return dirname(fileURLToPath(import.meta.url));
}

function output(command: string, args: readonly string[]): string {
  const result = spawnSync(command, args, { encoding: "utf8", timeout: 600_000, maxBuffer: 1 << 30 });
  if (result.status !== 0) throw new Error(`${command} ${args[0]} ended with ${result.status}: ${result.stderr.slice(-2000)}`);
  return result.stdout;
}
