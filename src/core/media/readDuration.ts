import type { Translate } from "../text";
import { chainedOggSeconds } from "./chainedOgg";
import { announcedEnd, type Container, containerOf, headLength, isNoMedia } from "./container";
import { coreAudioSeconds } from "./coreAudio";
import { flacLength } from "./flac";
import { readMatroskaBlocks } from "./matroska";
import type { Medium } from "./mediaFiles";
import type { Found, MediaLibraries } from "./mediaLibraries";
import { movieSeconds } from "./movieHeader";
import { readMpegAudio } from "./mpegAudio";
import { sunAudioSeconds, wave64Seconds } from "./plainAudio";
import { type Blocks, blocksOf, FileError, type RandomAccess } from "./randomAccess";

/** The duration of one file, or why there is none: `code` is stable, `reason` is for the reader and says what to do. */
export type Duration =
  | {
      readonly ok: true;
      readonly seconds: number;
      /** null: neither name nor content say */
      readonly medium: Medium | null;
      /** the header did not give the duration, so the whole file was read */
      readonly wholeFile: boolean;
    }
  | { readonly ok: false; readonly code: DurationError; readonly reason: string };

export type DurationError = "file-empty" | "file-cut-short" | "not-media" | "no-duration";

/**
 * Duration of an audio or video file from as few of its bytes as its format allows:
 * frame counts of MP3, then music-metadata's headers, then mediainfo.js, then the whole file.
 * A file that ends before the place that it announces is refused: its header tells the length of what is not there.
 */
export async function readDuration(file: RandomAccess, libraries: MediaLibraries, t: Translate): Promise<Duration> {
  if (file.size === 0) return refused("file-empty", t("the file is empty: copy it again"));
  const blocks = blocksOf(file);
  const head = await blocks.read(0, headLength);
  const container = containerOf(head);
  const noMedia = (): Duration => refused("not-media", t("no audio or video was recognised in it: remove it, or save it in another format"));
  if (isNoMedia(head)) return noMedia();
  const mpeg = container === null || container === "mpeg-audio" ? await readMpegAudio(blocks) : null;
  const end = mpeg === null ? await announcedEnd(container, blocks) : mpeg.announcedEnd;
  if (end !== null && end > file.size) {
    return refused("file-cut-short", t("the file was cut short: {0} of {1} bytes are there; copy it again", file.size, end));
  }
  const flac = container === "flac" ? await flacLength(blocks) : null;
  if (flac !== null && flac.present !== null) {
    const { announced, present } = flac;
    if (announced !== null && present < announced - slack) {
      const reason = t("the file was cut short: it announces {0} s, and {1} s are there; copy it again", Math.round(announced), Math.round(present));
      return refused("file-cut-short", reason);
    }
    if (announced === null && isPlausible(present)) return { ok: true, seconds: present, medium: "audio", wholeFile: false };
  }
  if (mpeg !== null && isPlausible(mpeg.seconds)) return { ok: true, seconds: mpeg.seconds, medium: "audio", wholeFile: mpeg.wholeFile };
  const found = await firstFound(file, container, libraries);
  if (found === null) {
    return container === null
      ? noMedia()
      : refused("no-duration", t("it holds audio or video whose duration cannot be read: save it again with another program"));
  }
  return { ok: true, seconds: found.seconds, medium: found.video === null ? null : found.video ? "video" : "audio", wholeFile: found.wholeFile };
}

/** s: the last frames of a file that is whole may have been dropped by an encoder that was stopped */
const slack = 0.5;
/** A month: more is a broken header. */
const longest = 31 * 86_400;
const isPlausible = (seconds: number | null): seconds is number => seconds !== null && Number.isFinite(seconds) && seconds > 0 && seconds < longest;

async function firstFound(
  file: RandomAccess,
  container: Container | null,
  libraries: MediaLibraries,
): Promise<{ seconds: number; video: boolean | null; wholeFile: boolean } | null> {
  const attempts: readonly ((blocks: Blocks) => Promise<Found>)[] = [
    (blocks) => ownReading(container, blocks),
    (blocks) => libraries.musicMetadata(blocks, false),
    (blocks) => libraries.mediaInfo(blocks),
    (blocks) => libraries.musicMetadata(blocks, true),
    async (blocks) => ({ seconds: container === "matroska" ? await readMatroskaBlocks(blocks) : null, video: null }),
  ];
  // The libraries tell the length of the tracks, of which an edit list may play a part.
  const played = container === "mp4" ? await movieSeconds(blocksOf(file)) : null;
  let video: boolean | null = null;
  for (const attempt of attempts) {
    const blocks = blocksOf(file);
    try {
      const found = await attempt(blocks);
      video = found.video ?? video;
      // Small files are read whole by accident; that is nothing to tell.
      const wholeFile = file.size > oneRead && blocks.bytesRead() >= 0.9 * file.size;
      if (isPlausible(found.seconds)) return { seconds: Math.min(found.seconds, played ?? found.seconds), video, wholeFile };
    } catch (error) {
      // A library that does not know a format throws; so does a file that cannot be read, and that must be told.
      if (error instanceof FileError) throw error;
    }
  }
  return null;
}

/** Sound of which we know the length ourselves. */
async function ownReading(container: Container | null, blocks: Blocks): Promise<Found> {
  const seconds = await ownSeconds(container, blocks);
  return { seconds, video: seconds === null ? null : false };
}

/** Of formats that the libraries do not know, or read wrongly. */
async function ownSeconds(container: Container | null, blocks: Blocks): Promise<number | null> {
  switch (container) {
    case "caf":
      return coreAudioSeconds(blocks);
    case "ogg":
      return chainedOggSeconds(blocks);
    case "au":
      return sunAudioSeconds(blocks);
    case "w64":
      return wave64Seconds(blocks);
    default:
      return null;
  }
}

const oneRead = 1024 * 1024;

const refused = (code: DurationError, reason: string): Duration => ({ ok: false, code, reason });
