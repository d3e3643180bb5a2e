import type { Expression, Statement } from "../../python/syntax";
import { applicationByType } from "../frameworks/libraryApplications";
import { unheeded, waitsForWork } from "../frameworks/taskQueues";
import { settingBehind } from "../settings/settable";
import { importsOff, noteSides } from "../sides";
import { assign, changeInPlace, extendInPlace } from "./assign";
import { getAttribute } from "./attributes";
import { attempt, loop, repeat, within } from "./blocks";
import { branch } from "./branches";
import { call } from "./calls";
import { decorate, makeClass, makeFunction, typeScope } from "./definitions";
import { inPlace } from "./dunders";
import { exceptionNames } from "./exceptions";
import { evaluate } from "./expressions";
import { refuse } from "./forks";
import type { Frame } from "./frame";
import { guarded, guardOf } from "./guards";
import { importModules, importNames } from "./importing";
import { instanceOfType } from "./instanceAttributes";
import { match } from "./matching";
import { hasToBeSet, narrowed, told } from "./narrowing";
import { binary, holds } from "./operators";
import { remove } from "./removing";
import type { Run } from "./run";
import { bind, lookup } from "./scope";
import { settingsAsked } from "./settingsAsked";
import { noArgs, noneValue, unknown, type Value } from "./values";

/** How a block ended. */
export type End = "next" | "return" | "break" | "continue" | "raise";

/** Nested blocks and evaluations: no hand-written chain of `elif` comes near. */
const DEEPEST_BLOCK = 900;

/** Runs a block until something leaves it; `return` too where the steps are used up. */
export function execute(run: Run, statements: readonly Statement[], frame: Frame): End {
  let end: End = "next";
  if (run.depth > DEEPEST_BLOCK) {
    if (run.importing && statements.length > 0) run.nested++;
    return end;
  }
  run.depth++;
  const { length } = run.taken;
  for (const [index, statement] of statements.entries()) {
    // what follows the one `yield` of a context manager runs when it is left
    const left = frame.func?.role === "context" && frame.yields.length > (frame.yields.elsewhere ?? 0) && frame.onYield === undefined;
    end = !left && run.step() ? one(run, statement, frame) : "return";
    if (run.failures.pending) end = "raise";
    if (end === "next") continue;
    // `if not enabled: return`
    if (end === "return" && statement.k === "if" && run.importing && run.steps <= run.limit) importsOff(run, statements.slice(index + 1), frame);
    break;
  }
  // `if known: return model.run()` and then `raise`: every request that is served has taken the first way
  if (end === "raise" && !run.failures.watched) refuse(run.taken.slice(length), run.taken.slice(0, length));
  run.depth--;
  return end;
}

function fail(run: Run, raised: Expression | null, frame: Frame): void {
  const names = raised === null ? ["Exception"] : exceptionNames(run, raised, frame);
  const { mayHaveLeft, mayHaveReturned } = frame;
  // another side has given something back
  if (mayHaveReturned === true) {
    if (mayHaveLeft !== undefined) run.failures.mayHaveRaised(names, { file: mayHaveLeft.file, line: mayHaveLeft.line });
    return;
  }
  if (raised !== null && run.importing && run.failures.wouldCatch(names)) {
    const value = evaluate(run, raised, frame);
    run.failures.raise(names, value.k === "class" ? call(run, value, noArgs, run.place(frame, 0), frame) : value);
  } else run.failures.raise(names);
}

function augmented(run: Run, { target, op, value, line }: Statement & { k: "augment" }, frame: Frame): Value {
  const left = evaluate(run, target, frame);
  const right = evaluate(run, value, frame);
  const sign = op.slice(0, -1);
  return (run.importing ? inPlace(run, sign, left, right, frame) : null) ?? binary(run, sign, left, right, frame, line);
}

function one(run: Run, s: Statement, frame: Frame): End {
  switch (s.k) {
    case "expression":
      if (!run.importing || !isIdle(run, s.value, frame)) unheeded(run, s.value, () => evaluate(run, s.value, frame));
      return "next";
    case "assign": {
      const value = told(run, s.value, guarded(run, evaluate(run, s.value, frame)), frame);
      if (run.failures.pending) return "raise";
      for (const target of s.targets) assign(run, target, value, frame);
      return "next";
    }
    case "alias": {
      const named = { ...frame, scope: typeScope(s.typeParameters, frame) };
      bind(run, frame, s.name, { k: "lazy", force: () => run.maybe(() => evaluate(run, s.value, named)) });
      return "next";
    }
    case "annotate":
      if (s.value !== null) assign(run, s.target, annotated(run, evaluate(run, s.value, frame), s, frame), frame);
      return "next";
    case "augment":
      if (!(s.op === "+=" ? extendInPlace(run, s.target, s.value, frame) : changeInPlace(run, s.target, s.op, s.value, frame)))
        assign(run, s.target, augmented(run, s, frame), frame);
      return "next";
    case "return": {
      const value = s.value === null ? noneValue : guarded(run, evaluate(run, s.value, frame));
      if (run.failures.pending) return "raise";
      frame.returns.push(value);
      return "return";
    }
    case "assert":
      if (holds(run, evaluate(run, s.test, frame), frame) === false) {
        const given = s.message === null ? [] : [evaluate(run, s.message, frame)];
        const exception: Value = {
          k: "made",
          id: run.id(),
          path: "AssertionError",
          args: { ...noArgs, positional: given },
          place: run.place(frame, 0),
          of: null,
          attrs: new Map(),
        };
        run.failures.raise(["AssertionError"], exception);
      }
      return run.failures.pending ? "raise" : "next";
    case "raise":
      if (run.registering) fail(run, s.value, frame);
      // `raise SystemExit(main())`
      else if (s.value !== null) evaluate(run, s.value, frame);
      return "raise";
    case "break":
      return "break";
    case "continue":
      return "continue";
    case "if":
      return choose(run, s, frame);
    case "for":
      return loop(run, s, frame);
    case "while":
      return repeat(run, s, frame);
    case "try":
      return attempt(run, s, frame);
    case "with":
      return within(run, s, frame);
    case "match":
      return match(run, s, frame);
    case "function": {
      const func = makeFunction(run, s, frame);
      bind(run, frame, s.name, decorate(run, func, s.decorators, frame));
      return "next";
    }
    case "class": {
      const cls = makeClass(run, s, frame);
      bind(run, frame, s.name, decorate(run, cls, s.decorators, frame));
      return "next";
    }
    case "import":
      return importModules(run, s, frame);
    case "from":
      return importNames(run, s, frame);
    case "global":
      frame.scope.outer ??= new Set();
      for (const name of s.names) frame.scope.outer.add(name);
      return "next";
    case "delete":
      for (const target of s.targets) remove(run, target, frame);
      return "next";
  }
}

/** `if` and what it says otherwise: a chain of `elif` whose tests are decided takes no more of the stack than one. */
function choose(run: Run, first: Statement & { k: "if" }, frame: Frame): End {
  const passed: { readonly asked: Statement & { k: "if" }; readonly setting: readonly string[]; readonly length: number }[] = [];
  for (let s = first; ; ) {
    const { test: asked, yes, no, line } = s;
    setByRefusal(run, s, frame);
    const tested = evaluate(run, asked, frame);
    const held = holds(run, tested, frame);
    const test = held !== null && waitsForWork(run) && !isLiteral(asked) ? null : held;
    if (run.registering) noteSides(run, held, s, frame);
    const setting = test === null ? [] : settingsBehind(run, tested, test, asked, frame);
    const [next] = no;
    if (test === false && no.length === 1 && next?.k === "if" && run.step()) {
      passed.push({ asked: s, setting, length: run.settingsBehind.length });
      run.settingsBehind.push(...setting);
      s = next;
      continue;
    }
    const decision = test === true && no.length === 0 && !isLiteral(asked) && endsAll(run, yes, frame) ? null : test;
    const how = {
      guard: () => guardOf(run, asked, frame),
      settings: () => settingsAsked(run, asked, frame),
      narrow: () => (test === null ? narrowed(run, asked, frame) : hasToBeSet(asked, frame)),
      condition: test === null && run.registering ? run.place(frame, line) : null,
    };
    const end = setting.length === 0 ? branch(run, frame, decision, yes, no, how) : run.behind(setting, () => branch(run, frame, decision, yes, no, how));
    // what follows runs because the other side, which gives something back, was not taken
    if (end === "next" && (test === true ? no : yes).at(-1)?.k === "return") run.settingsBehind.push(...setting);
    for (const one of passed.toReversed()) {
      if (one.setting.length === 0) continue;
      run.settingsBehind.length = one.length;
      if (end === "next" && one.asked.yes.at(-1)?.k === "return") run.settingsBehind.push(...one.setting);
    }
    return end;
  }
}

/** `map(app.include_router, routers)` on a line of its own: nobody goes through it, so it does nothing. */
function isIdle(run: Run, e: Expression, frame: Frame): boolean {
  if (e.k === "comprehension") return e.kind === "generator";
  if (e.k !== "call" || e.callee.k !== "name" || (e.callee.id !== "map" && e.callee.id !== "filter")) return false;
  return lookup(run, frame, e.callee.id) === undefined;
}

/** `model: HousePriceModel = request.app.state.model`: what is not known otherwise is known by its annotation. */
function annotated(run: Run, value: Value, { type, line }: Statement & { k: "annotate" }, frame: Frame): Value {
  if (value.k !== "unknown") return applicationByType(run, value, type, run.place(frame, line), () => evaluateType(run, type, frame));
  if (run.modelOf === null) return value;
  return instanceOfType(run, type, frame, run.place(frame, 0)) ?? value;
}

/** Nothing after it runs. */
export function leaves(block: readonly Statement[]): boolean {
  const last = block.at(-1)?.k;
  return last === "raise" || last === "return";
}

/** `raise`, `raise RuntimeError(...) from e`, `sys.exit(1)` */
export function endsProgram(block: readonly Statement[]): boolean {
  const last = block.at(-1);
  if (last?.k !== "expression" || last.value.k !== "call") return last?.k === "raise";
  const { callee } = last.value;
  if (callee.k === "attribute") return callee.object.k === "name" && /^(sys|os)$/.test(callee.object.id) && /^_?exit$/.test(callee.id);
  return callee.k === "name" && /^(exit|quit)$/.test(callee.id);
}

/** The settings that decided a test: of one with several parts, those without which it may have another answer. */
function settingsBehind(run: Run, tested: Value, answer: boolean, test: Expression, frame: Frame): readonly string[] {
  const parts = test.k === "logical" ? settingsAsked(run, test, frame)[answer ? "yes" : "no"] : [];
  const own = settingBehind(tested);
  return parts.length > 0 || own === null || (test.k === "logical" && test.op === "or" && answer) ? parts : [own];
}

/** `if True:`, `if not 0:`: so whatever the environment, and whatever was set before. */
function isLiteral(test: Expression): boolean {
  if (test.k === "unary") return isLiteral(test.value);
  if (test.k === "logical" || test.k === "compare") return isLiteral(test.left) && isLiteral(test.right);
  return test.k === "constant" || test.k === "number" || test.k === "string";
}

/**
 * Raises what nobody catches. Nobody writes a handler or a factory that always fails: what it guards against is the state before anything was set,
 * or an environment without what the program needs.
 */
function endsAll(run: Run, block: readonly Statement[], frame: Frame): boolean {
  const last = block.at(-1);
  if (last?.k !== "raise") return false;
  return !run.registering || !run.failures.wouldCatch(last.value === null ? ["Exception"] : exceptionNames(run, last.value, frame));
}

/** `kind = os.getenv("KIND")`, `if kind == "a": ... elif kind == "b": ... else: raise ...`: the program starts only where it is set. */
function setByRefusal(run: Run, s: Statement & { k: "if" }, frame: Frame): void {
  const name = s.test.k === "compare" && s.test.left.k === "name" ? s.test.left.id : null;
  const value = name === null ? undefined : frame.scope.names.get(name);
  if (name === null || value?.k !== "unknown" || value.unset !== true) return;
  for (let one = s; ; ) {
    const { test, no } = one;
    if (test.k !== "compare" || !/^(==|in)$/.test(test.op) || test.left.k !== "name" || test.left.id !== name || test.right.k === "constant") return;
    const [next] = no;
    if (no.length !== 1 || next?.k !== "if") {
      if (!endsAll(run, no, frame)) return;
      break;
    }
    one = next;
  }
  const { unset: _, ...set } = value;
  frame.scope.names.set(name, set);
}

/** An annotation, also one that is written as a string. */
export function evaluateType(run: Run, type: Expression, frame: Frame): Value {
  // annotations may be written as strings, for names that come later
  if (type.k === "string" && /^[\w.]+$/.test(type.value)) {
    const [first = "", ...rest] = type.value.split(".");
    let value = lookup(run, frame, first) ?? unknown;
    for (const name of rest) value = getAttribute(run, value, name, frame);
    return value;
  }
  return evaluate(run, type, frame);
}
