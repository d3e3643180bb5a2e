import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";

// The manifest that we export, executed by the Green Software Foundation's own Impact Framework. It is no dependency of
// ours: it is installed into .cache the first time, and the test is skipped, with the reason, where npm cannot reach a registry.

const root = join(import.meta.dirname, "../..");
const home = join(root, ".cache/impact-framework");
const program = join(home, "node_modules/.bin/if-run");
let folder = "";
let reason = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "carbon-matrix-if-"));
  if (existsSync(program)) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "@grnsft/if@1.1.0"], {
    cwd: home,
    encoding: "utf8",
    timeout: 240_000,
  });
  if (npm.status !== 0 || !existsSync(program)) reason = `@grnsft/if could not be installed: ${(npm.stderr || String(npm.error)).slice(0, 300)}`;
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

const scenarios = [
  "test/fixtures/scenario/ok-founding.carbon.yaml",
  ...readdirSync(join(root, "examples")).flatMap((name) => examplesIn(join("examples", name))),
];

function examplesIn(path: string): string[] {
  if (/\.carbon\.ya?ml$/.test(path)) return [path];
  try {
    return readdirSync(join(root, path)).flatMap((name) => (/\.carbon\.ya?ml$/.test(name) ? [join(path, name)] : []));
  } catch {
    return [];
  }
}

test.for(scenarios)("if-run comes to our total: %s", { timeout: 120_000 }, (scenario, { skip }) => {
  skip(reason !== "", reason);
  const manifest = join(folder, "manifest.yaml");
  const output = join(folder, "output.yaml");
  rmSync(output, { force: true });
  cli("report", join(root, scenario), "--format", "impact-framework", "--date", "2026-11-23", "--out", manifest);
  const run = spawnSync(program, ["-m", manifest, "-o", output], { encoding: "utf8", timeout: 100_000 });
  expect(run.status, run.stderr + run.stdout).toBe(0);
  const { tree } = parse(readFileSync(output, "utf8")) as { tree: { aggregated: { carbon: number; energy: number } } };
  const { estimate } = JSON.parse(cli("report", join(root, scenario), "--format", "json", "--date", "2026-11-23")) as {
    estimate: { total: { kgCO2e: { central: number }; kWh: { central: number } } };
  };
  expect(tree.aggregated.carbon / 1000).toBeCloseTo(estimate.total.kgCO2e.central, 9);
});
