/** From a line of an old text on (from 0), lines stand so many further down; by line. */
export type LineMap = readonly { readonly from: number; readonly by: number }[];

/** Where a line (from 1) stands now. */
export function moved(lines: LineMap | undefined, line: number): number {
  return lines === undefined ? line : line + (lines.findLast(({ from }) => from < line)?.by ?? 0);
}
