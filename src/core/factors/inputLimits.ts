import { ownName } from "./names";

// Tokens that models of embedding and reranking take at once: what is longer is cut before it reaches the model. By the name without
// its owner, and without the tag of an Ollama name unless the row has one; a model without a row is not known (jina-reranker-v2 reads
// 1024, and its own `rerank` the rest in windows: what is cut depends on the call).
export const inputLimits: readonly (readonly [name: RegExp, tokens: number])[] = [
  // sentence_bert_config.json of each, or the table of sbert.net (sentence-transformers, docs/_static/html/models_en_sentence_embeddings.html,
  // commit 85ec645); all-MiniLM-L12-v2: its own file says 128, the table 256. all-minilm of Ollama: num_ctx 256.
  [/^paraphrase-multilingual-(minilm|mpnet)/, 128],
  [/^paraphrase-minilm-l(3|6)-v2/, 128],
  [/^paraphrase-minilm-l12-v2/, 256],
  [/^all-minilm-l12-v2/, 128],
  [/^all-minilm(-l6-v2|$)/, 256],
  [/^distiluse-base-multilingual-cased/, 128],
  [/^labse$/, 256],
  [/^all-mpnet-base-v2/, 384],
  [/^(all-distilroberta-v1|multi-qa-(minilm|mpnet|distilbert))/, 512],
  // model_max_length of tokenizer_config.json, max_position_embeddings of config.json
  [/^ms-marco-(minilm|electra|tinybert)/, 512],
  // mteb/models (mteb, commit a905523): the models' own figures, as their publishers or the maintainers gave them; mxbai also config.json
  [/^mxbai-(embed-large|rerank-(xsmall|base|large)-v1)/, 512],
  [/^gte-(small|base|large)$/, 512],
  [/^(snowflake-arctic-embed-m-long|snowflake-arctic-embed:137m)/, 2048],
  [/^snowflake-arctic-embed(-xs|-s|-m|-l)?(-v1\.5)?$/, 512],
  // also sentence_bert_config.json and ollama.com/library
  [/^granite-embedding(-(30|107|125|278)m.*)?$/, 512],
  [/^(jina-embeddings-v[23]|gte-multilingual-base|nomic-embed-text-v1)/, 8192],
  // the models' cards; snowflake.com, Arctic Embed 2.0 (2024)
  [/^gte-(base|large)-en-v1\.5/, 8192],
  [/^(snowflake-arctic-embed-[ml]-v2|snowflake-arctic-embed2$)/, 8192],
  [/^embeddinggemma/, 2048],
  // the models' cards (2025)
  [/^nomic-embed-text-v2-moe/, 512],
  [/^jina-embeddings-v4/, 32_768],
  // as Ollama serves it, whatever num_ctx asks for: ollama/ollama, issues 3727 and 11214
  [/^nomic-embed-text$/, 2048],
  // cards (2023, 2024) and mteb/models
  [/^(multilingual-)?e5-(small|base|large)(-v2|-instruct)?$/, 512],
  [/^bge-(small|base|large)-en(-v1\.5)?$/, 512],
  [/^bge-reranker-(base|large)$/, 512],
  [/^bge-(reranker-v2-)?m3$/, 8192],
];

/** Tokens that a model takes at once; null where that is not known. */
export function inputLimit(model: string): number | null {
  const name = ownName(model);
  const untagged = name.replace(/:.*$/, "");
  return inputLimits.find(([pattern]) => pattern.test(name) || pattern.test(untagged))?.[1] ?? null;
}

// Models of translation, by model_max_length of tokenizer_config.json: facebook/nllb-200-* 1024, facebook/m2m100_* 1024,
// facebook/mbart-large-50-* 1024 (max_position_embeddings of config.json), Helsinki-NLP/opus-mt-* 512, t5 512.
const translationLimits: readonly (readonly [name: RegExp, tokens: number])[] = [
  [/^(nllb|m2m-?100|mbart)/, 1024],
  [/^(opus-?mt|marian|(flan-|m)?t5)/, 512],
];

/** Tokens that a model of translation reads at once; null where that is not known. */
export function translationLimit(model: string): number | null {
  const name = ownName(model);
  return translationLimits.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
