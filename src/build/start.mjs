import { existsSync, mkdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { ensureEditor } from "./ensureEditor.mjs";
import { exampleProject, inRoot, vsix } from "./paths.mjs";
import { exists, Failure, heading, must, run, say, script } from "./run.mjs";
import { installExtensions, listExtensions, serveEditor } from "./serveEditor.mjs";

const usage = `npm start [-- OPTIONS]: the endpoints' table of a project, then the project in a real VS Code with the extension.

  --folder PATH   the FastAPI project to open (default: examples/editorial-api)
  --locale LANG   language of figures and messages: en or fr (default: the system's)
  --port NUMBER   port on 127.0.0.1 (default: a free one)
  --check         start, see that the address answers and the extension is installed, stop
  --help          this text`;

await script(async () => {
  const { folder, locale, port, check, help } = options();
  if (help) return say(usage);

  await ensureDependencies();
  const { pack } = await import("./package.mjs");
  heading("Build and package");
  await pack();
  heading(`Endpoints of ${folder}`);
  await printEndpoints(folder);
  heading("Editor");
  if (!check) await offerToInstall();
  const host = await ensureEditor();
  const data = inRoot(".vscode-test", "start");
  mkdirSync(data, { recursive: true });
  await installExtensions(host, data, [vsix]);
  const served = await serveEditor(host, { data, locale, ...(port === undefined ? {} : { port }) });
  const address = served.address(folder);
  try {
    await seeExtension(host, data);
    say(`VS Code ${host.version} with Carbon Matrix, on ${folder}:\n\n  ${address}\n`);
    if (check) return say("OK: the address answers and the extension is installed.");
    say("Ctrl-C stops it.");
    await openInBrowser(address);
    await interrupted();
  } finally {
    await served.stop();
    say("The editor is stopped.");
  }
});

function options() {
  const { values } = parseOptions();
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), values.folder ?? exampleProject);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Failure(`${folder} is not a folder. Name the folder of a FastAPI project: npm start -- --folder PATH`);
  const system = (process.env.LC_ALL ?? process.env.LANG ?? "").startsWith("fr") ? "fr" : "en";
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
    throw new Failure(`--port wants a number from 1 to 65535, not ${values.port}.`);
  return { folder, locale: values.locale ?? system, port, check: values.check ?? false, help: values.help ?? false };
}

function parseOptions() {
  try {
    return parseArgs({
      options: { folder: { type: "string" }, locale: { type: "string" }, port: { type: "string" }, check: { type: "boolean" }, help: { type: "boolean" } },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** @param {string} folder */
async function printEndpoints(folder) {
  const { code } = await run(process.execPath, [inRoot("dist", "cli.js"), "estimate", folder]);
  if (code !== 0) say(`(The table could not be made, exit code ${code}; the editor says more.)`);
}

/**
 * @param {import("./ensureEditor.mjs").EditorHost} host
 * @param {string} data
 */
async function seeExtension(host, data) {
  const installed = await listExtensions(host, data);
  if (!installed.includes("carbon-matrix.carbon-matrix"))
    throw new Failure(`The editor does not list the extension; it has: ${installed.join(", ") || "none"}.`);
}

/** Asks only where somebody can answer. */
async function offerToInstall() {
  if (!process.stdin.isTTY || !process.stdout.isTTY || (await exists("code")) === null) return;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question("VS Code is on this machine. Install the extension there too? [y/N] ");
  prompt.close();
  if (!/^\s*[yo]/i.test(answer)) return;
  await must("code", ["--install-extension", vsix, "--force"], "VS Code did not install the extension.");
}

/**
 * A browser is opened only where there is a screen for it.
 * @param {string} address
 */
async function openInBrowser(address) {
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  const screen = process.platform === "darwin" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (!process.stdout.isTTY || !screen || (await exists(opener)) === null) return;
  await run(opener, [address], { silent: true, timeoutMs: 10_000 });
}

/** @returns {Promise<void>} */
function interrupted() {
  return new Promise((resolved) => {
    // Signal handlers alone do not keep Node running.
    const awake = setInterval(() => {}, 2 ** 30);
    for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.once(name, () => {
        clearInterval(awake);
        resolved();
      });
    }
  });
}
