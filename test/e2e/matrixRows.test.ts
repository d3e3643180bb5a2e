import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { arrowTo, enter, openMatrix, press, rowCell, save, scenario, serviceCell, tabTo, toCell, undoToClean } from "../support/matrixEditor";
import { runCommand } from "../support/widgets";

// All that changes rows, by keyboard only, in the real editor.

test("rows are searched, sorted, selected and set together; each is one step of the editor's undo", async () => {
  const editor = await openMatrix();
  const { page, read } = editor;
  const before = read(scenario);
  const frame = webview(page);
  const lines = frame.locator("table.grid tbody tr[data-key^='row:']");
  await enter(page);

  await tabTo(page, "vscode-text-field.search");
  await page.keyboard.type("arab");
  await expect.poll(() => lines.count()).toBe(3);
  await press(page, "Escape");
  await expect.poll(() => lines.count()).toBe(12);

  // Only what is undecided, and everything again.
  const open = await lines.locator(".level.open").count();
  expect(open).toBeGreaterThan(0);
  expect(open).toBeLessThan(12);
  await tabTo(page, 'vscode-dropdown[aria-label="Show"]');
  await press(page, "ArrowDown");
  await expect.poll(() => lines.count()).toBe(open);
  await press(page, "ArrowUp");
  await expect.poll(() => lines.count()).toBe(12);

  // Arabic to 50 %, one edit.
  await tabTo(page, 'vscode-dropdown[aria-label="Rows to set"]');
  await page.keyboard.type("Arab");
  await tabTo(page, ".tools vscode-button");
  await press(page, "Enter");
  for (const service of ["transcription", "translation", "generation"]) await rowCell(frame, `${service}/ar`, "decision").getByText("50 %").waitFor();
  await undoToClean(page, 1);

  // The heaviest first; a selection of two rows to 25 %, one edit.
  await toCell(page, "head", "class");
  await press(page, "Enter");
  await frame.locator("thead th.class[aria-sort='descending']").waitFor();
  expect(await frame.locator("table.grid tbody tr").first().getAttribute("data-key")).toBe("service:generation");
  await arrowTo(page, "row:translation/fr", "decision");
  await press(page, "Shift+ArrowDown", "1");
  await rowCell(frame, "translation/fr", "decision").getByText("25 %").waitFor();
  await expect.poll(() => frame.locator("tr[aria-selected='true']").count()).toBe(2);
  await undoToClean(page, 1);

  // A whole service.
  await arrowTo(page, "service:transcription", "decision");
  await press(page, "3");
  await rowCell(frame, "transcription/ar", "decision").getByText("75 %").waitFor();
  await undoToClean(page, 1);
  expect(read(scenario)).toBe(before);
});

test("criticality, files, maintenance, reason, name, review date and lock are edited by keyboard, each into its own key", async () => {
  const editor = await openMatrix();
  const { page, read } = editor;
  const frame = webview(page);
  await enter(page);

  await toCell(page, "row:transcription/fr", "criticality");
  await press(page, "v");
  await rowCell(frame, "transcription/fr", "criticality").getByText("Vital").waitFor();

  await arrowTo(page, "row:transcription/fr", "volume");
  await page.keyboard.type("1 234,5");
  await press(page, "Enter");
  await rowCell(frame, "transcription/fr", "volume").getByText("first month 1,235").waitFor();

  await arrowTo(page, "row:transcription/fr", "cost");
  await frame.locator("#hint", { hasText: "Read-only" }).waitFor();
  await arrowTo(page, "service:transcription", "cost");
  await page.keyboard.type("30");
  await press(page, "Enter");

  await arrowTo(page, "row:transcription/fr", "cost");
  await press(page, " ");
  await frame.locator(".details .way[aria-pressed='true']", { hasText: "Cost" }).waitFor();
  await tabTo(page, '.details vscode-text-field[aria-label="Development, once"]');
  await page.keyboard.type("9 000");
  await press(page, "Enter");
  await frame.locator(".details dd", { hasText: "9,000 EUR" }).waitFor();
  await tabTo(page, 'table.grid tr[data-key] > [tabindex="0"]', "Shift+Tab");
  await press(page, " ");
  await frame.locator(".details").waitFor({ state: "detached" });

  await arrowTo(page, "row:generation/ar", "reason");
  await press(page, "F2");
  await rowCell(frame, "generation/ar", "reason").locator("input:focus").waitFor();
  await press(page, "Control+a");
  await page.keyboard.type("no reader before spring");
  await press(page, "Enter");
  await rowCell(frame, "generation/ar", "reason").getByText("no reader before spring").waitFor();

  await arrowTo(page, "row:generation/ar", "decision");
  await press(page, " ");
  await frame.locator(".details .way[aria-pressed='true']", { hasText: "Decision" }).waitFor();
  await tabTo(page, ".details .labelled:nth-of-type(2) vscode-text-field");
  await press(page, "Control+a");
  await page.keyboard.type("01/09/2027");
  await press(page, "Enter");
  await frame.locator(".details dd", { hasText: "2027-09-01" }).waitFor();
  await tabTo(page, ".details vscode-button");
  await press(page, "Enter");
  await rowCell(frame, "generation/ar", "decision").getByText("locked").waitFor();

  await tabTo(page, 'table.grid tr[data-key] > [tabindex="0"]', "Shift+Tab");
  await arrowTo(page, "row:generation/ar", "decision");
  await press(page, "4");
  await frame.locator(".refused", { hasText: "Locked" }).waitFor();

  await save(page);
  const text = read(scenario);
  expect(text).toContain(
    'generation/ar: { level: 0 %, reason: "no reader before spring", by: "editorial board", date: 2026-11-20, review: 2027-09-01, lock: true }',
  );
  expect(text).toContain(
    '    languages:\n      fr: { criticality: "vital", files: 1234.5/month }\n    cost: { maintenance: 30 EUR/month, development: 9000 EUR }\n',
  );

  // Unlocked and reopened, the row has no decision any more.
  await tabTo(page, ".details vscode-button");
  await press(page, "Enter");
  await rowCell(frame, "generation/ar", "decision").getByText("locked").waitFor({ state: "detached" });
  await tabTo(page, 'table.grid tr[data-key] > [tabindex="0"]', "Shift+Tab");
  await arrowTo(page, "row:generation/ar", "decision");
  await press(page, "Backspace");
  await rowCell(frame, "generation/ar", "decision").getByText("open").waitFor();
  await save(page);
  expect(read(scenario)).not.toContain("generation/ar");
});

test("every column on demand; a service folded; what was arranged is there again after the page was hidden", async () => {
  const editor = await openMatrix({ file: "main.py" });
  const { page } = editor;
  const frame = webview(page);
  await enter(page);
  await expect.poll(() => frame.locator("table.grid thead th").count()).toBe(9);
  await tabTo(page, "vscode-checkbox");
  await press(page, " ");
  await frame.locator("thead th.flip").waitFor();
  await toCell(page, "row:transcription/fr", "name");
  await press(page, "Enter");
  await frame.locator("tr.medium > .name", { hasText: "audio" }).waitFor();
  await arrowTo(page, "service:translation", "name");
  await press(page, "Enter");
  await serviceCell(frame, "translation", "name").locator("xpath=self::*[@aria-expanded='false']").waitFor();
  await arrowTo(page, "head", "cost");
  await press(page, "Enter", "Enter");
  await frame.locator("thead th.cost[aria-sort='ascending']").waitFor();

  const restored = async () => {
    await frame.locator("table.grid thead th.flip").waitFor({ timeout: 30_000 });
    await frame.locator("thead th.cost[aria-sort='ascending']").waitFor();
    await frame.locator('tr[data-key="row:translation/fr"]').waitFor({ state: "detached" });
    await expect.poll(() => frame.locator("tr.medium").count()).toBe(2);
  };
  // Hidden behind the other file, and shown again.
  await runCommand(page, "View: Open Previous Editor");
  await page.locator("iframe.webview.ready").waitFor({ state: "detached" });
  await runCommand(page, "View: Open Next Editor");
  await restored();
  // Moved beside it.
  await runCommand(page, "View: Move Editor into Next Group");
  await expect.poll(() => page.locator(".editor-group-container").count()).toBe(2);
  await restored();
});
