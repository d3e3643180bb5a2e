import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { ensureEditor } from "./ensureEditor.mjs";
import { exampleProject, inRoot, vsix } from "./paths.mjs";
import { Failure, find, heading, must, run, say, script } from "./run.mjs";
import { installExtensions, listExtensions, serveEditor } from "./serveEditor.mjs";

const usage = `npm start [-- OPTIONS]: the endpoints' table of a project, then the project in a real VS Code with the extension.

  --folder PATH   the FastAPI project to open (default: examples/editorial-api)
  --scenario FILE the scenario of the table, where the folder holds several
  --locale LANG   language of figures and messages: en or fr (default: the system's)
  --port NUMBER   port on 127.0.0.1 (default: a free one)
  --check         start, see that the address answers and the extension is installed, stop
  --help          this text`;

await script(async () => {
  const { folder, scenario, locale, port, check, help } = options();
  if (help) return say(usage);

  await ensureDependencies();
  const { pack } = await import("./package.mjs");
  heading("Build and package");
  await pack();
  heading(`Endpoints of ${folder}`);
  await printEndpoints(folder, scenario, locale);
  heading("Editor");
  if (!check) await offerToInstall();
  const host = await ensureEditor();
  const data = inRoot(".vscode-test", "start");
  mkdirSync(data, { recursive: true });
  await installExtensions(host, data, [vsix]);
  const served = await serveEditor(host, { data, locale, ...(port === undefined ? {} : { port }) });
  const address = served.address(folder, await firstFile(folder));
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
  const scenario = values.scenario ?? (values.folder === undefined ? "editorial.carbon.yaml" : undefined);
  const locale = values.locale ?? system;
  if (locale !== "en" && locale !== "fr") throw new Failure(`--locale is en or fr, not ${locale}.`);
  return {
    folder,
    scenario: scenario === undefined ? undefined : resolve(folder, scenario),
    locale,
    port,
    check: values.check ?? false,
    help: values.help ?? false,
  };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        folder: { type: "string" },
        scenario: { type: "string" },
        locale: { type: "string" },
        port: { type: "string" },
        check: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/**
 * @param {string} folder
 * @param {string | undefined} scenario
 * @param {string} locale
 */
async function printEndpoints(folder, scenario, locale) {
  const args = ["estimate", folder, "--lang", locale, ...(scenario === undefined ? [] : ["--scenario", scenario])];
  const { code } = await run(process.execPath, [inRoot("dist", "cli.js"), ...args]);
  if (code !== 0)
    say(
      "The table could not be made, see above; the editor opens all the same. Where the folder holds several scenarios, name one: npm start -- --folder PATH --scenario FILE.",
    );
}

/**
 * A file with something to see: the first route that runs a model, else the first route.
 * @param {string} folder
 */
async function firstFile(folder) {
  const { code, answer } = await run(process.execPath, [inRoot("dist", "cli.js"), "routes", folder, "--json"], { silent: true });
  if (code !== 0) return undefined;
  /** @type {{ routes: { registeredFile: string, workloads: unknown[] }[] }} */
  const { routes } = JSON.parse(answer);
  const route = routes.find(({ workloads }) => workloads.length > 0) ?? routes[0];
  return route === undefined ? undefined : join(folder, route.registeredFile);
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
  if (!process.stdin.isTTY || !process.stdout.isTTY || find("code") === null) return;
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
  if (!process.stdout.isTTY || !screen || find(opener) === null) return;
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
