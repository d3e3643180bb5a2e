import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import type { Estimate } from "../../src/core/analysis/estimate";
import type { Interval } from "../../src/core/quantity/interval";
import { type Editor, lensTexts, startEditor, webview } from "../support/editorHost";
import { sampleLenses } from "../support/lensSamples";
import { oneScenario } from "../support/matrixEditor";
import { picture } from "../support/picture";
import { choose, openFile, openHover, runCommand, selectFirst } from "../support/widgets";

const example = inRoot("examples", "editorial-api");
const transcription = "editorial/routers/transcription.py";
const firstLens = (opened: Editor) => opened.page.locator(".codelens-decoration").first().waitFor({ timeout: 30_000 });

/** Two significant figures, written here anew: the lens must not be its own judge. */
function two(value: number): string {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Number(value.toPrecision(2)))));
  return Number(value.toPrecision(2)).toFixed(digits);
}

test("the lens says what the command line says, and follows the scenario; its click opens how the figure is made", async () => {
  const editor = await startEditor({ workspace: example, file: transcription, colorTheme: "Default Light Modern" });
  const { page } = editor;
  await firstLens(editor);
  const json = execFileSync(
    process.execPath,
    [inRoot("dist", "cli.js"), "estimate", editor.workspace, "--scenario", join(editor.workspace, "editorial.carbon.yaml"), "--json"],
    { encoding: "utf8" },
  );
  const endpoint = (JSON.parse(json) as Estimate).endpoints.find(({ id }) => id === "POST /transcribe");
  const request = endpoint?.perRequest.gCO2e as Interval;
  const month = endpoint?.perMonth.kgCO2e as Interval;
  const estimate = `≈ ${two(request.central)} g CO2e/request · ${two(month.central)} kg/month (${two(month.low)}–${two(month.high)}) · ${endpoint?.basis}`;
  await expect.poll(() => lensTexts(page)).toEqual([`${estimate} | recommended 100 % · not decided`]);
  await page.locator(".statusbar-item", { hasText: /CO2e\/month of 6 kg · within budget/ }).waitFor();
  await picture(page, "lens", { clip: "editor", height: 360 });

  const text = await (await openHover(page)).textContent();
  for (const word of [
    "POST /transcribe",
    "Component",
    "embodied",
    "Together",
    "Formula",
    "Base Empreinte",
    "What if…",
    "Open the matrix",
    "Copy",
    "factors of 20",
  ])
    expect(text).toContain(word);
  await picture(page, "hover", { clip: "editor", height: 460 });
});

test("a newcomer without a scenario sees the busy part, and one click makes the scenario", async () => {
  const withoutScenario = (folder: string): void => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".carbon.yaml"))) rmSync(join(folder, name));
  };
  const editor = await startEditor({ workspace: example, prepare: withoutScenario, file: transcription });
  const { page } = editor;
  await expect
    .poll(async () => (await lensTexts(page))[0], { timeout: 30_000 })
    .toMatch(/^≈ [\d.]+ m?g CO2e busy\/request \([\d.]+–[\d.]+\) · assumed \| Create scenario$/);

  await page.locator(".codelens-decoration a", { hasText: "Create scenario" }).click();
  await page.locator(".tab.active", { hasText: ".carbon.yaml" }).waitFor();
  const file = readdirSync(editor.workspace).find((name) => name.endsWith(".carbon.yaml")) ?? "";
  expect(editor.read(file)).toContain('endpoint: "POST /transcribe"');

  await openFile(page, transcription);
  // Created without a volume: the figure of a month stays unknown, and the lens says which input is missing.
  await page.locator(".codelens-decoration", { hasText: "volume not set" }).waitFor();
});

test("one command hides all lenses, and shows them again", async () => {
  const editor = await startEditor({ workspace: example, file: transcription });
  const { page } = editor;
  await firstLens(editor);
  const before = await lensTexts(page);
  await runCommand(page, "Carbon Matrix: Switch Carbon Figures On or Off");
  await page.locator(".codelens-decoration").first().waitFor({ state: "detached" });
  await runCommand(page, "Carbon Matrix: Switch Carbon Figures On or Off");
  await expect.poll(() => lensTexts(page)).toEqual(before);
});

test("lenses follow what is typed without flicker: none vanishes, none moves from its line, each text changes to the final one alone", async () => {
  const editor = await startEditor({
    workspace: inRoot("test", "fixtures", "e2e", "typed-app"),
    file: "main.py",
    settings: { "editor.autoClosingBrackets": "never", "editor.autoIndent": "none", "editor.quickSuggestions": false },
  });
  const { page } = editor;
  await page.locator(".codelens-decoration", { hasText: "assumed" }).waitFor({ timeout: 30_000 });
  await page.locator(".view-line", { hasText: "model" }).first().click();
  await page.keyboard.press("Control+Home");
  const first = await lensTexts(page);
  expect(first.length).toBe(2);
  const settled = () => page.waitForTimeout(1200);

  const quiet = await sampleLenses(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n# a comment\n", { delay: 40 });
  await settled();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("import os\n", { delay: 40 });
  await settled();
  await page.keyboard.type("def broken(:\n", { delay: 40 });
  await settled();
  await page.keyboard.type("x = = (\n", { delay: 40 });
  await settled();
  for (let key = 0; key < "def broken(:\nx = = (\n".length; key++) await page.keyboard.press("Backspace", { delay: 30 });
  await page.locator(".view-line", { hasText: /broken|x.=.=|^def$/ }).waitFor({ state: "detached" });
  await settled();
  const samples = await quiet.stop();
  expect([...new Set(samples.map(({ texts }) => texts.join("\n")))]).toEqual([first.join("\n")]);
  const [start] = samples;
  for (const { above } of samples) for (const [index, pixels] of above.entries()) expect(Math.abs(pixels - (start?.above[index] ?? 0))).toBeLessThanOrEqual(2);

  // one edit that changes a figure: the text before, then the text after, nothing between
  await selectFirst(page, "large-v3");
  const changing = await sampleLenses(page);
  await page.keyboard.insertText("tiny");
  await page.locator(".view-line", { hasText: 'WhisperModel("tiny")' }).waitFor();
  await page.locator(".codelens-decoration", { hasText: first[1] ?? "" }).waitFor({ state: "detached", timeout: 15_000 });
  await settled();
  const texts = [...new Set((await changing.stop()).map((sample) => sample.texts.join("\n")))];
  expect(texts).toEqual([first.join("\n"), (await lensTexts(page)).join("\n")]);
});

test("an endpoint that no service names is added to the scenario with one click, without disturbing what is there", async () => {
  const prepare = oneScenario((text) => text.replace(/ {2}generation:\n(?: {4}.*\n)+/, "").replace(/decisions:\n(?: {2}.*\n)+/, ""));
  const editor = await startEditor({ workspace: example, prepare, file: "editorial/routers/generation.py", settings: { "files.autoSave": "off" } });
  const { page } = editor;
  const without = editor.read("editorial.carbon.yaml");
  await page.locator(".codelens-decoration a", { hasText: "Add to scenario" }).click({ timeout: 30_000 });
  await page.locator(".tab.active.dirty", { hasText: "editorial.carbon.yaml" }).waitFor();
  await page.keyboard.press("Control+s");
  await page.locator(".tab.dirty").waitFor({ state: "detached" });
  const after = editor.read("editorial.carbon.yaml");
  expect(after).toContain('endpoint: "POST /generate"');
  const kept = without.split("\n");
  expect(after.split("\n").filter((line, index, lines) => kept.includes(line) && lines.indexOf(line) === index)).toEqual(
    kept.filter((line, index) => kept.indexOf(line) === index),
  );
});

test("the lenses follow the scenario that is chosen, and the one whose matrix is opened", async () => {
  const editor = await startEditor({ workspace: example, file: transcription });
  const { page } = editor;
  await page.locator(".codelens-decoration", { hasText: "kg/month" }).first().waitFor({ timeout: 30_000 });
  const [before = ""] = await lensTexts(page);
  await runCommand(page, "Carbon Matrix: Choose the Active Scenario");
  await choose(page, "scale-to-zero");
  await page.locator(".statusbar-item", { hasText: "of 0.79 kg" }).waitFor();
  await expect.poll(async () => (await lensTexts(page))[0], { timeout: 10_000 }).not.toBe(before);
  expect((await lensTexts(page))[0]).toMatch(/month/);
  // A matrix that is opened is what the figures beside it are of.
  await openFile(page, "editorial.carbon.yaml");
  await runCommand(page, "Carbon Matrix: Open Decision Matrix");
  await webview(page).locator("table.grid tbody tr").first().waitFor({ timeout: 30_000 });
  await page.locator(".statusbar-item", { hasText: /editorial: .* of 6(\.0)? kg/ }).waitFor();
});

test("in Restricted Mode figures are there", async () => {
  const editor = await startEditor({ workspace: example, file: transcription, restricted: true });
  await editor.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await editor.page.locator(".codelens-decoration", { hasText: "kg/month" }).first().waitFor({ timeout: 30_000 });
});
