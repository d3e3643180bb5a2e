import { kindsOf, lower } from "./lower";
import type { Syntax } from "./syntax";

/** Reads Python; every tree is freed before `parse` returns. */
export interface PythonParser {
  parse(text: string): Syntax;
  dispose(): void;
}

/**
 * Loads tree-sitter and the Python grammar from the bytes of their two WebAssembly files
 * (`web-tree-sitter.wasm`, `tree-sitter-python.wasm`): who calls knows where they lie, the core does not.
 */
export async function createPythonParser(wasm: { runtime: Uint8Array; python: Uint8Array }): Promise<PythonParser> {
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init({ wasmBinary: wasm.runtime });
  const language = await Language.load(wasm.python);
  const parser = new Parser();
  parser.setLanguage(language);
  const kinds = kindsOf(language);
  return {
    parse(text) {
      // a NUL would end the text for tree-sitter
      const tree = parser.parse(text.replaceAll("\0", " "));
      if (tree === null) return { statements: [], errorLine: 0 };
      try {
        return lower(tree, text, kinds);
      } finally {
        tree.delete();
      }
    },
    dispose: () => parser.delete(),
  };
}
