import { expect, test } from "vitest";
import { registeredLines, routesAt } from "../../../src/vscode/routesAt";
import { fakeAnalysis, fakeRoute } from "../../support/fakeAnalysis";

const file = "api.py";
// 1 @router.post("/a")   2 @limit   3 def a   ...   9 def b   11 router.add_api_route("/b", b)
const a = fakeRoute({ id: "POST /a", function: "a", file, line: 3, registeredFile: file, decoratorLine: 1 });
const again = fakeRoute({ id: "POST /v2/a", function: "a", file, line: 3, registeredFile: file, decoratorLine: 1 });
const b = fakeRoute({ id: "GET /b", function: "Api.b", file, line: 9, registeredFile: file, decoratorLine: 11 });
const analysis = fakeAnalysis({ code: { routes: [a, again, b], problems: [], timing: { files: 1, parsed: 1, ms: 0 } } });

test.each<[string, number, string | undefined, string[]]>([
  ["the decorator", 0, "post", ["POST /a", "POST /v2/a"]],
  ["another decorator between", 1, "limit", ["POST /a", "POST /v2/a"]],
  ["the handler's name", 2, "a", ["POST /a", "POST /v2/a"]],
  ["another word of the def line", 2, "def", []],
  ["the body", 3, "a", []],
  ["a method's name", 8, "b", ["GET /b"]],
  ["the call that registers", 10, "add_api_route", ["GET /b"]],
  ["below it", 11, undefined, []],
])("%s", (_, line, word, expected) => {
  expect(routesAt(analysis, file, line, word).map(({ id }) => id)).toEqual(expected);
});

test("routes of one line stand together, where the line stands now", () => {
  const read = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join("\n");
  const lines = registeredLines(analysis, file, read, `# new\n${read}`);
  expect(lines.map(({ line, routes }) => [line, routes.map(({ id }) => id)])).toEqual([
    [1, ["POST /a", "POST /v2/a"]],
    [11, ["GET /b"]],
  ]);
});
