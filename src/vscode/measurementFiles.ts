import * as vscode from "vscode";
import { skippedFolders } from "../core/files/projectFiles";
import {
  type MeasurementPattern,
  measurementTooLarge,
  measurementUnreadable,
  mostMeasurementBytes,
  mostMeasurementFiles,
  noMeasurementFile,
  tooManyMeasurements,
} from "../core/measurements/measurementFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import type { FolderFiles } from "./folderFiles";
import { parallel } from "./parallel";

export interface MeasurementTexts {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

const skipped = `**/{${skippedFolders.join(",")}}/**`;

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
export async function readMeasurementFiles(
  files: FolderFiles,
  scenarioFolder: vscode.Uri,
  patterns: readonly MeasurementPattern[],
  t: Translate,
): Promise<MeasurementTexts> {
  const problems: Problem[] = [];
  const found: vscode.Uri[] = [];
  for (const one of patterns) {
    const pattern = patternOf(scenarioFolder, one.pattern);
    const inside = pattern.baseUri.toString() === files.folder.uri.toString() || files.pathOf(pattern.baseUri) !== undefined;
    if (!inside && !vscode.workspace.isTrusted) {
      const message = t("{0} lies outside the folder and is not read in Restricted Mode. Trust the folder to read it.", one.pattern);
      problems.push({ code: "measurement-outside", severity: "warning", message });
      continue;
    }
    const named = await find(pattern);
    if (named.length === 0) problems.push(...noMeasurementFile(one, t));
    found.push(...named);
  }
  const uris = [...new Map(found.map((uri) => [uri.toString(), uri])).values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (uris.length > mostMeasurementFiles) problems.push(tooManyMeasurements(t));
  const texts = await parallel(uris.slice(0, mostMeasurementFiles), 8, async (uri) => {
    const file = files.pathOf(uri) ?? uri.fsPath;
    const { text, problem } = await readOne(uri, file, t);
    if (problem) problems.push(problem);
    return text === undefined ? [] : [{ file, text }];
  });
  return { files: texts.flat(), problems };
}

async function find(pattern: vscode.RelativePattern): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(pattern, skipped, mostMeasurementFiles + 1);
  } catch {
    // A folder that is not there holds no measurements: that is how every project starts.
    return [];
  }
}

async function readOne(uri: vscode.Uri, file: string, t: Translate): Promise<{ readonly text?: string; readonly problem?: Problem }> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostMeasurementBytes) return { problem: measurementTooLarge(file, size, t) };
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch {
    return { problem: measurementUnreadable(file, t) };
  }
}
