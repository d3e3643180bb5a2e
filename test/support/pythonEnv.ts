import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = join(dirname(fileURLToPath(import.meta.url)), "../../.cache/python");

/** The package registry cannot be reached: a reason to skip a test, never to pass it. */
export class RegistryUnreachable extends Error {}

/**
 * The interpreter of a virtual environment that has `requirements` (pip's own notation), under `.cache/python/<name>`.
 * The first call installs (seconds to a minute), later ones reuse; other requirements under the same name install afresh.
 * Throws `RegistryUnreachable` where there is no registry, and an `Error` with pip's last lines where a package does not install.
 *
 * pythonEnv("fastapi-newest", ["fastapi", "uvicorn"]) -> ".../.cache/python/fastapi-newest/bin/python"
 */
export function pythonEnv(name: string, requirements: readonly string[]): string {
  const folder = join(cache, name);
  const python = join(folder, "bin", "python");
  const marker = join(folder, "requirements.installed.txt");
  const wanted = requirements.join("\n");
  const ready = (): boolean => existsSync(python) && existsSync(marker) && readFileSync(marker, "utf8") === wanted;
  if (ready()) return python;

  mkdirSync(cache, { recursive: true });
  const unlock = lock(`${folder}.lock`);
  try {
    if (ready()) return python;
    rmSync(folder, { recursive: true, force: true });
    console.log(`Installing ${requirements.join(", ")} into .cache/python/${name} (first run only) ...`);
    run("python3", ["-m", "venv", folder], "Python 3 with its venv module is needed (Debian: apt-get install python3-venv)");
    run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...requirements], `pip could not install ${requirements.join(", ")}`);
    writeFileSync(marker, wanted);
    return python;
  } finally {
    unlock();
  }
}

/**
 * The same for a test file that may skip: `const env = pythonEnvOrReason(...)`, then `test.skipIf(env.reason !== null)(...)`.
 * The reason is printed, so that a skipped test is seen.
 */
export function pythonEnvOrReason(name: string, requirements: readonly string[]): { readonly python: string; readonly reason: string | null } {
  try {
    return { python: pythonEnv(name, requirements), reason: null };
  } catch (error) {
    if (!(error instanceof RegistryUnreachable)) throw error;
    console.warn(`SKIPPED: ${error.message}`);
    return { python: "", reason: error.message };
  }
}

const unreachable = /NewConnectionError|ConnectTimeout|ReadTimeout|Max retries exceeded|name resolution|Network is unreachable|ProxyError/;

function run(command: string, args: readonly string[], failure: string): void {
  const result = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
  if (result.status === 0) return;
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim();
  const message = `${failure}: ${output.split("\n").slice(-5).join(" | ")}`;
  throw unreachable.test(output) ? new RegistryUnreachable(message) : new Error(message);
}

/** Test files run at the same time; two must not install into one folder. A lock older than ten minutes was left by a killed run. */
function lock(folder: string): () => void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      mkdirSync(folder);
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 600_000) rmSync(folder, { recursive: true, force: true });
    Atomics.wait(pause, 0, 0, 200);
  }
}
