import { union } from "./alternatives";
import { addRest } from "./entries";
import type { Dict, Text, Value } from "./values";

// Keys that are known in part: `cache[f"opus-mt-{pair}"]`.

/** Adds an entry under a key that is not known, or in part. */
export function setUnder(dict: Dict, key: Value, value: Value): void {
  addRest(dict, [value]);
  dict.open = true;
  if (!isPartly(key)) return;
  dict.partly ??= new Map();
  dict.partly.set(key.value, [...(dict.partly.get(key.value) ?? []), value]);
}

/** What was set under a text of which the same part was known, and what the start left under a key that the text may be. */
export function heldUnder(dict: Dict, key: Value): Value | undefined {
  const set = isPartly(key) ? dict.partly?.get(key.value) : undefined;
  if (set === undefined || !isPartly(key)) return undefined;
  const fitting = [...dict.entries].filter(([name]) => dict.keys?.has(name) !== true && dict.byHandlers?.has(name) !== true && fits(key.value, name));
  return union([...fitting.map(([, value]) => value), ...set]);
}

/** A text without a letter of its own may be any. */
function isPartly(key: Value): key is Text {
  return key.k === "text" && key.holes.length > 0 && /[\p{L}\p{N}]/u.test(key.value.replaceAll("{?}", ""));
}

/** Whether two texts, parts of which may not be known, can be the same. */
export function fits(a: string, b: string): boolean {
  return a === b || matchesPattern(a, b) || matchesPattern(b, a);
}

function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes("{?}")) return false;
  const parts = pattern.split("{?}");
  return text.length >= pattern.length - 3 * (parts.length - 1) && text.startsWith(parts[0] ?? "") && text.endsWith(parts.at(-1) ?? "");
}
