import type { Expression } from "../../python/syntax";
import { ancestors } from "../interpreter/ancestry";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { dict, list, type Made, noArgs, text, unknown, type Value } from "../interpreter/values";

/**
 * What an instance of a class of traitlets has for a trait that nothing has set: `prefix = Unicode("/hub", config=True)` -> `/hub`. A file of
 * configuration may say otherwise, as the environment may of settings. Undefined for what is no trait.
 */
export function traitDefault(run: Run, value: Made, self: Value, frame: Frame): Value | undefined {
  const kind = /^traitlets\.(?:config\.|traitlets\.)?(\w+)$/.exec(value.path)?.[1];
  if (kind === undefined || self.k !== "instance" || self.cls === null) return undefined;
  const computed = defaultMethod(self, value);
  if (computed !== null) return call(run, { k: "method", self, func: computed }, noArgs, value.place, frame);
  const { positional, named } = value.args;
  const first = named.get("default_value") ?? (choosesFirst.test(kind) ? positional[1] : positional[0]);
  if (plain.test(kind) || choosesFirst.test(kind)) return first ?? empty(kind);
  if (/^(List|Set|Tuple|Dict)$/.test(kind)) return first !== undefined && first.k !== "made" ? first : (empty(kind) ?? unknown);
  return { k: "unknown", reason: run.reason("runtime", value.place, "") };
}

/** Traits whose first argument is their default. */
const plain = /^(C?Unicode|C?Bool|C?Int|Integer|C?Long|C?Float|C?Bytes|Any|Callable|ObjectName|DottedObjectName|TCPAddress)$/;
/** Traits whose first argument is what they may hold. */
const choosesFirst = /^(Enum|CaselessStrEnum|UseEnum|FuzzyEnum|Type|Union|Instance)$/;

function empty(kind: string): Value {
  if (/Unicode$/.test(kind)) return text("");
  if (/Bool$/.test(kind)) return { k: "constant", value: false };
  if (/(Int|Integer|Long|Float)$/.test(kind)) return { k: "number", value: 0 };
  if (kind === "List" || kind === "Set") return list([]);
  if (kind === "Tuple") return list([], "tuple");
  return kind === "Dict" ? dict() : unknown;
}

/** The method under `@default("prefix")`, where the trait stands under that name. */
function defaultMethod(self: Value & { k: "instance" }, trait: Made) {
  const classes = self.cls === null ? [] : ancestors(self.cls).filter((one) => typeof one !== "string");
  const holder = classes.find((one) => [...one.scope.names.keys()].some((name) => read(one.scope, name) === trait));
  const name = holder && [...holder.scope.names.keys()].find((one) => read(holder.scope, one) === trait);
  if (name === undefined) return null;
  for (const one of classes) {
    for (const s of one.definition.body) {
      if (s.k !== "function" || !s.decorators.some(({ value }) => isDefaultOf(value, name))) continue;
      const func = read(one.scope, s.name);
      const inner = func?.k === "made" ? func.args.positional[0] : func;
      if (inner?.k === "function") return inner;
    }
  }
  return null;
}

function isDefaultOf(decorator: Expression, name: string): boolean {
  if (decorator.k !== "call") return false;
  const { callee, args } = decorator;
  const called = callee.k === "name" || callee.k === "attribute" ? callee.id : "";
  const first = args[0]?.value;
  return called === "default" && first?.k === "string" && first.value === name;
}
