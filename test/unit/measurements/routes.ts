import type { Route } from "../../../src/core/routes/route";

/** A route by its id alone: `GET /items/{id}`, or `GET /items/{id} (other:app)`; the rest is filled in. */
export function route(id: string, more: Partial<Route> = {}): Route {
  const [, method = "", path = "", app] = /^(\S+) (\S+)(?: \((.*)\))?$/.exec(id) ?? [];
  return {
    id,
    method,
    path,
    resolved: !path.includes("{?}"),
    function: "handler",
    file: "app/main.py",
    line: 2,
    registeredFile: "app/main.py",
    decoratorLine: 1,
    app: app ?? "app.main:app",
    workloads: [],
    ...more,
  };
}
