import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/cli";
import { openMatrix, scenario } from "../support/matrixEditor";
import { runCommand } from "../support/widgets";

// The decision report from the editor: who has no terminal needs it most.

test("the editor exports the report that the command line writes, under the name that its user gives", async () => {
  const { page, workspace } = await openMatrix();
  await runCommand(page, "Carbon Matrix: Export the Decision Report");
  const dialog = page.locator(".quick-input-widget input").first();
  await dialog.waitFor();
  await expect.poll(() => dialog.inputValue()).toMatch(/editorial-report\.html$/);
  await dialog.fill(join(workspace, "board.md"));
  await dialog.press("Enter");
  await page.locator(".notification-toast", { hasText: "Saved: board.md" }).waitFor({ timeout: 60_000 });
  const printed = run("report", join(workspace, scenario));
  expect(printed.status).toBe(0);
  expect(readFileSync(join(workspace, "board.md"), "utf8")).toBe(printed.stdout);
});
