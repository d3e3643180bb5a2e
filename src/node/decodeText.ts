/** What a text file holds, and the encoding that it was read by; `certain` false: it was guessed. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  readonly certain: boolean;
}

/**
 * The text of a file: by its byte-order mark, else UTF-8, else the Windows encoding of its language. Null for a file that is no text.
 * The mark itself is no character of the text.
 */
export function decodeText(bytes: Uint8Array, language: string | null): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le", true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be", true);
  if (bytes.subarray(0, 64 * 1024).includes(0)) return null;
  return decoded(bytes, "utf-8", true) ?? decoded(bytes, language === "ar" ? "windows-1256" : "windows-1252", false);
}

function decoded(bytes: Uint8Array, encoding: string, certain: boolean): DecodedText | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, certain };
  } catch {
    return null;
  }
}
