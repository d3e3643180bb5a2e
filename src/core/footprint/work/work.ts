import type { Interval } from "../../quantity/interval";
import { type Translate, translator } from "../../text";
import { classicRates, forwardRates } from "./workForward";
import { generationRates } from "./workGeneration";
import { imageRates } from "./workImage";
import { ocrRates } from "./workOcr";
import { transcriptionRates } from "./workTranscription";
import { translationRates } from "./workTranslation";
import type { Rates, Work, WorkQuantity, WorkRequest, WorkTerm } from "./workTypes";
import { voiceRates } from "./workVoice";

/**
 * Busy seconds of ONE request, as a sum of `times x quantity x rate`; null where task, model or size is unknown
 * (never 0). Measured rates come first, then physics fitted to published rates; docs/factors.md has the rules.
 *
 *     10 min of audio, Whisper large-v3, faster-whisper, T4 -> 600 s x 0.064 = 38.4 s
 */
export function workSeconds(request: WorkRequest, t: Translate = translator("en")): Work | null {
  const rates = ratesOf(request, t);
  if (rates === null) return null;
  const sized = rates.terms.map((term) => ({ term, size: sizeOf(request, term.quantity) }));
  const terms: WorkTerm[] = [];
  const products: Product[] = [];
  for (const { term, size } of sized) {
    if (size === null && isNeeded(term)) return null;
    if (size === null) continue;
    terms.push(term);
    products.push({ term, size });
  }
  if (terms.length === 0) return null;
  return {
    terms,
    seconds: total(products),
    parts: products.map(({ term, size }) => ({ what: term.quantity, value: term.times * size.central, unit: units[term.quantity], factorId: term.factor.id })),
    factors: [...new Map(terms.map(({ factor }) => [factor.id, factor])).values()],
    quality: rates.quality,
    assumptions: rates.assumptions,
  };
}

/** The size without which work of known rates has no known time; null where none is missing, or the rates are not known. */
export function missingSize(request: WorkRequest, t: Translate = translator("en")): WorkQuantity | null {
  return ratesOf(request, t)?.terms.find((term) => isNeeded(term) && sizeOf(request, term.quantity) === null)?.quantity ?? null;
}

/** Without an input the output alone takes time; without an output nothing is known. */
function isNeeded({ quantity }: WorkTerm): boolean {
  return quantity !== "inputTokens";
}

function ratesOf(request: WorkRequest, t: Translate): Rates | null {
  const { task, model } = request;
  if (task === "classic-ml" && model === null) return classicRates();
  if (task === "ocr") return ocrRates(request);
  if (model === null) return null;
  switch (task) {
    case "transcription":
      return transcriptionRates(request, model, t);
    case "translation":
    case "generation":
      if (model.kind === "llm") return generationRates(request, model, t);
      return model.kind === "seq2seq" ? translationRates(request, model, t) : null;
    case "embedding":
    case "reranking":
      return model.kind === "whisper" ? null : forwardRates(request, model, t);
    case "classic-ml":
      return model.kind === "encoder" && request.inputTokens !== undefined ? forwardRates(request, model, t) : classicRates();
    case "image-generation":
      return imageRates(request, model);
    case "speech-synthesis":
      return voiceRates(request, model);
    default:
      // other: no published rates, so unknown.
      return null;
  }
}

interface Product {
  readonly term: WorkTerm;
  readonly size: Interval;
}

function sizeOf(request: WorkRequest, quantity: WorkQuantity): Interval | null {
  return quantity === "constant" ? one : (request[quantity] ?? null);
}

/** Independent ranges of a product add as squares of logarithms, those of the sum as squares. */
function total(products: readonly Product[]): Interval {
  const ends = products.map(({ term, size }) => {
    const central = term.times * size.central * term.factor.value;
    const log = (end: "low" | "high"): number => {
      const ratio = (part: number, whole: number): number => (part > 0 && whole > 0 ? Math.log(part / whole) : 0);
      return Math.hypot(ratio(size[end], size.central), ratio(term.factor[end], term.factor.value));
    };
    return { central, below: central * (1 - Math.exp(-log("low"))), above: central * (Math.exp(log("high")) - 1) };
  });
  const central = ends.reduce((sum, end) => sum + end.central, 0);
  return {
    central,
    low: central - Math.hypot(...ends.map(({ below }) => below)),
    high: central + Math.hypot(...ends.map(({ above }) => above)),
  };
}

const one: Interval = { low: 1, central: 1, high: 1 };
const units: Readonly<Record<WorkQuantity, string>> = { audioSeconds: "s", inputTokens: "tokens", outputTokens: "tokens", constant: "" };
