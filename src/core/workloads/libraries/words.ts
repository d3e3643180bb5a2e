import type { Rule } from "../rule";

/** A network that reads words: it tags, extracts, classifies, corrects or guards. */
const reader = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "transformers",
  task: "other",
  make,
  model: { at: 0 },
  run,
  ...more,
});

/** Where a scanner of LLM Guard is told its model. */
const scanner = { names: ["model", "recognizer_conf"] };

/** Names and relations in texts, languages, punctuation, and what guards a model's input and output. */
export const words: readonly Rule[] = [
  reader("gliner", ["gliner.GLiNER.from_pretrained"], ["inference", "run", "run_batch"], { engine: "torch" }),
  reader("gliner2", ["gliner2.GLiNER2.from_pretrained"], ["extract*", "batch_extract*", "classify_text", "batch_classify_text"], { engine: "torch" }),
  reader("span-marker", ["span_marker.SpanMarkerModel.from_pretrained"], ["predict"]),
  reader("flair", ["flair.embeddings.*"], ["embed"], { engine: "flair", task: "embedding" }),
  reader("deeppavlov", ["deeppavlov.build_model"], ["__call__"], { engine: "torch", model: { at: 0, names: ["config"] } }),
  reader("allennlp", ["allennlp.predictors.**.from_path", "allennlp.predictors.Predictor.from_path"], ["predict*"], { engine: "torch" }),
  reader("hanlp", ["hanlp.load"], ["__call__", "predict"], { engine: "torch", model: { at: 0, names: ["save_dir"] } }),
  reader("trankit", ["trankit.Pipeline"], ["__call__", "ner", "posdep", "lemmatize", "tokenize"], { engine: "torch", model: { names: ["embedding"] } }),
  reader("medspacy", ["medspacy.load"], ["__call__", "pipe"], { engine: "spacy", model: { at: 0, names: ["model"] } }),
  reader("spark-nlp", ["sparknlp.pretrained.PretrainedPipeline"], ["annotate", "fullAnnotate", "transform"], { engine: "spark" }),
  reader("paddlenlp", ["paddlenlp.Taskflow"], ["__call__"], { engine: "paddle", model: { names: ["model"] } }),
  reader(
    "happytransformer",
    ["happytransformer.Happy*"],
    ["generate_text", "classify_text", "classify_token", "classify_tokens", "answer_question", "predict_mask"],
    {
      model: { at: 1, names: ["model_name"] },
      runOther: { generate_text: "from-name" },
    },
  ),
  reader("deepmultilingualpunctuation", ["deepmultilingualpunctuation.PunctuationModel"], ["restore_punctuation", "predict"], {
    model: { at: 0, names: ["model"] },
    usual: "oliverguhr/fullstop-punctuation-multilang-large",
  }),
  reader("punctuators", ["punctuators.models.*.from_pretrained"], ["infer"], { engine: "onnxruntime" }),
  reader("wtpsplit", ["wtpsplit.SaT", "wtpsplit.WtP"], ["split"], { engine: "torch", model: { at: 0, names: ["model_name_or_model"] } }),
  reader("unbabel-comet", ["comet.load_from_checkpoint"], ["predict"], { engine: "torch", model: { at: 0, names: ["checkpoint_path"] } }),
  reader("dostoevsky", ["dostoevsky.models.FastTextSocialNetworkModel"], ["predict"], { engine: "fasttext", model: { names: ["model_path"] } }),
  {
    library: "underthesea",
    engine: null,
    task: "other",
    call: ["ner", "pos_tag", "chunk", "sentiment", "classify", "dependency_parse"].map((name) => `underthesea.${name}`),
  },
  { library: "alt-profanity-check", engine: "scikit-learn", task: "classic-ml", call: ["profanity_check.predict", "profanity_check.predict_prob"] },
  // the models at the top of each file of llm_guard/input_scanners; others of its scanners only search for words
  ...[
    ["input_scanners.Toxicity", "unitary/unbiased-toxic-roberta"],
    ["output_scanners.Toxicity", "unitary/unbiased-toxic-roberta"],
    ["input_scanners.Language", "papluca/xlm-roberta-base-language-detection"],
    ["output_scanners.Language", "papluca/xlm-roberta-base-language-detection"],
    ["input_scanners.Gibberish", "madhurjindal/autonlp-Gibberish-Detector-492513457"],
    ["output_scanners.Gibberish", "madhurjindal/autonlp-Gibberish-Detector-492513457"],
    ["*_scanners.{}", ""],
  ].flatMap(([made = "", usual = ""]): readonly Rule[] =>
    (usual === ""
      ? [
          "PromptInjection",
          "BanTopics",
          "BanCompetitors",
          "BanCode",
          "Anonymize",
          "Code",
          "Bias",
          "NoRefusal",
          "Relevance",
          "Sensitive",
          "MaliciousURLs",
          "FactualConsistency",
        ].map((name) => made.replace("{}", name))
      : [made]
    ).map((name) => reader("llm-guard", [`llm_guard.${name}`], ["scan"], { model: scanner, ...(usual === "" ? {} : { usual }) })),
  ),
  reader("rasa", ["rasa.core.agent.Agent.load"], ["handle_text", "handle_message", "parse_message"], {
    engine: "tensorflow",
    model: { at: 0, names: ["model_path"] },
  }),
  reader("llamafirewall", ["llamafirewall.LlamaFirewall"], ["scan", "scan_async", "scan_replay"], { model: { names: ["scanners"] } }),
  reader("presidio-image-redactor", ["presidio_image_redactor.ImageRedactorEngine", "presidio_image_redactor.ImageAnalyzerEngine"], ["redact", "analyze"], {
    engine: "tesseract",
    task: "ocr",
    model: { names: ["image_analyzer_engine"] },
  }),
];
