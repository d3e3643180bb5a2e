import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { containerOf, headLength } from "../core/media/container";
import type { MediaFile } from "../core/media/measureDurations";
import { mediumOfName } from "../core/media/mediaFiles";
import { FileError } from "../core/media/randomAccess";
import type { Translate } from "../core/text";

/** A file that is open only while it is read, and of which only what is asked for is read. */
export function mediaFile(path: string, isCancelled: () => boolean, t: Translate): MediaFile {
  return {
    path,
    async open(use) {
      const handle = await open(path).catch((error) => {
        throw failure(error, t);
      });
      try {
        const status = await handle.stat();
        if (!status.isFile()) throw new FileError(t("this is no file"));
        const read = async (offset: number, length: number): Promise<Uint8Array> => {
          if (isCancelled()) throw new FileError("cancelled");
          const bytes = new Uint8Array(length);
          const { bytesRead } = await handle.read(bytes, 0, length, offset).catch((error) => {
            throw failure(error, t);
          });
          return bytes.subarray(0, bytesRead);
        };
        return await use({ size: status.size, read });
      } finally {
        await handle.close();
      }
    },
  };
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

const failure = (error: NodeJS.ErrnoException, t: Translate): FileError =>
  new FileError(t("it cannot be read ({0}): check its permissions", error.code ?? String(error)));
