import { isEmpty } from "./emptiness";
import type { Value } from "./values";

/** True, False, or null where it cannot be known. */
export function truth(value: Value): boolean | null {
  switch (value.k) {
    case "constant":
      return value.value === true;
    case "number":
      return value.value !== 0;
    case "text":
      if (value.unset === true) return null;
      return value.holes.length > 0 ? (value.value === "{?}" ? null : true) : value.value !== "";
    case "list":
    case "dict": {
      // an iterator is true however little it gives
      if (value.k === "list" && value.kind === "generator" && value.attrs !== undefined) return true;
      const empty = isEmpty(value);
      return empty === null ? null : !empty;
    }
    case "union": {
      const answers = new Set(value.options.map(truth));
      return answers.size === 1 ? ([...answers][0] ?? null) : null;
    }
    case "made":
      return /^(re\.Match|pydantic\.(\w+\.)*Alias(Choices|Path))$/.test(value.path) ? true : null;
    case "unknown":
    case "part":
      return null;
    case "external":
      // a flag of a library, such as HAS_TORCH, or a setting of one
      return value.isAttribute === true || /(^|\.)[A-Z][A-Z0-9_]+$/.test(value.path) ? null : true;
    default:
      return true;
  }
}

/**
 * `truth`, where a variable of the environment that is not set counts as None: so while modules are imported. While requests are served, an address whose
 * default is empty may have been set: what asks for it would do nothing otherwise.
 */
export function decided(value: Value, registering: boolean): boolean | null {
  if (!registering && isEmptyAddress(value)) return null;
  return registering && isUnset(value) ? false : truth(value);
}

/** `os.getenv("SEARCH_URL", "")`, which nothing sets that the folder holds. */
export function isEmptyAddress(value: Value): boolean {
  return value.k === "text" && value.value === "" && value.setting !== undefined && /url|uri|host|endpoint|addr/i.test(value.setting);
}

/** A variable of the environment without a default: None where the code asks. */
export function isUnset(value: Value): boolean {
  return value.k === "unknown" && value.unset === true;
}
