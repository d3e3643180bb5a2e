import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium, type FrameLocator, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { namedDesktop, openDesktop } from "../../src/build/desktopEditor.mjs";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import { ensureEditor } from "../../src/build/ensureEditor.mjs";
import { inRoot, vsix } from "../../src/build/paths.mjs";
import { installExtensions, serveEditor } from "../../src/build/serveEditor.mjs";

export interface EditorOptions {
  /** folder that is copied, so that a test may change files */
  readonly workspace: string;
  /** changes the copy before it is opened */
  readonly prepare?: (folder: string) => void;
  /** opened at start, relative to the workspace */
  readonly file?: string;
  readonly locale?: "en" | "fr";
  /** asks for trust as a real first opening does: the folder is in Restricted Mode */
  readonly restricted?: boolean;
  readonly colorTheme?: "Default Dark Modern" | "Default Light Modern" | "Default High Contrast" | "Default High Contrast Light";
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Editor {
  readonly page: Page;
  readonly url: string;
  /** the copy that the editor shows */
  readonly workspace: string;
  /** Text of a file of the workspace, as it is on disk. */
  read(file: string): string;
  /** What the extension host logged so far: which extension became active, on which event. */
  hostLog(): string;
}

/**
 * Opens a copy of `workspace` in a real VS Code with the packaged extension as the only one, in a fresh profile: the desktop VS Code that
 * CARBON_MATRIX_EDITOR names, else the VS Code server in Chromium. When the test is finished, what was started ends and every folder that was made goes;
 * how a test that failed left it is kept as a picture in `.cache/e2e`.
 */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  if (!existsSync(vsix)) throw new Error("dist/carbon-matrix.vsix is missing: npm run package");
  const data = mkdtempSync(join(tmpdir(), "carbon-matrix-e2e-"));
  const workspace = join(data, "workspace", basename(options.workspace));
  mkdirSync(workspace, { recursive: true });
  cpSync(options.workspace, workspace, { recursive: true });
  let opened: Opened | undefined;
  onTestFinished(async ({ task }) => {
    const path = inRoot(".cache", "e2e", `${task.name.replaceAll(/\W+/g, "-")}.png`);
    // a page that crashed has no picture, and what was started has to end all the same
    if (task.result?.state === "fail") await opened?.page.screenshot({ path }).catch(() => undefined);
    await opened?.close();
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  options.prepare?.(workspace);
  const desktop = namedDesktop();
  opened = desktop === null ? await openServed(data, workspace, options) : await openOnDesktop(desktop, data, workspace, options);
  const { page } = opened;
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
  return { page, url: page.url(), workspace, read: (file) => readFileSync(join(workspace, file), "utf8"), hostLog: () => hostLogIn(data) };
}

/** `remoteexthost.log` of a server, `exthost.log` of a desktop. */
function hostLogIn(data: string): string {
  const logs = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((file) => /exthost\.log$/.test(file));
  return logs.map((file) => readFileSync(join(data, file), "utf8")).join("\n");
}

interface Opened {
  readonly page: Page;
  close(): Promise<void>;
}

async function openServed(data: string, workspace: string, options: EditorOptions): Promise<Opened> {
  const { file, locale = "en", restricted = false } = options;
  const host = await ensureEditor();
  const executablePath = await ensureBrowser();
  await installExtensions(host, data, [vsix]);
  const served = await serveEditor(host, { data, settings: settingsOf(options), trustWorkspaces: !restricted, locale, shutsDownAlone: true });
  try {
    const browser = await chromium.launch({ executablePath, args: chromiumFlags });
    const close = async (): Promise<void> => {
      await browser.close();
      await served.stop();
    };
    const context = await browser.newContext({ locale: locale === "fr" ? "fr-FR" : "en-GB", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(served.address(workspace, file === undefined ? undefined : join(workspace, file)));
    return { page, close };
  } catch (error) {
    await served.stop();
    throw error;
  }
}

function openOnDesktop(executable: string, data: string, folder: string, options: EditorOptions): Promise<Opened> {
  const { file, locale = "en", restricted = false } = options;
  return openDesktop(executable, {
    data,
    folder,
    file,
    extensions: [vsix],
    settings: settingsOf(options),
    trustWorkspaces: !restricted,
    locale,
  });
}

function settingsOf({ colorTheme = "Default Dark Modern", settings }: EditorOptions): Readonly<Record<string, unknown>> {
  return { "workbench.colorTheme": colorTheme, ...settings };
}

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Texts of the lenses on screen, from top to bottom. */
export async function lensTexts(page: Page): Promise<string[]> {
  const texts = await page.locator(".codelens-decoration").allTextContents();
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** The content of the webview that is open; locators inside work as on any page. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
}
