import { mkdirSync, statSync, writeFileSync } from "node:fs";
import type { Page, PageScreenshotOptions } from "playwright-core";
import { expect } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";

/** Most bytes of a picture in the README. */
const most = 300_000;

/**
 * Takes a picture of the editor: into `.cache/pictures`, or with CARBON_MATRIX_PICTURES=1 into `media/`, where the README shows it.
 * `height` in pixels from the top of the editor, or with `fromTop` of the window, where lists to choose from hang.
 */
export async function picture(
  page: Page,
  name: string,
  options: { readonly clip: "editor"; readonly height?: number; readonly fromTop?: true },
): Promise<void> {
  const folder = process.env.CARBON_MATRIX_PICTURES ? inRoot("media") : inRoot(".cache", "pictures");
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name}.png`;
  const box = await page.locator(`.part.${options.clip}`).boundingBox();
  if (!box) throw new Error(`no ${options.clip} to take a picture of`);
  const from = options.fromTop ? { ...box, y: 0, height: box.y + box.height } : box;
  await stillScreenshot(page, path, { ...from, height: Math.min(from.height, options.height ?? from.height) });
  expect(statSync(path).size).toBeLessThan(most);
}

/** Writes what is on screen once it stands still: two looks at it are the same. */
export async function stillScreenshot(page: Page, path: string, clip: NonNullable<PageScreenshotOptions["clip"]>): Promise<void> {
  const look = (): Promise<Buffer> => page.screenshot({ clip, animations: "disabled" });
  let last = await look();
  await expect
    .poll(
      async () => {
        const before = last;
        last = await look();
        return last.equals(before);
      },
      { timeout: 20_000, interval: 250 },
    )
    .toBe(true);
  writeFileSync(path, last);
}
