import * as vscode from "vscode";
import { skippedFolders } from "../core/files/projectFiles";
import { containerOf, headLength } from "../core/media/container";
import type { MediaFile } from "../core/media/measureDurations";
import { mediumOfName } from "../core/media/mediaFiles";
import { FileError, type RandomAccess } from "../core/media/randomAccess";
import type { Translate } from "../core/text";
import { fileOnDisk } from "../node/fileOnDisk";

/** A folder that is no disk hands over whole files only; larger ones would fill the memory. */
const mostBytes = 256 * 1024 * 1024;

/** The audio and video files below a folder, by name, else by their first bytes; links to folders are not followed. */
export async function findMedia(folder: vscode.Uri, isCancelled: () => boolean, t: Translate): Promise<readonly MediaFile[]> {
  const files: MediaFile[] = [];
  const walk = async (uri: vscode.Uri, path: string): Promise<void> => {
    const entries = await vscode.workspace.fs.readDirectory(uri).then(
      (all) => all,
      () => [],
    );
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (isCancelled()) return;
      if (name.startsWith(".") || skippedFolders.includes(name)) continue;
      const child = vscode.Uri.joinPath(uri, name);
      if (type === vscode.FileType.Directory) await walk(child, `${path}${name}/`);
      else if (type & vscode.FileType.File) {
        const file = mediaFile(child, `${path}${name}`, isCancelled, t);
        const medium = mediumOfName(name);
        if (medium === "look" ? await isMedia(file) : medium !== null) files.push(file);
      }
    }
  };
  await walk(folder, "");
  return files;
}

function mediaFile(uri: vscode.Uri, path: string, isCancelled: () => boolean, t: Translate): MediaFile {
  return { path, open: (use) => (uri.scheme === "file" ? fileOnDisk(uri.fsPath, use, isCancelled, t) : fromMemory(uri, use, t)) };
}

async function fromMemory<T>(uri: vscode.Uri, use: (file: RandomAccess) => Promise<T>, t: Translate): Promise<T> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes) throw new FileError(t("it is not on this machine and too large to be fetched: copy it here first"));
  const bytes = await vscode.workspace.fs.readFile(uri);
  return use({ size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) });
}

async function isMedia(file: MediaFile): Promise<boolean> {
  return file.open(async (opened) => containerOf(await opened.read(0, headLength)) !== null).catch(() => false);
}
