import { open } from "node:fs/promises";
import { FileError, type RandomAccess } from "../core/media/randomAccess";
import type { Translate } from "../core/text";

/** Opens a file only while it is read, and reads only what is asked for of it. */
export async function fileOnDisk<T>(path: string, use: (file: RandomAccess) => Promise<T>, isCancelled: () => boolean, t: Translate): Promise<T> {
  const failed = (error: NodeJS.ErrnoException): never => {
    throw new FileError(t("it cannot be read ({0}): check its permissions", error.code ?? String(error)));
  };
  const handle = await open(path).catch(failed);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new FileError(t("this is not a file"));
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      if (isCancelled()) throw new FileError("cancelled");
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset).catch(failed);
      return bytes.subarray(0, bytesRead);
    };
    return await use({ size: status.size, read });
  } finally {
    await handle.close();
  }
}
