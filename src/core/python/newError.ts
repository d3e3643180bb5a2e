import type { PythonParser } from "./parser";
import { split } from "./split";

/**
 * The first line (from 0) of a text that is not Python, in what differs from a good text of the same file; null where there is none.
 * Only the pieces that differ are parsed.
 */
export function newErrorLine(good: string, text: string, parser: PythonParser): number | null {
  if (good === text) return null;
  const before = split(good);
  const now = split(text);
  const [unclosed] = now.errorLines;
  if (unclosed !== undefined && before.errorLines.length === 0) return unclosed;
  const known = new Set(before.pieces.map(({ start, end }) => good.slice(start, end)));
  for (const { start, end, line } of now.pieces) {
    const piece = text.slice(start, end);
    if (!known.has(piece) && !parser.isPython(piece)) return line + (parser.parse(piece).errorLine ?? 0);
  }
  return null;
}
