import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner ?? "");

/** The rows of the table of rooms: a folder, and the files in it to begin at. */
const rooms = page
  .slice(page.indexOf("## The rooms"), page.indexOf("Inside the three largest"))
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [, folder = "", , files = ""] = line.split("|");
    return { folder: quoted(folder)[0] ?? "", files: quoted(files) };
  });

test("docs/architecture.md has every room of the house, and no other", () => {
  const inside = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${folder}/${entry.name}`] : []));
  const house = [...inside("src"), ...inside("src/core"), "webview", "test"];
  expect(rooms.map(({ folder }) => folder).sort()).toEqual(house.sort());
});

test.each(rooms)("$folder begins where docs/architecture.md says", ({ folder, files }) => {
  for (const file of files) expect([file, existsSync(join(root, folder, file))]).toEqual([file, true]);
});

test("every path of docs/architecture.md is there", () => {
  const paths = quoted(page).filter((text) => /^(src|test|webview|docs|l10n)\/[\w./]+$/.test(text) && !text.includes("X.ts"));
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("docs/routes.md has every field that a route or a workload may have", () => {
  const told = quoted(readFileSync(join(root, "docs/routes.md"), "utf8"));
  const fields = [...readFileSync(join(root, "src/core/routes/route.ts"), "utf8").matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name ?? "");
  expect(fields.length).toBeGreaterThan(15);
  expect(fields.filter((name) => !told.includes(name))).toEqual([]);
});

test.each([
  ["routes.tsv", ["served", "true", "wrong", "open", "library", "missed"], /\| (\d+) +\| (\d+) +\| (\d+) +\| (\d+) +\| (\d+) +\| (\d+) +\| (\d+) +\|/],
  [
    "workloads.tsv",
    ["handlers with AI", "right", "wrong", "missed"],
    /(\d+) projects with (\d+) handlers that run AI, of which (\d+) are right now, (\d+) wrong and (\d+) missed/,
  ],
] as const)("test/projects/%s has each project once, and its sums are those that are published", (file, columns, published) => {
  const [head = "", ...lines] = readFileSync(join(root, "test/projects", file), "utf8")
    .trimEnd()
    .split("\n");
  const names = head.split("\t");
  const rows = lines.map((line) => line.split("\t"));
  const projects = rows.map(([name]) => name ?? "");
  expect(projects.filter((name, at) => projects.indexOf(name) !== at)).toEqual([]);
  const sums = columns.map((column) => rows.reduce((sum, row) => sum + Number(row[names.lastIndexOf(column)]), 0));
  const [, ...told] = published.exec(readFileSync(join(root, "test/projects/README.md"), "utf8")) ?? [];
  expect(told.map(Number)).toEqual([rows.length, ...sums]);
});
