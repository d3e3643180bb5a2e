import type { CountMistral } from "./countTokens";

/** Words that were met, so that a corpus is cut once a word; emptied when it has grown large. */
const mostWords = 100_000;

/**
 * Loads the tokenizer of Mistral 7B (vocabularies v1 and v3) on first use.
 *
 * A text is cut before each run of spaces and at line ends, and the pieces are counted on their own. That changes nothing:
 * no entry of the vocabulary has a space behind another character, and none holds a line end; a test holds the vocabulary to it.
 * The time then grows with the number of different words, and a text without spaces is the only one that is cut in one piece.
 */
export async function loadMistralTokenizer(): Promise<CountMistral> {
  const { default: tokenizer } = await import("mistral-tokenizer-js");
  const known = new Map<string, number>();
  const countPiece = (piece: string): number => {
    const before = known.get(piece);
    if (before !== undefined) return before;
    const count = tokenizer.encode(piece, false, false).length;
    if (known.size >= mostWords) known.clear();
    if (piece.length <= 64) known.set(piece, count);
    return count;
  };
  return (text) => {
    if (text === "") return 0;
    let total = 0;
    // The vocabulary writes a space as U+2581, and puts one in front of every text.
    for (const [piece] of ` ${text.replaceAll("\u2581", " ")}`.matchAll(/ *[^ \n]+| +|\n/gu)) total += countPiece(piece);
    return total;
  };
}
