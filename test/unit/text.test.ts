import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import french from "../../l10n/fr.json";
import { monthName } from "../../src/core/quantity/dates";
import { languageOf, translator } from "../../src/core/text";

const root = join(__dirname, "../..");

/** Every sentence that the code passes to `t(...)`, with its place. */
function sentences(): { sentence: string; file: string }[] {
  const files = ["src", "webview"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    return [...text.matchAll(/\bt\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, literal]) => ({ sentence: JSON.parse(literal as string) as string, file }));
  });
}

test("every sentence has a French one, and its placeholders are the same", () => {
  const catalogue: Readonly<Record<string, string>> = french;
  const faults = sentences().flatMap(({ sentence, file }) => {
    const translated = catalogue[sentence];
    if (translated === undefined) return [`${file}: no French for ${JSON.stringify(sentence)}`];
    const slots = (text: string): string => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join();
    return slots(sentence) === slots(translated) ? [] : [`${file}: placeholders differ in ${JSON.stringify(translated)}`];
  });
  expect([...new Set(faults)]).toEqual([]);
});

test.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["fr_FR.UTF-8", "fr"],
  ["en-GB", "en"],
  ["de", "en"],
  [undefined, "en"],
])("the language of %s is %s", (locale, language) => expect(languageOf(locale)).toBe(language));

test("arguments replace their placeholders; a placeholder without argument stays", () => {
  expect(translator("en")("{0} of {1}, {0}", "a", 2)).toBe("a of 2, a");
  expect(translator("en")("{0} and {1}", "a")).toBe("a and {1}");
});

test("a number among the arguments is written as the language writes it; a text stays", () => {
  expect(translator("en")("{0} {1} {2}", 4750, -0.5, "2027")).toBe("4,750 −0.5 2027");
  expect(translator("fr")("{0} {1} {2}", 4750, -0.5, "2027")).toBe("4\u202f750 −0,5 2027");
});

test("French has one apostrophe, and a no-break space before its double punctuation", () => {
  const faults = Object.values(french as Readonly<Record<string, string>>).filter((text) => /\p{L}'[\p{L}{«]| [;:?!](?=\s|$)/u.test(text));
  expect(faults).toEqual([]);
});

test("a word follows its number: English counts only 1 as one, French also 0 and 1.5", () => {
  const english = [0, 1, 1.5, 2].map((count) => translator("en")("{0} {0|was|were}", count));
  expect(english).toEqual(["0 were", "1 was", "1.5 were", "2 were"]);
  expect([0, 1, 1.5, 2].map((count) => translator("fr")("{0} {0|est|sont}", count))).toEqual(["0 est", "1 est", "1,5 est", "2 sont"]);
});

test.each(["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"])(
  "French elides before month %s where its name begins with a vowel",
  (month) => {
    const de = ["04", "08", "10"].includes(month) ? "d’" : "de ";
    for (const name of [monthName(`2027-${month}`, "fr"), monthName(`2027-${month}`, "fr", "short")]) {
      const sentence = translator("fr")("Trigger of an earlier review: the carbon budget is exceeded from {0} on.", name);
      expect(sentence).toMatch(new RegExp(`le budget carbone est dépassé à partir ${de}${name.replace(".", "\\.")}\\.$`, "u"));
    }
  },
);

test("French elides before a lower bound", () => {
  expect(translator("fr")("de {0}, De {0}, que {0}, code {0}", "au moins 8 kg")).toBe("d’au moins 8 kg, D’au moins 8 kg, qu’au moins 8 kg, code au moins 8 kg");
});
