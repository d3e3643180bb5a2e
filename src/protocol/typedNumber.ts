import type { Reader } from "../core/report/words/figures";

/** A number as one types it: nothing rounded, nothing grouped, the reader's decimal sign. 1234.5 -> "1234,5" in French. */
export function typedNumber(value: number, { language }: Pick<Reader, "language">): string {
  const text = String(Number(value.toPrecision(12)));
  return language === "fr" ? text.replace(".", ",") : text;
}
