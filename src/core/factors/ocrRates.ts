import type { SourceId } from "./sources";

/** Seconds that an engine takes to read one image or page. */
export interface OcrRow {
  readonly name: string;
  /** engines as people and libraries write them */
  readonly pattern: RegExp;
  /** on `vcpus` processors, and how it falls with more of them */
  readonly cpu: { readonly value: number; readonly vcpus: number; readonly exponent: number; readonly spread: number };
  /** on a card, which waits for the processor most of the time (11 to 55 % busy with PaddleOCR); null: the engine runs on the processor */
  readonly gpu: { readonly value: number; readonly spread: number } | null;
  readonly source: SourceId;
}

/**
 * Tesseract: 0.55 and 0.76 s (receipts; `ocrReceipts`), 0.77 s (an invoice of 800 x 600; `ocrInvoice`), 3.6 to 4.2 s (a screenshot on
 * an i5-7500 with four threads or one; tesseract-ocr/tesseract, pull request 4275): it uses four threads at most, to little effect.
 * EasyOCR: 0.59 s (the same invoice), 5 s (pages, M3 Max) and 13 s (pages, eight threads; `doclingReport`), 6 s (number plates;
 * JaidedAI/EasyOCR, issue 793); on cards 0.28 and 0.48 s (receipts, RTX 4090), 1.6 s (pages, L4), 2.5 s (issue 793).
 * PaddleOCR: 0.33 to 1.06 s (versions 1 and 2, Xeon 6148), 1.37 and 1.75 s (4 and 5, small models, ten threads of a Xeon 6271C), 4.34 and
 * 5.42 s (large ones), 4.85 s (the invoice); on cards 0.11 to 0.2 s (T4, versions 1 and 2: no longer installed), 0.29 to 1.09 s
 * (V100, 4 and 5), 0.43 and 0.75 s (receipts, RTX 4090).
 */
export const ocrRows: readonly OcrRow[] = [
  { name: "tesseract", pattern: /tess/, cpu: { value: 1, vcpus: 4, exponent: 0, spread: 4.2 }, gpu: null, source: "ocrReceipts" },
  {
    name: "easyocr",
    pattern: /easy-?ocr/,
    cpu: { value: 3.2, vcpus: 8, exponent: -0.5, spread: 5.5 },
    gpu: { value: 0.8, spread: 3.2 },
    source: "doclingReport",
  },
  {
    name: "paddleocr",
    pattern: /paddle|pp-?ocr/,
    cpu: { value: 1.75, vcpus: 10, exponent: -0.6, spread: 5.5 },
    gpu: { value: 0.5, spread: 3 },
    source: "paddleOcr",
  },
];

/** The row of an engine as a scenario or the code names it; undefined: no figures of it are published. */
export function ocrRowOf(engine: string | null): OcrRow | undefined {
  const plain = engine?.toLowerCase() ?? "";
  return ocrRows.find(({ pattern }) => pattern.test(plain));
}
