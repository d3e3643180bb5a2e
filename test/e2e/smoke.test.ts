import { expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { startEditor } from "../support/editorHost";
import { findCommand, openFile } from "../support/widgets";

const workspace = inRoot("test", "fixtures", "e2e", "small-app");

test("a folder opens with the extension installed, its commands in the palette", async () => {
  const editor = await startEditor({ workspace, file: "main.py" });
  await editor.page.locator(".tab", { hasText: "main.py" }).waitFor();
  await findCommand(editor.page, "Carbon Matrix: Open Decision Matrix");
});

test("it sleeps until a Python file is open", async () => {
  const editor = await startEditor({ workspace, file: "notes.txt" });
  const { page, hostLog } = editor;
  const activated = (): string | undefined => /_doActivateExtension carbon-matrix\.carbon-matrix, .*activationEvent: '([^']+)'/.exec(hostLog())?.[1];
  await page.locator(".tab", { hasText: "notes.txt" }).waitFor();
  await expect.poll(hostLog, { timeout: 60_000 }).toContain("activationEvent: 'onStartupFinished'");
  expect(activated()).toBeUndefined();
  await openFile(page, "main.py");
  await expect.poll(activated, { timeout: 30_000 }).toBe("onLanguage:python");
});

test("in French the commands are French", async () => {
  const editor = await startEditor({ workspace, locale: "fr" });
  await openFile(editor.page, "main.py");
  await findCommand(editor.page, "Carbon Matrix: Ouvrir la matrice de décision");
});

test("in Restricted Mode the extension is there", async () => {
  const editor = await startEditor({ workspace, file: "main.py", restricted: true });
  await editor.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await findCommand(editor.page, "Carbon Matrix: Open Decision Matrix");
});
