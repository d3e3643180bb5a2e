import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createPythonParser } from "../../src/core/python/parser";
import { readCode } from "../../src/core/routes/readCode";
import { translator } from "../../src/core/text";
import { pythonEnvOrReason } from "../support/pythonEnv";
import { compareRoutes } from "../support/routeTruth/compare";
import { type Construct, readConstructs, writeConstructs } from "../support/routeTruth/constructs";
import { runTruth, type ServedApp } from "../support/routeTruth/truth";

// One small project a construct, each held to what the real FastAPI serves: method, path, function, file, line, the registering line, the application's name.

const families = readConstructs(join(import.meta.dirname, "../fixtures/truth/constructs"));
const require = createRequire(import.meta.url);
const parser = createPythonParser({
  runtime: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  python: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
});

const libraries = [
  ...["fastapi-utils", "typing-inspect", "fastapi-class", "fastapi-pagination", "fastapi-versioning", "fastapi-versionizer", "fastapi-router-controller"],
  ...["fastapi-users", "classy-fastapi", "cadwyn", "attrs"],
];
const newest = { flag: "newest", other: "old", name: "constructs-newest", requirements: ["fastapi", "pydantic-settings", ...libraries], locked: "" };
const old = { flag: "old", other: "newest", name: "routes-0.95", requirements: ["fastapi==0.95.2", "pydantic<2"], locked: "fastapi==0.95.2\n" };

describe.each([newest, old])("constructs under FastAPI $flag", ({ name, requirements, other, locked }) => {
  const env = pythonEnvOrReason(name, requirements);
  const truths = new Map<string, readonly ServedApp[]>();
  const truthOf = (family: string, constructs: readonly Construct[]): readonly ServedApp[] => {
    const known = truths.get(family);
    if (known !== undefined) return known;
    const top = mkdtempSync(join(tmpdir(), "constructs-"));
    const folder = join(top, family);
    writeConstructs(constructs, folder);
    const { apps } = runTruth(env.python, folder, ["--projects", "--start"]);
    rmSync(top, { recursive: true });
    truths.set(family, apps);
    return apps;
  };

  for (const [family, all] of families) {
    const constructs = all.filter(({ flags }) => !flags.includes(other));
    test.skipIf(env.reason !== null).each(constructs)(`${family}: $name`, async (construct) => {
      const truth = truthOf(family, constructs).find(({ project }) => project === construct.name);
      expect(truth?.error, "it can be imported").toBeNull();
      const files = locked === "" ? construct.files : [...construct.files, { path: "requirements.txt", text: locked }];
      const { routes, problems } = readCode({ files }, await parser, { t: translator("en") });
      const verdict = compareRoutes(truth?.routes ?? [], routes, problems, new Set(truth?.loaded));
      expect(verdict.served).toBeGreaterThan(0);
      if (construct.flags.includes("open")) {
        expect(verdict.open.length).toBeGreaterThan(0);
        expect(
          problems.filter(({ code, file, line }) => /^(unresolved-path|handler-written)$/.test(code) && file !== undefined && line !== undefined).length,
        ).toBeGreaterThan(0);
      }
      expect({ ...verdict, found: verdict.found - verdict.open.length, open: construct.flags.includes("open") ? [] : verdict.open }).toEqual({
        served: verdict.served,
        found: verdict.served - verdict.open.length - verdict.reported.length,
        true: verdict.served - verdict.open.length - verdict.reported.length,
        wrongPath: [],
        wrongPlace: [],
        wrongLine: construct.flags.includes("marked") ? verdict.wrongLine : [],
        reported: verdict.reported,
        missed: [],
        open: [],
        false: [],
      });
      const apps = new Set(truth?.routes.map(({ app }) => app));
      expect(routes.filter(({ app }) => app === null || !apps.has(app)).map(({ id }) => id)).toEqual([]);
    });
  }
});
