import type { Run } from "./run";
import { type Args, list, type Made, type MadePart, type Place, unknown, type Value } from "./values";

/** `parser.add_argument("--model", default="large-v3")`: what a program is started with unless somebody says otherwise. */
export function declareArgument(owner: Made, args: Args): void {
  const named = args.named.get("dest");
  const name = named?.k === "text" ? named.value : optionName(args);
  if (name === null) return;
  const { attrs } = parserOf(owner);
  attrs.set(`--${name}`, args.named.get("default") ?? unknown);
  const off = args.named.has("default") ? undefined : switchOf(args);
  if (off !== undefined) attrs.set(`switch --${name}`, off);
}

/** A switch that nobody gives; what a handler runs with it is there to be named all the same. */
function switchOf(args: Args): Value | undefined {
  const action = args.named.get("action");
  return action?.k === "text" && /^store_(true|false)$/.test(action.value) ? { k: "constant", value: action.value === "store_false" } : undefined;
}

/** `args, others = parser.parse_known_args()`; null for any other call. */
export function parsedKnown(run: Run, { of, path }: MadePart, args: Args, place: Place): Value | null {
  if (path !== "parse_known_args" || !/ArgumentParser$/.test(of.path)) return null;
  const parsed: Value = { k: "made", id: run.id(), path: `${of.path}.parse_args`, args, place, of: { k: "part", of, path: "parse_args" }, attrs: new Map() };
  return list([parsed, list([], "list", true)], "tuple");
}

/** What a command is started with unless somebody says otherwise; a switch, or an option without value, is there to be named. */
export function optionDefault(given: Value | undefined): Value | undefined {
  return given?.k === "text" || given?.k === "number" ? given : undefined;
}

/** The variable of `-r`, `--root-path`: the first long name, else the first; click takes one without dashes before them. */
export function optionName(args: Args): string | null {
  const names = args.positional.flatMap((one) => (one.k === "text" ? one.value.split("/", 1) : [])).filter((name) => name !== undefined);
  const plain = names.find((name) => !name.startsWith("-"));
  const long = plain ?? names.find((name) => name.startsWith("--")) ?? names[0];
  return long === undefined ? null : long.replace(/^-+/, "").replaceAll("-", "_");
}

/** An attribute of what parsing the command line gives; undefined for anything else. */
export function argument(run: Run, made: Made, name: string): Value | undefined {
  if (!/ArgumentParser(\.\w+)*\.parse_args$/.test(made.path)) return undefined;
  const { attrs } = parserOf(made);
  return (run.registering ? attrs.get(`switch --${name}`) : undefined) ?? attrs.get(`--${name}`);
}

/** Groups of arguments belong to the parser that made them. */
function parserOf(made: Made): Made {
  const { of } = made;
  return of?.k === "part" && /ArgumentParser/.test(of.of.path) ? parserOf(of.of) : made;
}
