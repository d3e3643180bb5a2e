import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { freePort, type Running, start, waitFor } from "../support/process";
import { pythonEnvOrReason } from "../support/pythonEnv";
import { compareRoutes } from "../support/routeTruth/compare";
import { runOurs, runTruth } from "../support/routeTruth/truth";

// The founding case is a real application: it starts with what its README installs, answers as its README shows, and serves the routes that we list.

const example = inRoot("examples", "editorial-api");
const requirements = readFileSync(join(example, "requirements.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const env = pythonEnvOrReason("editorial-api", requirements);

describe.skipIf(env.reason !== null)(env.reason === null ? "examples/editorial-api" : `examples/editorial-api (${env.reason})`, () => {
  let server: Running | undefined;
  let base = "";

  beforeAll(async () => {
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = start(env.python, [inRoot("test", "integration", "probe", "serve.py"), "main:app", String(port), "240"], {
      cwd: example,
      env: { PYTHONPATH: example, PYTHONDONTWRITEBYTECODE: "1" },
    });
    await waitFor("the example", async () => (await fetch(`${base}/health`)).ok, server);
  });
  afterAll(async () => server?.stop());

  test("answers as its README shows, and says what is missing where no model is installed", async () => {
    const readme = readFileSync(join(example, "README.md"), "utf8");
    expect(readme).toContain(await (await fetch(`${base}/articles/2`)).text());
    const refused = await fetch(`${base}/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "…", language: "fr" }),
    });
    expect(refused.status).toBe(503);
    expect(readme).toContain(await refused.text());
  });

  test("every route that it serves is listed at its place, and no other", () => {
    const truth = runTruth(env.python, example, ["--app", "main:app"]);
    const found = runOurs(inRoot("dist", "cli.js"), example);
    const routes = truth.apps.flatMap((app) => app.routes);
    const verdict = compareRoutes(routes, found.routes, found.problems, new Set(truth.apps.flatMap((app) => app.loaded)));
    expect(verdict).toMatchObject({ served: 6, found: 6, true: 6, wrongPath: [], wrongPlace: [], missed: [], open: [] });
  });
});
