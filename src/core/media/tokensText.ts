import { languageName } from "../languageName";
import { unreachable } from "../problem";
import { formatCount, formatNumber } from "../quantity/format";
import type { Interval } from "../quantity/interval";
import { textTable } from "../report/exports/table";
import { type Language, translator } from "../text";
import type { TokenCount, TokenCounter } from "./countTokens";

export interface CountedFile extends TokenCount {
  readonly path: string;
}

/** Sums of files. `tokens` of an estimate keeps the range of its coefficient, which is the same error in every file. */
export function totalOf(files: readonly TokenCount[]): TokenCount {
  const sum = (of: (file: TokenCount) => number): number => files.reduce((total, file) => total + of(file), 0);
  return {
    characters: sum(({ characters }) => characters),
    tokens: { low: sum(({ tokens }) => tokens.low), central: sum(({ tokens }) => tokens.central), high: sum(({ tokens }) => tokens.high) },
  };
}

/** Tokens of files as people read them, with the table's coefficient beside. Ends with a line feed. */
export function tokensText(files: readonly CountedFile[], counter: TokenCounter, language: Language): string {
  const t = translator(language);
  const total = totalOf(files);
  const row = (name: string, { characters, tokens }: TokenCount): string[] => [
    name,
    formatCount(characters, language),
    range(tokens, (value) => formatCount(Math.round(value), language)),
    characters === 0 ? "—" : formatNumber(tokens.central / characters, language, 4),
  ];
  const table = textTable({
    columns: [
      { title: t("File") },
      { title: t("Characters"), align: "right" },
      { title: t("Tokens"), align: "right" },
      { title: t("Tokens per character"), align: "right" },
    ],
    rows: [
      ...files.map((file) => row(file.path, file)),
      ...(files.length > 1 ? [row(t("Total"), total), row(t("Mean of a file"), meanOf(total, files.length))] : []),
    ],
  });
  return `${table}\n${sentences(total, counter, language)
    .map((sentence) => `${sentence}\n`)
    .join("")}`;
}

/** How the count was made, and how it compares with the coefficient that estimates use. */
export function sentences(
  total: TokenCount,
  { model, basis, language: texts, table, tokenizer, likeness }: TokenCounter,
  language: Language,
): readonly string[] {
  const t = translator(language);
  const perCharacter = range(table, (value) => formatNumber(value, language, 3));
  const named = texts === null ? t("unknown language") : languageName(texts, language);
  if (basis === "estimated") return [estimated()];
  const counted = t("Counted exactly with the vocabulary of {0}, without marks of beginning and end.", model);
  if (total.characters === 0) return [counted];
  const measured = total.tokens.central / total.characters;
  const difference = measured / table.central - 1;
  const compared = t(
    "The table has {0} tokens per character ({1}); these texts have {2} ({3} %).",
    perCharacter,
    named,
    formatNumber(measured, language, 3),
    `${difference < 0 ? "−" : "+"}${formatNumber(Math.abs(difference) * 100, language)}`,
  );
  const outside = measured < table.low || measured > table.high;
  return [counted, compared, ...(outside ? [t("That is outside its range: write the tokens of these texts into the scenario instead of characters.")] : [])];

  function estimated(): string {
    switch (likeness) {
      case "own":
        return t(
          "Estimated for {0}, whose vocabulary ({1}) is not bundled: characters times {2} tokens per character ({3}).",
          model,
          tokenizer,
          perCharacter,
          named,
        );
      case "similar":
        return t(
          "Approximated for {0}, whose own vocabulary we have not counted: {1} stands in, over the range of all that we have. Characters times {2} tokens per character ({3}).",
          model,
          tokenizer,
          perCharacter,
          named,
        );
      case "unknown":
        return t(
          "Approximated for {0}, whose vocabulary is not known: median and range of the nine that we have counted. Characters times {1} tokens per character ({2}).",
          model,
          perCharacter,
          named,
        );
      default:
        return unreachable(likeness);
    }
  }
}

const meanOf = ({ characters, tokens }: TokenCount, count: number): TokenCount => ({
  characters: Math.round(characters / count),
  tokens: { low: tokens.low / count, central: tokens.central / count, high: tokens.high / count },
});

function range({ low, central, high }: Interval, write: (value: number) => string): string {
  return low === high ? write(central) : `${write(central)} (${write(low)}–${write(high)})`;
}
