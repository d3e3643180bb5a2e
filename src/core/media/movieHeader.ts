import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

/**
 * How long an MP4 or MOV plays, in seconds, by its movie header: what an edit list leaves out is in the tracks and not in it.
 * Null where it does not say: a movie in fragments has 0 there, and so has one that is still being recorded.
 */
export async function movieSeconds(file: RandomAccess): Promise<number | null> {
  const movie = await box(file, "moov", 0, file.size);
  if (movie === null || (await box(file, "mvex", movie.body, movie.end)) !== null) return null;
  const header = await box(file, "mvhd", movie.body, movie.end);
  if (header === null) return null;
  const bytes = await file.read(header.body, 32);
  if (bytes.length < 32) return null;
  const fields = view(bytes);
  const long = bytes[0] === 1;
  const scale = fields.getUint32(long ? 20 : 12);
  const duration = long ? Number(fields.getBigUint64(24)) : fields.getUint32(16);
  const unknown = duration === 0 || duration >= (long ? 2 ** 63 : 0xffff_ffff);
  return scale === 0 || unknown ? null : duration / scale;
}

/** The first box of that name between two places. */
async function box(file: RandomAccess, name: string, from: number, to: number): Promise<{ readonly body: number; readonly end: number } | null> {
  let at = from;
  for (let count = 0; count < 500 && at + 8 <= to; count++) {
    const head = await file.read(at, 16);
    if (head.length < 8) return null;
    const short = view(head).getUint32(0);
    const long = short === 1 && head.length >= 16;
    const size = short === 0 ? to - at : long ? Number(view(head).getBigUint64(8)) : short;
    if (size < 8) return null;
    if (String.fromCharCode(...head.subarray(4, 8)) === name) return { body: at + (long ? 16 : 8), end: Math.min(to, at + size) };
    at += size;
  }
  return null;
}
