import type { SourceId } from "./sources";

/** What a model that makes images takes for one, at the size it was made for, one request at a time in 16 bits. */
export interface ImageRow {
  readonly steps: number;
  /** s on an A100 and on an H100, text and picture coding included */
  readonly a100: number;
  readonly h100: number;
  /** TFLOP of one step: what the A100 computes in its time at a third of its peak (Stable Diffusion 1.5, which leaves it waiting: as published) */
  readonly operations: number;
  readonly source: SourceId;
}

const image = (steps: number, a100: number, h100: number, operations: number, source: SourceId): ImageRow => ({ steps, a100, h100, operations, source });

/** Turbo and schnell are made for one to four steps: their share of the time that 25 and 28 steps take. */
export const imageRows: Readonly<Record<string, ImageRow>> = {
  "stable-diffusion-1.5": image(25, 0.921, 0.867, 1.36, "mlEnergyImages"),
  "stable-diffusion-2.1": image(25, 1.198, 0.941, 5, "mlEnergyImages"),
  "ssd-1b": image(25, 1.964, 1.389, 8.2, "mlEnergyImages"),
  sdxl: image(25, 2.858, 2.258, 11.9, "mlEnergyImages"),
  "sdxl-turbo": image(2, 0.168, 0.158, 1.5, "mlEnergyImages"),
  "stable-diffusion-3-medium": image(25, 3.781, 1.903, 15.7, "mlEnergyImages"),
  "flux.1-dev": image(28, 15.65, 7.11, 58, "fluxBench"),
  "flux.1-schnell": image(4, 2.24, 1.02, 58, "fluxBench"),
};

/**
 * Another card computes at this share of its peak and is never faster than an H100, which waits between its kernels too.
 * Five published rates of Stable Diffusion 1.5 and XL on T4, V100, A10G, RTX 3090 and 4090: ×0.7 to ×1.5.
 */
export const imageShareOfPeak = { value: 0.2, spread: 1.6 } as const;

/** Steps and size are not in a scenario: half to twice the steps that the row was measured with, compiled or not, larger or smaller pictures. */
export const imageSettings = [1, 0.4, 2.2] as const;
