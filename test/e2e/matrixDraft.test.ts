import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { dirty, enter, openMatrix, press, pressButton, rowCell, save, scenario, tabTo, toCell, undoToClean } from "../support/matrixEditor";
import { runCommand } from "../support/widgets";

// What is tried without touching the file, by keyboard only, in the real editor.

/**
 * Loads the window again. On a desktop the editor does it and keeps its state first; in a browser, which may end before all is written,
 * the state is awaited in its database, and the address asks for no file, as a window that is loaded again does not.
 */
async function reload(page: Page, words: string): Promise<void> {
  const state = (): Promise<string | null> =>
    page.evaluate(async () => {
      const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith("vscode-web-state-db-") ? [name] : []));
      if (names.length === 0) return null;
      const all = names.map(
        (name) =>
          new Promise<unknown[]>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const reading = opening.result.transaction("ItemTable").objectStore("ItemTable").getAll();
              reading.onerror = () => reject(reading.error);
              reading.onsuccess = () => {
                opening.result.close();
                resolve(reading.result);
              };
            };
          }),
      );
      return JSON.stringify(await Promise.all(all)).replaceAll("\\", "");
    });
  if ((await state()) === null) return runCommand(page, "Developer: Reload Window");
  await expect.poll(state).toContain(words);
  const address = new URL(page.url());
  address.searchParams.delete("payload");
  await page.goto(address.href);
}

test("sliders, levels and the recommended plan are tried in a draft, which is undone, comes back after a reload, is applied as one edit, or dropped", async () => {
  const editor = await openMatrix();
  const { page, read } = editor;
  const before = read(scenario);
  const frame = webview(page);
  const isDirty = () => dirty(page).count();
  await enter(page);

  // A slider starts the draft; the field takes the number itself.
  await tabTo(page, 'input[aria-label="Files in the first month"]');
  await press(page, "ArrowRight");
  await frame.locator(".drafttitle").waitFor();
  await rowCell(frame, "transcription/fr", "volume").locator("del").waitFor();
  await pressButton(page, "Undo the last step");
  await rowCell(frame, "transcription/fr", "volume").locator("del").waitFor({ state: "detached" });
  await tabTo(page, 'input[aria-label="Carbon budget"]', "Shift+Tab");
  await press(page, "ArrowRight");
  await frame.locator(".total.changed").first().waitFor();
  await tabTo(page, ".slider vscode-text-field");
  await press(page, "Control+a");
  await page.keyboard.type("12");
  await press(page, "Enter");
  await frame.locator(".total.changed", { hasText: "12 kg/month" }).locator("del", { hasText: "6 kg/month" }).waitFor();

  // A level in the draft; Ctrl+Z takes it back there, not in the file.
  await toCell(page, "row:generation/fr", "decision");
  await press(page, "4");
  await rowCell(frame, "generation/fr", "decision").locator("del", { hasText: "0 %" }).waitFor();
  await press(page, "Control+z");
  await rowCell(frame, "generation/fr", "decision").locator("del").waitFor({ state: "detached" });
  await press(page, "2");
  await rowCell(frame, "generation/fr", "decision").locator("del", { hasText: "0 %" }).waitFor();
  expect(await isDirty()).toBe(0);

  // The window is loaded again: the draft is still there, the file is still as it was.
  await reload(page, '"level":0.5');
  await rowCell(frame, "generation/fr", "decision").locator("del", { hasText: "0 %" }).waitFor({ timeout: 60_000 });
  expect(read(scenario)).toBe(before);

  // The recommended plan fills what is open and leaves what is decided.
  await enter(page);
  await pressButton(page, "Optimise");
  await rowCell(frame, "transcription/fr", "decision").locator("del", { hasText: "open" }).waitFor();
  expect(await rowCell(frame, "generation/ar", "decision").locator("del").count()).toBe(0);

  await pressButton(page, "Apply to the file", "Shift+Tab");
  await dirty(page).waitFor();
  await frame.locator(".drafttitle").waitFor({ state: "detached" });
  await rowCell(frame, "transcription/fr", "decision").getByText("100 %").waitFor();
  await save(page);
  expect(read(scenario)).toContain("carbon: 12 kg/month");
  await press(page, "Control+z");
  await rowCell(frame, "transcription/fr", "decision").getByText("open").waitFor();
  await save(page);
  expect(read(scenario)).toBe(before);

  // Dropped, nothing is left of it.
  await enter(page);
  await pressButton(page, "Try levels in a draft");
  await frame.locator(".drafttitle").waitFor();
  await toCell(page, "row:transcription/fr", "decision");
  await press(page, "0");
  await rowCell(frame, "transcription/fr", "decision").locator("del").waitFor();
  await pressButton(page, "Drop the draft", "Shift+Tab");
  await rowCell(frame, "transcription/fr", "decision").getByText("open").waitFor();
  expect(await isDirty()).toBe(0);
});

test("two matrices of one file follow each other; random keys and as many undos leave the file byte for byte", async () => {
  const editor = await openMatrix();
  const { page, read } = editor;
  const before = read(scenario);
  await runCommand(page, "View: Split Editor Down");
  await expect.poll(() => page.locator("iframe.webview.ready").count(), { timeout: 30_000 }).toBe(2);
  const [above, below] = [0, 1].map((index) => page.locator("iframe.webview").nth(index).contentFrame().locator("iframe#active-frame").contentFrame());
  if (!above || !below) throw new Error("no two matrices");
  for (const frame of [above, below]) await frame.locator("table.grid tbody tr").first().waitFor({ timeout: 30_000 });

  const cell = below.locator('tr[data-key="row:transcription/fr"] > .decision');
  await cell.click();
  const pressed = ["0", "1", "4", "Backspace", "3", "2"];
  for (const key of pressed) {
    await page.keyboard.press(key);
    const text = key === "Backspace" ? "open" : `${Number(key) * 25} %`;
    for (const frame of [above, below]) await frame.locator('tr[data-key="row:transcription/fr"] > .decision').getByText(text, { exact: true }).waitFor();
  }
  await undoToClean(page, pressed.length);
  for (const frame of [above, below]) await frame.locator('tr[data-key="row:transcription/fr"] > .decision').getByText("open").waitFor();
  expect(read(scenario)).toBe(before);
});
