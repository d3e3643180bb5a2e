import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Editor, webview } from "../support/editorHost";
import { enter, openMatrix, pressButton, scenario } from "../support/matrixEditor";
import { choose, quickRow } from "../support/widgets";

// One scenario beside another, by keyboard only, in the real editor.

/** The scenario with its number of files and a decision written anew. */
function rewritten(folder: string, file: string, from: string, to: string): void {
  writeFileSync(join(folder, file), readFileSync(join(folder, scenario), "utf8").replace(from, to));
}

const calmer = (folder: string): void => rewritten(folder, "calm.carbon.yaml", "files: 500/month", "files: 100/month");

async function compare({ page }: Editor, choice: string): Promise<void> {
  await enter(page);
  await pressButton(page, "Compare", "Shift+Tab");
  await choose(page, choice, choice);
}

test("another scenario of the folder, and the file as it was committed, stand beside it row by row", async () => {
  const prepare = (folder: string): void => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], { cwd: folder, stdio: "pipe" });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "the board decided");
    rewritten(folder, scenario, "generation/fr: { level: 0 %", "generation/fr: { level: 100 %");
    calmer(folder);
  };
  const editor = await openMatrix({ prepare });
  const frame = webview(editor.page);
  const row = frame.locator(".comparison tbody").last().locator("tr").first();
  await compare(editor, "calm.carbon.yaml");
  await frame.locator(".comparison h2", { hasText: "calm.carbon.yaml" }).waitFor();
  await frame.locator(".comparison td.other").first().waitFor();

  await compare(editor, "the board decided");
  // a revision is named by its hash and day: the first comparison may count as many rows
  await frame.locator(".comparison h2", { hasText: /[0-9a-f]{8}, \d{4}-/ }).waitFor({ timeout: 30_000 });
  await frame.locator(".comparison p", { hasText: "1 of 12 rows differs." }).waitFor({ timeout: 30_000 });
  await expect.poll(() => row.locator("th").textContent()).toContain("French");
  await expect.poll(() => row.locator("td.other").allTextContents()).toEqual(["0 %differs", "100 %differs"]);

  await enter(editor.page);
  await pressButton(editor.page, "Close");
  await frame.locator(".comparison h2").waitFor({ state: "detached" });
});

test("in Restricted Mode other scenarios can be compared, and it says why revisions cannot", async () => {
  const editor = await openMatrix({ prepare: calmer, restricted: true });
  const { page } = editor;
  await enter(page);
  await pressButton(page, "Compare", "Shift+Tab");
  await page.locator(quickRow, { hasText: "Restricted Mode" }).waitFor();
  await choose(page, "calm.carbon.yaml", "calm");
  await webview(page).locator(".comparison td.other").first().waitFor();
});
