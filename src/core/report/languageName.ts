import type { Language } from "../text";

/** The name of a language code in the reader's language: `ar` -> "Arabic", "arabe"; a code that has none stays as written. */
export function languageName(code: string, reader: Language): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
  } catch {
    // Not a well-formed language tag: users may name their rows as they like.
    return code;
  }
}
