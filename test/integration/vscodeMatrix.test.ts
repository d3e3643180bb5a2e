import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import type { Analysis } from "../../src/core/analysis/analysis";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { AnalysisMemo } from "../../src/core/analyze";
import { applyEdits } from "../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../src/core/text";
import { applyChanges } from "../../src/protocol/applyChanges";
import { buildComparison } from "../../src/protocol/buildComparison";
import { buildState, type Shown } from "../../src/protocol/buildState";
import type { State } from "../../src/protocol/messages";
import { analyse } from "../support/analyse";
import { fakeAnalysis, fakeRow } from "../support/fakeAnalysis";
import { largeScenario } from "../support/largeScenario";
import { openBrowser, stateOf, type Theme, WebviewPage } from "../support/webviewPage";

// The matrix's page in a plain browser, under the policy of the editor: keys, messages, access, what stays where it is.

/** Audio and video, of different lengths, in French and English. */
const mixed = `version: 1
budget: { carbon: 6 kg/month }
region: francecentral
volume: { files: 500/month }
media: { audio: 40 %, video: 20 %, text: 40 % }
languages:
  fr: { share: 50 % }
  en: { share: 50 % }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  transcription:
    model: whisper-large-v3
    engine: faster-whisper
    host: speech
    input: { media: [audio, video], duration: { audio: 10 min, video: 20 min } }
`;

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

function shown(analysis: Analysis, over: Partial<Shown> = {}): State {
  return buildState({ file: analysis, lastGood: null, draft: null, comparison: null, open: [], problems: [], gone: false, ...over }, translator("en"));
}

/** The founding case with generation stopped. */
function stopped(): Analysis {
  const analysis = fakeAnalysis();
  const matrix = analysis.matrix as Matrix;
  return { ...analysis, matrix: { ...matrix, rows: matrix.rows.map((row) => (row.service === "generation" ? { ...row, decided: 0 as const } : row)) } };
}

const drafted = () => shown(fakeAnalysis(), { draft: { steps: [[{ type: "level", service: "generation", language: "fr", level: 0 }]], analysis: stopped() } });
const compared = () => {
  const here = fakeAnalysis();
  return shown(here, { comparison: buildComparison(here, stopped(), { kind: "file", file: "b.carbon.yaml" }, "b.carbon.yaml") });
};

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
  await keys(one, "2", "4");
  await keys(one, "ArrowDown", "ArrowDown", "ArrowDown", "Backspace");
  await keys(one, "Control+ArrowUp");
  await one.page.locator('tr[data-key="service:generation"] > .decision').click();
  await keys(one, "3");
  const generation = (language: string, level: number | null) => ({ type: "level", service: "generation", language, level });
  expect(await edits(one)).toEqual([
    [generation("fr", 0.5)],
    [generation("fr", 1)],
    [generation("ar", null)],
    ["fr", "en", "es", "ar"].map((language) => generation(language, 0.75)),
  ]);
});

test("Shift and arrows select rows: one key sets them all, as one edit", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:translation/fr"] > .decision').click();
  await keys(one, "Shift+ArrowDown", "Shift+ArrowDown");
  expect(await one.page.locator('tbody tr[aria-selected="true"]').count()).toBe(3);
  await keys(one, "2");
  await keys(one, "Escape");
  expect(await one.page.locator('tbody tr[aria-selected="true"]').count()).toBe(0);
  expect(await edits(one)).toEqual([["fr", "en", "es"].map((language) => ({ type: "level", service: "translation", language, level: 0.5 }))]);
});

test("Arabic to 50 %: one edit from the tools over the grid, by keyboard", async () => {
  const one = await open();
  await one.page.locator('vscode-dropdown[aria-label="Rows to set"]').focus();
  await keys(one, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
  await one.page.locator("vscode-button", { hasText: "Set" }).focus();
  await keys(one, "Enter");
  expect(await edits(one)).toEqual([["transcription", "translation", "generation"].map((service) => ({ type: "level", service, language: "ar", level: 0.5 }))]);
});

test("a locked row takes no level and says why", async () => {
  const analysis = fakeAnalysis();
  const matrix = analysis.matrix as Matrix;
  const one = await open(shown({ ...analysis, matrix: { ...matrix, rows: [fakeRow("ocr", null, { decided: 1, locked: true })] } }));
  await one.page.locator('tr[data-key="row:ocr"] > .decision').click();
  await keys(one, "2", "F2");
  expect(await edits(one)).toEqual([]);
  expect(await one.page.locator(".refused").textContent()).toContain("Locked");
  expect(await one.page.locator("#hint").textContent()).toContain("Locked");
});

test("why a cell was not changed stands right below the cell, and goes with the next thing that is asked for", async () => {
  const one = await open();
  const cell = one.page.locator('tr[data-key="row:generation/fr"] > .volume');
  await cell.click();
  await keys(one, "Enter");
  await one.page.keyboard.type("many");
  await keys(one, "Enter");
  await one.page.evaluate(() => window.postMessage({ type: "refused", message: "many is not a number" }, "*"));
  const refused = one.page.locator(".refused", { hasText: "many is not a number" });
  await refused.waitFor();
  const [box, at] = [await refused.boundingBox(), await cell.boundingBox()];
  expect(Math.abs((box?.y ?? 0) - (at?.y ?? 0) - (at?.height ?? 0))).toBeLessThan(12);
  expect(box?.x ?? 0).toBeLessThan((at?.x ?? 0) + (at?.width ?? 0));
  await keys(one, "ArrowLeft", "2");
  expect(await one.page.locator(".refused").textContent()).toBe("");
});

test("a file that is no longer there is said, and its table takes no edit", async () => {
  const one = await open(shown(fakeAnalysis(), { gone: true }));
  await one.page.locator(".stale-note", { hasText: "The file is no longer there" }).waitFor();
  await one.page.locator('tr[data-key="row:generation/fr"] > .decision').click();
  await keys(one, "2");
  expect(await edits(one)).toEqual([]);
});

test("search, filter and sort keep the focus on its row, and an edit moves none", async () => {
  const one = await open();
  const rows = () => one.page.locator("tbody tr[data-key]").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-key")));
  await intoGrid(one);
  await keys(one, "ArrowUp", "ArrowRight", "Enter");
  expect(await one.page.locator("thead th.class").getAttribute("aria-sort")).toBe("descending");
  expect((await rows())[0]).toBe("service:generation");
  await one.page.locator("vscode-text-field.search").locator("input").fill("arab");
  expect(await rows()).toEqual([
    "service:generation",
    "row:generation/ar",
    "service:transcription",
    "row:transcription/ar",
    "service:translation",
    "row:translation/ar",
  ]);
  await one.page.locator('tr[data-key="row:translation/ar"] > .decision').click();
  await one.send(shown(stopped()));
  expect(await focused(one)).toEqual(["row:translation/ar", "decision"]);
  expect((await rows()).length).toBe(6);
  await one.page.locator("vscode-text-field.search").locator("input").fill("zzz");
  await one.page.getByText("No row matches.").waitFor();
  await one.page.getByText("Show all rows").click();
  expect((await rows()).length).toBe(15);
});

test("Why? of each cell opens the derivation of that figure, asked for from the editor", async () => {
  const one = await open();
  await one.page.locator('tr[data-key="row:translation/es"] > .cost').click();
  await keys(one, " ");
  expect(await one.sent()).toContainEqual({ type: "explain", rows: ["translation/es"] });
  await one.send(shown(fakeAnalysis(), { open: ["translation/es"] }));
  const pressed = one.page.locator('.details .way[aria-pressed="true"]');
  expect(await pressed.textContent()).toBe("Cost");
  for (const [column, title] of [
    ["class", "Carbon"],
    ["volume", "Files"],
    ["criticality", "Criticality"],
    ["recommended", "Recommendation"],
    ["decision", "Decision"],
  ]) {
    await one.page.locator(`tr[data-key="row:translation/es"] > .${column}`).click();
    await keys(one, " ");
    expect(await pressed.textContent()).toBe(title);
  }
  expect(await focused(one)).toEqual(["row:translation/es", "decision"]);
});

test("a slider starts a draft; while a value is on its way the next ones wait, and only the last is sent", async () => {
  const one = await open();
  await one.page.locator('input[type="range"]').first().focus();
  await keys(one, "ArrowRight", "ArrowRight", "ArrowRight");
  const tries = async () => (await one.sent()).flatMap((intent) => (intent.type === "try" ? intent.changes : []));
  expect((await tries()).length).toBe(1);
  await one.send(stateOf(fakeAnalysis()));
  expect((await tries()).length).toBe(2);
  expect(await edits(one)).toEqual([]);
});

test("a slider without a value stands at its beginning and says that it is not set", async () => {
  const { matrix, ...rest } = fakeAnalysis();
  const one = await open(stateOf({ ...rest, matrix: matrix && { ...matrix, volume: { files: null, own: 0 } } }));
  const volume = one.page.locator('input[type="range"]').nth(1);
  expect(await volume.inputValue()).toBe("0");
  expect(await volume.getAttribute("aria-valuetext")).toBe("not set");
});

test("a draft shows the file's value beside each that differs; undo is the draft's, apply and drop are asked for", async () => {
  const one = await open(drafted());
  expect(await one.page.locator('tr[data-key="row:generation/fr"] > .decision del').textContent()).toBe("open");
  expect(await one.page.locator(".drafttitle").textContent()).toContain("3 rows");
  await one.page.locator('tr[data-key="row:generation/fr"] > .decision').click();
  await keys(one, "Control+z");
  await one.page.locator("vscode-button", { hasText: "Apply to the file" }).click();
  await one.page.locator("vscode-button", { hasText: "Drop the draft" }).click();
  expect((await one.sent()).flatMap((intent) => (intent.type === "draft" ? [intent.act] : []))).toEqual(["undo", "apply", "drop"]);
});

test("what the page remembers is handed back: draft, comparison, open derivations, order, columns", async () => {
  const one = await open(drafted());
  await intoGrid(one);
  await keys(one, "ArrowDown", "ArrowRight", " ");
  await one.page.locator("vscode-checkbox").click();
  const memory = await one.page.evaluate(() => (window as unknown as { acquireVsCodeApi(): { getState(): unknown } }).acquireVsCodeApi().getState());
  expect(memory).toMatchObject({
    expanded: [["row:transcription/fr", "carbon"]],
    more: true,
    cell: { key: "row:transcription/fr", column: "class" },
    draft: [[{ type: "level" }]],
  });
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

test("200 services: every row is there, and a level redraws its own line and its service's, no other", async () => {
  const text = largeScenario({ services: 200, hosts: 20 });
  const memo: AnalysisMemo = {};
  const one = await open(stateOf(analyse(text, { memo })));
  expect(await one.page.locator("table.grid tr[data-key^='row:']").count()).toBe(800);
  const key = await one.page.locator("table.grid tr[data-key^='row:']").nth(401).getAttribute("data-key");
  const [service = "", language = null] = (key ?? "").replace("row:", "").split("/");
  await one.page.evaluate(() => {
    const touched = new Set<string>();
    const lineOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest("tr[data-key]")?.getAttribute("data-key");
    new MutationObserver((changes) => {
      for (const { target } of changes) touched.add(lineOf(target) ?? "lines");
      (window as unknown as { touched: string[] }).touched = [...touched];
    }).observe(document.querySelector("table.grid tbody") as Node, { subtree: true, childList: true, characterData: true });
  });
  const applied = applyChanges(text, [{ type: "level", service, language, level: 0.5 }], translator("en"));
  if ("refused" in applied) throw new Error(applied.refused);
  await one.send(stateOf(analyse(applyEdits(text, applied.edits), { memo })));
  await one.page.locator(`tr[data-key="${key}"] > .decision`, { hasText: "50 %" }).waitFor();
  const touched = await one.page.evaluate(() => (window as unknown as { touched: string[] }).touched);
  expect(new Set(touched)).toEqual(new Set([key, `service:${service}`]));
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
  const hostile = shown({ ...analysis, matrix: { ...matrix, rows } }, { open: ["<b>bold</b>/<i>"] });
  const one = await open(hostile);
  expect(await one.page.locator("h1").textContent()).toBe("<img src=x onerror=alert(1)>");
  await one.page.locator("td.why[aria-expanded]").click();
  await one.page.locator(".details .why", { hasText: "<a href=x>y</a>" }).waitFor();
  expect(await one.page.locator("main img, main script, main b, main a").count()).toBe(0);
});

test("the totals are announced politely, once for each change", async () => {
  const one = await open();
  const live = one.page.locator('[aria-live="polite"]');
  expect(await live.textContent()).toContain("Over budget from 2027-01");
});

const opened = () => shown(fakeAnalysis(), { open: ["transcription/fr"] });

test.each<[Theme, string, () => State]>(
  (["light", "dark", "hc", "hcLight"] as const).flatMap((theme): [Theme, string, () => State][] => [
    [theme, "derivation and all columns", opened],
    [theme, "draft", drafted],
    [theme, "A/B", compared],
    [theme, "media and costs", () => shown(analyse(mixed), { open: ["transcription/fr"] })],
  ]),
)("axe-core finds nothing in %s: %s", async (theme, name, state) => {
  const one = await open(state(), { theme });
  await one.page
    .locator(name.startsWith("media") ? "tr.nested td.cost" : "td.why[aria-expanded]")
    .first()
    .click();
  if (name.startsWith("media")) {
    await keys(one, " ");
    await one.page.locator("tr.nested > .name").first().click();
    await one.page.locator("tr.medium").first().waitFor();
  }
  if (name.startsWith("derivation")) await one.page.locator("vscode-checkbox").click();
  if (name === "A/B") await one.page.locator("vscode-text-field.search").locator("input").fill("arab");
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

test("a row of several media unfolds by Enter on its name, and Space there shows its files", async () => {
  const one = await open(stateOf(analyse(mixed)));
  await intoGrid(one);
  await keys(one, "ArrowDown", "Enter");
  expect(await one.page.locator("tr.medium > .name").allTextContents()).toEqual(["transcription/fr audio", "transcription/fr video"]);
  expect(await one.page.locator('tr[data-key="row:transcription/fr"] > .name').getAttribute("aria-expanded")).toBe("true");
  await keys(one, "ArrowDown", "ArrowRight", "2", " ");
  expect(await edits(one)).toEqual([]);
  expect(await one.sent()).toContainEqual({ type: "explain", rows: ["transcription/fr"] });
  await one.send(stateOf(analyse(mixed.replace("500/month", "600/month"))));
  expect(await focused(one)).toContain("medium:transcription/fr:audio");
  await keys(one, "ArrowUp", "ArrowLeft", "Enter");
  expect(await one.page.locator("tr.medium").count()).toBe(0);
});

test("every field and list has its own name", async () => {
  const one = await open(shown(analyse(mixed), { open: ["transcription/fr"] }));
  await one.page.locator("tr.nested td.cost").first().click();
  await keys(one, " ");
  await one.page.locator(".details .actions").waitFor();
  const names = await one.page
    .locator("vscode-text-field, vscode-dropdown, input[type='range']")
    .evaluateAll((all) => all.map((field) => field.getAttribute("aria-label")));
  expect(names).toEqual([
    "Carbon budget",
    "Carbon budget",
    "Files in the first month",
    "Files in the first month",
    "Search",
    "Show",
    "Rows to set",
    "Level to set",
    "Maintenance a month",
    "Development, once",
  ]);
  const inner = await one.page
    .locator(".details vscode-text-field")
    .evaluateAll((all) => all.map((field) => field.shadowRoot?.querySelector("input")?.getAttribute("aria-label")));
  expect(inner).toEqual(["Maintenance a month", "Development, once"]);
  expect(
    await one.page
      .locator(".details vscode-text-field")
      .first()
      .evaluate((field) => field.getBoundingClientRect().height),
  ).toBeLessThan(40);
});

test("a scenario without a service says what to do, and shows nothing that could not be used", async () => {
  const one = await open(stateOf(analyse("version: 1\n")));
  await one.page.locator("#sentence", { hasText: "No service yet" }).waitFor();
  expect(await one.page.locator("section.matrix:visible, section.whatif:visible").count()).toBe(0);
});

test("columns are as wide as their figures need: nothing in a cell or in the details is squeezed", async () => {
  const one = await open(shown(fakeAnalysis(), { open: ["translation/es"] }));
  await one.page.locator('tr[data-key="row:translation/es"] > .why').click();
  await one.page.locator(".details .why").waitFor();
  const squeezed = await one.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".grid .description, .details .why, .grid thead .label")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || (element.matches(".details .why") && element.clientWidth < 300))
      .map((element) => element.textContent),
  );
  expect(squeezed).toEqual([]);
});

test("every target is at least 24 pixels high", async () => {
  const one = await open(opened());
  await one.page.locator("td.why[aria-expanded]").first().click();
  const small = await one.page.evaluate(() =>
    [...document.querySelectorAll("button, summary, input, tbody td, tbody th, thead th, vscode-button, vscode-panel-tab, vscode-dropdown, vscode-checkbox")]
      .map((target) => ({ text: target.textContent?.slice(0, 30), height: target.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 24),
  );
  expect(small).toEqual([]);
});
