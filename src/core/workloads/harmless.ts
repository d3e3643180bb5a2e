import type { FileText } from "../routes/fileText";
import type { Run } from "../routes/interpreter/run";
import type { Args, Func, Value } from "../routes/interpreter/values";
import type { Served } from "../routes/serve";
import { isLibrary } from "./signs";
import { symbolsOf, usesModels } from "./symbols";

/** Of each file the names from which no model is reached. */
export type Harmless = ReadonlyMap<string, ReadonlySet<string>>;

interface NewHandler {
  readonly path: string;
  readonly file: FileText;
  /** of the function */
  readonly name: string;
  /** those that were asked for when it would have been */
  readonly names: Harmless;
}

/**
 * Whether `Names` would reach no model from a handler that is new in its file, told by the names from which it reached none without it. False where
 * that cannot be told: it then has to be asked.
 */
export function leadsNowhere(run: Run, { record, dependencies }: Served, { path, file, name, names }: NewHandler): boolean {
  const symbols = symbolsOf(path, file);
  const [unit, ...others] = symbols.byName.get(name) ?? [];
  const { handler, routeClass } = record;
  if (unit === undefined || others.length > 0 || handler.k !== "function" || !isPlain(handler)) return false;
  // what it imports or sets for its module is no name of the file as it was
  if (/\b(?:import|global)\b/.test(unit.text) || file.matches(makesNames) || usesModels(unit, symbols)) return false;
  for (const [word, all] of symbols.imports) if (unit.words.has(word) && all.some((one) => run.project.leadsNowhere(path, one))) return false;
  const known = names.get(path);
  if (!unit.names.every((one) => one === name || known?.has(one) === true)) return false;
  // whatever every handler may reach was asked with any of them
  if (names.size === 0 || (routeClass !== undefined && !isHarmless(routeClass, names, run))) return false;
  return [...handler.defaults.values(), ...dependencies].every((one) => isHarmless(one, names, run));
}

/** What a file may make names with that its text does not show. */
export const makesNames = /import_module|__import__|\bexec\(|globals\(\)|setattr\(sys\.modules/;

/** A function of a module as it is written. */
function isPlain({ scope, owner, wraps, attrs }: Func): boolean {
  return scope.kind === "module" && owner === null && wraps === null && attrs.size === 0;
}

function isHarmless(value: Value, names: Harmless, run: Run): boolean {
  const all = ({ positional, named }: Args): boolean => [...positional, ...named.values()].every((one) => isHarmless(one, names, run));
  switch (value.k) {
    case "unknown":
    case "text":
    case "number":
    case "constant":
      return true;
    case "external":
      return !isLibrary.test(value.path);
    case "made":
      return value.of === null && value.attrs.size === 0 && value.held === undefined && !isLibrary.test(value.path) && all(value.args);
    case "function":
      return isPlain(value) && isHeld(value, names, run) && [...value.defaults.values()].every((one) => isHarmless(one, names, run));
    case "class":
      return value.scope.parent?.kind === "module" && isHeld(value, names, run);
    default:
      return false;
  }
}

/** It is what its name stands for in its file, and that name is harmless. */
function isHeld(value: Extract<Value, { k: "function" | "class" }>, names: Harmless, run: Run): boolean {
  const { file, scope } = value.module;
  return (
    names.get(file)?.has(value.name) === true &&
    scope.names.get(value.name) === value &&
    symbolsOf(file, run.modules.textOf(file)).byName.get(value.name)?.length === 1
  );
}
