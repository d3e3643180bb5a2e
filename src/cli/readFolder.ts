import { join } from "node:path";
import { leftOut, mostBytes, type ReadLimits, readLimits } from "../core/files/limits";
import { readInOrder } from "../core/files/readInOrder";
import { faultProblem } from "../core/files/sourceFaults";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { decodePython } from "../node/decodePython";
import { listFolder } from "./listFolder";
import { type ReadBytes, readAll, readTextSync } from "./readText";

export interface FolderFiles {
  /** Python files by path from the folder, with `/`, sorted */
  readonly python: readonly SourceFile[];
  /** files that say which release of a package is used, the most exact first */
  readonly requirements: readonly SourceFile[];
  /** scenario files by path from the folder, sorted */
  readonly scenarios: readonly string[];
  readonly problems: readonly Problem[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Files that are read at a time: enough for a slow disk, far below what a process may hold open. */
const readers = 32;

/** The Python and scenario files of a folder, and what was left out and why. */
export async function readFolder(folder: string, t: Translate, mayRead: (path: string) => boolean = () => true, limits = readLimits): Promise<FolderFiles> {
  const listed = listFolder(folder, t, mayRead);
  const problems = [...listed.problems];
  const python = await readPython(folder, listed.python, problems, limits, t);
  const requirements = listed.requirements.map((path) => ({ path, text: readTextSync(join(folder, path)) }));
  return { python, requirements, scenarios: listed.scenarios, problems };
}

async function readPython(folder: string, paths: readonly string[], problems: Problem[], limits: ReadLimits, t: Translate): Promise<SourceFile[]> {
  const { read, beyond } = await readInOrder(paths, limits, {
    readAll: (wanted) =>
      readAll(
        wanted.map((path) => join(folder, path)),
        readers,
        mostBytes,
      ),
    bytesOf: (one) => (one instanceof Uint8Array ? one.byteLength : 0),
  });
  const sources = read.flatMap((one, index) => sourceOf(paths[index] ?? "", one, problems, t));
  if (beyond !== undefined) problems.push(leftOut({ read: sources.length, first: beyond }, t));
  return sources;
}

function sourceOf(file: string, bytes: ReadBytes, problems: Problem[], t: Translate): SourceFile[] {
  if (typeof bytes === "number") problems.push(faultProblem(file, { kind: "too-large", bytes }, t));
  else if (bytes === null) problems.push(faultProblem(file, { kind: "unreadable" }, t));
  else {
    const { text, certain } = decodePython(bytes);
    if (!certain) problems.push(faultProblem(file, { kind: "encoding-unknown" }, t));
    return [{ path: file, text }];
  }
  return [];
}
