import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { startEditor } from "../support/editorHost";
import { example, scenario } from "../support/matrixEditor";
import { choose, openFile, runCommand } from "../support/widgets";

const media = inRoot("test", "fixtures", "media");
const addMedia = (folder: string): void => cpSync(media, join(folder, "media"), { recursive: true });
const clips = readdirSync(media).filter((name) => name.startsWith("clip")).length;
const tones = readdirSync(media).filter((name) => name.startsWith("tone")).length;

/**
 * Types a folder into the editor's own dialog. Its first listing, where that comes late, puts the folder that it began with over what
 * was typed, and an answer while it lists is kept for later: so it is typed until it stands, and answered until the dialog is gone.
 */
async function chooseFolder(page: Page, folder: string, button: string): Promise<void> {
  const dialog = page.locator(".quick-input-widget");
  const path = dialog.locator("input").first();
  await path.waitFor();
  await expect
    .poll(
      async () => {
        if ((await path.inputValue()) !== folder) await path.fill(folder);
        await page.waitForTimeout(300);
        return path.inputValue();
      },
      { timeout: 30_000 },
    )
    .toBe(folder);
  await expect
    .poll(
      async () => {
        if (await path.isVisible())
          await dialog
            .getByRole("button", { name: button })
            .click({ timeout: 2000 })
            .catch(() => {});
        return path.isVisible();
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toBe(false);
}

/** Answers a question that the editor asks in a corner; after ten seconds it hides the question behind the bell, where it is looked for too. */
async function answer(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name }).first();
  await button.waitFor({ timeout: 8000 }).catch(() => runCommand(page, "Notifications: Show Notifications"));
  await button.click();
}

test("the media of a folder are measured and their mean is written into the scenario, in Restricted Mode too; undo gives the old value back", async () => {
  const editor = await startEditor({ workspace: example, prepare: addMedia, file: scenario, restricted: true });
  const { page, workspace: folder } = editor;
  const trust = page.getByRole("button", { name: /No, I don't trust/ });
  await trust.waitFor({ timeout: 20_000 }).then(
    () => trust.click(),
    () => undefined,
  );
  await openFile(page, scenario);
  await runCommand(page, "Carbon Matrix: Measure Media Durations");
  await chooseFolder(page, `${join(folder, "media")}/`, "Measure");
  const shown = page.locator(".editor-instance .view-lines", { hasText: "Median" }).first();
  await shown.waitFor({ timeout: 60_000 });
  expect((await shown.textContent())?.replaceAll("\u00a0", " ")).toMatch(new RegExp(`Files +${clips + tones} +${tones} +${clips}`));
  await answer(page, "Write into editorial.carbon.yaml");
  await choose(page, "transcription");
  const written = page.locator(".editor-instance .view-lines", { hasText: "measured" }).first();
  await written.waitFor({ timeout: 30_000 });
  expect((await written.textContent())?.replaceAll("\u00a0", " ")).toContain(`durations of ${tones} files`);
  await page.locator(".editor-group-container.active .monaco-editor.focused", { hasText: "measured" }).waitFor();
  await page.keyboard.press("Control+z");
  await page
    .locator(".editor-instance .view-lines", { hasText: "transcription" })
    .filter({ hasNotText: `durations of ${tones} files` })
    .first()
    .waitFor();
});

test("the tokens of a file are counted by the model's own vocabulary", async () => {
  const editor = await startEditor({ workspace: example, file: "README.md" });
  const { page } = editor;
  await page.locator(".tab", { hasText: "README.md" }).waitFor();
  await runCommand(page, "Carbon Matrix: Count Tokens");
  await choose(page, "mistral:7b");
  await choose(page, "English");
  const message = page.locator(".notification-toast", { hasText: "tokens." }).first();
  await message.waitFor({ timeout: 30_000 });
  expect(await message.textContent()).toMatch(/[\d,]+ characters, [\d,]+ tokens\. Counted exactly with the vocabulary of mistral:7b/);
});
