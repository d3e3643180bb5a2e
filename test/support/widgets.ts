import { basename } from "node:path";
import type { Locator, Page } from "playwright-core";
import { vi } from "vitest";

// The editor's own widgets as a user works with them: palette, lists to choose from, menus, hovers. Each step waits for what it needs.

/** Runs a command by its title in the palette, as a user does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await quickInput(page, "F1", `>${title}`, title);
  await choose(page, title);
}

/** The palette offers a command. */
export async function findCommand(page: Page, title: string): Promise<void> {
  await quickInput(page, "F1", `>${title}`, title);
  await page.keyboard.press("Escape");
}

/** Opens a file of the workspace by its name: its text is the active editor then. */
export async function openFile(page: Page, file: string): Promise<void> {
  const name = basename(file);
  await quickInput(page, "Control+p", file, name);
  await choose(page, name);
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
  await page.locator(".editor-group-container.active .monaco-editor.focused .view-line").first().waitFor();
}

const quickField = ".quick-input-widget:visible input.input";
export const quickRow = ".quick-input-widget:visible .quick-input-list .monaco-list-row";

/** A window that is still starting takes the focus back and closes the list: so it is opened again until the row is there. */
async function quickInput(page: Page, key: string, typed: string, row: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await page.keyboard.press(key);
      await page.locator(quickField).fill(typed, { timeout: 3000 });
      await page.locator(quickRow, { hasText: row }).first().waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/**
 * Takes a row of the list that is open, narrowed by what is typed: by arrow keys and Enter, once the row is the one that Enter takes.
 * The editor shows one widget again and again, for a moment with its last rows and without what was typed too early.
 */
export async function choose(page: Page, row: string | RegExp, typed?: string): Promise<void> {
  const field = page.locator(quickField);
  const rows = page.locator(quickRow);
  await rows.first().waitFor({ timeout: 30_000 });
  const taken = rows.and(page.locator(".focused")).filter({ hasText: row });
  await vi.waitFor(
    async () => {
      if (typed !== undefined && (await field.inputValue({ timeout: 1_000 })) !== typed) await field.fill(typed, { timeout: 1_000 });
      await rows.filter({ hasText: row }).first().waitFor({ timeout: 2_000 });
      for (let presses = 0; presses < 40 && (await taken.count()) === 0; presses += 1) await field.press("ArrowDown", { timeout: 1_000 });
      await taken.waitFor({ timeout: 100 });
    },
    { timeout: 30_000 },
  );
  await field.press("Enter");
  await taken.waitFor({ state: "hidden" });
}

/** Clicks until what the click opens is there: a menu takes no mouse in its first tenth of a second, and a lens may be drawn anew under it. */
export async function clickUntil(target: Locator, opened: Locator): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await opened.isVisible()) && (await target.isVisible())) await target.click({ timeout: 1_000 });
      await opened.waitFor({ timeout: 5_000 });
    },
    { timeout: 30_000 },
  );
}

/** Takes an action of the lightbulb at the caret, again if need be: its list goes away as soon as anything else takes the focus. */
export async function takeAction(page: Page, action: string, done: Locator): Promise<void> {
  const row = page.locator(".action-widget .monaco-list-row", { hasText: action });
  await vi.waitFor(
    async () => {
      if (await done.isVisible()) return;
      if (!(await row.isVisible())) {
        await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor({ timeout: 5_000 });
        await page.keyboard.press("Control+.");
        await row.waitFor({ timeout: 5_000 });
      }
      await row.click({ timeout: 2_000 });
      await done.waitFor({ timeout: 5_000 });
    },
    { timeout: 60_000 },
  );
}

/** Clicks the first lens: the hover that it opens. */
export async function openHover(page: Page): Promise<Locator> {
  const hover = page.locator(".monaco-hover:visible", { has: page.locator("table") }).first();
  await clickUntil(page.locator(".codelens-decoration a").first(), hover);
  return hover;
}

/** Selects the first place of some words in the text of the active editor, by its own search. */
export async function selectFirst(page: Page, words: string): Promise<void> {
  const widget = page.locator(".editor-group-container.active .find-widget.visible");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+f");
  await widget.locator(".find-part textarea").last().fill(words);
  // a narrow widget hides its count
  await widget.locator(".matchesCount", { hasText: /^1\D/ }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await widget.waitFor({ state: "detached" });
}
