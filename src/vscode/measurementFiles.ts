import * as vscode from "vscode";
import type { Problem } from "../core/problem";
import type { MeasurementSource } from "../core/scenario/scenario";
import type { Translate } from "../core/text";
import type { FolderFiles } from "./folderFiles";
import { parallel } from "./parallel";

export interface MeasurementTexts {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

/** The pattern of a scenario that names no measurement file. */
const usual = ".carbon-matrix/*.json";
const mostBytes = 256 * 1024 * 1024;
const mostFiles = 1000;

/** The file patterns of a scenario, from its folder. */
export function measurementGlobs(sources: readonly MeasurementSource[] | undefined): readonly string[] {
  return sources === undefined ? [usual] : sources.flatMap((source) => source.file ?? []);
}

/** Where a pattern starts, and the rest of it. */
export function patternOf(folder: vscode.Uri, glob: string): vscode.RelativePattern {
  const segments = glob.replaceAll("\\", "/").split("/");
  const wild = segments.findIndex((segment) => /[*?[{]/.test(segment));
  const fixed = segments.slice(0, wild === -1 ? segments.length - 1 : wild);
  const rest = segments.slice(fixed.length).join("/");
  const absolute = glob.startsWith("/") || /^[a-z]:/i.test(glob);
  const base = absolute
    ? folder.with({ path: `/${fixed.filter(Boolean).join("/")}` })
    : vscode.Uri.joinPath(folder, ...fixed.filter((segment) => segment !== ""));
  return new vscode.RelativePattern(base, rest);
}

/**
 * The texts that a scenario's patterns name, from the scenario's folder.
 * In a folder that is not trusted, nothing outside it is read.
 */
export async function readMeasurementFiles(files: FolderFiles, scenarioFolder: vscode.Uri, globs: readonly string[], t: Translate): Promise<MeasurementTexts> {
  const problems: Problem[] = [];
  const found: vscode.Uri[] = [];
  for (const glob of globs) {
    const pattern = patternOf(scenarioFolder, glob);
    const inside = pattern.baseUri.toString() === files.folder.uri.toString() || files.pathOf(pattern.baseUri) !== undefined;
    if (!inside && !vscode.workspace.isTrusted) {
      const message = t("{0} lies outside the folder and is not read in Restricted Mode. Trust the folder to read it.", glob);
      problems.push({ code: "measurement-outside", severity: "warning", message });
    } else found.push(...(await find(pattern)));
  }
  const uris = [...new Map(found.map((uri) => [uri.toString(), uri])).values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (uris.length > mostFiles) {
    const message = t("Only the first {0} measurement files were read. Write a narrower pattern.", mostFiles);
    problems.push({ code: "too-many-measurements", severity: "warning", message });
  }
  const texts = await parallel(uris.slice(0, mostFiles), 8, async (uri) => {
    const file = files.pathOf(uri) ?? uri.fsPath;
    const { text, problem } = await readOne(uri, file, t);
    if (problem) problems.push(problem);
    return text === undefined ? [] : [{ file, text }];
  });
  return { files: texts.flat(), problems };
}

async function find(pattern: vscode.RelativePattern): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(pattern, "**/{.git,node_modules,site-packages,.venv,__pycache__}/**", mostFiles + 1);
  } catch {
    // A folder that is not there holds no measurements: that is how every project starts.
    return [];
  }
}

async function readOne(uri: vscode.Uri, file: string, t: Translate): Promise<{ readonly text?: string; readonly problem?: Problem }> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) {
      const message = t("This file has {0} MB and was not read. Cut it to the period that matters.", Math.round(size / 1024 / 1024));
      return { problem: { code: "measurement-too-large", severity: "error", file, message } };
    }
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch {
    return {
      problem: { code: "measurement-unreadable", severity: "error", file, message: t("This measurement file could not be read. Check its permissions.") },
    };
  }
}
