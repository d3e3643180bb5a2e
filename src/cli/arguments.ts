import { parseArgs } from "node:util";
import { nearest } from "../core/scenario/names";
import type { Translate } from "../core/text";
import { Refusal } from "./io";

/** An option with its meaning; `value` names what follows it. */
export interface Option {
  readonly name: string;
  readonly value?: string;
  readonly multiple?: boolean;
  readonly help: (t: Translate) => string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** the last value of an option that may be given once */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  has(name: string): boolean;
}

/** Reads arguments by the options that a command knows; a misspelt one is refused with the nearest that exists. */
export function readArguments(argv: readonly string[], options: readonly Option[], t: Translate): Arguments {
  const known = Object.fromEntries(
    options.map(({ name, value }) => [name, { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: true }]),
  );
  const { tokens } = parseArgs({ args: [...argv], options: known, allowPositionals: true, strict: false, tokens: true });
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name && token.rawName.startsWith("--"));
    if (option === undefined) throw new Refusal(unknownOption(token.rawName, options, t));
    if (option.value !== undefined && (token.value === undefined || isOption(token.value, token.inlineValue)))
      throw new Refusal(t("{0} wants a value: {0} {1}.", token.rawName, option.value));
    if (option.value === undefined && token.value !== undefined) throw new Refusal(t("{0} takes no value.", token.rawName));
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ""]);
  }
  for (const { name, multiple } of options) {
    if (!multiple && (given.get(name)?.length ?? 0) > 1) throw new Refusal(t("{0} was given twice.", `--${name}`));
  }
  return {
    positionals,
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  };
}

function unknownOption(rawName: string, options: readonly Option[], t: Translate): string {
  const meant = nearest(
    rawName.replace(/^-+/, ""),
    options.map(({ name }) => name),
  );
  const choices = options.map(({ name }) => `--${name}`).join(", ");
  return meant === undefined
    ? t("There is no option {0} here. There are: {1}.", rawName, choices)
    : t("There is no option {0} here. Did you mean {1}?", rawName, `--${meant}`);
}

/** `--out --json`: the value was forgotten. */
function isOption(value: string, inline: boolean | undefined): boolean {
  return inline === false && /^--?[a-z]/i.test(value);
}
