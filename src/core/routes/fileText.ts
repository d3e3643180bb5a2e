import { type Piece, type Split, split } from "../python/split";
import type { KeptPiece } from "./codeCache";
import { type ImportedModule, importsOf } from "./project/imports";

/** A pattern, or what else is asked of a text. */
interface Question {
  test(text: string): boolean;
}

/** A pattern that nothing matches without a certain word: most texts are told by that, in a fraction of the time. */
export function withWord(word: string, pattern: RegExp): Question {
  return { test: (text) => text.includes(word) && pattern.test(text) };
}

/** Something that is made of a whole text, and whether another text would have done as well. */
export interface Derivation<T> {
  make(file: FileText, path: string): T;
  /** `mine` was asked, `other` is of the text that took its place */
  same(mine: T, other: T): boolean;
}

/**
 * A file's text and what a look at it tells, each computed when first asked for: most files of a project are never parsed, and of most nothing
 * is kept but a few answers. It remembers what it was asked, so that `answersAs` can tell whether another text of the same file would have
 * led to the same reading.
 */
export class FileText {
  private cut: Split | null = null;
  private followed: readonly ImportedModule[] | null = null;
  private isActive: boolean | null = null;
  private keepsCall: boolean | null = null;
  private namesIt: boolean | null = null;
  private makesOne: boolean | null = null;
  private askedImports = false;
  private answers: Map<Question, boolean> | null = null;
  private pieceAnswers: Map<Piece, Map<Question, boolean>> | null = null;
  private pieces: Map<Piece, KeptPiece> | null = null;
  private derived: Map<Derivation<unknown>, { readonly path: string; readonly made: unknown }> | null = null;
  /** the last reading that asked for it; who keeps it counts them */
  usedIn = 0;

  /** where the first NUL is, which Python refuses and the parser takes for the end; -1 for none */
  readonly nul: number;

  constructor(readonly text: string) {
    this.nul = text.indexOf("\0");
  }

  /** Top-level pieces of the file, cut when first asked for. */
  get split(): Split {
    this.cut ??= split(this.text);
    return this.cut;
  }

  /** Somebody looked at its pieces. */
  get isSplit(): boolean {
    return this.cut !== null;
  }

  /** What the cache read of it. */
  get read(): Map<Piece, KeptPiece> {
    this.pieces ??= new Map();
    return this.pieces;
  }

  /** Everything that is imported anywhere in the file; not kept: where it leads is. */
  get imports(): readonly ImportedModule[] {
    this.askedImports = true;
    return importsOf(this.text);
  }

  /** What importing the file imports in turn, functions left out. */
  get followedImports(): readonly ImportedModule[] {
    this.followed ??= this.split.pieces.filter(runsOnImport).flatMap((piece) => {
      const text = this.textOf(piece);
      if (piece.kind === "import") return importsOf(text);
      const typed = [...text.matchAll(forTypes)].flatMap(([block]) => importsOf(block));
      return [...typed, ...importsOf(text.replace(forTypes, "")).map((one) => ({ ...one, inBlock: true as const }))];
    });
    return this.followed;
  }

  /** Has effects when it is imported: registers routes, decorates, calls. */
  get active(): boolean {
    const { text } = this;
    this.isActive ??= hasEffects.test(text) || runsAtTop.test(text) || registersInClass.test(text) || isDecorated.test(text);
    return this.isActive;
  }

  /** Keeps what a call gives: `app = create_app()`. */
  get assignsCall(): boolean {
    this.keepsCall ??= callAssigned.test(this.text);
    return this.keepsCall;
  }

  /** Names FastAPI or Starlette in some way. */
  get mentions(): boolean {
    this.namesIt ??= namesFastApi.test(this.text);
    return this.namesIt;
  }

  /** Seems to make an application. */
  get makesApplication(): boolean {
    this.makesOne ??= this.mentions && makesApplication.test(this.text);
    return this.makesOne;
  }

  textOf(piece: Piece): string {
    return this.text.slice(piece.start, piece.end);
  }

  /** What is made of the text, once. */
  derive<T>(of: Derivation<T>, path: string): T {
    this.derived ??= new Map();
    const key = of as Derivation<unknown>;
    let known = this.derived.get(key);
    if (known === undefined) {
      known = { path, made: of.make(this, path) };
      this.derived.set(key, known);
    }
    return known.made as T;
  }

  /** The answer of one pattern, kept: who asks always asks with the same object. */
  matches(pattern: Question): boolean {
    this.answers ??= new Map();
    return answer(this.answers, pattern, () => this.text);
  }

  /** The same for one piece. */
  pieceMatches(piece: Piece, pattern: Question): boolean {
    this.pieceAnswers ??= new Map();
    let answers = this.pieceAnswers.get(piece);
    if (answers === undefined) {
      answers = new Map();
      this.pieceAnswers.set(piece, answers);
    }
    return answer(answers, pattern, () => this.textOf(piece));
  }

  /** Whether a piece of this or another text has what some piece of this one was looked through for. */
  matchesAnyAsked(other: FileText, piece: Piece): boolean {
    const text = other.textOf(piece);
    return [...(this.pieceAnswers?.values() ?? [])].some((answers) => [...answers.keys()].some((pattern) => pattern.test(text)));
  }

  /** Whether another text answers all that this one was asked, its pieces apart, as this one did; `asked` leaves out what was made of it. */
  answersAs(other: FileText, what: "all" | "asked" = "all"): boolean {
    if (other.nul !== this.nul && (other.nul !== -1 || this.nul !== -1)) return false;
    if (this.isActive !== null && other.active !== this.isActive) return false;
    if (this.keepsCall !== null && other.assignsCall !== this.keepsCall) return false;
    if (this.namesIt !== null && other.mentions !== this.namesIt) return false;
    if (this.makesOne !== null && other.makesApplication !== this.makesOne) return false;
    for (const [pattern, mine] of this.answers ?? []) if (other.matches(pattern) !== mine) return false;
    if (what === "all") for (const [of, { path, made }] of this.derived ?? []) if (!of.same(made, other.derive(of, path))) return false;
    if (this.askedImports && !sameImports(importsOf(this.text), other.imports)) return false;
    return this.followed === null || sameImports(this.followed, other.followedImports);
  }

  /** The same for one piece and the piece that took its place. */
  pieceAnswersAs(piece: Piece, other: FileText, otherPiece: Piece): boolean {
    for (const [pattern, mine] of this.pieceAnswers?.get(piece) ?? []) if (other.pieceMatches(otherPiece, pattern) !== mine) return false;
    return true;
  }
}

function answer(answers: Map<Question, boolean>, pattern: Question, text: () => string): boolean {
  const known = answers.get(pattern);
  if (known !== undefined) return known;
  const given = pattern.test(text());
  answers.set(pattern, given);
  return given;
}

function sameImports(a: readonly ImportedModule[], b: readonly ImportedModule[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

function runsOnImport(piece: Piece): boolean {
  return piece.kind === "import" || piece.kind === "code";
}

/** What a type checker alone reads: it chooses nothing. */
const forTypes = /^if (?:\w+\.)?TYPE_CHECKING:[^\n]*\n(?:(?:[ \t][^\n]*)?\n)*/gm;

const namesFastApi = /fastapi|starlette|cadwyn|FastAPI|APIRouter|LitServer/;
const makesApplication = /\b\w*(?:FastAPI|Starlette|Cadwyn|LitServer)\w*\(/;

/** Words of a module that may register routes when it is imported. */
const hasEffects =
  /include_router|add_(?:api_)?(?:websocket_)?route|APIRouter|FastAPI|Starlette|Cadwyn|\.mount\(|import_module|spec_from_file_location|__subclasses__|__import__|iter_modules|walk_packages/;

const runs = /(?:for|with|while)\s|(?!print\(|logg|warnings\.|sys\.path)[\w.]+\(|(?!sys\.path|logg)\w+(?:\.\w+|\[[^\]\n]*\])+[ \t]*=(?!=)/y;

/** Calls, loops and what is set on something else at the outermost level: of the many lines of a file only those are looked at that begin at column 0. */
const runsAtTop: Question = {
  test(text) {
    for (let at = 0; ; ) {
      const first = text.charCodeAt(at);
      if (first !== 32 && first !== 9 && first !== 10 && first !== 35) {
        runs.lastIndex = at;
        if (runs.test(text)) return true;
      }
      at = text.indexOf("\n", at) + 1;
      if (at === 0) return false;
    }
  },
};

const callAssigned = /^\w+[ \t]*(?::[^=\n]+)?=[ \t]*[\w.]+\(/m;

/** Decorated by something that may have an effect. */
const isDecorated =
  /^@(?!dataclass|dataclasses\.|lru_cache|cache\b|functools\.|contextmanager|asynccontextmanager|contextlib\.|pytest\.|property|staticmethod|classmethod|overload|typing\.|runtime_checkable|final\b|total_ordering|unique\b|enum\.|wraps)\w/m;
const registersInClass = /^[ \t]+@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|api_route|route|websocket)\(/m;
