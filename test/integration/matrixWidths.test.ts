import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import { buildDetails } from "../../src/protocol/buildDetails";
import { analyse } from "../support/analyse";
import { largeScenario } from "../support/largeScenario";
import { openBrowser, stateOf, WebviewPage } from "../support/webviewPage";

// Whatever room there is, the page itself never moves sideways, and what is wider than it can be reached.

const founding = readFileSync(join(import.meta.dirname, "../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const named = founding.replaceAll("transcription", "transcription-of-interviews-and-podcasts");
const contradicted = founding.replace(/licence: accepted.*/, "obligation: { level: 100 %, reason: the law asks for it }");

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser(await ensureBrowser());
});
afterAll(() => browser?.close());

test.each([
  ["en", founding],
  ["fr", founding],
  ["fr", named],
  ["fr", contradicted],
] as const)("from 300 to 1320 pixels, %s", async (language, text) => {
  const view = await WebviewPage.open(browser, stateOf(analyse(text, { language })), { width: 1320 });
  const { page } = view;
  await page.locator("table.grid tbody tr").first().waitFor();
  for (const width of [300, 420, 620, 760, 900, 999, 1000, 1100, 1320]) {
    await page.setViewportSize({ width, height: 900 });
    const seen = () =>
      page.evaluate(() => {
        const frame = document.querySelector(".gridframe") as HTMLElement;
        return {
          page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          cutOff: getComputedStyle(frame).overflowX === "auto" ? 0 : Math.max(0, frame.scrollWidth - frame.clientWidth),
        };
      });
    // a chart is drawn anew once the page has its width
    await expect.poll(seen, { message: `${width} pixels` }).toEqual({ page: 0, cutOff: 0 });
  }
  await page.close();
});

test.each([620, 900, 1320])("the heads stay above the rows, %d pixels", async (width) => {
  const view = await WebviewPage.open(browser, stateOf(analyse(largeScenario({ services: 15, hosts: 4 }))), { width });
  const { page } = view;
  await page.locator("table.grid tbody tr").nth(40).waitFor();
  await page.locator("table.grid tbody tr").nth(40).locator("td").nth(1).click();
  await page.locator("table.grid tbody tr").nth(30).locator("td").nth(1).scrollIntoViewIfNeeded();
  const seen = () =>
    page.evaluate(() => {
      const head = document.querySelector(".grid thead th") as HTMLElement;
      const { top, bottom, left } = head.getBoundingClientRect();
      const there = document.elementFromPoint(left + 5, bottom - 5);
      return { inView: top >= 0 && bottom <= window.innerHeight, above: head.contains(there) };
    });
  await expect.poll(seen).toEqual({ inView: true, above: true });
  await page.close();
});

test.each([
  ["en", 500],
  ["en", 640],
  ["fr", 640],
  ["fr", 900],
] as const)("what is decided is in sight without moving sideways, %s, %d pixels", async (language, width) => {
  const view = await WebviewPage.open(browser, stateOf(analyse(founding, { language })), { width });
  const { page } = view;
  const decision = page.locator("table.grid tbody tr.nested > .decision").first();
  await decision.waitFor();
  const box = await decision.boundingBox();
  expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  const name = await page.locator("table.grid tbody tr.nested > .name").first().boundingBox();
  expect(box?.x ?? 0).toBeGreaterThan((name?.x ?? 0) + (name?.width ?? 0));
  await page.close();
});

test.each([480, 900, 1100])("what explains a row is seen whole, wherever the table is moved to, %d pixels", async (width) => {
  const analysis = analyse(founding, { language: "fr" });
  const id = analysis.matrix.rows[0]?.id ?? "";
  const view = await WebviewPage.open(browser, stateOf(analysis), { width });
  const { page } = view;
  await page.getByRole("checkbox").last().click();
  await page.locator(`table.grid.more tr[data-key="row:${id}"] > .cost`).click();
  await page.keyboard.press(" ");
  await view.send(stateOf(analysis, { details: { [id]: buildDetails(analysis.matrix, id, "fr") as never } }));
  const details = page.locator(".details").first();
  await details.waitFor();
  const frame = page.locator(".gridframe");
  for (const left of [0, 200, 9999]) {
    await frame.evaluate((element, to) => {
      element.scrollLeft = to;
    }, left);
    const [inner, outer] = [await details.boundingBox(), await frame.boundingBox()];
    if (!inner || !outer) throw new Error("not drawn");
    expect(inner.x).toBeGreaterThanOrEqual(outer.x);
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width + 1);
  }
  await page.close();
});
