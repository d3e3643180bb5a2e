import type { Rule } from "../rule";

/** What FunASR's `AutoModel` runs is told by the name of the model alone: those of `funasr/download/name_maps_from_hub.py` and the folders of `funasr/models`. */
const funasrModel: Rule = {
  library: "funasr",
  engine: "torch",
  task: "transcription",
  make: ["funasr.AutoModel", "funasr.auto.auto_model.AutoModel"],
  model: { at: 0, names: ["model"] },
  run: ["generate", "inference"],
};

const funasr = (matches: RegExp, task: Rule["task"], more: Partial<Rule> = {}): Rule => ({
  ...funasrModel,
  task,
  when: { at: 0, names: ["model"], matches },
  ...more,
});

/** The same networks in the format of ONNX: a class for each kind. */
const funasrOnnx = (classes: readonly string[], task: Rule["task"], more: Partial<Rule> = {}): Rule => ({
  library: "funasr-onnx",
  engine: "onnxruntime",
  task,
  make: classes.flatMap((name) => [`funasr_onnx.${name}`, `funasr_onnx.**.${name}`]),
  model: { at: 0, names: ["model_dir"] },
  run: ["__call__", "infer"],
  ...more,
});

/** Entry points of ESPnet: `espnet2/bin/*_inference.py`, each with a `from_pretrained` that takes a tag. */
const espnet = (module: string, name: string, task: Rule["task"], more: Partial<Rule> = {}): Rule => ({
  library: "espnet",
  engine: "torch",
  task,
  make: [`espnet2.bin.${module}_inference.${name}`, `espnet2.bin.${module}_inference.${name}.from_pretrained`],
  model: { at: 0, names: ["model_tag"] },
  run: ["__call__"],
  reads: "audio",
  ...more,
});

const sherpa = (name: string, run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library: "sherpa-onnx",
  engine: "onnxruntime",
  task: "other",
  make: [`sherpa_onnx.${name}`],
  run,
  reads: "audio",
  ...more,
});

/** Executors of PaddleSpeech: what is asked of them names the model; defaults that its releases changed are left out. */
const paddle = (kind: string, name: string, task: Rule["task"], more: Partial<Rule> = {}): Rule => ({
  library: "paddlespeech",
  engine: "paddle",
  task,
  make: [`paddlespeech.cli.${kind}.${name}`, `paddlespeech.cli.${kind}.infer.${name}`],
  modelOfRun: { names: ["model"] },
  run: ["__call__"],
  reads: "audio",
  ...more,
});

/** Packages that have a network for each of many tasks of speech. */
export const speechToolkits: readonly Rule[] = [
  // one that also tells voices and writes points is called after all three
  funasr(/(^|[-_])asr([-_]|$)|paraformer|sense-?voice/i, "transcription"),
  funasr(/emotion2vec|whisper_lid|lid_/i, "other", { reads: "audio" }),
  funasr(/fsmn[-_]?(vad|kws)|(^|[-_/])(vad|kws)([-_]|$)|charctc_kws/i, "other", { reads: "audio" }),
  funasr(/(^|[-_/])punc([-_]|$)|ct[-_]transformer/i, "other"),
  funasr(/(^|\/)fa-zh$|timestamp_prediction|(^|[-_/])aligner/i, "other", { reads: "audio" }),
  funasr(/cam\+\+|campplus|eres2net|xvector|speaker[-_]verification|(^|[-_])sv([-_]|$)/i, "embedding", { reads: "audio" }),
  funasrModel,
  funasrOnnx(["Paraformer", "ContextualParaformer", "SeacoParaformer", "SenseVoiceSmall"], "transcription"),
  funasrOnnx(["Fsmn_vad", "Fsmn_vad_online"], "other", { reads: "audio" }),
  funasrOnnx(["CT_Transformer", "CT_Transformer_VadRealtime"], "other"),
  {
    library: "omnilingual-asr",
    engine: "torch",
    task: "transcription",
    make: ["omnilingual_asr.models.inference.pipeline.ASRInferencePipeline", "omnilingual_asr.**.ASRInferencePipeline"],
    model: { at: 0, names: ["model_card"] },
    run: ["transcribe", "transcribe_with_context"],
  },
  espnet("asr", "Speech2Text", "transcription"),
  espnet("s2t", "Speech2Text", "transcription"),
  espnet("s2t", "Speech2TextGreedySearch", "transcription"),
  espnet("slu", "Speech2Understand", "transcription"),
  espnet("st", "Speech2Text", "translation"),
  espnet("mt", "Text2Text", "translation", { reads: {} }),
  espnet("svs", "SingingGenerate", "speech-synthesis", { reads: {} }),
  espnet("enh", "SeparateSpeech", "other"),
  espnet("diar", "DiarizeSpeech", "other"),
  espnet("spk", "Speech2Embedding", "embedding"),
  sherpa("OfflineSpeakerDiarization", ["process"]),
  sherpa("SpeakerEmbeddingExtractor", ["compute"], { task: "embedding" }),
  sherpa("VoiceActivityDetector", ["accept_waveform"]),
  sherpa("KeywordSpotter", ["decode_stream*"]),
  sherpa("AudioTagging", ["compute"]),
  sherpa("OfflineSpeechDenoiser", ["run", "__call__"]),
  sherpa("SpokenLanguageIdentification", ["compute"]),
  sherpa("OfflinePunctuation", ["add_punctuation"], { reads: {} }),
  paddle("asr", "ASRExecutor", "transcription"),
  paddle("tts", "TTSExecutor", "speech-synthesis", { modelOfRun: { names: ["am"] }, usual: "fastspeech2_csmsc", reads: {} }),
  paddle("st", "STExecutor", "translation", { usual: "fat_st_ted" }),
  paddle("cls", "CLSExecutor", "other", { usual: "panns_cnn14" }),
  paddle("vector", "VectorExecutor", "embedding", { usual: "ecapatdnn_voxceleb12" }),
  paddle("text", "TextExecutor", "other", { reads: {} }),
  {
    library: "stable-audio-tools",
    engine: "torch",
    task: "other",
    make: ["stable_audio_tools.get_pretrained_model", "stable_audio_tools.models.pretrained.get_pretrained_model"],
    model: { at: 0, names: ["name"] },
    run: [],
  },
  {
    library: "stable-audio-tools",
    engine: "torch",
    task: "other",
    call: ["stable_audio_tools.inference.generation.generate_diffusion_*"],
    modelOfRun: { at: 0, names: ["model"] },
  },
];
