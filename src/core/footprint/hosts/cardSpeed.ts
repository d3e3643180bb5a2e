import { type DecodeRow, decodeRows, type LlmEngine } from "../../factors/decodeRows";
import { resolveModel } from "../../factors/findModel";
import type { Gpu } from "../../factors/gpus";
import type { SourceId } from "../../factors/sources";
import { atPowerLimit, type DecodeFit, decodeFit, fixedTime, mixtureBytes, prefillFit, sustainedPower } from "../../factors/throughput";
import type { Multiplier } from "../work/workRate";

// How fast a card runs a language model, one request at a time, as fitted to published rates (factors/throughput.ts).

/** What one output token takes from memory. */
export interface TokenReads {
  readonly bytes: number;
  readonly weights: number;
}

/**
 * Seconds per output token that the fit gives for a card: its bytes over the bandwidth and a fixed time, and no less
 * than its energy at the power that the card holds. `share` of a card, or of several that work together.
 */
export function fittedDecode(gpu: Gpu, engine: LlmEngine, reads: TokenReads, share = 1): number {
  return Math.max(secondsToRead(gpu, engine, reads, share) + fitOf(gpu, engine).overhead, secondsAtPowerLimit(gpu, reads, share));
}

/**
 * What is unsure of a token beside the fit: its fixed time, which counts much for a small model on a large card; and at a
 * card's power limit how well it is cooled and how its weights are packed.
 */
export function tokenRange(gpu: Gpu, engine: LlmEngine, reads: TokenReads, share = 1): Multiplier {
  const read = secondsToRead(gpu, engine, reads, share);
  const limit = secondsAtPowerLimit(gpu, reads, share);
  const { overhead } = fitOf(gpu, engine);
  const central = Math.max(read + overhead, limit);
  const at = (fixed: number, held: number): number => Math.max(read + fixed * overhead, limit * held) / central;
  return [1, at(fixedTime.low, 1 / atPowerLimit), at(fixedTime.high, atPowerLimit)];
}

/** What a card's own rows deviate from the fit, and where they are from; 1 without rows. */
export function cardCorrection(gpu: Gpu, engine: LlmEngine): { readonly correction: number; readonly source: SourceId | null } {
  return correctionOf(rowsOfCard(gpu, engine), gpu, engine);
}

/**
 * What published rows deviate from the fit for language models: geometric mean of measured time / fitted time (above 1: slower
 * than fitted), and the source of the first. 1 without rows.
 */
export function correctionOf(rows: readonly DecodeRow[], gpu: Gpu, engine: LlmEngine): { readonly correction: number; readonly source: SourceId | null } {
  const correction = rows.length === 0 ? 1 : geometricMean(rows.map((row) => 1 / row.tokensPerSecond / fittedDecode(gpu, engine, readsOf(row))));
  return { correction, source: rows[0]?.source ?? null };
}

/** TFLOPS that the fit gives for the input of one request. */
export function fittedPrefill(gpu: Gpu, share = 1): number {
  const peak = gpu.peak.value * share;
  return Math.min(prefillFit.scale * peak ** prefillFit.exponent, prefillFit.ceiling * peak);
}

/** What one token of a row reads in truth. */
export function readsOf({ model, bytes, mixture }: Pick<DecodeRow, "model" | "bytes" | "mixture">): TokenReads {
  const look = resolveModel({ name: model });
  const times = mixture ? mixtureBytes.value : 1;
  return { bytes: bytes * times, weights: "found" in look ? look.found.active.value * times : 0 };
}

/** Of positive values; NaN of none. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function fitOf(gpu: Gpu, engine: LlmEngine): Omit<DecodeFit, "stacked"> {
  return gpu.stackedMemory ? decodeFit[engine].stacked : decodeFit[engine];
}

function secondsToRead(gpu: Gpu, engine: LlmEngine, { bytes }: TokenReads, share: number): number {
  return bytes / (gpu.bandwidth.value * 1e9 * share * fitOf(gpu, engine).efficiency);
}

function secondsAtPowerLimit({ reading, tdp }: Gpu, { bytes, weights }: TokenReads, share: number): number {
  return reading === null ? 0 : (reading.perByte * bytes + reading.perWeight * weights) / (sustainedPower * tdp.value * share);
}

/** Rows of a card, else of the same chip with another memory or plug: their memory is as fast. */
function rowsOfCard(gpu: Gpu, engine: LlmEngine): readonly DecodeRow[] {
  const rows = decodeRows.filter((row) => row.engine === engine && row.excluded === undefined && row.mixture === undefined);
  const own = rows.filter((row) => row.gpu === gpu.id);
  const chip = (id: string): string => id.split("-")[0] as string;
  return own.length > 0 || !gpu.stackedMemory ? own : rows.filter((row) => chip(row.gpu) === chip(gpu.id));
}
