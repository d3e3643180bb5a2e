/** What a media file is; carbon of transcription follows its length either way. */
export type Medium = "audio" | "video";

const audio = new Set("aac ac3 aif aiff amr ape au caf dsf flac m4a m4b mka mp2 mp3 mpc oga ogg opus snd w64 wav weba wma wv".split(" "));
const video = new Set("3g2 3gp asf avi f4v flv m2v m4v mkv mov mp4 mpeg mpg mxf ogv qt rm rmvb vob webm wmv".split(" "));
/** Names that say no or more than one thing: their first bytes decide. */
const unsure = new Set(["", "ts", "mts", "m2ts", "bin", "dat", "tmp", "upload", "blob"]);

/** What a file name promises: a medium, "look" when its first bytes must decide, null for anything else. */
export function mediumOfName(name: string): Medium | "look" | null {
  const ending = /\.([^./\\]*)$/u.exec(name)?.[1]?.toLowerCase() ?? "";
  if (audio.has(ending)) return "audio";
  if (video.has(ending)) return "video";
  return unsure.has(ending) ? "look" : null;
}
