import { visible } from "../core/report/exports/table";
import { nearest } from "../core/scenario/names";
import { languageOf, type Translate, translator } from "../core/text";
import { tool } from "../node/tool";
import type { Option } from "./arguments";
import type { Command } from "./command";
import { check } from "./commands/check";
import { durations } from "./commands/durations";
import { estimate } from "./commands/estimate";
import { init } from "./commands/init";
import { matrix } from "./commands/matrix";
import { mcp } from "./commands/mcp";
import { report } from "./commands/report";
import { routes } from "./commands/routes";
import { tokens } from "./commands/tokens";
import { whatIf } from "./commands/whatIf";
import { type ExitCode, Refusal } from "./io";
import { localeOf, runCommand, type World } from "./runCommand";

const commands: readonly Command[] = [routes, init, estimate, matrix, check, report, durations, tokens, whatIf, mcp];

/** Runs one command; every refusal is a sentence on the second stream and exit code 2. */
export async function run(world: World): Promise<ExitCode> {
  const { argv, lang } = languageFirst(world.argv);
  const t = translator(languageOf(lang ?? localeOf(world)));
  try {
    return await dispatch({ ...world, argv }, t);
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

/**
 * `--lang fr --help` -> --help in French, `--lang fr check x` -> check x --lang fr. An option before the command is read here;
 * one behind it belongs to the command, and is read here too for its help and its refusals. `tokens` without --language also takes it for its texts.
 */
function languageFirst(argv: readonly string[]): { readonly argv: readonly string[]; readonly lang: string | undefined } {
  const index = argv.findIndex((word) => /^--lang(=|$)/.test(word));
  const word = argv[index];
  if (word === undefined) return { argv, lang: undefined };
  const inline = word.startsWith("--lang=");
  const lang = inline ? word.slice("--lang=".length) : argv[index + 1];
  if (lang !== "en" && lang !== "fr") return { argv, lang: undefined };
  const option = argv.slice(0, inline ? 1 : 2);
  const rest = argv.slice(option.length);
  return { argv: index > 0 ? argv : rest.length === 0 ? [] : [...rest, ...option], lang };
}

async function dispatch(world: World, t: Translate): Promise<ExitCode> {
  const [name, ...rest] = world.argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const wanted = rest.map((word, index) => (word === "--lang" ? (rest[index + 1] ?? "") : /^--lang=(.*)$/.exec(word)?.[1]));
    const foreign = wanted.find((lang) => lang !== undefined && lang !== "en" && lang !== "fr");
    if (foreign !== undefined) throw new Refusal(t("--lang is en or fr, not {0}.", foreign));
    const asked = commands.find((command) => rest.includes(command.name));
    const [unknown] = rest.filter((word, index) => !word.startsWith("-") && rest[index - 1] !== "--lang");
    if (asked === undefined && name === "help" && unknown !== undefined) throw new Refusal(unknownCommand(unknown, t));
    (name === undefined ? world.note : world.out)(asked === undefined ? help(t) : commandHelp(asked, t));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    world.out(`${tool}\n`);
    return 0;
  }
  if (/^--lang(=|$)/.test(name)) throw new Refusal(t("--lang is en or fr, not {0}.", name.split("=")[1] ?? rest[0] ?? ""));
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Refusal(unknownCommand(name, t));
  if (rest.includes("--help") || rest.includes("-h")) {
    world.out(commandHelp(command, t));
    return 0;
  }
  return runCommand(command, rest, world);
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
  return `${[t("Carbon of the AI in a FastAPI project: find its routes, estimate them, decide, check the budget."), "", ...lines, "", t("`carbon-matrix help COMMAND` lists the options of a command."), t("Measurements (CSV, JSON) are imported by no command: name their files under measurements: in the scenario, and every command reads them."), t("Exit codes: 0 done or within budget, 1 over budget, 2 input unusable, or a budget that cannot be checked.")].join("\n")}\n`;
}

function commandHelp(command: Command, t: Translate): string {
  const written = (option: Option): string => `--${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
  const width = Math.max(...command.options.map((option) => written(option).length));
  const lines = command.options.map((option) => `  ${written(option).padEnd(width)}  ${option.help(t)}`);
  return `carbon-matrix ${command.name} ${command.subject}\n  ${command.help(t)}\n\n${lines.join("\n")}\n`;
}
