import { once } from "../../lazily";
import type { Path } from "../source";
import type { Context } from "./checkContext";

/** Languages are known by their code: tokens and speech rates are looked up by it, and `french` or `xx` finds none. */
export function checkLanguageIds(context: Context): void {
  const { scenario } = context;
  for (const id of Object.keys(scenario.languages ?? {})) check(id, ["languages", id], true, context);
  for (const [name, service] of Object.entries(scenario.services ?? {})) {
    for (const id of Object.keys(service.languages ?? {})) {
      if (!scenario.languages?.[id]) check(id, ["services", name, "languages", id], true, context);
    }
    service.to?.forEach((id, index) => {
      const path: Path = ["services", name, "to"];
      if (!scenario.languages?.[id]) check(id, context.isList(path) ? [...path, index] : path, false, context);
    });
  }
}

function check(id: string, path: Path, atKey: boolean, { say, t }: Context): void {
  if (isLanguageCode(id)) return;
  const code = codeOf(id);
  const message =
    code === undefined
      ? t("{0} is not the code of a language: write for example fr, en or pt-BR.", id)
      : t("{0} is not the code of a language: did you mean {1}?", id, code);
  say(path, "unknown-language-code", "warning", message, atKey ? { atKey } : {});
}

/** Building one costs a hundred times what using it does. */
const named = once(() => new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }));

/** `fr`, `pt-BR`, `zh_Hant`; tlh is a language, klingon is none. */
function isLanguageCode(id: string): boolean {
  try {
    return named().of(id.replaceAll("_", "-")) !== undefined;
  } catch {
    // A RangeError: not even the form of a code.
    return false;
  }
}

const frequent = [
  "ar",
  "bn",
  "de",
  "el",
  "en",
  "es",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "id",
  "it",
  "ja",
  "ko",
  "nl",
  "pl",
  "pt",
  "ro",
  "ru",
  "sv",
  "th",
  "tr",
  "uk",
  "ur",
  "vi",
  "zh",
];

/** `french`, `Français`, `arabe` -> the code. */
function codeOf(name: string): string | undefined {
  return frequent.find((code) =>
    ["en", "fr", code].some((language) => new Intl.DisplayNames([language], { type: "language" }).of(code)?.toLowerCase() === name.trim().toLowerCase()),
  );
}
