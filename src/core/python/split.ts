/** One or more whole statements of the outermost level of a file. */
export interface Piece {
  /** `import`s, one undecorated `def` or `class`, a decorated one, or any other code */
  readonly kind: "import" | "def" | "class" | "decorated" | "code";
  /** of a `def` or `class` */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** line of the first character, from 0 */
  readonly line: number;
  /** where each statement of it begins: what cannot be parsed together is parsed apart */
  readonly starts: readonly Start[];
}

export interface Start {
  readonly at: number;
  readonly line: number;
}

/** `errorLines`: brackets and strings that never close, from 0; what follows one is still split. */
export interface Split {
  readonly pieces: readonly Piece[];
  readonly errorLines: readonly number[];
}

const word = /(?:async[ \t]+def|def|class|import|from|else|elif|except|finally)(?!\w)|@/y;
const named = /(?:async[ \t]+)?(?:def|class)[ \t]+([^\W\d]\w*)/uy;
/** At column 0 inside an open bracket these can only mean that the bracket was never closed. */
const restart = /(?:async[ \t]+def[ \t]|def[ \t]+\w+[ \t]*[([]|class[ \t]+\w+[ \t]*[([:]|@\w|from[ \t]+[\w.]+[ \t]+import[ \t(])/y;

/**
 * Cuts a file where a statement of the outermost level begins, without parsing: a function that nobody calls is then
 * never parsed, an edit re-parses one piece, and an error stays in its piece.
 */
export function split(text: string): Split {
  const starts: Start[] = [];
  const scan = new Scan(text);
  const errorLines: number[] = [];
  while (scan.position < text.length) {
    const open = scan.depth > 0;
    if (isStart(text, scan.position) && (!open || matches(restart, text, scan.position))) {
      if (open) {
        errorLines.push(scan.openLine);
        scan.depth = 0;
      }
      starts.push({ at: scan.position, line: scan.line });
    }
    // Not `??=` on the call: it must move on after the first error too.
    const unclosed = scan.logicalLine();
    if (unclosed !== null) errorLines.push(unclosed);
  }
  if (scan.depth > 0) errorLines.push(scan.openLine);
  return { pieces: pieces(text, starts), errorLines };
}

function isStart(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c !== 32 && c !== 9 && c !== 10 && c !== 13 && c !== 35 && c !== 12 && c !== 41 && c !== 93 && c !== 125;
}

function matches(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Walks over physical lines, knowing brackets, strings, comments and continued lines. */
export class Scan {
  position = 0;
  line = 0;
  depth = 0;
  openLine = 0;
  /** where the comment of the line that was passed last begins; -1 for none */
  comment = -1;
  readonly length: number;
  constructor(private readonly text: string) {
    this.length = text.length;
    if (text.charCodeAt(0) === 0xfeff) this.position = 1;
  }

  /** Moves to the next physical line that may begin a statement (or lies in an open bracket); returns the line of a string that never closes. */
  logicalLine(): number | null {
    const { text } = this;
    const length = text.length;
    let i = this.position;
    this.comment = -1;
    while (i < length) {
      const c = text.charCodeAt(i);
      if (c === 10) {
        this.line++;
        this.position = i + 1;
        return null;
      }
      if (c === 35) {
        this.comment = i;
        const end = text.indexOf("\n", i);
        i = end === -1 ? length : end;
      } else if (c === 34 || c === 39) {
        const end = this.stringEnd(i, c);
        if (end === -1) {
          const line = this.line;
          const next = text.indexOf("\n", i);
          this.position = next === -1 ? length : next + 1;
          this.line++;
          return line;
        }
        i = end;
      } else {
        if (c === 40 || c === 91 || c === 123) {
          if (this.depth++ === 0) this.openLine = this.line;
        } else if ((c === 41 || c === 93 || c === 125) && this.depth > 0) this.depth--;
        else if (c === 92) {
          if (text.charCodeAt(i + 1) === 13) i++;
          if (text.charCodeAt(i + 1) === 10) {
            this.line++;
            i++;
          }
        }
        i++;
      }
    }
    this.position = length;
    return null;
  }

  /** Position after the string that begins at `at`; -1 if it never ends. */
  private stringEnd(at: number, quote: number): number {
    const { text } = this;
    if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) {
      const marks = text.slice(at, at + 3);
      let end = text.indexOf(marks, at + 3);
      while (end !== -1 && oddBackslashes(text, end)) end = text.indexOf(marks, end + 1);
      if (end === -1) return -1;
      for (let n = text.indexOf("\n", at); n !== -1 && n < end; n = text.indexOf("\n", n + 1)) this.line++;
      return end + 3;
    }
    const formatted = isFormatted(text, at);
    let open = 0;
    const { line } = this;
    for (let i = at + 1; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (formatted && (c === 123 || c === 125)) {
        if (open === 0 && text.charCodeAt(i + 1) === c) i++;
        else open += c === 123 ? 1 : -1;
        continue;
      }
      // between its braces a formatted string may hold lines and quotes (Python 3.12)
      if (c === quote && (open <= 0 || text.charCodeAt(i + 1) === 10)) return i + 1;
      if (c === 10) {
        if (open <= 0 || this.line - line > 40) {
          this.line = line;
          return -1;
        }
        this.line++;
      }
      if (c === 92) {
        if (text.charCodeAt(i + 1) === 13) i++;
        if (text.charCodeAt(i + 1) === 10) this.line++;
        i++;
      }
    }
    this.line = line;
    return -1;
  }
}

function isFormatted(text: string, quote: number): boolean {
  return /[fFtT][rR]?$/.test(text.slice(Math.max(0, quote - 2), quote));
}

function oddBackslashes(text: string, at: number): boolean {
  let count = 0;
  while (text.charCodeAt(at - 1 - count) === 92) count++;
  return count % 2 === 1;
}

function pieces(text: string, starts: readonly Start[]): Piece[] {
  const out: Piece[] = [];
  let decorating = false;
  starts.forEach(({ at, line }, index) => {
    const end = starts[index + 1]?.at ?? text.length;
    const keyword = matches(word, text, at)?.[0] ?? "";
    const last = out.at(-1);
    const continues = keyword === "else" || keyword === "elif" || keyword === "except" || keyword === "finally";
    if (last !== undefined && (decorating || continues)) {
      const name = decorating && keyword !== "@" ? (matches(named, text, at)?.[1] ?? "") : last.name;
      out[out.length - 1] = { ...last, end, name };
      if (keyword !== "@") decorating = false;
      return;
    }
    if (keyword === "@") {
      decorating = true;
      out.push({ kind: "decorated", name: "", start: at, end, line, starts: [{ at, line }] });
    } else if (keyword.endsWith("def") || keyword === "class") {
      out.push({ kind: keyword === "class" ? "class" : "def", name: matches(named, text, at)?.[1] ?? "", start: at, end, line, starts: [{ at, line }] });
    } else {
      const kind = keyword === "import" || keyword === "from" ? "import" : "code";
      // neighbours of one kind are parsed together, unless a generated file makes them huge
      if (last?.kind === kind && end - last.start < 20_000) out[out.length - 1] = { ...last, end, starts: [...last.starts, { at, line }] };
      else out.push({ kind, name: "", start: at, end, line, starts: [{ at, line }] });
    }
  });
  return out;
}
