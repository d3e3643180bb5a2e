import type { Expression } from "../../python/syntax";
import { chosenBy, holder, underCondition } from "../conditions";
import { amongVariables } from "../settings/environment";
import { insteadOf, settingBehind } from "../settings/settable";
import { builtin } from "../standard/builtins";
import { optionsOf, union } from "./alternatives";
import { asText, join } from "./asText";
import { getAttribute } from "./attributes";
import { byComparison, bySign } from "./dunders";
import { addRest, dictKey, eachOnce, setEntry } from "./entries";
import { evaluateCall } from "./evaluateCall";
import { everyWay } from "./everyWay";
import { newFork, wayOf } from "./forks";
import { formatted } from "./formatting";
import type { Frame } from "./frame";
import { getItem } from "./items";
import { comprehension, enumMembers, iterate } from "./iteration";
import { fieldUnderTests, narrowed, underName } from "./narrowing";
import { binary, compare, holds } from "./operators";
import type { Run } from "./run";
import { bind, lookup } from "./scope";
import { truth } from "./truth";
import { dict, ellipsis, type Func, list, noneValue, type Text, text, unknown, type Value } from "./values";

/** The abstract value of an expression; what it calls is called. */
export function evaluate(run: Run, e: Expression, frame: Frame): Value {
  if (!run.step() || run.depth > DEEPEST) return unknown;
  run.depth++;
  const value = evaluated(run, e, frame);
  run.depth--;
  return value;
}

/** Nested evaluations and blocks, calls and imports included: far below what the stack of a JavaScript engine holds. */
export const DEEPEST = 900;

function evaluated(run: Run, e: Expression, frame: Frame): Value {
  switch (e.k) {
    case "string":
      return text(e.value);
    case "number":
      return e.float === true ? { k: "number", value: e.value, float: true } : { k: "number", value: e.value };
    case "constant":
      return { k: "constant", value: e.value };
    case "name":
      return lookup(run, frame, e.id) ?? builtin(e.id) ?? unbound(run, frame, e);
    case "attribute": {
      const object = evaluate(run, e.object, frame);
      return (run.registering ? null : fieldUnderTests(object, e.id, frame)) ?? getAttribute(run, object, e.id, frame, run.place(frame, e.line));
    }
    case "format": {
      const parts = e.parts.map((part) => (typeof part === "string" ? text(part) : filled(run, part, frame)));
      const values = parts.map((part) => (part.k === "text" ? part : part.value));
      return everyWay(run, values, (ones) => join(parts.map((part, at) => (part.k === "text" ? part : part.write(ones[at] ?? unknown)))));
    }
    case "formatted": {
      const { value, write } = filled(run, e, frame);
      return everyWay(run, [value], ([one = unknown]) => write(one));
    }
    case "call":
      return evaluateCall(run, e, frame);
    case "binary":
      return binary(run, e.op, evaluate(run, e.left, frame), evaluate(run, e.right, frame), frame, lineOf(e.left));
    case "logical": {
      const left = evaluate(run, e.left, frame);
      const known = holds(run, left, frame);
      if (known === (e.op === "or")) return left;
      const right = known === null ? run.maybe(() => perhaps(run, e.left, frame, () => evaluate(run, e.right, frame))) : evaluate(run, e.right, frame);
      if (known !== null) return right;
      // whatever stands on its left
      if (run.registering && right.k === "constant" && right.value === (e.op === "or")) return right;
      // A text that is read while the application runs is no reason to believe in the one that replaces an empty one ...
      if (run.registering && e.op === "or" && right.k === "text" && optionsOf(left).some(isReadAtRunTime))
        return union(optionsOf(left).filter((one) => truth(one) !== false));
      // the left of `or` is what comes of it only where it is true: `_model = _model or load()`
      const oneOf = (values: readonly Value[]): Value => chosenBy(run, union(values), run.place(frame, lineOf(e.left)));
      if (left.k === "union" && e.op === "or") return oneOf([...left.options.filter((one) => truth(one) !== false), right]);
      if (left.k !== "unknown" || (left.type !== undefined && right.k === "unknown")) return oneOf([left, right]);
      // `query = body.get("query") or ""`: what a handler is asked may be there, and a test of it decides nothing
      if (!run.registering && e.op === "or" && truth(right) === false) return union([left, right]);
      // ... but in `os.getenv("X") or "/api"`, what is written wins over what is not known
      return e.op === "or" ? insteadOf(left, right) : left;
    }
    case "unary": {
      const value = evaluate(run, e.value, frame);
      if (e.op === "not") {
        const known = holds(run, value, frame);
        const setting = settingBehind(value);
        return known === null ? unknown : { k: "constant", value: !known, ...(setting === null ? {} : { setting }) };
      }
      const own = run.importing ? bySign(run, e.op, value, frame) : null;
      if (own !== null) return own;
      return value.k === "number" && e.op === "-" ? { ...value, value: -value.value } : value;
    }
    case "compare": {
      const left = evaluate(run, e.left, frame);
      const right = evaluate(run, e.right, frame);
      if (run.importing) {
        const op = e.op.replace(/\s+/g, " ");
        const own = byComparison(run, op, left, right, frame) ?? amongVariables(run, op, left, right, frame.module.file);
        if (own !== null) return own;
      }
      // `model in OpenAIModels`
      const members = right.k === "class" && e.op.endsWith("in") ? enumMembers(run, right, frame) : null;
      return compare(e.op, left, members === null ? right : list(members), run.importing);
    }
    case "conditional": {
      const tested = evaluate(run, e.test, frame);
      const test = holds(run, tested, frame);
      if (test !== null) return run.behind(settingBehind(tested), () => evaluate(run, test ? e.yes : e.no, frame));
      const narrow = narrowed(run, e.test, frame);
      const fork = newFork(2);
      const way = (side: Expression, index: number, value: Value | null): Value[] =>
        value === null
          ? []
          : [
              run.along(wayOf(fork, index), () =>
                narrow === null ? evaluate(run, side, frame) : underName(frame, narrow.name, value, () => evaluate(run, side, frame)),
              ),
            ];
      const sides = (): Value[] => [...way(e.yes, 0, narrow === null ? unknown : narrow.yes), ...way(e.no, 1, narrow === null ? unknown : narrow.no)];
      return chosenBy(
        run,
        run.maybe(() => perhaps(run, e.test, frame, () => union(sides())), null),
        run.place(frame, lineOf(e.test)),
      );
    }
    case "sequence": {
      const items: Value[] = [];
      let open = false;
      for (const item of e.items) {
        if (item.k === "star") {
          const inner = iterate(run, evaluate(run, item.value, frame), frame);
          items.push(...inner.items);
          open ||= inner.open;
        } else items.push(evaluate(run, item, frame));
      }
      return holder(run, list(e.kind === "set" ? eachOnce(items) : items, e.kind, open));
    }
    case "dict": {
      const out = holder(run, dict());
      for (const { key, value } of e.entries) {
        const inner = evaluate(run, value, frame);
        if (key === null) {
          if (inner.k === "dict") {
            for (const [name, one] of inner.entries) out.entries.set(name, one);
            addRest(out, inner.rest);
            out.open ||= inner.open;
          } else out.open = true;
          continue;
        }
        const at = evaluate(run, key, frame);
        const name = dictKey(at);
        if (name !== null) setEntry(out, name, at, inner);
        else addRest(out, [inner]);
      }
      return out;
    }
    case "subscript": {
      const index = e.index.map((i) => evaluate(run, i, frame));
      return getItem(run, evaluate(run, e.object, frame), index, e.index, frame, lineOf(e.object));
    }
    case "slice":
      for (const part of e.parts) if (part !== null) evaluate(run, part, frame);
      return unknown;
    case "lambda":
      return lambda(run, e, frame);
    case "comprehension":
      return holder(run, comprehension(run, e, frame));
    case "await":
      return evaluate(run, e.value, frame);
    case "yield": {
      const value = e.value === null ? noneValue : evaluate(run, e.value, frame);
      const through = e.from ? iterate(run, value, frame).items : [value];
      frame.yields.push(...through);
      const doubt = run.uncertain + (e.from && value.k === "list" && value.maybeEmpty === true ? 1 : 0);
      if (through.length > 0) frame.yields.surest = Math.min(frame.yields.surest ?? doubt, doubt);
      frame.onYield?.(value);
      return unknown;
    }
    case "star":
      return evaluate(run, e.value, frame);
    case "walrus": {
      const value = evaluate(run, e.value, frame);
      bind(run, around(frame), e.id, value);
      return value;
    }
    case "other": {
      if (e.ellipsis === true) return ellipsis;
      const parts = e.parts.map((part) => evaluate(run, part, frame));
      // `A | None` in annotations
      return parts.length === 0 ? unknown : union(parts);
    }
  }
}

interface Filled {
  readonly k: "filled";
  readonly value: Value;
  /** the text of one thing that the value may be */
  write(one: Value): Text;
}

/** What stands in braces in a text: `{value!r:>8}`. */
function filled(run: Run, e: Expression, frame: Frame): Filled {
  if (e.k !== "formatted") return { k: "filled", value: evaluate(run, e, frame), write: (one) => formatted(run, one, "", "", frame, lineOf(e)) };
  const value = evaluate(run, e.value, frame);
  const written = typeof e.spec === "string" ? text(e.spec) : evaluate(run, e.spec, frame);
  // a width that is not known leaves the text as it is
  const spec = written.k === "text" && written.holes.length === 0 ? written.value : "";
  const conversion = e.named !== "" && e.conversion === "" && spec === "" ? "r" : e.conversion;
  return { k: "filled", value, write: (one) => join([text(e.named), formatted(run, one, conversion, spec, frame, lineOf(e.value))]) };
}

/** Where `:=` gives a name. */
function around(frame: Frame): Frame {
  const { scope } = frame;
  return scope.comprehension === true && scope.parent !== null ? around({ ...frame, scope: scope.parent }) : frame;
}

function unbound(run: Run, frame: Frame, e: Expression & { k: "name" }): Value {
  run.failures.raise(["NameError"]);
  return { k: "unknown", reason: run.reason("unreadable", run.place(frame, e.line), e.id) };
}

function isReadAtRunTime(value: Value): boolean {
  return (
    value.k === "made" ||
    value.k === "part" ||
    (value.k === "external" && value.isAttribute === true) ||
    (value.k === "unknown" && value.reason !== null && value.reason.code !== "environment")
  );
}

function lambda(run: Run, e: Expression & { k: "lambda" }, frame: Frame): Func {
  const defaults = new Map<string, Value>();
  for (const p of e.parameters) if (p.default !== null) defaults.set(p.name, evaluate(run, p.default, frame));
  return {
    k: "function",
    id: run.id(),
    name: "<lambda>",
    qualified: "<lambda>",
    definition: { k: "lambda", expression: e },
    module: frame.module,
    scope: frame.scope,
    base: frame.base,
    owner: null,
    role: "plain",
    defaults,
    attrs: new Map(),
    wraps: null,
    ...(frame.written === undefined ? {} : { written: frame.written }),
  };
}

/** As text; what is not known is a hole `{?}` with the reason and the line. */
export function stringOf(run: Run, value: Value, frame: Frame, line: number): Text {
  return asText(value, run.reason("runtime", run.place(frame, line), ""), !run.registering);
}

/** Evaluates what a test decides about that nobody can answer. */
function perhaps<T>(run: Run, test: Expression, frame: Frame, work: () => T): T {
  return run.registering ? underCondition(run, run.place(frame, lineOf(test)), work) : work();
}

/** Zero-based, within the piece; 0 for expressions that keep none. */
export function lineOf(e: Expression): number {
  switch (e.k) {
    case "name":
    case "call":
    case "lambda":
      return e.line;
    case "attribute":
      return e.line;
    case "subscript":
      return lineOf(e.object);
    case "binary":
    case "logical":
    case "compare":
      return lineOf(e.left);
    case "conditional":
      return lineOf(e.test);
    case "await":
    case "unary":
    case "walrus":
      return lineOf(e.value);
    default:
      return 0;
  }
}
