import { lazily } from "./lazily";
import type { Language } from "./text";

/** Building one costs a hundred times what using it does. */
const names = lazily<object, Record<Language, Intl.DisplayNames>>(
  {},
  {
    en: () => new Intl.DisplayNames(["en"], { type: "language" }),
    fr: () => new Intl.DisplayNames(["fr"], { type: "language" }),
  },
);

const known: Readonly<Record<Language, Map<string, string>>> = { en: new Map(), fr: new Map() };

/** The name of a language code in the reader's language: `ar` -> "Arabic", "arabe"; a code that has none stays as written. */
export function languageName(code: string, reader: Language): string {
  let name = known[reader].get(code);
  if (name === undefined) {
    name = nameOf(code, reader);
    known[reader].set(code, name);
  }
  return name;
}

function nameOf(code: string, reader: Language): string {
  try {
    return names[reader].of(code) ?? code;
  } catch {
    // Not a well-formed language tag: users may name their rows as they like.
    return code;
  }
}
