import { allRegions, regionSpread } from "./azureRegions";
import { allSizes } from "./azureSizes";
import * as cpus from "./cpus";
import { cpuDecodeRows, cpuPrefillRows, decodeRows } from "./decodeRows";
import { deriveSizes } from "./deriveSizes";
import { spreads } from "./factor";
import { families } from "./families";
import { activeShareOfTdp, allGpus, idleShareOfTdp } from "./gpus";
import { imageRows, imageSettings, imageShareOfPeak } from "./imageRates";
import { inputLimits } from "./inputLimits";
import { speechCharactersPerMinute } from "./media";
import { modelRows } from "./models";
import { ocrRows } from "./ocrRates";
import { precisions } from "./precision";
import * as throughput from "./throughput";
import { countedLanguages, tokenLanguages, tokensPerCharacter } from "./tokens";
import { voiceRows } from "./voiceRates";

// What `npm run factors` writes (src/build/factors.mjs); a test refuses committed files that differ from it.

/** The text of `azureSizeRows.ts`: watts and embodied rates of sizes, derived from the published figures. */
export function sizeRowsText(): string {
  const rows = deriveSizes().map((row) => `  ${literal(row)},`);
  return [
    'import type { SizeRow } from "./azureSizes";',
    "",
    "// Written by `npm run factors` from azureSizePrimary.ts and gpus.ts; do not edit by hand.",
    "// Derived by us from the figures that `basis` names; Boavizta's files are not copied.",
    "export const sizeRows: readonly SizeRow[] = [",
    ...rows,
    "];",
    "",
  ].join("\n");
}

/** Everything that a figure is computed with, as one text: its hash is the version of the factor set. */
export function factorData(): string {
  const tokenizers = [...new Set(families.map(({ tokenizer }) => tokenizer))];
  const data = {
    regions: allRegions(),
    unknownRegion: regionSpread(),
    sizes: allSizes(),
    gpus: allGpus(),
    shares: [activeShareOfTdp, idleShareOfTdp],
    cpus: { ...cpus },
    models: modelRows,
    families,
    precisions,
    tokens: tokenizers.flatMap((tokenizer) => [...tokenLanguages, "xx", null].map((language) => tokensPerCharacter(tokenizer, language))),
    speech: [...countedLanguages, null].map(speechCharactersPerMinute),
    throughput: { ...throughput },
    inputLimits,
    images: { imageRows, imageShareOfPeak, imageSettings },
    voiceRows,
    ocrRows,
    measured: { cpuDecodeRows, cpuPrefillRows, decodeRows },
    spreads,
  };
  return JSON.stringify(data, (_, value: unknown) => canonical(value));
}

/** The same text whoever wrote the object first: keys in order, patterns as text. */
function canonical(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `["NV6ads_A10_v5", 6, 55, ["A10", 1 / 6], ...]`: parts of a card as fractions. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "number" && value > 0 && value < 1) {
    const parts = Math.round(1 / value);
    if (parts > 2 && 1 / parts === value) return `1 / ${parts}`;
  }
  return JSON.stringify(value);
}
