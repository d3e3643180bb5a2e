import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { type Editor, type EditorOptions, startEditor, webview } from "./editorHost";
import { runCommand } from "./widgets";

// The matrix in a real editor, as someone without a mouse uses it.

export const example = inRoot("examples", "editorial-api");
export const scenario = "editorial.carbon.yaml";

/** What makes the example a folder with one scenario: its first, written anew. */
export function oneScenario(rewrite: (text: string) => string): (folder: string) => void {
  return (folder) => {
    rmSync(join(folder, "editorial-scale-to-zero.carbon.yaml"));
    const path = join(folder, scenario);
    writeFileSync(path, rewrite(readFileSync(path, "utf8")));
  };
}

/** A scenario as it was before the board met. */
export const undecided = (text: string): string => text.replace(/decisions:\n(?: {2}.*\n)*/, "");

/** An editor with the matrix of a scenario file open, the example's unless another workspace is given. */
export async function openMatrix(options: Partial<EditorOptions> & { readonly scenario?: string } = {}): Promise<Editor> {
  const file = options.file ?? options.scenario ?? scenario;
  const editor = await startEditor({ workspace: example, settings: { "files.autoSave": "off" }, ...options, file });
  // a tab may be there before its text is the active editor, and the command would ask which scenario is meant
  await editor.page.locator(".tab.active", { hasText: file }).waitFor();
  await editor.page.locator(".editor-instance .view-line").first().waitFor();
  await runCommand(editor.page, options.locale === "fr" ? "Carbon Matrix: Ouvrir la matrice de décision" : "Carbon Matrix: Open Decision Matrix");
  await webview(editor.page).locator("table.grid tbody tr").first().waitFor({ timeout: 60_000 });
  return editor;
}

export const rowCell = (frame: FrameLocator, row: string, column: string): Locator => frame.locator(`tr[data-key="row:${row}"] > .${column}`);
export const serviceCell = (frame: FrameLocator, service: string, column: string): Locator => frame.locator(`tr[data-key="service:${service}"] > .${column}`);

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** From wherever the keyboard is into the matrix of the active editor. */
export async function enter(page: Page): Promise<void> {
  await runCommand(page, "View: Focus Active Editor Group");
  await expect.poll(() => inMatrix(page)).toBe(true);
  await tabTo(page, 'vscode-button:text-is("Open as text")');
}

/** Presses a button of the matrix: by Tab, or back by Shift+Tab, and Enter. */
export async function pressButton(page: Page, label: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, `vscode-button:text-is("${label}")`, key);
  await press(page, "Enter");
}

/** Keys go to the matrix: its document remembers an element with the focus also while the editor around it has it. */
const inMatrix = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.matches("iframe.webview") ?? false);

/** Tab until something that matches has the focus, as often as anyone would bear. */
export async function tabTo(page: Page, selector: string, key = "Tab"): Promise<void> {
  const frame = webview(page);
  for (let count = 0; count < 60; count++) {
    const there =
      (await inMatrix(page)) &&
      (await frame.locator(selector).evaluateAll((all) => all.some((one) => one === document.activeElement || one.contains(document.activeElement))));
    if (there) return;
    await page.keyboard.press(key);
  }
  throw new Error(`60 presses of ${key} do not reach ${selector}`);
}

/** Arrow keys from the cell with the focus to another, by row key and column. */
export async function arrowTo(page: Page, key: string, column: string): Promise<void> {
  const frame = webview(page);
  const at = () =>
    frame.locator("table.grid").evaluate(
      (grid, [wantedKey, wantedColumn]) => {
        const lines = [...grid.querySelectorAll("tr[data-key]")];
        const cell = document.activeElement;
        const line = cell?.parentElement;
        const cells = [...(lines.find((one) => one.getAttribute("data-key") === wantedKey)?.children ?? [])];
        return {
          down: lines.findIndex((one) => one.getAttribute("data-key") === wantedKey) - lines.indexOf(line as Element),
          right: cells.findIndex((one) => one.classList.contains(wantedColumn as string)) - [...(line?.children ?? [])].indexOf(cell as Element),
        };
      },
      [key, column],
    );
  // A cell that was just edited gets the focus back once its table is drawn anew.
  await frame.locator("table.grid tr[data-key] > :focus").waitFor();
  for (let count = 0; count < 120; count++) {
    const { down, right } = await at();
    if (down === 0 && right === 0) return;
    await page.keyboard.press(down !== 0 ? (down > 0 ? "ArrowDown" : "ArrowUp") : right > 0 ? "ArrowRight" : "ArrowLeft");
  }
  throw new Error(`arrow keys do not reach ${key} ${column}`);
}

/** Into the grid by Tab from wherever the focus is in the page, then to a cell. */
export async function toCell(page: Page, key: string, column: string): Promise<void> {
  await tabTo(page, 'table.grid > * > tr[data-key] > [tabindex="0"]');
  await arrowTo(page, key, column);
}

/** The active tab with its mark of unsaved changes; two groups may each show the file. */
export const dirty = (page: Page): Locator => page.locator(".tab.active.dirty").first();

export async function save(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await dirty(page).waitFor({ state: "detached" });
}

/** The editor's undo until nothing is changed any more takes exactly so many presses. */
export async function undoToClean(page: Page, presses: number): Promise<void> {
  for (let count = 0; count < presses; count++) {
    await dirty(page).waitFor();
    await page.keyboard.press("Control+z");
  }
  await dirty(page).waitFor({ state: "detached" });
}
