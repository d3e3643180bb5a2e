import type { Rule } from "../rule";

const generated = ["generate", "__call__", "forward"] as const;
const pretrained = { at: 0, names: ["pretrained_model_name_or_path", "model_id", "model_name"] };

/** Classes of Transformers that load weights by name. */
const pretrainedAs = (task: Rule["task"], classes: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library: "transformers",
  engine: "transformers",
  task,
  make: classes.map((name) => `transformers.${name}.from_pretrained`),
  model: pretrained,
  run: generated,
  ...more,
});

/** Transformers and what is built on it: the class, the pipeline or the name of the model says the task. */
/** What `pipeline(task)` loads where no model is named: `SUPPORTED_TASKS` of transformers/pipelines/__init__.py. */
const usualOfPipeline: Readonly<Record<string, string>> = {
  "sentiment-analysis": "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
  "text-classification": "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
  ner: "dbmdz/bert-large-cased-finetuned-conll03-english",
  "token-classification": "dbmdz/bert-large-cased-finetuned-conll03-english",
  "question-answering": "distilbert/distilbert-base-cased-distilled-squad",
  "zero-shot-classification": "facebook/bart-large-mnli",
  "fill-mask": "distilbert/distilroberta-base",
  summarization: "sshleifer/distilbart-cnn-12-6",
  "text-generation": "openai-community/gpt2",
  "text2text-generation": "google-t5/t5-base",
  translation_en_to_fr: "google-t5/t5-base",
  translation_en_to_de: "google-t5/t5-base",
  translation_en_to_ro: "google-t5/t5-base",
  "feature-extraction": "distilbert/distilbert-base-cased",
  "automatic-speech-recognition": "facebook/wav2vec2-base-960h",
  "image-classification": "google/vit-base-patch16-224",
  "image-to-text": "ydshieh/vit-gpt2-coco-en",
  "object-detection": "facebook/detr-resnet-50",
  "zero-shot-image-classification": "openai/clip-vit-base-patch32",
};

const ofTransformers: readonly Rule[] = [
  {
    library: "transformers",
    engine: "transformers",
    task: "from-pipeline",
    make: ["transformers.pipeline", "transformers.pipelines.pipeline", "optimum.pipelines.pipeline"],
    model: { at: 1, names: ["model"] },
    usual: usualOfPipeline,
    run: ["__call__", "predict", "transform"],
  },
  {
    library: "transformers",
    engine: "transformers",
    task: "from-pipeline",
    make: ["transformers.*Pipeline", "transformers.pipelines.*Pipeline"],
    model: { names: ["model"], at: 0 },
    run: ["__call__"],
  },
  pretrainedAs("transcription", [
    "AutoModelForSpeechSeq2Seq",
    "AutoModelForCTC",
    "Whisper*",
    "Wav2Vec2For*",
    "HubertForCTC",
    "Speech2Text*",
    "SeamlessM4TForSpeechToText",
    "SeamlessM4Tv2ForSpeechToText",
    "MoonshineForConditionalGeneration",
    "UniSpeech*",
  ]),
  pretrainedAs("translation", ["NllbMoe*", "M2M100*", "Marian*", "MBart*", "SeamlessM4T*"]),
  {
    library: "transformers",
    engine: "transformers",
    task: "speech-synthesis",
    make: [
      "transformers.VitsModel.from_pretrained",
      "transformers.SpeechT5ForTextToSpeech.from_pretrained",
      "transformers.BarkModel.from_pretrained",
      "transformers.AutoModelForTextToWaveform.from_pretrained",
      "transformers.AutoModelForTextToSpectrogram.from_pretrained",
      "parler_tts.ParlerTTSForConditionalGeneration.from_pretrained",
    ],
    model: pretrained,
    run: [...generated, "generate_speech"],
  },
  pretrainedAs("ocr", ["VisionEncoderDecoderModel", "TrOCR*", "DonutModel"]),
  pretrainedAs("from-name", ["AutoModelForSeq2SeqLM", "T5ForConditionalGeneration", "MT5ForConditionalGeneration", "Bart*", "Pegasus*"]),
  {
    library: "transformers",
    engine: "transformers",
    task: "generation",
    make: [
      "transformers.AutoModelForCausalLM.from_pretrained",
      "transformers.*ForCausalLM.from_pretrained",
      "transformers.GPT2LMHeadModel.from_pretrained",
      "transformers.AutoModelForVision2Seq.from_pretrained",
      "transformers.AutoModelForImageTextToText.from_pretrained",
      "transformers.*ForConditionalGeneration.from_pretrained",
      "peft.AutoPeftModelForCausalLM.from_pretrained",
      "optimum.*.ORTModelForCausalLM.from_pretrained",
    ],
    model: pretrained,
    run: [...generated, "chat", "stream_chat"],
  },
  {
    library: "peft",
    engine: "transformers",
    task: "generation",
    make: ["peft.PeftModel.from_pretrained", "peft.PeftModelFor*.from_pretrained"],
    // an adapter changes little of the network that it is put on
    model: { at: 0, names: ["model"] },
    run: generated,
  },
  {
    library: "optimum",
    engine: "onnxruntime",
    task: "from-name",
    make: [
      "optimum.onnxruntime.ORTModelForSeq2SeqLM.from_pretrained",
      "optimum.onnxruntime.ORTModelForSpeechSeq2Seq.from_pretrained",
      "optimum.intel.*Seq*.from_pretrained",
    ],
    model: pretrained,
    run: generated,
  },
  pretrainedAs(
    "other",
    [
      "*ForSequenceClassification",
      "*ForTokenClassification",
      "*ForQuestionAnswering",
      "*ForImageClassification",
      "*ForObjectDetection",
      "*ForMaskedLM",
      "*ForAudioClassification",
      "AutoModelForZeroShot*",
    ],
    // methods of a class that comes with the weights: Jina's reranker
    { runOther: { rerank: "reranking", compute_score: "reranking" } },
  ),
  {
    library: "transformers",
    engine: "transformers",
    // scores of images against texts, or the vectors of either
    task: "other",
    make: ["CLIP", "ChineseCLIP", "Siglip", "Siglip2", "Align", "Blip"].map((family) => `transformers.${family}Model.from_pretrained`),
    model: pretrained,
    run: generated,
    runOther: { get_image_features: "embedding", get_text_features: "embedding" },
    reads: { get_image_features: "image", __call__: "image", forward: "image" },
  },
  pretrainedAs("embedding", ["AutoModel", "BertModel", "RobertaModel", "XLMRobertaModel", "DistilBertModel"], {
    run: ["__call__", "forward", "encode", "encode_*"],
    // methods of classes that come with the weights: `model.infer(tokenizer, image_file=...)` of DeepSeek-OCR
    runOther: {
      chat: "generation",
      stream_chat: "generation",
      generate: "from-name",
      infer: "from-name-or-other",
      rerank: "reranking",
      compute_score: "reranking",
    },
  }),
  ...(
    [
      ["generation", "OVModelForCausalLM"],
      ["embedding", "OVModelForFeatureExtraction"],
    ] as const
  ).map(
    ([task, name]): Rule => ({
      library: "optimum",
      engine: "openvino",
      task,
      make: [`optimum.intel.${name}.from_pretrained`, `optimum.intel.openvino.${name}.from_pretrained`],
      model: pretrained,
      run: generated,
    }),
  ),
  {
    library: "optimum",
    engine: "onnxruntime",
    task: "embedding",
    make: ["optimum.onnxruntime.ORTModelForFeatureExtraction.from_pretrained"],
    model: pretrained,
    run: generated,
  },
  {
    library: "optimum",
    engine: "onnxruntime",
    task: "from-name-or-other",
    make: ["optimum.onnxruntime.ORTModel*.from_pretrained"],
    model: pretrained,
    run: generated,
  },
];

/** ModelScope has the classes of Transformers under its own name, and loads from its own hub. */
const ofModelscope = ofTransformers.flatMap((rule): readonly Rule[] => {
  const make = (rule.make ?? []).filter((name) => /^transformers\..*\.from_pretrained$/.test(name)).map((name) => name.replace("transformers.", "modelscope."));
  return make.length === 0 ? [] : [{ ...rule, library: "modelscope", make }];
});

export const transformers: readonly Rule[] = [
  ...ofTransformers,
  ...ofModelscope,
  ...(
    [
      ["transcription", /speech-recognition/],
      ["speech-synthesis", /text-to-speech/],
      ["translation", /translation/],
      ["ocr", /^ocr-/],
      ["embedding", /embedding/],
    ] as const
  ).map(
    ([task, matches]): Rule => ({
      library: "modelscope",
      engine: "torch",
      task,
      make: ["modelscope.pipelines.pipeline", "modelscope.pipeline"],
      when: { at: 0, names: ["task"], matches },
      model: { at: 1, names: ["model"] },
      run: ["__call__"],
    }),
  ),
  {
    library: "modelscope",
    engine: "torch",
    task: "from-name-or-other",
    make: ["modelscope.pipelines.pipeline", "modelscope.pipeline"],
    model: { at: 1, names: ["model"] },
    run: ["__call__"],
  },
];
