import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { type Editor, webview } from "../support/editorHost";
import { openMatrix, rowCell, scenario } from "../support/matrixEditor";

let editor: Editor | undefined;

afterEach(async () => {
  await editor?.close();
  editor = undefined;
});

async function open(options: Parameters<typeof openMatrix>[0] = {}): Promise<Editor> {
  editor = await openMatrix(options);
  return editor;
}

const decision = (page: Page, row: string) => rowCell(webview(page), row, "decision");

/** The keys of someone without a mouse: into the grid, to its last row, to the decision. */
async function toLastDecision(page: Page): Promise<void> {
  await webview(page).locator('table.grid [tabindex="0"]').focus();
  for (const key of ["Control+End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
}

test("a level is edited by keyboard, undone, redone and saved; only its own characters change on disk", async () => {
  const { page, read } = await open();
  const before = read(scenario);
  await toLastDecision(page);
  await page.keyboard.press("2");
  await decision(page, "generation/ar").getByText("50 %").waitFor();
  await page.locator(".tab.active.dirty", { hasText: scenario }).waitFor();
  expect(read(scenario)).toBe(before);

  await page.keyboard.press("Control+z");
  await decision(page, "generation/ar").getByText("0 %", { exact: true }).waitFor();
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+z");
  await decision(page, "generation/ar").getByText("50 %").waitFor();
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  expect(read(scenario)).toBe(before.replace("generation/ar: { level: 0 %", "generation/ar: { level: 50 %"));
});

test("an override asks for its reason, and a criticality of a service is written to the service", async () => {
  const { page, read } = await open();
  const before = read(scenario);
  const frame = webview(page);
  const cell = decision(page, "transcription/fr");
  await cell.dblclick();
  await cell.locator("select").selectOption("0.25");
  await cell.locator("select").press("Enter");
  const reason = frame.locator('tr[data-key="row:transcription/fr"] > .reason input');
  await reason.waitFor();
  await reason.fill("pilot in one newsroom");
  await reason.press("Enter");
  await frame.locator('tr[data-key="row:transcription/fr"] > .reason').getByText("pilot in one newsroom").waitFor();

  const criticality = frame.locator('tr[data-key="service:translation"] > .criticality');
  await criticality.dblclick();
  await criticality.locator("select").selectOption("high");
  await criticality.locator("select").press("Enter");
  await criticality.getByText("High").waitFor();

  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  const after = read(scenario);
  expect(after).toContain("pilot in one newsroom");
  const [, translation = ""] = after.split("\n  translation:\n");
  expect(translation).toMatch(/^[^\n]*\n(?: {4}.*\n)*? {4}criticality: high\n/);
  // Without the new decision, all that differs is the one word of the service that was edited.
  const [speech = "", rest = ""] = before.split("\n  translation:\n");
  const expected = `${speech}\n  translation:\n${rest.replace("criticality: medium", "criticality: high")}`;
  const decisions = after.split("\n").filter((line) => !/transcription\/fr|pilot in one newsroom/.test(line));
  expect(decisions.filter((line) => line.trim() !== 'level: "25 %"')).toEqual(expected.split("\n"));
});

test("a text that cannot be read keeps the last good table, read-only, and says what is wrong", async () => {
  const { page, workspace, read } = await open();
  const good = read(scenario);
  writeFileSync(join(workspace, scenario), good.replace("services:", "services: ["));
  const frame = webview(page);
  await frame.locator(".stale-note").waitFor({ timeout: 20_000 });
  expect(await frame.locator("table.grid").getAttribute("aria-readonly")).toBe("true");
  expect(await frame.locator(".problems li").count()).toBeGreaterThan(0);
  writeFileSync(join(workspace, scenario), good);
  await frame.locator(".stale-note").waitFor({ state: "detached", timeout: 20_000 });
  expect(await frame.locator("table.grid").getAttribute("aria-readonly")).toBe("false");
});

test("Why? opens the derivation, the chart has its table, and the page comes back as it was left", async () => {
  const { page } = await open({ file: "main.py" });
  const frame = webview(page);
  await frame.locator('tr[data-key="row:transcription/fr"] > .why').click();
  await frame.locator(".details .why").waitFor();
  await frame.locator(".details .way", { hasText: "Carbon" }).click();
  await frame.locator(".details table").first().waitFor();
  await frame.locator("#tab-languages").click();
  await frame.locator("#view-languages summary").click();
  await frame.locator("#view-languages .twin table").waitFor();
  expect(await frame.locator("#view-languages .twin tbody tr").count()).toBe(4);

  // Hidden, the page is thrown away; shown again, it is a new one that remembers.
  await page.locator(".tab", { hasText: "main.py" }).click();
  await page.locator("iframe.webview.ready").waitFor({ state: "detached" });
  await page.locator(".tab", { hasText: scenario }).click();
  await frame.locator(".details table").first().waitFor({ timeout: 30_000 });
  await frame.locator("#view-languages .twin table").waitFor();
});
