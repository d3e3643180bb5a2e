import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { type Editor, openFile, runCommand, startEditor } from "../support/editorHost";

let editor: Editor | undefined;
let scratch: string | undefined;

afterEach(async () => {
  await editor?.close();
  editor = undefined;
  if (scratch) rmSync(scratch, { recursive: true, force: true });
  scratch = undefined;
});

/** The example with a folder of media in it. */
function workspace(): string {
  scratch = mkdtempSync(join(tmpdir(), "carbon-matrix-measure-"));
  cpSync(inRoot("examples", "editorial-api"), scratch, { recursive: true });
  cpSync(inRoot("test", "fixtures", "media"), join(scratch, "media"), { recursive: true });
  return scratch;
}

const row = ".quick-input-list .monaco-list-row";

test("the media of a folder are measured and their mean is written into the scenario, in Restricted Mode too; undo gives the old value back", async () => {
  editor = await startEditor({ workspace: workspace(), file: "editorial.carbon.yaml", restricted: true });
  const { page, workspace: folder } = editor;
  const trust = page.getByRole("button", { name: /No, I don't trust/ });
  await trust.waitFor({ timeout: 20_000 }).then(
    () => trust.click(),
    () => undefined,
  );
  await openFile(page, "editorial.carbon.yaml");
  await runCommand(page, "Carbon Matrix: Measure Media Durations");
  const path = page.locator(".quick-input-widget input").first();
  await path.waitFor();
  await path.fill(`${join(folder, "media")}/`);
  await page.locator(".quick-input-widget").getByRole("button", { name: "Measure" }).click();
  const shown = page.locator(".editor-instance .view-lines", { hasText: "Median" }).first();
  await shown.waitFor({ timeout: 60_000 });
  expect((await shown.textContent())?.replaceAll("\u00a0", " ")).toMatch(/Files +22 +12 +10/);
  await page.getByRole("button", { name: "Write into editorial.carbon.yaml" }).click();
  await page.locator(row, { hasText: "transcription" }).first().click();
  const scenario = page.locator(".editor-instance .view-lines", { hasText: "measured" }).first();
  await scenario.waitFor({ timeout: 30_000 });
  expect((await scenario.textContent())?.replaceAll("\u00a0", " ")).toContain("durations of 12 files");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await page.locator(".editor-instance .view-lines").first().textContent())?.includes("durations of 12 files")).toBe(false);
});

test("the tokens of a file are counted by the model's own vocabulary", async () => {
  editor = await startEditor({ workspace: workspace(), file: "README.md" });
  const { page } = editor;
  await page.locator(".tab", { hasText: "README.md" }).waitFor();
  await runCommand(page, "Carbon Matrix: Count Tokens");
  await page.locator(row, { hasText: "mistral:7b" }).first().click();
  await page.locator(row, { hasText: "English" }).first().click();
  const message = page.locator(".notification-toast", { hasText: "tokens." }).first();
  await message.waitFor({ timeout: 30_000 });
  expect(await message.textContent()).toMatch(/[\d,]+ characters, [\d,]+ tokens\. Counted exactly with the vocabulary of mistral:7b/);
});
