import type { Run } from "./run";
import { type Args, type Place, secret, type Value } from "./values";

const readers =
  /^(os\.getenv|os\.environ\.get|os\.environ\.setdefault|getenv|environ\.get|decouple\.config|environs\.Env\(\)\.\w+|environ\.Env\(\)\.?\w*|environs\.env\.\w+|starlette\.config\.Config\(\)|prettyconf\.config|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** Those that give None for a variable that is not there. */
const gentle = /^(os\.getenv|os\.environ\.get|getenv|environ\.get|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** A variable of the environment: its default where one is written; null for a call that reads none. */
export function environment(path: string, args: Args, run: Run, place: Place): Value | null {
  if (!readers.test(path)) return null;
  const name = args.positional[0] ?? args.named.get("key");
  const otherwise = args.named.get("default") ?? args.positional.slice(path.startsWith("starlette.config") ? 2 : 1)[0];
  if (otherwise !== undefined && !(otherwise.k === "constant" && otherwise.value === null)) return secret(name?.k === "text" ? name.value : "", otherwise);
  return unsetVariable(run, name, place, gentle.test(path));
}

const configuredAnyway = /key|token|secret|passw|credential|url|uri|host|endpoint|addr|model|provider|backend|engine/i;

/** `os.environ["X"]` raises where the variable is not set, `os.getenv("X")` gives None. */
export function unsetVariable(run: Run, name: Value | undefined, place: Place, gently: boolean): Value {
  const reason = run.reason("environment", place, name?.k === "text" ? name.value : "");
  // a key or an address without default is set where the program runs: what asks for it would do nothing otherwise
  if (gently)
    return configuredAnyway.test(reason.detail) && !/prefix|path|root/i.test(reason.detail) ? { k: "unknown", reason } : { k: "unknown", reason, unset: true };
  run.failures.raise(["KeyError"]);
  return { k: "unknown", reason };
}
