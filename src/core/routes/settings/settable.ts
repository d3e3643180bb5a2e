import type { Value } from "../interpreter/values";

/** A key or a password has an empty default only until somebody sets it. */
export function secret(name: string, value: Value): Value {
  return value.k === "text" && value.value === "" && /key|token|secret|passw|credential/i.test(name) ? { ...value, unset: true } : value;
}

/** A text that holds unless the environment says otherwise. */
export function settable(value: Value): Value {
  return value.k === "text" && value.holes.length === 0 && value.settable !== true ? { ...value, settable: true } : value;
}
