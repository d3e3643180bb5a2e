import { join } from "node:path";
import { readImported } from "../core/files/importedFiles";
import { leftOut, mostBytes, type ReadLimits, readLimits } from "../core/files/limits";
import { inReadingOrder } from "../core/files/projectFiles";
import { readInOrder } from "../core/files/readInOrder";
import { faultProblem } from "../core/files/sourceFaults";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { decodePython } from "../node/decodePython";
import { IgnoredFiles } from "./ignoredFiles";
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
  const some = await readPython(folder, listed.python, problems, limits, t);
  const imported = await readImported(new IgnoredFiles(folder, listed.ignored), some, (paths) => readPython(folder, paths, problems, limits, t));
  const python = imported.length === 0 ? some : [...some, ...imported].sort((a, b) => inReadingOrder(a.path, b.path));
  const requirements = listed.requirements.map((path) => ({ path, text: readTextSync(join(folder, path)) }));
  return { python, requirements, scenarios: listed.scenarios, problems };
}

async function readPython(folder: string, paths: readonly string[], problems: Problem[], limits: ReadLimits, t: Translate): Promise<SourceFile[]> {
  const { read, beyond } = await readInOrder(paths, limits, {
    // decoded at once: the bytes of a whole folder would be in memory beside its texts
    readAll: async (wanted) => {
      const all = await readAll(
        wanted.map((path) => join(folder, path)),
        readers,
        mostBytes,
      );
      return all.map((bytes, index) => decoded(wanted[index] ?? "", bytes, t));
    },
    bytesOf: ({ bytes }) => bytes,
  });
  problems.push(...read.flatMap(({ problem }) => problem ?? []));
  const sources = read.flatMap(({ path, text }) => (text === undefined ? [] : { path, text }));
  if (beyond !== undefined) problems.push(leftOut({ read: sources.length, first: beyond }, t));
  return sources;
}

interface ReadFile {
  readonly path: string;
  /** 0 for what gave no text */
  readonly bytes: number;
  readonly text?: string;
  readonly problem?: Problem;
}

function decoded(path: string, bytes: ReadBytes, t: Translate): ReadFile {
  if (typeof bytes === "number") return { path, bytes: 0, problem: faultProblem(path, { kind: "too-large", bytes }, t) };
  if (bytes === null) return { path, bytes: 0, problem: faultProblem(path, { kind: "unreadable" }, t) };
  const { text, certain } = decodePython(bytes);
  const read = { path, bytes: bytes.byteLength, text };
  return certain ? read : { ...read, problem: faultProblem(path, { kind: "encoding-unknown" }, t) };
}
