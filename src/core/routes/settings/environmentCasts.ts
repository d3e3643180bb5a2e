import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, list, noArgs, type Place, text, unknown, type Value } from "../interpreter/values";
import { settable } from "./settable";
import { settingsValue } from "./settingsText";

// What the readers of the environment make of a text: `env.list("PATHS")`, `config("PATHS", cast=Csv())`, `Env(DEBUG=(bool, False))("DEBUG")`.

export interface Cast {
  readonly of: (value: Value) => Value;
  /** a default is converted too */
  readonly defaults: boolean;
}

/** How a call converts what it finds; null where the text stays as it is. `maker`: what the reader was made with. */
export function castOf(run: Run, path: string, name: string, args: Args, maker: Args | undefined, place: Place, frame: Frame): Cast | null {
  const given =
    args.named.get("cast") ?? (path.startsWith("starlette.config") ? args.positional[1] : path.startsWith("decouple.") ? args.positional[2] : undefined);
  const as = (cast: Value) => (value: Value) => converted(run, cast, value, place, frame);
  if (path.startsWith("environ")) {
    const method = /\.(\w+)$/.exec(path.replace(/^environs?\.(Env\(\)|env)/, ""))?.[1];
    const scheme = maker?.named.get(name);
    const cast = given ?? (scheme?.k === "list" ? scheme.items[0] : scheme);
    if (method !== undefined) return { of: byMethod(method, args, as), defaults: false };
    if (cast?.k === "external" && /^(list|tuple)$/.test(cast.path)) return { of: byMethod(cast.path, args, as), defaults: false };
    return cast === undefined ? null : { of: as(cast), defaults: given !== undefined };
  }
  if (given === undefined) return null;
  const csv = given.k === "made" && /^decouple\.Csv$/.test(given.path) ? given.args : null;
  if (csv === null && !(given.k === "external" && /^starlette\.datastructures\.CommaSeparatedStrings$/.test(given.path)))
    return { of: as(given), defaults: true };
  const delimiter = csv?.named.get("delimiter") ?? csv?.positional[1] ?? text(",");
  const one = csv?.named.get("cast") ?? csv?.positional[0];
  return { of: (value) => (delimiter.k === "text" ? parted(value, delimiter.value, one === undefined ? settable : as(one)) : unknown), defaults: true };
}

/** `Env().bool`, `Env().list`; whatever else they make of a text is kept as text, but for what has parts. */
function byMethod(method: string, args: Args, as: (cast: Value) => (value: Value) => Value): (value: Value) => Value {
  if (/^(bool|int|float)$/.test(method)) return as({ k: "external", path: method });
  if (/^(list|tuple)$/.test(method)) {
    const subcast = args.named.get("subcast");
    return (value) => parted(value, ",", subcast === undefined ? settable : as(subcast));
  }
  if (method === "json") return (value) => (value.k === "text" && value.holes.length === 0 ? parsed(value.value) : value);
  return method === "dict" ? () => unknown : (value) => value;
}

function parted(value: Value, delimiter: string, one: (part: Value) => Value): Value {
  if (value.k !== "text") return value;
  if (value.holes.length > 0) return unknown;
  const parts = value.value.split(delimiter).map((part) => part.trim());
  return list(parts.filter((part) => part !== "").map((part) => one(text(part))));
}

function parsed(written: string): Value {
  try {
    return settingsValue(JSON.parse(written));
  } catch {
    return unknown;
  }
}

/** `config("DEBUG", default="false", cast=bool)`: the default is converted as a value of the environment would be. */
function converted(run: Run, cast: Value, value: Value, place: Place, frame: Frame): Value {
  if (value.k !== "text" || value.holes.length > 0) return value;
  if (cast.k === "external" && cast.path === "bool") {
    if (/^(y|yes|t|true|on|1)$/i.test(value.value)) return { k: "constant", value: true };
    return /^(n|no|f|false|off|0|)$/i.test(value.value) ? { k: "constant", value: false } : value;
  }
  const made = call(run, cast, { ...noArgs, positional: [value] }, place, frame);
  return plain.has(made.k) ? made : value;
}

const plain = new Set<Value["k"]>(["text", "number", "constant", "list", "dict", "instance"]);
