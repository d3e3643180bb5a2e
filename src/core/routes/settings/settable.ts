import type { Value } from "../interpreter/values";

/** A key or a password has an empty default only until somebody sets it. */
export function secret(name: string, value: Value): Value {
  return value.k === "text" && value.value === "" && /key|token|secret|passw|credential/i.test(name) ? { ...value, unset: true } : value;
}

/** A text or a switch that holds unless the environment says otherwise; `setting`: the name under which it does. */
export function settable(value: Value, setting = ""): Value {
  const by = setting === "" ? {} : { setting };
  if (value.k === "constant") return value.value === null || setting === "" ? value : { ...value, ...by };
  return value.k === "text" && value.holes.length === 0 && value.settable !== true ? { ...value, settable: true, ...by } : value;
}

/** What stands under a key: a text under a name that the environment may replace may be replaced too, `SIZES[os.getenv("SIZE", "small")]`. */
export function chosenBySetting(key: Value, value: Value): Value {
  return key.k === "text" && key.settable === true && value.k === "text" ? settable(value, key.setting) : value;
}

/** The setting that answers a test as it does; null where none does, or is known to. */
export function settingBehind(tested: Value): string | null {
  if (tested.k === "constant" || tested.k === "text") return tested.setting ?? null;
  return tested.k === "unknown" && tested.unset === true && tested.reason?.code === "environment" && tested.reason.detail !== "" ? tested.reason.detail : null;
}

/** The setting that what is compared comes from, also where it has no value yet: whoever starts the program gives it one. */
export function settingCompared(subject: Value): string | null {
  const own = settingBehind(subject);
  if (own !== null || subject.k !== "unknown" || subject.reason?.code !== "environment") return own;
  return subject.reason.detail === "" ? null : subject.reason.detail;
}

/** What stands for something that is not known, or is nobody's to know beforehand: `row.model or "gpt-4o"`. It is one of two. */
export function insteadOf(missing: Value, written: Value): Value {
  if (written.k !== "text" || missing.k !== "unknown") return written;
  if (missing.reason?.code === "environment") return settable(written, missing.reason.detail);
  return { ...written, ...(missing.asked === true ? { asked: true } : { replaced: true }) };
}
