import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Editor, webview } from "../support/editorHost";
import { enter, example, openMatrix, pressButton, scenario } from "../support/matrixEditor";
import { choose, quickRow } from "../support/widgets";

// One scenario beside another, by keyboard only, in the real editor.

let editor: Editor | undefined;
let workspace = "";

beforeEach(() => {
  workspace = join(mkdtempSync(join(tmpdir(), "carbon-matrix-ab-")), "editorial-api");
  cpSync(example, workspace, { recursive: true });
});
afterEach(async () => {
  await editor?.close();
  editor = undefined;
  rmSync(join(workspace, ".."), { recursive: true, force: true });
});

const text = () => readFileSync(join(workspace, scenario), "utf8");
const rows = () => editor && webview(editor.page).locator(".comparison tbody").last().locator("tr");

async function compare(choice: string): Promise<void> {
  if (!editor) return;
  const { page } = editor;
  await enter(page);
  await pressButton(page, "Compare", "Shift+Tab");
  await choose(page, choice, choice);
}

test("another scenario of the folder, and the file as it was committed, stand beside it row by row", async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], { cwd: workspace, stdio: "pipe" });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "the board decided");
  writeFileSync(join(workspace, scenario), text().replace("generation/fr: { level: 0 %", "generation/fr: { level: 100 %"));
  writeFileSync(join(workspace, "calm.carbon.yaml"), text().replace("files: 500/month", "files: 100/month"));

  editor = await openMatrix({ workspace });
  const frame = webview(editor.page);
  await compare("calm.carbon.yaml");
  await frame.locator(".comparison h2", { hasText: "calm.carbon.yaml" }).waitFor();
  await frame.locator(".comparison td.other").first().waitFor();

  await compare("the board decided");
  // a revision is named by its hash and day: the first comparison may count as many rows
  await frame.locator(".comparison h2", { hasText: /[0-9a-f]{8}, \d{4}-/ }).waitFor({ timeout: 30_000 });
  await frame.locator(".comparison p", { hasText: "1 of 12 rows differs." }).waitFor({ timeout: 30_000 });
  await expect.poll(() => rows()?.first().locator("th").textContent()).toContain("French");
  await expect.poll(() => rows()?.first().locator("td.other").allTextContents()).toEqual(["0 %differs", "100 %differs"]);

  await enter(editor.page);
  await pressButton(editor.page, "Close");
  await frame.locator(".comparison h2").waitFor({ state: "detached" });
});

test("in Restricted Mode other scenarios can be compared, and it says why revisions cannot", async () => {
  writeFileSync(join(workspace, "calm.carbon.yaml"), text().replace("files: 500/month", "files: 100/month"));
  editor = await openMatrix({ workspace, restricted: true });
  const { page } = editor;
  await enter(page);
  await pressButton(page, "Compare", "Shift+Tab");
  await page.locator(quickRow, { hasText: "Restricted Mode" }).waitFor();
  await choose(page, "calm.carbon.yaml", "calm");
  await webview(page).locator(".comparison td.other").first().waitFor();
});
