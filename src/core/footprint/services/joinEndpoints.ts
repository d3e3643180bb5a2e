import type { Problem } from "../../problem";
import { taskWord } from "../../report/words/words";
import type { CodeFacts, Route, Workload } from "../../routes/route";
import type { ServiceSettings } from "../../scenario/scenario";
import { firstNames, type Translate } from "../../text";
import { idKey } from "../ids";
import { sameModel } from "./sameModel";

/** The endpoints of a service: route ids where the code has them, else as written. */
export interface Joined {
  readonly ids: readonly string[];
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
}

/** Places whose routes nobody has seen. */
const unreadCodes = new Set(["folder-unreadable", "file-unreadable"]);

/** Joins a service to the routes of the code by method and full path; parameter names and a trailing slash do not count. */
export function joinEndpoints(name: string, service: ServiceSettings, code: CodeFacts, t: Translate): Joined {
  const ids: string[] = [];
  const routes: Route[] = [];
  const problems: Problem[] = [];
  const unread = code.problems.flatMap(({ code: kind, file }) => (unreadCodes.has(kind) && file !== undefined ? [file] : []));
  service.endpoint.forEach((written, position) => {
    const path = service.endpoint.length > 1 ? `services.${name}.endpoint.${position}` : `services.${name}.endpoint`;
    const candidates = routesByKey(code.routes).get(key(written)) ?? [];
    const served = service.app === undefined ? candidates : candidates.filter(({ app }) => app !== null && idKey(app) === idKey(service.app as string));
    const [route, ...others] = served;
    if (!route) {
      ids.push(written.trim().replace(/\s+/g, " "));
      if (code.routes.length > 0) {
        problems.push({
          code: "endpoint-gone",
          severity: "warning",
          message:
            unread.length === 0
              ? t("Service {0} names {1}, which the code does not have: correct the endpoint or remove the service.", name, written)
              : t(
                  "Service {0} names {1}, which is in nothing that could be read: {2} could not be. Make that readable first.",
                  name,
                  written,
                  firstNames(unread, 3, ", ", t),
                ),
          path,
        });
      }
      return;
    }
    if (others.length > 0 && others.some(({ app }) => app !== route.app)) {
      problems.push({
        code: "endpoint-ambiguous",
        severity: "warning",
        message: t(
          "{0} exists in several applications ({1}): write app: to choose one. The first is taken.",
          written,
          served.map(({ app }) => app ?? "?").join(", "),
        ),
        path,
      });
    }
    ids.push(route.id);
    routes.push(route);
  });
  return { ids, routes, problems };
}

/**
 * The workload of the joined routes that a service speaks of: of the same task the one of that model, else one that the code does not name and that
 * the service's engine runs, else the first. Of several alike it is one that is not `taken` by another service of the route.
 */
export function workloadOf(service: ServiceSettings, routes: readonly Route[], taken: readonly (Workload | null)[] = []): Workload | null {
  const first = (some: readonly Workload[]): Workload | undefined => some.find((one) => !taken.includes(one)) ?? some[0];
  const all = routes.flatMap(({ workloads }) => workloads);
  const sameTask = service.task === undefined ? all : all.filter(({ task }) => task === service.task);
  const wanted = service.model?.name;
  const named = wanted === undefined ? undefined : first(sameTask.filter(({ model }) => model !== null && sameModel(wanted, model)));
  if (named !== undefined) return named;
  const engine = service.engine === undefined ? null : idKey(service.engine);
  const ran = sameTask.filter((one) => [one.engine, one.library].some((name) => name !== null && idKey(name) === engine));
  const likely = ran.length > 0 ? ran : sameTask;
  return (wanted === undefined ? undefined : first(likely.filter(({ model }) => model === null))) ?? first(likely) ?? null;
}

const keyed = new WeakMap<readonly Route[], ReadonlyMap<string, readonly Route[]>>();

/** Once for each reading of the code, not for each service of it. */
function routesByKey(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const known = keyed.get(routes);
  if (known !== undefined) return known;
  const made = new Map<string, Route[]>();
  for (const route of routes) {
    const one = key(`${route.method} ${route.path}`);
    const alike = made.get(one);
    if (alike === undefined) made.set(one, [route]);
    else alike.push(route);
  }
  keyed.set(routes, made);
  return made;
}

function key(endpoint: string): string {
  const [method = "", ...rest] = endpoint.trim().split(/\s+/);
  const path = rest.join(" ").replace(/\{[^}]*\}/g, "{}");
  return `${method.toUpperCase()} ${path.length > 1 ? path.replace(/\/$/, "") : path}`;
}

/** Routes that run a model and that no service of the scenario speaks of. */
export function routesWithoutService(code: CodeFacts, joined: ReadonlySet<string>, t: Translate): Problem[] {
  return code.routes.flatMap((route): Problem[] =>
    route.workloads.length === 0 || joined.has(route.id)
      ? []
      : [
          {
            code: "route-without-service",
            severity: "warning",
            message: t(
              "{0} runs {1}, and no service of the scenario speaks of it: add it, or its carbon is not in the total.",
              route.id,
              [...new Set(route.workloads.map(({ model, task }) => model ?? taskWord(task, t)))].join(", "),
            ),
            file: route.registeredFile,
            line: route.decoratorLine,
            column: 1,
          },
        ],
  );
}
