import * as z from "zod";
import { plainName } from "../factors/names";
import { type MoneyKind, parseMoney } from "../quantity/parseMoney";
import { parseQuantity, parseValueAndRange } from "../quantity/parseQuantity";
import type { Money, Quantity } from "../quantity/quantity";
import { type Kind, kinds } from "../quantity/units";
import type { Translate } from "../text";
import { declaredName, nearest } from "./names";
import { isRecord } from "./plainData";

// The leaves of the scenario: each reads what YAML gives (text, true or false, lists, maps) and says precisely what is wrong.
// A leaf decides by the form of the value itself, where a zod union would only say "invalid input".

/** Why a leaf refused its value; the sentence is made when the reader's language is known. */
export interface Refusal {
  readonly code: string;
  readonly message: (t: Translate) => string;
  /** Replaces the text of the value. */
  readonly replacement?: string | undefined;
  /** The key of the value, where it is a map, that the mistake is in. */
  readonly focus?: string | undefined;
}

const refusals = new WeakSet<object>();
const refuse = (code: string, message: (t: Translate) => string, replacement?: string, focus?: string): Refusal => {
  const refusal = { code, message, replacement, focus };
  refusals.add(refusal);
  return refusal;
};
const isRefusal = (value: unknown): value is Refusal => typeof value === "object" && value !== null && refusals.has(value);

type JsonShape = Readonly<Record<string, unknown>>;

function leaf<T>(json: JsonShape, read: (value: unknown) => T | Refusal) {
  return z
    .unknown()
    .transform((value, context): T => {
      const result = read(value);
      if (!isRefusal(result)) return result;
      // `continue`: a union then keeps the mistakes of all its branches, and the report chooses by the form of the value.
      context.addIssue({ code: "custom", message: result.code, params: { refusal: result }, continue: true });
      return z.NEVER;
    })
    .meta(json);
}

const anyScalar = [{ type: "string" }, { type: "number" }] as const;

/** Words of people (`prose`, where a `#` may belong to the text) or an id. */
export const text = (description: string) => remember(leaf({ type: "string", description }, readText), "text");
export const prose = (description: string) => remember(leaf({ type: "string", description }, readText), "prose");

const roles = new WeakMap<object, "text" | "prose">();
const remember = <S extends z.ZodType>(schema: S, role: "text" | "prose"): S => {
  roles.set(schema, role);
  return schema;
};

/** What a schema of this file takes; undefined for quantities, lists and maps. */
export const roleOf = (schema: z.ZodType): "text" | "prose" | undefined => roles.get(schema);

function readText(value: unknown): string | Refusal {
  if (typeof value === "string") {
    return value.trim() === "" ? refuse("wrong-type", (t) => t("This text is empty: write it, or remove the key.")) : value.trim();
  }
  if (typeof value === "boolean") {
    return refuse(
      "yaml-boolean",
      (t) => t('A text is wanted here, and YAML reads this word as true or false: put it in double quotes, "{0}".', String(value)),
      `"${value}"`,
    );
  }
  return refuse("wrong-type", (t) => t("A text is wanted here."));
}

/** `METHOD /full/path`; the method is written in capitals, so that it joins the code, or `*` for a route that answers every method. */
export const endpoint = (description: string) =>
  remember(
    leaf({ type: "string", description, pattern: "^([A-Za-z]+|\\*) +/.*$" }, (value) => {
      const words = readText(value);
      if (isRefusal(words)) return words;
      const [, method, path] = /^([A-Za-z]+|\*)\s+(\/.*)$/su.exec(words) ?? [];
      // A path may hold a space; two endpoints in one text are a list.
      if (method && path && !/[\s,;][A-Z]+\s+\//u.test(path)) return `${method.toUpperCase()} ${path}`;
      return refuse("invalid-endpoint", (t) => t('{0} is not an endpoint: write its method and full path, for example "POST /transcribe".', words));
    }),
    "prose",
  );

/** ISO 4217 code. */
export const currency = (description: string) =>
  leaf({ type: "string", pattern: "^[A-Za-z]{3}$", description }, (value) => {
    const words = scalar(value)?.trim() ?? "";
    if (/^[A-Za-z]{3}$/u.test(words)) return words.toUpperCase();
    return refuse("unknown-value", (t) => t("{0} is not a currency: write its three letters, for example EUR.", words || t("This")));
  });

/** One of a few words, in any case, with spaces or hyphens; `meant`: other words for one of them, which is then proposed. */
export function oneOf<const T extends string>(values: readonly T[], description: string, meant: Readonly<Record<string, T>> = {}) {
  return leaf({ type: "string", enum: values, description }, (value) => {
    const word = typeof value === "string" || typeof value === "boolean" ? String(value) : "";
    const known = declaredName(word, values) as T | undefined;
    if (known !== undefined) return known;
    const synonym = Object.keys(meant).find((other) => plainName(other) === plainName(word));
    const close = synonym === undefined ? nearest(word, values) : meant[synonym];
    return refuse(
      "unknown-value",
      (t) =>
        close === undefined
          ? t("{0} is not one of the words that may stand here: {1}.", word || t("This"), values.join(", "))
          : t("{0} is not known here: did you mean {1}? It may be {2}.", word, close, values.join(", ")),
      close,
    );
  });
}

/** `true` or `false` alone: YAML 1.1's `yes` and `on` are refused with what to write. */
export const flag = (description: string) =>
  leaf({ type: "boolean", description }, (value) => {
    if (typeof value === "boolean") return value;
    const word = String(value).toLowerCase();
    if (["yes", "on", "oui"].includes(word))
      return refuse("yaml-boolean", (t) => t("Write true; {0} is a word to some YAML programs and true to others.", word), "true");
    if (["no", "off", "non"].includes(word))
      return refuse("yaml-boolean", (t) => t("Write false; {0} is a word to some YAML programs and false to others.", word), "false");
    return refuse("wrong-type", (t) => t("Write true or false here."));
  });

/** A plain number between two bounds, both allowed; `why` says what lies behind the bounds. */
export const number = (minimum: number, maximum: number, description: string, whole = true, why?: (t: Translate) => string) =>
  leaf({ type: whole ? "integer" : "number", minimum, maximum, description }, (value) => {
    const words = scalar(value)?.trim() ?? "";
    if (/^0\d/u.test(words)) {
      return refuse(
        "leading-zero",
        (t) => t("{0} starts with a zero: some programs read it in base 8. Remove the zero.", words),
        words.replace(/^0+(?=\d)/u, ""),
      );
    }
    const read = /^[+-]?(\d+(\.\d*)?|\.\d+)$/u.test(words) ? Number(words) : Number.NaN;
    if (Number.isNaN(read) && /^[+-]?\d[\d.]*\s*\p{L}+$/u.test(words)) {
      return refuse("number-with-unit", (t) =>
        sentences(t("{0}: a number alone stands here, without a unit, from {1} to {2}.", words, minimum, maximum), why?.(t)),
      );
    }
    if (Number.isNaN(read) || (whole && !Number.isInteger(read))) {
      return refuse("not-a-number", (t) => (whole ? t("{0} is not a whole number.", words || t("This")) : t("{0} is not a number.", words || t("This"))));
    }
    if (read < minimum || read > maximum) {
      return refuse("out-of-range", (t) => sentences(t("{0} is out of range: write a number from {1} to {2}.", words, minimum, maximum), why?.(t)));
    }
    return read;
  });

const sentences = (...all: readonly (string | undefined)[]): string => all.filter((one) => one !== undefined).join(" ");

/** `YYYY-MM`. */
export const month = (description: string) =>
  leaf({ type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$", description }, (value) => {
    const words = scalar(value)?.trim() ?? "";
    if (/^\d{4}-(0[1-9]|1[0-2])$/u.test(words)) return words;
    const [, year, digits] = /^(\d{4})[-/](\d{1,2})(?:[-/]\d{1,2})?$/u.exec(words) ?? [];
    const meant = year && digits && Number(digits) >= 1 && Number(digits) <= 12 ? `${year}-${digits.padStart(2, "0")}` : undefined;
    return refuse("invalid-month", (t) => t("{0} is not a month: write year and month, for example 2027-01.", words || t("This")), meant);
  });

/** `YYYY-MM-DD`, a day of the calendar. */
export const day = (description: string) =>
  leaf({ type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description }, (value) => {
    const words = scalar(value)?.trim() ?? "";
    const [, year, monthOfYear, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(words) ?? [];
    const real = new Date(Date.UTC(Number(year), Number(monthOfYear) - 1, Number(date)));
    if (year && real.getUTCMonth() === Number(monthOfYear) - 1 && real.getUTCDate() === Number(date)) return words;
    return refuse("invalid-date", (t) => t("{0} is not a date: write year, month and day, for example 2026-12-01.", words || t("This")));
  });

const levels = { "0": 0, "25": 0.25, "50": 0.5, "75": 0.75, "100": 1 } as const;

/** The text of a level as a scenario has it, of what a person may write for it: `0`, `off` -> `0 %`; undefined: no level. */
export function levelMeant(words: string): string | undefined {
  const digits = /^(\d+)\s*%?$/u.exec(words.replace(/[\u00a0\u202f]/gu, " "))?.[1];
  if (digits !== undefined && Object.hasOwn(levels, digits)) return `${digits} %`;
  return { off: "0 %", on: "100 %" }[words.toLowerCase()];
}

/** `0 %`, `25 %`, `50 %`, `75 %`, `100 %`; the sign may be left out. A bare `1` or `0.5` could mean two things. */
export const level = (description: string) =>
  leaf({ anyOf: [...anyScalar], description }, (value) => {
    const words = scalar(value)?.trim() ?? "";
    const digits = /^(\d+)\s*%?$/u.exec(words.replace(/[\u00a0\u202f]/gu, " "))?.[1];
    if (digits !== undefined && Object.hasOwn(levels, digits)) return levels[digits as keyof typeof levels];
    return refuse("invalid-level", (t) => t("{0} is not a level: write 0 %, 25 %, 50 %, 75 % or 100 %.", words || t("This")));
  });

const bases = ["measured", "sourced", "assumed"] as const;
const partsOfQuantity = ["value", "range", "basis", "source", "date"] as const;

/** A quantity in the canonical unit of its kind: a scalar, or `{ value, range, basis, source, date }`. */
export function quantity(kind: Kind, description: string) {
  const examples = kinds[kind].examples;
  const object = {
    type: "object",
    properties: {
      value: { anyOf: [...anyScalar], description: "The mean, with its unit", examples: [...examples] },
      range: { type: "string", description: "Where the value lies nine times of ten: a..b, in the same unit" },
      basis: { type: "string", enum: [...bases], description: "How the value is known" },
      source: { type: "string", description: "Where the value comes from" },
      date: { type: "string", description: "When it was measured or published, YYYY-MM-DD" },
    },
    additionalProperties: false,
  };
  return leaf({ anyOf: [...anyScalar, object], description: `${description} (${examples.join(", ")})`, written: [...examples] }, (value) =>
    readQuantity(value, kind),
  );
}

function readQuantity(value: unknown, kind: Kind): Quantity | Refusal {
  if (isRecord(value)) return quantityFromMap(value, kind);
  const words = scalar(value);
  if (words === undefined) return refuse("wrong-type", (t) => t("A quantity is wanted here: write for example {0}.", kinds[kind].examples.join(", ")));
  const result = parseQuantity(words, kind, plain);
  if (result.ok) return pueCheck(result.value, kind, words);
  return refuse(result.code, (t) => messageOf(parseQuantity(words, kind, t)), result.suggestion);
}

function quantityFromMap(map: Readonly<Record<string, unknown>>, kind: Kind): Quantity | Refusal {
  const unknown = Object.keys(map).find((key) => !(partsOfQuantity as readonly string[]).includes(key));
  if (unknown !== undefined) {
    return refuse("unknown-key", (t) => t("{0} is not known here: a quantity is written with {1}.", unknown, partsOfQuantity.join(", ")), undefined, unknown);
  }
  const [value, range, source] = [scalar(map.value), scalar(map.range), scalar(map.source)];
  const result = parseValueAndRange(value, range, kind, plain);
  if (!result.ok) {
    const focus = value === undefined || (range !== undefined && parseQuantity(value, kind, plain).ok) ? "range" : "value";
    return refuse(result.code, (t) => messageOf(parseValueAndRange(value, range, kind, t)), undefined, focus);
  }
  const checked = pueCheck(result.value, kind, value ?? range ?? "");
  if (isRefusal(checked)) return checked;
  const basis = bases.find((known) => known === map.basis);
  if (map.basis !== undefined && basis === undefined) {
    return refuse("unknown-value", (t) => t("{0} is not one of the words that may stand here: {1}.", String(map.basis), bases.join(", ")), undefined, "basis");
  }
  const date = scalar(map.date);
  return { ...checked, ...(basis && { basis }), ...(source !== undefined && { source }), ...(date !== undefined && { date }) };
}

function pueCheck(value: Quantity, kind: Kind, words: string): Quantity | Refusal {
  if (kind !== "ratio" || value.low >= 1) return value;
  return refuse("pue-below-one", (t) =>
    t(
      "PUE {0} is impossible: PUE is the energy of the whole data centre divided by the energy of its computers, so it is at least 1. 1.2 means that cooling and losses add 20 %. Leave it out and the region's is used.",
      words.trim(),
    ),
  );
}

/** An amount of money, with the period that the kind asks for. */
export const money = (kind: MoneyKind, description: string) =>
  leaf({ anyOf: [...anyScalar], description }, (value): Money | Refusal => {
    const words = scalar(value);
    if (words === undefined) return refuse("wrong-type", (t) => t("A single amount of money is wanted here, for example 900 EUR/month."));
    const result = parseMoney(words, kind, plain);
    return result.ok ? result.value : refuse(result.code, (t) => messageOf(parseMoney(words, kind, t)));
  });

const plain: Translate = (english) => english;
const messageOf = (result: { readonly ok: boolean; readonly message?: string }): string => result.message ?? "";

const scalar = (value: unknown): string | undefined => (typeof value === "string" || typeof value === "number" ? String(value) : undefined);
