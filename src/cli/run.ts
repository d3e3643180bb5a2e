import { visible } from "../core/report/table";
import { languageOf, type Translate, translator } from "../core/text";
import { nearest, type Option, readArguments } from "./arguments";
import { type Command, lang } from "./command";
import { check } from "./commands/check";
import { durations } from "./commands/durations";
import { estimate } from "./commands/estimate";
import { matrix } from "./commands/matrix";
import { report } from "./commands/report";
import { routes } from "./commands/routes";
import { tokens } from "./commands/tokens";
import { whatIf } from "./commands/whatIf";
import { type ExitCode, type Io, Refusal } from "./io";
import { tool } from "./tool";

const commands: readonly Command[] = [routes, estimate, matrix, check, report, durations, tokens, whatIf];

/** What a process gives a run; a test gives something else. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  readonly now: Date;
  readonly assets: string;
}

/** Runs one command; every refusal is a sentence on the second stream and exit code 2. */
export async function run(world: World): Promise<ExitCode> {
  const language = languageOf(localeOf(world));
  const t = translator(language);
  try {
    return await dispatch(world, t);
  } catch (error) {
    if (error instanceof Refusal) {
      world.note(`carbon-matrix: ${visible(error.message)}\n`);
      return 2;
    }
    world.note(
      `carbon-matrix: ${t("This should not have happened, and it is our fault: {0}. Please report it with the command that you ran.", visible(String(error)))}\n`,
    );
    if (world.env.CARBON_MATRIX_DEBUG && error instanceof Error) world.note(`${error.stack ?? ""}\n`);
    return 2;
  }
}

async function dispatch(world: World, t: Translate): Promise<ExitCode> {
  const [name, ...rest] = world.argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const asked = commands.find((command) => command.name === rest[0]);
    (name === undefined ? world.note : world.out)(asked === undefined ? help(t) : commandHelp(asked, t));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    world.out(`${tool}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Refusal(unknownCommand(name, t));
  if (rest.includes("--help") || rest.includes("-h")) {
    world.out(commandHelp(command, t));
    return 0;
  }
  const args = readArguments(rest, command.options, t);
  // `tokens` names the language of its texts by the same word.
  const given = command.options.includes(lang) ? args.value("lang") : undefined;
  if (given !== undefined && given !== "en" && given !== "fr") throw new Refusal(t("--lang is en or fr, not {0}.", given));
  const language = given ?? languageOf(localeOf(world));
  const [subject, extra] = args.positionals;
  if (subject === undefined || subject === "")
    throw new Refusal(t("`{0}` wants a {1}: carbon-matrix {0} {1}. `carbon-matrix help {0}` says more.", command.name, command.subject));
  if (extra !== undefined && command.subject !== "PATH...")
    throw new Refusal(t("`{0}` takes one {1}, and {2} is too many. `carbon-matrix help {0}` says more.", command.name, command.subject, extra));
  const io: Io = { out: world.out, note: world.note, t: translator(language), language, today: today(args.value("date"), world.now, t), assets: world.assets };
  return command.run(subject, args, io);
}

/** The order in which POSIX reads them. */
function localeOf({ env }: World): string | undefined {
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

function unknownCommand(name: string, t: Translate): string {
  const names = commands.map((command) => command.name);
  const meant = nearest(name, names);
  return meant === undefined
    ? t("There is no command {0}. There are: {1}.", name, names.join(", "))
    : t("There is no command {0}. Did you mean {1}?", name, meant);
}

function help(t: Translate): string {
  const lines = commands.map((command) => `  ${`${command.name} ${command.subject}`.padEnd(20)}  ${command.help(t)}`);
  return `${[t("Carbon of the AI in a FastAPI project: find its routes, estimate them, decide, check the budget."), "", ...lines, "", t("`carbon-matrix help COMMAND` lists the options of a command."), t("Exit codes: 0 done or within budget, 1 over budget, 2 input unusable.")].join("\n")}\n`;
}

function commandHelp(command: Command, t: Translate): string {
  const written = (option: Option): string => `--${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
  const width = Math.max(...command.options.map((option) => written(option).length));
  const lines = command.options.map((option) => `  ${written(option).padEnd(width)}  ${option.help(t)}`);
  return `carbon-matrix ${command.name} ${command.subject}\n  ${command.help(t)}\n\n${lines.join("\n")}\n`;
}
