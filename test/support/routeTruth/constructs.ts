import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A small project written in one text: `=== name flags`, then `# file: path` before each file; without one it is `main.py`. */
export interface Construct {
  readonly name: string;
  /** `newest` or `old`: only that FastAPI can run it; `open`: some of its paths cannot be decided */
  readonly flags: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The projects of every text in `folder`, by family. */
export function readConstructs(folder: string): ReadonlyMap<string, readonly Construct[]> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(/\.txt$/, ""), parse(readFileSync(join(folder, file), "utf8"))]),
  );
}

function parse(text: string): Construct[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((one) => {
      const end = one.indexOf("\n");
      const [name = "", ...flags] = one.slice(0, end).trim().split(/\s+/);
      const [main = "", ...rest] = one.slice(end + 1).split(/^# file: (.+)\n/m);
      const files = main.trim() === "" ? [] : [{ path: "main.py", text: main }];
      for (let i = 0; i < rest.length; i += 2) files.push({ path: (rest[i] ?? "").trim(), text: rest[i + 1] ?? "" });
      return { name, flags, files };
    });
}

/** Writes each project into a folder of its own below `folder`, which is made anew. */
export function writeConstructs(constructs: readonly Construct[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { name, files } of constructs) {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
  }
}
