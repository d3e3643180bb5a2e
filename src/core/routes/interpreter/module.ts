import type { Piece } from "../../python/split";
import type { Statement } from "../../python/syntax";
import type { FileText } from "../fileText";
import type { Scope } from "./values";

export interface Part {
  readonly base: number;
  readonly statements: readonly Statement[];
}

/** One Python file while it is read: its pieces, its names, and how far it has been run. */
export interface Module {
  readonly file: string;
  /** dotted name from the folder where Python would start looking */
  readonly name: string;
  /** `__init__.py` */
  readonly isPackage: boolean;
  readonly source: FileText;
  readonly scope: Scope;
  readonly pieces: readonly Piece[];
  /** Has effects when it is imported: registers routes, decorates, calls. */
  readonly active: boolean;
  state: "new" | "followed" | "running" | "done";
  /** star imports, in order: modules of the project, or dotted names outside it */
  readonly stars: (Module | string)[];
  /** The statements of a piece, with the line from which each part counts. */
  parts(piece: Piece): readonly Part[];
}
