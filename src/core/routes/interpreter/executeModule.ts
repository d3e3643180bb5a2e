import type { Piece } from "../../python/split";
import type { Statement } from "../../python/syntax";
import { parent } from "../project/paths";
import { makeClass, makeFunction } from "./definitions";
import { type Frame, moduleFrame } from "./frame";
import type { Module, Part } from "./module";
import { derives, holdsObjects } from "./modules";
import { DEEPEST_BEFORE_CALL, type Run } from "./run";
import { namingSpared } from "./sparing";
import { execute } from "./statements";
import { type Lazy, list, text, unknown, type Value } from "./values";

/** A start that looks for plug-ins asks for each of them what it has asked for all: such a one took 300 000 steps. */
const MOST_STEPS_A_STATEMENT = 400_000;

const decoratesMembers = /^[ \t]+@[\w.]+\.\w+\(/m;

/** Runs the outermost level of a module; functions and classes wait until somebody wants them. */
export function executeModule(run: Run, module: Module, name = module.name): void {
  const frame = moduleFrame(module);
  module.scope.names.set("__name__", text(name));
  module.scope.names.set("__file__", text(module.file));
  module.scope.names.set("__package__", text(module.isPackage ? module.name : module.name.replace(/(^|\.)[^.]*$/, "")));
  if (module.isPackage) module.scope.names.set("__path__", list([text(parent(module.file))]));
  for (const piece of module.pieces) {
    if (!run.step()) return;
    const waits = piece.name !== "" && (piece.kind === "def" || (piece.kind === "class" && !registers(run, module, piece)));
    if (waits)
      module.scope.names.set(
        piece.name,
        definitionOf(run, module, () => module.parts(piece)),
      );
    // an import that fails would stop Python here; what follows may still be of use
    else
      for (const { base, statements } of module.parts(piece)) {
        frame.base = base;
        for (const [index, statement] of statements.entries()) {
          // imports run other modules, which have their own
          if (piece.kind === "import") execute(run, [statement], frame);
          else bounded(run, statement, frame, (statements.length === piece.starts.length ? piece.starts[index]?.line : undefined) ?? base);
        }
      }
  }
}

/** One statement that explodes, or nests deeper than the stack, must not cost the rest of the project, nor the statements below it. */
function bounded(run: Run, statement: Statement, frame: Frame, line: number): void {
  namingSpared(run, () => {
    const { limit } = run;
    run.limit = Math.min(limit, run.steps + Math.round(MOST_STEPS_A_STATEMENT / 2 ** Math.min(run.explosions, 5)));
    const before = run.nested;
    run.safely(
      () => execute(run, [statement], frame),
      "next",
      () => run.nested++,
    );
    const isUsed = run.steps > run.limit && run.limit < limit;
    const isCut = isUsed || run.nested > before;
    if (isCut) run.note("analysis-cut", { file: frame.module.file, line: line + 1 });
    if (isUsed) run.explosions++;
    run.nested = before;
    run.limit = limit;
    return { isCut };
  });
}

/** Defining this class may register something. */
function registers(run: Run, module: Module, piece: Piece): boolean {
  return (
    module.source.pieceMatches(piece, decoratesMembers) ||
    (run.hooks && module.source.pieceMatches(piece, derives)) ||
    (run.tellsNames && module.source.pieceMatches(piece, holdsObjects))
  );
}

/** In nested evaluations. */
const DEPTH_OF_DEFINITION = 3;

function definitionOf(run: Run, module: Module, parts: () => readonly Part[]): Lazy {
  return {
    k: "lazy",
    force: () => {
      let value: Value | undefined;
      // a class asks for those that it extends, and they for theirs: each takes more of the stack than a call
      if (run.depth > DEEPEST_BEFORE_CALL) {
        run.nested++;
        return unknown;
      }
      run.depth += DEPTH_OF_DEFINITION;
      for (const { base, statements } of parts()) {
        const frame = { ...moduleFrame(module), base };
        for (const statement of statements) {
          if (statement.k === "function") value = makeFunction(run, statement, frame);
          else if (statement.k === "class") value = makeClass(run, statement, frame);
        }
      }
      run.depth -= DEPTH_OF_DEFINITION;
      return value ?? unknown;
    },
  };
}
