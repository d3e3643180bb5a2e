import type { SourceId } from "./sources";

/** Seconds that an engine takes to read one image or page. */
export interface OcrRow {
  readonly name: string;
  /** engines as people and libraries write them */
  readonly pattern: RegExp;
  /** on `vcpus` processors, and how it falls with more of them */
  readonly cpu: { readonly value: number; readonly vcpus: number; readonly exponent: number; readonly spread: number };
  /** on a card, which waits for the processor most of the time (17 to 37 % busy); null: the engine runs on the processor */
  readonly gpu: { readonly value: number; readonly spread: number } | null;
  readonly source: SourceId;
}

/**
 * Tesseract: 0.77 s (an invoice of 800 x 600), 0.88 and 1.23 s (pages, Apple); it uses four threads at most.
 * EasyOCR: 0.59 s (the same invoice), 13 and 17 s (pages at 216 dpi); on an L4 1.6, on an unnamed card 0.32 s a page.
 * PaddleOCR: 0.33 to 1.06 s (versions 1 to 3, Xeon 6148), 1.37 and 1.75 s (4 and 5, small models, Xeon 6271C), 4.3 and 5.4 s (large ones),
 * 4.85 s (the invoice); on cards 0.11 to 0.2 s (T4, versions 1 and 2) and 0.29 to 0.86 s (V100, 4 and 5).
 */
export const ocrRows: readonly OcrRow[] = [
  { name: "tesseract", pattern: /tess/, cpu: { value: 1, vcpus: 4, exponent: 0, spread: 2.5 }, gpu: null, source: "ocrInvoice" },
  {
    name: "easyocr",
    pattern: /easy-?ocr/,
    cpu: { value: 3.2, vcpus: 8, exponent: -0.5, spread: 5.5 },
    gpu: { value: 0.8, spread: 2.6 },
    source: "doclingReport",
  },
  {
    name: "paddleocr",
    pattern: /paddle|pp-?ocr/,
    cpu: { value: 1.75, vcpus: 10, exponent: -0.6, spread: 4 },
    gpu: { value: 0.5, spread: 3 },
    source: "paddleOcr",
  },
];
