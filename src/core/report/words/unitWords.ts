import { writeNumber } from "../../quantity/digits";
import type { Translate } from "../../text";
import type { Reader } from "./figures";

// The codes that an analysis carries for machines, as a reader's words: JSON and spreadsheets keep the codes.

/** `gCO2e/kWh` -> `g éq. CO₂/kWh` in French; a unit that both languages share stays. */
export function unitWord(unit: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    "gCO2e/kWh": t("gCO2e/kWh"),
    "gCO2e/h": t("gCO2e/h"),
    kgCO2e: t("kgCO2e"),
    "kg/month": t("kg/month"),
    "files/month": t("files/month"),
    "count/month": t("a month"),
    "1/month": t("1/month"),
    count: t("count"),
    ratio: t("ratio"),
    tokens: t("tokens"),
    characters: t("characters"),
    "tokens/character": t("tokens/character"),
    "characters/min": t("characters/min"),
    "s/token": t("s/token"),
    parameters: t("parameters"),
    "bytes/parameter": t("bytes/parameter"),
    GB: t("GB"),
    "W/GB": t("W/GB"),
    "W/TB": t("W/TB"),
    "kWh/GB": t("kWh/GB"),
    "h/week": t("h/week"),
  };
  return words[unit] ?? unit;
}

/** `1.185 (1.12–1.35)` -> `1,185 (1,12–1,35)`; `exponential` -> `exponentielle`; a name or a month stays as it is written. */
export function assumedWords(value: string, { language, t }: Reader): string {
  const words: Readonly<Record<string, string>> = {
    exponential: t("exponential"),
    logistic: t("logistic"),
    medium: t("medium"),
    dedicated: t("dedicated"),
  };
  if (!/^\d+(\.\d+)?( \(\d+(\.\d+)?–\d+(\.\d+)?\))?$/u.test(value)) return words[value] ?? value;
  return value.replace(/\d+(\.\d+)?/gu, (number) => writeNumber(Number(number), language, { least: 1, most: 12 }));
}

/** `no licence stated; single figures cited` in the reader's words; the name of a licence stays. */
export function licenceWords(licence: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    "no licence stated": t("no licence stated"),
    "single figures cited": t("single figures cited"),
    "no file copied": t("no file copied"),
    "own measurement": t("own measurement"),
    paper: t("paper"),
    facts: t("facts"),
    "third-party list prices": t("third-party list prices"),
    "AGPL-3.0 repository": t("AGPL-3.0 repository"),
    "Licence Ouverte / Base Empreinte terms": t("Licence Ouverte / Base Empreinte terms"),
    "encoding MIT": t("encoding MIT"),
  };
  return licence
    .split("; ")
    .map((part) => {
      const pieces = part.split(", ");
      return pieces.map((piece) => words[piece] ?? piece).join(", ");
    })
    .join(t("; "));
}

/** `..., 20 March 2025` with the month in the reader's language. */
export function dated(source: string, t: Translate): string {
  return source.replace(/\b(\d{1,2}) March (\d{4})\b/u, (_, day: string, year: string) => t("{0} March {1}", day, year));
}

/** What a gate is, in two or three words; its reason is in the row. */
export function gateWord(code: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    obligation: t("legal obligation"),
    licence: t("licence"),
    "need-not-shown": t("need not shown"),
    "data-quality": t("rests on assumptions"),
    "measure-first": t("measure first"),
    "context-overflow": t("context too short"),
    "language-unsupported": t("language not supported"),
  };
  return words[code] ?? code;
}
