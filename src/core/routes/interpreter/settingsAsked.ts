import type { Expression } from "../../python/syntax";
import { settingBehind, settingCompared } from "../settings/settable";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { guardOf } from "./guards";
import type { Run } from "./run";
import type { Value } from "./values";

/** The settings without which as they are each side of a test may not run. */
export interface SettingsAsked {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const none: SettingsAsked = { yes: [], no: [] };

/**
 * What the parts of a test ask of settings: behind `if settings.rerank and documents:` a reranker depends on that setting, and so does what follows
 * `if not URL or not KEY: return`. Only while requests are served.
 */
export function settingsAsked(run: Run, test: Expression, frame: Frame): SettingsAsked {
  if (run.importing) return none;
  if (test.k === "unary" && test.op === "not") {
    const { yes, no } = settingsAsked(run, test.value, frame);
    return { yes: no, no: yes };
  }
  if (test.k === "logical") {
    const [left, right] = [settingsAsked(run, test.left, frame), settingsAsked(run, test.right, frame)];
    const both = (side: keyof SettingsAsked): string[] => [...new Set([...left[side], ...right[side]])];
    const shared = (side: keyof SettingsAsked): string[] => left[side].filter((one) => right[side].includes(one));
    return test.op === "and" ? { yes: both("yes"), no: shared("no") } : { yes: shared("yes"), no: both("no") };
  }
  // The second part of `hasattr(x, "on") and x.on` is evaluated here whatever the first one says: that it fails tells nothing.
  const setting = run.failures.unwatched(() => settingOf(run, test, frame));
  return setting === null || setting === "" ? none : { yes: [setting], no: [setting] };
}

function settingOf(run: Run, test: Expression, frame: Frame): string | null {
  const subject = guardOf(run, test, frame)?.subject ?? "";
  if (subject.startsWith("environment ")) return subject.slice("environment ".length);
  if (!isPlain(test)) return null;
  return decidedBy(evaluate(run, test, frame)) ?? (test.k === "compare" ? settingCompared(evaluate(run, test.left, frame)) : null);
}

/** A name or an attribute, or one that is compared with what is written. */
function isPlain(e: Expression): boolean {
  if (e.k === "compare") return isPath(e.left) && (e.right.k === "string" || e.right.k === "number" || e.right.k === "constant");
  return isPath(e);
}

function isPath(e: Expression): boolean {
  return e.k === "name" || (e.k === "attribute" && isPath(e.object));
}

/** A key without a value is set by whoever runs the program. */
function decidedBy(value: Value): string | null {
  return value.k === "text" && value.unset === true ? null : settingBehind(value);
}
