import { readFileSync, statSync } from "node:fs";
import { tokenLanguages } from "../../core/factors/tokens";
import { type TokenCounter, tokenCounter } from "../../core/media/countTokens";
import { loadMistralTokenizer } from "../../core/media/mistralTokenizer";
import { type CountedFile, tokensText, totalOf } from "../../core/media/tokensText";
import { textTable } from "../../core/report/exports/table";
import { writeJson } from "../../core/report/exports/writeJson";
import { decodeText } from "../../node/decodeText";
import type { Arguments } from "../arguments";
import { type Command, json } from "../command";
import { findFiles } from "../findFiles";
import { type Io, Refusal } from "../io";
import { progressLine } from "../progressLine";

interface Unreadable {
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

/** Markup is not what a model is given, so pages are not counted by the folder; a file that is named is counted as it is. */
const isText = (path: string): boolean => /\.(txt|text|md|markdown)$/i.test(path);
const mostBytes = 64 * 1024 * 1024;

export const tokens: Command = {
  name: "tokens",
  subject: "PATH...",
  help: (t) => t("count the tokens of text files: exactly for Mistral 7B and its kin, by coefficients for other models"),
  options: [
    { name: "model", value: "ID", help: (t) => t("model that reads the texts, such as mistral:7b") },
    { name: "language", value: "L", help: (t) => t("language of the texts, such as fr; else the one of --lang") },
    { name: "lang", value: "L", help: (t) => t("language of the answer, en or fr; without --language also of the texts") },
    json,
  ],
  async run(_, args, io) {
    const counter = await counterOf(args, io);
    const found = findFiles(args.positionals, isText, io);
    for (const folder of found.unreadableFolders) io.note(`${io.t("{0} could not be read: check its permissions.", folder)}\n`);
    if (found.files.length === 0)
      throw new Refusal(io.t("There is no text file (.txt, .md) in {0}; files of other kinds: {1}.", args.positionals.join(", "), found.passedOver));
    const files: CountedFile[] = [];
    const unreadable: Unreadable[] = [];
    const progress = progressLine(found.files.length, io);
    for (const [index, path] of found.files.entries()) {
      progress.show(index, path);
      const text = textOf(path, counter.language, io);
      if (typeof text === "string") files.push({ path, ...counter.count(text) });
      else unreadable.push(text);
    }
    progress.end();
    if (args.has("json")) io.out(writeJson(answer(files, unreadable, counter, found.passedOver)));
    else {
      if (files.length > 0) io.out(tokensText(files, counter, io.language));
      if (unreadable.length > 0)
        io.out(
          `\n${textTable({ columns: [{ title: io.t("Not read") }, { title: io.t("Why") }], rows: unreadable.map(({ path, reason }) => [path, reason]) })}`,
        );
      if (found.passedOver > 0) io.note(`${io.t("Files passed over, because only .txt and .md are counted in folders: {0}.", found.passedOver)}\n`);
    }
    if (files.length === 0) throw new Refusal(io.t("No file could be read."));
    return 0;
  },
};

async function counterOf(args: Arguments, { t, note }: Io): Promise<TokenCounter> {
  const model = args.value("model");
  if (model === undefined) throw new Refusal(t("Say which model reads the texts: --model mistral:7b."));
  const language = args.value("language") ?? args.value("lang") ?? null;
  const answer = await tokenCounter(model, language, loadMistralTokenizer);
  if (!("found" in answer)) {
    throw new Refusal(
      answer.suggestions.length === 0
        ? t("The model {0} is not in our data. Name it as its provider, Ollama or its publisher does, such as gpt-4o or mistral:7b.", model)
        : t("The model {0} is not known. Did you mean {1}?", model, answer.suggestions.join(", ")),
    );
  }
  if (language !== null && answer.found.language === null)
    note(`${t("The tokens of {0} were not counted: an estimate takes the range of the {1} languages that were.", language, tokenLanguages.length)}\n`);
  return answer.found;
}

function textOf(path: string, language: string | null, { t, note }: Io): string | Unreadable {
  try {
    const status = statSync(path);
    if (!status.isFile()) return { path, code: "file-unreadable", reason: t("this is not a file") };
    if (status.size > mostBytes)
      return {
        path,
        code: "file-too-large",
        reason: t("it has {0} MB, more than the {1} MB that are counted at once: split it", Math.round(status.size / 2 ** 20), mostBytes / 2 ** 20),
      };
    const decoded = decodeText(readFileSync(path), language);
    if (decoded === null) return { path, code: "not-text", reason: t("it is not text: save it as plain text in UTF-8") };
    if (!decoded.certain) note(`${t("{0} is not UTF-8 and was read as {1}: save it as UTF-8 if its words look wrong.", path, decoded.encoding)}\n`);
    if (decoded.text !== decoded.text.normalize("NFC"))
      note(`${t("{0} writes accents apart (not NFC): a model reads more tokens in it than in the same text composed.", path)}\n`);
    return decoded.text;
  } catch (error) {
    return {
      path,
      code: "file-unreadable",
      reason: t("it cannot be read ({0}): check its permissions", (error as NodeJS.ErrnoException).code ?? String(error)),
    };
  }
}

function answer(files: readonly CountedFile[], unreadable: readonly Unreadable[], counter: TokenCounter, passedOver: number) {
  const { model, tokenizer, likeness, basis, language, table } = counter;
  const withRate = <T extends CountedFile | ReturnType<typeof totalOf>>(file: T) => ({
    ...file,
    tokensPerCharacter: file.characters === 0 ? null : file.tokens.central / file.characters,
  });
  return {
    version: 1,
    model,
    tokenizer,
    likeness,
    basis,
    language,
    table: { tokensPerCharacter: table },
    files: files.map(withRate),
    total: withRate(totalOf(files)),
    unreadable,
    passedOver,
  };
}
