import { closeSync, openSync, readSync } from "node:fs";
import { containerOf, headLength } from "../core/media/container";
import type { MediaFile } from "../core/media/measureDurations";
import { mediumOfName } from "../core/media/mediaFiles";
import type { Translate } from "../core/text";
import { fileOnDisk } from "../node/fileOnDisk";

export function mediaFile(path: string, isCancelled: () => boolean, t: Translate): MediaFile {
  return { path, open: (use) => fileOnDisk(path, use, isCancelled, t) };
}

/** Whether a file of a folder is audio or video, by its name, else by its first bytes. */
export function isMedia(path: string): boolean {
  const named = mediumOfName(path);
  return named === "look" ? containerOf(firstBytes(path)) !== null : named !== null;
}

function firstBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(headLength);
  try {
    const file = openSync(path, "r");
    try {
      return bytes.subarray(0, readSync(file, bytes, 0, headLength, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return bytes.subarray(0, 0);
  }
}
