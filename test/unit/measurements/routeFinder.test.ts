import fc from "fast-check";
import { expect, test } from "vitest";
import { routeFinder } from "../../../src/core/measurements/routeFinder";
import type { Route } from "../../../src/core/routes/route";
import { route } from "./routes";

/** `GET /x` -> `GET /items/{id} template`, or the reason why there is none. */
function check(routes: readonly (string | Route)[], observed: string, expected: string, source?: { file: string; line: number; handler: string }): void {
  const [method = "", path = ""] = observed.split(" ");
  const found = routeFinder(routes.map((one) => (typeof one === "string" ? route(one) : one)))({ method, route: path, ...(source ? { source } : {}) });
  expect("route" in found ? `${found.route.id} ${found.match}` : found.missing, observed).toBe(expected);
}

const shop = [
  "GET /",
  "GET /health",
  "GET /api/v1/items/{item_id}",
  "POST /api/v1/items/{item_id}",
  "GET /api/v1/items/new",
  "GET /files/{name:path}",
  "GET /reports/{day}.csv",
];

test.each([
  ["GET /", "GET / template"],
  ["GET /health", "GET /health template"],
  ["GET /api/v1/items/{item_id}", "GET /api/v1/items/{item_id} template"],
  ["POST /api/v1/items/{item_id}", "POST /api/v1/items/{item_id} template"],
  ["GET /api/v1/items/{id}", "GET /api/v1/items/{item_id} names-erased"],
  ["GET /api/v1/items/:id", "GET /api/v1/items/{item_id} names-erased"],
  ["GET /api/v1/items/{id:int}/", "GET /api/v1/items/{item_id} names-erased"],
  ["GET /health/", "GET /health names-erased"],
  ["GET /files/{path}", "GET /files/{name:path} names-erased"],
  ["GET /items/{item_id}", "GET /api/v1/items/{item_id} suffix"],
  ["GET /items/{whatever}", "GET /api/v1/items/{item_id} suffix"],
  ["GET /items/new", "GET /api/v1/items/new suffix"],
  ["GET /api/v1/items/42", "GET /api/v1/items/{item_id} path"],
  ["GET /api/v1/items/new?copy=1", "GET /api/v1/items/new template"],
  ["GET https://example.org/api/v1/items/42", "GET /api/v1/items/{item_id} path"],
  ["GET /files/a/b/c.txt", "GET /files/{name:path} path"],
  ["GET /reports/2026-01-01.csv", "GET /reports/{day}.csv path"],
  ["* /health", "GET /health template"],
  ["* /api/v1/items/{item_id}", "ambiguous"],
  ["DELETE /health", "method"],
  ["GET /nowhere", "unknown"],
  ["GET /reports/2026-01-01.json", "unknown"],
  ["GET /api/v1/items/{item_id}/parts", "unknown"],
  ["GET none", "no-route"],
  ["GET __unmatched__", "no-route"],
  ["GET /{id}", "unknown"],
])("%s -> %s", (observed, expected) => check(shop, observed, expected));

const desk = [
  ...["POST /transcribe", "GET /items/{item_id}", "GET /{rest:path}"].map((id) => route(id, { rootPath: "/desk" })),
  route("POST /desk/print", { app: "other:app" }),
  route("POST /print", { rootPath: "/desk" }),
];

test.each([
  ["POST /desk/transcribe", "POST /transcribe template"],
  ["POST /transcribe", "POST /transcribe template"],
  ["GET https://example.org/desk/items/7?a=1", "GET /items/{item_id} path"],
  ["GET /desk/items/{id}", "GET /items/{item_id} names-erased"],
  ["GET /desk/about", "GET /{rest:path} path"],
  ["POST /desk/print", "POST /desk/print template"],
  ["POST /desktop/transcribe", "method"],
  ["POST /other/transcribe", "method"],
])("an application that stands below /desk: %s -> %s", (observed, expected) => check(desk, observed, expected));

test("a suffix that two routes have is ambiguous", () => {
  check(["GET /a/things", "GET /b/things"], "GET /things", "ambiguous");
  check(["GET /a/things", "GET /bthings"], "GET /things", "GET /a/things suffix");
});

test("the handler's place settles what the path cannot", () => {
  const source = { file: "app/b.py", line: 9, handler: "app.b:things" };
  const routes = [route("GET /a/things", { file: "src/app/a.py", function: "things" }), route("GET /b/things", { file: "src/app/b.py", function: "things" })];
  check(routes, "GET /things", "GET /b/things suffix", source);
  check(routes, "GET /things", "ambiguous", { ...source, handler: "app.b:other" });
  check(["GET /x (a:app)", "GET /x (b:app)"], "GET /x", "ambiguous");
  check([route("GET /x (a:app)", { file: "a.py" }), route("GET /x (b:app)", { file: "b.py" })], "GET /x", "GET /x (b:app) template", {
    file: "b.py",
    line: 1,
    handler: "b:handler",
  });
});

test("static segments win over parameters, parameters over open ends", () => {
  check(["GET /{a}/{b}", "GET /x/{b}", "GET /{rest:path}"], "GET /x/1", "GET /x/{b} path");
  check(["GET /{a}/{b}", "GET /x/{b}", "GET /{rest:path}"], "GET /y/1", "GET /{a}/{b} path");
  check(["GET /{a}/{b}", "GET /x/{b}", "GET /{rest:path}"], "GET /y/1/2", "GET /{rest:path} path");
  check(["GET /x/{a}", "GET /x/{b:int}"], "GET /x/1", "ambiguous");
});

test("a method that the most static template does not take goes to the next one", () => {
  check(["GET /items/{id}", "POST /items/new"], "GET /items/new", "GET /items/{id} path");
  check(["GET /items/{id}", "POST /items/new"], "DELETE /items/new", "method");
});

test("a suffix begins at a slash and is no whole path", () => {
  check(["GET /api/items/{id}", "GET /items/{id}"], "GET /items/{x}", "GET /items/{id} names-erased");
  check(["GET /api/my-items"], "GET /items", "unknown");
  check(["GET /api/{tenant}/{id}"], "GET /{tenant}/{id}", "unknown");
});

test("a route with an unresolved part takes what fits around it", () => {
  check(["GET /{?}/items/{id}"], "GET /v2/items/{item_id}", "GET /{?}/items/{id} path");
  check(["GET /{?}/items", "GET /v2/items"], "GET /v2/items", "GET /v2/items template");
  check(["GET /{?}/items"], "GET /v2/parts", "unknown");
});

test("one route registered twice is still one", () => {
  check(["GET /x", "GET /x"], "GET /x", "GET /x template");
});

const segment = fc.oneof(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^\{[a-z]{1,3}\}$/));
const paths = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);

test("every template finds itself, and a name never matters", () => {
  fc.assert(
    fc.property(fc.uniqueArray(paths, { minLength: 1, maxLength: 8, selector: (path) => path.replace(/\{[^}]*\}/g, "{}") }), (templates) => {
      for (const template of templates) {
        check(
          templates.map((path) => `GET ${path}`),
          `GET ${template}`,
          `GET ${template} template`,
        );
        const renamed = template.replace(/\{[^}]*\}/g, "{renamed}");
        if (renamed !== template)
          check(
            templates.map((path) => `GET ${path}`),
            `GET ${renamed}`,
            `GET ${template} names-erased`,
          );
      }
    }),
  );
});
