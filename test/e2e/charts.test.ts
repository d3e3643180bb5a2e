import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import type { ChartId } from "../../src/protocol/charts/chartView";
import { type Editor, type EditorOptions, webview } from "../support/editorHost";
import { openMatrix, scenario, undecided } from "../support/matrixEditor";
import { stillScreenshot } from "../support/picture";

// The charts in the real editor: exports through the host, and the pictures of the documentation.

async function openCharts(options: Partial<EditorOptions> = {}): Promise<Editor> {
  const editor = await openMatrix(options);
  await webview(editor.page).locator("section.charts canvas").first().waitFor({ timeout: 30_000 });
  return editor;
}

test("a chart is saved as a PNG where its user says, and its table goes to the clipboard", async () => {
  const { page, workspace } = await openCharts();
  const frame = webview(page);
  await frame.locator("#tab-hosts").click();
  await frame.locator("#view-hosts vscode-button", { hasText: "Save as picture" }).click();
  const dialog = page.locator(".quick-input-widget input").first();
  await dialog.waitFor();
  await expect.poll(() => dialog.inputValue()).toMatch(/editorial-hosts\.png$/);
  await dialog.press("Enter");
  await frame.locator("[role=status]", { hasText: "Saved: editorial-hosts.png" }).waitFor();
  const saved = readFileSync(join(workspace, "editorial-hosts.png"));
  expect(saved.subarray(1, 4).toString("latin1")).toBe("PNG");

  await frame.locator("#view-hosts vscode-button", { hasText: "Copy the table" }).click();
  await frame.locator("[role=status]", { hasText: "The table is on the clipboard." }).waitFor();
});

/** Most bytes of a picture in the documentation. */
const most = 300_000;
/** Pixels around a chart, as it stands in the page; below it, up to the buttons. */
const [margin, below] = [14, 8];

/** Saves what stands behind the tab of a chart: with CARBON_MATRIX_PICTURES=1 into `media/`, else into `.cache/pictures`. */
async function chartPicture({ page }: Editor, id: ChartId, name: string): Promise<void> {
  const folder = process.env.CARBON_MATRIX_PICTURES ? inRoot("media") : inRoot(".cache", "pictures");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  const frame = webview(page);
  await frame.locator(`#tab-${id}`).click();
  await frame.locator(`#view-${id} canvas`).waitFor();
  await page.mouse.move(0, 0);
  const figure = frame.locator(`#view-${id} .chart-figure`);
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.boundingBox();
  if (!box) throw new Error(`nothing is drawn behind the tab ${id}`);
  const clip = { x: box.x - margin, y: box.y - margin, width: box.width + margin * 2, height: box.height + margin + below };
  await stillScreenshot(page, path, clip);
  expect(statSync(path).size).toBeLessThan(most);
}

/** Opens every decision again, as before the board met. */
async function reopen({ page, workspace, read }: Editor): Promise<void> {
  const sentence = webview(page).locator("#sentence");
  const before = await sentence.textContent();
  writeFileSync(join(workspace, scenario), undecided(read(scenario)));
  await expect.poll(() => sentence.textContent(), { timeout: 20_000 }).not.toBe(before);
}

/** Charts of the decided plan, and those that say most before anything is decided. */
const decided: readonly ChartId[] = ["months", "drivers", "hosts", "languages"];
const open: readonly ChartId[] = ["quadrant", "options"];
const all = [...decided, ...open];

test.each<[suffix: string, ids: readonly ChartId[], options: Partial<EditorOptions>]>([
  ["", all, { colorTheme: "Default Light Modern" }],
  ["-dark", ["months", "quadrant"], { colorTheme: "Default Dark Modern" }],
  ["-high-contrast", ["drivers", "options"], { colorTheme: "Default High Contrast" }],
  ["-high-contrast-light", ["hosts", "quadrant"], { colorTheme: "Default High Contrast Light" }],
  ["-french", all, { colorTheme: "Default Light Modern", locale: "fr" }],
])("pictures%s: %j", async (suffix, ids, options) => {
  const opened = await openCharts(options);
  await opened.page.keyboard.press("Control+b");
  await opened.page.setViewportSize({ width: 1180, height: 1400 });
  for (const id of decided) if (ids.includes(id)) await chartPicture(opened, id, `chart-${id}${suffix}`);
  if (!ids.some((id) => open.includes(id))) return;
  await reopen(opened);
  for (const id of open) if (ids.includes(id)) await chartPicture(opened, id, `chart-${id}${suffix}`);
});
