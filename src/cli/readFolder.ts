import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type IgnoreRules, noRules } from "../core/files/ignoreRules";
import { inReadingOrder, isRequirements, isScenarioFile, skippedFolders } from "../core/files/projectFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { decodePython } from "./decodePython";

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

/** More than the largest monorepos hold; a folder above that is a mistake such as `/`. */
const mostFiles = 100_000;
/** The largest hand-written modules have a tenth of it. */
const mostBytes = 4 * 1024 * 1024;
const neverEntered: ReadonlySet<string> = new Set(skippedFolders);

/**
 * The Python and scenario files of a folder: not those of virtual environments, packages and files that .gitignore names.
 * Links to folders are not followed, so a loop of links has no end to miss.
 */
export function readFolder(folder: string, t: Translate, mayRead: (path: string) => boolean = () => true): FolderFiles {
  const found: Found = { python: [], requirements: [], scenarios: [], problems: [], mayRead };
  walk(folder, "", noRules, found, t);
  const python = found.python.sort(inReadingOrder).flatMap((file) => readPython(folder, file, found.problems, t));
  const requirements = found.requirements.sort(inReadingOrder).map((path) => ({ path, text: readText(join(folder, path)) }));
  return { python, requirements, scenarios: found.scenarios.sort(), problems: found.problems };
}

interface Found {
  readonly python: string[];
  readonly requirements: string[];
  readonly scenarios: string[];
  readonly problems: Problem[];
  readonly mayRead: (path: string) => boolean;
}

function walk(top: string, folder: string, above: IgnoreRules, found: Found, t: Translate): void {
  const entries = entriesOf(join(top, folder));
  if (entries === undefined) {
    found.problems.push({
      code: "folder-unreadable",
      severity: "warning",
      file: folder || ".",
      message: t("This folder could not be read, so its routes are missing. Check its permissions."),
    });
    return;
  }
  if (folder !== "" && entries.some((entry) => entry.name === "pyvenv.cfg")) return;
  const rules = entries.some((entry) => entry.name === ".gitignore" && entry.isFile()) ? above.with(folder, readText(join(top, folder, ".gitignore"))) : above;
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (neverEntered.has(entry.name) || rules.ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) walk(top, path, rules, found, t);
    else if (isWanted(entry, join(top, path), found.mayRead)) keep(path, found, t);
  }
}

function keep(path: string, found: Found, t: Translate): void {
  if (isScenarioFile(path)) found.scenarios.push(path);
  else if (isRequirements(path)) found.requirements.push(path);
  else if (found.python.length < mostFiles) found.python.push(path);
  else if (!found.problems.some((problem) => problem.code === "too-many-files")) {
    found.problems.push({
      code: "too-many-files",
      severity: "warning",
      message: t("Only the first {0} Python files were read. Name a smaller folder.", mostFiles),
    });
  }
}

/** A file, or a link to one: devices and pipes would never end. */
function isWanted(entry: Dirent, path: string, mayRead: (path: string) => boolean): boolean {
  if (!/\.py$/.test(entry.name) && !isScenarioFile(entry.name) && !isRequirements(entry.name)) return false;
  if (entry.isFile()) return true;
  return entry.isSymbolicLink() && mayRead(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}

function readPython(folder: string, file: string, problems: Problem[], t: Translate): SourceFile[] {
  const path = join(folder, file);
  try {
    const { size } = statSync(path);
    if (size > mostBytes) {
      problems.push({
        code: "file-too-large",
        severity: "warning",
        file,
        message: t(
          "This file has {0} MB and was not read: more than {1} MB is data, not code. Routes in it are missing.",
          Math.round(size / 1024 / 1024),
          mostBytes / 1024 / 1024,
        ),
      });
      return [];
    }
    const { text, certain } = decodePython(readFileSync(path));
    if (!certain)
      problems.push({
        code: "encoding-unknown",
        severity: "warning",
        file,
        line: 1,
        message: t(
          "This file is not UTF-8 and names no other encoding: some names may be wrong. Save it as UTF-8, or add a line such as `# -*- coding: latin-1 -*-`.",
        ),
      });
    return [{ path: file, text }];
  } catch {
    problems.push({
      code: "file-unreadable",
      severity: "warning",
      file,
      message: t("This file could not be read, so its routes are missing. Check its permissions."),
    });
    return [];
  }
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function readText(path: string): string {
  try {
    return lstatSync(path).size > mostBytes || !existsSync(path) ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
