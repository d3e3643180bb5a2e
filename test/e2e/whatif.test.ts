import { expect, test } from "vitest";
import { type Editor, lensTexts, startEditor } from "../support/editorHost";
import { example, oneScenario, scenario, undecided } from "../support/matrixEditor";
import { picture } from "../support/picture";
import { choose, openFile, openHover, quickRow, takeAction } from "../support/widgets";

// "What if…" as its users meet it: from the hover, from the lightbulb, from a problem; the chosen change is an edit that undo takes back.

const transcription = "editorial/routers/transcription.py";
const rows = (opened: Editor) => opened.page.locator(quickRow);
const lens = async (opened: Editor) => (await lensTexts(opened.page))[0] ?? "";

async function saved(opened: Editor): Promise<void> {
  await opened.page.keyboard.press("Control+s");
  await opened.page.locator(".tab.dirty").waitFor({ state: "detached" });
}

test("the hover's link ranks changes; the chosen one is written, the lens follows, undo gives the text back byte for byte", async () => {
  const editor = await startEditor({ workspace: example, file: transcription, colorTheme: "Default Light Modern", settings: { "files.autoSave": "off" } });
  const { page } = editor;
  const text = editor.read(scenario);
  await page.locator(".codelens-decoration a", { hasText: "kg/month" }).first().waitFor({ timeout: 30_000 });
  const before = await lens(editor);
  await (await openHover(page)).locator("a", { hasText: "What if…" }).click();
  await page.locator(".quick-input-title", { hasText: "POST /transcribe" }).waitFor();
  await rows(editor).filter({ hasText: "speech: stopped between requests" }).waitFor({ timeout: 30_000 });
  expect(await rows(editor).first().textContent()).toMatch(/kg → .*kg\/month \(−\d+ %\)/);
  // the list takes the hover's place
  await page.locator(".monaco-hover:visible").waitFor({ state: "detached" });
  // it fills while it is computed
  await page.locator(".quick-input-widget .monaco-progress-container.active").waitFor({ state: "detached", timeout: 60_000 });
  await picture(page, "what-if", { clip: "editor", height: 520, fromTop: true });
  await choose(page, "speech: stopped between requests");
  // the list cuts its lines; once written, the last words are read too
  await page
    .locator(".notifications-toasts", { hasText: /speech: stopped between requests .*EUR\/month .*waits for the machine to start.*Difference .* a month\./ })
    .waitFor();

  await page.locator(".tab.dirty", { hasText: scenario }).waitFor();
  await expect.poll(() => lens(editor as Editor), { timeout: 20_000 }).not.toBe(before);
  expect(await lens(editor)).toContain("g CO2e/request");
  await saved(editor);
  const changed = editor.read(scenario);
  const lines = text.split("\n");
  expect(changed.split("\n").filter((line, index) => line !== lines[index])).toEqual(["  speech: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero }"]);

  await page.keyboard.press("Control+z");
  await expect.poll(() => lens(editor as Editor), { timeout: 20_000 }).toBe(before);
  await saved(editor);
  expect(editor.read(scenario)).toBe(text);
});

test("a problem of the scenario brings its remedy and what if; the decorator's lightbulb has what if too", async () => {
  const editor = await startEditor({ workspace: example, prepare: oneScenario(undecided), file: scenario, settings: { "files.autoSave": "off" } });
  const { page } = editor;
  const text = editor.read(scenario);
  await page.locator(".squiggly-warning").first().waitFor({ timeout: 30_000 });
  // a window that is still starting has given its text no keyboard yet
  await page.locator(".view-line", { hasText: "version" }).first().click();
  await page.keyboard.press("F8");
  const marker = page.locator(".marker-widget:visible, .peekview-widget:visible", { hasText: "With everything on, the carbon budget" }).first();
  await marker.waitFor();
  await page.keyboard.press("Escape");
  await marker.waitFor({ state: "hidden" });
  const list = page.locator(".quick-input-widget:visible");
  await takeAction(page, "What if…", list);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await takeAction(page, "open rows as recommended", page.locator(".tab.dirty", { hasText: scenario }));
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await page.locator(".statusbar-item", { hasText: "within budget" }).waitFor();
  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+z");
  await page.locator(".statusbar-item", { hasText: "over the carbon budget" }).waitFor();
  await page.locator(".tab.dirty").waitFor({ state: "detached" });
  expect(editor.read(scenario)).toBe(text);

  await openFile(page, transcription);
  await page.locator(".codelens-decoration a").first().waitFor({ timeout: 30_000 });
  await page.locator(".view-line", { hasText: "@router.post" }).first().click();
  await takeAction(page, "What if…", list);
  await rows(editor).filter({ hasText: "speech: stopped between requests" }).waitFor({ timeout: 30_000 });
});
