import { vint } from "./container";
import type { RandomAccess } from "./randomAccess";

const segment = 0x1853_8067;
const information = 0x1549_a966;
const cluster = 0x1f43_b675;
const blockGroup = 0xa0;
const entered: ReadonlySet<number> = new Set([segment, information, cluster, blockGroup]);

const timestampScale = 0x2a_d7b1;
const clusterTime = 0xe7;
const simpleBlock = 0xa3;
const block = 0xa1;

/**
 * Duration of a WebM or Matroska file that does not state it, in seconds: browsers that record leave it out.
 * Walks over all blocks and reads their times; the last one lasts as long as the one before. Null when there are no blocks.
 */
export async function readMatroskaBlocks(file: RandomAccess): Promise<number | null> {
  let scale = 1_000_000;
  let base = 0;
  const tracks = new Map<number, { last: number; step: number }>();
  for (let at = 0; at < file.size; ) {
    const head = await file.read(at, 12);
    const id = elementId(head);
    const size = id === null ? null : vint(head, id.length);
    if (id === null || size === null) break;
    const body = at + id.length + size.length;
    if (entered.has(id.value)) {
      // Sizes of what is entered do not matter, and are often unknown: their children follow one another.
      at = body;
      continue;
    }
    if (size.value === null) break;
    if (id.value === timestampScale) scale = unsigned(await file.read(body, Math.min(8, size.value))) || scale;
    if (id.value === clusterTime) base = unsigned(await file.read(body, Math.min(8, size.value)));
    if (id.value === simpleBlock || id.value === block) {
      const bytes = await file.read(body, 11);
      const number = vint(bytes, 0);
      if (number?.value === null || number === null || bytes.length < number.length + 2) break;
      const relative = (((bytes[number.length] ?? 0) << 24) >> 16) + (bytes[number.length + 1] ?? 0);
      note(tracks, number.value, base + relative);
    }
    at = body + size.value;
  }
  const ends = [...tracks.values()].map(({ last, step }) => last + step);
  return ends.length === 0 ? null : (Math.max(...ends) * scale) / 1e9;
}

function note(tracks: Map<number, { last: number; step: number }>, track: number, time: number): void {
  const known = tracks.get(track);
  if (known === undefined) tracks.set(track, { last: time, step: 0 });
  else if (time > known.last) tracks.set(track, { last: time, step: time - known.last });
}

/** An identifier keeps the bit that gives its length. */
function elementId(bytes: Uint8Array): { readonly value: number; readonly length: number } | null {
  const length = Math.clz32(bytes[0] ?? 0) - 23;
  if (length > 4 || bytes.length < length) return null;
  return { value: unsigned(bytes.subarray(0, length)), length };
}

const unsigned = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
