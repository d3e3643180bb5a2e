import { exampleOf, isOfOthers, startsServer } from "./examples";
import { isGivenMore, type Router, type RouterRecord } from "./frameworks/router";
import type { Run } from "./interpreter/run";
import { isStated, isUsual } from "./naming";
import { alike } from "./programs/alike";
import { isTest } from "./project/paths";
import type { Serving } from "./serve";

/** Applications that a server starts: those that no other one mounts, or only examples of a package that starts it itself or that another program fills. */
export function applications(run: Run): Router[] {
  const { routers } = run;
  const mounted = new Set<Router["records"]>();
  for (const router of routers) {
    for (const record of router.records) {
      if (
        record.k !== "route" &&
        record.target.records !== router.records &&
        !(exampleOf(run, router.by, record.target.by) !== null && isStartedToo(run, router, record.target))
      )
        mounted.add(record.target.records);
    }
  }
  const apps = routers.filter((router) => router.app);
  const tops = apps.filter((router) => !mounted.has(router.records) && !isLeftOver(run, router));
  return tops.length > 0 ? tops : apps;
}

/**
 * An application beside a router that another module imports, includes and adds to: it was for trying that router alone. One in a file where
 * servers look, or that some program names, is none.
 */
function isLeftOver(run: Run, app: Router): boolean {
  if (app.records.length === 0 || isUsual(app.by) || app.served || app.names.some(({ file, variable }) => isStated(run, file, variable, []))) return false;
  const included = (r: RouterRecord, other: Router): boolean =>
    r.k === "include" && other.records.some((one) => one.k === "include" && one.target.records === r.target.records && one.prefix.value === r.prefix.value);
  return run.routers.some(
    (other) =>
      other.app &&
      other.records.length > app.records.length &&
      run.modules.imports.isImported(app.by, other.by) &&
      app.records.every((record) => included(record, other)),
  );
}

const isStartedToo = (run: Run, example: Router, app: Router): boolean =>
  startsServer(run, app) || app.records.some((one) => isOfOthers(run, example, app, one));

/**
 * A factory called twice makes two applications that are one to the reader. Applications of one place that a variable
 * holds or a program serves are told apart by their routes; of those that only a factory gives, one whose routes another has too is left out.
 */
export function distinctApplications(apps: readonly Router[]): Router[] {
  const placeOf = (app: Router): string => `${app.place.file}:${app.place.line}`;
  const isHeld = (app: Router): boolean => app.served || (app.bound && app.name !== null);
  const held = apps.filter(isHeld);
  const tested = apps.filter((app) => !isTest(app.place.file) || apps.every((other) => isTest(other.place.file)));
  const kept = new Map<string, Router[]>();
  for (const app of tested) {
    const place = placeOf(app);
    if (!isHeld(app) && held.some((other) => placeOf(other) === place && (app.name === null || covers(other, app, isGivenMore(other, app))))) continue;
    const known = kept.get(place) ?? [];
    if (isHeld(app)) {
      if (!known.some((other) => contentOf(other) === contentOf(app))) kept.set(place, [...known, app]);
    } else if (!known.some((other) => replaces(other, app))) {
      // a server is told the factory's own name
      for (const other of known) if (isGivenMore(app, other) && replaces(app, other)) app.name = other.name;
      kept.set(place, [...known.filter((other) => !replaces(app, other)), app]);
    }
  }
  return tested.filter((app) => kept.get(placeOf(app))?.includes(app));
}

/** What it registers, by place: a loop registers several routers at one. */
const recordsOf = (app: Router): Set<string> => {
  const what = (r: RouterRecord): string => (r.k === "route" ? r.path.value : `${r.prefix.value} ${r.target.place.file}:${r.target.place.line}`);
  return new Set(app.records.map((r) => `${r.place.file}:${r.place.line}:${what(r)}`));
};

/** All that it serves, through the routers that it includes: which handlers, wherever one line registers several. */
function contentOf({ records }: Router, above: ReadonlySet<Router["records"]> = new Set()): string {
  if (above.has(records)) return "";
  const inside = new Set(above).add(records);
  return records.map((r) => (r.k === "route" ? alike(r) : `${alike(r)}[${contentOf(r.target, inside)}]`)).join();
}

/** All that the other serves is served by this one too. `written`: paths that only the caller knows are not counted. */
function covers(app: Router, other: Router, written = false): boolean {
  const own = recordsOf(app);
  return [...recordsOf(other)].every((record) => own.has(record) || (written && own.size > 0 && record.includes("{?}")));
}

/** The factory that registers more is the one that a server is told to start; of equals what is given its arguments, then the one beside the application. */
function replaces(app: Router, other: Router): boolean {
  if (!covers(app, other, true)) return false;
  if (isGivenMore(app, other) || !covers(other, app)) return true;
  return covers(app, other) && !isGivenMore(other, app) && (isBeside(app) || !isBeside(other));
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
