import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

/**
 * Seconds of an Ogg file that is a chain of streams, one after the other, as recorded radio and files put together are. Libraries tell the
 * length of one of them. Null where it is no chain, or one of its sounds is not known: then the libraries are asked.
 */
export async function chainedOggSeconds(file: RandomAccess): Promise<number | null> {
  if (!(await isChain(file))) return null;
  let seconds = 0;
  let link = new Map<number, Stream>();
  let begun = false;
  for (let at = 0; at < file.size; ) {
    const page = await pageAt(file, at);
    if (page === null) return null;
    if (page.begins && begun) {
      seconds += lengthOf(link);
      link = new Map();
    }
    begun = !page.begins;
    if (page.begins) {
      const codec = codecOf(await file.read(page.body, 64));
      if (codec === null) return null;
      if (codec.rate > 0) link.set(page.serial, { ...codec, first: null, last: 0 });
    } else {
      const stream = link.get(page.serial);
      // A page in which no packet ends has -1.
      if (stream !== undefined && page.position > 0) {
        stream.first ??= page.position;
        stream.last = page.position;
      }
    }
    at = page.end;
  }
  return seconds + lengthOf(link);
}

interface Stream {
  /** samples a second; 0: not sound */
  readonly rate: number;
  readonly skipped: number;
  first: number | null;
  last: number;
}

interface Page {
  readonly begins: boolean;
  readonly serial: number;
  /** samples up to the end of the page */
  readonly position: number;
  readonly body: number;
  readonly end: number;
}

/** The last page belongs to no stream that began at the start. */
async function isChain(file: RandomAccess): Promise<boolean> {
  const serials = new Set<number>();
  for (let at = 0; at < file.size; ) {
    const page = await pageAt(file, at);
    if (page === null) return false;
    if (!page.begins) break;
    serials.add(page.serial);
    at = page.end;
  }
  const from = Math.max(0, file.size - longestPage);
  const tail = await file.read(from, file.size - from);
  for (let at = tail.length - 27; at >= 0; at--) {
    const page = isPage(tail, at) ? await pageAt(file, from + at) : null;
    if (page !== null && page.end === file.size) return !serials.has(page.serial);
  }
  return false;
}

const longestPage = 65_307;

function isPage(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x4f && bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53 && bytes[at + 4] === 0;
}

async function pageAt(file: RandomAccess, at: number): Promise<Page | null> {
  const head = await file.read(at, 27 + 255);
  if (head.length < 27 || !isPage(head, 0)) return null;
  const segments = head[26] ?? 0;
  const size = head.subarray(27, 27 + segments).reduce((sum, one) => sum + one, 0);
  const fields = view(head);
  const body = at + 27 + segments;
  return { begins: ((head[5] ?? 0) & 2) !== 0, serial: fields.getUint32(14, true), position: Number(fields.getBigInt64(6, true)), body, end: body + size };
}

/** What a stream's first packet says of it. */
function codecOf(packet: Uint8Array): { readonly rate: number; readonly skipped: number } | null {
  const text = String.fromCharCode(...packet.subarray(0, 8));
  const fields = view(packet);
  if (text === "OpusHead") return { rate: 48_000, skipped: fields.getUint16(10, true) };
  if (text.startsWith("\x01vorbis")) return { rate: fields.getUint32(12, true), skipped: 0 };
  if (text === "Speex   ") return { rate: fields.getUint32(36, true), skipped: 0 };
  return text.startsWith("fishead") ? { rate: 0, skipped: 0 } : null;
}

/** The longest sound of a link. What was recorded from the middle of a stream begins late, by more than a page can hold. */
function lengthOf(link: ReadonlyMap<number, Stream>): number {
  const lengths = [...link.values()].map(({ rate, skipped, first, last }) => {
    const late = first !== null && first > longestOfPage * rate ? first : skipped;
    return Math.max(0, last - late) / rate;
  });
  return Math.max(0, ...lengths);
}

/** s */
const longestOfPage = 60;
