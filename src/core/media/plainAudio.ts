import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

/** Bytes of a sample by the encoding number of a `.au` file: 8-bit mu-law and A-law, linear of 8 to 32 bits, floating point, ADPCM of 4, 3 and 5 bits. */
const sampleBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 4, 7: 8, 23: 0.5, 25: 0.375, 26: 0.625, 27: 1 };
/** A recorder that streams leaves the size open. */
const open = 0xffff_ffff;

/** Seconds of a Sun or NeXT sound (`.au`, `.snd`): what stands behind its header, by the bytes of a second. Null where its encoding has no fixed size. */
export async function sunAudioSeconds(file: RandomAccess): Promise<number | null> {
  const head = view(await file.read(0, 24));
  if (head.byteLength < 24) return null;
  const [start, size, encoding, rate, channels] = [4, 8, 12, 16, 20].map((at) => head.getUint32(at)) as [number, number, number, number, number];
  const perSecond = (sampleBytes[encoding] ?? 0) * rate * channels;
  const bytes = size === open ? file.size - start : size;
  return perSecond > 0 && bytes > 0 ? bytes / perSecond : null;
}

/** Seconds of a Wave64 file (`.w64`): chunks with names of 16 bytes and sizes of 8, on multiples of 8 bytes. */
export async function wave64Seconds(file: RandomAccess): Promise<number | null> {
  let perSecond = 0;
  for (let at = 40, count = 0; count < 500 && at + 24 <= file.size; count++) {
    const head = await file.read(at, 40);
    const name = String.fromCharCode(...head.subarray(0, 4));
    const size = Number(view(head).getBigUint64(16, true));
    if (size < 24) return null;
    if (name === "fmt " && head.length >= 36) perSecond = view(head).getUint32(32, true);
    if (name === "data") return perSecond > 0 ? Math.min(size - 24, file.size - at - 24) / perSecond : null;
    at += Math.ceil(size / 8) * 8;
  }
  return null;
}
