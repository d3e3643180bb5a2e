import type { Translate } from "../../text";

/** What a rate of work is, in words: `decode/gpt-4o@200B/fp16/unknown-engine/H100/2-cards` -> `time per token written, gpt-4o (200B), fp16, H100, 2 cards`. */
export function rateLabel(id: string, t: Translate): string {
  const [kind = "", ...rest] = id.split("/");
  const of = rest.flatMap((part) => (part.startsWith("unknown") || part === "1-cards" ? [] : [readable(part, t)])).join(", ");
  const words: Readonly<Record<string, string>> = {
    image: t("time per image, {0}", of),
    ocr: t("time per image, {0}", of),
    voice: t("time per second of speech, {0}", of),
    rtf: t("time per second of audio, {0}", of),
    translation: t("time per token translated, {0}", of),
    decode: t("time per token written, {0}", of),
    prefill: t("time per token read, {0}", of),
    "classic-ml": t("time per request of a classical model"),
    forward: t("time per run of the model, {0}", of),
  };
  return words[kind] ?? id;
}

function readable(part: string, t: Translate): string {
  const cards = /^(\d+)-cards$/u.exec(part)?.[1];
  return cards === undefined ? part.replace(/@(.+)$/u, " ($1)") : t("{0} cards", cards);
}
