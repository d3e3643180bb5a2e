import type { SourceId } from "./sources";

/** Compute seconds per second of speech that is made. */
export interface VoiceRow {
  /** on `vcpus` processors, and how it falls with more of them */
  readonly cpu: { readonly value: number; readonly vcpus: number; readonly exponent: number; readonly spread: number };
  /** on a card: one stream waits for launches, whatever the card; null: the model runs on the processor */
  readonly gpu: { readonly value: number; readonly spread: number } | null;
  readonly source: SourceId;
}

/**
 * Piper: 0.15 on 2 vCPUs (Colab), 0.12 on 2 ARM cores, 0.041 on 22 threads, 0.034 to 0.082 on desktops of 16 to 32.
 * Kokoro: 0.47 to 0.79 on 4 vCPUs (EPYC 7763, Xeon; PyTorch and ONNX), 0.92 on 2 ARM cores,
 * 0.20 to 0.27 on 20 and 22 threads; 0.03 on an RTX 4070.
 * XTTS-v2: 1.6 on 22 threads; 0.42 on an A100 that is a third busy, and DeepSpeed halves it.
 */
export const voiceRows: Readonly<Record<string, VoiceRow>> = {
  piper: { cpu: { value: 0.135, vcpus: 2, exponent: -0.45, spread: 2 }, gpu: null, source: "ttsMs" },
  "kokoro-82m": { cpu: { value: 0.57, vcpus: 4, exponent: -0.6, spread: 1.8 }, gpu: { value: 0.03, spread: 2.5 }, source: "kokoroCpu" },
  "xtts-v2": { cpu: { value: 1.6, vcpus: 22, exponent: -0.5, spread: 2 }, gpu: { value: 0.42, spread: 2.5 }, source: "ttsMs" },
};
