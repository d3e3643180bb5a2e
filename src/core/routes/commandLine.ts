import type { Args, Made } from "./values";
import { unknown, type Value } from "./values";

/** `parser.add_argument("--model", default="large-v3")`: what a program is started with unless somebody says otherwise. */
export function declareArgument(owner: Made, args: Args): void {
  const names = args.positional.flatMap((one) => (one.k === "text" ? [one.value] : []));
  const long = names.find((name) => name.startsWith("--")) ?? names[0];
  const named = args.named.get("dest");
  const name = named?.k === "text" ? named.value : long?.replace(/^-+/, "").replaceAll("-", "_");
  if (name !== undefined) parserOf(owner).attrs.set(`--${name}`, args.named.get("default") ?? unknown);
}

/** An attribute of what parsing the command line gives; undefined for anything else. */
export function argument(made: Made, name: string): Value | undefined {
  return /ArgumentParser(\.\w+)*\.parse_args$/.test(made.path) ? parserOf(made).attrs.get(`--${name}`) : undefined;
}

/** Groups of arguments belong to the parser that made them. */
function parserOf(made: Made): Made {
  const { of } = made;
  return of?.k === "part" && /ArgumentParser/.test(of.of.path) ? parserOf(of.of) : made;
}
