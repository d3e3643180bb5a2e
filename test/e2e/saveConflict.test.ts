import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { dirty, enter, openMatrix, press, scenario, toCell } from "../support/matrixEditor";

// Two writers of one file: whoever saves second is asked, also where the change keeps the size of the file or brings an older time, which the editor does not see alone.

test.each([
  ["title: Editorial AI APX", 0],
  ["title: Editorial AI", 0],
  ["title: Editorial AI", 3600],
  ["title: Editorial AI AP", 3600],
])("saving the matrix overwrites no change of another program: %s, %d s old", async (title, age) => {
  const { page, workspace, read } = await openMatrix();
  await enter(page);
  await toCell(page, "row:generation/ar", "decision");
  await press(page, "4");
  await dirty(page).waitFor();
  const path = join(workspace, scenario);
  writeFileSync(path, read(scenario).replace("title: Editorial AI API", title));
  const time = Date.now() / 1000 - age;
  utimesSync(path, time, time);
  await page.keyboard.press("Control+s");
  const question = page.locator(".notification-toast", { hasText: "content of the file is newer" });
  await question.waitFor({ timeout: 20_000 });
  expect(read(scenario)).toContain(`${title}\n`);
  expect(read(scenario)).toContain("generation/ar: { level: 0 %");
  expect(await dirty(page).count()).toBe(1);

  await question.locator(".monaco-button", { hasText: "Overwrite" }).click();
  await dirty(page).waitFor({ state: "detached" });
  expect(read(scenario)).toContain("title: Editorial AI API\n");
  await webview(page).locator("h1", { hasText: "Editorial AI API" }).waitFor();
});
