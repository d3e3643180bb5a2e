import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { Failure, say, script, seconds } from "./run.mjs";

/** Bundles into dist/ and compares the sizes with the budgets. */
export async function build() {
  const start = performance.now();
  await ensureDependencies();
  // esbuild is there only now.
  const { bundle } = await import("./bundle.mjs");
  const { checkBundles } = await import("./budgets.mjs");
  const node = await bundle().catch((error) => {
    // esbuild has printed each error with its place already.
    throw error && typeof error === "object" && "errors" in error ? new Failure("The bundles could not be built.") : error;
  });
  checkBundles(node);
  say(`  built dist/ in ${seconds(start)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await script(build);
