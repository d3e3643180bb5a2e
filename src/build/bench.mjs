import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { inRoot, root } from "./paths.mjs";
import { Failure, heading, must, say, script, seconds } from "./run.mjs";

/** @typedef {{ title: string, what: string, verdict: "" | "ok" | "OVER" }} Figure as test/bench/support/figures.ts writes them */

/**
 * `npm run bench`: prints what each file of test/bench measures on this machine, beside its budget. It asserts nothing: a time is no test.
 * `node src/build/bench.mjs routes` runs only `routes.bench.ts`.
 */
await script(async () => {
  await ensureDependencies();
  const start = performance.now();
  const figures = inRoot(".cache", "bench", "figures.jsonl");
  mkdirSync(inRoot(".cache", "bench"), { recursive: true });
  rmSync(figures, { force: true });
  process.env.CARBON_MATRIX_FIGURES = figures;
  for (const file of chosen(process.argv.slice(2))) {
    heading(file);
    await must(process.execPath, ["--expose-gc", await compiled(file)], `${file} did not run to its end.`);
  }
  heading(`All in ${seconds(start)}`);
  total(figures);
});

/** @param {readonly string[]} names */
function chosen(names) {
  const files = readdirSync(inRoot("test", "bench")).filter((name) => name.endsWith(".bench.ts"));
  const unknown = names.filter((name) => !files.includes(`${name}.bench.ts`));
  if (unknown.length > 0)
    throw new Failure(`There is no benchmark ${unknown.join(", ")}. Benchmarks: ${files.map((file) => file.replace(".bench.ts", "")).join(", ")}.`);
  return names.length === 0 ? files : files.filter((file) => names.includes(file.replace(".bench.ts", "")));
}

/** @param {string} file of test/bench */
async function compiled(file) {
  const { build } = await import("esbuild");
  const outfile = inRoot(".cache", "bench", file.replace(/\.ts$/, ".mjs"));
  await build({
    absWorkingDir: root,
    entryPoints: [inRoot("test", "bench", file)],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  return outfile;
}

/** @param {string} file */
function total(file) {
  if (!existsSync(file)) return;
  /** @type {readonly Figure[]} */
  const figures = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const over = figures.filter(({ verdict }) => verdict === "OVER");
  say(`${figures.length} figures, ${figures.filter(({ verdict }) => verdict === "ok").length} within their budget, ${over.length} over it`);
  for (const { title, what } of over) say(`  over: ${title}: ${what}`);
}
