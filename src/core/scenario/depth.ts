import { Lexer } from "yaml";

const most = 100;

/**
 * True where a text nests deeper than any scenario: yaml's reader calls itself for each level, and a text made of
 * brackets alone would end the process. Looked at before reading, without calling oneself.
 */
export function nestsTooDeeply(text: string): boolean {
  return hasLongIndent(text) || (bracketDepth(text) > most && flowDepth(text) > most);
}

/** Block levels cost a column each, be it a space, `- ` or `? `. */
function hasLongIndent(text: string): boolean {
  return /^[ \t?:-]{600}/mu.test(text);
}

/** Cheap and pessimistic: brackets in quotes and comments count too. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  return deepest;
}

/** Exact: only brackets that the lexer takes for such. */
function flowDepth(text: string): number {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") depth++;
    else if ((token === "]" || token === "}") && depth > 0) depth--;
    if (depth > most) return depth;
  }
  return depth;
}
