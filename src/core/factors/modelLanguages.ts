import { languageCode } from "./languageCode";
import { ownName } from "./names";

// Languages that a model is made for, each row read where `source` says. A model whose card was not read, or whose card does not
// end its list, has no row: it is never held against a model.

export interface MadeFor {
  readonly languages: ReadonlySet<string>;
  /** where its maker says so, and of when that is */
  readonly source: string;
}

const made = (source: string, languages: string): MadeFor => ({
  languages: new Set(languages.split(" ").map((code) => languageCode(code) ?? code)),
  source,
});
const english = (source: string): MadeFor => made(source, "en");

/** OpenAI Whisper, multilingual models: the codes of `LANGUAGES`. */
const whisper = made(
  "openai/whisper, whisper/tokenizer.py (2024)",
  "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue",
);

/** By the name without its owner; the first that fits. */
const byName: readonly (readonly [RegExp, MadeFor | null])[] = [
  [/^(faster-)?(distil-)?(whisper-?)?(tiny|base|small|medium|large)[\w.-]*(\.en|-en)$/, english("openai/whisper, README.md: English-only models (2024)")],
  [/^(faster-)?distil-(whisper|large|medium|small)/, english("distil-whisper, README.md of the organisation at huggingface.co (2024)")],
  [/whisper|^(tiny|base|small|medium|large)(-v\d|-turbo|$)|^(large-)?turbo$/, whisper],
  [
    /^parakeet-tdt-0\.6b-v3/,
    made("nvidia/parakeet-tdt-0.6b-v3, model card (2025)", "bg hr cs da nl en et fi fr de el hu it lv lt mt pl pt ro sk sl es sv ru uk"),
  ],
  [/^parakeet-(tdt-(0\.6b-v2|1\.1b)|tdt_ctc|rnnt|ctc)/, english("nvidia/parakeet, model cards (2024, 2025)")],
  [/multilingual|^mt5|^mbart|^xlm|^camembert|flan/, null],
  [/^t5-(small|base|large|3b|11b)$/, made("google-t5/t5-small, model card (2023): en, fr, de, ro", "en fr de ro")],
  [/^bge-reranker-(base|large)$/, made("BAAI/bge-reranker-base and -large, README.md (2024)", "en zh")],
  [/^bge-(small|base|large)-en/, english("BAAI/bge-*-en, model cards (2023)")],
  // Whichever of the two is meant.
  [/^bge-(small|base|large)$/, made("BAAI/bge-*-en and -zh, model cards (2023)", "en zh")],
  [/^bge-(small|base|large)-zh/, made("BAAI/bge-*-zh, model cards (2023)", "zh")],
  [/^(distil)?bert-base(-(un)?cased)?$/, english("huggingface/transformers, model_cards (2020)")],
  [/^modernbert-(base|large)$/, english("answerdotai/ModernBERT, model cards (2024)")],
  [/^(distil)?roberta-(base|large)$/, english("huggingface/transformers, model_cards (2020)")],
  [/^bart-large-cnn$/, english("facebook/bart-large-cnn, model card (2024)")],
  [/^(all-minilm|all-mpnet|all-distilroberta)/, english("sentence-transformers/all-*, model cards (2024)")],
  [/^ms-marco-(minilm|tinybert)/, english("cross-encoder/ms-marco-*, model cards (2025)")],
  [/^e5-(small|base|large)(-v2)?$/, english("intfloat/e5-*, README.md: only English texts (2023)")],
  [/^nomic-embed-text(-v1(\.5)?)?(:v1\.5)?$/, english("nomic-ai/nomic-embed-text-v1.5, README.md (2024)")],
  [/^gte-(small|base|large)$/, english("thenlper/gte-*, in mteb/models: eng-Latn (2026)")],
  [/^gte-(base|large)-en-v1\.5$/, english("Alibaba-NLP/gte-*-en-v1.5, model cards (2024)")],
  [/^snowflake-arctic-embed(-xs|-s|-m|-l|-m-long)?(-v1\.5)?$/, english("snowflake.com, Arctic Embed 2.0: its predecessors are English-only (2024)")],
  [/^(mxbai-rerank-(xsmall|base|large)-v1|jina-embeddings-v2-(small|base)-en)/, english("mteb/models: eng-Latn (2026)")],
  [/^mxbai-embed-large/, english("mixedbread.com, documentation of mxbai-embed-large-v1 (2024)")],
  [/^((distil)?gpt2)(-medium|-large|-xl)?$/, english("openai-community/gpt2 and distilgpt2, model cards (2020)")],
  [/^phi-2$/, english("microsoft/phi-2, README.md: designed for standard English (2023)")],
  [/xtts[-_]?v?2?/, made("coqui/XTTS-v2, README.md (2023)", "en es fr de it pt pl tr ru nl cs ar zh ja hu ko hi")],
  [/^kokoro/, made("hexgrad/Kokoro-82M, VOICES.md (2025)", "en es fr hi it ja pt zh")],
  [/^tinyllama/, english("TinyLlama/TinyLlama-1.1B-Chat-v1.0, model card (2024)")],
];

/** Cards that name languages and say that the model was taught more: another language closes nothing, and is to be measured first. */
const openEnded: readonly (readonly [RegExp, MadeFor])[] = [
  [/llama-?3\.[1-3](?!.*vision)/, made("Llama 3.1, 3.2 and 3.3, model cards (2024)", "en de fr it pt hi es th")],
];

/** Languages that the publisher of a model names, with where it does; null where the model is not listed, which does not mean any language. */
export function madeFor(model: string): MadeFor | null {
  const name = ownName(model);
  // A voice of Piper bears its language in its name.
  const voice = /^([a-z]{2})_[a-z]{2}-.+-(x_low|low|medium|high)/.exec(name)?.[1];
  if (voice !== undefined) return made("rhasspy/piper, VOICES.md (2023): the voice's name", voice);
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** The languages that a maker names without ending the list; null where there is no such card. */
export function named(model: string): MadeFor | null {
  return openEnded.find(([pattern]) => pattern.test(ownName(model)))?.[1] ?? null;
}

/**
 * Whether a model is made for a language; null where its maker says nothing that we know, or the language has not the form of a code.
 *
 *     speaks("whisper-medium.en", "fr") -> false, speaks("t5-large", "ar") -> false, speaks("mistral:7b", "ar") -> null
 */
export function speaks(model: string, language: string): boolean | null {
  const [known, code] = [madeFor(model), languageCode(language)];
  return known === null || code === null ? null : known.languages.has(code);
}
