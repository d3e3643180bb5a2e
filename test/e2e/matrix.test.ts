import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { arrowTo, enter, openMatrix, press, rowCell, scenario, serviceCell, tabTo, toCell } from "../support/matrixEditor";

const decision = (page: Page, row: string) => rowCell(webview(page), row, "decision");

/** The keys of someone without a mouse: into the grid, to its last row, to the decision. */
async function toLastDecision(page: Page): Promise<void> {
  await enter(page);
  await tabTo(page, 'table.grid > * > tr[data-key] > [tabindex="0"]');
  for (const key of ["Control+End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
}

test("a level is edited by keyboard, undone, redone and saved; only its own characters change on disk", async () => {
  const { page, read } = await openMatrix();
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
  const { page, read } = await openMatrix();
  const before = read(scenario);
  const frame = webview(page);
  await enter(page);
  await toCell(page, "row:transcription/fr", "decision");
  await press(page, "Enter", "ArrowDown", "ArrowDown", "Enter");
  await rowCell(frame, "transcription/fr", "reason").locator("input:focus").waitFor();
  await page.keyboard.type("pilot in one newsroom");
  await press(page, "Enter");
  await rowCell(frame, "transcription/fr", "reason").getByText("pilot in one newsroom").waitFor();

  await arrowTo(page, "service:translation", "criticality");
  await press(page, "F2", "ArrowUp", "Enter");
  await serviceCell(frame, "translation", "criticality").getByText("High").waitFor();

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
  const { page, workspace, read } = await openMatrix();
  const good = read(scenario);
  writeFileSync(join(workspace, scenario), good.replace("services:", "services: ["));
  const frame = webview(page);
  await frame.locator(".stale-note").waitFor({ timeout: 20_000 });
  await frame.locator("table.grid[aria-readonly='true']").waitFor();
  await frame.locator(".problems li").first().waitFor();
  writeFileSync(join(workspace, scenario), good);
  await frame.locator(".stale-note").waitFor({ state: "detached", timeout: 20_000 });
  await frame.locator("table.grid[aria-readonly='false']").waitFor();
});

test("the exact chances come from beside the typing, which goes on meanwhile, and a decision leaves them as they are", async () => {
  const { page } = await openMatrix();
  const frame = webview(page);
  await enter(page);
  await toCell(page, "row:transcription/fr", "decision");
  for (const [key, text] of [
    ["1", "25 %"],
    ["4", "100 %"],
    ["Backspace", "open"],
  ] as const) {
    await press(page, key);
    await decision(page, "transcription/fr").getByText(text, { exact: true }).waitFor();
  }
  await frame.locator(".method", { hasText: "the best plan of each of 1,000 draws" }).waitFor({ timeout: 60_000 });
  await press(page, "2");
  await decision(page, "transcription/fr").getByText("50 %").waitFor();
  expect(await frame.locator(".method").textContent()).toContain("the best plan of each of 1,000 draws");
});

test("a scenario edited by hand under the matrix, while a cell is typed in: neither is lost", async () => {
  const { page, workspace, read } = await openMatrix();
  const frame = webview(page);
  await enter(page);
  await toCell(page, "row:generation/ar", "reason");
  await press(page, "F2");
  await rowCell(frame, "generation/ar", "reason").locator("input:focus").waitFor();
  await press(page, "Control+a");
  await page.keyboard.type("typed here");
  writeFileSync(join(workspace, scenario), read(scenario).replace("title: Editorial AI API", "title: مجلة"));
  await frame.locator("h1", { hasText: "مجلة" }).waitFor({ timeout: 20_000 });
  expect(await frame.locator("h1").evaluate((one) => getComputedStyle(one).direction)).toBe("rtl");
  await press(page, "Enter");
  await rowCell(frame, "generation/ar", "reason").getByText("typed here").waitFor();
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  expect(read(scenario)).toContain("title: مجلة");
  expect(read(scenario)).toContain('reason: "typed here"');
});

test("Why? opens the derivation, the chart has its table, and the page comes back as it was left", async () => {
  const { page } = await openMatrix({ file: "main.py" });
  const frame = webview(page);
  await enter(page);
  await toCell(page, "row:transcription/fr", "why");
  await press(page, "Enter");
  await frame.locator(".details .why").waitFor();
  await tabTo(page, '.details .way:text-is("Carbon")');
  await press(page, "Enter");
  await frame.locator(".details table").first().waitFor();
  await frame.locator("#tab-languages").click();
  await frame.locator("#view-languages summary").click();
  await expect.poll(() => frame.locator("#view-languages .twin tbody tr").count()).toBe(4);

  // Hidden, the page is thrown away; shown again, it is a new one that remembers.
  await page.locator(".tab", { hasText: "main.py" }).click();
  await page.locator("iframe.webview.ready").waitFor({ state: "detached" });
  await page.locator(".tab", { hasText: scenario }).click();
  await frame.locator(".details table").first().waitFor({ timeout: 30_000 });
  await frame.locator("#view-languages .twin table").waitFor();
});
