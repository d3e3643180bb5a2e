import type { Rule } from "../rule";

/** A network for speech that its package loads and then asks under a name of its own. */
const voice = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "torch",
  task: "speech-synthesis",
  make,
  model: { at: 0 },
  run,
  ...more,
});

/** Speech synthesis by networks of the last years, each in a package of its own. */
export const newerVoices: readonly Rule[] = [
  voice("dia-tts", ["dia.model.Dia.from_pretrained", "dia.model.Dia.from_local"], ["generate"], { model: { at: 0, names: ["model_name"] } }),
  voice("orpheus-speech", ["orpheus_tts.OrpheusModel", "orpheus_tts.**.OrpheusModel"], ["generate_speech"], {
    engine: "vllm",
    model: { at: 0, names: ["model_name"] },
  }),
  voice("zonos", ["zonos.model.Zonos.from_pretrained", "zonos.model.Zonos.from_local"], ["generate"]),
  voice("cosyvoice", ["cosyvoice.cli.cosyvoice.CosyVoice*", "cosyvoice.cli.cosyvoice.AutoModel"], ["inference_*"], { model: { at: 0, names: ["model_dir"] } }),
  voice("indextts", ["indextts.infer.IndexTTS", "indextts.infer_v2.IndexTTS2", "indextts.**.IndexTTS*"], ["infer", "infer_*"], {
    model: { names: ["model_dir"] },
  }),
  voice("qwen-tts", ["qwen_tts.*.from_pretrained", "qwen_tts.**.from_pretrained"], ["generate*"], {
    runPart: ["create_voice_clone_prompt"],
    model: { at: 0, names: ["pretrained_model_name_or_path"] },
  }),
  voice("kittentts", ["kittentts.KittenTTS"], ["generate*"], { engine: "onnxruntime", model: { at: 0, names: ["model_name"] } }),
  voice("pocket-tts", ["pocket_tts.TTSModel.load_model", "pocket_tts.**.TTSModel.load_model"], ["generate_audio*"], {
    // its releases took `variant`, then `language` or `config`
    model: { at: 0, names: ["language", "config", "variant"] },
  }),
  voice("supertonic", ["supertonic.TTS"], ["synthesize", "__call__"], { engine: "onnxruntime", model: { names: ["model"] } }),
  voice("neutts", ["neuttsair.neutts.NeuTTSAir", "neutts.NeuTTS*"], ["infer", "infer_stream"], { model: { names: ["backbone_repo"] } }),
  voice("whisperspeech", ["whisperspeech.pipeline.Pipeline"], ["generate*"], { model: { names: ["s2a_ref", "t2s_ref"] } }),
  voice("myshell-openvoice", ["openvoice.api.BaseSpeakerTTS", "openvoice.api.ToneColorConverter"], ["tts", "convert"]),
  voice("rvc-python", ["rvc_python.infer.RVCInference"], ["infer_*"]),
  voice("inferrvc", ["inferrvc.RVC"], ["__call__", "run"], { model: { at: 0, names: ["model"] } }),
  voice("moshi", ["moshi.models.tts.TTSModel.from_checkpoint_info", "moshi.models.TTSModel.from_checkpoint_info"], ["generate"]),
  voice("moshi", ["moshi_mlx.models.tts.TTSModel"], ["generate"], { engine: "mlx" }),
  voice("moshi", ["moshi.models.loaders.CheckpointInfo.from_hf_repo", "moshi.models.CheckpointInfo.from_hf_repo"], [], {
    model: { at: 0, names: ["hf_repo"] },
  }),
  voice("omnivoice", ["omnivoice.OmniVoice.from_pretrained", "omnivoice.**.OmniVoice.from_pretrained"], ["generate"]),
  voice("voxcpm", ["voxcpm.VoxCPM.from_pretrained", "voxcpm.VoxCPM"], ["generate*"]),
  voice("ChatTTS", ["ChatTTS.Chat", "ChatTTS.core.Chat"], ["infer"], { model: {} }),
  voice("style-bert-vits2", ["style_bert_vits2.tts_model.TTSModel"], ["infer"], { model: { names: ["model_path"] } }),
  voice("voicevox-core", ["voicevox_core.blocking.Synthesizer", "voicevox_core.asyncio.Synthesizer"], ["tts", "synthesis"], {
    engine: "onnxruntime",
    model: {},
  }),
  voice("espnet", ["espnet2.bin.tts_inference.Text2Speech", "espnet2.bin.tts_inference.Text2Speech.from_pretrained"], ["__call__"], {
    model: { at: 0, names: ["model_tag"] },
  }),
  voice("RealtimeTTS", ["RealtimeTTS.*Engine"], [], { engine: null, model: { names: ["model", "voice"] } }),
  voice("RealtimeTTS", ["RealtimeTTS.TextToAudioStream"], ["play", "play_async"], { engine: null, model: { at: 0, names: ["engine"] } }),
  voice("mlx-audio", ["mlx_audio.tts.utils.load_model", "mlx_audio.tts.utils.load", "mlx_audio.tts.load_model", "mlx_audio.tts.load"], ["generate*"], {
    engine: "mlx",
    model: { at: 0, names: ["model_path"] },
  }),
  {
    library: "mlx-audio",
    engine: "mlx",
    task: "speech-synthesis",
    call: ["mlx_audio.tts.generate.generate_audio"],
    modelOfRun: { names: ["model", "model_path"] },
  },
  {
    library: "mlx-audio",
    engine: "mlx",
    task: "transcription",
    call: ["mlx_audio.stt.generate.generate*"],
    modelOfRun: { names: ["model", "model_path"], at: 0 },
  },
  {
    library: "mlx-audio",
    engine: "mlx",
    task: "transcription",
    make: ["mlx_audio.stt.utils.load_model", "mlx_audio.stt.utils.load", "mlx_audio.stt.load_model", "mlx_audio.stt.load"],
    model: { at: 0, names: ["model_path"] },
    run: ["generate*"],
  },
  // networks that Silero packs as archives of their own
  {
    library: "silero",
    engine: "torch",
    task: "speech-synthesis",
    make: ["silero.silero_tts"],
    model: { names: ["speaker"] },
    run: ["apply_tts", "save_wav"],
  },
  {
    library: "silero",
    engine: "torch",
    task: "speech-synthesis",
    make: ["torch.package.PackageImporter"],
    model: { at: 0, names: ["file_or_buffer"] },
    run: ["apply_tts", "save_wav"],
  },
  {
    library: "silero",
    engine: "torch",
    task: "speech-synthesis",
    make: ["torch.hub.load"],
    when: { at: 0, names: ["repo_or_dir"], matches: /silero-models/ },
    model: { names: ["speaker"] },
    run: ["apply_tts", "save_wav"],
  },
  {
    library: "orpheus-speech",
    engine: "vllm",
    task: "speech-synthesis",
    make: ["orpheus_tts.OrpheusModel"],
    model: { at: 0, names: ["model_name"] },
    run: ["generate_speech", "generate_tokens_sync", "engine.generate"],
  },
  { library: "murf", engine: null, task: "speech-synthesis", make: ["murf.Murf"], modelOfRun: { names: ["model_version"] }, run: ["text_to_speech.*"] },
  { library: "hume", engine: null, task: "speech-synthesis", make: ["hume.HumeClient", "hume.AsyncHumeClient"], run: ["tts.*"] },
  {
    library: "sarvamai",
    engine: null,
    task: "speech-synthesis",
    make: ["sarvamai.SarvamAI", "sarvamai.AsyncSarvamAI"],
    modelOfRun: { names: ["model"] },
    run: ["text_to_speech.convert*"],
    runOther: { "text.translate": "translation", "speech_to_text.*": "transcription", "chat.completions": "generation" },
  },
];
