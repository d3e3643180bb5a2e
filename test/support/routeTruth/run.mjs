// Runs compareProject.ts: Node 20 does not read TypeScript.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "route-truth-"));
const outfile = join(folder, "compareProject.mjs");
buildSync({ entryPoints: [join(here, "compareProject.ts")], bundle: true, platform: "node", format: "esm", target: "node20", outfile });
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: "inherit", cwd: join(here, "../../..") });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
