import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { largeScenario } from "../support/largeScenario";
import { openMatrix, press, rowCell } from "../support/matrixEditor";
import { picture } from "../support/picture";
import { choose } from "../support/widgets";

// Pictures of the matrix in the real editor: for the README, and to be looked at.

async function take(page: Page, name: string, height = 1920): Promise<void> {
  await page.keyboard.press("Control+b");
  await page.setViewportSize({ width: 1360, height });
  await webview(page).locator("canvas").first().waitFor();
  // chances are counted twice: at once, and exactly beside it
  await webview(page).locator(".method", { hasText: /1.000/ }).waitFor({ timeout: 90_000 });
  await picture(page, name, { clip: "editor" });
}

test.each([
  ["matrix-light", { colorTheme: "Default Light Modern" }],
  ["matrix-dark", { colorTheme: "Default Dark Modern" }],
  ["matrix-high-contrast", { colorTheme: "Default High Contrast" }],
  ["matrix-high-contrast-light", { colorTheme: "Default High Contrast Light" }],
  ["matrix-french", { colorTheme: "Default Light Modern", locale: "fr" }],
] as const)("picture %s", async (name, options) => {
  const editor = await openMatrix({ ...options, file: "main.py" });
  const { page } = editor;
  if (name === "matrix-french") {
    await webview(page).locator("#sentence", { hasText: "par mois" }).waitFor();
    expect(await webview(page).locator("html").getAttribute("lang")).toBe("fr");
  }
  await take(page, name);
});

test("picture matrix-draft: a file, and what is tried beside it", async () => {
  const editor = await openMatrix({ colorTheme: "Default Light Modern", file: "main.py" });
  const { page } = editor;
  const frame = webview(page);
  await frame.locator(".slider vscode-text-field").first().focus();
  await press(page, "Control+a");
  await page.keyboard.type("12");
  await press(page, "Enter");
  await frame.locator(".drafttitle").waitFor();
  for (const language of ["fr", "en"]) {
    await rowCell(frame, `generation/${language}`, "decision").click();
    await press(page, language === "fr" ? "4" : "2");
    await rowCell(frame, `generation/${language}`, "decision").locator("del").waitFor();
  }
  await frame.locator("h1").click();
  await take(page, "matrix-draft", 1400);
});

test("picture matrix-comparison: two machines always on, beside machines that sleep", async () => {
  const editor = await openMatrix({ colorTheme: "Default Light Modern", file: "main.py" });
  const { page } = editor;
  await webview(page).locator("header vscode-button", { hasText: "Compare" }).click();
  await choose(page, "editorial-scale-to-zero.carbon.yaml");
  await webview(page).locator(".comparison td.other").first().waitFor();
  await take(page, "matrix-comparison", 1400);
});

test("picture matrix-100-rows: a hundred rows, sorted by carbon", async () => {
  const prepare = (folder: string): void => writeFileSync(join(folder, "desks.carbon.yaml"), largeScenario({ services: 25, hosts: 6 }));
  const editor = await openMatrix({ prepare, scenario: "desks.carbon.yaml", colorTheme: "Default Light Modern" });
  const { page } = editor;
  const frame = webview(page);
  expect(await frame.locator("table.grid tr[data-key^='row:']").count()).toBe(100);
  await frame.locator("table.grid thead th.class").click();
  await frame.locator("h1").click();
  await take(page, "matrix-100-rows");
});
