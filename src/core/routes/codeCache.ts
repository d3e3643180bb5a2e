import { type BodyReader, type Kept, withBodies } from "../python/lazyBodies";
import type { PythonParser } from "../python/parser";
import { skeleton } from "../python/skeleton";
import type { Piece } from "../python/split";
import type { LazyBody, Statement, Syntax } from "../python/syntax";
import { FileText } from "./fileText";
import type { LastReading } from "./lastReading";
import { Project } from "./project/project";
import type { Ready, Taken } from "./ready";

/** One piece of a file, read; each part counts its lines from `base`. */
export interface ReadPieces {
  readonly parts: readonly { readonly base: number; readonly statements: readonly Statement[] }[];
  /** first places that are not Python, and the lines of the text that each stands in, from 0 */
  readonly errors: readonly { readonly line: number; readonly first: number; readonly last: number }[];
  /** what seems to be registered, each with the line that its own lines count from */
  readonly handlers: readonly Placed[];
}

export interface Placed {
  readonly base: number;
  readonly lazy: LazyBody;
}

/** A piece, with what its cache has to keep for it, and the functions whose bodies were cut out of it, in order. */
export interface KeptPiece {
  readonly read: ReadPieces;
  readonly from: readonly Kept[];
  readonly functions: readonly Placed[];
}

/**
 * What was parsed, keyed by content: a piece of text that did not change is not parsed again, wherever it moved.
 * `toJSON` gives what is worth keeping between sessions.
 */
export class CodeCache {
  private readonly kept = new Map<string, Kept>();
  private readonly saved: ReadonlyMap<string, Syntax>;
  private readonly files = new Map<string, FileText>();
  private index: Project | null = null;
  /** the reading that came last to its end */
  private ended: LastReading | null = null;
  /** counts readings: what the last one did not need is forgotten after it */
  private reading = 0;
  parsed = 0;
  /** the next reading, as far as it could be done before anybody asked */
  ready: Ready | null = null;

  constructor(saved?: unknown) {
    this.saved = piecesOf(saved);
  }

  private readonly patterns = new Map<string, RegExp>();
  /** One object for each pattern that is made while reading, so that files know it again. */
  pattern(source: string): RegExp {
    const known = this.patterns.get(source);
    if (known !== undefined) return known;
    const made = new RegExp(source);
    this.patterns.set(source, made);
    return made;
  }

  /** The files of this reading; imports that were resolved stay so while no file comes or goes. */
  project(files: Map<string, string>): Project {
    if (this.index === null || !this.index.takes(files)) this.index = new Project(files);
    return this.index;
  }

  /** What the text of a file tells without parsing it; computed once for each text. */
  file(path: string, text: string): FileText {
    const known = this.files.get(path);
    if (known?.text === text) {
      known.usedIn = this.reading;
      return known;
    }
    const file = new FileText(text);
    this.put(path, file);
    return file;
  }

  /** the number of this reading */
  get current(): number {
    return this.reading;
  }

  /** The last reading that came to its end; null where none did. */
  get last(): LastReading | null {
    return this.ended;
  }

  /** A file as the last reading asked it. */
  asked(path: string): FileText | undefined {
    return this.files.get(path);
  }

  /** The statements of a piece of a file; functions read their bodies when they are called. */
  piece(file: FileText, piece: Piece, parser: PythonParser): ReadPieces {
    const known = file.read.get(piece);
    if (known !== undefined) {
      for (const one of known.from) one.usedIn = this.reading;
      return known.read;
    }
    const made: Made = { from: [], functions: [] };
    const { parts, errors } = this.readPiece(file.text, piece, made, parser);
    const read = { parts, errors, handlers: made.functions.filter(({ lazy }) => lazy.isHandler) };
    file.read.set(piece, { read, ...made });
    return read;
  }

  /** A text takes the place of another one of the same file. */
  put(path: string, file: FileText): void {
    file.usedIn = this.reading;
    this.files.set(path, file);
  }

  /** What was read of a file's old text counts as read of the new one: the reading that ended depends on it. */
  askAs({ before, now, pairs }: Taken, parser: PythonParser): void {
    for (const [piece, { functions }] of before.read) {
      const other = pairs.get(piece);
      if (other === undefined) continue;
      this.piece(now, other, parser);
      const made = now.read.get(other)?.functions ?? [];
      functions.forEach(({ lazy }, index) => made[index]?.lazy.askAs(lazy));
    }
  }

  /** A reading ends: what it did not need is forgotten. Null where it was cancelled, and so may need all. */
  end(last: LastReading | null): void {
    this.ended = last;
    if (last === null) return;
    for (const of of [this.kept, this.files]) {
      of.forEach(({ usedIn }, key) => {
        if (usedIn !== this.reading) of.delete(key);
      });
    }
    this.reading++;
    this.parsed = 0;
  }

  /** The same for a reading that looked at nothing but what changed: what the one before needed, the next one may need again. */
  goOn(last: LastReading): void {
    this.ended = last;
    this.reading++;
    this.parsed = 0;
  }

  /** Keeps hashes of the texts, not the texts themselves. */
  toJSON(): SavedCache {
    return { version: VERSION, pieces: [...this.kept].map(([key, { syntax }]) => [hashOf(key), syntax]) };
  }

  private readPiece(text: string, piece: Piece, made: Made, parser: PythonParser): Omit<ReadPieces, "handlers"> {
    const whole = this.statements(text.slice(piece.start, piece.end), piece.line, made, parser);
    if (whole.errorLine === null) return { parts: [{ base: piece.line, statements: whole.statements }], errors: [] };
    if (piece.starts.length === 1)
      return {
        parts: [{ base: piece.line, statements: whole.statements }],
        errors: [errorIn(text.slice(piece.start, piece.end), piece.line, whole.errorLine)],
      };
    const errors: ReadPieces["errors"][number][] = [];
    const parts = piece.starts.map(({ at, line }, index) => {
      const part = text.slice(at, piece.starts[index + 1]?.at ?? piece.end);
      const one = this.statements(part, line, made, parser);
      if (one.errorLine !== null) errors.push(errorIn(part, line, one.errorLine));
      return { base: line, statements: one.statements };
    });
    return { parts, errors };
  }

  private statements(text: string, base: number, made: Made, parser: PythonParser): Syntax {
    return this.lazily(text, base, made, parser) ?? this.keep(text, 0, made.from, parser);
  }

  private lazily(text: string, base: number, { from, functions }: Made, parser: PythonParser): Syntax | null {
    const cut = skeleton(text);
    if (cut === null) return null;
    const outline = this.keep(cut.text, 0, from, parser);
    if (outline.errorLine !== null) return null;
    const reader: BodyReader = {
      read: (body, firstLine) => this.touched(body, firstLine, parser),
      check: (body) => {
        const checked = this.check(body, parser);
        from.push(checked);
        return checked;
      },
      use: (kept) => {
        kept.usedIn = this.reading;
      },
    };
    const whole = withBodies(outline.statements, text, cut.bodies, reader);
    if (whole === null) return null;
    functions.push(...whole.functions.map((lazy) => ({ base, lazy })));
    return { statements: whole.statements, errorLine: null };
  }

  /** Without an error of syntax. */
  sound(text: string, parser: PythonParser): boolean {
    return this.check(text, parser).syntax.errorLine === null;
  }

  private check(text: string, parser: PythonParser): Kept {
    const key = `?${text}`;
    let one = this.kept.get(key) ?? this.fromBefore(key);
    if (one === undefined) {
      this.parsed++;
      one = { syntax: parser.isPython(text) ? sound : unsound, usedIn: this.reading };
    }
    one.usedIn = this.reading;
    this.kept.set(key, one);
    return one;
  }

  private keep(text: string, firstLine: number, from: Kept[], parser: PythonParser): Syntax {
    const one = this.touched(text, firstLine, parser);
    from.push(one);
    return one.syntax;
  }

  private touched(text: string, firstLine: number, parser: PythonParser): Kept {
    const key = firstLine === 0 ? text : `${firstLine}\n${text}`;
    let one = this.kept.get(key) ?? this.fromBefore(key);
    if (one === undefined) {
      this.parsed++;
      one = { syntax: parser.parse(text, firstLine), usedIn: this.reading };
    }
    one.usedIn = this.reading;
    this.kept.set(key, one);
    return one;
  }

  private fromBefore(key: string): Kept | undefined {
    const syntax = this.saved.size === 0 ? undefined : this.saved.get(hashOf(key));
    return syntax && { syntax, usedIn: this.reading };
  }
}

const sound: Syntax = { statements: [], errorLine: null };
const unsound: Syntax = { statements: [], errorLine: 0 };

function errorIn(text: string, first: number, line: number): ReadPieces["errors"][number] {
  return { line: first + line, first, last: first + text.split("\n").length };
}

/** What a piece is made of, while it is read. */
interface Made {
  readonly from: Kept[];
  readonly functions: Placed[];
}

interface SavedCache {
  readonly version: number;
  readonly pieces: readonly (readonly [string, Syntax])[];
}

/** Grows when the syntax that is kept changes its shape. */
const VERSION = 3;

function piecesOf(saved: unknown): ReadonlyMap<string, Syntax> {
  if (typeof saved !== "object" || saved === null || (saved as SavedCache).version !== VERSION) return new Map();
  const entries: unknown = (saved as SavedCache).pieces;
  return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
}

/** A file that was cut short or written by another hand loses what it lost. */
function isEntry(entry: unknown): entry is SavedCache["pieces"][number] {
  return Array.isArray(entry) && typeof entry[0] === "string" && Array.isArray((entry[1] as Partial<Syntax> | null)?.statements);
}

/** 53 bits of hash and the length: two pieces of one project do not meet by chance. */
function hashOf(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}:${text.length}`;
}
