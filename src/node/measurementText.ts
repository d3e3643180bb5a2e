import { measurementNotText, measurementUnreadable } from "../core/measurements/measurementFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { decodeText } from "./decodeText";

/**
 * The text of a measurement file, in whatever encoding a spreadsheet or a console wrote it, or why there is none.
 * `file` is its path from the analysed folder; null bytes: it could not be read.
 */
export function measurementText(file: string, bytes: Uint8Array | null, t: Translate): { readonly text: string } | { readonly problem: Problem } {
  if (bytes === null) return { problem: measurementUnreadable(file, t) };
  const decoded = decodeText(bytes, null);
  return decoded === null ? { problem: measurementNotText(file, t) } : { text: decoded.text };
}
