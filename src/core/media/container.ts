import type { RandomAccess } from "./randomAccess";

/** How a media file is packed, as far as its first bytes tell. */
export type Container =
  | "riff"
  | "mp4"
  | "matroska"
  | "ogg"
  | "flac"
  | "aiff"
  | "asf"
  | "flv"
  | "mpeg-stream"
  | "adts"
  | "mpeg-audio"
  | "amr"
  | "caf"
  | "au"
  | "w64"
  | "other";

/** Bytes that `containerOf` wants to see. */
export const headLength = 600;

/** The container that the first bytes of a file announce; null when they announce none that we know. */
export function containerOf(head: Uint8Array): Container | null {
  const text = (from: number, length: number): string => String.fromCharCode(...head.subarray(from, from + length));
  const [first = 0, second = 0] = head;
  if (["RIFF", "RF64", "BW64"].includes(text(0, 4)) && ["WAVE", "AVI "].includes(text(8, 4))) return "riff";
  if (["ftyp", "moov", "mdat", "moof", "wide"].includes(text(4, 4))) return "mp4";
  if (text(0, 4) === "\x1aE\xdf\xa3") return "matroska";
  if (text(0, 4) === "OggS") return "ogg";
  if (text(0, 4) === "fLaC") return "flac";
  if (text(0, 4) === "FORM" && ["AIFF", "AIFC"].includes(text(8, 4))) return "aiff";
  if (text(0, 4) === "0&\xb2u") return "asf";
  if (text(0, 3) === "FLV") return "flv";
  if (text(0, 5) === "#!AMR") return "amr";
  if (text(0, 4) === "caff") return "caf";
  if (text(0, 4) === ".snd") return "au";
  if (text(0, 4) === "riff" && text(24, 4) === "wave") return "w64";
  if (["MAC ", "wvpk", "DSD ", "FRM8", "MPCK", ".RMF"].includes(text(0, 4)) || text(0, 3) === "MP+") return "other";
  if (text(0, 4) === "\0\0\x01\xba" || text(0, 4) === "\0\0\x01\xb3" || isTransportStream(head)) return "mpeg-stream";
  if (first === 0xff && (second & 0xf6) === 0xf0) return "adts";
  if (text(0, 3) === "ID3" || (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 && (second & 0x18) !== 0x08)) return "mpeg-audio";
  return null;
}

/** Whether the first bytes announce a program, an archive, a picture or a document: a few frames of sound can be found by chance in any of them. */
export function isNoMedia(head: Uint8Array): boolean {
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const text = (word: string): boolean => starts(...[...word].map((letter) => letter.charCodeAt(0)));
  return text("\x7fELF") || text("MZ") || text("PK\x03\x04") || text("%PDF") || text("\x89PNG") || text("GIF8") || text("\x1f\x8b") || starts(0xff, 0xd8, 0xff);
}

/** A transport stream has its sync byte every 188 bytes, or every 192 in cameras' files; TypeScript, which shares the name `.ts`, has not. */
function isTransportStream(head: Uint8Array): boolean {
  const sync = (at: number): boolean => head[at] === 0x47;
  return (sync(0) && sync(188) && sync(376)) || (sync(4) && sync(196) && sync(388));
}

/**
 * Where a file should end by what it says of itself, in bytes; null when it does not say.
 * More than its size means that it was cut short: a copy or a recording that broke off.
 */
export async function announcedEnd(container: Container | null, file: RandomAccess): Promise<number | null> {
  switch (container) {
    case "riff":
      return riffEnd(await file.read(0, 12));
    case "mp4":
      return boxesEnd(file);
    case "matroska":
      return segmentEnd(await file.read(0, 4096));
    case "au":
      return sunAudioEnd(await file.read(0, 12));
    case "asf":
      return asfEnd(await file.read(0, 8192));
    default:
      return null;
  }
}

/** A recorder that streams leaves 0 or the largest number; RF64 says its size elsewhere. */
function riffEnd(head: Uint8Array): number | null {
  const size = view(head).getUint32(4, true);
  // Eight bytes stand before what is counted; some programs count them too, or a last byte that was never padded.
  return head[1] !== 0x49 || size === 0 || size >= 0xffff_ff00 ? null : size - 1;
}

/** Where the sound starts and how long it is; a recorder that streams leaves the largest number. */
function sunAudioEnd(head: Uint8Array): number | null {
  if (head.length < 12) return null;
  const [start, size] = [view(head).getUint32(4), view(head).getUint32(8)];
  return size === 0xffff_ffff ? null : start + size;
}

const boxes: ReadonlySet<string> = new Set("ftyp styp moov moof mdat mfra sidx ssix prft emsg meta pdin free skip wide udta uuid".split(" "));

async function boxesEnd(file: RandomAccess): Promise<number | null> {
  let at = 0;
  for (let count = 0; count < 500 && at + 8 <= file.size; count++) {
    const head = await file.read(at, 16);
    const short = view(head).getUint32(0);
    // What was appended behind the boxes (a tag, zeros) is no box that was cut.
    if (short === 0 || !boxes.has(String.fromCharCode(...head.subarray(4, 8)))) return null;
    const size = short === 1 && head.length >= 16 ? Number(view(head).getBigUint64(8)) : short;
    if (size < 8) return null;
    at += size;
    if (at > file.size) return at;
  }
  return null;
}

/** The object of file properties: its name, its size, the name of the file, then the file's size; a broadcast has none. */
function asfEnd(head: Uint8Array): number | null {
  const name = [0xa1, 0xdc, 0xab, 0x8c, 0x47, 0xa9, 0xcf, 0x11, 0x8e, 0xe4, 0x00, 0xc0, 0x0c, 0x20, 0x53, 0x65];
  const at = head.findIndex((_, index) => name.every((byte, offset) => head[index + offset] === byte));
  if (at < 0 || at + 92 > head.length) return null;
  const broadcast = view(head).getUint32(at + 88, true) & 1;
  const size = Number(view(head).getBigUint64(at + 40, true));
  return broadcast || size === 0 ? null : size;
}

/** EBML: the header, then the segment with its size; all ones where it was not known while writing. */
function segmentEnd(head: Uint8Array): number | null {
  const header = vint(head, 4);
  if (header === null || header.value === null) return null;
  const segment = 4 + header.length + header.value;
  if (segment + 4 >= head.length || view(head).getUint32(segment) !== 0x1853_8067) return null;
  const size = vint(head, segment + 4);
  return size === null || size.value === null ? null : segment + 4 + size.length + size.value;
}

/** A number of EBML at a place: its first bit set says how many bytes it has. `value` null: unknown size. */
export function vint(bytes: Uint8Array, at: number): { readonly value: number | null; readonly length: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) return null;
  let value = first & (0xff >> length);
  let unknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    unknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: unknown ? null : value, length };
}

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
