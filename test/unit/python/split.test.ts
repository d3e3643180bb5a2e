import { expect, test } from "vitest";
import { split } from "../../../src/core/python/split";

/** `kind name@line` of each piece, lines from 1, then the lines of errors. */
function check(text: string, pieces: string[], errors: number[] = []): void {
  test(JSON.stringify(text).slice(0, 60), () => {
    const { pieces: found, errorLines } = split(text);
    expect(found.map((p) => `${p.kind}${p.name && ` ${p.name}`}@${p.line + 1}`)).toEqual(pieces);
    expect(errorLines.map((line) => line + 1)).toEqual(errors);
    // nothing between the first and the last piece is lost
    found.forEach((p, i) => expect(p.end).toBe(found[i + 1]?.start ?? text.length));
  });
}

check("", []);
check("x = 1\ny = 2\n", ["code@1"]);
check("import a\nfrom b import c\nx = 1\n", ["import@1", "code@3"]);
check("def a(): ...\nasync def b():\n    pass\n\nclass C(D):\n    x = 1\n", ["def a@1", "def b@2", "class C@5"]);
check("@d\n# note\n@e(\n  1)\nasync def f(): ...\n@g\nclass H: ...\n", ["decorated f@1", "decorated H@6"]);
check("if a:\n    b\nelif c:\n    d\nelse:\n    e\ntry:\n    f\nexcept X:\n    g\nfinally:\n    h\n", ["code@1"]);
check('x = """\ndef no(): ...\n"""\ndef yes(): ...\n', ["code@1", "def yes@4"]);
check("x = (\n1,\n)\ndef a(): ...\n", ["code@1", "def a@4"]);
check("x = 1 + \\\n2\ndef a(): ...\n", ["code@1", "def a@3"]);
check("x = '#' # def b(\ndef a(): ...\n", ["code@1", "def a@2"]);
check('x = f"-{\n  call(\n  1)\n}"\ndef a(): ...\n', ["code@1", "def a@5"]);
check('x = f"{d["k"]} {{ }} {{"\ny = f\'{{\'\ndef a(): ...\n', ["code@1", "def a@3"]);
check("x = r'\\'\ndef a(): ...\n", ["code@1", "def a@2"], [1]);
check("x = (1,\ndef a(): ...\n", ["code@1", "def a@2"], [1]);
check('x = "open\ndef a(): ...\n', ["code@1", "def a@2"], [1]);
check('x = """open\ndef a(): ...\n', ["code@1", "def a@2"], [1]);
check("\ufeffdef a(): ...\r\nx = 1\r\n", ["def a@1", "code@2"]);
