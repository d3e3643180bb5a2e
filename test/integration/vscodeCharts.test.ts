import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import { inRoot } from "../../src/build/paths.mjs";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { ChartId } from "../../src/protocol/charts/chartView";
import { analysisOf } from "../support/analyse";
import { fakeAnalysis, fakeRow } from "../support/fakeAnalysis";
import { openBrowser, stateOf, type Theme, WebviewPage } from "../support/webviewPage";

// The charts of the matrix's page in a plain browser, under the policy of the editor: drawing, twins, exports, themes, access.

const example = readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8");
const charts: readonly ChartId[] = ["months", "quadrant", "options", "drivers", "hosts", "languages"];
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

async function open(state = stateOf(analysisOf(example)), options: { theme?: Theme; width?: number } = {}): Promise<WebviewPage> {
  view = await WebviewPage.open(browser, state, options);
  return view;
}

async function look(one: WebviewPage, id: ChartId): Promise<void> {
  await one.page.locator(`#tab-${id}`).click();
  await one.page.locator(`#view-${id} .chart-sentence`).waitFor();
  await drawn(one, id);
}

/** Waits until a chart has been drawn: its canvas holds more than one colour. */
async function drawn(one: WebviewPage, id: ChartId): Promise<void> {
  await one.page.waitForFunction((name) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`#view-${name} canvas`);
    const data = canvas?.width ? canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data : undefined;
    return data?.some((channel, index) => index % 4 === 3 && channel > 0) === true;
  }, id);
}

const picture = (one: WebviewPage, id: ChartId) =>
  one.page.evaluate((name) => document.querySelector<HTMLCanvasElement>(`#view-${name} canvas`)?.toDataURL() ?? "", id);

test.each(charts)("%s: drawn when looked at, named by its sentence, with the same figures as a table", async (id) => {
  const one = await open();
  await look(one, id);
  const sentence = await one.page.locator(`#view-${id} .chart-sentence`).textContent();
  expect(sentence?.length).toBeGreaterThan(20);
  expect(await one.page.locator(`#view-${id} canvas`).getAttribute("aria-label")).toBe(sentence);
  await one.page.locator(`#view-${id} summary`).click();
  const table = one.page.locator(`#view-${id} .twin table`);
  expect(await table.locator("caption").textContent()).not.toBe("");
  expect(await table.locator("tbody tr").count()).toBeGreaterThan(1);
  const heads = await table.locator("thead th").count();
  for (const row of await table.locator("tbody tr").all()) expect(await row.locator("th, td").count()).toBe(heads);
});

const named = example.replaceAll("generation", "generation-of-short-summaries");

test.each([
  ["en", 480],
  ["fr", 545],
  ["fr", 1246],
] as const)("no name leaves its picture, and none is cut so that it reads as another: %s, %d pixels", async (language, width) => {
  const one = await open(stateOf(analysisOf(named, { language })), { width });
  await one.page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(window, { written: seen });
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
      const metrics = this.measureText(text);
      const at = this.getTransform();
      const ends = [-metrics.actualBoundingBoxLeft, metrics.actualBoundingBoxRight].map((end) => new DOMPoint(x + end, y).matrixTransform(at));
      const out = ends.some((end) => end.x < -2 || end.y < -2 || end.x > this.canvas.width + 2 || end.y > this.canvas.height + 2);
      seen.push({ text, out: out && this.canvas.isConnected });
      write.call(this, text, x, y, ...rest);
    };
  });
  for (const id of charts) await look(one, id);
  const written = await one.page.evaluate(() => (window as unknown as { written: { text: string; out: boolean }[] }).written);
  expect(written.length).toBeGreaterThan(50);
  expect([...new Set(written.filter(({ out }) => out).map(({ text }) => text))]).toEqual([]);
  const cut = written.filter(({ text }) => text.includes("…")).map(({ text }) => text);
  expect(cut.filter((text) => text.endsWith("…"))).toEqual([]);
});

test("only the chart that is looked at is drawn; arrows walk the tabs", async () => {
  const one = await open();
  const sizes = () =>
    one.page.evaluate(
      () => [...document.querySelectorAll<HTMLElement>(".chart")].filter(({ clientWidth, style }) => clientWidth > 0 && style.height !== "").length,
    );
  await drawn(one, "months");
  expect(await sizes()).toBe(1);
  await one.page.locator("#tab-months").focus();
  await one.page.keyboard.press("ArrowRight");
  await drawn(one, "quadrant");
  expect(await sizes()).toBe(1);
  expect(await one.page.evaluate(() => document.activeElement?.id)).toBe("tab-quadrant");
});

test("a state that does not change a chart does not draw it again; one that does, does", async () => {
  const one = await open();
  await drawn(one, "months");
  await one.page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("#view-months canvas");
    canvas?.getContext("2d")?.fillRect(0, 0, 9, 9);
  });
  const marked = await picture(one, "months");
  await one.send(stateOf(analysisOf(example.replace("title: Editorial AI API", "title: Another"))));
  expect(await picture(one, "months")).toBe(marked);
  await one.send(stateOf(analysisOf(example.replace("carbon: 6 kg", "carbon: 3 kg"))));
  await expect.poll(() => picture(one, "months")).not.toBe(marked);
});

test("a new theme draws the chart again in its colours", async () => {
  const one = await open();
  await drawn(one, "months");
  const light = await picture(one, "months");
  await one.page.evaluate(() => {
    document.documentElement.style.setProperty("--vscode-editor-background", "#000000");
    document.documentElement.style.setProperty("--vscode-editor-foreground", "#ffffff");
    document.body.className = "vscode-high-contrast";
  });
  await expect.poll(() => picture(one, "months")).not.toBe(light);
});

test("a chart is sent to be saved as a PNG that holds its words; its table to be copied, with units", async () => {
  const one = await open();
  await look(one, "languages");
  await one.page.locator("#view-languages vscode-button", { hasText: "Save as picture" }).click();
  await one.page.locator("#view-languages vscode-button", { hasText: "Copy the table" }).click();
  const sent = await one.sent();
  const saved = sent.find((intent) => intent.type === "savePicture");
  expect(saved?.chart).toBe("languages");
  const bytes = Buffer.from(saved?.png ?? "", "base64");
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  const canvas = await one.page.evaluate(() => document.querySelector("#view-languages canvas")?.clientHeight ?? 0);
  expect(bytes.readUInt32BE(20)).toBeGreaterThan(canvas + 60);
  const copied = sent.find((intent) => intent.type === "copyTable");
  expect(copied?.text.split("\n")[0]).toBe(
    "Language\tFiles a month (files)\tShare of files (%)\tCarbon a month (kg)\tShare of carbon (%)\tCarbon of a file (g)",
  );
  expect(copied?.text.trim().split("\n").length).toBe(5);
});

test("the chart and the open table are remembered", async () => {
  const one = await open();
  await look(one, "hosts");
  await one.page.locator("#view-hosts summary").click();
  await expect
    .poll(() =>
      one.page.evaluate(() => (window as unknown as { acquireVsCodeApi(): { getState(): { charts: unknown } } }).acquireVsCodeApi().getState()?.charts),
    )
    .toEqual({ chart: "hosts", table: true });
  await look(one, "quadrant");
  expect(await one.page.locator("#view-quadrant .twin table").count()).toBe(1);
});

const exact = (central: number) => ({ low: central, central, high: central });
const many = (count: number, over: (index: number) => Parameters<typeof fakeRow>[2]) =>
  Array.from({ length: count }, (_, index) =>
    fakeRow(`service${Math.floor(index / 8)}`, ["fr", "en", "es", "ar", "de", "it", "pt", "he"][index % 8] ?? null, over(index)),
  );

test.each([
  ["one row", { rows: [fakeRow("ocr", null)] }],
  ["a hundred rows from milligrams to tonnes", { rows: many(100, (index) => ({ kgCO2e: { avoidable: exact(1e-6 * 1.25 ** index), fixed: exact(0) } })) }],
  ["nothing known", { rows: many(12, () => ({ kgCO2e: { avoidable: null, fixed: null }, volume: { files: null } })), months: [], hosts: [] }],
  [
    "names from right to left, and of other lengths",
    { rows: [fakeRow("خدمة الترجمة", "ar"), fakeRow("a".repeat(200), "fr"), fakeRow("<img src=x onerror=alert(1)>", "en")] },
  ],
] as const)("drawn without an error: %s", async (_, over) => {
  const analysis = fakeAnalysis();
  const errors: string[] = [];
  const one = await open(stateOf({ ...analysis, matrix: { ...(analysis.matrix as Matrix), ...over } }), { width: 800 });
  one.page.on("pageerror", (error) => errors.push(String(error)));
  one.page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  for (const id of charts) {
    await one.page.locator(`#tab-${id}`).click();
    if (await one.page.locator(`#view-${id} .chart`).isVisible()) await drawn(one, id);
    expect(await one.page.locator(`#view-${id} .chart-sentence`).textContent()).not.toBe("");
    // Nothing sticks out of the section.
    expect(await one.page.evaluate(() => Math.max(...[...document.querySelectorAll("section.charts")].map((one) => one.scrollWidth - one.clientWidth)))).toBe(
      0,
    );
  }
  expect(errors).toEqual([]);
});

test.each<Theme>(["light", "dark", "hc", "hcLight"])("axe-core finds nothing in any chart, table open, in %s", async (theme) => {
  const one = await open(undefined, { theme });
  const session = await one.page.context().newCDPSession(one.page);
  await session.send("Runtime.evaluate", { expression: axe.source });
  await one.page.locator("#view-months summary").click();
  for (const id of charts) {
    await look(one, id);
    const { violations } = await one.page.evaluate(() =>
      (
        window as unknown as {
          axe: { run(context: string, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
        }
      ).axe.run("section.charts", { resultTypes: ["violations"] }),
    );
    expect(violations.flatMap(({ id: rule, nodes }) => nodes.map(({ html, failureSummary }) => `${rule}: ${html} ${failureSummary}`))).toEqual([]);
  }
});
