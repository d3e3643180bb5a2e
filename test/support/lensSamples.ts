import type { Page } from "playwright-core";

/** The lenses of one frame that differs from the frame before: their texts, and how far each stands above its decorator, in pixels. */
export interface LensSample {
  readonly texts: readonly string[];
  readonly above: readonly number[];
}

/** Looks at the lenses of the editor in every frame that is drawn, from now on until `stop`. */
export async function sampleLenses(page: Page): Promise<{ stop(): Promise<readonly LensSample[]> }> {
  await page.evaluate(() => {
    const samples: LensSample[] = [];
    const top = (element: Element): number => element.getBoundingClientRect().top;
    const look = (): void => {
      const lenses = [...document.querySelectorAll(".codelens-decoration")].sort((a, b) => top(a) - top(b));
      const lines = [...document.querySelectorAll(".view-line")].filter((line) => line.textContent?.startsWith("@")).sort((a, b) => top(a) - top(b));
      const sample = {
        texts: lenses.map((lens) => (lens.textContent ?? "").replace(/\s+/g, " ").trim()),
        above: lenses.map((lens, index) => (lines[index] ? Math.round(top(lines[index] as Element) - lens.getBoundingClientRect().bottom) : Number.NaN)),
      };
      if (JSON.stringify(samples.at(-1)) !== JSON.stringify(sample)) samples.push(sample);
      frame = requestAnimationFrame(look);
    };
    let frame = requestAnimationFrame(look);
    Object.assign(window, {
      stopLensSamples: () => {
        cancelAnimationFrame(frame);
        return samples;
      },
    });
  });
  return { stop: () => page.evaluate(() => (window as unknown as { stopLensSamples(): LensSample[] }).stopLensSamples()) };
}
