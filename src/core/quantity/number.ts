import type { Translate } from "../text";

/** Why a numeral cannot be read. */
export type NumberError = "ambiguous-number" | "leading-zero" | "too-large" | "not-a-number";

export interface Numeral {
  readonly value: number;
  /** What follows the number, trimmed: its unit. */
  readonly rest: string;
}

/** Nothing that a scenario counts comes near it, and what is multiplied from several such numbers can still be computed. */
const largest = 1e15;

const spaces = "[ \\u00a0\\u202f\\u2009]";
const numeral = new RegExp(`^([+\\-−]?)(\\d{1,3}(?:${spaces}\\d{3})+(?!\\d)(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*(?:[eE][+-]?\\d+(?![a-zA-Z]))?|\\.\\d+)`, "u");

/**
 * Reads the number at the start of a text: `1.5`, French `1,5`, `1 000` with any kind of space, `1e3`.
 * `1,000` may be one or a thousand, so it is refused; `0,125` can only be a decimal.
 */
export function readNumeral(text: string): Numeral | NumberError {
  const trimmed = text.trim();
  const found = numeral.exec(trimmed);
  if (!found) return "not-a-number";
  const [whole, sign = "", digits = ""] = found;
  const rest = trimmed.slice(whole.length);
  if (/^[.,]\d|^[.,]\s*$/u.test(rest) || (digits.match(/[.,]/gu)?.length ?? 0) > 1) return "ambiguous-number";
  if (/^[1-9]\d{0,2},\d{3}$/u.test(digits)) return "ambiguous-number";
  if (/^0\d/u.test(digits)) return "leading-zero";
  const value = Number(digits.replace(new RegExp(spaces, "gu"), "").replace(",", "."));
  if (value > largest) return "too-large";
  return { value: sign === "-" || sign === "−" ? -value : value, rest: rest.trim() };
}

/** Sentence for a number beyond what any scenario can mean; texts are cut at 40 characters. */
export function tooLarge(text: string, t: Translate): string {
  const words = text.trim();
  return t("{0} is too large for any scenario: are the digits and the unit right?", words.length > 40 ? `${words.slice(0, 40)}…` : words);
}

/**
 * What to say of an ambiguous number, with what it may mean as it would be understood: `1,500 s` -> 1500 or 1.5, `1.234,5` -> 1234.5.
 */
export function ambiguity(text: string, t: Translate): string {
  const [written] = new RegExp(`\\d[\\d.,]*(?:${spaces}\\d[\\d.,]*)*`, "u").exec(text) ?? [text.trim()];
  return t(
    "{0} is ambiguous: it can be read with a decimal comma or with a thousands separator. Write {1}.",
    written,
    meanings(written.replace(new RegExp(spaces, "gu"), "").replace(/[.,]+$/u, "")).join(t(" or ")),
  );
}

function meanings(digits: string): readonly string[] {
  const marks = digits.match(/[.,]/gu) ?? [];
  const thousands = digits.replace(/[.,]/gu, "");
  // One mark several times separates thousands; of two different ones the last is the decimal mark.
  if (marks.length === 0 || (marks.length > 1 && new Set(marks).size === 1)) return [thousands];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const decimal = String(Number(`${digits.slice(0, last).replace(/[.,]/gu, "")}.${digits.slice(last + 1)}`));
  return marks.length > 1 ? [decimal] : [thousands, decimal];
}
