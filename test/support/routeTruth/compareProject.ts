/**
 * Prints how the routes that we find in a project compare with those that its running application serves.
 *
 *   node test/support/routeTruth/run.mjs PYTHON PROJECT [--folder FOLDER] [--found JSON] [--truth JSON] [options of dump_routes.py]
 *
 * PYTHON: an interpreter that has the wanted FastAPI. `--folder`: what `routes` reads, relative to PROJECT (default: all of it).
 * `--cli`: another build than dist/cli.js. `--found`: a file with `{routes, problems}` of another finder. `--truth`: an answer of dump_routes.py kept from before.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { compareRoutes, type Verdict } from "./compare";
import { type Found, runOurs, runTruth, type Truth } from "./truth";

const root = process.cwd();
const [python = "", project = "", ...rest] = process.argv.slice(2);
const folder = take("--folder") ?? ".";
const foundFile = take("--found");
const cli = take("--cli") ?? join(root, "dist/cli.js");
const truthFile = take("--truth");

const truth = readTruth();
const found = foundFile === null ? ours() : (JSON.parse(readFileSync(foundFile, "utf8")) as Found);
const good = truth.apps.filter((app) => app.error === null);
const verdict = compareRoutes(
  good.flatMap((app) => app.routes),
  found.routes,
  found.problems,
  new Set(good.flatMap((app) => app.loaded)),
);
print(verdict);

function take(name: string): string | null {
  const at = rest.indexOf(name);
  return at < 0 ? null : (rest.splice(at, 2)[1] ?? null);
}

function readTruth(): Truth {
  if (truthFile !== null && existsSync(truthFile)) return JSON.parse(readFileSync(truthFile, "utf8")) as Truth;
  const answer = runTruth(python, project, rest, join(root, "test/support/routeTruth/dump_routes.py"));
  if (truthFile !== null) writeFileSync(truthFile, JSON.stringify(answer));
  return answer;
}

function ours(): Found {
  const answer = runOurs(cli, join(project, folder));
  const inProject = (file: string): string => posix.join(folder, file);
  return {
    ...answer,
    routes: answer.routes.map((route) => ({ ...route, file: inProject(route.file), registeredFile: inProject(route.registeredFile ?? route.file) })),
    // conditions and reports keep the names that they have in FOLDER
  };
}

function print(result: Verdict): void {
  const stubbed = new Set(truth.apps.flatMap((app) => app.stubbed));
  const lines = [
    `FastAPI ${truth.fastapi}, ${truth.seconds} s, ${good.length} of ${truth.apps.length} applications, ${stubbed.size} stubbed: ${[...stubbed].join(" ")}`,
    ...truth.apps.filter((app) => app.error !== null).map((app) => `  NOT IMPORTED ${app.app}: ${app.error}`),
    `served ${result.served} · found ${result.found} · true ${result.true} · wrong path ${result.wrongPath.length} · wrong place ${result.wrongPlace.length} · wrong line ${result.wrongLine.length} · reported ${result.reported.length} · missed ${result.missed.length} · open ${result.open.length} · false ${result.false.length}`,
    ...result.wrongPath.map(
      ({ served, found: listed }) =>
        `  WRONG PATH  ${served.method} ${served.path} listed as ${listed.path} (${served.function} ${served.file}:${served.line})`,
    ),
    ...result.wrongPlace.map(
      ({ served, found: listed }) =>
        `  WRONG PLACE ${served.method} ${served.path} ${served.function} ${served.file}:${served.line}, listed ${listed.function} ${listed.file}:${listed.line}`,
    ),
    ...result.wrongLine.map(
      ({ served, found: listed }) =>
        `  WRONG LINE  ${served.method} ${served.path} registered at ${listed.registeredFile}:${listed.decoratorLine}, truth ${JSON.stringify(served.registered)}`,
    ),
    ...result.missed.map((route) => `  MISSED      ${route.method} ${route.path} ${route.function} ${route.file}:${route.line}`),
    ...result.open.map((route) => `  OPEN        ${route.method} ${route.path} ${route.function} ${route.file}:${route.line}`),
    ...result.false.map((route) => `  FALSE       ${route.method} ${route.path} ${route.function} ${route.file}:${route.line} (${route.app})`),
  ];
  console.log(lines.join("\n"));
}
