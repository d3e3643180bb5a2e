import type { Task } from "../routes/route";

/** Names of pipelines of Transformers; the class of a pipeline ends in the same words. */
const pipelines: readonly (readonly [RegExp, Task])[] = [
  [/^automatic-speech-recognition$|SpeechRecognition/, "transcription"],
  [/^translation|Translation/, "translation"],
  [
    /^(text-generation|text2text-generation|conversational|summarization|image-to-text|image-text-to-text|visual-question-answering|document-question-answering)$|TextGeneration|Text2TextGeneration|Summarization/,
    "generation",
  ],
  [/^(feature-extraction|image-feature-extraction)$|FeatureExtraction/, "embedding"],
  [/^(text-to-speech|text-to-audio)$|TextToAudio/, "speech-synthesis"],
  [/^(text-to-image|image-to-image)$/, "image-generation"],
];

/** Words in the names of models, and of what code calls them, for classes that serve several tasks. */
const names: readonly (readonly [RegExp, Task])[] = [
  [/translat|nllb|m2m[-_]?100|opus-mt|marian|madlad|mbart|seamless|small-?100|wmt\d\d|towerinstruct|alma-\d|indictrans/i, "translation"],
  [
    /transcri(be|ption)|whisper|wav2vec|hubert|parakeet|canary|moonshine|voxtral|speech-?to-?text|-asr|sense-?voice|paraformer|funasr|firered-?asr|omniasr|gigaam/i,
    "transcription",
  ],
  [/rerank|cross-encoder/i, "reranking"],
  // what corrects the text that an OCR gave reads no image
  [/trocr|donut|nougat|(^|[-_./])ocr(?![-_.\w]*correct)([-_./\d]|$)/i, "ocr"],
  [/mms-tts|speecht5_tts|parler|bark/i, "speech-synthesis"],
  [/embed|sentence-transformers|e5-|bge-|gte-|minilm/i, "embedding"],
  [/sdxl|stable-diffusion|flux[./-]|dall-e|kandinsky|imagen|playground-v/i, "image-generation"],
  [
    /xtts|kokoro|tortoise|cosy-?voice|index-?tts|chattts|melotts|kitten-?tts|styletts|fish-speech|vibevoice|voxcpm|zonos|(^|[-_./])tts([-_./\d]|$)|-tts/i,
    "speech-synthesis",
  ],
  [
    /llama|mistral|mixtral|\bgpt|claude|qwen|\bphi-?\d|gemma|falcon|deepseek|vicuna|zephyr|command-r|instruct|\bt5|bart-large-(cnn|xsum)|distilbart|pegasus|summar/i,
    "generation",
  ],
];

/** By the task of a transformers pipeline, then by the model's name; `other` where neither says. */
export function taskOfPipeline(task: string | null, model: string | null): Task {
  for (const [pattern, is] of pipelines) {
    if (task === null || !pattern.test(task)) continue;
    if (is !== "generation") return is;
    // a general text-to-text pipeline with a translation model translates; one that takes text reads no image, whatever its model is called
    const named = taskOfModel(model);
    return named === null || (named === "ocr" && !/^(image|visual|document)-/.test(task)) ? is : named;
  }
  return task === null ? (taskOfModel(model) ?? "other") : "other";
}

/** By words in the model's name; null where there are none. */
export function taskOfModel(model: string | null): Task | null {
  if (model === null) return null;
  for (const [pattern, is] of names) if (pattern.test(model)) return is;
  return null;
}

/** Words that only functions and files for one task are called by. */
const around: readonly (readonly [RegExp, Task])[] = [
  [/(^|[\W_])(tts|text_?to_?speech|speech_?synthesis|synthesi[sz]e\w*|vocoder)([\W_]|$)/i, "speech-synthesis"],
  [/(^|[\W_])(stt|asr|speech_?to_?text|transcri(be|ption|ber))([\W_]|$)/i, "transcription"],
  [/(^|[\W_])(ocr|im2latex|text_recognition)([\W_]|$)/i, "ocr"],
  [/(^|[\W_])(re_?rank(er|ing)?)([\W_]|$)/i, "reranking"],
  [/(^|[\W_])(embed(ding|dings|der|_\w+)?)([\W_]|$)/i, "embedding"],
  [/(^|[\W_])(translat(e|or|ion))([\W_]|$)/i, "translation"],
];

/** Words that say whether what is transcribed is seen or heard. */
const ofWriting = /(^|[\W_])(ocr|htr|calamari|kraken|handwrit\w*|images?|text_?lines?|line_images?|text_recognition)([\W_]|$)/i;
const ofSound = /(^|[\W_])(audio|speech|voice|sound|stt|asr)([\W_]|$)/i;

/** What a network does whose own name does not tell: by the names of files and functions that lead to it, else what its library says. */
export function taskAround(names: readonly string[], otherwise: Task): Task {
  if (otherwise === "generation") return taskOfModel(names.join(" ")) ?? otherwise;
  const all = names.join(" ").replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  for (const name of names.toReversed()) {
    const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
    for (const [pattern, is] of around) {
      // lines of writing are transcribed too
      if (pattern.test(words)) return is === "transcription" && ofWriting.test(all) && !ofSound.test(all) ? "ocr" : is;
    }
  }
  return otherwise;
}
