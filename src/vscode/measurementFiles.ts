import * as vscode from "vscode";
import { skippedFolders } from "../core/files/projectFiles";
import { chosenMeasurements, type MeasurementPattern, mostMeasurementFiles, noMeasurementFile, probeFilesNotRead } from "../core/measurements/measurementFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { measurementText } from "../node/measurementText";
import { isBelow } from "../node/realPaths";
import type { FolderFiles } from "./folderFiles";
import { parallel } from "./parallel";

export interface MeasurementTexts {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

const readers = 8;
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
 * In a folder that is not trusted, nothing outside it is read, nor what a symbolic link leads to there.
 */
export async function readMeasurementFiles(
  files: FolderFiles,
  scenarioFolder: vscode.Uri,
  patterns: readonly MeasurementPattern[],
  t: Translate,
): Promise<MeasurementTexts> {
  const problems: Problem[] = [];
  const found: vscode.Uri[] = [];
  const unread: vscode.Uri[] = [];
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
    (one.read ? found : unread).push(
      ...named.filter((uri) => vscode.workspace.isTrusted || uri.scheme !== "file" || isBelow(uri.fsPath, [files.folder.uri.fsPath])),
    );
  }
  const byText = new Map(found.map((uri) => [uri.toString(), uri]));
  const uris = [...byText.values()];
  const left = unread.filter((uri) => !byText.has(uri.toString())).map((uri) => files.pathOf(uri) ?? uri.fsPath);
  problems.push(...probeFilesNotRead(left, t));
  const named = await parallel(uris, readers, async (uri) => ({ uri, file: files.pathOf(uri) ?? uri.fsPath, size: await sizeOf(uri) }));
  const { chosen, problems: cut } = chosenMeasurements(named, t);
  const texts = await parallel(chosen, readers, async ({ uri, file }) => ({ file, ...measurementText(file, await bytesOf(uri), t) }));
  return {
    files: texts.flatMap((one) => ("text" in one ? [{ file: one.file, text: one.text }] : [])),
    problems: [...problems, ...cut, ...texts.flatMap((one) => ("problem" in one ? [one.problem] : []))],
  };
}

async function find(pattern: vscode.RelativePattern): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(pattern, skipped, mostMeasurementFiles + 1);
  } catch {
    // A folder that is not there holds no measurements: that is how every project starts.
    return [];
  }
}

async function sizeOf(uri: vscode.Uri): Promise<number | null> {
  return vscode.workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => null,
  );
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | null> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => bytes,
    () => null,
  );
}
