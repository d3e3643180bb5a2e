import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

/**
 * Seconds of a Core Audio file (`.caf`, as phones record): packets of one size by the length of their data, others by the count of
 * frames in their table. Null where neither is told.
 */
export async function coreAudioSeconds(file: RandomAccess): Promise<number | null> {
  let rate = 0;
  let packet = { bytes: 0, frames: 0 };
  let data: number | null = null;
  for (let at = 8, count = 0; count < 500 && at + 12 <= file.size; count++) {
    const head = await file.read(at, 12);
    const name = String.fromCharCode(...head.subarray(0, 4));
    const size = Number(view(head).getBigInt64(4));
    const body = at + 12;
    if (name === "desc") {
      const fields = view(await file.read(body, 32));
      if (fields.byteLength < 32) return null;
      rate = fields.getFloat64(0);
      packet = { bytes: fields.getUint32(16), frames: fields.getUint32(20) };
    }
    if (name === "pakt") {
      const fields = view(await file.read(body, 16));
      return fields.byteLength < 16 || !(rate > 0) ? null : Number(fields.getBigInt64(8)) / rate;
    }
    // An edit count stands before the sound; what is still being recorded has no length, and nothing stands behind it.
    if (name === "data") data = (size < 0 ? file.size - body : size) - 4;
    if (size < 0) break;
    at = body + size;
  }
  return data === null || packet.bytes === 0 || !(rate > 0) ? null : ((data / packet.bytes) * packet.frames) / rate;
}
