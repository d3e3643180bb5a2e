/**
 * Where a line of an earlier text stands in a later one (both from 0): what stands before the first change stays,
 * what stands after the last one moves along, what stands between stays as near as it can.
 */
export function movedLine(earlier: string, later: string, line: number): number {
  if (earlier === later) return line;
  const before = earlier.split("\n");
  const after = later.split("\n");
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let sameEnd = 0;
  while (sameEnd < before.length - same && sameEnd < after.length - same && before[before.length - 1 - sameEnd] === after[after.length - 1 - sameEnd])
    sameEnd++;
  if (line < same) return line;
  if (line >= before.length - sameEnd) return line + after.length - before.length;
  return Math.min(line, Math.max(same, after.length - sameEnd - 1));
}
