import { readdirSync } from "node:fs";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { inRoot, root } from "./paths.mjs";
import { heading, must, script } from "./run.mjs";

/** `npm run bench`: prints the times of each file of test/bench on this machine. It asserts nothing: a time is no test. */
await script(async () => {
  await ensureDependencies();
  const { build } = await import("esbuild");
  for (const file of readdirSync(inRoot("test", "bench")).filter((name) => name.endsWith(".bench.ts"))) {
    heading(file);
    const outfile = inRoot(".cache", "bench", file.replace(/\.ts$/, ".mjs"));
    const entryPoints = [inRoot("test", "bench", file)];
    await build({
      absWorkingDir: root,
      entryPoints,
      outfile,
      bundle: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "warning",
    });
    await must(process.execPath, [outfile], `${file} did not run to its end.`);
  }
});
