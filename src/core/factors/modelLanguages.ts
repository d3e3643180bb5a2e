// Languages that a model is made for, as far as its maker lists them.

export interface MadeFor {
  readonly languages: ReadonlySet<string>;
  /** where its maker says so */
  readonly source: string;
}

const made = (source: string, languages: string): MadeFor => ({ languages: new Set(languages.split(" ")), source });

/** OpenAI Whisper, multilingual models: the codes of `LANGUAGES` in whisper/tokenizer.py (MIT). */
const whisper = made(
  "openai/whisper, whisper/tokenizer.py",
  "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue",
);

const english = made("model card: en", "en");

/** By the name without its owner; the first that fits. What no row is about is not known, and never held against a model. */
const byName: readonly (readonly [RegExp, MadeFor | null])[] = [
  // Made for English alone: models named `.en`, and the distilled Whisper models.
  [/^(faster-)?(distil-)?(whisper-?)?(tiny|base|small|medium|large)[\w.-]*(\.en|-en)$|^(faster-)?distil-(whisper|large|medium|small)/, english],
  [/whisper|^(tiny|base|small|medium|large)(-v\d|-turbo|$)|^(large-)?turbo$/, whisper],
  [/multilingual|^mt5|^mbart|^xlm|^camembert|flan/, null],
  [/^t5-(small|base|large|3b|11b)$/, made("model card: en, fr, de, ro", "en fr de ro")],
  [/^bge-reranker-(base|large)$/, made("model card: en, zh", "en zh")],
  [/^(bert-(base|large)(-(un)?cased)?|distilbert-base(-(un)?cased)?|(distil)?roberta-(base|large)(-mnli)?|bart-(base|large)(-cnn|-mnli)?)$/, english],
  [
    /^(all-minilm|all-mpnet|ms-marco-minilm|e5-(small|base|large)(-v2)?$|bge-(small|base|large)(-en|$)|nomic-embed-text(-v1(\.5)?)?$|mxbai-embed-large)/,
    english,
  ],
  [/^((distil)?gpt2|phi-2|tinyllama)/, english],
];

export function madeFor(model: string): MadeFor | null {
  const name = (model.split("/").at(-1) ?? model).toLowerCase();
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/**
 * Whether a model is made for a language; null where its maker says nothing that we know.
 *
 *     speaks("whisper-medium.en", "fr") -> false, speaks("t5-large", "ar") -> false, speaks("mistral:7b", "ar") -> null
 */
export function speaks(model: string, language: string): boolean | null {
  const known = madeFor(model);
  return known === null ? null : known.languages.has(language.toLowerCase().split(/[-_]/)[0] as string);
}
