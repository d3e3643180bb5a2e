import type { Translate } from "../text";
import { type Bin, histogram } from "./histogram";
import { type Medium, mediumOfName } from "./mediaFiles";
import type { MediaLibraries } from "./mediaLibraries";
import { FileError, type RandomAccess } from "./randomAccess";
import { readDuration } from "./readDuration";
import { type Statistics, statistics } from "./statistics";

/** A file that a shell has found; it is open only while `use` runs. */
export interface MediaFile {
  /** as the reader knows it */
  readonly path: string;
  open<T>(use: (file: RandomAccess) => Promise<T>): Promise<T>;
}

export interface MeasuredFile {
  readonly path: string;
  readonly seconds: number;
  readonly medium: Medium;
  /** its header did not give the duration, so all of it was read */
  readonly wholeFile: boolean;
}

export interface UnreadableFile {
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

export interface Durations {
  readonly files: readonly MeasuredFile[];
  readonly unreadable: readonly UnreadableFile[];
  /** of all files, in seconds; null when none could be read */
  readonly statistics: Statistics | null;
  readonly byMedium: Readonly<Record<Medium, Statistics | null>>;
  readonly histogram: readonly Bin[];
}

/** What a shell hands over; `isCancelled` is asked before each file. */
export interface Measuring {
  readonly libraries: MediaLibraries;
  readonly progress: (done: number, path: string) => void;
  readonly isCancelled: () => boolean;
  readonly t: Translate;
}

/** Reads the duration of each file, one after the other; a bad file is named and the rest goes on. Null when cancelled. */
export async function measureDurations(files: readonly MediaFile[], { libraries, progress, isCancelled, t }: Measuring): Promise<Durations | null> {
  const measured: MeasuredFile[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const [index, file] of files.entries()) {
    if (isCancelled()) return null;
    progress(index, file.path);
    const { path } = file;
    try {
      const read = await file.open((opened) => readDuration(opened, libraries, t));
      if (read.ok) measured.push({ path, seconds: read.seconds, medium: mediumOf(path, read.medium), wholeFile: read.wholeFile });
      else unreadable.push({ path, code: read.code, reason: read.reason });
    } catch (error) {
      if (isCancelled()) return null;
      const reason = error instanceof FileError ? error.message : t("the file could not be read ({0})", String(error));
      unreadable.push({ path, code: "file-unreadable", reason });
    }
  }
  return described(measured, unreadable);
}

function described(files: readonly MeasuredFile[], unreadable: readonly UnreadableFile[]): Durations {
  const seconds = files.map((file) => file.seconds);
  const of = (medium: Medium): Statistics | null => statistics(files.filter((file) => file.medium === medium).map((file) => file.seconds));
  return { files, unreadable, statistics: statistics(seconds), byMedium: { audio: of("audio"), video: of("video") }, histogram: histogram(seconds) };
}

/** A name that promises audio is believed: a cover picture looks like video. A `.webm` may hold sound alone. */
function mediumOf(path: string, found: Medium | null): Medium {
  const named = mediumOfName(path);
  if (named === "audio") return "audio";
  return found ?? (named === "video" ? "video" : "audio");
}
