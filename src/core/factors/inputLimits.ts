// Tokens that models of embedding and reranking take at once, as `sentence_bert_config.json` or the card of each says (2024):
// what is longer is cut before it reaches the model. By the name without its owner; a model without a row is not known.
export const inputLimits: readonly (readonly [name: RegExp, tokens: number])[] = [
  [/^paraphrase-multilingual-(minilm|mpnet)/, 128],
  [/^all-minilm-l6/, 256],
  [/^all-mpnet-base-v2/, 384],
  [/^(multilingual-)?e5-(small|base|large)(-v2|-instruct)?$/, 512],
  [/^bge-(small|base|large)-en(-v1\.5)?$/, 512],
  [/^bge-reranker-(base|large)$/, 512],
  [/^bge-(reranker-v2-)?m3$/, 8192],
];

/** Tokens that a model takes at once; null where that is not known. */
export function inputLimit(model: string): number | null {
  const name = (model.split("/").at(-1) ?? model).toLowerCase().replace(/:.*$/, "");
  return inputLimits.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
