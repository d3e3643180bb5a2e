import type { Pattern, Statement } from "../../python/syntax";
import { underCondition } from "../conditions";
import { settingBehind, settingCompared } from "../settings/settable";
import { switchedOff } from "../sides";
import { isInstance } from "../standard/isInstance";
import { optionsOf } from "./alternatives";
import { fieldNames, inClass } from "./ancestry";
import { getAttribute } from "./attributes";
import { eachToItsYield, type Way } from "./branches";
import { keyText } from "./entries";
import { evaluate, lineOf } from "./expressions";
import type { Frame } from "./frame";
import { heldBy } from "./heldItems";
import { iterate } from "./iteration";
import { compare } from "./operators";
import type { Run } from "./run";
import { bind } from "./scope";
import { type End, execute } from "./statements";
import { decided, truth } from "./truth";
import { list, unknown, type Value } from "./values";

/** Runs the case that matches; every one that may, where that cannot be known. */
export function match(run: Run, s: Statement & { k: "match" }, frame: Frame): End {
  const subject = evaluate(run, s.subject, frame);
  const setting = run.importing ? settingBehind(subject) : settingCompared(subject);
  let left = false;
  // what follows runs because no case that gives something back was taken
  const after = (end: End): End => {
    if (end === "next" && left && setting !== null) run.settingsBehind.push(setting);
    return end;
  };
  const ways: Way[] = [];
  const place = run.place(frame, lineOf(s.subject));
  for (const [index, { pattern, guard, body }] of s.cases.entries()) {
    let answer = matches(run, pattern, subject, frame);
    if (answer !== false && guard !== null) {
      const allowed = decided(evaluate(run, guard, frame), run.importing);
      answer = allowed === true ? answer : allowed;
    }
    if (answer !== true && body.at(-1)?.k === "return") left = true;
    if (answer === false) {
      if (run.registering) switchedOff(run, body, frame);
      continue;
    }
    // none of the cases below is reached
    if (answer === true && run.registering) for (const other of s.cases.slice(index + 1)) switchedOff(run, other.body, frame);
    if (answer === true && ways.length === 0) return after(run.behind(setting, () => execute(run, body, frame)));
    ways.push({
      block: body,
      run: () => {
        matches(run, pattern, subject, frame);
        const work = (): End => run.behind(setting, () => execute(run, body, frame));
        return run.registering ? underCondition(run, place, work) : work();
      },
    });
    if (answer === true) return after(eachToItsYield(run, frame, ways, place));
  }
  if (ways.length === 0) return after("next");
  return after(eachToItsYield(run, frame, [...ways, { block: [], run: () => "next" }], place));
}

/** True, False, or null where it cannot be known; names of the pattern are bound on the way. */
function matches(run: Run, pattern: Pattern, subject: Value, frame: Frame): boolean | null {
  switch (pattern.p) {
    case "value":
      return decided(compare("==", subject, evaluate(run, pattern.value, frame), run.importing), run.importing);
    case "name":
      if (pattern.name !== "" && pattern.name !== "_") bind(run, frame, pattern.name, subject);
      return true;
    case "as":
      bind(run, frame, pattern.name, subject);
      return matches(run, pattern.pattern, subject, frame);
    case "either": {
      const answers: (boolean | null)[] = [];
      // one that does not match binds nothing that counts
      for (const one of pattern.options) if (!answers.includes(true)) answers.push(matches(run, one, subject, frame));
      return answers.includes(true) ? true : answers.every((one) => one === false) ? false : null;
    }
    case "class": {
      const type = evaluate(run, pattern.type, frame);
      const known = truth(isInstance(subject, type));
      const names = positionalNames(run, type, frame);
      const inner = pattern.parts.map(({ name, pattern: part }, index) => {
        const asked = name ?? names?.[index];
        return matches(run, part, asked !== undefined ? getAttribute(run, subject, asked, frame) : names === null ? subject : unknown, frame);
      });
      return known === false || inner.includes(false) ? false : inner.includes(null) ? null : known;
    }
    case "sequence":
      return matchesSequence(run, pattern.items, subject, frame);
    case "mapping":
      return matchesMapping(run, pattern, subject, frame);
    case "star":
    case "other":
      return null;
  }
}

/** `__match_args__`, or the fields of a dataclass or named tuple; null for a class of Python's, which is matched by the whole: `str(name)`. */
function positionalNames(run: Run, type: Value, frame: Frame): readonly string[] | null {
  if (type.k !== "class") return null;
  const own = inClass(type, "__match_args__");
  if (own !== null) return iterate(run, own.value, frame).items.flatMap((one) => (one.k === "text" ? [one.value] : []));
  return fieldNames(type, "positional");
}

function matchesMapping(run: Run, { entries, rest }: Pattern & { p: "mapping" }, subject: Value, frame: Frame): boolean | null {
  const dict = heldBy(subject) ?? subject;
  if (dict.k !== "dict") {
    for (const { pattern } of entries) matches(run, pattern, unknown, frame);
    return dict.k === "text" || dict.k === "number" || dict.k === "constant" || dict.k === "list" ? false : null;
  }
  const left = new Map(dict.entries);
  const answers = entries.map(({ key, pattern }) => {
    const name = keyText(evaluate(run, key, frame));
    const value = name === null ? undefined : dict.entries.get(name);
    if (name !== null) left.delete(name);
    if (value === undefined && name !== null && !dict.open && dict.rest.length === 0) return false;
    const answer = matches(run, pattern, value ?? unknown, frame);
    return value === undefined && answer === true ? null : answer;
  });
  if (rest !== null) bind(run, frame, rest, { ...dict, entries: left });
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

function matchesSequence(run: Run, patterns: readonly Pattern[], subject: Value, frame: Frame): boolean | null {
  if (optionsOf(subject).some(({ k }) => k === "text" || k === "number" || k === "constant" || k === "dict")) return false;
  const { items, open } = iterate(run, subject, frame);
  const star = patterns.findIndex(({ p }) => p === "star");
  const fits = star === -1 ? items.length === patterns.length : items.length >= patterns.length - 1;
  if (!open && !fits) return false;
  const answers = patterns.map((one, index) => {
    const end = items.length - (patterns.length - 1 - index);
    if (one.p === "star") {
      bind(run, frame, one.name, list(items.slice(index, Math.max(index, end)), "list", open));
      return true;
    }
    return matches(run, one, items[star !== -1 && index > star ? end : index] ?? unknown, frame);
  });
  return open || subject.k !== "list" ? null : answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** The names that a pattern binds. */
export function namesIn(pattern: Pattern): readonly string[] {
  switch (pattern.p) {
    case "name":
    case "star":
      return pattern.name === "" || pattern.name === "_" ? [] : [pattern.name];
    case "as":
      return [pattern.name, ...namesIn(pattern.pattern)];
    case "either":
      return pattern.options.flatMap(namesIn);
    case "class":
      return pattern.parts.flatMap((one) => namesIn(one.pattern));
    case "sequence":
      return pattern.items.flatMap(namesIn);
    case "mapping":
      return [...pattern.entries.flatMap((one) => namesIn(one.pattern)), ...(pattern.rest === null ? [] : [pattern.rest])];
    case "value":
    case "other":
      return [];
  }
}
