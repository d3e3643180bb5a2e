import { view } from "./container";
import type { RandomAccess } from "./randomAccess";

// MP3 and its sisters. Without a header that counts its frames, a file with a silent beginning looks like one of constant rate:
// music-metadata, MediaInfo and ffprobe all made 23.8 s of the 12.5 s of such a file. So the frames are counted.

interface Frame {
  /** the bits that all frames of a file share: version, layer, sample rate */
  readonly kind: number;
  /** bytes */
  readonly length: number;
  readonly samples: number;
  /** samples a second */
  readonly rate: number;
  /** bytes between frame header and a header that counts frames */
  readonly sideInformation: number;
}

/** What a header of a whole file says. */
export interface MpegAudio {
  /** seconds */
  readonly seconds: number;
  /** no header counted the frames, so all of them were read */
  readonly wholeFile: boolean;
  /** bytes of audio that the header announces; null when it does not */
  readonly announcedEnd: number | null;
}

const chunk = 256 * 1024;
/** Some encoders count a tag or a last frame that players do without. */
const slack = 2048;

/** Duration of MPEG audio (MP3, MP2); null when the file is none. Encoder padding, at most 0.1 s, is counted. */
export async function readMpegAudio(file: RandomAccess): Promise<MpegAudio | null> {
  const start = await afterTags(file);
  const head = await file.read(start, 64 * 1024);
  const offset = firstFrame(head);
  const first = offset === null ? null : frameAt(head, offset);
  if (offset === null || first === null) return null;
  const counted = countedFrames(head, offset, first);
  if (counted !== null) {
    const { frames, bytes } = counted;
    return { seconds: (frames * first.samples) / first.rate, wholeFile: false, announcedEnd: bytes === null ? null : start + offset + bytes - slack };
  }
  return { seconds: ((await countFrames(file, start + offset, first)) * first.samples) / first.rate, wholeFile: true, announcedEnd: null };
}

/** ID3v2 tags stand before the audio: four bytes of seven bits give their size. */
async function afterTags(file: RandomAccess): Promise<number> {
  let at = 0;
  for (let count = 0; count < 8; count++) {
    const head = await file.read(at, 10);
    if (head.length < 10 || String.fromCharCode(...head.subarray(0, 3)) !== "ID3") break;
    const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    at += 10 + size + ((head[5] ?? 0) & 0x10 ? 10 : 0);
  }
  return at;
}

/** Three frames in a row are no accident. */
function firstFrame(head: Uint8Array): number | null {
  for (let at = head.indexOf(0xff); at >= 0; at = head.indexOf(0xff, at + 1)) {
    let next = at;
    let run = 0;
    const kind = frameAt(head, at)?.kind;
    while (run < 3) {
      const frame = frameAt(head, next);
      if (frame === null || frame.kind !== kind) break;
      next += frame.length;
      run++;
    }
    if (run === 3) return at;
  }
  return null;
}

async function countFrames(file: RandomAccess, start: number, first: Frame): Promise<number> {
  let frames = 0;
  let at = start;
  let bytes = new Uint8Array();
  let base = start;
  while (at + 4 <= file.size) {
    if (at - base + 4 > bytes.length) {
      base = at;
      bytes = new Uint8Array(await file.read(base, chunk));
      if (bytes.length < 4) break;
    }
    const frame = frameAt(bytes, at - base);
    if (frame !== null && frame.kind === first.kind) {
      // What is left of a last frame that was cut is not heard.
      if (at + frame.length <= file.size) frames++;
      at += frame.length;
    } else {
      const next = bytes.indexOf(0xff, at - base + 1);
      at = next < 0 ? base + bytes.length : base + next;
    }
  }
  return frames;
}

/** `Xing` or `Info` (LAME and most others) and `VBRI` (Fraunhofer): a frame of silence that counts the others. */
function countedFrames(head: Uint8Array, offset: number, first: Frame): { frames: number; bytes: number | null } | null {
  const text = (at: number): string => String.fromCharCode(...head.subarray(at, at + 4));
  const data = view(head);
  const xing = offset + 4 + first.sideInformation;
  if (xing + 16 <= head.length && ["Xing", "Info"].includes(text(xing))) {
    const flags = data.getUint32(xing + 4);
    const frames = flags & 1 ? data.getUint32(xing + 8) : 0;
    const bytes = flags & 2 ? data.getUint32(xing + 8 + (flags & 1 ? 4 : 0)) : null;
    return frames === 0 ? null : { frames, bytes: bytes === 0 ? null : bytes };
  }
  const vbri = offset + 36;
  if (vbri + 18 <= head.length && text(vbri) === "VBRI") {
    const frames = data.getUint32(vbri + 14);
    return frames === 0 ? null : { frames, bytes: data.getUint32(vbri + 10) };
  }
  return null;
}

const rates = [44_100, 48_000, 32_000];
/** kbit/s by layer for version 1, then for versions 2 and 2.5 (ISO/IEC 11172-3 and 13818-3) */
const bitrates = {
  full: {
    1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  },
  low: {
    1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    3: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  },
} as const;

function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (sync !== 0xff || (second & 0xe0) !== 0xe0 || at + 4 > bytes.length) return null;
  const version = (second >> 3) & 3;
  const layer = (4 - ((second >> 1) & 3)) as 1 | 2 | 3 | 4;
  const full = rates[(third >> 2) & 3];
  if (version === 1 || layer === 4 || full === undefined) return null;
  const one = version === 3;
  const bitrate = bitrates[one ? "full" : "low"][layer][(third >> 4) - 1];
  if (bitrate === undefined) return null;
  const rate = full / (one ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 1 ? 384 : layer === 2 || one ? 1152 : 576;
  const slot = layer === 1 ? 4 : 1;
  const length = (Math.floor((samples / 8 / slot) * ((bitrate * 1000) / rate)) + ((third >> 1) & 1)) * slot;
  const mono = fourth >> 6 === 3;
  const sideInformation = one ? (mono ? 17 : 32) : mono ? 9 : 17;
  return { kind: (second & 0xfe) * 4 + ((third >> 2) & 3), length, samples, rate, sideInformation };
}
