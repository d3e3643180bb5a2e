import type { PythonParser } from "../python/parser";
import type { Syntax } from "../python/syntax";
import { FileText } from "./fileText";
import { Project } from "./project";

/**
 * What was parsed, keyed by content: a piece of text that did not change is not parsed again, wherever it moved.
 * `toJSON` gives what is worth keeping between sessions.
 */
export class CodeCache {
  private pieces = new Map<string, Syntax>();
  private used = new Set<string>();
  private files = new Map<string, FileText>();
  private usedFiles = new Set<string>();
  parsed = 0;

  constructor(saved?: unknown) {
    if (typeof saved !== "object" || saved === null || (saved as SavedCache).version !== VERSION) return;
    const entries = (saved as SavedCache).pieces;
    if (Array.isArray(entries)) this.pieces = new Map(entries);
  }

  private index: Project | null = null;

  /** The files of this reading; imports that were resolved stay so while no file comes or goes. */
  project(files: ReadonlyMap<string, string>): Project {
    if (this.index === null || !this.index.takes(files)) this.index = new Project(files);
    return this.index;
  }

  /** What the text of a file tells without parsing it; computed once for each text. */
  file(path: string, text: string): FileText {
    this.usedFiles.add(path);
    const known = this.files.get(path);
    if (known !== undefined && known.text === text) return known;
    const made = new FileText(text);
    this.files.set(path, made);
    return made;
  }

  parse(text: string, parser: PythonParser): Syntax {
    const key = keyOf(text);
    this.used.add(key);
    const known = this.pieces.get(key);
    if (known !== undefined) return known;
    this.parsed++;
    const syntax = parser.parse(text);
    this.pieces.set(key, syntax);
    return syntax;
  }

  /** Forgets what the last reading did not need. */
  sweep(): void {
    for (const key of this.pieces.keys()) if (!this.used.has(key)) this.pieces.delete(key);
    for (const file of this.files.keys()) if (!this.usedFiles.has(file)) this.files.delete(file);
    this.used = new Set();
    this.usedFiles = new Set();
    this.parsed = 0;
  }

  toJSON(): SavedCache {
    return { version: VERSION, pieces: [...this.pieces] };
  }
}

interface SavedCache {
  readonly version: number;
  readonly pieces: readonly (readonly [string, Syntax])[];
}

/** Grows when the syntax that is kept changes its shape. */
const VERSION = 1;

/** 53 bits of hash and the length: two pieces of one project do not meet by chance. */
function keyOf(text: string): string {
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
