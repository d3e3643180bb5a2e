import { Scan } from "./split";

/** The body of a function, as a place in the text that it was cut from. */
export interface Body {
  readonly start: number;
  readonly end: number;
  /** line of its `def`, and of its first line, from 0 */
  readonly def: number;
  readonly line: number;
  /** how many lines it has */
  readonly lines: number;
}

/** A text whose functions have `...` for a body, line for line as before, and what was cut out. */
export interface Skeleton {
  readonly text: string;
  readonly bodies: readonly Body[];
}

/** Shorter bodies are parsed with the rest: a parse of their own would cost more. */
const SHORTEST = 60;

/**
 * Cuts the bodies out of the functions and methods of a text, so that each is parsed when somebody calls it: most handlers, services and
 * models of a project never are. Null where nothing is to be cut, or where brackets and strings do not close.
 *
 *     def f(x):            def f(x):
 *         y = x     ->         ...
 *         return y
 */
export function skeleton(text: string): Skeleton | null {
  if (!definition.test(text)) return null;
  const bodies = bodiesOf(text);
  if (bodies === null || bodies.length === 0) return null;
  let out = "";
  let at = 0;
  for (const { start, end, lines } of bodies) {
    out += `${text.slice(at, start)}${indentation.exec(text.slice(start, end))?.[1] ?? " "}...${"\n".repeat(lines)}`;
    at = end;
  }
  return { text: out + text.slice(at), bodies };
}

/** The text without its bodies and without their lines: the same for two texts that differ in bodies alone. */
export function outline(text: string, { bodies }: Skeleton): string {
  let out = "";
  let at = 0;
  for (const { start, end } of bodies) {
    out += `${text.slice(at, start)}...\n`;
    at = end;
  }
  return out + text.slice(at);
}

/** Of the first line with code: a body may begin with an empty line, or with a comment further left. */
const indentation = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]+)/;

const definition = /^[ \t]*(?:async[ \t]+)?def[ \t]/m;
const head = /[ \t]*(?:async[ \t]+)?def[ \t]/y;
const opensBlock = /:[ \t]*(?:#[^\n]*)?\r?\n$/;

function bodiesOf(text: string): Body[] | null {
  const scan = new Scan(text);
  const bodies: Body[] = [];
  /** the function whose body is being passed over */
  let open: { readonly indent: number; readonly def: number; readonly start: number; readonly line: number; end: number } | null = null;
  const close = (): void => {
    if (open !== null && open.end - open.start >= SHORTEST) bodies.push({ ...open, lines: count(text.slice(open.start, open.end)) });
    open = null;
  };
  while (scan.position < text.length) {
    const { position: start, line } = scan;
    if (!statement(scan)) return null;
    const indent = indentOf(text, start);
    if (indent === null) continue;
    if (open !== null && indent > (open as { indent: number }).indent) {
      (open as { end: number }).end = scan.position;
      continue;
    }
    close();
    head.lastIndex = start;
    if (head.test(text) && opensBlock.test(text.slice(lastLine(text, start, scan.position), scan.position)))
      open = { indent, def: line, start: scan.position, line: scan.line, end: scan.position };
  }
  close();
  return bodies;
}

/** Moves over one statement, or one line of it where a backslash does not continue it; false where something never closes. */
function statement(scan: Scan): boolean {
  do {
    if (scan.logicalLine() !== null) return false;
  } while (scan.depth > 0 && scan.position < scan.length);
  return scan.depth === 0;
}

/** Columns before the first character of a line; null for a line without code. */
function indentOf(text: string, start: number): number | null {
  let column = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 32) column++;
    else if (c === 9) column += 8 - (column % 8);
    else if (c === 12) column = 0;
    else return c === 10 || c === 13 || c === 35 ? null : column;
  }
  return null;
}

function lastLine(text: string, start: number, end: number): number {
  const before = text.lastIndexOf("\n", end - 2);
  return before < start ? start : before + 1;
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
