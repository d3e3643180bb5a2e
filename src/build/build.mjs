import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { say, script, seconds } from "./run.mjs";

/** Bundles into dist/ and compares the sizes with the budgets. */
export async function build() {
  const start = performance.now();
  await ensureDependencies();
  // esbuild is there only now.
  const { bundle } = await import("./bundle.mjs");
  const { checkBundles } = await import("./budgets.mjs");
  const { node } = await bundle();
  checkBundles(node);
  say(`  built dist/ in ${seconds(start)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await script(build);
