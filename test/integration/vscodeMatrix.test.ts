import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import type { Matrix } from "../../src/core/analysis";
import { fakeAnalysis, fakeRow } from "../support/fakeAnalysis";
import { openBrowser, stateOf, type Theme, WebviewPage } from "../support/webviewPage";

// The matrix's page in a plain browser, under the policy of the editor: keys, messages, access, what stays where it is.

let browser: Browser;
let view: WebviewPage | undefined;

beforeAll(async () => {
  browser = await openBrowser(await ensureBrowser());
});
afterEach(async () => {
  await view?.page.close();
  view = undefined;
});
afterAll(async () => {
  await browser.close();
});

async function open(state = stateOf(fakeAnalysis()), options: { theme?: Theme; width?: number } = {}): Promise<WebviewPage> {
  view = await WebviewPage.open(browser, state, options);
  return view;
}

const focused = (one: WebviewPage) =>
  one.page.evaluate(() => [document.activeElement?.parentElement?.getAttribute("data-key"), document.activeElement?.className.split(" ")[0]]);

async function keys(one: WebviewPage, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await one.page.keyboard.press(key);
}

async function edits(one: WebviewPage) {
  return (await one.sent()).flatMap((intent) => (intent.type === "edit" ? [intent.changes] : []));
}

const intoGrid = (one: WebviewPage) => one.page.locator('table.grid [tabindex="0"]').focus();

test("one tab stop; arrows, Home, End and their control forms move it", async () => {
  const one = await open();
  expect(await one.page.locator('table.grid tbody [tabindex="0"]').count()).toBe(1);
  await intoGrid(one);
  await keys(one, "ArrowDown", "ArrowRight");
  expect(await focused(one)).toEqual(["row:transcription/fr", "class"]);
  await keys(one, "End");
  expect(await focused(one)).toEqual(["row:transcription/fr", "why"]);
  await keys(one, "Control+End", "Home");
  expect(await focused(one)).toEqual(["row:generation/ar", "name"]);
  await keys(one, "Control+Home");
  expect(await focused(one)).toEqual(["service:transcription", "name"]);
  expect(await one.page.locator('table.grid tbody [tabindex="0"]').count()).toBe(1);
});

test("level keys, Space and Backspace set the decision of a row, and of a whole service", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:generation/fr"] > .decision').click();
  await keys(one, "2", "4", "Backspace");
  await keys(one, "ArrowUp", "0");
  const generation = (language: string, level: number | null) => ({ type: "level", service: "generation", language, level });
  expect(await edits(one)).toEqual([
    [generation("fr", 0.5)],
    [generation("fr", 1)],
    [generation("fr", null)],
    ["fr", "en", "es", "ar"].map((language) => generation(language, 0)),
  ]);
});

test("Enter edits, Escape leaves the value, typing starts an edit, Enter commits and moves down", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:transcription/fr"] > .volume').click();
  await keys(one, "Enter", "9", "Escape");
  expect(await focused(one)).toEqual(["row:transcription/fr", "volume"]);
  expect(await edits(one)).toEqual([]);
  await keys(one, "8", "0", "0", "Enter");
  expect(await focused(one)).toEqual(["row:transcription/en", "volume"]);
  expect(await edits(one)).toEqual([[{ type: "files", service: "transcription", language: "fr", files: "800" }]]);
});

test("an override chosen from the list asks for its reason in the row", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:generation/fr"] > .decision').click();
  await keys(one, "F2");
  await one.page.locator(".decision select").selectOption("1");
  await keys(one, "Enter");
  const reason = one.page.locator('tr[data-key="row:generation/fr"] > .reason input');
  await reason.fill("readers asked");
  await keys(one, "Enter");
  expect(await edits(one)).toEqual([
    [{ type: "level", service: "generation", language: "fr", level: 1 }],
    [{ type: "reason", service: "generation", language: "fr", reason: "readers asked" }],
  ]);
});

test("a pasted column is one edit; nonsense is none", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:translation/es"] > .decision').click();
  const paste = (text: string) =>
    one.page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste("50 %\nperhaps");
  await paste("50 %\n0\n");
  expect(await edits(one)).toEqual([
    [
      { type: "level", service: "translation", language: "es", level: 0.5 },
      { type: "level", service: "translation", language: "ar", level: 0 },
    ],
  ]);
});

test("a new state keeps the focus on its row, even when rows come above it, and does not disturb a cell in editing", async () => {
  const analysis = fakeAnalysis();
  const matrix = analysis.matrix as Matrix;
  const one = await open(stateOf(analysis));
  await one.page.locator('tr[data-key="row:translation/fr"] > .volume').click();
  await keys(one, "7", "7");
  await one.send(stateOf({ ...analysis, matrix: { ...matrix, rows: [fakeRow("ocr", null), ...matrix.rows.map((row) => ({ ...row, cost: 1 }))] } }));
  expect(await one.page.locator(".volume input").inputValue()).toBe("77");
  await keys(one, "Escape");
  expect(await focused(one)).toEqual(["row:translation/fr", "volume"]);
  expect(await one.page.locator("tbody tr").first().getAttribute("data-key")).toBe("row:ocr");
});

test("read-only shows the last good table and takes no edit", async () => {
  const problems = [{ severity: "error", message: "services: a map is wanted", place: "a.carbon.yaml:3" }] as const;
  const one = await open(stateOf(fakeAnalysis(), { readOnly: true, problems }));
  await one.page.locator('tr[data-key="row:generation/fr"] > .decision').click();
  await keys(one, "2", "Enter");
  expect(await edits(one)).toEqual([]);
  expect(await one.page.locator(".stale-note").isVisible()).toBe(true);
  await one.page.locator(".problems .link").click();
  expect(await one.sent()).toContainEqual({ type: "showProblem", index: 0 });
});

test("texts of a scenario stay text: nothing in them becomes part of the page", async () => {
  const analysis = fakeAnalysis({ scenario: { file: "x.carbon.yaml", title: "<img src=x onerror=alert(1)>", valid: true } });
  const matrix = analysis.matrix as Matrix;
  const rows = [fakeRow("<b>bold</b>", "<i>", { reason: "</td><script>1</script>", why: "<a href=x>y</a>", decided: 0 })];
  const one = await open(stateOf({ ...analysis, matrix: { ...matrix, rows } }));
  expect(await one.page.locator("h1").textContent()).toBe("<img src=x onerror=alert(1)>");
  await one.page.locator("td.why[aria-expanded]").click();
  expect(await one.page.locator("main img, main script, main b, main a").count()).toBe(0);
});

test("the totals are announced politely, once for each change", async () => {
  const one = await open();
  const live = one.page.locator('[aria-live="polite"]');
  expect(await live.textContent()).toContain("Over budget from 2027-01");
});

test.each<Theme>(["light", "dark", "hc", "hcLight"])("axe-core finds nothing in %s", async (theme) => {
  const one = await open(stateOf(fakeAnalysis()), { theme });
  await one.page.locator("td.why[aria-expanded]").first().click();
  // The page's policy lets no other script in, the debugger's protocol does.
  const session = await one.page.context().newCDPSession(one.page);
  await session.send("Runtime.evaluate", { expression: axe.source });
  const found = await one.page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
    ).axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary.slice(0, 200)} (${nodes.length})`);
  });
  expect(found).toEqual([]);
});

test("every target is at least 24 pixels high", async () => {
  const one = await open();
  const small = await one.page.evaluate(() =>
    [...document.querySelectorAll("button, summary, tbody td, tbody th, vscode-button, vscode-panel-tab")]
      .map((target) => ({ text: target.textContent?.slice(0, 30), height: target.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 24),
  );
  expect(small).toEqual([]);
});
