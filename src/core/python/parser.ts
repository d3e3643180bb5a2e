import type { CursorExports } from "./cursor";
import { lower } from "./lower";
import { kindsOf } from "./nodes";
import type { Syntax } from "./syntax";

/** Reads Python; every tree is freed before `parse` returns. */
export interface PythonParser {
  /** `firstLine` is the line of the text's first one. */
  parse(text: string, firstLine?: number): Syntax;
  /** Without an error of syntax: costs less than reading. */
  isPython(text: string): boolean;
  dispose(): void;
}

/** One for all parsers: tree-sitter is loaded once. */
let runtime: Promise<CursorExports> | undefined;

async function loadRuntime(wasmBinary: Uint8Array): Promise<CursorExports> {
  const { Parser } = await import("web-tree-sitter");
  // it puts all that its WebAssembly exports beside what it is given
  const module = { wasmBinary };
  await Parser.init(module);
  return module as unknown as CursorExports;
}

/**
 * Loads tree-sitter and the Python grammar from the bytes of their two WebAssembly files
 * (`web-tree-sitter.wasm`, `tree-sitter-python.wasm`): who calls knows where they lie, the core does not.
 */
export async function createPythonParser(wasm: { runtime: Uint8Array; python: Uint8Array }): Promise<PythonParser> {
  const { Language, Parser } = await import("web-tree-sitter");
  runtime ??= loadRuntime(wasm.runtime).catch((error) => {
    // the next one may be given bytes that are whole
    runtime = undefined;
    throw error;
  });
  const exports = await runtime;
  const language = await Language.load(wasm.python);
  const parser = new Parser();
  parser.setLanguage(language);
  const reading = { exports, kinds: kindsOf(language) };
  return {
    parse(text, firstLine = 0) {
      // a NUL would end the text for tree-sitter
      const tree = parser.parse(text.replaceAll("\0", " "));
      if (tree === null) return { statements: [], errorLine: firstLine };
      try {
        return lower(tree, text, reading, firstLine);
      } finally {
        tree.delete();
      }
    },
    isPython(text) {
      const tree = parser.parse(text.replaceAll("\0", " "));
      if (tree === null) return false;
      try {
        return !tree.rootNode.hasError;
      } finally {
        tree.delete();
      }
    },
    dispose: () => parser.delete(),
  };
}
