import { union } from "../interpreter/alternatives";
import type { Run } from "../interpreter/run";
import { type Args, type Func, list, type Made, type MadePart, type Place, text, unknown, type Value } from "../interpreter/values";

/** `parser.add_argument("--model", default="large-v3")`: what a program is started with unless somebody says otherwise. */
export function declareArgument(owner: Made, args: Args, place: Place): void {
  const named = args.named.get("dest");
  const name = named?.k === "text" ? named.value : optionName(args);
  if (name === null) return;
  const parser = parserOf(owner);
  const off = [owner, parser].some((one) => one.args.open || one.args.named.has("argument_default")) ? undefined : switchOf(args);
  const value = off === undefined && !isPair(args) ? (args.named.get("default") ?? unknown) : switchable(place, name);
  for (const one of args.positional)
    if (one.k === "text" && one.value.startsWith("-")) parser.attrs.set(`option ${one.value}`, list([text(name), takes(args)]));
  if (isNew(parser, name, place)) {
    parser.attrs.set(`--${name}`, value);
    if (off !== undefined) parser.attrs.set(`switch --${name}`, off);
  } else alsoFrom(parser, name, value);
}

/** `parser.set_defaults(debug=True)`: that of the parser itself wins over what its arguments said before. */
export function setDefaults(owner: Made, args: Args, place: Place): void {
  const parser = parserOf(owner);
  if (!/ArgumentParser$/.test(parser.path)) return;
  if (args.open) for (const key of [...parser.attrs.keys()]) if (key.startsWith("switch ")) parser.attrs.delete(key);
  for (const [name, value] of args.named) {
    // `sub.set_defaults(func=serve)` is for whoever chooses the sub-command
    if (value.k === "function" && owner !== parser) continue;
    if (isNew(parser, name, place) || owner === parser) parser.attrs.set(`--${name}`, value);
    else alsoFrom(parser, name, value);
    parser.attrs.delete(`switch --${name}`);
  }
}

/** Actions of one name, or of two sub-commands: which of them says what the program is started with is not followed. */
function alsoFrom({ attrs }: Made, name: string, value: Value): void {
  attrs.set(`--${name}`, union([attrs.get(`--${name}`) ?? unknown, value]));
  attrs.delete(`switch --${name}`);
}

/** Where each variable of a parser is declared: code that is read twice declares it once. */
const declared = new WeakMap<Made, Map<string, string>>();

function isNew(parser: Made, name: string, { file, line }: Place): boolean {
  const places = declared.get(parser) ?? new Map<string, string>();
  declared.set(parser, places);
  const at = `${file}:${line}`;
  const before = places.get(name);
  if (before === undefined) places.set(name, at);
  return before === undefined || before === at;
}

/** A switch is there to be given or not, so either may be: only a list of arguments says which. */
const switchable = (place: Place, name: string): Value => ({ k: "unknown", reason: { code: "runtime", place, detail: `--${name}` } });

/** What a switch that is not given comes to; undefined for an option that is none. */
function switchOf(args: Args): Value | undefined {
  const action = args.named.get("action");
  if (args.open || action?.k !== "text" || !/^store_(true|false)$/.test(action.value)) return undefined;
  const given = args.named.get("default");
  if (given !== undefined) return given.k === "constant" && given.value !== null ? given : undefined;
  return { k: "constant", value: action.value === "store_false" };
}

/** `action=argparse.BooleanOptionalAction`: `--docs` and `--no-docs` */
function isPair({ named }: Args): boolean {
  const action = named.get("action");
  return action?.k === "external" && action.path.endsWith("BooleanOptionalAction");
}

/** `args, others = parser.parse_known_args()`; null for any other call. */
export function parsedKnown(run: Run, { of, path }: MadePart, args: Args, place: Place): Value | null {
  if (path !== "parse_known_args" || !/ArgumentParser$/.test(of.path)) return null;
  const parsed: Value = { k: "made", id: run.id(), path: `${of.path}.parse_args`, args, place, of: { k: "part", of, path: "parse_args" }, attrs: new Map() };
  return list([parsed, list([], "list", true)], "tuple");
}

/** `port: int = typer.Option(8000)`, `@click.option("--port", default=8000)`: its default; undefined where somebody has to say, and for a switch, which is given or not. Any other value stays. */
export function withoutOption(value: Value | undefined): Value | undefined {
  if (value?.k !== "made") return value;
  const byClick = /^(rich_|async)?click\.(\w+\.)*option$/.test(value.path);
  if (!byClick && !/^typer\.(\w+\.)*(Option|Argument)$/.test(value.path)) return value;
  const { positional, named } = value.args;
  const given = named.get("default") ?? (byClick ? undefined : positional[0]);
  if (given?.k === "text" && !byClick && given.value.startsWith("-")) return undefined;
  return given?.k === "text" || given?.k === "number" ? given : undefined;
}

/** What is True or False unless somebody says otherwise, for whoever may say so: a command line, or a caller that is not seen. */
export function switches(run: Run, { defaults, module, base }: Func): Map<string, Value> {
  const named = [...defaults].filter(([, value]) => value.k === "constant" && value.value !== null);
  return new Map(named.map(([name]) => [name, { k: "unknown", reason: run.reason("runtime", { file: module.file, line: base + 1 }, name) }]));
}

/** `@cli.command()`, `@cli.callback()`: its parameters are options of the command line. */
export function isCommand({ definition }: Func): boolean {
  return (
    definition.k === "function" &&
    definition.decorators.some(({ value }) => {
      const callee = value.k === "call" ? value.callee : value;
      return (callee.k === "attribute" || callee.k === "name") && /^(command|callback)$/.test(callee.id);
    })
  );
}

/** The variable of `-r`, `--root-path`: the first long name, else the first; click takes one without dashes before them. */
export function optionName(args: Args): string | null {
  const names = args.positional.flatMap((one) => (one.k === "text" ? one.value.split("/", 1) : [])).filter((name) => name !== undefined);
  const plain = names.find((name) => !name.startsWith("-"));
  const long = plain ?? names.find((name) => name.startsWith("--")) ?? names[0];
  return long === undefined ? null : long.replace(/^-+/, "").replaceAll("-", "_");
}

/** An attribute of what parsing the command line gives; undefined for anything else. */
export function argument(made: Made, name: string): Value | undefined {
  if (!/ArgumentParser(\.\w+)*\.parse_args$/.test(made.path)) return undefined;
  const parser = parserOf(made);
  const { attrs } = parser;
  const given = givenOptions(parser, made.args);
  if (given?.has(name)) return given.get(name);
  return (given === null ? undefined : attrs.get(`switch --${name}`)) ?? attrs.get(`--${name}`);
}

/** What an option makes of what follows it: a value of its own for a switch, else its text or number; `unknown` where it takes several or calls something. */
function takes({ named, open }: Args): Value {
  const [action, type] = [named.get("action"), named.get("type")];
  if (open || named.has("nargs") || named.has("const")) return unknown;
  if (action?.k === "text" && /^store_(true|false)$/.test(action.value)) return { k: "constant", value: action.value === "store_true" };
  if (action !== undefined && !(action.k === "text" && action.value === "store")) return unknown;
  return type === undefined || (type.k === "external" && /^(str|int|float)$/.test(type.path)) ? text(type?.k === "external" ? type.path : "str") : unknown;
}

/** The options of `parse_args(["--prefix", "/api", "--debug"])`; null where some of the list is not known, or does not fit what is declared. */
function givenOptions({ attrs }: Made, { positional, named, open }: Args): ReadonlyMap<string, Value> | null {
  const [written = named.get("args"), ...others] = positional;
  if (open || others.length > 0 || written?.k !== "list" || written.open === true) return null;
  const found = new Map<string, Value>();
  const words = written.items.map((one) => (one.k === "text" && one.holes.length === 0 ? one.value : null));
  for (let next = words.shift(); next !== undefined; next = words.shift()) {
    const [, flag = "", inside] = /^(--[^=]+)=(.*)$/s.exec(next ?? "") ?? [null, next ?? ""];
    const option = attrs.get(`option ${flag}`);
    const [name, kind] = option?.k === "list" ? option.items : [];
    if (name?.k !== "text" || kind === undefined || kind.k === "unknown") return null;
    if (kind.k === "constant") {
      if (inside !== undefined) return null;
      found.set(name.value, kind);
      continue;
    }
    const word = inside ?? words.shift();
    if (typeof word !== "string" || (inside === undefined && word.startsWith("-"))) return null;
    const value: Value = kind.k === "text" && kind.value === "str" ? text(word) : { k: "number", value: Number(word) };
    if (value.k === "number" && Number.isNaN(value.value)) return null;
    found.set(name.value, value);
  }
  return found;
}

/** Groups of arguments belong to the parser that made them. */
function parserOf(made: Made): Made {
  const { of } = made;
  return of?.k === "part" && /ArgumentParser/.test(of.of.path) ? parserOf(of.of) : made;
}
