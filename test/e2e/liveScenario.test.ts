import { expect, test } from "vitest";
import { type Editor, lensTexts, startEditor, webview } from "../support/editorHost";
import { dirty, example, oneScenario, scenario, undecided } from "../support/matrixEditor";
import { choose, clickUntil, openFile, openHover, quickRow, runCommand, selectFirst } from "../support/widgets";

// What is typed into the scenario is seen at once in the lens and in the matrix beside it; every kind of change is offered where a figure or a problem is read.

const transcription = "editorial/routers/transcription.py";
const settings = { "files.autoSave": "off", "editor.autoClosingBrackets": "never", "editor.quickSuggestions": false };
test("what is typed into the scenario, and a change chosen from What if…, change lens and matrix at once, before anything is saved", async () => {
  const editor = await startEditor({ workspace: example, file: scenario, settings });
  const { page } = editor;
  const text = editor.read(scenario);
  // Matrix, text and code side by side.
  await page.locator(".view-line", { hasText: "version" }).first().waitFor();
  await runCommand(page, "View: Split Editor Right");
  await runCommand(page, "View: Split Editor Right");
  await openFile(page, transcription);
  await page.keyboard.press("Control+1");
  await runCommand(page, "Carbon Matrix: Open Decision Matrix");
  await webview(page).locator("table.grid tbody tr").first().waitFor({ timeout: 60_000 });
  await page.locator(".codelens-decoration a", { hasText: "kg/month" }).first().waitFor({ timeout: 30_000 });
  await page.keyboard.press("Control+2");
  await page.locator(".editor-group-container.active .monaco-editor.focused .view-line", { hasText: "version" }).waitFor();
  const lens = async () => (await lensTexts(page)).join("\n");
  const matrix = async () => (await webview(page).locator("table.grid").textContent()) ?? "";
  const [firstLens, firstMatrix] = [await lens(), await matrix()];
  let before = [firstLens, firstMatrix];
  const bothFollow = async (change: string): Promise<void> => {
    const another = async () => /month/.test(await lens()) && (await lens()) !== before[0];
    await expect.poll(another, { timeout: 20_000, message: `lens after ${change}` }).toBe(true);
    await expect.poll(matrix, { timeout: 20_000, message: `matrix after ${change}` }).not.toBe(before[1]);
    before = [await lens(), await matrix()];
  };
  for (const [from, to] of [
    ["region: francecentral", "region: polandcentral"],
    ["sku: Standard_NC4as_T4_v3", "sku: Standard_NC8as_T4_v3"],
    ["deployment: dedicated", "deployment: scale-to-zero"],
    ["model: whisper-large-v3", "model: whisper-small"],
    ["engine: faster-whisper", "engine: whisperx"],
  ] as const) {
    await selectFirst(page, from);
    await page.keyboard.insertText(to);
    await bothFollow(to);
  }
  await runCommand(page, "What If…: Rank Changes of the Scenario");
  await choose(page, "everything in Sweden Central", "everything in Sweden");
  await bothFollow("What if…");
  expect(editor.read(scenario)).toBe(text);
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
  // Nothing was changed before the test: further presses find nothing to take back.
  await expect
    .poll(
      async () => {
        await page.keyboard.press("Control+z");
        return dirty(page).count();
      },
      { timeout: 20_000, interval: 100 },
    )
    .toBe(0);
  await expect.poll(lens, { timeout: 20_000 }).toBe(firstLens);
  await expect.poll(matrix, { timeout: 20_000 }).toBe(firstMatrix);
});

/** One row of each kind of change, by its words. */
const kinds = {
  model: /transcription: whisper-\S+ instead of whisper-large-v3/,
  engine: "transcription: run by whisperx",
  deployment: "speech: stopped between requests",
  schedule: "speech: on 50 h a week",
  size: /speech: Standard_\S+/,
  region: "in Sweden Central",
} as const;
const asked: Readonly<Record<keyof typeof kinds, string>> = {
  model: "whisper-",
  engine: "whisperx",
  deployment: "stopped between requests",
  schedule: "50 h a week",
  size: "Standard_",
  region: "Sweden",
};

/** Every kind is in the open list of "What if…". */
async function everyKind({ page }: Editor): Promise<void> {
  const rows = page.locator(quickRow);
  await rows.filter({ hasText: kinds.deployment }).first().waitFor({ timeout: 30_000 });
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
    await page.locator(".quick-input-widget input.input").fill(asked[kind]);
    await rows.filter({ hasText: kinds[kind] }).first().waitFor({ timeout: 10_000 });
  }
}

test("another model, engine, deployment, schedule, size and region are offered in the Problems panel and on the hover", async () => {
  const editor = await startEditor({ workspace: example, prepare: oneScenario(undecided), file: transcription, settings });
  const { page } = editor;
  await page.locator(".codelens-decoration a", { hasText: "kg/month" }).first().waitFor({ timeout: 30_000 });
  await (await openHover(page)).locator("a", { hasText: "What if…" }).click();
  await everyKind(editor);
  await page.keyboard.press("Escape");

  await runCommand(page, "Problems: Focus on Problems View");
  const problem = page.locator(".markers-panel .monaco-list-row", { hasText: "With everything on, the carbon budget" }).first();
  await problem.waitFor({ timeout: 30_000 });
  await problem.click();
  await page.locator(".tab.active", { hasText: scenario }).waitFor();
  const whatIf = page.locator(".monaco-menu .action-item, .action-widget .monaco-list-row", { hasText: "What if…" }).first();
  await clickUntil(problem.locator(".codicon-lightbulb, .codicon-light-bulb, .quickFix").first(), whatIf);
  await clickUntil(whatIf, page.locator(".quick-input-widget:visible"));
  await everyKind(editor);
  await choose(page, kinds.model, "whisper-");
  await page.locator(".tab.dirty", { hasText: scenario }).first().waitFor();
});
