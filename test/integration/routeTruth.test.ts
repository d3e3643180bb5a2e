import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pythonEnvOrReason } from "../support/pythonEnv";
import { compareRoutes, type FoundRoute, type ServedRoute } from "../support/routeTruth/compare";
import { runOurs, runTruth } from "../support/routeTruth/truth";

// The routes that `carbon-matrix routes` lists are those that the real FastAPI serves: method, path, function, file and line.

const cli = join(import.meta.dirname, "../../dist/cli.js");
const fixtures = join(import.meta.dirname, "../fixtures/truth");

const newest = { name: "routes-newest", requirements: ["fastapi", "pydantic-settings"] };
const old = { name: "routes-0.95", requirements: ["fastapi==0.95.2", "pydantic<2"] };

interface Project {
  readonly project: string;
  readonly apps: readonly string[];
  readonly served: number;
  readonly options?: readonly string[];
  readonly open?: readonly string[];
  readonly only?: string;
}

const projects: readonly Project[] = [
  { project: "verbs", apps: ["main:app", "main:other"], served: 32 },
  { project: "prefixes", apps: ["app.main:app"], served: 13 },
  { project: "factory", apps: ["main:app"], served: 9 },
  { project: "layout", apps: ["shop.main:app"], served: 6, options: ["--root", "src"] },
  { project: "mounts", apps: ["main:app"], served: 11 },
  { project: "lookalikes", apps: ["main:app"], served: 1 },
  { project: "views", apps: ["main:app"], served: 6 },
  { project: "undecidable", apps: ["main:app"], served: 2, options: ["--env", "TRUTH_FIXTURE_REQUIRED=/given"], open: ["{?}/known"] },
  { project: "late-newest", apps: ["main:app"], served: 2, only: newest.name },
  { project: "late-old", apps: ["main:app"], served: 1, only: old.name },
];

describe.each([newest, old])("routes under $name", ({ name, requirements }) => {
  const env = pythonEnvOrReason(name, requirements);

  test.skipIf(env.reason !== null).each(projects.filter(({ only }) => only === undefined || only === name))(
    "$project",
    ({ project, apps, served, options = [], open = [] }) => {
      if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
      const folder = join(fixtures, project);
      const truth = runTruth(env.python, folder, [...apps.flatMap((app) => ["--app", app]), ...options]);
      expect(truth.apps.map(({ error }) => error)).toEqual(apps.map(() => null));
      const found = runOurs(cli, folder);
      const verdict = compareRoutes(
        truth.apps.flatMap((app) => app.routes),
        found.routes,
        found.problems,
        new Set(truth.apps.flatMap((app) => app.loaded)),
      );
      expect({ ...verdict, open: verdict.open.map(({ path }) => path) }).toEqual({
        served,
        found: served,
        true: served - open.length,
        wrongPath: [],
        wrongPlace: [],
        wrongLine: [],
        reported: [],
        missed: [],
        open,
        false: [],
      });
      // each open path has its reason, with a place
      expect(found.problems.filter(({ code, file }) => code === "unresolved-path" && file !== undefined)).toHaveLength(open.length);
    },
  );
});

test("what a module asks of the network while its routes are read is refused", ({ skip }) => {
  const env = pythonEnvOrReason(newest.name, newest.requirements);
  if (env.reason !== null) skip(env.reason);
  const folder = mkdtempSync(join(tmpdir(), "no-network-"));
  try {
    writeFileSync(
      join(folder, "main.py"),
      `
import socket
from fastapi import FastAPI
app = FastAPI()
def attempt(name, ask):
    try:
        ask()
        app.get("/reached/" + name)(attempt)
    except OSError:
        app.get("/refused/" + name)(attempt)
here = ("127.0.0.1", 9)
attempt("connect", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(here))
attempt("send", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", here))
attempt("look-up", lambda: socket.gethostbyname("localhost"))
`,
    );
    const [app] = runTruth(env.python, folder, ["--app", "main:app"]).apps;
    expect(app?.error).toBe(null);
    expect(app?.routes.map(({ path }) => path)).toEqual(["/refused/connect", "/refused/send", "/refused/look-up"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("the comparison sees", () => {
  const route: ServedRoute = { app: "main:app", method: "GET", path: "/a", function: "a", file: "main.py", line: 4, registered: [[["main.py", 3]]] };
  const same: FoundRoute = { app: "main:app", method: "GET", path: "/a", function: "a", file: "main.py", line: 4, registeredFile: "main.py", decoratorLine: 3 };
  const loaded = new Set(["main.py"]);

  test.each<[string, FoundRoute[], string]>([
    ["the same route", [same], "true"],
    ["another path", [{ ...same, path: "/b" }], "wrongPath"],
    ["another line", [{ ...same, line: 3 }], "wrongPlace"],
    ["the line of another registration", [{ ...same, registeredFile: "main.py", decoratorLine: 7 }], "wrongLine"],
    ["another function", [{ ...same, function: "b" }], "wrongPlace"],
    ["another file", [{ ...same, file: "other.py" }], "missed"],
    ["another method", [{ ...same, method: "POST" }], "missed"],
    ["nothing", [], "missed"],
    ["one that no application serves", [{ ...same, app: null }], "missed"],
    ["an open path that fits", [{ ...same, path: "/{?}" }], "open"],
    ["an open path that does not fit", [{ ...same, path: "/b{?}" }], "wrongPath"],
  ])("%s", (_, listed, expected) => {
    const verdict = compareRoutes([route], listed, [], loaded);
    const counted = {
      true: verdict.true,
      wrongPath: verdict.wrongPath.length,
      wrongPlace: verdict.wrongPlace.length,
      wrongLine: verdict.wrongLine.length,
      missed: verdict.missed.length,
      open: verdict.open.length,
    };
    expect(counted).toEqual({ true: expected === "wrongLine" ? 1 : 0, wrongPath: 0, wrongPlace: 0, wrongLine: 0, missed: 0, open: 0, [expected]: 1 });
  });

  test("a false route, and one of an application that did not run", () => {
    const extra = [same, { ...same, path: "/more" }, { ...same, app: "other:app", path: "/other" }];
    expect(compareRoutes([route], extra, [], loaded).false.map(({ path }) => path)).toEqual(["/more"]);
  });

  test("a library's route only where the place that adds it is told", () => {
    const library: ServedRoute = { ...route, path: "/auth/login", file: null, line: null };
    const report = { code: "library-routes", message: "fastapi_users adds routes of its own below /auth; they are not listed.", file: "main.py" };
    expect(compareRoutes([library], [], [report], loaded)).toMatchObject({ reported: [library], missed: [] });
    expect(compareRoutes([library], [], [{ ...report, message: "below /users; they" }], loaded)).toMatchObject({ reported: [], missed: [library] });
  });
});
