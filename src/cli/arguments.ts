import { parseArgs } from "node:util";
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

/** The name nearest to a misspelt one, if it is near enough to be meant. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
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

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
