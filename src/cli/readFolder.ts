import { join } from "node:path";
import { leftOut, mostBytes, type ReadLimits, readLimits } from "../core/files/limits";
import { faultProblem } from "../core/files/sourceFaults";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { decodePython } from "../node/decodePython";
import { listFolder } from "./listFolder";
import { readAll, readTextSync } from "./readText";

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
/** Texts that are read before the next ones are: so many bytes at most wait to be decoded. */
const together = 1000;

/** The Python and scenario files of a folder, and what was left out and why. */
export async function readFolder(folder: string, t: Translate, mayRead: (path: string) => boolean = () => true, limits = readLimits): Promise<FolderFiles> {
  const listed = listFolder(folder, t, mayRead);
  const problems = [...listed.problems];
  const python = await readPython(folder, listed.python, problems, limits, t);
  const requirements = listed.requirements.map((path) => ({ path, text: readTextSync(join(folder, path)) }));
  return { python, requirements, scenarios: listed.scenarios, problems };
}

async function readPython(folder: string, paths: readonly string[], problems: Problem[], limits: ReadLimits, t: Translate): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  let bytes = 0;
  for (let from = 0; from < paths.length; from += together) {
    const wanted = paths.slice(from, Math.min(from + together, limits.files));
    const read = await readAll(
      wanted.map((path) => join(folder, path)),
      readers,
      mostBytes,
    );
    for (const [index, path] of wanted.entries()) {
      const one = read[index] ?? null;
      if (typeof one === "number") problems.push(faultProblem(path, { kind: "too-large", bytes: one }, t));
      else {
        bytes += one?.byteLength ?? 0;
        sources.push(...decoded(path, one, problems, t));
      }
    }
    const next = Math.min(from + together, limits.files);
    if (next < paths.length && (next >= limits.files || bytes > limits.bytes)) {
      problems.push(leftOut({ read: sources.length, first: paths[next] ?? "" }, t));
      break;
    }
  }
  return sources;
}

function decoded(file: string, bytes: Uint8Array | null, problems: Problem[], t: Translate): SourceFile[] {
  if (bytes === null) {
    problems.push(faultProblem(file, { kind: "unreadable" }, t));
    return [];
  }
  const { text, certain } = decodePython(bytes);
  if (!certain) problems.push(faultProblem(file, { kind: "encoding-unknown" }, t));
  return [{ path: file, text }];
}
