import { expect, test } from "vitest";
import { type CodeChange, CodeReading } from "../../../src/vscode/codeReading";
import { parser } from "../routes/reading";

const main = `from fastapi import FastAPI
app = FastAPI()

@app.get("/a")
def a():
    return 1

@app.get("/b")
def b():
    return 2
`;

const all = (text: string, more: readonly (readonly [string, string])[] = []): CodeChange => ({
  paths: ["main.py", ...more.map(([path]) => path)],
  texts: [["main.py", text], ...more],
  settled: undefined,
  language: "en",
});
const only = (text: string): CodeChange => ({ paths: null, texts: [["main.py", text]], settled: undefined, language: "en" });
const never = () => false;

const ids = (reading: ReturnType<CodeReading["next"]>) => reading?.facts?.routes.map(({ id, decoratorLine }) => `${id} ${decoratorLine}`);

test.each([
  ["a bracket", main.replace("return 1", "return (1")],
  ["a parameter list", main.replace("def a():", "def a(:")],
  ["a statement in a handler", main.replace("return 1", "x = = 1")],
  ["a new function above", `def new(:\n    pass\n${main}`],
  ["a string", main.replace("return 1", 'return """x')],
])("while %s does not parse, the routes of the last good text stay, and the place is said", async (_, broken) => {
  const reading = new CodeReading(await parser, undefined);
  expect(ids(reading.next(all(main), never))).toEqual(["GET /a 4", "GET /b 8"]);
  const typed = reading.next(only(broken), never);
  expect(typed?.kept).toEqual(["main.py"]);
  expect(ids(typed)).toEqual(["GET /a 4", "GET /b 8"]);
  expect(typed?.facts?.problems.map(({ code, file }) => `${code} ${file}`)).toEqual(["python-syntax main.py"]);
  // typing on in the same state tells nothing new
  expect(reading.next(only(broken), never)).toEqual({ facts: null, kept: ["main.py"] });
  const mended = reading.next(only(main.replace('"/b"', '"/c"')), never);
  expect(mended?.kept).toEqual([]);
  expect(ids(mended)).toEqual(["GET /a 4", "GET /c 8"]);
  expect(mended?.facts?.problems).toEqual([]);
});

test("what was broken when it was first read is read as far as it goes", async () => {
  const reading = new CodeReading(await parser, undefined);
  const first = reading.next(all(main.replace("def a():", "def a(:")), never);
  expect(first?.kept).toEqual([]);
  expect(first?.facts?.problems.map(({ code }) => code)).toEqual(["python-syntax"]);
  expect(ids(reading.next(only(main), never))).toEqual(["GET /a 4", "GET /b 8"]);
});

test("the same facts are not sent twice, and a file that goes takes its routes along", async () => {
  const more = ["other.py", main.replace('"/a"', '"/other"')] as const;
  const reading = new CodeReading(await parser, undefined);
  expect(reading.next(all(main, [more]), never)?.facts?.routes.length).toBe(4);
  expect(reading.next({ ...only(main), texts: [] }, never)).toEqual({ facts: null, kept: [] });
  expect(ids(reading.next({ ...only(main), paths: ["main.py"], texts: [] }, never))).toEqual(["GET /a 4", "GET /b 8"]);
});

test("a cancelled reading answers nothing, and what it was told is not lost", async () => {
  const reading = new CodeReading(await parser, undefined);
  reading.next(all(main), never);
  expect(reading.next(only(main.replace('"/b"', '"/c"')), () => true)).toBe(null);
  expect(ids(reading.next({ ...only(main), texts: [] }, never))).toEqual(["GET /a 4", "GET /c 8"]);
});

test.each([["no cache"], [{ version: 1, pieces: [] }], [{ version: 2, pieces: "x" }], [{ version: 2, pieces: [["a", null], 7] }], [null]])(
  "a cache that is damaged or of another release is no cache: %j",
  async (saved) => {
    expect(ids(new CodeReading(await parser, saved).next(all(main), never))).toEqual(["GET /a 4", "GET /b 8"]);
  },
);

test("a saved cache spares the parsing, not the looking", async () => {
  const reading = new CodeReading(await parser, undefined);
  const first = reading.next(all(main), never);
  const again = new CodeReading(await parser, JSON.parse(JSON.stringify(reading.cache))).next(all(main), never);
  expect(first?.facts?.timing.parsed).toBeGreaterThan(0);
  expect(again?.facts?.timing.parsed).toBe(0);
  expect(again?.facts?.routes).toEqual(first?.facts?.routes);
});
