import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Change, scenarioEdit } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";

// Decisions are reviewed in Git: two people who decide on different rows must be able to merge.

const services = ["transcription", "translation", "generation"];
const languages = ["fr", "en", "es", "ar"];
const head = `version: 1
languages:
${languages.map((language) => `  ${language}: { share: 25 % }\n`).join("")}services:
${services.map((service) => `  ${service}: { task: generation }\n`).join("")}`;
const rows = services.flatMap((service) => languages.map((language) => ({ service, language })));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "carbon-matrix-merge-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function edited(text: string, ...changes: readonly Change[]): string {
  let now = text;
  for (const change of changes) {
    for (const { start, end, text: inserted } of [...scenarioEdit(now, change)].reverse()) now = now.slice(0, start) + inserted + now.slice(end);
  }
  return now;
}

const decide = (row: (typeof rows)[number], level: 0 | 0.5, reason: string): Change[] => [
  { type: "level", ...row, level },
  { type: "reason", ...row, reason },
];

/** `git merge-file` of two edits of one base: its text and number of conflicts. */
function merged(base: string, ours: string, theirs: string): { text: string; conflicts: number } {
  const [a, b, c] = ["ours", "base", "theirs"].map((name) => join(folder, `${name}.carbon.yaml`)) as [string, string, string];
  writeFileSync(a, ours);
  writeFileSync(b, base);
  writeFileSync(c, theirs);
  const { status } = spawnSync("git", ["merge-file", a, b, c], { encoding: "utf8" });
  return { text: readFileSync(a, "utf8"), conflicts: status ?? -1 };
}

const all = edited(head, ...rows.flatMap((row) => decide(row, 0.5, "as planned")));

test("decisions come in the order of the rows, whatever order they are made in", () => {
  const backwards = edited(head, ...[...rows].reverse().flatMap((row) => decide(row, 0.5, "as planned")));
  expect(backwards).toBe(all);
});

test("changing one decision changes one line", () => {
  const after = edited(all, { type: "level", service: "translation", language: "es", level: 0 });
  const [before, now] = [all.split("\n"), after.split("\n")];
  expect(now).toHaveLength(before.length);
  expect(now.filter((line, k) => line !== before[k])).toEqual(["    level: 0 %"]);
});

const oneALine = `${head}decisions:\n${rows.map(({ service, language }) => `  ${service}/${language}: { level: 50 %, reason: "as planned" }\n`).join("")}`;

test.each([
  ["as the matrix writes them: neighbours too", all, 1],
  // Git wants one unchanged line between two changes.
  ["written by hand, one a line: all but neighbours", oneALine, 2],
] as const)("two branches that change different rows merge cleanly, and keep both changes (%s)", (_, base, apart) => {
  for (const [i, first] of rows.entries()) {
    for (const second of rows.slice(i + apart)) {
      const ours = edited(base, ...decide(first, 0, "ours"));
      const theirs = edited(base, ...decide(second, 0, "theirs"));
      const { text, conflicts } = merged(base, ours, theirs);
      expect(conflicts, `${JSON.stringify(first)} and ${JSON.stringify(second)}`).toBe(0);
      expect(text).toBe(edited(ours, ...decide(second, 0, "theirs")));
    }
  }
});

test("a new decision is written like those that are there", () => {
  const row = { service: "generation", language: "ar" };
  const others = oneALine.replace(/ {2}generation\/ar.*\n/u, "");
  expect(edited(others, ...decide(row, 0, "no reader"))).toBe(`${others}  generation/ar: { level: 0 %, reason: "no reader" }\n`);
  expect(edited(head, ...decide(row, 0, "no reader"))).toBe(`${head}decisions:\n  generation/ar:\n    level: 0 %\n    reason: "no reader"\n`);
});

test("two branches that decide open rows apart from each other merge cleanly", () => {
  const some = edited(head, ...rows.filter((_, k) => k % 3 === 1).flatMap((row) => decide(row, 0.5, "as planned")));
  const [first, second] = [rows[0], rows[8]] as [(typeof rows)[number], (typeof rows)[number]];
  const ours = edited(some, ...decide(first, 0, "ours"));
  const { text, conflicts } = merged(some, ours, edited(some, ...decide(second, 0, "theirs")));
  expect(conflicts).toBe(0);
  expect(text).toBe(edited(ours, ...decide(second, 0, "theirs")));
  expect(parseScenario(text, "x.carbon.yaml", translator("en")).problems.filter(({ severity }) => severity === "error")).toEqual([]);
});
