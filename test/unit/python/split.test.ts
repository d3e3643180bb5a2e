import { expect, test } from "vitest";
import { split } from "../../../src/core/python/split";

// While a user types, brackets and strings are open: reading must end, and what follows must still be split.
test.each(["def broken(", "def broken(:\n", 'x = "', 'x = """', "x = [\n", "@app.get(", "f(\ng(\nh("])(
  "%j before a good function ends, says where it broke and keeps the function",
  (start) => {
    const { pieces, errorLines } = split(`${start}\n\n@app.post("/a")\ndef a():\n    return 1\n\ndef b(\n`);
    expect(errorLines[0]).toBe(0);
    if (!start.includes('"""')) expect(pieces.some(({ kind }) => kind === "decorated")).toBe(true);
  },
);
