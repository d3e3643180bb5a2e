import { isScalar, type Node } from "yaml";
import { readNumeral } from "../../quantity/number";
import { parseQuantity } from "../../quantity/parseQuantity";
import type { Kind } from "../../quantity/units";

/** Plain data that an edit can write. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** How a value is written where it will stand. */
export interface Style {
  readonly json: boolean;
  /** Inside `{ }` or `[ ]`. */
  readonly flow: boolean;
}

/** Values on one line: quantities and dates plain, texts double-quoted, maps as `{ }`. */
export function inline(value: Plain, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item: Plain) => inline(item, style)).join(", ")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, item]) => `${keyWord(key, style)}: ${inline(item, style)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (typeof value !== "string") return String(value);
  return !style.json && (isQuantity(value) || isDate(value)) ? value : JSON.stringify(value);
}

const isQuantity = (text: string): boolean => /^[+-]?\d+(?:\.\d+)?(?:\.\.\d+(?:\.\d+)?)?(?: ?[%/\p{L}][\p{L}%/ ]*)?$/u.test(text) && text === text.trim();
const isDate = (text: string): boolean => /^\d{4}-\d{2}(?:-\d{2})?$/u.test(text);

/** A key: plain where every YAML program reads it as the same text. */
export function keyWord(key: string, style: Style): string {
  return !style.json && /^[\p{L}\d_][\p{L}\d_./@+-]*$/u.test(key) && !isReserved(key) ? key : JSON.stringify(key);
}

const isReserved = (word: string): boolean => /^(?:true|false|null|yes|no|on|off|y|n|~)$/iu.test(word);

/** A scalar in place of another: the quotes that are there stay, and a plain one stays plain where it can. */
export function inPlaceOf(old: Node, source: string, value: string | number | boolean, style: Style): string {
  const text = String(value);
  const quote = source[old.range?.[0] ?? 0];
  if (quote === '"') return JSON.stringify(text);
  if (quote === "'" && !/[\r\n]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (typeof value !== "string") return text;
  if (style.json) return /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/u.test(text) ? text : JSON.stringify(text);
  const plain = isScalar(old) && old.type === "PLAIN" && isPlainSafe(text, style.flow);
  return plain ? text : JSON.stringify(text);
}

/** True where YAML gives back the same text without quotes. */
function isPlainSafe(text: string, flow: boolean): boolean {
  if (!/^[\p{L}\d][^\p{Cc}\u0085\u2028\u2029\ufeff]*$/u.test(text) || text !== text.trim() || isReserved(text)) return false;
  if (/:(?:\s|$)|\s#/u.test(text) || (flow && /[,[\]{}]|:["']?$/u.test(text))) return false;
  return !flow || !/:[,[\]{}]/u.test(text);
}

/**
 * A new number in the notation of the old text: `500/month` -> `600/month`, `6000 files/year` -> `7200 files/year`,
 * `"1,5 kg/mois"` -> `"2,5 kg/mois"`. `value` is in the kind's canonical unit; undefined where the old text cannot be kept.
 */
export function inNotationOf(old: string, kind: Kind, value: number, quoted: boolean): string | undefined {
  const numeral = readNumeral(old);
  if (typeof numeral === "string" || numeral.rest.includes("..")) return undefined;
  const one = parseQuantity(`1${numeral.rest}`, kind, (english) => english);
  if (!one.ok) return undefined;
  const trimmed = old.trim();
  const digits = trimmed.slice(0, trimmed.length - numeral.rest.length);
  const gap = /\s*$/u.exec(digits)?.[0] ?? "";
  const number = decimal(value / one.value.central);
  return `${quoted && /\d,\d/u.test(digits) ? number.replace(".", ",") : number}${gap}${numeral.rest}`;
}

/** A number without exponent and without the noise of binary fractions. */
export function decimal(value: number): string {
  const tidy = Number(value.toPrecision(12));
  const text = String(tidy);
  return text.includes("e")
    ? tidy
        .toFixed(text.includes("e-") ? 20 : 0)
        .replace(/(\.\d*?)0+$/u, "$1")
        .replace(/\.$/u, "")
    : text;
}
