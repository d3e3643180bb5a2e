import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCode } from "../../../src/core/routes/readCode";
import { translator } from "../../../src/core/text";
import { readConstructs } from "../../support/routeTruth/constructs";
import { parser } from "./reading";

// Real sources with lines and characters deleted, doubled and swapped: a reading ends, throws nothing, and names no place outside the files.

interface Source {
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, "../../..");
const folder = (path: string): Source[] =>
  (readdirSync(join(root, path), { recursive: true }) as string[])
    .filter((file) => file.endsWith(".py"))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(join(root, path, file), "utf8") }));
const truth = "test/fixtures/truth";
const projects: readonly (readonly Source[])[] = [
  folder("examples/editorial-api"),
  ...readdirSync(join(root, truth))
    .filter((name) => name !== "constructs")
    .sort()
    .map((name) => folder(join(truth, name))),
  ...[...readConstructs(join(root, truth, "constructs")).values()].flatMap((all) => all.map(({ files }) => files)),
];

const kinds = ["delete line", "double line", "swap lines", "delete character", "double character", "swap characters", "cut the rest", "indent"] as const;
const mutation = fc.record({ kind: fc.constantFrom(...kinds), file: fc.nat(), at: fc.nat(), other: fc.nat() });

function mutate(text: string, { kind, at, other }: { kind: (typeof kinds)[number]; at: number; other: number }): string {
  const lines = text.split("\n");
  const [a, b] = [at % lines.length, other % lines.length];
  const i = text.length === 0 ? 0 : at % text.length;
  switch (kind) {
    case "delete line":
      return lines.filter((_, index) => index !== a).join("\n");
    case "double line":
      return lines.flatMap((line, index) => (index === a ? [line, line] : [line])).join("\n");
    case "swap lines":
      return lines.map((line, index) => (index === a ? lines[b] : index === b ? lines[a] : line)).join("\n");
    case "delete character":
      return text.slice(0, i) + text.slice(i + 1);
    case "double character":
      return text.slice(0, i) + text.slice(i, i + 1) + text.slice(i);
    case "swap characters":
      return text.slice(0, i) + text.slice(i + 1, i + 2) + text.slice(i, i + 1) + text.slice(i + 2);
    case "cut the rest":
      return text.slice(0, i);
    case "indent":
      return lines.map((line, index) => (index === a ? `    ${line}` : line)).join("\n");
  }
}

test("mutated projects are read to the end, and every place lies in them", { timeout: 120_000 }, async () => {
  const python = await parser;
  const t = translator("en");
  fc.assert(
    fc.property(fc.nat(projects.length - 1), fc.array(mutation, { minLength: 1, maxLength: 5 }), (which, mutations) => {
      const files = (projects[which] ?? []).map((one) => ({ ...one }));
      for (const one of mutations) {
        const file = files[one.file % files.length];
        if (file !== undefined) file.text = mutate(file.text, one);
      }
      const { routes, problems } = readCode({ files }, python, { t });
      const lines = new Map(files.map(({ path, text }) => [path, text.split("\n").length]));
      const inside = (file: string | undefined, line: number | undefined): boolean =>
        file === undefined || ((line ?? 1) >= 1 && (line ?? 1) <= (lines.get(file) ?? 0));
      for (const route of routes) {
        expect(inside(route.file, route.line), `${route.id} ${route.file}:${route.line}`).toBe(true);
        expect(inside(route.registeredFile, route.decoratorLine), `${route.id} ${route.registeredFile}:${route.decoratorLine}`).toBe(true);
      }
      for (const { code, file, line } of problems) expect(inside(file, line), `${code} ${file}:${line}`).toBe(true);
      expect(new Set(routes.map(({ id, file, line, decoratorLine }) => `${id} ${file}:${line} ${decoratorLine}`)).size).toBe(routes.length);
    }),
    { numRuns: 200, seed: 11 },
  );
});
