/** Nothing is wrong with the content: the file cannot be read, a library is missing, or the user has cancelled. Its message is for the reader. */
export class FileError extends Error {}

/** A file that a shell has opened: any part of it can be read, and only what is asked for is. */
export interface RandomAccess {
  /** bytes */
  readonly size: number;
  /** At most `length` bytes from `offset`; fewer only at the end. Rejects with a `FileError`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The same file with the last blocks kept, and a count of what was truly read. */
export interface Blocks extends RandomAccess {
  /** bytes read from the file so far */
  readonly bytesRead: () => number;
}

/** Readers of headers ask for a few bytes at a time: a block at once saves the trips. */
const blockSize = 16 * 1024;
const kept = 8;
/** No header holds more, so a length above it is a lie of a damaged file. */
const mostAtOnce = 64 * 1024 * 1024;

/**
 * Reads a file by blocks. Rejects once far more was read than the file holds: a parser that a damaged file sends in circles ends there.
 */
export function blocksOf(file: RandomAccess): Blocks {
  const blocks = new Map<number, Uint8Array>();
  let total = 0;
  const limit = file.size * 4 + 64 * blockSize;

  const fromFile = async (offset: number, length: number): Promise<Uint8Array> => {
    if (total > limit) throw new Error("read too often");
    const bytes = await file.read(offset, length);
    total += bytes.length;
    return bytes;
  };

  const block = async (index: number): Promise<Uint8Array> => {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    const bytes = await fromFile(index * blockSize, Math.min(blockSize, file.size - index * blockSize));
    const [oldest] = blocks.keys();
    if (blocks.size >= kept && oldest !== undefined) blocks.delete(oldest);
    blocks.set(index, bytes);
    return bytes;
  };

  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const end = Math.min(file.size, offset + length);
    if (offset < 0 || end <= offset) return new Uint8Array();
    if (end - offset > mostAtOnce) throw new Error("asks for too much at once");
    if (end - offset > 2 * blockSize) return fromFile(offset, end - offset);
    const bytes = new Uint8Array(end - offset);
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / blockSize);
      const part = (await block(index)).subarray(at - index * blockSize, end - index * blockSize);
      if (part.length === 0) return bytes.subarray(0, at - offset);
      bytes.set(part, at - offset);
      at += part.length;
    }
    return bytes;
  };

  return { size: file.size, read, bytesRead: () => total };
}
