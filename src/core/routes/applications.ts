import { isTest } from "./project";
import type { Router } from "./router";
import type { Run } from "./run";
import type { Serving } from "./serve";

/** Applications that a server starts: those that no other one mounts. */
export function applications(routers: readonly Router[]): Router[] {
  const mounted = new Set<Router["records"]>();
  for (const router of routers) {
    for (const record of router.records) if (record.k !== "route" && record.target.records !== router.records) mounted.add(record.target.records);
  }
  const apps = routers.filter((router) => router.app);
  const tops = apps.filter((router) => !mounted.has(router.records));
  return tops.length > 0 ? tops : apps;
}

/**
 * A factory called twice makes two applications that are one to the reader. Applications of one place that a variable
 * holds are told apart by their routes; of those that only a factory gives, the first is enough.
 */
export function distinct(apps: readonly Router[]): Router[] {
  const held = new Set(apps.filter((app) => app.bound && app.name !== null).map((app) => `${app.place.file}:${app.place.line}`));
  const kept = new Map<string, Router>();
  for (const app of apps) {
    if (isTest(app.place.file) && apps.some((other) => !isTest(other.place.file))) continue;
    const place = `${app.place.file}:${app.place.line}`;
    const isHeld = app.bound && app.name !== null;
    if (!isHeld && held.has(place)) continue;
    const key = isHeld
      ? `${place}:${app.records.map((r) => `${r.place.file}:${r.place.line}:${r.k === "route" ? r.path.value : r.prefix.value}`).join()}`
      : place;
    const known = kept.get(key);
    if (known === undefined || (!isHeld && closer(app, known))) kept.set(key, app);
  }
  return [...kept.values()];
}

/** The factory that registers more is the one that a server is told to start; of equals the one beside the application. */
function closer(app: Router, other: Router): boolean {
  const beside = (one: Router): boolean => one.name?.split("\n")[0] === one.place.file;
  return app.records.length > other.records.length || (app.records.length === other.records.length && beside(app) && !beside(other));
}

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
