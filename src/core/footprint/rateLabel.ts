import type { Translate } from "../text";

/** What a rate of work is, in words: `decode/mistral:7b/q4/T4` -> `time per token written, mistral:7b, q4, T4`. */
export function rateLabel(id: string, t: Translate): string {
  const [kind = "", ...rest] = id.split("/");
  const of = rest.filter((part) => part !== "unknown").join(", ");
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
