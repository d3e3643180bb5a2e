import { Scan } from "./split";

/** A physical line with code, or several that one string spans; without its comment. */
interface CodeLine {
  readonly code: string;
  /** from 0 */
  readonly line: number;
}

/** Where the lines of a text went (from 0), if another one differs from it in comments and empty lines alone; else null. */
export function sameCode(before: string, now: string): readonly { readonly from: number; readonly by: number }[] | null {
  const [old, made] = [codeLines(before), codeLines(now)];
  if (old === null || made === null || old.length !== made.length) return null;
  const moves: { from: number; by: number }[] = [];
  for (let i = 0; i < old.length; i++) {
    const [a, b] = [old[i] as CodeLine, made[i] as CodeLine];
    if (a.code !== b.code) return null;
    const by = b.line - a.line;
    if (by !== (moves.at(-1)?.by ?? 0)) moves.push({ from: a.line, by });
  }
  return moves;
}

/** Null where a string or a bracket never closes: what is a comment is not known then. */
function codeLines(text: string): CodeLine[] | null {
  const scan = new Scan(text);
  const lines: CodeLine[] = [];
  while (scan.position < text.length) {
    const { position, line } = scan;
    if (scan.logicalLine() !== null) return null;
    const code = text.slice(position, scan.comment === -1 ? scan.position : scan.comment).trimEnd();
    if (code !== "") lines.push({ code, line });
  }
  return scan.depth === 0 ? lines : null;
}
