import { readFileSync } from "node:fs";
import type { Problem } from "../core/problem";
import { createPythonParser } from "../core/python/parser";
import { readCode } from "../core/routes/readCode";
import type { CodeFacts } from "../core/routes/route";
import type { Translate } from "../core/text";
import { assetPath } from "./assets";
import { type Io, Refusal } from "./io";
import { noteProblems } from "./noteProblems";
import { type FolderFiles, readFolder } from "./readFolder";
import { namedStatus } from "./statusOf";

/** A path that a scenario settles by hand (`routes:`). */
export type SettledRoute = { readonly at: string; readonly path: string };

/** The files of a folder that must be there. */
export async function readFolderFiles(folder: string, io: Io): Promise<FolderFiles> {
  const { t, mayRead } = io;
  const status = namedStatus(folder, io);
  if (status === null) throw new Refusal(t("There is no folder {0}. Check the path.", folder));
  if (!status.isDirectory()) throw new Refusal(t("{0} is a file. Name the folder that holds it.", folder));
  const files = await readFolder(folder, t, mayRead);
  if (files.problems.some(({ code, file }) => code === "folder-unreadable" && file === "."))
    throw new Refusal(t("{0} cannot be read ({1}). Check its permissions.", folder, "EACCES"));
  return files;
}

/** The files of a folder that must have Python among them. */
export async function readPythonFiles(folder: string, io: Io): Promise<FolderFiles> {
  const files = await readFolderFiles(folder, io);
  if (files.python.length > 0) return files;
  noteProblems(files.problems, folder, io);
  if (files.problems.some(({ file }) => file?.endsWith(".py") === true))
    throw new Refusal(io.t("No Python file in {0} could be read: why is said of each.", folder));
  throw new Refusal(io.t("There is no Python file in {0}: name the folder of a FastAPI project.", folder));
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
    const none = code.routes.length === 0 ? [noRoutes(files.python.length, code.problems, io.t)] : [];
    return { ...code, problems: [...none, ...files.problems, ...code.problems] };
  } finally {
    parser.dispose();
  }
}

/** An application that includes or mounts only what cannot be read is there, though no route of it is. */
function noRoutes(files: number, problems: readonly Problem[], t: Translate): Problem {
  if (problems.some(({ code }) => unreadParts.has(code)))
    return {
      code: "no-routes",
      severity: "information",
      message: t(
        "There is an application, but no route that can be listed: all that it includes or mounts is a library's or could not be read. Each place is named.",
      ),
    };
  return {
    code: "no-application",
    severity: "information",
    message: t(
      "No FastAPI or Starlette application with routes was found in {0} Python {0|file|files}. Name the folder of the application; other frameworks, such as Litestar, Flask and Django, are not read.",
      files,
    ),
  };
}

const unreadParts: ReadonlySet<string> = new Set(["library-routes", "unresolved-router", "unresolved-mount"]);
