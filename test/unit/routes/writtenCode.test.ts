import { expect, test } from "vitest";
import { check, read } from "./reading";

const program = `
import types
from fastapi import FastAPI
from outside import source
app = FastAPI()
exec("""
@app.get('/one')
def one(): ...
def two(): ...
""")
app.get("/two")(two)
spaces = {"three": None}
exec(compile(f"def three(x): return {source()}", "<string>", "exec"), spaces)
app.get("/three")(spaces["three"])
app.get("/four")(eval("lambda: 4"))
app.get("/five")(eval(source()))
def six(): ...
app.get("/six")(types.FunctionType(six.__code__, globals(), "other"))
app.get("/seven")(types.FunctionType(compile(source(), "x", "exec").co_consts[0], globals()))
@app.get("/last")
def last(): ...
`;

check(
  "a function that is made out of a text is listed where it is registered, with the place that makes it",
  program,
  [
    "GET /five main.py:16 ?",
    "GET /four main.py:15 <lambda>",
    "GET /last main.py:21 last",
    "GET /one main.py:6 one",
    "GET /seven main.py:19 ?",
    "GET /six main.py:17 six",
    "GET /three main.py:14 three",
    "GET /two main.py:11 two",
  ],
  ["handler-written main.py:13", "handler-written main.py:15", "handler-written main.py:16", "handler-written main.py:19", "handler-written main.py:6"],
);

test("each route says where its function is made, and one that a file defines does not", async () => {
  const { routes } = await read(program);
  expect(Object.fromEntries(routes.map((one) => [one.path, one.written?.line ?? null]))).toEqual({
    "/one": 6,
    "/two": 6,
    "/three": 13,
    "/four": 15,
    "/five": 16,
    "/six": null,
    "/seven": 19,
    "/last": null,
  });
});

check(
  "a wrapper of such a function has its place, and the note stands where that is made",
  `
import functools
from fastapi import FastAPI
app = FastAPI()
def flat(func):
    text = "def inner(*, " + ", ".join(func.__annotations__) + "): ..."
    space = {"inner": None}
    exec(text, space, space)
    inner = space["inner"]
    @functools.wraps(inner)
    def wrapper(**given): return func(inner(**given))
    wrapper.__qualname__ = func.__qualname__
    return wrapper
@app.get("/x")
@flat
def index(q): ...
`,
  ["GET /x main.py:11 index"],
  ["handler-written main.py:8"],
);
