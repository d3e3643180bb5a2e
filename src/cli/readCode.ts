import { readFileSync, statSync } from "node:fs";
import { createPythonParser } from "../core/python/parser";
import { readCode } from "../core/routes/readCode";
import type { CodeFacts } from "../core/routes/route";
import { assetPath } from "./assets";
import { type Io, Refusal } from "./io";
import { type FolderFiles, readFolder } from "./readFolder";

/** A path that a scenario settles by hand (`routes:`). */
export type SettledRoute = { readonly at: string; readonly path: string };

/** The files of a folder that must be there. */
export async function readFolderFiles(folder: string, { t, mayRead }: Io): Promise<FolderFiles> {
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined) throw new Refusal(t("There is no folder {0}. Check the path.", folder));
  if (!status.isDirectory()) throw new Refusal(t("{0} is a file. Name the folder that holds it.", folder));
  return readFolder(folder, t, mayRead);
}

/** Routes and workloads of files that were read; problems of the reading go first. */
export async function codeOf(files: FolderFiles, settled: readonly SettledRoute[], io: Io): Promise<CodeFacts> {
  if (files.python.length === 0) return { routes: [], problems: files.problems, timing: { files: 0, parsed: 0, ms: 0 } };
  const parser = await createPythonParser({
    runtime: readFileSync(assetPath("web-tree-sitter.wasm", io)),
    python: readFileSync(assetPath("tree-sitter-python.wasm", io)),
  });
  try {
    const project = { files: [...files.python, ...files.requirements], overrides: settled };
    const code = readCode(project, parser, { t: io.t, now: () => performance.now() });
    return { ...code, problems: [...files.problems, ...code.problems] };
  } finally {
    parser.dispose();
  }
}
