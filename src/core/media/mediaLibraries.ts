import { type Blocks, FileError } from "./randomAccess";

/** What a library found; `seconds` null when it found no duration. */
export interface Found {
  readonly seconds: number | null;
  /** null: it does not say */
  readonly video: boolean | null;
}

/** The two libraries that read headers, as `readDuration` uses them. */
export interface MediaLibraries {
  /** music-metadata: WAV, FLAC, MP4, WebM, Ogg, ...; `whole` reads on to the end where the header states no duration */
  musicMetadata(file: Blocks, whole: boolean): Promise<Found>;
  /** mediainfo.js: MOV, AVI, MPEG and whatever else the other one does not read */
  mediaInfo(file: Blocks): Promise<Found>;
}

/**
 * Loads the libraries on first use: together they are three megabytes.
 * @param wasm path of mediainfo.js's WebAssembly file
 */
export function mediaLibraries(wasm: string): MediaLibraries {
  let analyser: ReturnType<typeof newAnalyser> | undefined;
  return {
    async musicMetadata(file, whole) {
      const { parseBlob } = await import("music-metadata");
      const { format } = await parseBlob(blobOf(file, 0, file.size) as unknown as Parameters<typeof parseBlob>[0], {
        duration: whole,
        skipCovers: true,
        includeChapters: false,
      });
      return { seconds: format.duration ?? null, video: format.hasVideo ?? null };
    },
    async mediaInfo(file) {
      analyser ??= newAnalyser(wasm);
      const loaded = await analyser.catch((error) => {
        throw new FileError(`mediainfo.js: ${error}`);
      });
      try {
        const { media } = await loaded.analyzeData(file.size, (length, offset) => file.read(offset, length));
        const tracks = media?.track ?? [];
        const general = tracks.find((track) => track["@type"] === "General");
        const picture = tracks.find((track) => track["@type"] === "Video");
        // An AVI counts its pictures; the length of its sound is guessed from the data rate, and wrong at low rates.
        const seconds = (general?.Format === "AVI" ? picture?.Duration : undefined) ?? general?.Duration;
        return { seconds: seconds ?? null, video: picture !== undefined };
      } catch (error) {
        // After a crash in WebAssembly its memory cannot be trusted.
        analyser = undefined;
        throw error;
      }
    },
  };
}

async function newAnalyser(wasm: string) {
  const { default: mediaInfoFactory } = await import("mediainfo.js");
  return mediaInfoFactory({ format: "object", locateFile: () => wasm });
}

/** The part of the web's Blob that music-metadata reads a file by: nothing is loaded before it asks. */
function blobOf(file: Blocks, start: number, end: number) {
  return {
    size: end - start,
    type: "",
    slice: (from: number, to: number) => blobOf(file, start + from, Math.min(end, start + to)),
    arrayBuffer: async () => {
      const bytes = await file.read(start, end - start);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    },
  };
}
