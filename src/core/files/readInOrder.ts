import type { ReadLimits } from "./limits";

/** Files that are read before the next ones are: so many at most are read in vain, or wait to be decoded. */
const together = 1000;

export interface ReadInOrder<File, Read> {
  /** of the first files, as many as were read */
  readonly read: readonly Read[];
  /** the first file that was left out */
  readonly beyond: File | undefined;
}

/**
 * Reads files in their order up to the limits: a file is left out where those before it have more than `limits.bytes`. Which ones does not
 * depend on how many are read at a time, so both shells read the same of a folder. `bytesOf` is 0 for what gave no text.
 */
export async function readInOrder<File, Read>(
  files: readonly File[],
  limits: ReadLimits,
  { readAll, bytesOf }: { readonly readAll: (files: readonly File[]) => Promise<readonly Read[]>; readonly bytesOf: (read: Read) => number },
): Promise<ReadInOrder<File, Read>> {
  const read: Read[] = [];
  const most = Math.min(files.length, limits.files);
  let bytes = 0;
  for (let from = 0; from < most; from += together) {
    for (const one of await readAll(files.slice(from, Math.min(from + together, most)))) {
      if (bytes > limits.bytes) return { read, beyond: files[read.length] };
      bytes += bytesOf(one);
      read.push(one);
    }
  }
  return { read, beyond: files[most] };
}
