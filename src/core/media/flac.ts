import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

/** What a FLAC file tells of its length, in seconds. */
export interface FlacLength {
  /** by its header; null: it was written to a pipe, and its encoder never came back to say */
  readonly announced: number | null;
  /** up to the end of the last frame that begins in the file; null: not known */
  readonly present: number | null;
}

/** The length that the header announces, and the one that is there by the numbers of the last frames. Null for what is no FLAC. */
export async function flacLength(file: RandomAccess): Promise<FlacLength | null> {
  const head = await file.read(0, 42);
  if (head.length < 42 || ((head[4] ?? 0) & 0x7f) !== 0) return null;
  const fields = view(head);
  const rate = fields.getUint32(18) >>> 12;
  const total = ((head[21] ?? 0) & 0x0f) * 2 ** 32 + fields.getUint32(22);
  const [smallest, largest] = [fields.getUint16(8), fields.getUint16(10)];
  const largestFrame = fields.getUint32(14) >>> 8;
  if (rate === 0) return null;
  const tail = Math.min(file.size, mostTail, Math.max(leastTail, 4 * largestFrame));
  const end = lastSample(await file.read(file.size - tail, tail), smallest === largest ? largest : null);
  // Where the whole file was looked through, it holds one frame at most.
  const present = end === null ? (tail === file.size ? 0 : null) : end / rate;
  return { announced: total === 0 ? null : total / rate, present };
}

const leastTail = 128 * 1024;
const mostTail = 8 * 1024 * 1024;

/** Two frames that follow one another: one alone is found by chance in the noise of compressed sound. */
function lastSample(bytes: Uint8Array, blockSize: number | null): number | null {
  let next: Frame | null = null;
  for (let at = bytes.length - 6; at >= 0; at--) {
    if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xfe) !== 0xf8) continue;
    const frame = frameAt(bytes, at, blockSize);
    if (frame === null) continue;
    if (next !== null && frame.first + frame.samples === next.first) return next.first + next.samples;
    next = frame;
  }
  return null;
}

interface Frame {
  /** number of its first sample */
  readonly first: number;
  readonly samples: number;
}

function frameAt(bytes: Uint8Array, start: number, blockSize: number | null): Frame | null {
  const byte = (at: number): number => bytes[at] ?? 0;
  const [sizeCode, rateCode] = [byte(start + 2) >> 4, byte(start + 2) & 0x0f];
  const [channels, depth] = [byte(start + 3) >> 4, (byte(start + 3) >> 1) & 7];
  if (sizeCode === 0 || rateCode === 15 || channels > 10 || depth === 3 || (byte(start + 3) & 1) !== 0) return null;
  // The number is written as UTF-8 writes a character, of up to seven bytes.
  const lead = byte(start + 4);
  const length = lead < 0x80 ? 1 : Math.clz32(~(lead << 24));
  if (lead >= 0x80 && (length < 2 || length > 7)) return null;
  let number = length === 1 ? lead : lead & (0x7f >> length);
  for (let at = 1; at < length; at++) number = number * 64 + (byte(start + 4 + at) & 0x3f);
  let at = start + 4 + length;
  let samples = sizeCode === 1 ? 192 : sizeCode < 6 ? 576 << (sizeCode - 2) : 256 << (sizeCode - 8);
  if (sizeCode === 6) samples = byte(at++) + 1;
  if (sizeCode === 7) {
    samples = byte(at) * 256 + byte(at + 1) + 1;
    at += 2;
  }
  at += rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0;
  if (at >= bytes.length || checksum(bytes.subarray(start, at)) !== byte(at)) return null;
  const byFrame = (byte(start + 1) & 1) === 0;
  if (byFrame && blockSize === null) return null;
  return { first: byFrame ? number * (blockSize ?? 0) : number, samples };
}

/** CRC-8 of the polynomial x^8 + x^2 + x + 1 */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80 ? ((sum << 1) ^ 0x07) & 0xff : sum << 1;
  }
  return sum;
}
