import { isAscii } from "node:buffer";

/** The text of a Python file: byte-order mark, then the coding line of PEP 263, then UTF-8. */
export function decodePython(bytes: Uint8Array): { readonly text: string; readonly certain: boolean } {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  // Python refuses it; what its author sees is worth analysing
  if (wide !== null) return { text: decode(bytes, wide, false) ?? "", certain: false };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = decode(bytes, (marked ? undefined : codingLine(latin1(bytes.subarray(0, 1024)))) ?? "utf-8", true);
  if (text !== undefined) return { text: withLines(text), certain: true };
  // What cannot be read becomes a replacement character; the rest of the file is still worth analysing.
  return { text: withLines(decode(bytes, "utf-8", false) ?? ""), certain: false };
}

/** A carriage return alone ends a line in Python too. */
function withLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

/** Most files are UTF-8: a decoder of its own for each would cost more than the decoding. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** One character a byte. */
function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** The encoding that a comment in the first two lines names, by Python's own rule. */
function codingLine(head: string): string | undefined {
  if (!head.includes("coding")) return undefined;
  const lines = head.split(/\r\n|\r|\n/, 2);
  for (const line of lines) {
    const label = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (label !== undefined) return standardName(label);
    if (!/^[ \t\f]*(#|$)/.test(line)) return undefined;
  }
  return undefined;
}

/** Python's names that the web's list of encodings lacks. */
function standardName(label: string): string {
  const name = label.toLowerCase().replace(/_/g, "-");
  if (/^(latin-?1|iso-?8859-1|l1)$/.test(name)) return "latin1";
  if (/^(utf-?8(-sig)?|u8)(-(unix|dos|mac))?$/.test(name)) return "utf-8";
  return name.replace(/^cp125/, "windows-125").replace(/^latin-(\d+)$/, "latin$1");
}

function decode(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
  // as most are: several times as fast as decoding
  if (label === "utf-8" && isAscii(bytes)) return latin1(bytes);
  try {
    return (label === "utf-8" && fatal ? utf8 : new TextDecoder(label, { fatal })).decode(bytes);
  } catch {
    return undefined;
  }
}
