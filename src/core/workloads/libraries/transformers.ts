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
export const transformers: readonly Rule[] = [
  {
    library: "transformers",
    engine: "transformers",
    task: "from-pipeline",
    make: ["transformers.pipeline", "transformers.pipelines.pipeline", "optimum.pipelines.pipeline"],
    model: { at: 1, names: ["model"] },
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
    make: ["peft.PeftModel.from_pretrained"],
    model: { at: 1, names: ["model_id"] },
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
  pretrainedAs("other", [
    "*ForSequenceClassification",
    "*ForTokenClassification",
    "*ForQuestionAnswering",
    "*ForImageClassification",
    "*ForObjectDetection",
    "*ForMaskedLM",
    "*ForAudioClassification",
    "AutoModelForZeroShot*",
  ]),
  {
    library: "transformers",
    engine: "transformers",
    // scores of images against texts, or the vectors of either
    task: "other",
    make: ["CLIP", "ChineseCLIP", "Siglip", "Siglip2", "Align", "Blip"].map((family) => `transformers.${family}Model.from_pretrained`),
    model: pretrained,
    run: generated,
    runOther: { get_image_features: "embedding", get_text_features: "embedding" },
  },
  pretrainedAs("embedding", ["AutoModel", "BertModel", "RobertaModel", "XLMRobertaModel", "DistilBertModel"], {
    run: ["__call__", "forward", "encode"],
    runOther: { chat: "generation", stream_chat: "generation", generate: "generation" },
  }),
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
