import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { desktopEditor } from "./desktopEditor.mjs";
import { ensureBrowser } from "./ensureBrowser.mjs";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { ensureEditor } from "./ensureEditor.mjs";
import { inRoot } from "./paths.mjs";
import { Failure, heading, run, say, script, seconds } from "./run.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts of a step; a step without tests of its own counts only when it fails */
/** @typedef {{ name: string, title: string, run: () => Promise<Counts> }} Step */

const nothing = { passed: 0, failed: 0, skipped: 0 };
const failure = { passed: 0, failed: 1, skipped: 0 };

/** @type {readonly Step[]} */
const steps = [
  { name: "lint", title: "Format, lint and direction of imports", run: () => tool("@biomejs/biome/bin/biome", "check", ".") },
  { name: "types", title: "Types", run: () => tool("typescript/bin/tsc", "-b") },
  { name: "unused", title: "Unused files, exports and dependencies", run: () => tool("knip/bin/knip.js") },
  { name: "unit", title: "Unit tests", run: () => suite("unit") },
  { name: "package", title: "Bundles, VSIX and their sizes", run: packaged },
  { name: "integration", title: "Integration tests", run: () => suite("integration") },
  { name: "e2e", title: "End to end, in a real VS Code", run: endToEnd },
];

/**
 * `npm test`: every check, each with its time; the last line counts the tests. Goes on after a failing step, so that one run tells all,
 * and ends with exit code 1 if any failed. `node src/build/test.mjs unit e2e` runs only the steps that are named.
 */
await script(async () => {
  const chosen = chosenSteps(process.argv.slice(2));
  const start = performance.now();
  await ensureDependencies();
  /** @type {Counts} */
  const total = { ...nothing };
  const failed = [];
  for (const step of chosen) {
    heading(step.title);
    const began = performance.now();
    const counts = await attempt(step);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    if (counts.failed > 0) failed.push(step.name);
    say(`${counts.failed > 0 ? "FAILED" : "ok"}: ${step.name} (${seconds(began)})`);
  }
  heading(`All in ${seconds(start)}`);
  if (failed.length > 0) {
    say(`Failed: ${failed.join(", ")}. Each alone: node src/build/test.mjs ${failed[0]}`);
    process.exitCode = 1;
  }
  say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
});

/** @param {readonly string[]} names */
function chosenSteps(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Failure(`There is no step ${unknown.join(", ")}. Steps: ${steps.map((step) => step.name).join(", ")}.`);
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

/**
 * A step that cannot run is a failed step, not the end of the others.
 * @param {Step} step
 */
async function attempt(step) {
  try {
    return await step.run();
  } catch (error) {
    say(error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error));
    return failure;
  }
}

/**
 * @param {string} file of node_modules
 * @param {readonly string[]} args
 */
async function tool(file, ...args) {
  const { code } = await run(process.execPath, [inRoot("node_modules", file), ...args]);
  return code === 0 ? nothing : failure;
}

async function packaged() {
  const { pack } = await import("./package.mjs");
  await pack();
  return nothing;
}

async function endToEnd() {
  const desktop = await desktopEditor();
  if (desktop !== null) {
    say(`VS Code for the desktop: ${desktop}`);
    process.env.CARBON_MATRIX_EDITOR = desktop;
  } else {
    const browser = await ensureBrowser();
    const { version } = await ensureEditor();
    say(`VS Code ${version} (server), in ${browser}`);
  }
  return suite("e2e", "verbose");
}

/**
 * @param {string} name folder of test/ and project of the vitest configuration
 * @param {"default" | "verbose"} [reporter]
 * @returns {Promise<Counts>}
 */
async function suite(name, reporter = "default") {
  const results = inRoot(".cache", "test", `${name}.json`);
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const { code } = await run(process.execPath, [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    ...["run", "--config", ".config/vitest.config.mjs", "--project", name],
    ...["--reporter", reporter, "--reporter", "json", "--outputFile.json", results],
  ]);
  if (!existsSync(results)) return failure;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(results, "utf8"));
  // A file that does not load, or an error outside of any test, has no failed test of its own.
  const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}
