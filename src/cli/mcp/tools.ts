import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { isBelow } from "../../node/realPaths";
import type { Option } from "../arguments";
import { type Command, fetch, json, lang } from "../command";
import { type Io, Refusal } from "../io";
import { InvalidArguments, type Tool, type ToolResult } from "./server";

/** A command as a tool: its arguments and options become a JSON Schema, its `--json` answer the result. Never with the network. */
export function toolOf(command: Command, folders: readonly string[], io: Io): Tool {
  const subject = command.subject === "FOLDER" ? "folder" : "scenario";
  const options = command.options.filter((option) => ![json, fetch, lang].includes(option));
  const properties = {
    [subject]: {
      type: "string",
      description:
        subject === "folder" ? io.t("folder of the FastAPI project; else the one that this server was started for") : io.t("path of the scenario file"),
    },
    ...Object.fromEntries(options.map((option) => [keyOf(option), schemaOf(option, io)])),
  };
  const required = subject === "folder" && folders.length === 1 ? [] : [subject];
  return {
    name: command.name,
    description: command.help(io.t),
    inputSchema: { type: "object", properties, required },
    call: (args) => call(command, subject, options, args, folders, io),
  };
}

async function call(
  command: Command,
  subject: string,
  options: readonly Option[],
  args: Readonly<Record<string, unknown>>,
  folders: readonly string[],
  io: Io,
): Promise<ToolResult> {
  const known = [subject, ...options.map(keyOf)];
  const unknown = Object.keys(args).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new InvalidArguments(io.t("There is no argument {0}. There are: {1}.", JSON.stringify(unknown), known.join(", ")));
  const given = args[subject] ?? (subject === "folder" && folders.length === 1 ? folders[0] : undefined);
  if (given !== undefined && typeof given !== "string") throw new InvalidArguments(io.t("{0} must be text.", subject));
  if (given === undefined || given === "") throw new InvalidArguments(io.t("{0} is missing: a path below {1}.", subject, folders.join(", ")));
  const argv = [below(given, folders, io), "--json", `--lang=${io.language}`];
  for (const option of options) {
    const value = args[keyOf(option)];
    if (value === undefined || value === null) continue;
    for (const text of textsOf(option, value, io)) argv.push(`--${option.name}=${isPath(option) ? below(text, folders, io) : text}`);
  }
  return run(command, argv, folders, io);
}

async function run(command: Command, argv: readonly string[], folders: readonly string[], io: Io): Promise<ToolResult> {
  const [out, notes] = [[] as string[], [] as string[]];
  const mayRead = (path: string): boolean => isBelow(path, folders);
  try {
    await io.call(command, argv, { out: (text) => out.push(text), note: (text) => notes.push(text), now: new Date(), mayRead });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { content: [{ type: "text", text: `${notes.join("")}${error.message}` }], isError: true };
  }
  const answer = out.join("");
  const remarks = notes.join("").trim();
  return {
    content: [{ type: "text", text: answer }, ...(remarks === "" ? [] : [{ type: "text" as const, text: remarks }])],
    structuredContent: JSON.parse(answer),
    isError: false,
  };
}

/** `base-folder` -> `baseFolder` */
function keyOf({ name }: Option): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function schemaOf(option: Option, { t }: Io): unknown {
  const description = option.help(t);
  return option.multiple ? { type: "array", items: { type: "string" }, description } : { type: "string", description };
}

function textsOf(option: Option, value: unknown, { t }: Io): readonly string[] {
  const all = option.multiple && Array.isArray(value) ? value : [value];
  return all.map((one: unknown) => {
    if (typeof one !== "string") throw new InvalidArguments(option.multiple ? t("{0} is a list of texts.", keyOf(option)) : t("{0} is a text.", keyOf(option)));
    return one;
  });
}

function isPath({ value }: Option): boolean {
  return value === "FOLDER" || value === "SCENARIO" || value === "FILE";
}

/** The absolute path of something below the folders; links are followed before it is judged. */
function below(path: string, folders: readonly string[], { t }: Io): string {
  const own = resolve(path);
  // An assistant names what it sees below the folder that it was given, wherever the server was started.
  const places = path.includes("\0") ? [] : [own, ...folders.map((folder) => resolve(folder, path))].filter((one) => isBelow(one, folders));
  const found = places.find((one) => existsSync(one)) ?? places.find((one) => one === own);
  if (found === undefined) throw new InvalidArguments(t("This path is not below {0}, and nothing else is read.", folders.join(", ")));
  return found;
}
