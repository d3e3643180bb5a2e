import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mediaLibraries } from "../../../src/core/media/mediaLibraries";
import { FileError, type RandomAccess } from "../../../src/core/media/randomAccess";
import { type Duration, readDuration } from "../../../src/core/media/readDuration";
import { translator } from "../../../src/core/text";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "test/fixtures/media");
const libraries = mediaLibraries(join(root, "node_modules/mediainfo.js/dist/MediaInfoModule.wasm"));
const t = translator("en");

const bytesOf = (name: string): Uint8Array => readFileSync(join(folder, name));
const fileOf = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  read: async (offset, length) => bytes.slice(offset, offset + length),
});
const read = (bytes: Uint8Array): Promise<Duration> => readDuration(fileOf(bytes), libraries, t);

/** Seconds, by the length of the source that ffmpeg was given; codecs pad it by up to two frames of sound or one picture. */
const durations: readonly [file: string, seconds: number, medium: string, within: number][] = [
  ["clip-edited.mp4", 12.6, "video", 0.1],
  ["clip-fragmented.mp4", 12.5, "video", 0.45],
  ["clip-live.webm", 12.5, "video", 0.2],
  ["clip.3gp", 12.5, "video", 0.2],
  ["clip.avi", 4, "video", 0.3],
  ["clip.flv", 12.5, "video", 0.2],
  ["clip.mkv", 12.5, "video", 0.25],
  ["clip.mov", 12.5, "video", 0.2],
  ["clip.mp4", 12.5, "video", 0.2],
  ["clip.m2ts", 3, "video", 0.2],
  ["clip.webm", 12.5, "video", 0.2],
  ["tone-cbr.mp3", 12.5, "audio", 0.2],
  ["tone-packets.caf", 12.5, "audio", 0.1],
  ["tone-streamed.wav", 2, "audio", 0.2],
  ["tone-vbr.mp3", 12.5, "audio", 0.2],
  ["tone-xing.mp3", 12.5, "audio", 0.2],
  ["tone.aac", 12.5, "audio", 0.2],
  ["tone.aiff", 1, "audio", 0.2],
  ["tone.caf", 1, "audio", 0.01],
  ["tone.flac", 2, "audio", 0.2],
  ["tone.m4a", 12.5, "audio", 0.2],
  ["tone.ogg", 12.5, "audio", 0.2],
  ["tone.opus", 12.5, "audio", 0.2],
  ["tone.wav", 2, "audio", 0.2],
  ["tone.wma", 2, "audio", 0.2],
];

test.each(durations)("%s lasts %d s", async (file, seconds, medium, within) => {
  const found = await read(bytesOf(file));
  if (!found.ok) throw new Error(found.reason);
  expect(Math.abs(found.seconds - seconds)).toBeLessThan(within);
  expect(found.medium ?? medium).toBe(medium);
});

test("every file of the folder has its true duration in the table", () => {
  expect(
    readdirSync(folder)
      .filter((name) => name !== "README.md")
      .sort(),
  ).toEqual(durations.map(([file]) => file).sort());
});

test.each([
  "clip.mp4",
  "clip.mov",
  "clip.3gp",
  "clip-fragmented.mp4",
  "clip.webm",
  "clip.mkv",
  "clip.avi",
  "tone.wav",
  "tone-xing.mp3",
  "tone.flac",
  "tone.m4a",
  "tone.wma",
])("%s cut in half is named as cut short, not measured by its header", async (file) => {
  const bytes = bytesOf(file);
  expect(await read(bytes.subarray(0, bytes.length / 2))).toMatchObject({ ok: false, code: "file-cut-short" });
});

test("a FLAC that ends before what its header announces is cut short", async () => {
  const bytes = bytesOf("tone.flac");
  expect(await read(bytes.subarray(0, 0.7 * bytes.length))).toMatchObject({ ok: false, code: "file-cut-short", reason: expect.stringContaining("2 s") });
});

test("a FLAC that was written to a pipe is as long as its frames", async () => {
  const bytes = Uint8Array.from(bytesOf("tone.flac"));
  bytes.fill(0, 22, 26);
  bytes[21] = (bytes[21] ?? 0) & 0xf0;
  expect(await read(bytes)).toEqual({ ok: true, seconds: expect.closeTo(2, 3), medium: "audio", wholeFile: false });
});

const noise = Uint8Array.from({ length: 40_000 }, (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 0xff);

test.each([
  ["an empty file", new Uint8Array(), "file-empty"],
  ["words", new TextEncoder().encode("no sound, only words\n".repeat(50)), "not-media"],
  ["noise", noise, "not-media"],
  ["a program that holds frames of sound", Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), bytesOf("tone-cbr.mp3")]), "not-media"],
  ["a header of WebM and nothing behind it", bytesOf("clip-live.webm").subarray(0, 60), "no-duration"],
  ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), "not-media"],
])("%s: a code and a sentence, never an exception", async (_, bytes, code) => {
  expect(await read(bytes)).toMatchObject({ ok: false, code });
});

test("bytes of any file may be wrong: an answer comes, and a duration is a positive number", async () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (const [file] of durations) {
    for (let round = 0; round < 4; round++) {
      const bytes = Uint8Array.from(bytesOf(file));
      for (let fault = 0; fault < 12; fault++) bytes[random(Math.min(bytes.length, 2000))] = random(256);
      const found = await read(bytes);
      if (found.ok) expect(found.seconds).toBeGreaterThan(0);
      else expect(found.reason).not.toBe("");
    }
  }
});

test("only a header is read of a large file; the MP3 that must be read whole says so", async () => {
  const second = bytesOf("tone.wav").subarray(44, 44 + 8000);
  const wav = new Uint8Array(44 + 3_000_000);
  wav.set(bytesOf("tone.wav").subarray(0, 78));
  for (let at = 78; at + second.length < wav.length; at += second.length) wav.set(second, at);
  const header = new DataView(wav.buffer);
  header.setUint32(4, wav.length - 8, true);
  let bytes = 0;
  const counted: RandomAccess = {
    size: wav.length,
    read: async (offset, length) => {
      const part = wav.slice(offset, offset + length);
      bytes += part.length;
      return part;
    },
  };
  expect(await readDuration(counted, libraries, t)).toMatchObject({ ok: true, wholeFile: false });
  expect(bytes).toBeLessThan(200_000);
  expect(await read(bytesOf("tone-vbr.mp3"))).toMatchObject({ ok: true, wholeFile: true });
});

test("a file that the shell cannot read is no damaged file: its error comes through", async () => {
  const gone: RandomAccess = { size: 1000, read: () => Promise.reject(new FileError("gone")) };
  await expect(readDuration(gone, libraries, t)).rejects.toThrow("gone");
});

/** A header of big-endian numbers, then as many bytes of silence. */
const sun = (bytes: number, fields: readonly [encoding: number, rate: number, channels: number], size = bytes): Uint8Array => {
  const file = Buffer.alloc(24 + bytes);
  file.write(".snd");
  [24, size, ...fields].forEach((field, index) => {
    file.writeUInt32BE(field, 4 + 4 * index);
  });
  return file;
};

test.each<[string, Uint8Array, number]>([
  ["mu-law", sun(16_000, [1, 8000, 1]), 2],
  ["linear of 16 bits, two channels", sun(32_000, [3, 8000, 2]), 1],
  ["ADPCM of 4 bits", sun(16_000, [23, 8000, 1]), 4],
  ["of which the length was never written", sun(8000, [27, 8000, 1], 0xffff_ffff), 1],
])("a Sun sound, %s", async (_, bytes, seconds) => {
  expect(await read(bytes)).toMatchObject({ ok: true, seconds, medium: "audio" });
});

test("a Sun sound that was cut is refused", async () => {
  expect(await read(sun(16_000, [1, 8000, 1]).subarray(0, 9000))).toMatchObject({ ok: false, code: "file-cut-short" });
});

test("a Wave64 file lasts as long as its data at its bytes a second", async () => {
  const guid = (name: string): Buffer => Buffer.concat([Buffer.from(name), Buffer.from("f3acd3118cd100c04f8edb8a", "hex")]);
  const chunk = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(24);
    guid(name).copy(head);
    head.writeBigUInt64LE(BigInt(24 + body.length), 16);
    return Buffer.concat([head, body, Buffer.alloc((8 - (body.length % 8)) % 8)]);
  };
  const format = Buffer.alloc(18);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  const head = Buffer.alloc(40);
  head.write("riff");
  guid("wave").copy(head, 24);
  const bytes = Buffer.concat([head, chunk("fmt ", format), chunk("data", Buffer.alloc(24_000))]);
  expect(await read(bytes)).toMatchObject({ ok: true, seconds: 1.5, medium: "audio" });
});

test("a chain of Ogg streams lasts as long as all of them", async () => {
  const [vorbis, opus] = [bytesOf("tone.ogg"), bytesOf("tone.opus")];
  for (const [chain, seconds] of [
    [[vorbis, opus], 25],
    [[opus, vorbis], 25],
    [[vorbis, opus, vorbis, opus], 50],
  ] as const) {
    const found = await read(Buffer.concat(chain));
    expect(found).toMatchObject({ ok: true, medium: "audio" });
    expect(found.ok ? Math.abs(found.seconds - seconds) : 1).toBeLessThan(0.2);
  }
});
