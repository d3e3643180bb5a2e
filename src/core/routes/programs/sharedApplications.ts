import { exampleOf } from "../examples";
import type { Router, RouterRecord } from "../frameworks/router";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { alike } from "./alike";
import { areApart, isStarted, startersOf } from "./startedFiles";

// An application that a module makes which is only imported, and that several programs fill and serve: what one adds the others have not.

/** What programs have of their own, by the file that registers it. */
type Owners = ReadonlyMap<string, ReadonlySet<string>>;

const ownersOf = perRun(() => new Map<Router["records"], Owners>());
const nobody: Owners = new Map();
const namesServer = /\b(?:uvicorn|hypercorn|granian|gunicorn)\b/;

/** The programs that a record is there for; undefined where all that serve the application have it. */
export function programsWith(run: Run, app: Router, { by }: RouterRecord): ReadonlySet<string> | undefined {
  const known = ownersOf(run);
  let owners = known.get(app.records);
  if (owners === undefined) {
    owners = shared(run, app);
    known.set(app.records, owners);
  }
  return owners.get(by);
}

function shared(run: Run, { records, place }: Router): Owners {
  const files = [...new Set(records.map(({ by }) => by))].filter((file) => file !== place.file && exampleOf(run, file, place.file) === null);
  if (files.length === 0 || isStarted(run, place.file)) return nobody;
  const isOwn = (file: string): boolean => exampleOf(run, file, place.file) === null;
  const adding = new Map(files.map((file) => [file, new Set([...startersOf(run, file)].filter(isOwn))] as const));
  const adders = new Set([...adding.values()].flatMap((starters) => [...starters]));
  const all = [...startersOf(run, place.file)].filter((file) => isOwn(file) && (adders.has(file) || run.modules.textOf(file).matches(namesServer)));
  return new Map([...adding].filter(([, starters]) => starters.size > 0 && all.some((one) => !starters.has(one))));
}

const commonOf = perRun(() => new Map<Router["records"], ReadonlySet<string>>());

/** Registered by an example that starts the application, and by the application wherever else it is started. */
function isCommon(run: Run, app: Router, record: RouterRecord): boolean {
  const all = commonOf(run);
  let common = all.get(app.records);
  if (common === undefined) {
    common = new Set(app.records.filter(({ by }) => exampleOf(run, by, app.place.file) === null).map(alike));
    all.set(app.records, common);
  }
  return common.has(alike(record));
}

/**
 * Programs that add to one application, each with what it adds: examples of the package that holds the application, and files that are
 * started where others start it too.
 */
export function programs(run: Run, app: Router): Router[] {
  const others = new Map<string, string>();
  for (const record of app.records) {
    const example = exampleOf(run, record.by, app.place.file);
    if (example !== null) {
      if (!others.has(example) && !isCommon(run, app, record)) others.set(example, record.by);
    } else for (const program of programsWith(run, app, record) ?? []) others.set(program, program);
  }
  const variable = app.name?.split("\n")[1] ?? "app";
  return [app, ...[...others.values()].map((by) => ({ ...app, records: [...app.records], names: [], name: `${by}\n${variable}`, beside: true }))];
}

/** Whether a record is there in the program that starts `app`. */
export function isIn(run: Run, app: Router, router: Router, record: RouterRecord): boolean {
  if (!router.app) return true;
  const program = app.name?.split("\n")[0] ?? app.place.file;
  const example = exampleOf(run, record.by, router.place.file);
  if (example !== null) return program.startsWith(example) && !isCommon(run, router, record);
  const isOwn = router.records === app.records;
  // an application that is part of another one
  if (!isOwn) return !areApart(run, record.by, program);
  const owners = programsWith(run, app, record);
  // of a program beside others only what it adds is listed
  return app.beside === true ? owners?.has(program) === true : owners === undefined;
}

/** Whether a file has an application as an example or a program of its own, whose routes are listed apart. */
export function isOfOthers(run: Run, file: string, app: Router): boolean {
  return exampleOf(run, file, app.place.file) !== null || app.records.some((one) => programsWith(run, app, one)?.has(file) === true);
}
