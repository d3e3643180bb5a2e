import { type Piece, type Split, split } from "../python/split";
import type { KeptPiece } from "./codeCache";
import { type ImportedModule, importsOf } from "./imports";

/** A file's text and what a look at it tells, each computed when first asked for: most files of a project are never parsed. */
export class FileText {
  private pieces: Split | null = null;
  private imported: readonly ImportedModule[] | null = null;
  private followed: readonly ImportedModule[] | null = null;
  private effects: boolean | null = null;
  private named: boolean | null = null;
  private makes: boolean | null = null;
  private readonly answers = new Map<RegExp, boolean>();
  /** what the cache read of it */
  readonly read = new Map<Piece, KeptPiece>();

  /** where the first NUL is, which Python refuses and the parser takes for the end; -1 for none */
  readonly nul: number;

  constructor(readonly text: string) {
    this.nul = text.indexOf("\0");
  }

  get split(): Split {
    this.pieces ??= split(this.text);
    return this.pieces;
  }

  /** Everything that is imported anywhere in the file. */
  get imports(): readonly ImportedModule[] {
    this.imported ??= importsOf(this.text);
    return this.imported;
  }

  /** What importing the file imports in turn, functions left out. */
  get followedImports(): readonly ImportedModule[] {
    this.followed ??= this.split.pieces.filter(runsOnImport).flatMap((piece) => importsOf(this.text.slice(piece.start, piece.end)));
    return this.followed;
  }

  /** Has effects when it is imported: registers routes, decorates, calls. */
  get active(): boolean {
    this.effects ??= hasEffects.test(this.text) || isDecorated(this.text);
    return this.effects;
  }

  /** Keeps what a call gives: `app = create_app()`. */
  get assignsCall(): boolean {
    return this.matches(callAssigned);
  }

  /** Names FastAPI or Starlette in some way. */
  get mentions(): boolean {
    this.named ??= /fastapi|starlette|FastAPI|APIRouter/.test(this.text);
    return this.named;
  }

  /** The answer of one pattern, kept: who asks always asks the same. */
  matches(pattern: RegExp): boolean {
    const known = this.answers.get(pattern);
    if (known !== undefined) return known;
    const answer = pattern.test(this.text);
    this.answers.set(pattern, answer);
    return answer;
  }

  /** Seems to make an application. */
  get makesApplication(): boolean {
    this.makes ??= this.mentions && /\b\w*(?:FastAPI|Starlette)\w*\(/.test(this.text);
    return this.makes;
  }
}

function runsOnImport(piece: Piece): boolean {
  return piece.kind === "import" || piece.kind === "code";
}

/** Words of a module that may register routes when it is imported, and calls or loops at its outermost level. */
const hasEffects =
  /include_router|add_(?:api_)?(?:websocket_)?route|APIRouter|FastAPI|Starlette|\.mount\(|import_module|__import__|iter_modules|walk_packages|^(?:for|with|while)\s|^(?!print\(|logg|warnings\.|load_dotenv\(|sys\.path)[\w.]+\(/m;

const callAssigned = /^\w+[ \t]*(?::[^=\n]+)?=[ \t]*[\w.]+\(/m;

const inert =
  /^@(?:dataclass|dataclasses\.|lru_cache|cache\b|functools\.|contextmanager|asynccontextmanager|contextlib\.|pytest\.|property|staticmethod|classmethod|overload|typing\.|runtime_checkable|final\b|total_ordering|unique\b|enum\.|wraps)/;

function isDecorated(text: string): boolean {
  for (const match of text.matchAll(/^@\w.*/gm)) if (!inert.test(match[0])) return true;
  return /^[ \t]+@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|api_route|route|websocket)\(/m.test(text);
}
