import { registrant } from "../conditions";
import { union } from "../interpreter/alternatives";
import type { Frame } from "../interpreter/frame";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { truth } from "../interpreter/truth";
import { type Args, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { isOneProgram } from "../programs/programFolders";
import { type Known, state } from "../standard/known";
import { castOf } from "./environmentCasts";
import { secret, settable } from "./settable";

const readers =
  /^(os\.getenv|os\.environ\.get|os\.environ\.(setdefault|pop)|getenv|environ\.get|decouple\.config|decouple\.(Auto)?Config\(\)|environs\.Env\(\)\.\w+|environ\.Env\(\)\.?\w*|environs\.env\.\w+|starlette\.config\.Config\(\)|prettyconf\.config|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** Those that give None for a variable that is not there. */
const gentle = /^(os\.getenv|os\.environ\.get|getenv|environ\.get|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/;

/** A variable of the environment: its default where one is written; null for a call that reads none. `maker`: what the reader was made with. */
export function environment(path: string, args: Args, run: Run, place: Place, frame: Frame, maker?: Args): Value | null {
  if (!readers.test(path)) return null;
  const name = args.positional[0] ?? args.named.get("key");
  const set = fromEnvironment.test(path) ? variableSet(run, name, frame.module.file) : undefined;
  if (set !== undefined) return set;
  const written = name?.k === "text" && name.holes.length === 0 ? fromFile(path, name.value, run, frame) : undefined;
  if (written === null) return { k: "unknown", reason: run.reason("environment", place, name?.k === "text" ? name.value : "") };
  const cast = castOf(run, path, name?.k === "text" ? name.value : "", args, maker, place, frame);
  const named = name?.k === "text" && name.holes.length === 0 ? name.value : "";
  if (written !== undefined) return settable(cast === null ? text(written) : cast.of(text(written)), named);
  const starlette = path.startsWith("starlette.config");
  const otherwise = args.named.get("default") ?? args.positional.slice(starlette ? 2 : 1)[0];
  if (otherwise !== undefined && !isNothing(otherwise)) {
    const value = cast?.defaults === true ? cast.of(otherwise) : otherwise;
    if (path === "os.environ.setdefault") setVariable(run, name ?? unknown, settable(value, named), place);
    return settable(secret(named, value), named);
  }
  return unsetVariable(run, name, place, gentle.test(path), path.startsWith("decouple.") ? "UndefinedValueError" : "KeyError");
}

const fromEnvironment = /^(os\.)?(getenv$|environ\.)/;

/** What the program itself puts into its environment, by the name of the variable; files of other programs do not see it. */
const variables = perRun(() => new Map<string, { readonly value: Value; readonly file: string }>());

/** `os.environ["NAME"] = value` */
export function setVariable(run: Run, name: Value, value: Value, place: Place): void {
  // what nobody calls in the project may set anything
  if (!run.importing || run.assuming || name.k !== "text" || name.holes.length > 0) return;
  const file = registrant(run, place);
  const known = run.uncertain === 0 ? value : union([value, variableSet(run, name, file) ?? unknown]);
  variables(run).set(name.value, { value: known, file });
}

/** What the program has set a variable to, in the same part of the project; undefined where it has not. */
export function variableSet(run: Run, name: Value | undefined, file: string): Value | undefined {
  const set = name?.k === "text" ? variables(run).get(name.value) : undefined;
  const top = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");
  return set !== undefined && (top(set.file) === "" || top(set.file) === top(file)) ? set.value : undefined;
}

/** `"NAME" in os.environ`, of what the program has set itself; null for anything else. */
export function amongVariables(run: Run, op: string, name: Value, where: Value, file: string): Value | null {
  if (!op.endsWith("in") || where.k !== "external" || where.path !== "os.environ") return null;
  return variableSet(run, name, file) === undefined ? null : { k: "constant", value: op === "in" };
}

/** What a `.env` file says that the code has loaded, null for what it hides; decouple looks for one by itself. */
function fromFile(path: string, name: string, run: Run, frame: Frame): string | null | undefined {
  const { file } = frame.module;
  const loaded = run.settings.variable(name, file);
  return loaded === undefined && path.startsWith("decouple.") ? run.settings.variableIn(null, file, name) : loaded;
}

const loads = ["dotenv.load_dotenv", "dotenv.main.load_dotenv", "starlette.config.Config", "environ.Env.read_env", "environ.environ.Env.read_env"];

/** `load_dotenv()`, `load_dotenv(Path(__file__).parent / ".env.prod")`, `Config(".env")`: variables asked for later are there. */
export const environmentFiles: Readonly<Record<string, Known>> = {
  ...Object.fromEntries(
    loads.map((name): [string, Known] => [
      name,
      (args, run, place, frame) => {
        loadEnvironment(run, args, frame, name.startsWith("starlette."));
        return state(name)(args, run, place, frame);
      },
    ]),
  ),
  "os.environ.update": (args, run, place) => {
    const [given] = args.positional;
    const all = [...(given?.k === "dict" ? given.entries : []), ...args.named];
    for (const [name, value] of all) setVariable(run, text(name), value, place);
    return noneValue;
  },
  "dotenv.dotenv_values": (args, run, _place, frame) => {
    const path = args.positional[0];
    return run.settings.allIn(path?.k === "text" ? path.value : null, frame.module.file);
  },
  "dotenv.find_dotenv": (args) => args.positional[0] ?? text(".env"),
};

/** `files`: only where one is named. */
export function loadEnvironment(run: Run, args: Args, frame: Frame, files = false): void {
  const path = args.positional[0] ?? args.named.get("dotenv_path") ?? args.named.get("path") ?? args.named.get("env_file") ?? args.named.get("recurse");
  const overrides = truth(args.named.get("override") ?? args.named.get("overwrite") ?? args.positional[3] ?? unknown) === true;
  const { file } = frame.module;
  const serves = (from: string): boolean => isOneProgram(run, file, from);
  if (path?.k === "text") run.settings.load(path.value, file, overrides, serves);
  else if (!files && (path === undefined || path.k === "constant")) run.settings.load(null, file, overrides, serves);
}

/** No default, or one that says as much: None, `decouple.undefined`. */
function isNothing(value: Value): boolean {
  return (value.k === "constant" && value.value === null) || (value.k === "external" && /(^|\.)undefined$/.test(value.path));
}

const configuredAnyway = /key|token|secret|passw|credential|url|uri|host|endpoint|addr|model|provider|backend|engine/i;

/** `os.environ["X"]` raises where the variable is not set, `os.getenv("X")` gives None. */
export function unsetVariable(run: Run, name: Value | undefined, place: Place, gently: boolean, raises = "KeyError"): Value {
  const set = variableSet(run, name, place.file);
  if (set !== undefined) return set;
  const written = name?.k === "text" && name.holes.length === 0 ? run.settings.variable(name.value, place.file) : undefined;
  const reason = run.reason("environment", place, name?.k === "text" ? name.value : "");
  if (written !== undefined) return written === null ? { k: "unknown", reason } : settable(text(written), reason.detail);
  // a key or an address without default is set where the program runs: what asks for it would do nothing otherwise
  if (gently)
    return configuredAnyway.test(reason.detail) && !/prefix|path|root/i.test(reason.detail) ? { k: "unknown", reason } : { k: "unknown", reason, unset: true };
  run.failures.raise([raises]);
  return { k: "unknown", reason };
}
