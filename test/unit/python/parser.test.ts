import { expect, test } from "vitest";
import { stringValue } from "../../../src/core/python/strings";
import { parser } from "../routes/reading";

test.each([
  [`"a"`, "a"],
  [`'a\\'b'`, "a'b"],
  [`r"\\d"`, "\\d"],
  [`b"x"`, "x"],
  [`"""a\nb"""`, "a\nb"],
  [`"\\x41\\u00e9\\101\\n"`, "AéA\n"],
  [`"a\\\nb"`, "ab"],
  [`"\\q"`, "\\q"],
])("the value of %s", (literal, value) => {
  expect(stringValue(literal)).toBe(value);
});

test.each([
  ["a = b = 1", ["assign"]],
  ["a: int = 1; b += 2", ["annotate", "augment"]],
  ["for a, *b in c: pass\nelse: pass", ["for"]],
  ["with (a as b, c): pass", ["with"]],
  ["match a:\n  case 'x': pass\n  case _: pass", ["match"]],
  ["from . import a as b, c", ["from"]],
  ["from .a.b import *", ["from"]],
  ["try: pass\nexcept* E as e: pass\nelse: pass\nfinally: pass", ["try"]],
  ["@a.b(1)\nasync def f(a, /, b: int = 1, *c, d, **e) -> int: yield 1", ["function"]],
  ["class A[T](B, metaclass=C): x: int", ["class"]],
  ["print 'old'", ["expression"]],
  ["type A = int; type B[T] = list[T]", ["alias", "alias"]],
])("%s is read as %j", async (text, kinds) => {
  const { statements, errorLine } = (await parser).parse(text);
  expect(statements.map((s) => s.k)).toEqual(kinds);
  expect(errorLine).toBeNull();
});

test.each([
  ["[*make()]", "call"],
  ["{*made.items}", "attribute"],
  ["(*made[0], 1)", "subscript"],
  ["[*make() + more]", "binary"],
])("the star of %s belongs to all of the item", async (text, kind) => {
  const [statement] = (await parser).parse(text).statements;
  if (statement?.k !== "expression" || statement.value.k !== "sequence") throw new Error("no sequence");
  const [item] = statement.value.items;
  expect(item?.k === "star" && item.value.k).toBe(kind);
});

test("the place of what is not Python, and what is around it", async () => {
  const { statements, errorLine } = (await parser).parse("a = 1\nb = = 2\nc = 3\n");
  expect(errorLine).toBe(1);
  expect(statements.length).toBeGreaterThanOrEqual(2);
});

test("parameters keep their kinds, formatted strings their parts, slices their places", async () => {
  const { statements } = (await parser).parse('def f(a, /, b=1, *c, d, **e): return f"x{a!r:>{b}}y{{z}}"[1::2]');
  const [f] = statements;
  if (f?.k !== "function") throw new Error("no function");
  expect(f.parameters.map((p) => `${p.kind} ${p.name}`)).toEqual(["plain a", "plain b", "* c", "keyword d", "** e"]);
  const [returned] = f.body;
  if (returned?.k !== "return" || returned.value?.k !== "subscript") throw new Error("no subscript");
  const { object, index } = returned.value;
  expect(object.k === "format" && object.parts.map((p) => (typeof p === "string" ? p : p.k))).toEqual(["x", "formatted", "y{z}"]);
  expect(object.k === "format" && object.parts[1]).toMatchObject({
    value: { id: "a" },
    conversion: "r",
    spec: { k: "format", parts: [">", { k: "name", id: "b" }, ""] },
    named: "",
  });
  expect(index[0]?.k === "slice" && index[0].parts.map((p) => p?.k ?? null)).toEqual(["number", null, "number"]);
});
