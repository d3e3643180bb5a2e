import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sources } from "../../../src/core/factors/sources";

const page = readFileSync(join(import.meta.dirname, "../../../docs/factors.md"), "utf8");

test.each(Object.entries(sources))("docs/factors.md has source %s with its licence and date", (id, source) => {
  const row = page.split("\n").find((line) => line.startsWith(`| \`${id}\` |`));
  expect(row).toContain(source.title);
  expect(row).toContain(source.licence);
  expect(row).toContain(source.date);
});

test("docs/factors.md has the ODbL notice", () => {
  expect(page).toContain("Open Database License 1.0");
  expect(page).toContain("gridIntensityOdbl.ts");
});
