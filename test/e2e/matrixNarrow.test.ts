import { expect, test } from "vitest";
import { webview } from "../support/editorHost";
import { openMatrix } from "../support/matrixEditor";

// The matrix where there is little room: beside code, on a small screen.

test("in a narrow window advice and decision stay in sight, a total takes one line, and a chart moves sideways rather than cut its names", async () => {
  const { page } = await openMatrix({ file: "main.py" });
  const frame = webview(page);
  const edges = (selector: string): Promise<{ readonly left: number; readonly right: number }> =>
    frame
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right };
      });
  const resize = async (width: number): Promise<void> => {
    await page.setViewportSize({ width, height: 900 });
    // two pictures later what watches sizes has seen it
    await frame.locator("body").evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  await page.keyboard.press("Control+b");
  for (const [width, covered] of [
    [640, true],
    [980, false],
  ] as const) {
    await resize(width);
    const [recommended, decision, seen] = [await edges("thead .recommended"), await edges("thead .decision"), await edges(".gridframe")];
    expect(recommended.left, `${width}`).toBeGreaterThan(seen.left);
    expect(recommended.right, `${width}`).toBeLessThanOrEqual(decision.left + 1);
    expect(decision.right, `${width}`).toBeLessThanOrEqual(seen.right + 1);
    // what is at its own place covers nothing, and nothing fades before it
    expect(await frame.locator(".gridframe.covers").count(), `${width}`).toBe(covered ? 1 : 0);
    const heights = await frame.locator(".total .value").evaluateAll((all) => all.map((one) => one.clientHeight));
    expect(Math.max(...heights), `${width}`).toBeLessThan(40);
  }
  await resize(400);
  await frame.locator("canvas").first().waitFor();
  const widths = (selector: string): Promise<readonly [number, number]> =>
    frame
      .locator(selector)
      .first()
      .evaluate((element) => [element.clientWidth, element.scrollWidth] as const);
  const [seen, whole] = await widths(".chart-frame");
  expect(whole).toBeGreaterThan(seen);
  expect((await widths("canvas"))[0]).toBeGreaterThanOrEqual(500);
  const [page400, content] = await widths("html");
  expect(content).toBe(page400);
});
