import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "./paths.mjs";
import { Failure, must, say } from "./run.mjs";
import { calm } from "./serveEditor.mjs";

/** @typedef {{ page: import("playwright-core").Page, close: () => Promise<void> }} DesktopWindow */

/**
 * The executable of a VS Code for the desktop: the one that CARBON_MATRIX_EDITOR names, else, where there is a screen, a download that
 * was seen to open a window. Null: the server form is used instead (ensureEditor.mjs), which is what a machine without a screen has.
 * @returns {Promise<string | null>}
 */
export async function desktopEditor() {
  const named = namedDesktop();
  if (named !== null) return named;
  if (process.env.CARBON_MATRIX_EDITOR || !hasScreen() || !(await canDownload())) return null;
  try {
    const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
    const executable = await downloadAndUnzipVSCode({ version: "stable", cachePath: inRoot(".vscode-test") });
    await opensWindow(executable);
    return executable;
  } catch (error) {
    say(`The downloaded VS Code does not serve here (${error instanceof Error ? error.message.split("\n")[0] : error}): its server form is used.`);
    return null;
  }
}

/** The desktop executable that CARBON_MATRIX_EDITOR names; null where it is unset or names a server. */
export function namedDesktop() {
  const named = process.env.CARBON_MATRIX_EDITOR;
  if (!named || named.endsWith("server-main.js")) return null;
  if (existsSync(named)) return named;
  throw new Failure(`CARBON_MATRIX_EDITOR names ${named}, which does not exist. Correct or unset it.`);
}

/**
 * Opens a folder in a fresh profile of a desktop VS Code, with the VSIX files as its only extensions.
 * @param {string} executable
 * @param {{ data: string, folder: string, file?: string | undefined, extensions: readonly string[], settings: Readonly<Record<string, unknown>>, trustWorkspaces: boolean, locale: string }} options
 * @returns {Promise<DesktopWindow>}
 */
export async function openDesktop(executable, { data, folder, file, extensions, settings, trustWorkspaces, locale }) {
  const { resolveCliArgsFromVSCodeExecutablePath } = await import("@vscode/test-electron");
  const { _electron } = await import("playwright-core");
  const profile = ["--user-data-dir", join(data, "user"), "--extensions-dir", join(data, "extensions")];
  mkdirSync(join(data, "user", "User"), { recursive: true });
  writeFileSync(join(data, "user", "User", "settings.json"), JSON.stringify({ ...calm, "window.titleBarStyle": "custom", ...settings }, null, 2));
  const [cli = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  for (const extension of extensions) {
    await must(cli, [...args, ...profile, "--install-extension", extension, "--force"], `${extension} could not be installed into VS Code.`, { silent: true });
  }
  const application = await _electron.launch({
    executablePath: executable,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-updates", "--disable-telemetry", "--skip-welcome", "--skip-release-notes"],
      ...profile,
      ...["--locale", locale],
      ...(trustWorkspaces ? ["--disable-workspace-trust"] : []),
      folder,
      ...(file === undefined ? [] : [join(folder, file)]),
    ],
  });
  const page = await application.firstWindow();
  return { page, close: () => application.close() };
}

function hasScreen() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function canDownload() {
  const answer = await fetch("https://update.code.visualstudio.com/api/releases/stable", { signal: AbortSignal.timeout(5000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/** @param {string} executable */
async function opensWindow(executable) {
  const data = mkdtempSync(join(tmpdir(), "carbon-matrix-desktop-"));
  try {
    const window = await openDesktop(executable, { data, folder: data, extensions: [], settings: {}, trustWorkspaces: true, locale: "en" });
    try {
      await window.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    } finally {
      await window.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
