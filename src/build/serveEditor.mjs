import { spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Failure, must } from "./run.mjs";

/** @typedef {import("./ensureEditor.mjs").EditorHost} EditorHost */

/**
 * @typedef {object} Served
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {(folder: string, file?: string) => string} address of a workspace, with a file opened at start
 * @property {string} log file with the server's own output
 * @property {() => Promise<void>} stop ends the server and everything it started
 */

/** Nothing but the workspace on screen: no welcome page, no chat, no second side bar, no questions. */
export const calm = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
};

/**
 * Installs a VSIX (or any number) into the extensions folder of `data`.
 * @param {EditorHost} host
 * @param {string} data folder of this editor: server data, extensions, log
 * @param {readonly string[]} files
 */
export async function installExtensions(host, data, files) {
  for (const file of files) {
    await must(
      host.node,
      [host.main, "--accept-server-license-terms", ...folders(data), "--install-extension", file, "--force"],
      `${file} could not be installed into the editor.`,
      { silent: true },
    );
  }
}

/**
 * The ids of the extensions that are installed in `data`.
 * @param {EditorHost} host
 * @param {string} data
 */
export async function listExtensions(host, data) {
  const output = await must(
    host.node,
    [host.main, "--accept-server-license-terms", ...folders(data), "--list-extensions"],
    "The editor did not list its extensions.",
    {
      silent: true,
    },
  );
  return output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * Starts a VS Code server on a free port of 127.0.0.1 and waits until it answers.
 * @param {EditorHost} host
 * @param {{ data: string, settings?: Readonly<Record<string, unknown>>, trustWorkspaces?: boolean, locale?: string, shutsDownAlone?: boolean, port?: number }} options
 *   `trustWorkspaces: false` asks for trust, so that a folder opens in Restricted Mode; `shutsDownAlone` ends a forgotten server a few minutes after its last window
 * @returns {Promise<Served>}
 */
export async function serveEditor(host, options) {
  const { data, settings = {}, trustWorkspaces = true, locale = "en", shutsDownAlone = false } = options;
  const machine = join(data, "server", "data", "Machine");
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, "settings.json"), JSON.stringify({ ...calm, ...settings }, null, 2));
  if (locale === "fr") speakFrench(data);

  const port = options.port ?? (await freePort());
  const log = join(data, "server.log");
  const output = openSync(log, "a");
  // A process group of its own: stopping it stops the extension host and the other children with it.
  const child = spawn(
    host.node,
    [
      host.main,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
      ...folders(data),
      ...["--telemetry-level", "off", "--locale", locale],
      ...(trustWorkspaces ? ["--disable-workspace-trust"] : []),
      ...(shutsDownAlone ? ["--enable-remote-auto-shutdown"] : []),
    ],
    { detached: true, stdio: ["ignore", output, output] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    signal(child.pid, "SIGTERM");
    await Promise.race([ended, pause(5000)]);
    signal(child.pid, "SIGKILL");
  };

  const origin = `http://127.0.0.1:${port}`;
  if (!(await answers(origin, child))) {
    await stop();
    throw new Failure(`The VS Code server did not answer on ${origin} within a minute. Its output is in ${log}.`);
  }
  return {
    origin,
    log,
    stop,
    address: (folder, file) => {
      const opened = file === undefined ? "" : `&payload=${encodeURIComponent(JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${file}`]]))}`;
      return `${origin}/?folder=${encodeURIComponent(folder)}${opened}`;
    },
  };
}

/**
 * Makes the server French as far as extensions can tell: `vscode.env.language` is "fr" and package.nls.fr.json is used. VS Code takes a display
 * language only from a language pack; the published one cannot be had without its marketplace, so this registers one without translations:
 * the editor's own menus stay English.
 * @param {string} data
 */
function speakFrench(data) {
  const translations = join(data, "french.i18n.json");
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: "carbon-matrix.french" }, version: "1.0.0" }];
  const packs = { fr: { hash: "carbon-matrix-french", label: "français", extensions, translations: { vscode: translations } } };
  writeFileSync(join(data, "server", "data", "languagepacks.json"), JSON.stringify(packs));
}

/** @param {string} data */
const folders = (data) => ["--server-data-dir", join(data, "server"), "--extensions-dir", join(data, "extensions")];

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {string} origin
 * @param {import("node:child_process").ChildProcess} child
 */
async function answers(origin, child) {
  for (let attempt = 0; attempt < 240 && child.exitCode === null; attempt += 1) {
    const response = await fetch(origin).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await pause(250);
  }
  return false;
}

/**
 * Signals the group that `pid` leads; it may have ended already.
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
