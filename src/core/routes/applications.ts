import { isTest, parent } from "./project";
import type { Router, RouterRecord } from "./router";
import type { Run } from "./run";
import type { Serving } from "./serve";

/** Applications that a server starts: those that no other one mounts, or only examples of a package that starts it itself. */
export function applications(run: Run): Router[] {
  const { routers } = run;
  const mounted = new Set<Router["records"]>();
  for (const router of routers) {
    for (const record of router.records) {
      if (
        record.k !== "route" &&
        record.target.records !== router.records &&
        !(onlyShows(router.place.file, record.target.place.file) && startsServer(run, record.target))
      )
        mounted.add(record.target.records);
    }
  }
  const apps = routers.filter((router) => router.app);
  const tops = apps.filter((router) => !mounted.has(router.records));
  return tops.length > 0 ? tops : apps;
}

/** The example that a file belongs to: `examples/chat`, or the whole folder of examples where the file stands in it. */
const exampleOf = (file: string): string | null => /^(?:.*\/)?(?:examples?|samples?|demos?|tutorials?|docs?|docs_src)\/(?:[^/]+\/)?/.exec(file)?.[0] ?? null;

/** An example uses the application of the package that it shows, which others start too. */
export function onlyShows(file: string, shown: string): boolean {
  const example = exampleOf(file);
  return example !== null && example !== exampleOf(shown);
}

/** The package in which an application is made also starts a server. */
function startsServer(run: Run, { place }: Router): boolean {
  const folder = `${parent(place.file)}/`;
  return [...run.modules.values()].some(({ file, source }) => file.startsWith(folder) && source.matches(server));
}

const server = /\b(?:uvicorn|hypercorn|granian)\b/;

/** Examples that add to the application of the package that they show are programs of their own, each with what its folder adds. */
export function programs(app: Router): Router[] {
  const others = new Map<string, RouterRecord>();
  for (const record of app.records) {
    const example = exampleOf(record.by);
    if (example !== null && onlyShows(record.by, app.place.file) && !others.has(example)) others.set(example, record);
  }
  const variable = app.name?.split("\n")[1] ?? "app";
  return [app, ...[...others.values()].map(({ by }) => ({ ...app, records: [...app.records], names: [], name: `${by}\n${variable}`, beside: true }))];
}

/** Whether a record is there in the program that starts `app`: what another example adds to a router of the package is not. */
export function isIn(app: Router, router: Router, { by }: RouterRecord): boolean {
  const own = exampleOf(app.name?.split("\n")[0] ?? app.place.file);
  const example = exampleOf(by);
  // of a program beside the package's own only what it adds is listed
  if (example === null || !onlyShows(by, router.place.file))
    return own === null || app.beside !== true || router.records !== app.records || !onlyShows(own, app.place.file);
  return example === own;
}

/**
 * A factory called twice makes two applications that are one to the reader. Applications of one place that a variable
 * holds are told apart by their routes; of those that only a factory gives, one whose routes another has too is left out.
 */
export function distinct(apps: readonly Router[]): Router[] {
  const placeOf = (app: Router): string => `${app.place.file}:${app.place.line}`;
  const isHeld = (app: Router): boolean => app.bound && app.name !== null;
  const held = apps.filter(isHeld);
  const tested = apps.filter((app) => !isTest(app.place.file) || apps.every((other) => isTest(other.place.file)));
  const kept = new Map<string, Router[]>();
  for (const app of tested) {
    const place = placeOf(app);
    if (!isHeld(app) && held.some((other) => placeOf(other) === place && (app.name === null || covers(other, app)))) continue;
    const known = kept.get(place) ?? [];
    if (isHeld(app)) {
      const own = [...recordsOf(app)].join();
      if (!known.some((other) => [...recordsOf(other)].join() === own)) kept.set(place, [...known, app]);
    } else if (!known.some((other) => replaces(other, app))) kept.set(place, [...known.filter((other) => !replaces(app, other)), app]);
  }
  return tested.filter((app) => kept.get(placeOf(app))?.includes(app));
}

/** What it registers, by place: a loop registers several routers at one. */
const recordsOf = (app: Router): Set<string> => {
  const what = (r: RouterRecord): string => (r.k === "route" ? r.path.value : `${r.prefix.value} ${r.target.place.file}:${r.target.place.line}`);
  return new Set(app.records.map((r) => `${r.place.file}:${r.place.line}:${what(r)}`));
};

/** All that the other serves is served by this one too. `written`: paths that only the caller knows are not counted. */
function covers(app: Router, other: Router, written = false): boolean {
  const own = recordsOf(app);
  return [...recordsOf(other)].every((record) => own.has(record) || (written && own.size > 0 && record.includes("{?}")));
}

/** The factory that registers more is the one that a server is told to start; of equals the one beside the application. */
function replaces(app: Router, other: Router): boolean {
  if (!covers(app, other, true)) return false;
  if (!covers(other, app)) return true;
  return covers(app, other) && (isBeside(app) || !isBeside(other));
}

const isBeside = (app: Router): boolean => app.name?.split("\n")[0] === app.place.file;

/** Routers that nobody includes, and that have routes. */
export function withoutApplication(run: Run, serving: Serving): Router[] {
  const { routers } = run;
  const included = new Set<Router["records"]>();
  for (const router of routers)
    for (const record of router.records) if (record.k !== "route" && record.target.records !== router.records) included.add(record.target.records);
  return routers.filter(
    (router) =>
      !router.app &&
      !isTest(router.place.file) &&
      !serving.reached.has(router.records) &&
      !included.has(router.records) &&
      !run.copied.has(router.records) &&
      router.records.length > 0,
  );
}
