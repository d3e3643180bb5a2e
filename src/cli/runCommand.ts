import { wrapped } from "../core/report/words/wrapped";
import { languageOf, type Translate, translator } from "../core/text";
import { readArguments } from "./arguments";
import { type Command, lang } from "./command";
import { type ExitCode, type Io, Refusal } from "./io";

/** What a process gives a run; a test gives something else. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  readonly now: Date;
  /** of the terminal that shows the answer */
  readonly columns?: number | undefined;
  readonly assets: string;
  /** what is written to the process, read on request only */
  readonly input: () => AsyncIterable<Uint8Array | string>;
  /** false: a path that this run must not read, because whoever asks is not the user; absent: everything may be read */
  readonly mayRead?: ((path: string) => boolean) | undefined;
}

/** Reads the arguments of a command and runs it. */
export async function runCommand(command: Command, argv: readonly string[], world: World): Promise<ExitCode> {
  const t = translator(languageOf(localeOf(world)));
  const args = readArguments(argv, command.options, t);
  // `tokens` without --language also names the language of its texts by --lang, which may be any.
  const asked = args.value("lang");
  const answers = command.options.includes(lang) || args.has("language") || asked === "en" || asked === "fr";
  const given = answers ? asked : undefined;
  if (given !== undefined && given !== "en" && given !== "fr") throw new Refusal(t("--lang is en or fr, not {0}.", given));
  const language = given ?? languageOf(localeOf(world));
  const [subject = "", extra] = args.positionals;
  if (subject === "" && !command.subject.startsWith("["))
    throw new Refusal(t("`{0}` wants a {1}: carbon-matrix {0} {1}. `carbon-matrix help {0}` says more.", command.name, command.subject));
  if (extra !== undefined && !command.subject.includes("..."))
    throw new Refusal(t("`{0}` takes one {1}, and {2} is too many. `carbon-matrix help {0}` says more.", command.name, command.subject, extra));
  // what is piped stays as it is: only a terminal has columns of its own
  const { columns } = world;
  const io: Io = {
    out: columns && command.prose && !args.has("json") ? (text) => world.out(wrapped(text, columns)) : world.out,
    note: world.note,
    t: translator(language),
    language,
    // a terminal that says 0 does not know
    width: columns || Number(world.env.COLUMNS) || Number.POSITIVE_INFINITY,
    today: today(args.value("date"), world.now, t),
    assets: world.assets,
    input: world.input,
    mayRead: world.mayRead ?? (() => true),
    call: (other, otherArgv, instead) => runCommand(other, otherArgv, { ...world, ...instead }),
  };
  return command.run(subject, args, io);
}

/** The order in which POSIX reads them. */
export function localeOf({ env }: Pick<World, "env">): string | undefined {
  return [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((locale) => locale !== undefined && locale !== "");
}

function today(given: string | undefined, now: Date, t: Translate): string {
  if (given === undefined) {
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  if (parsed === undefined || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== given) {
    throw new Refusal(t("--date is a day written YYYY-MM-DD, such as 2027-01-31, not {0}.", given));
  }
  return given;
}
