// Tokens that models of embedding and reranking take at once, as `sentence_bert_config.json` or the card of each says (2024):
// what is longer is cut before it reaches the model. By the name without its owner; a model without a row is not known.
export const inputLimits: readonly (readonly [name: RegExp, tokens: number])[] = [
  [/^paraphrase-multilingual-(minilm|mpnet)/, 128],
  [/^paraphrase-minilm/, 128],
  [/^all-minilm-l12/, 128],
  [/^distiluse-base-multilingual/, 128],
  [/^all-minilm/, 256],
  [/^labse$/, 256],
  [/^all-mpnet-base-v2/, 384],
  [/^(all-distilroberta-v1|multi-qa-(minilm|mpnet)|ms-marco-(minilm|electra|tinybert))/, 512],
  [/^mxbai-(embed-large|rerank-(xsmall|base|large)-v1)/, 512],
  [/^(gte-(small|base|large)|snowflake-arctic-embed(-xs|-s|-m|-l)?(-v1\.5)?|granite-embedding(-(30|107|125|278)m.*)?)$/, 512],
  [/^jina-reranker-v2/, 1024],
  [/^(embeddinggemma|nomic-embed-text$)/, 2048],
  [/^(nomic-embed-text-v1|gte-(base|large)-en-v1\.5|gte-multilingual-base|jina-embeddings-v[23]|snowflake-arctic-embed-[ml]-v2)/, 8192],
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
