import { call } from "./calls";
import type { Frame, Run } from "./run";
import { type Args, noArgs, type Place, secret, settable, type Value } from "./values";

const readers =
  /^(os\.getenv|os\.environ\.get|os\.environ\.setdefault|getenv|environ\.get|decouple\.config|decouple\.(Auto)?Config\(\)|environs\.Env\(\)\.\w+|environ\.Env\(\)\.?\w*|environs\.env\.\w+|starlette\.config\.Config\(\)|prettyconf\.config|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** Those that give None for a variable that is not there. */
const gentle = /^(os\.getenv|os\.environ\.get|getenv|environ\.get|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** A variable of the environment: its default where one is written; null for a call that reads none. */
export function environment(path: string, args: Args, run: Run, place: Place, frame: Frame): Value | null {
  if (!readers.test(path)) return null;
  const name = args.positional[0] ?? args.named.get("key");
  const starlette = path.startsWith("starlette.config");
  const otherwise = args.named.get("default") ?? args.positional.slice(starlette ? 2 : 1)[0];
  if (otherwise !== undefined && !isNothing(otherwise)) {
    const cast = args.named.get("cast") ?? (starlette ? args.positional[1] : path.startsWith("decouple.") ? args.positional[2] : undefined);
    const value = cast === undefined ? otherwise : converted(run, cast, otherwise, place, frame);
    return settable(secret(name?.k === "text" ? name.value : "", value));
  }
  return unsetVariable(run, name, place, gentle.test(path), path.startsWith("decouple.") ? "UndefinedValueError" : "KeyError");
}

/** No default, or one that says as much: None, `decouple.undefined`. */
function isNothing(value: Value): boolean {
  return (value.k === "constant" && value.value === null) || (value.k === "external" && /(^|\.)undefined$/.test(value.path));
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

const configuredAnyway = /key|token|secret|passw|credential|url|uri|host|endpoint|addr|model|provider|backend|engine/i;

/** `os.environ["X"]` raises where the variable is not set, `os.getenv("X")` gives None. */
export function unsetVariable(run: Run, name: Value | undefined, place: Place, gently: boolean, raises = "KeyError"): Value {
  const reason = run.reason("environment", place, name?.k === "text" ? name.value : "");
  // a key or an address without default is set where the program runs: what asks for it would do nothing otherwise
  if (gently)
    return configuredAnyway.test(reason.detail) && !/prefix|path|root/i.test(reason.detail) ? { k: "unknown", reason } : { k: "unknown", reason, unset: true };
  run.failures.raise([raises]);
  return { k: "unknown", reason };
}
